//! What the prompt over all texts does, and the way from one result to the next after it.

use std::sync::Arc;

use crate::app::input::command::Command;
use crate::app::input::prompt::Prompt;
use crate::app::panes::Focus;
use crate::app::searching::finder::Asked;
use crate::app::searching::text_search::{Change, TextResult};
use crate::app::trail::walk::Walk;
use crate::app::tree::Node;
use crate::app::{Effect, Message, State};
use crate::library::Place;
use crate::search::fulltext::Answer;
use crate::text::Span;

impl State {
    /// Opens the prompt over all texts.
    pub(in crate::app) fn open_text_search(&mut self) -> Vec<Effect> {
        self.start_text_search(Prompt::default(), self.page.place())
    }

    /// Opens the last search in texts as it was left.
    pub(in crate::app) fn resume_text_search(&mut self) -> Vec<Effect> {
        self.text_search.resume(self.page.place());
        self.page.find.keep();
        let mut effects = self.show_found();
        effects.extend(self.renew_text_search());
        effects
    }

    fn start_text_search(&mut self, prompt: Prompt, origin: Option<Place>) -> Vec<Effect> {
        self.text_search.start(prompt, origin);
        self.page.find.keep();
        self.search_texts()
    }

    /// From the prompt over all headings to that over all texts, and back, with what is typed.
    pub(in crate::app) fn swap_search(&mut self) -> Vec<Effect> {
        if self.finder.open {
            self.finder.open = false;
            let prompt = self.finder.prompt.clone();
            return self.start_text_search(prompt, self.finder.origin);
        }
        let prompt = std::mem::take(&mut self.text_search.prompt);
        let origin = self.text_search.origin;
        let mut effects = self.close_text_search();
        self.finder.start(Asked::Typed, origin);
        self.finder.prompt = prompt;
        effects.extend(self.search());
        effects
    }

    /// Searches for what is typed.
    fn search_texts(&mut self) -> Vec<Effect> {
        let number = self.text_search.begin();
        vec![self.text_effect(number)]
    }

    fn text_effect(&self, number: u64) -> Effect {
        let (query, expression) = (self.text_search.prompt.text().to_owned(), self.text_search.expression);
        Effect::SearchTexts { number, query, expression }
    }

    /// Searches a newer library for the same.
    pub(in crate::app) fn renew_text_search(&mut self) -> Option<Effect> {
        self.text_search.renew().map(|number| self.text_effect(number))
    }

    /// Takes what was typed or pasted.
    pub(in crate::app) fn text_seek_typed(&mut self, text: &str) -> Vec<Effect> {
        self.text_search.prompt.insert(text);
        self.finder.history.rest();
        self.search_texts()
    }

    /// A command in the prompt over all texts.
    pub(in crate::app) fn text_seek(&mut self, command: Command) -> Vec<Effect> {
        let rows = usize::from(self.areas().results.height);
        let page = isize::try_from(rows).unwrap_or(1);
        match command {
            Command::SelectNext => self.choose_text(1, rows),
            Command::SelectPrevious if self.would_recall_text() => self.recall_text(true),
            Command::RecallOlder => self.recall_text(true),
            Command::RecallNewer => self.recall_text(false),
            Command::SelectPrevious => self.choose_text(-1, rows),
            Command::SelectNextPage => self.choose_text(page, rows),
            Command::SelectPreviousPage => self.choose_text(-page, rows),
            Command::Accept => self.accept_text(),
            Command::SwapSearch => self.swap_search(),
            Command::ToggleExpression => {
                self.text_search.expression = !self.text_search.expression;
                self.search_texts()
            }
            command => {
                let before = self.text_search.prompt.text().to_owned();
                let same = !self.text_search.prompt.edit(command) || before == self.text_search.prompt.text();
                if same {
                    return Vec::new();
                }
                self.finder.history.rest();
                self.search_texts()
            }
        }
    }

    /// Whether going up recalls a query, as in the prompt over all headings.
    fn would_recall_text(&self) -> bool {
        let nothing_typed = self.text_search.prompt.text().is_empty() || self.finder.history.is_recalling();
        nothing_typed && self.text_search.results.selected() == 0
    }

    fn recall_text(&mut self, older: bool) -> Vec<Effect> {
        let there = self.finder.history.recall(&mut self.text_search.prompt, older);
        if there { self.search_texts() } else { Vec::new() }
    }

    pub(in crate::app) fn choose_text(&mut self, steps: isize, rows: usize) -> Vec<Effect> {
        self.text_search.choose(|results| results.move_by(steps, rows));
        self.preview_text()
    }

