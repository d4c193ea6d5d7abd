//! The lines of the page, as a selection needs them.

use crate::app::layout::Position;
use crate::app::page::Page;
use crate::text::Span;

/// So many lines without text stand between two with text at most.
const GAP: usize = 64;

impl Page {
    /// The line of the text at a byte, or the next one behind it.
    pub fn line_at(&mut self, offset: u32) -> Option<Span> {
        let layout = self.layout.as_mut()?;
        let at = layout.position(offset);
        self.line_from(at, 1).or_else(|| self.line_from(at, -1))
    }

    /// The line with text so many lines below the one at a byte, or above it; the last one that there is.
    pub fn line_beside(&mut self, offset: u32, lines: isize) -> Option<Span> {
        let layout = self.layout.as_mut()?;
        let from = layout.position(offset);
        let at = layout.moved(from, lines);
        self.line_from(at, lines.signum()).or_else(|| self.line_from(at, -lines.signum()))
    }

    /// The first line with text from a position on, in a direction.
    fn line_from(&mut self, mut at: Position, step: isize) -> Option<Span> {
        let layout = self.layout.as_mut()?;
        for _ in 0..GAP {
            let line = layout.view(at, 1).pop()?;
            if !line.span.is_empty() {
                return Some(line.span);
            }
            at = layout.moved(at, step);
        }
        None
    }

    /// Scrolls as little as it takes to have a byte of the text on the screen.
    pub fn reveal(&mut self, offset: u32) {
        let height = isize::from(self.height.max(1).cast_signed());
        let Some(layout) = &mut self.layout else { return };
        let line = layout.position(offset);
        if line < layout.moved(self.position, self.stuck.cast_signed()) {
            self.position = layout.below_head(line, self.height.into());
        } else if line > layout.moved(self.position, height - 1) {
            self.position = layout.moved(line, 1 - height);
        } else {
            return;
        }
        self.arrive();
    }

    /// The character that is drawn in a row and a column of the page, or the nearest one in that row or above it.
    pub fn character_at(&self, row: usize, column: u16) -> Option<Span> {
        let text = self.document()?.text.clone();
        let line = self
            .view
            .get(..=row)
            .unwrap_or(&self.view)
            .iter()
            .rev()
            .find(|line| !line.span.is_empty() && !line.runs.is_empty())?;
        let start = line.offset_at(&text, column)?;
        let end = text.ceil_char_boundary(start as usize + 1);
        Some(Span { start, end: u32::try_from(end).unwrap_or(start) })
    }
}
