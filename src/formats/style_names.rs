//! What the names of styles say. Word keeps the English names of its own styles in every language; other programs
//! translate them.

use crate::formats::flow::Role;

/// What paragraphs of a style are, as far as its name tells.
pub(super) fn role(name: &str) -> Role {
    let name: String =
        name.split(',').next().unwrap_or_default().chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let name = name.to_lowercase();
    let level = |words: &[&str]| {
        let digit = words.iter().find_map(|word| name.strip_prefix(word))?;
        digit.parse::<u8>().ok().filter(|level| (1..=9).contains(level))
    };
    if matches!(name.as_str(), "title" | "标题" | "標題" | "表題") {
        Role::Title
    } else if let Some(level) = level(&["heading", "标题", "標題", "見出し", "제목"]) {
        Role::Heading(level)
    } else if let Some(level) = level(&["toc", "contents", "目录", "目錄", "目次"]) {
        Role::Contents(level - 1)
    } else {
        publishers(&name).map_or(Role::Text, Role::Heading)
    }
}

/// The level of a heading in the styles of publishers, who call the headings of a chapter A, B and C.
fn publishers(name: &str) -> Option<u8> {
    let name = name.strip_suffix("number").unwrap_or(name);
    match name.strip_prefix("head").or_else(|| name.strip_suffix("head")) {
        Some("a") => Some(2),
        Some("b") => Some(3),
        Some("c") => Some(4),
        Some("d") => Some(5),
        _ => (name == "chaptertitle").then_some(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_paragraphs_are() {
        let check = |name: &str, expected: Role| assert_eq!(role(name), expected, "{name}");
        check("heading 1", Role::Heading(1));
        check("Heading 3,H3", Role::Heading(3));
        check("标题 2", Role::Heading(2));
        check("标题", Role::Title);
        check("Title", Role::Title);
        check("toc 2", Role::Contents(1));
        check("heading 10", Role::Text);
        check("TOC Heading", Role::Text);
        check("ChapterTitle", Role::Heading(1));
        check("Head A", Role::Heading(2));
        check("HeadBNumber", Role::Heading(3));
        check("C-Head", Role::Heading(4));
        check("BoxHeadA", Role::Text);
        check("Normal", Role::Text);
        check("", Role::Text);
    }
}
