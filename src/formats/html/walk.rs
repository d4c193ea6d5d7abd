//! The tree of a page becomes blocks and marks.

use std::collections::HashSet;

use crate::formats::compose::Composer;
use crate::formats::html::attributes::attribute;
use crate::formats::html::css::font_size;
use crate::formats::html::entities::resolved;
use crate::formats::html::lists::List;
use crate::formats::html::page::{Page, Share};
use crate::formats::html::sections::{Divisions, is_box, is_division, is_title_page};
use crate::formats::html::tables::{Grid, is_layout};
use crate::formats::html::tag::Tag;
use crate::formats::html::traits::Traits;
use crate::formats::html::tree::{Kind, Node};
use crate::formats::html::writer::Writer;
use crate::formats::limits::Budget;
use crate::outline::{BlockKind, MarkKind};
use crate::text::{Part, Span};

/// What a walk found beside the blocks.
#[derive(Debug, Default)]
pub(in crate::formats) struct Walked {
    /// The text of `title`.
    pub(in crate::formats) title: Option<String>,
    /// The headings that are marked, in the order of the text.
    pub(in crate::formats) headings: Vec<Marked>,
    /// The anchors that were asked for, and where they stand in the text.
    pub(in crate::formats) anchors: Vec<(String, u32)>,
    /// The places in the text at which lines begin, and their lines in the source, from 1.
    pub(in crate::formats) lines: Vec<(u32, u32)>,
    /// The size that most letters have, in percent of 16 pixels.
    pub(in crate::formats) size: u16,
    /// Whether the time was up before the end.
    pub(in crate::formats) cut_short: bool,
}

/// A heading that is marked.
#[derive(Clone, Copy, Debug)]
pub(in crate::formats) struct Marked {
    /// Its level, from 1.
    pub(in crate::formats) level: u8,
    /// Where it stands in the text.
    pub(in crate::formats) span: Span,
    /// The line of the source, from 1.
    pub(in crate::formats) line: u32,
}

/// Composes the parts of a page. A page of a book has no navigation of a site in it. `anchors` are the names whose
/// places are asked for. Linear in the length of the source, and without recursion.
pub(in crate::formats) fn walk(
    source: &str,
    nodes: &[Node<'_>],
    is_book: bool,
    anchors: &HashSet<String>,
    composer: &mut Composer,
    budget: &Budget,
) -> Walked {
    let state = State { own: is_book, ..State::default() };
    let mut walk = Walk {
        source,
        nodes,
        page: Page::new(nodes),
        wanted: anchors,
        writer: Writer::new(composer),
        frames: Vec::new(),
        state,
        containers: Vec::new(),
        depth: 0,
        bullet: None,
        grid: None,
        divisions: Divisions::default(),
        place: (0, 1),
        walked: Walked::default(),
    };
    walk.run(budget);
    walk.end_text();
    Walked { size: walk.writer.size(), ..walk.walked }
}

/// What holds for all that stands in an element.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    /// It is known to be the document's own.
    own: bool,
    /// It is the page's.
    page: bool,
    preserved: bool,
    centred: bool,
    /// It is the inside of a heading.
    heading: bool,
    /// It is a cell of a table of data, or stands in one.
    cell: bool,
    /// It is a box, whose headings are none of the outline.
    boxed: bool,
    title_page: bool,
}

/// What is to do at the end of an element.
#[derive(Clone, Copy, Debug)]
enum Exit {
    Nothing,
    Block,
    Heading { level: u8, line: u32 },
    Container,
    Definition,
    Page,
    Table,
    Row,
    Scope(usize),
    Caption,
    Division,
    Reading,
}

/// An element that has begun.
#[derive(Clone, Copy, Debug)]
struct Frame {
    node: usize,
    end: usize,
    exit: Exit,
    /// What holds around it.
    state: State,
    is_dressed: bool,
}

/// What stands around the text.
#[derive(Clone, Copy, Debug)]
enum Container {
    Quote,
    List(List),
    Item,
}

