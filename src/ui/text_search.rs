//! Draws the prompt over all texts and what was found.

use ratatui::buffer::Buffer;

use crate::app::State;
use crate::app::searching::text_search::TextResult;
use crate::library::{Library, Place};
use crate::search::fulltext::Excerpt;
use crate::text::Part;
use crate::text::width::{columns, truncate};
use crate::ui::finder::standing;
use crate::ui::paint::{Line, put, put_styled, restyle};
use crate::ui::theme::Theme;
use crate::ui::words;

/// Columns that the text before the first hit may take, where not all of the line fits.
const LEAD: usize = 12;

/// Draws the prompt, what is to be said of it, and the results. Returns where the cursor stands.
pub(super) fn draw(state: &State, theme: &Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let areas = state.areas();
    let line = Line { column: areas.prompt.column, row: areas.prompt.row, width: areas.prompt.width };
    let cursor = prompt(state, theme, buffer, line);
    if areas.remark.height > 0 {
        remark(
            state,
            theme,
            buffer,
            Line { column: areas.remark.column, row: areas.remark.row, width: areas.remark.width },
        );
    }
    let results = &state.text_search.results;
    for ((at, found), row) in results.visible(areas.results.height.into()).zip(areas.results.rows()) {
        let line = Line { column: areas.results.column, row, width: areas.results.width };
        result(&state.shelf.library, found, theme, buffer, line);
        if at == results.selected() {
            restyle(buffer, line, theme.chosen(true));
        }
    }
    Some((cursor, areas.prompt.row))
}

/// Draws what is typed, and at the right what has been found and how far the search has come.
fn prompt(state: &State, theme: &Theme, buffer: &mut Buffer, line: Line) -> u16 {
    let search = &state.text_search;
    let nothing = search.prompt.text().is_empty();
    let found = if nothing { String::new() } else { words::tally(search.tally(), search.is_searching()) };
    let found_width = u16::try_from(columns(&found)).unwrap_or(0);
    put(buffer, line.after(line.width.saturating_sub(found_width)), &found, theme.faint());
    let name = if search.expression { words::EXPRESSION_PROMPT } else { words::TEXT_PROMPT };
    let used = put(buffer, line, name, theme.pane_title(true));
    let field = Line { width: line.width.saturating_sub(found_width + 1), ..line }.after(used);
    super::status::field(&search.prompt, theme, buffer, field)
}

fn remark(state: &State, theme: &Theme, buffer: &mut Buffer, line: Line) {
    let hint = if state.text_search.expression { words::EXPRESSION_HINT } else { words::TEXT_HINT };
    let (said, style) = match state.text_search.trouble() {
        Some(trouble) => (trouble, theme.trouble()),
        None => (hint, theme.faint()),
    };
    let line = line.after(1);
    put(buffer, line, &truncate(said, line.width.into()), style);
}

/// Draws one result: the line of the first hit, how many there are, and where it stands.
fn result(library: &Library, (entry, found): &TextResult, theme: &Theme, buffer: &mut Buffer, line: Line) {
    let parts = library.crumbs(Place { entry: *entry, heading: found.heading, offset: found.first.start });
    let folders = library.index(*entry).map_or_else(Vec::new, |index| library.folders(index));
    let text = Line { width: line.width.saturating_sub(1) * 3 / 5, ..line.after(1) };
    let used = excerpt(&found.excerpt, theme, buffer, text);
    let count = line.after(1 + used + 2);
    let counted = put(buffer, count, &words::times(found.hits), theme.plain());
    let place = count.after(counted + 2);
    put(buffer, place, &standing(&folders, &parts, place.width.into()), theme.faint());
}

/// Draws a line with what was found in it, from so far on that the first hit is seen. Returns the columns used.
fn excerpt(excerpt: &Excerpt, theme: &Theme, buffer: &mut Buffer, line: Line) -> u16 {
    let width = usize::from(line.width);
    let start = first_shown(excerpt, width);
    let all = &*excerpt.text;
    let lead = if start > 0 || excerpt.cut_before { put(buffer, line, words::CUT, theme.faint()) } else { 0 };
    let line = line.after(lead);
    let rest = all.part(start..all.len());
    let shown = truncate(rest, line.width.into());
    let used = put_styled(buffer, line, &shown, 0, |offset| {
        let at = u32::try_from(start + offset).unwrap_or(u32::MAX);
        let matched = excerpt.marks.iter().any(|mark| mark.contains(at)) && rest.is_char_boundary(offset);
        if matched { theme.matched(false) } else { theme.plain() }
    });
    let cut = excerpt.cut_behind && shown.len() == rest.len();
    lead + used + if cut { put(buffer, line.after(used), words::CUT, theme.faint()) } else { 0 }
}

/// The byte of an excerpt from which on it is shown: its beginning where the first hit is seen then.
fn first_shown(excerpt: &Excerpt, width: usize) -> usize {
    let all = &*excerpt.text;
    let (start, end) = excerpt.marks.first().map_or((0, 0), |mark| (mark.start as usize, mark.end as usize));
    if columns(all.part(0..end)) + 2 <= width {
        return 0;
    }
    let before = all.part(0..start);
    let wanted = |at: &usize| columns(before.part(*at..start)) <= LEAD.min(width / 3);
    before.char_indices().map(|(at, _)| at).find(wanted).unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn the_first_hit_is_always_seen() {
        let check = |before: &str, width: usize, expected: &str| {
            let text = format!("{before}问题在此");
            let marks = vec![Span::new(before.len()..before.len() + "问题".len())];
            let excerpt = Excerpt { text: text.as_str().into(), marks, ..Excerpt::default() };
            assert_eq!(text.part(first_shown(&excerpt, width)..text.len()), expected, "{width}");
        };
        check("", 10, "问题在此");
        check("存在的", 20, "存在的问题在此");
        check("我们在工作中还存在着很多的", 30, "在着很多的问题在此");
        check("我们在工作中还存在着很多的", 6, "的问题在此");
        check("我们在工作中还存在着很多的", 0, "问题在此");
    }
}
