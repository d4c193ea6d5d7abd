//! A world without threads: effects are brought about at once, over reports in memory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use mulu::app::input::key::{Code, Key, Mouse};
use mulu::app::sheet::source::{Lines, Origin, lines_in};
use mulu::app::{Effect, Event, State};
use mulu::formats::{self, Options, Reading};
use mulu::library::walk::Root;
use mulu::library::{
    Library, LibraryBuilder, Omission, Omissions, Progress, Report, Stamp, Unwatched, Update, arranged,
};
use mulu::outline::Document;
use mulu::search::fulltext::{Answer, Batch, Looked, Pattern, PatternOptions, SectionHits, Tally, sections_with};
use mulu::search::holding::reports_holding;
use mulu::search::{self, Query, Searcher};
use mulu::text::dress::Dress;
use mulu::ui;
use mulu::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::dump::dump;

/// The program with its reports, and what it asked of the world that a test may want to know.
pub(crate) struct World {
    pub(crate) state: State,
    files: BTreeMap<PathBuf, Vec<u8>>,
    documents: BTreeMap<PathBuf, Arc<Document>>,
    builder: LibraryBuilder,
    searcher: Searcher,
    pub(crate) effects: Vec<Effect>,
}

impl World {
    /// Opens reports, by path and text, on a screen of so many columns and rows.
    pub(crate) fn open(reports: &[(&str, &str)], width: u16, height: u16) -> Self {
        let reports: Vec<(&str, &[u8])> = reports.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
        Self::open_bytes("reports", &reports, width, height)
    }

    /// The same with the bytes of files, and the name of the library.
    pub(crate) fn open_bytes(name: &str, reports: &[(&str, &[u8])], width: u16, height: u16) -> Self {
        let state = State::new(name.to_owned(), Reading::default(), width, height, 0);
        let builder = LibraryBuilder::new(vec![Root { path: PathBuf::new(), folder: true }]);
        let mut world = Self {
            state,
            files: BTreeMap::new(),
            documents: BTreeMap::new(),
            builder,
            searcher: Searcher::default(),
            effects: Vec::new(),
        };
        world.set_reports(reports, true);
        world
    }

    /// Replaces all reports, as indexing does.
    pub(crate) fn set_reports(&mut self, reports: &[(&str, &[u8])], complete: bool) {
        let read = |(path, bytes): &(&str, &[u8])| {
            let document = formats::read(Path::new(path), *bytes, &Options::default());
            (PathBuf::from(path), Arc::new(document))
        };
        self.files = reports.iter().map(|(path, bytes)| (PathBuf::from(path), bytes.to_vec())).collect();
        self.documents = reports.iter().map(read).collect();
        let read = |((path, bytes), day): (&(&str, &[u8]), i64)| (0, self.report(path, bytes, day));
        let read: Vec<(usize, Report)> = reports.iter().zip(1..).map(read).collect();
        self.builder.add(read);
        self.builder.retain(|_, path| self.documents.contains_key(path));
        let update = self.snapshot(complete);
        self.take(Event::Library(update));
    }

    /// A report whose file is so many days younger than the first one could be.
    fn report(&self, path: &str, bytes: &[u8], day: i64) -> Report {
        const DAY: i64 = 86_400_000_000_000;
        let stamp = Stamp { size: bytes.len() as u64, modified: 18_262 * DAY + day * DAY, inode: 0 };
        Report { stamp: Some(stamp), ..Report::new(Path::new(path), &self.documents[Path::new(path)]) }
    }

    /// The library as it is, as the index publishes it.
    fn snapshot(&mut self, complete: bool) -> Update {
        let library = Arc::new(arranged(self.builder.snapshot(), self.state.shelf.arrangement));
        let (reports, headings) = (library.reports(), library.headings());
        let left_out = library.omissions().total();
        Update { library, progress: Progress { reports, headings, left_out, complete, ..Progress::default() } }
    }

    /// Files and folders were left out.
    pub(crate) fn leave_out(&mut self, omissions: impl IntoIterator<Item = Omission>) {
        let mut all = Omissions::default();
        omissions.into_iter().for_each(|omission| all.add(omission));
        self.builder.set_omissions(None, all);
        let update = self.snapshot(true);
        self.take(Event::Library(update));
    }

    /// Changes of files are not noticed from now on.
    pub(crate) fn unwatch(&mut self, reason: Unwatched) {
        let mut update = self.snapshot(true);
        update.progress.unwatched = Some(reason);
        self.take(Event::Library(update));
    }

