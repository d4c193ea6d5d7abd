//! The prompt over all texts: what was typed, which sections were found, and which one is chosen.

use std::sync::Arc;

use crate::app::input::prompt::Prompt;
use crate::app::searching::results::Results;
use crate::library::{EntryId, Library, Place};
use crate::search::fulltext::{Answer, Batch, Pattern, SectionHits, Tally};

/// A section that was found.
pub type TextResult = (EntryId, SectionHits);

/// The search in all texts.
#[derive(Clone, Debug, Default)]
pub struct TextSearch {
    /// Whether the prompt is open.
    pub open: bool,
    /// What is typed.
    pub prompt: Prompt,
    /// Whether it is a regular expression.
    pub expression: bool,
    /// What the page showed when the prompt was opened.
    pub origin: Option<Place>,
    /// What was found, in the order of the tree.
    pub results: Results<TextResult>,
    tally: Tally,
    pattern: Option<Arc<Pattern>>,
    /// Why what is typed can't be looked for.
    trouble: Option<String>,
    /// What is found for a newer library, until it is complete.
    renewed: Option<Vec<TextResult>>,
    /// Whether the results are those of an older search.
    stale: bool,
    /// Whether the user has chosen another result than the first one.
    chosen: bool,
    /// Whether the first result is to be gone to as soon as it is known.
    accepted: bool,
    /// The number of the newest search; answers to older ones are stale.
    search: u64,
    answered: u64,
    /// Whether the newest search has ended.
    ended: bool,
    /// Whether it was the last search of which a result was gone to.
    latest: bool,
    /// Whether there is a library that is newer than the one that is searched.
    outdated: bool,
}

/// What an answer has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing that is seen in the page.
    None,
    /// Other results are shown, of another pattern.
    Results,
}

impl TextSearch {
    /// Opens the prompt with what is typed already.
    pub fn start(&mut self, prompt: Prompt, origin: Option<Place>) {
        let Self { expression, search, .. } = *self;
        *self =
            Self { open: true, prompt, expression, origin, search, answered: search, ended: true, ..Self::default() };
    }

    /// Opens the prompt as it was left.
    pub fn resume(&mut self, origin: Option<Place>) {
        (self.open, self.origin, self.chosen) = (true, origin, true);
    }

    /// Whether it was the last search of which a result was gone to.
    pub fn is_latest(&self) -> bool {
        self.latest
    }

    /// Says whether it was the last search of which a result was gone to.
    pub fn set_latest(&mut self, latest: bool) {
        self.latest = latest;
    }

    /// Begins a search for what is typed now, and returns its number.
    pub fn begin(&mut self) -> u64 {
        (self.stale, self.chosen, self.accepted, self.renewed) = (true, false, false, None);
        self.ask()
    }

    /// Begins a search for the same in a newer library, and returns its number. While one is going on, it must wait until
    /// that has ended.
    pub fn renew(&mut self) -> Option<u64> {
        self.outdated = !self.ended;
        (self.open && self.ended && self.pattern.is_some() && self.trouble.is_none()).then(|| {
            self.renewed = Some(Vec::new());
            self.ask()
        })
    }

    /// Ends the search that is going on, and returns the number of none.
    pub fn give_up(&mut self) -> u64 {
        let number = self.ask();
        (self.answered, self.ended) = (number, true);
        number
    }

    fn ask(&mut self) -> u64 {
        self.search += 1;
        self.ended = false;
        self.search
    }

    /// Takes an answer to a search.
    pub fn take(&mut self, search: u64, answer: Answer) -> Change {
        if search != self.search {
            return Change::None;
        }
        self.answered = search;
        match answer {
            Answer::Refused(error) => {
                (self.trouble, self.ended, self.accepted) = (Some(error.to_string()), true, false);
                Change::None
            }
            Answer::Found(pattern, batch) => self.take_batch(pattern, batch),
        }
    }

