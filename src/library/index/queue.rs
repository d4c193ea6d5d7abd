//! Files that wait to be read, and the threads that read them.
//!
//! Small files are read in the order of the tree. Large ones have a lane of their own, which never takes all threads
//! while small ones wait: so they begin early, and nothing waits for them. Where a glance at a file shows its headings,
//! that comes first, and the file is read when no other is left.

use std::collections::VecDeque;
use std::io;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, available_parallelism};

use crate::formats::{Options, Reading};
use crate::library::cache::Documents;
use crate::library::report::Report;

/// Files of so many bytes are large.
const LARGE: u64 = 4 * 1024 * 1024;

/// A buffer that is larger is given back after use.
const KEPT: usize = 4 * 1024 * 1024;

/// A file that is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Job {
    /// The round that asks for it.
    pub(super) round: u32,
    pub(super) root: usize,
    pub(super) path: PathBuf,
    pub(super) size: u64,
    pub(super) reading: Reading,
    /// What is done with it.
    pub(super) task: Task,
}

/// What is done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// A look at its contents, where it has some; else it is read.
    Glance,
    /// It is read.
    Read,
    /// It is read after a glance has shown its headings.
    Rest,
}

#[derive(Debug, Default)]
struct Lanes {
    small: VecDeque<Job>,
    large: VecDeque<Job>,
    /// Files that were glanced at.
    later: VecDeque<Job>,
    /// Threads that are at a large file.
    at_large: usize,
    closed: bool,
}

impl Lanes {
    /// The next file for one of so many threads.
    fn next(&mut self, threads: usize) -> Option<Job> {
        let others = self.at_large + 1 < threads || self.small.is_empty();
        let large = if others { self.large.pop_front() } else { None };
        self.at_large += usize::from(large.is_some());
        large.or_else(|| self.small.pop_front()).or_else(|| self.later.pop_front())
    }
}

/// Files that wait to be read.
#[derive(Debug)]
pub(super) struct Queue {
    lanes: Mutex<Lanes>,
    arrived: Condvar,
    threads: usize,
}

impl Queue {
    /// Starts a thread for each core. `done` is called on them with what was read; they end after [`Queue::close`].
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn start(
        options: &Options,
        kept: Option<&Arc<Documents>>,
        done: impl Fn(Job, Report) + Clone + Send + 'static,
    ) -> io::Result<Arc<Self>> {
        let threads = available_parallelism().map_or(1, NonZero::get);
        let queue = Arc::new(Self { lanes: Mutex::default(), arrived: Condvar::new(), threads });
        for number in 1..=threads {
            let (queue, options, kept, done) = (Arc::clone(&queue), options.clone(), kept.cloned(), done.clone());
            thread::Builder::new()
                .name(format!("read {number}"))
                .spawn(move || queue.work(&options, kept.as_deref(), &done))?;
        }
        Ok(queue)
    }

    /// Reads what comes until the queue is closed.
    fn work(&self, options: &Options, kept: Option<&Documents>, done: &impl Fn(Job, Report)) {
        let mut buffer = Vec::new();
        while let Some((job, large)) = self.take() {
            let options = Options { reading: job.reading, ..options.clone() };
            let report = match job.task {
                Task::Glance => Report::glimpse(&job.path, &options, &mut buffer, kept),
                Task::Read | Task::Rest => Report::read(&job.path, &options, &mut buffer, kept),
            };
            if report.partial {
                self.lock().later.push_back(Job { task: Task::Rest, ..job.clone() });
            }
            if buffer.capacity() > KEPT {
                buffer = Vec::new();
            }
            let mut lanes = self.lock();
            lanes.at_large = lanes.at_large.saturating_sub(usize::from(large));
            drop(lanes);
            done(job, report);
        }
    }

    /// The next file, and whether its thread is one of those that are at a large one.
    fn take(&self) -> Option<(Job, bool)> {
        let mut lanes = self.lock();
        while !lanes.closed {
            let before = lanes.at_large;
            if let Some(job) = lanes.next(self.threads) {
                return Some((job, lanes.at_large > before));
            }
            lanes = self.arrived.wait(lanes).unwrap_or_else(PoisonError::into_inner);
        }
        None
    }

    /// Adds files behind all others.
    pub(super) fn add(&self, jobs: Vec<Job>) {
        let mut lanes = self.lock();
        for job in jobs {
            if job.size >= LARGE { lanes.large.push_back(job) } else { lanes.small.push_back(job) }
        }
        drop(lanes);
        self.arrived.notify_all();
    }

