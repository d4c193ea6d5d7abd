//! What is left of a source when all is taken out that no heading can depend on.
//!
//! The blocks of Markdown are found before anything within a line is looked at (CommonMark, appendix "A parsing
//! strategy"). So where no block can begin any more on a line, the rest of the line is as good as one letter, and several
//! such lines on end are as good as one. A passage, which is what stands between two blank lines, is kept as it is where
//! more may hang on it: underlined titles, tables, HTML, and the definitions of links. What is left has the very
//! headings of the source, and is a small part of most texts.

use memchr::{memchr_iter, memmem};

use crate::formats::light::markdown::line::{Kind, closing_tags, is_blank, kind};
use crate::text::Part;

/// What a line becomes on which no block can begin any more.
const LETTER: &str = "x\n";

/// So many bytes the parser adds to any text by following the definitions of links, before it follows no more.
const EXPANSION: usize = 100_000;

/// What is left of a source.
#[derive(Debug, Default)]
pub(super) struct Skeleton {
    /// The text.
    pub(super) text: String,
    lines: u32,
    /// Lines of the text with those of the source that they are, both from 0, wherever the two part; ascending.
    places: Vec<(u32, u32)>,
}

impl Skeleton {
    /// The skeleton of a source, of which some bytes in front are kept as they are. `None` where the source alone does
    /// not tell which links are followed. Linear in the length of the source.
    pub(super) fn of(source: &str, front: usize) -> Option<Self> {
        let mut scan = Scan { source, ..Scan::default() };
        let (mut start, mut number) = (0, 0);
        let ends = memchr_iter(b'\n', source.as_bytes()).map(|at| at + 1);
        for end in ends.chain([source.len()]).filter(|end| *end > 0) {
            if start < end {
                scan.take(start, end, number, end <= front);
            }
            (start, number) = (end, number + 1);
        }
        scan.end_passage(source.len());
        scan.links_are_followed().then_some(scan.skeleton)
    }

    /// The line of the source that a line of the text is, both from 1.
    pub(super) fn source_line(&self, line: u32) -> u32 {
        let at = line.saturating_sub(1);
        let place = self.places.partition_point(|(own, _)| *own <= at).checked_sub(1);
        let (own, source) = place.and_then(|place| self.places.get(place)).copied().unwrap_or_default();
        at - own + source + 1
    }

    /// Adds a line of the source, from 0, or as much of it as is left, in up to two parts.
    fn push(&mut self, number: u32, line: &str, rest: &str) {
        let (own, source) = self.places.last().copied().unwrap_or_default();
        if source + (self.lines - own) != number {
            self.places.push((self.lines, number));
        }
        self.lines += 1;
        self.text.push_str(line);
        self.text.push_str(rest);
    }

    fn mark(&self) -> Mark {
        Mark { text: self.text.len(), lines: self.lines, places: self.places.len() }
    }

    /// Takes back what was added since.
    fn return_to(&mut self, mark: Mark) {
        self.text.truncate(mark.text);
        self.lines = mark.lines;
        self.places.truncate(mark.places);
    }
}

/// How far a skeleton has grown.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    text: usize,
    lines: u32,
    places: usize,
}

/// The way through a source.
#[derive(Debug, Default)]
struct Scan<'s> {
    source: &'s str,
    skeleton: Skeleton,
    passage: Option<Passage>,
    /// Whether the passage before was one letter, and the blank lines since then.
    letter_before: bool,
    /// The tags, as bits, that must come before a block of HTML ends.
    open_tags: u8,
    /// Where the definition of a link may begin that is not at its end.
    definition: Option<usize>,
    /// The bytes of the longest definition of a link.
    longest: usize,
}

/// What stands between two blank lines.
#[derive(Clone, Copy, Debug)]
struct Passage {
    /// Where it begins in the source, and on which line.
    start: usize,
    number: u32,
    /// The skeleton before it.
    before: Mark,
    /// Whether it is kept as it is.
    whole: bool,
    /// Where the last line begins in the skeleton, if it was shortened.
    last: Option<usize>,
}

