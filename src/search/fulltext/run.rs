//! A search through the texts of all reports of a library.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::Builder;
use std::time::{Duration, Instant};

use crate::library::texts::Held;
use crate::library::{EntryId, Library, Report, Texts};
use crate::search::fulltext::pattern::{Pattern, PatternError};
use crate::search::fulltext::sections::{Looked, SectionHits, sections_with};

/// The time between two batches. The first one comes with the first section that is found, or after this.
const INTERVAL: Duration = Duration::from_millis(40);

/// The time between two looks whether the search is given up, or a report was read by another one.
const LOOK: Duration = Duration::from_millis(5);

/// How far a search has come, and what it has found until then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Sections found.
    pub sections: u64,
    /// Places found in them.
    pub hits: u64,
    /// Reports that are done.
    pub searched: u32,
    /// Reports in all.
    pub reports: u32,
    /// Whether all are done.
    pub complete: bool,
}

/// What a search has found since the batch before.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Sections in the order of the tree, behind those of the batches before.
    pub sections: Vec<(EntryId, SectionHits)>,
    /// What has been found in all.
    pub tally: Tally,
}

/// The answer to a search in texts.
#[derive(Clone, Debug)]
pub enum Answer {
    /// What was typed can't be looked for.
    Refused(PatternError),
    /// What was found for a pattern since the answer before.
    Found(Arc<Pattern>, Batch),
}

/// What a thread says of the report with a number.
enum Part {
    Found(usize, SectionHits),
    Done(usize),
}

/// What the threads of one search share.
struct Task {
    reports: Vec<(EntryId, Arc<Report>)>,
    texts: Arc<Texts>,
    /// The number of the report that is looked through next.
    next: AtomicUsize,
    /// Whether enough was found for everything that is handed over.
    enough: AtomicBool,
    given_up: AtomicBool,
}

impl Task {
    fn new(library: &Library, texts: &Arc<Texts>) -> Self {
        let reports = library.entries().iter().filter_map(|entry| Some((entry.id, entry.report()?)));
        // Where only the contents are known, no place of the text belongs to a section yet.
        let reports = reports.filter(|(_, report)| !report.partial).map(|(id, report)| (id, Arc::clone(report)));
        Self {
            reports: reports.collect(),
            texts: Arc::clone(texts),
            next: AtomicUsize::new(0),
            enough: AtomicBool::new(false),
            given_up: AtomicBool::new(false),
        }
    }
}

/// Searches all texts of a library, on as many threads as there are cores. `publish` takes what is found on the thread
/// of the caller, in the order of the tree: the first section as soon as it is known, then a batch every 40 ms, then a
/// last one, which is complete. The first `limit` sections are handed over; those beyond are only counted.
///
/// Gives up, without a complete batch, some milliseconds after `cancelled` says so. A report that is being read then is
/// read to its end all the same, and its text is there for the next search, which looks through the others meanwhile.
pub fn search_texts(
    library: &Library,
    texts: &Arc<Texts>,
    pattern: &Pattern,
    limit: usize,
    cancelled: &dyn Fn() -> bool,
    publish: &mut dyn FnMut(Batch),
) {
    let task = Arc::new(Task::new(library, texts));
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(task.reports.len());
    let (sender, parts) = mpsc::channel();
    let start = || {
        let (task, pattern, sender) = (Arc::clone(&task), pattern.clone(), sender.clone());
        let work = move || work(&task, &pattern, &sender);
        Builder::new().name("texts".to_owned()).spawn(work).is_ok()
    };
    if (0..threads).filter(|_| start()).count() == 0 {
        work(&task, pattern, &sender);
    }
    drop(sender);
    collect(&task, &parts, limit, cancelled, publish);
    task.given_up.store(true, Ordering::Relaxed);
}

/// Looks through one report after the other. Those that another search is reading come last.
fn work(task: &Task, pattern: &Pattern, sender: &Sender<Part>) {
    let mut later = VecDeque::new();
    loop {
        let next = task.next.fetch_add(1, Ordering::Relaxed);
        let waited = next >= task.reports.len();
        let number = if waited { later.pop_front() } else { Some(next) };
        let Some((number, (_, report))) = number.and_then(|number| Some((number, task.reports.get(number)?))) else {
            return;
        };
        if task.given_up.load(Ordering::Relaxed) {
            return;
        }
        match task.texts.text_unless_read(report) {
            Some(held) if look_through(task, number, &held, pattern, sender).is_none() => return,
            Some(_) => {}
            None => later.push_back(number),
        }
        if waited && !later.is_empty() {
            std::thread::sleep(LOOK);
        }
    }
}

