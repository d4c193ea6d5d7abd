//! Finds headings in a library, and places in its texts.
//!
//! [`Query`] says what was typed, [`Searcher`] finds the headings. The matcher crate is fenced in `scatter.rs`, regular
//! expressions in `fulltext`.

mod bits;
pub mod corresponding;
pub mod fulltext;
pub mod headings;
pub mod holding;
mod index;
mod keys;
mod order;
mod places;
pub mod query;
mod scatter;
mod sought;

pub use corresponding::corresponding;
pub use headings::{Found, Hit, Searcher};
pub use query::{Query, QueryError};
