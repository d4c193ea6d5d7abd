//! Notes under the block that refers to them: their words stand there once more, in lines that are no part of the text
//! around them. What finds, selects or follows something passes over those lines.

use crate::app::layout::block::{Place, cut};
use crate::app::layout::line::{Line, Run, Shape};
use crate::outline::{BlockKind, Document, MarkKind, Target};
use crate::text::width::columns;
use crate::text::wrap::wrap;
use crate::text::{Part, Span};

/// The most notes under one block.
const MOST: usize = 32;
/// The most lines of a note; what follows stands where the note does.
const MOST_LINES: usize = 8;
/// The most bytes of a note that are looked at.
const LONGEST: usize = 4 << 10;
/// Columns by which notes are set in, with the bar before them; and those for the sign that one goes on.
const INDENT: usize = 4;
const SIGN: usize = 2;

/// The lines of the notes to which a part of a block refers, which has so many columns behind an indent.
pub(super) fn under(document: &Document, span: Span, place: Place) -> Vec<Line> {
    let signs = document.marks_in(span).filter(|mark| mark.kind == MarkKind::Note);
    let mut places: Vec<u32> = Vec::new();
    for mark in signs.take(MOST) {
        if let Some(Target::Place(place)) = document.target(mark)
            && !places.contains(place)
        {
            places.push(*place);
        }
    }
    let notes = places.into_iter().filter_map(|at| document.note(at)).filter(|note| !note.overlaps(span));
    notes.flat_map(|note| lines(document, note, place)).collect()
}

fn lines(document: &Document, note: Span, place: Place) -> Vec<Line> {
    let text = document.text.as_str();
    let end = text.floor_char_boundary((note.end as usize).min(note.start as usize + LONGEST));
    let inside = place.room.saturating_sub(INDENT + SIGN).max(1);
    let words = text.part(note.start as usize..end);
    let mut found = Vec::new();
    let mut start = note.start;
    for line in words.split('\n') {
        let moved = |part: Span| Span { start: start + part.start, end: start + part.end };
        found.extend(wrap(line, inside).into_iter().filter(|part| !part.is_empty()).map(moved));
        start += u32::try_from(line.len() + 1).unwrap_or(0);
    }
    let goes_on = found.len() > MOST_LINES || end < note.end as usize;
    let shown = found.len().min(MOST_LINES);
    let line = |(at, span): (usize, Span)| {
        let more = (goes_on && at + 1 == shown).then(|| columns(text.span(span).trim_end()));
        let shape = Shape::Noted { more: more.and_then(|columns| u16::try_from(columns).ok()) };
        let runs = Box::new([Run { column: 0, span }]);
        Line { runs, ..Line::empty(BlockKind::Paragraph, cut(place.indent + INDENT), shape) }
    };
    found.into_iter().take(MOST_LINES).enumerate().map(line).collect()
}
