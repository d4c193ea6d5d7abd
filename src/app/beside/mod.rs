//! A second page beside the first, and the comparison of the two.
//!
//! The page that has the keys is always [`State::page`](crate::app::State), so that every command works in both; the
//! other one is kept here. When the keys go to the other page, the two are exchanged.

pub mod comparison;

use std::sync::Arc;

use crate::app::beside::comparison::{Differences, Pair, Passage, Sentence};
use crate::app::page::Page;
use crate::app::panes::Focus;
use crate::app::{Effect, Message, State};
use crate::library::{Library, Place};
use crate::text::Span;

/// The page that does not have the keys while there are two.
#[derive(Clone, Debug)]
pub struct Beside {
    /// The page.
    pub page: Page,
    /// Whether it is the first page: left of the other, or above it.
    pub first: bool,
    /// What the two are compared by.
    comparison: Option<Comparison>,
}

/// The comparison of both pages.
#[derive(Clone, Debug)]
struct Comparison {
    pair: Pair,
    /// Whether the first page shows the older section.
    first_is_old: bool,
    differences: Option<Arc<Differences>>,
    /// Where the page with the keys stood when the other followed it last.
    led: Option<u32>,
}

impl Beside {
    fn new(page: Page, first: bool) -> Self {
        Self { page, first, comparison: None }
    }

    /// The sentences on the first or on the second page, and whether they are those of the older section; `None` where
    /// the two are not compared.
    pub fn sentences(&self, first: bool) -> Option<(&[Sentence], bool)> {
        let comparison = self.comparison.as_ref()?;
        let differences = comparison.differences.as_ref()?;
        let old = comparison.first_is_old == first;
        Some((if old { &differences.old } else { &differences.new }, old))
    }

    /// Whether a comparison is on its way.
    pub fn is_waiting(&self) -> bool {
        self.comparison.as_ref().is_some_and(|comparison| comparison.differences.is_none())
    }
}

impl State {
    /// A name that tells the report of a page from the one on the other page, where both have the same title: that of
    /// its file, or its path.
    pub fn named_apart(&self, page: &Page) -> Option<String> {
        let beside = self.beside.as_ref()?;
        let report = |page: &Page| self.shelf.library.report(page.entry()?);
        let (one, other) = (report(&self.page)?, report(&beside.page)?);
        let own = report(page)?;
        let alike = one.path != other.path && one.presented() == other.presented();
        alike.then(|| if one.name() == other.name() { own.path.display().to_string() } else { own.name() })
    }

    /// Opens a second page at the place that is read, or closes it.
    pub(in crate::app) fn toggle_beside(&mut self) -> Vec<Effect> {
        if self.beside.is_some() {
            self.close_beside();
            return Vec::new();
        }
        let report = self.page.entry().and_then(|entry| self.shelf.library.report(entry));
        match report {
            Some(_) => self.beside = Some(Beside::new(self.page.twin(), false)),
            None => self.front.message = Some(Message::NoReport),
        }
        Vec::new()
    }

    /// Closes the second page. The first one has the keys then.
    pub(in crate::app) fn close_beside(&mut self) {
        self.take_keys(true);
        self.beside = None;
        self.follow_reading();
    }

    /// Shows the chosen result of a list beside what was read before; the keys go there.
    pub(in crate::app) fn accept_beside(&mut self) -> Vec<Effect> {
        let origin = self.finder.origin;
        let mut effects = self.accept();
        if self.finder.open {
            return effects;
        }
        let Some(origin) = origin.filter(|place| self.shelf.library.report(place.entry).is_some()) else {
            return effects;
        };
        let mut first = self.page.twin();
        first.show(origin);
        self.beside = Some(Beside::new(first, true));
        effects.extend(self.read_beside());
        effects
    }

    /// The keys go round: the tree, the first page, the second.
    pub(in crate::app) fn switch_pane(&mut self) {
        match &self.beside {
            Some(beside) if self.panes.focus == Focus::Page && !beside.first => self.take_keys(false),
            Some(_) if self.panes.focus == Focus::Page => self.focus_tree(),
            _ => self.panes.switch(),
        }
    }

    /// The keys go to the first or to the second page, where there are two.
    pub(in crate::app) fn take_keys(&mut self, first: bool) {
        let Some(beside) = self.beside.as_mut().filter(|beside| beside.first == first) else { return };
        std::mem::swap(&mut self.page, &mut beside.page);
        beside.first = !first;
        let place = self.page.place();
        if let Some(comparison) = &mut beside.comparison {
            comparison.led = place.map(|place| place.offset);
        }
        self.follow_reading();
    }

    /// The mouse was pressed in the page that does not have the keys: it gets them.
    pub(in crate::app) fn press_beside(&mut self) {
        self.panes.focus = Focus::Page;
        self.page.selection = None;
        let first = self.beside.as_ref().is_some_and(|beside| beside.first);
        self.take_keys(first);
    }

    /// Scrolls the page that does not have the keys, which it does not get by that. While the two are compared, both
    /// scroll.
    pub(in crate::app) fn scroll_beside(&mut self, lines: isize) {
        match &mut self.beside {
            Some(beside) if beside.comparison.is_none() => beside.page.scroll(lines),
            _ => self.scroll_page(lines),
        }
    }

