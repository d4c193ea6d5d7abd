//! A sheet over the whole screen: the keys, why a heading is one and how much there is to read, or the source of a
//! report.

pub mod source;
pub mod why;

use std::sync::Arc;

use crate::app::input::command::{BINDINGS, Group, shown_keys};
use crate::app::sheet::source::Source;
use crate::app::sheet::why::Inquiry;
use crate::library::{Cause, Omission, Omissions};
use crate::outline::detect::Term;
use crate::outline::explain::Explanation;
use crate::outline::{BreakKind, Confidence, Origin};
use crate::text::count::Counts;

/// What lies over the screen, and its first line on it.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What it says.
    pub content: Content,
    /// The first line that is seen.
    pub first: usize,
}

/// What a sheet says.
#[derive(Clone, Debug)]
pub enum Content {
    /// All keys.
    Keys,
    /// Why a heading is one, where there is any, and how much there is to read.
    Why(Inquiry),
    /// The source of a report.
    Source(Source),
    /// What is left out.
    Omissions(Arc<Omissions>),
}

/// One line of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum SheetLine {
    /// Nothing.
    Space,
    /// What is to be said is not known yet.
    Waiting,
    /// The heading of a group of keys.
    Group(Group),
    /// Keys, and what they do.
    Keys(String, &'static str),
    /// The heading that is explained.
    Heading(String),
    /// Whence it is known, and how surely.
    Sure(Origin, Confidence),
    /// The title that it stands under; at the top where there is none.
    Under(Option<String>),
    /// What the numbering shows to be missing before it.
    Missing(BreakKind),
    /// The headings that were judged together: some of them, and how many they are.
    Together(Vec<String>, usize),
    /// The terms follow.
    Terms,
    /// One piece of evidence.
    Term(Term),
    /// Lines that are no headings follow.
    Rejections,
    /// A line that is no heading.
    Rejected(String),
    /// How many files and folders are left out.
    Omitted(Arc<Omissions>),
    /// How many for a cause.
    Cause(Cause, u32),
    /// One of them.
    Omission(Omission),
    /// How much there is to read in the section, or else in the report.
    Extent(bool, Counts),
}

impl Sheet {
    /// A sheet that is seen from its beginning.
    pub fn new(content: Content) -> Self {
        Self { content, first: 0 }
    }

    /// All of its lines.
    pub fn lines(&self) -> Vec<SheetLine> {
        match &self.content {
            Content::Keys => key_lines(),
            Content::Why(inquiry) => inquiry_lines(inquiry),
            Content::Omissions(omissions) => omission_lines(omissions),
            Content::Source(_) => Vec::new(),
        }
    }

    /// The source that it shows, if it shows one.
    pub fn source(&self) -> Option<&Source> {
        match &self.content {
            Content::Source(source) => Some(source),
            _ => None,
        }
    }

    /// Whether what it says is not known yet.
    pub fn is_waiting(&self) -> bool {
        match &self.content {
            Content::Source(source) => source.is_waiting(),
            Content::Why(inquiry) => inquiry.answer.is_none(),
            Content::Keys | Content::Omissions(_) => false,
        }
    }

    /// Scrolls by lines on a screen of so many columns and rows for them; the last line does not leave the bottom.
    pub fn scroll(&mut self, lines: isize, columns: u16, rows: usize) {
        if let Content::Source(source) = &mut self.content {
            return source.scroll(lines, columns, rows);
        }
        let most = self.lines().len().saturating_sub(rows);
        self.first = self.first.saturating_add_signed(lines).min(most);
    }
}

/// The keys, made from the table of commands.
fn key_lines() -> Vec<SheetLine> {
    let mut lines = Vec::new();
    for group in Group::ALL {
        if !lines.is_empty() {
            lines.push(SheetLine::Space);
        }
        lines.push(SheetLine::Group(group));
        let rows = BINDINGS.iter().filter(|row| row.group == group);
        lines.extend(rows.map(|row| SheetLine::Keys(shown_keys(row), row.help)));
    }
    lines
}

/// How many of each cause, and then those that are listed.
fn omission_lines(omissions: &Arc<Omissions>) -> Vec<SheetLine> {
    let mut lines = vec![SheetLine::Omitted(Arc::clone(omissions))];
    lines.extend(omissions.counts().map(|(cause, count)| SheetLine::Cause(cause, count)));
    lines.push(SheetLine::Space);
    lines.extend(omissions.listed().iter().cloned().map(SheetLine::Omission));
    lines
}

/// Why a heading is one, and how much there is to read.
fn inquiry_lines(Inquiry { title, answer, .. }: &Inquiry) -> Vec<SheetLine> {
    let Some(answer) = answer else { return vec![SheetLine::Waiting] };
    let report = SheetLine::Extent(false, answer.report);
    let Some(explanation) = &answer.explanation else { return vec![SheetLine::Heading(title.clone()), report] };
    let mut lines = why_lines(explanation);
    lines.push(SheetLine::Space);
    lines.extend(answer.section.map(|counts| SheetLine::Extent(true, counts)));
    lines.push(report);
    lines
}

fn why_lines(explanation: &Explanation) -> Vec<SheetLine> {
    let mut lines = vec![
        SheetLine::Heading(explanation.title.clone()),
        SheetLine::Sure(explanation.origin, explanation.confidence),
        SheetLine::Under(explanation.parent.clone()),
    ];
    lines.extend(explanation.missing.map(SheetLine::Missing));
    if explanation.run_length > 1 {
        lines.push(SheetLine::Together(explanation.run.clone(), explanation.run_length));
    }
    if !explanation.terms.is_empty() {
        lines.extend([SheetLine::Space, SheetLine::Terms]);
        lines.extend(explanation.terms.iter().copied().map(SheetLine::Term));
    }
    if !explanation.rejected.is_empty() {
        lines.extend([SheetLine::Space, SheetLine::Rejections]);
    }
    for rejected in &explanation.rejected {
        lines.push(SheetLine::Rejected(rejected.line.clone()));
        lines.extend(rejected.terms.iter().copied().map(SheetLine::Term));
    }
    lines
}
