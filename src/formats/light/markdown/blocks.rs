//! The events of the parser become a document.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::formats::compose::{Picture, note};
use crate::formats::light::flow::{Container, Flow};
use crate::formats::light::inline::{self, Addresses};
use crate::formats::light::markdown::front::FrontMatter;
use crate::formats::light::markdown::html;
use crate::outline::{BlockKind, Document, MarkKind};
use crate::text::Part;

/// Composes the document of a source, and takes its title from the metadata in front of it. Nesting of any depth is
/// followed without recursion.
pub(super) fn compose(format: &'static str, source: &str) -> (Document, Option<Box<str>>) {
    let mut blocks = Blocks::new(source);
    let front = FrontMatter::find(source);
    let start = front.as_ref().map_or(0, |front| front.length);
    if let Some(front) = &front {
        blocks.flow.whole(BlockKind::Boilerplate, front.lines);
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH;
    for (event, range) in Parser::new_ext(source.part(start..source.len()), options).into_offset_iter() {
        blocks.take(event, start + range.start..start + range.end);
    }
    (blocks.flow.finish(format), front.and_then(|front| front.title).map(Box::from))
}

struct Blocks<'a> {
    source: &'a str,
    flow: Flow,
    /// The open lists, each with the number of its next item where they have numbers.
    lists: Vec<Option<u64>>,
    /// The HTML of the open block so far, and its line.
    html: (String, u32),
    /// How many links are open.
    links: usize,
    /// Where the open images begin in their block.
    images: Vec<(usize, Picture, String)>,
    /// Whether the next cell of a table is the first of its row.
    row_begins: bool,
    /// The line of the open heading.
    heading_line: u32,
    /// A place in the source, and its line from 1.
    place: (usize, u32),
}

