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
