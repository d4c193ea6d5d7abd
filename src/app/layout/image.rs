//! An image that stands by itself: a frame with the words for it, and what is known of it.

use crate::app::layout::block::{FRAME, Piece, Place, cut};
use crate::app::layout::line::{Line, Run, Shape};
use crate::text::width::columns;
use crate::text::wrap::wrap;
use crate::text::{Part, Span};

/// The least columns of a frame: it must have room for what it is called.
const LEAST: usize = 16;

/// The lines of an image.
pub(super) fn set(text: &str, piece: &Piece<'_>, place: Place, line: impl Fn(usize, Shape) -> Line) -> Vec<Line> {
    let (words, facts) = match piece.image {
        Some((words, image)) => (words, image.facts(text.span(words))),
        None => (piece.span, String::new()),
    };
    let widest = columns(text.span(words)).max(columns(&facts));
    let width = (widest + FRAME).max(LEAST).min(place.room);
    let inside = width.saturating_sub(FRAME).max(1);
    let (indent, width) = (place.indent + FRAME / 2, cut(width));
    let mut lines = vec![line(place.indent, Shape::Edge { width, upper: true })];
    for part in wrap(text.span(words), inside) {
        let span = Span { start: words.start + part.start, end: words.start + part.end };
        lines.push(Line { span, runs: Box::new([Run { column: 0, span }]), ..line(indent, Shape::Framed(width)) });
    }
    for part in wrap(&facts, inside).into_iter().filter(|part| !part.is_empty()) {
        let facts = facts.as_str().span(part).into();
        lines.push(line(indent, Shape::Facts { width, facts }));
    }
    lines.push(line(place.indent, Shape::Edge { width, upper: false }));
    lines
}
