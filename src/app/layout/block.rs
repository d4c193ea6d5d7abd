//! One block, or a part of a long one, is set in lines.

use std::sync::Arc;

use crate::app::layout::{Line, Piece, Shape, table};
use crate::outline::BlockKind;
use crate::text::width::columns;
use crate::text::wrap::wrap;
use crate::text::{Part, Span};

/// Columns by which each level of lists and quotes is set in.
const STEP: u16 = 2;
/// The widest mark of an item behind which its lines hang, in columns.
const WIDEST_MARK: usize = 8;

/// Sets one piece in lines of `width` columns.
pub(super) fn set(text: &str, piece: Piece, width: u16) -> Arc<[Line]> {
    let barred = matches!(piece.kind, BlockKind::Quote | BlockKind::Code);
    let levels = u16::from(piece.depth) + u16::from(barred);
    let indent = levels.saturating_mul(STEP).min(width / 4);
    let line = |span, indent| Line { span, indent, kind: piece.kind, shape: Shape::Text };
    let space = piece.spaced.then(|| match piece.joined && piece.kind == BlockKind::Quote {
        true => line(Span::default(), indent),
        false => Line { kind: BlockKind::Paragraph, ..line(Span::default(), indent) },
    });
    let room = usize::from((width - indent).max(1));
    // A piece of a longer block ends with the end of a line, behind which no empty one begins.
    let words = text.span(piece.span);
    let words = words.strip_suffix('\n').unwrap_or(words);
    let base = piece.span.start;
    let moved = |span: Span| Span { start: base + span.start, end: base + span.end };
    let rows: Vec<Line> = match piece.kind {
        BlockKind::Table => {
            let rows = table::set(text, piece.span, piece.first, piece.head, room);
            rows.into_iter().map(|(span, shape)| Line { shape, ..line(span, indent) }).collect()
        }
        BlockKind::Item if piece.span.start == piece.first.start => {
            let hang = hanging(words, room);
            let lines = hung(words, room, hang).into_iter().zip(0..);
            let further = u16::try_from(hang).unwrap_or(0);
            lines.map(|(span, at)| line(moved(span), if at == 0 { indent } else { indent + further })).collect()
        }
        _ => wrap(words, room).into_iter().map(|span| line(moved(span), indent)).collect(),
    };
    space.into_iter().chain(rows).collect()
}

/// The lines of an item: all but the first lose the columns by which they are set in.
fn hung(words: &str, room: usize, hang: usize) -> Vec<Span> {
    let mark = mark_length(words).filter(|_| hang > 0).unwrap_or(0);
    let mut lines = wrap(words.part(mark..words.len()), room - hang);
    for line in &mut lines {
        *line = Span::new(line.start as usize + mark..line.end as usize + mark);
    }
    if let Some(first) = lines.first_mut() {
        first.start = 0;
    }
    lines
}

/// The columns of an item's mark, which its further lines are set in by; none where little room would be left.
fn hanging(words: &str, room: usize) -> usize {
    let mark = mark_length(words).map_or(0, |length| columns(words.part(0..length)));
    if mark <= WIDEST_MARK && mark * 2 <= room { mark } else { 0 }
}

/// The bytes of the bullet or number that an item begins with, and of the space behind it.
fn mark_length(words: &str) -> Option<usize> {
    let (mark, rest) = words.split_once([' ', '\t', '\u{3000}'])?;
    let bare = mark.trim_matches(|character: char| !character.is_alphanumeric());
    let numbers = bare.is_empty()
        || bare.chars().count() == 1
        || bare.chars().all(|character| character.is_numeric() || character == '.')
        || bare.chars().all(|character| "ivxlcdmIVXLCDM".contains(character))
        || bare.chars().all(|character| "一二三四五六七八九十百".contains(character));
    let spaces = rest.len() - rest.trim_start_matches([' ', '\t', '\u{3000}']).len();
    (numbers && !mark.is_empty() && !rest.is_empty()).then(|| words.len() - rest.len() + spaces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_items_hang_behind_their_marks() {
        let check = |words: &str, expected: usize| assert_eq!(hanging(words, 40), expected, "{words:?}");
        check("• word", 2);
        check("12. word", 4);
        check("(a) word", 4);
        check("iv) word", 4);
        check("（一） 内容", 7);
        check("1.2.3 word", 6);
        check("☑ done", 2);
        check("Sign the book.", 0);
        check("内容 内容", 0);
        check("•", 0);
        assert_eq!(hanging("• word", 3), 0);

        let words = "• one two three\nfour";
        let lines: Vec<&str> = hung(words, 9, 2).into_iter().map(|span| words.span(span)).collect();
        assert_eq!(lines, ["• one two", "three", "four"]);
    }
}
