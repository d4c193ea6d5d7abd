//! The search over all headings: what is looked for, what was found, and which result is chosen.

use crate::app::input::prompt::Prompt;
use crate::app::searching::history::History;
use crate::app::searching::results::Results;
use crate::library::Place;
use crate::search::{Found, Hit, QueryError};

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    /// What is typed.
    #[default]
    Typed,
    /// The sections of other reports that correspond to the one at this place.
    Corresponding(Place),
}

/// The search over all headings.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// Whether it is open.
    pub open: bool,
    /// What is looked for.
    pub asked: Asked,
    /// What is typed.
    pub prompt: Prompt,
    /// What was typed before.
    pub history: History,
    /// What the page showed when it was opened.
    pub origin: Option<Place>,
    /// What was found.
    pub results: Results<Hit>,
    total: usize,
    /// Why what is typed can't be searched for.
    trouble: Option<QueryError>,
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
    /// Opens it, with nothing typed.
    pub fn start(&mut self, asked: Asked, origin: Option<Place>) {
        let history = std::mem::take(&mut self.history);
        let (search, answered) = (self.search, self.answered);
        *self = Self { open: true, asked, history, origin, search, answered, stale: true, ..Self::default() };
        self.history.rest();
    }

    /// Opens it as it was left.
    pub fn resume(&mut self, origin: Option<Place>) {
        (self.open, self.origin, self.chosen, self.stale) = (true, origin, true, true);
    }

    /// Whether the list belongs to a prompt.
    pub fn is_prompt(&self) -> bool {
        self.asked == Asked::Typed
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

    /// Whether going up recalls a query: nothing is typed by hand, and the first result is chosen.
    pub fn would_recall(&self) -> bool {
        self.is_prompt()
            && self.results.selected() == 0
            && (self.prompt.text().is_empty() || self.history.is_recalling())
    }

    /// Replaces what is typed by the next older, or newer, query of the history. Returns whether there is one.
    pub fn recall(&mut self, older: bool) -> bool {
        let there = self.history.recall(&mut self.prompt, older);
        if there {
            self.retype();
        }
        there
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
        self.results.replace(found.hits, at);
        self.total = found.total;
        true
    }

    /// Whether the newest search has not been answered.
    pub fn is_searching(&self) -> bool {
        self.open && self.answered != self.search
    }

    /// How many titles match in all.
    pub fn total(&self) -> usize {
        self.total
    }

    /// Why what is typed can't be searched for.
    pub fn trouble(&self) -> Option<&QueryError> {
        self.trouble.as_ref()
    }

    /// The chosen result.
    pub fn hit(&self) -> Option<&Hit> {
        self.results.chosen()
    }

    /// The user has chosen another result.
    pub fn choose(&mut self, choose: impl FnOnce(&mut Results<Hit>)) {
        choose(&mut self.results);
        (self.chosen, self.accepted) = (true, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::library;

    #[test]
    fn enter_waits_for_the_result_of_what_is_typed_and_a_choice_is_kept() {
        let names: Vec<String> = (0..30).map(|number| format!("{number}.txt")).collect();
        let reports: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
        let library = library(&reports);
        let hits =
            library.entries().iter().map(|entry| Hit { entry: entry.id, heading: None, score: 0, positions: vec![] });
        let all = Found { hits: hits.collect(), total: 30 };
        let mut finder = Finder::default();
        finder.start(Asked::Typed, None);
        let first = finder.begin();
        finder.retype();
        assert!(finder.accept().is_none() && finder.is_accepted());
        assert!(!finder.take(first + 1, Ok(all.clone())) && finder.take(first, Ok(all.clone())));
        assert_eq!(finder.accept().map(|hit| hit.entry), all.hits.first().map(|hit| hit.entry));
        finder.choose(|results| results.move_by(16, 10));
        let again = finder.begin();
        finder.take(again, Ok(Found { hits: all.hits[3..].to_vec(), total: 27 }));
        assert_eq!((finder.results.selected(), finder.total()), (13, 27));

        let wrong = finder.begin();
        finder.retype();
        assert!(finder.accept().is_none());
        assert!(finder.take(wrong, Err(QueryError::Level("x".to_owned()))) && !finder.is_accepted());
        assert_eq!((finder.total(), finder.trouble().is_some()), (27, true));
        let right = finder.begin();
        assert!(finder.take(right, Ok(Found::default())) && finder.trouble().is_none());
    }
}
