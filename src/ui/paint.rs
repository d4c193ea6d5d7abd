//! Text into cells: the only place that writes to the buffer.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::text::width::cells;

/// A part of one row of the screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// The first column.
    pub(super) column: u16,
    /// The row.
    pub(super) row: u16,
    /// Columns.
    pub(super) width: u16,
}

impl Line {
    /// The same row, beginning so many columns further right.
    pub(super) fn after(self, columns: u16) -> Self {
        let columns = columns.min(self.width);
        Self { column: self.column + columns, width: self.width - columns, ..self }
    }
}

/// Writes a text. What does not fit is left out; what must not reach a terminal is shown as a symbol. Returns the
/// columns used.
pub(super) fn put(buffer: &mut Buffer, line: Line, text: &str, style: Style) -> u16 {
    put_styled(buffer, line, text, |_| style)
}

/// Writes a text in which each byte's style is given by its offset.
pub(super) fn put_styled(buffer: &mut Buffer, line: Line, text: &str, style: impl Fn(usize) -> Style) -> u16 {
    let mut used: u16 = 0;
    for cell in cells(text, 0) {
        let width = u16::try_from(cell.width).unwrap_or(u16::MAX);
        if width == 0 {
            continue;
        }
        if used.saturating_add(width) > line.width {
            break;
        }
        put_cell(buffer, line.column + used, line.row, &cell.text, width, style(cell.offset));
        used += width;
    }
    used
}

/// Writes one character that takes `width` columns; a tab's spaces fill a cell each.
fn put_cell(buffer: &mut Buffer, column: u16, row: u16, text: &str, width: u16, style: Style) {
    let spaces = text.starts_with(' ');
    for at in 0..width {
        let Some(target) = buffer.cell_mut((column + at, row)) else { continue };
        target.reset();
        target.set_style(style);
        if at == 0 && !spaces {
            target.set_symbol(text);
        }
    }
}

/// Gives a part of a row a style, over what stands in it.
pub(super) fn restyle(buffer: &mut Buffer, line: Line, style: Style) {
    for at in 0..line.width {
        if let Some(target) = buffer.cell_mut((line.column + at, line.row)) {
            target.set_style(style);
        }
    }
}
