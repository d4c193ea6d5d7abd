//! Why something is a heading or none, put together for who asks.

use crate::text::Span;

use super::Rejected;
use super::bare::Bare;
use super::candidate::{Candidate, bytes};
use super::evidence::{Evidence, Term};
use super::layout::Layout;
use super::runs::Run;

/// Rejected lines are listed down to these log-odds,
const LISTED: f32 = -4.0;
/// and no more of them than these.
const MOST_LISTED: usize = 400;

/// What spoke for and against headings and what came near; empty where nobody asks.
#[derive(Default)]
pub(super) struct Reasons {
    explained: bool,
    /// The terms of runs, by their index, and behind them those of lines without a number.
    pub(super) evidence: Vec<Vec<Term>>,
    /// What came near, in no order.
    pub(super) rejected: Vec<Rejected>,
}

impl Reasons {
    /// Those of all runs. The first candidates of the runs that came nearest to being headings are listed.
    pub(super) fn new(
        explained: bool,
        candidates: &[Candidate],
        runs: &[Run],
        found: Vec<Evidence>,
        least: f32,
    ) -> Self {
        let mut reasons = Self { explained, ..Self::default() };
        if !explained {
            return reasons;
        }
        for (index, (run, evidence)) in runs.iter().zip(&found).enumerate() {
            let sum = evidence.sum();
            let first = run.items.first().and_then(|item| candidates.get(*item as usize));
            let near = sum <= least && sum > LISTED && reasons.rejected.len() < MOST_LISTED;
            if let Some(first) = first.filter(|_| near) {
                let span = Span { start: first.start, end: first.title_end };
                reasons.rejected.push(Rejected { span, evidence: bytes(index) });
            }
        }
        reasons.evidence = found.into_iter().map(Evidence::into_terms).collect();
        reasons
    }

    /// Keeps what spoke for and against something; returns its index.
    pub(super) fn keep(&mut self, evidence: Evidence) -> u32 {
        let index = bytes(self.evidence.len());
        if self.explained {
            self.evidence.push(evidence.into_terms());
        }
        index
    }

    /// Lists the lines without a number that came nearest to being headings.
    pub(super) fn reject_bare(&mut self, layout: &Layout, bare: &[Bare], least: f32) {
        let near = bare.iter().filter(|bare| (LISTED..=least).contains(&bare.evidence.sum()));
        for bare in near.take(if self.explained { MOST_LISTED } else { 0 }) {
            let Some(line) = layout.line(bare.line as usize) else { continue };
            let span = Span { start: line.start, end: line.end };
            let evidence = self.keep(bare.evidence.clone());
            self.rejected.push(Rejected { span, evidence });
        }
    }
}
