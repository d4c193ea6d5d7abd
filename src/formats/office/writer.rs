//! The pieces of a document become blocks, one after the other.

use std::borrow::Cow;
use std::num::NonZeroU32;

use super::{Paragraph, Piece, Role};
use crate::formats::compose::{Composer, is_name_of_note, note};
use crate::outline::detect::Look;
use crate::outline::{BlockKind, Mark, MarkKind};
use crate::text::Span;

/// Writes pieces into a composer.
#[derive(Debug, Default)]
pub(super) struct Writer {
    composer: Composer,
    /// The size of most letters, in half points.
    size: u16,
    /// Whether most letters are of a heavy face.
    all_heavy: bool,
    /// Whether headings are to be detected.
    detects: bool,
    /// The open tables: whether each holds cells, or only lays out.
    tables: Vec<bool>,
    /// Cells that have ended in the row and are not yet written.
    ended: usize,
    /// Whether the open cell has text.
    filled: bool,
}

impl Writer {
    /// Begins to write a document whose letters mostly have a size, in half points, and maybe a heavy face.
    pub(super) fn new(size: u16, all_heavy: bool, detects: bool) -> Self {
        Self { size, all_heavy, detects, ..Self::default() }
    }

    /// All that was written.
    pub(super) fn finish(self) -> Composer {
        self.composer
    }

    /// What comes is the note of a mark, or notes that begin with their own.
    pub(super) fn begin_notes(&mut self, mark: &str) {
        if !mark.is_empty() {
            self.composer.anchor(&note(mark));
        }
        self.composer.begin_note();
    }

    /// The notes that have begun end.
    pub(super) fn end_notes(&mut self) {
        self.composer.end();
        self.composer.end_note();
    }

    /// Writes the next piece.
    pub(super) fn piece(&mut self, piece: &Piece) {
        let depth = self.tables.iter().filter(|cells| **cells).count();
        match *piece {
            Piece::Paragraph(ref paragraph) if depth > 0 => self.in_cell(paragraph),
            Piece::Paragraph(ref paragraph) => self.paragraph(paragraph),
            Piece::Table { columns } => {
                let cells = columns != 1 || depth > 0;
                self.tables.push(cells);
                if cells && depth == 0 {
                    (self.ended, self.filled) = (0, false);
                    self.composer.begin(BlockKind::Table, 0);
                }
            }
            Piece::Cell(columns) if depth == 1 && self.tables.last() == Some(&true) => {
                self.ended += columns;
                self.filled = false;
            }
            Piece::Row | Piece::HeadRow if depth == 1 && self.tables.last() == Some(&true) => {
                self.separate(1);
                match piece {
                    Piece::HeadRow => self.composer.end_head_row(),
                    _ => self.composer.end_row(),
                }
                (self.ended, self.filled) = (0, false);
            }
            Piece::Picture(ref known) if depth > 0 => self.picture_in_cell(known),
            Piece::Picture(ref known) => self.composer.wordless(known, 0),
            Piece::Cell(_) | Piece::Row | Piece::HeadRow | Piece::Embedded(_) => {}
            Piece::End => {
                if self.tables.pop() == Some(true) && depth == 1 {
                    self.composer.end();
                }
            }
        }
    }

    /// Writes the ends of cells, all but the last few.
    fn separate(&mut self, but: usize) {
        for _ in but..self.ended {
            self.composer.end_cell();
        }
        self.ended = 0;
    }

    /// Writes a paragraph of a cell. A heading stands outside of the table, which goes on behind it.
    fn in_cell(&mut self, paragraph: &Paragraph) {
        if matches!(paragraph.role, Role::Heading(_)) && !self.detects {
            self.paragraph(paragraph);
            (self.ended, self.filled) = (0, false);
            return;
        }
        self.begin_in_cell();
        self.text(paragraph);
    }

    /// Writes a picture of a cell.
    fn picture_in_cell(&mut self, known: &str) {
        self.begin_in_cell();
        self.composer.wordless(known, 0);
    }

