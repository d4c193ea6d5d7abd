//! The rows of a table are set in lines: columns below each other, their cells wrapped where the page is narrow. Where
//! it is too narrow for columns, those of a table of few columns become lists of cells, with the names of their columns
//! before them, and a table of many is scrolled sideways behind its first column.

use std::sync::Arc;

use crate::app::layout::line::{Run, Shape};
use crate::text::width::columns;
use crate::text::wrap::wrap;
use crate::text::{Part, Span};

/// Columns between the cells of a table: a space, a line, a space.
const GAP: usize = 3;
/// The narrowest that a column is made whose cells are wider, in columns of the screen.
const NARROWEST: usize = 8;
/// The widest that a column is made in a table that is scrolled sideways.
const WIDEST: usize = 24;
/// The fewest columns of a table that is scrolled sideways.
const MANY: usize = 5;
/// The most lines that the name of a column takes before the cells of a list.
const TALLEST_NAME: usize = 3;

/// One line of a table.
pub(super) struct TableLine {
    /// The row that it shows; empty for lines between rows.
    pub(super) span: Span,
    /// Parts of its cells.
    pub(super) runs: Box<[Run]>,
    /// What is drawn beside them.
    pub(super) shape: Shape,
}

/// How the columns of a table stand.
enum Fit {
    /// Beside each other.
    Columns(Vec<Column>),
    /// As lists, behind names so wide.
    Records(usize),
}

/// A column that is shown.
#[derive(Clone, Copy)]
struct Column {
    /// Which one.
    index: usize,
    /// Columns of the screen.
    width: usize,
    /// Whether its cells are numbers, which stand at its right edge.
    numeric: bool,
}

/// The columns that the table takes where its cells are not wrapped, as far as its first rows tell.
pub(super) fn natural(text: &str, first: Span) -> usize {
    let widths = widths(text, &rows(text, first));
    widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)
}

