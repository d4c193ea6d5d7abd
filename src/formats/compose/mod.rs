//! The document that a reader of marked text builds, piece by piece, in the order of the text.

mod found;
mod looks;
mod marks;
mod notes;
mod pages;
mod pictures;
mod references;
mod titles;

pub(super) use found::{detected, filled, joined};
use notes::Notes;
use pages::Pages;
use pictures::depth_of;
pub(super) use pictures::{Picture, bare, bracketed};
use references::Anchors;
pub(super) use references::{References, is_name_of_note, is_note, note};
pub(super) use titles::{Listed, numbered, titles};

use std::num::NonZeroU32;

use crate::outline::detect::{Belief, Look};
use crate::outline::number::mark;
use crate::outline::{Block, BlockKind, Confidence, Document, Mark, MarkKind, NewHeading, Origin, OutlineBuilder};
use crate::text::{Part, Span, Text, needs_space};

/// Takes blocks and the pieces of their text, and keeps the invariants of a [`Document`].
///
/// Blocks stand a blank line apart, items of lists a line. A block without text is left out, and so is white space at
/// its end. Marks lie within blocks.
#[derive(Debug, Default)]
pub(super) struct Composer {
    text: String,
    blocks: Vec<Block>,
    marks: Vec<Mark>,
    /// Marks that have begun, as indices into `marks`.
    begun: Vec<usize>,
    references: References,
    anchors: Anchors,
    pages: Pages,
    notes: Notes,
    looks: Vec<Look>,
    /// The pictures without words that stand in the open block, by their references; they follow it.
    waiting: Vec<NonZeroU32>,
    outline: OutlineBuilder,
    open: Option<Open>,
    /// Whether a line of the source has ended after the last piece.
    broken: bool,
    /// How much of the text [`Composer::line`] has counted, and the line ends there.
    counted: (usize, u32),
}

/// The block that is being filled.
#[derive(Clone, Copy, Debug)]
struct Open {
    kind: BlockKind,
    depth: u8,
    look: Look,
    /// The length of the text before the block and before what separates it from the one above.
    before: usize,
    start: usize,
    /// Where the part of the block begins that no look covers yet.
    unlooked: usize,
    /// The length of the text with the bullet, the number or the label that the block begins with.
    labelled: usize,
}

impl Composer {
    /// Begins a block; the one before it ends.
    pub(super) fn begin(&mut self, kind: BlockKind, depth: usize) {
        self.end();
        let before = self.text.len();
        self.text.push_str(match self.blocks.last().map(|block| block.kind) {
            None => "",
            Some(BlockKind::Item) if kind == BlockKind::Item => "\n",
            Some(_) => "\n\n",
        });
        let depth = u8::try_from(depth).unwrap_or(u8::MAX);
        let start = self.text.len();
        for index in &self.begun {
            let at = position(&self.text);
            self.marks.iter_mut().skip(*index).take(1).for_each(|mark| mark.span = Span { start: at, end: at });
        }
        self.open = Some(Open { kind, depth, look: Look::TEXT, before, start, unlooked: start, labelled: start });
    }

    /// Whether a block has begun and not ended.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// What the open block is.
    pub(super) fn kind(&self) -> Option<BlockKind> {
        self.open.map(|open| open.kind)
    }

    /// Whether nothing stands on the last line of the open block.
    pub(super) fn is_at_line_start(&self) -> bool {
        self.block_text().is_empty() || self.block_text().ends_with('\n')
    }

    /// The text of the open block so far.
    pub(super) fn block_text(&self) -> &str {
        self.open.map_or("", |open| self.text.part(open.start..self.text.len()))
    }

    /// The line of the text that the open block begins on, from 1.
    pub(super) fn line(&mut self) -> u32 {
        let start = self.open.map_or(self.text.len(), |open| open.start);
        let (from, lines) = self.counted;
        let passed = self.text.part(from..start).bytes().filter(|byte| *byte == b'\n').count();
        let lines = lines.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        self.counted = (start.max(from), lines);
        lines.saturating_add(1)
    }

    /// Cuts the text of the open block to a number of bytes.
    pub(super) fn cut(&mut self, length: usize) {
        if let Some(open) = self.open {
            self.text.truncate(self.text.floor_char_boundary(open.start + length));
        }
    }

    /// Appends to the open block.
    pub(super) fn push(&mut self, piece: &str) {
        let Some(open) = self.open.filter(|_| !piece.is_empty()) else {
            return;
        };
        if std::mem::take(&mut self.broken) && parts_words(self.block_text(), piece) {
            self.push_space();
        }
        match open.kind {
            BlockKind::Table => self.text.push_str(&piece.replace(['\t', '\n'], " ")),
            _ => self.text.push_str(piece),
        }
    }

