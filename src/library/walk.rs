//! Folders become candidates, the files that may be reports, and what is left out is told with the reason.

use std::ffi::OsStr;
use std::fs::Metadata;
use std::io;
use std::path::{Component, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::formats;
use crate::library::omissions::{Cause, Omission, Rule};
use crate::library::report::reason;
pub use crate::library::roots::{Part, Root, RootError, distinct};
use crate::library::selection::{Ignores, Selection};
use crate::library::stamp::Stamp;
use crate::outline::Problem;

/// What a user may decide about walking.
#[derive(Clone, Debug, Default)]
pub struct WalkOptions {
    /// Take hidden files and folders too: those whose names begin with a dot.
    pub hidden: bool,
    /// Follow symbolic links to folders.
    pub follow: bool,
    /// Which of the files that are found are wanted.
    pub selection: Selection,
}

/// A file that may be a report, or a place that can't be read.
#[derive(Debug)]
pub struct Candidate {
    /// Which root it was found under.
    pub root: usize,
    /// Where it is.
    pub path: PathBuf,
    /// What the file is, where it could be looked at.
    pub stamp: Option<Stamp>,
    /// Why it can't be read, where that is known already.
    pub problem: Option<Problem>,
}

/// What a walk comes upon.
#[derive(Debug)]
pub enum Walked {
    /// A file that may be a report.
    Candidate(Candidate),
    /// Something that is left out.
    Omitted(Omission),
}

impl Walked {
    /// The candidate, if it is one.
    pub fn candidate(self) -> Option<Candidate> {
        match self {
            Walked::Candidate(candidate) => Some(candidate),
            Walked::Omitted(_) => None,
        }
    }
}

/// Walks parts of the library. In each, files come about in the order of the tree: folders before files, both by name.
/// What no root would lead to is left out, and so is what is not there (any more). What is another root by itself is
/// passed over. `enter` is told of each folder before its files are listed.
pub fn walk<'a>(
    roots: &'a [Root],
    parts: Vec<Part>,
    options: &'a WalkOptions,
    mut enter: impl FnMut(&Path) + 'a,
) -> impl Iterator<Item = Walked> + 'a {
    let mut walks = parts.into_iter().filter_map(|part| {
        let root = roots.get(part.root)?;
        let gate = Gate { number: part.root, root, options, apart: apart(roots, part.root), ignores: None };
        gate.open(&part)
    });
    let mut current: Option<Walk<'a>> = None;
    std::iter::from_fn(move || {
        loop {
            match current.as_mut().and_then(|walk| walk.next(&mut enter)) {
                Some(walked) => return Some(walked),
                None => current = Some(walks.next()?),
            }
        }
    })
}

/// The other roots that lie below one, as they are reached from it.
fn apart(roots: &[Root], number: usize) -> Vec<PathBuf> {
    let whole = |root: &Root| root.path.canonicalize().unwrap_or_else(|_| root.path.clone());
    let Some(root) = roots.get(number).filter(|_| roots.len() > 1) else { return Vec::new() };
    let around = whole(root);
    let others = roots.iter().enumerate().filter(|(other, _)| *other != number).map(|(_, other)| whole(other));
    others.filter_map(|other| Some(root.path.join(other.strip_prefix(&around).ok()?))).collect()
}

/// Decides what of a root is gone into.
struct Gate<'a> {
    number: usize,
    root: &'a Root,
    options: &'a WalkOptions,
    /// Other roots below it.
    apart: Vec<PathBuf>,
    ignores: Option<Ignores>,
}

/// Why something is not gone into.
enum Refusal {
    /// It is another root.
    Apart,
    Omitted(Cause, Option<Rule>),
}

impl<'a> Gate<'a> {
    /// The walk through a part of the root, if a walk through all of it would lead there: it lies below, and nothing on
    /// the way is left out.
    fn open(mut self, part: &Part) -> Option<Walk<'a>> {
        let named = self.root.path == part.path;
        if !(named || self.root.folder && part.path.exists()) {
            return None;
        }
        let inside = part.path.strip_prefix(&self.root.path).ok()?;
        if inside.components().any(|component| component == Component::ParentDir) {
            return None;
        }
        self.ignores = (self.options.selection.ignore && self.root.folder).then(|| Ignores::new(&self.root.path));
        if !named {
            let mut around: Vec<&Path> = inside.ancestors().skip(1).collect();
            around.reverse();
            for folder in around {
                let path = self.root.path.join(folder);
                let linked = !folder.as_os_str().is_empty() && !self.options.follow && path.is_symlink();
                if linked || self.refusal(&path, folder, true).is_some() {
                    return None;
                }
                self.enter(folder);
            }
        }
        let entries = WalkDir::new(&part.path)
            .follow_links(self.options.follow)
            .follow_root_links(named || self.options.follow)
            .sort_by(|a, b| (a.file_type().is_file(), a.file_name()).cmp(&(b.file_type().is_file(), b.file_name())))
            .into_iter();
        Some(Walk { gate: self, entries })
    }

    /// The path of something as it is seen from the root; empty for the root.
    fn inside<'b>(&self, path: &'b Path) -> &'b Path {
        path.strip_prefix(&self.root.path).unwrap_or(path)
    }

    fn refusal(&mut self, path: &Path, inside: &Path, folder: bool) -> Option<Refusal> {
        if inside.as_os_str().is_empty() {
            return None;
        }
        if self.apart.iter().any(|other| other == path) {
            return Some(Refusal::Apart);
        }
        if !self.options.hidden && inside.file_name().is_some_and(is_hidden) {
            return Some(Refusal::Omitted(Cause::Hidden, None));
        }
        let excluded = self.options.selection.excludes(inside, folder);
        let ignored = || self.ignores.as_mut().and_then(|ignores| ignores.refuses(inside, folder));
        excluded.or_else(ignored).map(|(cause, rule)| Refusal::Omitted(cause, Some(rule)))
    }

    /// Goes into a folder, seen from the root.
    fn enter(&mut self, inside: &Path) {
        if let Some(ignores) = &mut self.ignores {
            ignores.enter(inside);
        }
    }
}

