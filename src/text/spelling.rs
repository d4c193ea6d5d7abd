//! The sounds of Chinese characters, and words that are typed by them: `djgz`, `dangjian` or `djgongz` for 党建工作.
//!
//! Characters are taken in their folded form (see [`fold_char`](crate::text::fold::fold_char)), which has the readings of all characters that fold to
//! it: a character with several readings is found by each, and 沈 by those of 瀋 too.

use crate::text::Part;
use crate::text::readings::{FIRST, SOUNDED, TABLE, Table, bit};

/// The longest word that is taken for sounds, in letters: one bit less than the steps of a word have.
const LONGEST: usize = 63;

/// What a text can sound like, as two sets of letters and digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sounds {
    /// Those of all readings of its characters and its own ones; and whether any character has a reading.
    all: u32,
    /// Those with which a reading begins, and its own ones.
    first: u32,
}

/// What a folded text can sound like.
pub fn sounds(folded: &str) -> Sounds {
    let table = &*TABLE;
    let mut sounds = Sounds::default();
    for c in folded.chars() {
        let (all, first) = match table.readings(c) {
            Some(readings) => (readings.letters, readings.first),
            None => (bit(c), bit(c)),
        };
        sounds.all |= all;
        sounds.first |= first;
    }
    sounds
}

/// A word that may be typed by sounds, laid out for matching.
///
/// The letters of the word are steps: a set of steps says how many letters a run of characters can stand for. Each
/// character takes every step of the set as far on as one of its readings allows: by its first letter, by both letters
/// of zh, ch and sh, or by all letters; the last character of a word needs to be spelled in part only. This is the
/// shift-and method of Baeza-Yates and Gonnet (A New Approach to Text Searching, 1992), with readings for letters.
#[derive(Clone, Debug)]
pub struct Spelling {
    length: usize,
    sounds: Sounds,
    /// For each ASCII character, at which steps the word has it.
    literal: Box<[u64]>,
    /// For each syllable, where in the word it fits.
    fits: Box<[Fit]>,
}

/// The steps from which a syllable leads on.
#[derive(Clone, Copy, Debug, Default)]
struct Fit {
    /// By its first letter.
    first: u64,
    /// By its first two letters, where they are one sound.
    pair: u64,
    /// By all of its letters.
    whole: u64,
    /// To the end of the word, which stops inside of it.
    last: u64,
    length: u8,
}

/// Where a word may match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Anywhere.
    Anywhere,
    /// At the beginning of the text, or where the bytes given end.
    Begins(usize),
    /// At the end of the text.
    Ends,
}

