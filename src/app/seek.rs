//! What the prompt over all headings does.

use crate::app::command::Command;
use crate::app::panes::Focus;
use crate::app::tree::Node;
use crate::app::{Effect, State};
use crate::library::Place;
use crate::search::{Found, Hit, QueryError};

impl State {
    /// Opens the prompt over all headings.
    pub(super) fn open_finder(&mut self) -> Vec<Effect> {
        self.finder.start(self.page.place());
        self.search()
    }

    /// Searches for what is typed.
    pub(super) fn search(&mut self) -> Vec<Effect> {
        let number = self.finder.begin();
        vec![Effect::Search { number, query: self.finder.prompt.text().to_owned() }]
    }

    /// Takes what was typed or pasted.
    pub(super) fn seek_typed(&mut self, text: &str) -> Vec<Effect> {
        self.finder.prompt.insert(text);
        self.finder.retype();
        self.search()
    }

    /// A command in the prompt over all headings.
    pub(super) fn seek(&mut self, command: Command) -> Vec<Effect> {
        let rows = usize::from(self.areas().results.height);
        let page = isize::try_from(rows).unwrap_or(1);
        match command {
            Command::SelectNext => self.finder.move_by(1, rows),
            Command::SelectPrevious => self.finder.move_by(-1, rows),
            Command::SelectNextPage => self.finder.move_by(page, rows),
            Command::SelectPreviousPage => self.finder.move_by(-page, rows),
            Command::Accept => return self.accept(),
            command => return self.edit_query(command),
        }
        self.preview_hit()
    }

    /// An editing command in the prompt. Where it only moves the cursor, nothing is searched.
    fn edit_query(&mut self, command: Command) -> Vec<Effect> {
        let before = self.finder.prompt.text().to_owned();
        if !self.finder.prompt.edit(command) || before == self.finder.prompt.text() {
            return Vec::new();
        }
        self.finder.retype();
        self.search()
    }

    /// Takes the answer to a search, and shows its chosen result.
    pub(super) fn found(&mut self, search: u64, found: Result<Found, QueryError>) -> Vec<Effect> {
        if !self.finder.take(search, found) {
            Vec::new()
        } else if self.finder.is_accepted() {
            self.accept()
        } else {
            self.preview_hit()
        }
    }

    pub(super) fn preview_hit(&mut self) -> Vec<Effect> {
        let place = self.finder.hit().map(|hit| self.place_of_hit(hit)).or(self.finder.origin);
        place.map_or_else(Vec::new, |place| self.show(place))
    }

    fn place_of_hit(&self, hit: &Hit) -> Place {
        self.place_of(Node { entry: hit.entry, heading: hit.heading })
    }

    /// Goes to the chosen result, once it is found for what is typed.
    pub(super) fn accept(&mut self) -> Vec<Effect> {
        let hit = self.finder.accept().cloned();
        let Some(place) = hit.map(|hit| self.place_of_hit(&hit)) else { return Vec::new() };
        self.finder.open = false;
        self.trail.leave(self.finder.origin);
        self.panes.focus = Focus::Page;
        self.go(place)
    }

    /// Closes the prompt and returns to where the user was.
    pub(super) fn leave_finder(&mut self) -> Vec<Effect> {
        self.finder.open = false;
        match self.finder.origin {
            Some(origin) => self.show(origin),
            None => self.preview(),
        }
    }
}
