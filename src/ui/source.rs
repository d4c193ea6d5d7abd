//! Draws the source of a report over the whole screen.

use ratatui::buffer::Buffer;

use crate::app::panes::Panes;
use crate::app::sheet::source::Source;
use crate::outline::BlockKind;
use crate::text::Part;
use crate::text::width::truncate;
use crate::ui::paint::{Line, put};
use crate::ui::theme::Theme;
use crate::ui::words;

/// Draws the rows between the title and the last row of the screen.
pub(super) fn draw(source: &Source, panes: &Panes, theme: &Theme, buffer: &mut Buffer) {
    let line = |row| Line { column: 0, row, width: panes.width };
    let title = words::source(&source.name, source.extracted);
    put(buffer, line(0), &truncate(&title, panes.width.into()), theme.pane_title(true));
    if source.is_waiting() {
        put(buffer, line(1), words::READING, theme.plain());
    }
    let numbers = source.gutter().saturating_sub(3);
    let rows = source.view(panes.width, panes.height.saturating_sub(2).into());
    for (row, at) in rows.iter().zip(1..) {
        if let Some(number) = row.number {
            put(buffer, line(at), &format!("{number:>0$}", numbers.into()), theme.faint());
            let sign = if row.heading { words::HEADING_LINE } else { " " };
            put(buffer, line(at).after(numbers + 1), sign, theme.block(BlockKind::Heading));
        }
        let kind = if row.heading { BlockKind::Heading } else { BlockKind::Paragraph };
        put(buffer, line(at).after(source.gutter()), source.text().span(row.span), theme.block(kind));
    }
    let left = put(buffer, line(panes.height - 1), words::SHEET_LEAVE, theme.faint());
    put(buffer, line(panes.height - 1).after(left + 3), &words::lines(source.last_line()), theme.faint());
}
