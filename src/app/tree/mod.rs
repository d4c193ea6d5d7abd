//! The tree of folders, reports and headings: its rows, its cursor, and what is folded.

mod arrange;
pub mod filter;
pub mod folds;
mod row;
mod sieve;

use crate::app::panes::scrolled;
use crate::app::tree::filter::Filter;
use crate::app::tree::folds::{ALL_LEVELS, Folds, ReportFold};
use crate::app::tree::row::own_row;
pub use crate::app::tree::row::{INDENT, Node, Row, RowKind};
use crate::app::tree::sieve::Sieve;
use crate::library::{Entry, EntryId, Library, Place, Report};
use crate::outline::Outline;
use crate::search::holding::{Held, Holding};

/// The rows of one entry that is shown: itself, and the headings shown below it.
#[derive(Clone, Copy, Debug)]
struct Run {
    first: usize,
    entry: usize,
    rows: usize,
}

/// The state of the tree. All of its rows are known by number without being listed: what is listed is one run for
/// each folder and report, so that a million headings cost nothing until they are looked at.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// What it is filtered with.
    pub filter: Filter,
    /// What is folded while everything is shown.
    folds: Folds,
    /// What is shown where not everything is.
    sieve: Option<Sieve>,
    /// The node that is chosen; the first one until the user chooses.
    cursor: Option<Node>,
    /// The first row on the screen.
    top: usize,
    runs: Vec<Run>,
}

impl Tree {
    /// A tree that shows so many levels of headings.
    pub fn with_level(level: u8) -> Self {
        let mut tree = Self::default();
        tree.folds.show_level(level);
        tree
    }

