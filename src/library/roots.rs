//! The folders and files that the user named.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::library::report::reason;

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

/// The roots without those that are another one by another path.
pub fn distinct(roots: Vec<Root>) -> Vec<Root> {
    let mut seen = HashSet::new();
    let mut distinct = roots;
    distinct.retain(|root| seen.insert(root.path.canonicalize().unwrap_or_else(|_| root.path.clone())));
    distinct
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
