//! How much text names may be replaced by.

use std::cell::Cell;

/// What even the smallest source may grow by, in bytes.
const LEAST: usize = 1 << 16;

/// The bytes by which the text of a source may still grow where names stand for longer texts. Once they are spent,
/// names stand for themselves.
#[derive(Debug)]
pub(in crate::formats) struct Allowance(Cell<usize>);

impl Allowance {
    /// The allowance of a source of `length` bytes.
    pub(in crate::formats) fn new(length: usize) -> Self {
        Self(Cell::new(length.saturating_mul(2).saturating_add(LEAST)))
    }

    /// Takes some bytes; false where fewer are left.
    pub(in crate::formats) fn take(&self, bytes: usize) -> bool {
        let left = self.0.get().checked_sub(bytes);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }
}
