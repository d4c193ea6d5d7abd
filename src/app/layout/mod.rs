//! A document set in lines of a certain width: wrapped only where somebody looks.
//!
//! A block is set in windows of bounded length, and only windows near the reader are set, so that no key costs more in
//! a long report than in a short one. A [`Line`] knows which text stands where in it.

mod around;
mod block;
mod code;
mod habits;
mod image;
mod line;
mod marks;
mod notes;
mod paragraph;
mod stuck;
mod table;
mod window;

use std::collections::HashMap;
use std::sync::Arc;

pub use code::{Token, TokenKind};
pub use line::{Line, Run, Shape};

use crate::app::layout::around::{Around, title};
use crate::app::layout::block::Piece;
use crate::app::layout::habits::Habits;
use crate::outline::{Block, BlockKind, Document, Image};
use crate::text::Span;
use crate::text::width::Ambiguous;

/// Windows whose lines are remembered.
const REMEMBERED: usize = 512;

/// The columns of a line at most, where nothing else is wished: what the eye finds back from.
pub const MEASURE: u16 = 80;

/// How a document is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Columns of the page.
    pub width: u16,
    /// Columns of a line at most; a wider page has empty ones at both sides.
    pub measure: u16,
    /// Whether Chinese text is stretched to both edges.
    pub justified: bool,
    /// Whether the lines of the source stay as they are.
    pub as_it_is: bool,
    /// Whether notes stand under the blocks that refer to them.
    pub notes: bool,
    /// Columns of tables that are wider than the page, which are scrolled past behind the first.
    pub hidden_columns: u16,
    /// How wide ambiguous characters are.
    pub ambiguous: Ambiguous,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            width: 0,
            measure: MEASURE,
            justified: false,
            as_it_is: false,
            notes: false,
            hidden_columns: 0,
            ambiguous: Ambiguous::Narrow,
        }
    }
}

/// A place between lines: a window of a block, and a line of it. Ordered as the text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    window: Window,
    line: usize,
}

/// A window of a block, by the indices of both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Window {
    block: usize,
    number: u32,
}

/// A document set to a width.
#[derive(Clone, Debug)]
pub struct Layout {
    document: Arc<Document>,
    setting: Setting,
    habits: Habits,
    /// The block that holds nothing but the title.
    title: Option<usize>,
    /// The images of the document, as soon as all that can be told of them is known.
    images: Option<Arc<[Image]>>,
    lines: HashMap<Window, Arc<[Line]>>,
}

impl Layout {
    /// Prepares to set a document. Costs a look at some of its blocks, however many there are.
    pub fn new(document: Arc<Document>, setting: Setting) -> Self {
        let (habits, title) = (Habits::of(&document), title(&document));
        Self { document, setting, habits, title, images: None, lines: HashMap::new() }
    }

    /// The document.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// Sets the lines in another way.
    pub fn change(&mut self, setting: Setting) {
        if self.setting != setting {
            self.setting = setting;
            self.lines.clear();
        }
    }

    /// Takes the images of the document, of which more is known now.
    pub fn set_images(&mut self, images: Arc<[Image]>) {
        self.images = Some(images);
        self.lines.clear();
    }

    /// The line that holds a byte of the text, or the first one behind it.
    pub fn position(&mut self, offset: u32) -> Position {
        let block = self.document.blocks.partition_point(|block| block.span.end <= offset);
        let Some(span) = self.document.blocks.get(block).map(|block| block.span) else { return self.end() };
        let window = Window { block, number: window::holding(&self.document.text, span, offset) };
        let lines = self.lines_of(window);
        let holds = lines.iter().position(|line| line.reaches(offset));
        // Behind the text of the block stand its notes, which are none of it.
        let last = || lines.iter().rposition(|line| !matches!(line.shape, Shape::Noted { .. }));
        Position { window, line: holds.or_else(last).unwrap_or(0) }
    }

    /// The first byte of the text at a position or, where there is only space, behind it.
    pub fn offset(&mut self, position: Position) -> u32 {
        let lines = self.lines_of(position.window);
        let after = lines.iter().skip(position.line).find(|line| !line.span.is_empty());
        let behind = self.span(position.window).map_or(self.document.text.len(), |span| span.end);
        after.map_or(behind, |line| line.span.start)
    }

    /// The last line.
    pub fn end(&mut self) -> Position {
        let Some(block) = self.document.blocks.len().checked_sub(1) else { return Position::default() };
        let number = self.windows(block).saturating_sub(1);
        let window = Window { block, number };
        Position { window, line: self.lines_of(window).len().saturating_sub(1) }
    }

    /// The position so many lines further down (or up, where `lines` is negative), stopping at the ends.
    pub fn moved(&mut self, from: Position, lines: isize) -> Position {
        if lines < 0 { self.up(from, lines.unsigned_abs()) } else { self.down(from, lines.unsigned_abs()) }
    }

    fn down(&mut self, from: Position, mut lines: usize) -> Position {
        let mut at = from;
        while at.window.block < self.document.blocks.len() {
            let here = self.lines_of(at.window).len();
            if at.line + lines < here {
                return Position { line: at.line + lines, ..at };
            }
            lines -= here.saturating_sub(at.line);
            at = Position { window: self.next(at.window), line: 0 };
        }
        self.end()
    }

