//! A sentence is cut into words, and two sentences are compared by them.

use std::ops::Range;
use std::time::Instant;

use unicode_segmentation::UnicodeSegmentation;

use super::{Replaced, differences, part};
use crate::text::{Part, Span};

/// So few characters between two differences are no common ground, where longer ones differ on both sides of them.
const LITTLE: usize = 2;

/// The words of a sentence by the rules of Unicode (UAX #29), without white space: Latin words and numbers whole, Han
/// characters by themselves. A number keeps its percent sign, and one in Han characters stays whole too.
pub(super) fn words(text: &str, span: Span) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::new();
    let mut before = "";
    for (at, word) in text.span(span).split_word_bound_indices() {
        let start = span.start as usize + at;
        let here = Span::new(start..start + word.len());
        match words.last_mut() {
            Some(last) if last.end == here.start && is_one_number(before, word) => last.end = here.end,
            _ if word.trim().is_empty() => {}
            _ => words.push(here),
        }
        before = word;
    }
    words
}

/// Whether two words that stand together are one number.
fn is_one_number(before: &str, word: &str) -> bool {
    let percent = matches!(word, "%" | "％" | "‰") && before.ends_with(char::is_numeric);
    percent || is_han_number(before) && is_han_number(word)
}

fn is_han_number(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|character| "〇零一二两三四五六七八九十百千万亿".contains(character))
}

/// What of a sentence's words was replaced by what of another's.
pub(super) fn replaced(
    (old, old_words): (&str, &[Span]),
    (new, new_words): (&str, &[Span]),
    deadline: Option<Instant>,
) -> Vec<Replaced> {
    let texts = |text, words: &[Span]| words.iter().map(|&word| Part::span(text, word)).collect::<Vec<&str>>();
    let (old_texts, new_texts) = (texts(old, old_words), texts(new, new_words));
    let runs = without_little(differences(&old_texts, &new_texts, deadline), &old_texts, &new_texts);
    let place =
        |(old, new): (Range<usize>, Range<usize>)| Replaced { old: cover(old_words, old), new: cover(new_words, new) };
    runs.into_iter().map(place).collect()
}

/// The same differences, one for two that have almost nothing between them.
fn without_little(
    runs: Vec<(Range<usize>, Range<usize>)>,
    old: &[&str],
    new: &[&str],
) -> Vec<(Range<usize>, Range<usize>)> {
    let length = |words: &[&str]| words.iter().map(|word| word.chars().count()).sum::<usize>();
    let size =
        |run: &(Range<usize>, Range<usize>)| length(part(old, run.0.clone())).max(length(part(new, run.1.clone())));
    let mut joined: Vec<(Range<usize>, Range<usize>)> = Vec::with_capacity(runs.len());
    for run in runs {
        let size_here = size(&run);
        match joined.last_mut() {
            Some(last) if is_little(length(part(old, last.0.end..run.0.start)), size(last), size_here) => {
                (last.0.end, last.1.end) = (run.0.end, run.1.end);
            }
            _ => joined.push(run),
        }
    }
    joined
}

/// Whether the characters between two differences are so few that they are no common ground.
fn is_little(between: usize, before: usize, after: usize) -> bool {
    between <= LITTLE && between < before && between < after
}

/// From the first to the last of some words. Where there are none, the place behind the word before them.
fn cover(words: &[Span], range: Range<usize>) -> Span {
    match part(words, range.clone()) {
        [first, .., last] => Span { start: first.start, end: last.end },
        [only] => *only,
        [] => {
            let before = range.start.checked_sub(1).and_then(|at| words.get(at)).map(|word| word.end);
            let at = before.or(words.first().map(|word| word.start)).unwrap_or_default();
            Span { start: at, end: at }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Span> {
        words(text, Span::new(0..text.len()))
    }

    #[test]
    fn numbers_and_latin_words_are_whole() {
        let check = |text: &str, expected: &str| {
            let found: Vec<&str> = all(text).iter().map(|&word| text.span(word)).collect();
            assert_eq!(found.join("|"), expected);
        };
        check("完成投资1,350.5亿元", "完|成|投|资|1,350.5|亿|元");
        check("增长12.5%，", "增|长|12.5%|，");
        check("共三十五个 GDP", "共|三十五|个|GDP");
        check("It's 3.5 percent. ", "It's|3.5|percent|.");
        check("１２０万", "１２０|万");
        check("   ", "");
    }

    #[test]
    fn differences_are_of_whole_words() {
        let check = |old: &str, new: &str, expected: &[(&str, &str)]| {
            let found = replaced((old, &all(old)), (new, &all(new)), None);
            let found: Vec<_> = found.iter().map(|run| (old.span(run.old), new.span(run.new))).collect();
            assert_eq!(found, expected, "{old} / {new}");
        };
        check("投资120亿元", "投资135亿元", &[("120", "135")]);
        check("增长5.2%。", "增长6.1%。", &[("5.2%", "6.1%")]);
        check("新建三十五个站点", "新建三十八个站点", &[("三十五", "三十八")]);
        check("12月3日", "11月5日", &[("12", "11"), ("3", "5")]);
        check("完善教育、医疗制度", "完善住房、养老制度", &[("教育、医疗", "住房、养老")]);
        check("队伍不强", "队伍还不够强", &[("", "还"), ("", "够")]);
        check("the board met twice", "the council met three times", &[("board", "council"), ("twice", "three times")]);
        check("全面抓好落实", "抓好落实", &[("全面", "")]);
        check("same  words", "same words", &[]);
    }

    #[test]
    fn what_was_put_in_stands_behind_the_word_before_it() {
        let (old, new) = ("甲 丙", "甲 乙 丙");
        let found = replaced((old, &all(old)), (new, &all(new)), None);
        assert_eq!(found, [Replaced { old: Span { start: 3, end: 3 }, new: Span { start: 4, end: 7 } }]);
    }
}
