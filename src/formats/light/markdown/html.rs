//! The words of HTML that stands within Markdown, and its headings.

use crate::formats::compose::Composer;
use crate::formats::web::html::{Start, Syntax, Tag, Token, Tokens, attribute, pictured, resolved};
use crate::outline::BlockKind;
use crate::text::Part;

/// Composes a block of HTML that stands at a depth of lists and quotes. `line` is the source's line on which it
/// begins, from 1. Linear in the length of the block.
pub(super) fn compose_block(html: &str, depth: usize, line: u32, composer: &mut Composer) {
    let mut fragment =
        Fragment { composer, html, depth, place: (0, line), heading: None, hidden: None, has_data: false };
    for token in Tokens::new(html, Syntax::Html) {
        match token {
            Token::End(name) if fragment.hidden.is_some_and(|hidden| hidden.eq_ignore_ascii_case(name)) => {
                fragment.hidden = None;
            }
            _ if fragment.hidden.is_some() => {}
            Token::Text(text) => fragment.text(&resolved(text)),
            Token::Raw(text) => fragment.text(text),
            Token::Start(start) if start.tag.is_hidden() => fragment.hidden = Some(start.name),
            Token::Start(start) => fragment.start(&start),
            Token::End(name) => fragment.end(Tag::of(name)),
        }
    }
    fragment.end_block();
}

/// Composes a piece of HTML within a line: a line break or an image; other tags have no words.
pub(super) fn compose_inline(html: &str, composer: &mut Composer) {
    for token in Tokens::new(html, Syntax::Html) {
        match token {
            Token::Start(start) if start.tag == Tag::Br => composer.hard_break(),
            Token::Start(start) if start.tag == Tag::A => note_anchor(&start, composer),
            Token::Start(start) if start.tag == Tag::Img => push_image(&start, composer, 0),
            _ => {}
        }
    }
}

/// HTML on its way into a document.
struct Fragment<'c, 'h> {
    composer: &'c mut Composer,
    html: &'h str,
    depth: usize,
    /// A place in the HTML, and its line.
    place: (usize, u32),
    /// The level of the open heading, and the line on which it began.
    heading: Option<(u8, u32)>,
    /// The open element whose text is not shown.
    hidden: Option<&'h str>,
    /// Whether the open row of a table has cells that name no column.
    has_data: bool,
}

impl Fragment<'_, '_> {
    fn text(&mut self, text: &str) {
        if self.composer.kind() == Some(BlockKind::Code) {
            return self.composer.push(text);
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

    fn start(&mut self, start: &Start<'_>) {
        let is_in_table = self.composer.kind() == Some(BlockKind::Table);
        self.has_data |= start.tag == Tag::Td;
        match start.tag {
            Tag::Heading(level) => {
                self.begin(BlockKind::Heading);
                note_anchor(start, self.composer);
                self.heading = Some((level, self.line(start.at)));
            }
            Tag::Table => self.begin(BlockKind::Table),
            Tag::Pre => self.begin(BlockKind::Code),
            Tag::Img => {
                push_image(start, self.composer, self.depth);
            }
            Tag::Br => self.composer.hard_break(),
            Tag::A => note_anchor(start, self.composer),
            Tag::Td | Tag::Th if is_in_table && !self.composer.is_at_line_start() => self.composer.end_cell(),
            _ if is_in_table => {}
            Tag::Li => {
                self.begin(BlockKind::Item);
                self.composer.push("• ");
            }
            tag if tag.is_block() => self.end_block(),
            _ => {}
        }
    }

    fn end(&mut self, tag: Tag) {
        let is_in_table = self.composer.kind() == Some(BlockKind::Table);
        match tag {
            Tag::Tr if is_in_table => match std::mem::take(&mut self.has_data) {
                true => self.composer.end_row(),
                false => self.composer.end_head_row(),
            },
            Tag::Table | Tag::Heading(_) | Tag::Pre => self.end_block(),
            tag if tag.is_block() && !is_in_table => self.end_block(),
            _ => {}
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.end_block();
        self.composer.begin(kind, self.depth);
    }

    fn end_block(&mut self) {
        match self.heading.take() {
            Some((level, line)) => self.composer.end_heading(level, line),
            None => self.composer.end(),
        }
    }

    /// The line of a place in the HTML that does not lie before the last one that was asked for.
    fn line(&mut self, at: usize) -> u32 {
        let (from, line) = self.place;
        let passed = self.html.part(from..at).bytes().filter(|byte| *byte == b'\n').count();
        self.place = (at, line.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX)));
        self.place.1
    }
}

/// Notes the names that an element gives to the place where it begins.
fn note_anchor(start: &Start<'_>, composer: &mut Composer) {
    let names = ["id", "name"].map(|name| attribute(start.attributes, name));
    names.iter().flatten().for_each(|name| composer.anchor(name.trim()));
}

/// An image, by the words for it.
fn push_image(image: &Start<'_>, composer: &mut Composer, depth: usize) {
    let (words, picture) = pictured(image.attributes);
    composer.picture(&words, &picture, depth);
}
