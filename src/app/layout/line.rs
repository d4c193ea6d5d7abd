//! What a line of a page is: which text stands where in it, and what is drawn around that.

use std::sync::Arc;

use crate::app::layout::code::Token;
use crate::outline::BlockKind;
use crate::text::width::cells;
use crate::text::{Part, Span};

/// One line as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The text in it, from its first byte to its last; of a table the whole row; empty in a line without text, and in
    /// one that only repeats what stands elsewhere.
    pub span: Span,
    /// Empty columns before it.
    pub indent: u16,
    /// What it belongs to.
    pub kind: BlockKind,
    /// Of a heading, the number of headings that it stands under; 0 for all others.
    pub level: u8,
    /// Quotes around it: so many bars stand before it, two columns each, the last one two columns before its edge.
    pub bars: u8,
    /// Its text, from left to right.
    pub runs: Box<[Run]>,
    /// What its words are, as far as it is told: sorted and disjoint.
    pub tokens: Box<[Token]>,
    /// What is drawn beside its text.
    pub shape: Shape,
}

/// A part of the text that stands in a line. Between two runs is space: between words of a line that is stretched,
/// where a line end of the source was, or between cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where it begins, counted from the line's indent.
    pub column: u16,
    /// Its text.
    pub span: Span,
}

/// What is drawn beside the text of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Nothing.
    Text,
    /// The sides of a frame, so many columns apart from edge to edge.
    Framed(u16),
    /// The upper edge of a frame of so many columns, or its lower one.
    Edge {
        /// Columns.
        width: u16,
        /// Whether it is the upper one.
        upper: bool,
    },
    /// The sides of a frame, and between them words that are not of the text.
    Facts {
        /// Columns of the frame.
        width: u16,
        /// The words.
        facts: Arc<str>,
    },
    /// A bar before words that stand elsewhere in the text: those of a note. The span of the line is empty.
    Noted {
        /// Where a sign stands that the note goes on, counted from the line's indent.
        more: Option<u16>,
    },
    /// A rule of so many columns.
    Across(u16),
    /// A row of a table; its runs are parts of the cells.
    Row {
        /// Where the columns begin.
        stops: Arc<[u16]>,
        /// Whether the row says what the columns are called.
        head: bool,
        /// How many columns of the table are hidden behind the first one, and at the right.
        hidden: (u16, u16),
    },
    /// A rule between the rows of a table.
    Rule {
        /// Where the columns begin.
        stops: Arc<[u16]>,
        /// Columns of the whole table.
        width: u16,
        /// Whether it stands below the row that says what the columns are called.
        head: bool,
    },
}

impl Line {
    /// A line without text.
    pub fn empty(kind: BlockKind, indent: u16, shape: Shape) -> Self {
        Self {
            span: Span::default(),
            indent,
            kind,
            level: 0,
            bars: 0,
            runs: Box::default(),
            tokens: Box::default(),
            shape,
        }
    }

    /// The column of the page in which what it is begins: the sides of a frame stand before its text.
    pub fn edge(&self) -> u16 {
        match self.shape {
            Shape::Framed(_) | Shape::Facts { .. } => self.indent.saturating_sub(2),
            _ => self.indent,
        }
    }

    /// Whether a byte of the text stands in it, or before it in the same block.
    pub fn reaches(&self, offset: u32) -> bool {
        !self.span.is_empty() && self.runs.iter().any(|run| run.span.end > offset)
    }

    /// The text whose words it shows, wherever that stands.
    pub fn shown(&self) -> Span {
        match self.runs.first().zip(self.runs.last()) {
            Some((first, last)) if self.span.is_empty() => Span { start: first.span.start, end: last.span.end },
            _ => self.span,
        }
    }

    /// The column in which the character at a byte of the text begins, counted from the page's left edge; `None` where
    /// the byte stands in no run.
    pub fn column_of(&self, text: &str, offset: u32) -> Option<u16> {
        let run = self.runs.iter().find(|run| run.span.contains(offset))?;
        let before = cells(text.span(run.span), run.column.into())
            .take_while(|cell| cell.offset + run.span.start as usize <= offset as usize)
            .map(|cell| cell.width);
        // The character itself is the last of those.
        let widths: Vec<usize> = before.collect();
        let sum: usize = widths.iter().take(widths.len().saturating_sub(1)).sum();
        u16::try_from(usize::from(self.indent + run.column) + sum).ok()
    }

    /// The byte of the text that is drawn in a column of the page, the nearest one where none is; `None` in a line
    /// without text.
    pub fn offset_at(&self, text: &str, column: u16) -> Option<u32> {
        let column = column.saturating_sub(self.indent);
        let runs = self.runs.iter().filter(|run| !run.span.is_empty());
        let run = runs.clone().rev().find(|run| run.column <= column).or_else(|| runs.clone().next())?;
        let mut at = usize::from(run.column);
        let mut found = run.span.start;
        for cell in cells(text.span(run.span), at) {
            if at > usize::from(column) {
                break;
            }
            found = run.span.start.saturating_add(u32::try_from(cell.offset).unwrap_or(u32::MAX));
            at += cell.width;
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_columns_lead_to_each_other() {
        let text = "总结ab 报告";
        let runs = [Run { column: 0, span: Span::new(0..8) }, Run { column: 8, span: Span::new(9..15) }];
        let line = Line { runs: Box::new(runs), ..Line::empty(BlockKind::Paragraph, 2, Shape::Text) };
        let column = |offset: u32| line.column_of(text, offset);
        assert_eq!(
            [column(0), column(3), column(6), column(8), column(9), column(12)],
            [Some(2), Some(4), Some(6), None, Some(10), Some(12)]
        );
        let offset = |column: u16| line.offset_at(text, column);
        assert_eq!(
            [offset(0), offset(2), offset(3), offset(4), offset(7), offset(9), offset(10), offset(99)],
            [Some(0), Some(0), Some(0), Some(3), Some(7), Some(7), Some(9), Some(12)]
        );
        assert_eq!(Line::empty(BlockKind::Paragraph, 0, Shape::Text).offset_at(text, 3), None);
    }
}
