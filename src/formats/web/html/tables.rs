//! Tables: those that are data, and those that only lay out a page.

use crate::formats::web::html::page::Page;
use crate::formats::web::html::tag::Tag;
use crate::formats::web::html::traits::{Traits, number};
use crate::formats::web::html::tree::{Kind, Node};

/// The bytes of text from which on a cell of several paragraphs is no cell of data.
const LONG_CELL: u64 = 1500;
/// The parts of a page from which on a cell is no cell of data.
const MANY_BLOCKS: usize = 4;
/// The most columns that a cell covers.
const WIDEST: u32 = 64;

/// Whether the table at an index lays out a page: it holds other tables, headings or long texts, or has but one
/// column. Rows, header cells, borders and captions speak for data.
pub(super) fn is_layout(nodes: &[Node<'_>], page: &Page<'_, '_>, at: usize, traits: &Traits<'_>) -> bool {
    if traits.has_role(&["presentation", "none"]) {
        return true;
    }
    let end = nodes.get(at).map_or(at, |node| node.end as usize);
    let (mut widest, mut cells, mut blocks, mut most_blocks) = (0, 0, 0, 0);
    let mut says_data = number(traits.border).is_some_and(|border| border > 0);
    let mut long = false;
    for (index, node) in nodes.iter().enumerate().take(end).skip(at + 1) {
        let Kind::Element { tag, .. } = node.kind else { continue };
        match tag {
            Tag::Table | Tag::Heading(_) | Tag::Hr | Tag::Pre => return true,
            Tag::Caption => says_data = true,
            Tag::Tr => cells = 0,
            Tag::Td | Tag::Th => {
                cells += 1;
                widest = widest.max(cells);
                blocks = 0;
                says_data |= tag == Tag::Th;
                long |= page.mass(index) > LONG_CELL;
            }
            Tag::Ul | Tag::Ol | Tag::Dl => blocks += 1,
            tag if tag.is_block() && page.mass(index) > 0 => blocks += 1,
            _ => {}
        }
        most_blocks = most_blocks.max(blocks);
    }
    widest <= 1 || most_blocks >= MANY_BLOCKS && (long || !says_data)
}

/// The columns of the open row of a table, and the cells that reach into it from the rows above.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// For each column, in how many more rows the cell from above stands.
    covered: Vec<u32>,
    column: usize,
    /// The columns that the last cell covers beyond its first.
    extra: u32,
    /// Whether the open row has a cell.
    pub(super) has_cells: bool,
    /// Whether one of its cells names no column.
    pub(super) has_data: bool,
}

impl Grid {
    /// Begins a cell; returns how many cells end before it.
    pub(super) fn begin_cell(&mut self, traits: &Traits<'_>) -> usize {
        let span = |value: &str| number(value).unwrap_or(1).clamp(1, WIDEST);
        let before = self.column;
        self.column += usize::from(self.has_cells) + self.extra as usize;
        while self.covered.get(self.column).is_some_and(|rows| *rows > 0) && self.column < WIDEST as usize {
            self.column += 1;
        }
        let (columns, rows) = (span(traits.colspan), span(traits.rowspan));
        let end = self.column + columns as usize;
        if rows > 1 && end <= 4 * WIDEST as usize {
            self.covered.resize(self.covered.len().max(end), 0);
            self.covered.iter_mut().take(end).skip(self.column).for_each(|covered| *covered = rows);
        }
        (self.extra, self.has_cells) = (columns - 1, true);
        self.column - before
    }

    /// Ends a row.
    pub(super) fn end_row(&mut self) {
        self.covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        (self.column, self.extra) = (0, 0);
        (self.has_cells, self.has_data) = (false, false);
    }
}
