//! What the system tells of a file without opening it: enough to see that it has changed.

use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// What a file was when it was looked at. Two equal stamps of one path are the same text, as far as the system can
/// tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Its bytes.
    pub size: u64,
    /// When it was changed, in nanoseconds since 1970; 0 where the system does not know.
    pub modified: i64,
    /// The number that the file system gives to the file; 0 where it gives none.
    pub inode: u64,
}

impl Stamp {
    /// The stamp that these metadata show.
    pub fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().map_or(0, nanoseconds);
        Self { size: metadata.len(), modified, inode: inode(metadata) }
    }

    /// The stamp, where a change after `now` is sure to give the file another one. What was written just now may be
    /// written once more within the same tick of the file system's clock, and then nothing would tell.
    pub fn settled(self, now: SystemTime) -> Option<Self> {
        const SECOND: i64 = 1_000_000_000;
        // Some file systems count in seconds, or in two of them; the clocks of the others tick every few milliseconds.
        let tick = if self.modified % SECOND == 0 { Duration::from_secs(2) } else { Duration::from_millis(20) };
        let age = nanoseconds(now).abs_diff(self.modified);
        (u128::from(age) > tick.as_nanos()).then_some(self)
    }
}

fn nanoseconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |before| -before),
    }
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_metadata: &Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_just_now_is_not_settled() {
        let check = |modified: i64, milliseconds: u64, expected: bool| {
            let stamp = Stamp { modified, ..Stamp::default() };
            let at = u64::try_from(modified).unwrap();
            let now = UNIX_EPOCH + Duration::from_nanos(at) + Duration::from_millis(milliseconds);
            assert_eq!(stamp.settled(now).is_some(), expected, "{modified} {milliseconds}");
        };
        check(1_700_000_000_123_456_789, 0, false);
        check(1_700_000_000_123_456_789, 10, false);
        check(1_700_000_000_123_456_789, 50, true);
        check(1_700_000_000_000_000_000, 50, false);
        check(1_700_000_000_000_000_000, 3000, true);
    }

    #[test]
    fn a_file_that_changes_or_is_replaced_has_another_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let stamp = |name: &str| Stamp::of(&folder.path().join(name).metadata().unwrap());
        std::fs::write(folder.path().join("a"), "one").unwrap();
        let first = stamp("a");
        assert_eq!((stamp("a"), first.size), (first, 3));
        std::fs::write(folder.path().join("a"), "three").unwrap();
        assert_ne!(stamp("a"), first);
        std::fs::write(folder.path().join("b"), "one").unwrap();
        assert_ne!(stamp("b").inode.max(1), first.inode);
    }
}
