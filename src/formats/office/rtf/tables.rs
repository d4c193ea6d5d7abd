//! The fonts and the styles that an RTF file lists before its text.

use std::collections::HashMap;
use std::rc::Rc;

use crate::formats::limits::MOST_PARTS;
use crate::formats::office::{Standing, is_heavy, meaning};
use crate::text::code_page::{self, CodePage};

/// A font.
#[derive(Clone, Debug, Default)]
pub(super) struct Font {
    pub(super) name: String,
    /// The code page of its bytes, where the font names one.
    pub(super) page: Option<CodePage>,
    /// Whether its bytes are symbols.
    pub(super) is_symbol: bool,
    /// Whether it is one that Chinese uses in place of bold letters.
    pub(super) is_heavy: bool,
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
            self.0.insert(number, Font { is_heavy: is_heavy(&font.name), ..font });
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
pub(super) struct Styles(HashMap<i32, Known>);

/// A style that is listed.
#[derive(Debug)]
struct Known {
    name: Rc<str>,
    based_on: Option<i32>,
    /// What it says itself.
    own: Standing,
}

/// The longest chain of styles that are based on each other.
const LONGEST_CHAIN: usize = 32;

impl Styles {
    pub(super) fn add(&mut self, number: i32, style: Style) {
        if self.0.len() < MOST_PARTS {
            let own = Standing { place: meaning(&style.name), outline: style.level };
            self.0.insert(number, Known { name: style.name.into(), based_on: style.based_on, own });
        }
    }

    /// The name of a style, and what it says of its paragraphs.
    pub(super) fn get(&self, number: i32) -> (Rc<str>, Standing) {
        let first = self.0.get(&number);
        let chain = std::iter::successors(first, |style| self.0.get(&style.based_on?)).take(LONGEST_CHAIN);
        let name = first.map(|style| Rc::clone(&style.name)).unwrap_or_default();
        (name, Standing::inherited(chain.map(|style| style.own)))
    }
}
