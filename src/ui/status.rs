//! Draws the status line.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::app::State;
use crate::app::input::command::Scope;
use crate::app::input::prompt::Prompt;
use crate::formats::{self, Reading};
use crate::outline::Document;
use crate::outline::detect::Belief;
use crate::text::width::{cells, columns, truncate};
use crate::text::{Part, Span};
use crate::ui::paint::{Line, put};
use crate::ui::theme::Theme;
use crate::ui::words;

/// Draws the last row: a prompt, a message, or the report and where in it the reader is. Returns where the cursor
/// stands if it is in a prompt.
pub(super) fn draw(state: &State, theme: &Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let area = state.areas().status;
    let line = Line { column: area.column, row: area.row, width: area.width };
    let right = right(state, line.width, line.width.saturating_sub(wanted(state)).into());
    let right_width = u16::try_from(columns(&right)).unwrap_or(0);
    put(buffer, line.after(line.width.saturating_sub(right_width)), &right, theme.faint());
    let left = Line { width: line.width.saturating_sub(right_width + 1), ..line };
    if let Some((asked, prompt)) = prompt(state) {
        let used = put(buffer, left, &truncate(&asked, left.width.into()), theme.strong());
        return Some((field(prompt, theme, buffer, left.after(used)), area.row));
    }
    let (said, style) = left_part(state, theme);
    put(buffer, left, &truncate(&said, left.width.into()), style);
    None
}

/// The columns that a prompt or a message takes before anything else, with a gap behind it.
fn wanted(state: &State) -> u16 {
    const GAP: usize = 2;
    let wanted = match prompt(state) {
        Some((asked, prompt)) => columns(&asked) + columns(prompt.text()) + GAP,
        None if state.trail.positions.offered().is_some() => 0,
        None => said(state).map_or(0, |said| columns(&said) + GAP),
    };
    u16::try_from(wanted).unwrap_or(u16::MAX)
}

/// The prompt that is open in this row, and what stands before it.
fn prompt(state: &State) -> Option<(String, &Prompt)> {
    let asked = state.front.ask.as_ref().map(|ask| (words::question(&ask.question), &ask.prompt));
    let filter = || Some((words::FILTER_PROMPT.to_owned(), state.tree.filter.prompt.as_ref()?));
    asked.or_else(filter).or_else(|| Some((words::FIND_PROMPT.to_owned(), state.page.find.prompt.as_ref()?)))
}

/// Draws what is typed into a prompt, scrolled so that the cursor is seen. Returns the cursor's column.
pub(super) fn field(prompt: &Prompt, theme: &Theme, buffer: &mut Buffer, line: Line) -> u16 {
    let room = usize::from(line.width.saturating_sub(1));
    let hidden = prompt.cursor_column().saturating_sub(room);
    let mut column = 0;
    let mut start = prompt.text().len();
    for cell in cells(prompt.text(), 0) {
        if column >= hidden {
            start = cell.offset;
            break;
        }
        column += cell.width;
    }
    put(buffer, line, prompt.text().part(start..prompt.text().len()), theme.plain());
    let cursor = prompt.cursor_column().saturating_sub(column);
    line.column + u16::try_from(cursor).unwrap_or(0).min(line.width.saturating_sub(1))
}

/// The message, or what can be done with what is selected, or what is offered.
fn said(state: &State) -> Option<String> {
    let offered = || state.trail.positions.offered().map(|place| words::offer(&state.shelf.library.crumbs(place)));
    let selecting = || (state.scope() == Scope::Selection).then(|| words::SELECTING.to_owned());
    state.front.message.as_ref().map(words::message).or_else(selecting).or_else(offered)
}

