//! The attributes of a tag.

use std::borrow::Cow;

use crate::formats::web::html::entities::resolved;
use crate::text::Part;

/// The attributes in the text of a tag, one after the other: their names as written, and their values as written.
#[derive(Clone, Copy, Debug)]
pub(in crate::formats) struct Attributes<'a> {
    rest: &'a str,
}

/// The attributes that begin a text which goes on after the `>` of their tag.
pub(in crate::formats) fn attributes(text: &str) -> Attributes<'_> {
    Attributes { rest: text }
}

impl<'a> Attributes<'a> {
    /// What is not yet read.
    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    /// Takes what a predicate says, up to the first byte for which it is false.
    fn take(&mut self, within: impl Fn(u8) -> bool) -> &'a str {
        let length = self.rest.bytes().position(|byte| !within(byte)).unwrap_or(self.rest.len());
        let (taken, rest) = (self.rest.part(0..length), self.rest.part(length..self.rest.len()));
        self.rest = rest;
        taken
    }

    /// The value behind a `=`.
    fn value(&mut self) -> &'a str {
        self.take(is_space);
        let Some(quote) = self.rest.bytes().next().filter(|byte| matches!(byte, b'"' | b'\'')) else {
            return self.take(|byte| !is_space(byte) && byte != b'>');
        };
        self.rest = self.rest.part(1..self.rest.len());
        let value = self.take(|byte| byte != quote);
        self.rest = self.rest.part(1..self.rest.len());
        value
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        self.take(|byte| is_space(byte) || byte == b'/');
        if self.rest.is_empty() || self.rest.starts_with('>') {
            return None;
        }
        let all = self.rest;
        self.take(|byte| byte == b'=');
        self.take(|byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
        let name = all.part(0..all.len() - self.rest.len());
        self.take(is_space);
        let Some(rest) = self.rest.strip_prefix('=') else {
            return Some((name, ""));
        };
        self.rest = rest;
        Some((name, self.value()))
    }
}

/// The value of the attribute with a name in lower case, its character references resolved.
pub(in crate::formats) fn attribute<'a>(text: &'a str, name: &str) -> Option<Cow<'a, str>> {
    attributes(text).find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| resolved(value))
}

/// White space of HTML.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | 0x0c | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_as_browsers_do() {
        let check = |text: &str, expected: &[(&str, &str)], rest: &str| {
            let mut found = attributes(text);
            assert_eq!(found.by_ref().collect::<Vec<_>>(), expected, "{text}");
            assert_eq!(found.rest(), rest, "{text}");
        };
        check("", &[], "");
        check(" a=1 b = '2 >' c=\"目 录\" d>x", &[("a", "1"), ("b", "2 >"), ("c", "目 录"), ("d", "")], ">x");
        check(" a\"b'=c/d/ />", &[("a\"b'", "c/d/")], ">");
        check("/a/b =/>", &[("a", ""), ("b", "/")], ">");
        check(" =a= b='open>", &[("=a", "b='open")], ">");
        check(" b='open>", &[("b", "open>")], "");
        check(" a=>", &[("a", "")], ">");
    }

    #[test]
    fn values_are_found_by_name() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(attribute(text, "alt").as_deref(), expected);
        check(" src=\"a=b\" alt=\"目 &amp; 录\">", Some("目 & 录"));
        check(" ALT='x' src=y>", Some("x"));
        check(" src=x alt>", Some(""));
        check(" src=x>", None);
    }
}
