//! Reports read one after the other in the order of their paths, for what is written as it is read.

use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::library::index::{Plan, is_wanted};
use crate::library::report::{Report, recall_document};
use crate::library::walk::{Candidate, Part, Walked, walk};
use crate::outline::Document;

/// So many bytes of files are read ahead of what is written.
const AHEAD: u64 = 64 * 1024 * 1024;

type Read = Vec<(Report, Document)>;

/// Reads the reports whose paths are `wanted`, in parallel, and hands each on in the order of their paths as texts.
/// Costs the memory of the reports that are read ahead.
///
/// # Errors
/// The first that `each` gives ends it.
pub fn read_in_order(
    plan: &Plan,
    wanted: impl Fn(&Path) -> bool,
    mut each: impl FnMut(&Report, &Document) -> io::Result<()>,
) -> io::Result<()> {
    let mut candidates: Vec<Candidate> = walk(&plan.roots, Part::all(&plan.roots), &plan.walk, |_| ())
        .filter_map(Walked::candidate)
        .filter(|candidate| wanted(&candidate.path))
        .collect();
    candidates.sort_by(|a, b| a.path.to_string_lossy().cmp(&b.path.to_string_lossy()));
    candidates.dedup_by(|a, b| a.path == b.path);
    std::thread::scope(|scope| {
        let (sender, batches) = sync_channel(1);
        scope.spawn(|| read_ahead(plan, &candidates, sender));
        write(&batches, &mut each)
    })
}

fn write(batches: &Receiver<Read>, each: &mut impl FnMut(&Report, &Document) -> io::Result<()>) -> io::Result<()> {
    batches.iter().flatten().try_for_each(|(report, document)| each(&report, &document))
}

/// Reads batch after batch, until all are read or nobody takes them any more.
fn read_ahead(plan: &Plan, mut candidates: &[Candidate], sender: SyncSender<Read>) {
    while !candidates.is_empty() {
        let (batch, rest) = candidates.split_at(batch_length(candidates));
        let read = batch.par_iter().filter_map(|candidate| read(plan, candidate)).collect();
        if sender.send(read).is_err() {
            return;
        }
        candidates = rest;
    }
}

/// So many of the first candidates make up a batch: at least one.
fn batch_length(candidates: &[Candidate]) -> usize {
    let mut bytes = 0;
    let fits = |candidate: &&Candidate| {
        bytes += candidate.stamp.map_or(0, |stamp| stamp.size);
        bytes <= AHEAD
    };
    candidates.iter().take_while(fits).count().max(1)
}

fn read(plan: &Plan, candidate: &Candidate) -> Option<(Report, Document)> {
    let document = match &candidate.problem {
        Some(problem) => Document { problems: vec![problem.clone()], ..Document::default() },
        None => recall_document(&candidate.path, &plan.read, plan.documents.as_deref()),
    };
    let report = Report::new(&candidate.path, &document).read_as(plan.read.reading);
    is_wanted(plan, candidate.root, &report).then_some((report, document))
}
