//! The lines of a text, and how they lie on the page.

use memchr::memchr_iter;

use crate::outline::number::{self, Mark, Scheme};
use crate::text::Part;

use super::ahead::Ahead;
use super::bounds;
use super::chars::{columns, is_blank, is_chinese};
use super::evidence::Evidence;
use super::look::{Letters, Look};
use super::title::{Ending, ending};
use super::wraps::is_wrapped;

/// A line that is not blank, and what was seen of its text when it was found: who asks the line first need not go back
/// to the text, which costs more than all else where most lines are sent away.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// The first byte that is no white space.
    pub(super) start: u32,
    /// One past the last byte that is no white space.
    pub(super) end: u32,
    /// The columns of white space before it.
    pub(super) indent: u16,
    /// The column at which it ends, at most 65,535.
    pub(super) edge: u16,
    /// The blank lines before it, 255 at most.
    pub(super) blanks: u8,
    /// A form feed stands between it and the line before.
    pub(super) breaks: bool,
    /// It begins with a number.
    pub(super) marked: bool,
    /// It begins with a number in digits.
    pub(super) counted: bool,
    /// The first byte of its text.
    pub(super) first: u8,
    /// The last byte of its text.
    pub(super) last: u8,
    /// All of its text is ASCII.
    pub(super) ascii: bool,
    /// A colon may stand near its beginning.
    pub(super) colon: bool,
    /// It belongs to a table of contents.
    pub(super) contents: bool,
    /// See [`Layout::wrapped`].
    wrapped: bool,
    /// How its letters look.
    pub(super) look: Letters,
}

/// The bytes at the beginning of a line in which a colon is looked for.
pub(super) const NEAR: usize = 90;

impl Line {
    /// The line of a text without white space around it, which begins at a byte and a column. `ascii` says that all of
    /// it is ASCII, `colon` where the next colon stands, from its beginning.
    fn new(text: &str, start: u32, indent: u16, ascii: bool, colon: usize) -> Self {
        let columns = if ascii { u32::try_from(text.len()).unwrap_or(u32::MAX) } else { columns(text) };
        Self {
            start,
            end: start.saturating_add(u32::try_from(text.len()).unwrap_or(u32::MAX)),
            indent,
            edge: u16::try_from(u32::from(indent).saturating_add(columns)).unwrap_or(u16::MAX),
            blanks: 0,
            breaks: false,
            marked: false,
            counted: false,
            first: text.as_bytes().first().copied().unwrap_or(b' '),
            last: text.as_bytes().last().copied().unwrap_or(b' '),
            ascii,
            colon: !ascii || colon < text.len().min(NEAR),
            contents: false,
            wrapped: false,
            look: Letters::from(Look::TEXT),
        }
    }

    /// The line's text without the white space around it.
    pub(super) fn text(self, text: &str) -> &str {
        text.part(self.start as usize..self.end as usize)
    }

    /// The punctuation at its end; a letter there is known without a look at the text.
    pub(super) fn ending(self, text: &str) -> Ending {
        if self.last.is_ascii_alphanumeric() { Ending::Nothing } else { ending(self.text(text)) }
    }

    /// Whether its first character is a small letter.
    pub(super) fn is_small(self, text: &str) -> bool {
        if self.first.is_ascii() {
            self.first.is_ascii_lowercase()
        } else {
            self.text(text).starts_with(char::is_lowercase)
        }
    }

    /// The number at its beginning.
    pub(super) fn mark(self, text: &str) -> Option<Mark> {
        if self.marked { number::mark(self.text(text)) } else { None }
    }

    /// The bytes of its text.
    pub(super) fn len(self) -> usize {
        (self.end - self.start) as usize
    }
}

/// The lines of a text and the measures of its page.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// The lines that are not blank.
    pub(super) lines: Vec<Line>,
    /// The column at which lines were wrapped, where they were.
    pub(super) wrap: Option<u32>,
    /// The indentation of most running text.
    pub(super) body: u16,
    /// The indentation of most first lines of paragraphs, lines with a number left out.
    pub(super) first: u16,
    /// Paragraphs are separated by blank lines.
    pub(super) spaced: bool,
    /// There are some blank lines, but paragraphs are not separated by them.
    pub(super) parted: bool,
    /// The running text begins further right than the leftmost lines.
    pub(super) outdented: bool,
    /// The indentations at which running text begins, as bits.
    texts: u64,
    /// Some lines are set apart from the others by the look of their letters.
    pub(super) dressed: bool,
    /// How many lines are set in larger letters than the text.
    pub(super) larger: u32,
    /// Where the lines end before the text does, as they are too many.
    pub(super) beyond: Option<u32>,
    /// What is weighed is to be explained.
    pub(super) explained: bool,
}

