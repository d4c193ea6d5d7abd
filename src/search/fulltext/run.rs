//! A search through the texts of all reports of a library.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crate::library::{EntryId, Library, Report, Texts};
use crate::search::fulltext::pattern::{Pattern, PatternError};
use crate::search::fulltext::sections::{Looked, SectionHits, sections_with};

/// The time between two batches. The first one comes with the first section that is found, or after this.
const INTERVAL: Duration = Duration::from_millis(40);

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

/// Searches all texts of a library, on as many threads as there are cores. `publish` takes what is found on the thread
/// of the caller, in the order of the tree: the first section as soon as it is known, then a batch every 40 ms, then a
/// last one, which is complete. The first `limit` sections are handed over; those beyond are only counted.
///
/// Gives up, without a complete batch, as soon as `cancelled` says so.
pub fn search_texts(
    library: &Library,
    texts: &Texts,
    pattern: &Pattern,
    limit: usize,
    cancelled: &(dyn Fn() -> bool + Sync),
    publish: &mut dyn FnMut(Batch),
) {
    let reports = library.entries().iter().filter_map(|entry| Some((entry.id, entry.report()?)));
    // Where only the contents are known, no place of the text belongs to a section yet.
    let reports = reports.filter(|(_, report)| !report.partial);
    let reports: Vec<(EntryId, &Arc<Report>)> = reports.collect();
    let (next, enough) = (AtomicUsize::new(0), AtomicBool::new(false));
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(reports.len());
    std::thread::scope(|scope| {
        let (sender, parts) = mpsc::channel();
        for _ in 0..threads {
            let (sender, reports, next, enough) = (sender.clone(), &reports, &next, &enough);
            let pattern = pattern.clone();
            scope.spawn(move || {
                let wanted = || !enough.load(Ordering::Relaxed);
                while let Some((number, report)) = take_next(reports, next)
                    && look_through(number, report, texts, &pattern, &wanted, cancelled, &sender).is_some()
                {
                }
            });
        }
        drop(sender);
        collect(&reports, &parts, limit, &enough, cancelled, publish);
    });
}

fn take_next<'library>(
    reports: &[(EntryId, &'library Arc<Report>)],
    next: &AtomicUsize,
) -> Option<(usize, &'library Arc<Report>)> {
    let number = next.fetch_add(1, Ordering::Relaxed);
    Some((number, reports.get(number)?.1))
}

/// Looks through one report. `None` when the search is given up.
fn look_through(
    number: usize,
    report: &Arc<Report>,
    texts: &Texts,
    pattern: &Pattern,
    wanted: &dyn Fn() -> bool,
    cancelled: &(dyn Fn() -> bool + Sync),
    sender: &Sender<Part>,
) -> Option<()> {
    if cancelled() {
        return None;
    }
    let held = texts.text(report);
    let looked = Looked { text: &held.text, dress: held.dress, outline: &report.outline };
    // Whoever collects no longer takes anything where the search is given up.
    sections_with(pattern, looked, wanted, &|| cancelled(), &mut |found| {
        drop(sender.send(Part::Found(number, found)))
    })?;
    sender.send(Part::Done(number)).ok()
}

/// Puts what the threads find into the order of the tree, and hands it over.
fn collect(
    reports: &[(EntryId, &Arc<Report>)],
    parts: &Receiver<Part>,
    limit: usize,
    enough: &AtomicBool,
    cancelled: &dyn Fn() -> bool,
    publish: &mut dyn FnMut(Batch),
) {
    let mut order = Order::new(reports.len(), limit);
    let mut until = Instant::now() + INTERVAL;
    let mut first = true;
    loop {
        let part = parts.recv_timeout(until.saturating_duration_since(Instant::now()));
        let ended = matches!(part, Err(RecvTimeoutError::Disconnected));
        match part {
            Ok(Part::Found(number, found)) => order.found(number, found),
            Ok(Part::Done(number)) => order.done(number),
            Err(_) => {}
        }
        if cancelled() {
            return;
        }
        enough.store(order.is_full(), Ordering::Relaxed);
        let due = Instant::now() >= until || first && !order.ready.is_empty();
        // The batch that is complete is the last one.
        if ended || due && !order.is_complete() {
            publish(order.batch(reports));
            (first, until) = (false, Instant::now() + INTERVAL);
        }
        if ended {
            return;
        }
    }
}

/// What was found, in the order of the tree as far as all reports before are done.
struct Order {
    reports: usize,
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
        Self { reports, head: 0, waiting: BTreeMap::new(), ready: Vec::new(), tally, room: limit }
    }

    fn is_full(&self) -> bool {
        self.room == 0
    }

    fn is_complete(&self) -> bool {
        self.head == self.reports
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

    fn batch(&mut self, reports: &[(EntryId, &Arc<Report>)]) -> Batch {
        self.tally.complete = self.is_complete();
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
    fn library(reports: usize) -> (tempfile::TempDir, Library, Texts) {
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
        (folder, builder.snapshot(), Texts::new(usize::MAX, Options::default()))
    }

    fn search(library: &Library, texts: &Texts, typed: &str, limit: usize) -> Vec<Batch> {
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
        let reports: Vec<_> = library.entries().iter().filter_map(|entry| Some((entry.id, entry.report()?))).collect();
        let found = search(&library, &texts, "问题", 9).remove(0).sections.remove(0).1;
        for order in [[0, 1], [1, 0]] {
            let (sender, parts) = mpsc::channel();
            sender.send(Part::Found(1, found.clone())).unwrap();
            order.into_iter().for_each(|number| sender.send(Part::Done(number)).unwrap());
            drop(sender);
            let mut complete = Vec::new();
            collect(&reports, &parts, 9, &AtomicBool::new(false), &|| false, &mut |batch| {
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
}
