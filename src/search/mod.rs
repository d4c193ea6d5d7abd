//! Finds headings in a library.
//!
//! [`Query`] says what was typed, [`Searcher`] finds it. The matcher crate is fenced in `scatter.rs`.

pub mod headings;
mod order;
mod places;
pub mod query;
mod scatter;
mod sought;

pub use headings::{Found, Hit, Searcher};
pub use query::{Query, QueryError};
