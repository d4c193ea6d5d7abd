//! Draws the page: the breadcrumb, and the text with what stands around it.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::app::State;
use crate::app::layout::{Line as TextLine, Shape};
use crate::app::page::Page;
use crate::app::panes::{Area, Areas, Focus, PageAreas};
use crate::library::{Entry, EntryKind};
use crate::outline::{BlockKind, Document};
use crate::text::Part;
use crate::text::width::{cells, columns};
use crate::text::wrap::wrap;
use crate::ui::differences::Compared;
use crate::ui::glyphs::{BAR, COLUMN, RULE, row_rule};
use crate::ui::marks::Layers;
use crate::ui::paint::{Line, ornament, ornaments, put, put_styled};
use crate::ui::ruler;
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
    let focused = state.panes.focus == Focus::Page && !state.is_prompting();
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
        ornament(buffer, Line { column: areas.between.column, row, width: areas.between.width }, COLUMN, theme.faint());
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
    for (at, (set, row)) in view.page.view().iter().zip(area.rows()).enumerate() {
        let line = Line { column: area.column, row, width: area.width };
        text_line(view, document, set, theme, buffer, line);
        hints(view.page, document, set, theme, buffer, line);
        if at >= view.page.stuck() {
            number(view.page, document, set, theme, buffer, line);
        }
    }
    ruler::draw(view.page, document, theme, buffer, view.areas.scroll_bar);
}

fn text_line(view: &View<'_>, document: &Document, set: &TextLine, theme: &Theme, buffer: &mut Buffer, line: Line) {
    for bar in 1..=u16::from(set.bars) {
        ornament(buffer, line.after(set.edge().saturating_sub(2 * bar)), BAR, theme.faint());
    }
    let compared = view.compared.map(|compared| compared.within(set.span));
    if let Some((sign, style)) = compared.and_then(|compared| compared.sign(theme)) {
        ornament(buffer, Line { column: line.column.saturating_sub(1), width: 1, ..line }, sign, style);
    }
    around(set, theme, buffer, line);
    let line = line.after(set.indent);
    let layers = Layers::new(view.page, document, set, compared, theme);
    for run in &set.runs {
        let style = |offset: usize| layers.style(run.span.start.saturating_add(u32::try_from(offset).unwrap_or(0)));
        put_styled(buffer, line.after(run.column), document.text.span(run.span), run.column, style);
    }
}

/// The empty columns between the number of a page and the text.
const APART: u16 = 2;

/// Draws the number of the page of print that begins in a line, where the margin has room for it.
fn number(page: &Page, document: &Document, set: &TextLine, theme: &Theme, buffer: &mut Buffer, line: Line) {
    let Some(begun) = document.page_begun(set.span) else { return };
    let free = page.margin().min(set.edge().saturating_sub(2 * u16::from(set.bars))).saturating_sub(APART);
    let width = u16::try_from(columns(&begun.label)).unwrap_or(u16::MAX);
    if let Some(column) = free.checked_sub(width) {
        put(buffer, line.after(column), &begun.label, theme.faint());
    }
}

/// Draws the letters of links over their first characters.
fn hints(page: &Page, document: &Document, set: &TextLine, theme: &Theme, buffer: &mut Buffer, line: Line) {
    let Some(hints) = &page.hints else { return };
    let text = document.text.as_str();
    for (letters, link) in hints.shown().filter(|(_, link)| set.span.contains(link.span.start)) {
        let Some(column) = set.column_of(text, link.span.start) else { continue };
        // A wide character that is covered in part is covered whole.
        let ends = cells(text.span(link.span), 0).scan(0, |end, cell| {
            *end += cell.width;
            Some(*end)
        });
        let covered = ends.into_iter().find(|end| *end >= letters.len()).unwrap_or(letters.len());
        put(buffer, line.after(column), &format!("{letters:<covered$}"), theme.hint());
    }
}

/// What is drawn beside the text of a line: frames, rules, the lines between columns.
fn around(set: &TextLine, theme: &Theme, buffer: &mut Buffer, line: Line) {
    let (inside, faint) = (line.after(set.indent), theme.faint());
    match &set.shape {
        Shape::Text => {}
        Shape::Framed(width) => {
            sides(buffer, line.after(set.edge()), *width, faint);
        }
        Shape::Edge { width, upper } => {
            let (left, right) = if *upper { ("┌", "┐") } else { ("└", "┘") };
            ornaments(buffer, inside, RULE, *width, faint);
            ornament(buffer, inside, left, faint);
            ornament(buffer, inside.after(width.saturating_sub(1)), right, faint);
            if *upper && set.kind == BlockKind::Image {
                put(buffer, inside.after(2), words::IMAGE, faint);
            }
        }
        Shape::Facts { width, facts } => {
            sides(buffer, line.after(set.edge()), *width, faint);
            put(buffer, inside, facts, faint);
        }
        Shape::Noted { more } => {
            ornament(buffer, line.after(set.indent.saturating_sub(2)), COLUMN, faint);
            if let Some(column) = more {
                put(buffer, inside.after(*column), words::CUT, faint);
            }
        }
        Shape::Across(width) => ornaments(buffer, inside, RULE, *width, faint),
        Shape::Row { stops, hidden, .. } => {
            for (at, &stop) in stops.iter().enumerate().skip(1) {
                let bar = if at == 1 && hidden.0 > 0 { "‹" } else { COLUMN };
                ornament(buffer, inside.after(stop.saturating_sub(2)), bar, faint);
            }
            if hidden.1 > 0 {
                ornament(buffer, Line { column: line.column + line.width, width: 1, ..line }, "›", faint);
            }
        }
        Shape::Rule { stops, width, head } => {
            let (rule, cross) = row_rule(*head);
            ornaments(buffer, inside, rule, *width, faint);
            for &stop in stops.iter().filter(|stop| **stop > 1) {
                ornament(buffer, inside.after(stop - 2), cross, faint);
            }
        }
    }
}

/// The sides of a frame.
fn sides(buffer: &mut Buffer, left: Line, width: u16, style: Style) {
    ornament(buffer, left, COLUMN, style);
    ornament(buffer, left.after(width.saturating_sub(1)), COLUMN, style);
}
