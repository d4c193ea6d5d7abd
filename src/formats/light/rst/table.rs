//! Tables that are drawn, and those that are written as lists or with commas.

use std::ops::Range;

use crate::formats::light::lines::{Line, block, margin};
use crate::formats::light::rst::body::Body;
use crate::formats::light::table::{MOST_COLUMNS, columns_of, compose_rows, separated, split};

impl<'a> Body<'a> {
    /// Composes a table that is drawn, if one begins on a line.
    pub(super) fn table(&mut self, line: Line<'a>) -> bool {
        if line.text.starts_with("+-") && is_made_of(line.text, "+-") && line.text.ends_with("-+") {
            self.grid(line)
        } else if line.text.contains("= =") && is_made_of(line.text, "= ") || line.text.contains("=  =") {
            self.simple(line)
        } else {
            false
        }
    }

    /// A table with lines around all cells.
    fn grid(&mut self, top: Line<'a>) -> bool {
        let first = self.at;
        let mut end = first;
        while self.line(end).indent == top.indent && self.line(end).text.starts_with(['+', '|']) {
            end += 1;
        }
        let lines: Vec<&str> = (first..end).map(|at| self.line(at).text).collect();
        let Some((rows, head)) = grid_rows(&lines) else { return false };
        self.at = end;
        compose_rows(&self.marks, &rows, head, &mut self.flow);
        true
    }

    /// A table with lines above, below and under its head only.
    fn simple(&mut self, top: Line<'a>) -> bool {
        let starts = starts(top.text);
        if !is_made_of(top.text, "= ") || starts.len() > MOST_COLUMNS {
            return false;
        }
        let mut borders = 0;
        // The lines of the head, which a border ends before that of the table.
        let mut head = 0;
        let mut at = self.at + 1;
        let end = loop {
            let line = self.line(at);
            if at >= self.end || !line.is_blank() && line.indent < top.indent {
                return false;
            }
            if line.text.starts_with('=') && is_made_of(line.text, "= ") {
                borders += 1;
                if line.text.len() != top.text.len() {
                    return false;
                }
                if borders == 2 || self.line(at + 1).is_blank() {
                    break at;
                }
                head = at;
            }
            at += 1;
        };
        let rows = |end| simple_rows(self.lines.get(self.at + 1..end).unwrap_or_default(), top.indent, &starts);
        let (head, rows) = (rows(head).len(), rows(end));
        self.at = end + 1;
        compose_rows(&self.marks, &rows, head, &mut self.flow);
        true
    }
}

/// Whether there are no other characters in a text.
fn is_made_of(text: &str, characters: &str) -> bool {
    text.chars().all(|c| characters.contains(c))
}

/// The columns in which the words of a line begin.
fn starts(line: &str) -> Vec<usize> {
    let bytes = line.as_bytes();
    let begins = |at: usize| bytes.get(at) == Some(&b'=') && (at == 0 || bytes.get(at - 1) == Some(&b' '));
    (0..bytes.len()).filter(|&at| begins(at)).collect()
}

/// The rows of a table without lines between them: a row begins where there is text in its first column.
fn simple_rows(lines: &[Line<'_>], margin: usize, starts: &[usize]) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for line in lines.iter().filter(|line| !line.is_blank() && !is_made_of(line.text, "=- ")) {
        let text = line.behind_column(margin);
        let parts = split(&text, starts);
        let begins = parts.first().is_some_and(|part| !part.trim().is_empty());
        if begins || rows.is_empty() {
            rows.push(vec![String::new(); starts.len()]);
        }
        let Some(row) = rows.last_mut() else { continue };
        let mut cell = 0;
        let mut before = " ";
        for (at, part) in parts.iter().enumerate() {
            // Text that runs on over the border of a column belongs to a cell that spans both.
            let runs_on = !before.is_empty() && !before.ends_with(' ') && !part.is_empty() && !part.starts_with(' ');
            if !runs_on {
                cell = at;
            }
            if let Some(text) = row.get_mut(cell).filter(|_| !part.trim().is_empty()) {
                if !runs_on && !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(part);
            }
            before = part;
        }
    }
    rows
}

