//! The library as it is at one moment: folders and reports in preorder and natural order.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::library::report::{Report, file_name};
use crate::library::walk::Root;
use crate::text::natural::natural_key;

/// A folder or a report, the same one in every snapshot of a library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(u32);

/// A folder or a report with its place in the tree.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which one it is.
    pub id: EntryId,
    /// What it is.
    pub kind: EntryKind,
    /// The number of folders above it.
    pub depth: u16,
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
    Folder(Box<str>),
    /// A report.
    Report(Arc<Report>),
}

impl Entry {
    /// The report, where it is one.
    pub fn report(&self) -> Option<&Arc<Report>> {
        match &self.kind {
            EntryKind::Report(report) => Some(report),
            EntryKind::Folder(_) => None,
        }
    }

    /// The name that stands in the tree.
    pub fn name(&self) -> String {
        match &self.kind {
            EntryKind::Report(report) => report.name(),
            EntryKind::Folder(name) => name.to_string(),
        }
    }
}

/// An immutable snapshot of all folders and reports.
///
/// Entries stand in preorder, folders before reports, both in natural order. The entries at `index + 1 .. last` are
/// exactly those inside the entry at `index`.
#[derive(Clone, Debug, Default)]
pub struct Library {
    entries: Vec<Entry>,
    indices: HashMap<EntryId, u32>,
}