impl Spelling {
    /// Lays out a folded word. `None` for one that can't be sounds: it must be of ASCII letters and digits, with a
    /// letter among them, and no longer than 63.
    pub fn new(word: &str) -> Option<Self> {
        let spelled = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let possible = word.len() <= LONGEST && word.bytes().all(spelled);
        if !possible || !word.bytes().any(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        let all = word.chars().fold(SOUNDED, |all, c| all | bit(c));
        let first = word.chars().next().map_or(0, bit);
        let fits = TABLE.syllables.iter().map(|syllable| Fit::new(word.as_bytes(), syllable.as_bytes())).collect();
        let mut literal = vec![0; 128].into_boxed_slice();
        for (at, byte) in word.bytes().enumerate() {
            literal.iter_mut().skip(byte.into()).take(1).for_each(|steps| *steps |= 1 << at);
        }
        Some(Self { length: word.len(), sounds: Sounds { all, first }, literal, fits })
    }

    /// Whether a text with these [`sounds`] can match at all.
    pub fn may_match(&self, sounds: Sounds) -> bool {
        sounds.all & self.sounds.all == self.sounds.all && sounds.first & self.sounds.first != 0
    }

    /// Whether a folded text has the word in it, some of it by sound.
    pub fn matches(&self, folded: &str, anchor: Anchor) -> bool {
        match anchor {
            Anchor::Begins(words) => {
                self.begins(folded) || (words > 0 && self.begins(folded.part(words..folded.len())))
            }
            Anchor::Anywhere => {
                let table = &*TABLE;
                let mut steps = 0;
                folded.chars().any(|c| {
                    steps = self.advance(table, steps | 1, c);
                    steps & self.end() != 0
                })
            }
            Anchor::Ends => {
                let table = &*TABLE;
                folded.chars().fold(0, |steps, c| self.advance(table, steps | 1, c)) & self.end() != 0
            }
        }
    }

    /// Whether a text begins with the word.
    fn begins(&self, text: &str) -> bool {
        let table = &*TABLE;
        let mut steps = 1;
        for c in text.chars() {
            steps = self.advance(table, steps, c);
            if steps == 0 || steps & self.end() != 0 {
                break;
            }
        }
        steps & self.end() != 0
    }

    /// The characters of a folded text that the word stands for, counted from 0; none where it doesn't match.
    pub fn positions(&self, folded: &str, anchor: Anchor) -> Vec<u32> {
        let table = &*TABLE;
        let mut before = Vec::new();
        let (mut steps, mut at) = (0, 0);
        for c in folded.chars() {
            let open = steps | u64::from(is_open(anchor, at));
            before.push((c, open));
            steps = self.advance(table, open, c);
            if anchor != Anchor::Ends && steps & self.end() != 0 {
                break;
            }
            at += c.len_utf8();
        }
        if steps & self.end() == 0 { Vec::new() } else { self.trace(table, &before) }
    }

    /// Follows the steps back from the end of the word. Of several ways the one with the longest spellings is taken.
    fn trace(&self, table: &Table, before: &[(char, u64)]) -> Vec<u32> {
        let mut found = Vec::new();
        let mut step = self.end();
        for (at, &(c, steps)) in before.iter().enumerate().rev() {
            if step == 1 {
                break;
            }
            if c == ' ' {
                continue;
            }
            let from = self.origins(table, step, c) & steps;
            // The lowest step is the one of the longest spelling.
            step = from & from.wrapping_neg();
            found.extend(u32::try_from(at));
        }
        found.reverse();
        found
    }

    /// The steps from which a character leads to this one.
    fn origins(&self, table: &Table, step: u64, c: char) -> u64 {
        let Some(readings) = table.readings(c) else { return self.literal(c) & (step >> 1) };
        let fits = readings.syllables.iter().filter_map(|&syllable| self.fits.get(usize::from(syllable)));
        fits.fold(0, |from, fit| {
            let last = if step == self.end() { fit.last } else { 0 };
            from | fit.first & (step >> 1) | fit.pair & (step >> 2) | fit.whole & (step >> fit.length) | last
        })
    }

    fn end(&self) -> u64 {
        1 << self.length
    }

    /// The steps after one more character. A space is passed over.
    fn advance(&self, table: &Table, steps: u64, c: char) -> u64 {
        if u32::from(c) < FIRST {
            return if c == ' ' { steps } else { (steps & self.literal(c)) << 1 };
        }
        let Some(readings) = table.readings(c) else { return 0 };
        // Most characters begin nothing.
        if steps == 0 || (steps == 1 && readings.first & self.sounds.first == 0) {
            return 0;
        }
        let fits = readings.syllables.iter().filter_map(|&syllable| self.fits.get(usize::from(syllable)));
        fits.fold(0, |next, fit| {
            let last = if steps & fit.last == 0 { 0 } else { self.end() };
            next | (steps & fit.first) << 1 | (steps & fit.pair) << 2 | (steps & fit.whole) << fit.length | last
        })
    }

    /// The steps at which the word has this letter or digit.
    fn literal(&self, c: char) -> u64 {
        self.literal.get(c as usize).copied().unwrap_or(0)
    }
}

impl Fit {
    fn new(word: &[u8], syllable: &[u8]) -> Self {
        let mut fit = Self { length: u8::try_from(syllable.len()).unwrap_or(0), ..Self::default() };
        let pair = matches!(syllable, [b'z' | b'c' | b's', b'h', ..]);
        for at in 0..word.len() {
            let rest = word.get(at..).unwrap_or_default();
            let same = rest.iter().zip(syllable).take_while(|(a, b)| a == b).count();
            let bit = |holds: bool| u64::from(holds) << at;
            fit.first |= bit(same > 0);
            fit.pair |= bit(pair && same > 1);
            fit.whole |= bit(same == syllable.len());
            fit.last |= bit(same == rest.len());
        }
        fit
    }
}

/// Whether a match may begin at a byte.
fn is_open(anchor: Anchor, at: usize) -> bool {
    match anchor {
        Anchor::Begins(words) => at == 0 || at == words,
        Anchor::Anywhere | Anchor::Ends => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;
    use crate::text::readings::memory;

    #[test]
    fn words_are_found_by_their_sounds() {
        let check = |word: &str, title: &str, expected: &str| {
            let spelling = Spelling::new(word).unwrap();
            let folded = fold(title);
            let positions = spelling.positions(&folded, Anchor::Anywhere);
            let marked: String = positions.iter().filter_map(|&at| title.chars().nth(at as usize)).collect();
            assert_eq!(marked, expected, "{word:?} in {title:?}");
            assert_eq!(spelling.matches(&folded, Anchor::Anywhere), !expected.is_empty(), "{word:?} in {title:?}");
            assert!(expected.is_empty() || spelling.may_match(sounds(&folded)), "{word:?} in {title:?}");
        };
        for word in ["djgz", "dangjgz", "djgongzuo", "djgongz", "dangjiangongzuo"] {
            check(word, "2024年黨建工作", "黨建工作");
        }
        check("dangjian", "2024年黨建工作", "黨建");
        check("dangjianggongzuo", "2024年黨建工作", "");
        check("d", "（一）党建", "党");
        check("dangj", "党建", "党建");
        check("zhib", "支部建设", "支部");
        check("zb", "支部建设", "支部");
        check("shzs", "实施准则", "");
        check("shzhz", "实施准则", "施准则");
        check("shizz", "事准则", "事准则");
        check("yinhang", "银行", "银行");
        check("yinxing", "银行", "银行");
        check("chongqing", "重庆", "重庆");
        check("zq", "重庆", "重庆");
        check("lvyou", "旅游", "旅游");
        check("lveying", "掠影", "掠影");
        check("lueying", "掠影", "掠影");
        check("xian", "西安", "西安");
        check("xian", "县", "县");
        check("wifijs", "WiFi 建设", "WiFi建设");
        check("2024nz", "2024年总结", "2024年总");
        check("dj", "党、建", "");
        assert!(!Spelling::new("dj").unwrap().may_match(sounds("dj set")));
    }

    #[test]
    fn the_beginning_and_the_end_are_known() {
        let check = |word: &str, title: &str, anchor, expected| {
            assert_eq!(Spelling::new(word).unwrap().matches(title, anchor), expected, "{word:?} {title:?} {anchor:?}");
        };
        check("gz", "工作总结", Anchor::Begins(0), true);
        check("zj", "工作总结", Anchor::Begins(0), false);
        check("gz", "(一)工作总结", Anchor::Begins(5), true);
        check("zj", "(一)工作总结", Anchor::Begins(5), false);
        check("zj", "工作总结", Anchor::Ends, true);
        check("zongjie", "工作总结", Anchor::Ends, true);
        check("gz", "工作总结", Anchor::Ends, false);
    }

    #[test]
    fn only_letters_and_digits_are_sounds() {
        let check = |word: &str, expected| assert_eq!(Spelling::new(word).is_some(), expected, "{word:?}");
        check("dj", true);
        check("2024dj", true);
        check("2024", false);
        check("", false);
        check("d-j", false);
        check("党j", false);
        check(&"a".repeat(63), true);
        check(&"a".repeat(64), false);
        assert!(Spelling::new(&"a".repeat(63)).unwrap().matches(&"阿".repeat(63), Anchor::Anywhere));
        assert!(memory() < 400_000, "{}", memory());
    }
}
