//! The page: one report's text from the chosen section on, and where in it the reader is.

pub mod find;
mod find_text;
mod images;
mod lines;
pub mod links;
pub mod ruler;
mod scrolling;
mod selecting;
pub mod selection;

use std::sync::Arc;

use crate::app::layout::{Layout, Line, MEASURE, Position, Setting, Shape};
use crate::app::page::find::{Find, Sought};
use crate::app::page::links::{Hints, in_view};
use crate::app::page::selection::Selection;
use crate::library::{EntryId, Library, Place};
use crate::outline::references::References;
use crate::outline::{Document, Link};
use crate::search::fulltext::Pattern;
use crate::text::Span;
use crate::text::width::Ambiguous;

/// How the user wishes texts to be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Columns of a line at most.
    pub measure: u16,
    /// Whether Chinese text is stretched to both edges.
    pub justified: bool,
    /// Whether the lines of plain texts stay as they are.
    pub as_it_is: bool,
    /// Whether notes stand under the paragraphs that refer to them.
    pub notes: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { measure: MEASURE, justified: false, as_it_is: false, notes: false }
    }
}

/// Where the page stands, to return to.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    place: Option<Place>,
    position: Position,
    setting: Setting,
    matched: Option<Span>,
}

impl Spot {
    /// The place.
    pub fn place(&self) -> Option<Place> {
        self.place
    }
}

/// What the page shows, and where.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The place that is to be shown. Its report may still be on its way.
    place: Option<Place>,
    layout: Option<Layout>,
    position: Position,
    /// How the text is set.
    setting: Setting,
    /// Rows for the text.
    height: u16,
    view: Vec<Line>,
    /// So many of the first lines in view are the head of a table, and lie over those that stand there.
    stuck: usize,
    matched: Option<Span>,
    /// How texts are to be set.
    pub look: Look,
    /// Columns of wide tables that are scrolled past, in the report that is shown.
    hidden_columns: u16,
    /// The match to go to as soon as the report is there.
    wanted: Option<Span>,
    /// The name of the place to go to as soon as the report is there.
    wanted_name: Option<Box<str>>,
    /// The text that is looked for, in one report after the other.
    pub find: Find,
    /// What references in the words of the report can mean.
    references: Arc<References>,
    /// The links that begin on the screen.
    links: Vec<Link>,
    /// The letters on the links, while they are shown.
    pub hints: Option<Hints>,
    /// The link on which the mouse is pressed.
    pub clicked: Option<Link>,
    /// What is selected.
    pub selection: Option<Selection>,
    /// The character on which the mouse was pressed.
    pub pressed: Option<Span>,
}

impl Page {
    /// The folder or report that is shown.
    pub fn entry(&self) -> Option<EntryId> {
        self.place.map(|place| place.entry)
    }

    /// The place where the reader is: the heading of the first line, and its offset.
    pub fn place(&self) -> Option<Place> {
        self.place
    }

    /// The report's text, once it is there.
    pub fn document(&self) -> Option<&Arc<Document>> {
        self.layout.as_ref().map(Layout::document)
    }

    /// The lines on the screen.
    pub fn view(&self) -> &[Line] {
        &self.view
    }

    /// So many of the first lines on the screen are the head of a table, and stand elsewhere in the text.
    pub fn stuck(&self) -> usize {
        self.stuck
    }

    /// Empty columns at the left of the text, where the pane is wider than the measure.
    pub fn margin(&self) -> u16 {
        self.setting.width.saturating_sub(self.setting.measure) / 2
    }

    /// The part of the text that is on the screen.
    pub fn seen(&self) -> Option<Span> {
        let lines = self.view.get(self.stuck..).unwrap_or_default();
        let mut shown = lines.iter().map(|line| line.span).filter(|span| !span.is_empty());
        let first = shown.next()?;
        Some(Span { start: first.start, end: shown.next_back().unwrap_or(first).end })
    }

    /// The links that begin on the screen, in the order of the text.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Whether the text of the report that is to be shown is still on its way.
    pub fn is_waiting(&self, library: &Library) -> bool {
        self.layout.is_none() && self.entry().is_some_and(|entry| library.report(entry).is_some())
    }

