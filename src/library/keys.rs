//! The forms of titles in which they are searched: folded once, when a report is read.

use crate::outline::Outline;
use crate::text::fold::fold_char;
use crate::text::spelling::{Sounds, sounds};
use crate::text::{Part, Span};

/// The folded titles of one report: its own first, then those of its headings.
///
/// Each folded title has as many characters as the title has, so that positions found in one hold in the other. The
/// cost beside the titles is 32 bytes a heading and the folded text.
#[derive(Debug, Default)]
pub struct TitleKeys {
    folded: Box<str>,
    keys: Box<[Key]>,
}

/// What is kept of one folded title.
#[derive(Debug)]
struct Key {
    characters: u64,
    sounds: Sounds,
    /// One past its last byte in the folded titles.
    end: u32,
    /// Characters in it, at most 65,535.
    length: u16,
    /// The byte at which its words begin, behind its number; 0 where it has none, or nothing else.
    words: u8,
    depth: u8,
}

/// One title in the form in which it is searched.
#[derive(Clone, Copy, Debug)]
pub struct Title<'a> {
    all: &'a str,
    span: Span,
    /// The set of its characters (see [`mask`]).
    pub characters: u64,
    /// What it can sound like (see [`sounds`]).
    pub sounds: Sounds,
    /// The byte of the folded title at which its words begin, behind its number; 0 where it has none.
    pub words: usize,
    /// Characters in it, at most 65,535.
    pub length: u16,
    /// The number of titles that it stands under: 0 for a report's own.
    pub depth: u8,
}

impl TitleKeys {
    /// Folds the name of a report and the titles of its headings.
    pub fn new(name: &str, outline: &Outline) -> Self {
        let mut folded = String::new();
        let mut keys = Vec::with_capacity(outline.len() as usize + 1);
        keys.push(Key::new(name, 0, 0, &mut folded));
        for (index, heading) in (0..).zip(outline.headings()) {
            let title = outline.title(index);
            let number = title.len() - outline.words(index).len();
            keys.push(Key::new(title, number, heading.depth.saturating_add(1), &mut folded));
        }
        Self { folded: folded.into(), keys: keys.into() }
    }

    /// How many titles there are: one more than the report has headings.
    pub fn len(&self) -> u32 {
        u32::try_from(self.keys.len()).unwrap_or(u32::MAX)
    }

    /// Whether there is no title, not even a name.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The titles from one number on: 0 for the report's name, then its headings.
    pub fn from(&self, number: u32) -> impl Iterator<Item = Title<'_>> {
        let before = (number as usize).checked_sub(1).and_then(|before| self.keys.get(before));
        let keys = self.keys.get(number as usize..).unwrap_or_default();
        keys.iter().scan(before.map_or(0, |key| key.end), |start, key| {
            let span = Span { start: *start, end: key.end };
            *start = key.end;
            Some(Title {
                all: &self.folded,
                span,
                characters: key.characters,
                sounds: key.sounds,
                words: key.words.into(),
                length: key.length,
                depth: key.depth,
            })
        })
    }

    /// The title at a number: 0 for the report's name, then its headings.
    pub fn get(&self, number: u32) -> Option<Title<'_>> {
        self.from(number).next()
    }

    /// The bytes of memory that they take.
    pub fn memory(&self) -> usize {
        size_of_val(&*self.keys) + self.folded.len()
    }
}

impl<'a> Title<'a> {
    /// The title, folded.
    pub fn folded(&self) -> &'a str {
        self.all.get(self.span.range()).unwrap_or_default()
    }
}

impl Key {
    /// Folds a title, the number at its beginning of so many bytes, behind the others.
    fn new(title: &str, number: usize, depth: u8, all: &mut String) -> Self {
        let start = all.len();
        let mut words = 0;
        let (mut characters, mut length) = (0, 0_u16);
        for (at, c) in title.char_indices() {
            if at == number {
                words = all.len() - start;
            }
            let c = fold_char(c);
            all.push(c);
            characters |= bit(c);
            length = length.saturating_add(1);
        }
        Self {
            characters,
            sounds: sounds(all.part(start..all.len())),
            end: u32::try_from(all.len()).unwrap_or(u32::MAX),
            length,
            words: u8::try_from(words).unwrap_or(0),
            depth,
        }
    }
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

    #[test]
    fn folded_titles_follow_the_outline_and_know_their_characters() {
        let mut builder = OutlineBuilder::default();
        for (level, title, number) in [(1, "（一）ABC", 9), (2, "1. 總結", 2)] {
            let (origin, confidence) = (Origin::Marked, Confidence::CERTAIN);
            builder.push(NewHeading { level, title, number, span: Span::default(), line: 1, origin, confidence });
        }
        let keys = TitleKeys::new("Report", &builder.finish());
        let titles: Vec<Title<'_>> = keys.from(0).collect();
        let told = |title: &Title<'_>| (title.folded().to_owned(), title.words, title.length, title.depth);
        let expected = [("report", 0, 6, 0), ("(一)abc", 5, 6, 1), ("1. 总结", 3, 5, 2)];
        let expected = expected.map(|(folded, words, length, depth)| (folded.to_owned(), words, length, depth));
        assert_eq!(titles.iter().map(told).collect::<Vec<_>>(), expected);
        assert_eq!(
            (0..9).filter_map(|number| keys.get(number)).map(|title| told(&title)).collect::<Vec<_>>(),
            expected
        );
        assert!(titles.iter().all(|title| title.characters == mask(title.folded())));
        assert!(titles.iter().all(|title| title.sounds == sounds(title.folded())));
        assert_eq!(mask("abc") & mask("a"), mask("a"));
        assert_eq!(keys.len(), 3);
    }
}
