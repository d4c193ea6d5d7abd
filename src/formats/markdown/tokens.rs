//! HTML is cut into tags and text, without a look at what they mean.

use crate::text::Part;

/// A piece of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Words, with character references as written.
    Text(&'a str),
    /// A tag.
    Tag(Tag<'a>),
    /// What is never shown: comments, declarations, scripts.
    Hidden,
}

/// A tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// The name as written.
    name: &'a str,
    /// Whether it closes an element.
    pub(super) closes: bool,
    attributes: &'a str,
}

/// Elements that stand by themselves on the page.
const BLOCKS: [&str; 26] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hr",
    "html",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "summary",
    "title",
    "ul",
];
/// Elements whose text is none of the document's.
const RAW: [&str; 3] = ["script", "style", "template"];

impl<'a> Tag<'a> {
    /// Whether it is one of elements with a name in lower case.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Whether the element stands by itself on the page.
    pub(super) fn is_block(&self) -> bool {
        BLOCKS.iter().any(|name| self.is(name))
    }

    /// The level of a heading.
    pub(super) fn heading_level(&self) -> Option<u8> {
        (1..=6).find(|level| self.is(&format!("h{level}")))
    }

    /// The value of an attribute with a name in lower case.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        loop {
            let (before, after) = rest.split_once('=')?;
            let (value, next) = value(after.trim_start());
            if before.split_whitespace().next_back().is_some_and(|key| key.eq_ignore_ascii_case(name)) {
                return Some(value);
            }
            rest = next;
        }
    }
}

/// The value at the beginning of a text, and what follows it.
fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    text.split_once(char::is_whitespace).unwrap_or((text, ""))
}

/// The pieces of HTML in their order, each with its source. Nothing is an error; a tag that does not end is text.
/// Linear in the length of the text.
pub(super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens { rest: html }
}

/// The iterator of [`tokens`].
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (&'a str, Token<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let html = self.rest;
        let (length, token) = match html.find('<') {
            _ if html.is_empty() => return None,
            Some(0) => markup(html),
            Some(at) => (at, Token::Text(html.part(0..at))),
            None => (html.len(), Token::Text(html)),
        };
        self.rest = html.part(length..html.len());
        Some((html.part(0..length), token))
    }
}

/// The piece at a `<`, and its length.
fn markup(html: &str) -> (usize, Token<'_>) {
    let until = |end: &str| html.find(end).map_or(html.len(), |at| at + end.len());
    if html.starts_with("<!--") {
        (until("-->"), Token::Hidden)
    } else if html.starts_with("<!") || html.starts_with("<?") {
        (until(">"), Token::Hidden)
    } else {
        tag(html)
    }
}

/// The tag at a `<`; with the text of the element where that is not shown.
fn tag(html: &str) -> (usize, Token<'_>) {
    let inner = html.part(1..html.len());
    let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let name_length = inner.find(|c: char| !c.is_alphanumeric() && c != '-' && c != ':').unwrap_or(inner.len());
    let name = inner.part(0..name_length);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return (1, Token::Text("<"));
    }
    let rest = inner.part(name_length..inner.len());
    let Some(end) = end_of_tag(rest) else {
        return (html.len(), Token::Text(html));
    };
    let length = html.len() - rest.len() + end + 1;
    if !closes && RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
        return (length + closing(html.part(length..html.len()), name), Token::Hidden);
    }
    (length, Token::Tag(Tag { name, closes, attributes: rest.part(0..end) }))
}

/// Where the `>` of a tag stands, which is not within quotes.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    text.char_indices().find_map(|(at, c)| {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
        None
    })
}

/// Where the tag that closes an element begins; the end of the text where there is none.
fn closing(text: &str, name: &str) -> usize {
    let mut ends = text.match_indices("</").map(|(at, _)| at);
    ends.find(|&at| text.part(at + 2..at + 2 + name.len()).eq_ignore_ascii_case(name)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_cut_into_tags_and_text() {
        let check = |html: &str, expected: &[&str]| {
            let found = tokens(html).map(|(_, token)| match token {
                Token::Text(text) => text.to_owned(),
                Token::Tag(tag) => format!("<{}{}", if tag.closes { "/" } else { "" }, tag.name),
                Token::Hidden => "hidden".to_owned(),
            });
            assert_eq!(found.collect::<Vec<_>>(), expected, "{html}");
            assert_eq!(tokens(html).map(|(source, _)| source).collect::<String>(), html);
        };
        check("", &[]);
        check("<p>目录</p>", &["<p", "目录", "</p"]);
        check("a < b <= c", &["a ", "<", " b ", "<", "= c"]);
        check("<a title=\"x > y\">z", &["<a", "z"]);
        check("x<!-- <h1> -->y<!DOCTYPE html>", &["x", "hidden", "y", "hidden"]);
        check("<!-- open", &["hidden"]);
        check("<script>if (a<b) '</p>'</Script>x", &["hidden", "</Script", "x"]);
        check("<style>", &["hidden"]);
        check("<my-tag a='>'/>", &["<my-tag"]);
        check("<a <b", &["<a <b"]);
    }

    #[test]
    fn attributes_have_values() {
        let check = |html: &str, expected: Option<&str>| {
            let Some((_, Token::Tag(tag))) = tokens(html).next() else { panic!("{html}") };
            assert_eq!(tag.attribute("alt"), expected, "{html}");
        };
        check("<img src=\"a=b\" alt=\"目 录\">", Some("目 录"));
        check("<img ALT='x' src=y>", Some("x"));
        check("<img alt=x>", Some("x"));
        check("<img src=x>", None);
        check("<img alt>", None);
        check("<img>", None);
    }
}
