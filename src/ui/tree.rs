//! Draws the tree.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::app::State;
use crate::app::panes::{Area, Focus};
use crate::app::tree::{INDENT, Row};
use crate::text::width::{columns, truncate};
use crate::ui::paint::{Line, ornament, put, restyle};
use crate::ui::theme::Theme;
use crate::ui::words;

/// Draws the tree with its title, and the divider.
pub(super) fn draw(state: &State, theme: &Theme, buffer: &mut Buffer) {
    let areas = state.areas();
    if areas.tree.height == 0 {
        return;
    }
    let focused = state.panes.focus == Focus::Tree;
    title(state, theme, buffer, areas.tree_title, focused);
    let library = &state.shelf.library;
    let cursor = state.tree.cursor(library);
    let rows = state.tree.rows(library, state.tree.top(), areas.tree.height.into());
    for (row, at) in rows.iter().zip(areas.tree.row..) {
        let line = Line { column: areas.tree.column, row: at, width: areas.tree.width };
        draw_row(row, theme, buffer, line);
        if cursor == Some(row.node) {
            restyle(buffer, line, theme.chosen(focused));
        }
    }
    for row in areas.divider.row..areas.divider.row + areas.divider.height {
        ornament(buffer, Line { column: areas.divider.column, row, width: areas.divider.width }, "│", theme.faint());
    }
}

fn title(state: &State, theme: &Theme, buffer: &mut Buffer, area: Area, focused: bool) {
    let line = Line { column: area.column, row: area.row, width: area.width };
    let name = truncate(&state.shelf.name, area.width.into());
    put(buffer, line, &name, theme.pane_title(focused));
}

/// Guides, fold mark, label, and at the right how many headings are hidden inside.
fn draw_row(row: &Row, theme: &Theme, buffer: &mut Buffer, line: Line) {
    let mark = row.mark_column(line.width);
    for at in (0..mark).step_by(INDENT.into()) {
        ornament(buffer, line.after(at), "│", theme.faint());
    }
    ornament(buffer, line.after(mark), fold_mark(row.open), theme.faint());
    let count = if row.open == Some(false) && row.headings > 0 { format!(" {}", row.headings) } else { String::new() };
    let mut label = line.after(mark.saturating_add(2));
    if row.missing.is_some() {
        label = label.after(put(buffer, label, words::BREAK, theme.trouble()));
    }
    let room = usize::from(label.width).saturating_sub(columns(&count));
    put(buffer, label, &truncate(&row.label, room), theme.row(row.kind));
    put_right(buffer, line, &count, theme.faint());
}

fn put_right(buffer: &mut Buffer, line: Line, text: &str, style: Style) {
    let width = u16::try_from(columns(text)).unwrap_or(u16::MAX);
    put(buffer, line.after(line.width.saturating_sub(width)), text, style);
}

fn fold_mark(open: Option<bool>) -> &'static str {
    match open {
        None => "·",
        Some(true) => "▾",
        Some(false) => "▸",
    }
}

/// The titles above a heading, and its own, behind the name of the report; as much of the end as fits.
pub(super) fn breadcrumb(parts: &[String], width: usize) -> String {
    for skipped in 0..parts.len() {
        let kept = parts.iter().skip(skipped).map(String::as_str);
        let lead = (skipped > 0).then_some("…");
        let joined = lead.into_iter().chain(kept).collect::<Vec<_>>().join(words::CRUMB);
        if columns(&joined) <= width {
            return joined;
        }
    }
    parts.last().map_or_else(String::new, |last| truncate(last, width).into_owned())
}
