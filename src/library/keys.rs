//! What is known of titles without a look at them: found once, when a report is read.

use crate::outline::Outline;
use crate::text::Part;
use crate::text::fold::fold_char;
use crate::text::numerals::plain;
use crate::text::spelling::{Sounds, sounds};

/// What is known of the titles of one report: its own first, then those of its headings. It costs 24 bytes a title.
#[derive(Debug, Default)]
pub struct TitleKeys(Box<[Key]>);

/// What is known of one title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// The set of its characters (see [`mask`]).
    pub characters: u64,
    /// What it can sound like (see [`sounds`]).
    pub sounds: Sounds,
}

impl TitleKeys {
    /// Looks at the name of a report and the titles of its headings.
    pub fn new(name: &str, outline: &Outline) -> Self {
        let mut folded = String::new();
        let mut key = |title: &str, number: usize| {
            folded.clear();
            fold_title(title, number, &mut folded);
            Key { characters: mask(&folded), sounds: sounds(&folded) }
        };
        let mut keys = Vec::with_capacity(outline.len() as usize + 1);
        keys.push(key(name, 0));
        keys.extend((0..outline.len()).map(|heading| key(outline.title(heading), number_of(outline, heading))));
        Self(keys.into())
    }

    /// How many titles there are: one more than the report has headings.
    pub fn len(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    /// Whether there is no title, not even a name.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is known of a title: 0 is the report's name, then come its headings.
    pub fn get(&self, number: u32) -> Option<Key> {
        self.0.get(number as usize).copied()
    }

    /// The bytes of memory that they take.
    pub fn memory(&self) -> usize {
        size_of_val(&*self.0)
    }
}

/// The bytes of a heading's title before its words.
pub fn number_of(outline: &Outline, heading: u32) -> usize {
    outline.title(heading).len() - outline.words(heading).len()
}

/// Folds a title, the number at its beginning of so many bytes, behind others: character for character, so that
/// positions found in one hold in the other. Numerals of the number become plain ones. Returns the byte of the folded
/// title at which its words begin; 0 where it has no number, or nothing else.
pub fn fold_title(title: &str, number: usize, all: &mut String) -> usize {
    let start = all.len();
    all.extend(title.part(0..number).chars().map(|c| plain(fold_char(c))));
    let words = all.len() - start;
    all.extend(title.part(number..title.len()).chars().map(fold_char));
    if all.len() - start == words { 0 } else { words }
}

/// The set of a folded text's characters as 64 bits: where one set lacks a bit of another, the text lacks a character
/// of the other. Different characters may share a bit.
pub fn mask(folded: &str) -> u64 {
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
    fn titles_are_folded_and_their_characters_and_sounds_known() {
        let mut builder = OutlineBuilder::default();
        for (level, title, number) in [(1, "（一）ABC", 9), (2, "1. 總結", 2), (1, "第伍章 队伍", 9), (1, "陆", 3)]
        {
            let (origin, confidence) = (Origin::Marked, Confidence::CERTAIN);
            builder.push(NewHeading { level, title, number, span: Span::default(), line: 1, origin, confidence });
        }
        let outline = builder.finish();
        let keys = TitleKeys::new("Report", &outline);
        let expected = [("report", 0), ("(一)abc", 5), ("1. 总结", 3), ("第五章 队伍", 10), ("六", 0)];
        for (number, (folded, words)) in (0..).zip(expected) {
            let (title, before) = match u32::checked_sub(number, 1) {
                None => ("Report", 0),
                Some(heading) => (outline.title(heading), number_of(&outline, heading)),
            };
            let mut all = "x".to_owned();
            assert_eq!((fold_title(title, before, &mut all), all.as_str()), (words, &*format!("x{folded}")));
            let key = Key { characters: mask(folded), sounds: sounds(folded) };
            assert_eq!(keys.get(number), Some(key), "{folded}");
        }
        assert_eq!(mask("abc") & mask("a"), mask("a"));
        assert_eq!((keys.len(), keys.get(5)), (5, None));
    }
}
