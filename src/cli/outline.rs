//! `mulu outline`: the outline of every report, as text, JSON or Markdown.

use std::io;
use std::path::PathBuf;

use serde::Serialize;

use crate::cli::arguments::Reading;
use crate::cli::print::Printer;
use crate::cli::{Failure, library, name_of};
use crate::export;
use crate::library::{EntryKind, Library, Report, year};
use crate::ui::words;

/// How an outline is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// Each report, and its headings set in by level
    Text,
    /// An object a line and report
    Json,
    /// Nested lists
    Markdown,
    /// Nested lists on a web page
    Html,
    /// For outliners
    Opml,
}

/// A report as JSON. The names are those that other programs rely on.
#[derive(Serialize)]
struct JsonReport<'a> {
    report: String,
    title: Option<&'a str>,
    /// The year that its title names, or else its path.
    year: Option<u16>,
    format: &'a str,
    encoding: Option<&'a str>,
    problems: Vec<String>,
    sections: Vec<JsonSection<'a>>,
}

/// A section as JSON: `line` counts from 1 in the file; `start` and `end` are bytes of the extracted text, from the
/// heading to the end of what stands under it.
#[derive(Serialize)]
struct JsonSection<'a> {
    level: u8,
    title: &'a str,
    number: Option<&'a str>,
    line: u32,
    start: u32,
    end: u32,
    origin: &'static str,
}

/// Reads everything, and prints headings of `depth` levels.
pub(super) fn print(paths: &[PathBuf], reading: &Reading, format: Format, depth: u8) -> Result<(), Failure> {
    let library = library(paths, reading)?;
    let mut printer = Printer::new();
    let mut reports = library.entries().iter().filter_map(|entry| entry.report());
    let title = words::outline_of(&name_of(paths));
    match format {
        Format::Text => print_listed(&library, &mut printer, "", |printer, listed| print_text(printer, listed, depth))?,
        Format::Json => reports.try_for_each(|report| printer.json(&json(report, depth)))?,
        Format::Markdown => {
            print_listed(&library, &mut printer, "- ", |printer, listed| print_markdown(printer, listed, depth))?;
        }
        Format::Html => printer.text(&export::outline_html(&title, &export::Group::all_of(&library), depth))?,
        Format::Opml => printer.text(&export::outline_opml(&title, &export::Group::all_of(&library), depth))?,
    }
    Ok(printer.finish()?)
}

/// The headings of so many levels.
fn headings(report: &Report, depth: u8) -> impl Iterator<Item = u32> + '_ {
    let indices = (0..).zip(report.outline.headings());
    indices.filter(move |(_, heading)| heading.depth < depth).map(|(index, _)| index)
}

fn depth_of(report: &Report, index: u32) -> usize {
    report.outline.get(index).map_or(0, |heading| heading.depth.into())
}

/// A report, and how far it is set in.
struct Listed<'a> {
    report: &'a Report,
    inside: usize,
}

/// Prints every report, and a line behind `lead` before those of each year, where they stand by year. Folders stand in the paths.
fn print_listed(
    library: &Library,
    printer: &mut Printer,
    lead: &str,
    mut print: impl FnMut(&mut Printer, Listed<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let mut inside = 0;
    for entry in library.entries() {
        match &entry.kind {
            EntryKind::Folder(_) => {}
            EntryKind::Year(_) => {
                inside = 1;
                printer.line(&format!("{lead}{}", entry.name()))?;
            }
            EntryKind::Report(report) => print(printer, Listed { report, inside })?,
        }
    }
    Ok(())
}

fn print_text(printer: &mut Printer, Listed { report, inside }: Listed<'_>, depth: u8) -> io::Result<()> {
    let around = "  ".repeat(inside);
    printer.line(&format!("{around}{}", report.path.to_string_lossy()))?;
    for problem in &report.problems {
        printer.line(&format!("{around}  ! {problem}"))?;
    }
    for index in headings(report, depth) {
        let indent = "  ".repeat(inside + depth_of(report, index) + 1);
        if let Some(missing) = report.outline.break_before(index) {
            printer.line(&format!("{indent}{}{}", words::BREAK, words::missing(missing)))?;
        }
        printer.line(&format!("{indent}{}", report.outline.title(index)))?;
    }
    Ok(())
}

fn print_markdown(printer: &mut Printer, Listed { report, inside }: Listed<'_>, depth: u8) -> io::Result<()> {
    let list = export::outline_markdown(report, depth);
    list.lines().try_for_each(|line| printer.line(&format!("{}{line}", "  ".repeat(inside))))
}

fn json(report: &Report, depth: u8) -> JsonReport<'_> {
    let section = |index: u32| {
        let heading = report.outline.get(index)?;
        let span = report.outline.section(index, report.length);
        Some(JsonSection {
            level: heading.level,
            title: report.outline.title(index),
            number: Some(report.outline.number(index)).filter(|number| !number.is_empty()),
            line: heading.line,
            start: span.start,
            end: span.end,
            origin: heading.origin.name(),
        })
    };
    JsonReport {
        report: report.path.to_string_lossy().into_owned(),
        title: report.title.as_deref(),
        year: year::of(report),
        format: report.format,
        encoding: report.encoding,
        problems: report.problems.iter().map(ToString::to_string).collect(),
        sections: headings(report, depth).filter_map(section).collect(),
    }
}
