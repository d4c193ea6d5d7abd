//! The fonts and the styles that an RTF file lists before its text.

use std::collections::HashMap;

use crate::formats::flow::Role;
use crate::formats::limits::MOST_PARTS;
use crate::formats::style_names;
use crate::text::code_page::{self, CodePage};

/// The outline level of running text; those of headings are lower.
pub(super) const BODY_LEVEL: u8 = 9;

/// A font.
#[derive(Clone, Debug, Default)]
pub(super) struct Font {
    pub(super) name: String,
    /// The code page of its bytes, where the font names one.
    pub(super) page: Option<CodePage>,
    /// Whether its bytes are symbols.
    pub(super) is_symbol: bool,
}

impl Font {
    /// Takes the character set of `\fcharset`.
    pub(super) fn set_charset(&mut self, charset: i32) {
        self.page = u8::try_from(charset).ok().and_then(code_page::of_charset);
        self.is_symbol = charset == 2;
    }
}

/// All fonts by their numbers.
#[derive(Debug, Default)]
pub(super) struct Fonts(HashMap<i32, Font>);

impl Fonts {
    pub(super) fn add(&mut self, number: i32, font: Font) {
        if self.0.len() < MOST_PARTS {
            self.0.insert(number, font);
        }
    }

    pub(super) fn get(&self, number: i32) -> Option<&Font> {
        self.0.get(&number)
    }
}

/// A style of paragraphs.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) name: String,
    /// The number of the style on which it is based.
    pub(super) based_on: Option<i32>,
    /// Its own outline level, from 0.
    pub(super) level: Option<u8>,
}

/// All styles of paragraphs by their numbers.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<i32, (Style, Role)>);

/// The longest chain of styles that are based on each other.
const LONGEST_CHAIN: usize = 32;

impl Styles {
    pub(super) fn add(&mut self, number: i32, style: Style) {
        if self.0.len() < MOST_PARTS {
            let role = style_names::role(&style.name);
            self.0.insert(number, (style, role));
        }
    }

    /// What paragraphs of a style are: by its outline level or its name, else by what it is based on.
    pub(super) fn role(&self, number: i32) -> Role {
        let mut at = Some(number);
        for first in (0..LONGEST_CHAIN).map(|step| step == 0) {
            let Some((style, role)) = at.and_then(|number| self.0.get(&number)) else {
                break;
            };
            match (style.level, *role) {
                (_, Role::Title | Role::Contents(_)) if first => return *role,
                (Some(level), _) => return role_of_level(level).unwrap_or_default(),
                (None, Role::Heading(_)) => return *role,
                _ => at = style.based_on,
            }
        }
        Role::Text
    }
}

/// What an outline level makes of a paragraph; `None` for running text.
pub(super) fn role_of_level(level: u8) -> Option<Role> {
    (level < BODY_LEVEL).then_some(Role::Heading(level + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_take_what_they_are_based_on() {
        let mut styles = Styles::default();
        let mut add = |number: i32, name: &str, based_on: Option<i32>, level: Option<u8>| {
            styles.add(number, Style { name: name.to_owned(), based_on, level });
        };
        add(0, "Normal", None, None);
        add(1, "heading 1", Some(0), Some(0));
        add(2, "heading 2", Some(0), None);
        add(3, "Chapter", Some(2), None);
        add(4, "TOC Heading", Some(1), Some(9));
        add(5, "Title", Some(0), Some(0));
        add(6, "Part", Some(5), None);
        add(7, "loop", Some(7), None);
        let check = |number: i32, expected: Role| assert_eq!(styles.role(number), expected, "{number}");
        check(0, Role::Text);
        check(1, Role::Heading(1));
        check(2, Role::Heading(2));
        check(3, Role::Heading(2));
        check(4, Role::Text);
        check(5, Role::Title);
        check(6, Role::Heading(1));
        check(7, Role::Text);
        check(99, Role::Text);
    }
}
