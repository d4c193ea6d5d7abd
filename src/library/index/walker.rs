//! A thread that walks folders for a round.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{io, thread};

use crate::library::omissions::Omissions;
use crate::library::walk::{Candidate, Part, Root, WalkOptions, Walked, walk};
use crate::library::watch::Watch;

/// What the thread needs to know.
pub(super) struct Walker {
    pub(super) roots: Vec<Root>,
    pub(super) options: WalkOptions,
    /// What watches the folders from then on.
    pub(super) watch: Option<Arc<Watch>>,
}

impl Walker {
    /// Walks parts of the library on a thread of its own. `send` gets what is found, some files at a time, and at
    /// the end what was left out, unless the walk is `cancelled` before.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn start(
        self,
        parts: Vec<Part>,
        cancelled: impl Fn() -> bool + Send + 'static,
        send: impl Fn(Step) + Send + 'static,
    ) -> io::Result<()> {
        let walk = move || {
            let enter = |folder: &Path| self.watch.iter().for_each(|watch| watch.enter(folder));
            let mut batch = Batch::default();
            let mut omissions = Omissions::default();
            for walked in walk(&self.roots, parts.clone(), &self.options, enter) {
                if cancelled() {
                    return;
                }
                match walked {
                    Walked::Omitted(omission) => omissions.add(omission),
                    Walked::Candidate(candidate) => {
                        if let Some(full) = batch.add(candidate) {
                            send(Step::Found(full));
                        }
                    }
                }
            }
            send(Step::Found(batch.candidates));
            send(Step::Done(parts, omissions));
        };
        thread::Builder::new().name("walk".to_owned()).spawn(walk).map(drop)
    }
}

/// What a walk hands over.
pub(super) enum Step {
    /// Files that were found.
    Found(Vec<Candidate>),
    /// The parts that were walked, and what was left out of them.
    Done(Vec<Part>, Omissions),
}

/// Files on their way from the thread that walks.
#[derive(Default)]
struct Batch {
    candidates: Vec<Candidate>,
    began: Option<Instant>,
}

impl Batch {
    /// Adds one. Returns all of them when they are many, or old.
    fn add(&mut self, candidate: Candidate) -> Option<Vec<Candidate>> {
        const MANY: usize = 256;
        const OLD: Duration = Duration::from_millis(5);
        self.candidates.push(candidate);
        let began = *self.began.get_or_insert_with(Instant::now);
        let full = self.candidates.len() >= MANY || began.elapsed() >= OLD;
        full.then(|| std::mem::take(self).candidates)
    }
}
