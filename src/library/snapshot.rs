//! The library as it is at one moment: folders and reports in preorder and natural order.

use std::sync::Arc;

use crate::library::omissions::Omissions;
use crate::library::report::Report;

/// A folder or a report, the same one in every snapshot of a library. The ids of a library are numbered from 0 without
/// gaps, in the order in which they became known; those of groups of reports lie far above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(u32);

/// The number of the first id that groups of reports have, far above those of folders and reports.
const FIRST_GROUP: u32 = u32::MAX - 0x1_0000;

impl EntryId {
    pub(super) fn numbered(number: u32) -> Self {
        Self(number)
    }

    /// The id of the group of a year's reports; `None` is that of all without one.
    pub(super) fn of_year(year: Option<u16>) -> Self {
        Self(FIRST_GROUP + u32::from(year.unwrap_or(0)))
    }

    pub(super) fn number(self) -> usize {
        self.0 as usize
    }
}

/// A folder or a report with its place in the tree.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which one it is.
    pub id: EntryId,
    /// What it is.
    pub kind: EntryKind,
    /// The number of folders above it.
    pub depth: u16,
    /// The index of the folder that it lies in; `u32::MAX` at the top.
    parent: u32,
    /// One past the index of the last entry inside of it.
    pub last: u32,
    /// Reports inside of it; 1 for a report.
    pub reports: u32,
    /// Headings inside of it.
    pub headings: u32,
}

/// What an [`Entry`] is.
#[derive(Clone, Debug)]
pub enum EntryKind {
    /// A folder, by its name.
    Folder(Arc<str>),
    /// The reports of one year, or those of which none is known.
    Year(Option<u16>),
    /// A report.
    Report(Arc<Report>),
}

impl Entry {
    /// The report, where it is one.
    pub fn report(&self) -> Option<&Arc<Report>> {
        match &self.kind {
            EntryKind::Report(report) => Some(report),
            EntryKind::Folder(_) | EntryKind::Year(_) => None,
        }
    }

    /// The name that stands in the tree.
    pub fn name(&self) -> String {
        match &self.kind {
            EntryKind::Report(report) => report.name(),
            EntryKind::Folder(name) => name.to_string(),
            EntryKind::Year(year) => year.map_or_else(|| "no year".to_owned(), |year| year.to_string()),
        }
    }
}

/// No index.
const NONE: u32 = u32::MAX;

/// An immutable snapshot of all folders and reports.
///
/// Entries stand in preorder, as they are [arranged](crate::library::arrangement): without further ado folders before
/// reports, both in natural order. The entries at `index + 1 .. last` are exactly those inside the entry at `index`.
#[derive(Clone, Debug, Default)]
pub struct Library {
    entries: Vec<Entry>,
    /// The index of each entry by the number of its id; `u32::MAX` where there is none (any more).
    indices: Vec<u32>,
    /// The groups of reports with their indices, sorted.
    groups: Vec<(EntryId, u32)>,
    omissions: Arc<Omissions>,
}

impl Library {
    /// A library of entries in preorder, with room for ids below `ids`.
    fn new(entries: Vec<Entry>, ids: usize) -> Self {
        let mut indices = vec![NONE; ids];
        let mut groups = Vec::new();
        for (index, entry) in (0..).zip(&entries) {
            match indices.get_mut(entry.id.number()) {
                Some(of_id) => *of_id = index,
                None => groups.push((entry.id, index)),
            }
        }
        groups.sort_unstable();
        Self { entries, indices, groups, omissions: Arc::default() }
    }

    /// What was found and does not stand in it.
    pub fn omissions(&self) -> &Arc<Omissions> {
        &self.omissions
    }

    /// The same library, of which something was left out.
    pub(super) fn with_omissions(self, omissions: Arc<Omissions>) -> Self {
        Self { omissions, ..self }
    }

    /// All entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Where an entry stands.
    pub fn index(&self, id: EntryId) -> Option<usize> {
        let index = match self.indices.get(id.number()) {
            Some(&index) => Some(index).filter(|&index| index != NONE),
            None => {
                let at = self.groups.binary_search_by_key(&id, |(group, _)| *group).ok();
                at.and_then(|at| self.groups.get(at)).map(|(_, index)| *index)
            }
        };
        index.map(|index| index as usize)
    }

    /// The report and the titles down to the section at a place; see [`Report::crumbs`].
    pub fn crumbs(&self, place: Place) -> Vec<String> {
        let Some(entry) = self.entry(place.entry) else { return Vec::new() };
        entry.report().map_or_else(|| vec![entry.name()], |report| report.crumbs(place.heading))
    }

