//! Words, white space and the looks of letters on their way into a document.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use crate::formats::compose::Composer;
use crate::formats::web::html::css::{Size, Style};
use crate::formats::web::html::tag::Tag;
use crate::outline::detect::Look;
use crate::outline::{BlockKind, MarkKind};
use crate::text::{Part, Span};

/// What holds for letters from one place to another.
#[derive(Clone, Copy, Debug)]
struct Format {
    /// The formatting element, or the index of another element that holds to its own end.
    owner: Owner,
    mark: Option<MarkKind>,
    /// What the words of a link refer to.
    target: Option<NonZeroU32>,
    size: u16,
    strong: bool,
    /// Whether the words are left out.
    mute: bool,
}

/// What a format belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    Formatting(Tag),
    Element(usize),
}

/// White space that has been read and not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Space {
    No,
    /// Between words on a line.
    Within,
    /// With the end of a line of the source.
    Line,
}

/// The bytes of a line, and how they look.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    all: u64,
    strong: u64,
    /// Bytes times size.
    sized: u64,
}

/// The most formats that hold at once; others are left out.
const MOST: usize = 256;

/// Writes words into a [`Composer`]: white space is collapsed, formats become marks of the blocks that they reach
/// into, and each line gets its look.
pub(super) struct Writer<'c> {
    pub(super) composer: &'c mut Composer,
    formats: Vec<Format>,
    /// The formats whose marks have begun in the open block.
    begun: usize,
    /// The formats that hold outside of the innermost scope.
    outside: usize,
    space: Space,
    centred: bool,
    /// Whether the open block can be no heading.
    fixed: bool,
    line: Tally,
    /// The bytes of each size.
    sizes: BTreeMap<u16, u64>,
}

impl<'c> Writer<'c> {
    /// A writer into a composer.
    pub(super) fn new(composer: &'c mut Composer) -> Self {
        Self {
            composer,
            formats: Vec::new(),
            begun: 0,
            outside: 0,
            space: Space::No,
            centred: false,
            fixed: false,
            line: Tally::default(),
            sizes: BTreeMap::new(),
        }
    }

    /// The size that most letters have, in percent of 16 pixels.
    pub(super) fn size(&self) -> u16 {
        self.sizes.iter().max_by_key(|(_, bytes)| **bytes).map_or(100, |(size, _)| *size)
    }

    /// Begins a block, centred or not; one that is fixed can be no heading.
    pub(super) fn begin(&mut self, kind: BlockKind, depth: usize, centred: bool, fixed: bool) {
        self.end();
        self.composer.begin(kind, depth);
        self.space = Space::No;
        (self.centred, self.fixed) = (centred, fixed);
    }

    /// Ends the open block; returns where it stands, if it has text.
    pub(super) fn end(&mut self) -> Option<Span> {
        self.unwind(0);
        if !self.composer.is_open() {
            return None;
        }
        let look = self.take_look();
        self.composer.look(look);
        self.composer.close()
    }

    /// Writes words, their white space collapsed.
    pub(super) fn words(&mut self, text: &str) {
        if self.is_mute() {
            return;
        }
        let mut rest = text;
        loop {
            let words = rest.trim_start_matches(is_space);
            self.note_space(rest.part(0..rest.len() - words.len()));
            if words.is_empty() {
                return;
            }
            let length = run(words.as_bytes());
            self.write(words.part(0..length));
            rest = words.part(length..words.len());
        }
    }

    /// Writes text whose white space is kept.
    pub(super) fn preserved(&mut self, text: &str) {
        if !self.is_mute() && !text.is_empty() {
            self.space = Space::No;
            self.sync();
            self.count(text);
            self.composer.push(text);
        }
    }

    /// Writes a bullet or a number, which no format reaches.
    pub(super) fn bullet(&mut self, bullet: &str) {
        self.composer.push_label(bullet);
    }

    /// Notes that words are parted here.
    pub(super) fn part_words(&mut self) {
        self.space = Space::Within;
    }

    /// Notes that a line or a cell begins here.
    pub(super) fn begin_line(&mut self) {
        self.space = Space::No;
    }

    /// Ends a line of the open block.
    pub(super) fn end_line(&mut self) {
        if self.composer.is_open() {
            let look = self.take_look();
            self.composer.look_line(look);
            self.composer.hard_break();
            self.space = Space::No;
        }
    }

    /// The words of a link hold from here on, which refers to something.
    pub(super) fn on_link(&mut self, mark: MarkKind, reference: &str, style: Style, mute: bool) {
        self.on(Tag::A, None, style, mute);
        let target = self.composer.references().number(reference);
        if let Some(format) = self.formats.last_mut().filter(|format| format.owner == Owner::Formatting(Tag::A)) {
            format.target = target;
            format.mark = format.mark.map(|_| mark);
        }
    }

    /// A formatting element holds from here on.
    pub(super) fn on(&mut self, tag: Tag, size: Option<Size>, style: Style, mute: bool) {
        if tag == Tag::A {
            self.off(tag);
        }
        let mark = match tag {
            Tag::A => Some(MarkKind::Link),
            Tag::B | Tag::Strong => Some(MarkKind::Strong),
            Tag::I | Tag::Em => Some(MarkKind::Emphasis),
            Tag::Code => Some(MarkKind::Code),
            Tag::Strike => Some(MarkKind::Strike),
            _ => None,
        };
        let mark = mark.filter(|mark| *mark != MarkKind::Strong || style.bold != Some(false));
        let size = size.or((tag == Tag::Small).then_some(Size::Relative(83)));
        self.hold(Owner::Formatting(tag), mark, size, style, mute);
    }

