//! The threads that answer the screen's questions: one reads reports for the page, one measures their images, one searches
//! headings, one texts.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread::Builder;

use crate::app::Event;
use crate::app::beside::comparison::Passage;
use crate::app::page::find::Sought;
use crate::formats::Options;
use crate::library::cache::Documents;
use crate::library::walk::Root;
use crate::library::{EntryId, Library, Report, Texts, images, texts};
use crate::outline::Document;
use crate::search::fulltext::{Answer, Batch, Pattern, PatternOptions, Tally, search_texts};
use crate::search::holding::{Holding, reports_holding};
use crate::search::{self, Found, Query, QueryError, Searcher};
use crate::terminal::finding::{self, Finding};
use crate::terminal::mailbox::Mailbox;

/// So many hits are kept of a search.
const HITS: usize = 400;

/// So many sections are kept of a search in texts.
const SECTIONS: usize = 5_000;

/// A search that is asked for.
struct Search {
    number: u64,
    asked: Asked,
    library: Arc<Library>,
}

/// A search in texts that is asked for.
struct TextSearch {
    number: u64,
    query: String,
    expression: bool,
    library: Arc<Library>,
}

/// A search for the reports that hold a heading.
struct Filter {
    number: u64,
    query: String,
    library: Arc<Library>,
}

/// A report whose images are to be measured.
struct Pictured {
    document: Arc<Document>,
    report: Arc<Report>,
}

/// What is searched for.
pub(super) enum Asked {
    /// Headings that match what was typed.
    Query(String),
    /// Sections that correspond to a heading.
    Corresponding(EntryId, u32),
}

impl Search {
    fn run(&self, searcher: &mut Searcher, cancelled: &(dyn Fn() -> bool + Sync)) -> Option<Result<Found, QueryError>> {
        match &self.asked {
            Asked::Query(query) => match Query::parse(query) {
                Ok(query) => searcher.search(&self.library, &query, HITS, cancelled),
                Err(error) => Some(Err(error)),
            },
            Asked::Corresponding(entry, heading) => {
                search::corresponding(&self.library, *entry, *heading, cancelled).map(Ok)
            }
        }
    }
}

/// The handles of the threads. They end with the program.
pub(super) struct Workers {
    reports: Mailbox<(EntryId, Arc<Report>)>,
    pictured: Mailbox<Pictured>,
    searches: Mailbox<Search>,
    text_searches: Mailbox<TextSearch>,
    finds: Mailbox<Finding>,
    filters: Mailbox<Filter>,
    library: Arc<Library>,
}

impl Workers {
    /// Starts the threads; `answer` takes what they find.
    pub(super) fn start(
        options: Options,
        kept: Option<Arc<Documents>>,
        roots: Vec<Root>,
        answer: impl Fn(Event) + Clone + Send + 'static,
    ) -> io::Result<Self> {
        let workers = Self {
            reports: Mailbox::default(),
            pictured: Mailbox::default(),
            searches: Mailbox::default(),
            text_searches: Mailbox::default(),
            finds: Mailbox::default(),
            filters: Mailbox::default(),
            library: Arc::default(),
        };
        finding::serve(workers.finds.clone(), answer.clone())?;
        let texts = Arc::new(Texts::new(texts::MOST, options).over(kept));
        workers.read_reports(Arc::clone(&texts), answer.clone())?;
        workers.measure_images(roots, answer.clone())?;
        workers.search_in_texts(texts, answer.clone())?;
        let searcher = Searcher::default();
        workers.find_holding(searcher.beside(), answer.clone())?;
        workers.search_headings(searcher, answer)?;
        Ok(workers)
    }

    fn read_reports(&self, texts: Arc<Texts>, answer: impl Fn(Event) + Send + 'static) -> io::Result<()> {
        let (reports, pictured) = (self.reports.clone(), self.pictured.clone());
        let read = move || {
            loop {
                let (entry, report): (EntryId, Arc<Report>) = reports.take();
                let document = texts.document(&report);
                let unmeasured = images::are_unmeasured(&document);
                answer(Event::Document(entry, Arc::clone(&document)));
                if unmeasured {
                    pictured.put(Pictured { document, report });
                }
            }
        };
        Builder::new().name("reader".to_owned()).spawn(read).map(drop)
    }

