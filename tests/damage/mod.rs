//! Damaged and hostile files give what can be read: no parser panics, none takes long, and the document is whole.
//!
//! - [`variants`]: every sample, damaged by a seed, in its bytes and inside of its parts.
//! - [`hostile`]: the same few characters over and over, deep nests, bombs.
//! - [`marks`]: nothing but numbers and the like, of each of which something is kept.
//! - [`alone`]: how a large one of these is read in a process of its own, for its time and its memory.
//! - [`fuzz`]: four targets of arbitrary and of almost right input.
//!
//! A few of each are read in the normal run. So many are read in the long one:
//!
//! ```text
//! MULU_DAMAGED=20000 cargo test --release --test tests damage:: -- --test-threads 1
//! ```
//!
//! A failure can be seen again: its message names what was read and its seed.

mod alone;
mod fuzz;
mod grammars;
mod hostile;
mod marks;
mod nests;
mod random;
mod variants;
mod zip;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use mulu::formats::{self, Options};
use mulu::outline::{BlockKind, Document, MarkKind, Problem, Target};
use mulu::text::Span;

/// The longest that reading a file may take.
const LONGEST: Duration = Duration::from_secs(5);
/// The longest address that a link may lead to, in bytes.
const LONGEST_ADDRESS: usize = 2_100;
/// The most memory that a process may take at any time, in KB: one that reads a large file alone, or this one with all
/// that it reads at once.
const MOST_MEMORY: u64 = 512 * 1024;

/// The number that an environment variable sets.
fn setting(name: &str) -> Option<usize> {
    std::env::var(name).ok().map(|value| value.parse().expect("a number"))
}

/// How many files the long run reads; `None` in the normal run.
fn long_run() -> Option<usize> {
    setting("MULU_DAMAGED")
}

/// What is wrong with spans that should be sorted and, but for marks, disjoint.
fn wrong_spans(text: &str, spans: impl Iterator<Item = Span>, are_disjoint: bool) -> Option<String> {
    let mut last = Span::default();
    for span in spans {
        let floor = if are_disjoint { last.end } else { last.start };
        let on_boundaries = [span.start, span.end].iter().all(|at| text.is_char_boundary(*at as usize));
        if span.start < floor || span.end < span.start || !on_boundaries {
            return Some(format!("{span:?} after {last:?} in a text of {} bytes", text.len()));
        }
        last = span;
    }
    None
}

/// What is wrong with where links lead.
fn wrong_targets(document: &Document) -> Option<String> {
    let text = document.text.as_str();
    let is_wrong = |target: &Target| match target {
        Target::Place(at) => !text.is_char_boundary(*at as usize),
        Target::Web(address) => address.contains(char::is_control) || address.len() > LONGEST_ADDRESS,
        Target::Image(at) => {
            document.images.get(*at as usize).is_none_or(|image| image.name.contains(char::is_control))
        }
        Target::Report { path, fragment } => [path, fragment].iter().any(|part| part.contains(char::is_control)),
    };
    let nowhere = document.marks.iter().find(|mark| mark.target.is_some() && document.target(mark).is_none());
    let wrong = document.targets.iter().find(|target| is_wrong(target)).map(|target| format!("{target:?}"));
    let unmarked = document.blocks.iter().filter(|block| block.kind == BlockKind::Image).find(|block| {
        !document.marks_in(block.span).any(|mark| mark.kind == MarkKind::Image && mark.span.end < block.span.end)
    });
    let wrong = wrong.or_else(|| unmarked.map(|block| format!("{block:?} has no words marked")));
    wrong.or_else(|| nowhere.map(|mark| format!("{mark:?} has no target")))
}

/// What is wrong with a document that was read.
fn fault(document: &Document) -> Option<String> {
    let text = document.text.as_str();
    let headings = document.outline.headings();
    let failed = document.problems.contains(&Problem::ParserFailed).then(|| "a parser panicked".to_owned());
    let depths = || {
        let jump = headings.windows(2).find(|pair| pair[1].depth > pair[0].depth + 1);
        jump.map(|pair| format!("the depth jumps at {:?}", pair[1]))
    };
    failed
        .or_else(|| wrong_spans(text, document.blocks.iter().map(|block| block.span), true))
        .or_else(|| wrong_spans(text, document.marks.iter().map(|mark| mark.span), false))
        .or_else(|| wrong_targets(document))
        .or_else(|| wrong_spans(text, document.looks.iter().map(|look| look.span), true))
        .or_else(|| wrong_spans(text, headings.iter().map(|heading| heading.span), false))
        .or_else(depths)
}

/// Reads a file of a name; returns what is wrong with what came out.
fn check(name: &Path, bytes: &[u8]) -> Option<String> {
    let start = (worked(), Instant::now());
    let read = || formats::read(name, bytes, &Options::default());
    let document = catch_unwind(AssertUnwindSafe(read)).ok();
    let taken = worked().zip(start.0).map_or(start.1.elapsed(), |(now, then)| now.saturating_sub(then));
    let slow = (taken > LONGEST).then(|| format!("took {taken:?}"));
    let glance = || formats::glance(name, bytes, &Options::default()).and_then(|glance| fault(&glance));
    slow.or_else(|| document.map_or_else(|| Some("recognising it panicked".to_owned()), |document| fault(&document)))
        .or_else(glance)
}

/// What is wrong with any of so many files, each of which one call reads; on all cores.
fn faults(count: usize, read: impl Fn(usize) -> Option<String> + Sync) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut faults = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return faults;
            }
            faults.extend(read(at));
        }
    };
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

/// Fails where something was wrong, or the process took too much memory.
fn assert_sound(faults: &[String], count: usize) {
    assert!(faults.is_empty(), "{} of {count}: {faults:#?}", faults.len());
    if let Some(peak) = peak_memory() {
        assert!(peak < MOST_MEMORY, "took {peak} KB of memory");
    }
}

/// The most memory that the process has taken so far, in KB, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// The time that the thread has worked, where the system tells: other programs do not count.
fn worked() -> Option<Duration> {
    let status = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    status.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
