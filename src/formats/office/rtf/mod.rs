//! Rich Text Format, as Word, WPS, LibreOffice, WordPad and TextEdit write it.
//!
//! Headings are the paragraphs with an outline level, of their own or through their style; where there are none, they
//! are detected. Pictures, headers, footers, comments and hidden text are left out.

mod interpreter;
mod letters;
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
        "the same, by outline level or style, else found by size, weight and number; not page headers, comments, pictures and deleted text"
    }

    fn is_text(&self) -> bool {
        false
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start().starts_with(MAGIC)
    }

    fn read_within(&self, bytes: &[u8], options: &Options, budget: &Budget) -> Document {
        if !self.recognises(bytes) {
            return Plain.read_within(bytes, options, budget);
        }
        compose(interpreter::source(bytes, budget), self.name(), options.reading.belief)
    }
}
