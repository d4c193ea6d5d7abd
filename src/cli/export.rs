//! `mulu export`: an object for each section of every report, for search engines.
//!
//! Reports come in the order of their paths, so that an interrupted export can go on where it stopped.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::json;

use crate::cli::arguments::Reading;
use crate::cli::print::encoded;
use crate::cli::{Failure, complain, plan};
use crate::export::record::records;
use crate::library::index::Plan;
use crate::library::outside::holds;
use crate::library::report::reason;
use crate::library::{Report, read_in_order};
use crate::outline::Document;

/// What stands on each line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Records {
    /// An object a section (Quickwit, and whatever takes JSON Lines)
    Jsonl,
    /// The same, each behind a line that says what to do with it (OpenSearch, Elasticsearch)
    Bulk,
}

/// A file that is written to.
#[derive(Debug)]
pub(super) struct Target {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Whether an earlier export to it goes on.
    pub(super) resume: bool,
}

/// What is exported, and where to.
#[derive(Debug)]
pub(super) struct Options {
    /// What stands on each line.
    pub(super) format: Records,
    /// Whether the sections' texts are exported.
    pub(super) text: bool,
    /// The file; `None` for the standard output.
    pub(super) target: Option<Target>,
}

/// What an interrupted export is known by.
#[derive(Deserialize)]
struct Written {
    report: String,
}

/// Reads everything, and writes the records of each report.
pub(super) fn run(paths: &[PathBuf], reading: &Reading, options: &Options) -> Result<(), Failure> {
    let plan = plan(paths, reading)?;
    let Some(target) = &options.target else {
        return Ok(write(&plan, options, None, &mut BufWriter::new(io::stdout().lock()))?);
    };
    if plan.roots.iter().any(|root| holds(root, &target.path)) {
        return Err(Failure::AmongReports(target.path.display().to_string()));
    }
    let unwritable = |error: io::Error| Failure::Unwritable(target.path.display().to_string(), reason(&error));
    let (mut file, after) = open(target).map_err(unwritable)?;
    write(&plan, options, after.as_deref(), &mut file).map_err(unwritable)
}

/// Opens the file to be written. Where an earlier export goes on, it is cut behind the last report that is surely
/// whole, which is returned: the one before the last report that has a line in it.
fn open(target: &Target) -> io::Result<(BufWriter<File>, Option<String>)> {
    if !target.resume || !target.path.exists() {
        return Ok((BufWriter::new(File::create(&target.path)?), None));
    }
    let mut file = OpenOptions::new().read(true).write(true).open(&target.path)?;
    let (length, last) = whole_reports(&mut BufReader::new(&file))?;
    file.set_len(length)?;
    file.seek(SeekFrom::End(0))?;
    Ok((BufWriter::new(file), last))
}

/// How many bytes hold whole reports, and which is the last of them.
fn whole_reports(lines: &mut impl BufRead) -> io::Result<(u64, Option<String>)> {
    let (mut whole, mut last_whole) = (0, None);
    let (mut at, mut begun): (u64, Option<String>) = (0, None);
    // Where the last record ends.
    let mut end: u64 = 0;
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        at += line.len() as u64;
        // Lines that are no records say what to do with the one behind them.
        if let Ok(Written { report }) = serde_json::from_slice(&line) {
            if begun.as_ref().is_some_and(|begun| *begun != report) {
                (whole, last_whole) = (end, begun.take());
            }
            begun = Some(report);
            end = at;
        }
        line.clear();
    }
    Ok((whole, last_whole))
}

/// Writes the records of all reports that come after one.
fn write(plan: &Plan, options: &Options, after: Option<&str>, out: &mut impl Write) -> io::Result<()> {
    let behind = |path: &Path| after.is_none_or(|after| path.to_string_lossy().as_ref() > after);
    read_in_order(plan, behind, |report, document| {
        for problem in &report.problems {
            complain(&format!("mulu: {}: {}", report.path.display(), problem.told()));
        }
        write_report(report, options, document, out)
    })?;
    out.flush()
}

fn write_report(report: &Report, options: &Options, document: &Document, out: &mut impl Write) -> io::Result<()> {
    for record in records(report, options.text.then_some(document)) {
        if options.format == Records::Bulk {
            writeln!(out, "{}", encoded(&json!({"index": {"_id": record.id}}))?)?;
        }
        writeln!(out, "{}", encoded(&record)?)?;
    }
    Ok(())
}
