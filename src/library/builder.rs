//! Collects reports, and makes snapshots of them.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::library::omissions::{Cause, Omission, Omissions};
use crate::library::plan::Known;
use crate::library::report::{Report, file_name};
use crate::library::snapshot::{EntryId, EntryKind, Library, TreeBuilder};
use crate::library::walk::{Part, Root};
use crate::text::natural::natural_key;

/// Collects reports and makes snapshots of them.
#[derive(Debug)]
pub struct LibraryBuilder {
    roots: Vec<Root>,
    /// Every report and folder that has ever been known, by the number of its id.
    slots: Vec<Slot>,
    /// The ids of reports by their paths, for each root. One that is gone keeps its id, for the case that it returns.
    ids: Vec<HashMap<Arc<Path>, EntryId>>,
    /// The ids of folders by their paths inside of their roots, for each root.
    folders: Vec<HashMap<PathBuf, EntryId>>,
    /// The reports that there are, in the order of the tree.
    order: Vec<Ordered>,
    /// What was found and is no report.
    omissions: Arc<Omissions>,
}

/// What stands behind an id.
#[derive(Debug)]
enum Slot {
    Folder { parent: Option<EntryId>, name: Arc<str> },
    Report { root: usize, folder: Option<EntryId>, report: Option<Arc<Report>> },
}

/// A report with the key that orders it.
#[derive(Debug)]
struct Ordered {
    key: Box<[u8]>,
    id: EntryId,
}

impl LibraryBuilder {
    /// A library of these roots, with nothing in it. Root number `i` is `roots[i]`.
    pub fn new(roots: Vec<Root>) -> Self {
        let ids = roots.iter().map(|_| HashMap::new()).collect();
        let folders = roots.iter().map(|_| HashMap::new()).collect();
        Self { roots, slots: Vec::new(), ids, folders, order: Vec::new(), omissions: Arc::default() }
    }

    /// Adds reports, each with the number of its root. One of the same path replaces the older; of an unknown root, it
    /// is left out. Costs little where they come in the order of the tree, and one merge at most.
    pub fn add(&mut self, batch: impl IntoIterator<Item = (usize, Report)>) {
        let new: Vec<Ordered> = batch.into_iter().filter_map(|(root, report)| self.put(root, report)).collect();
        self.insert(new);
    }

    /// What is left out of the library, or of parts of it; all of it, where no parts are given.
    pub fn set_omissions(&mut self, parts: Option<&[Part]>, omissions: Omissions) {
        match parts {
            None => self.omissions = Arc::new(omissions),
            Some(parts) => Arc::make_mut(&mut self.omissions).renew(parts, omissions),
        }
    }

    /// Gives a report another path. It keeps its id, and what was known under the other path is gone.
    pub(super) fn rename(&mut self, id: EntryId, root: usize, path: &Path) {
        let Some(report) = self.report(id).map(|report| Arc::new(report.at(path))) else { return };
        if let Some(&there) = self.ids.get(root).and_then(|ids| ids.get(path)) {
            self.remove(&[there]);
        }
        let before = self.path(id);
        self.remove(&[id]);
        if let Some((root, path)) = before
            && let Some(ids) = self.ids.get_mut(root)
        {
            ids.remove(&path);
        }
        let (path, folder) = (Arc::clone(&report.path), self.folder_of(root, path));
        let key = self.key(root, &path);
        if let (Some(slot), Some(ids)) = (self.slots.get_mut(id.number()), self.ids.get_mut(root)) {
            *slot = Slot::Report { root, folder, report: Some(report) };
            ids.insert(path, id);
            self.insert(vec![Ordered { key, id }]);
        }
    }

    /// Takes reports out.
    pub(super) fn remove(&mut self, gone: &[EntryId]) {
        for id in gone {
            if let Some(Slot::Report { report, .. }) = self.slots.get_mut(id.number()) {
                *report = None;
            }
        }
        let slots = &self.slots;
        let is_there = |id: EntryId| matches!(slots.get(id.number()), Some(Slot::Report { report: Some(_), .. }));
        if !gone.is_empty() {
            self.order.retain(|ordered| is_there(ordered.id));
        }
    }

    /// Keeps only those reports for which `keep` holds, by the number of the root and the path.
    pub fn retain(&mut self, mut keep: impl FnMut(usize, &Path) -> bool) {
        let known = self.order.iter().map(|ordered| ordered.id);
        let gone: Vec<EntryId> =
            known.filter(|&id| self.path(id).is_some_and(|(root, path)| !keep(root, &path))).collect();
        self.remove(&gone);
    }

