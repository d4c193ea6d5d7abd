//! `mulu grep`: the places in all texts at which a pattern stands.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

use crate::cli::arguments::{Grep, Reading};
use crate::cli::print::Printer;
use crate::cli::{Failure, NOTHING, USAGE, complain, library, plan};
use crate::library::texts::{self, Held};
use crate::library::{EntryId, Library, Place, Report, Texts, address};
use crate::search::fulltext::{Batch, Case, Looked, Pattern, PatternOptions, SectionHits, hits_in, search_texts};
use crate::text::{Part, Span};

/// How what is found is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// An address and a line of its text for each line in which something is found
    Text,
    /// An object a line and section
    Json,
}

/// What is printed of what is found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Lines,
    Sections,
    Counts,
    Reports,
}

/// A section as JSON. The names are those that other programs rely on. `line` counts from 1 in the extracted text, and
/// `offsets` are bytes of it.
#[derive(Serialize)]
struct JsonSection<'a> {
    report: String,
    address: String,
    breadcrumb: Vec<String>,
    title: Option<&'a str>,
    line: usize,
    text: &'a str,
    hits: u32,
    offsets: Vec<[u32; 2]>,
}

/// Searches all texts, and prints what is found while it is found. Reports that can't be read are named, and the exit
/// code says so.
pub(super) fn print(grep: &Grep, reading: &Reading) -> Result<(), Failure> {
    let pattern = pattern(grep)?;
    let library = library(&grep.paths, reading)?;
    let plan = plan(&grep.paths, reading)?;
    let texts = Arc::new(Texts::new(texts::MOST, plan.read).over(plan.documents));
    let shown = match grep.format {
        _ if grep.files_with_matches => Shown::Reports,
        _ if grep.count => Shown::Counts,
        Format::Json => Shown::Sections,
        Format::Text => Shown::Lines,
    };
    let mut out =
        Out { library: &library, texts: &texts, pattern: &pattern, shown, held: None, counts: BTreeMap::new() };
    let mut printer = Printer::new();
    let stopped = AtomicBool::new(false);
    let (mut result, mut found) = (Ok(()), false);
    let cancelled = || stopped.load(Ordering::Relaxed);
    search_texts(&library, &texts, &pattern, usize::MAX, &cancelled, &mut |batch| {
        found |= !batch.sections.is_empty();
        result = out.batch(&batch, &mut printer);
        stopped.store(result.is_err(), Ordering::Relaxed);
    });
    result?;
    out.finish(&mut printer)?;
    printer.finish()?;
    let unread = complain_of_unread(&library);
    match (unread, found) {
        (true, _) => Err(Failure::Said(USAGE)),
        (false, false) => Err(Failure::Said(NOTHING)),
        (false, true) => Ok(()),
    }
}

fn pattern(grep: &Grep) -> Result<Pattern, Failure> {
    let case = match (grep.ignore_case, grep.case_sensitive) {
        (true, _) => Case::Ignore,
        (_, true) => Case::Match,
        _ => Case::Smart,
    };
    let options = PatternOptions { expression: grep.regex, alone: grep.word, case };
    let pattern = Pattern::new(&grep.pattern, options);
    let pattern = pattern.map_err(|error| Failure::Pattern(grep.pattern.clone(), error.to_string()))?;
    if pattern.is_empty() {
        return Err(Failure::NoPattern);
    }
    Ok(pattern)
}

/// Names the reports that could not be searched. Returns whether there are any.
fn complain_of_unread(library: &Library) -> bool {
    let mut any = false;
    for report in library.entries().iter().filter_map(|entry| entry.report()).filter(|report| report.length == 0) {
        for problem in report.problems.iter().filter(|problem| problem.loses_text()) {
            complain(&format!("mulu: {}: {}", report.path.display(), problem.told()));
            any = true;
        }
    }
    any
}

