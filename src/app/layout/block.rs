//! One block, or a window of a long one, is set in lines.

use std::sync::Arc;

use crate::app::layout::code::{self, Token};
use crate::app::layout::habits::{Habits, hang, is_chinese, paragraphs};
use crate::app::layout::line::{Line, Run, Shape};
use crate::app::layout::paragraph::{Flat, Form, set as set_paragraph};
use crate::app::layout::{Setting, image, marks, table};
use crate::outline::{Block, BlockKind, Image};
use crate::text::width::columns;
use crate::text::wrap::wrap;
use crate::text::{Part, Span};

/// Columns by which each level of lists and quotes is set in.
const STEP: usize = 2;
/// Columns by which the first lines of Chinese paragraphs are set in: two characters.
const CHINESE_INDENT: usize = 4;
/// Lines hang by this share of the page at most.
const HANGING: usize = 2;
/// Columns of the sides of a frame, and of the space inside of them.
pub(super) const FRAME: usize = 4;

/// A window of a block, and what is around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    /// The block.
    pub(super) block: Block,
    /// The text of the window.
    pub(super) span: Span,
    /// The text of the first window of the block.
    pub(super) first: Span,
    /// Of a table, the rows that name its columns; empty where none do.
    pub(super) head: Span,
    /// Empty lines before it.
    pub(super) spaces: usize,
    /// Whether a block of the same kind and depth stands before it.
    pub(super) joined: bool,
    /// Of a heading, the number of headings that it stands under.
    pub(super) level: u8,
    /// Of a heading, its number.
    pub(super) number: &'a str,
    /// Of a quote, how many there are around its text.
    pub(super) bars: u8,
    /// Of an image, the words for it, and it.
    pub(super) image: Option<(Span, &'a Image)>,
}

impl Piece<'_> {
    fn begins(&self) -> bool {
        self.span.start == self.first.start
    }

    fn ends(&self) -> bool {
        self.span.end == self.block.span.end
    }
}

/// Where the lines of a piece stand.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Empty columns before them.
    pub(super) indent: usize,
    /// Columns for them.
    pub(super) room: usize,
}

/// Sets one piece in lines.
pub(super) fn set(text: &str, piece: Piece<'_>, setting: Setting, habits: Habits) -> Arc<[Line]> {
    let place = place(text, &piece, setting);
    let line = |indent: usize, shape| Line {
        level: piece.level,
        bars: piece.bars,
        ..Line::empty(piece.block.kind, cut(indent), shape)
    };
    let kept = piece.joined && piece.block.kind == BlockKind::Quote;
    let space = if kept { line(place.indent, Shape::Text) } else { Line::empty(BlockKind::Paragraph, 0, Shape::Text) };
    let mut lines = vec![space; piece.spaces];
    match piece.block.kind {
        BlockKind::Table => {
            let rows = table::set(text, piece.span, piece.first, piece.head, place.room, setting.hidden_columns.into());
            lines.extend(rows.into_iter().map(|row| Line {
                span: row.span,
                runs: row.runs,
                ..line(place.indent, row.shape)
            }));
        }
        BlockKind::Rule => {
            let rule = line(place.indent, Shape::Across(cut(place.room / 3)));
            lines.push(Line { span: Span { end: piece.span.start, ..piece.span }, ..rule });
        }
        BlockKind::Code => lines.extend(framed(text, &piece, place, line)),
        BlockKind::Image => lines.extend(image::set(text, &piece, place, line)),
        _ => lines.extend(running(text, &piece, place, setting, habits, line)),
    }
    if lines.len() == piece.spaces {
        // A table of empty cells takes a line, as everything does that can be gone to.
        lines.push(line(place.indent, Shape::Text));
    }
    lines.into()
}

pub(super) fn cut(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}

/// The measure, in the middle of a wider page. What can't be broken without harm may be wider.
pub(super) fn place(text: &str, piece: &Piece<'_>, setting: Setting) -> Place {
    let page = usize::from(setting.width);
    let measure = page.min(setting.measure.into());
    let wanted = match piece.block.kind {
        BlockKind::Table => table::natural(text, piece.first),
        BlockKind::Code => lines_of(text, piece.first).map(|line| columns(text.span(line))).max().unwrap_or(0) + FRAME,
        _ => 0,
    };
    let levels = usize::from(piece.block.depth) + usize::from(piece.block.kind == BlockKind::Quote);
    let step = (levels * STEP).min(measure / 4);
    let whole = measure.max((wanted + step).min(page));
    Place { indent: (page - whole) / 2 + step, room: (whole - step).max(1) }
}

/// The lines of the source; of a window that ends with the end of a line, none behind it.
fn lines_of(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let words = text.span(span);
    let words = words.strip_suffix('\n').unwrap_or(words);
    let mut start = span.start as usize;
    words.split('\n').map(move |line| {
        let span = Span::new(start..start + line.len());
        start += line.len() + 1;
        span
    })
}

