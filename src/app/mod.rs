//! What the program knows and how it answers: no I/O, no clock, no thread, no lock.
//!
//! [`State`] changes in [`State::update`] and nowhere else. It takes an [`Event`] and returns the [`Effect`]s that the
//! world has to bring about. What is drawn is a function of it.

pub mod beside;
mod browse;
pub mod event;
pub mod input;
pub mod layout;
pub mod message;
pub mod page;
pub mod panes;
pub mod searching;
pub mod sheet;
#[cfg(test)]
pub(crate) mod testing;
pub mod trail;
pub mod tree;
mod update;
pub mod working;

use std::sync::Arc;

pub use event::{Effect, Event};
pub use message::Message;

use crate::app::beside::Beside;
use crate::app::page::{Look, Page};
use crate::app::panes::Panes;
use crate::app::searching::finder::Finder;
use crate::app::searching::text_search::TextSearch;
use crate::app::sheet::Sheet;
use crate::app::trail::Trail;
use crate::app::tree::Tree;
use crate::app::working::ask::{Answers, Ask};
use crate::formats::Reading;
use crate::library::{Arrangement, Library, Progress};
use crate::text::width::Ambiguous;

/// Everything that the program knows.
#[derive(Clone, Debug)]
pub struct State {
    /// The newest snapshot of the library, and how far reading has come.
    pub shelf: Shelf,
    /// How the screen is divided.
    pub panes: Panes,
    /// The tree.
    pub tree: Tree,
    /// The text; where there are two pages, the one that has the keys.
    pub page: Page,
    /// The search over all headings.
    pub finder: Finder,
    /// The search in all texts.
    pub text_search: TextSearch,
    /// Places visited and marked.
    pub trail: Trail,
    /// What is said and asked over the panes and below them.
    pub front: Front,
    /// The second page, where there is one.
    pub beside: Option<Beside>,
    /// Searches in long reports so far.
    finds: u64,
}

/// What is said and asked over the panes and below them.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// What the status line says until the next key.
    pub message: Option<Message>,
    /// What lies over the screen.
    pub sheet: Option<Sheet>,
    /// What is asked for at the bottom.
    pub ask: Option<Ask>,
    /// What was answered before.
    pub answers: Answers,
}

/// The library as it was last seen.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// What the user opened, as it is shown.
    pub name: String,
    /// The newest snapshot.
    pub library: Arc<Library>,
    /// How far reading has come.
    pub progress: Progress,
    /// How texts without markup are read.
    pub reading: Reading,
    /// How reports stand.
    pub arrangement: Arrangement,
}

impl State {
    /// The program at its start: nothing is read yet. `level` is the number of levels of headings that the tree shows.
    pub fn new(name: String, reading: Reading, width: u16, height: u16, level: u8) -> Self {
        let mut state = Self {
            shelf: Shelf { name, reading, ..Shelf::default() },
            panes: Panes::new(width, height),
            tree: Tree::with_level(level),
            page: Page::default(),
            finder: Finder::default(),
            text_search: TextSearch::default(),
            trail: Trail::default(),
            front: Front::default(),
            beside: None,
            finds: 0,
        };
        state.settle();
        state
    }

    /// The same with texts set as the user wishes, on a terminal that draws ambiguous characters so wide.
    pub fn set(mut self, look: Look, ambiguous: Ambiguous) -> Self {
        self.page.look = look;
        self.update(Event::Ambiguous(ambiguous));
        self
    }
}
