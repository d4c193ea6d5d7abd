//! Marks that begin in one block and reach into the next.

use crate::formats::compose::{Composer, position};
use crate::outline::Mark;
use crate::text::Span;

impl Composer {
    /// Takes back what the marks of the block at `start` covered of text that was taken back.
    pub(super) fn clip_marks(&mut self, start: Span) {
        let end = position(&self.text);
        for mark in self.marks.iter_mut().rev().take_while(|mark| mark.span.start >= start.start) {
            mark.span = Span { start: mark.span.start.min(end), end: mark.span.end.min(end) };
        }
    }

    /// Ends the marks that have begun and not ended, and begins them anew for the next block: no mark reaches over two.
    pub(super) fn part_marks(&mut self) {
        let end = position(&self.text);
        for index in &self.begun {
            let marks = self.marks.iter_mut().skip(*index).take(1);
            marks.for_each(|mark| mark.span.end = end.max(mark.span.start));
        }
        self.begin_anew();
    }

    /// Begins the marks anew that have begun and not ended.
    pub(super) fn begin_anew(&mut self) {
        let end = position(&self.text);
        for index in &mut self.begun {
            let Some(mark) = self.marks.get(*index) else { continue };
            let again = Mark { span: Span { start: end, end }, ..*mark };
            *index = self.marks.len();
            self.marks.push(again);
        }
    }
}
