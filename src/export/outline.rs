//! Outlines as nested lists.

use crate::export::escape_markdown;
use crate::library::{EntryKind, Library, Report};

/// Reports that stand together.
#[derive(Debug, Default)]
pub struct Group<'a> {
    /// Their name, such as a year; none where they stand in no group.
    pub name: Option<String>,
    /// The reports, in order.
    pub reports: Vec<&'a Report>,
}

impl<'a> Group<'a> {
    /// The reports of a library, by the years where they stand so.
    pub fn all_of(library: &'a Library) -> Vec<Self> {
        let mut groups = vec![Self::default()];
        for entry in library.entries() {
            match &entry.kind {
                EntryKind::Folder(_) => {}
                EntryKind::Year(_) => groups.push(Self { name: Some(entry.name()), reports: Vec::new() }),
                EntryKind::Report(report) => {
                    groups.iter_mut().last().into_iter().for_each(|group| group.reports.push(report))
                }
            }
        }
        groups
    }
}

/// The outline of a report in Markdown: its name, and its headings of so many levels as nested lists.
pub fn markdown(report: &Report, depth: u8) -> String {
    // A title that is the first heading too would stand there twice.
    let doubled = !report.outline.is_empty() && report.outline.title(0) == report.presented();
    let name = if doubled { report.name() } else { report.presented() };
    let mut list = format!("- **{}**\n", escape_markdown(&name));
    for (level, title) in headings(report, depth) {
        list.push_str(&format!("{}- {}\n", "  ".repeat(level), escape_markdown(title)));
    }
    list
}

/// The outline of a report as text: its name, and its headings set in by level.
pub(super) fn text(report: &Report) -> String {
    let mut text = report.name() + "\n";
    for (level, title) in headings(report, u8::MAX) {
        text.push_str(&format!("{}{title}\n", "  ".repeat(level)));
    }
    text
}

/// The headings of so many levels: their levels from 1, and their titles.
fn headings(report: &Report, depth: u8) -> impl Iterator<Item = (usize, &str)> {
    let shown = (0..).zip(report.outline.headings()).filter(move |(_, heading)| heading.depth < depth);
    shown.map(|(index, heading)| (usize::from(heading.depth) + 1, report.outline.title(index)))
}
