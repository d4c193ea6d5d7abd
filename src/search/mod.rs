//! Finds headings in a library, and places in its texts.
//!
//! The matcher crate is fenced in `headings.rs`, regular expressions in `fulltext`.

pub mod fulltext;
pub mod headings;
pub mod query;
pub mod similar;

pub use headings::{Found, Hit, search};
pub use query::Query;
pub use similar::corresponding;
