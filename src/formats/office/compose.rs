//! The pieces of a document become its text, its blocks and its outline.

use super::names::{Rank, rank};
use super::{Paragraph, Piece, Role};
use crate::formats::compose::{Composer, parts_words};
use crate::outline::detect::{Belief, Look};
use crate::outline::{BlockKind, Document, Mark, MarkKind, Outline, Problem};
use crate::text::Span;

/// A document as its file has it.
#[derive(Debug, Default)]
pub(in crate::formats) struct Source {
    /// Its text.
    pub(in crate::formats) pieces: Vec<Piece>,
    /// Its notes, which stand at the end: the mark of each, as it is in the text, and what it says.
    pub(in crate::formats) notes: Vec<(String, Vec<Piece>)>,
    /// The title that its metadata give, which often is that of another document.
    pub(in crate::formats) title: Option<String>,
    /// Whether it shows pictures.
    pub(in crate::formats) pictures: bool,
    /// What is wrong with it.
    pub(in crate::formats) problems: Vec<Problem>,
}

/// How many paragraphs at the beginning may show the title that the metadata give.
const FRONT: usize = 24;
/// How large the letters of a title are at least, in percent of those of the text.
const LARGEST: u32 = 120;
/// The most letters that the headings of a publisher's style may have on average.
const LONGEST_HEADINGS: usize = 120;

/// The document: with the headings that its styles mark, else with those that a publisher's styles let guess, else
/// with those that are detected.
pub(in crate::formats) fn compose(mut source: Source, format: &'static str, belief: Belief) -> Document {
    let mut title = take_title(&mut source.pieces);
    let has_heading = |pieces: &[Piece]| paragraphs(pieces).any(|paragraph| matches!(paragraph.role, Role::Heading(_)));
    let marked = has_heading(&source.pieces) || {
        title = rank_headings(&mut source.pieces).or(title);
        has_heading(&source.pieces)
    };
    title = title.or_else(|| shown(source.title.as_deref()?, &source.pieces));
    let size = usual_size(&source.pieces);
    if !marked && title.is_none() {
        title = take_largest(&mut source.pieces, size);
    }
    let mut writer = Writer { size, detects: !marked, ..Writer::default() };
    writer.all_heavy = is_mostly_heavy(&source.pieces);
    for piece in &source.pieces {
        writer.piece(piece);
    }
    for (mark, pieces) in &mut source.notes {
        label(mark, pieces);
        pieces.iter().for_each(|piece| writer.piece(piece));
    }
    let document = match marked {
        true => writer.composer.finish(format),
        false => writer.composer.finish_detected(format, belief),
    };
    let title = title.or_else(|| document.title.clone()).or_else(|| lone_top(&document.outline).filter(|_| marked));
    let mut problems = source.problems;
    if document.text.is_empty() && source.pictures && problems.is_empty() {
        problems.push(Problem::NoText);
    }
    Document { title, problems, ..document }
}

fn paragraphs(pieces: &[Piece]) -> impl Iterator<Item = &Paragraph> {
    pieces.iter().filter_map(|piece| match piece {
        Piece::Paragraph(paragraph) => Some(&**paragraph),
        _ => None,
    })
}

/// The title by its style. Where paragraphs in several places have that style and it makes headings, all are headings.
fn take_title(pieces: &mut [Piece]) -> Option<Box<str>> {
    let is_title = |piece: &Piece| match piece {
        Piece::Paragraph(paragraph) => matches!(paragraph.role, Role::Title(_)),
        _ => false,
    };
    let first = pieces.iter().position(is_title)?;
    let count = pieces.iter().skip(first).take_while(|piece| is_title(piece)).count();
    let scattered = pieces.iter().skip(first + count).any(is_title);
    let mut title = String::new();
    for (at, piece) in pieces.iter_mut().enumerate().skip(first) {
        let Piece::Paragraph(paragraph) = piece else { continue };
        match paragraph.role {
            Role::Title(true) if scattered => paragraph.role = Role::Heading(1),
            Role::Title(_) if at < first + count => {
                join(&mut title, &paragraph.text);
                paragraph.role = Role::Aside;
            }
            Role::Title(_) => paragraph.role = Role::Aside,
            _ => {}
        }
    }
    (!title.is_empty()).then(|| title.into())
}

