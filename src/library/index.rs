//! The reports below the roots, read in parallel, and snapshots of them published as they come.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use rayon::iter::{ParallelBridge, ParallelIterator};

use crate::formats::{self, Options, Reading};
use crate::library::report::{Report, read_document};
use crate::library::snapshot::{EntryId, Library, LibraryBuilder};
use crate::library::walk::{Candidate, Root, WalkOptions, walk};

/// The shortest time between two snapshots.
const INTERVAL: Duration = Duration::from_millis(100);

/// How far the reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Reports read so far.
    pub reports: u32,
    /// Headings found so far.
    pub headings: u32,
    /// Whether all reports are read.
    pub complete: bool,
}

/// A new snapshot.
#[derive(Clone, Debug)]
pub struct Update {
    /// All that is read.
    pub library: Arc<Library>,
    /// How far it is.
    pub progress: Progress,
}

/// What is to be read, and how.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Where the reports are.
    pub roots: Vec<Root>,
    /// How folders are walked.
    pub walk: WalkOptions,
    /// How files are read.
    pub read: Options,
}

/// What may be asked of a running index.
enum Request {
    Again(EntryId),
    AllAgain,
    Otherwise(Reading, Option<EntryId>),
}

/// A thread that reads the library, and parts of it again when asked. It ends when this handle is dropped and what it
/// was doing is done.
#[derive(Debug)]
pub struct Index {
    requests: Sender<Request>,
}

impl Index {
    /// Starts to read. `publish` is called on the index's own thread: at most ten times a second while reports are
    /// read, and once when all are.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(plan: Plan, publish: impl Fn(Update) + Send + 'static) -> std::io::Result<Self> {
        let (requests, inbox) = mpsc::channel();
        std::thread::Builder::new().name("index".to_owned()).spawn(move || serve(plan, &inbox, &publish))?;
        Ok(Self { requests })
    }

    /// Reads one report again.
    pub fn again(&self, id: EntryId) {
        // A thread that is gone has nothing to read with, and nobody to tell.
        let _ = self.requests.send(Request::Again(id));
    }

    /// Reads everything in another way, one report first.
    pub fn otherwise(&self, reading: Reading, first: Option<EntryId>) {
        let _ = self.requests.send(Request::Otherwise(reading, first));
    }

    /// Walks all roots again: new reports appear, changed ones are read again, those that are gone vanish.
    pub fn all_again(&self) {
        let _ = self.requests.send(Request::AllAgain);
    }
}

/// Reads the whole library, and returns when that is done.
pub fn read_all(plan: &Plan) -> Library {
    let mut builder = LibraryBuilder::new(plan.roots.clone());
    pass(plan, &mut builder, &|_| ());
    builder.snapshot()
}

fn serve(mut plan: Plan, inbox: &Receiver<Request>, publish: &impl Fn(Update)) {
    let mut builder = LibraryBuilder::new(plan.roots.clone());
    pass(&plan, &mut builder, publish);
    while let Ok(request) = inbox.recv() {
        match request {
            Request::Again(id) => again(&plan, &mut builder, id, publish),
            Request::AllAgain => pass(&plan, &mut builder, publish),
            Request::Otherwise(reading, first) => {
                plan.read.reading = reading;
                if let Some(first) = first {
                    again(&plan, &mut builder, first, publish);
                }
                pass(&plan, &mut builder, publish);
            }
        }
    }
}

/// Reads one report again; one that is gone, or no text any more, is taken out. A folder that could not be read is
/// walked with all others.
fn again(plan: &Plan, builder: &mut LibraryBuilder, id: EntryId, publish: &impl Fn(Update)) {
    let Some((root, path)) = builder.find(id).map(|(root, path)| (root, path.to_owned())) else { return };
    if path.is_dir() {
        return pass(plan, builder, publish);
    }
    let there = path.symlink_metadata().is_ok();
    match read(plan, Candidate { root, path: path.clone(), problem: None }).filter(|_| there) {
        Some(read) => builder.add([read]),
        None => builder.retain(|of, report| (of, report) != (root, path.as_path())),
    }
    publish(update(builder, true));
}

