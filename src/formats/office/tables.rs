//! The tables that a document is in the middle of.

use super::Piece;

/// The most columns that a cell may cover.
const WIDEST: usize = 64;

/// The tables that are open, each in a cell of the one before.
#[derive(Debug, Default)]
pub(in crate::formats) struct Tables(Vec<Table>);

#[derive(Debug, Default)]
struct Table {
    columns: usize,
    begun: bool,
    /// Where the text of the row begins.
    row: usize,
    removed: bool,
    /// Whether the row names the columns of the table.
    heads: bool,
    /// The columns that the cell covers, and those behind the last cell.
    span: usize,
    behind: usize,
}

impl Tables {
    /// A table begins.
    pub(in crate::formats) fn begin(&mut self) {
        self.0.push(Table::default());
    }

    /// The table has more columns.
    pub(in crate::formats) fn add_columns(&mut self, columns: usize) {
        if let Some(table) = self.0.last_mut() {
            table.columns = table.columns.saturating_add(columns);
        }
    }

    /// A row begins.
    pub(in crate::formats) fn begin_row(&mut self, sink: &mut Vec<Piece>) {
        let Some(table) = self.0.last_mut() else { return };
        if !std::mem::replace(&mut table.begun, true) {
            sink.push(Piece::Table { columns: table.columns });
        }
        *table = Table { columns: table.columns, begun: true, row: sink.len(), span: 1, ..Table::default() };
    }

    /// The row leaves columns empty at its beginning.
    pub(in crate::formats) fn pass(&mut self, columns: usize, sink: &mut Vec<Piece>) {
        if columns > 0 && self.0.last().is_some_and(|table| table.begun) {
            sink.push(Piece::Cell(columns.min(WIDEST)));
        }
    }

    /// The row leaves columns empty at its end.
    pub(in crate::formats) fn leave(&mut self, columns: usize) {
        if let Some(table) = self.0.last_mut() {
            table.behind = columns.min(WIDEST);
        }
    }

    /// The row is to be removed.
    pub(in crate::formats) fn remove_row(&mut self) {
        if let Some(table) = self.0.last_mut() {
            table.removed = true;
        }
    }

    /// The row names the columns of the table.
    pub(in crate::formats) fn head_row(&mut self) {
        if let Some(table) = self.0.last_mut() {
            table.heads = true;
        }
    }

    /// The open cell covers several columns.
    pub(in crate::formats) fn span(&mut self, columns: usize) {
        if let Some(table) = self.0.last_mut() {
            table.span = columns.clamp(1, WIDEST);
        }
    }

    /// A cell ends.
    pub(in crate::formats) fn end_cell(&mut self, sink: &mut Vec<Piece>) {
        if let Some(table) = self.0.last_mut().filter(|table| table.begun) {
            sink.push(Piece::Cell(table.span));
            table.span = 1;
        }
    }

    /// A row ends.
    pub(in crate::formats) fn end_row(&mut self, sink: &mut Vec<Piece>) {
        let Some(table) = self.0.last_mut().filter(|table| table.begun) else { return };
        if table.removed {
            sink.truncate(table.row);
            return;
        }
        if table.behind > 0 {
            sink.push(Piece::Cell(table.behind));
        }
        sink.push(if table.heads { Piece::HeadRow } else { Piece::Row });
    }

    /// A table ends.
    pub(in crate::formats) fn end(&mut self, sink: &mut Vec<Piece>) {
        if self.0.pop().is_some_and(|table| table.begun) {
            sink.push(Piece::End);
        }
    }
}
