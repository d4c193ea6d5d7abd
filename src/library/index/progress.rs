//! How far reading has come, and how long it may still take.

use std::time::{Duration, Instant};

/// How far the reading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Reports known so far.
    pub reports: u32,
    /// Headings found so far.
    pub headings: u32,
    /// Files and folders that were left out.
    pub left_out: u32,
    /// Whether all reports are read, or reading was stopped.
    pub complete: bool,
    /// Whether it was stopped before all were read.
    pub stopped: bool,
    /// Whether folders are still walked: more files may be found.
    pub walking: bool,
    /// Files that this reading has to read, as far as is known.
    pub files: u32,
    /// Those of them that are read.
    pub files_read: u32,
    /// Those of them that are not read, but whose headings are known by a glance.
    pub files_glanced: u32,
    /// The bytes of all these files.
    pub bytes: u64,
    /// The bytes of those that are read.
    pub bytes_read: u64,
    /// Bytes read in a second; 0 while that can't be told.
    pub rate: u64,
    /// The seconds that it will still take, where that can be told.
    pub left: Option<u32>,
    /// Why changes of files are not noticed, where they are not.
    pub unwatched: Option<Unwatched>,
}

/// Why changes of files are not noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwatched {
    /// The system watches no more folders.
    Limit,
    /// The files lie on another machine.
    Remote,
    /// The system does not watch these folders.
    Refused,
}

/// What is counted while files are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tally {
    began: Instant,
    files: u32,
    files_read: u32,
    files_glanced: u32,
    bytes: u64,
    bytes_read: u64,
    /// Files at which a glance is still to be taken.
    unseen: u32,
}

impl Tally {
    /// Nothing is counted yet.
    pub(super) fn new(now: Instant) -> Self {
        Self { began: now, files: 0, files_read: 0, files_glanced: 0, bytes: 0, bytes_read: 0, unseen: 0 }
    }

    /// A file was found that is to be read.
    pub(super) fn found(&mut self, bytes: u64) {
        self.files += 1;
        self.bytes += bytes;
    }

    /// A file was found at which a glance is to be taken first.
    pub(super) fn unseen(&mut self) {
        self.unseen += 1;
    }

    /// The glance was taken; whether it has shown something. Returns whether it was the last one.
    pub(super) fn seen(&mut self, glanced: bool) -> bool {
        self.unseen = self.unseen.saturating_sub(1);
        self.files_glanced += u32::from(glanced);
        self.unseen == 0
    }

    /// A file at which a glance was taken is about to count as read.
    pub(super) fn no_longer_glanced(&mut self) {
        self.files_glanced = self.files_glanced.saturating_sub(1);
    }

    /// Such a file has been read.
    pub(super) fn read(&mut self, bytes: u64) {
        self.files_read += 1;
        self.bytes_read += bytes;
    }

    /// Files that are still to be read.
    pub(super) fn open(&self) -> u32 {
        self.files.saturating_sub(self.files_read)
    }

    /// What is counted, as progress.
    pub(super) fn progress(&self, now: Instant, walking: bool) -> Progress {
        // What is told too early is told wrong.
        const EARLIEST: Duration = Duration::from_millis(500);
        let elapsed = Some(now.saturating_duration_since(self.began)).filter(|elapsed| *elapsed >= EARLIEST);
        let per_second = |elapsed: Duration| u128::from(self.bytes_read) * 1000 / elapsed.as_millis().max(1);
        let rate = elapsed.map_or(0, |elapsed| u64::try_from(per_second(elapsed)).unwrap_or(u64::MAX));
        let seconds = self.bytes.saturating_sub(self.bytes_read).checked_div(rate);
        let left = seconds.filter(|_| !walking).map(|seconds| u32::try_from(seconds + 1).unwrap_or(u32::MAX));
        Progress {
            walking,
            files: self.files,
            files_read: self.files_read,
            files_glanced: self.files_glanced,
            bytes: self.bytes,
            bytes_read: self.bytes_read,
            rate,
            left,
            ..Progress::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rate_and_time_left_follow_from_bytes() {
        let check = |found: &[u64], read: &[u64], milliseconds: u64, walking: bool, expected: (u64, Option<u32>)| {
            let began = Instant::now();
            let mut tally = Tally::new(began);
            found.iter().for_each(|&bytes| tally.found(bytes));
            read.iter().for_each(|&bytes| tally.read(bytes));
            let progress = tally.progress(began + Duration::from_millis(milliseconds), walking);
            assert_eq!((progress.rate, progress.left), expected, "{read:?} of {found:?}");
        };
        check(&[1000, 3000], &[1000], 2000, false, (500, Some(7)));
        check(&[1000, 3000], &[1000], 2000, true, (500, None));
        check(&[1000, 3000], &[1000], 200, false, (0, None));
        check(&[1000, 3000], &[], 2000, false, (0, None));
        check(&[], &[], 2000, false, (0, None));
    }

    #[test]
    fn a_file_is_glanced_at_until_it_is_read() {
        let mut tally = Tally::new(Instant::now());
        (0..3).for_each(|_| tally.found(1));
        (0..3).for_each(|_| tally.unseen());
        assert_eq!([tally.seen(true), tally.seen(false), tally.seen(true)], [false, false, true]);
        tally.read(1);
        let counts = |tally: &Tally| {
            let progress = tally.progress(Instant::now(), false);
            (progress.files, progress.files_glanced, progress.files_read)
        };
        assert_eq!(counts(&tally), (3, 2, 1));
        tally.no_longer_glanced();
        tally.read(1);
        assert_eq!(counts(&tally), (3, 1, 2));
    }
}
