//! The rows of a table are set in lines: columns below each other, their cells wrapped where the page is narrow. Where
//! it is too narrow for columns, each row becomes a list of its cells, with the names of their columns before them.

use std::sync::Arc;

use crate::app::layout::{Cell, Shape};
use crate::text::width::columns;
use crate::text::wrap::wrap;
use crate::text::{Part, Span};

/// Columns between the cells of a table: a space, a line, a space.
const GAP: usize = 3;
/// The narrowest that a column is made whose cells are wider, in columns of the screen.
const NARROWEST: usize = 8;

/// One line of a table: what is drawn in it, and the row that it shows; empty for lines between rows.
pub(super) type TableLine = (Span, Shape);

/// The most lines that the name of a column takes before the cells of a list.
const TALLEST_NAME: usize = 3;

/// How wide the columns of a table are.
enum Fit {
    /// Beside each other, each so wide.
    Columns(Vec<usize>),
    /// As lists, behind names so wide.
    Records(usize),
}

/// Sets the rows in `span` in lines of `width` columns. The table's first rows, which are in `first`, say how wide its
/// columns are; those in `head`, if any, how they are called. All may be the same rows.
pub(super) fn set(text: &str, span: Span, first: Span, head: Span, width: usize) -> Vec<TableLine> {
    let begin: Vec<Vec<Span>> = rows(text, first);
    let widths = widths(text, &begin);
    let heads =
        |rows: &[Vec<Span>]| rows.iter().take_while(|row| !head.is_empty() && whole(row).end <= head.end).count();
    let titles = begin.get(..heads(&begin)).unwrap_or_default();
    let rows = if span == first { begin.clone() } else { rows(text, span) };
    match fit(&widths, width) {
        Fit::Columns(widths) => beside(text, &rows, &widths, heads(&rows)),
        Fit::Records(name) => {
            let names = |row: &Vec<Span>| row.iter().map(|cell| wrapped(text, *cell, name)).collect::<Vec<_>>();
            let names = titles.last().map_or_else(Vec::new, names);
            // Names that are no names but text would stand there again and again.
            let named = !names.is_empty() && names.iter().all(|lines| lines.len() <= TALLEST_NAME);
            let rows = if named { rows.get(heads(&rows)..).unwrap_or_default() } else { &rows };
            records(text, rows, if named { &names } else { &[] }, name, width)
        }
    }
}

/// The cells of the rows in a span.
fn rows(text: &str, span: Span) -> Vec<Vec<Span>> {
    let words = text.span(span);
    let words = words.strip_suffix('\n').unwrap_or(words);
    let mut start = span.start as usize;
    let rows = words.split('\n').map(|row| {
        let cells = row.split('\t').map(|cell| {
            let span = Span::new(start..start + cell.len());
            start += cell.len() + 1;
            span
        });
        cells.collect()
    });
    rows.collect()
}

/// The widest cell of each column.
fn widths(text: &str, rows: &[Vec<Span>]) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            let cell = columns(text.span(*cell));
            match widths.get_mut(at) {
                Some(widest) => *widest = cell.max(*widest),
                None => widths.push(cell),
            }
        }
    }
    widths
}

/// The columns become narrower, the widest first, until they have room.
fn fit(widths: &[usize], width: usize) -> Fit {
    let room = width.saturating_sub(GAP * widths.len().saturating_sub(1));
    let taken = |most: usize| widths.iter().map(|&width| width.min(most)).sum::<usize>();
    let widest = widths.iter().copied().max().unwrap_or(0);
    if taken(widest) <= room {
        return Fit::Columns(widths.to_vec());
    }
    if widths.len() > 1 && taken(NARROWEST) > room {
        return Fit::Records(widest.min(width / 3).max(1));
    }
    let most = (1..=widest).rev().find(|&most| taken(most) <= room).unwrap_or(1);
    Fit::Columns(widths.iter().map(|&width| width.min(most)).collect())
}

/// Rows in columns: below the first rows, of which `heads` say how the columns are called, stands a rule; between all,
/// where their cells are wrapped.
fn beside(text: &str, rows: &[Vec<Span>], widths: &[usize], heads: usize) -> Vec<TableLine> {
    let mut stops = Vec::with_capacity(widths.len());
    let mut at = 0;
    for width in widths {
        stops.push(u16::try_from(at).unwrap_or(u16::MAX));
        at += width + GAP;
    }
    let stops: Arc<[u16]> = stops.into();
    let width = u16::try_from(at.saturating_sub(GAP)).unwrap_or(u16::MAX);
    let rule = |head| (Span::default(), Shape::Rule { stops: Arc::clone(&stops), width, head });
    let set = |row: &Vec<Span>| row.iter().zip(widths).map(|(cell, width)| wrapped(text, *cell, *width)).collect();
    let set: Vec<Vec<Vec<Span>>> = rows.iter().map(set).collect();
    let tall = set.iter().any(|row| row.iter().any(|cell| cell.len() > 1));
    let mut lines = Vec::with_capacity(rows.len() + 1);
    for (at, (row, cells)) in rows.iter().zip(&set).enumerate() {
        if at > 0 && (tall || at == heads) {
            lines.push(rule(at == heads));
        }
        let height = cells.iter().map(Vec::len).max().unwrap_or(1);
        for line in 0..height {
            let part = |cell: &Vec<Span>| cell.get(line).copied().unwrap_or_default();
            let cells = stops.iter().zip(cells).map(|(stop, cell)| Cell { column: *stop, span: part(cell) });
            lines.push((whole(row), Shape::Row { cells: cells.collect(), head: at < heads }));
        }
    }
    lines
}