impl<'a> Layout<'a> {
    /// Finds the lines of a text; its measures are taken by [`Layout::measure`].
    pub(super) fn new(text: &'a str) -> Self {
        let sample = text.as_bytes().get(..1 << 16).unwrap_or(text.as_bytes());
        let ends = memchr_iter(b'\n', sample).count() + 1;
        let most = bounds::lines(text);
        let mut lines = Vec::with_capacity((text.len() / sample.len().max(1) * ends + ends).min(most));
        let (mut start, mut blanks, mut breaks, mut beyond) = (0_usize, 0_u8, false, None);
        let (mut beyond_ascii, mut colons) = (Ahead::beyond_ascii(text), Ahead::colons(text));
        for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
            let raw = text.get(start..end).unwrap_or_default();
            let (lead, indent, fed) = if raw.is_empty() { (0, 0, false) } else { leading(raw) };
            breaks |= fed;
            if lead == raw.len() {
                blanks = blanks.saturating_add(1);
            } else {
                let clean = raw.as_bytes().last().is_some_and(u8::is_ascii_graphic);
                let len = if clean { raw.len() } else { raw.trim_end_matches(is_blank).len() };
                let words = raw.get(lead..len).unwrap_or_default();
                let first = start + lead;
                let ascii = beyond_ascii.next(first) >= start + len;
                let colon = if ascii { colons.next(first) - first } else { 0 };
                let start = u32::try_from(first).unwrap_or(u32::MAX);
                let mut line = Line { blanks, breaks, ..Line::new(words, start, indent, ascii, colon) };
                if let Some(mark) = number::mark(words) {
                    (line.marked, line.counted) = (true, mark.scheme == Scheme::Arabic);
                }
                bounds::add(&mut lines, line);
                (blanks, breaks) = (0, false);
                if lines.len() >= most {
                    beyond = text
                        .get(end..)
                        .filter(|rest| !rest.trim_start().is_empty())
                        .map(|_| super::candidate::bytes(end));
                    break;
                }
            }
            start = end + 1;
        }
        lines.shrink_to_fit();
        if let Some(first) = lines.first_mut() {
            first.blanks = 255;
        }
        Self {
            text,
            lines,
            wrap: None,
            body: 0,
            first: 0,
            spaced: false,
            parted: false,
            outdented: false,
            texts: 0,
            dressed: false,
            larger: 0,
            beyond,
            explained: false,
        }
    }

    /// Evidence for something in this text, with nothing in it.
    pub(super) fn evidence(&self) -> Evidence {
        Evidence::new(self.explained)
    }

    /// A line by its index.
    pub(super) fn line(&self, index: usize) -> Option<Line> {
        self.lines.get(index).copied()
    }

    /// The text of a line; empty where there is none.
    pub(super) fn line_text(&self, index: usize) -> &'a str {
        self.line(index).map_or("", |line| line.text(self.text))
    }

    /// Takes the measures of the page, from at most a few thousand lines.
    pub(super) fn measure(&mut self) {
        let step = self.lines.len() / 4000 + 1;
        let sample: Vec<(Line, u32)> =
            self.lines.iter().step_by(step).map(|line| (*line, u32::from(line.edge))).collect();
        let mut edges: Vec<u32> = sample.iter().map(|(_, edge)| *edge).collect();
        edges.sort_unstable();
        let high = edges.get(edges.len() * 98 / 100).copied().unwrap_or(0);
        let filled = |edge: &u32| *edge * 5 > high * 4;
        let full = edges.iter().filter(|edge| filled(edge)).count();
        let open = |line: &Line| matches!(line.ending(self.text), Ending::Nothing | Ending::Comma);
        let cut = sample.iter().filter(|(line, edge)| filled(edge) && open(line)).count();
        self.wrap = (sample.len() >= 8 && (24..=132).contains(&high) && full * 5 >= sample.len() && cut * 2 >= full)
            .then_some(high);
        self.find_wraps();
        self.measure_blanks();
        self.measure_body(&sample, high);
        self.measure_first();
    }

    /// Finds whether the ends of paragraphs are followed by blank lines.
    fn measure_blanks(&mut self) {
        let (mut blank, mut ends, mut tight) = (0_usize, 0_usize, 0_usize);
        let count = self.lines.len().min(4000);
        for index in 1..count {
            let Some(line) = self.line(index).filter(|line| !line.contents) else { continue };
            blank += usize::from(line.blanks > 0);
            if ending(self.line_text(index - 1)) == Ending::Stop {
                ends += usize::from(line.blanks > 0);
                let level = self.line(index - 1).is_some_and(|before| before.indent == line.indent);
                let item = line.marked;
                tight += usize::from(line.blanks == 0 && level && !item && !self.wrapped(index));
            }
        }
        self.spaced = blank * 8 > count && ends > tight * 2;
        self.parted = !self.spaced && blank >= 3 && blank * 100 > count;
    }

    /// Finds the indentation of most first lines of paragraphs.
    fn measure_first(&mut self) {
        let mut counts = [0_usize; 41];
        for index in 0..self.lines.len().min(4000) {
            let apart = !self.spaced || self.line(index).is_some_and(|line| line.blanks > 0);
            let begins = apart && !self.wrapped(index) && self.wrapped(index + 1);
            let Some(line) = self.line(index).filter(|line| begins && !line.contents) else { continue };
            let plain = !line.marked;
            if let Some(count) = counts.get_mut(usize::from(line.indent.min(40))) {
                *count += usize::from(plain);
            }
        }
        let best = counts.iter().enumerate().max_by_key(|(at, count)| (**count, usize::MAX - at));
        self.first = best.filter(|(_, count)| **count > 0).and_then(|(at, _)| u16::try_from(at).ok()).unwrap_or(0);
    }

    /// Finds the indentation of most running text: of the lines that reach far to the right.
    fn measure_body(&mut self, sample: &[(Line, u32)], high: u32) {
        let mut counts = [0_usize; 41];
        let mut left = 0_usize;
        let reach = if self.wrap.is_some() { high * 3 / 4 } else { 60.min(high) };
        for (line, edge) in sample {
            if *edge >= reach && !line.contents {
                if let Some(count) = counts.get_mut(usize::from(line.indent.min(40))) {
                    *count += 1;
                }
                left += usize::from(line.indent == 0);
            }
        }
        let most = counts.iter().copied().max().unwrap_or(0);
        // One long line further left may be the head of a page.
        let first = counts.iter().position(|count| *count > usize::from(most > 2) && count * 4 >= most);
        self.body = first.and_then(|at| u16::try_from(at).ok()).unwrap_or(0);
        let all: usize = counts.iter().sum();
        let some = |count: &usize| *count >= 3 && count * 25 >= all;
        self.texts = counts.iter().enumerate().filter(|(_, count)| some(count)).fold(0, |bits, (at, _)| bits | 1 << at);
        let letters = sample.iter().take(40).all(|(line, _)| !is_chinese(line.text(self.text)));
        // Paragraphs of Chinese are set in by two characters, which says nothing; text further right is.
        let set_in = letters || self.body > 4;
        self.outdented = (self.wrap.is_some() || set_in && all >= 5) && self.body >= 2 && left * 5 < all;
    }

    /// Whether some running text begins at an indentation.
    fn is_text_indent(&self, indent: u16) -> bool {
        (1..41).contains(&indent) && self.texts & (1 << indent) != 0
    }

    /// Whether a line begins left of all running text.
    pub(super) fn is_outdented(&self, line: Line) -> bool {
        self.outdented && line.indent < self.body && !self.is_text_indent(line.indent)
    }

    /// Whether a line stands in the middle of the page.
    pub(super) fn is_centred(&self, line: Line) -> bool {
        let right = self.wrap.map_or(0, |wrap| wrap.saturating_sub(u32::from(line.edge)));
        line.indent >= 8.max(self.body + 4) && u32::from(line.indent).abs_diff(right) <= 6.max(right / 4)
    }

    /// Whether the end of line `index - 1` is only a wrap: the first word of line `index` had no room on it. Known once
    /// the page is measured.
    pub(super) fn wrapped(&self, index: usize) -> bool {
        self.lines.get(index).is_some_and(|line| line.wrapped)
    }

    /// Finds which ends of lines are only wraps.
    fn find_wraps(&mut self) {
        let Some(wrap) = self.wrap else { return };
        let mut edge = None;
        for line in &mut self.lines {
            let before = edge.replace(u32::from(line.edge)).filter(|_| line.blanks == 0);
            let text = line.text(self.text);
            line.wrapped = before.is_some_and(|before| is_wrapped(text, line.ascii, before, wrap));
        }
    }
}