struct Walk<'n, 'a, 'c> {
    source: &'a str,
    nodes: &'n [Node<'a>],
    page: Page<'n, 'a>,
    wanted: &'n HashSet<String>,
    writer: Writer<'c>,
    frames: Vec<Frame>,
    state: State,
    containers: Vec<Container>,
    /// Quotes, lists and definitions among the open elements.
    depth: usize,
    /// The bullet of an item whose text has not begun.
    bullet: Option<String>,
    /// The open table of data; begun once it has a cell.
    grid: Option<Grid>,
    divisions: Divisions,
    /// A place in the source, and its line from 1.
    place: (usize, u32),
    walked: Walked,
}

impl<'a> Walk<'_, 'a, '_> {
    fn run(&mut self, budget: &Budget) {
        let mut at = 0;
        let mut steps = 0_u32;
        while let Some(node) = self.nodes.get(at) {
            self.leave_until(at);
            steps += 1;
            if steps.is_multiple_of(4096) && budget.is_over() {
                self.walked.cut_short = true;
                break;
            }
            let end = node.end as usize;
            let enters = match node.kind {
                Kind::Text(text) => self.source_text(text, &resolved(text)),
                Kind::Raw(text) => self.source_text(text, text),
                Kind::On(tag, attributes) => self.on(at, tag, attributes),
                Kind::Off(tag) => {
                    self.writer.off(tag);
                    true
                }
                Kind::Element { tag, attributes, at: place } => self.enter(at, tag, attributes, place as usize),
            };
            at = if enters { at + 1 } else { end.max(at + 1) };
        }
        self.leave_until(usize::MAX);
    }

    /// Ends the elements that end at or before a part.
    fn leave_until(&mut self, at: usize) {
        while let Some(frame) = self.frames.pop_if(|frame| frame.end <= at) {
            self.leave(frame);
        }
    }

    /// Begins an element; false where nothing in it is shown.
    fn enter(&mut self, at: usize, tag: Tag, attributes: &'a str, place: usize) -> bool {
        let traits = Traits::new(attributes);
        self.note_anchor(&traits);
        let around = self.state;
        let own = around.own || self.divisions.are_titled();
        let share = match self.page.share(at, tag, &traits, own) {
            Share::Own if self.page.is_outside(at) && tag.is_block() => Share::Page,
            share => share,
        };
        if share == Share::Hidden {
            self.note_title(at, tag);
            return false;
        }
        self.state.centred = traits.style.centred.unwrap_or(match traits.align {
            "" => around.centred || tag == Tag::Center,
            align => align.eq_ignore_ascii_case("center"),
        });
        self.state.preserved |= traits.style.preserved;
        let exit = if share == Share::Page && !around.page && !around.heading && !around.cell {
            self.end_text();
            self.state.page = true;
            Exit::Page
        } else {
            self.begin(at, tag, &traits, place)
        };
        let mark = match tag {
            Tag::Dfn => Some(MarkKind::Emphasis),
            Tag::Del => Some(MarkKind::Strike),
            _ => None,
        };
        let is_dressed = self.writer.dress(at, mark, traits.style);
        let end = self.nodes.get(at).map_or(at, |node| node.end as usize);
        self.frames.push(Frame { node: at, end, exit, state: around, is_dressed });
        true
    }

