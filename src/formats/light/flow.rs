//! Running text within quotes and lists.

use crate::formats::compose::Composer;
use crate::outline::{BlockKind, Document, MarkKind};

/// What stands around running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) enum Container {
    /// A quote, or what is set off like one.
    Quote,
    /// A list; its items stand in it.
    List,
    /// An item of a list.
    Item,
    /// A note; it is no deeper than what it stands in.
    Note,
}

/// A [`Composer`] that knows in which quotes and lists the text stands, and so what its blocks are. Nesting of any
/// depth is followed without recursion.
#[derive(Debug, Default)]
pub(in crate::formats) struct Flow {
    /// Where the text goes. Blocks that stand in quotes and lists are to be begun by the methods of the flow.
    pub(in crate::formats) composer: Composer,
    containers: Vec<Container>,
    /// Quotes and lists among the containers.
    depth: usize,
    /// The mark of an item or a note whose text has not begun.
    bullet: Option<String>,
}

impl Flow {
    /// How many quotes and lists stand around the text.
    pub(in crate::formats) fn depth(&self) -> usize {
        self.depth
    }

    /// Begins running text if none is open: that of the innermost quote, item or note, or a paragraph.
    pub(in crate::formats) fn begin_text(&mut self) {
        if self.composer.is_open() {
            return;
        }
        let own_depth = self.depth.saturating_sub(1);
        match self.containers.last() {
            Some(Container::Quote) => self.composer.begin(BlockKind::Quote, own_depth),
            Some(Container::Item) if self.bullet.is_some() => self.composer.begin(BlockKind::Item, own_depth),
            _ => self.composer.begin(BlockKind::Paragraph, self.depth),
        }
        if let Some(bullet) = self.bullet.take() {
            self.composer.push_label(&bullet);
        }
    }

    /// Begins a block of another kind than running text.
    pub(in crate::formats) fn begin(&mut self, kind: BlockKind) {
        self.end_text();
        self.composer.begin(kind, self.depth);
    }

    /// Ends running text; a bullet without text stands by itself.
    pub(in crate::formats) fn end_text(&mut self) {
        if self.bullet.is_some() {
            self.begin_text();
        }
        self.composer.end();
    }

    /// Begins an item without a bullet: a term, or the name of a field.
    pub(in crate::formats) fn begin_term(&mut self) {
        self.end_text();
        self.composer.begin(BlockKind::Item, self.depth.saturating_sub(1));
    }

    /// A block of one text.
    pub(in crate::formats) fn whole(&mut self, kind: BlockKind, text: &str) {
        self.begin(kind);
        self.composer.push(text);
        self.composer.end();
    }

    /// A rule across the page.
    pub(in crate::formats) fn rule(&mut self) {
        self.whole(BlockKind::Rule, "———");
    }

    /// Appends to the running text.
    pub(in crate::formats) fn text(&mut self, text: &str) {
        self.begin_text();
        self.composer.push(text);
    }

    /// Begins a run of characters of the running text with a meaning of its own.
    pub(in crate::formats) fn begin_mark(&mut self, kind: MarkKind) {
        self.begin_text();
        self.composer.begin_mark(kind);
    }

    /// Begins the words of a link; see [`Composer::begin_link`].
    pub(in crate::formats) fn begin_link(&mut self, reference: &str) {
        self.begin_text();
        self.composer.begin_link(reference);
    }

    /// Appends text with a meaning of its own.
    pub(in crate::formats) fn marked(&mut self, kind: MarkKind, text: &str) {
        self.begin_mark(kind);
        self.composer.push(text);
        self.composer.end_mark();
    }

    /// Begins running text with what it is: the name of an admonition.
    pub(in crate::formats) fn label(&mut self, label: &str) {
        if !label.is_empty() {
            self.marked(MarkKind::Strong, label);
            self.composer.push(": ");
        }
    }

    /// What follows stands in a container.
    pub(in crate::formats) fn enter(&mut self, container: Container) {
        self.end_text();
        self.depth += usize::from(matches!(container, Container::Quote | Container::List));
        if container == Container::Note {
            self.composer.begin_note();
        }
        self.containers.push(container);
    }

    /// Begins an item or a note: its text follows its bullet, number or label.
    pub(in crate::formats) fn enter_with(&mut self, container: Container, bullet: String) {
        self.enter(container);
        self.bullet = Some(bullet);
    }

    /// The innermost container ends.
    pub(in crate::formats) fn leave(&mut self) {
        self.end_text();
        let container = self.containers.pop();
        self.depth -= usize::from(matches!(container, Some(Container::Quote | Container::List)));
        if container == Some(Container::Note) {
            self.composer.end_note();
        }
    }

    /// The bullet of the item becomes another one, if its text has not begun.
    pub(in crate::formats) fn set_bullet(&mut self, bullet: Option<String>) {
        self.bullet = bullet;
    }

    /// The document of all that was composed.
    pub(in crate::formats) fn finish(mut self, format: &'static str) -> Document {
        self.end_text();
        self.composer.finish(format)
    }
}
