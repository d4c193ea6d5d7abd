//! The marks inside of a block, opened and closed so that they nest.

use crate::outline::{Document, Mark, MarkKind};
use crate::text::{Part, Span};

/// How a format writes a block's words and marks.
pub(super) trait Inline {
    /// A mark begins.
    fn open(&mut self, kind: MarkKind);
    /// The mark that began last ends.
    fn close(&mut self, kind: MarkKind);
    /// Words.
    fn text(&mut self, text: &str);
}

/// Hands a span of the text to a writer: its words, and the marks over them in nested order. A mark that crosses the
/// end of another is closed with it and opened again.
pub(super) fn write(document: &Document, span: Span, writer: &mut impl Inline) {
    let marks: Vec<(MarkKind, Span)> = marks_over(document, span);
    let mut ends: Vec<u32> = marks.iter().flat_map(|(_, mark)| [mark.start, mark.end]).collect();
    ends.extend([span.start, span.end]);
    ends.sort_unstable();
    ends.dedup();
    let mut open: Vec<MarkKind> = Vec::new();
    for pair in ends.windows(2) {
        let &[start, end] = pair else { continue };
        let wanted = marks.iter().filter(|(_, mark)| mark.start <= start && end <= mark.end).map(|(kind, _)| *kind);
        let wanted: Vec<MarkKind> = wanted.collect();
        let kept = open.iter().take_while(|kind| wanted.contains(kind)).count();
        close_from(&mut open, kept, writer);
        for kind in wanted {
            if !open.contains(&kind) {
                writer.open(kind);
                open.push(kind);
            }
        }
        writer.text(document.text.span(Span { start, end }));
    }
    close_from(&mut open, 0, writer);
}

fn close_from(open: &mut Vec<MarkKind>, keep: usize, writer: &mut impl Inline) {
    while open.len() > keep {
        if let Some(kind) = open.pop() {
            writer.close(kind);
        }
    }
}

/// The marks over a span of a block, cut to it. No mark reaches beyond its block.
fn marks_over(document: &Document, span: Span) -> Vec<(MarkKind, Span)> {
    let block = document.blocks.partition_point(|block| block.span.end <= span.start);
    let start = document.blocks.get(block).map_or(span.start, |block| block.span.start.min(span.start));
    let first = document.marks.partition_point(|mark| mark.span.start < start);
    let marks = document.marks.iter().skip(first).take_while(|mark| mark.span.start < span.end);
    let cut = |mark: &Mark| {
        let within = Span { start: mark.span.start.max(span.start), end: mark.span.end.min(span.end) };
        (mark.kind, within)
    };
    marks.map(cut).filter(|(_, mark)| mark.start < mark.end).collect()
}
