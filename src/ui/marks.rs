//! What is laid over the text of a line: what its words are, what is emphasised, what differs, what was found.
//!
//! Whatever else is to be shown over text, such as a selection, is a layer here: a style that is
//! patched over the ones before, told by the byte of the text.

use ratatui::style::Style;

use crate::app::layout::{Line, Shape, Token};
use crate::app::page::Page;
use crate::app::page::selection::Selection;
use crate::outline::{BlockKind, Document, Link, Mark, MarkKind};
use crate::text::Span;
use crate::ui::differences::Compared;
use crate::ui::theme::Theme;

/// The layers over one line, from the lowest to the topmost.
pub(super) struct Layers<'a> {
    theme: &'a Theme,
    base: Style,
    tokens: &'a [Token],
    marks: Vec<Mark>,
    /// The links that begin on the page.
    links: &'a [Link],
    compared: Option<Compared<'a>>,
    found: &'a [Span],
    current: Option<Span>,
    selected: Option<Span>,
}

impl<'a> Layers<'a> {
    /// The layers over a line of the page. Costs a look at the marks and matches in it.
    pub(super) fn new(
        page: &'a Page,
        document: &Document,
        line: &'a Line,
        compared: Option<Compared<'a>>,
        theme: &'a Theme,
    ) -> Self {
        let found = page.find.matches();
        Self {
            theme,
            base: base(line, theme),
            tokens: &line.tokens,
            marks: overlapping(&document.marks, line.shown()),
            compared,
            links: page.links(),
            found: found.get(found.partition_point(|found| found.end <= line.shown().start)..).unwrap_or_default(),
            current: page.matched(),
            selected: page.selection.map(Selection::span),
        }
    }

    /// The style of the character at a byte of the text.
    pub(super) fn style(&self, at: u32) -> Style {
        let token = self.tokens.iter().take_while(|token| token.span.start <= at).find(|token| token.span.contains(at));
        let token = token.map_or(self.base, |token| self.base.patch(self.theme.token(token.kind)));
        let covering = self.marks.iter().filter(|mark| mark.span.contains(at));
        let marked = covering.fold(token, |style, mark| style.patch(self.theme.mark(mark.kind)));
        let is_link = self.links.iter().take_while(|link| link.span.start <= at).any(|link| link.span.contains(at));
        let marked = if is_link { marked.patch(self.theme.mark(MarkKind::Link)) } else { marked };
        let marked = self.compared.map_or(marked, |compared| compared.patch(marked, at, self.theme));
        let found = self.found.iter().take_while(|found| found.start <= at).find(|found| found.contains(at));
        let found = found.map_or(marked, |found| marked.patch(self.theme.matched(self.current == Some(*found))));
        let selected = self.selected.is_some_and(|selected| selected.contains(at));
        if selected { found.patch(self.theme.chosen(true)) } else { found }
    }
}

/// The look of a line's text where nothing is laid over it.
fn base(line: &Line, theme: &Theme) -> Style {
    match line.shape {
        Shape::Row { head: true, .. } => theme.strong(),
        _ if line.kind == BlockKind::Heading => theme.heading(line.level),
        _ => theme.block(line.kind),
    }
}

/// The marks that cover a part of the line. Marks are sorted by their start and short, so few are looked at.
fn overlapping(marks: &[Mark], span: Span) -> Vec<Mark> {
    let before = marks.partition_point(|mark| mark.span.start < span.end);
    let candidates = marks.get(..before).unwrap_or_default().iter().rev();
    candidates.take(64).filter(|mark| mark.span.overlaps(span)).copied().collect()
}
