//! Attributes of a document: `:name: value` sets one, `{name}` stands for its value.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::formats::light::allowance::Allowance;
use crate::formats::light::asciidoc::inline::Marks;
use crate::text::Part;

/// The longest value, in bytes; what is longer is cut off.
const LONGEST: usize = 4096;

/// The attributes that are set so far.
#[derive(Debug)]
pub(super) struct Attributes {
    values: HashMap<String, String>,
    /// How much longer the text may become by them.
    allowance: Allowance,
}

/// The attributes that are always set, to characters that would else be markup.
const CHARACTERS: &[(&str, &str)] = &[
    ("nbsp", "\u{a0}"),
    ("zwsp", "\u{200b}"),
    ("wj", "\u{2060}"),
    ("sp", " "),
    ("empty", ""),
    ("blank", ""),
    ("lt", "<"),
    ("gt", ">"),
    ("amp", "&"),
    ("apos", "'"),
    ("quot", "\""),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("deg", "°"),
    ("plus", "+"),
    ("brvbar", "¦"),
    ("vbar", "|"),
    ("startsb", "["),
    ("endsb", "]"),
    ("caret", "^"),
    ("asterisk", "*"),
    ("tilde", "~"),
    ("backslash", "\\"),
    ("backtick", "`"),
    ("two-colons", "::"),
    ("two-semicolons", ";;"),
    ("cpp", "C++"),
];

impl Attributes {
    /// No attributes, for a source of `length` bytes.
    pub(super) fn new(length: usize) -> Self {
        Self { values: HashMap::new(), allowance: Allowance::new(length) }
    }

    /// Sets an attribute, or takes it back where a `!` stands beside its name.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        let key = name.trim_matches('!').to_lowercase();
        if name.contains('!') {
            self.values.remove(&key);
        } else {
            let value = self.resolve(value).part(0..LONGEST).to_owned();
            self.values.insert(key, value);
        }
    }

    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// The marks within text, with what is set here.
    pub(super) fn marks(&self) -> Marks<'_> {
        Marks { folder: self.get("imagesdir").unwrap_or_default() }
    }

    /// A text with the values of its attributes in the place of their names. Names without a value stay as they are.
    pub(super) fn resolve<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains('{') {
            return Cow::Borrowed(text);
        }
        let mut resolved = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            resolved.push_str(before);
            let end = after.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').unwrap_or(after.len());
            let value = Some(after.part(0..end))
                .filter(|_| after.as_bytes().get(end) == Some(&b'}') && !before.ends_with('\\'))
                .and_then(|name| self.value(name))
                .filter(|value| self.allowance.take(value.len()));
            if let Some(value) = value {
                resolved.push_str(value);
                rest = after.part(end + 1..after.len());
            } else {
                if before.ends_with('\\') && after.as_bytes().get(end) == Some(&b'}') {
                    resolved.pop();
                }
                resolved.push('{');
                rest = after;
            }
        }
        resolved.push_str(rest);
        Cow::Owned(resolved)
    }

    fn value(&self, name: &str) -> Option<&str> {
        let lower = name.to_lowercase();
        let character = || CHARACTERS.iter().find(|(known, _)| *known == lower).map(|(_, value)| *value);
        self.get(&lower).or_else(character)
    }
}

/// The name and the value that a line sets, if it does.
pub(super) fn entry(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.strip_prefix(':')?.split_once(':')?;
    let bare = name.strip_prefix('!').or_else(|| name.strip_suffix('!')).unwrap_or(name);
    let is_name = bare.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        && bare.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    (is_name && (value.is_empty() || value.starts_with([' ', '\t']))).then_some((name, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_for_values() {
        let mut attributes = Attributes::new(0);
        attributes.set("产品", "甲");
        attributes.set("product", "Pump {plus}1");
        attributes.set("twice", "{product}, {product}");
        attributes.set("gone", "x");
        attributes.set("!gone", "");
        let check = |text: &str, expected: &str| assert_eq!(attributes.resolve(text), expected);
        check("The {product}s", "The Pump +1s");
        check("{twice} {产品}", "Pump +1, Pump +1 甲");
        check("{gone} {unknown} \\{product} {", "{gone} {unknown} {product} {");
        check("a{nbsp}b{PLUS}", "a\u{a0}b+");
    }

    #[test]
    fn a_line_sets_an_attribute() {
        let check = |line: &str, expected: Option<(&str, &str)>| assert_eq!(entry(line), expected, "{line}");
        check(":toc: left ", Some(("toc", "left")));
        check(":sectnums!:", Some(("sectnums!", "")));
        check(":!x:", Some(("!x", "")));
        check(":a b: c", None);
        check("::", None);
        check(":)", None);
        check(":a:b", None);
    }

    #[test]
    fn values_cannot_grow_without_bounds() {
        let mut attributes = Attributes::new(0);
        attributes.set("a0", "0123456789");
        for at in 1..40 {
            attributes.set(&format!("a{at}"), &format!("{{a{}}}", at - 1).repeat(10));
        }
        assert!(attributes.resolve(&"{a39}".repeat(10_000)).len() < 200_000);
    }
}