/// Looks through one text. `None` when the search is given up.
fn look_through(task: &Task, number: usize, held: &Held, pattern: &Pattern, sender: &Sender<Part>) -> Option<()> {
    let (_, report) = task.reports.get(number)?;
    let looked = Looked { text: &held.text, dress: held.dress, outline: &report.outline };
    let wanted = || !task.enough.load(Ordering::Relaxed);
    // Whoever collects no longer takes anything where the search is given up.
    sections_with(pattern, looked, &wanted, &|| task.given_up.load(Ordering::Relaxed), &mut |found| {
        drop(sender.send(Part::Found(number, found)));
    })?;
    sender.send(Part::Done(number)).ok()
}

/// Puts what the threads find into the order of the tree, and hands it over.
fn collect(
    task: &Task,
    parts: &Receiver<Part>,
    limit: usize,
    cancelled: &dyn Fn() -> bool,
    publish: &mut dyn FnMut(Batch),
) {
    let mut order = Order::new(task.reports.len(), limit);
    let mut until = Instant::now() + INTERVAL;
    let mut first = true;
    loop {
        let part = parts.recv_timeout(until.saturating_duration_since(Instant::now()).min(LOOK));
        let ended = matches!(part, Err(RecvTimeoutError::Disconnected));
        match part {
            Ok(Part::Found(number, found)) => order.found(number, found),
            Ok(Part::Done(number)) => order.done(number),
            Err(RecvTimeoutError::Disconnected) => order.end(),
            Err(RecvTimeoutError::Timeout) => {}
        }
        if cancelled() {
            return;
        }
        task.enough.store(order.is_full(), Ordering::Relaxed);
        let due = Instant::now() >= until || first && !order.ready.is_empty();
        // The batch that is complete is the last one.
        if ended || due {
            publish(order.batch(&task.reports));
            (first, until) = (false, Instant::now() + INTERVAL);
        }
        if ended {
            return;
        }
    }
}

/// What was found, in the order of the tree as far as all reports before are done.
struct Order {
    /// The report that comes next; all before it are done.
    head: usize,
    /// What was found in reports behind that, and whether they are done.
    waiting: BTreeMap<usize, (Vec<SectionHits>, bool)>,
    ready: Vec<(usize, SectionHits)>,
    tally: Tally,
    room: usize,
}

impl Order {
    fn new(reports: usize, limit: usize) -> Self {
        let tally = Tally { reports: u32::try_from(reports).unwrap_or(u32::MAX), ..Tally::default() };
        Self { head: 0, waiting: BTreeMap::new(), ready: Vec::new(), tally, room: limit }
    }

    fn is_full(&self) -> bool {
        self.room == 0
    }

    fn found(&mut self, number: usize, found: SectionHits) {
        self.tally.sections += 1;
        self.tally.hits += u64::from(found.hits);
        if number == self.head {
            self.keep(number, found);
        } else if !self.is_full() {
            self.waiting.entry(number).or_default().0.push(found);
        }
    }

    fn done(&mut self, number: usize) {
        self.tally.searched += 1;
        self.waiting.entry(number).or_default().1 = true;
        // What the next report has found already need not wait until that is done.
        while let Some((found, done)) = self.waiting.remove(&self.head) {
            for found in found {
                self.keep(self.head, found);
            }
            if !done {
                return;
            }
            self.head += 1;
        }
    }

    fn keep(&mut self, number: usize, found: SectionHits) {
        if self.room > 0 {
            self.room -= 1;
            self.ready.push((number, found));
        }
    }

    /// Nothing more is found. A report that was not done to its end, through a fault of its reader, holds up no other.
    fn end(&mut self) {
        while let Some((number, (found, _))) = self.waiting.pop_first() {
            for found in found {
                self.keep(number, found);
            }
        }
        self.tally.complete = true;
    }

