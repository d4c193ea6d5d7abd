//! The words before a number inside of a line: they tell a heading from a number that is spoken of (`on May 25. Then …`,
//! `as Article V, Section 2. says`).

/// Words that a number belongs to, or that lead on to one: no heading and no sentence ends in them. In small letters.
const LEADING: [&str; 46] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "page",
    "pages",
    "item",
    "items",
    "paragraph",
    "section",
    "sections",
    "article",
    "articles",
    "chapter",
    "chapters",
    "part",
    "parts",
    "table",
    "figure",
    "number",
    "room",
    "no.",
    "nos.",
    "of",
    "to",
    "and",
    "or",
    "in",
    "by",
    "from",
    "than",
    "the",
    "at",
    "with",
    "until",
    "through",
    "under",
    "see",
];

/// The bytes of the longest of them.
const LONGEST: usize = 9;

/// Whether the text before a number, in letters, leads on to it.
pub(super) fn is_spoken_of(before: &str) -> bool {
    let before = before.trim_end_matches(' ');
    let bytes = before.as_bytes();
    match bytes {
        [.., letter, b','] => return letter.is_ascii_alphanumeric(),
        [.., last] if last.is_ascii_alphabetic() || *last == b'.' => {}
        _ => return false,
    }
    let len = bytes.iter().rev().take(LONGEST + 1).take_while(|byte| byte.is_ascii_graphic()).count();
    let word = bytes.len().checked_sub(len).and_then(|at| bytes.get(at..)).unwrap_or_default();
    LEADING.iter().any(|known| word.eq_ignore_ascii_case(known.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_spoken_of_are_known_by_the_word_before() {
        let check = |before: &str, expected: bool| assert_eq!(is_spoken_of(before), expected, "{before}");
        check("the library will close on May ", true);
        check("the figure on page ", true);
        check("as provided in Article V, ", true);
        check("as provided in ", true);
        check("see No. ", true);
        check("The motion carried. ", false);
        check("ARTICLE I NAME AND PURPOSE ", false);
        check("会议室召开会议。", false);
        check("", false);
    }
}
