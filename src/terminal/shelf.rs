//! A folder for this user alone, for what the user's programs are to show and what is no file of its own. It is made
//! when it is needed, and taken away when the program ends.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Arc, Mutex, PoisonError};

/// The longest name of a file in it, without its ending, in characters.
const LONGEST_NAME: usize = 60;
/// The most folders of other programs with this one's name that are passed over.
const MOST: u32 = 1_000;

/// The folder.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelf(Arc<Mutex<Inside>>);

#[derive(Debug, Default)]
struct Inside {
    folder: Option<PathBuf>,
    /// How many files were put into it.
    count: u32,
    /// Whether the program ends, so that nobody would take away what is put there now.
    cleared: bool,
}

impl Shelf {
    /// Puts bytes into a new file, which is called like `name` as far as that is fit to be one.
    pub(super) fn put(&self, name: &str, ending: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        let mut inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if inside.cleared {
            return Err(io::ErrorKind::NotFound.into());
        }
        // The system may have cleared what was not looked at for long.
        let folder = match inside.folder.take().filter(|folder| folder.is_dir()) {
            Some(known) => known,
            None => new_folder(&std::env::temp_dir())?,
        };
        inside.folder = Some(folder.clone());
        inside.count += 1;
        let path = folder.join(format!("{}-{}.{ending}", fit(name), inside.count));
        let mut file = File::create_new(&path)?;
        file.write_all(bytes)?;
        Ok(path)
    }

    /// Takes it away with all that is in it, for ever.
    pub(super) fn clear(&self) {
        let mut inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        inside.cleared = true;
        if let Some(folder) = inside.folder.take() {
            // It is private, and the system clears such folders, too.
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// Makes a folder that nobody has made before, and that nobody else can look into.
fn new_folder(parent: &Path) -> io::Result<PathBuf> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let mut result = Err(io::ErrorKind::AlreadyExists.into());
    for number in 0..MOST {
        let folder = parent.join(format!("mulu-{}-{number}", process::id()));
        result = builder.create(&folder).map(|()| folder);
        if !result.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::AlreadyExists) {
            break;
        }
    }
    result
}

/// A name without its ending, in which nothing but letters, digits and the simplest marks stand.
fn fit(name: &str) -> String {
    let stem = name.rsplit_once('.').filter(|(_, ending)| is_ending(ending)).map_or(name, |(stem, _)| stem);
    let letters = stem.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'));
    let name: String = letters.take(LONGEST_NAME).collect();
    let name = name.trim_start_matches('-');
    if name.is_empty() { "image".to_owned() } else { name.to_owned() }
}

/// Whether what stands behind the last point of a name is the ending of a file, and not a part of words (`图1. 结构`).
fn is_ending(words: &str) -> bool {
    const LONGEST: usize = 5;
    let letters = words.chars().all(|letter| letter.is_ascii_alphanumeric());
    letters && (1..=LONGEST).contains(&words.len()) && words.starts_with(|letter: char| letter.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_private_and_taken_away() {
        let shelf = Shelf::default();
        let one = shelf.put("../图 1.PNG", "png", b"1").unwrap();
        let two = shelf.put("图1", "png", b"2").unwrap();
        assert_eq!((one.file_name().unwrap(), two.file_name().unwrap()), ("图1-1.png".as_ref(), "图1-2.png".as_ref()));
        assert_eq!((fs::read(&one).unwrap(), fs::read(&two).unwrap()), (b"1".to_vec(), b"2".to_vec()));
        let folder = one.parent().unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700);
        }
        fs::remove_dir_all(folder).unwrap();
        let three = shelf.put("图1", "png", b"3").unwrap();
        assert_eq!(fs::read(&three).unwrap(), b"3");
        shelf.clear();
        assert!(!three.parent().unwrap().exists());
        assert!(shelf.put("图1", "png", b"4").is_err());
    }

    #[test]
    fn names_are_made_fit() {
        let check = |name: &str, expected: &str| assert_eq!(fit(name), expected, "{name:?}");
        check("a b.png", "ab");
        check("-rf.png", "rf");
        check("/../..", "image");
        check("图1. 总体结构", "图1总体结构");
        check("Release 1.2", "Release12");
        check("a.b.jpeg", "ab");
        check(&"x".repeat(300), &"x".repeat(LONGEST_NAME));
    }
}
