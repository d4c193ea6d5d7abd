//! Every sample, damaged.
//!
//! Each variant of a sample is damaged by its seed alone. `MULU_DAMAGED_SEED=12345` reads only the variants of that seed,
//! one of each sample, and `MULU_DAMAGED_SAMPLES=FOLDER` takes the files of another folder for samples. What is packed
//! is damaged in its bytes or, since those mostly fail at a check sum, in what was unpacked.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::ZlibDecoder;
use mulu::formats::{self, Options};
use walkdir::WalkDir;

use super::random::{Random, damage};
use super::zip::{pack, parts};
use super::{assert_sound, check, faults, long_run, setting};

/// How many variants of each sample the normal run reads.
const USUAL: usize = 6;

/// A file that is damaged.
struct Sample {
    path: PathBuf,
    bytes: Vec<u8>,
    /// Its parts, where it is zipped; a PDF with its streams expanded is one part.
    parts: Vec<(String, Vec<u8>)>,
}

impl Sample {
    fn new(path: PathBuf) -> Self {
        let bytes = fs::read(&path).unwrap();
        let parts = match bytes.as_slice() {
            [b'P', b'K', 3, 4, ..] => parts(&bytes),
            [b'%', b'P', b'D', b'F', ..] => vec![(PDF.to_owned(), expanded(&bytes))],
            _ => Vec::new(),
        };
        Sample { parts, path, bytes }
    }

    /// A variant with one to three damages.
    fn variant(&self, seed: u64) -> Vec<u8> {
        let mut random = Random(seed);
        if self.parts.is_empty() || random.below(3) == 0 {
            return damaged(&self.bytes, &mut random);
        }
        let mut parts = self.parts.clone();
        let at = random.below(parts.len());
        parts[at].1 = damaged(&parts[at].1, &mut random);
        if parts[0].0 == PDF { parts.swap_remove(0).1 } else { pack(&parts) }
    }
}

/// The name of the one part of a PDF.
const PDF: &str = "pdf";

/// A PDF of one of our makers with its streams expanded, so that what is damaged is no check sum.
fn expanded(bytes: &[u8]) -> Vec<u8> {
    let find = |from: usize, mark: &[u8]| {
        let found = bytes[from..].windows(mark.len()).position(|part| part == mark)?;
        Some(from + found)
    };
    let (mut made, mut from) = (Vec::new(), 0);
    while let Some(filter) = find(from, b"/Filter /FlateDecode") {
        let start = find(filter, b"stream\n").unwrap() + 7;
        let end = find(start, b"\nendstream").unwrap();
        let mut text = Vec::new();
        ZlibDecoder::new(&bytes[start..end]).read_to_end(&mut text).unwrap();
        made.extend(&bytes[from..filter]);
        made.extend(format!("/Length {} >>\nstream\n", text.len()).into_bytes());
        made.extend(text);
        from = end;
    }
    made.extend(&bytes[from..]);
    made
}

fn damaged(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(3) {
        damage(&mut bytes, random);
    }
    bytes
}

fn samples() -> Vec<Sample> {
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let folder = std::env::var_os("MULU_DAMAGED_SAMPLES").map_or_else(own, PathBuf::from);
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    entries.filter(|entry| entry.file_type().is_file()).map(|entry| Sample::new(entry.into_path())).collect()
}

#[test]
fn damaged_files_are_read_as_far_as_they_go() {
    let samples = samples();
    let seed = setting("MULU_DAMAGED_SEED");
    let count = seed.map_or_else(|| long_run().unwrap_or(USUAL * samples.len()), |_| samples.len());
    let found = faults(count, |at| {
        let sample = &samples[at % samples.len()];
        let seed = seed.unwrap_or(at) as u64;
        let fault = check(&sample.path, &sample.variant(seed))?;
        Some(format!("{} with seed {seed}: {fault}", sample.path.display()))
    });
    assert_sound(&found, count);
}

#[test]
fn a_variant_depends_on_its_seed_alone() {
    let sample = Sample { path: PathBuf::new(), bytes: b"chapter 1, chapter 2, chapter 3".into(), parts: Vec::new() };
    let variants: Vec<_> = (0..64).map(|seed| sample.variant(seed)).collect();
    assert_eq!(variants, (0..64).map(|seed| sample.variant(seed)).collect::<Vec<_>>());
    assert!(variants.iter().filter(|variant| **variant != sample.bytes).count() > 48);
}

#[test]
fn what_is_packed_again_is_the_same() {
    let zipped = samples().into_iter().filter(|sample| sample.parts.len() > 1);
    let again: Vec<bool> = zipped.map(|sample| parts(&pack(&sample.parts)) == sample.parts).collect();
    assert!(again.len() >= 5 && again.iter().all(|same| *same), "{again:?}");
}

#[test]
fn a_pdf_with_its_streams_expanded_is_read_the_same() {
    let read = |path: &Path, bytes: &[u8]| formats::read(path, bytes, &Options::default()).text.as_str().to_owned();
    let pdfs = samples().into_iter().filter(|sample| sample.bytes.starts_with(b"%PDF"));
    let same: Vec<bool> =
        pdfs.map(|sample| read(&sample.path, &sample.bytes) == read(&sample.path, &sample.parts[0].1)).collect();
    assert!(same.len() >= 3 && same.iter().all(|same| *same), "{same:?}");
}
