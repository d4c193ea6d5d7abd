//! UTF-8 that was read as Windows-1252, or as Latin-1: `ä¸­å¤®` for `中央`, `â€™` for `’`, `Ã©` for `é`.

use std::sync::LazyLock;

use encoding_rs::WINDOWS_1252;

use super::common::{is_common, is_ideograph, is_punctuation};
use super::{Fix, RepairKind};
use crate::text::Part;

/// How many letters with accents must come out of a text before they are believed.
const ENOUGH_LETTERS: usize = 3;

/// The runs that were found in a text.
#[derive(Default)]
pub(super) struct Readings {
    certain: Vec<Fix>,
    /// Single Chinese characters: `é »`, with a no-break space, is one too, so they need company.
    single: Vec<Fix>,
    /// Letters with accents inside words.
    letters: Vec<Fix>,
}

impl Readings {
    /// Looks whether a run begins at `at`. Returns where it ends.
    pub(super) fn find(&mut self, text: &str, at: usize) -> Option<usize> {
        let run = run(text.part(at..text.len()));
        let first = run.decoded.chars().next()?;
        let range = at..at + run.length;
        let several = run.decoded.chars().nth(1).is_some();
        let inside_word = is_beside_letter(text, at, range.end);
        let fix = Fix { range, text: run.decoded, kind: RepairKind::Utf8AsLatin };
        let end = fix.range.end;
        if first.is_alphabetic() && !is_ideograph(first) {
            if inside_word {
                self.letters.push(fix);
            }
        } else if several || !is_ideograph(first) {
            self.certain.push(fix);
        } else {
            self.single.push(fix);
        }
        Some(end)
    }

    /// Those that are no accident.
    pub(super) fn believed(self) -> Vec<Fix> {
        let mut believed = self.certain;
        if self.single.len() <= believed.len() {
            believed.extend(self.single);
        }
        if self.letters.len() >= ENOUGH_LETTERS {
            believed.extend(self.letters);
        }
        believed
    }
}

/// Characters that were read wrongly, one behind the other.
struct Run {
    length: usize,
    decoded: String,
}

fn run(text: &str) -> Run {
    let mut run = Run { length: 0, decoded: String::new() };
    while let Some((length, c)) = character(text.part(run.length..text.len())) {
        // Chinese and Latin do not mix.
        if run.decoded.chars().next_back().is_some_and(|last| is_letter(last) != is_letter(c)) {
            break;
        }
        run.length += length;
        run.decoded.push(c);
    }
    run
}

/// The first character of a text as what it was, and how many bytes it has as it is.
fn character(text: &str) -> Option<(usize, char)> {
    let mut chars = text.chars();
    let mut bytes = [0; 3];
    let (first, rest) = bytes.split_first_mut()?;
    *first = byte(chars.next()?)?;
    let rest = match *first {
        0xc3 => rest.get_mut(..1)?,
        0xe2..=0xe9 | 0xef => rest,
        _ => return None,
    };
    for byte_of in rest {
        *byte_of = byte(chars.next()?)?;
    }
    let used = if bytes[0] == 0xc3 { bytes.get(..2)? } else { bytes.as_slice() };
    let c = std::str::from_utf8(used).ok()?.chars().next().filter(|c| is_expected(*c))?;
    Some((text.len() - chars.as_str().len(), c))
}

fn is_expected(c: char) -> bool {
    is_common(c) || is_punctuation(c) || is_letter(c) || matches!(c, '–' | '•' | '′' | '″' | '‹' | '›' | '™' | '→')
}

fn is_letter(c: char) -> bool {
    matches!(c, 'À'..='ÿ')
}

/// Whether a small letter stands right before or right behind.
fn is_beside_letter(text: &str, start: usize, end: usize) -> bool {
    let before = text.part(0..start).chars().next_back();
    let behind = text.part(end..text.len()).chars().next();
    before.is_some_and(|c| c.is_ascii_lowercase()) || behind.is_some_and(|c| c.is_ascii_lowercase())
}

/// The byte that was read as a character; `None` for ASCII.
fn byte(c: char) -> Option<u8> {
    match u8::try_from(u32::from(c)) {
        Ok(byte) => Some(byte).filter(|byte| *byte >= 0x80),
        Err(_) => HIGH.iter().find(|(high, _)| *high == c).map(|(_, byte)| *byte),
    }
}

/// The characters that Windows-1252 has in place of control characters.
static HIGH: LazyLock<Vec<(char, u8)>> = LazyLock::new(|| {
    let decoded = |byte: u8| WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().map(|c| (c, byte));
    (0x80..0xa0).filter_map(decoded).collect()
});
