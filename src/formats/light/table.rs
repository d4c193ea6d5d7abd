//! Rows and cells, told by the columns in which they stand or by the characters between them.

use crate::formats::light::flow::Flow;
use crate::formats::light::inline::{Syntax, compose};
use crate::outline::BlockKind;
use crate::text::Part;
use crate::text::width::cells;

/// The most columns of a table; what has more is none.
pub(in crate::formats) const MOST_COLUMNS: usize = 256;

/// The parts of a line that begin in some columns, which ascend; the last one goes to its end. A wide character belongs
/// to the column in which it begins.
pub(in crate::formats) fn split<'a>(line: &'a str, starts: &[usize]) -> Vec<&'a str> {
    let mut bytes: Vec<usize> = Vec::with_capacity(starts.len() + 1);
    if line.is_ascii() && !line.contains('\t') {
        bytes.extend(starts);
    } else {
        let mut column = 0;
        for cell in cells(line, 0) {
            while starts.get(bytes.len()).is_some_and(|start| column >= *start) {
                bytes.push(cell.offset);
            }
            column += cell.width;
        }
        bytes.resize(starts.len(), line.len());
    }
    bytes.push(line.len());
    bytes.windows(2).map(|ends| line.part(ends[0]..ends[1])).collect()
}

/// The columns of the characters of a line, and the characters.
pub(in crate::formats) fn columns_of(line: &str) -> impl Iterator<Item = (usize, char)> {
    let mut column = 0;
    cells(line, 0).filter_map(move |cell| {
        let at = column;
        column += cell.width;
        Some((at, line.part(cell.offset..line.len()).chars().next()?))
    })
}

/// The rows of a text with a character between its cells; cells in quotes may hold it, and line ends.
pub(in crate::formats) fn separated(text: &str, separator: char) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let (mut row, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => cell.extend(characters.next()),
            '"' if quoted || cell.trim().is_empty() => quoted = !quoted,
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c if c == separator && !quoted => row.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    row.push(cell);
    rows.push(row);
    rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    rows
}

/// Composes a table of rows of cells, with the marks in their text. The first `head` of them say what its columns are
/// called.
pub(in crate::formats) fn compose_rows<T: AsRef<str>>(
    syntax: &impl Syntax,
    rows: &[Vec<T>],
    head: usize,
    flow: &mut Flow,
) {
    flow.begin(BlockKind::Table);
    for (number, row) in rows.iter().enumerate() {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                flow.composer.end_cell();
            }
            compose(syntax, cell.as_ref().trim(), flow);
        }
        match number < head {
            true => flow.composer.end_head_row(),
            false => flow.composer.end_row(),
        }
    }
    flow.composer.end();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_split_at_columns() {
        let check = |line: &str, starts: &[usize], expected: &[&str]| assert_eq!(split(line, starts), expected);
        check("ab  cd", &[0, 4], &["ab  ", "cd"]);
        check("ab", &[0, 4], &["ab", ""]);
        check("目录  x", &[0, 4, 6], &["目录", "  ", "x"]);
        check("a目录", &[0, 2], &["a目", "录"]);
    }

    #[test]
    fn cells_are_parted_by_a_character() {
        let check = |text: &str, expected: &[&[&str]]| assert_eq!(separated(text, ','), expected, "{text}");
        check("a, b\n\nc,\"d, \"\"e\"\"\nf\"\n", &[&["a", " b"], &["c", "d, \"e\"\nf"]]);
        check("a \"b\", \"c\"", &[&["a \"b\"", " c"]]);
        check("", &[]);
    }
}
