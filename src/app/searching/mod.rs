//! The searches over all headings and in all texts: their prompts, their results, and what is recalled of them. Used by
//! [`State`](crate::app::State), which asks the world for what is found.

pub mod finder;
pub mod history;
pub mod results;
mod seek;
pub mod text_search;
mod text_seek;
