//! Finds headings in a library, and places in its texts.
//!
//! The matcher crate is fenced in `headings.rs`, regular expressions in `fulltext`.

pub mod corresponding;
pub mod fulltext;
pub mod headings;
pub mod holding;
pub mod query;

pub use corresponding::corresponding;
pub use headings::{Found, Hit, search};
pub use query::Query;
