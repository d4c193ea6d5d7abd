//! Tables: cells begin with a bar, and what stands right before it says over how many rows and columns they go.

use crate::formats::light::asciidoc::blocks::Blocks;
use crate::formats::light::asciidoc::delimited::is_delimiter;
use crate::formats::light::lines::{Line, block};
use crate::formats::light::table::{MOST_COLUMNS, compose_rows, separated};
use crate::text::Part;

/// A cell.
#[derive(Debug, PartialEq, Eq)]
struct Cell<'a> {
    text: &'a str,
    /// How often it comes.
    times: usize,
    columns: usize,
    rows: usize,
    /// Whether it begins on the line on which the first one does.
    in_first_line: bool,
}

impl<'a> Blocks<'a> {
    /// Composes the lines of a table.
    pub(super) fn table(&mut self, delimiter: &str, lines: &[Line<'_>]) {
        let shown: Vec<Line<'_>> = lines.iter().filter(|line| !is_delimiter(line.whole)).copied().collect();
        let text = block(&shown, 0);
        let text = self.attributes.resolve(&text);
        let named = self.metadata.value("separator").and_then(|separator| separator.chars().next());
        let format = self.metadata.value("format").unwrap_or_default();
        let first = delimiter.chars().next().unwrap_or('|');
        let head = usize::from(self.is_headed(lines));
        let separator = match (format, first) {
            ("csv", _) | (_, ',') => named.unwrap_or(','),
            ("dsv", _) | (_, ':') => named.unwrap_or(':'),
            ("tsv", _) => '\t',
            _ => {
                let cells = cells(&text, named.unwrap_or(first));
                let named = self.metadata.value("cols").map(count);
                let rows = rows(&cells, named);
                return compose_rows(&self.attributes.marks(), &rows, head, &mut self.flow);
            }
        };
        compose_rows(&self.attributes.marks(), &separated(&text, separator), head, &mut self.flow);
    }

    /// Whether the first row names the columns: an option says so, or it is a line that an empty one follows and none
    /// comes before.
    fn is_headed(&self, lines: &[Line<'_>]) -> bool {
        let blank = |at: usize| lines.get(at).is_none_or(Line::is_blank);
        let parted = lines.len() > 2 && !blank(0) && blank(1);
        self.metadata.option("header") || parted && !self.metadata.option("noheader")
    }
}

/// The number of columns that their description has: `1,2a,3*`, or `4*`.
fn count(columns: &str) -> usize {
    let times = |column: &str| column.split_once('*').and_then(|(times, _)| times.trim().parse().ok()).unwrap_or(1);
    let parts = columns.trim_matches('"').split([',', ';']);
    parts.map(|column| times(column).min(MOST_COLUMNS)).sum::<usize>().clamp(1, MOST_COLUMNS)
}

/// The cells of a text.
fn cells(text: &str, separator: char) -> Vec<Cell<'_>> {
    let mut cells: Vec<Cell<'_>> = Vec::new();
    let mut begins = text.match_indices(separator).filter(|(at, _)| !text.part(0..*at).ends_with('\\')).peekable();
    let Some((first, _)) = begins.peek().copied() else { return cells };
    let first_end = text.part(first..text.len()).find('\n').map_or(text.len(), |length| first + length);
    let mut span = text.part(0..first).split_whitespace().next_back().and_then(Span::parse).unwrap_or_default();
    while let Some((at, mark)) = begins.next() {
        let end = begins.peek().map_or(text.len(), |(next, _)| *next);
        let whole = text.part(at + mark.len()..end);
        let last = whole.part(whole.rfind(char::is_whitespace).map_or(0, |space| space + 1)..whole.len());
        let next =
            Span::parse(last).filter(|_| begins.peek().is_some() && !last.is_empty() && last.len() < whole.len());
        let text = if next.is_some() { whole.part(0..whole.len() - last.len()) } else { whole };
        let Span { times, columns, rows } = span;
        cells.push(Cell { text: text.trim(), times, columns, rows, in_first_line: at < first_end });
        span = next.unwrap_or_default();
    }
    cells
}

/// Over how many rows and columns a cell goes, and how often it comes.
#[derive(Clone, Copy, Debug)]
struct Span {
    times: usize,
    columns: usize,
    rows: usize,
}

impl Default for Span {
    fn default() -> Self {
        Self { times: 1, columns: 1, rows: 1 }
    }
}

impl Span {
    /// Reads what stands before a bar: `2+`, `.3+`, `2.3+`, `3*`, then how the cell is aligned, then its style.
    fn parse(text: &str) -> Option<Self> {
        if text.len() > 16 || !text.is_ascii() {
            return None;
        }
        let number = |digits: &str| digits.parse().unwrap_or(1_usize).clamp(1, MOST_COLUMNS);
        let (span, rest) = text.split_at_checked(text.find(['+', '*']).map_or(0, |at| at + 1))?;
        let (columns, rows) =
            span.trim_end_matches(['+', '*']).split_once('.').unwrap_or((span.trim_end_matches(['+', '*']), ""));
        let digits = columns.bytes().chain(rows.bytes()).all(|byte| byte.is_ascii_digit());
        let style = rest.trim_start_matches(['<', '^', '>', '.']);
        let is_style = style.is_empty() || ["a", "d", "e", "h", "l", "m", "s", "v"].contains(&style);
        let (times, columns) = if span.ends_with('*') { (number(columns), 1) } else { (1, number(columns)) };
        (digits && is_style).then(|| Self { times, columns, rows: number(rows) })
    }
}

/// Cells in rows. Where the number of columns is not given it is that of the cells on the first line.
fn rows<'a>(cells: &[Cell<'a>], columns: Option<usize>) -> Vec<Vec<std::borrow::Cow<'a, str>>> {
    let in_first: usize =
        cells.iter().take_while(|cell| cell.in_first_line).map(|cell| cell.times * cell.columns).sum();
    let columns = columns.unwrap_or(in_first).clamp(1, MOST_COLUMNS);
    let mut rows = Vec::new();
    let mut row = Vec::new();
    // For each column, the rows that a cell from above still covers.
    let mut covered = vec![0_usize; columns];
    for cell in cells.iter().flat_map(|cell| std::iter::repeat_n(cell, cell.times)) {
        fill(&mut row, &mut rows, &mut covered, columns);
        for at in 0..cell.columns.min(columns - row.len().min(columns - 1)) {
            if let Some(covered) = covered.get_mut(row.len()) {
                *covered = cell.rows - 1;
            }
            row.push(if at == 0 { cell.text.replace("\\|", "|").into() } else { "".into() });
        }
        if row.len() >= columns {
            rows.push(std::mem::take(&mut row));
        }
    }
    if !row.is_empty() {
        rows.push(row);
    }
    rows
}

