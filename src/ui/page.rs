//! Draws the page: the breadcrumb, the text, the scroll bar.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::app::State;
use crate::app::layout::{Line as TextLine, Shape};
use crate::app::page::Page;
use crate::app::panes::{Area, Areas, Focus, PageAreas};
use crate::library::{Entry, EntryKind};
use crate::outline::{BlockKind, Document, Mark};
use crate::text::wrap::wrap;
use crate::text::{Part, Span};
use crate::ui::differences::Compared;
use crate::ui::glyphs::{COLUMN, RULE, bar, row_rule};
use crate::ui::paint::{Line, put, put_styled};
use crate::ui::theme::Theme;
use crate::ui::tree::breadcrumb;
use crate::ui::words;

/// One of the pages, and where it is drawn.
struct View<'a> {
    page: &'a Page,
    areas: PageAreas,
    /// What stands above the text.
    notice: (String, Area),
    /// Whether it has the keys.
    focused: bool,
    compared: Option<Compared<'a>>,
}

/// Draws the page, and the second one where there are two.
pub(super) fn draw(state: &State, theme: &Theme, buffer: &mut Buffer) {
    let areas = state.areas();
    let Areas { breadcrumb, page, scroll_bar, .. } = areas;
    let first = state.beside.as_ref().is_none_or(|beside| !beside.first);
    let compared = |first| state.beside.as_ref().and_then(|beside| beside.sentences(first)).map(Compared::new);
    let focused = state.panes.focus == Focus::Page && !state.finder.open;
    let notice = (state.notice().unwrap_or_default(), areas.notice);
    let areas_of = PageAreas { breadcrumb, page, scroll_bar };
    let own = View { page: &state.page, areas: areas_of, notice, focused, compared: compared(first) };
    draw_page(state, &own, theme, buffer);
    if let Some(beside) = &state.beside {
        let notice = (String::new(), Area::default());
        let compared = compared(beside.first);
        let other = View { page: &beside.page, areas: areas.beside, notice, focused: false, compared };
        draw_page(state, &other, theme, buffer);
    }
    for row in areas.between.rows() {
        put(buffer, Line { column: areas.between.column, row, width: areas.between.width }, "│", theme.faint());
    }
}

fn draw_page(state: &State, view: &View<'_>, theme: &Theme, buffer: &mut Buffer) {
    let areas = view.areas;
    if areas.page.height == 0 {
        return;
    }
    let library = &state.shelf.library;
    let mut crumbs = view.page.place().map_or_else(Vec::new, |place| library.crumbs(place));
    crumbs.dedup();
    if let Some((named, first)) = state.named_apart(view.page).zip(crumbs.first_mut()) {
        *first = named;
    }
    let line = Line { column: areas.breadcrumb.column, row: areas.breadcrumb.row, width: areas.breadcrumb.width };
    let line = line.after(1);
    put(buffer, line, &breadcrumb(&crumbs, line.width.into()), theme.pane_title(view.focused));
    match (view.page.document(), view.page.entry().and_then(|entry| library.entry(entry))) {
        (Some(document), _) if !document.text.is_empty() => {
            let (notice, area) = &view.notice;
            for (span, row) in wrap(notice, area.width.into()).into_iter().zip(area.rows()) {
                let line = Line { column: area.column, row, width: area.width };
                put(buffer, line, notice.span(span), theme.trouble());
            }
            text(view, document, theme, buffer);
        }
        (_, Some(entry)) => summary(state, entry, theme, buffer, areas.page),
        (_, None) if state.shelf.progress.complete => {
            lines(&words::no_reports(&state.shelf.name), theme, buffer, areas.page)
        }
        (_, None) => lines(&[words::READING.to_owned()], theme, buffer, areas.page),
    }
}

/// What a folder holds, or what is wrong with a report.
fn summary(state: &State, entry: &Entry, theme: &Theme, buffer: &mut Buffer, area: Area) {
    let library = &state.shelf.library;
    match &entry.kind {
        EntryKind::Report(report) => {
            let said = match &report.problems[..] {
                [] if report.length == 0 => vec![words::NO_TEXT.to_owned()],
                [] => vec![words::READING.to_owned()],
                problems => problems.iter().flat_map(|problem| words::trouble(&report.name(), problem)).collect(),
            };
            lines(&said, theme, buffer, area);
        }
        EntryKind::Folder(_) | EntryKind::Year(_) => {
            let mut said = vec![words::counts(entry.reports, entry.headings), String::new()];
            let first = library.index(entry.id).map_or(0, |index| index + 1);
            let inside = library.entries().get(first..entry.last as usize).unwrap_or_default();
            let direct = inside.iter().filter(|other| other.depth == entry.depth + 1).take(area.height.into());
            let direct: Vec<&Entry> = direct.collect();
            said.extend(direct.iter().map(|entry| listed(entry, &direct)));
            lines(&said, theme, buffer, area);
        }
    }
}

/// A folder or report in the list of what a folder holds. Reports of the same title have their files' names behind it.
fn listed(entry: &Entry, all: &[&Entry]) -> String {
    match entry.report() {
        Some(report) => {
            let title = report.presented();
            let alike = all.iter().filter_map(|other| other.report()).filter(|other| other.presented() == title);
            if alike.count() > 1 { format!("{title}  {}", report.name()) } else { title }
        }
        None => format!("{}/  {}", entry.name(), words::counts(entry.reports, entry.headings)),
    }
}