/// The white space at the beginning of a line: its bytes, its columns, and whether a form feed is in it.
fn leading(line: &str) -> (usize, u16, bool) {
    let spaces = line.bytes().take_while(|byte| *byte == b' ').count();
    if line.as_bytes().get(spaces).is_some_and(u8::is_ascii_graphic) {
        return (spaces, u16::try_from(spaces).unwrap_or(u16::MAX), false);
    }
    let (mut columns, mut breaks) = (0_u16, false);
    for (at, character) in line.char_indices() {
        match character {
            ' ' | '\u{a0}' => columns = columns.saturating_add(1),
            '\t' => columns = columns.saturating_add(8 - columns % 8),
            '\u{3000}' => columns = columns.saturating_add(2),
            '\u{c}' => breaks = true,
            _ if is_blank(character) => {}
            _ => return (at, columns, breaks),
        }
    }
    (line.len(), columns, breaks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_with_their_layout() {
        let layout = Layout::new("A\r\n\n\n  b c \n\u{3000}\u{3000}目录\n\u{c}\u{feff}D");
        let found: Vec<_> =
            layout.lines.iter().map(|line| (line.text(layout.text), line.indent, line.blanks, line.breaks)).collect();
        assert_eq!(found, [("A", 0, 255, false), ("b c", 2, 2, false), ("目录", 4, 0, false), ("D", 0, 0, true)]);
    }

    #[test]
    fn a_wrap_is_told_from_the_end_of_a_line() {
        let mut text = "The quick brown fox jumps over the lazy dog and then it sleeps\n".repeat(12);
        text.push_str("A short line\nfollowed by another which is as long as those before it\nwrapped here\n");
        let mut layout = Layout::new(&text);
        layout.measure();
        let check = |index: usize, expected: bool| assert_eq!(layout.wrapped(index), expected, "{index}");
        assert_eq!(layout.wrap, Some(62));
        check(3, true);
        check(13, false);
        check(14, true);
    }
}