/// Each row as a list of its cells, with the names of their columns before them.
fn records(text: &str, rows: &[Vec<Span>], names: &[Vec<Span>], name_width: usize, width: usize) -> Vec<TableLine> {
    let stop = if names.is_empty() { 0 } else { u16::try_from(name_width + GAP).unwrap_or(0) };
    let room = width.saturating_sub(stop.into()).max(1);
    let rule_width = u16::try_from(width).unwrap_or(u16::MAX);
    let stops: Arc<[u16]> = if names.is_empty() { Arc::new([0]) } else { Arc::new([0, stop]) };
    let mut lines = Vec::new();
    for row in rows {
        if !lines.is_empty() {
            let rule = Shape::Rule { stops: Arc::clone(&stops), width: rule_width, head: false };
            lines.push((Span::default(), rule));
        }
        for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let name = names.get(at).map_or(&[][..], Vec::as_slice);
            let value = wrapped(text, *cell, room);
            for line in 0..name.len().max(value.len()) {
                let part = |lines: &[Span]| lines.get(line).copied().unwrap_or_default();
                let value = Cell { column: stop, span: part(&value) };
                let name = (!names.is_empty()).then(|| Cell { column: 0, span: part(name) });
                let cells = name.into_iter().chain([value]).collect();
                lines.push((whole(row), Shape::Row { cells, head: false }));
            }
        }
    }
    lines
}

/// The lines of a cell.
fn wrapped(text: &str, cell: Span, width: usize) -> Vec<Span> {
    let moved = |span: Span| Span { start: cell.start + span.start, end: cell.start + span.end };
    wrap(text.span(cell), width).into_iter().map(moved).collect()
}

/// From the first cell of a row to the last.
fn whole(row: &[Span]) -> Span {
    let (first, last) = (row.first().copied().unwrap_or_default(), row.last().copied().unwrap_or_default());
    Span { start: first.start, end: last.end }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines as they are drawn, as far as cells and rules go, of a table whose head is so long.
    fn drawn(table: &str, head: usize, width: usize) -> Vec<String> {
        let all = Span::new(0..table.len());
        let lines = set(table, all, all, Span::new(0..head), width).into_iter().map(|(_, shape)| match shape {
            Shape::Text => String::new(),
            Shape::Rule { width, head, .. } => if head { "=" } else { "-" }.repeat(width.into()),
            Shape::Row { cells, .. } => {
                let mut line = String::new();
                for cell in cells.iter() {
                    line.push_str(&" ".repeat(usize::from(cell.column) - columns(&line)));
                    line.push_str(table.span(cell.span));
                }
                line.trim_end().to_owned()
            }
        });
        lines.collect()
    }

    #[test]
    fn cells_stand_below_each_other_and_wrap_where_the_page_is_narrow() {
        let check = |table: &str, width: usize, expected: &[&str]| {
            let head = table.find('\n').unwrap_or(0);
            assert_eq!(drawn(table, head, width), expected, "{table:?} at {width}");
        };
        check("a\tb\n总结\tc", 20, &["a      b", "========", "总结   c"]);
        check("a", 20, &["a"]);
        check("a\nb", 20, &["a", "=", "b"]);
        check("a\tb", 20, &["a   b"]);
        check("a\t\tc\n\tb", 20, &["a       c", "=========", "    b"]);
        check(
            "no\twhat\n1\tone two three four\n2\tfive",
            15,
            &["no   what", "===============", "1    one two", "     three four", "---------------", "2    five"],
        );
        check(
            "name\tfirst column\tsecond column\nalpha beta\tone two three\tfour\nc\t\td",
            24,
            &[
                "name       alpha beta",
                "first      one two three",
                "column",
                "second     four",
                "column",
                "------------------------",
                "name       c",
                "second     d",
                "column",
            ],
        );
    }

    #[test]
    fn what_names_columns_is_as_long_as_its_format_says() {
        assert_eq!(drawn("a\tb\nc\td", 0, 20), ["a   b", "c   d"]);
        assert_eq!(drawn("a\tb\nc\td\ne\tf", 7, 20), ["a   b", "c   d", "=====", "e   f"]);
        assert_eq!(drawn("a\tb", 3, 20), ["a   b"]);
        let wide = "one two three\tfour five\nsix\tseven";
        assert_eq!(drawn(wide, 0, 10), ["one two", "three", "four five", "----------", "six", "seven"]);
    }

    #[test]
    fn rows_far_down_stand_in_the_columns_of_the_first() {
        let table = "项目\t数量\n会议\t12\n";
        let (first, rest) = (Span::new(0..14), Span::new(14..table.len()));
        let lines = set(table, rest, first, first, 40);
        let [(span, Shape::Row { cells, head: false })] = &lines[..] else { panic!("{lines:?}") };
        assert_eq!((table.span(*span), cells.iter().map(|cell| cell.column).collect()), ("会议\t12", vec![0, 7]));
    }
}
