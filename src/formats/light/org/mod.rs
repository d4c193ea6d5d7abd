//! Org, as its syntax is described at orgmode.org and its exporters show it.

mod blocks;
mod elements;
mod entities;
mod headline;
mod inline;
mod lists;
#[cfg(test)]
mod tests;

use crate::formats::limits::Budget;
use crate::formats::source::Source;
use crate::formats::{Options, Reader};
use crate::outline::Document;

/// The reader of Org.
pub(in crate::formats) struct Org;

impl Reader for Org {
    fn name(&self) -> &'static str {
        "org"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["org"]
    }

    fn taken(&self) -> &'static str {
        "Org: headlines without keywords and tags, lists, tables, blocks, notes, links, macros; not properties, logs and \
         plans, and what is commented out is dimmed"
    }

    fn read_within(&self, bytes: &[u8], options: &Options, budget: &Budget) -> Document {
        let Source { text, encoding, mut problems } = Source::new(bytes, options);
        let (document, title, problem) = blocks::compose(self.name(), &text, budget);
        problems.extend(problem);
        let top = || document.outline.lone_top().map(|top| document.outline.title(top).into());
        Document { encoding, title: title.or_else(top), problems, ..document }
    }
}
