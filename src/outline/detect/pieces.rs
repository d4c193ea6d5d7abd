//! The documents of a collection inside of a line: `…工作总结篇一…工作总结篇二…`, where line ends were lost. What stands
//! before the number is said before each of them, and is a part of the title.

use std::ops::Range;

use crate::outline::number::{Bracket, Close, Mark, Path, Scheme, Unit};
use crate::text::Part;

use super::chars::{is_blank, is_wide};

/// The title of a document in a collection.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Its number.
    pub(super) mark: Mark,
    /// Where it stands in the line.
    pub(super) title: Range<usize>,
}

/// The longest words before a number, in characters.
const LONGEST: usize = 36;
/// The characters before a number that the documents of a collection have in common.
const COMMON: usize = 3;
/// Collections have no more documents than these.
const MOST: u32 = 60;
/// The different words before a number that are looked at.
const NAMES: usize = 16;

/// Finds the titles of the documents of a collection, in the order of the line. One alone is none. What they have in
/// common is what most of them have: `…篇一` may stand in a sentence as well.
pub(super) fn find(line: &str) -> Vec<Piece> {
    let mut found: Vec<(&str, Vec<Piece>)> = Vec::new();
    for (at, _) in line.match_indices('篇') {
        let Some(start) = words_before(line, at) else { continue };
        let tail = tail(line.part(start..at));
        let place = found.iter().position(|(common, _)| *common == tail);
        let known = place.and_then(|place| found.get(place)).map_or(0, |(_, pieces)| pieces.len());
        let ordinal = u32::try_from(known).unwrap_or(MOST) + 1;
        let behind = number_behind(line, at + '篇'.len_utf8(), ordinal).filter(|_| ordinal <= MOST);
        let Some(piece) = behind.map(|end| Piece { mark: mark(ordinal), title: start..end }) else { continue };
        match place {
            Some(place) => found.iter_mut().skip(place).take(1).for_each(|(_, pieces)| pieces.push(piece.clone())),
            None if found.len() < NAMES => found.push((tail, vec![piece])),
            None => {}
        }
    }
    let most = found.iter().map(|(_, pieces)| pieces.len()).max().filter(|most| *most >= 2);
    let named = found.into_iter().find(|(_, pieces)| Some(pieces.len()) == most);
    named.map_or_else(Vec::new, |(_, pieces)| pieces)
}

/// The mark of a document, which has no bytes of its own.
fn mark(ordinal: u32) -> Mark {
    Mark {
        scheme: Scheme::Labelled(Unit::Piece),
        bracket: Bracket::None,
        path: Path::one(ordinal),
        close: Close::Nothing,
        len: 0,
        words: 0,
        as_roman: None,
    }
}

/// Where the words before `篇` begin: behind punctuation, or behind white space that does not stand directly before it.
fn words_before(line: &str, at: usize) -> Option<usize> {
    let words = line.part(0..at).trim_end_matches(is_blank);
    let mut start = words.len();
    for (count, (place, character)) in words.char_indices().rev().enumerate() {
        if !(is_wide(character) || character.is_ascii_alphanumeric() || "《》“”【[".contains(character)) {
            break;
        }
        if count >= LONGEST {
            return None;
        }
        start = place;
    }
    (words.len() >= start + COMMON * 3).then_some(start)
}

/// The last characters of the words before `篇`.
fn tail(words: &str) -> &str {
    let words = words.trim_end_matches(is_blank);
    let start = words.char_indices().rev().nth(COMMON - 1).map_or(0, |(at, _)| at);
    words.part(start..words.len())
}

/// Where the number of a document ends, with the bracket behind it; none where another number or none stands there.
fn number_behind(line: &str, at: usize, ordinal: u32) -> Option<usize> {
    let rest = line.part(at..line.len());
    let number = rest.trim_start_matches(is_blank);
    let lead = rest.len() - number.len();
    let digits = ordinal.to_string();
    let longer = |behind: &&str| !behind.starts_with(|digit: char| digit.is_ascii_digit());
    let behind =
        number.strip_prefix(han(ordinal).as_str()).or_else(|| number.strip_prefix(digits.as_str()).filter(longer))?;
    let end = at + lead + number.len() - behind.len();
    Some(behind.chars().next().filter(|shut| "】]".contains(*shut)).map_or(end, |shut| end + shut.len_utf8()))
}

/// A number below 100 as it is written in Chinese.
fn han(number: u32) -> String {
    let digit = |digit: u32| "一二三四五六七八九".chars().nth(digit as usize - 1).map(String::from).unwrap_or_default();
    let (tens, ones) = (number / 10, number % 10);
    let ones = if ones > 0 { digit(ones) } else { String::new() };
    match tens {
        0 => ones,
        1 => format!("十{ones}"),
        _ => format!("{}十{ones}", digit(tens)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_a_collection_are_found_inside_of_a_line() {
        let check = |line: &str, expected: &[&str]| {
            let found: Vec<_> = find(line).into_iter().map(|piece| line.part(piece.title)).collect();
            assert_eq!(found, expected, "{line}");
        };
        check(
            "供参考。个人总结篇一一年来，我努力工作。个人总结篇二时光荏苒，又是一年。个人总结篇三本人于三月到任。",
            &["个人总结篇一", "个人总结篇二", "个人总结篇三"],
        );
        check("护士工作总结 篇1 一年来很好。 护士工作总结 篇2 还好。", &["护士工作总结 篇1", "护士工作总结 篇2"]);
        check("他写了文章三篇一共一万字。", &[]);
        check("个人总结篇一很好。", &[]);
        check("护士工作总结篇10 一年来很好。护士工作总结篇2 还好。", &[]);
        check(
            "这是我写的文章篇一开头。 护士工作总结篇1 一年来很好。 护士工作总结篇2 还好。",
            &["护士工作总结篇1", "护士工作总结篇2"],
        );
    }

    #[test]
    fn numbers_are_written() {
        let check = |number: u32, expected: &str| assert_eq!(han(number), expected);
        check(3, "三");
        check(10, "十");
        check(12, "十二");
        check(40, "四十");
    }
}
