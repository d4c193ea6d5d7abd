//! The marks inside of a block, opened and closed so that they nest.

use crate::outline::{Document, Image, Mark, MarkKind, Target};
use crate::text::{Part, Span};

/// How a format writes a block's words and marks.
pub(super) trait Inline {
    /// A mark begins.
    fn open(&mut self, over: Over<'_>);
    /// The mark that began last ends.
    fn close(&mut self, over: Over<'_>);
    /// An image, and the words for it.
    fn image(&mut self, words: &str, image: Option<&Image>);
    /// Words.
    fn text(&mut self, text: &str);
}

/// A mark over words, as a writer gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Over<'a> {
    /// What it is.
    pub(super) kind: MarkKind,
    /// Where it leads.
    pub(super) target: Option<&'a Target>,
}

/// Hands a span of the text to a writer: its words, and the marks over them in nested order. A mark that crosses the
/// end of another is closed with it and opened again. The words for an image come without their brackets and in one.
pub(super) fn write(document: &Document, span: Span, writer: &mut impl Inline) {
    let (images, marks): (Vec<_>, Vec<_>) =
        marks_over(document, span).into_iter().partition(|(mark, _)| mark.kind == MarkKind::Image);
    let images: Vec<(&Mark, Span)> =
        images.into_iter().filter_map(|(mark, _)| Some((mark, with_brackets(document, mark, span)?))).collect();
    let bordered = marks.iter().map(|(_, span)| *span).chain(images.iter().map(|(_, span)| *span));
    let mut ends: Vec<u32> = bordered.flat_map(|span| [span.start, span.end]).collect();
    ends.extend([span.start, span.end]);
    ends.sort_unstable();
    ends.dedup();
    ends.retain(|end| !images.iter().any(|(_, image)| image.start < *end && *end < image.end));
    let mut open: Vec<Over<'_>> = Vec::new();
    for pair in ends.windows(2) {
        let &[start, end] = pair else { continue };
        let wanted = marks.iter().filter(|(_, mark)| mark.start <= start && end <= mark.end);
        let wanted: Vec<Over<'_>> =
            wanted.map(|(mark, _)| Over { kind: mark.kind, target: document.target(mark) }).collect();
        let kept = open.iter().take_while(|over| wanted.contains(over)).count();
        close_from(&mut open, kept, writer);
        for over in wanted {
            if !open.iter().any(|open| open.kind == over.kind) {
                writer.open(over);
                open.push(over);
            }
        }
        match images.iter().find(|(_, image)| image.start == start) {
            Some((mark, _)) => writer.image(document.text.span(mark.span), document.image(mark)),
            None => writer.text(document.text.span(Span { start, end })),
        }
    }
    close_from(&mut open, 0, writer);
}

fn close_from<'a>(open: &mut Vec<Over<'a>>, keep: usize, writer: &mut impl Inline) {
    while open.len() > keep {
        if let Some(over) = open.pop() {
            writer.close(over);
        }
    }
}

/// The words for an image with the brackets around them, where all of that lies within a span.
fn with_brackets(document: &Document, mark: &Mark, within: Span) -> Option<Span> {
    let outer = Span { start: mark.span.start.checked_sub(1)?, end: mark.span.end.checked_add(1)? };
    let words = document.text.part(outer.start as usize..outer.end as usize);
    let fits = outer.start >= within.start && outer.end <= within.end && words.starts_with('[') && words.ends_with(']');
    fits.then_some(outer)
}

/// The marks over a span of a block, each with what of it lies within the span. No mark reaches beyond its block.
fn marks_over(document: &Document, span: Span) -> Vec<(&Mark, Span)> {
    let block = document.blocks.partition_point(|block| block.span.end <= span.start);
    let start = document.blocks.get(block).map_or(span.start, |block| block.span.start.min(span.start));
    let marks = document.marks_in(Span { start, end: span.end });
    let cut = marks.map(|mark| {
        let within = Span { start: mark.span.start.max(span.start), end: mark.span.end.min(span.end) };
        (mark, within)
    });
    cut.filter(|(_, mark)| mark.start < mark.end).collect()
}