    /// Adds a file before all others.
    pub(super) fn add_first(&self, job: Job) {
        let mut lanes = self.lock();
        if job.size >= LARGE {
            lanes.large.push_front(job)
        } else {
            lanes.small.push_front(job)
        }
        drop(lanes);
        self.arrived.notify_all();
    }

    /// Forgets all files that still wait.
    pub(super) fn clear(&self) {
        let mut lanes = self.lock();
        lanes.small = VecDeque::new();
        lanes.large = VecDeque::new();
        lanes.later = VecDeque::new();
    }

    /// Lets the threads end.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.arrived.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Lanes> {
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sizes in megabytes that are taken by so many threads, in this order, while none of them is done.
    fn check(threads: usize, sizes: &[u64], expected: &[u64]) {
        let mut lanes = Lanes::default();
        for size in sizes.iter().map(|size| size << 20) {
            let (path, reading, task) = (PathBuf::new(), Reading::default(), Task::Read);
            let job = Job { round: 0, root: 0, path, size, reading, task };
            if size >= LARGE { lanes.large.push_back(job) } else { lanes.small.push_back(job) }
        }
        let taken: Vec<u64> = std::iter::from_fn(|| lanes.next(threads)).map(|job| job.size >> 20).collect();
        assert_eq!(taken, expected, "{threads} threads");
    }

    #[test]
    fn large_files_begin_early_and_leave_a_thread_to_small_ones() {
        check(2, &[1, 2, 50, 3, 60], &[50, 1, 2, 3, 60]);
        check(4, &[1, 2, 50, 60, 70, 80], &[50, 60, 70, 1, 2, 80]);
        check(1, &[50, 1, 2], &[1, 2, 50]);
        check(2, &[50, 60], &[50, 60]);
        check(2, &[1, 2], &[1, 2]);
    }

    #[test]
    fn large_files_are_read_beside_small_ones() {
        let folder = tempfile::tempdir().unwrap();
        let threads = available_parallelism().map_or(1, NonZero::get);
        let job = |name: String, bytes: usize| {
            let path = folder.path().join(name);
            std::fs::write(&path, "# One\n\na text\n\n".repeat(bytes / 15 + 1)).unwrap();
            let size = path.metadata().unwrap().len();
            Job { round: 0, root: 0, path, size, reading: Reading::default(), task: Task::Read }
        };
        let large = (0..=threads).map(|number| job(format!("large {number}.md"), LARGE as usize));
        let small = (0..40 * threads).map(|number| job(format!("small {number}.md"), 300_000));
        let jobs: Vec<Job> = small.chain(large).collect();
        let count = jobs.len();
        let (sender, read) = std::sync::mpsc::channel();
        let done = move |job: Job, _| {
            let _ = sender.send(job.size >= LARGE);
        };
        let queue = Queue::start(&Options::default(), None, done).unwrap();
        queue.add(jobs);
        let are_large: Vec<bool> = read.iter().take(count).collect();
        queue.close();
        let first = |large: bool| are_large.iter().position(|other| *other == large);
        let last = |large: bool| are_large.iter().rposition(|other| *other == large);
        assert!(first(false) < last(true), "the small files waited for the large ones");
        assert!(threads == 1 || first(true) < last(false), "the large files waited for the small ones");
    }

    #[test]
    fn a_book_is_glanced_at_and_then_read() {
        let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
        let has_contents = |path: &std::path::Path| {
            let bytes = std::fs::read(path).unwrap_or_default();
            crate::formats::glance(path, &bytes, &Options::default()).is_some()
        };
        let files = walkdir::WalkDir::new(samples).sort_by_file_name().into_iter().flatten();
        let book = files.map(walkdir::DirEntry::into_path).find(|path| has_contents(path)).unwrap();
        let (sender, read) = std::sync::mpsc::channel();
        let done = move |job: Job, report: Report| {
            let _ = sender.send((job.task, report.partial, report.outline.len()));
        };
        let queue = Queue::start(&Options::default(), None, done).unwrap();
        let job = Job { round: 0, root: 0, path: book, size: 0, reading: Reading::default(), task: Task::Glance };
        queue.add(vec![job]);
        let (first, second) = (read.recv().unwrap(), read.recv().unwrap());
        queue.close();
        assert_eq!(((first.0, first.1), (second.0, second.1)), ((Task::Glance, true), (Task::Rest, false)));
        assert!(first.2 > 0 && first.2 <= second.2, "{first:?} {second:?}");
    }
}
