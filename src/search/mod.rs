//! Finds headings in a library.
//!
//! The matcher crate is fenced in `headings.rs`.

pub mod corresponding;
pub mod headings;
pub mod query;

pub use corresponding::corresponding;
pub use headings::{Found, Hit, search};
pub use query::Query;
