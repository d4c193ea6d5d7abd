//! The marks and numbers behind which lines hang.

use crate::text::Part;
use crate::text::width::columns;

/// The widest mark of an item behind which its lines hang, in columns.
const WIDEST: usize = 8;
/// The widest number of a heading behind which its lines hang, in columns.
const WIDEST_NUMBER: usize = 14;
const BLANKS: [char; 3] = [' ', '\t', '\u{3000}'];

/// The bytes of the bullet or number that an item begins with, and of the space behind it; 0 where it has none.
pub(super) fn length(words: &str) -> usize {
    let Some((mark, rest)) = words.split_once(BLANKS) else { return 0 };
    let bare = mark.trim_matches(|character: char| !character.is_alphanumeric());
    let numbers = bare.is_empty()
        || bare.chars().count() == 1
        || bare.chars().all(|character| character.is_numeric() || character == '.')
        || bare.chars().all(|character| "ivxlcdmIVXLCDM".contains(character))
        || bare.chars().all(|character| "一二三四五六七八九十百".contains(character));
    let spaces = rest.len() - rest.trim_start().len();
    let length = words.len() - rest.len() + spaces;
    let fits = columns(words.part(0..length)) <= WIDEST;
    if numbers && fits && !mark.is_empty() && !rest.trim().is_empty() { length } else { 0 }
}

/// The same of a paragraph, which may be set in, and whose first word may look like a number: only bullets, and numbers
/// with a point or a bracket, count.
pub(super) fn behind_bullet(words: &str) -> usize {
    let lead = words.len() - words.trim_start().len();
    let item = words.part(lead..words.len());
    let mark = item.split(BLANKS).next().unwrap_or_default();
    let is_mark = mark.ends_with(['.', ')', '、', '）'])
        || mark.chars().all(|letter| matches!(letter, '-' | '*' | '+' | '•' | '–' | '●' | '○' | '■' | '□' | '◆'));
    let length = if is_mark { length(item) } else { 0 };
    if length > 0 && columns(words.part(0..lead)) <= WIDEST { lead + length } else { 0 }
}

/// The bytes of a heading's number, and of the space behind it; 0 where it has none.
pub(super) fn behind_number(words: &str, number: &str) -> usize {
    let lead = words.len() - words.trim_start().len();
    let Some(rest) = words.part(lead..words.len()).strip_prefix(number).filter(|_| !number.is_empty()) else {
        return 0;
    };
    let spaces = rest.len() - rest.trim_start().len();
    let length = lead + number.len() + spaces;
    let fits = columns(words.part(0..length)) <= WIDEST_NUMBER;
    if fits && !rest.trim().is_empty() { length } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_items_hang_behind_their_marks() {
        let check =
            |words: &str, expected: usize| assert_eq!(columns(words.part(0..length(words))), expected, "{words:?}");
        check("• word", 2);
        check("12. word", 4);
        check("(a) word", 4);
        check("iv) word", 4);
        check("（一） 内容", 7);
        check("1.2.3 word", 6);
        check("☑ done", 2);
        check("Sign the book.", 0);
        check("内容 内容", 0);
        check("•", 0);
    }

    #[test]
    fn paragraphs_and_headings_hang_too() {
        let check = |found: usize, words: &str, expected: &str| assert_eq!(words.part(0..found), expected, "{words:?}");
        check(behind_bullet("  - one"), "  - one", "  - ");
        check(behind_bullet("3) one"), "3) one", "3) ");
        check(behind_bullet("2024 was"), "2024 was", "");
        check(behind_bullet("A lamp"), "A lamp", "");
        check(behind_number("第一章　总则", "第一章"), "第一章　总则", "第一章　");
        check(behind_number("1.2 Scope", "1.2"), "1.2 Scope", "1.2 ");
        check(behind_number("一、成效", "一、"), "一、成效", "一、");
        check(behind_number("Scope", ""), "Scope", "");
    }
}
