//! Finds headings in a library.
//!
//! The matcher crate is fenced in `headings.rs`.

pub mod headings;
pub mod query;
pub mod similar;

pub use headings::{Found, Hit, search};
pub use query::Query;
pub use similar::corresponding;