    /// Begins what comes next in the open cell.
    fn begin_in_cell(&mut self) {
        if self.composer.kind() != Some(BlockKind::Table) {
            self.composer.begin(BlockKind::Table, 0);
        }
        self.separate(0);
        if std::mem::replace(&mut self.filled, true) {
            self.composer.push(" ");
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let (kind, depth) = match paragraph.role {
            Role::Heading(_) if !self.detects => (BlockKind::Heading, 0),
            Role::Item(depth, bullet) if bullet || !self.detects || !self.may_head(paragraph) => {
                (BlockKind::Item, depth)
            }
            Role::Contents => (BlockKind::Boilerplate, 0),
            Role::Quote => (BlockKind::Quote, 0),
            Role::Code => (BlockKind::Code, 0),
            _ => (BlockKind::Paragraph, 0),
        };
        let goes_on = matches!(kind, BlockKind::Boilerplate | BlockKind::Code) && self.composer.kind() == Some(kind);
        match goes_on {
            true => self.composer.push("\n"),
            false => self.composer.begin(kind, depth.into()),
        }
        if paragraph.links.anchors.iter().any(|(_, name)| is_name_of_note(name)) {
            self.composer.end_note();
            self.composer.begin_note();
        }
        self.composer.look(self.look(paragraph));
        self.text(paragraph);
        match paragraph.role {
            Role::Heading(level) if kind == BlockKind::Heading => {
                let line = if paragraph.line > 0 { paragraph.line } else { self.composer.line() };
                self.composer.end_heading(level, line);
            }
            Role::Contents | Role::Code => {}
            _ => self.composer.end(),
        }
    }

    /// Whether an item of a list may be a heading: its number is one of headings, or its letters are set apart.
    fn may_head(&self, paragraph: &Paragraph) -> bool {
        let look = self.look(paragraph);
        let levels = paragraph.label.split('.').filter(|part| !part.trim().is_empty()).count();
        let chinese = paragraph.label.chars().any(|letter| "第一二三四五六七八九十".contains(letter));
        chinese || levels > 1 || look.strong || look.centred || look.size > 108
    }

    fn look(&self, paragraph: &Paragraph) -> Look {
        let (size, usual) = (u32::from(paragraph.letters.size), u32::from(self.size));
        let percent = if size > 0 && usual > 0 { size * 100 / usual } else { 100 };
        Look {
            size: u16::try_from(percent).unwrap_or(u16::MAX),
            strong: if self.all_heavy { paragraph.bold } else { paragraph.heavy },
            centred: paragraph.centred,
            fixed: paragraph.role == Role::Aside,
            ..Look::TEXT
        }
    }

    /// Writes the label and the words of a paragraph, with its marks.
    fn text(&mut self, paragraph: &Paragraph) {
        let heading = self.composer.kind() == Some(BlockKind::Heading);
        if !paragraph.label.is_empty() {
            self.composer.push(&paragraph.label);
            self.composer.push_label(if paragraph.tight { "" } else { " " });
        }
        let words = match heading {
            true => Cow::from(paragraph.text.replace(['\n', '\t'], " ")),
            false => Cow::from(&paragraph.text),
        };
        let words = if self.composer.kind() == Some(BlockKind::Code) { &*words } else { words.trim_end() };
        let before = words.len() - words.trim_start().len();
        let words = if heading || !paragraph.label.is_empty() { words.trim_start() } else { words };
        let cut = if heading || !paragraph.label.is_empty() { before } else { 0 };
        let mut marks: Vec<Mark> = paragraph
            .marks
            .iter()
            .filter_map(|mark| clipped(*mark, cut, words.len()))
            .filter(|mark| !(heading && mark.kind == MarkKind::Strong && mark.span.len() == words.len()))
            .collect();
        let from = self.composer.block_text().len();
        for (place, name) in &paragraph.links.anchors {
            self.composer.anchor_within(name, from + (*place as usize).saturating_sub(cut).min(words.len()));
        }
        for mark in &mut marks {
            let reference = |target: NonZeroU32| paragraph.links.references.get(target.get() as usize - 1);
            let reference = mark.target.and_then(reference);
            let known = self.composer.references();
            mark.target = reference.and_then(|reference| match mark.kind {
                MarkKind::Image => known.number_of_picture(reference),
                _ => known.number(reference),
            });
        }
        self.composer.push_marked(words, &marks);
    }
}

/// A mark in a text that has lost its first bytes.
fn clipped(mark: Mark, cut: usize, length: usize) -> Option<Mark> {
    let moved = |place: u32| (place as usize).saturating_sub(cut).min(length);
    let span = Span::new(moved(mark.span.start)..moved(mark.span.end));
    (!span.is_empty()).then_some(Mark { span, ..mark })
}
