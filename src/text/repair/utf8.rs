//! UTF-8 that was read as GBK: `鍩哄眰` for `基层`.
//!
//! Two characters in UTF-8 have six bytes, and six bytes are three characters in GBK, rare ones for the most part.

use super::charset::SIMPLIFIED;
use super::common::{is_common, is_ideograph, is_punctuation};
use super::{Fix, RepairKind};
use crate::text::Part;

/// How many characters before the first rare one are looked at.
const BEFORE: usize = 12;

/// How many Chinese characters must come out, and among how many characters.
const ENOUGH: usize = 3;
const AMONG: usize = 16;

/// The runs that were found in a text.
#[derive(Default)]
pub(super) struct Readings(Vec<Fix>);

impl Readings {
    /// Looks for a run around the rare character at `at`, which begins at `floor` or behind it. Returns where it ends.
    pub(super) fn find(&mut self, text: &str, at: usize, floor: usize) -> Option<usize> {
        let fix = reading(text, at, floor)?;
        let end = fix.range.end;
        self.0.push(fix);
        Some(end)
    }

    /// All of them: none is so short that it can be an accident.
    pub(super) fn believed(self) -> Vec<Fix> {
        self.0
    }
}

/// The run around a rare character read as what it was, if it is such a run.
fn reading(text: &str, at: usize, floor: usize) -> Option<Fix> {
    let before = text.part(floor..at).char_indices().rev().take(BEFORE);
    let starts = before.take_while(|(_, c)| bytes(*c).is_some()).map(|(offset, _)| floor + offset);
    let starts: Vec<usize> = [at].into_iter().chain(starts).collect();
    starts.into_iter().rev().find_map(|start| {
        let (length, decoded) = read(text.part(start..text.len()))?;
        let range = start..start + length;
        range.contains(&at).then_some(Fix { range, text: decoded, kind: RepairKind::Utf8AsGbk })
    })
}

/// The bytes of a character in GBK, of which the second can be missing: the euro sign has but one.
fn bytes(c: char) -> Option<(u8, Option<u8>)> {
    if c == '€' {
        return Some((0x80, None));
    }
    SIMPLIFIED.pair(c).map(|[first, second]| (first, Some(second)))
}

/// Reads from the start of a text on: how many bytes of it were read wrongly, and what they were.
fn read(text: &str) -> Option<(usize, String)> {
    let mut run = Run::default();
    for (offset, c) in text.char_indices() {
        if matches!(c, '?' | '\u{fffd}') && !run.pending.is_empty() && run.is_enough() {
            // The byte behind was no second byte, and was lost: so is the character.
            run.decoded.push('\u{fffd}');
            return Some((offset + c.len_utf8(), run.decoded));
        }
        let Some((first, second)) = bytes(c) else { break };
        let taken = run.take(first) && second.is_none_or(|second| run.take(second));
        if !taken || (run.length >= AMONG && run.ideographs < ENOUGH) {
            break;
        }
        if run.pending.is_empty() {
            run.whole = Some((offset + c.len_utf8(), run.decoded.len()));
            run.whole_ideographs = run.ideographs;
        }
    }
    let (length, decoded) = run.whole.filter(|_| run.whole_ideographs >= ENOUGH)?;
    Some((length, run.decoded.part(0..decoded).to_owned()))
}

/// What was read so far.
#[derive(Default)]
struct Run {
    decoded: String,
    /// The first bytes of a character that is not yet complete.
    pending: Vec<u8>,
    /// Characters in `decoded`, and how many of them are Chinese.
    length: usize,
    ideographs: usize,
    /// Where a character of the damaged text and one of the decoded ended together, in bytes of both.
    whole: Option<(usize, usize)>,
    whole_ideographs: usize,
}

impl Run {
    /// Whether enough has come out to be no accident.
    fn is_enough(&self) -> bool {
        self.ideographs >= ENOUGH
    }

    /// Takes one byte more, unless it makes anything but common characters.
    fn take(&mut self, byte: u8) -> bool {
        self.pending.push(byte);
        match std::str::from_utf8(&self.pending) {
            Ok(decoded) => {
                let Some(c) = decoded.chars().next().filter(|c| is_expected(*c)) else { return false };
                self.ideographs += usize::from(is_ideograph(c));
                self.length += 1;
                self.decoded.push(c);
                self.pending.clear();
                true
            }
            Err(error) => error.error_len().is_none(),
        }
    }
}

/// Whether a character is to be expected in a Chinese text.
fn is_expected(c: char) -> bool {
    is_common(c) || is_punctuation(c) || c.is_ascii_graphic()
}