    /// Takes an answer to a search in texts, and shows its chosen result.
    pub(in crate::app) fn texts_found(&mut self, search: u64, answer: Answer) -> Vec<Effect> {
        let change = self.text_search.take(search, answer);
        let mut effects = Vec::new();
        if self.text_search.is_outdated() {
            effects.extend(self.renew_text_search());
        }
        if change == Change::Results && self.text_search.open {
            effects.extend(self.show_found());
        }
        effects
    }

    fn show_found(&mut self) -> Vec<Effect> {
        if let Some(pattern) = self.text_search.pattern().cloned() {
            self.page.look_for_pattern(pattern);
        }
        if self.text_search.is_accepted() { self.accept_text() } else { self.preview_text() }
    }

    pub(in crate::app) fn preview_text(&mut self) -> Vec<Effect> {
        match (self.text_search.results.chosen().cloned(), self.text_search.origin) {
            (Some(result), _) => self.show_result(&result, true),
            (None, Some(origin)) => self.show(origin),
            (None, None) => Vec::new(),
        }
    }

    /// Goes to the chosen result, once there is one for what is typed.
    pub(in crate::app) fn accept_text(&mut self) -> Vec<Effect> {
        let Some(result) = self.text_search.accept().cloned() else { return Vec::new() };
        self.text_search.open = false;
        self.page.find.forget_kept();
        self.trail.leave(self.text_search.origin);
        self.panes.focus = Focus::Page;
        self.text_search.set_latest(true);
        self.arrive_at_section(self.text_search.results.selected());
        let mut effects = self.go_to_result(&result, true);
        effects.extend(self.keep_query(self.text_search.prompt.text().trim().to_owned()));
        effects
    }

    /// Closes the prompt, and returns to where the user was and what was looked for before.
    pub(in crate::app) fn leave_text_search(&mut self) -> Vec<Effect> {
        let origin = self.text_search.origin;
        let mut effects = self.close_text_search();
        effects.extend(match origin {
            Some(origin) => self.show(origin),
            None => self.preview(),
        });
        effects
    }

    /// Closes the prompt, and ends what is going on for it.
    fn close_text_search(&mut self) -> Vec<Effect> {
        self.text_search.open = false;
        let document = self.page.document().cloned();
        self.page.find.take_up(document.as_deref(), self.page.place().map_or(0, |place| place.offset));
        let number = self.text_search.give_up();
        vec![Effect::SearchTexts { number, query: String::new(), expression: false }]
    }

    /// Shows the first place of a result, or the last one, with the heading above it where both have room.
    fn show_result(&mut self, (entry, section): &TextResult, first: bool) -> Vec<Effect> {
        let place = self.place_of(Node { entry: *entry, heading: section.heading });
        let hit = if first { section.first } else { section.last };
        match self.page.show_match(place, hit) {
            Some(entry) => self.read(entry),
            None => Vec::new(),
        }
    }

    fn go_to_result(&mut self, result: &TextResult, first: bool) -> Vec<Effect> {
        self.tree.reveal(&self.shelf.library, Node { entry: result.0, heading: result.1.heading });
        self.show_result(result, first)
    }

    /// Says which section is shown. The walk through the results goes on from it, once nothing is marked any more.
    fn arrive_at_section(&mut self, at: usize) {
        let node = |(entry, section): &TextResult| Node { entry: *entry, heading: section.heading };
        let places = self.text_search.results.all().iter().map(|result| self.place_of(node(result))).collect();
        let of = usize::try_from(self.text_search.tally().sections).unwrap_or(usize::MAX);
        self.trail.results = Walk::new(places, at, of);
        self.front.message = Some(Message::Section { number: at + 1, of });
    }

    /// Goes to the first place in the next report that has one, or to the last place in the one before. `None` where
    /// the search was for something else than the page looks for, or there is no other report.
    pub(in crate::app) fn go_to_next_report(&mut self, forward: bool) -> Option<Vec<Effect>> {
        let pattern = self.text_search.pattern().zip(self.page.find.pattern());
        pattern.filter(|(one, other)| Arc::ptr_eq(one, other))?;
        let at = self.text_search.next_report(self.page.entry()?, forward)?;
        let result = self.text_search.results.all().get(at)?.clone();
        self.text_search.results.select(at, 1);
        self.arrive_at_section(at);
        Some(self.go_to_result(&result, forward))
    }

    /// Which section of all that were found a place of the page lies in, from 1, and how many there are. `None` where
    /// the page looks for something else.
    pub(in crate::app) fn found_section(&self, hit: Span) -> Option<(usize, usize)> {
        let (one, other) = self.text_search.pattern().zip(self.page.find.pattern())?;
        let heading = self.page.document()?.outline.at(hit.start);
        let at = Arc::ptr_eq(one, other).then(|| self.text_search.number_of(self.page.entry()?, heading))??;
        Some((at + 1, usize::try_from(self.text_search.tally().sections).unwrap_or(usize::MAX)))
    }
}
