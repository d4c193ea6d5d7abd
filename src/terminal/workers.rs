//! The threads that answer the screen's questions: one reads reports for the page, one searches.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::Builder;

use crate::app::Event;
use crate::formats::{Options, Reading};
use crate::library::{EntryId, Library, read_document};
use crate::search::{Found, Query, Searcher};
use crate::terminal::mailbox::Mailbox;

/// So many hits are kept of a search.
const HITS: usize = 400;

/// A search that is asked for.
struct Search {
    number: u64,
    query: String,
    library: Arc<Library>,
}

/// The handles of both threads. They end with the program.
pub(super) struct Workers {
    reports: Mailbox<(EntryId, PathBuf, Reading)>,
    searches: Mailbox<Search>,
    library: Arc<Library>,
}

impl Workers {
    /// Starts the threads; `answer` takes what they find.
    pub(super) fn start(options: Options, answer: impl Fn(Event) + Clone + Send + 'static) -> io::Result<Self> {
        let workers = Self { reports: Mailbox::default(), searches: Mailbox::default(), library: Arc::default() };
        let (reports, searches) = (workers.reports.clone(), workers.searches.clone());
        let read = answer.clone();
        Builder::new().name("reader".to_owned()).spawn(move || {
            loop {
                let (entry, path, reading) = reports.take();
                let options = Options { reading, ..options };
                let document = Arc::new(read_document(&path, &options));
                read(Event::Document(entry, document));
            }
        })?;
        Builder::new().name("search".to_owned()).spawn(move || {
            let mut searcher = Searcher::default();
            loop {
                let Search { number, query, library } = searches.take();
                let mut search = || match Query::parse(&query) {
                    Ok(query) => searcher.search(&library, &query, HITS, &|| searches.is_full()),
                    Err(error) => Some(Err(error)),
                };
                // Whoever asked must not wait for ever: a fault costs this search alone.
                let found = catch_unwind(AssertUnwindSafe(&mut search)).unwrap_or_else(|_| Some(Ok(Found::default())));
                if let Some(found) = found {
                    answer(Event::Found(number, found));
                }
            }
        })?;
        Ok(workers)
    }

    /// Searches look through this library from now on.
    pub(super) fn set_library(&mut self, library: &Arc<Library>) {
        self.library = Arc::clone(library);
    }

    /// Reads a report for the page.
    pub(super) fn read(&self, entry: EntryId, path: PathBuf, reading: Reading) {
        self.reports.put((entry, path, reading));
    }

    /// Searches all headings.
    pub(super) fn search(&self, number: u64, query: String) {
        self.searches.put(Search { number, query, library: Arc::clone(&self.library) });
    }
}