    /// Shows a place. Returns the report that has to be read for that, if it is not the one that is shown.
    pub fn show(&mut self, place: Place) -> Option<EntryId> {
        let same = self.entry() == Some(place.entry);
        self.place = Some(place);
        (self.wanted, self.wanted_name) = (None, None);
        if same {
            self.jump();
            return None;
        }
        self.layout = None;
        self.hidden_columns = 0;
        self.let_go();
        self.find.leave_report();
        self.matched = None;
        self.refresh();
        Some(place.entry)
    }

    /// Another page at the same place of the same report.
    pub fn twin(&self) -> Self {
        Self { find: Find::default(), matched: None, selection: None, pressed: None, ..self.clone() }
    }

    /// The row of the screen in which a byte of the text stands.
    pub fn row(&self, offset: u32) -> Option<usize> {
        self.view.iter().position(|line| line.span.contains(offset))
    }

    /// Puts a byte of the text into a row of the screen, as far as there is text above it.
    pub fn hold(&mut self, offset: u32, row: usize) {
        let Some(layout) = &mut self.layout else { return };
        let position = layout.position(offset);
        self.position = layout.moved(position, -isize::try_from(row).unwrap_or(0));
        self.arrive();
    }

    /// Nothing is selected any more.
    fn let_go(&mut self) {
        (self.selection, self.pressed) = (None, None);
    }

    /// The report has changed: its text is to be read again.
    pub fn forget_document(&mut self) {
        self.layout = None;
        self.refresh();
    }

    /// Shows a match below a place, as far as both have room, else the match. Returns what [`Page::show`] does.
    pub fn show_match(&mut self, place: Place, matched: Span) -> Option<EntryId> {
        let entry = self.show(place);
        self.wanted = Some(matched);
        self.go_to_wanted();
        entry
    }

    fn go_to_wanted(&mut self) {
        if let Some(document) = self.document().cloned()
            && let Some(wanted) = self.wanted.take()
        {
            self.find.look_near(&document, wanted);
            self.go_to_match(wanted);
        }
    }

    /// Looks for what a search in all texts was for.
    pub fn look_for_pattern(&mut self, pattern: Arc<Pattern>) {
        let document = self.document().cloned();
        self.find.look_for(Sought::Pattern(pattern), document.as_deref(), 0);
    }

    /// Follows the place that is shown into a newer library.
    pub fn follow(&mut self, place: Option<Place>) {
        if place.is_none() {
            self.layout = None;
        }
        self.place = place;
        self.refresh();
    }

    /// The report has been read.
    pub fn set_document(&mut self, entry: EntryId, document: Arc<Document>) {
        if self.entry() == Some(entry) {
            self.references = Arc::new(References::of(&document));
            self.find.search(&document, self.place.map_or(0, |place| place.offset));
            self.matched = None;
            self.let_go();
            self.layout = Some(Layout::new(document, self.setting));
            self.jump();
            self.go_to_wanted();
            self.go_to_name();
        }
    }

    /// Goes to the place in the report to which that gives a name, if it does.
    pub fn seek_name(&mut self, name: &str) {
        self.wanted_name = Some(name.into()).filter(|_| !name.is_empty());
        self.go_to_name();
    }

    fn go_to_name(&mut self) {
        let Some(document) = self.document().cloned() else { return };
        let found = self.wanted_name.take().and_then(|name| document.named(&name));
        if let Some((offset, place)) = found.zip(self.place.as_mut()) {
            (place.offset, place.heading) = (offset, document.outline.at(offset));
            self.jump();
        }
    }

    /// The text now has so many columns and rows, and is set as is wished. What was read last stays in the first row.
    pub fn settle(&mut self, width: u16, height: u16, ambiguous: Ambiguous) {
        let Look { measure, justified, as_it_is, notes } = self.look;
        let hidden_columns = self.hidden_columns;
        let setting = Setting { width, measure, justified, as_it_is, notes, hidden_columns, ambiguous };
        if (self.setting, self.height) == (setting, height) {
            return;
        }
        let same_lines = self.setting == setting;
        (self.setting, self.height) = (setting, height);
        if let (Some(layout), Some(place)) = (&mut self.layout, self.place)
            && !same_lines
        {
            layout.change(setting);
            let line = layout.position(place.offset);
            self.position = layout.below_head(line, height.into());
        }
        self.refresh();
    }