    /// A report that was added.
    pub(super) fn report(&self, id: EntryId) -> Option<&Arc<Report>> {
        match self.slots.get(id.number())? {
            Slot::Report { report, .. } => report.as_ref(),
            Slot::Folder { .. } => None,
        }
    }

    /// Where a report is that was added: the number of its root and its path.
    pub(super) fn path(&self, id: EntryId) -> Option<(usize, Arc<Path>)> {
        match self.slots.get(id.number())? {
            Slot::Report { root, report: Some(report), .. } => Some((*root, Arc::clone(&report.path))),
            _ => None,
        }
    }

    /// The id of a report.
    pub(super) fn id(&self, root: usize, path: &Path) -> Option<EntryId> {
        self.ids.get(root)?.get(path).copied().filter(|&id| self.report(id).is_some())
    }

    /// All reports, each with the number of its root, in the order of the tree.
    pub(super) fn reports(&self) -> impl Iterator<Item = (usize, EntryId, &Arc<Report>)> {
        self.order.iter().filter_map(|ordered| match self.slots.get(ordered.id.number())? {
            Slot::Report { root, report: Some(report), .. } => Some((*root, ordered.id, report)),
            _ => None,
        })
    }

    /// The reports at and below parts of the library. Costs a look at all paths where one of the parts is a folder.
    pub(super) fn inside(&self, parts: &[Part]) -> Vec<EntryId> {
        let (reports, folders): (Vec<&Part>, Vec<&Part>) =
            parts.iter().partition(|part| self.id(part.root, &part.path).is_some());
        let mut found: Vec<EntryId> = reports.iter().filter_map(|part| self.id(part.root, &part.path)).collect();
        let folders: Vec<&Part> = folders.into_iter().filter(|part| self.is_folder(part)).collect();
        if !folders.is_empty() {
            let inside =
                |root: usize, path: &Path| folders.iter().any(|part| part.root == root && path.starts_with(&part.path));
            let below = self.reports().filter(|(root, _, report)| inside(*root, &report.path));
            found.extend(below.map(|(_, id, _)| id));
        }
        found
    }

    /// Whether there are, or were, reports below a part of the library.
    fn is_folder(&self, part: &Part) -> bool {
        let root = self.roots.get(part.root).filter(|root| root.folder);
        let inside = root.and_then(|root| part.path.strip_prefix(&root.path).ok());
        let folders = self.folders.get(part.root);
        inside
            .zip(folders)
            .is_some_and(|(inside, folders)| inside.as_os_str().is_empty() || folders.contains_key(inside))
    }

    /// How many reports there are.
    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    /// What is known of a report for a comparison with its file. `holds` says whether what was read of it still does.
    pub(super) fn known(&self, id: EntryId, holds: impl Fn(&Report) -> bool) -> Option<(usize, Arc<Path>, Known)> {
        let (root, path) = self.path(id)?;
        let stamp = self.report(id).filter(|report| holds(report)).and_then(|report| report.stamp);
        Some((root, path, Known { id, stamp }))
    }

    /// The library as it is now. Costs some 50 ns a report.
    pub fn snapshot(&mut self) -> Library {
        let mut tree = TreeBuilder::with_room(self.order.len());
        let mut current = None;
        let mut omissions = Arc::clone(&self.omissions);
        for ordered in &self.order {
            let Some(Slot::Report { folder, report: Some(report), .. }) = self.slots.get(ordered.id.number()) else {
                continue;
            };
            if report.left_out {
                let path = Arc::clone(&report.path);
                Arc::make_mut(&mut omissions).add(Omission { path, folder: false, cause: Cause::Binary, rule: None });
                continue;
            }
            if *folder != current {
                self.enter(&mut tree, *folder);
                current = *folder;
            }
            tree.push(ordered.id, EntryKind::Report(Arc::clone(report)));
        }
        tree.finish(self.slots.len()).with_omissions(omissions)
    }

    /// Closes the folders that are open, and opens others, so that the next report is in `folder`.
    fn enter(&self, tree: &mut TreeBuilder, folder: Option<EntryId>) {
        let mut chain = Vec::new();
        let mut next = folder;
        while let Some(id) = next {
            let Some(Slot::Folder { parent, name }) = self.slots.get(id.number()) else { break };
            chain.push((id, name));
            next = *parent;
        }
        chain.reverse();
        let shared = tree.open().zip(&chain).take_while(|(open, (id, _))| open == id).count();
        tree.close(shared);
        for (id, name) in chain.into_iter().skip(shared) {
            tree.push(id, EntryKind::Folder(Arc::clone(name)));
        }
    }

