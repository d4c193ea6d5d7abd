//! A part of a report that is selected, by sentences, by lines, or by characters.

use crate::outline::Document;
use crate::text::Span;

/// In so many bytes around a sentence the next one is looked for first.
const NEAR: u32 = 8 * 1024;
/// No sentence is longer, in bytes; so far it is looked for.
const FAR: u32 = 1024 * 1024;

/// What a selection grows by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Characters, as the mouse selects.
    Character,
    /// Sentences.
    Sentence,
    /// Lines of the page.
    Line,
}

/// What is selected: from one unit to another, whichever stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// What it grows by.
    pub unit: Unit,
    anchor: Span,
    head: Span,
}

impl Selection {
    /// One unit.
    pub fn new(unit: Unit, at: Span) -> Self {
        Self { unit, anchor: at, head: at }
    }

    /// All that is selected.
    pub fn span(self) -> Span {
        Span { start: self.anchor.start.min(self.head.start), end: self.anchor.end.max(self.head.end) }
    }

    /// The unit that the keys move.
    pub fn head(self) -> Span {
        self.head
    }

    /// The same as far as another unit.
    pub fn to(self, head: Span) -> Self {
        Self { head, ..self }
    }

    /// The same, growing by other units.
    pub fn by(self, unit: Unit) -> Self {
        Self { unit, ..self }
    }

    /// The same, moved at its other end.
    pub fn swapped(self) -> Self {
        Self { anchor: self.head, head: self.anchor, ..self }
    }
}

/// The sentence at a byte of the text, or the next one behind it, else the last one.
pub fn sentence_at(document: &Document, offset: u32) -> Option<Span> {
    let offset = offset.min(document.text.len());
    let around = |reach| {
        let part = part(document, offset.saturating_sub(reach), offset.saturating_add(reach));
        let at = sentences(document, part).into_iter().find(|span| span.end > offset)?;
        is_whole(document, part, at).then_some(at)
    };
    let end = Span { start: offset, end: offset };
    let at = farther().find_map(around);
    at.or_else(|| sentence_after(document, end)).or_else(|| sentence_before(document, end))
}

/// The sentence that follows a span.
pub fn sentence_after(document: &Document, span: Span) -> Option<Span> {
    farther().find_map(|reach| {
        let part = part(document, span.end, span.end.saturating_add(reach));
        let next = sentences(document, part).first().copied()?;
        is_whole(document, Span { start: 0, ..part }, next).then_some(next)
    })
}

/// The sentence before a span.
pub fn sentence_before(document: &Document, span: Span) -> Option<Span> {
    farther().find_map(|reach| {
        let part = part(document, span.start.saturating_sub(reach), span.start);
        let before = sentences(document, part).last().copied()?;
        is_whole(document, Span { end: document.text.len(), ..part }, before).then_some(before)
    })
}

/// How far is looked, step by step.
fn farther() -> impl Iterator<Item = u32> {
    std::iter::successors(Some(NEAR), |reach| Some(reach * 2)).take_while(|reach| *reach <= FAR)
}

/// A part of the text, between characters.
fn part(document: &Document, start: u32, end: u32) -> Span {
    let bound = |at: u32| document.text.floor_char_boundary(at as usize);
    Span::new(bound(start)..bound(end))
}

/// Whether a sentence that was found in a part of the text is not cut by its ends, or that part is as long as any.
fn is_whole(document: &Document, part: Span, sentence: Span) -> bool {
    let begins = sentence.start > part.start || part.start == 0;
    let ends = sentence.end < part.end || part.end >= document.text.len();
    begins && ends || part.len() >= FAR as usize
}

fn sentences(document: &Document, part: Span) -> Vec<Span> {
    document.sentences(part).spans().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::document;
    use crate::text::Part;

    #[test]
    fn sentences_follow_each_other_both_ways() {
        let long = "很长的一句话".repeat(3000);
        let document = document(&format!("# 一、概况\n\n平稳。向好！\n\n- 一项\n- 两项\n\n{long}。末句\n"));
        let text = document.text.as_str();
        let mut forward = vec![sentence_at(&document, 0).unwrap()];
        while let Some(next) = sentence_after(&document, forward[forward.len() - 1]) {
            forward.push(next);
        }
        let shown: Vec<&str> = forward.iter().map(|&span| text.span(span)).collect();
        assert_eq!(shown[..3], ["一、概况", "平稳。", "向好！"]);
        assert_eq!((shown.len(), shown[5].len(), shown[6]), (7, long.len() + 3, "末句"));
        let mut backward = vec![forward[forward.len() - 1]];
        while let Some(before) = sentence_before(&document, backward[backward.len() - 1]) {
            backward.push(before);
        }
        backward.reverse();
        assert_eq!(backward, forward);
        assert_eq!(sentence_at(&document, u32::MAX).map(|span| text.span(span)), Some("末句"));
    }

    #[test]
    fn a_selection_reaches_from_one_end_to_the_other() {
        let span = |start: u32| Span { start, end: start + 2 };
        let selection = Selection::new(Unit::Line, span(4));
        let check = |head: u32, expected: (u32, u32)| {
            let grown = selection.to(span(head));
            assert_eq!(grown.span(), Span { start: expected.0, end: expected.1 });
            assert_eq!(grown.swapped().span(), grown.span());
            assert_eq!((grown.swapped().head(), grown.head()), (span(4), span(head)));
        };
        check(4, (4, 6));
        check(8, (4, 10));
        check(0, (0, 6));
    }
}
