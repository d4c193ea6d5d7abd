//! How two pages that are compared show what differs: by signs before the lines, and by colours.

use ratatui::style::Style;

use crate::app::beside::comparison::{Kind, Sentence, overlapping};
use crate::text::Span;
use crate::ui::theme::Theme;
use crate::ui::words;

/// The sentences of a page that is compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Compared<'a> {
    sentences: &'a [Sentence],
    /// Whether it shows the older section.
    old: bool,
}

impl<'a> Compared<'a> {
    /// The sentences of the older section, or of the newer.
    pub(super) fn new((sentences, old): (&'a [Sentence], bool)) -> Self {
        Self { sentences, old }
    }

    /// Those that a line shows.
    pub(super) fn within(self, span: Span) -> Self {
        Self { sentences: overlapping(self.sentences, span), ..self }
    }

    /// The sign before a line that shows these sentences, and how it looks: that of the sentence that differs most.
    pub(super) fn sign(self, theme: &Theme) -> Option<(&'static str, Style)> {
        match self.sentences.iter().map(|sentence| sentence.kind).max()? {
            Kind::Same => None,
            Kind::Moved => Some((if self.old { words::MOVED_AWAY } else { words::MOVED_HERE }, theme.moved())),
            Kind::Changed => Some((words::CHANGED, theme.strong())),
            Kind::Alone if self.old => Some((words::REMOVED, theme.differing(true))),
            Kind::Alone => Some((words::ADDED, theme.differing(false))),
        }
    }

    /// The style of the byte at an offset, over another one.
    pub(super) fn patch(self, style: Style, at: u32, theme: &Theme) -> Style {
        let Some(sentence) = self.sentences.iter().find(|sentence| sentence.span.contains(at)) else { return style };
        match sentence.kind {
            Kind::Same => style,
            Kind::Moved => style.patch(theme.moved()),
            Kind::Alone => style.patch(theme.differing(self.old)),
            Kind::Changed if sentence.words.iter().any(|word| word.contains(at)) => {
                style.patch(theme.differing(self.old)).patch(theme.strong())
            }
            Kind::Changed => style,
        }
    }
}
