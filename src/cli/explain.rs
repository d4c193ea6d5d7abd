//! `mulu outline --explain`: why each heading is one, and what came near to being one.

use std::io;
use std::path::PathBuf;

use crate::cli::arguments::Reading;
use crate::cli::print::Printer;
use crate::cli::{Failure, library, plan};
use crate::library::read_document;
use crate::outline::Document;
use crate::outline::detect::{Belief, Detected, Term};
use crate::outline::explain::{Explanation, explain, rejected_in};
use crate::text::Span;
use crate::ui::words;

/// Reads everything, and prints the evidence for each heading of each report.
pub(super) fn print(paths: &[PathBuf], reading: &Reading) -> Result<(), Failure> {
    let options = plan(paths, reading)?.read;
    let library = library(paths, reading)?;
    let mut printer = Printer::new();
    for report in library.entries().iter().filter_map(|entry| entry.report()) {
        printer.line(&report.path.to_string_lossy())?;
        print_report(&mut printer, &read_document(&report.path, &options), options.reading.belief)?;
    }
    Ok(printer.finish()?)
}

/// The headings in order, and between them the lines that came near.
fn print_report(printer: &mut Printer, document: &Document, belief: Belief) -> io::Result<()> {
    let text = document.text.as_str();
    let detected = document.detect_explained(belief);
    let mut from = 0;
    for (index, heading) in (0..).zip(document.outline.headings()) {
        print_rejected(printer, text, &detected, Span { start: from, end: heading.span.start })?;
        from = heading.span.start;
        if let Some(missing) = document.outline.break_before(index) {
            printer.line(&format!("  {}{}", words::BREAK, words::missing(missing)))?;
        }
        if let Some(explanation) = explain(text, &document.outline, &detected, index) {
            print_heading(printer, heading.depth, &explanation)?;
        }
    }
    print_rejected(printer, text, &detected, Span { start: from, end: document.text.len() })
}

fn print_heading(printer: &mut Printer, depth: u8, explanation: &Explanation) -> io::Result<()> {
    let indent = "  ".repeat(usize::from(depth) + 1);
    printer.line(&format!("{indent}{}", explanation.title))?;
    printer.line(&format!("{indent}  = {}", words::sure(explanation.origin, explanation.confidence)))?;
    if explanation.run_length > 1 {
        printer.line(&format!("{indent}  = {}", words::together(&explanation.run, explanation.run_length)))?;
    }
    print_terms(printer, &indent, &explanation.terms)
}

fn print_rejected(printer: &mut Printer, text: &str, detected: &Detected, part: Span) -> io::Result<()> {
    for rejected in rejected_in(text, detected, part) {
        printer.line(&format!("  no heading: {}", rejected.line))?;
        print_terms(printer, "  ", &rejected.terms)?;
    }
    Ok(())
}

fn print_terms(printer: &mut Printer, indent: &str, terms: &[Term]) -> io::Result<()> {
    for term in terms {
        printer.line(&format!("{indent}  {:+.1} {}", term.weight, words::reason(term.reason)))?;
    }
    Ok(())
}
