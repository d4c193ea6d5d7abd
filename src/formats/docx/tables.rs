//! Tables (ECMA-376 part 1, 17.4): their grid, and cells that cover several of its columns.

use super::properties::{number, value};
use crate::formats::office::Piece;
use crate::formats::xml::Xml;

/// The most columns that a cell may cover.
const WIDEST: usize = 64;

/// The tables that are open, each in a cell of the one before.
#[derive(Debug, Default)]
pub(super) struct Tables(Vec<Table>);

#[derive(Debug, Default)]
struct Table {
    columns: usize,
    begun: bool,
    /// Where the text of the row begins.
    row: usize,
    removed: bool,
    /// The columns that the cell covers, and those behind the last cell.
    span: usize,
    behind: usize,
}

impl Tables {
    pub(super) fn begin(&mut self) {
        self.0.push(Table::default());
    }

    /// The columns of a table.
    pub(super) fn grid(&mut self, xml: &mut Xml<'_>) {
        let mut columns = 0;
        xml.each(|element| {
            columns += usize::from(element.name == "gridCol");
            element.name != "tblGridChange"
        });
        if let Some(table) = self.0.last_mut() {
            table.columns = columns;
        }
    }

    pub(super) fn begin_row(&mut self, sink: &mut Vec<Piece>) {
        let Some(table) = self.0.last_mut() else { return };
        if !std::mem::replace(&mut table.begun, true) {
            sink.push(Piece::Table { columns: table.columns });
        }
        (table.row, table.removed, table.span, table.behind) = (sink.len(), false, 1, 0);
    }

    pub(super) fn row_properties(&mut self, xml: &mut Xml<'_>, sink: &mut Vec<Piece>) {
        let Some(table) = self.0.last_mut() else { return xml.pass_over() };
        xml.each(|element| {
            match element.name {
                "gridBefore" => {
                    if let Some(columns) = number::<usize>(element).filter(|columns| *columns > 0) {
                        sink.push(Piece::Cell(columns.min(WIDEST)));
                    }
                }
                "gridAfter" => table.behind = number(element).unwrap_or(0).min(WIDEST),
                "del" => table.removed = true,
                _ => {}
            }
            element.name != "trPrChange"
        });
    }

    pub(super) fn cell_properties(&mut self, xml: &mut Xml<'_>) {
        let mut span = 1;
        xml.each(|element| {
            if element.name == "gridSpan" {
                span = value(element).and_then(|value| value.parse().ok()).unwrap_or(1);
            }
            element.name != "tcPrChange"
        });
        if let Some(table) = self.0.last_mut() {
            table.span = span.clamp(1, WIDEST);
        }
    }

    pub(super) fn end_cell(&mut self, sink: &mut Vec<Piece>) {
        if let Some(table) = self.0.last_mut().filter(|table| table.begun) {
            sink.push(Piece::Cell(table.span));
            table.span = 1;
        }
    }

    pub(super) fn end_row(&mut self, sink: &mut Vec<Piece>) {
        let Some(table) = self.0.last_mut().filter(|table| table.begun) else { return };
        if table.removed {
            sink.truncate(table.row);
            return;
        }
        if table.behind > 0 {
            sink.push(Piece::Cell(table.behind));
        }
        sink.push(Piece::Row);
    }

    pub(super) fn end(&mut self, sink: &mut Vec<Piece>) {
        if self.0.pop().is_some_and(|table| table.begun) {
            sink.push(Piece::End);
        }
    }

    /// Ends all tables that are open.
    pub(super) fn close(&mut self, sink: &mut Vec<Piece>) {
        while !self.0.is_empty() {
            self.end(sink);
        }
    }
}
