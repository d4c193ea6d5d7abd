//! What the prompt for text in the report does, and `n` and `N` after it.

use std::sync::Arc;

use crate::app::beside::comparison::Passage;
use crate::app::input::command::{Command, Scope};
use crate::app::page::find::{FoundText, Origin, Sought};
use crate::app::panes::Focus;
use crate::app::trail::walk::Walk;
use crate::app::{Effect, Message, State};
use crate::text::Span;

impl State {
    /// Opens the prompt.
    pub(in crate::app) fn open_find(&mut self) {
        let spot = self.page.spot();
        self.page.find.open(spot);
    }

    /// Takes what was typed or pasted.
    pub(in crate::app) fn find_typed(&mut self, text: &str) {
        if let Some(prompt) = &mut self.page.find.prompt {
            prompt.insert(text);
            self.find_anew();
        }
    }

    /// A command in the prompt. To delete what is not there leaves it.
    pub(in crate::app) fn find(&mut self, command: Command) -> Vec<Effect> {
        let Some(prompt) = &mut self.page.find.prompt else { return Vec::new() };
        if command == Command::Accept {
            return self.accept_find();
        }
        if command == Command::DeleteBefore && prompt.text().is_empty() {
            self.leave_find();
        } else if prompt.edit(command) {
            self.find_anew();
        }
        Vec::new()
    }

    /// Closes the prompt, and returns to where the user was and what was looked for before.
    pub(in crate::app) fn leave_find(&mut self) {
        if let Some(Origin { sought, spot }) = self.page.find.close() {
            self.page.return_to(spot);
            self.look_for(sought);
            self.follow_reading();
        }
    }

    /// Looks for what is typed now, and shows where it stands first after the place where the prompt was opened.
    fn find_anew(&mut self) {
        let typed = self.page.find.prompt.as_ref().map_or_else(String::new, |prompt| prompt.text().to_owned());
        let Some(Origin { sought, spot }) = self.page.find.origin().cloned() else { return };
        self.look_for(if typed.is_empty() { sought } else { Sought::Text(typed.clone()) });
        self.page.return_to(spot);
        if !typed.is_empty() {
            self.show_first_match();
        }
        self.follow_reading();
    }

    fn show_first_match(&mut self) {
        if let Some((_, found)) = self.page.find.step(self.page.find_offset().0, 0) {
            self.page.go_to_match(found);
        }
    }

    /// Has what is left of a long report looked through, where it is not already. A newer search makes an older one
    /// void, also one for the other page.
    pub(in crate::app) fn look_on(&mut self) -> Option<Effect> {
        let span = self.page.find.looked().filter(|_| !self.page.find.has_asked(self.finds))?;
        let document = Arc::clone(self.page.document()?);
        self.finds += 1;
        self.page.find.ask(self.finds);
        let sought = self.page.find.sought().clone();
        Some(Effect::FindText { number: self.finds, looked: Passage { document, span }, sought })
    }

    /// More of a long report was looked through.
    pub(in crate::app) fn text_found(&mut self, number: u64, found: FoundText) -> Vec<Effect> {
        if let Some(beside) = self.beside.as_mut().filter(|beside| beside.page.find.has_asked(number)) {
            beside.page.find.add(found);
            return Vec::new();
        }
        if !self.page.find.has_asked(number) {
            return Vec::new();
        }
        let first = self.page.find.matches().is_empty();
        self.page.find.add(found);
        if let Some(steps) = self.page.find.awaited.take() {
            return self.find_step(steps);
        }
        if first && self.page.find.prompt.is_some() {
            self.show_first_match();
            self.follow_reading();
        } else if let Some(Message::Match { round, .. }) = self.front.message {
            self.front.message = self.page.matched().and_then(|matched| self.match_message(matched, round));
        }
        Vec::new()
    }

    /// Which match it is, of how many that are known.
    fn match_message(&self, matched: Span, round: bool) -> Option<Message> {
        let (matches, more) = (self.page.find.matches(), !self.page.find.is_complete());
        let at = matches.binary_search_by_key(&matched.start, |found| found.start).ok()?;
        Some(Message::Match { number: at + 1, of: matches.len(), round, more })
    }

