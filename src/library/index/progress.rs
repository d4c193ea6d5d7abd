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
    /// Those of them whose headings are known, as long as nearly all work is to glance at files.
    pub glanced: Option<u32>,
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
    bytes: u64,
    bytes_read: u64,
    /// Files of which no heading is known yet.
    unseen: u32,
}

impl Tally {
    /// Nothing is counted yet.
    pub(super) fn new(now: Instant) -> Self {
        Self { began: now, files: 0, files_read: 0, bytes: 0, bytes_read: 0, unseen: 0 }
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

    /// The glance was taken. Whether it was the last one.
    pub(super) fn seen(&mut self) -> bool {
        self.unseen = self.unseen.saturating_sub(1);
        self.unseen == 0
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
        let seen = self.files.saturating_sub(self.unseen);
        let glances = self.unseen > self.files_read && seen > 2 * self.files_read;
        Progress {
            walking,
            files: self.files,
            files_read: self.files_read,
            glanced: glances.then_some(seen),
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
    fn glances_are_told_of_while_little_else_is_done() {
        let check = |files: u32, glances: u32, read: u32, expected: Option<u32>| {
            let mut tally = Tally::new(Instant::now());
            (0..files).for_each(|_| tally.found(1));
            (0..files).for_each(|_| tally.unseen());
            (0..glances + read).for_each(|_| drop(tally.seen()));
            (0..read).for_each(|_| tally.read(1));
            let told = tally.progress(Instant::now(), false).glanced;
            assert_eq!(told, expected, "{glances} glances, {read} read of {files}");
        };
        check(100, 0, 0, None);
        check(100, 40, 0, Some(40));
        check(100, 40, 3, Some(43));
        check(100, 0, 40, None);
        check(100, 99, 0, Some(99));
        check(100, 99, 1, None);
        check(100, 100, 0, None);
    }
}