/// Walks and reads everything once.
fn pass(plan: &Plan, builder: &mut LibraryBuilder, publish: &impl Fn(Update)) {
    let mut seen: HashSet<(usize, PathBuf)> = HashSet::new();
    std::thread::scope(|scope| {
        let (sender, results) = mpsc::channel();
        scope.spawn(move || {
            walk(&plan.roots, plan.walk).par_bridge().for_each_with(sender, |sender, candidate| {
                if let Some(result) = read(plan, candidate) {
                    // The receiver lives until all senders are dropped.
                    let _ = sender.send(result);
                }
            });
        });
        let mut next = Instant::now();
        while let Some(batch) = batch(&results, next) {
            seen.extend(batch.iter().map(|(root, report)| (*root, report.path.to_path_buf())));
            builder.add(batch);
            let began = Instant::now();
            publish(update(builder, false));
            // Snapshots of a large library cost time that reading needs more.
            next = Instant::now() + INTERVAL.max(began.elapsed() * 10);
        }
    });
    builder.retain(|root, path| seen.contains(&(root, path.to_owned())));
    publish(update(builder, true));
}

/// All that arrives until the time given, at least one report; `None` when no more will come.
fn batch(results: &Receiver<(usize, Report)>, until: Instant) -> Option<Vec<(usize, Report)>> {
    let mut batch = vec![results.recv().ok()?];
    loop {
        match results.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(result) => batch.push(result),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Some(batch),
        }
    }
}

/// Reads one candidate.
fn read(plan: &Plan, candidate: Candidate) -> Option<(usize, Report)> {
    let Candidate { root, path, problem } = candidate;
    let report = match problem {
        Some(problem) => Report::unreadable(&path, problem),
        None => Report::new(&path, &read_document(&path, &plan.read)).read_as(plan.read.reading),
    };
    is_wanted(plan, root, &report).then_some((root, report))
}

/// Whether what was read belongs to the library. Binary files are left out, unless the user named the file itself, or
/// its name is that of a document which is no text either: then it is damaged.
pub(super) fn is_wanted(plan: &Plan, root: usize, report: &Report) -> bool {
    let named = plan.roots.get(root).is_some_and(|root| !root.folder);
    let document = formats::named(&report.path).is_some_and(|format| !formats::is_text(format));
    named || document || !report.is_binary()
}

fn update(builder: &mut LibraryBuilder, complete: bool) -> Update {
    let library = builder.snapshot();
    let progress = Progress { reports: library.reports(), headings: library.headings(), complete };
    Update { library: Arc::new(library), progress }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(folder: &std::path::Path) -> Plan {
        Plan { roots: vec![Root::open(folder).unwrap()], ..Plan::default() }
    }

    #[test]
    fn snapshots_grow_until_all_is_read_and_follow_what_changed() {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..50 {
            std::fs::write(folder.path().join(format!("{number}.md")), "# One\n\ntext\n").unwrap();
        }
        let (sender, updates) = mpsc::channel();
        let index = Index::start(plan(folder.path()), move |update| drop(sender.send(update))).unwrap();
        let complete = || updates.iter().find(|update| update.progress.complete).unwrap();
        let first = complete();
        assert_eq!((first.progress.reports, first.progress.headings), (50, 50));

        let changed = first.library.entries()[3].id;
        std::fs::write(folder.path().join("3.md"), "# One\n\n## Two\n").unwrap();
        index.again(changed);
        assert_eq!(complete().library.report(changed).unwrap().outline.len(), 2);

        std::fs::remove_file(folder.path().join("3.md")).unwrap();
        std::fs::write(folder.path().join("new.md"), "# New\n").unwrap();
        index.all_again();
        let last = complete();
        assert!(last.library.report(changed).is_none());
        assert_eq!(last.progress.reports, 50);
    }

    #[test]
    fn binary_files_are_left_out_unless_they_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("image.txt");
        std::fs::write(&file, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01").unwrap();
        assert_eq!(read_all(&plan(folder.path())).reports(), 0);
        assert_eq!(read_all(&plan(&file)).reports(), 1);
    }
}
