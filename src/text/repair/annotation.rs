//! Readings in brackets behind the characters they belong to, as pages get them that were converted between scripts.

use std::ops::Range;

use pinyin::ToPinyinMulti;

use super::common::is_ideograph;
use super::{Fix, RepairKind};
use crate::text::Part;

/// The longest reading, in letters (`chuang`, `zhuang`).
const LONGEST: usize = 6;

/// The annotations that were found in a text.
#[derive(Default)]
pub(super) struct Annotations(Vec<Range<usize>>);

impl Annotations {
    /// Looks whether an annotation begins at `at`. Returns where it ends.
    pub(super) fn find(&mut self, text: &str, at: usize) -> Option<usize> {
        let range = annotation(text, at)?;
        self.0.push(range.clone());
        Some(range.end)
    }

    /// All of them if they are noise, none if they are an author's glosses. Noise comes at least three times, at least
    /// half of it before a Chinese character, inside running words; and not on one character after the other, as in a
    /// primer.
    pub(super) fn believed(self, text: &str) -> Vec<Fix> {
        let character_behind =
            |range: &&Range<usize>| text.part(range.end..text.len()).chars().next().is_some_and(is_ideograph);
        let inside = self.0.iter().filter(character_behind).count();
        let adjacent = self.0.windows(2).filter(|pair| matches!(pair, [a, b] if b.start <= a.end + 3)).count();
        if self.0.len() < 3 || inside * 2 < self.0.len() || adjacent * 2 > self.0.len() {
            return Vec::new();
        }
        let fix = |range| Fix { range, text: String::new(), kind: RepairKind::Annotation };
        self.0.into_iter().map(fix).collect()
    }
}

/// The bracket at `at` up to the one that closes it, if it holds a reading of the character before it.
fn annotation(text: &str, at: usize) -> Option<Range<usize>> {
    let character = text.part(0..at).chars().next_back().filter(|c| is_ideograph(*c))?;
    let mut inside = text.part(at..text.len()).char_indices();
    let close = if inside.next()?.1 == '(' { ')' } else { '）' };
    let mut letters = String::new();
    for (offset, c) in inside {
        if c == close {
            return is_reading(character, &letters).then_some(at..at + offset + c.len_utf8());
        }
        letters.push(letter(c).filter(|_| letters.len() < LONGEST)?);
    }
    None
}

fn is_reading(character: char, letters: &str) -> bool {
    let plain = |reading: &str| reading.chars().filter_map(letter).eq(letters.chars());
    !letters.is_empty()
        && character
            .to_pinyin_multi()
            .is_some_and(|readings| readings.into_iter().any(|reading| plain(reading.plain())))
}

/// A lower-case letter of a reading, without its tone mark; `v` for ü, as it is typed.
fn letter(c: char) -> Option<char> {
    Some(match c {
        'a'..='z' => c,
        'ɑ' | 'ā' | 'á' | 'ǎ' | 'à' | 'ă' => 'a',
        'ē' | 'é' | 'ě' | 'è' | 'ĕ' | 'ê' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' | 'ĭ' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' | 'ŏ' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' | 'ŭ' => 'u',
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        'ń' | 'ň' | 'ǹ' => 'n',
        'ḿ' => 'm',
        'ɡ' => 'g',
        _ => return None,
    })
}
