//! Files that the user wants to have written, outside of the library.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;

use crate::library::report::reason;
use crate::library::walk::Root;

/// Why a file was not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is there already.
    Exists,
    /// It lies in a folder of reports, or is one.
    AmongReports,
    /// The system refuses; why.
    System(String),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::System(reason(&error))
    }
}

/// Whether a path leads into a root's folder, or to its file.
pub fn holds(root: &Root, path: &Path) -> bool {
    let around = |path: &Path| path.canonicalize().ok();
    match (around(&root.path), around(folder(path)), around(path)) {
        (Some(root), Some(folder), file) => {
            folder.starts_with(&root) || file.is_some_and(|file| file.starts_with(&root))
        }
        _ => false,
    }
}

/// The folder that a file lies in.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A path as it is typed: one that begins with `~/` leads into the home folder.
pub fn typed_path(typed: &str) -> PathBuf {
    match (typed.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(inside), Some(home)) => Path::new(&home).join(inside),
        _ => PathBuf::from(typed),
    }
}

/// Writes a file whole or not at all. One that is there is replaced only where that is wanted, and never one of the
/// library's.
///
/// # Errors
/// When it must not, or can't be written; then nothing has changed.
pub fn write(path: &Path, contents: &str, replace: bool, roots: &[Root]) -> Result<(), Refusal> {
    if roots.iter().any(|root| holds(root, path)) {
        return Err(Refusal::AmongReports);
    }
    let there = path.symlink_metadata().is_ok();
    if there && !path.metadata()?.is_file() {
        return Err(Refusal::System("it is no file".to_owned()));
    }
    if there && !replace {
        return Err(Refusal::Exists);
    }
    // What is replaced is the file itself, not a link to it.
    let target = if there { path.canonicalize()? } else { path.to_owned() };
    let unfinished = unfinished(&target)?;
    let written = write_new(&unfinished, contents).and_then(|()| put(&unfinished, &target, replace));
    // Where it was put in place under its name by a link, it is there twice.
    let _ = fs::remove_file(&unfinished);
    written
}

/// A name beside a file, for as long as it is written.
fn unfinished(target: &Path) -> io::Result<PathBuf> {
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().ok_or(io::ErrorKind::InvalidInput)?);
    name.push(format!(".{}.new", process::id()));
    Ok(folder(target).join(name))
}

fn write_new(path: &Path, contents: &str) -> Result<(), Refusal> {
    let mut file = File::create_new(path)?;
    file.write_all(contents.as_bytes())?;
    Ok(file.sync_data()?)
}

/// Puts a finished file in its place. Where nothing is to be replaced, a link can't, even if a file has come there by
/// now; some file systems know none.
fn put(unfinished: &Path, target: &Path, replace: bool) -> Result<(), Refusal> {
    if replace {
        if let Ok(metadata) = target.metadata() {
            fs::set_permissions(unfinished, metadata.permissions())?;
        }
        return Ok(fs::rename(unfinished, target)?);
    }
    match fs::hard_link(unfinished, target) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(Refusal::Exists),
        Err(_) if target.symlink_metadata().is_ok() => Err(Refusal::Exists),
        Err(_) => Ok(fs::rename(unfinished, target)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_beside_the_reports_and_replaces_none_unasked() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("reports/2024")).unwrap();
        fs::create_dir_all(path("out/folder.md")).unwrap();
        fs::write(path("single.md"), "report").unwrap();
        let roots = ["reports", "single.md"].map(|name| Root::open(&path(name)).unwrap());
        let check = |name: &str, replace: bool, expected: Result<(), Refusal>| {
            let found = write(&path(name), &format!("{name} {replace}"), replace, &roots);
            assert_eq!(found, expected, "{name} {replace}");
            let unfinished = |name: &str| {
                fs::read_dir(path(name))
                    .unwrap()
                    .flatten()
                    .filter(|file| file.file_name().to_string_lossy().ends_with(".new"))
                    .count()
            };
            assert_eq!(unfinished("out") + unfinished("reports") + unfinished("."), 0, "{name}");
        };
        check("out/a.md", false, Ok(()));
        check("out/a.md", false, Err(Refusal::Exists));
        assert_eq!(fs::read_to_string(path("out/a.md")).unwrap(), "out/a.md false");
        check("out/a.md", true, Ok(()));
        assert_eq!(fs::read_to_string(path("out/a.md")).unwrap(), "out/a.md true");
        for name in ["reports/a.md", "reports/2024/a.md", "out/../reports/a.md", "single.md"] {
            check(name, true, Err(Refusal::AmongReports));
        }
        assert_eq!(fs::read_to_string(path("single.md")).unwrap(), "report");
        check("none/a.md", false, Err(Refusal::System("there is no such file or folder".to_owned())));
        check("out/folder.md", true, Err(Refusal::System("it is no file".to_owned())));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_to_the_file_that_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("reports")).unwrap();
        fs::write(path("reports/a.md"), "report").unwrap();
        fs::write(path("notes.md"), "notes").unwrap();
        std::os::unix::fs::symlink(path("reports/a.md"), path("to-report.md")).unwrap();
        std::os::unix::fs::symlink(path("notes.md"), path("to-notes.md")).unwrap();
        let roots = [Root::open(&path("reports")).unwrap()];
        assert_eq!(write(&path("to-report.md"), "x", true, &roots), Err(Refusal::AmongReports));
        assert_eq!(write(&path("to-notes.md"), "new", false, &roots), Err(Refusal::Exists));
        assert_eq!(write(&path("to-notes.md"), "new", true, &roots), Ok(()));
        assert_eq!(fs::read_to_string(path("notes.md")).unwrap(), "new");
        assert!(path("to-notes.md").symlink_metadata().unwrap().is_symlink());
    }
}
