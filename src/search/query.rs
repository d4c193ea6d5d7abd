//! What was typed, parsed.

use crate::library::keys::mask;
use crate::text::fold::fold;

/// Words beyond these are left out, so that a page pasted into the prompt costs no more than a long query.
const MOST_WORDS: usize = 64;

/// A query: words that must all match, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The words, folded.
    words: Vec<String>,
    mask: u64,
}

impl Query {
    /// Reads what was typed. Words are parted by white space.
    pub fn parse(typed: &str) -> Self {
        let mut words: Vec<String> = Vec::new();
        for word in fold(typed).split_whitespace().take(MOST_WORDS) {
            if !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
        }
        let mask = words.iter().fold(0, |all, word| all | mask(word));
        Self { words, mask }
    }

    /// The words, folded.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether a title with this set of characters can match at all.
    pub fn may_match(&self, title: u64) -> bool {
        title & self.mask == self.mask
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_parted() {
        let check = |typed: &str, expected: &[&str]| assert_eq!(Query::parse(typed).words(), expected, "{typed:?}");
        check("", &[]);
        check("  \t ", &[]);
        check("a b a A", &["a", "b"]);
        check("（一） ＡＢＣ　总结", &["(一)", "abc", "总结"]);
    }

    #[test]
    fn a_pasted_page_is_no_longer_than_a_long_query() {
        let page: String = (0..9_999).map(|number| format!("{number} ")).collect();
        assert_eq!(Query::parse(&page).words().len(), MOST_WORDS);
    }

    #[test]
    fn a_title_that_lacks_a_character_is_passed_over() {
        let query = Query::parse("ab 总");
        assert!(query.may_match(mask("b总a")));
        assert!(Query::default().may_match(0));
        assert!(!query.may_match(mask("a")));
    }
}