/// Sets the rows in `span` in lines of `width` columns. The table's first rows, which are in `first`, say how wide its
/// columns are; those in `head`, if any, how they are called. All may be the same rows. `hidden` columns behind the
/// first are scrolled past where not all have room.
pub(super) fn set(text: &str, span: Span, first: Span, head: Span, width: usize, hidden: usize) -> Vec<TableLine> {
    let begin: Vec<Vec<Span>> = rows(text, first);
    let widths = widths(text, &begin);
    let heads =
        |rows: &[Vec<Span>]| rows.iter().take_while(|row| !head.is_empty() && whole(row).end <= head.end).count();
    let titles = begin.get(..heads(&begin)).unwrap_or_default();
    let rows = if span == first { begin.clone() } else { rows(text, span) };
    match fit(&widths, width, hidden) {
        Fit::Columns(mut shown) => {
            for column in &mut shown {
                column.numeric = is_numeric(text, begin.get(titles.len()..).unwrap_or_default(), column.index);
            }
            beside(text, &rows, &shown, heads(&rows), widths.len())
        }
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

/// Whether the cells of a column are numbers, as far as they are not empty.
fn is_numeric(text: &str, rows: &[Vec<Span>], column: usize) -> bool {
    let mut cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| text.span(*cell).trim());
    let number = |cell: &str| {
        let sign = |letter: char| {
            matches!(letter, '.' | ',' | '，' | '%' | '％' | '+' | '-' | '−' | '±' | '¥' | '$' | '€' | ' ')
        };
        cell.contains(|letter: char| letter.is_ascii_digit())
            && cell.chars().all(|letter| letter.is_ascii_digit() || sign(letter))
    };
    let empty = |cell: &str| matches!(cell, "" | "-" | "—" | "–" | "/" | "——");
    cells.clone().any(number) && cells.all(|cell| empty(cell) || number(cell))
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
fn fit(widths: &[usize], width: usize, hidden: usize) -> Fit {
    let room = width.saturating_sub(GAP * widths.len().saturating_sub(1));
    let taken = |most: usize| widths.iter().map(|&width| width.min(most)).sum::<usize>();
    let widest = widths.iter().copied().max().unwrap_or(0);
    let narrow = widths.len() > 1 && taken(NARROWEST) > room;
    if narrow && widths.len() >= MANY {
        return Fit::Columns(seen(widths, width, hidden));
    }
    if narrow {
        return Fit::Records(widest.min(width / 3).max(1));
    }
    let most =
        if taken(widest) <= room { widest } else { (1..=widest).rev().find(|&most| taken(most) <= room).unwrap_or(1) };
    let column = |(index, &width): (usize, &usize)| Column { index, width: width.min(most), numeric: false };
    Fit::Columns(widths.iter().enumerate().map(column).collect())
}

/// The columns of a wide table that are seen: the first, and as many as have room behind those that are hidden. Of the
/// last ones none is hidden in vain.
fn seen(widths: &[usize], width: usize, hidden: usize) -> Vec<Column> {
    let capped = |index: usize| widths.get(index).copied().unwrap_or(0).min(WIDEST.min(width / 2).max(1));
    let first = Column { index: 0, width: capped(0).min(width / 3).max(1), numeric: false };
    let room = width.saturating_sub(first.width);
    let fitting = |from: usize| {
        let mut left = room;
        let fits = move |index: &usize| {
            let fits = left >= GAP + capped(*index);
            left = left.saturating_sub(GAP + capped(*index));
            fits
        };
        (from..widths.len()).take_while(fits).count()
    };
    let last = (1..widths.len()).find(|&from| from + fitting(from) == widths.len()).unwrap_or(1);
    let from = (1 + hidden).min(last);
    let column = |index| Column { index, width: capped(index).min(room.saturating_sub(GAP).max(1)), numeric: false };
    std::iter::once(first).chain((from..from + fitting(from).max(1)).map(column)).collect()
}

/// Rows in columns: below the first rows, of which `heads` say how the columns are called, stands a rule; between all,
/// where their cells are wrapped. The table has `all` columns.
fn beside(text: &str, rows: &[Vec<Span>], shown: &[Column], heads: usize, all: usize) -> Vec<TableLine> {
    let mut stops = Vec::with_capacity(shown.len());
    let mut at = 0;
    for column in shown {
        stops.push(u16::try_from(at).unwrap_or(u16::MAX));
        at += column.width + GAP;
    }
    let stops: Arc<[u16]> = stops.into();
    let width = u16::try_from(at.saturating_sub(GAP)).unwrap_or(u16::MAX);
    let past = shown.get(1).map_or(0, |second| second.index - 1);
    let ahead = all.saturating_sub(1 + shown.last().map_or(0, |last| last.index));
    let hidden = (u16::try_from(past).unwrap_or(u16::MAX), u16::try_from(ahead).unwrap_or(u16::MAX));
    let rule = |head| TableLine {
        span: Span::default(),
        runs: Box::default(),
        shape: Shape::Rule { stops: Arc::clone(&stops), width, head },
    };
    let cell = |row: &Vec<Span>, column: &Column| row.get(column.index).map(|cell| wrapped(text, *cell, column.width));
    let set = |row: &Vec<Span>| shown.iter().map(|column| cell(row, column).unwrap_or_default()).collect();
    let set: Vec<Vec<Vec<Span>>> = rows.iter().map(set).collect();
    let tall = set.iter().any(|row| row.iter().any(|cell| cell.len() > 1));
    let mut lines = Vec::with_capacity(rows.len() + 1);
    for (at, (row, cells)) in rows.iter().zip(&set).enumerate() {
        if at > 0 && (tall || at == heads) {
            lines.push(rule(at == heads));
        }
        let height = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
        for line in 0..height {
            let run = |((stop, column), cell): ((&u16, &Column), &Vec<Span>)| {
                let span = cell.get(line).copied().filter(|span| !span.is_empty())?;
                let free = column.width.saturating_sub(columns(text.span(span)));
                let right = if column.numeric { u16::try_from(free).unwrap_or(0) } else { 0 };
                Some(Run { column: stop + right, span })
            };
            let runs = stops.iter().zip(shown).zip(cells).filter_map(run).collect();
            let shape = Shape::Row { stops: Arc::clone(&stops), head: at < heads, hidden };
            lines.push(TableLine { span: whole(row), runs, shape });
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
            let shape = Shape::Rule { stops: Arc::clone(&stops), width: rule_width, head: false };
            lines.push(TableLine { span: Span::default(), runs: Box::default(), shape });
        }
        for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let name = names.get(at).map_or(&[][..], Vec::as_slice);
            let value = wrapped(text, *cell, room);
            for line in 0..name.len().max(value.len()) {
                let run = |column: u16, lines: &[Span]| {
                    let span = lines.get(line).copied().filter(|span| !span.is_empty())?;
                    Some(Run { column, span })
                };
                let runs = run(0, name).into_iter().chain(run(stop, &value)).collect();
                let shape = Shape::Row { stops: Arc::clone(&stops), head: false, hidden: (0, 0) };
                lines.push(TableLine { span: whole(row), runs, shape });
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
        drawn_past(table, head, width, 0)
    }

    fn drawn_past(table: &str, head: usize, width: usize, hidden: usize) -> Vec<String> {
        let all = Span::new(0..table.len());
        let lines = set(table, all, all, Span::new(0..head), width, hidden).into_iter().map(|line| match line.shape {
            Shape::Rule { width, head, .. } => if head { "=" } else { "-" }.repeat(width.into()),
            Shape::Row { hidden, .. } => {
                let mut drawn = String::new();
                for run in &line.runs {
                    drawn.push_str(&" ".repeat(usize::from(run.column) - columns(&drawn)));
                    drawn.push_str(table.span(run.span));
                }
                format!("{}{drawn}{}", "<".repeat(hidden.0.into()), ">".repeat(hidden.1.into()))
            }
            _ => String::new(),
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
            &["no   what", "===============", " 1   one two", "     three four", "---------------", " 2   five"],
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
    fn numbers_stand_at_the_right_edge() {
        let table = "项目\t金额\n会议\t1,200.50\n培训\t—\n差旅\t30%";
        let expected = ["项目       金额", "===============", "会议   1,200.50", "培训          —", "差旅        30%"];
        assert_eq!(drawn(table, 13, 40), expected);
    }

    #[test]
    fn a_table_of_many_columns_is_scrolled_sideways_behind_its_first() {
        let table = "pier\tfirst one\tsecond one\tthird one\tfourth one\nwest\t1\t2\t3\t4";
        let head = |hidden| drawn_past(table, 46, 34, hidden).first().cloned().unwrap();
        assert_eq!(head(0), "pier   first one   second one>>");
        assert_eq!(head(1), "<pier   second one   third one>");
        assert_eq!(head(2), "<<pier   third one   fourth one");
        assert_eq!(head(9), head(2));
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
        let lines = set(table, rest, first, first, 40, 0);
        let [TableLine { span, runs, shape: Shape::Row { head: false, .. } }] = &lines[..] else { panic!() };
        assert_eq!((table.span(*span), runs.iter().map(|run| run.column).collect()), ("会议\t12", vec![0, 7]));
    }
}
