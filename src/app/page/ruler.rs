//! The ruler at the right edge of a page: which part of the text each of its rows stands for, and where a press on it
//! leads.

use std::ops::Range;

use crate::app::input::key::Mouse;
use crate::app::panes::Area;
use crate::app::{Effect, State};
use crate::library::Place;
use crate::outline::{Document, Heading};
use crate::text::Span;

/// The headings that are marked stand under so many others at most.
const DEEPEST: u8 = 1;
/// So many headings of a row are looked at.
const MANY: usize = 64;

/// The ruler of a document, in so many rows.
#[derive(Clone, Copy, Debug)]
pub struct Ruler<'a> {
    document: &'a Document,
    rows: u16,
}

impl<'a> Ruler<'a> {
    /// The ruler of a document in so many rows.
    pub fn new(document: &'a Document, rows: u16) -> Self {
        Self { document, rows }
    }

    /// Where the text ends.
    fn end(self) -> u32 {
        self.document.blocks.last().map_or(0, |block| block.span.end).max(1)
    }

    /// The part of the text that a row stands for.
    pub fn part(self, row: u16) -> Span {
        let start = |row: u16| {
            let at = (u64::from(row) * u64::from(self.end())).div_ceil(u64::from(self.rows.max(1)));
            u32::try_from(at).unwrap_or(u32::MAX)
        };
        Span { start: start(row), end: start(row.saturating_add(1)) }
    }

    /// The rows of what is seen of the text, one at least; none where all of it is.
    pub fn rows(self, seen: Span) -> Range<u16> {
        let (length, rows) = (u64::from(self.end()), u64::from(self.rows));
        let to = (u64::from(seen.end) * rows).div_ceil(length).min(rows);
        let from = (u64::from(seen.start) * rows / length).min(to.saturating_sub(1));
        let whole = to >= rows && self.document.blocks.first().is_some_and(|block| seen.start <= block.span.start);
        let row = |row: u64| u16::try_from(row).unwrap_or(u16::MAX);
        if whole { 0..0 } else { row(from)..row(to) }
    }

    /// The topmost heading that begins in the part of a row, among those that are marked. Costs a search, however many
    /// headings there are.
    pub fn heading(self, row: u16) -> Option<&'a Heading> {
        let (headings, part) = (self.document.outline.headings(), self.part(row));
        let first_at = |at: u32| headings.partition_point(|heading| heading.span.start < at);
        let begin = headings.get(first_at(part.start)..first_at(part.end)).unwrap_or_default();
        begin.iter().take(MANY).filter(|heading| heading.depth <= DEEPEST).min_by_key(|heading| heading.depth)
    }

    /// Where a press on a row leads: to the heading that is marked there, else to where the part of the row begins.
    fn place(self, row: u16) -> u32 {
        self.heading(row).map_or(self.part(row).start, |heading| heading.span.start)
    }
}

impl State {
    /// The mouse is pressed on the ruler of the page that has the keys: what is marked there is gone to, unless it is
    /// seen already. Until the button is let go, the page follows the mouse.
    pub(in crate::app) fn press_ruler(&mut self, area: Area, mouse: Mouse) -> Vec<Effect> {
        let row = mouse.row - area.row;
        let seen = self.page.seen();
        let Some((document, seen)) = self.page.document().cloned().zip(seen) else { return Vec::new() };
        let ruler = Ruler::new(&document, area.height);
        let rows = ruler.rows(seen);
        if rows.is_empty() {
            return Vec::new();
        }
        self.panes.hold_scroll_bar();
        match self.page.entry() {
            Some(entry) if !rows.contains(&row) => {
                let offset = ruler.place(row);
                self.jump(Place { entry, heading: document.outline.at(offset), offset })
            }
            _ => Vec::new(),
        }
    }

    /// The mouse is dragged along the ruler. In the first row stands the beginning of the text, in the last one its end.
    pub(in crate::app) fn drag_ruler(&mut self, area: Area, mouse: Mouse) {
        let Some(document) = self.page.document().cloned() else { return };
        let last = area.height.saturating_sub(1);
        let row = mouse.row.saturating_sub(area.row).min(last);
        if row == 0 {
            self.page.top();
        } else if row == last {
            self.page.bottom();
        } else {
            self.page.scroll_to(Ruler::new(&document, area.height).place(row));
        }
        self.follow_reading();
    }
}
