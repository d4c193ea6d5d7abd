//! Items of lists.

use crate::text::Part;

/// A line that begins an item.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Item<'a> {
    /// Its bullet or number as it is shown.
    pub(super) bullet: &'a str,
    /// The term that it explains.
    pub(super) term: Option<&'a str>,
    /// What follows.
    pub(super) text: &'a str,
}

/// The item that a line begins. Stars are bullets only where they are set in.
pub(super) fn item(text: &str, indent: usize) -> Option<Item<'_>> {
    let (mark, rest) = text.split_once([' ', '\t']).unwrap_or((text, ""));
    let mut rest = rest.trim_start();
    let is_bullet = matches!(mark, "-" | "+") || mark == "*" && indent > 0;
    if !is_bullet && !is_number(mark) {
        return None;
    }
    if let Some((_, after)) = rest.strip_prefix("[@").and_then(|rest| rest.split_once(']')) {
        rest = after.trim_start();
    }
    let mut bullet = if is_bullet { "•" } else { mark };
    for (written, shown) in [("[X]", "☑"), ("[x]", "☑"), ("[ ]", "☐"), ("[-]", "☐")] {
        if let Some(after) = rest.strip_prefix(written).filter(|after| after.is_empty() || after.starts_with(' ')) {
            bullet = shown;
            rest = after.trim_start();
            break;
        }
    }
    let term = rest.split_once(" :: ").or_else(|| Some((rest.strip_suffix(" ::")?, ""))).filter(|_| is_bullet);
    let (term, text) = term.map_or((None, rest), |(term, text)| (Some(term.trim_end()), text.trim_start()));
    Some(Item { bullet, term, text })
}

/// `1.`, `12)`, `a.`.
fn is_number(mark: &str) -> bool {
    let label = mark.strip_suffix(['.', ')']).unwrap_or_default();
    let letter = label.len() == 1 && label.bytes().all(|byte| byte.is_ascii_lowercase());
    letter || (1..=9).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_digit())
}

/// The cells of a row of a table; none where it is a line, or says how wide columns are.
pub(super) fn cells(row: &str) -> Option<Vec<&str>> {
    let inner = row.part(1..row.len());
    if inner.starts_with('-') {
        return None;
    }
    let cells: Vec<_> = inner.strip_suffix('|').unwrap_or(inner).split('|').map(str::trim).collect();
    let is_width = |cell: &&str| {
        let inner = cell.strip_prefix('<').and_then(|cell| cell.strip_suffix('>'));
        let digits = inner.map(|inner| inner.trim_start_matches(['l', 'r', 'c']));
        digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let sizes = cells.iter().any(is_width) && cells.iter().all(|cell| cell.is_empty() || is_width(cell));
    (!sizes).then_some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_items_are_told() {
        let check = |text: &str, indent: usize, expected: Option<(&str, Option<&str>, &str)>| {
            let found = item(text, indent).map(|item| (item.bullet, item.term, item.text));
            assert_eq!(found, expected, "{text}");
        };
        check("- a", 0, Some(("•", None, "a")));
        check("* a", 0, None);
        check("* a", 1, Some(("•", None, "a")));
        check("+ [X] a", 0, Some(("☑", None, "a")));
        check("3) [@3] [-] a", 0, Some(("☐", None, "a")));
        check("- 词 :: a :: b", 0, Some(("•", Some("词"), "a :: b")));
        check("- t ::", 0, Some(("•", Some("t"), "")));
        check("a. x", 0, Some(("a.", None, "x")));
        check("-", 0, Some(("•", None, "")));
        check("-x", 0, None);
        check("e.g. x", 0, None);
    }

    #[test]
    fn rows_have_cells() {
        let check = |row: &str, expected: Option<&[&str]>| assert_eq!(cells(row).as_deref(), expected, "{row}");
        check("| a | b  |", Some(&["a", "b"]));
        check("| a || c", Some(&["a", "", "c"]));
        check("|---+---|", None);
        check("| <l10> | |", None);
        check("|", Some(&[""]));
    }
}
