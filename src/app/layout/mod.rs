//! A document set in lines of a certain width: wrapped only where somebody looks.

mod block;
mod table;

use std::collections::HashMap;
use std::sync::Arc;

use crate::outline::{Block, BlockKind, Document, MarkKind};
use crate::text::{Part, Span};

/// The longest piece of a block that is wrapped at once, in bytes. Longer blocks are set in pieces that end with a
/// sentence, so that one key in a report that is a single line costs no more than in any other.
const LONGEST: usize = 16 * 1024;
/// Pieces whose lines are remembered.
const REMEMBERED: usize = 512;
/// A title stands among so many blocks at the beginning.
const FRONT: usize = 8;

/// A place between lines: a piece of the document and a line of it. Ordered as the text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    piece: usize,
    line: usize,
}

/// One line as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The text in it, of a table the whole row; empty in a line that only makes space.
    pub span: Span,
    /// Empty columns before it.
    pub indent: u16,
    /// What it belongs to.
    pub kind: BlockKind,
    /// How it is drawn.
    pub shape: Shape,
}

/// How a line is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Its text as it is.
    Text,
    /// Parts of the cells of a table's row.
    Row {
        /// From left to right, with those that have no text in this line.
        cells: Box<[Cell]>,
        /// Whether the row says what the columns are called.
        head: bool,
    },
    /// A rule between the rows of a table.
    Rule {
        /// Where the columns begin.
        stops: Arc<[u16]>,
        /// Columns of the whole table.
        width: u16,
        /// Whether it stands below the row that says what the columns are called.
        head: bool,
    },
}

/// A part of a cell in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Where it begins, counted from the line's indent.
    pub column: u16,
    /// Its text.
    pub span: Span,
}

impl Line {
    /// Whether a byte of the text stands in it, or before it in the same block.
    fn reaches(&self, offset: u32) -> bool {
        match &self.shape {
            Shape::Row { cells, .. } => cells.iter().any(|cell| cell.span.end > offset),
            Shape::Text | Shape::Rule { .. } => self.span.end > offset && !self.span.is_empty(),
        }
    }
}

/// A block, or a part of a long one.
#[derive(Clone, Copy, Debug)]
struct Piece {
    span: Span,
    /// The first piece of the same block.
    first: Span,
    /// The rows of a table that name its columns; empty where none do.
    head: Span,
    kind: BlockKind,
    depth: u8,
    /// Whether an empty line stands before it.
    spaced: bool,
    /// Whether a block of the same kind and depth stands before it.
    joined: bool,
}

/// A document set to a width.
#[derive(Clone, Debug)]
pub struct Layout {
    document: Arc<Document>,
    width: u16,
    pieces: Arc<[Piece]>,
    lines: HashMap<usize, Arc<[Line]>>,
}

impl Layout {
    /// Prepares to set a document in lines of `width` columns. Costs time in proportion to the number of blocks.
    pub fn new(document: Arc<Document>, width: u16) -> Self {
        let pieces = pieces(&document, LONGEST).into();
        Self { document, width, pieces, lines: HashMap::new() }
    }

    /// The document.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// Sets the lines to another width.
    pub fn set_width(&mut self, width: u16) {
        if self.width != width {
            self.width = width;
            self.lines.clear();
        }
    }

    /// The line that holds a byte of the text, or the first one behind it.
    pub fn position(&mut self, offset: u32) -> Position {
        let piece = self.pieces.partition_point(|piece| piece.span.end <= offset);
        if piece >= self.pieces.len() {
            return self.end();
        }
        let lines = self.lines_of(piece);
        let below = lines.iter().position(|line| line.reaches(offset));
        Position { piece, line: below.unwrap_or(lines.len().saturating_sub(1)) }
    }

    /// The first byte of the text at a position or, where there is only space, behind it.
    pub fn offset(&mut self, position: Position) -> u32 {
        let lines = self.lines_of(position.piece);
        let after = lines.iter().skip(position.line).find(|line| !line.span.is_empty());
        let behind = self.pieces.get(position.piece).map_or(self.document.text.len(), |piece| piece.span.end);
        after.map_or(behind, |line| line.span.start)
    }

    /// The last line.
    pub fn end(&mut self) -> Position {
        let Some(piece) = self.pieces.len().checked_sub(1) else { return Position::default() };
        Position { piece, line: self.lines_of(piece).len().saturating_sub(1) }
    }

