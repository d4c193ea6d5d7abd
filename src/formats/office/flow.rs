//! Text in its order, while paragraphs, boxes, notes and tables are open in each other.

use super::{Piece, Tables};
use crate::formats::limits::MOST_TEXT;
use crate::text::Part;

/// The open paragraphs, and the text around them. `P` is what a format knows of an open paragraph.
#[derive(Debug)]
pub(in crate::formats) struct Flow<P> {
    /// The text so far: of the document, and of the boxes and notes that are open in it.
    sinks: Vec<Vec<Piece>>,
    paragraphs: Vec<Open<P>>,
    tables: Tables,
    /// How many pieces have been handed over.
    count: usize,
    /// How many bytes of text there were, with those that were too many.
    bytes: usize,
}

/// The most pieces that a document may have: those of some twenty thousand pages.
const MOST: usize = 1 << 20;
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

impl<P> Default for Flow<P> {
    fn default() -> Self {
        Self { sinks: vec![Vec::new()], paragraphs: Vec::new(), tables: Tables::default(), count: 0, bytes: 0 }
    }
}

impl<P> Flow<P> {
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
            self.count += target.len() - before;
        }
    }

    /// What there is room for of a piece of text.
    pub(in crate::formats) fn fitting<'p>(&mut self, piece: &'p str) -> &'p str {
        let room = MOST_TEXT.saturating_sub(self.bytes);
        self.bytes = self.bytes.saturating_add(piece.len());
        piece.part(0..piece.floor_char_boundary(room))
    }

    /// Whether there are more pieces, or there is more text, than any report has.
    pub(in crate::formats) fn is_too_long(&self) -> bool {
        self.count > MOST || self.bytes > MOST_TEXT
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
            self.count += sink.len().saturating_sub(before);
        }
    }

    /// All text of the document.
    pub(in crate::formats) fn finish(self) -> Vec<Piece> {
        self.sinks.into_iter().flatten().collect()
    }
}
