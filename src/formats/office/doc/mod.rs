//! The documents of Word 97 to 2003, and of WPS Writer, which writes the same; of Word 6 and 95 the text alone.
//!
//! Headings are the paragraphs with an outline level, of their own or through their style, with the numbers that their
//! lists give them; where there are none, they are detected. Headers, footers, comments and hidden text are left out, and
//! pictures that do not stand among the letters.

mod boxes;
mod bytes;
mod fib;
mod fonts;
mod lists;
mod looks;
mod ole;
mod pages;
mod pictures;
mod pieces;
mod properties;
mod read;
mod story;
mod styles;
#[cfg(test)]
mod tests;

use crate::formats::limits::Budget;
use crate::formats::office::compose;
use crate::formats::plain::Plain;
use crate::formats::{Options, Reader};
use crate::outline::Document;

/// The reader of .doc.
pub(in crate::formats) struct Doc;

impl Reader for Doc {
    fn name(&self) -> &'static str {
        "doc"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["doc", "dot", "wps", "wpt"]
    }

    fn taken(&self) -> &'static str {
        "Word 97 to 2003 and WPS: the same, with the numbers that lists give, and not pictures beside the text; of Word 6 and 95 the text alone"
    }

    fn is_text(&self) -> bool {
        false
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.starts_with(ole::MAGIC)
    }

    fn picture(&self, bytes: &[u8], name: &str) -> Option<Vec<u8>> {
        read::picture(bytes, name)
    }

    /// Reads a file. One that is named like this but is no compound file is text.
    fn read_within(&self, bytes: &[u8], options: &Options, budget: &Budget) -> Document {
        if !self.recognises(bytes) {
            return Plain.read_within(bytes, options, budget);
        }
        match read::source(bytes, budget) {
            Ok(source) => compose(source, self.name(), options.reading.belief),
            Err(problem) => Document { format: self.name(), problems: vec![problem], ..Document::default() },
        }
    }
}
