//! Text in its order, while paragraphs, boxes, notes and tables are open in each other.

use super::{Piece, Tables};
use crate::formats::limits::Budget;

/// The open paragraphs, and the text around them. `P` is what a format knows of an open paragraph.
#[derive(Debug)]
pub(in crate::formats) struct Flow<'a, P> {
    budget: &'a Budget,
    /// The text so far: of the document, and of the boxes and notes that are open in it.
    sinks: Vec<Vec<Piece>>,
    paragraphs: Vec<Open<P>>,
    tables: Tables,
}

/// The deepest that boxes and notes may be nested in each other.
const DEEPEST: usize = 8;

#[derive(Debug)]
struct Open<P> {
    paragraph: P,
    /// What stands in boxes that are anchored to it.
    after: Vec<Piece>,
    /// The number of sinks when it began.
    sinks: usize,
}

impl<'a, P> Flow<'a, P> {
    pub(in crate::formats) fn new(budget: &'a Budget) -> Self {
        Self { budget, sinks: vec![Vec::new()], paragraphs: Vec::new(), tables: Tables::default() }
    }

    /// A paragraph begins.
    pub(in crate::formats) fn begin(&mut self, paragraph: P) {
        self.paragraphs.push(Open { paragraph, after: Vec::new(), sinks: self.sinks.len() });
    }

    /// The paragraph that text goes to.
    pub(in crate::formats) fn paragraph(&mut self) -> Option<&mut P> {
        let sinks = self.sinks.len();
        self.paragraphs.last_mut().filter(|open| open.sinks == sinks).map(|open| &mut open.paragraph)
    }

    /// The paragraph ends. The second is what is anchored to it, to be handed over after it.
    pub(in crate::formats) fn end(&mut self) -> Option<(P, Vec<Piece>)> {
        self.paragraphs.pop_if(|open| open.sinks == self.sinks.len()).map(|open| (open.paragraph, open.after))
    }

    /// Hands over what has ended, to the paragraph around it where there is one.
    pub(in crate::formats) fn emit(&mut self, pieces: impl IntoIterator<Item = Piece>) {
        let sinks = self.sinks.len();
        let target = match self.paragraphs.last_mut().filter(|open| open.sinks == sinks) {
            Some(open) => Some(&mut open.after),
            None => self.sinks.last_mut(),
        };
        if let Some(target) = target {
            let before = target.len();
            target.extend(pieces);
            self.budget.take_pieces(target.len() - before);
        }
    }

    /// A box or a note begins; false where too many are open.
    pub(in crate::formats) fn begin_box(&mut self) -> bool {
        let room = self.sinks.len() <= DEEPEST;
        if room {
            self.sinks.push(Vec::new());
        }
        room
    }

    /// A box or a note ends; what it holds.
    pub(in crate::formats) fn end_box(&mut self) -> Vec<Piece> {
        if self.sinks.len() < 2 {
            return Vec::new();
        }
        while self.paragraphs.pop_if(|open| open.sinks >= self.sinks.len()).is_some() {}
        self.sinks.pop().unwrap_or_default()
    }

    /// Does something to the tables and to the text that they stand in.
    pub(in crate::formats) fn with_tables(&mut self, change: impl FnOnce(&mut Tables, &mut Vec<Piece>)) {
        if let Some(sink) = self.sinks.last_mut() {
            let before = sink.len();
            change(&mut self.tables, sink);
            self.budget.take_pieces(sink.len().saturating_sub(before));
        }
    }

    /// All text of the document.
    pub(in crate::formats) fn finish(self) -> Vec<Piece> {
        self.sinks.into_iter().flatten().collect()
    }
}