    /// Begins an element that is shown; returns what is to do at its end.
    fn begin(&mut self, at: usize, tag: Tag, traits: &Traits<'_>, place: usize) -> Exit {
        if let Some(level) = self.heading_level(tag, traits) {
            return self.begin_heading(level, place);
        }
        if tag.is_block() && self.is_flat() {
            return self.begin_flat(tag, traits);
        }
        match tag {
            Tag::Br => self.line_break(),
            Tag::Hr => self.rule(),
            Tag::Img => self.image(traits),
            Tag::Input => self.input(traits),
            Tag::Pre | Tag::Xmp | Tag::Plaintext => {
                self.end_text();
                self.state.preserved = true;
                return Exit::Block;
            }
            Tag::Blockquote if !self.page.is_quoted => return self.begin_container(Container::Quote),
            Tag::Ul | Tag::Ol => return self.begin_container(Container::List(List::new(tag, traits))),
            Tag::Li => return self.begin_item(traits),
            Tag::Dd => {
                self.end_text();
                self.depth += 1;
                return Exit::Definition;
            }
            Tag::Table if self.grid.is_none() && !is_layout(self.nodes, &self.page, at, traits) => {
                self.end_text();
                self.grid = Some(Grid::default());
                return Exit::Table;
            }
            Tag::Caption => {
                self.end_text();
                return Exit::Caption;
            }
            Tag::Tr if self.grid.is_some() => return Exit::Row,
            Tag::Td | Tag::Th => return self.begin_cell(traits),
            Tag::Rt => {
                self.text("(");
                return Exit::Reading;
            }
            _ if tag.is_block() => return self.begin_block(tag, traits),
            _ => {}
        }
        Exit::Nothing
    }

    /// Begins an element that stands by itself.
    fn begin_block(&mut self, tag: Tag, traits: &Traits<'_>) -> Exit {
        self.end_text();
        self.state.own |= matches!(tag, Tag::Main | Tag::Article) || traits.has_role(&["main"]);
        self.state.boxed |= is_box(traits) || tag == Tag::Aside;
        self.state.title_page |= is_title_page(traits);
        if is_division(traits) {
            self.state.title_page = false;
            self.divisions.begin();
            return Exit::Division;
        }
        Exit::Block
    }

    /// Whether the parts of elements are no blocks of their own here.
    fn is_flat(&self) -> bool {
        self.state.heading || self.state.cell || self.state.page
    }

    /// Begins an element that stands by itself where there are no blocks.
    fn begin_flat(&mut self, tag: Tag, traits: &Traits<'_>) -> Exit {
        if tag == Tag::Td || tag == Tag::Th {
            let exit = Exit::Scope(self.writer.enter());
            self.writer.part_words();
            return exit;
        }
        self.part();
        if tag == Tag::Li && self.state.page && !traits.style.bare {
            self.bullet = Some("• ".to_owned());
        }
        Exit::Block
    }

    /// Ends what stands before an element that stands by itself, or after it.
    fn part(&mut self) {
        if self.state.heading || self.state.cell {
            self.writer.part_words();
        } else if self.state.page {
            self.bullet = None;
            if !self.writer.composer.is_at_line_start() {
                self.writer.end_line();
            }
        } else {
            self.end_text();
        }
    }

    /// The level of a heading that stands in the outline.
    fn heading_level(&self, tag: Tag, traits: &Traits<'_>) -> Option<u8> {
        let level = match tag {
            Tag::Heading(level) if !traits.has_role(&["presentation", "none"]) => level,
            _ if traits.role.eq_ignore_ascii_case("heading") => traits.aria_level.trim().parse().unwrap_or(2),
            _ => return None,
        };
        let is_title = !self.state.title_page || traits.has_class(&["title"]);
        (!self.is_flat() && !self.state.boxed && is_title).then_some(level.max(1))
    }

    fn begin_heading(&mut self, level: u8, place: usize) -> Exit {
        self.end_text();
        self.bullet = None;
        let level = if self.state.title_page { self.divisions.level(level) } else { level };
        self.state.heading = true;
        self.state.preserved = false;
        self.writer.begin(BlockKind::Heading, self.depth, self.state.centred);
        Exit::Heading { level, line: self.line_of(place) }
    }

    fn begin_container(&mut self, container: Container) -> Exit {
        self.end_text();
        self.depth += 1;
        self.containers.push(container);
        Exit::Container
    }

    fn begin_item(&mut self, traits: &Traits<'_>) -> Exit {
        self.end_text();
        self.bullet = Some(match self.containers.last_mut() {
            Some(Container::List(list)) => list.bullet(traits),
            _ => "• ".to_owned(),
        });
        self.containers.push(Container::Item);
        Exit::Container
    }