    /// Appends the bullet, the number or the label that the open block begins with, or its end.
    pub(super) fn push_label(&mut self, label: &str) {
        self.push(label);
        let end = self.text.len();
        self.open.iter_mut().for_each(|open| open.labelled = end);
    }

    /// Appends a piece with its marks, sorted by their start. Their spans count from the beginning of the piece.
    pub(super) fn push_marked(&mut self, piece: &str, marks: &[Mark]) {
        self.push(piece);
        if self.is_open() {
            let from = position(&self.text).saturating_sub(position(piece));
            let moved = |span: Span| Span { start: span.start + from, end: span.end + from };
            self.marks.extend(marks.iter().map(|mark| Mark { span: moved(mark.span), ..*mark }));
        }
    }

    /// Appends a space, which belongs to no mark that is still empty.
    fn push_space(&mut self) {
        let end = position(&self.text);
        self.text.push(' ');
        for mark in self.marks.iter_mut().rev().take_while(|mark| mark.span.start == end) {
            mark.span.start += 1;
        }
    }

    /// A line of the source ends: a space where it parts words.
    pub(super) fn soft_break(&mut self) {
        self.broken = true;
    }

    /// A line of the text ends; a space where a block has but one line.
    pub(super) fn hard_break(&mut self) {
        match self.open.map(|open| open.kind) {
            Some(BlockKind::Heading | BlockKind::Table) => self.soft_break(),
            Some(_) => self.end_line("\n"),
            None => {}
        }
    }

    /// A cell of a table ends that another one follows.
    pub(super) fn end_cell(&mut self) {
        self.end_line("\t");
    }

    /// A row of a table ends.
    pub(super) fn end_row(&mut self) {
        self.end_line("\n");
    }

    /// A row of a table ends that says what its columns are called, if only such rows stand before it.
    pub(super) fn end_head_row(&mut self) {
        self.end_row();
        let Some(open) = self.open.filter(|open| open.kind == BlockKind::Table) else { return };
        let rows = self.text.part(open.start..self.text.len() - 1);
        let row = open.start + rows.rfind('\n').map_or(0, |at| at + 1);
        let span = Span::new(row..self.text.len() - 1);
        let first = self.marks.iter().rposition(|mark| (mark.span.start as usize) < open.start).map_or(0, |at| at + 1);
        match self.marks.get_mut(first).filter(|mark| mark.kind == MarkKind::Head) {
            Some(head) if head.span.end + 1 == span.start => head.span.end = span.end,
            None if row == open.start => {
                self.marks.insert(first, Mark::new(MarkKind::Head, span));
                self.begun.iter_mut().filter(|index| **index >= first).for_each(|index| *index += 1);
            }
            _ => {}
        }
    }

    fn end_line(&mut self, end: &str) {
        self.broken = false;
        if self.open.is_some() {
            self.text.truncate(self.text.trim_end_matches(' ').len());
            self.text.push_str(end);
        }
    }

    /// Begins a run of characters with a meaning of its own.
    pub(super) fn begin_mark(&mut self, kind: MarkKind) {
        self.begin_mark_to(kind, None);
    }

    /// Begins the words of a link. `reference` is what the source has: an address, a path, or `#` with the name of an
    /// anchor.
    pub(super) fn begin_link(&mut self, reference: &str) {
        let target = self.references.number(reference);
        self.begin_mark_to(if is_note(reference) { MarkKind::Note } else { MarkKind::Link }, target);
    }

    /// Begins a run of characters that leads to one of the references.
    pub(super) fn begin_mark_to(&mut self, kind: MarkKind, target: Option<NonZeroU32>) {
        let at = position(&self.text);
        self.begun.push(self.marks.len());
        self.marks.push(Mark { kind, span: Span { start: at, end: at }, target });
    }

    /// The references of the links.
    pub(super) fn references(&mut self) -> &mut References {
        &mut self.references
    }

    /// Names the place where the next piece of text stands; links lead there.
    pub(super) fn anchor(&mut self, name: &str) {
        let at = self.position();
        self.anchors.note(name, at);
    }

    /// Names a place in the open block, in bytes from its beginning.
    pub(super) fn anchor_within(&mut self, name: &str, at: usize) {
        let start = self.open.map_or(self.text.len(), |open| open.start);
        self.anchors.note(name, u32::try_from(start + at).unwrap_or(u32::MAX));
    }

    /// A page of print begins at a place that was told before, in the order of the places. One that has no name, or too
    /// long a one, is left out.
    pub(super) fn page_at(&mut self, label: &str, at: u32) {
        self.pages.begin(label, at);
    }

