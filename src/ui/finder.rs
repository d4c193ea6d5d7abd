//! Draws the search over all headings: what is looked for, and the results.

use ratatui::buffer::Buffer;

use crate::app::State;
use crate::app::searching::finder::Asked;
use crate::library::{Library, Place};
use crate::search::Hit;
use crate::text::width::{columns, truncate};
use crate::ui::paint::{Line, put, put_styled, restyle};
use crate::ui::theme::Theme;
use crate::ui::tree::breadcrumb;
use crate::ui::words;

/// Draws what is looked for and the results. Returns where the cursor stands, where there is a prompt.
pub(super) fn draw(state: &State, theme: &Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let areas = state.areas();
    let line = Line { column: areas.prompt.column, row: areas.prompt.row, width: areas.prompt.width };
    let cursor = head(state, theme, buffer, line);
    if let Some(trouble) = state.finder.trouble() {
        let remark = Line { column: areas.remark.column, row: areas.remark.row, width: areas.remark.width };
        put(buffer, remark.after(1), &words::query_error(trouble), theme.trouble());
    }
    let rows = areas.results.row..areas.results.row + areas.results.height;
    for ((at, hit), row) in state.finder.results.visible(areas.results.height.into()).zip(rows) {
        let line = Line { column: areas.results.column, row, width: areas.results.width };
        let used = if state.finder.is_prompt() { 0 } else { likeness(hit, theme, buffer, line) };
        result(&state.shelf.library, hit, theme, buffer, line.after(used));
        if at == state.finder.results.selected() {
            restyle(buffer, line, theme.chosen(true));
        }
    }
    cursor.map(|column| (column, areas.prompt.row))
}

/// Draws what is looked for, its end where it is too long, and the number of results at the right.
fn head(state: &State, theme: &Theme, buffer: &mut Buffer, line: Line) -> Option<u16> {
    let results = words::results(state.finder.total());
    let results_width = u16::try_from(columns(&results)).unwrap_or(0);
    put(buffer, line.after(line.width.saturating_sub(results_width)), &results, theme.faint());
    let left = Line { width: line.width.saturating_sub(results_width + 1), ..line };
    if let Asked::Corresponding(place) = state.finder.asked {
        let title = state.shelf.library.crumbs(place).pop().unwrap_or_default();
        let used = put(buffer, left, words::CORRESPONDING, theme.pane_title(true));
        let title_line = left.after(used);
        put(buffer, title_line, &truncate(&title, title_line.width.into()), theme.plain());
        return None;
    }
    let used = put(buffer, left, words::FINDER_PROMPT, theme.pane_title(true));
    Some(super::status::field(&state.finder.prompt, theme, buffer, left.after(used)))
}

/// Draws how like a title is to the one that is asked about. Returns the columns it took.
fn likeness(hit: &Hit, theme: &Theme, buffer: &mut Buffer, line: Line) -> u16 {
    put(buffer, line.after(1), &words::likeness(hit.score), theme.faint()) + 1
}

/// Draws one result: the title with the characters that match, and behind it where it stands.
fn result(library: &Library, hit: &Hit, theme: &Theme, buffer: &mut Buffer, line: Line) {
    let mut parts = library.crumbs(Place { entry: hit.entry, heading: hit.heading, offset: 0 });
    let title = parts.pop().unwrap_or_default();
    let folders = library.index(hit.entry).map_or_else(Vec::new, |index| library.folders(index));
    let most = usize::from(line.width) * 3 / 5;
    let shown = truncate(&title, most);
    let used = put_styled(buffer, line.after(1), &shown, 0, |offset| {
        let at = shown.get(..offset).map_or(0, |before| before.chars().count());
        let matched = u32::try_from(at).is_ok_and(|at| hit.positions.binary_search(&at).is_ok());
        if matched { theme.matched(false) } else { theme.plain() }
    });
    let place = line.after(used + 3);
    put(buffer, place, &standing(&folders, &parts, place.width.into()), theme.faint());
}

/// Where a result stands: its folders, its report, the titles above it. Where there is no room for all, the folders
/// are left out first, then the report's name is cut short, then the outer titles go.
pub(super) fn standing(folders: &[String], parts: &[String], width: usize) -> String {
    let folder = Some(folders.join("/")).filter(|folder| !folder.is_empty());
    let whole: Vec<String> = folder.into_iter().chain(parts.iter().cloned()).collect();
    let joined = whole.join(words::CRUMB);
    if columns(&joined) <= width {
        return joined;
    }
    let Some((report, titles)) = parts.split_first() else { return truncate(&joined, width).into_owned() };
    let above = titles.join(words::CRUMB);
    let for_report = width.saturating_sub(columns(&above) + columns(words::CRUMB)).max(width / 2);
    let report = truncate(report, if titles.is_empty() { width } else { for_report }).into_owned();
    let left = width.saturating_sub(columns(&report) + columns(words::CRUMB));
    if titles.is_empty() || left < 2 { report } else { [report, breadcrumb(titles, left)].join(words::CRUMB) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_result_stands_fits_in_any_width() {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let folders = texts(&["工作总结", "2024年"]);
        let parts = texts(&["年度工作总结报告", "一、主要成效", "（一）服务"]);
        let check = |width: usize, expected: &str| assert_eq!(standing(&folders, &parts, width), expected, "{width}");
        check(70, "工作总结/2024年 › 年度工作总结报告 › 一、主要成效 › （一）服务");
        check(50, "年度工作总结报告 › 一、主要成效 › （一）服务");
        check(40, "年度工作总结报告 › … › （一）服务");
        check(20, "年度工作… › （一）…");
        for width in 0..80 {
            assert!(columns(&standing(&folders, &parts, width)) <= width, "{width}");
        }
    }
}
