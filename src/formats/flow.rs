//! Paragraphs as word processors keep them become a document.
//!
//! Where styles or outline levels say what the headings are, those are the outline; else the detector finds them, with
//! the looks of the paragraphs as evidence.

use std::collections::BTreeMap;

use crate::formats::compose::Composer;
use crate::outline::detect::{Belief, Look};
use crate::outline::{BlockKind, Document, MarkKind, Outline};
use crate::text::Part;

/// How a run of characters looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Face {
    /// Whether it is bold.
    pub(super) strong: bool,
    /// Whether it is in italics.
    pub(super) emphasis: bool,
    /// Whether it is struck out.
    pub(super) strike: bool,
    /// Whether it is a link.
    pub(super) link: bool,
    /// The size of its letters, in half points.
    pub(super) size: u16,
}

/// A run of characters that look the same; it begins where the one before it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Where it ends in the text of its paragraph, in bytes.
    pub(super) end: usize,
    /// How it looks.
    pub(super) face: Face,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// Running text.
    #[default]
    Text,
    /// The title of the report.
    Title,
    /// A heading of a level, from 1.
    Heading(u8),
    /// An item of a list at a depth, from 0.
    Item(u8),
    /// An entry of a table of contents at a depth, from 0.
    Contents(u8),
}

/// What ends with a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum End {
    /// Nothing else.
    #[default]
    Paragraph,
    /// A cell of a table.
    Cell,
    /// A row of a table; the paragraph has no text.
    Row,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its text; lines that end within it end with `\n`.
    pub(super) text: String,
    /// How the text looks.
    pub(super) runs: Vec<Run>,
    /// What it is.
    pub(super) role: Role,
    /// Its number or bullet, where the format computes one.
    pub(super) label: String,
    /// Whether its lines are centred.
    pub(super) centred: bool,
    /// How many tables it lies in.
    pub(super) table: u8,
    /// What ends with it.
    pub(super) end: End,
    /// The line of the file that it begins on, from 1; where the file has no lines, its number.
    pub(super) line: u32,
}

impl Paragraph {
    /// Appends text that looks the same.
    pub(super) fn push(&mut self, piece: &str, face: Face) {
        if piece.is_empty() {
            return;
        }
        self.text.push_str(piece);
        match self.runs.last_mut() {
            Some(run) if run.face == face => run.end = self.text.len(),
            _ => self.runs.push(Run { end: self.text.len(), face }),
        }
    }

    /// Whether it shows nothing.
    pub(super) fn is_blank(&self) -> bool {
        self.label.is_empty() && self.text.trim().is_empty()
    }

    /// The bytes of memory that it takes, with those that the document needs for it.
    pub(super) fn memory(&self) -> u64 {
        let parts = self.text.capacity() + self.label.capacity() + self.runs.capacity() * size_of::<Run>();
        (SHARE + parts) as u64
    }

    /// Its runs, each with its text, from a place on.
    fn pieces(&self, from: usize) -> impl Iterator<Item = (&str, Face)> {
        let mut start = from;
        self.runs.iter().filter(move |run| run.end > from).map(move |run| {
            let piece = self.text.part(start..run.end);
            start = run.end;
            (piece, run.face)
        })
    }

    /// The runs of which something is seen.
    fn seen(&self) -> impl Iterator<Item = (&str, Face)> {
        self.pieces(0).filter(|(piece, _)| !piece.trim().is_empty())
    }

    fn is_heading(&self) -> bool {
        matches!(self.role, Role::Heading(_)) && self.table == 0 && !self.text.trim().is_empty()
    }

    /// Whether it says that the table of contents follows, which is no section of the report.
    fn names_contents(&self) -> bool {
        let words: String = self.text.chars().filter(|c| !c.is_whitespace()).collect();
        matches!(words.to_lowercase().as_str(), "目录" | "目錄" | "目次" | "contents" | "tableofcontents")
    }

    fn is_bullet(&self) -> bool {
        !self.label.chars().any(char::is_alphanumeric)
    }
}

/// What a paragraph takes beside its text, in bytes: itself, its place in lists that grow, its block, look and heading.
const SHARE: usize = 4 * size_of::<Paragraph>();

/// What a file says beside its text.
#[derive(Debug, Default)]
pub(super) struct About {
    /// The name of the format.
    pub(super) format: &'static str,
    /// The title in the properties of the file, which its author may never have seen.
    pub(super) title: String,
}

/// A heading that stands alone is believed to be no more than the title where so many are found in the text below it.
const ENOUGH: u32 = 3;

