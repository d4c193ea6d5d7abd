//! What paragraphs are by their styles, and by the levels that they give themselves.

use super::{Place, Role};

/// The outline level of running text; those of headings are lower, from 0.
pub(in crate::formats) const TEXT_LEVEL: u8 = 9;

/// What a style says of its paragraphs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::formats) struct Standing {
    /// What its name says.
    pub(in crate::formats) place: Option<Place>,
    /// The level of its headings from 0; [`TEXT_LEVEL`] for running text.
    pub(in crate::formats) outline: Option<u8>,
}

impl Standing {
    /// That of a style with what it inherits: of the style itself and of those that it is based on, the nearest first.
    /// The nearest style that says anything of headings counts, by its level or by its name. What only looks like a
    /// title is none.
    pub(in crate::formats) fn inherited(mut chain: impl Iterator<Item = Standing>) -> Self {
        let own = chain.next().unwrap_or_default();
        let speaks = |standing: &Standing| standing.outline.is_some() || standing.place.is_some();
        let above = if speaks(&own) { Self::default() } else { chain.find(speaks).unwrap_or_default() };
        let place = own.place.or(above.place.filter(|place| *place != Place::Title));
        let outline = own.outline.or(above.outline).or_else(|| chain.find_map(|standing| standing.outline));
        Self { place, outline }
    }

    /// What a paragraph of the style is that may give itself a level, from 0.
    pub(in crate::formats) fn role(self, own: Option<u8>) -> Role {
        let heading = |level: u8| if level < TEXT_LEVEL { Role::Heading(level + 1) } else { Role::Text };
        match (self.place, own, self.outline) {
            (Some(Place::Contents), ..) => Role::Contents,
            (Some(Place::Title), own, level) => Role::Title(own.or(level).is_some_and(|level| level < TEXT_LEVEL)),
            (_, Some(level), _) if level < TEXT_LEVEL => heading(level),
            (Some(Place::Quote), _, None) => Role::Quote,
            (Some(Place::Code), _, None) => Role::Code,
            (Some(Place::Aside), _, None) => Role::Aside,
            (_, Some(level), _) | (_, None, Some(level)) => heading(level),
            (Some(Place::Heading(level)), None, None) => heading(level.saturating_sub(1)),
            (_, None, None) => Role::Text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::office::meaning;

    #[test]
    fn styles_take_what_they_are_based_on() {
        let check = |chain: &[(&str, Option<u8>)], own: Option<u8>, expected: Role| {
            let chain = chain.iter().map(|&(name, outline)| Standing { place: meaning(name), outline });
            assert_eq!(Standing::inherited(chain).role(own), expected);
        };
        let normal = ("Normal", None);
        check(&[], None, Role::Text);
        check(&[normal], None, Role::Text);
        check(&[normal], Some(2), Role::Heading(3));
        check(&[("heading 1", Some(0)), normal], None, Role::Heading(1));
        check(&[("heading 1", Some(0)), normal], Some(9), Role::Text);
        check(&[("heading 2", None), normal], None, Role::Heading(2));
        check(&[("Chapter", None), ("heading 2", None), normal], None, Role::Heading(2));
        check(&[("Inset", Some(9)), ("heading 1", Some(0))], None, Role::Text);
        check(&[("TOC Heading", Some(9)), ("heading 1", Some(0))], None, Role::Contents);
        check(&[("Title", Some(0)), normal], None, Role::Title(true));
        check(&[("Title", None), normal], None, Role::Title(false));
        check(&[("Part", None), ("Title", Some(0))], None, Role::Heading(1));
        check(&[("Part", None), ("Title", None)], None, Role::Text);
        check(&[("caption", None), ("heading 1", Some(0))], None, Role::Heading(1));
        check(&[("caption", None), normal], None, Role::Aside);
    }
}
