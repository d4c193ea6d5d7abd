//! What reading a file may cost. The limits hold before anything is spent.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

use crate::outline::Problem;

/// The longest that a thread may work on reading a file. What was read until then is kept.
const LONGEST: Duration = Duration::from_secs(5);
/// The most bytes that the parts of a file may have when they are expanded.
const LARGEST: u64 = 256 << 20;
/// The most bytes that one byte of a file may expand to; small files may all the same expand to [`FREE`].
const RATIO: u64 = 200;
/// What even the smallest file may expand to, in bytes.
const FREE: u64 = 8 << 20;
/// The most bytes of text that are kept of a file that is not text itself: those of thirty thousand pages. A reader needs
/// several times as much beside what it expands.
pub(super) const MOST_TEXT: usize = 32 << 20;
/// The most parts that a file may have.
pub(super) const MOST_PARTS: usize = 65_536;
/// The deepest that elements, dictionaries or groups may be nested in each other.
pub(super) const DEEPEST: usize = 256;

/// What is left of the time and the bytes that reading one file may cost.
#[derive(Debug)]
pub(super) struct Budget {
    end: Instant,
    worked: Duration,
    bytes: u64,
}

impl Budget {
    /// The budget of a file of `length` bytes, from now on. It is for the thread that calls this.
    pub(super) fn new(length: usize) -> Self {
        let bytes = (length as u64).saturating_mul(RATIO).clamp(FREE, LARGEST);
        Self { end: Instant::now() + LONGEST, worked: worked() + LONGEST, bytes }
    }

    /// Whether the time is up: the time that the thread worked, so that a busy machine costs no text. Cheap as long as
    /// less than that has passed, but no thing for every character.
    pub(super) fn is_over(&self) -> bool {
        Instant::now() >= self.end && worked() >= self.worked
    }

    /// The bytes that may still be expanded.
    pub(super) fn left(&self) -> u64 {
        self.bytes
    }

    /// Takes the bytes that were expanded; false where they are more than there were left.
    pub(super) fn take(&mut self, bytes: u64) -> bool {
        let enough = bytes <= self.bytes;
        self.bytes = self.bytes.saturating_sub(bytes);
        enough
    }

    /// What a user is told when the time is up.
    pub(super) fn too_long() -> Problem {
        Problem::TookTooLong { seconds: LONGEST.as_secs() }
    }

    /// What a user is told when the bytes are spent, or the parts are too many.
    pub(super) fn too_large() -> Problem {
        Problem::ExpandsTooFar { limit: LARGEST / 1_000_000 }
    }
}

/// How long this thread has worked, waiting left out.
fn worked() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default()
}
