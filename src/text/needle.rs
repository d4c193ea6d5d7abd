//! A text that is looked for in another one, whatever its case, accents and width, without a folded copy of the other.

use crate::text::fold::fold_char;
use crate::text::{Part, Span};

/// A text as it is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needle {
    folded: Vec<char>,
}

impl Needle {
    /// What is to be looked for.
    pub fn new(text: &str) -> Self {
        Self { folded: text.chars().map(fold_char).collect() }
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// Where it stands in a text: the places that begin in a part of it, in order, none of which overlaps another; and
    /// where to go on behind that part. Costs time in proportion to the part.
    pub fn find_in(&self, text: &str, part: Span) -> (Vec<Span>, u32) {
        let Some(&first) = self.folded.first() else { return (Vec::new(), part.end) };
        let mut found = Vec::new();
        let mut behind = part.start;
        let end = text.ceil_char_boundary(part.end as usize);
        for (at, character) in text.part(part.start as usize..end).char_indices() {
            let at = part.start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
            if at >= behind
                && fold_char(character) == first
                && let Some(span) = self.at(text, at)
            {
                behind = span.end;
                found.push(span);
            }
        }
        (found, behind.max(u32::try_from(end).unwrap_or(u32::MAX)))
    }

    /// The place at a byte of a text, where it stands there.
    pub fn at(&self, text: &str, start: u32) -> Option<Span> {
        let mut characters = text.part(start as usize..text.len()).chars();
        let mut end = start as usize;
        for &folded in &self.folded {
            let character = characters.next().filter(|&character| fold_char(character) == folded)?;
            end += character.len_utf8();
        }
        Some(Span::new(start as usize..end))
    }

    /// Whether each place of this one is among those that were found for a shorter one: it begins with that, and places
    /// of that can't overlap, so that none was passed over.
    pub fn narrows(&self, shorter: &Needle) -> bool {
        let short = &shorter.folded[..];
        let repeats = (1..short.len()).any(|length| short.get(..length) == short.get(short.len() - length..));
        !short.is_empty() && !repeats && self.folded.starts_with(short)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_found_whatever_its_case_and_width() {
        let check = |text: &str, query: &str, expected: &[&str]| {
            let found = Needle::new(query).find_in(text, Span::new(0..text.len())).0;
            let found: Vec<&str> = found.into_iter().map(|span| text.span(span)).collect();
            assert_eq!(found, expected, "{query:?} in {text:?}");
        };
        check("（一）总结 (一)", "(一)", &["（一）", "(一)"]);
        check("ABC abc ÀBC", "abc", &["ABC", "abc", "ÀBC"]);
        check("aaaa", "aa", &["aa", "aa"]);
        check("總結与总结", "总结", &["總結", "总结"]);
        check("总结", "", &[]);
        check("总结", "报告", &[]);
        check("总", "总结", &[]);
    }

    #[test]
    fn parts_find_what_the_whole_finds() {
        let text = "党建工作，黨建工作；aaaa党建";
        for query in ["党建", "aa", "工作", "建工", "a党"] {
            let needle = Needle::new(query);
            let whole = needle.find_in(text, Span::new(0..text.len())).0;
            for size in 1..20 {
                let (mut found, mut at) = (Vec::new(), 0);
                while (at as usize) < text.len() {
                    let (spans, next) = needle.find_in(text, Span { start: at, end: at + size });
                    assert!(next > at);
                    found.extend(spans);
                    at = next;
                }
                assert_eq!(found, whole, "{query} in parts of {size}");
            }
        }
    }

    #[test]
    fn a_longer_text_stands_only_where_the_shorter_one_was_found() {
        let check = |shorter: &str, longer: &str, expected: bool| {
            assert_eq!(Needle::new(longer).narrows(&Needle::new(shorter)), expected, "{shorter} {longer}");
        };
        check("党", "党建", true);
        check("Ab", "abc", true);
        check("", "a", false);
        check("b", "ab", false);
        // In "aaab" one place of "aa" was found, and "aab" stands at another.
        check("aa", "aab", false);
        check("abcab", "abcabd", false);
    }
}