    /// Finds out how large images are, behind the back of whoever reads already: their files may be many, and far away.
    fn measure_images(&self, roots: Vec<Root>, answer: impl Fn(Event) + Send + 'static) -> io::Result<()> {
        let pictured = self.pictured.clone();
        let measure = move || {
            loop {
                let Pictured { document, report } = pictured.take();
                let newer = || pictured.is_full();
                // A fault costs the sizes of these images alone.
                let measure = || images::measured(&document, &report.path, &roots, &newer);
                if let Ok(Some(images)) = catch_unwind(AssertUnwindSafe(measure)) {
                    answer(Event::Measured(document, images));
                }
            }
        };
        Builder::new().name("images".to_owned()).spawn(measure).map(drop)
    }

    fn search_in_texts(&self, texts: Arc<Texts>, answer: impl Fn(Event) + Send + 'static) -> io::Result<()> {
        let searches = self.text_searches.clone();
        let serve = move || {
            loop {
                let search = searches.take();
                let number = search.number;
                let answer = |found| answer(Event::TextsFound(number, found));
                let newer = || searches.is_full();
                let searched = catch_unwind(AssertUnwindSafe(|| look_through(&search, &texts, &newer, &answer)));
                if searched.is_err() {
                    answer(nothing(Pattern::default()));
                }
            }
        };
        Builder::new().name("texts".to_owned()).spawn(serve).map(drop)
    }

    fn search_headings(&self, mut searcher: Searcher, answer: impl Fn(Event) + Send + 'static) -> io::Result<()> {
        let searches = self.searches.clone();
        let serve = move || {
            loop {
                let search = searches.take();
                // Whoever asked must not wait for ever: a fault costs this search alone.
                let found = catch_unwind(AssertUnwindSafe(|| search.run(&mut searcher, &|| searches.is_full())));
                if let Some(found) = found.unwrap_or_else(|_| Some(Ok(Found::default()))) {
                    answer(Event::Found(search.number, found));
                }
            }
        };
        Builder::new().name("search".to_owned()).spawn(serve).map(drop)
    }

    fn find_holding(&self, mut searcher: Searcher, answer: impl Fn(Event) + Send + 'static) -> io::Result<()> {
        let filters = self.filters.clone();
        let serve = move || {
            loop {
                let Filter { number, query, library } = filters.take();
                let newer = || filters.is_full();
                let find = || reports_holding(&mut searcher, &library, &query, &newer);
                let found = catch_unwind(AssertUnwindSafe(find));
                if let Some(holding) = found.unwrap_or_else(|_| Some(Ok(Holding::default()))) {
                    answer(Event::Held(number, holding));
                }
            }
        };
        Builder::new().name("filter".to_owned()).spawn(serve).map(drop)
    }

    /// Finds the reports that hold a heading.
    pub(super) fn filter(&self, number: u64, query: String) {
        self.filters.put(Filter { number, query, library: Arc::clone(&self.library) });
    }

    /// Searches look through this library from now on.
    pub(super) fn set_library(&mut self, library: &Arc<Library>) {
        self.library = Arc::clone(library);
    }

    /// Reads a report for the page. One that is in the library no more is not waited for.
    pub(super) fn read(&self, entry: EntryId) {
        if let Some(report) = self.library.report(entry) {
            self.reports.put((entry, Arc::clone(report)));
        }
    }

    /// Searches all headings.
    pub(super) fn search(&self, number: u64, asked: Asked) {
        self.searches.put(Search { number, asked, library: Arc::clone(&self.library) });
    }

    /// Looks for something in what is left of a report.
    pub(super) fn find_text(&self, number: u64, looked: Passage, sought: Sought) {
        self.finds.put(Finding { number, looked, sought });
    }

    /// Searches all texts.
    pub(super) fn search_texts(&self, number: u64, query: String, expression: bool) {
        self.text_searches.put(TextSearch { number, query, expression, library: Arc::clone(&self.library) });
    }
}

/// Searches all texts until a newer search is asked for.
fn look_through(search: &TextSearch, texts: &Arc<Texts>, newer: &dyn Fn() -> bool, answer: &dyn Fn(Answer)) {
    let options = PatternOptions { expression: search.expression, ..PatternOptions::default() };
    match Pattern::new(&search.query, options) {
        Err(error) => answer(Answer::Refused(error)),
        Ok(pattern) if pattern.is_empty() => answer(nothing(pattern)),
        Ok(pattern) => {
            let shared = Arc::new(pattern.clone());
            let mut publish = |batch| answer(Answer::Found(Arc::clone(&shared), batch));
            search_texts(&search.library, texts, &pattern, SECTIONS, newer, &mut publish);
        }
    }
}

/// The answer to a search that finds nothing.
fn nothing(pattern: Pattern) -> Answer {
    let tally = Tally { complete: true, ..Tally::default() };
    Answer::Found(Arc::new(pattern), Batch { sections: Vec::new(), tally })
}