/// The document of paragraphs.
pub(super) fn compose(mut paragraphs: Vec<Paragraph>, about: &About, belief: Belief) -> Document {
    unframe(&mut paragraphs);
    for paragraph in paragraphs.iter_mut().filter(|paragraph| paragraph.is_heading() && paragraph.names_contents()) {
        paragraph.role = Role::Text;
    }
    let headings = paragraphs.iter().filter(|paragraph| paragraph.is_heading()).count();
    let first = paragraphs.iter().find(|paragraph| !paragraph.is_blank()).is_some_and(Paragraph::is_heading);
    let given = given_title(&paragraphs);
    let mut document = match headings {
        0 => detected(&paragraphs, about, belief),
        1 if first => Some(detected(&paragraphs, about, belief))
            .filter(|document| document.outline.len() >= ENOUGH)
            .unwrap_or_else(|| marked(&paragraphs, about)),
        _ => marked(&paragraphs, about),
    };
    let said = said_title(&paragraphs, &about.title);
    document.title = given.or(said).or(document.title.take()).or_else(|| squeezed(&about.title));
    document
}

fn marked(paragraphs: &[Paragraph], about: &About) -> Document {
    let document = written(paragraphs, true).finish(about.format);
    Document { title: top_title(&document.outline), ..document }
}

fn detected(paragraphs: &[Paragraph], about: &About, belief: Belief) -> Document {
    written(paragraphs, false).finish_detected(about.format, belief)
}

/// The paragraphs in the style of titles, up to the first other one.
fn given_title(paragraphs: &[Paragraph]) -> Option<Box<str>> {
    let is_title = |paragraph: &&Paragraph| paragraph.role == Role::Title;
    let titles = paragraphs.iter().filter(|paragraph| !paragraph.is_blank()).skip_while(|each| !is_title(each));
    let lines: Vec<&str> = titles.take_while(is_title).map(|paragraph| paragraph.text.as_str()).collect();
    squeezed(&lines.join(" "))
}

/// The title of the properties, where the text says it too. Those of many files are of the file from which they were
/// copied.
fn said_title(paragraphs: &[Paragraph], title: &str) -> Option<Box<str>> {
    let title = squeezed(title)?;
    let is_said = |paragraph: &Paragraph| squeezed(&paragraph.text).as_ref() == Some(&title);
    paragraphs.iter().filter(|paragraph| !paragraph.is_blank()).take(10).any(is_said).then_some(title)
}

/// The first heading, where it alone stands on top of all others.
fn top_title(outline: &Outline) -> Option<Box<str>> {
    let top = outline.get(0)?.level;
    let others = outline.headings().iter().skip(1);
    (outline.len() > 1 && others.into_iter().all(|heading| heading.level > top)).then(|| outline.title(0).into())
}

fn squeezed(title: &str) -> Option<Box<str>> {
    let words: Vec<&str> = title.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" ").into())
}

/// Takes the paragraphs out of tables that have but one cell in a row: those are frames around text, no tables.
fn unframe(paragraphs: &mut [Paragraph]) {
    let together = |a: &Paragraph, b: &Paragraph| a.table > 0 && b.table > 0;
    for table in paragraphs.chunk_by_mut(together).filter(|run| run.iter().all(|paragraph| paragraph.table > 0)) {
        let is_frame = table.split(|paragraph| paragraph.table == 1 && paragraph.end == End::Row).all(|row| {
            let cells = row.split_inclusive(|paragraph| paragraph.table == 1 && paragraph.end == End::Cell);
            cells.filter(|cell| cell.iter().any(|paragraph| !paragraph.is_blank())).count() <= 1
        });
        if is_frame {
            for paragraph in table {
                paragraph.table = paragraph.table.saturating_sub(1);
                paragraph.end = if paragraph.table == 0 { End::Paragraph } else { paragraph.end };
            }
        }
    }
}

/// The size that most letters have, in half points.
fn usual_size(paragraphs: &[Paragraph]) -> u16 {
    let mut sizes: BTreeMap<u16, usize> = BTreeMap::new();
    for (piece, face) in paragraphs.iter().flat_map(Paragraph::seen) {
        *sizes.entry(face.size).or_default() += piece.len();
    }
    sizes.into_iter().max_by_key(|&(_, count)| count).map_or(0, |(size, _)| size)
}

fn written(paragraphs: &[Paragraph], marked: bool) -> Composer {
    let usual = usual_size(paragraphs);
    let mut writer = Writer { composer: Composer::default(), marked, usual, cell: Cell::None };
    for paragraph in paragraphs {
        writer.write(paragraph);
    }
    writer.composer
}

