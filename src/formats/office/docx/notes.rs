//! Footnotes and endnotes: marked in the text, shown at its end.

use std::collections::HashMap;

use crate::formats::numerals::{Form, numeral};
use crate::formats::office::Piece;

/// A note: whether it is an endnote, and its name.
pub(super) type Note = (bool, String);

/// The notes that are referred to, and those that were read.
#[derive(Debug, Default)]
pub(super) struct Notes {
    order: Vec<Note>,
    marks: HashMap<Note, String>,
    counts: (u32, u32),
    read: HashMap<Note, Vec<Piece>>,
}

impl Notes {
    /// The mark of a note in the text; none for one that has a mark of its own.
    pub(super) fn refer(&mut self, note: Note, own: bool) -> String {
        if let Some(mark) = self.marks.get(&note) {
            return mark.clone();
        }
        let (feet, ends) = &mut self.counts;
        let (count, form) = if note.0 { (ends, Form::Roman(true)) } else { (feet, Form::Decimal) };
        let mark = if own {
            String::new()
        } else {
            *count += 1;
            format!("[{}]", numeral(form, *count))
        };
        self.order.push(note.clone());
        self.marks.insert(note, mark.clone());
        mark
    }

    /// Keeps what a note says.
    pub(super) fn keep(&mut self, note: Note, pieces: Vec<Piece>) {
        self.read.insert(note, pieces);
    }

    /// The marks of the notes and what they say, in the order of the text, footnotes first.
    pub(super) fn finish(mut self) -> Vec<(String, Vec<Piece>)> {
        self.order.sort_by_key(|note| note.0);
        let take = |note: &Note| Some((self.marks.remove(note)?, self.read.remove(note)?));
        self.order.iter().filter_map(take).collect()
    }
}