/// Leaves out the places that cells from above cover.
fn fill<'a>(
    row: &mut Vec<std::borrow::Cow<'a, str>>,
    rows: &mut Vec<Vec<std::borrow::Cow<'a, str>>>,
    covered: &mut [usize],
    columns: usize,
) {
    while let Some(left) = covered.get_mut(row.len()).filter(|left| **left > 0) {
        *left -= 1;
        row.push("".into());
        if row.len() >= columns {
            rows.push(std::mem::take(row));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_in_rows() {
        let check = |text: &str, columns: Option<usize>, expected: &[&[&str]]| {
            assert_eq!(rows(&cells(text, '|'), columns), expected, "{text}");
        };
        check("|a |b\n|c|d", None, &[&["a", "b"], &["c", "d"]]);
        check("|a\n|b\n|c\n|d e\nf", Some(2), &[&["a", "b"], &["c", "d e\nf"]]);
        check("h|a 2+|b\na|c|d|e", None, &[&["a", "b", ""], &["c", "d", "e"]]);
        check(".2+|a |b\n|c", None, &[&["a", "b"], &["", "c"]]);
        check("3*|a\n|b|c", None, &[&["a", "a", "a"], &["b", "c"]]);
        check("|a \\| b |2 + 3", None, &[&["a | b", "2 + 3"]]);
        check("none", None, &[]);
    }

    #[test]
    fn columns_are_counted() {
        for (columns, expected) in [("1,2,3", 3), ("\"3*\"", 3), ("2*,1a", 3), ("^.^1;2", 2), ("", 1)] {
            assert_eq!(count(columns), expected, "{columns}");
        }
    }
}
