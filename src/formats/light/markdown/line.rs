//! What a single line of Markdown can be, whatever stands before it.

use crate::text::Part;

/// What may hang on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// No block begins on it behind so many bytes, which are the marks of quotes and lists, and white space.
    Text(usize),
    /// It may begin a block, or end one.
    Kept,
    /// It may say what the lines around it are.
    Whole,
}

/// Whether nothing is on a line. One with more than three spaces may be code, and goes on with what stands before it.
pub(super) fn is_blank(line: &str) -> bool {
    line.len() <= 4 && line.bytes().all(|byte| matches!(byte, b' ' | b'\n'))
}

/// What may hang on a line. Costs a look at its beginning, unless that is punctuation.
pub(super) fn kind(line: &str) -> Kind {
    let bytes = line.as_bytes();
    if is_underline(bytes) {
        return Kind::Whole;
    }
    let at = content(bytes);
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.first() {
        Some(b'<' | b'[' | b'|') => Kind::Whole,
        None | Some(b'#' | 0..=0x1f) => Kind::Kept,
        Some(&mark @ (b'`' | b'~')) if rest.starts_with(&[mark; 3]) => Kind::Kept,
        Some(&mark @ (b'-' | b'+' | b'*' | b'_')) if is_rule(rest, mark) => Kind::Kept,
        Some(b'0'..=b'9') if is_empty_item(rest) => Kind::Kept,
        Some(_) => Kind::Text(at),
    }
}

/// Where the marks of quotes and lists end at the beginning of a line, if all that can be one is.
fn content(line: &[u8]) -> usize {
    let mut at = 0;
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        let mark = match rest {
            [b' ' | b'\t' | b'>', ..] => 1,
            [b'-' | b'+' | b'*', b' ' | b'\t', ..] => 1,
            _ => number(rest),
        };
        if mark == 0 {
            break;
        }
        at += mark;
    }
    at
}

/// The bytes of the number of an item; 0 where there is none.
fn number(line: &[u8]) -> usize {
    let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
    match line.get(digits..) {
        Some([b'.' | b')', b' ' | b'\t', ..]) if digits > 0 => digits + 1,
        _ => 0,
    }
}

/// Whether a line that begins with a digit may be the number of an item without text.
fn is_empty_item(line: &[u8]) -> bool {
    line.trim_ascii().iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b')'))
}

/// Whether a line may be a rule across the page, or the bullet of an item without text.
fn is_rule(line: &[u8], mark: u8) -> bool {
    line.iter().all(|&byte| byte == mark || byte.is_ascii_whitespace() || byte == 0xb)
}

/// Whether a line may make a title of what stands before it, or the head of a table.
fn is_underline(line: &[u8]) -> bool {
    line.iter().all(|&byte| matches!(byte, b'-' | b'=' | b':' | b'|' | b'>' | 0xb) || byte.is_ascii_whitespace())
}

/// How HTML begins that ends with a certain text (CommonMark, "HTML blocks", kinds 1 to 5), and that text.
const TAGS: [(&str, &str); 8] = [
    ("!--", "-->"),
    ("![CDATA[", "]]>"),
    ("!", ">"),
    ("?", "?>"),
    ("pre", "</pre>"),
    ("style", "</style>"),
    ("script", "</script>"),
    ("textarea", "</textarea>"),
];

/// Which texts must come behind a line before its HTML ends, where some had to come before it; a bit for each.
pub(super) fn closing_tags(line: &str, open: u8) -> u8 {
    let mut left = open;
    for (bit, (_, end)) in TAGS.iter().enumerate().filter(|(bit, _)| open & (1 << bit) > 0) {
        left &= !(u8::from(line.contains(end)) << bit);
    }
    for at in memchr::memchr_iter(b'<', line.as_bytes()) {
        let rest = line.part(at + 1..line.len());
        for (bit, (begin, end)) in TAGS.iter().enumerate() {
            let begins =
                rest.as_bytes().get(..begin.len()).is_some_and(|rest| rest.eq_ignore_ascii_case(begin.as_bytes()));
            left |= u8::from(begins && !rest.contains(end)) << bit;
        }
    }
    left
}
