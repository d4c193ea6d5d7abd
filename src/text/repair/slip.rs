//! A byte that was lost from a punctuation mark, in GBK or Big5: `;鶎狱h` for `。基層黨`.
//!
//! The bytes behind a lost one pair up wrongly, each second byte with the next first one, up to where a byte stands
//! alone and all is in step again. Paired rightly again they give common characters, and the lost byte is one that
//! makes a punctuation mark of the byte that is left of it. That can be chance, so the text itself must bear it out:
//! some of these characters follow each other elsewhere in it, or bytes were lost elsewhere in it too.

use super::charset::{Charset, SIMPLIFIED, TRADITIONAL};
use super::common::{is_common, is_ideograph, is_punctuation};
use super::evidence::Evidence;
use super::{Fix, RepairKind};
use crate::text::Part;

/// How many characters before the first rare one the damage can begin.
const BEFORE: usize = 12;

/// How long the damage can be behind it, in characters.
const BEHIND: usize = 120;

/// What speaks for damage that the text has no pair of characters for. All else has more.
const LIKELY: isize = 0;

/// Of how many characters that come out one can be rare.
const RARE: usize = 6;

/// The lost bytes that were found in a text.
#[derive(Default)]
pub(super) struct Slips {
    certain: Vec<Fix>,
    /// Those for which the text has no pair of characters elsewhere.
    likely: Vec<Fix>,
}

impl Slips {
    /// Looks for damage around the rare character at `at`, which begins at `floor` or behind it. Returns where it ends.
    pub(super) fn find(&mut self, text: &str, at: usize, floor: usize, evidence: &Evidence) -> Option<usize> {
        let found = |charset| Slip { text, charset, evidence }.find(at, floor);
        let charsets = [&*SIMPLIFIED, &*TRADITIONAL];
        let Found { fix, score } = charsets.into_iter().filter_map(found).max_by_key(|found| found.score)?;
        let end = fix.range.end;
        if score > LIKELY {
            self.certain.push(fix)
        } else {
            self.likely.push(fix)
        }
        Some(end)
    }

    /// Those that are no accident.
    pub(super) fn believed(self) -> Vec<Fix> {
        let mut believed = self.certain;
        if !believed.is_empty() {
            believed.extend(self.likely);
        }
        believed
    }
}

struct Slip<'a> {
    text: &'a str,
    charset: &'a Charset,
    evidence: &'a Evidence<'a>,
}

/// A way to undo the damage, and what speaks for it.
struct Found {
    fix: Fix,
    score: isize,
}

/// What the bytes behind the damage's beginning were.
struct Tail {
    decoded: Vec<char>,
    end: usize,
    /// Whether the damage ends in a byte that stands alone, not in one that is lost.
    in_step: bool,
}

