//! The texts of reports, on demand: what was read lately is kept within a number of bytes.
//!
//! The page and the search share this store. Reports are told apart by the [`Report`] itself: one that was read again
//! is another one, and its text is read again.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use crate::formats::Options;
use crate::library::cache::Documents;
use crate::library::report::{Report, read_text, recall_document};
use crate::outline::Document;
use crate::text::Text;
use crate::text::dress::Dress;

/// The bytes of texts that are kept, where nobody says otherwise.
pub const MOST: usize = 512 << 20;

/// A document of more bytes is kept no longer than until another one is shown: it takes the room of thousands.
const LARGE: usize = 32 << 20;

/// The text of a report.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// The text.
    pub text: Text,
    /// What stands in it in another dress than the usual.
    pub dress: Dress,
}

/// The texts that were read lately.
#[derive(Debug)]
pub struct Texts {
    most: usize,
    /// A document of more bytes is not kept when another one is shown.
    large: usize,
    options: Options,
    /// Those that are kept between runs.
    documents: Option<Arc<Documents>>,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    /// By the address of the report. It is not used for another one as long as it stands here.
    entries: HashMap<usize, Entry>,
    bytes: usize,
    uses: u64,
    /// The addresses of the reports that are being read for a search.
    reading: HashSet<usize>,
}

/// A report is being read as long as this exists.
#[derive(Debug)]
pub struct Reading<'a> {
    texts: &'a Texts,
    report: Arc<Report>,
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        self.texts.kept().reading.remove(&address(&self.report));
    }
}

#[derive(Debug)]
struct Entry {
    report: Weak<Report>,
    held: Held,
    /// All of it, where the page has shown it.
    document: Option<Arc<Document>>,
    bytes: usize,
    used: u64,
}

impl Texts {
    /// An empty store for so many bytes. Files are read as `options` say, and as their reports were.
    pub fn new(most: usize, options: Options) -> Self {
        Self { most, large: LARGE, options, documents: None, kept: Mutex::default() }
    }

    /// The same store, over one of documents that are kept between runs.
    pub fn over(self, documents: Option<Arc<Documents>>) -> Self {
        Self { documents, ..self }
    }

    /// The text of a report, for a search: it is kept where there is room. A search that goes through more than there is
    /// room for would drop each text just before it comes to it again, so it drops none.
    pub fn text(&self, report: &Arc<Report>) -> Held {
        if let Some(entry) = self.kept().entry(report) {
            return entry.held.clone();
        }
        let text = self.read_text(report);
        let held = Held { dress: Dress::of_text(&text), text };
        self.kept().keep_if_room(report, &held, self.most);
        held
    }

    /// The same; `None` while another thread reads it, which may take long.
    pub fn text_unless_read(&self, report: &Arc<Report>) -> Option<Held> {
        if let Some(entry) = self.kept().entry(report) {
            return Some(entry.held.clone());
        }
        let _reading = self.begin_to_read(report)?;
        Some(self.text(report))
    }

    /// Lets others know that a report is being read. `None` where somebody else has done so.
    pub fn begin_to_read(&self, report: &Arc<Report>) -> Option<Reading<'_>> {
        let new = self.kept().reading.insert(address(report));
        new.then(|| Reading { texts: self, report: Arc::clone(report) })
    }

    /// All of a report, for the page: it is kept, and what was used longest ago makes room for it. What is large makes
    /// room in any case.
    pub fn document(&self, report: &Arc<Report>) -> Arc<Document> {
        if let Some(document) = self.kept().entry(report).and_then(|entry| entry.document.clone()) {
            return document;
        }
        let document = Arc::new(recall_document(&report.path, &self.options_for(report), self.documents.as_deref()));
        let mut kept = self.kept();
        kept.drop_large(self.large);
        kept.keep(report, &document, self.most);
        document
    }

    /// The text alone, which is all that a search needs, as long as no slow format has to be read for it.
    fn read_text(&self, report: &Report) -> Text {
        let options = self.options_for(report);
        let known = self.documents.as_deref().zip(report.stamp);
        let document = known.and_then(|(documents, stamp)| documents.get(&report.path, stamp, &options));
        document.map_or_else(|| read_text(&report.path, &options), |document| document.text)
    }

    fn options_for(&self, report: &Report) -> Options {
        Options { reading: report.reading, ..self.options }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// What is kept of a report. It is the newest then.
    fn entry(&mut self, report: &Arc<Report>) -> Option<&Entry> {
        self.uses += 1;
        let entry = self.entries.get_mut(&address(report))?;
        entry.used = self.uses;
        Some(entry)
    }

    fn keep_if_room(&mut self, report: &Arc<Report>, held: &Held, most: usize) {
        let bytes = held.text.len() as usize;
        if self.bytes + bytes > most {
            self.drop_gone();
        }
        if self.bytes + bytes <= most {
            self.put(
                report,
                Entry { report: Arc::downgrade(report), held: held.clone(), document: None, bytes, used: 0 },
            );
        }
    }

    /// Drops documents of more than so many bytes.
    fn drop_large(&mut self, large: usize) {
        self.entries.retain(|_, entry| entry.document.is_none() || entry.bytes <= large);
        self.bytes = self.entries.values().map(|entry| entry.bytes).sum();
    }

    fn keep(&mut self, report: &Arc<Report>, document: &Arc<Document>, most: usize) {
        let held = Held { text: document.text.clone(), dress: Dress::of_text(&document.text) };
        let (bytes, document) = (memory(document), Some(Arc::clone(document)));
        self.put(report, Entry { report: Arc::downgrade(report), held, document, bytes, used: 0 });
        if self.bytes > most {
            self.drop_gone();
        }
        while self.bytes > most && self.entries.len() > 1 {
            let oldest = self.entries.iter().min_by_key(|(_, entry)| entry.used);
            let Some((&address, _)) = oldest else { return };
            self.remove(address);
        }
    }

    fn put(&mut self, report: &Arc<Report>, entry: Entry) {
        self.remove(address(report));
        self.uses += 1;
        self.bytes += entry.bytes;
        self.entries.insert(address(report), Entry { used: self.uses, ..entry });
    }

    fn remove(&mut self, address: usize) {
        if let Some(entry) = self.entries.remove(&address) {
            self.bytes -= entry.bytes;
        }
    }

    /// Drops the texts of reports that are in no library any more.
    fn drop_gone(&mut self) {
        self.entries.retain(|_, entry| entry.report.strong_count() > 0);
        self.bytes = self.entries.values().map(|entry| entry.bytes).sum();
    }
}

