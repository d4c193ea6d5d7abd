//! Why a heading is one: what was found about it, put together for the reader.

use crate::outline::detect::{Detected, DetectedHeading, Term};
use crate::outline::tree::{BreakKind, Confidence, Origin, Outline};
use crate::text::{Part, Span};

/// So many headings of a run are named.
const NAMED: usize = 12;
/// So many rejected lines are named.
const REJECTED: usize = 8;

/// Why one heading is one.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Its title.
    pub title: String,
    /// Where it comes from.
    pub origin: Origin,
    /// How sure it is.
    pub confidence: Confidence,
    /// The title that it stands under.
    pub parent: Option<String>,
    /// What the numbering shows to be missing before it.
    pub missing: Option<BreakKind>,
    /// What spoke for and against it, the weightiest first; nothing where the format marks it.
    pub terms: Vec<Term>,
    /// The headings that were judged together with it, itself among them: their numbers, else their titles.
    pub run: Vec<String>,
    /// How many headings there are in that run.
    pub run_length: usize,
    /// The lines of its section that came nearest to being headings.
    pub rejected: Vec<RejectedLine>,
}

/// A line that is no heading, although something spoke for it.
#[derive(Clone, Debug, PartialEq)]
pub struct RejectedLine {
    /// The line.
    pub line: String,
    /// Where it stands.
    pub span: Span,
    /// What spoke for and against it, the weightiest first.
    pub terms: Vec<Term>,
}

/// Explains the heading at `index` of a text's outline. `detected` is what
/// [`detect_explained`](crate::outline::detect::detect_explained) found in that text; a heading that is not among it is one by its format.
pub fn explain(text: &str, outline: &Outline, detected: &Detected, index: u32) -> Option<Explanation> {
    let heading = outline.get(index)?;
    let found = found_at(detected, heading.span).filter(|_| heading.origin == Origin::Detected);
    let evidence = |other: u32| Some(found_at(detected, outline.get(other)?.span)?.evidence);
    let together = |other: &u32| found.is_some_and(|found| evidence(*other) == Some(found.evidence));
    let run: Vec<u32> = (0..outline.len()).filter(together).collect();
    let name = |&index: &u32| match outline.number(index) {
        "" => outline.title(index).to_owned(),
        number => number.to_owned(),
    };
    Some(Explanation {
        title: outline.title(index).to_owned(),
        origin: heading.origin,
        confidence: heading.confidence,
        parent: outline.parent(index).map(|parent| outline.title(parent).to_owned()),
        missing: outline.break_before(index),
        terms: found.map_or_else(Vec::new, |found| terms(detected, found.evidence)),
        run: run.iter().take(NAMED).map(name).collect(),
        run_length: run.len(),
        rejected: rejected_in(text, detected, outline.section(index, Span::new(0..text.len()).end)),
    })
}

/// The detected heading that stands exactly there.
fn found_at(detected: &Detected, span: Span) -> Option<&DetectedHeading> {
    let at = detected.headings.binary_search_by_key(&span, |found| found.span).ok()?;
    detected.headings.get(at)
}

/// The lines of a part of the text that came nearest to being headings, in the order of the text.
pub fn rejected_in(text: &str, detected: &Detected, part: Span) -> Vec<RejectedLine> {
    let lines = detected.rejected.iter().filter(|rejected| part.contains(rejected.span.start));
    let mut nearest: Vec<_> = lines.map(|rejected| (rejected.span, terms(detected, rejected.evidence))).collect();
    nearest.sort_by(|(_, a), (_, b)| sum(b).total_cmp(&sum(a)));
    nearest.truncate(REJECTED);
    nearest.sort_by_key(|(span, _)| *span);
    let line = |span| text.span(span).split_whitespace().collect::<Vec<_>>().join(" ");
    nearest.into_iter().map(|(span, terms)| RejectedLine { line: line(span), span, terms }).collect()
}

fn sum(terms: &[Term]) -> f32 {
    terms.iter().map(|term| term.weight).sum()
}

/// The terms of a piece of evidence, the weightiest first.
fn terms(detected: &Detected, evidence: u32) -> Vec<Term> {
    let mut terms = detected.evidence.get(evidence as usize).cloned().unwrap_or_default();
    terms.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    terms
}
