//! The tree of a page becomes blocks and marks.

mod blocks;
mod words;

use std::borrow::Cow;
use std::collections::HashSet;

use crate::formats::compose::{Composer, Picture};
use crate::formats::limits::Budget;
use crate::formats::web::html::entities::resolved;
use crate::formats::web::html::lists::List;
use crate::formats::web::html::page::{Page, Share};
use crate::formats::web::html::sections::Divisions;
use crate::formats::web::html::sheet::Sheet;
use crate::formats::web::html::tables::Grid;
use crate::formats::web::html::tag::Tag;
use crate::formats::web::html::traits::Traits;
use crate::formats::web::html::tree::{Kind, Node};
use crate::formats::web::html::writer::Writer;
use crate::formats::web::path;
use crate::outline::{BlockKind, MarkKind};
use crate::text::Span;

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

/// The names of places in a page.
#[derive(Clone, Copy, Debug)]
pub(in crate::formats) struct Names<'n> {
    /// The path of the page in the book that it belongs to.
    pub(in crate::formats) book: Option<&'n str>,
    /// The names whose places are asked for.
    pub(in crate::formats) wanted: &'n HashSet<String>,
}

impl Names<'_> {
    /// The name of a place among those of all pages.
    fn name<'a>(&self, name: &'a str) -> Cow<'a, str> {
        self.book.map_or(Cow::Borrowed(name), |book| Cow::Owned(format!("{book}#{name}")))
    }

    /// A picture of the page, which lies in the book.
    fn picture(&self, picture: Picture) -> Picture {
        match self.book.and_then(|book| path::resolve(book, &picture.reference)) {
            Some((part, _)) if !picture.reference.is_empty() => {
                Picture { pixels: picture.pixels, ..Picture::part(&part) }
            }
            _ => picture,
        }
    }

    /// What a link in the page refers to, seen from all pages.
    fn reference<'a>(&self, reference: &'a str) -> Cow<'a, str> {
        match self.book.and_then(|book| path::resolve(book, reference)) {
            Some((page, name)) => Cow::Owned(format!("#{page}#{name}")),
            None => Cow::Borrowed(reference),
        }
    }
}

/// Composes the parts of a page. A page of a book has no navigation of a site in it. Linear in the length of the source, and without recursion.
pub(in crate::formats) fn walk(
    source: &str,
    nodes: &[Node<'_>],
    names: Names<'_>,
    composer: &mut Composer,
    budget: &Budget,
) -> Walked {
    let state = State { own: names.book.is_some(), ..State::default() };
    let mut walk = Walk {
        source,
        nodes,
        page: Page::new(nodes),
        sheet: Sheet::new(nodes),
        names,
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
    /// It is the head of a table.
    head: bool,
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
    is_note: bool,
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
    sheet: Sheet<'a>,
    names: Names<'n>,
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
        let mut traits = Traits::new(attributes);
        traits.style = self.sheet.style(traits.class, traits.style);
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
        self.state.preserved |= traits.style.preserved && tag.is_block();
        let exit = if share == Share::Page && !around.page && !around.heading && !around.cell {
            self.end_text();
            self.state.page = true;
            Exit::Page
        } else {
            self.begin(at, tag, &traits, place)
        };
        let is_note = tag.is_block() && words::is_of_note(&traits);
        if is_note {
            self.writer.composer.begin_note();
        }
        let mark = match tag {
            Tag::Dfn => Some(MarkKind::Emphasis),
            Tag::Del => Some(MarkKind::Strike),
            _ => None,
        };
        let is_dressed = self.writer.dress(at, mark, traits.style);
        let end = self.nodes.get(at).map_or(at, |node| node.end as usize);
        self.frames.push(Frame { node: at, end, exit, state: around, is_dressed, is_note });
        true
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
            Exit::Page => {
                self.bullet = None;
                self.end_text();
            }
            Exit::Caption => self.end_text(),
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
        if frame.is_note {
            self.writer.composer.end_note();
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
                match grid.has_data {
                    true => self.writer.composer.end_row(),
                    false => self.writer.composer.end_head_row(),
                }
            }
            grid.end_row();
        }
    }
}