/// What is said, else the report, its encoding and what is wrong with it.
fn left_part(state: &State, theme: &Theme) -> (String, Style) {
    if let Some(said) = said(state) {
        return (said, theme.strong());
    }
    if state.page.hints.is_some() {
        return (words::HINTS.to_owned(), theme.strong());
    }
    let library = &state.shelf.library;
    let Some(entry) = state.page.entry().and_then(|entry| library.entry(entry)) else {
        return (state.shelf.name.clone(), theme.plain());
    };
    let mut parts = vec![entry.name()];
    let Some(report) = entry.report() else { return (parts.concat(), theme.plain()) };
    // The format is said where the name of the file says none, or another.
    let told = report.is_binary() || formats::named(&report.path).is_some_and(|named| named == report.format);
    parts.extend((!told && !report.format.is_empty()).then(|| report.format.to_owned()));
    parts.extend(report.encoding.map(str::to_owned));
    parts.extend(report.problems.iter().map(ToString::to_string));
    let style = if report.problems.is_empty() { theme.plain() } else { theme.trouble() };
    (parts.join("  "), style)
}

/// How much of the text lies above the end of the screen, in hundredths.
fn read_share(state: &State, document: &Document) -> u64 {
    let end = document.blocks.last().map_or(0, |block| block.span.end);
    let last = state.page.view().iter().rev().find(|line| !line.span.is_empty());
    u64::from(last.map_or(end, |line| line.span.end)) * 100 / u64::from(end.max(1))
}

/// What the page of print is called that is read, where the report has pages.
fn page_of_print<'a>(state: &State, document: &'a Document) -> Option<&'a str> {
    let first = state.page.seen()?.start;
    document.page_begun(Span { start: 0, end: first.saturating_add(1) }).map(|page| &*page.label)
}

/// How texts are read, where it is not as usual.
fn reading_otherwise(reading: Reading) -> String {
    let belief = (reading.belief != Belief::default()).then(|| words::confidence(reading.belief));
    let raw = reading.raw.then(|| words::RAW.to_owned());
    belief.into_iter().chain(raw).collect::<Vec<_>>().join("  ")
}

/// How often what is typed was found in the report, and which place of those is shown.
fn finding(state: &State) -> String {
    let find = &state.page.find;
    if find.prompt.as_ref().is_none_or(|prompt| prompt.text().is_empty()) {
        return String::new();
    }
    let at = state.page.matched().and_then(|at| find.matches().binary_search(&at).ok());
    words::finding(at.map_or(0, |at| at + 1), find.matches().len(), !find.is_complete())
}

/// What the tree is filtered with.
fn filtered(state: &State) -> String {
    if let Some(trouble) = state.tree.filter.trouble() {
        return words::query_error(trouble);
    }
    match state.tree.sifted() {
        Some(reports) => words::filtered(state.tree.filter.query(), reports),
        None if state.tree.filter.is_fruitless() => words::nothing_filtered(state.tree.filter.query()),
        None => String::new(),
    }
}

/// Keys typed so far, which section of how many, how far down, and the counts of the library. On a narrow screen the
/// counts give way, while reports are read the position does. What has no room is left out.
fn right(state: &State, width: u16, room: usize) -> String {
    const WIDE: u16 = 60;
    let library = &state.shelf.library;
    let arrangement = words::arrangement(state.shelf.arrangement);
    let mut parts = vec![
        state.panes.pending.shown(),
        finding(state),
        filtered(state),
        reading_otherwise(state.shelf.reading),
        arrangement,
    ];
    let reading = !state.shelf.progress.complete;
    if (width >= WIDE || !reading)
        && let Some(place) = state.page.place()
        && let Some(report) = library.report(place.entry)
    {
        let section = place.heading.map_or(0, |heading| heading + 1);
        parts.push(format!("§{section}/{}", report.outline.len()));
        if let Some(document) = state.page.document() {
            parts.extend(page_of_print(state, document).map(words::page));
            parts.push(format!("{}%", read_share(state, document)));
        }
    }
    if width >= WIDE || reading {
        parts.push(words::progress(state.shelf.progress));
        let left_out = state.shelf.progress.left_out;
        parts.extend((left_out > 0 && !reading).then(|| words::left_out(left_out)));
    }
    parts.push(words::HINT.to_owned());
    parts.retain(|part| !part.is_empty());
    while columns(&parts.join("  ")) > room {
        parts.pop();
    }
    parts.join("  ")
}
