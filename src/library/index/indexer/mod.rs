//! The thread of the index: it takes messages, decides what is read, and publishes what is known.
//!
//! Everything comes in rounds. A round walks all roots, or the parts in which something may have changed, and reads what
//! is new or has changed. A newer round ends an older one; what its threads still bring is taken all the same.

mod round;

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use crate::formats::Reading;
use crate::library::arrangement::{Arrangement, arranged};
use crate::library::builder::LibraryBuilder;
use crate::library::cache::Cache;
use crate::library::index::changes::Changes;
use crate::library::index::keeper::Keeper;
use crate::library::index::progress::{Progress, Tally, Unwatched};
use crate::library::index::queue::{Job, Queue, Task};
use crate::library::index::{Plan, Update, is_selected, is_wanted};
use crate::library::omissions::Omissions;
use crate::library::plan::Survey;
use crate::library::report::Report;
use crate::library::snapshot::{EntryId, Library};
use crate::library::walk::{Candidate, Part};
use crate::library::watch::{Notice, Places, Watch};
use round::Round;

/// The shortest time between two snapshots.
const INTERVAL: Duration = Duration::from_millis(100);

/// What the index is told.
#[derive(Debug)]
pub(super) enum Message {
    /// Read one report again.
    Again(EntryId),
    /// Look through everything again.
    AllAgain,
    /// Read everything in another way.
    Otherwise(Reading, Option<EntryId>),
    /// Stop reading.
    Stop,
    /// End.
    End,
    /// A round has found files.
    Found(u32, Vec<Candidate>),
    /// A round has walked these parts, and left something out.
    Walked(u32, Vec<Part>, Omissions),
    /// Reports stand in another way from now on.
    Arrange(Arrangement),
    /// A file was read. Whether it was still there.
    Read(Job, Box<Report>, bool),
    /// The system tells of changes.
    Notice(Notice),
}

/// The state of the thread.
pub(super) struct Indexer<P> {
    plan: Plan,
    publish: P,
    outbox: Sender<Message>,
    queue: Arc<Queue>,
    builder: LibraryBuilder,
    keeper: Keeper,
    watch: Option<Arc<Watch>>,
    unwatched: Option<Unwatched>,
    round: Round,
    /// The number of the newest round, for the threads that walk.
    newest: Arc<AtomicU32>,
    /// What was read and is not in the library yet.
    arrived: Vec<(usize, Report)>,
    changes: Changes,
    places: Places,
    /// Whether there is something to publish, and when it may be.
    dirty: bool,
    next: Instant,
    complete: bool,
    stopped: bool,
    /// Whether anybody looks on while files are read.
    watched: bool,
}

