//! Paragraphs: what their styles and their elements make of them.

use std::borrow::Cow;
use std::rc::Rc;

use super::styles::Resolved;
use crate::formats::office::{Builder, Label, Letters, Paragraph, Place, Role};

/// A paragraph that has begun.
pub(super) struct Open {
    pub(super) builder: Builder,
    pub(super) style: Rc<Resolved>,
    /// The level of its heading from 1.
    pub(super) level: Option<u8>,
    /// What is counted before it.
    pub(super) label: Label,
    /// How deep it is nested in lists, from 1; 0 outside of them.
    pub(super) depth: usize,
    /// The letters of the spans that are open.
    pub(super) letters: Vec<Letters>,
}

impl Open {
    /// The paragraph, if it has text.
    pub(super) fn finish(self, in_index: bool) -> Option<Paragraph> {
        let Self { builder, style, level, label, depth, .. } = self;
        let role = match (level, style.place) {
            _ if in_index => Role::Contents,
            (_, Some(Place::Title)) => Role::Title(level.is_some()),
            (Some(level), _) => Role::Heading(level),
            (None, Some(Place::Contents)) => Role::Contents,
            (None, Some(Place::Quote)) => Role::Quote,
            (None, Some(Place::Code)) => Role::Code,
            (None, Some(Place::Aside)) => Role::Aside,
            (None, _) => Role::Text,
        };
        let label = Label { depth: u8::try_from(depth.saturating_sub(1)).unwrap_or(u8::MAX), ..label };
        builder.paragraph(role, label, style.centred, &style.name)
    }
}

/// What a link refers to. The places of other parts of the file have `|outline` and the like behind their names, and
/// files stand beside the package, not in it.
pub(super) fn linked(address: &str) -> Cow<'_, str> {
    match address.strip_prefix('#') {
        Some(place) => format!("#{}", place.split_once('|').map_or(place, |(title, _)| title)).into(),
        None => address.strip_prefix("../").unwrap_or(address).into(),
    }
}