    /// A page of print begins with the next piece of text. One that has no name, or too long a one, is left out.
    pub(super) fn page(&mut self, label: &str) {
        let at = self.position();
        self.pages.begin(label, at);
    }

    /// Ends the run that was begun last.
    pub(super) fn end_mark(&mut self) {
        let end = position(&self.text);
        if let Some(mark) = self.begun.pop().and_then(|index| self.marks.get_mut(index)) {
            mark.span.end = end.max(mark.span.start);
        }
    }

    /// Ends the open block.
    pub(super) fn end(&mut self) {
        self.close();
    }

    /// Ends the open block; returns where it stands, if it has text. The pictures that wait follow it.
    pub(super) fn close(&mut self) -> Option<Span> {
        let depth = self.open.map_or(0, |open| open.depth);
        let found = self.close_block();
        for target in std::mem::take(&mut self.waiting) {
            self.lone_picture(target, depth.into());
        }
        found
    }

    fn close_block(&mut self) -> Option<Span> {
        self.broken = false;
        if self.part_pictures() {
            return None;
        }
        let open = self.open.take()?;
        let text = self.text.part(open.start..self.text.len());
        let length = match open.kind {
            BlockKind::Code | BlockKind::Table => text.trim_end_matches('\n').len(),
            _ => text.trim_end().len(),
        };
        let found = if text.trim().is_empty() {
            self.text.truncate(open.before);
            None
        } else {
            self.text.truncate(open.start + length);
            let span = Span::new(open.start..self.text.len());
            let block = Block { kind: open.kind, depth: open.depth, span };
            let block = match self.is_picture(block) {
                true => Block { kind: BlockKind::Image, depth: depth_of(block.kind, block.depth), ..block },
                false => block,
            };
            let fixed = open.look.fixed || block.kind != BlockKind::Paragraph;
            self.blocks.push(block);
            self.looks.push(Look { span: Span::new(open.unlooked..self.text.len()), fixed, ..open.look });
            Some(span)
        };
        self.clip_marks(Span::new(open.start..open.start));
        self.clip();
        self.part_marks();
        found
    }

    /// Takes back what was noted of places behind the end of the text.
    fn clip(&mut self) {
        let end = self.position();
        self.anchors.clip(end);
        self.pages.clip(end);
        self.clip_looks();
    }

    /// Ends the open block as a heading of the outline, if it has text. `line` is that of the source, from 1.
    pub(super) fn end_heading(&mut self, level: u8, line: u32) {
        if let Some(span) = self.close() {
            let title = self.text.span(span);
            let number = mark(title).map_or(0, |mark| mark.len);
            let (origin, confidence) = (Origin::Marked, Confidence::CERTAIN);
            self.outline.push(NewHeading { level, title, number, span, line, origin, confidence });
        }
    }

    /// Where the next piece of text would stand; between blocks, a place between them.
    pub(super) fn position(&self) -> u32 {
        position(&self.text) + u32::from(self.open.is_none() && !self.text.is_empty())
    }

    /// The document of a format, of all that was composed.
    pub(super) fn finish(mut self, format: &'static str) -> Document {
        self.end();
        self.marks.retain(|mark| !mark.span.is_empty());
        let outline = self.outline.finish();
        let pages = self.pages.starts(&self.text, &self.blocks);
        let (targets, images) =
            references::resolve(&self.references, &self.anchors, &mut self.marks, (&self.text, &self.blocks), &outline);
        let notes = self.notes.spans(&self.text, &self.blocks);
        let names = self.anchors.names(&self.text, &self.blocks);
        Document {
            format,
            names,
            text: Text::new(self.text),
            blocks: self.blocks,
            marks: self.marks,
            targets,
            pages,
            notes,
            images,
            outline,
            ..Document::default()
        }
    }

    /// The document of a format that need not mark headings: where none was composed, they are detected in the
    /// paragraphs that were.
    pub(super) fn finish_detected(self, format: &'static str, belief: Belief) -> Document {
        if self.has_headings() { self.finish(format) } else { detected(self.finish_with_looks(format), belief) }
    }

    /// The document of a format, with the looks by which headings can be detected.
    pub(super) fn finish_with_looks(mut self, format: &'static str) -> Document {
        self.end();
        let looks = std::mem::take(&mut self.looks);
        Document { looks, ..self.finish(format) }
    }

    /// Whether a heading has been composed.
    pub(super) fn has_headings(&self) -> bool {
        !self.outline.is_empty()
    }
}

fn position(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// Whether the end of a line between two pieces parts words: not at the beginning of a block, and not between Chinese
/// characters.
pub(super) fn parts_words(before: &str, after: &str) -> bool {
    before.chars().next_back().zip(after.chars().next()).is_some_and(|(last, first)| needs_space(last, first))
}
