//! A report as it stands in its file, line by line, with the numbers of the lines.
//!
//! Only the lines near the screen are wrapped, so that a file of any size is shown at once.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::beside::comparison::Passage;
use crate::app::panes::Focus;
use crate::app::sheet::{Content, Sheet};
use crate::app::{Effect, Message, State};
use crate::formats;
use crate::library::EntryId;
use crate::text::wrap::wrap;
use crate::text::{Part, Span, Text};

/// A line longer than this many bytes is wrapped in pieces.
const LONGEST: usize = 4096;
/// Columns beside the number of a line: the sign of a heading, and spaces around it.
const SIGNS: u16 = 3;

/// What the lines of a source are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Those of a file.
    File {
        /// Its path.
        path: PathBuf,
        /// The name of its encoding, where that is known.
        encoding: Option<&'static str>,
    },
    /// Those of the text that was extracted from one.
    Text(Text),
}

/// How many lines end in a part of a text. Costs a look at each byte of it.
pub fn lines_in(passage: &Passage) -> u32 {
    let ends = passage.document.text.span(passage.span).bytes().filter(|byte| *byte == b'\n').count();
    u32::try_from(ends).unwrap_or(u32::MAX)
}

/// A text cut into lines, and long lines into pieces. Costs a look at each byte, and eight bytes for each line.
#[derive(Debug, Default)]
pub struct Lines {
    text: Text,
    pieces: Vec<Piece>,
}

/// The beginning of a line, or of a piece of a long one.
#[derive(Clone, Copy, Debug)]
struct Piece {
    start: u32,
    /// The number of the line, from 1.
    line: u32,
}

impl Lines {
    /// Cuts a text.
    pub fn new(text: Text) -> Self {
        let mut pieces = Vec::new();
        let mut start = 0;
        for (words, line) in text.split_inclusive('\n').zip(1..) {
            let end = start + words.len();
            while start < end {
                pieces.push(Piece { start: u32::try_from(start).unwrap_or(u32::MAX), line });
                let next = if end - start > LONGEST { text.floor_char_boundary(start + LONGEST) } else { end };
                start = next;
            }
        }
        Self { text, pieces }
    }

    /// The number of the last line; 0 where there is none.
    pub fn last_line(&self) -> u32 {
        self.pieces.last().map_or(0, |piece| piece.line)
    }

    fn span(&self, index: usize) -> Span {
        let start = |at: usize| self.pieces.get(at).map_or(self.text.len(), |piece| piece.start);
        Span { start: start(index), end: start(index + 1) }
    }

    /// The rows of a piece on a page of so many columns.
    fn rows(&self, index: usize, width: u16) -> Vec<Span> {
        let span = self.span(index);
        let words = self.text.span(span);
        let words = words.strip_suffix('\n').unwrap_or(words);
        let moved = |row: Span| Span { start: span.start + row.start, end: span.start + row.end };
        wrap(words, width.into()).into_iter().map(moved).collect()
    }
}

/// One row on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The number of its line, where the line begins with it.
    pub number: Option<u32>,
    /// Whether a heading stands in its line.
    pub heading: bool,
    /// The text.
    pub span: Span,
}

/// A row of the whole: a piece, and a row of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Position {
    piece: usize,
    row: usize,
}

/// The source of a report, and where in it the screen stands.
#[derive(Clone, Debug)]
pub struct Source {
    /// The report.
    pub entry: EntryId,
    /// The name of its file.
    pub name: String,
    /// Whether the lines are those of the text that was extracted, as the file itself is no text.
    pub extracted: bool,
    /// The lines in which headings stand, in ascending order.
    headings: Arc<[u32]>,
    /// The line to begin with.
    line: u32,
    lines: Option<Arc<Lines>>,
    first: Position,
}

impl Source {
    /// The source of a report that is still to be read, to be seen from a line on.
    pub fn new(entry: EntryId, name: String, extracted: bool, mut headings: Vec<u32>, line: u32) -> Self {
        headings.sort_unstable();
        Self { entry, name, extracted, headings: headings.into(), line, lines: None, first: Position::default() }
    }

