//! Where mulu keeps what it knows of a library between runs, and how it writes there.
//!
//! The cache can be made anew from the reports; the state (queries, reading positions) can't. Both lie in the folders
//! that the XDG Base Directory Specification names, apart from the reports, one folder for each library.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use etcetera::BaseStrategy;

use crate::library::walk::Root;

/// The folders of one library. They may not exist yet; [`replace`] makes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    /// For what can be made anew.
    pub cache: PathBuf,
    /// For what the user has done.
    pub state: PathBuf,
}

impl Store {
    /// The folders for the library of these roots, in whatever order they are named. `None` where the system knows no
    /// home folder.
    pub fn of(roots: &[Root]) -> Option<Self> {
        let name = library_name(roots);
        let home = etcetera::choose_base_strategy().ok()?;
        let state = home.state_dir().unwrap_or_else(|| home.data_dir());
        Some(Self { cache: all_caches()?.join(&name), state: state.join("mulu").join(&name) })
    }
}

/// The folder that holds the caches of all libraries.
pub fn all_caches() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("mulu"))
}

/// The folders in a folder, and the bytes of all that is in each, the largest first.
pub fn sizes(folder: &Path) -> Vec<(String, u64)> {
    let folders = fs::read_dir(folder).into_iter().flatten().flatten();
    let size = |entry: fs::DirEntry| (entry.file_name().to_string_lossy().into_owned(), bytes_in(&entry.path()));
    let mut sizes: Vec<(String, u64)> = folders.map(size).collect();
    sizes.sort_by_key(|(name, bytes)| (std::cmp::Reverse(*bytes), name.clone()));
    sizes
}

fn bytes_in(path: &Path) -> u64 {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => {
            fs::read_dir(path).into_iter().flatten().flatten().map(|entry| bytes_in(&entry.path())).sum()
        }
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    }
}

/// A name for the library of these roots: the last part of the first root's path, to be known by people, and a hash of
/// all canonical paths.
fn library_name(roots: &[Root]) -> String {
    let canonical = |root: &Root| root.path.canonicalize().unwrap_or_else(|_| root.path.clone());
    let mut paths: Vec<PathBuf> = roots.iter().map(canonical).collect();
    let first = paths.first().and_then(|path| path.file_name()).unwrap_or_default().to_string_lossy().into_owned();
    paths.sort();
    let known: String = first.chars().filter(|c| c.is_alphanumeric()).take(40).collect();
    let hash = paths.iter().fold(FNV_OFFSET, |hash, path| {
        let hash = fnv(hash, path.as_os_str().as_encoded_bytes());
        fnv(hash, &[0])
    });
    format!("{known}-{hash:016x}")
}

// The Fowler–Noll–Vo hash, variant 1a of 64 bits (RFC 9923): the same in every build, as a name of a folder has to be.
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// A number for some bytes, the same in every build.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    fnv(FNV_OFFSET, bytes)
}

fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Writes a file whole or not at all: under another name first, which then replaces what was there. Makes the folder
/// around it where it is missing, for this user alone.
///
/// # Errors
/// When the system refuses, or the disk is full; what was there before stays.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    static WRITES: AtomicU64 = AtomicU64::new(0);
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    make_folder(folder)?;
    let number = WRITES.fetch_add(1, Ordering::Relaxed);
    let mut name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
    name.push(format!(".{}.{number}.new", process::id()));
    let unfinished = folder.join(name);
    let written =
        fs::File::create(&unfinished).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_data()));
    let replaced = written.and_then(|()| fs::rename(&unfinished, path));
    if replaced.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    replaced
}

/// Makes a folder, and those around it. What reports say is nobody else's business.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a/b/history");
        replace(&file, b"one").unwrap();
        replace(&file, b"two").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1);
        let blocked = folder.path().join("blocked");
        fs::create_dir_all(blocked.join("inside")).unwrap();
        assert!(replace(&blocked, b"three").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_library_is_known_by_its_paths_in_any_order() {
        let folder = tempfile::tempdir().unwrap();
        let root = |name: &str| {
            fs::create_dir_all(folder.path().join(name)).unwrap();
            Root::open(&folder.path().join(name)).unwrap()
        };
        let (a, b) = (root("年度 报告"), root("b"));
        let name = library_name(std::slice::from_ref(&a));
        assert!(name.starts_with("年度报告-"), "{name}");
        let dotted = Root { path: folder.path().join("b/../年度 报告"), folder: true };
        assert_eq!(library_name(&[dotted]), name);
        let hash = |roots: &[Root]| library_name(roots).rsplit_once('-').unwrap().1.to_owned();
        assert_eq!(hash(&[a.clone(), b.clone()]), hash(&[b.clone(), a.clone()]));
        assert_ne!(hash(&[a]), hash(&[b]));
    }
}
