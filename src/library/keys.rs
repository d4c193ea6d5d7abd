//! The forms of titles in which they are searched: folded once, when a report is read.

use crate::outline::Outline;
use crate::text::fold::fold_char;
use crate::text::{Part, Span};

/// The folded titles of one report: its own first, then those of its headings.
///
/// Each folded title has as many characters as the title has, so that positions found in one hold in the other. The
/// cost beside the titles is 12 bytes a heading and the folded text.
#[derive(Debug, Default)]
pub struct TitleKeys {
    folded: Box<str>,
    ends: Box<[u32]>,
    masks: Box<[u64]>,
}

impl TitleKeys {
    /// Folds the name of a report and the titles of its headings.
    pub fn new(name: &str, outline: &Outline) -> Self {
        let mut folded = String::new();
        let mut ends = Vec::with_capacity(outline.len() as usize + 1);
        let mut masks = Vec::with_capacity(outline.len() as usize + 1);
        for title in std::iter::once(name).chain((0..outline.len()).map(|index| outline.title(index))) {
            let mut mask = 0;
            for character in title.chars().map(fold_char) {
                folded.push(character);
                mask |= bit(character);
            }
            ends.push(u32::try_from(folded.len()).unwrap_or(u32::MAX));
            masks.push(mask);
        }
        Self { folded: folded.into(), ends: ends.into(), masks: masks.into() }
    }

    /// The folded name and titles in order, each with the set of its characters (see [`mask`]).
    pub fn iter(&self) -> impl Iterator<Item = (u64, &str)> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .zip(&self.masks)
            .map(|((start, &end), &mask)| (mask, self.folded.span(Span { start, end })))
    }

    /// The folded title at a number: 0 for the report's name, then its headings.
    pub fn get(&self, number: usize) -> Option<&str> {
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        let end = *self.ends.get(number)?;
        Some(self.folded.span(Span { start, end }))
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
    fn folded_titles_follow_the_outline_and_masks_know_their_characters() {
        let mut builder = OutlineBuilder::default();
        for title in ["（一）ABC", "总结"] {
            builder.push(NewHeading {
                level: 1,
                title,
                number: 0,
                span: Span::default(),
                line: 1,
                origin: Origin::Marked,
                confidence: Confidence::CERTAIN,
            });
        }
        let keys = TitleKeys::new("Report", &builder.finish());
        let titles: Vec<&str> = keys.iter().map(|(_, title)| title).collect();
        assert_eq!(titles, ["report", "(一)abc", "总结"]);
        assert_eq!((0..4).filter_map(|number| keys.get(number)).collect::<Vec<_>>(), titles);
        assert!(keys.iter().all(|(known, title)| known == mask(title)));
        assert_eq!(mask("abc") & mask("a"), mask("a"));
    }
}