    fn batch(&mut self, reports: &[(EntryId, Arc<Report>)]) -> Batch {
        let ready = std::mem::take(&mut self.ready);
        let named = ready.into_iter().filter_map(|(number, found)| Some((reports.get(number)?.0, found)));
        Batch { sections: named.collect(), tally: self.tally }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::formats::{self, Options};
    use crate::library::LibraryBuilder;
    use crate::library::walk::Root;
    use crate::search::fulltext::PatternOptions;

    /// A folder of reports, the library of it, and its texts.
    fn library(reports: usize) -> (tempfile::TempDir, Library, Arc<Texts>) {
        let folder = tempfile::tempdir().unwrap();
        let root = Root { path: folder.path().to_owned(), folder: true };
        let mut builder = LibraryBuilder::new(vec![root]);
        for number in 0..reports {
            let path = folder.path().join(format!("{number}.md"));
            // Later reports are shorter, so that they are done first.
            let text =
                format!("# 报告{number}\n\n{}\n\n## 问题\n\n问题{number}\n", "正文 ".repeat((reports - number) * 200));
            std::fs::write(&path, &text).unwrap();
            let document = formats::read(Path::new("x.md"), text.as_bytes(), &Options::default());
            builder.add([(0, Report::new(&path, &document))]);
        }
        (folder, builder.snapshot(), Arc::new(Texts::new(usize::MAX, Options::default())))
    }

    fn search(library: &Library, texts: &Arc<Texts>, typed: &str, limit: usize) -> Vec<Batch> {
        let pattern = Pattern::new(typed, PatternOptions::default()).unwrap();
        let mut batches = Vec::new();
        search_texts(library, texts, &pattern, limit, &|| false, &mut |batch| batches.push(batch));
        batches
    }

    #[test]
    fn sections_come_in_the_order_of_the_tree() {
        let (_folder, library, texts) = library(40);
        let batches = search(&library, &texts, "问题", usize::MAX);
        let found: Vec<EntryId> = batches.iter().flat_map(|batch| batch.sections.iter().map(|(id, _)| *id)).collect();
        let order: Vec<EntryId> = library.entries().iter().map(|entry| entry.id).collect();
        assert_eq!(found, order);
        let complete = Tally { sections: 40, hits: 80, searched: 40, reports: 40, complete: true };
        assert_eq!(batches.last().unwrap().tally, complete);
        assert!(batches.iter().rev().skip(1).all(|batch| !batch.tally.complete));
    }

    #[test]
    fn one_batch_is_complete_whichever_report_is_done_last() {
        let (_folder, library, texts) = library(2);
        let task = Task::new(&library, &texts);
        let found = search(&library, &texts, "问题", 9).remove(0).sections.remove(0).1;
        for order in [[0, 1], [1, 0]] {
            let (sender, parts) = mpsc::channel();
            sender.send(Part::Found(1, found.clone())).unwrap();
            order.into_iter().for_each(|number| sender.send(Part::Done(number)).unwrap());
            drop(sender);
            let mut complete = Vec::new();
            collect(&task, &parts, 9, &|| false, &mut |batch| {
                complete.push(batch.tally.complete);
            });
            assert_eq!(complete.iter().filter(|complete| **complete).count(), 1, "{order:?}: {complete:?}");
            assert_eq!(complete.last(), Some(&true), "{order:?}");
        }
    }

    #[test]
    fn what_is_beyond_the_limit_is_counted() {
        let (_folder, library, texts) = library(30);
        let batches = search(&library, &texts, "问题", 7);
        assert_eq!(batches.iter().map(|batch| batch.sections.len()).sum::<usize>(), 7);
        assert_eq!(batches.last().unwrap().tally.sections, 30);
    }

    #[test]
    fn nothing_is_found_in_nothing() {
        let (_folder, library, texts) = library(0);
        assert!(search(&library, &texts, "问题", 7).last().unwrap().tally.complete);
    }

    #[test]
    fn a_search_is_given_up_at_once() {
        let (_folder, library, texts) = library(5);
        let pattern = Pattern::new("问题", PatternOptions::default()).unwrap();
        search_texts(&library, &texts, &pattern, 7, &|| true, &mut |batch| panic!("{batch:?}"));
    }

    #[test]
    fn a_report_that_another_search_reads_is_waited_for_last() {
        let (_folder, library, texts) = library(5);
        let slow = Arc::clone(library.entries()[0].report().unwrap());
        let reading = texts.begin_to_read(&slow).unwrap();
        assert!(texts.text_unless_read(&slow).is_none());
        let pattern = Pattern::new("问题", PatternOptions::default()).unwrap();
        let (mut held, mut searched, mut complete) = (Some(reading), 0, false);
        search_texts(&library, &texts, &pattern, 7, &|| false, &mut |batch| {
            searched = batch.tally.searched;
            complete = batch.tally.complete;
            if searched == 4 {
                held = None;
            }
        });
        assert_eq!((searched, complete, held.is_none()), (5, true, true));
    }
}
