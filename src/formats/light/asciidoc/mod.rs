//! AsciiDoc, as Asciidoctor reads it, and the two-line titles of older sources.

mod attributes;
mod blocks;
mod delimited;
mod inline;
mod lists;
mod table;
#[cfg(test)]
mod tests;
mod titles;

use crate::formats::limits::Budget;
use crate::formats::source::Source;
use crate::formats::{Options, Reader};
use crate::outline::Document;

/// The reader of AsciiDoc.
pub(in crate::formats) struct AsciiDoc;

impl Reader for AsciiDoc {
    fn name(&self) -> &'static str {
        "asciidoc"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["adoc", "asciidoc", "asc"]
    }

    fn taken(&self) -> &'static str {
        "AsciiDoc: titles with marks or lines, their numbers where they are counted, lists, tables, delimited blocks, \
         admonitions, links, attributes; not what is included, and both sides of conditions"
    }

    fn read_within(&self, bytes: &[u8], options: &Options, budget: &Budget) -> Document {
        let Source { text, encoding, mut problems } = Source::new(bytes, options);
        let (document, problem) = blocks::compose(self.name(), &text, budget);
        problems.extend(problem);
        let title = document.outline.lone_top().map(|top| document.outline.title(top).into());
        Document { encoding, title, problems, ..document }
    }
}
