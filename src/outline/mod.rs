//! What a parsed report is, and how the outline of an unmarked text is found.
//!
//! Readers produce these types; the library, the search and the screen only read them. Nothing here knows of files.

pub mod addresses;
pub mod caption;
pub mod detect;
pub mod document;
pub mod explain;
pub mod image;
pub mod link;
pub mod number;
pub mod references;
pub mod tree;

pub use document::{Block, BlockKind, Document, Mark, MarkKind, PageStart, Problem};
pub use image::Image;
pub use link::{Link, Target};
pub use tree::{Break, BreakKind, Confidence, Heading, NewHeading, Origin, Outline, OutlineBuilder};