    /// The position so many lines further down (or up, where `lines` is negative), stopping at the ends.
    pub fn moved(&mut self, from: Position, lines: isize) -> Position {
        if lines < 0 { self.up(from, lines.unsigned_abs()) } else { self.down(from, lines.unsigned_abs()) }
    }

    fn down(&mut self, from: Position, mut lines: usize) -> Position {
        let mut at = from;
        while at.piece < self.pieces.len() {
            let here = self.lines_of(at.piece).len();
            if at.line + lines < here {
                return Position { line: at.line + lines, ..at };
            }
            lines -= here - at.line;
            at = Position { piece: at.piece + 1, line: 0 };
        }
        self.end()
    }

    fn up(&mut self, from: Position, mut lines: usize) -> Position {
        let mut at = from;
        while at.line < lines {
            lines -= at.line + 1;
            let Some(piece) = at.piece.checked_sub(1) else { return Position::default() };
            at = Position { piece, line: self.lines_of(piece).len().saturating_sub(1) };
        }
        Position { line: at.line - lines, ..at }
    }

    /// At most `count` lines from a position on.
    pub fn view(&mut self, from: Position, count: usize) -> Vec<Line> {
        let mut view = Vec::with_capacity(count);
        let mut at = from;
        while view.len() < count && at.piece < self.pieces.len() {
            let lines = self.lines_of(at.piece);
            view.extend(lines.iter().skip(at.line).take(count - view.len()).cloned());
            at = Position { piece: at.piece + 1, line: 0 };
        }
        view
    }

    fn lines_of(&mut self, index: usize) -> Arc<[Line]> {
        let Some(piece) = self.pieces.get(index).copied() else { return Arc::default() };
        if self.lines.len() >= REMEMBERED && !self.lines.contains_key(&index) {
            self.lines.clear();
        }
        let set = || block::set(&self.document.text, piece, self.width);
        Arc::clone(self.lines.entry(index).or_insert_with(set))
    }
}

/// The lines of the blocks of a document that begin in a span, for those who print them: no block is cut in pieces.
pub fn lines(document: &Document, shown: Span, width: u16) -> impl Iterator<Item = Arc<[Line]>> {
    let mut pieces = pieces(document, usize::MAX);
    pieces.retain(|piece| shown.contains(piece.span.start));
    if let Some(first) = pieces.first_mut() {
        first.spaced = false;
    }
    pieces.into_iter().map(move |piece| block::set(&document.text, piece, width))
}

/// The pieces of a document in order, no longer than so many bytes. Its title is shown as the headings are.
fn pieces(document: &Document, longest: usize) -> Vec<Piece> {
    let text = &*document.text;
    let title = title(document);
    let mut pieces = Vec::with_capacity(document.blocks.len());
    let mut before: Option<(BlockKind, u8, u32)> = None;
    for (at, block) in document.blocks.iter().enumerate() {
        let kind = if title == Some(at) { BlockKind::Heading } else { block.kind };
        let mut spaced = before.is_some_and(|(previous, _, end)| {
            let between = text.span(Span { start: end, end: block.span.start });
            let after_heading = previous == BlockKind::Heading && kind == BlockKind::Heading;
            between.matches('\n').count() > 1 || kind == BlockKind::Heading && !after_heading
        });
        let joined = before.is_some_and(|(previous, depth, _)| (previous, depth) == (kind, block.depth));
        let parts = parts(text, block.span, longest);
        let first = parts.first().copied().unwrap_or(block.span);
        let head = head(document, block);
        for span in parts {
            pieces.push(Piece { span, first, head, kind, depth: block.depth, spaced, joined });
            spaced = false;
        }
        before = Some((kind, block.depth, block.span.end));
    }
    pieces
}

/// The paragraph at the beginning that holds nothing but the title.
fn title(document: &Document) -> Option<usize> {
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    let title = letters(document.title.as_deref()?);
    let is_title = |block: &Block| {
        let near = block.span.len() <= title.len() * 4 + 64;
        block.kind == BlockKind::Paragraph && near && letters(document.text.span(block.span)) == title
    };
    document.blocks.iter().take(FRONT).position(is_title)
}

