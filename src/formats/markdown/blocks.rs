//! The events of the parser become a document.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::formats::compose::Composer;
use crate::formats::markdown::front::FrontMatter;
use crate::formats::markdown::html;
use crate::outline::{BlockKind, Document, MarkKind};
use crate::text::Part;

/// Composes the document of a source, and takes its title from the metadata in front of it. Nesting of any depth is
/// followed without recursion.
pub(super) fn compose(format: &'static str, source: &str) -> (Document, Option<Box<str>>) {
    let mut blocks = Blocks::new(source);
    let front = FrontMatter::find(source);
    let start = front.as_ref().map_or(0, |front| front.length);
    if let Some(front) = &front {
        blocks.whole(BlockKind::Boilerplate, front.lines);
    }
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(source.part(start..source.len()), options).into_offset_iter() {
        blocks.take(event, start + range.start..start + range.end);
    }
    (blocks.composer.finish(format), front.and_then(|front| front.title).map(Box::from))
}

/// What stands around the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Container {
    Quote,
    /// A list, with the number of its next item where they have numbers.
    List(Option<u64>),
    Item,
    Footnote,
}

struct Blocks<'a> {
    source: &'a str,
    composer: Composer,
    containers: Vec<Container>,
    /// Quotes and lists among the containers.
    depth: usize,
    /// The mark of an item or a footnote whose text has not begun.
    bullet: Option<String>,
    /// The HTML of the open block so far, and its line.
    html: (String, u32),
    /// Where the open images begin in their block.
    images: Vec<usize>,
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
            composer: Composer::default(),
            containers: Vec::new(),
            depth: 0,
            bullet: None,
            html: (String::new(), 1),
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
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
            Event::Code(text) => self.marked(MarkKind::Code, &text),
            Event::FootnoteReference(label) => self.text(&format!("[{label}]")),
            Event::Html(html) => self.html.0.push_str(&html),
            Event::InlineHtml(html) => {
                self.begin_text();
                html::compose_inline(&html, &mut self.composer);
            }
            Event::SoftBreak => self.composer.soft_break(),
            Event::HardBreak => self.composer.hard_break(),
            Event::Rule => self.whole(BlockKind::Rule, "———"),
            Event::TaskListMarker(done) => self.bullet = Some(if done { "☑ " } else { "☐ " }.to_owned()),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.begin_text(),
            Tag::Heading { .. } => self.start_heading(range.start),
            Tag::BlockQuote(_) => self.enter(Container::Quote),
            Tag::List(first) => self.enter(Container::List(first)),
            Tag::Item => self.start_item(range),
            Tag::FootnoteDefinition(label) => {
                self.enter(Container::Footnote);
                self.bullet = Some(format!("[{label}] "));
            }
            Tag::CodeBlock(_) => self.begin(BlockKind::Code),
            Tag::HtmlBlock => self.html = (String::new(), self.line_of(range.start)),
            Tag::Table(_) => self.begin(BlockKind::Table),
            Tag::TableHead | Tag::TableRow => self.row_begins = true,
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.begin_mark(MarkKind::Emphasis),
            Tag::Strong => self.begin_mark(MarkKind::Strong),
            Tag::Strikethrough => self.begin_mark(MarkKind::Strike),
            Tag::Link { .. } => self.begin_mark(MarkKind::Link),
            Tag::Image { .. } => self.start_image(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.end_heading(level as u8),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => self.leave(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::TableHead | TagEnd::TableRow => self.composer.end_row(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => self.composer.end_mark(),
            TagEnd::Image => self.end_image(),
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::Table => self.composer.end(),
            _ => {}
        }
    }

    /// Begins running text if none is open: that of the innermost quote, item or footnote, or a paragraph.
    fn begin_text(&mut self) {
        if self.composer.is_open() {
            return;
        }
        let own_depth = self.depth.saturating_sub(1);
        match self.containers.last() {
            Some(Container::Quote) => self.composer.begin(BlockKind::Quote, own_depth),
            Some(Container::Item) if self.bullet.is_some() => self.composer.begin(BlockKind::Item, own_depth),
            _ => self.composer.begin(BlockKind::Paragraph, self.depth),
        }
        if let Some(bullet) = self.bullet.take() {
            self.composer.push(&bullet);
        }
    }

    /// Begins a block of another kind than running text.
    fn begin(&mut self, kind: BlockKind) {
        self.end_text();
        self.composer.begin(kind, self.depth);
    }

    /// Ends running text; a bullet without text stands by itself.
    fn end_text(&mut self) {
        if self.bullet.is_some() {
            self.begin_text();
        }
        self.composer.end();
    }

    fn whole(&mut self, kind: BlockKind, text: &str) {
        self.begin(kind);
        self.composer.push(text);
        self.composer.end();
    }

    fn text(&mut self, text: &str) {
        self.begin_text();
        self.composer.push(text);
    }

    fn begin_mark(&mut self, kind: MarkKind) {
        self.begin_text();
        self.composer.begin_mark(kind);
    }

    fn marked(&mut self, kind: MarkKind, text: &str) {
        self.begin_mark(kind);
        self.composer.push(text);
        self.composer.end_mark();
    }

    fn enter(&mut self, container: Container) {
        self.end_text();
        self.depth += usize::from(matches!(container, Container::Quote | Container::List(_)));
        self.containers.push(container);
    }

    fn leave(&mut self) {
        self.end_text();
        let container = self.containers.pop();
        self.depth -= usize::from(matches!(container, Some(Container::Quote | Container::List(_))));
    }

    /// Begins an item: its bullet, or its number with the mark that follows it in the source.
    fn start_item(&mut self, range: Range<usize>) {
        let number = match self.containers.last_mut() {
            Some(Container::List(Some(next))) => Some(std::mem::replace(next, next.saturating_add(1))),
            _ => None,
        };
        self.enter(Container::Item);
        let mark = self.source.part(range).trim_start_matches(|c: char| c.is_ascii_digit());
        let close = if mark.starts_with(')') { ')' } else { '.' };
        self.bullet = Some(number.map_or("• ".to_owned(), |number| format!("{number}{close} ")));
    }

    fn start_heading(&mut self, at: usize) {
        self.bullet = None;
        self.heading_line = self.line_of(at);
        self.begin(BlockKind::Heading);
    }

    fn end_heading(&mut self, level: u8) {
        if let Some(length) = before_anchor(self.composer.block_text()) {
            self.composer.cut(length);
        }
        self.composer.end_heading(level, self.heading_line);
    }

    fn end_html(&mut self) {
        self.end_text();
        let (html, line) = std::mem::take(&mut self.html);
        html::compose_block(&html, self.depth, line, &mut self.composer);
    }

    fn start_cell(&mut self) {
        if !std::mem::take(&mut self.row_begins) {
            self.composer.end_cell();
        }
    }

    fn start_image(&mut self) {
        self.text("[");
        self.images.push(self.composer.block_text().len());
    }

    /// Ends the words of an image; there may be none.
    fn end_image(&mut self) {
        let start = self.images.pop().unwrap_or_default();
        if self.composer.block_text().len() > start {
            self.composer.push("]");
        } else {
            self.composer.cut(start.saturating_sub(1));
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

/// The length of a title before the anchor that ends it: `{#name}`, or a class.
fn before_anchor(title: &str) -> Option<usize> {
    let (before, name) = title.trim_end().strip_suffix('}')?.rsplit_once('{')?;
    name.starts_with(['#', '.']).then_some(before.trim_end().len())
}
