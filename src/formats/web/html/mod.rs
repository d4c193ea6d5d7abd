//! HTML and XHTML, as browsers read them: whatever tags are left out, and whatever encoding is said.

mod attributes;
mod css;
mod declared;
mod entities;
mod lists;
mod outline;
mod page;
mod pictures;
mod sections;
mod sheet;
mod tables;
mod tag;
mod tokens;
mod traits;
mod tree;
mod walk;
mod writer;

use std::collections::HashSet;

use crate::formats::compose::Composer;
use crate::formats::limits::Budget;
use crate::formats::{Options, Reader};
use crate::outline::{Document, Problem};
use crate::text::declared::decode_declared;
use crate::text::decode::is_binary;

pub(in crate::formats) use attributes::attribute;
pub(super) use declared::declared;
pub(in crate::formats) use entities::resolved;
pub(super) use outline::finished;
pub(in crate::formats) use pictures::pictured;
pub(in crate::formats) use tag::Tag;
pub(in crate::formats) use tokens::{Start, Syntax, Token, Tokens};
pub(super) use tree::{MOST_NODES, parse};
pub(super) use walk::{Marked, Names, Walked, walk};

/// The reader of HTML.
pub(in crate::formats) struct Html;

/// The bytes at the beginning of a file in which its kind is looked for.
const HEAD: usize = 1024;

impl Reader for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml", "xht", "shtml"]
    }

    fn taken(&self) -> &'static str {
        "web pages: headings as they are marked, else found by number and look; lists, tables, quotes, code, emphasis, links, captions, pictures by their words and names; navigation is dimmed, and scripts, forms and hidden parts are left out"
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start();
        let holds = |words: &[u8]| head.windows(words.len()).any(|window| window == words);
        head.starts_with(b"<!doctype html")
            || head.starts_with(b"<html")
            || head.starts_with(b"<head>")
            || (head.starts_with(b"<?xml") || head.starts_with(b"<!--")) && holds(b"<html")
    }

    fn read_within(&self, bytes: &[u8], options: &Options, budget: &Budget) -> Document {
        if options.encoding.is_none() && is_binary(bytes) {
            return Document { format: self.name(), problems: vec![Problem::Binary], ..Document::default() };
        }
        read_page(self.name(), bytes, None, options, budget)
    }
}

/// Reads a page of a format; `label` names its encoding where something outside of it does.
pub(super) fn read_page(
    format: &'static str,
    bytes: &[u8],
    label: Option<&str>,
    options: &Options,
    budget: &Budget,
) -> Document {
    let said = declared(bytes);
    let decoded = decode_declared(bytes, options.encoding, label.or(said.as_deref()));
    let syntax = if decoded.text.trim_start().starts_with("<?xml") { Syntax::Xml } else { Syntax::Html };
    let (nodes, too_large) = parse(&decoded.text, syntax, budget);
    let mut composer = Composer::default();
    let names = Names { book: None, wanted: &HashSet::new() };
    let walked = walk(&decoded.text, &nodes, names, &mut composer, budget);
    composer.scale_looks(walked.size);
    let undecodable = decoded.malformed.then_some(Problem::Undecodable { encoding: decoded.encoding });
    let too_large = too_large.or(walked.cut_short.then(Budget::too_long));
    let document = outline::finished(composer.finish_with_looks(format), &walked, options.reading.belief);
    Document {
        encoding: Some(decoded.encoding),
        problems: undecodable.into_iter().chain(too_large).collect(),
        ..document
    }
}

#[cfg(test)]
mod tests;
