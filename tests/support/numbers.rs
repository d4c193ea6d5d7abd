//! Numbers without a pattern, the same ones each time.

/// Xorshift of Marsaglia (Xorshift RNGs, 2003). It begins with a number that is not 0.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// A number below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % end
    }
}