    /// Takes the lines of the report.
    pub fn set_lines(&mut self, lines: Arc<Lines>) {
        let piece = lines.pieces.partition_point(|piece| piece.line < self.line);
        self.first = Position { piece: piece.min(lines.pieces.len().saturating_sub(1)), row: 0 };
        self.lines = Some(lines);
    }

    /// Whether it is still being read.
    pub fn is_waiting(&self) -> bool {
        self.lines.is_none()
    }

    /// The text, once it is there.
    pub fn text(&self) -> &str {
        self.lines.as_ref().map_or("", |lines| &lines.text)
    }

    /// The number of the last line.
    pub fn last_line(&self) -> u32 {
        self.lines.as_ref().map_or(0, |lines| lines.last_line())
    }

    /// Columns that the number of a line and its sign take.
    pub fn gutter(&self) -> u16 {
        u16::try_from(self.last_line().max(1).ilog10() + 1).unwrap_or(0) + SIGNS
    }

    /// Columns for the text on a screen of so many.
    fn room(&self, columns: u16) -> u16 {
        columns.saturating_sub(self.gutter()).max(1)
    }

    /// The rows on a screen of this size.
    pub fn view(&self, columns: u16, rows: usize) -> Vec<Row> {
        let Some(lines) = &self.lines else { return Vec::new() };
        let (room, mut view, mut skipped) = (self.room(columns), Vec::with_capacity(rows), self.first.row);
        for (index, piece) in lines.pieces.iter().enumerate().skip(self.first.piece) {
            if view.len() >= rows {
                break;
            }
            let begins =
                index.checked_sub(1).and_then(|at| lines.pieces.get(at)).is_none_or(|one| one.line < piece.line);
            let heading = self.headings.binary_search(&piece.line).is_ok();
            let set = lines.rows(index, room).into_iter().enumerate();
            let row = |(at, span)| Row { number: (begins && at == 0).then_some(piece.line), heading, span };
            view.extend(set.skip(std::mem::take(&mut skipped)).map(row));
        }
        view.truncate(rows);
        view
    }

    /// Scrolls by rows; `isize::MIN` and `isize::MAX` lead to the ends. The last row does not leave the bottom.
    pub fn scroll(&mut self, steps: isize, columns: u16, rows: usize) {
        let Some(lines) = self.lines.clone() else { return };
        let room = self.room(columns);
        let last = lines.pieces.len().saturating_sub(1);
        let end = Position { piece: last, row: lines.rows(last, room).len().saturating_sub(1) };
        let last_top = up(&lines, room, end, rows.saturating_sub(1));
        self.first = match steps {
            isize::MIN => Position::default(),
            isize::MAX => last_top,
            0.. => down(&lines, room, self.first, steps.unsigned_abs()),
            _ => up(&lines, room, self.first, steps.unsigned_abs()),
        };
        self.first = self.first.min(last_top);
    }
}

fn down(lines: &Lines, room: u16, mut at: Position, mut steps: usize) -> Position {
    while at.piece < lines.pieces.len() {
        let here = lines.rows(at.piece, room).len();
        if at.row + steps < here {
            return Position { row: at.row + steps, ..at };
        }
        steps -= here.saturating_sub(at.row);
        at = Position { piece: at.piece + 1, row: 0 };
    }
    at
}

fn up(lines: &Lines, room: u16, mut at: Position, mut steps: usize) -> Position {
    while at.row < steps {
        steps -= at.row + 1;
        let Some(piece) = at.piece.checked_sub(1) else { return Position::default() };
        at = Position { piece, row: lines.rows(piece, room).len().saturating_sub(1) };
    }
    Position { row: at.row - steps, ..at }
}