    /// The last formatting element of a kind ends, if one has begun in the innermost scope.
    pub(super) fn off(&mut self, tag: Tag) {
        let found = self.formats.iter().rposition(|format| format.owner == Owner::Formatting(tag));
        if let Some(at) = found.filter(|&at| at >= self.outside) {
            self.remove(at);
        }
    }

    /// The style of an element holds until [`Writer::release`]; false where it says nothing.
    pub(super) fn dress(&mut self, element: usize, mark: Option<MarkKind>, style: Style) -> bool {
        let bold = (style.bold == Some(true)).then_some(MarkKind::Strong);
        let slanted = (style.slanted == Some(true)).then_some(MarkKind::Emphasis);
        let mark = mark.or(bold).or(slanted);
        let says = mark.is_some() || style.size.is_some() || style.strong.is_some();
        if says {
            self.hold(Owner::Element(element), mark, style.size, style, false);
        }
        says
    }

    /// The style of an element holds no longer.
    pub(super) fn release(&mut self, element: usize) {
        if let Some(at) = self.formats.iter().rposition(|format| format.owner == Owner::Element(element)) {
            self.remove(at);
        }
    }

    /// Begins a part of the page in which formats end that begin there; returns what [`Writer::leave`] takes.
    pub(super) fn enter(&mut self) -> usize {
        std::mem::replace(&mut self.outside, self.formats.len())
    }

    /// Ends such a part.
    pub(super) fn leave(&mut self, outside: usize) {
        self.unwind(self.outside.min(self.formats.len()));
        self.formats.truncate(self.outside);
        self.outside = outside;
    }

    fn hold(&mut self, owner: Owner, mark: Option<MarkKind>, size: Option<Size>, style: Style, mute: bool) {
        if self.formats.len() >= MOST {
            return;
        }
        // One mark of a kind is enough, and thousands of elements that never end cost no more.
        let mark = mark.filter(|mark| self.formats.iter().all(|format| format.mark != Some(*mark)));
        let strong_mark = mark == Some(MarkKind::Strong);
        let (around, strong) = self.formats.last().map_or((100, false), |format| (format.size, format.strong));
        let size = style.size.or(size).map_or(around, |size| size.within(around));
        let strong = style.strong.unwrap_or(strong || strong_mark);
        self.formats.push(Format { owner, mark, target: None, size, strong, mute });
    }

    fn remove(&mut self, at: usize) {
        self.unwind(at);
        self.formats.remove(at);
        self.outside -= usize::from(at < self.outside);
    }

    pub(super) fn is_mute(&self) -> bool {
        self.formats.iter().any(|format| format.mute)
    }

    /// Writes words without a double space or a line end in them.
    fn write(&mut self, words: &str) {
        let space = std::mem::replace(&mut self.space, Space::No);
        if space == Space::Line {
            self.composer.soft_break();
        } else if space == Space::Within && !self.composer.block_text().ends_with([' ', '\n', '\t']) {
            let starts = self.composer.block_text().is_empty();
            self.composer.push(if starts { "" } else { " " });
        }
        self.sync();
        self.count(words);
        self.composer.push(words);
    }

    fn note_space(&mut self, space: &str) {
        if space.contains('\n') {
            self.space = Space::Line;
        } else if !space.is_empty() && self.space == Space::No {
            self.space = Space::Within;
        }
    }

    /// Begins the marks of all formats that hold.
    fn sync(&mut self) {
        for format in self.formats.iter().skip(self.begun) {
            if let Some(mark) = format.mark {
                self.composer.begin_mark_to(mark, format.target);
            }
        }
        self.begun = self.formats.len();
    }

    /// Ends the marks of all formats but the first so many.
    fn unwind(&mut self, count: usize) {
        for format in self.formats.iter().take(self.begun).skip(count) {
            if format.mark.is_some() {
                self.composer.end_mark();
            }
        }
        self.begun = self.begun.min(count);
    }

    fn count(&mut self, text: &str) {
        let (size, strong) = self.formats.last().map_or((100, false), |format| (format.size, format.strong));
        let bytes = text.trim().len() as u64;
        self.line.all += bytes;
        self.line.strong += if strong { bytes } else { 0 };
        self.line.sized += bytes * u64::from(size);
        *self.sizes.entry(size).or_default() += bytes;
    }

    /// How the line looks that ends here.
    fn take_look(&mut self) -> Look {
        let Tally { all, strong, sized } = std::mem::take(&mut self.line);
        let size = u16::try_from(sized / all.max(1)).unwrap_or(u16::MAX);
        Look { size, strong: all > 0 && strong * 10 >= all * 9, centred: self.centred, fixed: self.fixed, ..Look::TEXT }
    }
}

/// The white space that HTML collapses.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\u{c}' | '\r')
}

/// The bytes of words before white space that is more than one space.
fn run(bytes: &[u8]) -> usize {
    let mut after_space = false;
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            b'\t' | b'\n' | 0x0c | b'\r' => return at - usize::from(after_space),
            b' ' if after_space => return at - 1,
            b' ' => after_space = true,
            _ => after_space = false,
        }
    }
    bytes.len() - usize::from(after_space)
}