    /// All rows there are.
    pub fn len(&self) -> usize {
        self.runs.last().map_or(0, |run| run.first + run.rows)
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The first row on the screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The node that is chosen.
    pub fn cursor(&self, library: &Library) -> Option<Node> {
        self.cursor.or_else(|| self.node_at(library, 0))
    }

    /// Whether the user has not chosen a node yet.
    pub fn is_untouched(&self) -> bool {
        self.cursor.is_none()
    }

    /// The row that the cursor is in.
    pub fn cursor_row(&self, library: &Library) -> usize {
        self.cursor.map_or(0, |node| self.row_of(library, node))
    }

    /// What is folded.
    pub fn folds(&self) -> &Folds {
        self.sieve.as_ref().map_or(&self.folds, |sieve| &sieve.folds)
    }

    /// How many reports are shown, where not all are.
    pub fn sifted(&self) -> Option<usize> {
        self.sieve.as_ref().map(Sieve::reports)
    }

    /// Whether a folder or a report is shown, unless something around it is folded.
    pub fn shows(&self, library: &Library, entry: EntryId) -> bool {
        let index = library.index(entry);
        self.sieve.as_ref().is_none_or(|sieve| index.is_some_and(|index| sieve.shows(index)))
    }

    /// Shows only the reports that hold these headings; all of them where `holding` is `None`. The cursor moves to the
    /// first of these headings where it is `new` that they are looked for, and from what is not shown any more.
    pub fn sift(&mut self, library: &Library, holding: Option<Holding>, new: bool) {
        let above = self.cursor_row(library).saturating_sub(self.top);
        let folds = self.sieve.take().map(|sieve| sieve.folds);
        self.sieve = holding.map(|holding| Sieve::new(holding, folds));
        self.list(library);
        let hidden = |node: Node| !self.shows(library, node.entry);
        let first = self.sieve.as_ref().and_then(|sieve| sieve.first(library));
        if let Some((entry, heading)) = first.filter(|_| new || self.cursor(library).is_none_or(hidden)) {
            self.cursor = Some(Node { entry, heading: Some(heading) });
        }
        self.cursor = self.cursor.map(|node| self.shown(library, node));
        self.top = self.cursor_row(library).saturating_sub(above);
    }

    /// Lists the rows anew, after the library has changed from `old` to `new`. The cursor stays on its node, and in
    /// its row of the screen.
    pub fn follow(&mut self, old: &Library, new: &Library) {
        let row = self.cursor_row(old);
        let above = row.saturating_sub(self.top);
        self.folds.follow(old, new);
        if let Some(sieve) = &mut self.sieve {
            sieve.folds.follow(old, new);
        }
        self.cursor = self.cursor.and_then(|node| self.surviving(old, new, node, row));
        self.list(new);
        self.cursor = self.cursor.map(|node| self.shown(new, node));
        self.top = self.cursor_row(new).saturating_sub(above);
    }

    /// The node in the new library; where it is gone, what stands in its row.
    fn surviving(&mut self, old: &Library, new: &Library, node: Node, row: usize) -> Option<Node> {
        let offset = node.heading.and_then(|index| old.report(node.entry)?.outline.get(index));
        let offset = offset.map_or(0, |heading| heading.span.start);
        match (Place { entry: node.entry, heading: node.heading, offset }).relocated(old, new) {
            Some(place) => Some(Node { entry: place.entry, heading: place.heading }),
            None => {
                self.list(new);
                self.node_at(new, row.min(self.len().saturating_sub(1)))
            }
        }
    }

    /// Changes what is folded, and lists the rows anew. A cursor that is hidden by that moves to what hides it.
    pub fn refold(&mut self, library: &Library, change: impl FnOnce(&mut Folds)) {
        let above = self.cursor_row(library).saturating_sub(self.top);
        change(self.sieve.as_mut().map_or(&mut self.folds, |sieve| &mut sieve.folds));
        self.list(library);
        self.cursor = self.cursor.map(|node| self.shown(library, node));
        self.top = self.cursor_row(library).saturating_sub(above);
    }

    fn list(&mut self, library: &Library) {
        self.runs.clear();
        if let Some(sieve) = &mut self.sieve {
            sieve.follow(library);
        }
        let mut first = 0;
        let mut entry = 0;
        while let Some(next) = library.entries().get(entry) {
            if self.sieve.as_ref().is_some_and(|sieve| !sieve.shows(entry)) {
                entry = next.last as usize;
                continue;
            }
            let rows = 1 + next.report().map_or(0, |report| self.headings_shown(next, report)) as usize;
            self.runs.push(Run { first, entry, rows });
            first += rows;
            let skip = next.report().is_none() && !self.folds().is_folder_open(next.id);
            entry = if skip { next.last as usize } else { entry + 1 };
        }
    }

    fn headings_shown(&self, entry: &Entry, report: &Report) -> u32 {
        let (id, folds) = (entry.id, self.folds());
        match (folds.of_report(id), folds.level(), self.held(id)) {
            (None, 0, _) => 0,
            // Without a look at the report.
            (None, ALL_LEVELS, None) => entry.headings,
            (None, ALL_LEVELS, Some(held)) => u32::try_from(held.shown.len()).unwrap_or(u32::MAX),
            (Some(fold), _, None) => fold.shown(&report.outline),
            (None, _, None) => folds.report(id).shown(&report.outline),
            (_, _, Some(_)) => {
                let fold = folds.report(id);
                u32::try_from(self.visible(id, &fold, &report.outline).count()).unwrap_or(u32::MAX)
            }
        }
    }

    /// The headings of a report that are left, where not all are.
    fn held(&self, id: EntryId) -> Option<&Held> {
        self.sieve.as_ref()?.held(id)
    }

    /// The headings of a report that are shown, in order.
    fn visible<'a>(
        &'a self,
        id: EntryId,
        fold: &'a ReportFold,
        outline: &'a Outline,
    ) -> impl Iterator<Item = u32> + 'a {
        let held = self.held(id);
        fold.visible(outline).filter(move |heading| held.is_none_or(|held| held.shows(*heading)))
    }

    /// Whether something may be shown below a heading.
    fn has_inside(&self, id: EntryId, outline: &Outline, index: u32) -> bool {
        let Some(heading) = outline.get(index) else { return false };
        let inside = index + 1..heading.last;
        match self.held(id) {
            None => !inside.is_empty(),
            Some(held) => held.shown.iter().any(|shown| inside.contains(shown)),
        }
    }

    /// The node in a row.
    pub fn node_at(&self, library: &Library, row: usize) -> Option<Node> {
        self.rows(library, row, 1).first().map(|row| row.node)
    }

    /// The row that a node stands in, or, where it is hidden, the row of what hides it.
    pub fn row_of(&self, library: &Library, node: Node) -> usize {
        let node = self.shown(library, node);
        let Some(entry) = library.index(node.entry) else { return 0 };
        let at = self.runs.partition_point(|run| run.entry <= entry).saturating_sub(1);
        let Some(run) = self.runs.get(at) else { return 0 };
        let (Some(report), Some(heading)) = (library.report(node.entry), node.heading) else { return run.first };
        let fold = self.folds().report(node.entry);
        let before = self.visible(node.entry, &fold, &report.outline).take_while(|&index| index < heading).count();
        run.first + 1 + before
    }

    /// The node itself where it is shown, else the innermost node around it that is.
    fn shown(&self, library: &Library, node: Node) -> Node {
        let Some((node, index)) = self.left(library, node) else { return node };
        let above = std::iter::successors(library.parent(index), |&at| library.parent(at));
        let closed =
            above.filter_map(|at| library.entries().get(at)).filter(|folder| !self.folds().is_folder_open(folder.id));
        if let Some(folder) = closed.last() {
            return Node { entry: folder.id, heading: None };
        }
        let (Some(report), Some(heading)) = (library.report(node.entry), node.heading) else { return node };
        let fold = self.folds().report(node.entry);
        if !fold.is_open(&report.outline, None) {
            return Node { heading: None, ..node };
        }
        let left = |at: &u32| self.held(node.entry).is_none_or(|held| held.shows(*at));
        let around = report.outline.ancestors(heading).into_iter().chain([heading]).rfind(left);
        let Some(heading) = around else { return Node { heading: None, ..node } };
        let hiding = report.outline.ancestors(heading).into_iter().find(|&at| !fold.is_open(&report.outline, Some(at)));
        Node { heading: hiding.or(Some(heading)), ..node }
    }

    /// The node itself, where not everything is shown the innermost folder around it that is, else the first entry; with
    /// the index of the entry.
    fn left(&self, library: &Library, node: Node) -> Option<(Node, usize)> {
        let index = library.index(node.entry)?;
        let Some(sieve) = self.sieve.as_ref().filter(|sieve| !sieve.shows(index)) else { return Some((node, index)) };
        let around = std::iter::successors(library.parent(index), |&at| library.parent(at)).find(|&at| sieve.shows(at));
        let index = around.or_else(|| self.runs.first().map(|run| run.entry))?;
        Some((Node { entry: library.entries().get(index)?.id, heading: None }, index))
    }

    /// At most `count` rows from `first` on.
    pub fn rows(&self, library: &Library, first: usize, count: usize) -> Vec<Row> {
        let at = self.runs.partition_point(|run| run.first <= first).saturating_sub(1);
        let skipped = self.runs.get(at).map_or(0, |run| first.saturating_sub(run.first));
        let skips = std::iter::once(skipped).chain(std::iter::repeat(0));
        let entries = self.runs.iter().skip(at).filter_map(|run| library.entries().get(run.entry));
        entries.zip(skips).flat_map(|(entry, skip)| self.rows_of(entry, skip)).take(count).collect()
    }

    /// The rows of an entry without the first `skip` of them.
    fn rows_of<'a>(&'a self, entry: &'a Entry, skip: usize) -> impl Iterator<Item = Row> + 'a {
        let fold = self.folds().report(entry.id);
        let own = (skip == 0).then(|| own_row(entry, self.folds().is_folder_open(entry.id), &fold));
        let headings = entry.report().into_iter().flat_map(move |report| {
            let shown = self.visible(entry.id, &fold, &report.outline).skip(skip.saturating_sub(1));
            let shown: Vec<u32> = shown.collect();
            let fold = fold.clone();
            shown.into_iter().filter_map(move |index| self.heading_row(entry, report, &fold, index))
        });
        own.into_iter().chain(headings)
    }

    /// Chooses a node. Where it is hidden, what hides it is chosen.
    pub fn choose(&mut self, library: &Library, node: Node) {
        self.cursor = Some(self.shown(library, node));
    }

    /// Unfolds what hides a node, and chooses it.
    pub fn reveal(&mut self, library: &Library, node: Node) {
        self.refold(library, |folds| {
            let mut index = library.index(node.entry);
            while let Some(parent) = index.and_then(|index| library.parent(index)) {
                if let Some(folder) = library.entries().get(parent) {
                    folds.set_folder(folder.id, true);
                }
                index = Some(parent);
            }
            if let (Some(report), Some(heading)) = (library.report(node.entry), node.heading) {
                folds.reveal(node.entry, &report.outline, heading);
            }
        });
        self.cursor = Some(node);
    }

    /// Moves the cursor by rows.
    pub fn move_by(&mut self, library: &Library, rows: isize) {
        let row = self.cursor_row(library).saturating_add_signed(rows);
        self.move_to(library, row);
    }

    /// Moves the cursor to a row, or to the last one where there are not as many.
    pub fn move_to(&mut self, library: &Library, row: usize) {
        self.cursor = self.node_at(library, row.min(self.len().saturating_sub(1)));
    }

    /// Scrolls without moving the cursor off the screen.
    pub fn scroll(&mut self, library: &Library, rows: isize, height: usize) {
        let most = self.len().saturating_sub(height);
        self.top = self.top.saturating_add_signed(rows).min(most);
        let row = self.cursor_row(library);
        let within = row.clamp(self.top, self.top + height.saturating_sub(1));
        if within != row {
            self.move_to(library, within);
        }
    }

    /// Scrolls so that the cursor is on a screen of so many rows.
    pub fn keep_visible(&mut self, library: &Library, height: usize) {
        let row = self.cursor_row(library);
        // No row is left empty at the end while there are rows above.
        let full = self.top.min(self.len().saturating_sub(height));
        self.top = scrolled(full, row, height);
    }

    /// What the node stands under: a heading's parent, its report, the report's folder.
    pub fn parent(&self, library: &Library, node: Node) -> Option<Node> {
        if let (Some(heading), Some(report)) = (node.heading, library.report(node.entry)) {
            return Some(Node { heading: report.outline.parent(heading), ..node });
        }
        let parent = library.parent(library.index(node.entry)?)?;
        library.entries().get(parent).map(|folder| Node { entry: folder.id, heading: None })
    }

    /// Whether what is inside of a node is shown; `None` where nothing is inside.
    pub fn is_open(&self, library: &Library, node: Node) -> Option<bool> {
        let entry = library.entry(node.entry)?;
        let Some(report) = entry.report() else { return Some(self.folds().is_folder_open(entry.id)) };
        let inside = match node.heading {
            None => !report.outline.is_empty(),
            Some(index) => self.has_inside(entry.id, &report.outline, index),
        };
        inside.then(|| self.folds().report(node.entry).is_open(&report.outline, node.heading))
    }

    /// Folds or unfolds a node.
    pub fn set_open(&mut self, library: &Library, node: Node, open: bool) {
        self.refold(library, |folds| match library.report(node.entry) {
            None => folds.set_folder(node.entry, open),
            Some(report) => folds.set(node.entry, &report.outline, node.heading, open),
        });
    }

    fn heading_row(&self, entry: &Entry, report: &Report, fold: &ReportFold, index: u32) -> Option<Row> {
        let heading = report.outline.get(index)?;
        let below = heading.last - index - 1;
        let matches = self.held(entry.id).is_some_and(|held| held.matching.binary_search(&index).is_ok());
        let kind = if matches { RowKind::Match } else { RowKind::Heading };
        Some(Row {
            node: Node { entry: entry.id, heading: Some(index) },
            depth: usize::from(entry.depth) + 1 + usize::from(heading.depth),
            kind,
            label: report.outline.title(index).to_owned(),
            open: self.has_inside(entry.id, &report.outline, index).then(|| fold.is_open(&report.outline, Some(index))),
            headings: below,
            missing: report.outline.break_before(index),
        })
    }
}