    /// Closes the prompt, and goes to the first place where the text stands. Where nothing was typed, it is the next
    /// place of what was looked for before.
    fn accept_find(&mut self) -> Vec<Effect> {
        let empty = self.page.find.prompt.as_ref().is_none_or(|prompt| prompt.text().is_empty());
        let Some(Origin { spot, .. }) = self.page.find.close() else { return Vec::new() };
        self.trail.leave(spot.place());
        if empty {
            return self.find_next_match(1);
        }
        self.page.return_to(spot);
        self.find_step(0)
    }

    fn look_for(&mut self, sought: Sought) {
        let document = self.page.document().cloned();
        let from = self.page.find.origin().map_or(self.page.place(), |origin| origin.spot.place());
        let from = from.map_or(0, |place| place.offset);
        self.page.find.look_for(sought, document.as_deref(), from);
    }

    /// Whether a part of the page is selected, and the page has the keys: nothing leads to another report then.
    fn is_selecting(&self) -> bool {
        self.scope() == Scope::Selection
    }

    /// `n` and `N`: where text is looked for in the page, or in all reports, the match so many further on; else so many
    /// results of the last search on.
    pub(in crate::app) fn find_next(&mut self, steps: isize) -> Vec<Effect> {
        let in_texts = self.page.find.pattern().is_some();
        let finding = in_texts || self.panes.focus == Focus::Page && self.page.find.is_looking();
        if !finding && !self.is_selecting() && self.trail.results != Walk::default() {
            return self.walk(steps);
        }
        self.find_next_match(steps)
    }

    /// Goes to the match so many further on. Without a match on the screen to go on from, the first one is the first
    /// from the reading position on.
    fn find_next_match(&mut self, steps: isize) -> Vec<Effect> {
        let (_, on_match) = self.page.find_offset();
        self.find_step(if steps > 0 && !on_match { steps - 1 } else { steps })
    }

    /// Goes to the match so many after the first one from the match, or the reading position, on. Behind the last match
    /// of a report the next report follows that a search in all texts has found.
    fn find_step(&mut self, steps: isize) -> Vec<Effect> {
        if !self.page.find.is_looking() {
            self.front.message = Some(Message::NothingLookedFor);
            return Vec::new();
        }
        let complete = self.page.find.is_complete();
        // Of a search in all texts it is said which place of how many it is.
        if !complete && self.page.find.pattern().is_some() {
            return self.await_match(steps);
        }
        let (offset, _) = self.page.find_offset();
        let Some((at, found)) = self.page.find.step(offset, steps) else {
            if !complete {
                return self.await_match(steps);
            }
            if let Some(effects) = self.next_report(steps) {
                return effects;
            }
            self.front.message = Some(Message::NotFound(self.page.find.query().to_owned()));
            return Vec::new();
        };
        let round = self.page.find.goes_round(offset, steps);
        if round && !complete {
            return self.await_match(steps);
        }
        if round && let Some(effects) = self.next_report(steps) {
            return effects;
        }
        let (number, of) = (at + 1, self.page.find.matches().len());
        self.front.message = Some(match self.found_section(found) {
            Some((section, sections)) => Message::TextMatch { number, of, section, sections },
            None => Message::Match { number, of, round, more: !complete },
        });
        self.page.go_to_match(found);
        if self.page.selection.is_some() {
            self.grow_to(found.start);
        }
        self.follow_reading();
        Vec::new()
    }

    /// Goes to the next report that a search in all texts has found, or the one before, unless something is selected.
    fn next_report(&mut self, steps: isize) -> Option<Vec<Effect>> {
        if self.is_selecting() { None } else { self.go_to_next_report(steps >= 0) }
    }

    /// The match lies where the text was not looked through yet: it is gone to when it is known.
    fn await_match(&mut self, steps: isize) -> Vec<Effect> {
        self.page.find.awaited = Some(steps);
        self.front.message = Some(Message::StillLooking(self.page.find.query().to_owned()));
        Vec::new()
    }
}
