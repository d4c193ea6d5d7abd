//! What the search over all headings does, and `n` and `N` after it.

use crate::app::input::command::Command;
use crate::app::panes::Focus;
use crate::app::searching::finder::Asked;
use crate::app::trail::walk::Walk;
use crate::app::tree::Node;
use crate::app::{Effect, Message, State};
use crate::library::Place;
use crate::search::{Found, Hit, QueryError};

impl State {
    /// Opens the prompt over all headings.
    pub(in crate::app) fn open_finder(&mut self) -> Vec<Effect> {
        self.finder.start(Asked::Typed, self.page.place());
        self.search()
    }

    /// Opens the last search as it was left.
    pub(in crate::app) fn resume_finder(&mut self) -> Vec<Effect> {
        if self.text_search.is_latest() {
            return self.resume_text_search();
        }
        self.finder.resume(self.page.place());
        self.search()
    }

    /// Lists the sections of other reports that correspond to the one that the keys are about.
    pub(in crate::app) fn show_corresponding(&mut self) -> Vec<Effect> {
        let Some(node) = self.current().filter(|node| node.heading.is_some()) else {
            self.front.message = Some(Message::NoHeading);
            return Vec::new();
        };
        let place = self.place_of(node);
        self.finder.start(Asked::Corresponding(place), self.page.place());
        self.search()
    }

    /// Searches for what is asked.
    pub(in crate::app) fn search(&mut self) -> Vec<Effect> {
        let number = self.finder.begin();
        match self.finder.asked {
            Asked::Typed => vec![Effect::Search { number, query: self.finder.prompt.text().to_owned() }],
            Asked::Corresponding(Place { entry, heading, .. }) => {
                let heading = heading.unwrap_or(u32::MAX);
                vec![Effect::FindCorresponding { number, entry, heading }]
            }
        }
    }

    /// Takes what was typed or pasted.
    pub(in crate::app) fn seek_typed(&mut self, text: &str) -> Vec<Effect> {
        self.finder.prompt.insert(text);
        self.finder.history.rest();
        self.finder.retype();
        self.search()
    }

    /// A command in the prompt over all headings.
    pub(in crate::app) fn seek(&mut self, command: Command) -> Vec<Effect> {
        let rows = usize::from(self.areas().results.height);
        let page = isize::try_from(rows).unwrap_or(1);
        match command {
            Command::SelectNext => self.finder.choose(|results| results.move_by(1, rows)),
            Command::SelectPrevious if self.finder.would_recall() => return self.recall(true),
            Command::SelectPrevious => self.finder.choose(|results| results.move_by(-1, rows)),
            Command::SelectNextPage => self.finder.choose(|results| results.move_by(page, rows)),
            Command::SelectPreviousPage => self.finder.choose(|results| results.move_by(-page, rows)),
            Command::Accept => return self.accept(),
            Command::OpenBeside => return self.accept_beside(),
            Command::SwapSearch => return self.swap_search(),
            Command::RecallOlder => return self.recall(true),
            Command::RecallNewer => return self.recall(false),
            command => return self.edit_query(command),
        }
        self.preview_hit()
    }

    fn recall(&mut self, older: bool) -> Vec<Effect> {
        if self.finder.recall(older) { self.search() } else { Vec::new() }
    }

    /// An editing command in the prompt. Where it only moves the cursor, nothing is searched.
    fn edit_query(&mut self, command: Command) -> Vec<Effect> {
        let before = self.finder.prompt.text().to_owned();
        if !self.finder.prompt.edit(command) || before == self.finder.prompt.text() {
            return Vec::new();
        }
        self.finder.history.rest();
        self.finder.retype();
        self.search()
    }

    /// Takes the answer to a search, and shows its chosen result.
    pub(in crate::app) fn found(&mut self, search: u64, found: Result<Found, QueryError>) -> Vec<Effect> {
        if !self.finder.take(search, found) {
            Vec::new()
        } else if self.finder.is_accepted() {
            self.accept()
        } else {
            self.preview_hit()
        }
    }

    pub(in crate::app) fn preview_hit(&mut self) -> Vec<Effect> {
        let place = self.finder.hit().map(|hit| self.place_of_hit(hit)).or(self.finder.origin);
        place.map_or_else(Vec::new, |place| self.show(place))
    }

    fn place_of_hit(&self, hit: &Hit) -> Place {
        self.place_of(Node { entry: hit.entry, heading: hit.heading })
    }

    /// Goes to the chosen result, once it is found for what is typed.
    pub(in crate::app) fn accept(&mut self) -> Vec<Effect> {
        let hit = self.finder.accept().cloned();
        let Some(place) = hit.map(|hit| self.place_of_hit(&hit)) else { return Vec::new() };
        let places = self.finder.results.all().iter().map(|hit| self.place_of_hit(hit)).collect();
        self.trail.results = Walk::new(places, self.finder.results.selected(), self.finder.total());
        self.finder.open = false;
        self.text_search.set_latest(false);
        self.trail.leave(self.finder.origin);
        self.panes.focus = Focus::Page;
        self.page.find.set_query("", None, 0);
        self.tell_result(0);
        let mut effects = self.go(place);
        effects.extend(self.remember_query());
        effects
    }

    /// Keeps what was typed, if it is new.
    fn remember_query(&mut self) -> Option<Effect> {
        let query = self.finder.prompt.text().trim().to_owned();
        self.finder.is_prompt().then(|| self.keep_query(query))?
    }

    /// Keeps a query, if it is new.
    pub(in crate::app) fn keep_query(&mut self, query: String) -> Option<Effect> {
        self.finder.history.add(&query).then_some(Effect::KeepQuery(query))
    }

    /// Goes so many results on, or back.
    pub(in crate::app) fn walk(&mut self, steps: isize) -> Vec<Effect> {
        match self.tell_result(steps) {
            Some(place) => self.jump(place),
            None => Vec::new(),
        }
    }

    /// Steps to another result, and says which it is.
    fn tell_result(&mut self, steps: isize) -> Option<Place> {
        let step = self.trail.results.step(steps);
        self.front.message = Some(step.map_or(Message::NothingLookedFor, |step| Message::Result {
            number: step.number,
            of: step.of,
            found: step.found,
            round: step.round,
        }));
        step.map(|step| step.place)
    }

    /// Closes the prompt and returns to where the user was.
    pub(in crate::app) fn leave_finder(&mut self) -> Vec<Effect> {
        self.finder.open = false;
        match self.finder.origin {
            Some(origin) => self.show(origin),
            None => self.preview(),
        }
    }
}
