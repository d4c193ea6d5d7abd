//! Reading goes on where it stopped.

use crate::app::panes::Focus;
use crate::app::tree::Node;
use crate::app::{Effect, Event, Message, State};
use crate::library::Place;

impl State {
    /// Whatever the user does ends the offer to go on reading.
    pub(in crate::app) fn note_touch(&mut self, event: &Event) {
        if matches!(event, Event::Key(_) | Event::Mouse(_) | Event::Paste(_)) {
            self.trail.positions.touch();
        }
    }

    /// Where the user reads: the place of the page, while it has the keys.
    fn reading_place(&self) -> Option<Place> {
        let place = self.page.place().filter(|_| self.panes.focus == Focus::Page)?;
        self.shelf.library.report(place.entry).map(|_| place)
    }

    /// Notes where the user reads, after anything has happened. A report that is left, also with the program, is to be
    /// found again there; while a search shows its results, none is left.
    pub(in crate::app) fn keep_position(&mut self, mut effects: Vec<Effect>) -> Vec<Effect> {
        let undecided = self.is_prompting() || self.page.is_waiting(&self.shelf.library);
        let left = if undecided { None } else { self.trail.positions.read(&self.shelf.library, self.reading_place()) };
        let ending = effects.contains(&Effect::Quit);
        let last = if ending { self.trail.positions.leave() } else { None };
        effects.splice(0..0, left.into_iter().chain(last).map(Effect::KeepPosition));
        effects
    }

    /// Where reading a node begins: a heading there, a report where it was left.
    pub(in crate::app) fn place_to_read(&mut self, node: Node) -> Place {
        let left = self.trail.positions.of(&self.shelf.library, node.entry).filter(|place| place.offset > 0);
        match left.filter(|_| node.heading.is_none()) {
            Some(place) => {
                self.front.message = Some(Message::GoingOn(self.shelf.library.crumbs(place)));
                place
            }
            None => self.place_of(node),
        }
    }

    /// Goes to where the report was left that was read last.
    pub(in crate::app) fn go_on(&mut self) -> Vec<Effect> {
        let here = self.reading_place().map(|place| place.entry);
        let Some(place) = self.trail.positions.last(&self.shelf.library, here) else {
            self.front.message = Some(Message::NothingRead);
            return Vec::new();
        };
        self.panes.focus = Focus::Page;
        self.front.message = Some(Message::GoingOn(self.shelf.library.crumbs(place)));
        self.jump(place)
    }
}
