//! How far the lists of a text are counted: which list goes on with which.

use std::collections::HashMap;

use super::lists::{Values, bullet};
use super::styles::Styles;
use crate::formats::office::Label;

/// The lists that are open in each other, and those that have ended.
#[derive(Debug, Default)]
pub(super) struct Counting {
    open: Vec<Level>,
    /// The values of lists; lists that go on share them.
    values: Vec<Values>,
    /// The values by the names of lists.
    named: HashMap<String, usize>,
    /// The values of the last list of each style.
    last: HashMap<String, usize>,
    /// Those of the list that is open.
    current: usize,
    headings: Values,
}

/// A list that is open.
#[derive(Debug)]
struct Level {
    style: String,
    /// Whether the item has had a paragraph.
    counted: bool,
    /// The number that the item begins with.
    start: Option<u32>,
}

/// What a list says of itself.
#[derive(Debug, Default)]
pub(super) struct Begin {
    pub(super) style: Option<String>,
    pub(super) name: Option<String>,
    /// Whether it goes on with the last of its style.
    pub(super) goes_on: bool,
    /// The list that it goes on with.
    pub(super) after: Option<String>,
}

impl Counting {
    /// A list begins.
    pub(super) fn begin(&mut self, begin: Begin) {
        let outer = self.open.last().map(|level| level.style.clone());
        let top = outer.is_none();
        let style = begin.style.or(outer).unwrap_or_default();
        if top {
            let after = begin.after.and_then(|name| self.named.get(&name));
            let known = after.or_else(|| self.last.get(&style).filter(|_| begin.goes_on)).copied();
            self.current = known.unwrap_or_else(|| {
                self.values.push(Values::default());
                self.values.len() - 1
            });
            self.last.insert(style.clone(), self.current);
        }
        if let Some(name) = begin.name {
            self.named.insert(name, self.current);
        }
        self.open.push(Level { style, counted: true, start: None });
    }

    /// A list ends.
    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// An item begins; a header of a list has no number.
    pub(super) fn begin_item(&mut self, numbered: bool, start: Option<u32>) {
        if let Some(level) = self.open.last_mut() {
            (level.counted, level.start) = (!numbered, start);
        }
    }

    /// How deep the open list is nested, from 1; 0 outside of lists.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// What stands before a paragraph in a list: its number before the first of an item. Items of a list whose style is
    /// nowhere given have bullets, as word processors show them.
    pub(super) fn item(&mut self, styles: &Styles, style: Option<&str>) -> Option<Label> {
        let at = self.open.len().checked_sub(1)?;
        let level = self.open.last_mut()?;
        if std::mem::replace(&mut level.counted, true) {
            return None;
        }
        let name = if level.style.is_empty() { style.unwrap_or_default() } else { &level.style };
        let Some(list) = styles.lists.get(name).filter(|_| !name.is_empty()) else { return Some(bullet()) };
        Some(list.next(self.values.get_mut(self.current)?, at, level.start.take()))
    }

    /// The number of a heading of a level, from 1, that stands in no list.
    pub(super) fn heading(&mut self, styles: &Styles, level: u8, start: Option<u32>) -> Option<Label> {
        let list = styles.lists.get("")?;
        Some(list.next(&mut self.headings, usize::from(level).saturating_sub(1), start))
    }
}
