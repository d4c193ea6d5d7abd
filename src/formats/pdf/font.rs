//! Fonts: what their codes mean, and how wide their glyphs are.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::CMap;
use hayro_syntax::object::{Dict, Name, Stream};

use super::composite::{self, Composite};
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
    /// Whether its letters are bold.
    pub(super) strong: bool,
    /// Whether all its letters are equally wide.
    pub(super) fixed: bool,
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
    pub(super) fn load(&mut self, font: &Dict<'_>, limits: &mut Limits) -> Option<usize> {
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

    fn read(&mut self, font: &Dict<'_>, limits: &mut Limits) -> Font {
        let subtype = font.get::<Name<'_>>("Subtype");
        let to_unicode = font
            .get::<Stream<'_>>("ToUnicode")
            .and_then(|stream| expand(&stream, limits))
            .and_then(|bytes| CMap::parse(&bytes, hayro_cmap::load_embedded));
        if subtype.as_deref() == Some(b"Type0") {
            let (composite, descriptor) = composite::load(font, to_unicode, self, limits);
            let looks = Looks::new(font, &descriptor);
            let vertical = composite.vertical;
            return Font {
                kind: Kind::Composite(Box::new(composite)),
                vertical,
                strong: looks.strong,
                fixed: looks.fixed,
                scale: 1.0,
            };
        }
        let descriptor = font.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
        let simple = simple::load(font, &descriptor, to_unicode, self, limits);
        let looks = Looks::new(font, &descriptor);
        let scale = simple.scale;
        Font { kind: Kind::Simple(Box::new(simple)), vertical: false, strong: looks.strong, fixed: looks.fixed, scale }
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
    let clean: String = text.chars().filter(|character| is_shown(*character)).collect();
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

/// Whether a character stands for something that a reader sees: no control, none of private use, no replacement.
fn is_shown(character: char) -> bool {
    !character.is_control()
        && !matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\u{feff}' | '\u{200b}'..='\u{200f}'
            | '\u{f0000}'..='\u{10ffff}')
}

/// How the letters of a font look.
struct Looks {
    strong: bool,
    fixed: bool,
}

impl Looks {
    fn new(font: &Dict<'_>, descriptor: &Dict<'_>) -> Self {
        let name = font.get::<Name<'_>>("BaseFont").or_else(|| descriptor.get::<Name<'_>>("FontName"));
        let name = name.map(|name| String::from_utf8_lossy(&name).to_ascii_lowercase()).unwrap_or_default();
        let flags = descriptor.get::<i32>("Flags").unwrap_or(0);
        let weight = descriptor.get::<f32>("FontWeight").unwrap_or(0.0);
        Looks {
            strong: is_strong(&name) || flags & (1 << 18) != 0 || weight >= 600.0,
            fixed: is_fixed(&name) || flags & 1 != 0 && !is_wide(&name),
        }
    }
}

/// Whether the name of a font, in small letters, says that it is bold. The fonts of TeX say it in their own way:
/// `cmbx12`, `sfbx1200`, `rm-lmbx10`.
fn is_strong(name: &str) -> bool {
    let words = ["bold", "heavy", "black", "demi", "simhei", "hei-", "heiti", "gothicbbb", "-medi"];
    let base = name.split_once('+').map_or(name, |(_, base)| base);
    let tex = ["cmbx", "cmssbx", "cmb10", "sfbx", "ecbx", "lmbx", "labx", "larm-bx", "ptmb", "phvb", "pplb", "utmb"];
    words.iter().any(|word| base.contains(word))
        || tex.iter().any(|start| base.strip_prefix("rm-").unwrap_or(base).starts_with(start))
        || base == "hei"
}

/// Whether the name of a font says that all its letters are equally wide.
fn is_fixed(name: &str) -> bool {
    let words = ["courier", "mono", "typewriter", "consol", "menlo", "fixed", "nimbusmon", "inconsolata", "sourcecode"];
    let base = name.split_once('+').map_or(name, |(_, base)| base);
    let tex = ["cmtt", "sftt", "ectt", "lmtt", "latt", "pcrr", "ucrr", "txtt"];
    words.iter().any(|word| base.contains(word)) || tex.iter().any(|start| base.starts_with(start))
}

/// Whether the name of a font says that it is one of Chinese, Japanese or Korean, whose characters are equally wide
/// all the same.
fn is_wide(name: &str) -> bool {
    let words =
        ["song", "sun", "hei", "kai", "fang", "ming", "gothic", "mincho", "batang", "gulim", "cjk", "han", "uming"];
    words.iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_how_letters_look() {
        let check = |name: &str, strong: bool, fixed: bool| {
            assert_eq!((is_strong(name), is_fixed(name)), (strong, fixed), "{name}");
        };
        check("abcdef+nimbussanl-bold", true, false);
        check("abcdef+cmbx12", true, false);
        check("simhei", true, false);
        check("times-roman", false, false);
        check("courier-bold", true, true);
        check("abcdef+cmtt10", false, true);
        check("stsong-light", false, false);
        check("dejavusansmono", false, true);
    }

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
        check("\u{f0b7}", "");
        check("\u{a0}", " ");
        check("", "");
    }
}