impl<'a> Blocks<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            flow: Flow::default(),
            lists: Vec::new(),
            html: (String::new(), 1),
            links: 0,
            images: Vec::new(),
            row_begins: true,
            heading_line: 1,
            place: (0, 1),
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if text.starts_with(":::") && self.begins_line(range.start) => self.fence(&text),
            Event::Text(text) => self.text(&text),
            Event::InlineMath(text) => self.flow.text(&format!("${text}$")),
            Event::DisplayMath(text) => self.flow.text(&format!("$${text}$$")),
            Event::Code(text) => self.flow.marked(MarkKind::Code, &text),
            Event::FootnoteReference(label) => {
                self.flow.begin_link(&format!("#{}", note(&label)));
                self.flow.text(&format!("[{label}]"));
                self.flow.composer.end_mark();
            }
            Event::Html(html) => self.html.0.push_str(&html),
            Event::InlineHtml(html) => {
                self.flow.begin_text();
                html::compose_inline(&html, &mut self.flow.composer);
            }
            Event::SoftBreak => self.flow.composer.soft_break(),
            Event::HardBreak => self.flow.composer.hard_break(),
            Event::Rule => self.flow.rule(),
            Event::TaskListMarker(done) => self.flow.set_bullet(Some(if done { "☑ " } else { "☐ " }.to_owned())),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.flow.begin_text(),
            Tag::Heading { .. } => self.start_heading(range.start),
            Tag::BlockQuote(kind) => {
                self.flow.enter(Container::Quote);
                self.flow.label(kind.map_or("", callout));
            }
            Tag::List(first) => {
                self.flow.enter(Container::List);
                self.lists.push(first);
            }
            Tag::Item => self.start_item(range),
            Tag::FootnoteDefinition(label) => {
                self.flow.enter_with(Container::Note, format!("[{label}] "));
                self.flow.composer.anchor(&note(&label));
            }
            Tag::CodeBlock(_) => self.flow.begin(BlockKind::Code),
            Tag::HtmlBlock => self.html = (String::new(), self.line_of(range.start)),
            Tag::Table(_) => self.flow.begin(BlockKind::Table),
            Tag::TableHead | Tag::TableRow => self.row_begins = true,
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.flow.begin_mark(MarkKind::Emphasis),
            Tag::Strong => self.flow.begin_mark(MarkKind::Strong),
            Tag::Strikethrough => self.flow.begin_mark(MarkKind::Strike),
            Tag::Link { link_type, dest_url, .. } => {
                self.links += 1;
                match link_type {
                    LinkType::Email => self.flow.begin_link(&format!("mailto:{dest_url}")),
                    _ => self.flow.begin_link(&dest_url),
                }
            }
            Tag::Image { dest_url, title, .. } => self.start_image(&dest_url, &title),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.end_heading(level as u8),
            TagEnd::List(_) => {
                self.flow.leave();
                self.lists.pop();
            }
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition => self.flow.leave(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::TableHead => self.flow.composer.end_head_row(),
            TagEnd::TableRow => self.flow.composer.end_row(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => self.flow.composer.end_mark(),
            TagEnd::Link => {
                self.links = self.links.saturating_sub(1);
                self.flow.composer.end_mark();
            }
            TagEnd::Image => self.end_image(),
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::Table => self.flow.composer.end(),
            _ => {}
        }
    }

    /// Whether only spaces and marks of quotes stand before a place on its line.
    fn begins_line(&self, at: usize) -> bool {
        let before = self.source.part(0..at).trim_end_matches([' ', '>']);
        (before.is_empty() || before.ends_with('\n')) && self.flow.composer.kind() != Some(BlockKind::Code)
    }

    /// A line that begins or ends a container, as Pandoc, VuePress and others write them: `::: tip Title`. What it says
    /// stands by itself, but for attributes in braces.
    fn fence(&mut self, line: &str) {
        let words = line.trim_start_matches(':').trim();
        let words = words.split('{').next().unwrap_or_default().trim_end();
        self.flow.end_text();
        if !words.is_empty() {
            self.flow.marked(MarkKind::Strong, words);
            self.flow.composer.end();
        }
    }

    /// Appends text; addresses in it are links, as GitHub has it.
    fn text(&mut self, text: &str) {
        if self.links > 0 || self.flow.composer.kind() == Some(BlockKind::Code) {
            self.flow.text(text);
        } else {
            inline::compose(&Addresses, text, &mut self.flow);
        }
    }

    /// Begins an item: its bullet, or its number with the mark that follows it in the source.
    fn start_item(&mut self, range: Range<usize>) {
        let next = self.lists.last_mut().and_then(Option::as_mut);
        let number = next.map(|next| std::mem::replace(next, next.saturating_add(1)));
        let mark = self.source.part(range).trim_start_matches(|c: char| c.is_ascii_digit());
        let close = if mark.starts_with(')') { ')' } else { '.' };
        self.flow.enter_with(Container::Item, number.map_or("• ".to_owned(), |number| format!("{number}{close} ")));
    }

    fn start_heading(&mut self, at: usize) {
        self.flow.set_bullet(None);
        self.heading_line = self.line_of(at);
        self.flow.begin(BlockKind::Heading);
    }

    fn end_heading(&mut self, level: u8) {
        if let Some((length, name)) = anchored(self.flow.composer.block_text()) {
            let name = name.to_owned();
            self.flow.composer.cut(length);
            self.flow.composer.anchor_within(&name, 0);
        }
        self.flow.composer.end_heading(level, self.heading_line);
    }

    fn end_html(&mut self) {
        self.flow.end_text();
        let (html, line) = std::mem::take(&mut self.html);
        html::compose_block(&html, self.flow.depth(), line, &mut self.flow.composer);
    }

    fn start_cell(&mut self) {
        if !std::mem::take(&mut self.row_begins) {
            self.flow.composer.end_cell();
        }
    }

    fn start_image(&mut self, address: &str, title: &str) {
        self.flow.text("[");
        let picture = Picture::to(address);
        self.flow.composer.begin_picture(&picture);
        self.images.push((self.flow.composer.block_text().len(), picture, title.to_owned()));
    }

    /// Ends the words of an image. Where there are none its title is taken, which may be empty.
    fn end_image(&mut self) {
        let (start, picture, title) = self.images.pop().unwrap_or_default();
        self.flow.composer.end_mark();
        if self.flow.composer.block_text().len() > start {
            self.flow.composer.push("]");
        } else {
            self.flow.composer.cut(start.saturating_sub(1));
            self.flow.composer.picture(&title, &picture, self.flow.depth());
        }
    }

    /// The line of a place in the source, from 1. Places are asked in ascending order.
    fn line_of(&mut self, at: usize) -> u32 {
        let (from, line) = self.place;
        let passed = self.source.part(from..at).matches('\n').count();
        self.place = (at.max(from), line.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX)));
        self.place.1
    }
}

/// What a callout is called.
fn callout(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }
}

/// The length of a title before what ends it about its anchor, its classes and whether it has a number, and the name of
/// the anchor, which may be empty: `{#name}`, `{#name .class}`, `{.class key=value}`, `{: #name}`, `{-}`.
fn anchored(title: &str) -> Option<(usize, &str)> {
    let (before, inner) = title.trim_end().strip_suffix('}')?.rsplit_once('{')?;
    let inner = inner.strip_prefix(':').unwrap_or(inner).trim();
    let name = inner.split_whitespace().find_map(|word| word.strip_prefix('#')).unwrap_or_default();
    (inner.starts_with(['#', '.']) && inner.len() > 1 || inner == "-").then_some((before.trim_end().len(), name))
}
