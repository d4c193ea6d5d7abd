//! Titles of sections: marks before a title, or a line below it.

use crate::formats::light::lines::Line;
use crate::text::Part;
use crate::text::width::columns;

/// The deepest level that a mark of a title has.
const DEEPEST: usize = 6;

/// The level and the words of a title that is marked in front: `= Title` is at level 1, the document's own.
pub(super) fn marked(line: &str) -> Option<(u8, &str)> {
    let mark = line.chars().next().filter(|c| matches!(c, '=' | '#'))?;
    let title = line.trim_start_matches(mark);
    let level = line.len() - title.len();
    let words = title.strip_prefix([' ', '\t'])?.trim();
    let closing = words.len() - words.trim_end_matches(mark).len();
    let before = words.part(0..words.len() - closing);
    let closed = closing == level && before.ends_with([' ', '\t']);
    let words = if closed { before.trim_end() } else { words };
    (level <= DEEPEST && !words.is_empty()).then_some((u8::try_from(level).unwrap_or(1), words))
}

/// The level of a title that has a line below: as long as the title, or one character more or less. The title holds
/// a letter or a digit, and is no title of a block.
/// A line that may begin a block, as `delimits` says, is no line of a title that only its columns fit.
pub(super) fn underlined(title: &Line<'_>, under: &Line<'_>, delimits: bool) -> Option<u8> {
    let mark = under.text.chars().next()?;
    let level = "=-~^+".find(mark)? + 1;
    let length = under.text.len();
    if title.is_blank() || length < 2 || !under.text.bytes().all(|byte| char::from(byte) == mark) {
        return None;
    }
    let text = title.whole;
    let fits = text.chars().count().abs_diff(length) <= 1 || !delimits && columns(text).abs_diff(length) <= 1;
    let is_title = fits && under.indent == 0 && text.chars().any(char::is_alphanumeric);
    (is_title && !text.starts_with('.')).then(|| u8::try_from(level).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::light::lines::lines;

    #[test]
    fn marks_tell_the_level() {
        let check = |line: &str, expected: Option<(u8, &str)>| assert_eq!(marked(line), expected, "{line}");
        check("= T", Some((1, "T")));
        check("=== 目录 ===", Some((3, "目录")));
        check("## T", Some((2, "T")));
        check("== a ==b", Some((2, "a ==b")));
        check("== a =", Some((2, "a =")));
        check("==a", None);
        check("====", None);
        check("======= a", None);
    }

    #[test]
    fn lines_below_tell_the_level() {
        let check = |source: &str, expected: Option<u8>| {
            let found = lines(source);
            assert_eq!(underlined(&found[0], &found[1], found.len() > 2), expected, "{source}");
        };
        check("Title\n=====", Some(1));
        check("Title\n------", Some(2));
        check("目录\n~~~~", Some(3));
        check("目录\n^^", Some(4));
        check("Title\n+++++", Some(5));
        check("Title\n-------", None);
        check(".Title\n------", None);
        check("....\n----", None);
        check("示例\n----\ncode", None);
        check("Ti\n__", None);
    }
}
