//! Draws a sheet over the whole screen.

use ratatui::buffer::Buffer;

use crate::app::State;
use crate::app::sheet::{Content, Sheet, SheetLine};
use crate::text::width::{columns, truncate};
use crate::ui::paint::{Line, put};
use crate::ui::theme::Theme;
use crate::ui::{source, words};

/// Columns for the keys.
const KEYS: u16 = 18;
/// Columns for the weight of a piece of evidence.
const WEIGHT: u16 = 8;

/// Draws the lines of the sheet that are seen.
pub(super) fn draw(sheet: &Sheet, state: &State, theme: &Theme, buffer: &mut Buffer) {
    let (width, height) = (state.panes.width, state.panes.height);
    let row = |row| Line { column: 0, row, width };
    let title = match &sheet.content {
        Content::Keys => words::KEYS_TITLE,
        Content::Why(inquiry) if inquiry.why.is_of_heading() => words::WHY_TITLE,
        Content::Why(_) => words::REPORT_TITLE,
        Content::Omissions(_) => words::OMISSIONS_TITLE,
        Content::Source(source) => return source::draw(source, &state.panes, theme, buffer),
    };
    put(buffer, row(0), title, theme.pane_title(true));
    for (line, at) in sheet.lines().iter().skip(sheet.first).zip(1..height - 1) {
        draw_line(line, theme, buffer, row(at));
    }
    put(buffer, row(height - 1), words::SHEET_LEAVE, theme.faint());
}

fn draw_line(line: &SheetLine, theme: &Theme, buffer: &mut Buffer, at: Line) {
    let mut whole = |text: &str, style| {
        put(buffer, at, &truncate(text, at.width.into()), style);
    };
    match line {
        SheetLine::Space => {}
        SheetLine::Waiting => whole(words::READING, theme.plain()),
        SheetLine::Group(group) => whole(group.title(), theme.strong()),
        SheetLine::Heading(title) => whole(title, theme.strong()),
        SheetLine::Sure(origin, confidence) => whole(&words::sure(*origin, *confidence), theme.plain()),
        SheetLine::Under(parent) => whole(&words::under(parent.as_deref()), theme.plain()),
        SheetLine::Missing(kind) => whole(&words::missing(*kind), theme.trouble()),
        SheetLine::Together(names, count) => whole(&words::together(names, *count), theme.plain()),
        SheetLine::Terms => whole(words::TERMS, theme.strong()),
        SheetLine::Rejections => whole(words::REJECTIONS, theme.strong()),
        SheetLine::Extent(section, counts) => whole(&words::extent(*section, *counts), theme.plain()),
        SheetLine::Rejected(line) => whole(line, theme.plain()),
        SheetLine::Omitted(omissions) => whole(&words::omissions(omissions), theme.strong()),
        SheetLine::Cause(cause, count) => two(buffer, at, WEIGHT, &count.to_string(), &words::cause(*cause), theme),
        SheetLine::Omission(omission) => {
            let why = words::why_omitted(omission);
            let room = usize::from(at.width).saturating_sub(columns(&why) + 2).max(usize::from(at.width) / 2);
            let path = words::omitted_path(omission);
            let used = put(buffer, at, &truncate(&path, room), theme.plain());
            let rest = at.after(used + 2);
            put(buffer, rest, &truncate(&why, rest.width.into()), theme.faint());
        }
        SheetLine::Keys(keys, help) => two(buffer, at, KEYS, keys, help, theme),
        SheetLine::Term(term) => {
            two(buffer, at, WEIGHT, &format!("{:+.1}", term.weight), words::reason(term.reason), theme);
        }
    }
}

/// Two columns, set in.
fn two(buffer: &mut Buffer, at: Line, width: u16, left: &str, right: &str, theme: &Theme) {
    put(buffer, at.after(2), &truncate(left, width.into()), theme.plain());
    let rest = at.after(2 + width);
    put(buffer, rest, &truncate(right, rest.width.into()), theme.plain());
}
