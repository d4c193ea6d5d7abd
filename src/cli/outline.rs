//! `mulu outline`: the outline of every report, as text, JSON or Markdown.

use std::io;
use std::path::PathBuf;

use serde::Serialize;

use crate::cli::arguments::Reading;
use crate::cli::print::Printer;
use crate::cli::{Failure, library};
use crate::library::Report;
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
}

/// A report as JSON. The names are those that other programs rely on.
#[derive(Serialize)]
struct JsonReport<'a> {
    report: String,
    title: Option<&'a str>,
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
    for report in library.entries().iter().filter_map(|entry| entry.report()) {
        match format {
            Format::Text => print_text(&mut printer, report, depth)?,
            Format::Json => printer.json(&json(report, depth))?,
            Format::Markdown => print_markdown(&mut printer, report, depth)?,
        }
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

fn print_text(printer: &mut Printer, report: &Report, depth: u8) -> io::Result<()> {
    printer.line(&report.path.to_string_lossy())?;
    for problem in &report.problems {
        printer.line(&format!("  ! {problem}"))?;
    }
    for index in headings(report, depth) {
        let indent = "  ".repeat(depth_of(report, index) + 1);
        if let Some(missing) = report.outline.break_before(index) {
            printer.line(&format!("{indent}{}{}", words::BREAK, words::missing(missing)))?;
        }
        printer.line(&format!("{indent}{}", report.outline.title(index)))?;
    }
    Ok(())
}

fn print_markdown(printer: &mut Printer, report: &Report, depth: u8) -> io::Result<()> {
    // A title that is the first heading too would stand there twice.
    let doubled = !report.outline.is_empty() && report.outline.title(0) == report.presented();
    let name = if doubled { report.name() } else { report.presented() };
    printer.line(&format!("- **{}**", escaped(&name)))?;
    for index in headings(report, depth) {
        let indent = "  ".repeat(depth_of(report, index) + 1);
        printer.line(&format!("{indent}- {}", escaped(report.outline.title(index))))?;
    }
    Ok(())
}

/// A text in which nothing is Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        // A number with a dot at the beginning of an item would begin a list inside of it.
        let list = matches!(character, '.' | ')') && text.get(..at).is_some_and(is_number);
        if list || "\\`*_[]<>#+-|~".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
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
        format: report.format,
        encoding: report.encoding,
        problems: report.problems.iter().map(ToString::to_string).collect(),
        sections: headings(report, depth).filter_map(section).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_stay_titles_in_markdown() {
        for (title, expected) in
            [("1. a*b", "1\\. a\\*b"), ("一、总结", "一、总结"), ("v1.2", "v1.2"), ("# x", "\\# x")]
        {
            assert_eq!(escaped(title), expected);
        }
    }
}