    /// The entry of an id.
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.entries.get(self.index(id)?)
    }

    /// The report of an id, where it is one.
    pub fn report(&self, id: EntryId) -> Option<&Arc<Report>> {
        self.entry(id)?.report()
    }

    /// The folder that the entry at an index lies in.
    pub fn parent(&self, index: usize) -> Option<usize> {
        self.entries.get(index).filter(|entry| entry.parent != NONE).map(|entry| entry.parent as usize)
    }

    /// The names of the folders around the entry at an index, the outermost first.
    pub fn folders(&self, index: usize) -> Vec<String> {
        let above = std::iter::successors(self.parent(index), |&at| self.parent(at));
        let mut names: Vec<String> = above.filter_map(|at| self.entries.get(at)).map(Entry::name).collect();
        names.reverse();
        names
    }

    /// Reports in all.
    pub fn reports(&self) -> u32 {
        self.top().map(|entry| entry.reports).sum()
    }

    /// Headings in all.
    pub fn headings(&self) -> u32 {
        self.top().map(|entry| entry.headings).sum()
    }

    fn top(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.depth == 0)
    }
}

/// Entries in preorder while they are added.
pub(super) struct TreeBuilder {
    entries: Vec<Entry>,
    open: Vec<Open>,
}

/// A folder that is not complete yet.
struct Open {
    index: usize,
    reports: u32,
    headings: u32,
}

impl TreeBuilder {
    pub(super) fn with_room(reports: usize) -> Self {
        Self { entries: Vec::with_capacity(reports + reports / 16), open: Vec::new() }
    }

    /// The folders that are open, the outermost first.
    pub(super) fn open(&self) -> impl Iterator<Item = EntryId> + '_ {
        self.open.iter().filter_map(|open| self.entries.get(open.index)).map(|entry| entry.id)
    }

    /// The library of all that was added, with room for ids below `ids`.
    pub(super) fn finish(mut self, ids: usize) -> Library {
        self.close(0);
        Library::new(self.entries, ids)
    }

    /// The library of all that was added, which are entries of another one.
    pub(super) fn finish_like(self, other: &Library) -> Library {
        self.finish(other.indices.len()).with_omissions(Arc::clone(&other.omissions))
    }

    /// Adds an entry to the innermost open folder. A folder is open then.
    pub(super) fn push(&mut self, id: EntryId, kind: EntryKind) {
        let index = self.entries.len();
        let parent = self.open.last().and_then(|open| u32::try_from(open.index).ok()).unwrap_or(NONE);
        let depth = u16::try_from(self.open.len()).unwrap_or(u16::MAX);
        let (reports, headings) = match &kind {
            EntryKind::Report(report) => (1, report.outline.len()),
            EntryKind::Folder(_) | EntryKind::Year(_) => (0, 0),
        };
        if !matches!(kind, EntryKind::Report(_)) {
            self.open.push(Open { index, reports, headings });
        } else if let Some(open) = self.open.last_mut() {
            open.reports += reports;
            open.headings = open.headings.saturating_add(headings);
        }
        let last = u32::try_from(index + 1).unwrap_or(u32::MAX);
        self.entries.push(Entry { id, kind, depth, parent, last, reports, headings });
    }

    /// Ends the open folders from `keep` on, and adds what is inside of each to the one around it.
    pub(super) fn close(&mut self, keep: usize) {
        let end = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        while self.open.len() > keep {
            let Some(Open { index, reports, headings }) = self.open.pop() else { return };
            if let Some(folder) = self.entries.get_mut(index) {
                (folder.last, folder.reports, folder.headings) = (end, reports, headings);
            }
            if let Some(around) = self.open.last_mut() {
                around.reports += reports;
                around.headings = around.headings.saturating_add(headings);
            }
        }
    }
}

/// A location: a report or a folder, perhaps a heading, and the byte of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The report or the folder.
    pub entry: EntryId,
    /// The heading, as its index in the outline of the report.
    pub heading: Option<u32>,
    /// The byte of the report's text.
    pub offset: u32,
}

impl Place {
    /// The beginning of an entry.
    pub fn of(entry: EntryId) -> Self {
        Self { entry, heading: None, offset: 0 }
    }

    /// The same place in a newer snapshot: by its report and its heading's title, and where the report no longer has
    /// that heading, by the offset. `None` when the entry is gone.
    pub fn relocated(self, old: &Library, new: &Library) -> Option<Self> {
        let entry = new.entry(self.entry)?;
        let (Some(before), Some(now)) = (old.report(self.entry), entry.report()) else { return Some(self) };
        if Arc::ptr_eq(before, now) {
            return Some(self);
        }
        let Some(was) = self.heading.and_then(|index| before.outline.get(index)) else { return Some(self) };
        let title = self.heading.map_or("", |index| before.outline.title(index));
        let same = (0..now.outline.len())
            .filter(|&index| now.outline.title(index) == title)
            .min_by_key(|&index| index.abs_diff(self.heading.unwrap_or(0)));
        Some(match same.and_then(|index| now.outline.get(index)) {
            Some(heading) => {
                let inside = self.offset.saturating_sub(was.span.start);
                Self { heading: same, offset: heading.span.start.saturating_add(inside), ..self }
            }
            None => Self { heading: now.outline.at(self.offset), ..self },
        })
    }
}
