//! Fonts: what their codes mean, and how wide their glyphs are.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::CMap;
use hayro_syntax::object::{Dict, Name, Stream};

use super::composite::{self, Composite};
use super::face::{Face, are_even};
use super::simple::{self, Simple};
use super::streams::{Limits, expand};

/// What a glyph shows: a character, or the index of a longer text in [`Fonts`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letter(u32);

/// Numbers from here on are indices of texts.
const TEXTS: u32 = 0x8000_0000;

impl Letter {
    /// Nothing that is known.
    pub(super) const NONE: Letter = Letter(u32::MAX);

    /// The character that it shows, where that is one.
    pub(super) fn one(self) -> Option<char> {
        char::from_u32(self.0)
    }

    /// One character.
    pub(super) fn character(character: char) -> Self {
        Letter(u32::from(character))
    }
}

/// One code of a string that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Shown {
    /// What it shows.
    pub(super) letter: Letter,
    /// How far it moves on, in units of the font's size: to the right, or down in vertical writing.
    pub(super) advance: f64,
    /// Whether it is the single byte 32, to which word spacing applies.
    pub(super) space: bool,
}

/// A font that has been loaded.
#[derive(Debug)]
pub(super) struct Font {
    kind: Kind,
    /// Whether lines run down the page.
    pub(super) vertical: bool,
    /// How its letters look.
    pub(super) face: Face,
    /// How much larger its letters are than they say. 1 but in fonts that bring their own coordinates.
    pub(super) scale: f64,
}

#[derive(Debug)]
enum Kind {
    Simple(Box<Simple>),
    Composite(Box<Composite>),
}

/// The fonts of a file, each loaded once.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    fonts: Vec<Font>,
    /// Where each was found, by the address of its dictionary.
    loaded: HashMap<usize, usize>,
    /// Predefined maps of codes, by name.
    maps: HashMap<Vec<u8>, Option<Rc<CMap>>>,
    texts: Vec<Box<str>>,
}

/// The most fonts that are loaded of one file.
const MOST: usize = 10_000;

impl Fonts {
    /// The number of a font.
    pub(super) fn load(&mut self, font: &Dict<'_>, limits: &mut Limits<'_>) -> Option<usize> {
        let address = font.data().as_ptr().addr();
        if let Some(index) = self.loaded.get(&address) {
            return Some(*index);
        }
        if self.fonts.len() >= MOST {
            return None;
        }
        let font = self.read(font, limits);
        self.fonts.push(font);
        self.loaded.insert(address, self.fonts.len() - 1);
        Some(self.fonts.len() - 1)
    }

    fn read(&mut self, font: &Dict<'_>, limits: &mut Limits<'_>) -> Font {
        let subtype = font.get::<Name<'_>>("Subtype");
        let to_unicode = font
            .get::<Stream<'_>>("ToUnicode")
            .and_then(|stream| expand(&stream, limits))
            .and_then(|bytes| CMap::parse(&bytes, hayro_cmap::load_embedded));
        if subtype.as_deref() == Some(b"Type0") {
            let (composite, descriptor) = composite::load(font, to_unicode, self, limits);
            let (vertical, mut face) = (composite.vertical, Face::of(font, &descriptor));
            face.fixed = face.fixed || are_even(composite.letters());
            return Font { kind: Kind::Composite(Box::new(composite)), vertical, face, scale: 1.0 };
        }
        let descriptor = font.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
        let simple = simple::load(font, &descriptor, to_unicode, self, limits);
        let (scale, mut face) = (simple.scale, Face::of(font, &descriptor));
        face.fixed = face.fixed || are_even(simple.letters());
        Font { kind: Kind::Simple(Box::new(simple)), vertical: false, face, scale }
    }

    /// A font by its number.
    pub(super) fn get(&self, index: usize) -> Option<&Font> {
        self.fonts.get(index)
    }