/// The rows of a table that name its columns, as its first mark says.
fn head(document: &Document, block: &Block) -> Span {
    let first = document.marks.partition_point(|mark| mark.span.start < block.span.start);
    let mark = document.marks.get(first).filter(|mark| mark.kind == MarkKind::Head && block.kind == BlockKind::Table);
    mark.map_or(Span::default(), |mark| mark.span)
}

/// Divides a span that is longer than so many bytes behind line ends or sentences.
fn parts(text: &str, span: Span, longest: usize) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = span.start as usize;
    let end = span.end as usize;
    while end - start > longest {
        let head = text.part(start..start + longest);
        let line_end = head.rfind('\n').map(|at| at + 1);
        let sentence = || head.rfind(['。', '！', '？', '；']).map(|at| at + '。'.len_utf8());
        let word = || head.rfind(' ').map(|at| at + 1);
        let cut = line_end.or_else(sentence).or_else(word).unwrap_or(head.len()).max(1);
        parts.push(Span::new(start..start + cut));
        start += cut;
    }
    parts.push(Span::new(start..end));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::document;
    use crate::text::Text;

    fn shown(layout: &mut Layout, from: Position, count: usize) -> Vec<String> {
        let text = layout.document().text.clone();
        layout.view(from, count).iter().map(|line| text.span(line.span).to_owned()).collect()
    }

    #[test]
    fn lines_are_reached_from_both_sides_and_by_offset() {
        let document = document("# 一\n\n总结报告总结报告总结\n\n# 二\n\nshort words here\n");
        let mut layout = Layout::new(document, 10);
        let all = ["一", "", "总结报告总", "结报告总结", "", "二", "", "short", "words here"];
        assert_eq!(shown(&mut layout, Position::default(), 99), all);
        for lines in 0..all.len() {
            let at = layout.moved(Position::default(), lines as isize);
            assert_eq!(shown(&mut layout, at, 1), [all[lines]]);
            assert_eq!(layout.moved(at, -(lines as isize)), Position::default());
            let offset = layout.offset(at);
            let found = layout.position(offset);
            assert_eq!(shown(&mut layout, found, 1)[0], *all.iter().skip(lines).find(|line| !line.is_empty()).unwrap());
        }
        assert_eq!(layout.moved(Position::default(), 99), layout.end());
        let end = layout.end();
        assert_eq!(layout.moved(end, -99), Position::default());
    }

    #[test]
    fn a_report_of_one_line_is_set_in_pieces_that_lose_nothing() {
        for sentence in ["工作取得了新的进展。", "no full stop here ", "一"] {
            let text = sentence.repeat(20_000);
            let parts = parts(&text, Span::new(0..text.len()), LONGEST);
            assert!(parts.iter().all(|part| part.len() <= LONGEST && !part.is_empty()));
            assert_eq!(parts.iter().map(|&part| text.span(part)).collect::<String>(), text);
        }
    }

    /// A document of blocks, by their kinds and texts, each on lines of its own.
    fn blocks(parts: &[(BlockKind, &str)]) -> Arc<Document> {
        let mut text = String::new();
        let mut blocks = Vec::new();
        for (kind, words) in parts {
            blocks.push(Block { kind: *kind, depth: 0, span: Span::new(text.len()..text.len() + words.len()) });
            text.push_str(words);
            text.push('\n');
        }
        Arc::new(Document { text: Text::new(text), blocks, ..Document::default() })
    }

    #[test]
    fn a_long_block_of_lines_gets_no_empty_ones() {
        let code = vec!["let a = 1;"; 4_000].join("\n");
        let mut layout = Layout::new(blocks(&[(BlockKind::Code, &code)]), 40);
        let all = layout.view(Position::default(), 9_999);
        assert_eq!(all.len(), 4_000);
        assert!(all.iter().all(|line| !line.span.is_empty()));
    }

    #[test]
    fn a_line_without_text_stands_where_it_is_and_not_at_the_end() {
        use BlockKind::{Paragraph, Rule};
        let mut layout = Layout::new(blocks(&[(Paragraph, "one"), (Rule, ""), (Paragraph, "two")]), 40);
        let mut offset = |lines| {
            let at = layout.moved(Position::default(), lines);
            layout.offset(at)
        };
        assert_eq!([offset(0), offset(1), offset(2)], [0, 4, 5]);
    }
}