    /// Begins a cell: of data, or of what lays out the page.
    fn begin_cell(&mut self, traits: &Traits<'_>) -> Exit {
        let exit = Exit::Scope(self.writer.enter());
        let Some(grid) = &mut self.grid else {
            self.end_text();
            return exit;
        };
        self.state.cell = true;
        let before = grid.begin_cell(traits);
        if self.writer.composer.kind() != Some(BlockKind::Table) {
            self.writer.begin(BlockKind::Table, self.depth, false);
        }
        (0..before).for_each(|_| self.writer.composer.end_cell());
        self.writer.begin_line();
        exit
    }

    fn leave(&mut self, frame: Frame) {
        if frame.is_dressed {
            self.writer.release(frame.node);
        }
        match frame.exit {
            Exit::Nothing => {}
            Exit::Block => self.part(),
            Exit::Heading { level, line } => {
                let span = self.writer.end();
                self.walked.headings.extend(span.map(|span| Marked { level, span, line }));
            }
            Exit::Container => self.leave_container(),
            Exit::Definition => {
                self.end_text();
                self.depth -= 1;
            }
            Exit::Page | Exit::Caption => self.end_text(),
            Exit::Table => {
                self.end_text();
                self.grid = None;
            }
            Exit::Row => self.leave_row(),
            Exit::Scope(outside) => {
                self.writer.leave(outside);
                if self.grid.is_none() {
                    self.part();
                }
            }
            Exit::Division => {
                self.divisions.end();
                self.end_text();
            }
            Exit::Reading => {
                self.text(")");
            }
        }
        self.state = frame.state;
    }

    fn leave_container(&mut self) {
        self.bullet = None;
        self.end_text();
        let container = self.containers.pop();
        self.depth -= usize::from(matches!(container, Some(Container::Quote | Container::List(_))));
    }

    fn leave_row(&mut self) {
        if let Some(grid) = &mut self.grid {
            if grid.has_cells && self.writer.composer.kind() == Some(BlockKind::Table) {
                self.writer.composer.end_row();
            }
            grid.end_row();
        }
    }

    /// Begins running text if none is open: that of the innermost quote or item, or a paragraph.
    fn begin_text(&mut self) {
        if self.writer.composer.is_open() {
            return;
        }
        let own_depth = self.depth.saturating_sub(1);
        let (kind, depth) = match self.containers.last() {
            _ if self.state.page => (BlockKind::Boilerplate, 0),
            _ if self.state.preserved && !self.page.is_preformatted => (BlockKind::Code, self.depth),
            Some(Container::Quote) => (BlockKind::Quote, own_depth),
            Some(Container::Item) if self.bullet.is_some() => (BlockKind::Item, own_depth),
            _ => (BlockKind::Paragraph, self.depth),
        };
        self.writer.begin(kind, depth, self.state.centred);
    }

    /// Ends running text.
    fn end_text(&mut self) {
        self.writer.end();
    }

    /// Writes text. What it returns says that the walk goes on with the next part.
    fn text(&mut self, text: &str) -> bool {
        let preserved = self.state.preserved && !self.is_flat();
        if !self.writer.composer.is_open() {
            if text.trim_ascii().is_empty() {
                return true;
            }
            self.begin_text();
        }
        if let Some(bullet) = self.bullet.take() {
            self.writer.bullet(&bullet);
        }
        if preserved {
            let starts = self.writer.composer.block_text().is_empty();
            let text = if starts { text.strip_prefix('\n').unwrap_or(text) } else { text };
            self.writer.preserved(text);
        } else {
            self.writer.words(text);
        }
        true
    }

    /// Writes text of the source, and notes the line where it begins one.
    fn source_text(&mut self, source: &str, text: &str) -> bool {
        if self.writer.composer.is_at_line_start() && !text.trim_ascii().is_empty() {
            self.begin_text();
            let blank = source.len() - source.trim_ascii_start().len();
            let at = (source.as_ptr() as usize).saturating_sub(self.source.as_ptr() as usize) + blank;
            let line = self.line_of(at);
            self.walked.lines.push((self.writer.composer.position(), line));
        }
        self.text(text)
    }

