//! The rows that name the columns of a table stay in sight while its further rows are scrolled past under them.

use crate::app::layout::line::{Line, Shape};
use crate::app::layout::{Layout, Position, Window};
use crate::outline::BlockKind;

/// The head of a table takes this share of the page at most, or it does not stay.
const SHARE: usize = 3;

/// The head of a table: its first line, and how many it takes with the rule below it.
#[derive(Clone, Copy)]
struct Head {
    first: Position,
    lines: usize,
}

impl Layout {
    /// The lines that lie over the first ones of a page of so many rows that begins at a position: the head of the
    /// table in which that lies, unless it begins there, or no further row would be seen below it.
    pub fn stuck(&mut self, top: Position, height: usize) -> Vec<Line> {
        let Some(head) = self.head(top.window, height).filter(|head| head.first < top) else { return Vec::new() };
        let mut at = top;
        for _ in 0..head.lines {
            let next = self.moved(at, 1);
            if next == at || next.window.block != top.window.block {
                return Vec::new();
            }
            at = next;
        }
        let lines = self.lines_of(head.first.window);
        lines.iter().skip(head.first.line).take(head.lines).cloned().collect()
    }

    /// The position at which a page of so many rows begins whose first line that is not covered is this one.
    pub fn below_head(&mut self, line: Position, height: usize) -> Position {
        match self.head(line.window, height).filter(|head| head.first < line) {
            Some(head) => self.moved(line, -isize::try_from(head.lines).unwrap_or(0)).max(head.first),
            None => line,
        }
    }

    /// The head of the table of which a window is a part.
    fn head(&mut self, window: Window, height: usize) -> Option<Head> {
        let block = self.document.blocks.get(window.block)?;
        let first = Window { number: 0, ..window };
        let lines = (block.kind == BlockKind::Table).then(|| self.lines_of(first))?;
        let is_head =
            |line: &Line| matches!(line.shape, Shape::Row { head: true, .. } | Shape::Rule { head: true, .. });
        let from = lines.iter().position(is_head)?;
        let to = lines.iter().rposition(is_head)? + 1;
        let head = Head { first: Position { window: first, line: from }, lines: to - from };
        (head.lines * SHARE <= height).then_some(head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::layout::Setting;
    use crate::app::testing::document;
    use crate::text::Part;

    /// The heads over pages of so many rows that begin at each line of a document.
    fn heads(source: &str, height: usize) -> Vec<String> {
        let document = document(source);
        let mut layout = Layout::new(document, Setting { width: 40, ..Setting::default() });
        let (end, mut at, mut found) = (layout.end(), Position::default(), Vec::new());
        loop {
            let text = layout.document().text.clone();
            let words = |line: &Line| text.span(line.span).replace('\t', " ");
            found.push(layout.stuck(at, height).iter().map(words).collect::<Vec<_>>().join("/"));
            if at == end {
                return found;
            }
            at = layout.moved(at, 1);
        }
    }

    const TABLE: &str = "a\n\n| b | c |\n| - | - |\n| 1 | 2 |\n| 3 | 4 |\n| 5 | 6 |\n\nd\n";

    #[test]
    fn the_head_of_a_table_lies_over_its_further_rows_while_one_is_seen_below_it() {
        // The lines are: a, nothing, the head and its rule, three rows, nothing, d.
        assert_eq!(heads(TABLE, 10), ["", "", "", "b c/", "b c/", "", "", "", ""]);
        // In a low page the head would take too much.
        assert_eq!(heads(TABLE, 5), [""; 9]);
        assert_eq!(heads("a\n\nb\n", 10), [""; 3]);
    }

    #[test]
    fn a_row_that_is_gone_to_is_not_covered() {
        let document = document(TABLE);
        let mut layout = Layout::new(document, Setting { width: 40, ..Setting::default() });
        let mut check = |line: isize, expected: isize| {
            let position = layout.moved(Position::default(), line);
            let top = layout.below_head(position, 10);
            assert_eq!(top, layout.moved(Position::default(), expected), "{line}");
        };
        check(0, 0);
        check(2, 2);
        check(4, 2);
        check(5, 3);
        check(6, 4);
        check(8, 8);
    }
}