    /// Whether the second page waits for its text, or for the comparison with the first.
    pub(in crate::app) fn is_waiting_beside(&self) -> bool {
        let waits = |beside: &Beside| beside.is_waiting() || beside.page.is_waiting(&self.shelf.library);
        self.beside.as_ref().is_some_and(waits)
    }

    /// Follows the second page into a newer library. It goes where its report is gone.
    pub(in crate::app) fn follow_beside(&mut self, old: &Library) {
        let new = Arc::clone(&self.shelf.library);
        let Some(beside) = &mut self.beside else { return };
        let Some(place) = beside.page.place().and_then(|place| place.relocated(old, &new)) else {
            self.beside = None;
            return;
        };
        let changed = old.report(place.entry).zip(new.report(place.entry));
        beside.page.follow(Some(place));
        if changed.is_none_or(|(before, now)| !Arc::ptr_eq(before, now)) {
            beside.page.forget_document();
        }
    }

    /// Reads the report of the second page, once that of the first is there: only the newest request is answered.
    pub(in crate::app) fn read_beside(&mut self) -> Vec<Effect> {
        let library = Arc::clone(&self.shelf.library);
        let waits = |page: &Page| page.is_waiting(&library);
        let Some(beside) = self.beside.as_mut().filter(|beside| waits(&beside.page) && !waits(&self.page)) else {
            return Vec::new();
        };
        let Some(entry) = beside.page.entry() else { return Vec::new() };
        self.read(entry)
    }

    /// Compares the sections that the two pages stand in, or compares them no longer.
    pub(in crate::app) fn toggle_comparison(&mut self) -> Vec<Effect> {
        let passage = |page: &Page, place: Place| {
            let document = Arc::clone(page.document()?);
            let length = document.text.len();
            let whole = Span { start: 0, end: length };
            let span = place.heading.map_or(whole, |heading| document.outline.section(heading, length));
            Some((self.shelf.library.index(place.entry)?, Passage { document, span }))
        };
        let sides = self.beside.as_ref().and_then(|beside| {
            let (here, there) = (&self.page, &beside.page);
            let (first, second) = if beside.first { (there, here) } else { (here, there) };
            Some((passage(first, first.place()?)?, passage(second, second.place()?)?))
        });
        let Some(beside) = &mut self.beside else {
            self.front.message = Some(Message::NoSecondPage);
            return Vec::new();
        };
        if beside.comparison.take().is_some() {
            return Vec::new();
        }
        let Some((first, second)) = sides else { return Vec::new() };
        // What stands first in the library, by the year in its name for instance, is taken for the older one.
        let first_is_old = (first.0, first.1.span.start) <= (second.0, second.1.span.start);
        let (old, new) = if first_is_old { (first.1, second.1) } else { (second.1, first.1) };
        let pair = Pair { old, new };
        beside.comparison = Some(Comparison { pair: pair.clone(), first_is_old, differences: None, led: None });
        vec![Effect::Compare(pair)]
    }

    /// Takes the answer to a comparison.
    pub(in crate::app) fn compared(&mut self, pair: &Pair, differences: Arc<Differences>) {
        let comparison = self.beside.as_mut().and_then(|beside| beside.comparison.as_mut());
        if let Some(comparison) = comparison.filter(|comparison| comparison.pair == *pair) {
            self.front.message = Some(Message::Compared(differences.changes()));
            comparison.differences = Some(differences);
        }
    }

    /// Brings the second page into line, after anything has changed: with the screen, with what the keys do, and, while
    /// the two are compared, with the other page.
    pub(in crate::app) fn settle_beside(&mut self) {
        if self.panes.focus == Focus::Tree {
            self.take_keys(true);
        }
        let areas = self.areas();
        let Some(beside) = &mut self.beside else { return };
        beside.page.look = self.page.look;
        beside.page.settle(areas.beside.page.width, areas.beside.page.height, self.panes.ambiguous);
        if let Some(comparison) = &beside.comparison {
            let shown = [self.page.document(), beside.page.document()];
            let Pair { old, new } = &comparison.pair;
            let there =
                |passage: &Passage| shown.iter().flatten().any(|document| Arc::ptr_eq(document, &passage.document));
            if !there(old) || !there(new) || shown.iter().any(Option::is_none) {
                beside.comparison = None;
            }
        }
        self.lead();
    }

    /// While the two pages are compared, the one follows the other: the first sentence on the screen that has a
    /// counterpart stands in the same row on both.
    fn lead(&mut self) {
        let Some(here) = self.page.place().map(|place| place.offset) else { return };
        let Some(beside) = &mut self.beside else { return };
        let own = !beside.first;
        let target = beside.sentences(own).and_then(|(sentences, _)| {
            let first = sentences.partition_point(|sentence| sentence.span.start < here);
            let sentence = sentences.get(first)?;
            Some((sentence.counterpart, self.page.row(sentence.span.start)?))
        });
        let Some(comparison) = beside.comparison.as_mut().filter(|one| one.differences.is_some()) else { return };
        if comparison.led.replace(here) == Some(here) {
            return;
        }
        if let Some((offset, row)) = target {
            beside.page.hold(offset, row);
        }
    }
}
