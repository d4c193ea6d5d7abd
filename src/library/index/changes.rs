//! Where files may have changed, until it is quiet there.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// So long nothing more must be told before it is looked.
const QUIET: Duration = Duration::from_millis(80);
/// So long it is waited for quiet at most.
const LONGEST: Duration = Duration::from_millis(400);
/// So long a file that has gone may take to return.
const GONE: Duration = Duration::from_millis(300);
/// Where more paths than this are told of, everything is looked through.
const MANY: usize = 1000;

/// Paths to be looked at. Editors write a file under another name and rename it, or move it away and write it anew: what
/// comes shortly one after the other is looked at together.
#[derive(Debug, Default)]
pub(super) struct Changes {
    paths: BTreeSet<PathBuf>,
    /// Whether something may have changed anywhere.
    all: bool,
    first: Option<Instant>,
    due: Option<Instant>,
    /// Files that were not there when they were looked at.
    gone: HashSet<PathBuf>,
}

impl Changes {
    /// Something may have changed at these paths or below.
    pub(super) fn add(&mut self, paths: Vec<PathBuf>, now: Instant) {
        self.paths.extend(paths);
        self.all |= self.paths.len() > MANY;
        self.wait(now, QUIET);
    }

    /// Something may have changed anywhere.
    pub(super) fn add_all(&mut self, now: Instant) {
        self.all = true;
        self.wait(now, QUIET);
    }

    fn wait(&mut self, now: Instant, time: Duration) {
        let first = *self.first.get_or_insert(now);
        self.due = Some((now + time).min(first + LONGEST));
    }

    /// When it should be looked.
    pub(super) fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Takes the paths out; `None` where everything is to be looked through. What lies inside of another path is left
    /// out.
    pub(super) fn take(&mut self) -> Option<Vec<PathBuf>> {
        let paths = std::mem::take(&mut self.paths);
        (self.first, self.due) = (None, None);
        if std::mem::take(&mut self.all) {
            return None;
        }
        let mut outermost: Vec<PathBuf> = Vec::new();
        for path in paths {
            if !outermost.last().is_some_and(|last| path.starts_with(last)) {
                outermost.push(path);
            }
        }
        Some(outermost)
    }

    /// Forgets everything, when everything is looked through.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether a file that was not found is gone for good: it was not there the last time either. The first time it is
    /// looked at once more.
    pub(super) fn is_gone(&mut self, path: &Path, now: Instant) -> bool {
        if self.gone.remove(path) {
            return true;
        }
        self.gone.insert(path.to_owned());
        self.paths.insert(path.to_owned());
        self.first = None;
        self.wait(now, GONE);
        false
    }

    /// A file is there (again).
    pub(super) fn is_there(&mut self, path: &Path) {
        self.gone.remove(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(list: &[&str]) -> Vec<PathBuf> {
        list.iter().map(PathBuf::from).collect()
    }

    #[test]
    fn paths_are_looked_at_when_it_is_quiet_and_at_last_anyway() {
        let start = Instant::now();
        let at = |milliseconds| start + Duration::from_millis(milliseconds);
        let mut changes = Changes::default();
        assert_eq!(changes.due(), None);
        changes.add(paths(&["a"]), at(0));
        assert_eq!(changes.due(), Some(at(80)));
        changes.add(paths(&["b", "a"]), at(50));
        assert_eq!(changes.due(), Some(at(130)));
        (2..20).for_each(|time| changes.add(paths(&["b"]), at(time * 50)));
        assert_eq!(changes.due(), Some(at(400)));
        assert_eq!(changes.take(), Some(paths(&["a", "b"])));
        assert_eq!((changes.due(), changes.take()), (None, Some(Vec::new())));
    }

    #[test]
    fn what_lies_inside_of_a_path_is_looked_at_with_it() {
        let mut changes = Changes::default();
        changes.add(paths(&["r/b/2", "r/b", "r/a", "r/b/1/x", "r/bc"]), Instant::now());
        assert_eq!(changes.take(), Some(paths(&["r/a", "r/b", "r/bc"])));
        changes.add((0..=MANY).map(|number| PathBuf::from(number.to_string())).collect(), Instant::now());
        assert_eq!(changes.take(), None);
        changes.add_all(Instant::now());
        assert_eq!((changes.take(), changes.take()), (None, Some(Vec::new())));
    }

    #[test]
    fn a_file_is_gone_when_it_is_missed_twice() {
        let mut changes = Changes::default();
        let (now, path) = (Instant::now(), Path::new("a"));
        assert!(!changes.is_gone(path, now));
        assert_eq!((changes.due(), changes.take()), (Some(now + GONE), Some(paths(&["a"]))));
        assert!(changes.is_gone(path, now));
        assert!(!changes.is_gone(path, now));
        changes.is_there(path);
        assert!(!changes.is_gone(path, now));
    }
}
