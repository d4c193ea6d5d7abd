//! What happens in a round, from its beginning to its end.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use super::{Indexer, Message};
use crate::library::index::Update;
use crate::library::index::progress::Tally;
use crate::library::index::queue::{Job, Task};
use crate::library::index::walker::{self, Walker};
use crate::library::omissions::Omissions;
use crate::library::plan::{Found, Known, Step, Survey, moved};
use crate::library::report::Report;
use crate::library::snapshot::EntryId;
use crate::library::walk::{Candidate, Part};

/// One look at the whole library, or at parts of it.
pub(super) struct Round {
    pub(super) number: u32,
    /// Whether all roots are walked.
    pub(super) whole: bool,
    pub(super) walking: bool,
    pub(super) survey: Survey,
    /// What has to be read of parts that are still walked.
    pub(super) found: Vec<Found>,
    pub(super) tally: Tally,
}

impl<P: Fn(Update)> Indexer<P> {
    /// Whether the round is not at its end.
    pub(super) fn is_busy(&self) -> bool {
        self.round.walking || self.round.tally.open() > 0
    }

    /// Begins a round: over all roots, or over the parts given.
    pub(super) fn begin(&mut self, parts: Option<Vec<Part>>) {
        self.absorb();
        self.queue.clear();
        let whole = parts.is_none();
        let survey = Survey::new(self.known(parts.as_deref()));
        let number = self.round.number + 1;
        let tally = Tally::new(Instant::now());
        self.round = Round { number, whole, walking: true, survey, found: Vec::new(), tally };
        if whole {
            (self.complete, self.stopped) = (false, false);
            self.changes.clear();
            self.dirty = true;
        }
        self.newest.store(number, Ordering::Relaxed);
        self.walk(parts.unwrap_or_else(|| Part::all(&self.plan.roots)), number);
    }

    /// What is known of the library, or of parts of it.
    fn known(&self, parts: Option<&[Part]>) -> Vec<(usize, Arc<Path>, Known)> {
        let reading = self.plan.read.reading;
        let known = |id| self.builder.known(id, |report| report.reading == reading);
        match parts {
            None => self.builder.reports().filter_map(|(_, id, _)| known(id)).collect(),
            Some(parts) => self.builder.inside(parts).into_iter().filter_map(known).collect(),
        }
    }

    /// Lets a thread walk parts of the library for a round.
    fn walk(&mut self, parts: Vec<Part>, round: u32) {
        let newest = Arc::clone(&self.newest);
        let walker =
            Walker { roots: self.plan.roots.clone(), options: self.plan.walk.clone(), watch: self.watch.clone() };
        let outbox = self.outbox.clone();
        let send = move |step: walker::Step| {
            drop(outbox.send(match step {
                walker::Step::Found(found) => Message::Found(round, found),
                walker::Step::Done(parts, omissions) => Message::Walked(round, parts, omissions),
            }));
        };
        if walker.start(parts, move || newest.load(Ordering::Relaxed) != round, send).is_err() {
            // Without a thread nothing is found; what is known stays.
            self.round.survey = Survey::default();
            drop(self.outbox.send(Message::Walked(round, Vec::new(), Omissions::default())));
        }
    }

    pub(super) fn found(&mut self, candidates: Vec<Candidate>) {
        let mut jobs = Vec::new();
        for Candidate { root, path, stamp, problem } in candidates {
            self.changes.is_there(&path);
            if self.round.survey.take(root, &path, stamp) == Step::Keep {
                continue;
            }
            match problem {
                Some(problem) => {
                    let report = Report::unreadable(&path, problem).read_as(self.plan.read.reading);
                    self.arrived.push((root, report));
                    self.dirty = true;
                }
                None if self.round.whole => jobs.push(self.job(root, &path, stamp.map_or(0, |stamp| stamp.size))),
                None => self.round.found.push(Found { root, path, stamp }),
            }
        }
        self.queue.add(jobs);
    }

    /// A file that is to be read in this round.
    pub(super) fn job(&mut self, root: usize, path: &Path, size: u64) -> Job {
        self.round.tally.found(size);
        let new = self.watched && self.builder.id(root, path).is_none();
        let task = if new { Task::Glance } else { Task::Read };
        if new {
            self.round.tally.unseen();
        }
        Job { round: self.round.number, root, path: path.to_owned(), size, reading: self.plan.read.reading, task }
    }

    /// Everything has been found: what was not is gone, or stands elsewhere.
    pub(super) fn walked(&mut self, parts: &[Part], omissions: Omissions) {
        self.round.walking = false;
        self.builder.set_omissions((!self.round.whole).then_some(parts), omissions);
        let mut vanished = std::mem::take(&mut self.round.survey).vanished();
        let mut found = std::mem::take(&mut self.round.found);
        for (id, to) in moved(&mut found, &mut vanished) {
            self.builder.rename(id, to.root, &to.path);
            self.keeper.add(self.builder.report(id).map(|report| (to.root, Arc::clone(report))));
            self.dirty = true;
        }
        if !self.round.whole {
            let path = |known: &Known| self.builder.path(known.id).map(|(_, path)| path);
            let changes = &mut self.changes;
            // Who saves a file may take it away first.
            vanished.retain(|known| path(known).is_none_or(|path| changes.is_gone(&path, Instant::now())));
        }
        let gone: Vec<EntryId> = vanished.iter().map(|known| known.id).collect();
        self.builder.remove(&gone);
        self.dirty |= !gone.is_empty();
        let jobs = found.iter().map(|found| self.job(found.root, &found.path, found.stamp.map_or(0, |s| s.size)));
        let jobs = jobs.collect();
        self.queue.add(jobs);
        self.end_if_done();
    }

    /// Ends the round when nothing of it is open.
    pub(super) fn end_if_done(&mut self) {
        if self.is_busy() {
            return;
        }
        self.absorb();
        self.keeper.flush();
        if self.round.whole && !self.complete {
            self.complete = true;
            self.publish();
            // What is not wanted this time may be the next time.
            if !self.plan.walk.selection.is_choosy() {
                self.keeper.tidy(&self.builder);
            }
        } else if self.dirty && self.complete {
            self.publish();
        }
    }
}