impl Library {
    /// All entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Where an entry stands.
    pub fn index(&self, id: EntryId) -> Option<usize> {
        self.indices.get(&id).map(|&index| index as usize)
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
        let depth = self.entries.get(index).map(|entry| entry.depth).filter(|&depth| depth > 0)?;
        self.entries.get(..index)?.iter().rposition(|entry| entry.depth < depth)
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

/// Collects reports and makes snapshots of them.
#[derive(Debug)]
pub struct LibraryBuilder {
    roots: Vec<Root>,
    reports: Vec<Listed>,
    ids: HashMap<(usize, PathBuf), EntryId>,
}

/// A report with the key that orders it.
#[derive(Debug)]
struct Listed {
    key: Box<[u8]>,
    id: EntryId,
    root: usize,
    report: Arc<Report>,
}

impl LibraryBuilder {
    /// A library of these roots, with nothing in it. Root number `i` is `roots[i]`.
    pub fn new(roots: Vec<Root>) -> Self {
        Self { roots, reports: Vec::new(), ids: HashMap::new() }
    }

    /// Adds reports, each with the number of its root. One of the same path replaces the older. Costs one merge.
    pub fn add(&mut self, batch: impl IntoIterator<Item = (usize, Report)>) {
        for (root, report) in batch {
            let (key, id) = (self.key(root, &report.path), self.id(root, &report.path));
            self.reports.push(Listed { key, id, root, report: Arc::new(report) });
        }
        // The sort is stable and merges runs that are sorted already; of equal keys, the newer stands last.
        self.reports.sort_by(|a, b| a.key.cmp(&b.key));
        self.reports.reverse();
        self.reports.dedup_by(|older, newer| older.key == newer.key);
        self.reports.reverse();
    }

    /// Keeps only those reports for which `keep` holds, by the number of the root and the path.
    pub fn retain(&mut self, mut keep: impl FnMut(usize, &Path) -> bool) {
        self.reports.retain(|listed| keep(listed.root, &listed.report.path));
    }

    /// Where a report is that was added: the number of its root and its path.
    pub fn find(&self, id: EntryId) -> Option<(usize, &Path)> {
        self.reports.iter().find(|listed| listed.id == id).map(|listed| (listed.root, &*listed.report.path))
    }

    /// The library as it is now. Costs time in proportion to the number of reports.
    pub fn snapshot(&mut self) -> Library {
        let mut library = Library::default();
        let mut open: Vec<(usize, PathBuf)> = Vec::new();
        let reports = std::mem::take(&mut self.reports);
        for listed in &reports {
            let folders = self.folders_of(listed.root, &listed.report.path);
            let shared = open.iter().zip(&folders).take_while(|((_, open), (path, _))| open == path).count();
            close(&mut library, &mut open, shared);
            for (path, name) in folders.into_iter().skip(shared) {
                let id = self.id(listed.root, &path);
                open.push((library.entries.len(), path));
                push(&mut library, id, EntryKind::Folder(name), open.len() - 1);
            }
            push(&mut library, listed.id, EntryKind::Report(Arc::clone(&listed.report)), open.len());
        }
        close(&mut library, &mut open, 0);
        self.reports = reports;
        library
    }

    /// The folders that a report is shown in, with their names. A single root is the library itself, and not shown.
    fn folders_of(&self, root: usize, path: &Path) -> Vec<(PathBuf, Box<str>)> {
        let Some(start) = self.roots.get(root).filter(|start| start.folder) else { return Vec::new() };
        let inside = path.strip_prefix(&start.path).unwrap_or(path).parent().unwrap_or(Path::new(""));
        let mut so_far = PathBuf::from(root.to_string());
        let mut folders = Vec::new();
        if self.roots.len() > 1 {
            folders.push((so_far.clone(), file_name(&start.path).into()));
        }
        for name in inside.iter() {
            so_far.push(name);
            folders.push((so_far.clone(), name.to_string_lossy().into()));
        }
        folders
    }

    /// The key by which a report is ordered: compared byte by byte, folders come before reports, and names in their
    /// natural order.
    fn key(&self, root: usize, path: &Path) -> Box<[u8]> {
        const FOLDER: u8 = 1;
        const REPORT: u8 = 2;
        let start = self.roots.get(root).filter(|start| start.folder);
        let inside = start.and_then(|start| path.strip_prefix(&start.path).ok()).unwrap_or(path);
        let mut key = u32::try_from(root).unwrap_or(u32::MAX).to_be_bytes().to_vec();
        let names: Vec<&OsStr> = inside.iter().collect();
        for (at, name) in names.iter().enumerate() {
            key.push(if at + 1 < names.len() { FOLDER } else { REPORT });
            key.extend(natural_key(&name.to_string_lossy()));
            // Names that are no Unicode may look alike.
            key.push(0);
            key.extend(name.as_encoded_bytes());
            key.push(0);
        }
        key.into()
    }

    fn id(&mut self, root: usize, path: &Path) -> EntryId {
        let next = EntryId(u32::try_from(self.ids.len()).unwrap_or(u32::MAX));
        *self.ids.entry((root, path.to_owned())).or_insert(next)
    }
}

fn push(library: &mut Library, id: EntryId, kind: EntryKind, depth: usize) {
    let index = u32::try_from(library.entries.len()).unwrap_or(u32::MAX);
    let (reports, headings) = match &kind {
        EntryKind::Report(report) => (1, report.outline.len()),
        EntryKind::Folder(_) => (0, 0),
    };
    let depth = u16::try_from(depth).unwrap_or(u16::MAX);
    library.indices.insert(id, index);
    library.entries.push(Entry { id, kind, depth, last: index + 1, reports, headings });
}

/// Ends the open folders from `keep` on, and adds what is inside of each to the one around it.
fn close(library: &mut Library, open: &mut Vec<(usize, PathBuf)>, keep: usize) {
    let end = library.entries.len();
    while open.len() > keep {
        let Some((index, _)) = open.pop() else { return };
        let inside = library.entries.get(index..end).unwrap_or_default();
        let depth = inside.first().map_or(0, |folder| folder.depth);
        let direct = inside.iter().filter(|entry| entry.depth == depth + 1);
        let (reports, headings) =
            direct.fold((0, 0), |(reports, headings), entry| (reports + entry.reports, headings + entry.headings));
        if let Some(folder) = library.entries.get_mut(index) {
            folder.last = u32::try_from(end).unwrap_or(u32::MAX);
            folder.reports = reports;
            folder.headings = headings;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::{Confidence, Document, NewHeading, Origin, OutlineBuilder};
    use crate::text::Span;

    fn report(path: &str, titles: &[&str]) -> Report {
        let mut builder = OutlineBuilder::default();
        for (at, title) in titles.iter().enumerate() {
            let span = Span::new(at * 100..at * 100 + title.len());
            let (origin, confidence) = (Origin::Marked, Confidence::CERTAIN);
            builder.push(NewHeading { level: 1, title, number: 0, span, line: 1, origin, confidence });
        }
        Report::new(Path::new(path), &Document { outline: builder.finish(), ..Document::default() })
    }

    fn folder(path: &str) -> Root {
        Root { path: path.into(), folder: true }
    }

    fn tree(library: &Library) -> Vec<String> {
        let line = |entry: &Entry| {
            let inside = if entry.report().is_none() { format!(" {}", entry.reports) } else { String::new() };
            format!("{}{}{inside}", "  ".repeat(entry.depth.into()), entry.name())
        };
        library.entries().iter().map(line).collect()
    }

    #[test]
    fn entries_stand_in_natural_order_with_folders_first() {
        let mut builder = LibraryBuilder::new(vec![folder("r")]);
        for path in ["r/第10章.txt", "r/b/2.md", "r/第2章.txt", "r/b/10.md", "r/b/c/1.md", "r/a.txt"] {
            builder.add([(0, report(path, &[]))]);
        }
        let library = builder.snapshot();
        let expected = ["b 3", "  c 1", "    1.md", "  2.md", "  10.md", "a.txt", "第2章.txt", "第10章.txt"];
        assert_eq!(tree(&library), expected);
        assert_eq!(library.reports(), 6);
        assert_eq!(library.folders(2), ["b", "c"]);
    }

    #[test]
    fn several_roots_are_folders_of_one_tree() {
        let file = Root { path: "x/note.md".into(), folder: false };
        let mut builder = LibraryBuilder::new(vec![folder("b"), folder("a"), file]);
        builder.add([(2, report("x/note.md", &[])), (1, report("a/1.txt", &[])), (0, report("b/1.txt", &[]))]);
        assert_eq!(tree(&builder.snapshot()), ["b 1", "  1.txt", "a 1", "  1.txt", "note.md"]);
    }

    #[test]
    fn a_report_read_again_keeps_its_id_and_its_places() {
        let mut builder = LibraryBuilder::new(vec![folder("r")]);
        builder.add([(0, report("r/a.txt", &["One", "Two", "Three"])), (0, report("r/b.txt", &[]))]);
        let old = builder.snapshot();
        let id = old.entries()[0].id;
        builder.add([(0, report("r/a.txt", &["Zero", "One", "Two"]))]);
        let new = builder.snapshot();
        assert_eq!(new.entries()[0].id, id);
        let check = |heading: u32, offset: u32, expected: (u32, u32)| {
            let place = Place { entry: id, heading: Some(heading), offset }.relocated(&old, &new).unwrap();
            assert_eq!((place.heading.unwrap(), place.offset), expected);
        };
        check(0, 5, (1, 105));
        check(1, 100, (2, 200));
        check(2, 230, (2, 230));
        builder.retain(|_, path| path != Path::new("r/a.txt"));
        assert_eq!(Place::of(id).relocated(&old, &builder.snapshot()), None);
    }
}
