//! HTML is cut into tags and text, without a look at what stands in what.

use crate::formats::web::html::attributes::attributes;
use crate::formats::web::html::tag::{Content, Tag};
use crate::text::Part;

/// A piece of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) enum Token<'a> {
    /// Words, with character references as written.
    Text(&'a str),
    /// Words that have no character references.
    Raw(&'a str),
    /// The beginning of an element.
    Start(Start<'a>),
    /// The end of an element, by its name as written.
    End(&'a str),
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) struct Start<'a> {
    /// What element it begins.
    pub(in crate::formats) tag: Tag,
    /// Its name as written.
    pub(in crate::formats) name: &'a str,
    /// Its attributes as written.
    pub(in crate::formats) attributes: &'a str,
    /// Where it stands in the source.
    pub(in crate::formats) at: usize,
    /// Whether it is written as an element without content: `<a/>`.
    pub(super) is_empty: bool,
}

/// How a source is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) enum Syntax {
    /// `<a/>` begins an element, and `<![CDATA[` a comment.
    Html,
    /// `<a/>` is an element without content, and CDATA is text.
    Xml,
}

/// The pieces of a source in their order. Nothing is an error; comments, declarations and processing instructions are
/// left out. Linear in the length of the source.
pub(in crate::formats) struct Tokens<'a> {
    source: &'a str,
    syntax: Syntax,
    at: usize,
    /// The element whose text goes on to its end tag, its name as written.
    within: Option<(Content, &'a str)>,
    /// What was looked for to the end of the source and is not there: the end of a comment, and the end tags of texts.
    missing: Vec<&'a str>,
}

/// The most words that are looked for in vain; more names in more spellings than HTML has.
const MOST_MISSING: usize = 16;

impl<'a> Tokens<'a> {
    /// The pieces of a source.
    pub(in crate::formats) fn new(source: &'a str, syntax: Syntax) -> Self {
        Self { source, syntax, at: 0, within: None, missing: Vec::new() }
    }

    fn rest(&self) -> &'a str {
        self.source.part(self.at..self.source.len())
    }

    /// Whether words are known not to follow: nothing is looked for to the end of the source more than once.
    fn is_missing(&self, words: &str) -> bool {
        self.missing.len() >= MOST_MISSING || self.missing.contains(&words)
    }

    fn miss(&mut self, words: &'a str) {
        if !self.is_missing(words) {
            self.missing.push(words);
        }
    }

    /// Takes what stands before the first of some words, and the words with it; all where there are none.
    fn take_until(&mut self, words: &str) -> &'a str {
        let rest = self.rest();
        let length = rest.find(words).unwrap_or(rest.len());
        self.at += (length + words.len()).min(rest.len());
        rest.part(0..length)
    }

    /// Takes the text of an element that goes on to its end tag. What has no end tag is taken as little of as can be.
    fn take_content(&mut self, content: Content, name: &'a str) -> Token<'a> {
        let rest = self.rest();
        let end = match content {
            Content::Rest => None,
            _ if self.is_missing(name) => None,
            _ => rest.match_indices("</").map(|(at, _)| at).find(|at| {
                let found = rest.part(at + 2..at + 2 + name.len());
                found.eq_ignore_ascii_case(name)
                    && !rest.part(at + 2 + name.len()..rest.len()).starts_with(|c: char| c.is_ascii_alphanumeric())
            }),
        };
        if end.is_none() {
            self.miss(name);
        }
        let open = if content == Content::References { rest.find('<') } else { None };
        let length = end.or(open).unwrap_or(rest.len());
        self.at += length;
        let text = rest.part(0..length);
        if content == Content::References { Token::Text(text) } else { Token::Raw(text) }
    }

    /// Takes the piece at a `<`; none for what is never shown.
    fn take_markup(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        let inner = rest.part(1..rest.len());
        match inner.bytes().next() {
            Some(b'!' | b'?') => self.take_hidden(inner),
            Some(b'/') if inner.part(1..2).starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let start = self.at;
                let tag = self.take_tag(2);
                tag.map(|tag| Token::End(tag.name)).or_else(|| self.cut_off(start))
            }
            Some(b'/') => {
                self.take_until(">");
                None
            }
            Some(byte) if byte.is_ascii_alphabetic() => {
                let start = self.at;
                let Some(tag) = self.take_tag(1) else { return self.cut_off(start) };
                let is_open = !tag.is_empty || self.syntax == Syntax::Html;
                if tag.tag.content() != Content::Markup && is_open {
                    self.within = Some((tag.tag.content(), tag.name));
                }
                Some(Token::Start(tag))
            }
            _ => {
                self.at += 1;
                Some(Token::Text("<"))
            }
        }
    }

    /// Passes over a tag that the file ends in.
    fn cut_off(&mut self, start: usize) -> Option<Token<'a>> {
        self.at = self.source.len().max(start);
        None
    }

    /// Takes a comment, a declaration, a processing instruction or CDATA.
    fn take_hidden(&mut self, inner: &'a str) -> Option<Token<'a>> {
        if inner.starts_with("!--") {
            let start = self.at + 4;
            let rest = self.source.part(start..self.source.len());
            let short = ["->", ">"].into_iter().find(|end| rest.starts_with(end));
            self.at = start + short.map_or(0, str::len);
            if short.is_none() {
                self.take_comment();
            }
            None
        } else if inner.starts_with("![CDATA[") && self.syntax == Syntax::Xml {
            self.at += 9;
            Some(Token::Raw(self.take_until("]]>")))
        } else {
            self.take_until(">");
            None
        }
    }

    /// Takes a comment to its end. Where it has none, it ends with its tag, as the rest is worth more than nothing.
    fn take_comment(&mut self) {
        let rest = self.rest();
        let end = if self.is_missing("-->") { None } else { rest.find("-->") };
        let Some(end) = end else {
            self.miss("-->");
            self.take_until(">");
            return;
        };
        self.at += rest.part(0..end).find("--!>").map_or(end + 3, |at| at + 4);
    }

    /// Takes a tag whose name begins `name_at` bytes from here; none where it does not end.
    fn take_tag(&mut self, name_at: usize) -> Option<Start<'a>> {
        let rest = self.rest();
        let inner = rest.part(name_at..rest.len());
        let ends = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | 0x0c | b'\r' | b'/' | b'>');
        let name = inner.part(0..inner.bytes().position(ends)?);
        let behind = inner.part(name.len()..inner.len());
        let mut found = attributes(behind);
        let mut value_ends = 0;
        while found.next().is_some() {
            value_ends = behind.len() - found.rest().len();
        }
        let length = behind.len() - found.rest().len();
        if found.rest().is_empty() {
            return None;
        }
        let at = self.at;
        self.at += name_at + name.len() + length + 1;
        Some(Start {
            tag: Tag::of(name),
            name,
            attributes: behind.part(0..length),
            at,
            is_empty: behind.part(value_ends..length).contains('/'),
        })
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.at < self.source.len() {
            if let Some((content, name)) = self.within.take() {
                return Some(self.take_content(content, name));
            }
            let rest = self.rest();
            let token = match rest.find('<') {
                Some(0) => self.take_markup(),
                at => {
                    let text = rest.part(0..at.unwrap_or(rest.len()));
                    self.at += text.len();
                    Some(Token::Text(text))
                }
            };
            if token.is_some() {
                return token;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(token: Token<'_>) -> String {
        match token {
            Token::Text(text) => text.to_owned(),
            Token::Raw(text) => format!("raw {text}"),
            Token::Start(tag) => format!("<{}{}{}", tag.name, tag.attributes, if tag.is_empty { "|" } else { "" }),
            Token::End(name) => format!("</{name}"),
        }
    }

    #[test]
    fn html_is_cut_into_pieces() {
        let check = |html: &str, syntax: Syntax, expected: &[&str]| {
            assert_eq!(Tokens::new(html, syntax).map(shown).collect::<Vec<_>>(), expected, "{html}");
        };
        use Syntax::{Html, Xml};
        check("", Html, &[]);
        check("a <B c='>'>b</B >", Html, &["a ", "<B c='>'", "b", "</B"]);
        check("1 < 2 <", Html, &["1 ", "<", " 2 ", "<"]);
        check("x<!-- <h1> -->y<!DOCTYPE html><?php a ?>z", Html, &["x", "y", "z"]);
        check("a<!-->b<!--->c<!-- --!>d", Html, &["a", "b", "c", "d"]);
        check("a<!-- b>c", Html, &["a", "c"]);
        check("<script>if (a<b) '</p>'</Script>x", Html, &["<script", "raw if (a<b) '</p>'", "</Script", "x"]);
        check("<title>a<b>&amp;</title>", Html, &["<title", "a<b>&amp;", "</title"]);
        check("<title>a<p>b", Html, &["<title", "a", "<p", "b"]);
        check("<plaintext>a</plaintext>", Html, &["<plaintext", "raw a</plaintext>"]);
        check("<title/><a id='x'/>b", Xml, &["<title/|", "<a id='x'/|", "b"]);
        check("<a href=x/>b<br />", Html, &["<a href=x/", "b", "<br /|"]);
        check("<![CDATA[a<b]]>c", Xml, &["raw a<b", "c"]);
        check("<![if !x]>a<![endif]>", Html, &["a"]);
        check("a</>b</ c>d<a href='x", Html, &["a", "b", "d"]);
        check("目<b", Html, &["目"]);
    }
}