/// Where in a table the writer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    /// In none.
    None,
    /// Before the first cell of a row; whether there are rows above.
    Row(bool),
    /// In a cell; whether something stands in it.
    In(bool),
    /// Behind a cell.
    Behind,
}

struct Writer {
    composer: Composer,
    /// Whether the paragraphs say which of them are headings.
    marked: bool,
    usual: u16,
    cell: Cell,
}

impl Writer {
    fn write(&mut self, paragraph: &Paragraph) {
        if paragraph.table > 0 {
            return self.write_in_table(paragraph);
        }
        self.cell = Cell::None;
        let (kind, depth) = self.kind(paragraph);
        self.composer.begin(kind, depth.into());
        self.composer.look(self.look(paragraph));
        self.push(paragraph, kind);
        match paragraph.role {
            Role::Heading(level) if kind == BlockKind::Heading => self.composer.end_heading(level, paragraph.line),
            _ => self.composer.end(),
        }
    }

    /// What a paragraph becomes, and how deep. Where headings are yet to be found, numbered items may be some.
    fn kind(&self, paragraph: &Paragraph) -> (BlockKind, u8) {
        match paragraph.role {
            Role::Heading(_) if self.marked && paragraph.is_heading() => (BlockKind::Heading, 0),
            Role::Item(depth) if self.marked || paragraph.is_bullet() => (BlockKind::Item, depth),
            Role::Contents(depth) => (BlockKind::Item, depth),
            Role::Text | Role::Title | Role::Heading(_) | Role::Item(_) => (BlockKind::Paragraph, 0),
        }
    }

    fn look(&self, paragraph: &Paragraph) -> Look {
        let size = paragraph.seen().map(|(_, face)| face.size).max().unwrap_or(self.usual);
        let percent = u32::from(size) * 100 / u32::from(self.usual).max(1);
        let strong = paragraph.seen().all(|(_, face)| face.strong);
        let size = u16::try_from(percent).unwrap_or(u16::MAX);
        Look { size, strong, centred: paragraph.centred, ..Look::TEXT }
    }

    fn write_in_table(&mut self, paragraph: &Paragraph) {
        if self.cell == Cell::None {
            self.composer.begin(BlockKind::Table, 0);
            self.cell = Cell::Row(false);
        }
        let ends_row = paragraph.table == 1 && paragraph.end == End::Row;
        if ends_row && paragraph.is_blank() {
            self.cell = Cell::Row(true);
            return;
        }
        self.cell = match self.cell {
            Cell::Row(true) => {
                self.composer.end_row();
                Cell::In(false)
            }
            Cell::Behind => {
                self.composer.end_cell();
                Cell::In(false)
            }
            Cell::None | Cell::Row(false) => Cell::In(false),
            Cell::In(filled) => Cell::In(filled),
        };
        if !paragraph.is_blank() {
            if self.cell == Cell::In(true) {
                self.composer.push(" ");
            }
            self.push(paragraph, BlockKind::Table);
            self.cell = Cell::In(true);
        }
        if paragraph.table == 1 && paragraph.end != End::Paragraph {
            self.cell = if ends_row { Cell::Row(true) } else { Cell::Behind };
        }
    }

    /// Appends the label and the text of a paragraph to the open block, without the white space at their beginning.
    fn push(&mut self, paragraph: &Paragraph, kind: BlockKind) {
        self.composer.push(&paragraph.label);
        let words = paragraph.text.trim_start();
        if !words.is_empty() && paragraph.label.chars().next_back().is_some_and(is_apart) {
            self.composer.push(" ");
        }
        for (piece, face) in paragraph.pieces(paragraph.text.len() - words.len()) {
            let marks = [
                (MarkKind::Link, face.link),
                (MarkKind::Strong, face.strong && kind != BlockKind::Heading),
                (MarkKind::Emphasis, face.emphasis),
                (MarkKind::Strike, face.strike),
            ];
            let marks = marks.into_iter().filter(|&(_, has)| has && !piece.trim().is_empty());
            marks.clone().for_each(|(kind, _)| self.composer.begin_mark(kind));
            for (at, line) in piece.split('\n').enumerate() {
                if at > 0 {
                    self.composer.hard_break();
                }
                self.composer.push(line);
            }
            marks.for_each(|_| self.composer.end_mark());
        }
    }
}

/// Whether a space follows a label that ends in this character. Chinese punctuation has its own.
fn is_apart(last: char) -> bool {
    !matches!(last, '、' | '，' | '。' | '．' | '：' | '；' | '）' | '】' | '〕' | '》')
}
