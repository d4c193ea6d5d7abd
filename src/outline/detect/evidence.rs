//! What speaks for and against headings, as log-odds that add up.

use crate::outline::Confidence;

/// Why something is or is no heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// How often marks of this scheme open headings.
    Scheme,
    /// Numbers follow each other.
    Sequence,
    /// It stands alone.
    Single,
    /// The first number is not 1.
    LateStart,
    /// Numbers are missing.
    Gap,
    /// It is short and stands on its own line.
    Alone,
    /// A title, and text behind it.
    RunIn,
    /// It is a sentence.
    Sentence,
    /// It ends as an item of a list does.
    Item,
    /// What stands before it ends in a colon.
    Colon,
    /// Text stands below it.
    Body,
    /// Nothing stands below it.
    NoBody,
    /// A line is drawn below it.
    Underlined,
    /// A table of contents announces it.
    Announced,
    /// A table of contents announces others and not this.
    Unannounced,
    /// Blank lines stand around it.
    Blank,
    /// No blank line stands before it, where paragraphs have one.
    NoBlank,
    /// It is indented further than the text.
    Indented,
    /// It stands left of the text.
    Outdented,
    /// It stands in the middle of a paragraph.
    Wrapped,
    /// Its words begin with a small letter.
    Small,
    /// Its prefix continues the number above it.
    Prefix,
    /// Others of its kind are or are no headings.
    Family,
    /// It is called as parts of reports are called.
    Name,
    /// It is written in capitals, in title case, in brackets.
    Style,
    /// The same line comes again and again.
    Recurring,
    /// Where it stands in its line.
    Place,
    /// Its letters are larger or bolder than those of the text, or as plain.
    Look,
}

/// One piece of evidence: a reason and its weight in log-odds, positive for a heading.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// The reason.
    pub reason: Reason,
    /// Its weight.
    pub weight: f32,
}

/// Evidence that adds up. Its terms are kept only where they are asked for: a text may have hundreds of thousands of
/// lines that are weighed, and what decides is their sum.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    /// The sum of all weights.
    sum: f32,
    /// What the look of the letters weighs.
    look: f32,
    /// What is among the terms, a bit each.
    reasons: u32,
    /// All terms, where they are kept.
    terms: Option<Box<Terms>>,
}

/// Terms behind a pointer, for which evidence has room where there are none.
#[derive(Clone, Debug, Default)]
struct Terms(Vec<Term>);

impl Evidence {
    /// Nothing so far; `explained` says whether the terms are kept.
    pub(super) fn new(explained: bool) -> Self {
        Self { terms: explained.then(Box::default), ..Self::default() }
    }

    /// Adds a term, unless it weighs nothing.
    pub(super) fn add(&mut self, reason: Reason, weight: f32) {
        if weight.abs() >= 0.05 {
            self.sum += weight;
            self.look += if reason == Reason::Look { weight } else { 0.0 };
            self.reasons |= 1 << reason as u32;
            if let Some(terms) = &mut self.terms {
                terms.0.push(Term { reason, weight });
            }
        }
    }

    /// The sum of all weights.
    pub(super) fn sum(&self) -> f32 {
        self.sum
    }

    /// What the look of the letters weighs; 0 where it says nothing.
    pub(super) fn look(&self) -> f32 {
        self.look
    }

    /// Whether a reason is among the terms.
    pub(super) fn has(&self, reason: Reason) -> bool {
        self.reasons & 1 << reason as u32 != 0
    }

    /// The terms; none where they were not kept.
    pub(super) fn into_terms(self) -> Vec<Term> {
        self.terms.map_or_else(Vec::new, |terms| terms.0)
    }
}

/// Terms are not independent of each other: what they say together counts for a half of their sum. This spreads
/// confidence over its range; it moves no decision.
const SHARED: f32 = 2.0;

/// How sure a sum of log-odds makes.
pub(super) fn confidence(sum: f32) -> Confidence {
    let odds = 1.0 / (1.0 + (-sum / SHARED).exp());
    Confidence((odds * 100.0).clamp(1.0, 99.0) as u8)
}
