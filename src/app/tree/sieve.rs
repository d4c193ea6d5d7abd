//! Which reports and headings the tree shows, where it does not show all.

use crate::app::tree::folds::{ALL_LEVELS, Folds};
use crate::library::{EntryId, Library};
use crate::search::holding::{Held, Holding};

/// What is left of the library: some reports with some of their headings, and the folders around them.
#[derive(Clone, Debug)]
pub(in crate::app) struct Sieve {
    holding: Holding,
    /// Whether each entry is shown, by its index.
    shown: Vec<bool>,
    /// What is folded; nothing at first.
    pub(in crate::app) folds: Folds,
}

impl Sieve {
    pub(in crate::app) fn new(holding: Holding, folds: Option<Folds>) -> Self {
        let folds = folds.unwrap_or_else(|| {
            let mut folds = Folds::default();
            folds.show_level(ALL_LEVELS);
            folds
        });
        Self { holding, shown: Vec::new(), folds }
    }

    /// Finds out which entries of a library are shown.
    pub(in crate::app) fn follow(&mut self, library: &Library) {
        self.shown = vec![false; library.entries().len()];
        for &report in self.holding.reports.keys() {
            let around = std::iter::successors(library.index(report), |&index| library.parent(index));
            for index in around {
                match self.shown.get_mut(index) {
                    Some(shown) if !*shown => *shown = true,
                    _ => break,
                }
            }
        }
    }

    /// Whether the entry at an index is shown.
    pub(in crate::app) fn shows(&self, index: usize) -> bool {
        self.shown.get(index).copied().unwrap_or(false)
    }

    /// The headings of a report.
    pub(in crate::app) fn held(&self, report: EntryId) -> Option<&Held> {
        self.holding.reports.get(&report).map(|held| &**held)
    }

    /// How many reports are shown.
    pub(in crate::app) fn reports(&self) -> usize {
        self.holding.reports.len()
    }

    /// The first heading in the tree that matches.
    pub(in crate::app) fn first(&self, library: &Library) -> Option<(EntryId, u32)> {
        let index =
            self.shown.iter().zip(library.entries()).position(|(shown, entry)| *shown && entry.report().is_some())?;
        let report = library.entries().get(index)?.id;
        Some((report, *self.held(report)?.matching.first()?))
    }
}
