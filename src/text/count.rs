//! How much there is to read in a text.

/// Ideographs that a reader takes in within a minute, and words of letters: usual rates for silent reading.
const IDEOGRAPHS_A_MINUTE: u64 = 400;
const WORDS_A_MINUTE: u64 = 230;

/// How much there is to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Characters that are no white space.
    pub characters: u64,
    /// Ideographs.
    pub ideographs: u64,
    /// Words and numbers of other scripts.
    pub words: u64,
}

impl Counts {
    /// Counts. Linear in the length of the text.
    pub fn of(text: &str) -> Self {
        let mut counts = Self::default();
        let mut in_word = false;
        for letter in text.chars() {
            let ideograph = is_ideograph(letter);
            let part =
                letter.is_alphanumeric() && !ideograph || in_word && matches!(letter, '\'' | '’' | '-' | '.' | ',');
            counts.characters += u64::from(!letter.is_whitespace());
            counts.ideographs += u64::from(ideograph);
            counts.words += u64::from(part && !in_word);
            in_word = part;
        }
        counts
    }

    /// What is counted as words: each ideograph, and each word of other scripts.
    pub fn all_words(self) -> u64 {
        self.ideographs + self.words
    }

    /// Minutes that reading takes, one at least where there is anything to read.
    pub fn minutes(self) -> u64 {
        let parts = self.ideographs * WORDS_A_MINUTE + self.words * IDEOGRAPHS_A_MINUTE;
        parts.div_ceil(IDEOGRAPHS_A_MINUTE * WORDS_A_MINUTE)
    }
}

fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_words_and_minutes_are_counted() {
        let check = |text: &str, characters: u64, words: u64, minutes: u64| {
            let counts = Counts::of(text);
            assert_eq!(
                (counts.characters, counts.all_words(), counts.minutes()),
                (characters, words, minutes),
                "{text:?}"
            );
        };
        check("", 0, 0, 0);
        check("总结 报告。\n", 5, 4, 1);
        check("It doesn't matter: 3.5 km", 21, 5, 1);
        check("第3章 report", 9, 4, 1);
        check(&"字".repeat(401), 401, 401, 2);
        check(&"word ".repeat(460), 1840, 460, 2);
    }
}