impl Slip<'_> {
    fn find(&self, at: usize, floor: usize) -> Option<Found> {
        let suspect = self.text.part(at..self.text.len()).chars().next()?;
        let tail = self.tail(at + suspect.len_utf8(), self.charset.pair(suspect)?)?;
        let mut decoded: Vec<char> = tail.decoded.iter().rev().copied().collect();
        let mut best = self.candidate(at, suspect, &decoded, &tail);
        let mut first = self.charset.pair(suspect)?[0];
        for (offset, c) in self.text.part(floor..at).char_indices().rev().take(BEFORE) {
            let start = floor + offset;
            let Some([lead, trail]) = self.pair_at_start(c) else { break };
            let Some(between) = self.charset.char([trail, first]).filter(|c| is_fitting(*c)) else { break };
            decoded.push(between);
            let found = self.candidate(start, c, &decoded, &tail);
            best = best.into_iter().chain(found).reduce(|best, next| if next.score > best.score { next } else { best });
            if c.is_ascii() {
                break;
            }
            first = lead;
        }
        best
    }

    /// What the bytes are from the second byte of `pair` on, the character that ends at `at`.
    fn tail(&self, at: usize, pair: [u8; 2]) -> Option<Tail> {
        let [_, mut last] = pair;
        let mut decoded = Vec::new();
        let mut rare = 0;
        for (offset, c) in self.text.part(at..self.text.len()).char_indices().take(BEHIND) {
            let start = at + offset;
            if last < 0x80 {
                decoded.push(char::from(last));
                return Some(Tail { decoded, end: start, in_step: true });
            }
            let end = start + c.len_utf8();
            let (next, rest) = match self.charset.pair(c) {
                Some([first, second]) => (first, Some(second)),
                None if matches!(c, '@'..='~') => (c as u8, None),
                None => return Some(self.cut(decoded, start, matches!(c, '?' | '\u{fffd}').then_some(end))),
            };
            let c = self.charset.char([last, next]).filter(|c| is_fitting(*c))?;
            rare += usize::from(!is_common(c) && !is_punctuation(c));
            decoded.push(c);
            if rare > 1 + decoded.len() / RARE {
                return None;
            }
            match rest {
                Some(second) => last = second,
                None => return Some(Tail { decoded, end, in_step: true }),
            }
        }
        None
    }

    /// The damage ends at a byte that pairs with none: half of the last character is lost as well.
    fn cut(&self, mut decoded: Vec<char>, start: usize, end: Option<usize>) -> Tail {
        decoded.push('\u{fffd}');
        Tail { decoded, end: end.unwrap_or(start), in_step: false }
    }

    /// The damage undone from `start` on, where `c` stands; `decoded` is what comes behind the mark, from its end on.
    fn candidate(&self, start: usize, c: char, decoded: &[char], tail: &Tail) -> Option<Found> {
        let [left, _] = self.pair_at_start(c)?;
        let mark = mark(self.charset, left)?;
        let before = self.text.part(0..start).chars().next_back()?;
        let (start, before) = if matches!(before, '?' | '？' | '\u{fffd}') {
            // The lost byte left a mark of its own.
            let start = start - before.len_utf8();
            (start, self.text.part(0..start).chars().next_back()?)
        } else {
            (start, before)
        };
        if !is_end_of_words(before) {
            return None;
        }
        let restored: String = [mark].into_iter().chain(decoded.iter().rev().copied()).collect();
        let score = self.score(start..tail.end, c, &restored, tail.in_step)?;
        let range = start..tail.end;
        Some(Found { fix: Fix { range, text: restored, kind: RepairKind::LostByte }, score })
    }

    /// What speaks for a restored run against the damaged one; `None` if it is not enough.
    fn score(&self, range: std::ops::Range<usize>, first: char, restored: &str, in_step: bool) -> Option<isize> {
        let ideographs = restored.chars().filter(|c| is_ideograph(*c)).count();
        let rare = restored.chars().filter(|c| is_ideograph(*c) && !is_common(*c)).count();
        let behind = self.text.part(range.end..self.text.len()).chars().next();
        let gained = self.known(restored.chars().chain(behind));
        let given_up = self.known(self.text.part(range.clone()).chars().chain(behind));
        let needed = (ideographs / 8).max(if in_step { 1 } else { 2 });
        if ideographs < 2 || rare * RARE > ideographs {
            return None;
        }
        if gained < needed || gained <= given_up {
            let likely = first.is_ascii() && in_step && rare == 0 && gained + given_up == 0;
            return likely.then_some(LIKELY);
        }
        // A mark that no one writes there is a better beginning than a character that could stand there.
        let beginning = if is_common(first) { 1 } else { 3 };
        Some(LIKELY + (4 * (gained - given_up) + beginning).saturating_sub(2 * rare).max(1) as isize)
    }

    /// How many pairs in a row of characters the text has elsewhere too.
    fn known(&self, chars: impl Iterator<Item = char>) -> usize {
        let mut before = None;
        let mut known = 0;
        for c in chars {
            known += usize::from(before.is_some_and(|before| self.evidence.knows(before, c)));
            before = Some(c);
        }
        known
    }

    /// The bytes of a character at which the damage may begin: GBK's full-width letters and digits may have become
    /// those of ASCII since.
    fn pair_at_start(&self, c: char) -> Option<[u8; 2]> {
        match c {
            '0'..='w' if self.charset.is_simplified() => Some([0xa3, c as u8 + 0x80]),
            _ => self.charset.pair(c),
        }
    }
}

/// The commonest punctuation mark that has a byte, be it the first one or the second.
fn mark(charset: &Charset, byte: u8) -> Option<char> {
    const BY_FREQUENCY: &str = "。、，：；”“》《）（？！」「…—】【";
    BY_FREQUENCY.chars().find(|mark| charset.pair(*mark).is_some_and(|pair| pair.contains(&byte)))
}

/// Whether a character may come out of damaged bytes.
fn is_fitting(c: char) -> bool {
    is_ideograph(c) || is_punctuation(c)
}

/// Whether a punctuation mark can follow a character.
fn is_end_of_words(c: char) -> bool {
    is_ideograph(c) || c.is_alphanumeric() || "”’》）】」』％%)]\"'".contains(c)
}