/// The rows of a table with lines around its cells, and how many of them a double line parts from the others. A cell that spans rows or columns stands in the first of them.
fn grid_rows(lines: &[&str]) -> Option<(Vec<Vec<String>>, usize)> {
    let mut starts: Vec<usize> = Vec::new();
    for line in lines.iter().filter(|line| line.contains("-+") || line.contains("=+") || line.contains("+-")) {
        let mut before = ' ';
        let mut characters = columns_of(line).peekable();
        while let Some((column, c)) = characters.next() {
            let after = characters.peek().map_or(' ', |(_, after)| *after);
            if c == '+' && (matches!(before, '-' | '=') || matches!(after, '-' | '=')) {
                starts.push(column);
            }
            before = c;
        }
        starts.sort_unstable();
        starts.dedup();
        if starts.len() > MOST_COLUMNS {
            return None;
        }
    }
    let mut rows = Vec::new();
    let mut row = vec![String::new(); starts.len().saturating_sub(1)];
    // Whether there is text in the row.
    let mut filled = false;
    let mut head = 0;
    for line in lines {
        let parts = split(line, &starts);
        let is_border = |part: &&str| part.len() > 1 && part.starts_with('+') && is_made_of(part, "+-=");
        let border = parts.iter().any(is_border);
        if border && std::mem::take(&mut filled) {
            rows.push(std::mem::replace(&mut row, vec![String::new(); starts.len().saturating_sub(1)]));
        }
        if head == 0 && line.starts_with("+=") && is_made_of(line, "+=") {
            head = rows.len();
        }
        let mut cell = 0;
        for (at, part) in parts.iter().enumerate().filter(|(_, part)| !is_border(part)) {
            let inner = part.strip_prefix(['|', '+']);
            cell = if inner.is_some() || border { at } else { cell };
            if let Some(text) = row.get_mut(cell) {
                let part = inner.unwrap_or(part);
                filled |= !part.trim().is_empty();
                text.push_str(part);
            }
        }
        row.iter_mut().filter(|cell| !cell.is_empty()).for_each(|cell| cell.push('\n'));
    }
    Some((rows, head))
}

/// Composes content whose cells are parted by commas. The first `head` rows of it name its columns, and `header`, which
/// stands before them.
pub(super) fn commas(body: &mut Body<'_>, header: Option<&str>, head: usize, content: Range<usize>) {
    let lines = body.lines.get(content.clone()).unwrap_or_default();
    let mut rows = separated(header.unwrap_or_default(), ',');
    let head = rows.len() + head;
    rows.extend(separated(&block(lines, margin(lines)), ','));
    compose_rows(&body.marks, &rows, head, &mut body.flow);
    body.at = content.end;
}

/// Composes content that is a list of rows, which are lists of cells. The first `head` rows name its columns.
pub(super) fn rows(body: &mut Body<'_>, head: usize, content: Range<usize>) {
    let lines = body.lines.get(content.clone()).unwrap_or_default();
    let outer = margin(lines);
    let mut rows: Vec<Vec<String>> = Vec::new();
    // The column in which the cells of the open row begin.
    let mut column = None;
    for line in lines.iter().filter(|line| !line.is_blank()) {
        let mut line = *line;
        if let Some(rest) = bullet(line.text).filter(|_| line.indent == outer) {
            rows.push(Vec::new());
            column = None;
            line = Line::behind(rest, outer + line.text.len() - rest.trim_start().len());
        }
        let Some(row) = rows.last_mut() else { continue };
        match (bullet(line.text), row.last_mut()) {
            (Some(text), _) if column.is_none_or(|column| column == line.indent) => {
                column = Some(line.indent);
                row.push(text.to_owned());
            }
            (_, Some(open)) => {
                open.push('\n');
                open.push_str(line.text);
            }
            (_, None) => {}
        }
    }
    compose_rows(&body.marks, &rows, head, &mut body.flow);
    body.at = content.end;
}

/// What follows a bullet.
fn bullet(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['*', '-', '+'])?;
    (rest.is_empty() || rest.starts_with(' ')).then_some(rest)
}
