//! Metadata in front of a text: YAML between lines of `---`, or TOML between lines of `+++`.

use crate::text::Part;

/// The metadata in front of a text.
pub(super) struct FrontMatter<'a> {
    /// The bytes of the text that it takes, its fences included.
    pub(super) length: usize,
    /// What stands between the fences.
    pub(super) lines: &'a str,
    /// The value of its `title`.
    pub(super) title: Option<&'a str>,
}

impl<'a> FrontMatter<'a> {
    /// Finds metadata at the beginning of a text. A rule that other text follows is none.
    pub(super) fn find(text: &'a str) -> Option<Self> {
        let mut lines = text.split_inclusive('\n');
        let opening = lines.next()?;
        let (closings, separator): (&[&str], char) = match opening.trim_end() {
            "---" => (&["---", "..."], ':'),
            "+++" => (&["+++"], '='),
            _ => return None,
        };
        let body = text.part(opening.len()..text.len());
        let mut length = 0;
        let closing = body.split_inclusive('\n').find(|line| {
            let closes = closings.contains(&line.trim_end());
            length += if closes { 0 } else { line.len() };
            closes
        })?;
        let lines = body.part(0..length);
        let mut entries = lines.lines().filter_map(|line| entry(line, separator)).peekable();
        entries.peek()?;
        let title = entries.find(|(key, _)| *key == "title").map(|(_, value)| unquoted(value));
        Some(Self {
            length: opening.len() + length + closing.len(),
            lines,
            title: title.filter(|title| !title.is_empty()),
        })
    }
}

/// The key and the value that a line at the top level has.
fn entry(line: &str, separator: char) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(separator)?;
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let key = key.trim_end();
    (!key.is_empty() && key.chars().all(is_key)).then_some((key, value.trim()))
}

/// A value without its quotes.
fn unquoted(value: &str) -> &str {
    let between = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    between('"').or_else(|| between('\'')).unwrap_or(value).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_is_told_from_rules() {
        let check = |text: &str, expected: Option<(&str, Option<&str>)>| {
            let found = FrontMatter::find(text).map(|front| (text.part(front.length..text.len()), front.title));
            assert_eq!(found, expected, "{text:?}");
        };
        check("---\ntitle: 目录\nauthor: a\n---\n# A\n", Some(("# A\n", Some("目录"))));
        check("---\ntitle: \"A: b\"\n...\nx", Some(("x", Some("A: b"))));
        check("+++\ntitle = 'A'\n+++\n", Some(("", Some("A"))));
        check("---\ntags:\n  title: no\n---\nx", Some(("x", None)));
        check("---\ntitle:\n---\nx", Some(("x", None)));
        check("---\n\nText\n\n---\n", None);
        check("---\ntitle: A\n", None);
        check("----\ntitle: A\n----\n", None);
        check("title: A\n---\n", None);
        check("", None);
    }
}
