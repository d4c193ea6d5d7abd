//! Which folders, reports and headings are folded.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::library::{EntryId, Library, Place, Report};
use crate::outline::Outline;

/// Shows every heading, however deep.
pub const ALL_LEVELS: u8 = u8::MAX;

/// What is folded. By default folders are open and reports are folded.
#[derive(Clone, Debug, Default)]
pub struct Folds {
    closed_folders: HashSet<EntryId>,
    /// Headings of so many levels are shown in reports that have no entry of their own.
    level: u8,
    reports: HashMap<EntryId, ReportFold>,
}

/// What is folded in one report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportFold {
    /// Headings of so many levels are shown; none when it is folded.
    level: u8,
    /// The headings for which it is the other way round.
    exceptions: HashSet<u32>,
}

impl ReportFold {
    fn to_level(level: u8) -> Self {
        Self { level, exceptions: HashSet::new() }
    }

    /// Whether the headings below this one are shown. `None` is the report itself.
    pub fn is_open(&self, outline: &Outline, heading: Option<u32>) -> bool {
        let Some(index) = heading else { return self.level > 0 };
        let by_level = outline.get(index).is_some_and(|heading| heading.depth.saturating_add(1) < self.level);
        by_level != self.exceptions.contains(&index)
    }

    fn set(&mut self, outline: &Outline, heading: Option<u32>, open: bool) {
        match heading {
            None if open => self.level = self.level.max(1),
            None => *self = Self::default(),
            Some(index) if self.is_open(outline, heading) != open => {
                if !self.exceptions.remove(&index) {
                    self.exceptions.insert(index);
                }
            }
            Some(_) => {}
        }
    }

    /// How many headings are shown. Costs nothing where all are or none is, a walk through the outline otherwise.
    pub fn shown(&self, outline: &Outline) -> u32 {
        if self.level == 0 {
            0
        } else if self.level == ALL_LEVELS && self.exceptions.is_empty() {
            outline.len()
        } else {
            u32::try_from(self.visible(outline).count()).unwrap_or(u32::MAX)
        }
    }

    /// The headings that are shown, in order.
    pub fn visible<'a>(&'a self, outline: &'a Outline) -> impl Iterator<Item = u32> + 'a {
        let first = (self.level > 0 && !outline.is_empty()).then_some(0);
        std::iter::successors(first, move |&index| {
            let next = if self.is_open(outline, Some(index)) { index + 1 } else { outline.get(index)?.last };
            (next < outline.len()).then_some(next)
        })
    }
}

impl Folds {
    /// Whether what is directly inside of a folder is shown.
    pub fn is_folder_open(&self, id: EntryId) -> bool {
        !self.closed_folders.contains(&id)
    }

    /// Folds or unfolds a folder.
    pub fn set_folder(&mut self, id: EntryId, open: bool) {
        if open {
            self.closed_folders.remove(&id);
        } else {
            self.closed_folders.insert(id);
        }
    }

    /// What is folded in a report.
    pub fn report(&self, id: EntryId) -> ReportFold {
        self.reports.get(&id).cloned().unwrap_or_else(|| ReportFold::to_level(self.level))
    }

    /// Whether anything is known of this report alone.
    pub fn of_report(&self, id: EntryId) -> Option<&ReportFold> {
        self.reports.get(&id)
    }

    /// How many levels are shown of reports of which nothing else is known.
    pub fn level(&self) -> u8 {
        self.level
    }

    /// Folds or unfolds a heading, or, where `heading` is `None`, the report.
    pub fn set(&mut self, id: EntryId, outline: &Outline, heading: Option<u32>, open: bool) {
        let mut fold = self.report(id);
        fold.set(outline, heading, open);
        self.reports.insert(id, fold);
    }

    /// Unfolds everything around a heading.
    pub fn reveal(&mut self, id: EntryId, outline: &Outline, heading: u32) {
        self.set(id, outline, None, true);
        for ancestor in outline.ancestors(heading) {
            self.set(id, outline, Some(ancestor), true);
        }
    }

    /// Opens all folders, and shows so many levels of headings in every report.
    pub fn show_level(&mut self, level: u8) {
        *self = Self { level, ..Self::default() };
    }

    /// Folds everything there is.
    pub fn fold_all(&mut self, library: &Library) {
        self.show_level(0);
        let folders = library.entries().iter().filter(|entry| entry.report().is_none());
        self.closed_folders = folders.map(|entry| entry.id).collect();
    }

    /// Follows the headings that were folded or unfolded into a newer library.
    pub fn follow(&mut self, old: &Library, new: &Library) {
        for (&entry, fold) in &mut self.reports {
            let followed = |&heading: &u32| {
                let offset = old.report(entry)?.outline.get(heading)?.span.start;
                Place { entry, heading: Some(heading), offset }.relocated(old, new)?.heading
            };
            let unchanged = |old: &Arc<Report>, new: &Arc<Report>| Arc::ptr_eq(old, new);
            if !old.report(entry).zip(new.report(entry)).is_some_and(|(old, new)| unchanged(old, new)) {
                fold.exceptions = fold.exceptions.iter().filter_map(followed).collect();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::outline;

    #[test]
    fn levels_and_exceptions_decide_what_is_shown() {
        let outline = outline(&[1, 2, 3, 2, 1, 2]);
        let check = |level: u8, toggled: &[u32], expected: &[u32]| {
            let mut fold = ReportFold::to_level(level);
            for &index in toggled {
                let open = fold.is_open(&outline, Some(index));
                fold.set(&outline, Some(index), !open);
            }
            assert_eq!(fold.visible(&outline).collect::<Vec<_>>(), expected, "{level} {toggled:?}");
            assert_eq!(fold.shown(&outline) as usize, expected.len());
        };
        check(0, &[], &[]);
        check(1, &[], &[0, 4]);
        check(1, &[0], &[0, 1, 3, 4]);
        check(1, &[0, 0], &[0, 4]);
        check(2, &[], &[0, 1, 3, 4, 5]);
        check(2, &[4], &[0, 1, 3, 4]);
        check(ALL_LEVELS, &[], &[0, 1, 2, 3, 4, 5]);
        check(ALL_LEVELS, &[1], &[0, 1, 3, 4, 5]);
    }
}
