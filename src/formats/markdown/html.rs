//! The words of HTML that stands within Markdown, and its headings.

use std::borrow::Cow;

use crate::formats::compose::Composer;
use crate::formats::markdown::tokens::{Tag, Token, tokens};
use crate::outline::BlockKind;
use crate::text::Part;

/// Composes a block of HTML that stands at a depth of lists and quotes. `line` is the source's line on which it
/// begins, from 1. Linear in the length of the block.
pub(super) fn compose_block(html: &str, depth: usize, line: u32, composer: &mut Composer) {
    let mut fragment = Fragment { composer, depth, line, heading: None };
    for (source, token) in tokens(html) {
        match token {
            Token::Text(text) => fragment.text(text),
            Token::Tag(tag) => fragment.tag(&tag),
            Token::Hidden => {}
        }
        fragment.line += u32::try_from(source.matches('\n').count()).unwrap_or(0);
    }
    fragment.end_block();
}

/// Composes a piece of HTML within a line: a line break or an image; other tags have no words.
pub(super) fn compose_inline(html: &str, composer: &mut Composer) {
    for (_, token) in tokens(html) {
        match token {
            Token::Tag(tag) if tag.is("br") => composer.hard_break(),
            Token::Tag(tag) if tag.is("img") => push_image(&tag, composer),
            _ => {}
        }
    }
}

/// HTML on its way into a document.
struct Fragment<'c> {
    composer: &'c mut Composer,
    depth: usize,
    line: u32,
    /// The level of the open heading, and the line on which it began.
    heading: Option<(u8, u32)>,
}

impl Fragment<'_> {
    fn text(&mut self, text: &str) {
        let text = decoded(text);
        if self.composer.kind() == Some(BlockKind::Code) {
            return self.composer.push(&text);
        }
        for (index, words) in text.split(char::is_whitespace).enumerate() {
            if index > 0 {
                self.composer.soft_break();
            }
            if !words.is_empty() && !self.composer.is_open() {
                self.composer.begin(BlockKind::Paragraph, self.depth);
            }
            self.composer.push(words);
        }
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        if let Some(level) = tag.heading_level() {
            self.end_block();
            self.begin(BlockKind::Heading, !tag.closes);
            self.heading = (!tag.closes).then_some((level, self.line));
        } else if tag.is("table") || tag.is("pre") {
            self.end_block();
            self.begin(if tag.is("pre") { BlockKind::Code } else { BlockKind::Table }, !tag.closes);
        } else if tag.is("img") {
            self.begin(BlockKind::Paragraph, !self.composer.is_open());
            push_image(tag, self.composer);
        } else if tag.is("br") {
            self.composer.hard_break();
        } else if self.composer.kind() == Some(BlockKind::Table) {
            self.part_of_table(tag);
        } else if tag.is("li") {
            self.end_block();
            self.begin(BlockKind::Item, !tag.closes);
            self.composer.push("• ");
        } else if tag.is_block() {
            self.end_block();
        }
    }

    fn part_of_table(&mut self, tag: &Tag<'_>) {
        if tag.is("tr") && tag.closes {
            self.composer.end_row();
        } else if (tag.is("td") || tag.is("th")) && !tag.closes && !self.composer.is_at_line_start() {
            self.composer.end_cell();
        }
    }

    fn begin(&mut self, kind: BlockKind, begins: bool) {
        if begins {
            self.composer.begin(kind, self.depth);
        }
    }

    fn end_block(&mut self) {
        match self.heading.take() {
            Some((level, line)) => self.composer.end_heading(level, line),
            None => self.composer.end(),
        }
    }
}

/// The words that stand for an image, in brackets.
fn push_image(tag: &Tag<'_>, composer: &mut Composer) {
    if let Some(words) = tag.attribute("alt").filter(|words| !words.trim().is_empty()) {
        composer.push(&format!("[{}]", decoded(words).trim()));
    }
}

/// The bytes in which the `;` of a character reference is looked for.
const LONGEST_NAME: usize = 12;

/// The text with the frequent character references resolved.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let name = after.part(0..LONGEST_NAME).split_once(';').map(|(name, _)| name);
        let reference = name.and_then(|name| Some((character(name)?, name.len() + 1)));
        let (character, length) = reference.unwrap_or(('&', 0));
        decoded.push(character);
        rest = after.part(length..after.len());
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// The character that a reference names.
fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
        return char::from_u32(hexadecimal.unwrap_or_else(|| number.parse()).ok()?);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ensp" | "emsp" | "thinsp" => ' ',
        "copy" => '©',
        "reg" => '®',
        "middot" => '·',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "times" => '×',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved() {
        let check = |text: &str, expected: &str| assert_eq!(decoded(text), expected, "{text:?}");
        check("目录", "目录");
        check("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c");
        check("&#30446;&#x5f55;&#X5F55;", "目录录");
        check("&", "&");
        check("&;&&nbsp;&unknown; &#xffffff;", "&;&\u{a0}&unknown; &#xffffff;");
        check("&目录目录目录目录lt;", "&目录目录目录目录lt;");
    }
}
