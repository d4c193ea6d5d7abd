//! Where notes begin and end, while a document is composed.

use super::references::snapped;
use crate::formats::compose::{Composer, position};
use crate::outline::Block;
use crate::text::{Part, Span};

/// The most notes that are kept.
const MOST: usize = 100_000;

/// The notes so far, and those that have begun and not ended, by their indices.
#[derive(Debug, Default)]
pub(super) struct Notes {
    found: Vec<Span>,
    begun: Vec<usize>,
}

impl Notes {
    /// The notes that have text, in its order, each from its first word on.
    pub(super) fn spans(self, text: &str, blocks: &[Block]) -> Vec<Span> {
        let whole = |note: Span| {
            let whole = text.part(0..text.floor_char_boundary(note.end as usize));
            let end = position(whole.trim_end());
            Span { start: snapped(note.start, text, blocks), end }
        };
        let mut spans: Vec<Span> = self.found.into_iter().map(whole).filter(|note| note.start < note.end).collect();
        spans.sort_unstable();
        spans
    }
}

impl Composer {
    /// The text of a note begins.
    pub(in crate::formats) fn begin_note(&mut self) {
        let at = self.position();
        self.notes.begun.push(self.notes.found.len());
        if self.notes.found.len() < MOST {
            self.notes.found.push(Span { start: at, end: at });
        }
    }

    /// The note ends that has begun last.
    pub(in crate::formats) fn end_note(&mut self) {
        let end = position(&self.text);
        let begun = self.notes.begun.pop();
        if let Some(note) = begun.and_then(|index| self.notes.found.get_mut(index)) {
            note.end = end;
        }
    }
}
