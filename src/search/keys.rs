//! What is known of a title without a look at it, and the form in which it is looked at.

use crate::outline::Outline;
use crate::text::Part;
use crate::text::fold::fold_char;
use crate::text::leads::Leads;
use crate::text::numerals::plain;
use crate::text::sounds::{Sounds, sounds};

/// What is known of one title. It costs 40 bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Key {
    /// The set of its characters (see [`mask`]).
    pub(super) characters: u64,
    /// What it can sound like (see [`sounds`]).
    pub(super) sounds: Sounds,
    /// With what it and its words begin.
    pub(super) leads: Leads,
}

impl Key {
    /// What is known of a folded title whose words begin at a byte.
    pub(super) fn new(folded: &str, words: usize) -> Self {
        let leads = Leads::of(folded.chars().next());
        let leads = match words {
            0 => leads,
            words => leads.and(Leads::of(folded.part(words..folded.len()).chars().next())),
        };
        Self { characters: mask(folded), sounds: sounds(folded), leads }
    }
}

/// One title in the form in which it is searched.
#[derive(Clone, Copy, Debug)]
pub(super) struct Title<'a> {
    /// The title, folded.
    pub(super) folded: &'a str,
    /// What shows without a look at that.
    pub(super) brief: Brief,
    /// The byte of the folded title at which its words begin, behind its number; 0 where it has none.
    pub(super) words: usize,
}

/// What is known of a title without a look at its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Brief {
    /// Its characters and sounds.
    pub(super) key: Key,
    /// Characters in it, at most 65,535.
    pub(super) length: u16,
    /// The number of titles that it stands under: 0 for a report's own.
    pub(super) depth: u8,
}

/// The bytes of a heading's title before its words.
pub(super) fn number_of(outline: &Outline, heading: u32) -> usize {
    outline.title(heading).len() - outline.words(heading).len()
}

/// Folds a title, the number at its beginning of so many bytes, behind others: character for character, so that
/// positions found in one hold in the other. Numerals of the number become plain ones. Returns the byte of the folded title at which its words begin; 0 where it has no number, or nothing
/// else.
pub(super) fn fold_title(title: &str, number: usize, all: &mut String) -> usize {
    let start = all.len();
    all.extend(title.part(0..number).chars().map(|c| plain(fold_char(c))));
    let words = all.len() - start;
    all.extend(title.part(number..title.len()).chars().map(fold_char));
    if all.len() - start == words { 0 } else { words }
}

/// The set of a folded text's characters as 64 bits: where one set lacks a bit of another, the text lacks a character
/// of the other. Different characters may share a bit.
pub(super) fn mask(folded: &str) -> u64 {
    folded.chars().fold(0, |mask, character| mask | bit(character))
}

fn bit(character: char) -> u64 {
    // Fibonacci hashing (Knuth, The Art of Computer Programming, volume 3, 6.4) spreads neighbours over the bits.
    1 << (u32::from(character).wrapping_mul(0x9E37_79B9) >> 26)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::{Confidence, NewHeading, Origin, OutlineBuilder};
    use crate::text::Span;

    #[test]
    fn titles_are_folded_with_plain_numbers() {
        let mut builder = OutlineBuilder::default();
        let titles = [(1, "（一）ABC", 9), (2, "1. 總結", 2), (1, "第伍章 队伍", 9), (1, "陆", 3)];
        for (level, title, number) in titles {
            let (origin, confidence) = (Origin::Marked, Confidence::CERTAIN);
            builder.push(NewHeading { level, title, number, span: Span::default(), line: 1, origin, confidence });
        }
        let outline = builder.finish();
        let expected = [("(一)abc", 5), ("1. 总结", 3), ("第五章 队伍", 10), ("六", 0)];
        for (heading, (folded, words)) in (0..).zip(expected) {
            let (title, before) = (outline.title(heading), number_of(&outline, heading));
            let mut all = "x".to_owned();
            assert_eq!((fold_title(title, before, &mut all), all.as_str()), (words, &*format!("x{folded}")));
        }
        assert_eq!(mask("abc") & mask("a"), mask("a"));
    }
}