    fn take_batch(&mut self, pattern: Arc<Pattern>, batch: Batch) -> Change {
        self.trouble = None;
        self.ended = batch.tally.complete;
        self.accepted &= !self.ended || !batch.sections.is_empty() || !self.stale && self.results.chosen().is_some();
        if let Some(renewed) = &mut self.renewed {
            renewed.extend(batch.sections);
            if !self.ended {
                return Change::None;
            }
            let all = std::mem::take(renewed);
            self.renewed = None;
            return self.replace(pattern, all, batch.tally);
        }
        // Where nothing is found yet, what was found before stays a moment longer.
        if self.stale && batch.sections.is_empty() && !self.ended {
            return Change::None;
        }
        if self.stale {
            return self.replace(pattern, batch.sections, batch.tally);
        }
        let first = self.results.all().is_empty() && !batch.sections.is_empty();
        self.tally = batch.tally;
        self.results.extend(batch.sections);
        if first { Change::Results } else { Change::None }
    }

    fn replace(&mut self, pattern: Arc<Pattern>, all: Vec<TextResult>, tally: Tally) -> Change {
        let name = |result: &TextResult| (result.0, result.1.heading);
        let kept = self.results.chosen().filter(|_| self.chosen).map(name);
        let at = kept.and_then(|kept| all.iter().position(|result| name(result) == kept));
        self.results.replace(all, at);
        (self.pattern, self.tally, self.stale) = (Some(pattern), tally, false);
        Change::Results
    }

    /// The user has chosen another result.
    pub fn choose(&mut self, choose: impl FnOnce(&mut Results<TextResult>)) {
        choose(&mut self.results);
        (self.chosen, self.accepted) = (true, false);
    }

    /// The chosen result is to be gone to. Where none is known yet for what is typed, `None`, and the first one is gone
    /// to as soon as it is.
    pub fn accept(&mut self) -> Option<&TextResult> {
        let there = !self.stale && self.results.chosen().is_some();
        self.accepted = !there && !self.ended;
        self.results.chosen().filter(|_| there)
    }

    /// Whether the user waits for the first result to go to it.
    pub fn is_accepted(&self) -> bool {
        self.accepted
    }

    /// Whether nothing has been heard of the newest search.
    pub fn is_waiting(&self) -> bool {
        self.open && self.answered != self.search
    }

    /// Whether a search has ended, and a newer library waits for another one.
    pub fn is_outdated(&self) -> bool {
        self.ended && self.outdated
    }

    /// Whether a search is going on.
    pub fn is_searching(&self) -> bool {
        !self.ended
    }

    /// How far the search has come.
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// What the results were found for.
    pub fn pattern(&self) -> Option<&Arc<Pattern>> {
        self.pattern.as_ref()
    }

    /// Why what is typed can't be looked for.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// Leaves out results of reports that are not the same in a newer library.
    pub fn follow(&mut self, old: &Library, new: &Library) {
        let same = |entry: EntryId| {
            old.report(entry).zip(new.report(entry)).is_some_and(|(before, now)| Arc::ptr_eq(before, now))
        };
        self.origin = self.origin.and_then(|origin| origin.relocated(old, new));
        if self.results.all().iter().all(|(entry, _)| same(*entry)) {
            return;
        }
        let kept = self.results.chosen().map(|(entry, section)| (*entry, section.heading));
        let all: Vec<TextResult> = self.results.all().iter().filter(|(entry, _)| same(*entry)).cloned().collect();
        let at = all.iter().position(|(entry, section)| Some((*entry, section.heading)) == kept);
        self.results.replace(all, at);
    }

    /// The number of the result that a place of a report belongs to.
    pub fn number_of(&self, entry: EntryId, heading: Option<u32>) -> Option<usize> {
        self.results.all().iter().position(|(id, section)| *id == entry && section.heading == heading)
    }

