//! The commands that say in which order reports stand, and what is left out of the tree.

use std::sync::Arc;

use crate::app::sheet::{Content, Sheet};
use crate::app::{Effect, Message, State};
use crate::library::Arrangement;

impl State {
    /// Sorts in the next way.
    pub(in crate::app) fn step_sorting(&mut self) -> Vec<Effect> {
        let sorting = self.shelf.arrangement.sorting.next();
        self.arrange_library(Arrangement { sorting, ..self.shelf.arrangement })
    }

    /// Groups in the next way.
    pub(in crate::app) fn step_grouping(&mut self) -> Vec<Effect> {
        let grouping = self.shelf.arrangement.grouping.next();
        self.arrange_library(Arrangement { grouping, ..self.shelf.arrangement })
    }

    fn arrange_library(&mut self, arrangement: Arrangement) -> Vec<Effect> {
        self.shelf.arrangement = arrangement;
        // What is not as usual stands in the status line anyway.
        self.front.message = (arrangement == Arrangement::default()).then_some(Message::Arranged);
        vec![Effect::Arrange(arrangement)]
    }

    /// Shows what is left out, and why.
    pub(in crate::app) fn show_omissions(&mut self) {
        let omissions = Arc::clone(self.shelf.library.omissions());
        self.front.sheet = Some(Sheet::new(Content::Omissions(omissions)));
    }
}
