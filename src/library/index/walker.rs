//! A thread that walks folders for a round.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{io, thread};

use crate::library::walk::{Candidate, Part, Root, WalkOptions, walk};
use crate::library::watch::Watch;

/// What the thread needs to know.
pub(super) struct Walker {
    pub(super) roots: Vec<Root>,
    pub(super) options: WalkOptions,
    /// What watches the folders from then on.
    pub(super) watch: Option<Arc<Watch>>,
}

impl Walker {
    /// Walks parts of the library on a thread of its own. `send` gets what is found, some files at a time, and `None` at
    /// the end, unless the walk is `cancelled` before.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn start(
        self,
        parts: Vec<Part>,
        cancelled: impl Fn() -> bool + Send + 'static,
        send: impl Fn(Option<Vec<Candidate>>) + Send + 'static,
    ) -> io::Result<()> {
        let walk = move || {
            let enter = |folder: &Path| self.watch.iter().for_each(|watch| watch.enter(folder));
            let mut batch = Batch::default();
            for candidate in walk(&self.roots, parts, self.options, enter) {
                if cancelled() {
                    return;
                }
                if let Some(full) = batch.add(candidate) {
                    send(Some(full));
                }
            }
            send(Some(batch.candidates));
            send(None);
        };
        thread::Builder::new().name("walk".to_owned()).spawn(walk).map(drop)
    }
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
