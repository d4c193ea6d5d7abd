//! Damaged files give what can be read: no parser panics, none takes long, and the document is whole.
//!
//! Each variant of a sample is damaged by its seed alone, so a failure can be seen again: its message names the sample
//! and the seed. A few variants of each sample are read in the normal run;
//!
//! ```text
//! MULU_DAMAGED=20000 cargo test --release --test tests damage::
//! ```
//!
//! reads that many in all. `MULU_DAMAGED_SEED=12345` reads only the variants of that seed, one of each sample, and
//! `MULU_DAMAGED_SAMPLES=FOLDER` takes the files of another folder for samples.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use mulu::formats::{self, Options};
use mulu::outline::{Document, Problem};
use mulu::text::Span;
use walkdir::WalkDir;

/// The longest that reading a variant may take.
const LONGEST: Duration = Duration::from_secs(5);
/// The most memory that the process may have taken at any time, in KB.
const MOST_MEMORY: u64 = 512 * 1024;
/// How many variants of each sample the normal run reads.
const USUAL: usize = 6;

/// Numbers that seem random: the generator SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// A part of so many bytes, mostly a short one.
    fn part(&mut self, length: usize) -> Range<usize> {
        let start = self.below(length);
        let most = if self.below(4) == 0 { length } else { length.min(64) };
        start..(start + 1 + self.below(most)).min(length)
    }
}

/// Damages bytes once.
fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    if bytes.is_empty() {
        return;
    }
    match random.below(8) {
        0 => bytes.truncate(random.below(bytes.len())),
        1 => {
            for _ in 0..=random.below(16) {
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(8);
            }
        }
        2 => drop(bytes.drain(random.part(bytes.len()))),
        3 => {
            let part = random.part(bytes.len());
            let copy = bytes[part.clone()].to_vec();
            bytes.splice(part.end..part.end, copy);
        }
        4 => {
            let step = 1 + random.below(200);
            let digits = bytes.iter_mut().filter(|byte| byte.is_ascii_digit());
            digits.step_by(step).for_each(|digit| *digit = b'0' + random.below(10) as u8);
        }
        5 => {
            let filling = [0, 0xff, b'{', b'<', b'(', 0x80][random.below(6)];
            let part = random.part(bytes.len());
            bytes[part].fill(filling);
        }
        6 => {
            let number = [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, u32::MAX][random.below(6)].to_le_bytes();
            for _ in 0..=random.below(8) {
                let at = random.below(bytes.len()) & !3;
                bytes[at..].iter_mut().zip(number).for_each(|(byte, new)| *byte = new);
            }
        }
        _ => {
            let (from, to) = (random.part(bytes.len()), random.below(bytes.len()));
            let copy = bytes[from].to_vec();
            bytes[to..].iter_mut().zip(copy).for_each(|(byte, new)| *byte = new);
        }
    }
}

/// A variant of a sample: one to three damages.
fn variant(sample: &[u8], seed: u64) -> Vec<u8> {
    let mut random = Random(seed);
    let mut bytes = sample.to_vec();
    for _ in 0..=random.below(3) {
        damage(&mut bytes, &mut random);
    }
    bytes
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
        .or_else(|| wrong_spans(text, document.looks.iter().map(|look| look.span), true))
        .or_else(|| wrong_spans(text, headings.iter().map(|heading| heading.span), false))
        .or_else(depths)
}

/// Reads a variant; returns what is wrong with what came out.
fn check(sample: &(PathBuf, Vec<u8>), seed: u64) -> Option<String> {
    let (path, bytes) = sample;
    let bytes = variant(bytes, seed);
    let start = Instant::now();
    let document = formats::read(path, &bytes, &Options::default());
    let taken = start.elapsed();
    let slow = (taken > LONGEST).then(|| format!("took {taken:?}"));
    let fault = slow.or_else(|| fault(&document))?;
    Some(format!("{} with seed {seed}: {fault}", path.display()))
}

fn samples() -> Vec<(PathBuf, Vec<u8>)> {
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let folder = std::env::var_os("MULU_DAMAGED_SAMPLES").map_or_else(own, PathBuf::from);
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    let files = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    files.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

fn setting(name: &str) -> Option<usize> {
    std::env::var(name).ok().map(|value| value.parse().expect("a number"))
}

/// The most memory that the process has taken so far, in KB, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[test]
fn damaged_files_are_read_as_far_as_they_go() {
    let samples = samples();
    let total = setting("MULU_DAMAGED").unwrap_or(USUAL * samples.len());
    let variants: Vec<(usize, u64)> = match setting("MULU_DAMAGED_SEED") {
        Some(seed) => (0..samples.len()).map(|sample| (sample, seed as u64)).collect(),
        None => (0..total).map(|index| (index % samples.len(), index as u64)).collect(),
    };
    let next = AtomicUsize::new(0);
    let work = || {
        let mut faults = Vec::new();
        while let Some(&(sample, seed)) = variants.get(next.fetch_add(1, Ordering::Relaxed)) {
            faults.extend(check(&samples[sample], seed));
        }
        faults
    };
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    let faults: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(faults.is_empty(), "{} of {}: {faults:#?}", faults.len(), variants.len());
    if let Some(peak) = peak_memory() {
        assert!(peak < MOST_MEMORY, "took {peak} KB of memory");
    }
}

#[test]
fn a_variant_depends_on_its_seed_alone() {
    let sample = b"chapter 1, chapter 2, chapter 3";
    let variants: Vec<_> = (0..64).map(|seed| variant(sample, seed)).collect();
    assert_eq!(variants, (0..64).map(|seed| variant(sample, seed)).collect::<Vec<_>>());
    assert!(variants.iter().filter(|variant| variant.as_slice() != sample).count() > 48);
}