    /// Scrolls the tables on the screen that are wider than the page by columns, to the right where `columns` is
    /// positive. Returns whether there are any.
    pub fn scroll_tables(&mut self, columns: i16) -> bool {
        let hidden = self.view.iter().filter_map(|line| match line.shape {
            Shape::Row { hidden, .. } if hidden != (0, 0) => Some(hidden),
            _ => None,
        });
        let Some((left, right)) = hidden.reduce(|one, other| (one.0.max(other.0), one.1.max(other.1))) else {
            return false;
        };
        self.hidden_columns = if columns > 0 && right == 0 { left } else { left.saturating_add_signed(columns) };
        true
    }

    /// Where the page stands now.
    pub fn spot(&self) -> Spot {
        Spot { place: self.place, position: self.position, setting: self.setting, matched: self.matched }
    }

    /// Returns to where the page stood, while the same report is shown.
    pub fn return_to(&mut self, spot: Spot) {
        let Some(place) = spot.place.filter(|place| self.entry() == Some(place.entry)) else { return };
        self.place = Some(place);
        self.matched = spot.matched;
        if spot.setting == self.setting {
            self.position = spot.position;
            self.refresh();
        } else {
            self.jump();
        }
    }

    /// The byte from which text is looked for next: the match that was gone to last while it is on the screen, else
    /// the reading position; and whether it is that match.
    pub fn find_offset(&self) -> (u32, bool) {
        let first = self.place.map_or(0, |place| place.offset);
        let last = self.view.iter().rev().find(|line| !line.span.is_empty()).map_or(first, |line| line.span.end);
        let matched = self.matched.map(|matched| matched.start).filter(|at| (first..last).contains(at));
        (matched.unwrap_or(first), matched.is_some())
    }

    /// The match that was gone to last.
    pub fn matched(&self) -> Option<Span> {
        self.matched
    }

    /// Goes to a match: scrolls, where it is not on the screen, so that it stands a third below the top.
    pub fn go_to_match(&mut self, matched: Span) {
        self.matched = Some(matched);
        let Some(layout) = &mut self.layout else { return };
        let line = layout.position(matched.start);
        let top = layout.moved(self.position, self.stuck.cast_signed());
        let bottom = layout.moved(self.position, isize::from(self.height.cast_signed()) - 1);
        if line < top || line > bottom {
            self.position = layout.moved(line, -isize::from(self.height.cast_signed() / 3));
        }
        self.arrive();
    }

    /// Rows for the text.
    pub fn height(&self) -> u16 {
        self.height
    }

    /// Puts the place into the first row.
    fn jump(&mut self) {
        if let (Some(layout), Some(place)) = (&mut self.layout, self.place) {
            let line = if place.offset == 0 { Position::default() } else { layout.position(place.offset) };
            self.position = layout.below_head(line, self.height.into());
        }
        self.refresh();
    }

    /// After scrolling: the place is what is in the first row now.
    fn arrive(&mut self) {
        if let (Some(layout), Some(place)) = (&mut self.layout, &mut self.place) {
            let stuck = layout.stuck(self.position, self.height.into()).len();
            let first = layout.moved(self.position, stuck.cast_signed());
            place.offset = if first == Position::default() { 0 } else { layout.offset(first) };
            place.heading = layout.document().outline.at(place.offset);
        }
        self.refresh();
    }

    fn refresh(&mut self) {
        (self.view, self.links, self.stuck, self.hints) = (Vec::new(), Vec::new(), 0, None);
        let Some(layout) = &mut self.layout else { return };
        self.view = layout.view(self.position, self.height.into());
        let head = layout.stuck(self.position, self.height.into());
        self.stuck = head.len().min(self.view.len());
        self.view.splice(..self.stuck, head.into_iter().take(self.stuck));
        let (head, text) = self.view.split_at(self.stuck);
        for lines in [head, text] {
            self.links.extend(in_view(layout.document(), &self.references, lines));
        }
    }
}
