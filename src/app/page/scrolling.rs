//! The page is scrolled: by lines, by pages, to a place.

use crate::app::layout::{Layout, Position};
use crate::app::page::Page;

impl Page {
    /// Scrolls by lines. The last line does not leave the bottom, unless a jump put it higher.
    pub fn scroll(&mut self, lines: isize) {
        let Some(layout) = &mut self.layout else { return };
        let last = last_top(layout, self.height).max(self.position);
        self.position = layout.moved(self.position, lines).min(last);
        self.arrive();
    }

    /// Scrolls by pages: down, so that the last line becomes the first, up, so that the first one becomes the last.
    pub fn turn(&mut self, pages: isize) {
        let Some(layout) = &mut self.layout else { return };
        let height = self.height.max(2);
        let lines = pages.saturating_mul(isize::from(height.cast_signed()) - 1);
        if pages > 0 {
            let aim = layout.moved(self.position, lines);
            let last = last_top(layout, height).max(self.position);
            self.position = layout.below_head(aim, height.into()).min(last);
        } else {
            let first = layout.moved(self.position, self.stuck.cast_signed());
            self.position = layout.moved(first, lines);
        }
        self.arrive();
    }

    /// Scrolls so that a byte of the text stands in the first row, as far as there is text below it.
    pub fn scroll_to(&mut self, offset: u32) {
        if let Some(layout) = &mut self.layout {
            let line = layout.position(offset);
            self.position = layout.below_head(line, self.height.into()).min(last_top(layout, self.height));
            self.arrive();
        }
    }

    /// To the first line.
    pub fn top(&mut self) {
        self.position = Position::default();
        self.arrive();
    }

    /// To the last page.
    pub fn bottom(&mut self) {
        if let Some(layout) = &mut self.layout {
            self.position = last_top(layout, self.height);
            self.arrive();
        }
    }
}

/// The position from which the last line stands in the last row.
fn last_top(layout: &mut Layout, height: u16) -> Position {
    let end = layout.end();
    layout.moved(end, 1 - isize::from(height.max(1).cast_signed()))
}
