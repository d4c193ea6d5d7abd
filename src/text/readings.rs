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

/// The bit of a letter in a set; all digits share one.
pub(super) fn bit(c: char) -> u32 {
    match c {
        'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
        '0'..='9' => 1 << 26,
        _ => 0,
    }
}

/// The readings of one character, each once.
pub(super) struct Readings {
    /// The letters of all readings, and [`SOUNDED`].
    pub(super) letters: u32,
    /// The letters with which they begin.
    pub(super) first: u32,
    /// Their numbers among all syllables.
    pub(super) syllables: Box<[u16]>,
}

/// The readings of all characters.
pub(super) struct Table {
    /// For each character from [`FIRST`] on one more than the number of its readings; 0 where it has none.
    numbers: Box<[u16]>,
    readings: Vec<Readings>,
    /// All syllables, in ASCII letters.
    pub(super) syllables: Vec<Box<str>>,
}

impl Table {
    pub(super) fn readings(&self, c: char) -> Option<&Readings> {
        let at = u32::from(c).checked_sub(FIRST)?;
        let number = usize::from(*self.numbers.get(at as usize)?);
        self.readings.get(number.checked_sub(1)?)
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
            let spelled = || set.iter().filter_map(|&syllable| syllables.get(usize::from(syllable)));
            let letters = spelled().flat_map(|syllable| syllable.chars()).fold(SOUNDED, |all, c| all | bit(c));
            let first = spelled().filter_map(|syllable| syllable.chars().next()).fold(0, |all, c| all | bit(c));
            readings.push(Readings { letters, first, syllables: set.clone() });
            u16::try_from(readings.len()).unwrap_or(0)
        });
    }
    Table { numbers, readings, syllables }
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
