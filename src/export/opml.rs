//! Outlines as OPML 2.0, which outliners read.

use std::fmt::Write;
use std::ops::Range;

use crate::export::Section;
use crate::export::html::escaped;
use crate::export::outline::Group;
use crate::library::{Report, address};
use crate::text::{Part, Span};

/// The outlines of reports: each report with its headings of so many levels inside, and within its group where that
/// has a name.
pub fn outline(title: &str, groups: &[Group<'_>], depth: u8) -> String {
    let mut opml = head(title);
    for group in groups {
        if let Some(name) = &group.name {
            let _ = writeln!(opml, "<outline text=\"{}\">", escaped(name));
        }
        for report in &group.reports {
            begin(&mut opml, &report.presented(), &address::of(report, None));
            headings(&mut opml, report, 0..report.outline.len(), depth);
            end(&mut opml, 1);
        }
        end(&mut opml, group.name.is_some().into());
    }
    finished(opml)
}

/// The outline of a section, or of a whole report.
pub(super) fn section(report: &Report, heading: Option<u32>) -> String {
    let Some((index, heading)) = heading.and_then(|index| Some((index, report.outline.get(index)?))) else {
        return outline(&report.presented(), &[Group { name: None, reports: vec![report] }], u8::MAX);
    };
    let mut opml = head(report.outline.title(index));
    headings(&mut opml, report, index..heading.last, u8::MAX);
    finished(opml)
}

/// A part of a text: the section in which it begins and the headings that begin in it, each with those words of the
/// part that stand under it as its note, where outliners keep text.
pub(super) fn part(report: &Report, section: &Section<'_>) -> String {
    let (outline, span) = (&report.outline, section.span());
    let before = |at: u32| outline.headings().partition_point(|heading| heading.span.start <= at);
    let inside = before(span.start)..before(span.end.saturating_sub(1));
    let begins = |index: usize| outline.headings().get(index).map_or(span.end, |heading| heading.span.start);
    let note = |from: u32, next: usize| {
        let end = begins(next).min(span.end);
        section.document.text.span(Span { start: from.clamp(span.start, end), end }).trim()
    };
    let mut opml = head(section.title());
    let words = section.heading.and_then(|heading| outline.get(heading)).map_or(0, |heading| heading.span.end);
    begin_noted(&mut opml, section.title(), section.address, note(words, inside.start));
    let mut open = Vec::new();
    for (index, heading) in outline.headings().iter().enumerate().take(inside.end).skip(inside.start) {
        while open.pop_if(|depth| *depth >= heading.depth).is_some() {
            end(&mut opml, 1);
        }
        let number = u32::try_from(index).unwrap_or(u32::MAX);
        let address = address::of(report, Some(number));
        begin_noted(&mut opml, outline.title(number), &address, note(heading.span.end, index + 1));
        open.push(heading.depth);
    }
    end(&mut opml, u8::try_from(open.len() + 1).unwrap_or(u8::MAX));
    finished(opml)
}

fn head(title: &str) -> String {
    let mut opml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n");
    let _ = writeln!(opml, "<head><title>{}</title></head>\n<body>", escaped(title));
    opml
}

fn finished(opml: String) -> String {
    opml + "</body>\n</opml>\n"
}

/// Writes headings that follow each other, down to a level. No later one is of a higher level than the first.
fn headings(opml: &mut String, report: &Report, range: Range<u32>, depth: u8) {
    let highest = report.outline.get(range.start).map_or(0, |heading| heading.depth);
    let mut open: u8 = 0;
    for index in range {
        let Some(heading) = report.outline.get(index).filter(|heading| heading.depth < depth) else { continue };
        let above = heading.depth.saturating_sub(highest);
        end(opml, open.saturating_sub(above));
        begin(opml, report.outline.title(index), &address::of(report, Some(index)));
        open = above + 1;
    }
    end(opml, open);
}

fn begin(opml: &mut String, text: &str, address: &str) {
    begin_noted(opml, text, address, "");
}

/// The same with words below the title; without any, there is no note.
fn begin_noted(opml: &mut String, text: &str, address: &str, note: &str) {
    let _ = write!(opml, "<outline text=\"{}\" address=\"{}\"", escaped(text), escaped(address));
    if !note.is_empty() {
        // A line end in an attribute is a space where it is not written as a character.
        let _ = write!(opml, " _note=\"{}\"", escaped(note).replace('\n', "&#10;"));
    }
    opml.push_str(">\n");
}

fn end(opml: &mut String, count: u8) {
    for _ in 0..count {
        opml.push_str("</outline>\n");
    }
}