/// Appends the words of a text to a title, with a space where it is needed.
fn join(title: &mut String, text: &str) {
    for (at, word) in text.split_whitespace().enumerate() {
        if at > 0 || parts_words(title, word) {
            title.push(' ');
        }
        title.push_str(word);
    }
}

/// Gives the headings of a publisher's styles their levels, in a document that has no other headings. A single chapter
/// title is the title of the document.
fn rank_headings(pieces: &mut [Piece]) -> Option<Box<str>> {
    let ranked = |paragraph: &Paragraph| match paragraph.role {
        Role::Text | Role::Item(..) if !paragraph.text.trim().is_empty() => rank(&paragraph.style),
        _ => None,
    };
    let mut ranks = Vec::new();
    let (mut letters, mut all) = (0, 0);
    for paragraph in paragraphs(pieces) {
        all += 1;
        if let Some(rank) = ranked(paragraph) {
            ranks.push(rank);
            letters += paragraph.text.chars().count();
        }
    }
    let sections = ranks.iter().any(|rank| matches!(rank, Rank::Section(_)));
    if !sections && ranks.len() < 2 || letters > LONGEST_HEADINGS * ranks.len() || ranks.len() * 2 > all {
        return None;
    }
    let count = |rank| ranks.iter().filter(|known| **known == rank).count();
    let titled = sections && count(Rank::Chapter) == 1 && ranks.first() == Some(&Rank::Chapter);
    let parts = u8::from(count(Rank::Part) > 0);
    let chapters = u8::from(count(Rank::Chapter) > 0 && !titled);
    let mut title = None;
    for piece in pieces {
        let Piece::Paragraph(paragraph) = piece else { continue };
        match ranked(paragraph) {
            Some(Rank::Part) => paragraph.role = Role::Heading(1),
            Some(Rank::Chapter) if titled => {
                let mut words = String::new();
                join(&mut words, &paragraph.text);
                title = Some(words.into());
                paragraph.role = Role::Aside;
            }
            Some(Rank::Chapter) => paragraph.role = Role::Heading(parts + 1),
            Some(Rank::Section(level)) => paragraph.role = Role::Heading(parts + chapters + level),
            None => {}
        }
    }
    title
}

/// The title of the metadata, where the beginning of the text shows it.
fn shown(title: &str, pieces: &[Piece]) -> Option<Box<str>> {
    let key = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let (mut words, wanted) = (String::new(), key(title));
    join(&mut words, title);
    let is_shown = paragraphs(pieces).take(FRONT).any(|paragraph| key(&paragraph.text) == wanted);
    (is_shown && !wanted.is_empty()).then(|| words.into())
}

/// The title of a document without marks: the lines in the beginning whose letters are larger than all others.
fn take_largest(pieces: &mut [Piece], usual: u16) -> Option<Box<str>> {
    let size = |piece: &Piece| match piece {
        Piece::Paragraph(paragraph) => paragraph.letters.size,
        _ => 0,
    };
    let largest = pieces.iter().map(size).max().filter(|size| u32::from(*size) * 100 >= u32::from(usual) * LARGEST)?;
    let first = pieces.iter().take(FRONT).position(|piece| size(piece) == largest)?;
    let count = pieces.iter().skip(first).take_while(|piece| size(piece) == largest).count();
    let others = pieces.iter().skip(first + count).any(|piece| size(piece) == largest);
    if usual == 0 || count > 3 || others {
        return None;
    }
    let mut title = String::new();
    for piece in pieces.iter_mut().skip(first).take(count) {
        if let Piece::Paragraph(paragraph) = piece {
            join(&mut title, &paragraph.text);
            paragraph.role = Role::Aside;
        }
    }
    Some(title.into())
}

