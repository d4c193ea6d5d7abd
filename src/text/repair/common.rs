//! Which characters are common: the first levels of GB 2312 and of Big5, which were put together by frequency.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use encoding_rs::{BIG5, Encoding, GBK};

use super::charset::decode_pair;

/// Whether a character is a Chinese one.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Whether a character is a punctuation mark of Chinese texts.
pub(super) fn is_punctuation(c: char) -> bool {
    "，。、；：？！“”‘’（）《》〈〉【】「」『』〔〕—…·％　".contains(c)
}

/// The number of a common Chinese character, below 8192; `None` for all others.
pub(super) fn number(c: char) -> Option<u16> {
    COMMON.numbers.get(c as usize)?.checked_sub(1)
}

/// Whether a character is a common Chinese one.
pub(super) fn is_common(c: char) -> bool {
    number(c).is_some()
}

/// One bit for each character of three bytes in UTF-8, by its lower 16 bits: whether it is worth a closer look. Those
/// are the ideographs that are not common, the private use area, into which GBK puts what it does not have, and the
/// full-width opening bracket. The last word, [`OTHERS`], is for all that is no such character: its bits are set.
pub(super) type Suspects = [u64; OTHERS + 1];

/// The place of the last word of [`Suspects`].
pub(super) const OTHERS: usize = 1024;

/// The suspects.
pub(super) fn suspects() -> &'static Suspects {
    &COMMON.suspects
}

struct Common {
    numbers: Box<[u16]>,
    suspects: Box<Suspects>,
}

static COMMON: LazyLock<Common> = LazyLock::new(|| {
    let mut numbers = vec![0; 0x10000];
    let simplified = decoded(GBK, 0xb0a1..=0xd7fe).filter(|(code, _)| code & 0xff > 0xa0);
    let traditional = decoded(BIG5, 0xa440..=0xc67e);
    let mut last = 0;
    for (_, c) in simplified.chain(traditional).filter(|(_, c)| is_ideograph(*c)) {
        if let Some(number @ 0) = numbers.get_mut(c as usize) {
            last += 1;
            *number = last;
        }
    }
    let mut suspects = Box::new([0; OTHERS + 1]);
    suspects[OTHERS] = u64::MAX;
    for c in '\u{800}'..='\u{ffff}' {
        let foreign = matches!(c, '\u{e000}'..='\u{f8ff}' | '（');
        let rare = is_ideograph(c) && numbers.get(c as usize) == Some(&0);
        if let Some(word) = suspects.get_mut(c as usize / 64) {
            *word |= u64::from(foreign || rare) << (c as usize % 64);
        }
    }
    Common { numbers: numbers.into(), suspects }
});

/// Pairs of bytes with the characters that they mean.
fn decoded(encoding: &'static Encoding, codes: RangeInclusive<u16>) -> impl Iterator<Item = (u16, char)> {
    codes.filter_map(move |code| Some((code, decode_pair(encoding, code)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_characters_are_those_of_reports() {
        let check = |text: &str, expected: bool| {
            text.chars().for_each(|c| assert_eq!(is_common(c), expected, "{c}"));
        };
        check("的一是在不了有和人这中大为上个国我以要他发总结建设党", true);
        check("這個們來時說國為發總結黨設業創規聯網現層級", true);
        check("鶎夵偨鍩淼，a。\u{e000}", false);
        assert!(('\0'..=char::MAX).filter_map(number).all(|number| number < 8192));
    }
}