    /// A formatting element begins.
    fn on(&mut self, at: usize, tag: Tag, attributes: &'a str) -> bool {
        let traits = Traits::new(attributes);
        self.note_anchor(&traits);
        let size = if tag == Tag::Font { font_size(traits.size) } else { None };
        let mute = traits.is_hidden() || tag == Tag::A && self.is_mute_link(at, &traits);
        let face = attribute(if tag == Tag::Font { attributes } else { "" }, "face");
        let mut style = traits.style;
        if face.is_some_and(|face| face.contains('黑')) {
            style.strong = Some(true);
        }
        self.writer.on(tag, size, style, mute);
        true
    }

    /// Whether a link leads to the heading that it stands in, or from there to a note.
    fn is_mute_link(&self, at: usize, traits: &Traits<'_>) -> bool {
        if traits.has_class(&["headerlink", "permalink", "header-anchor", "anchorjs-link"]) {
            return true;
        }
        let is_sign = || match self.nodes.get(at + 1).map(|node| node.kind) {
            Some(Kind::Text(text)) => matches!(resolved(text).trim(), "¶" | "#" | "§" | "🔗"),
            _ => false,
        };
        let is_note = || traits.has_role(&["noteref"]) || traits.has_class(&["footnote-ref", "footnote-reference"]);
        self.state.heading && (is_sign() || is_note())
    }

    fn line_break(&mut self) {
        if self.state.heading || self.state.cell {
            self.writer.part_words();
        } else if self.state.preserved {
            self.writer.end_line();
        } else if self.writer.composer.is_at_line_start() && !self.state.page {
            self.end_text();
        } else {
            self.writer.end_line();
        }
    }

    fn rule(&mut self) {
        self.end_text();
        self.writer.begin(BlockKind::Rule, self.depth, false);
        self.writer.preserved("———");
        self.end_text();
    }

    /// Writes the words that stand for an image.
    fn image(&mut self, traits: &Traits<'_>) {
        let alt = resolved(traits.alt);
        let words = alt.trim().trim_start_matches('[').trim_end_matches(']');
        if !self.state.page && words.contains(char::is_alphanumeric) {
            self.text(&format!("[{words}]"));
        }
    }

    /// Writes the box of a task.
    fn input(&mut self, traits: &Traits<'_>) {
        if traits.list.eq_ignore_ascii_case("checkbox") && self.bullet.is_some() {
            self.bullet = Some(if traits.checked { "☑ " } else { "☐ " }.to_owned());
        }
    }

    /// Notes where an anchor stands that was asked for.
    fn note_anchor(&mut self, traits: &Traits<'_>) {
        if self.wanted.is_empty() {
            return;
        }
        for name in [traits.id, traits.name] {
            let name = resolved(name);
            if !name.is_empty() && self.wanted.contains(&*name) {
                self.walked.anchors.push((name.into_owned(), self.writer.composer.position()));
            }
        }
    }

    /// Notes the title of the page.
    fn note_title(&mut self, at: usize, tag: Tag) {
        if tag == Tag::Title && self.walked.title.is_none() && !self.is_in_drawing() {
            let text = match self.nodes.get(at + 1).map(|node| node.kind) {
                Some(Kind::Text(text)) => resolved(text),
                _ => return,
            };
            let words: Vec<&str> = text.split_whitespace().collect();
            self.walked.title = Some(words.join(" ")).filter(|title| !title.is_empty());
        }
    }

    fn is_in_drawing(&self) -> bool {
        let tag = |frame: &Frame| self.nodes.get(frame.node).map(|node| node.kind);
        self.frames.iter().any(|frame| matches!(tag(frame), Some(Kind::Element { tag: Tag::Svg, .. })))
    }

    /// The line of a place in the source, from 1. Places are asked in ascending order.
    fn line_of(&mut self, at: usize) -> u32 {
        let (from, line) = self.place;
        let passed = self.source.part(from..at).bytes().filter(|byte| *byte == b'\n').count();
        self.place = (at.max(from), line.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX)));
        self.place.1
    }
}
