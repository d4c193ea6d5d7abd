//! A folder of reports, made for one test.

use std::fs;
#[cfg(unix)]
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::process::Command;

use tempfile::TempDir;

/// A folder with reports in it. It is gone when this is dropped.
pub(crate) struct Folder {
    /// Holds the reports, and beside them what is none of the library's: editors, notes.
    around: TempDir,
    #[cfg(unix)]
    locked: Vec<PathBuf>,
}

impl Folder {
    /// An empty folder, named `reports`.
    pub(crate) fn new() -> Self {
        let folder = Self {
            around: tempfile::tempdir().unwrap(),
            #[cfg(unix)]
            locked: Vec::new(),
        };
        fs::create_dir(folder.path()).unwrap();
        folder
    }

    /// With a file in it, and the folders around the file.
    pub(crate) fn file(self, path: impl AsRef<Path>, contents: impl AsRef<[u8]>) -> Self {
        self.write(path, contents);
        self
    }

    /// Writes a file while the test runs.
    pub(crate) fn write(&self, path: impl AsRef<Path>, contents: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    /// The folder.
    pub(crate) fn path(&self) -> PathBuf {
        self.around.path().join("reports")
    }

    /// A path beside the folder, where no report is looked for.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.around.path().join(name)
    }

    /// The folders in which the program keeps what it knows between runs, as variables of its environment.
    pub(crate) fn homes(&self) -> [(&'static str, PathBuf); 4] {
        let home = |variable, name| (variable, self.beside(name));
        [
            home("HOME", "home"),
            home("XDG_CACHE_HOME", "cache"),
            home("XDG_STATE_HOME", "state"),
            home("XDG_CONFIG_HOME", "config"),
        ]
    }

    /// With a shell script beside the folder, ready to be run.
    #[cfg(unix)]
    pub(crate) fn script(self, name: &str, lines: &str) -> Self {
        let script = self.beside(name);
        run_writer(
            Command::new("sh")
                .args(["-c", "printf %s \"$1\" >\"$0\""])
                .arg(&script)
                .arg(format!("#!/bin/sh\n{lines}\n")),
        );
        set_mode(&script, 0o755);
        self
    }

    /// With a symbolic link in it.
    #[cfg(unix)]
    pub(crate) fn link(self, path: &str, target: impl AsRef<Path>) -> Self {
        symlink(target, self.path().join(path)).unwrap();
        self
    }

    /// Takes all permissions away from files and folders in it.
    #[cfg(unix)]
    pub(crate) fn lock(&mut self, paths: &[&str]) {
        self.locked = paths.iter().map(|path| self.path().join(path)).collect();
        self.locked.iter().for_each(|path| set_mode(path, 0));
    }

    /// Gives the permissions back.
    #[cfg(unix)]
    pub(crate) fn unlock(&self) {
        self.locked.iter().for_each(|path| set_mode(path, 0o755));
    }

    /// What was locked.
    #[cfg(unix)]
    pub(crate) fn locked(&self) -> &[PathBuf] {
        &self.locked
    }
}

#[cfg(unix)]
impl Drop for Folder {
    fn drop(&mut self) {
        // What is locked can't be removed.
        self.unlock();
    }
}

#[cfg(unix)]
pub(super) fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Lets a process of its own write what is to be run.
///
/// If this process wrote it, another test that starts a program at that moment would hand the open file on to its child
/// for a while, and what anybody has open for writing cannot be run ("text file busy").
#[cfg(unix)]
pub(super) fn run_writer(writer: &mut Command) {
    let status = writer.status().unwrap();
    assert!(status.success(), "{status}");
}