impl Scan<'_> {
    /// Takes a line: its bytes in the source, its number from 0, and whether it must stay as it is.
    fn take(&mut self, start: usize, end: usize, number: u32, stays: bool) {
        let line = self.source.part(start..end);
        if stays {
            self.skeleton.push(number, line, "");
        } else if self.open_tags == 0 && is_blank(line) {
            self.end_passage(start);
            // Behind one letter that is dropped, the blank lines are as good as the one before it.
            if !(self.letter_before && self.skeleton.text.ends_with("\n\n")) {
                self.skeleton.push(number, line, "");
            }
        } else {
            self.take_words(start, end, number);
        }
    }

    /// Takes a line that is not blank.
    fn take_words(&mut self, start: usize, end: usize, number: u32) {
        let line = self.source.part(start..end);
        let before = self.skeleton.mark();
        let mut passage =
            self.passage.unwrap_or(Passage { start, number, before, whole: self.open_tags > 0, last: None });
        let kind = kind(line);
        if kind == Kind::Whole && !passage.whole {
            passage.whole = true;
            self.skeleton.return_to(passage.before);
            self.push_whole(passage.start, start, passage.number);
        }
        match kind {
            _ if passage.whole => {
                self.skeleton.push(number, line, "");
                self.open_tags = closing_tags(line, self.open_tags);
                self.look_for_definition(line, start);
            }
            Kind::Text(length) => self.shorten(&mut passage, line.part(0..length), number),
            Kind::Kept | Kind::Whole => {
                self.skeleton.push(number, line, "");
                passage.last = None;
            }
        }
        self.passage = Some(passage);
    }

    /// Adds what is left of a line of text, unless it is what is left of the line before as well.
    fn shorten(&mut self, passage: &mut Passage, prefix: &str, number: u32) {
        let at = self.skeleton.text.len();
        let again =
            passage.last.is_some_and(|last| self.skeleton.text.part(last..at).strip_suffix(LETTER) == Some(prefix));
        if !again {
            self.skeleton.push(number, prefix, LETTER);
            passage.last = Some(at);
        }
    }

    /// Adds lines of the source as they are.
    fn push_whole(&mut self, start: usize, end: usize, number: u32) {
        for (number, line) in (number..).zip(self.source.part(start..end).split_inclusive('\n')) {
            self.skeleton.push(number, line, "");
        }
    }

    /// Ends the passage before a place in the source.
    fn end_passage(&mut self, at: usize) {
        let Some(passage) = self.passage.take() else { return };
        self.end_definition(at);
        let is_letter = self.skeleton.text.part(passage.before.text..self.skeleton.text.len()) == LETTER;
        if is_letter && self.letter_before {
            self.skeleton.return_to(passage.before);
        }
        self.letter_before = is_letter;
    }

    /// Notes where the definition of a link may begin.
    fn look_for_definition(&mut self, line: &str, start: usize) {
        let is_mark = |c: char| matches!(c, ' ' | '\t' | '>' | '-' | '+' | '*' | '.' | ')') || c.is_ascii_digit();
        if line.trim_start_matches(is_mark).starts_with('[') {
            self.end_definition(start);
            self.definition = Some(start);
        }
    }

    fn end_definition(&mut self, end: usize) {
        let Some(start) = self.definition.take() else { return };
        let found = self.source.part(start..end);
        if memmem::find(found.as_bytes(), b"]:").is_some() {
            self.longest = self.longest.max(found.len());
        }
    }

    /// Whether the parser follows all links, in the source and in its skeleton.
    fn links_are_followed(&self) -> bool {
        let links = || memchr_iter(b']', self.source.as_bytes()).count();
        self.longest == 0 || links().saturating_mul(self.longest) < EXPANSION
    }
}
