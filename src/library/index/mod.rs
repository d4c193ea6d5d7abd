//! The reports below the roots, read in parallel, and snapshots of them published as they come.

mod changes;
mod indexer;
mod keeper;
mod progress;
mod queue;
mod walker;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

pub use progress::{Progress, Unwatched};

use crate::formats::{self, Options, Reading};
use crate::library::arrangement::Arrangement;
use crate::library::cache::Documents;
use crate::library::index::indexer::{Indexer, Message};
use crate::library::report::Report;
use crate::library::snapshot::{EntryId, Library};
use crate::library::walk::{Root, WalkOptions};

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
    /// The folder for what is kept between runs; nothing is kept without one.
    pub cache: Option<PathBuf>,
    /// The documents that are kept between runs.
    pub documents: Option<Arc<Documents>>,
    /// Whether files that change are read again by themselves.
    pub watch: bool,
    /// How reports stand in the tree.
    pub arrangement: Arrangement,
}

/// A thread that reads the library, and parts of it again when asked. It ends when this handle is dropped.
#[derive(Debug)]
pub struct Index {
    messages: Sender<Message>,
    thread: Option<JoinHandle<()>>,
}

impl Index {
    /// Starts to read. `publish` is called on the index's own thread: at most ten times a second while reports are
    /// read, and once when all are.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(plan: Plan, publish: impl Fn(Update) + Send + 'static) -> std::io::Result<Self> {
        let (messages, inbox) = mpsc::channel();
        let mut indexer = Indexer::new(plan, messages.clone(), publish)?;
        let run = move || indexer.run(&inbox, false);
        let thread = thread::Builder::new().name("index".to_owned()).spawn(run)?;
        Ok(Self { messages, thread: Some(thread) })
    }

    /// Reads one report again.
    pub fn again(&self, id: EntryId) {
        self.send(Message::Again(id));
    }

    /// Reads everything in another way, one report first.
    pub fn otherwise(&self, reading: Reading, first: Option<EntryId>) {
        self.send(Message::Otherwise(reading, first));
    }

    /// Walks all roots again: new reports appear, changed ones are read again, those that are gone vanish. What was
    /// not read because reading was stopped is read.
    pub fn all_again(&self) {
        self.send(Message::AllAgain);
    }

    /// Publishes a snapshot in which reports stand in another way, and all later ones so.
    pub fn arrange(&self, arrangement: Arrangement) {
        self.send(Message::Arrange(arrangement));
    }

    /// Stops reading. What is read stays.
    pub fn stop(&self) {
        self.send(Message::Stop);
    }

    fn send(&self, message: Message) {
        // A thread that is gone has nothing to read with, and nobody to tell.
        let _ = self.messages.send(message);
    }
}

impl Drop for Index {
    fn drop(&mut self) {
        self.send(Message::End);
        // What was read and is not kept yet is kept now.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

/// Reads the whole library, and returns when that is done.
///
/// # Errors
/// When the system gives no thread.
pub fn read_all(plan: Plan) -> std::io::Result<Library> {
    let (messages, inbox) = mpsc::channel();
    let mut indexer = Indexer::new(Plan { watch: false, ..plan }, messages, |_| ())?;
    indexer.run(&inbox, true);
    Ok(indexer.snapshot())
}

/// Whether what was read belongs to the library. Binary files are left out, unless the user named the file itself, or
/// its name is that of a document which is no text either: then it is damaged.
pub(super) fn is_wanted(plan: &Plan, root: usize, report: &Report) -> bool {
    let named = plan.roots.get(root).is_some_and(|root| !root.folder);
    let document = || formats::named(&report.path).is_some_and(|format| !formats::is_text(format));
    named || !report.is_binary() || document()
}

/// Whether a report is one of those that the user wants, as far as that shows by its path and the size of its file. One
/// that the user named always is.
pub(super) fn is_selected(plan: &Plan, root: usize, report: &Report) -> bool {
    let Some(root) = plan.roots.get(root).filter(|root| root.folder) else { return true };
    let inside = report.path.strip_prefix(&root.path).unwrap_or(&report.path);
    plan.walk.selection.wants(inside, report.size())
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
    fn snapshots_come_ten_times_a_second_at_most() {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..300 {
            std::fs::write(folder.path().join(format!("{number}.md")), "# One\n\n- *some* text\n".repeat(1000))
                .unwrap();
        }
        let (sender, updates) = mpsc::channel();
        let began = std::time::Instant::now();
        let publish = move |update: Update| {
            let _ = sender.send(update.progress);
        };
        let _index = Index::start(plan(folder.path()), publish).unwrap();
        let before_the_last = updates.iter().take_while(|progress| !progress.complete).count();
        // Beside those that the clock allows: the first, and the one in which all headings stand.
        let allowed = 2 + began.elapsed().as_millis() / 100;
        assert!(before_the_last as u128 <= allowed, "{before_the_last} snapshots, {allowed} allowed");
    }

    #[test]
    fn binary_files_are_left_out_unless_they_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("image.txt");
        std::fs::write(&file, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01").unwrap();
        assert_eq!(read_all(plan(folder.path())).unwrap().reports(), 0);
        assert_eq!(read_all(plan(&file)).unwrap().reports(), 1);
    }
}