impl<P: Fn(Update)> Indexer<P> {
    /// Starts the threads that read.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn new(plan: Plan, outbox: Sender<Message>, publish: P) -> io::Result<Self> {
        let done = {
            let outbox = outbox.clone();
            move |job: Job, report: Report| {
                let there = report.stamp.is_some() || report.partial || job.path.symlink_metadata().is_ok();
                drop(outbox.send(Message::Read(job, Box::new(report), there)));
            }
        };
        let now = Instant::now();
        let (survey, tally) = (Survey::default(), Tally::new(now));
        Ok(Self {
            queue: Queue::start(&plan.read, plan.documents.as_ref(), done)?,
            builder: LibraryBuilder::new(plan.roots.clone()),
            keeper: Keeper::default(),
            watch: None,
            unwatched: None,
            round: Round { number: 0, whole: false, walking: false, survey, found: Vec::new(), tally },
            newest: Arc::default(),
            arrived: Vec::new(),
            changes: Changes::default(),
            places: Places::of(&plan.roots),
            dirty: false,
            next: now,
            complete: false,
            stopped: false,
            watched: false,
            plan,
            publish,
            outbox,
        })
    }

    /// Works until it is told to end, or, where `once` holds, until everything is read.
    pub(super) fn run(&mut self, inbox: &Receiver<Message>, once: bool) {
        self.watched = !once;
        self.recall();
        if self.plan.watch {
            let outbox = self.outbox.clone();
            let tell = move |notice| drop(outbox.send(Message::Notice(notice)));
            self.watch = Watch::start(&self.plan.roots, tell).map(Arc::new);
        }
        self.begin(None);
        while !(once && self.complete) {
            let message = match self.due() {
                None => inbox.recv().ok(),
                Some(due) => match inbox.recv_timeout(due.saturating_duration_since(Instant::now())) {
                    Ok(message) => Some(message),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => Some(Message::End),
                },
            };
            match message {
                Some(Message::End) => break,
                Some(message) => self.take(message),
                None => {}
            }
            self.act();
        }
        self.queue.close();
        self.newest.store(u32::MAX, Ordering::Relaxed);
        self.absorb();
        self.keeper.flush();
    }

    /// The library as it is now.
    pub(super) fn snapshot(&mut self) -> Library {
        self.absorb();
        arranged(self.builder.snapshot(), self.plan.arrangement)
    }

    /// When something has to be done though no message comes; `None` where nothing has.
    fn due(&self) -> Option<Instant> {
        let changes = if self.is_busy() { None } else { self.changes.due() };
        [self.dirty.then_some(self.next), changes].into_iter().flatten().min()
    }

    /// Does what is due.
    fn act(&mut self) {
        let now = Instant::now();
        if !self.is_busy() && self.changes.due().is_some_and(|due| due <= now) {
            self.look_at_changes();
        }
        if self.dirty && self.next <= now {
            self.publish();
        }
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Again(id) => self.again(id),
            Message::AllAgain => self.begin(None),
            Message::Otherwise(reading, first) => self.otherwise(reading, first),
            Message::Stop => self.stop(),
            Message::End => {}
            Message::Found(round, candidates) if round == self.round.number => self.found(candidates),
            Message::Walked(round, parts, omissions) if round == self.round.number => self.walked(&parts, omissions),
            Message::Found(..) | Message::Walked(..) => {}
            Message::Arrange(arrangement) => {
                self.plan.arrangement = arrangement;
                self.publish();
            }
            Message::Read(job, report, there) => self.read(&job, *report, there),
            Message::Notice(Notice::Changed(paths)) => self.changes.add(paths, Instant::now()),
            Message::Notice(Notice::Missed) => self.changes.add_all(Instant::now()),
            Message::Notice(Notice::Unwatched(reason)) => {
                self.unwatched = Some(reason);
                self.dirty = true;
            }
        }
    }

    /// Takes what is kept of the library.
    fn recall(&mut self) {
        let Some(folder) = &self.plan.cache else { return };
        let mut cache = Cache::new(folder, &self.plan.roots, &self.plan.walk, &self.plan.read);
        let mut kept = cache.load();
        kept.retain(|(root, report)| is_selected(&self.plan, *root, report));
        self.builder.add(kept.into_iter().map(|(root, report)| (root, admitted(&self.plan, root, report))));
        self.keeper = Keeper::new(cache);
        if self.builder.len() > 0 {
            self.publish();
        }
    }

    fn read(&mut self, job: &Job, report: Report, there: bool) {
        if job.round == self.round.number {
            self.count(job, report.partial);
        }
        if !there {
            self.absorb();
            let gone: Vec<EntryId> = self.builder.id(job.root, &job.path).into_iter().collect();
            self.builder.remove(&gone);
            self.dirty = true;
        } else if job.reading == self.plan.read.reading {
            self.arrived.push((job.root, admitted(&self.plan, job.root, report)));
            self.dirty = true;
        }
        self.end_if_done();
    }

    /// Counts what came of a file. When the headings of all are known, nobody has to wait for them any longer.
    fn count(&mut self, job: &Job, partial: bool) {
        let tally = &mut self.round.tally;
        if !partial {
            tally.read(job.size);
        }
        match job.task {
            Task::Glance if tally.seen(partial) && !self.round.walking => self.next = Instant::now(),
            Task::Rest => tally.no_longer_glanced(),
            Task::Glance | Task::Read => {}
        }
    }

    /// Reads one report again; one that is gone is taken out. A folder that could not be read is walked with all
    /// others.
    fn again(&mut self, id: EntryId) {
        let Some((root, path)) = self.builder.path(id) else { return };
        if path.is_dir() {
            return self.begin(None);
        }
        let size = path.metadata().map_or(0, |metadata| metadata.len());
        let job = self.job(root, &path, size);
        self.queue.add_first(job);
    }

    fn otherwise(&mut self, reading: Reading, first: Option<EntryId>) {
        self.plan.read.reading = reading;
        self.absorb();
        self.keeper.flush();
        let first = first.and_then(|id| self.builder.path(id));
        self.recall();
        self.begin(None);
        if let Some((root, path)) = first {
            let size = path.metadata().map_or(0, |metadata| metadata.len());
            let job = self.job(root, &path, size);
            self.queue.add_first(job);
        }
    }

    fn stop(&mut self) {
        if self.complete {
            return;
        }
        self.queue.clear();
        self.round.number += 1;
        self.newest.store(self.round.number, Ordering::Relaxed);
        (self.round.walking, self.round.tally) = (false, Tally::new(Instant::now()));
        self.absorb();
        self.keeper.flush();
        (self.complete, self.stopped) = (true, true);
        self.publish();
    }

    fn look_at_changes(&mut self) {
        let selection = &self.plan.walk.selection;
        let paths = self.changes.take().filter(|paths| !paths.iter().any(|path| selection.depends_on(path)));
        let parts = paths.map(|paths| paths.iter().flat_map(|path| self.places.parts(path)).collect::<Vec<Part>>());
        if parts.as_ref().is_none_or(|parts| !parts.is_empty()) {
            self.begin(parts);
        }
    }

    /// Puts into the library what was read.
    fn absorb(&mut self) {
        let arrived = std::mem::take(&mut self.arrived);
        let places: Vec<_> = arrived.iter().map(|(root, report)| (*root, Arc::clone(&report.path))).collect();
        self.builder.add(arrived);
        let builder = &self.builder;
        let stored =
            |(root, path): (usize, Arc<Path>)| Some((root, Arc::clone(builder.report(builder.id(root, &path)?)?)));
        self.keeper.add(places.into_iter().filter_map(stored));
    }

    fn publish(&mut self) {
        self.absorb();
        let began = Instant::now();
        let library = Arc::new(self.snapshot());
        let counted =
            if self.complete { Progress::default() } else { self.round.tally.progress(began, self.round.walking) };
        let progress = Progress {
            reports: library.reports(),
            headings: library.headings(),
            left_out: library.omissions().total(),
            complete: self.complete,
            stopped: self.stopped,
            unwatched: self.unwatched,
            ..counted
        };
        (self.publish)(Update { library, progress });
        self.dirty = false;
        // Snapshots of a large library cost time that reading needs more.
        let now = Instant::now();
        self.next = now + INTERVAL.max((now - began) * 10);
    }
}

/// The report as it stands in the library.
fn admitted(plan: &Plan, root: usize, report: Report) -> Report {
    Report { left_out: !is_wanted(plan, root, &report), ..report }
}
