//! Files within a document: texts in other formats that stand for a part of it (ECMA-376 part 1, 17.17.2.1).

use super::Docx;
use crate::formats::limits::Budget;
use crate::formats::office::{Paragraph, Piece, Role, Rtf};
use crate::formats::plain::Plain;
use crate::formats::web::{Html, Mht};
use crate::formats::{Options, Reader};
use crate::outline::{Block, BlockKind, Document, Mark, MarkKind, Origin, Problem};
use crate::text::{Part, Span};

/// The most bytes of a text in another format.
const LARGEST: usize = 4 << 20;

/// What a file in another format holds, and what is wrong with it. A Word document is read only where `nests`, so that
/// none holds itself.
pub(super) fn pieces(whole: &[u8], nests: bool, options: &Options, budget: &Budget) -> (Vec<Piece>, Vec<Problem>) {
    let bytes = whole.get(..whole.len().min(LARGEST)).unwrap_or_default();
    let document = match bytes {
        _ if Rtf.recognises(bytes) => Rtf.read_within(bytes, options, budget),
        _ if Docx.recognises(bytes) => match nests {
            true => Docx.read_once(bytes, options, budget),
            false => return (Vec::new(), Vec::new()),
        },
        _ if Mht.recognises(bytes) => Mht.read_within(bytes, options, budget),
        _ if is_markup(bytes) => Html.read_within(bytes, options, budget),
        _ => Plain.read_within(bytes, options, budget),
    };
    let mut pieces = Vec::new();
    for block in document.blocks.iter().take_while(|_| !budget.is_full()) {
        let before = pieces.len();
        of_block(&document, block, &mut pieces);
        budget.take_pieces(pieces.len() - before);
        budget.fitting(document.text.span(block.span));
    }
    let is_cut = bytes.len() < whole.len() || budget.is_full();
    let problems = document.problems.into_iter().chain(is_cut.then(Budget::too_large));
    (pieces, problems.collect())
}

/// Whether a text is a page, or a part of one.
fn is_markup(bytes: &[u8]) -> bool {
    Html.recognises(bytes) || bytes.trim_ascii_start().starts_with(b"<")
}

/// The pieces of a block. What was detected as a heading is one only if it is detected in the whole document, too.
fn of_block(document: &Document, block: &Block, pieces: &mut Vec<Piece>) {
    let heading = document.outline.headings().binary_search_by_key(&block.span.start, |heading| heading.span.start);
    let heading = heading.ok().and_then(|at| document.outline.headings().get(at));
    let role = match block.kind {
        BlockKind::Heading => {
            let marked = heading.filter(|heading| heading.origin == Origin::Marked);
            marked.map_or(Role::Text, |heading| Role::Heading(heading.level))
        }
        BlockKind::Item => Role::Item(block.depth, true),
        BlockKind::Quote => Role::Quote,
        BlockKind::Code => Role::Code,
        BlockKind::Boilerplate => Role::Contents,
        BlockKind::Table => return of_table(document, block.span, pieces),
        BlockKind::Rule => return,
        BlockKind::Paragraph | BlockKind::Gap | BlockKind::Image => Role::Text,
    };
    pieces.push(paragraph(document, block.span, role));
}

/// The pieces of a table: rows on lines, cells between tabs.
fn of_table(document: &Document, span: Span, pieces: &mut Vec<Piece>) {
    pieces.push(Piece::Table { columns: 0 });
    let mut start = span.start as usize;
    let first = document.marks.partition_point(|mark| mark.span.start < span.start);
    let head = document.marks.get(first).filter(|mark| mark.kind == MarkKind::Head).map_or(0, |mark| mark.span.end);
    for row in document.text.span(span).split('\n') {
        for cell in row.split('\t') {
            let span = Span::new(start..start + cell.len());
            pieces.extend((!span.is_empty()).then(|| paragraph(document, span, Role::Text)));
            pieces.push(Piece::Cell(1));
            start += cell.len() + 1;
        }
        pieces.push(if start <= head as usize + 1 { Piece::HeadRow } else { Piece::Row });
    }
    pieces.push(Piece::End);
}

fn paragraph(document: &Document, span: Span, role: Role) -> Piece {
    let from = document.marks.partition_point(|mark| mark.span.start < span.start);
    let inside = document.marks.iter().skip(from).take_while(|mark| mark.span.start < span.end);
    let moved = |at: u32| at.min(span.end) - span.start;
    let marks = inside
        .filter(|mark| mark.kind != MarkKind::Head)
        .map(|mark| Mark::new(mark.kind, Span { start: moved(mark.span.start), end: moved(mark.span.end) }));
    let (text, marks) = (document.text.span(span).to_owned(), marks.collect());
    Piece::Paragraph(Box::new(Paragraph { role, text, marks, ..Paragraph::default() }))
}

#[cfg(test)]
mod tests;
