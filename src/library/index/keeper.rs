//! What was read is put into the cache, some reports at a time.

use std::sync::Arc;

use crate::library::builder::LibraryBuilder;
use crate::library::cache::Cache;
use crate::library::report::Report;

/// So many reports are put into the cache together. Where the program is killed, no more are lost.
const TOGETHER: usize = 256;

/// The cache, and what is on its way there.
#[derive(Debug, Default)]
pub(super) struct Keeper {
    cache: Option<Cache>,
    waiting: Vec<(usize, Arc<Report>)>,
}

impl Keeper {
    pub(super) fn new(cache: Cache) -> Self {
        Self { cache: Some(cache), waiting: Vec::new() }
    }

    /// Takes reports that were read, each with the number of its root.
    pub(super) fn add(&mut self, reports: impl IntoIterator<Item = (usize, Arc<Report>)>) {
        if self.cache.is_some() {
            self.waiting.extend(reports);
        }
        if self.waiting.len() >= TOGETHER {
            self.flush();
        }
    }

    /// Puts into the cache what waits.
    pub(super) fn flush(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        if let Some(cache) = &mut self.cache {
            cache.append(&waiting.iter().map(|(root, report)| (*root, &**report)).collect::<Vec<_>>());
        }
    }

    /// Writes the cache anew where too much in it is of no use.
    pub(super) fn tidy(&mut self, library: &LibraryBuilder) {
        if let Some(cache) = self.cache.as_mut().filter(|cache| cache.is_untidy(library.len())) {
            cache.tidy(&library.reports().map(|(root, _, report)| (root, &**report)).collect::<Vec<_>>());
        }
    }
}
