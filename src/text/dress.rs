//! The characters that a folded one stands for, and which of them a text has: the other direction of
//! [`fold`](crate::text::fold).

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::fold::fold_char;

/// The characters beside itself that fold to a character.
///
/// The first call costs some milliseconds: it folds all of Unicode.
pub fn alike(folded: char) -> &'static [char] {
    static ALIKE: LazyLock<HashMap<char, Vec<char>>> = LazyLock::new(|| {
        let mut alike: HashMap<char, Vec<char>> = HashMap::new();
        for character in '\0'..=char::MAX {
            let folded = fold_char(character);
            if folded != character {
                alike.entry(folded).or_default().push(character);
            }
        }
        alike
    });
    ALIKE.get(&folded).map_or(&[], Vec::as_slice)
}

/// The letters and digits of ASCII that a text has with accents, in full width, or in another dress; and whether it has
/// marks that stand for those of ASCII and are not [`usual`].
///
/// Most texts have few or none: what is looked for in them can be compared with the few forms that remain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dress(u64);

impl Dress {
    /// All letters and digits: of texts that nobody has looked through.
    pub const ANY: Dress = Dress(u64::MAX);

    /// What a text has in another dress. Costs time in proportion to its length, at some hundred
    /// megabytes a second where it is Chinese, and more where it is ASCII.
    pub fn of_text(text: &str) -> Self {
        let mut bits = 0;
        // Chinese characters, the most by far, fold to no letter of ASCII; their bytes are passed over in one look.
        let is_han = |c: char| ('\u{2e80}'..='\u{9fff}').contains(&c);
        for c in text.chars().filter(|&c| !c.is_ascii() && !is_han(c)) {
            let folded = fold_char(c);
            bits |= if usual(c, folded) { 0 } else { bit(folded) };
        }
        Self(bits)
    }

    /// The letters, digits and marks of ASCII in a folded word.
    pub fn of_word(folded: &str) -> Self {
        Self(folded.chars().fold(0, |bits, c| bits | bit(c)))
    }

    /// Whether one has a letter, a digit or a mark of the other.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Whether a character that folds to another is usual in texts: an ASCII one, and among marks those of Chinese, of full
/// width, and of good typography too.
pub fn usual(c: char, folded: char) -> bool {
    let mark = matches!(c, '«' | '»' | '\u{2010}'..='\u{201f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff5e}');
    c.is_ascii() || !folded.is_ascii() || mark && folded.is_ascii_punctuation()
}

/// The bit of a letter or digit, in lower case; one for all marks of ASCII, none for all others.
fn bit(c: char) -> u64 {
    match c {
        'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
        '0'..='9' => 1 << (u32::from(c) - u32::from('0') + 26),
        _ if c.is_ascii_punctuation() => 1 << 63,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_folds_to_a_character_is_known() {
        assert!(['A', 'é', 'Ａ'].iter().zip(['a', 'e', 'a']).all(|(c, folded)| alike(folded).contains(c)));
        assert_eq!(alike('各'), []);
        let wrong = ('\0'..=char::MAX).find(|&c| alike(c).iter().any(|&other| fold_char(other) != c));
        assert_eq!(wrong, None);
    }

    #[test]
    fn a_text_shows_whether_a_word_may_stand_in_it_in_another_dress() {
        let check = |text: &str, word: &str, expected: bool| {
            assert_eq!(Dress::of_text(text).meets(Dress::of_word(word)), expected, "{word} in {text}");
        };
        check("A plain TEXT，2024年的总结（一）", "text", false);
        check("A plain TEXT", "2024年", false);
        check("un résumé", "resume", true);
        check("un résumé", "audit", false);
        check("２０２４年", "2024", true);
        check("ＡＢＣ", "问题", false);
        check("（一）【二】「三」—", "(-", false);
        check("﹙一﹚", "(", true);
        check("﹙一﹚", "a", false);
        check("a\u{a0}b", "a", false);
    }

    #[test]
    fn no_character_that_is_passed_over_is_unusual() {
        assert_eq!(('\u{2e80}'..='\u{9fff}').find(|&c| !usual(c, fold_char(c)) && bit(fold_char(c)) != 0), None);
    }
}