fn address(report: &Arc<Report>) -> usize {
    Arc::as_ptr(report).addr()
}

/// The bytes of memory that a document takes.
fn memory(document: &Document) -> usize {
    let parts = size_of_val(&*document.blocks) + size_of_val(&*document.marks) + size_of_val(&*document.looks);
    document.text.len() as usize + parts + document.outline.memory()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with three reports of a thousand bytes.
    fn reports() -> (tempfile::TempDir, [Arc<Report>; 3]) {
        let folder = tempfile::tempdir().unwrap();
        let reports = ["a", "b", "c"].map(|name| {
            let path = folder.path().join(format!("{name}.txt"));
            std::fs::write(&path, name.repeat(1_000)).unwrap();
            Arc::new(Report::new(&path, &crate::library::read_document(&path, &Options::default())))
        });
        (folder, reports)
    }

    fn kept(texts: &Texts, reports: &[Arc<Report>]) -> Vec<bool> {
        reports.iter().map(|report| texts.kept().entries.contains_key(&address(report))).collect()
    }

    #[test]
    fn a_text_is_read_once() {
        let (folder, reports) = reports();
        let texts = Texts::new(MOST, Options::default());
        let first = texts.text(&reports[0]);
        assert_eq!(first.text.len(), 1_000);
        drop(folder);
        assert_eq!(texts.text(&reports[0]).text, first.text);
        assert!(texts.text(&reports[1]).text.is_empty());
    }

    #[test]
    fn the_page_and_the_search_share_what_was_read() {
        let (folder, reports) = reports();
        let texts = Texts::new(MOST, Options::default());
        let document = texts.document(&reports[0]);
        drop(folder);
        assert_eq!(texts.text(&reports[0]).text, document.text);
        assert!(Arc::ptr_eq(&texts.document(&reports[0]), &document));
    }

    #[test]
    fn the_page_drops_what_was_used_longest_ago_and_a_search_nothing() {
        let (_folder, reports) = reports();
        let texts = Texts::new(2_500, Options::default());
        for report in &reports {
            assert_eq!(texts.text(report).text.len(), 1_000);
        }
        assert_eq!(kept(&texts, &reports), [true, true, false]);
        texts.text(&reports[0]);
        texts.document(&reports[2]);
        assert_eq!(kept(&texts, &reports), [true, false, true]);
        let small = Texts::new(10, Options::default());
        assert_eq!(small.document(&reports[0]).text.len(), 1_000);
        small.document(&reports[1]);
        assert_eq!(kept(&small, &reports), [false, true, false]);
    }

    #[test]
    fn a_large_document_is_not_kept_beside_the_next_one() {
        let (_folder, reports) = reports();
        let texts = Texts { large: 999, ..Texts::new(MOST, Options::default()) };
        texts.document(&reports[0]);
        texts.document(&reports[1]);
        assert_eq!(kept(&texts, &reports), [false, true, false]);
        texts.text(&reports[2]);
        texts.document(&reports[0]);
        assert_eq!(kept(&texts, &reports), [true, false, true]);
        let kept = texts.kept();
        assert_eq!(kept.bytes, kept.entries.values().map(|entry| entry.bytes).sum::<usize>());
    }

    #[test]
    fn reports_that_are_gone_make_room() {
        let (_folder, [a, b, c]) = reports();
        let texts = Texts::new(1_500, Options::default());
        texts.text(&a);
        texts.text(&b);
        assert_eq!(kept(&texts, &[a.clone(), b.clone()]), [true, false]);
        drop(a);
        texts.text(&b);
        assert_eq!(kept(&texts, &[b, c]), [true, false]);
        assert_eq!(texts.kept().bytes, 1_000);
    }
}