    /// Goes through the codes of a string.
    pub(super) fn decode(&mut self, index: usize, bytes: &[u8], mut show: impl FnMut(Shown)) {
        let Some(font) = self.fonts.get_mut(index) else { return };
        match &mut font.kind {
            Kind::Simple(simple) => bytes.iter().for_each(|byte| show(simple.shown(*byte))),
            Kind::Composite(composite) => composite.decode(bytes, &mut self.texts, show),
        }
    }

    /// A predefined map of codes.
    pub(super) fn map(&mut self, name: &[u8]) -> Option<Rc<CMap>> {
        if let Some(map) = self.maps.get(name) {
            return map.clone();
        }
        let known = hayro_cmap::CMapName::from_bytes(name);
        let map = hayro_cmap::load_embedded(known)
            .and_then(|bytes| CMap::parse(bytes, hayro_cmap::load_embedded))
            .map(Rc::new);
        self.maps.insert(name.to_vec(), map.clone());
        map
    }

    /// The letter of a text.
    pub(super) fn letter(&mut self, text: &str) -> Letter {
        letter(text, &mut self.texts)
    }

    /// Appends what a letter shows.
    pub(super) fn push(&self, letter: Letter, text: &mut String) {
        if let Some(character) = char::from_u32(letter.0) {
            text.push(character);
        } else if let Some(long) = letter.0.checked_sub(TEXTS).and_then(|at| self.texts.get(at as usize)) {
            text.push_str(long);
        }
    }

    /// The first character of what a letter shows.
    pub(super) fn first(&self, letter: Letter) -> Option<char> {
        char::from_u32(letter.0).or_else(|| self.texts.get(letter.0.checked_sub(TEXTS)? as usize)?.chars().next())
    }
}

/// The letter of a text, which is remembered where it has more than one character. Ligatures are parted, characters
/// that no one sees are left out.
pub(super) fn letter(text: &str, texts: &mut Vec<Box<str>>) -> Letter {
    let clean: String = text.chars().map(bullet).filter(|character| is_shown(*character)).collect();
    let parted = match clean.as_str() {
        "ﬀ" => "ff",
        "ﬁ" => "fi",
        "ﬂ" => "fl",
        "ﬃ" => "ffi",
        "ﬄ" => "ffl",
        "ﬅ" | "ﬆ" => "st",
        other => other,
    };
    let mut characters = parted.chars();
    match (characters.next(), characters.next()) {
        (None, _) => Letter::NONE,
        (Some(character), None) => Letter::character(if character == '\u{a0}' { ' ' } else { character }),
        _ => {
            let index = u32::try_from(texts.len()).unwrap_or(0);
            texts.push(parted.into());
            Letter(TEXTS + index)
        }
    }
}

/// The bullet that a character of private use stands for: word processors take them from their fonts of symbols.
fn bullet(character: char) -> char {
    match character {
        '\u{f0b7}' | '\u{f06c}' | '\u{f09f}' => '•',
        '\u{f0a7}' | '\u{f06e}' => '▪',
        '\u{f0a8}' | '\u{f06f}' | '\u{f071}' | '\u{f072}' => '□',
        '\u{f075}' | '\u{f076}' => '◆',
        '\u{f0d8}' => '➢',
        '\u{f0fc}' | '\u{f050}' => '✓',
        other => other,
    }
}

/// Whether a character stands for something that a reader sees: no control, none of private use, no replacement.
fn is_shown(character: char) -> bool {
    !character.is_control()
        && !matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\u{feff}' | '\u{200b}'..='\u{200f}'
            | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_what_a_reader_sees() {
        let check = |text: &str, expected: &str| {
            let mut fonts = Fonts::default();
            let letter = fonts.letter(text);
            let mut shown = String::new();
            fonts.push(letter, &mut shown);
            assert_eq!(shown, expected, "{text:?}");
        };
        check("目", "目");
        check("ﬃ", "ffi");
        check("e\u{301}", "e\u{301}");
        check("\u{f0b7}", "•");
        check("\u{e0b7}", "");
        check("\u{a0}", " ");
        check("", "");
    }
}
