//! The prompt over all headings: what was typed, what was found, and which result is chosen.

use crate::app::panes::scrolled;
use crate::app::prompt::Prompt;
use crate::library::Place;
use crate::search::{Found, Hit, QueryError};

/// The search over all headings.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// Whether the prompt is open.
    pub open: bool,
    /// What is typed.
    pub prompt: Prompt,
    /// What the page showed when the prompt was opened.
    pub origin: Option<Place>,
    found: Found,
    /// Why what is typed can't be searched for.
    trouble: Option<QueryError>,
    selected: usize,
    top: usize,
    /// Whether the user has chosen another result than the best one.
    chosen: bool,
    /// Whether what is shown was found for something else than what is typed now.
    stale: bool,
    /// Whether the best result is to be gone to as soon as it is known.
    accepted: bool,
    /// The number of the newest search; answers to older ones are stale.
    search: u64,
    answered: u64,
}

impl Finder {
    /// Opens an empty prompt.
    pub fn start(&mut self, origin: Option<Place>) {
        *self = Self { open: true, origin, search: self.search, answered: self.answered, ..Self::default() };
    }

    /// Begins a search for what is typed, and returns its number.
    pub fn begin(&mut self) -> u64 {
        self.search += 1;
        self.search
    }

    /// What was typed has changed: the best result is chosen again.
    pub fn retype(&mut self) {
        (self.chosen, self.stale, self.accepted) = (false, true, false);
    }

    /// The chosen result is to be gone to. Where it is not known yet for what is typed, `None`, and [`Finder::take`]
    /// says when it is.
    pub fn accept(&mut self) -> Option<&Hit> {
        self.accepted = self.stale;
        self.hit().filter(|_| !self.stale)
    }

    /// Whether the user waits for the best result to go to it.
    pub fn is_accepted(&self) -> bool {
        self.accepted
    }

    /// Takes the answer to a search. Returns whether it was the newest one. Where what is typed can't be searched for,
    /// the results that are shown stay, and none is gone to unasked.
    pub fn take(&mut self, search: u64, found: Result<Found, QueryError>) -> bool {
        if search != self.search || !self.open {
            return false;
        }
        self.answered = search;
        self.stale = false;
        let found = match found {
            Ok(found) => found,
            Err(trouble) => {
                self.trouble = Some(trouble);
                self.accepted = false;
                return true;
            }
        };
        self.trouble = None;
        let kept = self.hit().filter(|_| self.chosen).map(|hit| (hit.entry, hit.heading));
        let at = kept.and_then(|kept| found.hits.iter().position(|hit| (hit.entry, hit.heading) == kept));
        self.found = found;
        // Where the chosen result is kept, it stays in its row.
        let above = at.map_or(0, |_| self.selected.saturating_sub(self.top));
        self.selected = at.unwrap_or(0);
        self.top = self.selected.saturating_sub(above);
        true
    }

    /// Whether the newest search has not been answered.
    pub fn is_searching(&self) -> bool {
        self.open && self.answered != self.search
    }

    /// What was found.
    pub fn found(&self) -> &Found {
        &self.found
    }

    /// Why what is typed can't be searched for.
    pub fn trouble(&self) -> Option<&QueryError> {
        self.trouble.as_ref()
    }

    /// The number of the chosen result.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The chosen result.
    pub fn hit(&self) -> Option<&Hit> {
        self.found.hits.get(self.selected)
    }

    /// The results on a list of so many rows, each with its number.
    pub fn visible(&self, rows: usize) -> impl Iterator<Item = (usize, &Hit)> {
        self.found.hits.iter().enumerate().skip(self.top).take(rows)
    }

    /// Chooses another result, so many further down.
    pub fn move_by(&mut self, steps: isize, rows: usize) {
        self.select(self.selected.saturating_add_signed(steps), rows);
    }

    /// Chooses the result in a row of the list.
    pub fn select_row(&mut self, row: usize, rows: usize) {
        self.select(self.top + row, rows);
    }

    fn select(&mut self, at: usize, rows: usize) {
        self.selected = at.min(self.found.hits.len().saturating_sub(1));
        (self.chosen, self.accepted) = (true, false);
        self.keep_visible(rows);
    }

    /// Scrolls so that the chosen result is on a list of so many rows.
    pub fn keep_visible(&mut self, rows: usize) {
        self.top = scrolled(self.top, self.selected, rows);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::library;

    #[test]
    fn enter_waits_for_the_result_of_what_is_typed_and_a_kept_choice_stays_in_its_row() {
        let names: Vec<String> = (0..30).map(|number| format!("{number}.txt")).collect();
        let reports: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
        let library = library(&reports);
        let hits =
            library.entries().iter().map(|entry| Hit { entry: entry.id, heading: None, score: 0, positions: vec![] });
        let all = Found { hits: hits.collect(), total: 30 };
        let mut finder = Finder::default();
        finder.start(None);
        let first = finder.begin();
        finder.retype();
        assert!(finder.accept().is_none() && finder.is_accepted());
        assert!(!finder.take(first + 1, Ok(all.clone())) && finder.take(first, Ok(all.clone())));
        assert_eq!(finder.accept().map(|hit| hit.entry), all.hits.first().map(|hit| hit.entry));
        finder.move_by(20, 10);
        finder.move_by(-4, 10);
        let row = finder.selected() - finder.top;
        let again = finder.begin();
        finder.take(again, Ok(Found { hits: all.hits[3..].to_vec(), total: 27 }));
        assert_eq!((finder.selected(), finder.selected() - finder.top), (13, row));

        let wrong = finder.begin();
        finder.retype();
        assert!(finder.accept().is_none());
        assert!(finder.take(wrong, Err(QueryError::Level("x".to_owned()))) && !finder.is_accepted());
        assert_eq!((finder.found().total, finder.trouble().is_some()), (27, true));
        let right = finder.begin();
        assert!(finder.take(right, Ok(Found::default())) && finder.trouble().is_none());
    }
}
