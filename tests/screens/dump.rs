//! The screen as a text, and as a picture.

use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// The rows of a screen, and below them the styles that carry meaning: what is chosen, what
/// matched, what differs, links and their letters, the cursor.
pub(crate) fn dump(buffer: &Buffer, cursor: Option<(u16, u16)>) -> String {
    let mut picture = String::new();
    let mut meaning = String::new();
    for row in 0..buffer.area.height {
        let text: String = cells(buffer, row).map(|(_, cell)| cell.symbol()).collect();
        picture.push_str(text.trim_end());
        picture.push('\n');
        let styled = |holds: &dyn Fn(&Cell) -> bool| -> String {
            cells(buffer, row).filter(|(_, cell)| holds(cell)).map(|(_, cell)| cell.symbol()).collect()
        };
        let is_hint = |cell: &Cell| cell.modifier.contains(Modifier::REVERSED) && cell.fg == Color::Magenta;
        let is_chosen = |cell: &Cell| cell.modifier.contains(Modifier::REVERSED) && !is_hint(cell);
        let (hints, chosen) = (styled(&is_hint), styled(&is_chosen));
        let bright = styled(&|cell| is_chosen(cell) && !cell.modifier.contains(Modifier::DIM));
        let matched = styled(&|cell| cell.fg == Color::Yellow);
        let differing = |color| styled(&|cell| cell.fg == color && cell.modifier.contains(Modifier::UNDERLINED));
        let (removed, added, links) = (differing(Color::Red), differing(Color::Green), differing(Color::Blue));
        let moved = differing(Color::Magenta);
        let keys = if bright.trim().is_empty() { "chosen, without the keys" } else { "chosen" };
        for (name, text) in [
            (keys, chosen),
            ("matched", matched),
            ("removed", removed),
            ("added", added),
            ("moved", moved),
            ("links", links),
            ("letters", hints),
        ] {
            if !text.trim().is_empty() {
                meaning.push_str(&format!("{name} in row {row}: {}\n", text.trim()));
            }
        }
    }
    if let Some((column, row)) = cursor {
        meaning.push_str(&format!("cursor in row {row}, column {column}\n"));
    }
    format!("{picture}--\n{meaning}")
}

/// The cells of a row with their columns; the second half of a wide character is none.
fn cells(buffer: &Buffer, row: u16) -> impl Iterator<Item = (u16, &Cell)> {
    let mut skip = 0;
    (0..buffer.area.width).filter_map(move |column| {
        let cell = buffer.cell((column, row))?;
        if skip > 0 {
            skip -= 1;
            return None;
        }
        skip = match cell.diff_option {
            CellDiffOption::ForcedWidth(width) => usize::from(width.get()) - 1,
            _ => cell.symbol().width().saturating_sub(1),
        };
        Some((column, cell))
    })
}

/// Pixels of a cell.
const CELL: (u16, u16) = (9, 20);

/// The screen as an SVG picture.
pub(crate) fn svg(buffer: &Buffer) -> String {
    let (width, height) = (buffer.area.width * CELL.0, buffer.area.height * CELL.1);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"-12 -12 {0} {1}\">\n\
         <rect x=\"-12\" y=\"-12\" width=\"{0}\" height=\"{1}\" rx=\"8\" fill=\"#1d2330\"/>\n\
         <g font-family=\"ui-monospace, 'Noto Sans Mono CJK SC', 'Sarasa Mono SC', monospace\" font-size=\"15\">\n",
        width + 24,
        height + 24
    );
    for row in 0..buffer.area.height {
        for (column, cell) in cells(buffer, row) {
            svg_cell(&mut svg, column, row, cell);
        }
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

fn svg_cell(svg: &mut String, column: u16, row: u16, cell: &Cell) {
    let (x, y) = (column * CELL.0, row * CELL.1);
    let width = CELL.0 * u16::try_from(cell.symbol().width().max(1)).unwrap_or(1);
    let reversed = cell.modifier.contains(Modifier::REVERSED);
    let color = color(cell.fg, cell.modifier.contains(Modifier::DIM) && !reversed);
    let ink = if reversed { "#1d2330" } else { color };
    if reversed {
        svg.push_str(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" fill=\"{color}\"/>\n",
            CELL.1
        ));
    }
    if cell.symbol().trim().is_empty() {
        return;
    }
    let weight = if cell.modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let symbol = cell.symbol().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let base = y + 15;
    svg.push_str(&format!(
        "<text x=\"{x}\" y=\"{base}\" fill=\"{ink}\"{weight} textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\">{symbol}</text>\n"
    ));
}

fn color(color: Color, dim: bool) -> &'static str {
    match color {
        _ if dim => "#7a8396",
        Color::Cyan => "#6fd0d6",
        Color::Blue => "#79aef5",
        Color::Green => "#98c379",
        Color::Yellow => "#ebc668",
        Color::Red => "#f07178",
        _ => "#d8dee9",
    }
}