/// Code in its frame.
fn framed(text: &str, piece: &Piece<'_>, place: Place, line: impl Fn(usize, Shape) -> Line) -> Vec<Line> {
    let tokens = code::tokens(text, piece.span);
    let width = cut(place.room);
    let edge = |upper| line(place.indent, Shape::Edge { width, upper });
    let inside = place.room.saturating_sub(FRAME).max(1);
    let mut lines = Vec::new();
    lines.extend(piece.begins().then(|| edge(true)));
    for source in lines_of(text, piece.span) {
        for span in wrap(text.span(source), inside) {
            let span = Span { start: source.start + span.start, end: source.start + span.end };
            let runs = if span.is_empty() { Box::default() } else { Box::new([Run { column: 0, span }]) as Box<[Run]> };
            let tokens = within(&tokens, span).into();
            lines.push(Line { span, runs, tokens, ..line(place.indent + FRAME / 2, Shape::Framed(width)) });
        }
    }
    lines.extend(piece.ends().then(|| edge(false)));
    lines
}

/// The tokens that share a byte with a span.
fn within(tokens: &[Token], span: Span) -> &[Token] {
    let from = tokens.partition_point(|token| token.span.end <= span.start);
    let to = tokens.partition_point(|token| token.span.start < span.end);
    tokens.get(from..to).unwrap_or_default()
}

/// Running text, paragraph by paragraph.
fn running(
    text: &str,
    piece: &Piece<'_>,
    place: Place,
    setting: Setting,
    habits: Habits,
    line: impl Fn(usize, Shape) -> Line,
) -> Vec<Line> {
    let around = text.span(piece.span);
    let cut_at = habits.cut_at.filter(|_| !setting.as_it_is && piece.block.kind != BlockKind::Boilerplate);
    let turned = code::right_to_left(text, piece.span);
    let sources: Vec<Span> = lines_of(text, piece.span).collect();
    let mut lines = Vec::new();
    for (at, sources) in paragraphs(text, &sources, cut_at).into_iter().enumerate() {
        let flat = Flat::new(text, &sources, around);
        let begins = at == 0 && piece.begins();
        let form = form(&flat.text, piece, begins, place.room, setting, habits);
        let hang = hang(text, &sources, cut_at);
        let form = if form.mark == 0 { Form { hang: hang.min(place.room / HANGING), ..form } } else { form };
        let start = sources.first().map_or(piece.span.start, |source| source.start);
        lines.extend(set_paragraph(&flat, form).into_iter().map(|set| {
            let first = set.runs.first().map_or(start, |run| run.span.start);
            let end = set.runs.last().map_or(first, |run| run.span.end);
            let span = Span { start: first, end };
            let tokens = within(&turned, span).into();
            Line { span, runs: set.runs, tokens, ..line(place.indent + set.indent, Shape::Text) }
        }));
    }
    lines
}

/// How a paragraph is set.
fn form(words: &str, piece: &Piece<'_>, begins: bool, room: usize, setting: Setting, habits: Habits) -> Form {
    let plain = Form {
        room,
        justified: setting.justified && !setting.as_it_is && piece.block.kind != BlockKind::Heading,
        ..Form::default()
    };
    let hung = |mark: usize| Form { mark, ..plain };
    let hangs = |mark: usize| mark > 0 && columns(words.part(0..mark)) * 2 <= room;
    let mark = match piece.block.kind {
        BlockKind::Heading if begins => marks::behind_number(words, piece.number),
        BlockKind::Item if begins => marks::length(words),
        BlockKind::Paragraph if !setting.as_it_is && !habits.chinese => marks::behind_bullet(words),
        _ => 0,
    };
    match piece.block.kind {
        _ if hangs(mark) => hung(mark),
        BlockKind::Paragraph if !setting.as_it_is && is_set_in(words, piece.block.depth, room, habits) => {
            Form { first: CHINESE_INDENT.min(room / 4), ..plain }
        }
        _ => plain,
    }
}

/// Whether the first line of a paragraph is set in by two characters: in Chinese reports, where the source does not do
/// so itself, and not in lines that stand alone as salutations, signatures and names do.
fn is_set_in(words: &str, depth: u8, room: usize, habits: Habits) -> bool {
    const ADDRESSES: &[&str] =
        &["各位", "尊敬", "敬爱", "亲爱", "同志们", "同学们", "朋友们", "老师们", "女士们", "主席", "各"];
    if depth > 0 || !habits.chinese || habits.sets_in || words.starts_with(char::is_whitespace) || !is_chinese(words) {
        return false;
    }
    let words = words.trim_end();
    let short = columns(words) <= 40;
    let addresses =
        short && ADDRESSES.iter().any(|address| words.starts_with(address)) && words.ends_with(['：', ':', '！']);
    let ends = words.ends_with(['。', '！', '？', '；', '：', '”', '）', '…']);
    !addresses && (ends || columns(words) > room)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_set_in_as_in_print() {
        let habits = Habits { chinese: true, ..Habits::default() };
        let check = |words: &str, habits: Habits, expected: bool| {
            assert_eq!(is_set_in(words, 0, 40, habits), expected, "{words:?}");
        };
        check("今年以来，工作取得了新的进展。", habits, true);
        check("主要措施如下：", habits, true);
        check("“稳中求进”是总的要求。", habits, true);
        check("各位代表：", habits, false);
        check("　　今年以来，工作取得了新的进展。", habits, false);
        check("某某镇人民政府", habits, false);
        check("2024年3月5日", habits, false);
        check("The report is short.", habits, false);
        check("今年以来，工作取得了新的进展。", Habits { sets_in: true, ..habits }, false);
        check("今年以来，工作取得了新的进展。", Habits::default(), false);
    }
}