/// What prints the sections that are found.
struct Out<'a> {
    library: &'a Library,
    texts: &'a Texts,
    pattern: &'a Pattern,
    shown: Shown,
    /// The text of the report that is printed.
    held: Option<(EntryId, Held)>,
    /// How often it was found, by the place of the report in the tree.
    counts: BTreeMap<usize, u64>,
}

impl Out<'_> {
    fn batch(&mut self, batch: &Batch, printer: &mut Printer) -> io::Result<()> {
        for (entry, section) in &batch.sections {
            let Some(report) = self.library.report(*entry) else { continue };
            match self.shown {
                Shown::Counts | Shown::Reports => {
                    let at = self.library.index(*entry).unwrap_or(0);
                    *self.counts.entry(at).or_default() += u64::from(section.hits);
                }
                Shown::Lines => self.lines(*entry, report, section, printer)?,
                Shown::Sections => self.section(*entry, report, section, printer)?,
            }
        }
        printer.flush()
    }

    /// Prints what is known only at the end.
    fn finish(&self, printer: &mut Printer) -> io::Result<()> {
        for (&at, count) in &self.counts {
            let Some(report) = self.library.entries().get(at).and_then(|entry| entry.report()) else { continue };
            let path = report.path.display();
            let line = if self.shown == Shown::Counts { format!("{path}: {count}") } else { path.to_string() };
            printer.line(&line)?;
        }
        Ok(())
    }

    /// Prints each line of a section in which something is found, once.
    fn lines(
        &mut self,
        entry: EntryId,
        report: &Arc<Report>,
        found: &SectionHits,
        printer: &mut Printer,
    ) -> io::Result<()> {
        let address = address::of(report, found.heading);
        let (held, section, hits) = self.hits(entry, report, found);
        let mut end = section.start;
        for hit in hits {
            if hit.start < end {
                continue;
            }
            let line = line_of(&held.text, section, hit.start);
            printer.line(&format!("{address}: {}", held.text.span(line).trim()))?;
            end = line.end + 1;
        }
        Ok(())
    }

    fn section(
        &mut self,
        entry: EntryId,
        report: &Arc<Report>,
        found: &SectionHits,
        printer: &mut Printer,
    ) -> io::Result<()> {
        let (held, section, hits) = self.hits(entry, report, found);
        let line = line_of(&held.text, section, found.first.start);
        let lines_before = held.text.part(0..line.start as usize).matches('\n').count();
        printer.json(&JsonSection {
            report: report.path.to_string_lossy().into_owned(),
            address: address::of(report, found.heading),
            breadcrumb: self.library.crumbs(Place { entry, heading: found.heading, offset: found.first.start }),
            title: found.heading.map(|heading| report.outline.title(heading)),
            line: lines_before + 1,
            text: held.text.span(line).trim(),
            hits: found.hits,
            offsets: hits.iter().map(|hit| [hit.start, hit.end]).collect(),
        })
    }

    /// The text of a report, a section of it, and the places in that.
    fn hits(&mut self, entry: EntryId, report: &Arc<Report>, found: &SectionHits) -> (Held, Span, Vec<Span>) {
        let held = match &self.held {
            Some((known, held)) if *known == entry => held.clone(),
            _ => self.held.insert((entry, self.texts.text(report))).1.clone(),
        };
        let looked = Looked { text: &held.text, dress: held.dress, outline: &report.outline };
        let section = looked.section(found.heading);
        let hits = hits_in(self.pattern, looked, section);
        (held, section, hits)
    }
}

/// The line at a byte, as far as it belongs to the section.
fn line_of(text: &str, section: Span, at: u32) -> Span {
    let before = text.part(section.start as usize..at as usize);
    let behind = text.part(at as usize..section.end as usize);
    let start = before.rfind('\n').map_or(section.start as usize, |end| section.start as usize + end + 1);
    Span::new(start..at as usize + behind.find('\n').unwrap_or(behind.len()))
}
