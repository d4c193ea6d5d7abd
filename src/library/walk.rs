//! Folders become candidates: the files that may be reports.

use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::formats;
use crate::library::report::reason;
use crate::outline::Problem;

/// What a user may decide about walking.
#[derive(Clone, Copy, Debug, Default)]
pub struct WalkOptions {
    /// Take hidden files and folders too: those whose names begin with a dot.
    pub hidden: bool,
    /// Follow symbolic links to folders.
    pub follow: bool,
}

/// A folder or a file that the user named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// As it was named.
    pub path: PathBuf,
    /// Whether it is a folder.
    pub folder: bool,
}

/// Why a path that the user named can't be opened. Its `Display` says what to do.
#[derive(Debug, thiserror::Error)]
pub enum RootError {
    /// Nothing is there.
    #[error("{0}: there is no such file or folder. Name a folder of reports, or a report.")]
    Missing(String),
    /// The system refuses.
    #[error("{0}: {1}. Ask the owner for permission to read it, or name another folder.")]
    Refused(String, String),
}

impl Root {
    /// Looks at a path.
    ///
    /// # Errors
    /// When there is nothing, or when it is a folder that can't be listed.
    pub fn open(path: &Path) -> Result<Self, RootError> {
        let shown = || path.display().to_string();
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => RootError::Missing(shown()),
            _ => RootError::Refused(shown(), reason(&error)),
        };
        let folder = path.metadata().map_err(failed)?.is_dir();
        if folder {
            path.read_dir().map_err(failed)?;
        }
        Ok(Self { path: path.to_owned(), folder })
    }
}

/// A file that may be a report, or a place that can't be read.
#[derive(Debug)]
pub struct Candidate {
    /// Which root it was found under.
    pub root: usize,
    /// Where it is.
    pub path: PathBuf,
    /// Why it can't be read, where that is known already.
    pub problem: Option<Problem>,
}

/// Walks the roots. Files come in no particular order, each once for each root that it lies under.
pub fn walk(roots: &[Root], options: WalkOptions) -> impl Iterator<Item = Candidate> {
    roots.iter().enumerate().flat_map(move |(root, start)| {
        WalkDir::new(&start.path)
            .follow_links(options.follow)
            .follow_root_links(true)
            .into_iter()
            .filter_entry(move |entry| options.hidden || entry.depth() == 0 || !is_hidden(entry))
            .filter_map(move |found| candidate(root, found))
    })
}

fn candidate(root: usize, found: walkdir::Result<DirEntry>) -> Option<Candidate> {
    match found {
        Ok(entry) => {
            let wanted = entry.depth() == 0 || formats::is_report(entry.path());
            let problem = dead_link(&entry);
            let found = wanted && (problem.is_some() || is_file(&entry));
            found.then(|| Candidate { root, path: entry.into_path(), problem })
        }
        Err(error) => {
            // A loop of links is no loss: everything in it is reached by another way.
            let path = error.path().filter(|path| error.loop_ancestor().is_none() && may_matter(path))?.to_owned();
            let problem = Problem::Unreadable(error.io_error().map_or_else(|| error.to_string(), reason));
            Some(Candidate { root, path, problem: Some(problem) })
        }
    }
}

/// Whether there would be reports at a path if it could be read. A link that leads nowhere is no loss, unless its name
/// is a report's.
fn may_matter(path: &Path) -> bool {
    path.is_dir() || formats::is_report(path)
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Why a link that is not followed leads nowhere, where it does.
fn dead_link(entry: &DirEntry) -> Option<Problem> {
    let failure = || entry.path().metadata().err();
    entry.path_is_symlink().then(failure)?.map(|error| Problem::Unreadable(reason(&error)))
}

/// Whether it is a regular file, or a link to one. Pipes and devices are not opened: that could block for ever.
fn is_file(entry: &DirEntry) -> bool {
    let kind = entry.file_type();
    kind.is_file() || kind.is_symlink() && entry.path().metadata().is_ok_and(|metadata| metadata.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path, options: WalkOptions) -> Vec<String> {
        let root = Root::open(folder).unwrap();
        let mut names: Vec<String> = walk(&[root], options)
            .map(|candidate| candidate.path.strip_prefix(folder).unwrap().display().to_string())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn reports_are_found_by_name_and_hidden_ones_on_demand() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("甲/.git")).unwrap();
        for name in ["a.TXT", "甲/b.md", "甲/c.exe", ".d.txt", "甲/.git/e.txt"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        assert_eq!(names(folder.path(), WalkOptions::default()), ["a.TXT", "甲/b.md"]);
        let all = names(folder.path(), WalkOptions { hidden: true, follow: false });
        assert_eq!(all, [".d.txt", "a.TXT", "甲/.git/e.txt", "甲/b.md"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_to_folders_are_followed_on_demand_and_loops_end() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        std::fs::write(elsewhere.path().join("far.txt"), "x").unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("link")).unwrap();
        std::os::unix::fs::symlink(elsewhere.path().join("far.txt"), folder.path().join("near.txt")).unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
        std::os::unix::fs::symlink("/nowhere", folder.path().join("picture.png")).unwrap();
        assert_eq!(names(folder.path(), WalkOptions::default()), ["near.txt"]);
        let followed = names(folder.path(), WalkOptions { hidden: false, follow: true });
        assert_eq!(followed, ["link/far.txt", "near.txt"]);
    }

    #[test]
    fn a_root_that_is_missing_says_what_to_do() {
        let message = Root::open(Path::new("/no/such/folder")).unwrap_err().to_string();
        assert!(message.starts_with("/no/such/folder: there is no such file or folder."), "{message}");
    }
}
