//! reStructuredText, as the specification of docutils has it, with the directives of Sphinx.

mod body;
mod directive;
mod explicit;
mod inline;
mod lists;
mod names;
mod table;
#[cfg(test)]
mod tests;
mod title;

use crate::formats::limits::Budget;
use crate::formats::source::Source;
use crate::formats::{Options, Reader};
use crate::outline::Document;

/// The reader of reStructuredText.
pub(in crate::formats) struct ReStructuredText;

impl Reader for ReStructuredText {
    fn name(&self) -> &'static str {
        "rst"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rst"]
    }

    fn taken(&self) -> &'static str {
        "reStructuredText with the directives of Sphinx: titles by the order of their lines, lists, tables, literal \
         blocks, admonitions, notes, roles, substitutions; not what is included or made from code"
    }

    fn read_within(&self, bytes: &[u8], options: &Options, budget: &Budget) -> Document {
        let Source { text, encoding, mut problems } = Source::new(bytes, options);
        let (document, problem) = body::compose(self.name(), &text, budget);
        problems.extend(problem);
        let title = document.outline.lone_top().map(|top| document.outline.title(top).into());
        Document { encoding, title, problems, ..document }
    }
}
