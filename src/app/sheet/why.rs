//! Why a heading is one, and how much there is to read. To find it out costs a look at the whole report, so that the
//! world does it.

use std::sync::Arc;

use crate::app::beside::comparison::Passage;
use crate::app::sheet::{Content, Sheet};
use crate::app::{Effect, Message, State};
use crate::outline::detect::Belief;
use crate::outline::explain::{Explanation, explain};
use crate::text::count::Counts;
use crate::text::{Part, Span};

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The section, or all of the report.
    passage: Passage,
    /// The heading; `None` for the report.
    heading: Option<u32>,
    /// How much is believed.
    belief: Belief,
}

/// The answer.
#[derive(Clone, Debug, Default)]
pub struct Explained {
    /// Why the heading is one, where there is one.
    pub explanation: Option<Explanation>,
    /// How much there is to read in the section, with all that stands under it.
    pub section: Option<Counts>,
    /// How much there is to read in the report.
    pub report: Counts,
}

/// What a sheet says about a heading or a report, as soon as that is known.
#[derive(Clone, Debug)]
pub struct Inquiry {
    /// What is asked.
    pub why: Why,
    /// The report's title.
    pub title: String,
    /// The answer.
    pub answer: Option<Arc<Explained>>,
}

impl Why {
    /// Whether it is about a heading, and not about a report.
    pub fn is_of_heading(&self) -> bool {
        self.heading.is_some()
    }

    /// Finds it out. Costs time in proportion to the text.
    pub fn explain(&self) -> Explained {
        let (document, heading) = (&self.passage.document, self.heading);
        let explanation = heading.and_then(|heading| {
            explain(&document.text, &document.outline, &document.detect_explained(self.belief), heading)
        });
        let section = heading.map(|_| Counts::of(document.text.span(self.passage.span)));
        Explained { explanation, section, report: Counts::of(&document.text) }
    }
}

impl State {
    /// Asks why the heading that the keys are about is one.
    pub(in crate::app) fn explain(&mut self) -> Vec<Effect> {
        let node = self.current().filter(|node| self.page.entry() == Some(node.entry));
        let Some((node, document)) = node.zip(self.page.document().cloned()) else {
            self.front.message = Some(Message::NoReport);
            return Vec::new();
        };
        let title = self.shelf.library.report(node.entry).map_or_else(String::new, |report| report.presented());
        let length = document.text.len();
        let section = node.heading.map(|heading| document.outline.section(heading, length));
        let span = section.unwrap_or(Span { start: 0, end: length });
        let passage = Passage { document, span };
        let why = Why { passage, heading: node.heading, belief: self.shelf.reading.belief };
        self.front.sheet = Some(Sheet::new(Content::Why(Inquiry { why: why.clone(), title, answer: None })));
        vec![Effect::Explain(why)]
    }

    /// Takes the answer, if it is still asked for.
    pub(in crate::app) fn explained(&mut self, why: &Why, explained: Arc<Explained>) {
        if let Some(Sheet { content: Content::Why(inquiry), .. }) = &mut self.front.sheet
            && inquiry.why == *why
        {
            inquiry.answer = Some(explained);
        }
    }
}
