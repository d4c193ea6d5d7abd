//! The readings of Chinese characters, in a table that the program makes once.

use std::collections::HashMap;
use std::sync::LazyLock;

use pinyin::ToPinyinMulti;

use crate::text::fold::fold_char;

/// In the set of a text's sounds: one of its characters at least has a reading.
pub(super) const SOUNDED: u32 = 1 << 31;
/// The first character that has readings, 〇.
pub(super) const FIRST: u32 = 0x3007;
/// One past the last character whose readings are known here.
const END: u32 = 0xa000;

/// The letters of the longest syllable, as in zhuang.
pub(super) const LONGEST_SYLLABLE: usize = 6;
/// So far a letter turns the set of those behind it, as against the letter before it in the alphabet.
const TURN: u32 = 23;

/// The bit of a letter in a set; all digits share one.
pub(super) fn bit(c: char) -> u32 {
    match c {
        'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
        '0'..='9' => 1 << 26,
        _ => 0,
    }
}

/// The set of pairs of one letter or digit out of each of two sets. The 729 of them share 64 bits, so that each letter
/// in front turns the set of those behind it to another place.
pub(super) fn pairs(before: u32, behind: u32) -> u64 {
    let behind = u64::from(behind & !SOUNDED);
    let mut rest = before & !SOUNDED;
    let mut all = 0;
    while rest != 0 {
        all |= behind.rotate_left(rest.trailing_zeros() * TURN);
        rest &= rest - 1;
    }
    all
}

/// The readings of one character, each once.
pub(super) struct Readings {
    /// The letters of all readings, and [`SOUNDED`].
    pub(super) letters: u32,
    /// The letters with which they begin.
    pub(super) first: u32,
    /// The letters behind which the next character may go on: the first, the second of zh, ch and sh, the last.
    pub(super) last: u32,
    /// The pairs of letters that follow one another in them (see [`pairs`]).
    pub(super) pairs: u64,
    /// Their numbers among all syllables.
    pub(super) syllables: Box<[u16]>,
}

impl Readings {
    fn new(syllables: Box<[u16]>) -> Self {
        Self { letters: SOUNDED, first: 0, last: 0, pairs: 0, syllables }
    }

    fn with(mut self, syllable: &str) -> Self {
        let mut before = 0;
        for (at, letter) in syllable.chars().map(bit).enumerate() {
            self.letters |= letter;
            self.pairs |= pairs(before, letter);
            let begins = at == 0 || (at == 1 && is_double(syllable.as_bytes()));
            self.first |= if at == 0 { letter } else { 0 };
            self.last |= if begins || at + 1 == syllable.len() { letter } else { 0 };
            before = letter;
        }
        self
    }
}

/// Whether a syllable begins with two letters that are one sound.
pub(super) fn is_double(syllable: &[u8]) -> bool {
    matches!(syllable, [b'z' | b'c' | b's', b'h', ..])
}

/// The readings of all characters.
pub(super) struct Table {
    /// For each character from [`FIRST`] on one more than the number of its readings; 0 where it has none.
    numbers: Box<[u16]>,
    pub(super) readings: Vec<Readings>,
    /// All syllables, in ASCII letters.
    pub(super) syllables: Vec<Box<str>>,
    /// The letters that stand behind the first one of some syllable.
    pub(super) behind: u32,
}

impl Table {
    pub(super) fn readings(&self, c: char) -> Option<&Readings> {
        self.readings.get(self.number(c)?)
    }

    /// Which of all sets of readings a character has.
    pub(super) fn number(&self, c: char) -> Option<usize> {
        let at = u32::from(c).checked_sub(FIRST)?;
        usize::from(*self.numbers.get(at as usize)?).checked_sub(1)
    }
}

/// The table.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut of_characters: HashMap<char, Vec<u16>> = HashMap::new();
    let mut syllables: HashMap<Box<str>, u16> = HashMap::new();
    for c in (FIRST..END).filter_map(char::from_u32) {
        let known = of_characters.entry(fold_char(c)).or_default();
        let spelled = c.to_pinyin_multi().into_iter().flatten().flat_map(|reading| spellings(reading.plain()));
        for syllable in spelled {
            let next = u16::try_from(syllables.len()).unwrap_or(u16::MAX);
            let number = *syllables.entry(syllable).or_insert(next);
            if !known.contains(&number) {
                known.push(number);
            }
        }
    }
    let mut named: Vec<(Box<str>, u16)> = syllables.into_iter().collect();
    named.sort_unstable_by_key(|(_, number)| *number);
    let syllables: Vec<Box<str>> = named.into_iter().map(|(syllable, _)| syllable).collect();
    numbered(of_characters, syllables)
});

/// The table with equal sets of readings kept once.
fn numbered(of_characters: HashMap<char, Vec<u16>>, syllables: Vec<Box<str>>) -> Table {
    let mut numbers = vec![0; (END - FIRST) as usize].into_boxed_slice();
    let mut known: HashMap<Box<[u16]>, u16> = HashMap::new();
    let mut readings = Vec::new();
    for (c, mut set) in of_characters {
        set.sort_unstable();
        let at = u32::from(c).checked_sub(FIRST).filter(|_| !set.is_empty());
        let Some(number) = at.and_then(|at| numbers.get_mut(at as usize)) else { continue };
        *number = *known.entry(set.into()).or_insert_with_key(|set| {
            let spelled = set.iter().filter_map(|&syllable| syllables.get(usize::from(syllable)));
            readings.push(spelled.fold(Readings::new(set.clone()), |readings, syllable| readings.with(syllable)));
            u16::try_from(readings.len()).unwrap_or(0)
        });
    }
    let behind = syllables.iter().flat_map(|syllable| syllable.chars().skip(1)).fold(0, |all, c| all | bit(c));
    Table { numbers, readings, syllables, behind }
}

/// How a reading is typed: `v` for ü, and `lue` for lüe too.
fn spellings(reading: &str) -> Vec<Box<str>> {
    let with = |u: char| -> Box<str> {
        let plain = reading.chars().map(|c| if c == 'ü' { u } else { fold_char(c) });
        plain.filter(char::is_ascii_lowercase).collect::<String>().into()
    };
    let mut all = vec![with('v')];
    if reading.contains("üe") {
        all.push(with('u'));
    }
    all.retain(|syllable| !syllable.is_empty());
    all
}

/// The bytes of memory that the table of readings takes, once for the program.
#[cfg(test)]
pub(super) fn memory() -> usize {
    let table = &*TABLE;
    let sets = table.readings.iter().map(|readings| size_of::<Readings>() + size_of_val(&*readings.syllables));
    let names = table.syllables.iter().map(|syllable| size_of::<Box<str>>() + syllable.len());
    size_of_val(&*table.numbers) + sets.sum::<usize>() + names.sum::<usize>()
}
