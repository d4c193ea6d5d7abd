//! The threads that answer the screen's questions: one reads reports for the page, one searches, one
//! does what is asked for less often.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread::Builder;
use std::time::{Duration, Instant};

use crate::app::Event;
use crate::app::comparison::Pair;
use crate::app::source::Lines;
use crate::formats::{Options, Reading};
use crate::library::{EntryId, Library, read_document, read_source};
use crate::search::{self, Found, Query};
use crate::terminal::mailbox::Mailbox;
use crate::text::decode;

/// So many hits are kept of a search.
const HITS: usize = 400;

/// After so long what two sections have not been compared by yet is taken for different.
const PATIENCE: Duration = Duration::from_secs(2);

/// A search that is asked for.
struct Search {
    number: u64,
    asked: Asked,
    library: Arc<Library>,
}

/// What is searched for.
pub(super) enum Asked {
    /// Headings that match what was typed.
    Query(String),
    /// Sections that correspond to a heading.
    Corresponding(EntryId, u32),
}

impl Search {
    fn run(&self, cancelled: &(dyn Fn() -> bool + Sync)) -> Option<Found> {
        match &self.asked {
            Asked::Query(query) => search::search(&self.library, &Query::parse(query), HITS, cancelled),
            Asked::Corresponding(entry, heading) => search::corresponding(&self.library, *entry, *heading, cancelled),
        }
    }
}

/// Something to be worked out for the screen, each in its turn.
enum Errand {
    /// Read the source of a report, in this encoding.
    Source(EntryId, PathBuf, Option<&'static str>),
    /// Compare two sections.
    Compare(Pair),
}

impl Errand {
    fn run(self, options: &Options) -> Event {
        match self {
            Errand::Source(entry, path, encoding) => {
                let encoding = encoding.and_then(decode::encoding).or(options.encoding);
                let text = read_source(&path, &Options { encoding, ..options.clone() });
                Event::Source(entry, Arc::new(Lines::new(text)))
            }
            Errand::Compare(pair) => {
                let differences = pair.compare(Some(Instant::now() + PATIENCE));
                Event::Compared(pair, Arc::new(differences))
            }
        }
    }
}

/// The handles of the threads. They end with the program.
pub(super) struct Workers {
    reports: Mailbox<(EntryId, PathBuf, Reading)>,
    searches: Mailbox<Search>,
    errands: Sender<Errand>,
    library: Arc<Library>,
}

impl Workers {
    /// Starts the threads; `answer` takes what they find.
    pub(super) fn start(options: Options, answer: impl Fn(Event) + Clone + Send + 'static) -> io::Result<Self> {
        let (errands, waiting) = mpsc::channel::<Errand>();
        let workers =
            Self { reports: Mailbox::default(), searches: Mailbox::default(), errands, library: Arc::default() };
        let (reports, searches) = (workers.reports.clone(), workers.searches.clone());
        let (read, run) = (answer.clone(), answer.clone());
        let for_errands = options.clone();
        Builder::new().name("errands".to_owned()).spawn(move || {
            for errand in waiting {
                // A fault costs this errand alone.
                catch_unwind(AssertUnwindSafe(|| errand.run(&for_errands))).into_iter().for_each(&run);
            }
        })?;
        Builder::new().name("reader".to_owned()).spawn(move || {
            loop {
                let (entry, path, reading) = reports.take();
                let options = Options { reading, ..options };
                let document = Arc::new(read_document(&path, &options));
                read(Event::Document(entry, document));
            }
        })?;
        Builder::new().name("search".to_owned()).spawn(move || {
            loop {
                let search = searches.take();
                // Whoever asked must not wait for ever: a fault costs this search alone.
                let found = catch_unwind(AssertUnwindSafe(|| search.run(&|| searches.is_full())));
                if let Some(found) = found.unwrap_or_else(|_| Some(Found::default())) {
                    answer(Event::Found(search.number, found));
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

    /// Reads the source of a report.
    pub(super) fn read_source(&self, entry: EntryId, path: PathBuf, encoding: Option<&'static str>) {
        // The thread waits as long as this end is there.
        let _ = self.errands.send(Errand::Source(entry, path, encoding));
    }

    /// Compares two sections.
    pub(super) fn compare(&self, pair: Pair) {
        let _ = self.errands.send(Errand::Compare(pair));
    }

    /// Searches all headings.
    pub(super) fn search(&self, number: u64, asked: Asked) {
        self.searches.put(Search { number, asked, library: Arc::clone(&self.library) });
    }
}
