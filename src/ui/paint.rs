//! Text into cells: the only place that writes to the buffer.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::style::Style;

use crate::text::width::{Ambiguous, ambiguous, cells};

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
    put_styled(buffer, line, text, 0, |_| style)
}

/// Writes a text in which each byte's style is given by its offset. Tabs reach as far as in a text that begins in
/// `column` of its line.
pub(super) fn put_styled(
    buffer: &mut Buffer,
    line: Line,
    text: &str,
    column: u16,
    style: impl Fn(usize) -> Style,
) -> u16 {
    let mut used: u16 = 0;
    for cell in cells(text, column.into()) {
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
            if let Some(width) = NonZeroU16::new(width).filter(|_| ambiguous() == Ambiguous::Wide) {
                // The buffer counts ambiguous characters as narrow: it would draw a blank over their right half.
                target.set_diff_option(CellDiffOption::ForcedWidth(width));
            }
        }
    }
}

/// Has the cells behind characters that some terminals draw wider than they are (flags, joined emoji, letters with many
/// marks) drawn again with every picture, so that nothing of those is left over in them.
pub(super) fn guard(buffer: &mut Buffer) {
    const BEHIND: usize = 2;
    const SIMPLE: usize = 4;
    let mut left = 0;
    for cell in &mut buffer.content {
        if cell.symbol().len() > SIMPLE {
            left = BEHIND + 1;
        } else if left > 0 && cell.diff_option == CellDiffOption::None && cell.symbol().len() == 1 {
            cell.set_diff_option(CellDiffOption::AlwaysUpdate);
        }
        left = left.saturating_sub(1);
    }
}

/// Draws one column of what mulu itself adds to texts: bars, marks, the corners of frames. Where the terminal draws
/// those as wide as ideographs, characters of ASCII stand in for them.
pub(super) fn ornament(buffer: &mut Buffer, line: Line, symbol: &str, style: Style) {
    ornaments(buffer, line, symbol, 1, style);
}

/// Draws the same so many times.
pub(super) fn ornaments(buffer: &mut Buffer, line: Line, symbol: &str, count: u16, style: Style) {
    let symbol = if ambiguous() == Ambiguous::Wide { stand_in(symbol) } else { symbol };
    put(buffer, line, &symbol.repeat(count.into()), style);
}

fn stand_in(symbol: &str) -> &str {
    match symbol {
        "│" | "┃" => "|",
        "─" => "-",
        "━" => "=",
        "┼" | "┿" | "┌" | "┐" | "└" | "┘" | "┥" | "┤" => "+",
        "█" => "#",
        "▾" => "v",
        "▸" => ">",
        "·" => "-",
        _ => symbol,
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
