//! A section that is exported: what of a document belongs to it.

use crate::outline::{BlockKind, Document, MarkKind};
use crate::text::{Part, Span};

/// A section with all that stands under it, or a whole report.
#[derive(Clone, Copy, Debug)]
pub struct Section<'a> {
    /// The report.
    pub document: &'a Document,
    /// The heading; `None` for the whole report.
    pub heading: Option<u32>,
    /// The title of the report, or the name of its file.
    pub report: &'a str,
    /// From where it comes, as its address.
    pub address: &'a str,
    /// The part of its text that is meant, where that is not all of it.
    pub part: Option<Span>,
}

impl<'a> Section<'a> {
    /// Its title.
    pub fn title(&self) -> &'a str {
        self.heading.map_or(self.report, |heading| self.document.outline.title(heading))
    }

    /// Its text as it was extracted.
    pub fn text(&self) -> &'a str {
        self.document.text.as_str().span(self.span())
    }

    /// Where it stands in the text.
    pub fn span(&self) -> Span {
        let length = self.document.text.len();
        let section = self.heading.map(|heading| self.document.outline.section(heading, length));
        self.part.or(section).unwrap_or(Span { start: 0, end: length })
    }

    /// Its parts in order, each with the text of it that belongs to the section.
    pub(super) fn parts(&self) -> Vec<BlockPart> {
        let (document, span) = (self.document, self.span());
        let first = document.blocks.partition_point(|block| block.span.end <= span.start);
        let blocks = document.blocks.iter().skip(first).take_while(|block| block.span.start < span.end);
        let first_in =
            |part: Span| document.outline.headings().partition_point(|heading| heading.span.start < part.start);
        let in_part = self.part.map(|part| u32::try_from(first_in(part)).unwrap_or(u32::MAX));
        let mut unseen = in_part.or(self.heading).unwrap_or(0);
        let mut parts = Vec::new();
        for block in blocks.filter(|block| block.kind != BlockKind::Boilerplate) {
            while let Some(heading) =
                document.outline.get(unseen).filter(|heading| heading.span.start <= block.span.start)
            {
                // Only contents of a book know it: no words of the text are its title.
                if heading.span.is_empty() {
                    parts.push(self.heading_part(unseen, heading.span));
                }
                unseen += 1;
            }
            let within = Span { start: block.span.start.max(span.start), end: block.span.end.min(span.end) };
            parts.push(match document.outline.at(within.start) {
                Some(heading) if block.kind == BlockKind::Heading => self.heading_part(heading, within),
                _ => BlockPart { kind: block.kind, depth: block.depth, heading: None, level: 1, span: within },
            });
        }
        parts
    }

    /// The rows of a table, cells parted by tabs, each with whether it heads the columns.
    pub(super) fn rows(&self, table: Span) -> impl Iterator<Item = (&'a str, bool)> {
        let document = self.document;
        let first = document.marks.partition_point(|mark| mark.span.start < table.start);
        let mut inside = document.marks.iter().skip(first).take_while(|mark| mark.span.start < table.end);
        let head = inside.find(|mark| mark.kind == MarkKind::Head).map_or(table.start, |mark| mark.span.end);
        let mut start = table.start;
        document.text.as_str().span(table).lines().map(move |row| {
            let is_head = start < head;
            start += u32::try_from(row.len() + 1).unwrap_or(1);
            (row, is_head)
        })
    }

    fn heading_part(&self, heading: u32, span: Span) -> BlockPart {
        let depth = |heading: u32| self.document.outline.get(heading).map_or(0, |heading| heading.depth);
        let level = depth(heading).saturating_sub(self.heading.map_or(0, depth)) + 1;
        BlockPart { kind: BlockKind::Heading, depth: 0, heading: Some(heading), level, span }
    }
}

/// A block, or what of it belongs to a section.
#[derive(Clone, Copy, Debug)]
pub(super) struct BlockPart {
    /// What it is.
    pub(super) kind: BlockKind,
    /// How deep it is nested in lists and quotes, from 0.
    pub(super) depth: u8,
    /// The heading that it is.
    pub(super) heading: Option<u32>,
    /// The level of a heading, from 1.
    pub(super) level: u8,
    /// Its text; empty for a heading that stands in no text.
    pub(super) span: Span,
}