    /// Puts a report into its slot. Where it has no place in the order yet, that is returned.
    fn put(&mut self, root: usize, new: Report) -> Option<Ordered> {
        let path = Arc::clone(&new.path);
        if let Some(&id) = self.ids.get(root)?.get(&path)
            && let Some(Slot::Report { report, .. }) = self.slots.get_mut(id.number())
        {
            let before = report.replace(Arc::new(new));
            return before.is_none().then(|| Ordered { key: self.key(root, &path), id });
        }
        let folder = self.folder_of(root, &path);
        let id = self.next(Slot::Report { root, folder, report: Some(Arc::new(new)) });
        let key = self.key(root, &path);
        self.ids.get_mut(root)?.insert(path, id);
        Some(Ordered { key, id })
    }

    /// Sorts new reports in.
    fn insert(&mut self, mut new: Vec<Ordered>) {
        new.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        let Some(first) = new.first() else { return };
        let at = self.order.partition_point(|ordered| ordered.key < first.key);
        self.order.extend(new);
        if let Some(behind) = self.order.get_mut(at..) {
            // The sort is stable, and merges runs that are sorted already.
            behind.sort_by(|a, b| a.key.cmp(&b.key));
        }
    }

    fn next(&mut self, slot: Slot) -> EntryId {
        let id = EntryId::numbered(u32::try_from(self.slots.len()).unwrap_or(u32::MAX));
        self.slots.push(slot);
        id
    }

    /// The folder that a report is shown in. A single root is the library itself, and not shown.
    fn folder_of(&mut self, root: usize, path: &Path) -> Option<EntryId> {
        let start = self.roots.get(root).filter(|start| start.folder)?;
        let inside = path.strip_prefix(&start.path).unwrap_or(path).parent().unwrap_or(Path::new(""));
        if let Some(&known) = self.folders.get(root)?.get(inside) {
            return Some(known);
        }
        let name = file_name(&start.path);
        let mut folder = (self.roots.len() > 1).then(|| self.folder(root, Path::new(""), None, &name));
        let mut so_far = PathBuf::new();
        for name in inside {
            so_far.push(name);
            folder = Some(self.folder(root, &so_far, folder, &name.to_string_lossy()));
        }
        folder
    }

    fn folder(&mut self, root: usize, inside: &Path, parent: Option<EntryId>, name: &str) -> EntryId {
        if let Some(&known) = self.folders.get(root).and_then(|folders| folders.get(inside)) {
            return known;
        }
        let id = self.next(Slot::Folder { parent, name: name.into() });
        if let Some(folders) = self.folders.get_mut(root) {
            folders.insert(inside.to_owned(), id);
        }
        id
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::snapshot::{Entry, Place};
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
        let above = [None, Some(0), Some(1), Some(0), Some(0), None, None, None];
        assert_eq!((0..8).map(|index| library.parent(index)).collect::<Vec<_>>(), above);
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
    #[test]
    fn a_report_that_returns_or_moves_is_the_same_one() {
        let mut builder = LibraryBuilder::new(vec![folder("r")]);
        builder.add(["r/a.txt", "r/b.txt", "r/x/c.txt"].map(|path| (0, report(path, &["One"]))));
        let first = builder.snapshot();
        let (id, other) = (builder.id(0, Path::new("r/a.txt")).unwrap(), builder.id(0, Path::new("r/b.txt")).unwrap());
        builder.remove(&[id]);
        assert_eq!(tree(&builder.snapshot()), ["x 1", "  c.txt", "b.txt"]);
        builder.add([(0, report("r/a.txt", &["One"]))]);
        assert_eq!(builder.id(0, Path::new("r/a.txt")), Some(id));
        builder.rename(id, 0, Path::new("r/x/d.txt"));
        let moved = builder.snapshot();
        assert_eq!(tree(&moved), ["x 2", "  c.txt", "  d.txt", "b.txt"]);
        assert_eq!(Place::of(id).relocated(&first, &moved), Some(Place::of(id)));
        // What stood there before gives way.
        builder.rename(id, 0, Path::new("r/b.txt"));
        assert_eq!(tree(&builder.snapshot()), ["x 1", "  c.txt", "b.txt"]);
        assert_eq!((builder.id(0, Path::new("r/b.txt")), builder.report(other).is_none()), (Some(id), true));
        builder.add([(0, report("r/x/d.txt", &[]))]);
        assert_ne!(builder.id(0, Path::new("r/x/d.txt")), Some(id));
    }
}