    /// The number of the first result of the next report behind this one that has any, or of the last one of the report
    /// before it, going round at the ends. `None` where no other report has any.
    pub fn next_report(&self, entry: EntryId, forward: bool) -> Option<usize> {
        let all = self.results.all();
        let own = |result: &TextResult| result.0 == entry;
        let first = all.iter().position(own);
        let last = all.iter().rposition(own);
        let next = match (first.zip(last), forward) {
            (Some((_, last)), true) => (last + 1) % all.len().max(1),
            (Some((first, _)), false) => first.checked_sub(1).unwrap_or(all.len().saturating_sub(1)),
            (None, true) => 0,
            (None, false) => all.len().saturating_sub(1),
        };
        all.get(next).filter(|result| !own(result)).map(|_| next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::library;
    use crate::search::fulltext::{PatternError, PatternOptions};

    fn found(sections: Vec<TextResult>, complete: bool) -> Answer {
        let pattern = Pattern::new("x", PatternOptions::default()).unwrap();
        let tally = Tally { complete, ..Tally::default() };
        Answer::Found(Arc::new(pattern), Batch { sections, tally })
    }

    fn section(heading: u32) -> SectionHits {
        let (first, last) = Default::default();
        SectionHits { heading: Some(heading), hits: 1, first, last, excerpt: Default::default() }
    }

    fn ids() -> [EntryId; 3] {
        let library = library(&[("a.md", ""), ("b.md", ""), ("c.md", "")]);
        [0, 1, 2].map(|at: usize| library.entries()[at].id)
    }

    #[test]
    fn results_stream_in_and_older_ones_stay_until_the_first() {
        let [a, b, _] = ids();
        let mut search = TextSearch::default();
        search.start(Prompt::default(), None);
        let first = search.begin();
        assert_eq!(search.take(first, found(vec![(a, section(0))], false)), Change::Results);
        assert_eq!(search.take(first, found(vec![(b, section(0))], true)), Change::None);
        assert_eq!(search.results.all().len(), 2);
        let second = search.begin();
        assert_eq!(search.take(first, found(vec![(b, section(7))], true)), Change::None);
        assert_eq!(search.take(second, found(vec![], false)), Change::None);
        assert_eq!(search.results.all().len(), 2);
        assert_eq!(search.take(second, found(vec![(b, section(3))], false)), Change::Results);
        assert_eq!(search.results.all(), [(b, section(3))]);
        let third = search.begin();
        assert_eq!(search.take(third, Answer::Refused(PatternError::TooLarge)), Change::None);
        assert!(search.trouble().is_some() && search.results.all().len() == 1);
        let fourth = search.begin();
        assert_eq!(search.take(fourth, found(vec![], true)), Change::Results);
        assert!(search.trouble().is_none() && search.results.all().is_empty());
    }

    #[test]
    fn enter_waits_for_the_first_result_and_not_for_ever() {
        let [a, ..] = ids();
        let mut search = TextSearch::default();
        search.start(Prompt::default(), None);
        assert!(search.accept().is_none() && !search.is_accepted());
        let first = search.begin();
        assert!(search.accept().is_none() && search.is_accepted() && search.is_waiting());
        search.take(first, found(vec![], false));
        assert!(search.is_accepted() && !search.is_waiting());
        search.take(first, found(vec![(a, section(0))], false));
        assert!(search.accept().is_some());
        let second = search.begin();
        assert!(search.accept().is_none());
        search.take(second, found(vec![], true));
        assert!(!search.is_accepted() && search.accept().is_none());
    }

    #[test]
    fn a_newer_library_is_searched_behind_the_scenes() {
        let [a, b, c] = ids();
        let mut search = TextSearch::default();
        search.start(Prompt::default(), None);
        let first = search.begin();
        assert_eq!(search.renew(), None);
        search.take(first, found(vec![(a, section(0)), (c, section(0))], true));
        search.choose(|results| results.move_by(1, 10));
        let again = search.renew().unwrap();
        assert_eq!(search.take(again, found(vec![(a, section(0))], false)), Change::None);
        assert_eq!(search.results.all().len(), 2);
        search.take(again, found(vec![(b, section(0)), (c, section(0))], true));
        assert_eq!((search.results.all().len(), search.results.selected()), (3, 2));
    }

    #[test]
    fn the_next_report_is_found_both_ways() {
        let [a, b, c] = ids();
        let mut search = TextSearch::default();
        search.results.replace(vec![(a, section(0)), (a, section(1)), (c, section(0)), (c, section(2))], None);
        let check = |entry, forward, expected| assert_eq!(search.next_report(entry, forward), expected);
        check(a, true, Some(2));
        check(c, true, Some(0));
        check(c, false, Some(1));
        check(a, false, Some(3));
        check(b, true, Some(0));
        check(b, false, Some(3));
        assert_eq!(search.number_of(c, Some(2)), Some(3));
        search.results.replace(vec![(a, section(0))], None);
        assert_eq!((search.next_report(a, true), search.next_report(b, true)), (None, Some(0)));
    }
}
