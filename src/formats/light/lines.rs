//! The lines of a source and how far they are set in.

use std::borrow::Cow;

use crate::text::Part;
use crate::text::width::TAB;

/// A line of a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::formats) struct Line<'a> {
    /// The columns of white space before its text; tabs reach to the next multiple of [`TAB`].
    pub(in crate::formats) indent: usize,
    /// Its text, without white space around it.
    pub(in crate::formats) text: &'a str,
    /// All of it but the white space at its end.
    pub(in crate::formats) whole: &'a str,
}

impl<'a> Line<'a> {
    fn new(line: &'a str) -> Self {
        let whole = line.trim_end_matches([' ', '\t', '\r', '\u{c}', '\u{b}']);
        let text = whole.trim_start_matches([' ', '\t']);
        let space = whole.part(0..whole.len() - text.len());
        let indent = space.bytes().fold(0, |at, byte| if byte == b'\t' { (at / TAB + 1) * TAB } else { at + 1 });
        Self { indent, text, whole }
    }

    /// Whether there is nothing on it.
    pub(in crate::formats) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// The line from a column on, as far as white space stands before it.
    pub(in crate::formats) fn behind_column(&self, column: usize) -> Cow<'a, str> {
        match self.indent.checked_sub(column) {
            _ if column == 0 => Cow::Borrowed(self.whole),
            Some(0) | None => Cow::Borrowed(self.text),
            Some(more) => Cow::Owned(" ".repeat(more) + self.text),
        }
    }

    /// The line of which only a part of the text is left, which begins in a column.
    pub(in crate::formats) fn behind(text: &'a str, indent: usize) -> Self {
        let text = text.trim_start();
        Self { indent, text, whole: text }
    }
}

/// The lines of a source.
pub(in crate::formats) fn lines(source: &str) -> Vec<Line<'_>> {
    source.lines().map(Line::new).collect()
}

/// Lines as one text from a column on, with the blank lines at both ends taken off.
pub(in crate::formats) fn block(lines: &[Line<'_>], column: usize) -> String {
    let first = lines.iter().position(|line| !line.is_blank()).unwrap_or(lines.len());
    let last = lines.iter().rposition(|line| !line.is_blank()).map_or(first, |last| last + 1);
    let shown: Vec<_> =
        lines.get(first..last).unwrap_or_default().iter().map(|line| line.behind_column(column)).collect();
    shown.join("\n")
}

/// The smallest column in which one of the lines begins.
pub(in crate::formats) fn margin(lines: &[Line<'_>]) -> usize {
    lines.iter().filter(|line| !line.is_blank()).map(|line| line.indent).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_columns() {
        let check = |source: &str, column: usize, expected: &str| {
            let lines = lines(source);
            assert_eq!((margin(&lines), block(&lines, margin(&lines)).as_str()), (column, expected), "{source:?}");
        };
        check("", 0, "");
        check("a\n  b\n", 0, "a\n  b");
        check("\n   a\n\n     b \r\n\n", 3, "a\n\n  b");
        check("\ta\n        b\n\t  c", 8, "a\nb\n  c");
        check("\tx\ty", 8, "x\ty");
    }
}
