//! The looks of letters become marks: emphasis, code, and the words of links.

use std::collections::HashMap;

use super::face::{Face, Run};
use super::links::{Lead, Link};
use crate::formats::compose::Composer;
use crate::outline::{BlockKind, Document, Mark, MarkKind};
use crate::text::{Part, Text};

/// Pushes text into a block, and keeps the marks open that go on.
pub(super) struct Dresser<'c> {
    composer: &'c mut Composer,
    /// The marks that are open, the outermost first; a link with its number and page.
    open: Vec<(MarkKind, (u32, u16))>,
    /// What sets no letters apart here.
    plain: Face,
    /// Where links lead: inside of the file, to lines.
    leads: &'c HashMap<Link, Lead<usize>>,
}

impl<'c> Dresser<'c> {
    /// Fills the open block of a composer. Looks that `plain` has are that of the text, and none of its marks.
    pub(super) fn new(composer: &'c mut Composer, plain: Face, leads: &'c HashMap<Link, Lead<usize>>) -> Self {
        Dresser { composer, open: Vec::new(), plain, leads }
    }

    /// The composer; marks go on.
    pub(super) fn composer(&mut self) -> &mut Composer {
        self.composer
    }

    /// The composer, all marks ended.
    pub(super) fn bare(&mut self) -> &mut Composer {
        self.open.drain(..).for_each(|_| self.composer.end_mark());
        self.composer
    }

    /// Pushes a part of a line, the runs of which count from `from` on; the line is of a page.
    pub(super) fn push(&mut self, part: &str, from: usize, runs: &[Run], page: u32) {
        let mut at = 0;
        let mut face = Face::default();
        for run in runs {
            let start = (run.start as usize).saturating_sub(from).min(part.len());
            self.push_run(part.part(at..start), face, page);
            (at, face) = (start.max(at), run.face);
        }
        self.push_run(part.part(at..part.len()), face, page);
    }

    /// A line ends within the block; marks go on.
    pub(super) fn soft_break(&mut self) {
        self.composer.soft_break();
    }

    /// Pushes letters of one look. White space behind them belongs to the marks only where those go on.
    fn push_run(&mut self, text: &str, face: Face, page: u32) {
        if text.is_empty() {
            return;
        }
        let wanted = self.marks(face, page);
        let shared = self.open.iter().zip(&wanted).take_while(|(open, wanted)| open == wanted).count();
        while self.open.len() > shared {
            self.open.pop();
            self.composer.end_mark();
        }
        let words = text.trim_start();
        self.composer.push(text.part(0..text.len() - words.len()));
        if words.is_empty() {
            return;
        }
        for mark in wanted.into_iter().skip(shared) {
            match self.leads.get(&mark.1).filter(|_| mark.0 == MarkKind::Link) {
                Some(Lead::Address(address)) => self.composer.begin_link(address),
                Some(Lead::Inside(line)) => self.composer.begin_link(&format!("#{}", name(*line))),
                None => self.composer.begin_mark(mark.0),
            }
            self.open.push(mark);
        }
        self.composer.push(words);
    }

    fn marks(&self, face: Face, page: u32) -> Vec<(MarkKind, (u32, u16))> {
        let kinds = [
            (face.link > 0, MarkKind::Link, (page, face.link)),
            (face.strong && !self.plain.strong, MarkKind::Strong, (0, 0)),
            (face.slanted && !self.plain.slanted, MarkKind::Emphasis, (0, 0)),
            (face.fixed && !self.plain.fixed, MarkKind::Code, (0, 0)),
        ];
        kinds.into_iter().filter(|(is, ..)| *is).map(|(_, kind, link)| (kind, link)).collect()
    }
}

/// The name by which links lead to a line, one that other reports can't know.
pub(super) fn name(line: usize) -> String {
    format!("#{line}")
}

/// The marks of a document that say something: their white space is cut off, emphasis has words, and headings have no
/// emphasis as a whole.
pub(super) fn tidied(mut document: Document) -> Document {
    let text = std::mem::take(&mut document.text);
    let mut headings = document.blocks.iter().filter(|block| block.kind == BlockKind::Heading).peekable();
    let mut marks = std::mem::take(&mut document.marks);
    marks.iter_mut().for_each(|mark| trim(mark, &text));
    marks.retain(|mark| {
        while headings.next_if(|heading| heading.span.end <= mark.span.start).is_some() {}
        let emphasis = mark.kind != MarkKind::Link;
        let whole = headings
            .peek()
            .is_some_and(|heading| mark.span.start <= heading.span.start && heading.span.end <= mark.span.end);
        let words = text.span(mark.span);
        let said = match mark.kind {
            MarkKind::Strong | MarkKind::Emphasis => words.chars().any(char::is_alphanumeric),
            _ => !words.is_empty(),
        };
        said && !(emphasis && whole)
    });
    Document { text, marks, ..document }
}

/// Cuts off the white space at the end of a mark.
fn trim(mark: &mut Mark, text: &Text) {
    let words = text.span(mark.span);
    let cut = words.len() - words.trim_end().len();
    mark.span.end -= u32::try_from(cut).unwrap_or(0);
}
