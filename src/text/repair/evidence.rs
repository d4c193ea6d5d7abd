//! What a text says about itself: which two Chinese characters follow each other in it.

use std::cell::OnceCell;

use super::common::number;

/// How often pairs of common characters occur in a text. They are counted when first asked for.
pub(super) struct Evidence<'text> {
    text: &'text str,
    counts: OnceCell<Counts>,
}

impl<'text> Evidence<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        Self { text, counts: OnceCell::new() }
    }

    /// Whether one character follows the other at least twice in the text.
    pub(super) fn knows(&self, first: char, second: char) -> bool {
        let counts = self.counts.get_or_init(|| Counts::of(self.text));
        number(first).zip(number(second)).is_some_and(|(first, second)| counts.get(first, second) >= 2)
    }
}

/// Two bits for each pair of numbers below 8192: 16 MiB, of which those parts are used that a text touches.
struct Counts(Vec<u8>);

impl Counts {
    fn of(text: &str) -> Self {
        let mut counts = Self(vec![0; 8192 * 8192 / 4]);
        let mut before = None;
        for c in text.chars() {
            let number = number(c);
            if let Some((first, second)) = before.zip(number) {
                counts.add(first, second);
            }
            before = number;
        }
        counts
    }

    /// The index of the byte that holds a pair's count, and how far the count is shifted there.
    fn place(first: u16, second: u16) -> (usize, u32) {
        let pair = usize::from(first) * 8192 + usize::from(second);
        (pair / 4, pair as u32 % 4 * 2)
    }

    fn get(&self, first: u16, second: u16) -> u8 {
        let (index, shift) = Self::place(first, second);
        self.0.get(index).map_or(0, |byte| byte >> shift & 3)
    }

    /// Counts one more, up to three.
    fn add(&mut self, first: u16, second: u16) {
        let (index, shift) = Self::place(first, second);
        if let Some(byte) = self.0.get_mut(index)
            && *byte >> shift & 3 < 3
        {
            *byte += 1 << shift;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_known_from_their_second_time_on() {
        let check = |text: &str, expected: bool| assert_eq!(Evidence::new(text).knows('基', '层'), expected, "{text}");
        check("基层", false);
        check("基层，基层", true);
        check("基层基层基层基层基层基层", true);
        check("层基层基", false);
        check("基，层。基，层", false);
        check("", false);
    }
}