impl State {
    /// Opens the source of the report that the keys are about, at the line that is read, or else at the heading.
    pub(in crate::app) fn show_source(&mut self) -> Vec<Effect> {
        let report = self.current().and_then(|node| Some((node, Arc::clone(self.shelf.library.report(node.entry)?))));
        let Some((node, report)) = report else {
            self.front.message = Some(Message::NoSource);
            return Vec::new();
        };
        let document = self.page.document().filter(|_| self.page.entry() == Some(node.entry)).cloned();
        let extracted = !formats::is_text(report.format);
        if extracted && document.is_none() {
            self.front.message = Some(Message::NoSource);
            return Vec::new();
        }
        let headings = report.outline.headings().iter().map(|heading| heading.line).collect();
        let heading = node.heading.and_then(|index| report.outline.get(index));
        let (start, line) = heading.map_or((0, 1), |heading| (heading.span.start, heading.line));
        let source = Source::new(node.entry, report.name(), extracted, headings, line);
        self.front.sheet = Some(Sheet::new(Content::Source(source)));
        // To count lines costs a look at all that is read, and so does to cut them.
        let place = self.page.place().filter(|_| self.panes.focus == Focus::Page);
        let before = document
            .clone()
            .zip(place)
            .map(|(document, place)| Passage { document, span: Span { start, end: place.offset.max(start) } });
        let origin = match document.filter(|_| extracted) {
            Some(document) => Origin::Text(document.text.clone()),
            None => Origin::File { path: report.path.to_path_buf(), encoding: report.encoding },
        };
        vec![Effect::ReadSource { entry: node.entry, origin, before }]
    }

    /// The source of a report was read.
    pub(in crate::app) fn source(&mut self, entry: EntryId, lines: Arc<Lines>, before: u32) {
        if let Some(Sheet { content: Content::Source(source), .. }) = &mut self.front.sheet
            && source.entry == entry
            && source.is_waiting()
        {
            source.line = source.line.saturating_add(before);
            source.set_lines(lines);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::library;

    fn source(text: &str, headings: Vec<u32>, line: u32) -> Source {
        let entry = library(&[("a.md", "")]).entries()[0].id;
        let mut source = Source::new(entry, "a.md".to_owned(), false, headings, line);
        source.set_lines(Arc::new(Lines::new(text.into())));
        source
    }

    fn shown(source: &Source, columns: u16, rows: usize) -> Vec<String> {
        let show = |row: &Row| {
            let number = row.number.map_or_else(String::new, |number| number.to_string());
            format!("{number}{}{}", if row.heading { '>' } else { ' ' }, source.text().span(row.span))
        };
        source.view(columns, rows).iter().map(show).collect()
    }

    #[test]
    fn lines_are_numbered_and_long_ones_wrapped() {
        let source = source("# One\n\ntwo words\n## 三\n", vec![4, 1], 1);
        assert_eq!(shown(&source, 9, 9), ["1># One", "2 ", "3 two", " words", "4>## 三"]);
        assert_eq!(shown(&source, 40, 2), ["1># One", "2 "]);
    }

    #[test]
    fn it_opens_at_a_line_and_scrolls_to_the_ends() {
        let text: String = (1..=50).map(|line| format!("line {line}\n")).collect();
        let mut source = source(&text, Vec::new(), 20);
        let top = |source: &Source| shown(source, 40, 1).concat();
        assert_eq!(top(&source), "20 line 20");
        for (steps, expected) in [
            (3, "23 line 23"),
            (-2, "21 line 21"),
            (isize::MAX, "41 line 41"),
            (5, "41 line 41"),
            (-99, "1 line 1"),
            (99, "41 line 41"),
            (isize::MIN, "1 line 1"),
        ] {
            source.scroll(steps, 40, 10);
            assert_eq!(top(&source), expected, "{steps}");
        }
    }

    #[test]
    fn a_text_of_one_line_is_cut_in_pieces_that_lose_nothing() {
        for sentence in ["工作取得了新的进展。", "no full stop here ", ""] {
            let text = sentence.repeat(10_000);
            let lines = Lines::new(Text::new(text.clone()));
            let joined: String = (0..lines.pieces.len()).map(|index| text.span(lines.span(index))).collect();
            assert!((0..lines.pieces.len()).all(|index| lines.span(index).len() <= LONGEST));
            assert_eq!(joined, text);
            assert!(lines.pieces.iter().all(|piece| piece.line == 1));
        }
        let mut empty = source("", Vec::new(), 5);
        empty.scroll(3, 40, 10);
        assert_eq!(shown(&empty, 40, 10), [""; 0]);
    }
}