fn lines(lines: &[String], theme: &Theme, buffer: &mut Buffer, area: Area) {
    let wrapped = lines.iter().flat_map(|line| wrap(line, area.width.into()).into_iter().map(|span| line.span(span)));
    for (text, row) in wrapped.zip(area.row..area.row + area.height) {
        put(buffer, Line { column: area.column, row, width: area.width }, text, theme.plain());
    }
}

fn text(view: &View<'_>, document: &Document, theme: &Theme, buffer: &mut Buffer) {
    let area = view.areas.page;
    for (set, row) in view.page.view().iter().zip(area.row..area.row + area.height) {
        let line = Line { column: area.column, row, width: area.width };
        text_line(view, document, set, theme, buffer, line);
    }
    scroll_bar(view.page, document, theme, buffer, view.areas.scroll_bar);
}

fn text_line(view: &View<'_>, document: &Document, set: &TextLine, theme: &Theme, buffer: &mut Buffer, line: Line) {
    if let Some(bar) = bar(set.kind) {
        put(buffer, line.after(set.indent.saturating_sub(2)), bar, theme.faint());
    }
    let compared = view.compared.map(|compared| compared.within(set.span));
    if let Some((sign, style)) = compared.and_then(|compared| compared.sign(theme)) {
        put(buffer, Line { column: line.column.saturating_sub(1), width: 1, ..line }, sign, style);
    }
    let line = line.after(set.indent);
    let found = view.page.find.matches();
    let found = found.get(found.partition_point(|found| found.end <= set.span.start)..).unwrap_or_default();
    let marks = overlapping(&document.marks, set.span);
    let styled = |base: Style, at: u32| {
        let marked = marks
            .iter()
            .filter(|mark| mark.span.contains(at))
            .fold(base, |style: Style, mark| style.patch(theme.mark(mark.kind)));
        let marked = compared.map_or(marked, |compared| compared.patch(marked, at, theme));
        match found.iter().take_while(|found| found.start <= at).find(|found| found.contains(at)) {
            Some(found) => marked.patch(theme.matched(view.page.matched() == Some(*found))),
            None => marked,
        }
    };
    let write = |buffer: &mut Buffer, line: Line, span: Span, base: Style| {
        let at = |offset: usize| span.start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
        put_styled(buffer, line, document.text.span(span), |offset| styled(base, at(offset)));
    };
    match &set.shape {
        Shape::Text if set.kind == BlockKind::Rule => put_rule(buffer, line, theme.faint()),
        Shape::Text => write(buffer, line, set.span, theme.block(set.kind)),
        Shape::Row { cells, head } => {
            let base = if *head { theme.strong() } else { theme.block(set.kind) };
            for cell in cells {
                put_bar(buffer, line, cell.column, COLUMN, theme.faint());
                write(buffer, line.after(cell.column), cell.span, base);
            }
        }
        Shape::Rule { stops, width, head } => {
            let (rule, cross) = row_rule(*head);
            put(buffer, line, &rule.repeat((*width).into()), theme.faint());
            for &stop in stops.iter() {
                put_bar(buffer, line, stop, cross, theme.faint());
            }
        }
    }
}

/// The line before a column of a table; none before the first.
fn put_bar(buffer: &mut Buffer, line: Line, column: u16, bar: &str, style: Style) {
    if column > 1 {
        put(buffer, line.after(column - 2), bar, style);
    }
}

/// A rule as wide as a third of the page.
fn put_rule(buffer: &mut Buffer, line: Line, style: Style) {
    put(buffer, line, &RULE.repeat((line.width / 3).into()), style);
}

/// The marks that cover a part of the line. Marks are sorted by their start and short, so few are looked at.
fn overlapping(marks: &[Mark], span: Span) -> Vec<Mark> {
    let before = marks.partition_point(|mark| mark.span.start < span.end);
    let candidates = marks.get(..before).unwrap_or_default().iter().rev();
    candidates.take(64).filter(|mark| mark.span.overlaps(span)).copied().collect()
}

/// A bar as long as the share of the text that is seen, at the place where it is; none where all is seen.
fn scroll_bar(page: &Page, document: &Document, theme: &Theme, buffer: &mut Buffer, area: Area) {
    let mut shown = page.view().iter().filter(|line| !line.span.is_empty()).map(|line| line.span);
    let Some(first) = shown.next() else { return };
    let last = shown.next_back().unwrap_or(first);
    let length = u64::from(document.blocks.last().map_or(0, |block| block.span.end).max(1));
    let height = u64::from(area.height);
    let to = (u64::from(last.end) * height).div_ceil(length);
    let from = (u64::from(first.start) * height / length).min(to.saturating_sub(1));
    let all = document.blocks.first().is_some_and(|block| first.start <= block.span.start) && to >= height;
    for (at, row) in (0..height).zip(area.row..area.row + area.height) {
        let (symbol, style) = match (from..to).contains(&at) {
            _ if all => (" ", theme.plain()),
            true => ("█", theme.faint()),
            false => ("│", theme.faint()),
        };
        put(buffer, Line { column: area.column, row, width: 1 }, symbol, style);
    }
}
