//! The marks inside of a block, opened and closed so that they nest.

use crate::outline::{Document, Image, Mark, MarkKind, Target};
use crate::text::{Part, Span};

/// How a format writes a block's words and marks.
pub(super) trait Inline {
    /// A mark begins.
    fn open(&mut self, mark: OpenMark<'_>);
    /// The mark that began last ends.
    fn close(&mut self, mark: OpenMark<'_>);
    /// An image, and the words for it.
    fn image(&mut self, words: &str, image: Option<&Image>);
    /// Words.
    fn text(&mut self, text: &str);
}

/// A mark over words, as a writer gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OpenMark<'a> {
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
    let mut borders: Vec<u32> = bordered.flat_map(|span| [span.start, span.end]).collect();
    borders.extend([span.start, span.end]);
    borders.sort_unstable();
    borders.dedup();
    let mut within = images.iter().map(|(_, image)| image).peekable();
    borders.retain(|border| {
        while within.next_if(|image| image.end <= *border).is_some() {}
        within.peek().is_none_or(|image| *border <= image.start)
    });
    let mut marks = marks.into_iter().peekable();
    let mut images = images.into_iter().peekable();
    let mut begun: Vec<(&Mark, Span)> = Vec::new();
    let mut open: Vec<OpenMark<'_>> = Vec::new();
    for pair in borders.windows(2) {
        let &[start, end] = pair else { continue };
        begun.retain(|(_, mark)| start < mark.end);
        begun.extend(std::iter::from_fn(|| marks.next_if(|(_, mark)| mark.start <= start)));
        let wanted = begun.iter().filter(|(_, mark)| end <= mark.end);
        let wanted: Vec<OpenMark<'_>> =
            wanted.map(|(mark, _)| OpenMark { kind: mark.kind, target: document.target(mark) }).collect();
        let kept = open.iter().take_while(|mark| wanted.contains(mark)).count();
        close_from(&mut open, kept, writer);
        for mark in wanted {
            if !open.iter().any(|open| open.kind == mark.kind) {
                writer.open(mark);
                open.push(mark);
            }
        }
        match images.next_if(|(_, image)| image.start == start) {
            Some((mark, _)) => writer.image(document.text.span(mark.span), document.image(mark)),
            None => writer.text(document.text.span(Span { start, end })),
        }
    }
    close_from(&mut open, 0, writer);
}

fn close_from<'a>(open: &mut Vec<OpenMark<'a>>, keep: usize, writer: &mut impl Inline) {
    while open.len() > keep {
        if let Some(mark) = open.pop() {
            writer.close(mark);
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
