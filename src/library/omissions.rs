//! What was found below the roots and stands in no tree, and why.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::library::walk::Part;

/// So many are listed; of the others there is only a count.
pub const LISTED: usize = 10_000;

/// Why something was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Its name begins with a dot.
    Hidden,
    /// A file such as .gitignore says so.
    Ignored,
    /// The user excluded it.
    Excluded,
    /// The user chose others.
    NotChosen,
    /// It has more bytes than the user wants to read.
    TooLarge(u64),
    /// It is a link to a folder.
    Link,
    /// Its name is that of no format that is read.
    NoFormat,
    /// Its name is that of an archive.
    Archive,
    /// Its bytes are no text.
    Binary,
    /// It is neither a file nor a folder.
    NoFile,
}

/// The line that left something out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The line.
    pub glob: Arc<str>,
    /// The file that it stands in; `None` where the user typed it.
    pub file: Option<Arc<Path>>,
}

/// A file or a folder that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Omission {
    /// Where it is.
    pub path: Arc<Path>,
    /// Whether it is a folder, and all in it is left out with it.
    pub folder: bool,
    /// Why.
    pub cause: Cause,
    /// The line that says so, where one does.
    pub rule: Option<Rule>,
}

/// All that was left out: the first [`LISTED`], and how many there are of each cause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Omissions {
    listed: Vec<Omission>,
    counts: BTreeMap<Cause, u32>,
}

impl Omissions {
    /// Counts another one, and lists it as long as there is room.
    pub fn add(&mut self, omission: Omission) {
        *self.counts.entry(omission.cause).or_default() += 1;
        if self.listed.len() < LISTED {
            self.listed.push(omission);
        }
    }

    /// The first ones, in the order in which they were found.
    pub fn listed(&self) -> &[Omission] {
        &self.listed
    }

    /// How many there are of each cause.
    pub fn counts(&self) -> impl Iterator<Item = (Cause, u32)> + '_ {
        self.counts.iter().map(|(cause, count)| (*cause, *count))
    }

    /// How many there are.
    pub fn total(&self) -> u32 {
        self.counts.values().sum()
    }

    /// Takes what was left out of parts of the library in place of what was before. Where not all are listed, nobody
    /// knows what was there before, and the counts stay as they are until everything is walked again.
    pub(super) fn renew(&mut self, parts: &[Part], new: Self) {
        if self.listed.len() < self.total() as usize {
            return;
        }
        let listed = std::mem::take(self).listed;
        let gone = |omission: &Omission| parts.iter().any(|part| omission.path.starts_with(&part.path));
        listed.into_iter().filter(|omission| !gone(omission)).chain(new.listed).for_each(|omission| self.add(omission));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn omission(path: &str) -> Omission {
        Omission { path: Path::new(path).into(), folder: false, cause: Cause::NoFormat, rule: None }
    }

    fn paths(omissions: &Omissions) -> Vec<&str> {
        omissions.listed().iter().map(|omission| omission.path.to_str().unwrap()).collect()
    }

    #[test]
    fn parts_are_renewed_and_memory_is_bounded() {
        let mut all = Omissions::default();
        ["r/a.png", "r/b/c.png", "r/b/d.png"].into_iter().for_each(|path| all.add(omission(path)));
        let mut new = Omissions::default();
        new.add(omission("r/b/e.png"));
        let part = [Part { root: 0, path: "r/b".into() }];
        all.renew(&part, new.clone());
        assert_eq!((paths(&all), all.total()), (vec!["r/a.png", "r/b/e.png"], 2));
        (0..LISTED).for_each(|number| all.add(omission(&format!("r/{number}"))));
        assert_eq!((all.listed().len(), all.total()), (LISTED, LISTED as u32 + 2));
        all.renew(&part, new);
        assert_eq!(all.total(), LISTED as u32 + 2);
        assert_eq!(all.counts().collect::<Vec<_>>(), [(Cause::NoFormat, LISTED as u32 + 2)]);
    }
}
