//! Paragraphs: what their styles and their properties make of them.

use std::rc::Rc;

use super::properties;
use super::styles::Resolved;
use crate::formats::office::{Builder, Label, Paragraph, Role};

/// A paragraph that has begun.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) builder: Builder,
    pub(super) style: Rc<Resolved>,
    pub(super) properties: properties::Paragraph,
    /// Whether its text is of a table of contents.
    pub(super) contents: bool,
}

impl Open {
    /// A paragraph that begins with a text, in a style.
    pub(super) fn new(builder: Builder, style: Rc<Resolved>) -> Self {
        Self { builder, style, properties: properties::Paragraph::default(), contents: false }
    }

    /// The list that counts it. What is hidden with its end is not counted.
    pub(super) fn list(&self) -> Option<u32> {
        let hidden = self.builder.is_blank() && self.properties.mark.look.hidden == Some(true);
        self.properties.number.list.or(self.style.number.list).filter(|list| *list != 0 && !hidden)
    }

    /// What it is by its style, and by the level that it gives itself.
    pub(super) fn role(&self) -> Role {
        self.style.standing.role(self.properties.outline)
    }

    /// The paragraph, if it has text, behind what is counted before it.
    pub(super) fn finish(self, label: Label) -> Option<Paragraph> {
        let role = if self.contents { Role::Contents } else { self.role() };
        let centred = self.properties.centred.unwrap_or(self.style.centred);
        self.builder.paragraph(role, label, centred, &self.style.name)
    }
}
