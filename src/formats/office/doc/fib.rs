//! The head of the stream WordDocument, which says where everything is (MS-DOC 2.5).

use std::ops::Range;

use crate::formats::office::doc::bytes::{clipped, index_at, u16_at, u32_at};

/// The head of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fib<'a> {
    bytes: &'a [u8],
}

/// A place and a length in the table stream: the number of its pair in the head.
#[derive(Clone, Copy, Debug)]
pub(super) enum Table {
    Styles = 1,
    FootnoteMarks = 2,
    Footnotes = 3,
    Fonts = 15,
    Letters = 12,
    Paragraphs = 13,
    Bookmarks = 21,
    BookmarkStarts = 22,
    Pieces = 33,
    Anchors = 40,
    EndnoteMarks = 46,
    Endnotes = 47,
    Drawings = 50,
    BoxTexts = 56,
    Lists = 73,
    ListUses = 74,
}

/// The lengths of the stories of a document, in characters. They follow each other in this order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stories {
    pub(super) main: u32,
    pub(super) footnotes: u32,
    /// Headers, macros and comments together.
    pub(super) aside: u32,
    pub(super) endnotes: u32,
    pub(super) boxes: u32,
}

impl Stories {
    /// The characters of the footnotes.
    pub(super) fn footnotes(self) -> Range<u32> {
        self.main..self.main.saturating_add(self.footnotes)
    }

    /// The characters of the endnotes.
    pub(super) fn endnotes(self) -> Range<u32> {
        let start = self.footnotes().end.saturating_add(self.aside);
        start..start.saturating_add(self.endnotes)
    }

    /// The characters of text boxes.
    pub(super) fn boxes(self) -> Range<u32> {
        let start = self.endnotes().end;
        start..start.saturating_add(self.boxes)
    }
}

/// The first version that has a table stream, Word 97.
const WORD_97: u16 = 0x00c1;
/// The versions of Word 6 and Word 95 begin here.
const WORD_6: u16 = 0x0065;

impl<'a> Fib<'a> {
    /// The head at the beginning of the stream; `None` where there is none.
    pub(super) fn new(bytes: &'a [u8]) -> Option<Self> {
        let is_word = matches!(u16_at(bytes, 0)?, 0xa5ec | 0xa5dc) && u16_at(bytes, 2)? >= WORD_6;
        is_word.then_some(Self { bytes })
    }

    fn flag(self, mask: u16) -> bool {
        u16_at(self.bytes, 0x0a).is_some_and(|flags| flags & mask != 0)
    }

    pub(super) fn is_encrypted(self) -> bool {
        self.flag(0x0100)
    }

    /// Whether it is of Word 6 or Word 95, which have no table stream.
    pub(super) fn is_old(self) -> bool {
        u16_at(self.bytes, 2).is_some_and(|version| version < WORD_97)
    }

    /// The name of the table stream.
    pub(super) fn table_stream(self) -> &'static str {
        if self.flag(0x0200) { "1Table" } else { "0Table" }
    }

    /// The Windows identifier of the language.
    pub(super) fn language(self) -> u16 {
        u16_at(self.bytes, 6).unwrap_or(0)
    }

    /// The bytes that the text covers where it is in one piece, as many as there are.
    pub(super) fn text(self) -> &'a [u8] {
        let (start, length) = self.text_place();
        clipped(self.bytes, start, length)
    }

    /// Whether the text, where it is in one piece, has two bytes for each character.
    pub(super) fn is_wide(self) -> bool {
        self.text_place().1 / 2 >= self.main_length() as usize
    }

    fn text_place(self) -> (usize, usize) {
        let (start, end) = (index_at(self.bytes, 0x18).unwrap_or(0), index_at(self.bytes, 0x1c).unwrap_or(0));
        (start, end.saturating_sub(start))
    }

    /// The number of characters of the text itself.
    pub(super) fn main_length(self) -> u32 {
        u32_at(self.bytes, if self.is_old() { 0x34 } else { 0x4c }).unwrap_or(0)
    }

    pub(super) fn stories(self) -> Stories {
        let length = |at: usize| u32_at(self.bytes, at).unwrap_or(0);
        Stories {
            main: self.main_length(),
            footnotes: length(0x50),
            aside: length(0x54).saturating_add(length(0x58)).saturating_add(length(0x5c)),
            endnotes: length(0x60),
            boxes: length(0x64),
        }
    }

    /// A part of the table stream, as much of it as there is.
    pub(super) fn table(self, stream: &[u8], table: Table) -> &[u8] {
        let (start, length) = self.place(table);
        clipped(stream, start, length)
    }

    /// The table stream from a part on.
    pub(super) fn table_and_rest(self, stream: &[u8], table: Table) -> &[u8] {
        match self.place(table) {
            (_, 0) => &[],
            (start, _) => clipped(stream, start, usize::MAX),
        }
    }

    fn place(self, table: Table) -> (usize, usize) {
        let at = 0x9a + 8 * table as usize;
        (index_at(self.bytes, at).unwrap_or(0), index_at(self.bytes, at + 4).unwrap_or(0))
    }
}
