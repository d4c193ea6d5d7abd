//! Folders become candidates: the files that may be reports.

use std::cell::RefCell;
use std::ffi::OsStr;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use walkdir::{DirEntry, WalkDir};

use crate::formats;
use crate::library::report::reason;
use crate::library::stamp::Stamp;
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
    /// What the file is, where it could be looked at.
    pub stamp: Option<Stamp>,
    /// Why it can't be read, where that is known already.
    pub problem: Option<Problem>,
}

/// A part of the library that is walked: a root, or something inside of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The number of the root.
    pub root: usize,
    /// The folder or the file.
    pub path: PathBuf,
}

impl Part {
    /// All roots, whole.
    pub fn all(roots: &[Root]) -> Vec<Self> {
        roots.iter().enumerate().map(|(root, start)| Self { root, path: start.path.clone() }).collect()
    }
}

/// Walks parts of the library. In each, files come about in the order of the tree: folders before files, both by name.
/// What no root would lead to is left out, and so is what is not there (any more). `enter` is told of each folder
/// before its files are listed.
pub fn walk(
    roots: &[Root],
    parts: Vec<Part>,
    options: WalkOptions,
    enter: impl FnMut(&Path),
) -> impl Iterator<Item = Candidate> {
    let enter = Rc::new(RefCell::new(enter));
    let parts = parts.into_iter().filter_map(move |part| {
        let root = roots.get(part.root)?;
        let named = root.path == part.path;
        let wanted = named || root.folder && part.path.exists() && is_reached(&root.path, &part.path, options);
        wanted.then_some((part, named))
    });
    parts.flat_map(move |(part, named)| {
        let enter = Rc::clone(&enter);
        WalkDir::new(&part.path)
            .follow_links(options.follow)
            .follow_root_links(named || options.follow)
            .sort_by(|a, b| (a.file_type().is_file(), a.file_name()).cmp(&(b.file_type().is_file(), b.file_name())))
            .into_iter()
            .filter_entry(move |entry| {
                let wanted = options.hidden || entry.depth() == 0 || !is_hidden(entry.file_name());
                if wanted && entry.file_type().is_dir() {
                    (*enter.borrow_mut())(entry.path());
                }
                wanted
            })
            .filter_map(move |found| candidate(part.root, named, found))
    })
}

/// Whether a walk from a root leads to a path: it lies below, and nothing on the way is hidden or a link, where such
/// things are left out.
fn is_reached(root: &Path, path: &Path, options: WalkOptions) -> bool {
    let Ok(inside) = path.strip_prefix(root) else { return false };
    let linked = |folder: &Path| folder.starts_with(root) && folder != root && folder.is_symlink();
    (options.hidden || !inside.iter().any(is_hidden)) && (options.follow || !path.ancestors().skip(1).any(linked))
}

fn candidate(root: usize, named: bool, found: walkdir::Result<DirEntry>) -> Option<Candidate> {
    match found {
        Ok(entry) => {
            let wanted = named && entry.depth() == 0 || formats::is_report(entry.path());
            let metadata = wanted.then(|| metadata(&entry))?;
            match metadata {
                Ok(metadata) if metadata.is_file() => {
                    let stamp = Some(Stamp::of(&metadata));
                    Some(Candidate { root, path: entry.into_path(), stamp, problem: None })
                }
                // A link that leads nowhere, or a file that has just gone.
                Err(error) if entry.path_is_symlink() => {
                    let problem = Some(Problem::Unreadable(reason(&error)));
                    Some(Candidate { root, path: entry.into_path(), stamp: None, problem })
                }
                _ => None,
            }
        }
        Err(error) => {
            // A loop of links is no loss: everything in it is reached by another way.
            let path = error.path().filter(|path| error.loop_ancestor().is_none() && may_matter(path))?.to_owned();
            let problem = Problem::Unreadable(error.io_error().map_or_else(|| error.to_string(), reason));
            Some(Candidate { root, path, stamp: None, problem: Some(problem) })
        }
    }
}

/// Whether there would be reports at a path if it could be read. A link that leads nowhere is no loss, unless its name
/// is a report's.
fn may_matter(path: &Path) -> bool {
    path.is_dir() || formats::is_report(path)
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
mod tests {
    use super::*;

    fn names(folder: &Path, options: WalkOptions) -> Vec<String> {
        names_in(folder, folder, options)
    }

    fn names_in(folder: &Path, part: &Path, options: WalkOptions) -> Vec<String> {
        let root = Root::open(folder).unwrap();
        let parts = vec![Part { root: 0, path: part.to_owned() }];
        let mut names: Vec<String> = walk(&[root], parts, options, |_| ())
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
    fn folders_come_first_and_each_is_told_of_before_its_files() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("b/c")).unwrap();
        std::fs::create_dir_all(folder.path().join(".d")).unwrap();
        for name in ["a.md", "b/2.md", "b/1.md", "b/c/x.md", "z.md"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let roots = [Root::open(folder.path()).unwrap()];
        let short = |path: &Path| path.strip_prefix(folder.path()).unwrap().display().to_string();
        let told = RefCell::new(Vec::new());
        let enter = |path: &Path| told.borrow_mut().push(format!("{}/", short(path)));
        for candidate in walk(&roots, Part::all(&roots), WalkOptions::default(), enter) {
            assert_eq!(candidate.stamp.map(|stamp| stamp.size), Some(1));
            told.borrow_mut().push(short(&candidate.path));
        }
        assert_eq!(told.into_inner(), ["/", "b/", "b/c/", "b/c/x.md", "b/1.md", "b/2.md", "a.md", "z.md"]);
    }

    #[test]
    fn a_part_is_walked_as_the_whole_would_be() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("a/.b")).unwrap();
        for name in ["a/1.md", "a/.b/2.md", "a/.3.md", "a/4.exe", "5.md"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let check = |part: &str, hidden: bool, expected: &[&str]| {
            let options = WalkOptions { hidden, follow: false };
            assert_eq!(names_in(folder.path(), &folder.path().join(part), options), expected, "{part}");
        };
        check("a", false, &["a/1.md"]);
        check("a/1.md", false, &["a/1.md"]);
        check("a/4.exe", false, &[]);
        check("a/.3.md", false, &[]);
        check("a/.b", false, &[]);
        check("a/.b/2.md", false, &[]);
        check("a/.b/2.md", true, &["a/.b/2.md"]);
        check("gone.md", false, &[]);
        check("..", false, &[]);
    }

    #[test]
    fn a_root_that_is_missing_says_what_to_do() {
        let message = Root::open(Path::new("/no/such/folder")).unwrap_err().to_string();
        assert!(message.starts_with("/no/such/folder: there is no such file or folder."), "{message}");
    }
}
