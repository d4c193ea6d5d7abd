//! Sections and outlines as JSON: an object a section, those under it inside.

use serde::Serialize;

use crate::export::Section;
use crate::export::record::own_text;
use crate::library::{Report, address, year};
use crate::outline::Document;

/// A section as JSON. The names are those that other programs rely on.
#[derive(Serialize)]
struct JsonSection<'a> {
    title: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    number: &'a str,
    address: String,
    /// The year that the report's title names, or else its path; of sections within it, none.
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<u16>,
    /// Its own text, up to the next heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    sections: Vec<JsonSection<'a>>,
}

/// A section, or a whole report, with its text where the document is given.
pub(super) fn section(report: &Report, heading: Option<u32>, document: Option<&Document>) -> String {
    written(&nested(report, heading, document))
}

/// A part of a section as JSON, with its text and no sections under it.
pub(super) fn part(report: &Report, section: &Section<'_>) -> String {
    let number = section.heading.map_or("", |heading| report.outline.number(heading));
    let (title, address) = (section.title().to_owned(), section.address.to_owned());
    let (year, text) = (year_of(report, section.heading), Some(section.text().trim_end()));
    written(&JsonSection { title, number, address, year, text, sections: Vec::new() })
}

/// The outlines of reports.
pub(super) fn outlines<'a>(reports: impl Iterator<Item = &'a Report>) -> String {
    written(&reports.map(|report| nested(report, None, None)).collect::<Vec<_>>())
}

fn written(value: &impl Serialize) -> String {
    // Strings and lists can always be written.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// The year of a report; of a section within it, none.
fn year_of(report: &Report, heading: Option<u32>) -> Option<u16> {
    if heading.is_none() { year::of(report) } else { None }
}

fn nested<'a>(report: &'a Report, heading: Option<u32>, document: Option<&'a Document>) -> JsonSection<'a> {
    let outline = &report.outline;
    let first = heading.map_or(0, |heading| heading + 1);
    let last = heading.and_then(|heading| outline.get(heading)).map_or(outline.len(), |heading| heading.last);
    let children = std::iter::successors(Some(first).filter(|&at| at < last), |&at| {
        outline.get(at).map(|child| child.last).filter(|&next| next < last)
    });
    JsonSection {
        title: heading.map_or_else(|| report.presented(), |heading| outline.title(heading).to_owned()),
        number: heading.map_or("", |heading| outline.number(heading)),
        address: address::of(report, heading),
        year: year_of(report, heading),
        text: document.map(|document| own_text(document, heading)),
        sections: children.map(|child| nested(report, Some(child), document)).collect(),
    }
}
