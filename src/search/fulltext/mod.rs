//! Finds places in the texts of reports, by section.
//!
//! The crate for regular expressions is fenced in here. What is typed becomes a [`Pattern`]; [`sections_with`] finds
//! the sections of one text in which it stands; [`search_texts`] goes through all reports of a library.

mod excerpt;
mod lines;
mod pattern;
mod run;
mod sections;
mod word;

pub use excerpt::Excerpt;
pub use pattern::{Case, Pattern, PatternError, PatternOptions};
pub use run::{Answer, Batch, Tally, search_texts};
pub use sections::{Looked, SectionHits, hits_in, hits_of, hits_unless, sections_with};
