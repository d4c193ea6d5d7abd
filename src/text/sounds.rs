//! What texts can sound like, as sets that pass over those without a word (see [`Spelling`](crate::text::spelling::Spelling)).

use crate::text::readings::{TABLE, bit, pairs};

/// What a text can sound like. Whoever goes through many texts keeps both parts apart: the letters tell most texts that
/// lack a word, so that few pairs are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sounds {
    /// The letters and digits.
    pub letters: Letters,
    /// Those that can be typed one after another.
    pub pairs: Pairs,
}

impl Sounds {
    /// Whether these are all that others are, as those of a text are for each part of it.
    pub fn cover(self, others: Sounds) -> bool {
        self.letters.cover(others.letters) && self.pairs.cover(others.pairs)
    }
}

/// Two sets of letters and digits, as one number: in the lower half those of all readings of a text's characters and its
/// own ones, and whether any character has a reading; in the upper half those with which a reading begins, and its own
/// ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letters(u64);

impl Letters {
    pub(super) fn new(all: u32, first: u32) -> Self {
        Self(u64::from(all) | u64::from(first) << u32::BITS)
    }

    /// Whether all of others are among these, as those of a text are whose characters all stand in this one.
    pub fn cover(self, others: Letters) -> bool {
        others.0 & !self.0 == 0
    }

    /// Those that are in both.
    pub fn shared(self, others: Letters) -> Letters {
        Letters(self.0 & others.0)
    }

    /// Those of both.
    pub(super) fn with(self, others: Letters) -> Letters {
        Letters(self.0 | others.0)
    }
}

/// Letters and digits that can be typed one after another, spaces passed over, as a set in which several pairs share a bit
/// (see `pairs`). They pass over texts that have the letters of a word in another order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pairs([u64; 2]);

impl Pairs {
    fn new(together: u128) -> Self {
        let half = |shift: u32| u64::try_from(together >> shift & u128::from(u64::MAX)).unwrap_or(0);
        Self([half(0), half(u64::BITS)])
    }

    /// Whether all of others are among these, as those of a text are for each part of it.
    pub fn cover(self, others: Pairs) -> bool {
        let ([low, high], [other_low, other_high]) = (self.0, others.0);
        other_low & !low | other_high & !high == 0
    }
}

/// What a folded text can sound like.
pub fn sounds(folded: &str) -> Sounds {
    let table = &*TABLE;
    let (mut all_letters, mut first_letters) = (0, 0);
    let (mut before, mut together) = (0, 0);
    for c in folded.chars().filter(|&c| c != ' ') {
        let (all, first, last, inside) = match table.readings(c) {
            Some(readings) => (readings.letters, readings.first, readings.last, readings.pairs),
            None => (bit(c), bit(c), bit(c), 0),
        };
        all_letters |= all;
        first_letters |= first;
        together |= inside | pairs(before, first);
        before = last;
    }
    Sounds { letters: Letters::new(all_letters, first_letters), pairs: Pairs::new(together) }
}
