//! Draws the ruler at the right edge of the page: the sections of the report, and the part of it that is seen.

use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

use crate::app::page::Page;
use crate::app::panes::Area;
use crate::outline::Document;
use crate::text::Span;
use crate::ui::paint::{Line, ornament};
use crate::ui::theme::Theme;

/// The headings that are marked stand under so many others at most.
const DEEPEST: u8 = 1;

/// What stands in a row of the ruler.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Row {
    seen: bool,
    /// Whether something was found there.
    found: bool,
    /// The depth of the topmost heading that begins there.
    section: Option<u8>,
}

/// Draws the ruler; nothing where all of the text is seen.
pub(super) fn draw(page: &Page, document: &Document, theme: &Theme, buffer: &mut Buffer, area: Area) {
    let mut shown = page.view().iter().filter(|line| !line.span.is_empty()).map(|line| line.span);
    let Some(first) = shown.next() else { return };
    let seen = Span { start: first.start, end: shown.next_back().unwrap_or(first).end };
    let rows = rows(document, seen, page.find.matches(), area.height);
    for (row, at) in rows.iter().zip(area.rows()) {
        let line = Line { column: area.column, row: at, width: area.width };
        if row.found {
            ornament(
                buffer,
                line,
                if row.seen { "█" } else { "━" },
                theme.matched(false).remove_modifier(Modifier::UNDERLINED),
            );
            continue;
        }
        match (row.seen, row.section) {
            (true, _) => ornament(buffer, line, "█", theme.faint()),
            (false, Some(0)) => ornament(buffer, line, "┥", theme.pane_title(false)),
            (false, Some(_)) => ornament(buffer, line, "┤", theme.faint()),
            (false, None) => ornament(buffer, line, "│", theme.faint()),
        }
    }
}

/// The rows of a ruler of a height: the share of the text that is seen, where something was found, where sections begin. None where all of the
/// text is seen. Costs a search for each row, however many headings there are.
fn rows(document: &Document, seen: Span, found: &[Span], height: u16) -> Vec<Row> {
    let length = u64::from(document.blocks.last().map_or(0, |block| block.span.end).max(1));
    let rows = u64::from(height);
    let to = (u64::from(seen.end) * rows).div_ceil(length);
    let from = (u64::from(seen.start) * rows / length).min(to.saturating_sub(1));
    if to >= rows && document.blocks.first().is_some_and(|block| seen.start <= block.span.start) {
        return Vec::new();
    }
    let headings = document.outline.headings();
    let first_at = |row: u64| headings.partition_point(|heading| u64::from(heading.span.start) * rows < row * length);
    let found_at = |row: u64| found.partition_point(|found| u64::from(found.start) * rows < row * length);
    let row = |at: u64| {
        let begin = headings.get(first_at(at)..first_at(at + 1)).unwrap_or_default();
        let section = begin.iter().take(64).map(|heading| heading.depth).min().filter(|depth| *depth <= DEEPEST);
        let found = found_at(at) < found_at(at + 1);
        Row { seen: (from..to).contains(&at), found, section }
    };
    (0..rows).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{self, Options};
    use std::path::Path;

    #[test]
    fn sections_and_what_is_seen_stand_where_they_are_in_the_text() {
        let body = "We measured the results.\n\n".repeat(20);
        let text = format!("# a\n\n{body}## b\n\n{body}### c\n\n{body}# d\n\n{body}");
        let document = formats::read(Path::new("x.md"), text.as_bytes(), &Options::default());
        let length = document.blocks.last().unwrap().span.end;
        let found = [Span { start: length / 8 + 1, end: length / 8 + 2 }, Span { start: length - 2, end: length }];
        let shown_with = |seen: Span, found: &[Span]| -> String {
            let row = |row: &Row| match (row.found, row.seen, row.section) {
                (true, _, _) => '!',
                (false, true, _) => '#',
                (false, false, Some(depth)) => char::from(b'0' + depth),
                (false, false, None) => '.',
            };
            rows(&document, seen, found, 8).iter().map(row).collect()
        };
        let shown = |seen: Span| shown_with(seen, &[]);
        assert_eq!(shown_with(Span { start: 0, end: length / 4 }, &found), "#!1...0!");
        assert_eq!(shown(Span { start: 0, end: length / 4 }), "##1...0.");
        assert_eq!(shown(Span { start: length / 2 + 1, end: length * 5 / 8 - 1 }), "0.1.#.0.");
        assert_eq!(shown(Span { start: 0, end: length }), "");
    }
}
