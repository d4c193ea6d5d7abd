//! What reading a file may cost. The limits hold before anything is spent.
//!
//! A file has one [`Budget`], made where reading begins. All that stands within the file shares it: the parts of an
//! archive, the pages of a book, other documents, and readings of the same text once more.

use std::cell::Cell;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

use crate::outline::Problem;
use crate::text::Part;

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
/// The most pieces that text may have whose paragraphs are kept one by one: those of some ten thousand pages. They are
/// still held while headings are looked for among them.
const MOST_PIECES: usize = 1 << 19;
/// The most parts that a file may have.
pub(super) const MOST_PARTS: usize = 65_536;
/// The deepest that elements, dictionaries or groups may be nested in each other.
pub(super) const DEEPEST: usize = 256;

/// What is left of the time, the bytes, the text and the parts that reading one file may cost.
#[derive(Debug)]
pub(super) struct Budget {
    end: Instant,
    worked: Duration,
    bytes: Cell<u64>,
    text: Cell<usize>,
    pieces: Cell<usize>,
    /// Whether there was more text, or in more pieces, than that.
    is_full: Cell<bool>,
    parts: Cell<usize>,
}

impl Budget {
    /// The budget of a file of `length` bytes, from now on. It is for the thread that calls this.
    pub(super) fn new(length: usize) -> Self {
        Self {
            end: Instant::now() + LONGEST,
            worked: worked() + LONGEST,
            bytes: Cell::new((length as u64).saturating_mul(RATIO).clamp(FREE, LARGEST)),
            text: Cell::new(MOST_TEXT),
            pieces: Cell::new(MOST_PIECES),
            is_full: Cell::new(false),
            parts: Cell::new(MOST_PARTS),
        }
    }

    /// The budget of a file for which no time is left.
    #[cfg(test)]
    pub(super) fn spent(length: usize) -> Self {
        Self { end: Instant::now(), worked: Duration::ZERO, ..Self::new(length) }
    }

    /// Whether the time is up: the time that the thread worked, so that a busy machine costs no text. Cheap as long as
    /// less than that has passed, but no thing for every character.
    pub(super) fn is_over(&self) -> bool {
        Instant::now() >= self.end && worked() >= self.worked
    }

    /// Whether a quarter of the time has passed. What is composed once more with the whole, as files within a document
    /// are, is to be read before.
    pub(super) fn is_worn(&self) -> bool {
        let rest = LONGEST * 3 / 4;
        Instant::now() + rest >= self.end && worked() + rest >= self.worked
    }

    /// The bytes that may still be expanded.
    pub(super) fn left(&self) -> u64 {
        self.bytes.get()
    }

    /// Takes the bytes that were expanded; false where they are more than there were left.
    pub(super) fn take(&self, bytes: u64) -> bool {
        let left = self.bytes.get();
        self.bytes.set(left.saturating_sub(bytes));
        bytes <= left
    }

    /// Takes a piece of text, as much of it as there is room for.
    pub(super) fn fitting<'p>(&self, piece: &'p str) -> &'p str {
        let fitting = piece.part(0..piece.floor_char_boundary(self.text.get()));
        self.text.set(self.text.get() - fitting.len());
        self.is_full.set(self.is_full.get() || fitting.len() < piece.len());
        fitting
    }

    /// Takes some pieces of text, whatever their lengths are.
    pub(super) fn take_pieces(&self, count: usize) {
        self.is_full.set(self.is_full.get() || count > self.pieces.get());
        self.pieces.set(self.pieces.get().saturating_sub(count));
    }

    /// Whether there was more text, or in more pieces, than is kept.
    pub(super) fn is_full(&self) -> bool {
        self.is_full.get()
    }

    /// The parts that there may still be.
    pub(super) fn parts(&self) -> usize {
        self.parts.get()
    }

    /// Takes some parts, at most those that are left.
    pub(super) fn take_parts(&self, count: usize) {
        self.parts.set(self.parts.get().saturating_sub(count));
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
pub(super) fn worked() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_spent_once() {
        let budget = Budget::new(1);
        assert!(budget.take(FREE - 1) && budget.take(1) && !budget.take(1));
        assert_eq!(budget.left(), 0);
        let text = "甲".repeat(MOST_TEXT / 3);
        assert_eq!((budget.fitting(&text).len(), budget.is_full()), (text.len(), false));
        assert_eq!((budget.fitting("甲"), budget.is_full()), ("", true));
        let budget = Budget::new(1);
        budget.take_pieces(MOST_PIECES);
        assert!(!budget.is_full());
        budget.take_pieces(1);
        assert!(budget.is_full());
        budget.take_parts(MOST_PARTS - 1);
        assert_eq!(budget.parts(), 1);
        assert!(!budget.is_over() && Budget::spent(1).is_over());
        assert!(!budget.is_worn() && Budget::spent(1).is_worn());
    }
}
