//! The pieces of a document become its text, its blocks and its outline.

use super::names::{Rank, rank};
use super::writer::Writer;
use super::{Paragraph, Piece, Role};
use crate::formats::compose::parts_words;
use crate::outline::detect::Belief;
use crate::outline::{Block, BlockKind, Document, Outline, Problem};

/// A document as its file has it.
#[derive(Debug, Default)]
pub(in crate::formats) struct Source {
    /// Its text.
    pub(in crate::formats) pieces: Vec<Piece>,
    /// Its notes, which stand at the end: the mark of each, as it is in the text, and what it says. The mark is empty
    /// where what it says begins with it.
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
/// The fewest headings that are believed to be those of a document with a single marked one.
const FEWEST: u32 = 3;
/// How large the letters of a title are at least, in percent of those of the text.
const LARGEST: u32 = 120;
/// The most letters that the headings of a publisher's style may have on average.
const LONGEST_HEADINGS: usize = 120;

/// The document: with the headings that its styles mark, else with those that a publisher's styles let guess, else
/// with those that are detected. A single heading in the beginning is the title, where others are detected.
pub(in crate::formats) fn compose(mut source: Source, format: &'static str, belief: Belief) -> Document {
    take_contents(&mut source.pieces);
    if let Some((at, level)) = only_heading(&source.pieces) {
        set_role(&mut source.pieces, at, Role::Title(false));
        let document = build(&mut source, format, belief, false);
        if document.outline.len() >= FEWEST {
            return document;
        }
        set_role(&mut source.pieces, at, Role::Heading(level));
    }
    build(&mut source, format, belief, true)
}

/// The place of the only heading, and its level, where it stands in the beginning of a document that has no title.
fn only_heading(pieces: &[Piece]) -> Option<(usize, u8)> {
    let mut found = None;
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Paragraph(paragraph) = piece else { continue };
        match paragraph.role {
            Role::Title(_) => return None,
            Role::Heading(_) if found.is_some() || at >= FRONT => return None,
            Role::Heading(level) => found = Some((at, level)),
            _ => {}
        }
    }
    found
}

/// A heading that says that a table of contents follows is no section of the report, where one follows.
fn take_contents(pieces: &mut [Piece]) {
    let follows = |piece: Option<&Piece>| match piece {
        Some(Piece::Paragraph(paragraph)) => paragraph.role == Role::Contents || ends_in_page(&paragraph.text),
        _ => false,
    };
    for at in 0..pieces.len() {
        if follows(pieces.get(at + 1))
            && let Some(Piece::Paragraph(paragraph)) = pieces.get_mut(at)
            && matches!(paragraph.role, Role::Heading(_))
            && names_contents(&paragraph.text)
        {
            paragraph.role = Role::Contents;
        }
    }
}

/// Whether a line ends in a tab and the number of a page.
fn ends_in_page(line: &str) -> bool {
    let page = line.rsplit_once('\t').map_or("", |(_, page)| page.trim());
    !page.is_empty() && page.bytes().all(|byte| byte.is_ascii_digit())
}

fn names_contents(text: &str) -> bool {
    let words: String = text.split_whitespace().collect();
    matches!(words.to_lowercase().as_str(), "目录" | "目錄" | "目次" | "contents" | "tableofcontents")
}

fn set_role(pieces: &mut [Piece], at: usize, role: Role) {
    if let Some(Piece::Paragraph(paragraph)) = pieces.get_mut(at) {
        paragraph.role = role;
    }
}

/// The document. The styles of publishers are looked at where `guesses`.
fn build(source: &mut Source, format: &'static str, belief: Belief, guesses: bool) -> Document {
    let mut title = take_title(&mut source.pieces);
    let has_heading = |pieces: &[Piece]| paragraphs(pieces).any(|paragraph| matches!(paragraph.role, Role::Heading(_)));
    if guesses && !has_heading(&source.pieces) {
        title = rank_headings(&mut source.pieces).or(title);
    }
    let marked = has_heading(&source.pieces);
    title = title.or_else(|| shown(source.title.as_deref()?, &source.pieces));
    let size = usual_size(&source.pieces);
    if !marked && title.is_none() {
        title = take_largest(&mut source.pieces, size);
    }
    let mut writer = Writer::new(size, is_mostly_heavy(&source.pieces), !marked);
    for piece in &source.pieces {
        writer.piece(piece);
    }
    for (mark, pieces) in &mut source.notes {
        writer.begin_notes(mark);
        label(mark, pieces);
        pieces.iter().for_each(|piece| writer.piece(piece));
        writer.end_notes();
    }
    let document = writer.finish().finish_detected(format, belief);
    let title = title.or_else(|| document.title.clone()).or_else(|| lone_top(&document.outline).filter(|_| marked));
    let mut problems = source.problems.clone();
    let is_pictured = |block: &Block| block.kind == BlockKind::Image;
    if document.blocks.iter().all(is_pictured) && source.pictures && problems.is_empty() {
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
            if let Some(mark) = mark.take().filter(|mark| !mark.is_empty()) {
                paragraph.label = mark.to_owned();
                paragraph.tight = false;
            }
            if paragraph.role == Role::Text || matches!(paragraph.role, Role::Heading(_) | Role::Title(_)) {
                paragraph.role = Role::Aside;
            }
        }
    }
}
