//! Rich Text Format, as Word, WPS, LibreOffice, WordPad and TextEdit write it.
//!
//! Headings are the paragraphs with an outline level, of their own or through their style; where there are none, they
//! are detected. Headers, footers, comments and hidden text are left out.

mod interpreter;
mod letters;
mod pictures;
mod state;
mod tables;
#[cfg(test)]
mod tests;
mod tokens;
mod words;

use crate::formats::limits::Budget;
use crate::formats::office::compose;
use crate::formats::plain::Plain;
use crate::formats::{Options, Reader};
use crate::outline::Document;

/// The reader of RTF.
pub(in crate::formats) struct Rtf;

/// How every file of the format begins.
const MAGIC: &[u8] = b"{\\rtf";

impl Reader for Rtf {
    fn name(&self) -> &'static str {
        "rtf"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rtf"]
    }

    fn taken(&self) -> &'static str {
        "the same, by outline level or style, else found by size, weight and number; pictures by their words; not page headers, comments and deleted text"
    }

    fn is_text(&self) -> bool {
        false
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start().starts_with(MAGIC)
    }

    fn picture(&self, bytes: &[u8], name: &str) -> Option<Vec<u8>> {
        pictures::bytes(bytes, name)
    }

    fn read_within(&self, bytes: &[u8], options: &Options, budget: &Budget) -> Document {
        if !self.recognises(bytes) {
            return Plain.read_within(bytes, options, budget);
        }
        compose(interpreter::source(bytes, budget), self.name(), options.reading.belief)
    }
}