    /// Takes an event, and everything that follows from it.
    pub(crate) fn take(&mut self, event: Event) {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            for effect in self.state.update(event) {
                events.extend(self.answer(&effect));
                if matches!(effect, Effect::Arrange(_)) {
                    events.push(Event::Library(self.snapshot(true)));
                }
                self.effects.push(effect);
            }
        }
    }

    fn answer(&mut self, effect: &Effect) -> Option<Event> {
        match effect {
            Effect::Read { entry, path, .. } => Some(Event::Document(*entry, Arc::clone(self.documents.get(path)?))),
            Effect::ReadSource { entry, origin, before } => {
                let text = match origin {
                    Origin::Text(text) => text.clone(),
                    Origin::File { path, .. } => formats::source(self.files.get(path)?, &Options::default()),
                };
                let before = before.as_ref().map_or(0, lines_in);
                Some(Event::Source(*entry, Arc::new(Lines::new(text)), before))
            }
            Effect::Compare(pair) => Some(Event::Compared(pair.clone(), Arc::new(pair.compare(None)))),
            Effect::Explain(why) => Some(Event::Explained(why.clone(), Arc::new(why.explain()))),
            Effect::Search { number, query } => {
                let library = &self.state.shelf.library;
                let search = |query| self.searcher.search(library, &query, 100, &|| false).transpose();
                let found = Query::parse(query).and_then(search).transpose()?;
                Some(Event::Found(*number, found))
            }
            Effect::FindHolding { number, query } => {
                let found = reports_holding(&mut Searcher::default(), &self.state.shelf.library, query, &|| false)?;
                Some(Event::Held(*number, found))
            }
            Effect::SearchTexts { number, query, expression } => {
                Some(Event::TextsFound(*number, self.texts_with(query, *expression)))
            }
            Effect::FindCorresponding { number, entry, heading } => {
                let found = search::corresponding(self.library(), *entry, *heading, &|| false)?;
                Some(Event::Found(*number, Ok(found)))
            }
            _ => None,
        }
    }

    /// The answer to a search in all texts for words.
    pub(crate) fn answer_to_texts(&mut self, query: &str) -> Option<Event> {
        self.answer(&Effect::SearchTexts { number: 0, query: query.to_owned(), expression: false })
    }

    /// What a search in all texts finds, in one batch.
    fn texts_with(&self, query: &str, expression: bool) -> Answer {
        let options = PatternOptions { expression, ..PatternOptions::default() };
        let pattern = match Pattern::new(query, options) {
            Ok(pattern) => Arc::new(pattern),
            Err(error) => return Answer::Refused(error),
        };
        let mut batch = Batch::default();
        for entry in self.library().entries() {
            let Some(report) = entry.report() else { continue };
            let text = &self.documents[&*report.path].text;
            let looked = Looked { text, dress: Dress::of_text(text), outline: &report.outline };
            let mut take = |found: SectionHits| batch.sections.push((entry.id, found));
            sections_with(&pattern, looked, &|| true, &|| false, &mut take).unwrap();
        }
        let reports = self.library().reports();
        let hits = batch.sections.iter().map(|(_, found)| u64::from(found.hits)).sum();
        batch.tally = Tally { sections: batch.sections.len() as u64, hits, searched: reports, reports, complete: true };
        Answer::Found(pattern, batch)
    }

    pub(crate) fn library(&self) -> &Library {
        &self.state.shelf.library
    }

    /// Presses keys, parted by spaces; a word that is no key's name is typed.
    pub(crate) fn keys(&mut self, script: &str) -> &mut Self {
        for word in script.split_whitespace() {
            match Key::parse(word) {
                Some(key) => self.take(Event::Key(key)),
                None => word.chars().for_each(|typed| self.take(Event::Key(Key::plain(Code::Char(typed))))),
            }
        }
        self
    }

    pub(crate) fn mouse(&mut self, mouse: Mouse) -> &mut Self {
        self.take(Event::Mouse(mouse));
        self
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.take(Event::Resize(width, height));
        self
    }

    /// The screen as it is drawn, and the cursor.
    pub(crate) fn buffer(&self) -> (Buffer, Option<(u16, u16)>) {
        let (width, height) = (self.state.panes.width, self.state.panes.height);
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let cursor = ui::paint(&self.state, &Theme::new(true), &mut buffer);
        (buffer, cursor)
    }

    /// The screen as a text.
    pub(crate) fn screen(&self) -> String {
        let (buffer, cursor) = self.buffer();
        dump(&buffer, cursor)
    }
}
