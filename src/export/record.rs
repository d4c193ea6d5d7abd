//! One object for each section, as the bulk loaders of search engines take them.

use serde::Serialize;

use crate::library::{Report, address, year};
use crate::outline::Document;
use crate::text::{Part, Span};

/// A section as a search engine indexes it. The names are those that mappings rely on.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    /// Its address, the same in every export as long as the report does not change.
    pub id: String,
    /// The path of the report.
    pub report: String,
    /// The name of the report's format.
    pub format: &'a str,
    /// The titles that it stands under, the report's first.
    pub breadcrumb: Vec<String>,
    /// Its title.
    pub title: String,
    /// The number at the beginning of the title.
    pub number: &'a str,
    /// 0 for the report itself, then from 1.
    pub level: u8,
    /// The year that the report is about.
    pub year: Option<u16>,
    /// Its own text, from behind the heading to the next one; left out where only outlines are exported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
}

/// The records of a report: the report itself with the text before its first heading, then each section.
pub fn records<'a>(report: &'a Report, document: Option<&'a Document>) -> impl Iterator<Item = Record<'a>> {
    let year = year::of(report);
    let path = report.path.to_string_lossy().into_owned();
    std::iter::once(None).chain((0..report.outline.len()).map(Some)).map(move |heading| {
        let outline = &report.outline;
        let mut breadcrumb = report.crumbs(heading);
        let title = breadcrumb.pop().unwrap_or_default();
        Record {
            id: address::of(report, heading),
            report: path.clone(),
            format: report.format,
            breadcrumb,
            title,
            number: heading.map_or("", |heading| outline.number(heading)),
            level: heading.and_then(|heading| outline.get(heading)).map_or(0, |heading| heading.depth + 1),
            year,
            text: document.map(|document| own_text(document, heading)),
        }
    })
}

/// The text between a heading and the next one.
pub(super) fn own_text(document: &Document, heading: Option<u32>) -> &str {
    let next = heading.map_or(0, |heading| heading + 1);
    let end = document.outline.get(next).map_or(document.text.len(), |heading| heading.span.start);
    let start = heading.and_then(|heading| document.outline.get(heading)).map_or(0, |heading| heading.span.end);
    document.text.as_str().span(Span { start: start.min(end), end }).trim()
}
