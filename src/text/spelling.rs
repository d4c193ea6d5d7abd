//! The sounds of Chinese characters, and words that are typed by them: `djgz`, `dangjian` or `djgongz` for 党建工作.
//!
//! Characters are taken in their folded form (see [`fold_char`](crate::text::fold::fold_char)), which has the readings of all characters that fold to
//! it: a character with several readings is found by each, and 沈 by those of 瀋 too.

use crate::text::Part;
use crate::text::readings::{FIRST, LONGEST_SYLLABLE, Readings, SOUNDED, TABLE, Table, bit, is_double};
use crate::text::sounds::{Letters, Sounds, sounds};

/// The longest word that is taken for sounds, in letters: one bit less than the steps of a word have.
const LONGEST: usize = 63;

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
    /// Where the readings of characters fit, and where their common readings do.
    all: Fits,
    common: Fits,
}

/// Where readings fit in a word, for each set of them.
#[derive(Clone, Debug)]
struct Fits {
    /// By the first letter: a small table, that the other one is seldom needed beside.
    firsts: Box<[u64]>,
    fits: Box<[Fit]>,
}

/// The steps from which a reading leads on, or one of several.
#[derive(Clone, Copy, Debug, Default)]
struct Fit {
    /// By its first letter; no step leads on in another way that doesn't in this one.
    first: u64,
    /// By its first two letters, where they are one sound.
    pair: u64,
    /// By all of its letters: for each number of them, less one.
    whole: [u64; LONGEST_SYLLABLE],
    /// To the end of the word, which stops inside of it.
    last: u64,
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
        let table = &*TABLE;
        let own = sounds(word);
        // Only what may stand behind the first letter of a syllable needs to begin none.
        let needed = Letters::new(u32::MAX, !table.behind | word.chars().next().map_or(0, bit));
        let letters = own.letters.shared(needed).with(Letters::new(SOUNDED, 0));
        let of_syllables = table.syllables.iter().map(|syllable| Fit::new(word.as_bytes(), syllable.as_bytes()));
        let of_syllables: Vec<Fit> = of_syllables.collect();
        let all = Fits::new(table, &of_syllables, |readings| readings.syllables.len());
        let common = Fits::new(table, &of_syllables, |readings| readings.common);
        let mut literal = vec![0; 128].into_boxed_slice();
        for (at, byte) in word.bytes().enumerate() {
            literal.iter_mut().skip(byte.into()).take(1).for_each(|steps| *steps |= 1 << at);
        }
        let sounds = Sounds { letters, ..own };
        Some(Self { length: word.len(), sounds, literal, all, common })
    }

    /// What the [`sounds`] of a text must cover for it to match.
    pub fn sounds(&self) -> Sounds {
        self.sounds
    }

    /// Whether a text with these [`sounds`] can match at all.
    pub fn may_match(&self, sounds: Sounds) -> bool {
        sounds.cover(self.sounds)
    }

    /// Whether a folded text has the word in it, some of it by sound.
    pub fn matches(&self, folded: &str, anchor: Anchor) -> bool {
        self.matches_by(&self.all, folded, anchor)
    }

    /// Whether it has by the common readings of its characters.
    pub fn matches_commonly(&self, folded: &str, anchor: Anchor) -> bool {
        self.matches_by(&self.common, folded, anchor)
    }

    fn matches_by(&self, fits: &Fits, folded: &str, anchor: Anchor) -> bool {
        match anchor {
            Anchor::Begins(words) => {
                self.begins(fits, folded) || (words > 0 && self.begins(fits, folded.part(words..folded.len())))
            }
            Anchor::Anywhere => {
                let table = &*TABLE;
                let mut steps = 0;
                folded.chars().any(|c| {
                    steps = self.advance(fits, table, steps | 1, c);
                    steps & self.end() != 0
                })
            }
            Anchor::Ends => {
                let table = &*TABLE;
                folded.chars().fold(0, |steps, c| self.advance(fits, table, steps | 1, c)) & self.end() != 0
            }
        }
    }

    /// Whether a text begins with the word.
    fn begins(&self, fits: &Fits, text: &str) -> bool {
        let table = &*TABLE;
        let mut steps = 1;
        for c in text.chars() {
            steps = self.advance(fits, table, steps, c);
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
            steps = self.advance(&self.all, table, open, c);
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
        let Some(fit) = self.fit(table, c) else { return self.literal(c) & (step >> 1) };
        let last = if step == self.end() { fit.last } else { 0 };
        let whole = (1..).zip(fit.whole).fold(0, |from, (length, whole)| from | whole & (step >> length));
        fit.first & (step >> 1) | fit.pair & (step >> 2) | whole | last
    }

    fn end(&self) -> u64 {
        1 << self.length
    }

    /// The steps after one more character. A space is passed over.
    fn advance(&self, fits: &Fits, table: &Table, steps: u64, c: char) -> u64 {
        if u32::from(c) < FIRST {
            return if c == ' ' { steps } else { (steps & self.literal(c)) << 1 };
        }
        // Most characters begin nothing.
        let Some(number) = table.number(c) else { return 0 };
        if fits.firsts.get(number).is_none_or(|first| steps & first == 0) {
            return 0;
        }
        let Some(fit) = fits.fits.get(number) else { return 0 };
        let last = if steps & fit.last == 0 { 0 } else { self.end() };
        let whole = (1..).zip(fit.whole).fold(0, |next, (length, whole)| next | (steps & whole) << length);
        (steps & fit.first) << 1 | (steps & fit.pair) << 2 | whole | last
    }

    /// Where the readings of a character fit; `None` where it has none.
    fn fit(&self, table: &Table, c: char) -> Option<&Fit> {
        self.all.fits.get(table.number(c)?)
    }

    /// The steps at which the word has this letter or digit.
    fn literal(&self, c: char) -> u64 {
        self.literal.get(c as usize).copied().unwrap_or(0)
    }
}

