//! Outlines kept between runs, so that a library that was read once stands at once.
//!
//! One file for each way of reading a library. It can be thrown away at any time: what is missing, damaged, or was read
//! by other code is read again. Two processes may use it together: what each adds is whole by itself, and of two
//! readings of one report the later counts.

mod documents;
mod entry;
mod segment;

pub use documents::{Documents, MOST};

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

use crate::formats::{Options, Reading};
use crate::library::report::Report;
use crate::library::store;
use crate::library::walk::{Root, WalkOptions};
use crate::outline::detect::Belief;

/// So many reports stand in one segment at most.
const REPORTS: usize = 256;

/// The outlines of one library, read in one way.
#[derive(Debug)]
pub struct Cache {
    file: PathBuf,
    roots: Vec<Root>,
    /// The names of the roots, the same ones however they are reached.
    names: Vec<String>,
    reading: Reading,
    /// Reports in the file, those included that were replaced since.
    stored: usize,
    /// Whether there is something in the file that can't be used.
    spoiled: bool,
    /// Why nothing is written any more.
    failed: bool,
}

impl Cache {
    /// The cache in a folder for these roots, walked and read in this way.
    pub fn new(folder: &Path, roots: &[Root], walk: &WalkOptions, read: &Options) -> Self {
        let name = |root: &Root| root.path.canonicalize().unwrap_or_else(|_| root.path.clone());
        Self {
            file: folder.join(file_name(walk, read)),
            roots: roots.to_vec(),
            names: roots.iter().map(|root| name(root).to_string_lossy().into_owned()).collect(),
            reading: read.reading,
            stored: 0,
            spoiled: false,
            failed: false,
        }
    }

    /// All reports that are kept, each with the number of its root; of one path, the last one counts.
    pub fn load(&mut self) -> Vec<(usize, Report)> {
        let mut bytes = Vec::new();
        let read = File::open(&self.file).and_then(|mut file| file.read_to_end(&mut bytes));
        if let Err(error) = read {
            self.spoiled = error.kind() != io::ErrorKind::NotFound;
            return Vec::new();
        }
        let found = segment::payloads(&bytes);
        let decode = |payload: &&[u8]| entry::decode(payload, &self.roots, &self.names, self.reading);
        let decoded: Vec<Option<Vec<(usize, Report)>>> = found.whole.par_iter().map(decode).collect();
        self.spoiled = found.damaged || decoded.iter().any(Option::is_none);
        let reports: Vec<(usize, Report)> = decoded.into_iter().flatten().flatten().collect();
        self.stored = reports.len();
        reports
    }

    /// Adds reports that were read.
    pub fn append(&mut self, reports: &[(usize, &Report)]) {
        if self.failed || reports.is_empty() {
            return;
        }
        self.stored += reports.len();
        self.failed = self.write(&self.segments(reports), false).is_err();
    }

    /// Whether much in the file is of no use (any more), where there are so many reports.
    pub fn is_untidy(&self, reports: usize) -> bool {
        !self.failed && (self.spoiled || self.stored > 2 * reports + REPORTS)
    }

    /// Writes the file anew. `all` are the reports that there are.
    pub fn tidy(&mut self, all: &[(usize, &Report)]) {
        self.failed = self.write(&self.segments(all), true).is_err();
        (self.spoiled, self.stored) = (false, all.len());
    }

    fn segments(&self, reports: &[(usize, &Report)]) -> Vec<u8> {
        let segment = |some: &[(usize, &Report)]| {
            let bytes = entry::encode(&self.roots, &self.names, some.iter().copied())?;
            segment::framed(&bytes)
        };
        let segments: Vec<Option<Vec<u8>>> = reports.par_chunks(REPORTS).map(segment).collect();
        segments.into_iter().flatten().flatten().collect()
    }

    fn write(&self, segments: &[u8], anew: bool) -> io::Result<()> {
        if anew || !self.file.exists() {
            return store::replace(&self.file, segments);
        }
        OpenOptions::new().append(true).open(&self.file)?.write_all(segments)
    }
}

/// The name of the file, which says how reports were found and read: `outlines` as long as the user asks for nothing
/// else.
fn file_name(walk: &WalkOptions, read: &Options) -> String {
    let belief = match read.reading.belief {
        Belief::Low => Some("low"),
        Belief::Medium => None,
        Belief::High => Some("high"),
    };
    let encoding = read.encoding.map(|encoding| encoding.name());
    let parts = [
        Some("outlines"),
        belief,
        read.reading.raw.then_some("raw"),
        encoding,
        walk.hidden.then_some("hidden"),
        walk.follow.then_some("follow"),
        walk.selection.ignore.then_some("ignore"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("-").to_lowercase()
}

#[cfg(test)]
mod tests;
