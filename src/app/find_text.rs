//! What the prompt for text in the report does, and `n` and `N` after it.

use crate::app::command::Command;
use crate::app::find::Origin;
use crate::app::panes::Focus;
use crate::app::walk::Walk;
use crate::app::{Effect, Message, State};

impl State {
    /// Opens the prompt.
    pub(super) fn open_find(&mut self) {
        let spot = self.page.spot();
        self.page.find.open(spot);
    }

    /// Takes what was typed or pasted.
    pub(super) fn find_typed(&mut self, text: &str) {
        if let Some(prompt) = &mut self.page.find.prompt {
            prompt.insert(text);
            self.find_anew();
        }
    }

    /// A command in the prompt. To delete what is not there leaves it.
    pub(super) fn find(&mut self, command: Command) {
        let Some(prompt) = &mut self.page.find.prompt else { return };
        if command == Command::Accept {
            self.accept_find();
        } else if command == Command::DeleteBefore && prompt.text().is_empty() {
            self.leave_find();
        } else if prompt.edit(command) {
            self.find_anew();
        }
    }

    /// Closes the prompt, and returns to where the user was and what was looked for before.
    pub(super) fn leave_find(&mut self) {
        if let Some(Origin { query, spot }) = self.page.find.close() {
            self.page.return_to(spot);
            self.look_for(&query);
            self.follow_reading();
        }
    }

    /// Looks for what is typed now, and shows where it stands first after the place where the prompt was opened.
    fn find_anew(&mut self) {
        let typed = self.page.find.prompt.as_ref().map_or_else(String::new, |prompt| prompt.text().to_owned());
        let Some(Origin { query, spot }) = self.page.find.origin().cloned() else { return };
        self.look_for(if typed.is_empty() { &query } else { &typed });
        self.page.return_to(spot);
        if !typed.is_empty()
            && let Some((_, found)) = self.page.find.step(self.page.find_offset().0, 0)
        {
            self.page.go_to_match(found);
        }
        self.follow_reading();
    }

    /// Closes the prompt, and goes to the first place where the text stands. Where nothing was typed, it is the next
    /// place of what was looked for before.
    fn accept_find(&mut self) {
        let empty = self.page.find.prompt.as_ref().is_none_or(|prompt| prompt.text().is_empty());
        let Some(Origin { spot, .. }) = self.page.find.close() else { return };
        self.trail.leave(spot.place());
        if empty {
            return self.find_next_match(1);
        }
        self.page.return_to(spot);
        self.find_step(0);
    }

    fn look_for(&mut self, query: &str) {
        let document = self.page.document().cloned();
        self.page.find.set_query(query, document.as_deref());
    }

    /// `n` and `N`: where text is looked for in the page, the match so many further on; else so many results of the
    /// last search on.
    pub(super) fn find_next(&mut self, steps: isize) -> Vec<Effect> {
        let finding = self.panes.focus == Focus::Page && !self.page.find.query().is_empty();
        if !finding && self.trail.results != Walk::default() {
            return self.walk(steps);
        }
        self.find_next_match(steps);
        Vec::new()
    }

    /// Goes to the match so many further on. Without a match on the screen to go on from, the first one is the first
    /// from the reading position on.
    fn find_next_match(&mut self, steps: isize) {
        let (_, on_match) = self.page.find_offset();
        self.find_step(if steps > 0 && !on_match { steps - 1 } else { steps });
    }

    /// Goes to the match so many after the first one from the match, or the reading position, on.
    fn find_step(&mut self, steps: isize) {
        if self.page.find.query().is_empty() {
            self.message = Some(Message::NothingLookedFor);
            return;
        }
        let (offset, _) = self.page.find_offset();
        let Some((at, found)) = self.page.find.step(offset, steps) else {
            self.message = Some(Message::NotFound(self.page.find.query().to_owned()));
            return;
        };
        let round = match steps {
            0 => found.start < offset,
            1.. => found.start <= offset,
            _ => found.start >= offset,
        };
        self.message = Some(Message::Match { number: at + 1, of: self.page.find.matches().len(), round });
        self.page.go_to_match(found);
        self.follow_reading();
    }
}
