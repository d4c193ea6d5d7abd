//! What the keys and the mouse do to select a part of the page.

use crate::app::input::command::Command;
use crate::app::input::keymap::Order;
use crate::app::page::selection::{Selection, Unit, sentence_after, sentence_at, sentence_before};
use crate::app::panes::Area;
use crate::app::{Effect, State};
use crate::text::Span;

impl State {
    /// Begins to select at what is read, or selects the same by other units.
    pub(in crate::app) fn select(&mut self, unit: Unit) {
        match self.page.selection {
            Some(selection) if selection.unit == unit => self.page.selection = None,
            Some(selection) => {
                let (from, to) = (selection.swapped().head(), selection.head());
                let ends = self.unit_at(unit, from.start).zip(self.unit_at(unit, to.start));
                self.page.selection = ends.map(|(from, to)| Selection::new(unit, from).to(to));
            }
            None => {
                let offset = self.page.find_offset().0;
                self.page.selection = self.unit_at(unit, offset).map(|span| Selection::new(unit, span));
            }
        }
    }

    /// The unit at a byte of the text.
    fn unit_at(&mut self, unit: Unit, offset: u32) -> Option<Span> {
        match unit {
            Unit::Sentence => sentence_at(self.page.document()?, offset),
            Unit::Line | Unit::Character => self.page.line_at(offset),
        }
    }

    /// A command while something is selected.
    pub(in crate::app) fn selecting(&mut self, order: Order) -> Vec<Effect> {
        let count = isize::try_from(order.count).unwrap_or(1);
        let rows = isize::from(self.page.height().cast_signed()).max(2);
        match order.command {
            Command::Down => self.grow(count),
            Command::Up => self.grow(-count),
            Command::HalfPageDown => self.grow_by_lines(count * rows / 2),
            Command::HalfPageUp => self.grow_by_lines(-count * rows / 2),
            Command::PageDown => self.grow_by_lines(count * (rows - 1)),
            Command::PageUp => self.grow_by_lines(-count * (rows - 1)),
            Command::Top => self.grow_to(0),
            Command::Bottom => self.grow_to(u32::MAX),
            Command::NextSection => self.grow_to_section(true),
            Command::PreviousSection => self.grow_to_section(false),
            Command::SelectSentences => self.select(Unit::Sentence),
            Command::SelectLines => self.select(Unit::Line),
            Command::SwapEnds => {
                self.page.selection = self.page.selection.map(Selection::swapped);
                self.reveal_head();
            }
            Command::CopySection => return self.leaving_selection(Self::copy_section),
            Command::CopyMarkdown => return self.leaving_selection(Self::copy_markdown),
            Command::CopyAddress => return self.leaving_selection(Self::copy_address),
            Command::Export => return self.leaving_selection(Self::ask_for_file),
            Command::Send => return self.leaving_selection(Self::ask_for_command),
            // What shows the same text in another way, or looks for something in it, leaves what is selected alone.
            _ => return self.browse(order),
        }
        Vec::new()
    }

    fn leaving_selection(&mut self, work: fn(&mut Self) -> Vec<Effect>) -> Vec<Effect> {
        let effects = work(self);
        self.page.selection = None;
        effects
    }

    /// Moves the head by units. What the mouse has selected goes on by lines.
    fn grow(&mut self, units: isize) {
        let Some(selection) = self.page.selection else { return };
        if selection.unit != Unit::Sentence {
            return self.grow_by_lines(units);
        }
        let Some(document) = self.page.document() else { return };
        let step = if units < 0 { sentence_before } else { sentence_after };
        let sentences = std::iter::successors(Some(selection.head()), |&head| step(document, head));
        if let Some(head) = sentences.take(units.unsigned_abs() + 1).last() {
            self.set_head(head);
        }
    }

    fn grow_by_lines(&mut self, lines: isize) {
        let Some(selection) = self.page.selection else { return };
        let from = selection.head().start;
        let Some(line) = self.page.line_beside(from, lines) else { return };
        match selection.unit {
            Unit::Sentence => self.grow_to(line.start),
            _ => self.set_head(line),
        }
    }

    pub(in crate::app) fn grow_to(&mut self, offset: u32) {
        let Some(Selection { unit, .. }) = self.page.selection else { return };
        if let Some(head) = self.unit_at(unit, offset) {
            self.set_head(head);
        }
    }

    /// To the heading before or behind the head.
    fn grow_to_section(&mut self, next: bool) {
        let Some((selection, document)) = self.page.selection.zip(self.page.document()) else { return };
        let headings = document.outline.headings();
        let start = selection.head().start;
        let behind = headings.partition_point(|heading| heading.span.start <= start);
        let before = headings.partition_point(|heading| heading.span.start < start);
        let heading = if next { headings.get(behind) } else { before.checked_sub(1).and_then(|at| headings.get(at)) };
        let end = if next { u32::MAX } else { 0 };
        self.grow_to(heading.map_or(end, |heading| heading.span.start));
    }

    fn set_head(&mut self, head: Span) {
        self.page.selection = self.page.selection.map(|selection| match selection.unit {
            Unit::Character => selection.to(head).by(Unit::Line),
            _ => selection.to(head),
        });
        self.reveal_head();
    }

    fn reveal_head(&mut self) {
        if let Some(selection) = self.page.selection {
            self.page.reveal(selection.head().start);
            self.follow_reading();
        }
    }

    /// The mouse was pressed in the page: what is selected is let go, and a selection may begin here.
    pub(in crate::app) fn press_page(&mut self, area: Area, column: u16, row: u16) {
        self.page.selection = None;
        self.page.pressed = self.page.character_at((row - area.row).into(), column - area.column);
    }

    /// The mouse was dragged from where it was pressed. Beyond the first row and the last one the page scrolls.
    pub(in crate::app) fn drag_page(&mut self, area: Area, column: u16, row: u16) {
        let Some(pressed) = self.page.pressed else { return };
        let last = area.row + area.height.saturating_sub(1);
        if row < area.row {
            self.page.scroll(-1);
        } else if row > last {
            self.page.scroll(1);
        }
        let row = row.clamp(area.row, last) - area.row;
        if let Some(head) = self.page.character_at(row.into(), column.saturating_sub(area.column)) {
            self.page.selection = Some(Selection::new(Unit::Character, pressed).to(head));
            self.follow_reading();
        }
    }
}