/// The first heading where it alone stands on top of all others: it is the title.
fn lone_top(outline: &Outline) -> Option<Box<str>> {
    let first = outline.headings().first()?;
    let alone = outline.headings().iter().skip(1).all(|heading| heading.level > first.level);
    (alone && outline.len() > 1).then(|| outline.title(0).into())
}

/// The size that most letters have, in half points.
fn usual_size(pieces: &[Piece]) -> u16 {
    let mut sizes: Vec<(u16, usize)> = Vec::new();
    for paragraph in paragraphs(pieces).filter(|paragraph| paragraph.letters.size > 0) {
        match sizes.iter_mut().find(|(size, _)| *size == paragraph.letters.size) {
            Some((_, count)) => *count += paragraph.text.len(),
            None => sizes.push((paragraph.letters.size, paragraph.text.len())),
        }
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(0, |(size, _)| size)
}

/// Whether most of the text is of a heavy face, so that it tells nothing.
fn is_mostly_heavy(pieces: &[Piece]) -> bool {
    let length = |heavy: bool| -> usize {
        paragraphs(pieces)
            .filter(|paragraph| paragraph.letters.heavy == heavy)
            .map(|paragraph| paragraph.text.len())
            .sum()
    };
    length(true) > length(false)
}

/// Sets the mark of a note before it.
fn label(mark: &str, pieces: &mut [Piece]) {
    let mut mark = Some(mark);
    for piece in pieces {
        if let Piece::Paragraph(paragraph) = piece {
            if let Some(mark) = mark.take() {
                paragraph.label = mark.to_owned();
                paragraph.tight = false;
            }
            if paragraph.role == Role::Text || matches!(paragraph.role, Role::Heading(_) | Role::Title(_)) {
                paragraph.role = Role::Aside;
            }
        }
    }
}

/// Writes pieces into a composer.
#[derive(Debug, Default)]
struct Writer {
    composer: Composer,
    /// The size of most letters, in half points.
    size: u16,
    /// Whether most letters are of a heavy face.
    all_heavy: bool,
    /// Whether headings are to be detected.
    detects: bool,
    /// The open tables: whether each holds cells, or only lays out.
    tables: Vec<bool>,
    /// Cells that have ended in the row and are not yet written.
    ended: usize,
    /// Whether the open cell has text.
    filled: bool,
}

impl Writer {
    fn piece(&mut self, piece: &Piece) {
        let depth = self.tables.iter().filter(|cells| **cells).count();
        match *piece {
            Piece::Paragraph(ref paragraph) if depth > 0 => self.in_cell(paragraph),
            Piece::Paragraph(ref paragraph) => self.paragraph(paragraph),
            Piece::Table { columns } => {
                let cells = columns != 1 || depth > 0;
                self.tables.push(cells);
                if cells && depth == 0 {
                    (self.ended, self.filled) = (0, false);
                    self.composer.begin(BlockKind::Table, 0);
                }
            }
            Piece::Cell(columns) if depth == 1 && self.tables.last() == Some(&true) => {
                self.ended += columns;
                self.filled = false;
            }
            Piece::Row if depth == 1 && self.tables.last() == Some(&true) => {
                self.separate(1);
                self.composer.end_row();
                (self.ended, self.filled) = (0, false);
            }
            Piece::Cell(_) | Piece::Row => {}
            Piece::End => {
                if self.tables.pop() == Some(true) && depth == 1 {
                    self.composer.end();
                }
            }
        }
    }

    /// Writes the ends of cells, all but the last few.
    fn separate(&mut self, but: usize) {
        for _ in but..self.ended {
            self.composer.end_cell();
        }
        self.ended = 0;
    }

    /// Writes a paragraph of a cell. A heading stands outside of the table, which goes on behind it.
    fn in_cell(&mut self, paragraph: &Paragraph) {
        if matches!(paragraph.role, Role::Heading(_)) && !self.detects {
            self.paragraph(paragraph);
            (self.ended, self.filled) = (0, false);
            return;
        }
        if self.composer.kind() != Some(BlockKind::Table) {
            self.composer.begin(BlockKind::Table, 0);
        }
        self.separate(0);
        if std::mem::replace(&mut self.filled, true) {
            self.composer.push(" ");
        }
        self.text(paragraph);
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let (kind, depth) = match paragraph.role {
            Role::Heading(_) if !self.detects => (BlockKind::Heading, 0),
            Role::Item(depth, bullet) if bullet || !self.detects || !self.may_head(paragraph) => {
                (BlockKind::Item, depth)
            }
            Role::Contents => (BlockKind::Boilerplate, 0),
            Role::Quote => (BlockKind::Quote, 0),
            Role::Code => (BlockKind::Code, 0),
            _ => (BlockKind::Paragraph, 0),
        };
        let goes_on = matches!(kind, BlockKind::Boilerplate | BlockKind::Code) && self.composer.kind() == Some(kind);
        match goes_on {
            true => self.composer.push("\n"),
            false => self.composer.begin(kind, depth.into()),
        }
        self.composer.look(self.look(paragraph));
        self.text(paragraph);
        match paragraph.role {
            Role::Heading(level) if kind == BlockKind::Heading => {
                let line = self.composer.line();
                self.composer.end_heading(level, line);
            }
            Role::Contents | Role::Code => {}
            _ => self.composer.end(),
        }
    }

    /// Whether an item of a list may be a heading: its number is one of headings, or its letters are set apart.
    fn may_head(&self, paragraph: &Paragraph) -> bool {
        let look = self.look(paragraph);
        let levels = paragraph.label.split('.').filter(|part| !part.trim().is_empty()).count();
        let chinese = paragraph.label.chars().any(|letter| "第一二三四五六七八九十".contains(letter));
        chinese || levels > 1 || look.strong || look.centred || look.size > 108
    }

    fn look(&self, paragraph: &Paragraph) -> Look {
        let (size, usual) = (u32::from(paragraph.letters.size), u32::from(self.size));
        let percent = if size > 0 && usual > 0 { size * 100 / usual } else { 100 };
        Look {
            size: u16::try_from(percent).unwrap_or(u16::MAX),
            strong: if self.all_heavy { paragraph.bold } else { paragraph.heavy },
            centred: paragraph.centred,
            fixed: paragraph.role == Role::Aside,
            ..Look::TEXT
        }
    }

    /// Writes the label and the words of a paragraph, with its marks.
    fn text(&mut self, paragraph: &Paragraph) {
        let heading = self.composer.kind() == Some(BlockKind::Heading);
        if !paragraph.label.is_empty() {
            self.composer.push(&paragraph.label);
            self.composer.push(if paragraph.tight { "" } else { " " });
        }
        let words = if heading { paragraph.text.replace(['\n', '\t'], " ") } else { paragraph.text.clone() };
        let words = if self.composer.kind() == Some(BlockKind::Code) { words.as_str() } else { words.trim_end() };
        let before = words.len() - words.trim_start().len();
        let words = if heading || !paragraph.label.is_empty() { words.trim_start() } else { words };
        let cut = if heading || !paragraph.label.is_empty() { before } else { 0 };
        let marks: Vec<Mark> = paragraph
            .marks
            .iter()
            .filter_map(|mark| clipped(*mark, cut, words.len()))
            .filter(|mark| !(heading && mark.kind == MarkKind::Strong && mark.span.len() == words.len()))
            .collect();
        self.composer.push_marked(words, &marks);
    }
}

/// A mark in a text that has lost its first bytes.
fn clipped(mark: Mark, cut: usize, length: usize) -> Option<Mark> {
    let moved = |place: u32| (place as usize).saturating_sub(cut).min(length);
    let span = Span::new(moved(mark.span.start)..moved(mark.span.end));
    (!span.is_empty()).then_some(Mark { kind: mark.kind, span })
}
