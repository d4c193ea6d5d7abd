//! Headlines: stars, a keyword, a priority, the title, tags.

use std::collections::HashSet;

use crate::text::Part;

/// A headline in its parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Headline<'a> {
    /// The number of its stars.
    pub(super) level: usize,
    /// Whether it and all below it are commented out.
    pub(super) comment: bool,
    /// Its title, without the count of what is done.
    pub(super) title: &'a str,
}

/// The number of stars at the beginning of a line that is a headline: a space follows them.
pub(super) fn stars(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches('*');
    let stars = line.len() - rest.len();
    (stars > 0 && rest.starts_with(' ')).then_some(stars)
}

impl<'a> Headline<'a> {
    /// Parts a line that is a headline. `keywords` are the states that a task may have.
    pub(super) fn parse(line: &'a str, keywords: &HashSet<&str>) -> Option<Self> {
        let level = stars(line)?;
        let whole = line.part(level..line.len()).trim();
        let first = whole.split([' ', '\t']).next().unwrap_or(whole);
        let rest = keywords.get(first).and_then(|keyword| word(whole, keyword)).unwrap_or(whole);
        let rest = without_priority(rest);
        let commented = word(rest, "COMMENT");
        let title = without_cookie(without_tags(commented.unwrap_or(rest)));
        Some(Self { level, comment: commented.is_some(), title: if title.is_empty() { whole } else { title } })
    }
}

/// What follows a word at the beginning of a text.
fn word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(word)?;
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then(|| rest.trim_start())
}

/// A text without the priority before it: `[#A]`, `[#12]`.
fn without_priority(text: &str) -> &str {
    let priority = text.strip_prefix("[#").and_then(|rest| rest.split_once(']'));
    let is_priority =
        |name: &str| (1..=2).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    priority.filter(|(name, _)| is_priority(name)).map_or(text, |(_, rest)| rest.trim_start())
}

/// A text without the tags behind it: `:a:b:`.
fn without_tags(text: &str) -> &str {
    let is_tag = |c: char| c.is_alphanumeric() || matches!(c, '_' | '@' | '#' | '%' | ':');
    let (before, tags) = text.rsplit_once([' ', '\t']).unwrap_or(("", text));
    let are_tags = tags.len() > 2 && tags.starts_with(':') && tags.ends_with(':') && tags.chars().all(is_tag);
    if are_tags { before.trim_end() } else { text }
}

/// A text without the count of what is done, before it or behind it: `[1/3]`, `[50%]`.
fn without_cookie(text: &str) -> &str {
    let is_count = |inner: &str| {
        inner.ends_with('%') && inner.bytes().rev().skip(1).all(|byte| byte.is_ascii_digit())
            || inner
                .split_once('/')
                .is_some_and(|(done, all)| done.bytes().chain(all.bytes()).all(|byte| byte.is_ascii_digit()))
    };
    if let Some((before, inner)) = text.strip_suffix(']').and_then(|text| text.rsplit_once('['))
        && is_count(inner)
    {
        return before.trim_end();
    }
    let first = text.strip_prefix('[').and_then(|text| text.split_once(']'));
    first.filter(|(inner, _)| is_count(inner)).map_or(text, |(_, rest)| rest.trim_start())
}

/// The states that a line of keywords names: `TODO(t) NEXT | DONE(d!)`.
pub(super) fn keywords(line: &str) -> impl Iterator<Item = &str> {
    let words = line.split_whitespace().filter(|word| *word != "|");
    words.map(|word| word.split('(').next().unwrap_or(word)).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_have_parts() {
        let check = |line: &str, expected: Option<(usize, bool, &str)>| {
            let found = Headline::parse(line, &HashSet::from(["TODO", "DONE"]));
            let found = found.map(|headline| (headline.level, headline.comment, headline.title));
            assert_eq!(found, expected, "{line}");
        };
        check("* A", Some((1, false, "A")));
        check("*** TODO [#A] 目录 b :x:y_1:", Some((3, false, "目录 b")));
        check("* TODOs are many", Some((1, false, "TODOs are many")));
        check("* DONE Tasks [2/5]  :a:", Some((1, false, "Tasks")));
        check("* [50%] Tasks", Some((1, false, "Tasks")));
        check("** COMMENT hidden", Some((2, true, "hidden")));
        check("* a :b: c", Some((1, false, "a :b: c")));
        check("* [#1] [a/b]", Some((1, false, "[a/b]")));
        check("* TODO", Some((1, false, "TODO")));
        check("*bold* text", None);
        check("**", None);
        check(" * item", None);
    }

    #[test]
    fn keywords_are_listed() {
        assert_eq!(keywords("TODO(t) 等待(w@/!) | DONE(d!) |").collect::<Vec<_>>(), ["TODO", "等待", "DONE"]);
    }
}