impl Fits {
    /// Those of the first so many readings of each set, from those of the syllables: a character costs one look then,
    /// however many readings it has.
    fn new(table: &Table, of_syllables: &[Fit], count: impl Fn(&Readings) -> usize) -> Self {
        let of_set = |readings: &Readings| {
            let syllables = readings.syllables.iter().take(count(readings));
            let fits = syllables.filter_map(|&syllable| of_syllables.get(usize::from(syllable)));
            fits.fold(Fit::default(), |all, fit| all.or(fit))
        };
        let fits: Box<[Fit]> = table.readings.iter().map(of_set).collect();
        Self { firsts: fits.iter().map(|fit| fit.first).collect(), fits }
    }
}

impl Fit {
    fn new(word: &[u8], syllable: &[u8]) -> Self {
        let mut fit = Self::default();
        let mut whole = 0;
        let pair = is_double(syllable);
        for at in 0..word.len() {
            let rest = word.get(at..).unwrap_or_default();
            let same = rest.iter().zip(syllable).take_while(|(a, b)| a == b).count();
            let bit = |holds: bool| u64::from(holds) << at;
            fit.first |= bit(same > 0);
            fit.pair |= bit(pair && same > 1);
            whole |= bit(same == syllable.len());
            fit.last |= bit(same == rest.len());
        }
        fit.whole.iter_mut().skip(syllable.len() - 1).take(1).for_each(|steps| *steps = whole);
        fit
    }

    fn or(mut self, other: &Fit) -> Self {
        self.first |= other.first;
        self.pair |= other.pair;
        self.last |= other.last;
        self.whole.iter_mut().zip(other.whole).for_each(|(all, whole)| *all |= whole);
        self
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
    fn rare_readings_are_told_from_common_ones() {
        let check = |word: &str, title: &str, expected: bool| {
            let spelling = Spelling::new(word).unwrap();
            assert!(spelling.matches(title, Anchor::Anywhere), "{word} {title}");
            assert_eq!(spelling.matches_commonly(title, Anchor::Anywhere), expected, "{word} {title}");
        };
        check("yinhang", "银行", true);
        check("hangzheng", "行政", true);
        check("chongqing", "重庆", true);
        check("gongzuo", "工作", true);
        check("jiaodui", "校对", true);
        check("lan", "兰", true);
        check("chan", "单", false);
        check("mo", "无", false);
        check("zhai", "祭", false);
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