/// A walk through a part of a root.
struct Walk<'a> {
    gate: Gate<'a>,
    entries: walkdir::IntoIter,
}

impl Walk<'_> {
    fn next(&mut self, enter: &mut impl FnMut(&Path)) -> Option<Walked> {
        loop {
            let walked = match self.entries.next()? {
                Ok(entry) => self.take(entry, enter),
                Err(error) => self.failed(&error).map(Walked::Candidate),
            };
            if walked.is_some() {
                return walked;
            }
        }
    }

    fn take(&mut self, entry: DirEntry, enter: &mut impl FnMut(&Path)) -> Option<Walked> {
        let folder = entry.file_type().is_dir();
        let inside = self.gate.inside(entry.path()).to_owned();
        match self.gate.refusal(entry.path(), &inside, folder) {
            None if folder => {
                self.gate.enter(&inside);
                enter(entry.path());
                None
            }
            None => self.file(entry, &inside),
            Some(refusal) => {
                if folder {
                    self.entries.skip_current_dir();
                }
                match refusal {
                    Refusal::Apart => None,
                    Refusal::Omitted(cause, rule) => Some(omitted(entry.path(), folder, cause, rule)),
                }
            }
        }
    }

    /// A file, or what is none though it is no folder either. A file that the user named is taken in any case.
    fn file(&self, entry: DirEntry, inside: &Path) -> Option<Walked> {
        let named = inside.as_os_str().is_empty();
        let path = entry.path();
        let omit = |cause| Some(omitted(path, false, cause, None));
        if entry.path_is_symlink() && !named && path.is_dir() {
            return Some(omitted(path, true, Cause::Link, None));
        }
        if !named && !formats::is_report(path) {
            return omit(if is_archive(path) { Cause::Archive } else { Cause::NoFormat });
        }
        if !named && !self.gate.options.selection.chooses(inside) {
            return omit(Cause::NotChosen);
        }
        let (stamp, problem) = match metadata(&entry) {
            Ok(metadata) if metadata.is_file() => (Some(Stamp::of(&metadata)), None),
            // A link that leads nowhere, or a file that has just gone.
            Err(error) if entry.path_is_symlink() => (None, Some(Problem::Unreadable(reason(&error)))),
            Ok(_) => return omit(Cause::NoFile),
            Err(_) => return None,
        };
        let selection = &self.gate.options.selection;
        match selection.largest.filter(|_| !named && stamp.is_some_and(|stamp| !selection.has_room_for(stamp.size))) {
            Some(largest) => omit(Cause::TooLarge(largest)),
            None => {
                Some(Walked::Candidate(Candidate { root: self.gate.number, path: entry.into_path(), stamp, problem }))
            }
        }
    }

    /// What can't be listed. A loop of links is no loss: everything in it is reached by another way.
    fn failed(&self, error: &walkdir::Error) -> Option<Candidate> {
        let path = error.path().filter(|path| error.loop_ancestor().is_none() && may_matter(path))?.to_owned();
        let problem = Problem::Unreadable(error.io_error().map_or_else(|| error.to_string(), reason));
        Some(Candidate { root: self.gate.number, path, stamp: None, problem: Some(problem) })
    }
}

fn omitted(path: &Path, folder: bool, cause: Cause, rule: Option<Rule>) -> Walked {
    Walked::Omitted(Omission { path: path.into(), folder, cause, rule })
}

/// Whether there would be reports at a path if it could be read. A link that leads nowhere is no loss, unless its name
/// is a report's.
fn may_matter(path: &Path) -> bool {
    path.is_dir() || formats::is_report(path)
}

/// Whether the name of a file is that of an archive, in which there may be reports.
fn is_archive(path: &Path) -> bool {
    const ARCHIVES: [&str; 12] = ["zip", "rar", "7z", "tar", "gz", "tgz", "bz2", "xz", "zst", "cab", "lzh", "iso"];
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    extension.is_some_and(|extension| ARCHIVES.contains(&extension.as_str()))
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// What the system tells of a file, or of the file that a link leads to. Pipes and devices are found out by it and
/// never opened: that could block for ever.
fn metadata(entry: &DirEntry) -> io::Result<Metadata> {
    if entry.path_is_symlink() { entry.path().metadata() } else { Ok(entry.metadata()?) }
}

#[cfg(test)]
mod tests;
