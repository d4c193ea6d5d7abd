//! Marks in Latin and related letters: labels, letters, Roman numerals.

use super::label::{Unit, counted, word};
use super::mark::{Close, Mark, Path, close, finish, is_ideograph, spaces};
use super::numeral::{arabic, roman};
use super::{Bracket, Scheme};
use crate::text::Part;

/// The bytes of a word of ASCII letters, where the word of a label can end there.
fn ascii_word(text: &str) -> Option<usize> {
    let len = text.bytes().take(16).position(|byte| !byte.is_ascii_alphabetic())?;
    matches!(text.as_bytes().get(len), Some(b' ' | b'\t' | 0xc2 | 0xe3)).then_some(len).or_else(|| other_word(text))
}

/// The bytes of a word in any letters.
fn other_word(text: &str) -> Option<usize> {
    if text.as_bytes().iter().take(13).all(u8::is_ascii) {
        return None;
    }
    text.char_indices().take(13).find(|(_, character)| !character.is_alphabetic()).map(|(at, _)| at)
}

/// `Chapter 3.`, `Appendix A`, `PART II:`, `Kapitel 1.`, `ACT I`, `Chapter One`.
pub(super) fn labelled(text: &str) -> Option<Mark> {
    let first = text.as_bytes().first()?;
    if first.is_ascii_lowercase() {
        return None;
    }
    let space = if first.is_ascii() { ascii_word(text)? } else { other_word(text)? };
    let at = space + spaces(text.part(space..text.len()));
    let rest = text.part(at..text.len());
    let next = rest.chars().next().filter(|_| at > space)?;
    if !(next.is_ascii_digit() || next.is_ascii_uppercase()) {
        return None;
    }
    let (unit, _) = word(text)?;
    let (path, mut len) = label_number(rest)?;
    if unit == Unit::Version {
        len += rest.part(len..rest.len()).bytes().take(6).take_while(u8::is_ascii_alphanumeric).count();
    }
    let (kind, end) = close(text, at + len);
    let after = text.part(end..text.len());
    let sure = match kind {
        Close::Nothing => after.trim_start().starts_with(['-', '—', '–', '(']) && !after.starts_with('('),
        Close::Bracket | Close::Dun => false,
        Close::Space if unit == Unit::Version => true,
        Close::Space => !after.trim_start().starts_with(|next: char| next.is_lowercase() || next == '('),
        Close::Dot | Close::Colon => after.is_empty() || after.starts_with(char::is_whitespace),
    };
    let mut mark = finish(text, Scheme::Labelled(unit), Bracket::None, path, kind, end);
    if let Some(dash) = text.part(mark.words..text.len()).chars().next().filter(|dash| matches!(dash, '-' | '—' | '–'))
    {
        let behind = mark.words + dash.len_utf8();
        mark.words = behind + spaces(text.part(behind..text.len()));
    }
    sure.then_some(mark)
}

/// `Q3:`, `Q3.`
pub(super) fn question(text: &str) -> Option<Mark> {
    let (number, len) = arabic(text.strip_prefix('Q')?)?;
    let (kind, end) = close(text, 'Q'.len_utf8() + len);
    let parted = text.part(end..text.len()).starts_with(char::is_whitespace);
    let sure = matches!(kind, Close::Dot | Close::Colon | Close::Bracket) && parted;
    sure.then(|| finish(text, Scheme::Labelled(Unit::Question), Bracket::None, Path::one(number), kind, end))
}

/// The number of a label: `3`, `3.1`, `IV`, `A`, `B.2`, `One`, and of a year `2023-001`.
fn label_number(text: &str) -> Option<(Path, usize)> {
    if let Some((1900..2100, len)) = arabic(text) {
        let (number, more) = text.part(len..text.len()).strip_prefix('-').and_then(arabic)?;
        return (number < 1000).then_some((Path::one(number), len + 1 + more));
    }
    if let Some((number, mut len)) = arabic(text) {
        let mut path = Path::one(number);
        while let Some(after) = text.part(len..text.len()).strip_prefix('.') {
            let Some((number, more)) = arabic(after) else { break };
            if !path.push(number) {
                return None;
            }
            len += 1 + more;
        }
        return (number < 1000).then_some((path, len));
    }
    if let Some((number, len)) = roman(text) {
        return Some((Path::one(number), len));
    }
    if let Some(found) = counted(text) {
        return Some((Path::one(found.0), found.1));
    }
    let letter = text.chars().next().filter(char::is_ascii_uppercase)?;
    let alone = text.chars().nth(1).is_none_or(|after| !after.is_ascii_alphanumeric() && after != '\'');
    alone.then(|| (Path::one(u32::from(letter) - u32::from('A') + 1), 1))
}

/// `A.`, `A.1.`, `a)`, `IV.`, `ii)`.
pub(super) fn letters(text: &str) -> Option<Mark> {
    let first = text.chars().next()?;
    let after = text.bytes().take(9).position(|byte| !byte.is_ascii_alphabetic())?;
    if !matches!(text.as_bytes().get(after), Some(b'.' | b')' | 0xe3 | 0xef)) {
        return None;
    }
    let small = first.is_ascii_lowercase();
    if text.get(1..2).is_some_and(|after| after.starts_with(|next: char| next.is_ascii_alphabetic())) {
        let (number, len) = roman(text)?;
        let (kind, end) = close(text, len);
        let spaced =
            text.part(end..text.len()).chars().next().is_none_or(|after| after.is_whitespace() || is_ideograph(after));
        let sure = match kind {
            Close::Dot | Close::Bracket | Close::Dun => spaced || kind == Close::Dun,
            _ => false,
        };
        let scheme = if small { Scheme::SmallRoman } else { Scheme::Roman };
        let bracket = if kind == Close::Bracket { Bracket::Half } else { Bracket::None };
        return sure.then(|| finish(text, scheme, bracket, Path::one(number), kind, end));
    }
    let mut path = Path::one(u32::from(first.to_ascii_lowercase()) - u32::from('a') + 1);
    let mut at = 1;
    while let Some((number, len)) = text.part(at..text.len()).strip_prefix('.').and_then(arabic) {
        if small || number > 999 || !path.push(number) {
            return None;
        }
        at += 1 + len;
    }
    let (kind, end) = close(text, at);
    let spaced =
        text.part(end..text.len()).chars().next().is_none_or(|after| after.is_whitespace() || is_ideograph(after));
    let sure = match kind {
        Close::Dot | Close::Bracket => spaced,
        Close::Dun => true,
        Close::Space => path.depth() > 1,
        Close::Colon | Close::Nothing => false,
    };
    let scheme = if small { Scheme::Lower } else { Scheme::Upper };
    let bracket = if kind == Close::Bracket { Bracket::Half } else { Bracket::None };
    let mut mark = finish(text, scheme, bracket, path, kind, end);
    let roman = roman(text.part(0..1)).filter(|_| path.depth() == 1);
    mark.as_roman = roman.and_then(|(value, _)| value.try_into().ok());
    sure.then_some(mark)
}
