//! What is kept between runs, written by a thread of its own: a slow disk never holds up the screen.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{Builder, JoinHandle};

use crate::app::history;
use crate::library::store::{self, Store};

/// The file of queries in a library's state folder: one a line, the newest last.
const QUERIES: &str = "queries";

/// The thread that writes. What it was given is written before the program ends.
pub(super) struct Keeper {
    folder: Option<PathBuf>,
    running: Option<(Sender<String>, JoinHandle<()>)>,
}

impl Keeper {
    /// Starts the thread for a library; without a store nothing is kept.
    pub(super) fn start(store: Option<Store>) -> io::Result<Self> {
        let folder = store.map(|store| store.state);
        let running = match folder.clone() {
            Some(folder) => {
                let (sender, inbox) = mpsc::channel();
                let thread = Builder::new().name("keeper".to_owned()).spawn(move || keep(&folder, &inbox))?;
                Some((sender, thread))
            }
            None => None,
        };
        Ok(Self { folder, running })
    }

    /// The queries of earlier runs.
    pub(super) fn queries(&self) -> Vec<String> {
        self.folder.as_deref().map_or_else(Vec::new, |folder| read(&folder.join(QUERIES)))
    }

    /// Keeps a query.
    pub(super) fn query(&self, query: String) {
        if let Some((sender, _)) = &self.running {
            // The thread lives as long as this handle.
            let _ = sender.send(query);
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.running.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}

fn keep(folder: &std::path::Path, inbox: &Receiver<String>) {
    let file = folder.join(QUERIES);
    while let Ok(query) = inbox.recv() {
        // Another mulu may have added to it.
        let mut queries = read(&file);
        history::add(&mut queries, &query);
        // A history that can't be kept is no reason to bother a reader.
        let _ = store::replace(&file, (queries.join("\n") + "\n").as_bytes());
    }
}

fn read(file: &std::path::Path) -> Vec<String> {
    let bytes = fs::read(file).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    text.lines().filter(|line| !line.is_empty()).take(history::MOST).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_kept_from_run_to_run_and_two_programs_keep_both() {
        let folder = tempfile::tempdir().unwrap();
        let store = || Some(Store { cache: folder.path().join("cache"), state: folder.path().join("state") });
        let (one, other) = (Keeper::start(store()).unwrap(), Keeper::start(store()).unwrap());
        assert!(one.queries().is_empty());
        one.query("党建 2024".to_owned());
        drop(one);
        other.query("audit".to_owned());
        other.query("党建 2024".to_owned());
        drop(other);
        assert_eq!(Keeper::start(store()).unwrap().queries(), ["audit", "党建 2024"]);
        let nowhere = Keeper::start(None).unwrap();
        nowhere.query("x".to_owned());
        assert!(nowhere.queries().is_empty());
    }
}