    fn up(&mut self, from: Position, mut lines: usize) -> Position {
        let mut at = from;
        while at.line < lines {
            lines -= at.line + 1;
            let Some(window) = self.previous(at.window) else { return Position::default() };
            at = Position { window, line: self.lines_of(window).len().saturating_sub(1) };
        }
        Position { line: at.line - lines, ..at }
    }

    /// At most `count` lines from a position on.
    pub fn view(&mut self, from: Position, count: usize) -> Vec<Line> {
        let mut view = Vec::with_capacity(count);
        let mut at = from;
        while view.len() < count && at.window.block < self.document.blocks.len() {
            let lines = self.lines_of(at.window);
            view.extend(lines.iter().skip(at.line).take(count - view.len()).cloned());
            at = Position { window: self.next(at.window), line: 0 };
        }
        view
    }

    fn windows(&self, block: usize) -> u32 {
        self.document.blocks.get(block).map_or(0, |block| window::count(block.span))
    }

    fn next(&self, window: Window) -> Window {
        if window.number + 1 < self.windows(window.block) {
            Window { number: window.number + 1, ..window }
        } else {
            Window { block: window.block + 1, number: 0 }
        }
    }

    fn previous(&self, window: Window) -> Option<Window> {
        if let Some(number) = window.number.checked_sub(1) {
            return Some(Window { number, ..window });
        }
        let block = window.block.checked_sub(1)?;
        Some(Window { block, number: self.windows(block).saturating_sub(1) })
    }

    fn span(&self, window: Window) -> Option<Span> {
        let block = self.document.blocks.get(window.block)?;
        Some(window::span(&self.document.text, block.span, window.number))
    }

    fn lines_of(&mut self, window: Window) -> Arc<[Line]> {
        if let Some(lines) = self.lines.get(&window) {
            return Arc::clone(lines);
        }
        if self.lines.len() >= REMEMBERED {
            self.lines.clear();
        }
        let Some(piece) = self.piece(window) else { return Arc::default() };
        let mut lines = block::set(&self.document.text, piece, self.setting, self.habits);
        if self.setting.notes {
            let notes =
                notes::under(&self.document, piece.span, block::place(&self.document.text, &piece, self.setting));
            lines = if notes.is_empty() { lines } else { lines.iter().cloned().chain(notes).collect() };
        }
        self.lines.insert(window, Arc::clone(&lines));
        lines
    }

    fn piece(&self, window: Window) -> Option<Piece<'_>> {
        let block = self.document.blocks.get(window.block)?;
        let first = window::span(&self.document.text, block.span, 0);
        let images = self.images.as_deref().unwrap_or(&self.document.images);
        Around { document: &self.document, title: self.title, images }.piece(window.block, self.span(window)?, first)
    }
}

/// The lines of the blocks of a document that begin in a span, for those who print them in lines of `width` columns: as
/// they are in the source, no block cut in windows, no frames, and a line between
/// blocks at most.
pub fn lines(document: &Document, shown: Span, width: u16) -> impl Iterator<Item = Arc<[Line]>> {
    let setting = Setting { width, measure: width, as_it_is: true, ..Setting::default() };
    let around = Around { document, title: title(document), images: &document.images };
    let from = document.blocks.partition_point(|block| block.span.start < shown.start);
    let to = document.blocks.partition_point(|block| block.span.start < shown.end);
    (from..to).filter_map(move |index| {
        let block = document.blocks.get(index)?;
        let piece = around.piece(index, block.span, block.span)?;
        // An image is printed by the words for it, in their brackets.
        let kind = if block.kind == BlockKind::Image { BlockKind::Paragraph } else { piece.block.kind };
        let spaces = if index == from { 0 } else { piece.spaces.min(1) };
        let piece = Piece { spaces, block: Block { kind, ..piece.block }, ..piece };
        let lines = block::set(&document.text, piece, setting, Habits::default());
        Some(lines.iter().filter(|line| !matches!(line.shape, Shape::Edge { .. })).cloned().collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::document;
    use crate::text::{Part, Text};

    fn layout(document: Arc<Document>, width: u16) -> Layout {
        Layout::new(document, Setting { width, ..Setting::default() })
    }

    fn shown(layout: &mut Layout, from: Position, count: usize) -> Vec<String> {
        let text = layout.document().text.clone();
        layout.view(from, count).iter().map(|line| text.span(line.span).to_owned()).collect()
    }

    #[test]
    fn lines_are_reached_from_both_sides_and_by_offset() {
        let document = document("# 一\n\n总结报告总结报告总结\n\n# 二\n\nshort words here\n");
        let mut layout = layout(document, 10);
        let all = ["一", "", "总结报告总", "结报告总结", "", "", "二", "", "short", "words here"];
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
        let mut layout = layout(blocks(&[(BlockKind::Code, &code)]), 40);
        let all = layout.view(Position::default(), 9_999);
        assert_eq!(all.len(), 4_002);
        assert!(all.iter().skip(1).take(4_000).all(|line| !line.span.is_empty()));
    }

    #[test]
    fn a_line_without_text_stands_where_it_is_and_not_at_the_end() {
        use BlockKind::{Paragraph, Rule};
        let mut layout = layout(blocks(&[(Paragraph, "one"), (Rule, ""), (Paragraph, "two")]), 40);
        let mut offset = |lines| {
            let at = layout.moved(Position::default(), lines);
            layout.offset(at)
        };
        assert_eq!([offset(0), offset(1), offset(2)], [0, 4, 5]);
    }
}
