//! Finds the outline of a text that has no markup.
//!
//! [`detect`] is the only way in. It sees the whole text and, where a format has it, how the lines look: no file, no
//! format. What it returns is sorted by position, and every span lies within the text.

mod ahead;
mod asides;
mod bare;
mod bounds;
mod breaks;
mod candidate;
#[cfg(test)]
mod cases;
mod chars;
mod company;
mod contents;
mod decide;
mod evidence;
mod front;
mod furniture;
mod inline;
mod inline_contents;
mod layout;
mod leads;
mod look;
mod makeup;
mod names;
mod nesting;
mod paragraphs;
mod pieces;
mod preamble;
mod reaches;
mod reasons;
mod runs;
mod seam;
mod stacks;
mod style;
mod title;
mod unwrap;
mod weigh;
mod wraps;

use crate::outline::tree::{Break, Confidence};
use crate::text::Span;

pub use asides::is_chrome;
pub use evidence::{Reason, Term};
pub use look::Look;

/// What a text without markup turned out to hold.
#[derive(Clone, Debug, Default)]
pub struct Detected {
    /// The title of the document. It is no heading, and may stand inside of an aside.
    pub title: Option<Span>,
    /// The headings, by position. They don't overlap.
    pub headings: Vec<DetectedHeading>,
    /// Gaps and boilerplate, by position. They overlap neither each other nor a heading.
    pub asides: Vec<Aside>,
    /// Where the numbering shows that something is missing, by the headings that follow.
    pub breaks: Vec<Break>,
    /// The lines that came nearest to being headings, by position; of a run of them the first. Empty where it was not
    /// asked for.
    pub rejected: Vec<Rejected>,
    /// Where looking for headings ended before the text did, as there are only so many lines and numbers to look at.
    pub beyond: Option<u32>,
    /// What spoke for and against the headings; those of one run share it. Empty where it was not asked for.
    pub evidence: Vec<Vec<Term>>,
}

/// One heading that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DetectedHeading {
    /// Its level, from 1.
    pub level: u8,
    /// Where its title stands, the number included and the punctuation that ends it left out. A title that was
    /// wrapped covers its line ends.
    pub span: Span,
    /// The bytes at the beginning of the title that are its number, as written (`一、`, `1.2`, `第三章`).
    pub number: usize,
    /// How sure it is.
    pub confidence: Confidence,
    /// The index of its evidence in [`Detected::evidence`].
    pub evidence: u32,
}

/// A line that is no heading, although something spoke for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Where it stands.
    pub span: Span,
    /// The index of its evidence in [`Detected::evidence`].
    pub evidence: u32,
}

/// A part of the text that is not the report's own, or that says that something is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aside {
    /// What it is.
    pub kind: AsideKind,
    /// Where it stands.
    pub span: Span,
}

/// What an aside is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsideKind {
    /// Words by which the source says that text is left out.
    Gap,
    /// Metadata, navigation, running headers, page numbers.
    Boilerplate,
}

/// How much is believed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Belief {
    /// Also what is doubtful.
    Low,
    /// What is more likely a heading than not.
    #[default]
    Medium,
    /// Only what is sure.
    High,
}

impl Belief {
    /// The next one, going round.
    pub fn next(self) -> Self {
        match self {
            Belief::Low => Belief::Medium,
            Belief::Medium => Belief::High,
            Belief::High => Belief::Low,
        }
    }

    /// The log-odds above which something is believed.
    fn threshold(self) -> f32 {
        match self {
            Belief::Low => -1.5,
            Belief::Medium => 0.0,
            Belief::High => 3.0,
        }
    }
}

/// Finds the outline of a text, without what spoke for and against it. `looks` are sorted and disjoint; a text without
/// any form has none. Takes time in proportion to the length of the text, and never fails.
pub fn detect(text: &str, looks: &[Look], belief: Belief) -> Detected {
    find(text, looks, belief, false)
}

/// Finds the outline of a text as [`detect`] does, and what spoke for and against it.
pub fn detect_explained(text: &str, looks: &[Look], belief: Belief) -> Detected {
    find(text, looks, belief, true)
}

/// Finds the outline of a text.
fn find(text: &str, looks: &[Look], belief: Belief, explained: bool) -> Detected {
    match unwrap::unwrap(text).filter(|_| looks.is_empty()) {
        Some(unwrapped) => unwrapped.restore(find_in(&unwrapped.text, looks, belief, explained)),
        None => find_in(text, looks, belief, explained),
    }
}

/// Finds the outline of a text whose line ends mean something.
fn find_in(text: &str, looks: &[Look], belief: Belief, explained: bool) -> Detected {
    let mut layout = layout::Layout::new(text);
    layout.explained = explained;
    look::dress(&mut layout, looks);
    let furniture = furniture::take_out(&mut layout);
    let contents = contents::find(&mut layout);
    layout.measure();
    let mut candidates = candidate::find(&layout, &contents);
    let beyond = candidates.get(bounds::places(text) - 1).map(|last| last.start).or(layout.beyond);
    let least = belief.threshold();
    let mut items = Vec::new();
    let runs = runs::chain(&mut candidates, layout.wrap.is_some(), &mut items);
    let evidence = weigh::runs(&layout, &contents, &candidates, &runs);
    let mut numbered = decide::numbered(&candidates, &runs, &evidence, least);
    let mut reasons = reasons::Reasons::new(explained, &candidates, &runs, evidence, least);
    drop(runs);
    drop(items);
    decide::keep(&mut candidates, &mut numbered);
    let title = front::title(&layout, decide::body(&layout, &candidates, &numbered));
    let asides = asides::find(&layout, furniture);
    let found = decide::Found { candidates: &candidates, numbered: &numbered, title, least };
    let (nodes, mut headings) = decide::headings(&layout, &contents, &found, &asides, &mut reasons);
    for (heading, level) in headings.iter_mut().zip(nesting::levels(&nodes, candidate::bytes(text.len()))) {
        heading.level = level;
    }
    let asides = decide::beside(&headings, asides);
    let reasons::Reasons { mut rejected, evidence, .. } = reasons;
    rejected.sort_unstable_by_key(|rejected| rejected.span);
    Detected { title, headings, asides, breaks: breaks::find(&nodes), rejected, beyond, evidence }
}
