//! Words whose characters stand apart in a title. The only file that names the matcher crate.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memchr;

use crate::text::Part;

/// The largest product of characters of a title and a word that is scored by every way of laying one on the other; a
/// plain way is taken beyond, so that memory is bounded.
const CELLS: usize = 1 << 18;

/// Says how close together the characters of a word stand in titles.
pub(super) struct Scorer(SkimMatcherV2);

impl Default for Scorer {
    fn default() -> Self {
        Self(SkimMatcherV2::default().ignore_case().element_limit(CELLS))
    }
}

impl Scorer {
    /// How well a word matches a title, both folded, more is better; and the characters that do, counted from 0.
    pub(super) fn score(&self, folded: &str, word: &str) -> Option<(i64, Vec<u32>)> {
        let (score, positions) = self.0.fuzzy_indices(folded, word)?;
        Some((score, positions.into_iter().filter_map(|at| u32::try_from(at).ok()).collect()))
    }
}

/// Whether bytes stand in a title in their order. For a title as short as most are this is faster than to look for each
/// of them by itself.
pub(super) fn stand_in_order(title: &[u8], bytes: &[u8]) -> bool {
    let mut rest = bytes.iter();
    let Some(mut next) = rest.next() else { return true };
    title.iter().any(|byte| {
        byte == next
            && match rest.next() {
                Some(following) => {
                    next = following;
                    false
                }
                None => true,
            }
    })
}

/// The bytes from the first to the last character of the earliest place where a title has all characters of a word in
/// their order. It exists where the matcher finds one, and is found faster.
pub(super) fn spread(folded: &str, word: &str) -> Option<usize> {
    if word.is_ascii() {
        spread_of_bytes(folded.as_bytes(), word.as_bytes())
    } else {
        spread_of_characters(folded, word)
    }
}

fn spread_of_bytes(folded: &[u8], word: &[u8]) -> Option<usize> {
    let mut end = 0;
    let mut start = None;
    for &byte in word {
        let at = end + memchr(byte, folded.get(end..)?)?;
        start = start.or(Some(at));
        end = at + 1;
    }
    Some(end - start.unwrap_or(end))
}

fn spread_of_characters(folded: &str, word: &str) -> Option<usize> {
    let mut end = 0;
    let mut start = None;
    for c in word.chars() {
        let at = end + folded.part(end..folded.len()).find(c)?;
        start = start.or(Some(at));
        end = at + c.len_utf8();
    }
    Some(end - start.unwrap_or(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_earliest_place_is_measured() {
        let check = |folded: &str, word: &str, expected: Option<usize>| {
            assert_eq!(spread(folded, word), expected, "{word:?} in {folded:?}");
        };
        check("next steps", "ns", Some(6));
        check("党的建设工作", "党建", Some(9));
        check("党的建设工作", "建党", None);
        check("aab", "ab", Some(3));
        check("ab", "abc", None);
    }

    #[test]
    fn a_title_of_a_page_costs_little() {
        let page = "ab ".repeat(20_000);
        assert!(Scorer::default().score(&page, &"a".repeat(10_000)).is_some());
    }

    proptest! {
        #[test]
        fn a_place_exists_where_the_matcher_finds_one(folded in "[ab党建 ]{0,12}", word in "[ab党建]{1,4}") {
            prop_assert_eq!(spread(&folded, &word).is_some(), Scorer::default().score(&folded, &word).is_some());
        }
    }
}
