//! The rows of the tree, and what stands in them.

use crate::app::tree::folds::ReportFold;
use crate::library::{Entry, EntryId};
use crate::outline::BreakKind;

/// Something that stands in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// The folder or report, or the report of the heading.
    pub entry: EntryId,
    /// The heading, as its index in the report's outline.
    pub heading: Option<u32>,
}

/// One row of the tree as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What stands in it.
    pub node: Node,
    /// How many nodes it is inside of.
    pub depth: usize,
    /// What it is.
    pub kind: RowKind,
    /// Its name or title.
    pub label: String,
    /// Whether what is inside is shown; `None` where nothing is inside.
    pub open: Option<bool>,
    /// The headings inside.
    pub headings: u32,
    /// What the numbering shows to be missing before it.
    pub missing: Option<BreakKind>,
}

/// What stands in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A folder.
    Folder,
    /// A report.
    Report,
    /// A report that has a problem.
    Troubled,
    /// A heading.
    Heading,
    /// A heading that the tree is filtered with.
    Match,
}

impl Row {
    /// The column of the mark that shows whether it is folded, in a tree of so many columns. What is deep inside is
    /// set in by half of them at most, so that there is always room for its name.
    pub fn mark_column(&self, width: u16) -> u16 {
        let most = width / 2 / INDENT * INDENT;
        u16::try_from(self.depth).unwrap_or(u16::MAX).saturating_mul(INDENT).min(most)
    }
}

/// Columns by which each level is set in.
pub const INDENT: u16 = 2;

/// The row of a folder or a report.
pub(in crate::app) fn own_row(entry: &Entry, folder_open: bool, fold: &ReportFold) -> Row {
    let (kind, open) = match entry.report() {
        None => (RowKind::Folder, Some(folder_open)),
        Some(report) => {
            let kind = if report.problems.is_empty() { RowKind::Report } else { RowKind::Troubled };
            (kind, (!report.outline.is_empty()).then(|| fold.is_open(&report.outline, None)))
        }
    };
    Row {
        node: Node { entry: entry.id, heading: None },
        depth: entry.depth.into(),
        kind,
        label: entry.name(),
        open,
        headings: entry.headings,
        missing: None,
    }
}
