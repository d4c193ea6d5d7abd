//! Notes under the block that refers to them: their words stand there once more, in lines that are no part of the text
//! around them. What finds, selects or follows something passes over those lines.

use crate::app::layout::block::{Place, cut};
use crate::app::layout::line::{Line, Run, Shape};
use crate::outline::{Block, BlockKind, Document, MarkKind, Target};
use crate::text::width::columns;
use crate::text::wrap::wrap;
use crate::text::{Part, Span};

/// The most notes under one block.
const MOST: usize = 32;
/// The most lines of a note; what follows stands where the note does.
const MOST_LINES: usize = 40;
/// The most blocks of a note that are looked at: one more than lines of it are shown, so that what is left out is told.
const MOST_BLOCKS: usize = MOST_LINES + 1;
/// The most bytes of a note that are looked at.
const LONGEST: usize = 8 << 10;
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
    let notes =
        places.into_iter().map(|at| note(document, at)).filter(|note| !note.iter().any(|one| one.overlaps(span)));
    notes.flat_map(|note| lines(document, &note, place)).collect()
}

/// The words of the note at a place, block by block. Where it is not known how much of the text the note is, it is the block
/// that holds the place.
fn note(document: &Document, place: u32) -> Vec<Span> {
    let first = document.blocks.partition_point(|block| block.span.end <= place);
    let blocks = document.blocks.get(first..).unwrap_or_default();
    let own = || blocks.first().filter(|block| is_text(block)).map(|block| block.span);
    let Some(note) = document.note(place).or_else(own) else { return Vec::new() };
    let inside = blocks.iter().take(MOST_BLOCKS).take_while(|block| block.span.start < note.end);
    inside.map(|block| Span { start: block.span.start.max(place), end: block.span.end }).collect()
}

fn is_text(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote | BlockKind::Code)
}

fn lines(document: &Document, note: &[Span], place: Place) -> Vec<Line> {
    let text = document.text.as_str();
    let inside = place.room.saturating_sub(INDENT + SIGN).max(1);
    let (mut found, mut left, mut goes_on) = (Vec::new(), LONGEST, false);
    for block in note {
        let end = text.floor_char_boundary((block.end as usize).min(block.start as usize + left));
        let words = text.part(block.start as usize..end);
        left -= words.len();
        goes_on |= end < block.end as usize;
        let mut start = block.start;
        for line in words.split('\n') {
            let moved = |part: Span| Span { start: start + part.start, end: start + part.end };
            found.extend(wrap(line, inside).into_iter().filter(|part| !part.is_empty()).map(moved));
            start += u32::try_from(line.len() + 1).unwrap_or(0);
        }
    }
    let goes_on = goes_on || found.len() > MOST_LINES;
    let shown = found.len().min(MOST_LINES);
    let line = |(at, span): (usize, Span)| {
        let more = (goes_on && at + 1 == shown).then(|| columns(text.span(span).trim_end()));
        let shape = Shape::Noted { more: more.and_then(|columns| u16::try_from(columns).ok()) };
        let runs = Box::new([Run { column: 0, span }]);
        Line { runs, ..Line::empty(BlockKind::Paragraph, cut(place.indent + INDENT), shape) }
    };
    found.into_iter().take(MOST_LINES).enumerate().map(line).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::app::testing::document;
    use crate::formats::{Options, read};

    #[test]
    fn a_note_is_shown_with_all_that_is_in_it() {
        let check = |source: &str, expected: &[&str], more: bool| {
            let document = document(source);
            let lines = under(&document, document.blocks[0].span, Place { indent: 0, room: 40 });
            let words = |line: &Line| document.text.span(line.shown()).to_owned();
            assert_eq!(lines.iter().map(words).collect::<Vec<_>>(), expected, "{source}");
            let goes_on = |line: &Line| matches!(line.shape, Shape::Noted { more: Some(_) });
            assert_eq!(lines.last().is_some_and(goes_on), more, "{source}");
        };
        check("a[^1]\n\n[^1]: one\n", &["[1] one"], false);
        let two = "[^1]: one\n\n    two\n\n    - three\n\n[^2]: four\n";
        check(&format!("a[^1]\n\n{two}"), &["[1] one", "two", "• three"], false);
        check(&format!("a[^1] [^2]\n\n{two}"), &["[1] one", "two", "• three", "[2] four"], false);
        // What stands behind the last note may be the report's own.
        check("a[^1]\n\n[^1]: one\n\nb\n", &["[1] one"], false);
        let items = format!("a[^1]\n\n[^1]:\n{}", "    - b\n".repeat(60));
        let shown = [vec!["[1]"], vec!["• b"; MOST_LINES - 1]].concat();
        check(&items, &shown, true);
        let long = format!("a[^1]\n\n[^1]: {}\n", "one two three\n    ".repeat(30));
        let document = document(&long);
        assert!(under(&document, document.blocks[0].span, Place { indent: 0, room: 40 }).len() > 8);
    }

    #[test]
    fn a_note_of_which_the_end_is_not_known_is_its_first_block() {
        let check = |note: &str, expected: &[&str]| {
            let source = format!("<p>a<a class='footnote-ref' href='#x'>1</a></p>{note}");
            let document = read(Path::new("x.html"), source.as_bytes(), &Options::default());
            let lines = under(&document, document.blocks[0].span, Place { indent: 0, room: 40 });
            assert_eq!(lines.iter().map(|line| document.text.span(line.shown())).collect::<Vec<_>>(), expected);
        };
        check("<p id=x>b</p><p>c</p>", &["b"]);
        check("<h2 id=x>b</h2><p>c</p>", &[]);
        check("<p id=x role=doc-footnote>b</p><p>c</p>", &["b"]);
        check("<div id=x role=doc-footnote><p>b</p><p>c</p></div><p>d</p>", &["b", "c"]);
    }
}
