//! With what texts begin, as they are and by their sound, in one number: enough to tell most texts that don't begin with
//! a word without a look at them.

use crate::text::fold::fold_char;
use crate::text::readings::TABLE;

/// The first of the bits for letters with which a character sounds; those before are for letters themselves.
const SOUNDS: u32 = 26;
/// The first of the bits that all other characters share.
const OTHERS: u32 = 52;

/// The characters with which a text begins, and those with which they sound, as a set that may hold more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leads(u64);

/// What a text must have among its leads to begin with a word.
#[derive(Clone, Copy, Debug)]
pub struct Lead {
    /// All of it, where it begins with the word as it is.
    all: u64,
    /// Some of it, where it begins with the sound of the word.
    some: u64,
}

impl Leads {
    /// Those of a folded text that begins with a character. A space is passed over by whoever types by sound, so that
    /// behind it anything may come.
    pub fn of(first: Option<char>) -> Self {
        Self(match first {
            None => 0,
            Some(' ') => u64::MAX,
            Some(c) => literal(c) | sounding(c),
        })
    }

    /// Those of both.
    pub fn and(self, other: Leads) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the text may begin with a word as it is.
    pub fn may_begin(self, lead: Lead) -> bool {
        self.0 & lead.all == lead.all
    }

    /// Whether it may begin with the sound of a word.
    pub fn may_begin_with_sound(self, lead: Lead) -> bool {
        self.0 & lead.some != 0
    }
}

impl Lead {
    /// That of a folded word.
    pub fn of(word: &str) -> Self {
        let first = word.chars().next();
        let some = match first {
            Some(c @ 'a'..='z') => literal(c) | literal(c) << SOUNDS,
            Some(c) => literal(c),
            None => 0,
        };
        Self { all: Leads::of(first).0, some }
    }
}

fn literal(c: char) -> u64 {
    debug_assert_eq!(c, fold_char(c));
    match c {
        'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
        _ => 1 << (OTHERS + u32::from(c) % (u64::BITS - OTHERS)),
    }
}

/// The letters with which the readings of a character begin.
fn sounding(c: char) -> u64 {
    let letters = TABLE.readings(c).map_or(0, |readings| u64::from(readings.first));
    (letters & ((1 << SOUNDS) - 1)) << SOUNDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_a_text_is_among_its_leads() {
        let check = |text: &str, word: &str, expected: [bool; 2]| {
            let (leads, lead) = (Leads::of(text.chars().next()), Lead::of(word));
            assert_eq!([leads.may_begin(lead), leads.may_begin_with_sound(lead)], expected, "{word:?} in {text:?}");
        };
        check("energy", "en", [true, true]);
        check("energy", "n", [false, false]);
        check("党建", "dang", [false, true]);
        check("党建", "党", [true, true]);
        check("党建", "jian", [false, false]);
        check("长远", "zhang", [false, true]);
        check("长远", "chang", [false, true]);
        check("3.2 scope", "3.2", [true, true]);
        check("3.2 scope", "4", [false, false]);
        check(" x", "y", [true, true]);
        check("", "y", [false, false]);
    }

    #[test]
    fn both_of_two_beginnings_are_kept() {
        let leads = Leads::of(Some('1')).and(Leads::of(Some('总')));
        assert!(leads.may_begin(Lead::of("1")) && leads.may_begin_with_sound(Lead::of("zong")));
        assert!(!leads.may_begin(Lead::of("2")));
    }
}
