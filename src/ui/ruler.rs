//! Draws the ruler at the right edge of the page: the sections of the report, and the part of it that is seen.

use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

use crate::app::page::Page;
use crate::app::page::ruler::Ruler;
use crate::app::panes::Area;
use crate::outline::Document;
use crate::text::Span;
use crate::ui::paint::{Line, ornament};
use crate::ui::theme::Theme;

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
    let Some(seen) = page.seen() else { return };
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

/// The rows of a ruler of a height: the share of the text that is seen, where something was found, where sections
/// begin. None where all of the text is seen. Costs a search for each row, however many headings there are.
fn rows(document: &Document, seen: Span, found: &[Span], height: u16) -> Vec<Row> {
    let ruler = Ruler::new(document, height);
    let shown = ruler.rows(seen);
    if shown.is_empty() {
        return Vec::new();
    }
    let found_before = |at: u32| found.partition_point(|found| found.start < at);
    let row = |at: u16| {
        let part = ruler.part(at);
        let found = found_before(part.start) < found_before(part.end);
        Row { seen: shown.contains(&at), found, section: ruler.heading(at).map(|heading| heading.depth) }
    };
    (0..height).map(row).collect()
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
