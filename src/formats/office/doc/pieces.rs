//! The pieces of which the text is put together (MS-DOC 2.8.35, 2.9.38).

use std::ops::Range;

use crate::formats::office::doc::bytes::{clipped, slice, u8_at, u16_at, u32_at};
use crate::text::code_page::{WESTERN, decode};

/// A run of characters that lie together in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Its first character, counted through all stories, and the one behind its last.
    start: u32,
    end: u32,
    /// Where it lies in the stream.
    place: usize,
    /// Whether its characters have two bytes.
    is_wide: bool,
    /// What is changed in how it looks: an index into the modifiers.
    change: Option<usize>,
}

/// The text of a document, in pieces.
#[derive(Debug)]
pub(super) struct Pieces<'a> {
    stream: &'a [u8],
    pieces: Vec<Piece>,
    changes: Vec<&'a [u8]>,
}

/// A character of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its number, counted through all stories.
    pub(super) number: u32,
    /// Where it lies in the stream.
    pub(super) place: u32,
    /// A unit of UTF-16.
    pub(super) value: u16,
    /// What is changed in how its piece looks.
    pub(super) change: Option<usize>,
}

impl<'a> Pieces<'a> {
    /// Reads the table of pieces; `None` if there is none.
    pub(super) fn new(stream: &'a [u8], table: &'a [u8]) -> Option<Self> {
        let mut changes = Vec::new();
        let mut at = 0;
        while u8_at(table, at)? == 1 {
            let length = usize::from(u16_at(table, at + 1)?);
            changes.push(clipped(table, at + 3, length));
            at += 3 + length;
        }
        if u8_at(table, at)? != 2 {
            return None;
        }
        let length = usize::try_from(u32_at(table, at + 1)?).ok()?;
        let table = clipped(table, at + 5, length);
        let count = table.len().checked_sub(4)? / 12;
        let piece = |index: usize| {
            let entry = slice(table, (count + 1) * 4 + index * 8, 8)?;
            let (place, change) = (u32_at(entry, 2)?, u16_at(entry, 6)?);
            let is_wide = place & 0x4000_0000 == 0;
            let place = usize::try_from(place & 0x3fff_ffff).ok()?;
            Some(Piece {
                start: u32_at(table, index * 4)?,
                end: u32_at(table, index * 4 + 4)?,
                place: if is_wide { place } else { place / 2 },
                is_wide,
                change: (change & 1 == 1).then_some(usize::from(change >> 1)),
            })
        };
        let pieces: Vec<Piece> = (0..count).map_while(piece).filter(|piece| piece.start < piece.end).collect();
        (!pieces.is_empty()).then_some(Self { stream, pieces, changes })
    }

    /// A text that lies in one piece.
    pub(super) fn whole(stream: &'a [u8], place: usize, length: u32, is_wide: bool) -> Self {
        let piece = Piece { start: 0, end: length, place, is_wide, change: None };
        Self { stream, pieces: vec![piece], changes: Vec::new() }
    }

    /// What a change says.
    pub(super) fn change(&self, index: Option<usize>) -> &'a [u8] {
        index.and_then(|index| self.changes.get(index)).copied().unwrap_or_default()
    }

    /// The units of a range of characters, as far as they are in the file.
    pub(super) fn units(&self, range: Range<u32>) -> impl Iterator<Item = Unit> + Clone {
        let (start, end) = (range.start, range.end);
        let reached = self.pieces.iter().filter(move |piece| piece.start < end && piece.end > start);
        reached.flat_map(move |piece| {
            let (first, last) = (piece.start.max(start), piece.end.min(end));
            let width = if piece.is_wide { 2 } else { 1 };
            (first..last).map_while(move |number| {
                let at = piece.place.checked_add((number - piece.start) as usize * width)?;
                let value = if piece.is_wide { u16_at(self.stream, at)? } else { western(u8_at(self.stream, at)?) };
                Some(Unit { number, place: u32::try_from(at).ok()?, value, change: piece.change })
            })
        })
    }
}

fn western(byte: u8) -> u16 {
    if byte < 0x80 {
        return byte.into();
    }
    decode(&[byte], WESTERN).encode_utf16().next().unwrap_or(0xfffd)
}
