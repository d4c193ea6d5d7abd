//! Paragraphs: what their styles and their properties make of them.

use std::rc::Rc;

use super::numbering::Label;
use super::properties;
use super::styles::Resolved;
use crate::formats::office::{Builder, Paragraph, Place, Role};

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
        let hidden = self.is_blank() && self.properties.mark.look.hidden == Some(true);
        self.properties.number.list.or(self.style.number.list).filter(|list| *list != 0 && !hidden)
    }

    fn is_blank(&self) -> bool {
        self.builder.text.trim().is_empty()
    }

    /// What it is by its style, and by the level that it gives itself.
    pub(super) fn role(&self) -> Role {
        role(&self.style, self.properties.outline)
    }

    /// The paragraph, if it has text, behind what is counted before it.
    pub(super) fn finish(self, label: Label) -> Option<Paragraph> {
        let role = if self.contents { Role::Contents } else { self.role() };
        if self.is_blank() && role != Role::Code {
            return None;
        }
        let role = match role {
            Role::Text if !label.text.is_empty() => Role::Item(label.level, label.bullet),
            role => role,
        };
        let bulleted = label.bullet && matches!(role, Role::Heading(_) | Role::Title(_));
        let Self { builder, style, properties, .. } = self;
        let letters = builder.most();
        let (bold, heavy) = (builder.all(|letters| letters.bold), builder.all(|letters| letters.bold || letters.heavy));
        let (text, marks) = builder.finish();
        Some(Paragraph {
            role,
            label: if bulleted { String::new() } else { label.text },
            tight: label.tight,
            text,
            marks,
            letters,
            bold,
            heavy,
            centred: properties.centred.unwrap_or(style.centred),
            style: Rc::clone(&style.name),
        })
    }
}

/// What a paragraph is by its style, and by the level that it gives itself.
fn role(style: &Resolved, outline: Option<u8>) -> Role {
    let heading = |level: u8| if level < 9 { Role::Heading(level + 1) } else { Role::Text };
    match (style.place, outline, style.outline) {
        (Some(Place::Contents), ..) => Role::Contents,
        (Some(Place::Title), direct, level) => Role::Title(direct.or(level).is_some_and(|level| level < 9)),
        (_, Some(level), _) if level < 9 => heading(level),
        (Some(Place::Quote), _, None) => Role::Quote,
        (Some(Place::Code), _, None) => Role::Code,
        (Some(Place::Aside), _, None) => Role::Aside,
        (_, Some(level), _) | (_, None, Some(level)) => heading(level),
        (Some(Place::Heading(level)), None, None) => heading(level.saturating_sub(1)),
        (_, None, None) => Role::Text,
    }
}
