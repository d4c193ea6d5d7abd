//! What is kept between runs, written by a thread of its own: a slow disk never holds up the screen.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{Builder, JoinHandle};

use crate::app::searching::history;
use crate::app::trail::positions::{self, Position};
use crate::library::store::{self, Store};

/// The file of queries in a library's state folder: one a line, the newest last.
const QUERIES: &str = "queries";
/// The file of positions: one a line, the newest last.
const POSITIONS: &str = "positions";

/// Something to be kept.
pub(super) enum Kept {
    /// What was searched for.
    Query(String),
    /// Where a report was left.
    Position(Position),
}

/// The thread that writes. What it was given is written before the program ends.
pub(super) struct Keeper {
    folder: Option<PathBuf>,
    running: Option<(Sender<Kept>, JoinHandle<()>)>,
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
        self.folder.as_deref().map_or_else(Vec::new, |folder| read(&folder.join(QUERIES), history::MOST))
    }

    /// Where reports were left in earlier runs.
    pub(super) fn positions(&self) -> Vec<Position> {
        self.folder.as_deref().map_or_else(Vec::new, |folder| read_positions(&folder.join(POSITIONS)))
    }

    /// Keeps something.
    pub(super) fn keep(&self, kept: Kept) {
        if let Some((sender, _)) = &self.running {
            // The thread lives as long as this handle.
            let _ = sender.send(kept);
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

fn keep(folder: &Path, inbox: &Receiver<Kept>) {
    while let Ok(kept) = inbox.recv() {
        // What can't be kept is no reason to bother a reader.
        let _ = match kept {
            Kept::Query(query) => keep_query(&folder.join(QUERIES), &query),
            Kept::Position(position) => keep_position(&folder.join(POSITIONS), position),
        };
    }
}

// Another mulu may have added to a file since: it is read each time.

fn keep_query(file: &Path, query: &str) -> io::Result<()> {
    let mut queries = read(file, history::MOST);
    history::add(&mut queries, query);
    write(file, &queries)
}

fn keep_position(file: &Path, position: Position) -> io::Result<()> {
    let mut positions = read_positions(file);
    positions::add(&mut positions, position);
    write(file, &positions.iter().map(Position::line).collect::<Vec<_>>())
}

fn write(file: &Path, lines: &[String]) -> io::Result<()> {
    store::replace(file, (lines.join("\n") + "\n").as_bytes())
}

fn read_positions(file: &Path) -> Vec<Position> {
    read(file, positions::MOST).iter().filter_map(|line| Position::parse(line)).collect()
}

fn read(file: &Path, most: usize) -> Vec<String> {
    let bytes = fs::read(file).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    text.lines().filter(|line| !line.is_empty()).take(most).map(str::to_owned).collect()
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
        let query = |text: &str| Kept::Query(text.to_owned());
        one.keep(query("党建 2024"));
        drop(one);
        other.keep(query("audit"));
        other.keep(query("党建 2024"));
        drop(other);
        assert_eq!(Keeper::start(store()).unwrap().queries(), ["audit", "党建 2024"]);
        let nowhere = Keeper::start(None).unwrap();
        nowhere.keep(query("x"));
        assert!(nowhere.queries().is_empty());
    }

    #[test]
    fn positions_of_two_programs_are_kept_and_damaged_lines_are_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let store = || Some(Store { cache: folder.path().join("cache"), state: folder.path().join("state") });
        let position =
            |report: &str, offset| Position { report: report.into(), title: "一、".into(), inside: 1, offset };
        let (one, other) = (Keeper::start(store()).unwrap(), Keeper::start(store()).unwrap());
        one.keep(Kept::Position(position("a.md", 3)));
        one.keep(Kept::Position(position("b.md", 4)));
        drop(one);
        other.keep(Kept::Position(position("a.md", 5)));
        drop(other);
        let kept = || Keeper::start(store()).unwrap().positions();
        assert_eq!(kept(), [position("b.md", 4), position("a.md", 5)]);
        let file = folder.path().join("state/positions");
        let damaged = [b"\xff\t1\n7\t".to_vec(), fs::read(&file).unwrap()].concat();
        fs::write(&file, damaged).unwrap();
        assert!(kept().contains(&position("a.md", 5)));
    }
}
