//! What is found against what is known: which reports stay, which are read, and which are gone. Pure.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::library::snapshot::EntryId;
use crate::library::stamp::Stamp;

/// A report that is known already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Which one it is.
    pub id: EntryId,
    /// What its file was when it was read; `None` where it has to be read again in any case.
    pub stamp: Option<Stamp>,
}

/// What is to be done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// What is known of it holds.
    Keep,
    /// It is new, or may have changed.
    Read,
}

/// A comparison that goes on while files are found.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// What is known and was not found yet, by the number of the root.
    known: Vec<HashMap<Arc<Path>, Known>>,
}

impl Survey {
    /// Begins with what is known in the part of the library that is looked through, each with the number of its root.
    pub fn new(known: impl IntoIterator<Item = (usize, Arc<Path>, Known)>) -> Self {
        let mut survey = Self::default();
        for (root, path, known) in known {
            if survey.known.len() <= root {
                survey.known.resize_with(root + 1, HashMap::new);
            }
            if let Some(of_root) = survey.known.get_mut(root) {
                of_root.insert(path, known);
            }
        }
        survey
    }

    /// What is to be done with a file that was found. `stamp` is `None` where the system did not give one.
    pub fn take(&mut self, root: usize, path: &Path, stamp: Option<Stamp>) -> Step {
        let known = self.known.get_mut(root).and_then(|known| known.remove(path));
        match known.and_then(|known| known.stamp) {
            Some(known) if stamp == Some(known) => Step::Keep,
            _ => Step::Read,
        }
    }

    /// What was not found, when everything has been looked through.
    pub fn vanished(self) -> Vec<Known> {
        let mut vanished: Vec<Known> = self.known.into_iter().flat_map(HashMap::into_values).collect();
        vanished.sort_by_key(|known| known.id);
        vanished
    }
}

/// A file that is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Under which root.
    pub root: usize,
    /// Where.
    pub path: PathBuf,
    /// What it is.
    pub stamp: Option<Stamp>,
}

/// Reports that only have another path now: those that were found with the very stamp of one that vanished. They are
/// taken out of both lists.
pub fn moved(found: &mut Vec<Found>, vanished: &mut Vec<Known>) -> Vec<(EntryId, Found)> {
    let mut moved = Vec::new();
    found.retain(|new| {
        let known = |stamp: Stamp| stamp.inode != 0 && new.stamp == Some(stamp);
        let same = vanished.iter().position(|old| old.stamp.is_some_and(known));
        if let Some(at) = same {
            moved.push((vanished.remove(at).id, new.clone()));
        }
        same.is_none()
    });
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(text: &str) -> Option<Stamp> {
        let mut numbers = text.split('/').map(|number| number.parse::<u32>().unwrap());
        let mut next = || numbers.next();
        Some(Stamp { size: next()?.into(), modified: next()?.into(), inode: next()?.into() })
    }

    fn known(id: u32, stamp: Option<Stamp>) -> Known {
        Known { id: EntryId::numbered(id), stamp }
    }

    /// `known` and `found` are paths with stamps, parted by spaces: `a=1/2/3`, and `a` for one without. Answers the
    /// letters of what is kept, read and dropped.
    fn check(all_known: &str, found: &str, expected: (&str, &str, &str)) {
        let parse = |list: &str| -> Vec<(String, Option<Stamp>)> {
            let split = |item: &str| match item.split_once('=') {
                Some((path, numbers)) => (path.to_owned(), stamp(numbers)),
                None => (item.to_owned(), None),
            };
            list.split_whitespace().map(split).collect()
        };
        let reports = parse(all_known);
        let mut survey = Survey::new(
            (0..).zip(&reports).map(|(id, (path, stamp))| (0, Arc::from(Path::new(path)), known(id, *stamp))),
        );
        let (mut keep, mut read) = (String::new(), String::new());
        for (path, stamp) in parse(found) {
            match survey.take(0, Path::new(&path), stamp) {
                Step::Keep => keep.push_str(&path),
                Step::Read => read.push_str(&path),
            }
        }
        let path = |known: &Known| reports[known.id.number()].0.as_str();
        let drop: String = survey.vanished().iter().map(path).collect();
        assert_eq!((keep.as_str(), read.as_str(), drop.as_str()), expected, "{all_known} against {found}");
    }

    #[test]
    fn files_are_kept_read_or_dropped_by_their_stamps() {
        check("", "", ("", "", ""));
        check("", "a=1/2/3 b=1/2/4", ("", "ab", ""));
        check("a=1/2/3 b=1/2/4", "a=1/2/3 b=1/2/4", ("ab", "", ""));
        check("a=1/2/3 b=1/2/4", "", ("", "", "ab"));
        check("a=1/2/3", "a=9/2/3", ("", "a", ""));
        check("a=1/2/3", "a=1/9/3", ("", "a", ""));
        check("a=1/2/3", "a=1/2/9", ("", "a", ""));
        check("a=1/2/3", "a", ("", "a", ""));
        check("a", "a", ("", "a", ""));
        check("a", "a=1/2/3", ("", "a", ""));
        check("a=1/2/3 b=4/5/6 c=7/8/9", "d=1/1/1 c=7/8/9 b=4/5/7", ("c", "db", "a"));
    }

    #[test]
    fn a_file_of_another_root_is_another_file() {
        let mut survey = Survey::new([(1, Arc::from(Path::new("a")), known(0, stamp("1/2/3")))]);
        assert_eq!(survey.take(0, Path::new("a"), stamp("1/2/3")), Step::Read);
        assert_eq!(survey.take(1, Path::new("a"), stamp("1/2/3")), Step::Keep);
    }

    #[test]
    fn a_file_with_the_stamp_of_one_that_vanished_was_moved() {
        let found = |path: &str, text: &str| Found { root: 0, path: path.into(), stamp: stamp(text) };
        let mut new = vec![found("x", "1/2/3"), found("y", "4/5/6"), found("z", "7/8/0")];
        let mut old = vec![known(0, stamp("1/2/3")), known(1, stamp("4/5/9")), known(2, stamp("7/8/0"))];
        assert_eq!(moved(&mut new, &mut old), [(EntryId::numbered(0), found("x", "1/2/3"))]);
        assert_eq!(new, [found("y", "4/5/6"), found("z", "7/8/0")]);
        assert_eq!(old, [known(1, stamp("4/5/9")), known(2, stamp("7/8/0"))]);
    }
}
