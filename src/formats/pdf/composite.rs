//! Fonts whose codes have one to four bytes: Type 0.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::{BfString, CMap, CidFamily, WritingMode};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Bytes};

use super::font::{Fonts, Letter, Shown, letter};
use super::program;
use super::streams::{Limits, expand};

/// A font with many codes.
#[derive(Debug)]
pub(super) struct Composite {
    codes: Codes,
    to_unicode: Option<CMap>,
    /// From the numbers of a known collection of characters to Unicode.
    collection: Option<Rc<CMap>>,
    /// From the numbers of glyphs to characters, by the font's program.
    program: HashMap<u32, char>,
    widths: Widths,
    /// Whether lines run down the page.
    pub(super) vertical: bool,
    /// What codes of two bytes have been found to show, in pages of 256.
    known: Vec<Option<Box<[Option<Shown>; 256]>>>,
}

/// How strings are parted into codes.
#[derive(Debug)]
enum Codes {
    /// Two bytes each, which are the number of the character.
    Identity,
    /// UTF-8. The numbers of its characters are not known.
    Utf8,
    /// By a map. `unicode`: the codes are UTF-16 themselves.
    Map { map: Rc<CMap>, unicode: bool },
}

/// How far glyphs move on, by the number of the character, in thousandths.
#[derive(Debug, Default)]
struct Widths {
    default: f32,
    /// First and last number, and the width, sorted.
    ranges: Vec<(u32, u32, f32)>,
}

impl Widths {
    fn get(&self, number: u32) -> f32 {
        let after = self.ranges.partition_point(|(first, ..)| *first <= number);
        let range = after.checked_sub(1).and_then(|at| self.ranges.get(at));
        range.filter(|(_, last, _)| number <= *last).map_or(self.default, |(.., width)| *width)
    }
}

/// Loads a font; returns its descriptor too.
pub(super) fn load<'a>(
    font: &Dict<'a>,
    to_unicode: Option<CMap>,
    fonts: &mut Fonts,
    limits: &mut Limits<'_>,
) -> (Composite, Dict<'a>) {
    let descendant =
        font.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next()).unwrap_or_default();
    let descriptor = descendant.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
    let (codes, vertical) = codes(font, fonts, limits);
    let collection = collection(&codes, &descendant).and_then(|family| family.ucs2_cmap());
    let collection = collection.and_then(|name| fonts.map(name.to_bytes()));
    let program = match (&to_unicode, &collection) {
        (None, None) => by_program(&descendant, &descriptor, limits),
        _ => HashMap::new(),
    };
    let widths = if vertical { heights(&descendant) } else { widths(&descendant) };
    let known = std::iter::repeat_with(|| None).take(256).collect();
    (Composite { codes, to_unicode, collection, program, widths, vertical, known }, descriptor)
}

/// How the strings of a font are parted, and whether its lines run down.
fn codes(font: &Dict<'_>, fonts: &mut Fonts, limits: &mut Limits<'_>) -> (Codes, bool) {
    if let Some(stream) = font.get::<Stream<'_>>("Encoding") {
        let vertical = stream.dict().get::<i32>("WMode") == Some(1);
        let map = expand(&stream, limits).and_then(|bytes| CMap::parse(&bytes, hayro_cmap::load_embedded));
        return map.map_or((Codes::Identity, vertical), |map| {
            let vertical = vertical || map.metadata().writing_mode == Some(WritingMode::Vertical);
            (Codes::Map { map: Rc::new(map), unicode: false }, vertical)
        });
    }
    let name = font.get::<Name<'_>>("Encoding");
    let name = name.as_ref().map_or("Identity-H", |name| name.as_str());
    let vertical = name.ends_with("-V") || name == "V";
    if name.starts_with("Identity") {
        return (Codes::Identity, vertical);
    }
    let unicode = name.contains("-UCS2-") || name.contains("-UTF16-");
    match fonts.map(name.as_bytes()) {
        Some(map) => (Codes::Map { map, unicode }, vertical),
        None if name.contains("-UTF8-") => (Codes::Utf8, vertical),
        None => (Codes::Identity, vertical),
    }
}

/// The collection of characters that a font takes its numbers from.
fn collection(codes: &Codes, descendant: &Dict<'_>) -> Option<CidFamily> {
    let of_map = match codes {
        Codes::Map { map, .. } => map.metadata().character_collection.as_ref().map(|found| found.family.clone()),
        _ => None,
    };
    if let Some(family) = of_map.filter(|family| family.ucs2_cmap().is_some()) {
        return Some(family);
    }
    let info = descendant.get::<Dict<'_>>("CIDSystemInfo")?;
    let part = |key: &str| info.get::<Bytes<'_>>(key).map(|part| part.as_bytes().to_vec()).unwrap_or_default();
    Some(CidFamily::from_registry_ordering(&part("Registry"), &part("Ordering")))
}

/// The characters of numbers by an embedded TrueType font.
fn by_program(descendant: &Dict<'_>, descriptor: &Dict<'_>, limits: &mut Limits<'_>) -> HashMap<u32, char> {
    let program = descriptor.get::<Stream<'_>>("FontFile2").or_else(|| descriptor.get::<Stream<'_>>("FontFile3"));
    let Some(glyphs) = program.and_then(|stream| program::glyphs(&stream, limits)) else {
        return HashMap::new();
    };
    let Some(map) = descendant.get::<Stream<'_>>("CIDToGIDMap").and_then(|stream| expand(&stream, limits)) else {
        return glyphs;
    };
    let glyph = |pair: &[u8]| {
        u32::from(u16::from_be_bytes([pair.first().copied().unwrap_or(0), pair.last().copied().unwrap_or(0)]))
    };
    let numbers = (0_u32..).zip(map.chunks_exact(2).map(glyph));
    numbers.filter_map(|(number, glyph)| Some((number, *glyphs.get(&glyph)?))).collect()
}

/// The widths of glyphs (ISO 32000-1, 9.7.4.3).
fn widths(descendant: &Dict<'_>) -> Widths {
    let mut found = Widths { default: descendant.get::<f32>("DW").unwrap_or(1000.0), ranges: Vec::new() };
    let Some(array) = descendant.get::<Array<'_>>("W") else { return found };
    let mut objects = array.iter::<Object<'_>>();
    while let Some(first) = objects.next() {
        let Some(first) = number(&first) else { continue };
        match objects.next() {
            Some(Object::Array(list)) => {
                found.ranges.extend((first..).zip(list.iter::<f32>()).map(|(at, width)| (at, at, width)));
            }
            Some(last) => {
                let width = objects.next().and_then(Object::into_f32);
                if let (Some(last), Some(width)) = (number(&last), width) {
                    found.ranges.push((first, last.max(first), width));
                }
            }
            None => break,
        }
    }
    found.ranges.sort_by_key(|(first, ..)| *first);
    found
}

/// How far glyphs move down in vertical writing. The table of single ones is rarely there.
fn heights(descendant: &Dict<'_>) -> Widths {
    let default = descendant.get::<Array<'_>>("DW2").and_then(|pair| pair.iter::<f32>().nth(1)).unwrap_or(-1000.0);
    Widths { default: default.abs(), ranges: Vec::new() }
}

fn number(object: &Object<'_>) -> Option<u32> {
    match object {
        Object::Number(number) => u32::try_from(number.as_i64()).ok(),
        _ => None,
    }
}

/// The most glyphs that are looked at to find out whether they are of one width.
const MOST: usize = 200;

impl Composite {
    /// Some of its characters with their widths, where its codes are the numbers of its glyphs and tell their characters.
    pub(super) fn letters(&self) -> impl Iterator<Item = (char, f64)> {
        let map = self.to_unicode.as_ref().filter(|_| matches!(self.codes, Codes::Identity) && !self.vertical);
        let glyphs =
            self.widths.ranges.iter().flat_map(|(first, last, width)| (*first..=*last).map(move |at| (at, *width)));
        glyphs.take(MOST).filter_map(move |(code, width)| match map?.lookup_bf_string(code)? {
            BfString::Char(character) => Some((character, f64::from(width) / 1000.0)),
            BfString::String(_) => None,
        })
    }

    /// Goes through the codes of a string.
    pub(super) fn decode(&mut self, bytes: &[u8], texts: &mut Vec<Box<str>>, mut show: impl FnMut(Shown)) {
        let mut rest = bytes;
        while let Some(first) = rest.first() {
            let (shown, length) = match &self.codes {
                Codes::Identity => {
                    let code = [*first, rest.get(1).copied().unwrap_or(0)];
                    (self.remembered(code, texts), 2)
                }
                Codes::Utf8 => self.utf8(rest),
                Codes::Map { map, unicode } => {
                    let (code, length, number) = part(map, rest);
                    let unicode = *unicode;
                    (self.shown(code, number, length == 1 && code == 32, unicode, texts), length)
                }
            };
            show(shown);
            rest = rest.get(length..).unwrap_or_default();
        }
    }

    /// What two bytes show, found out once.
    fn remembered(&mut self, code: [u8; 2], texts: &mut Vec<Box<str>>) -> Shown {
        let [high, low] = code.map(usize::from);
        let known = |font: &Self| font.known.get(high)?.as_ref()?.get(low).copied().flatten();
        if let Some(shown) = known(self) {
            return shown;
        }
        let number = u32::from(u16::from_be_bytes(code));
        let shown = self.shown(number, number, false, false, texts);
        if let Some(page) = self.known.get_mut(high)
            && let Some(slot) = page.get_or_insert_with(|| Box::new([None; 256])).get_mut(low)
        {
            *slot = Some(shown);
        }
        shown
    }

    /// What a code shows, which stands for the character `number` of its collection.
    fn shown(&self, code: u32, number: u32, space: bool, unicode: bool, texts: &mut Vec<Box<str>>) -> Shown {
        let advance = f64::from(self.widths.get(number)) / 1000.0;
        let told = self.to_unicode.as_ref().and_then(|map| map.lookup_bf_string(code));
        let mut shows = |text: Option<BfString>| match text {
            Some(BfString::Char(character)) => letter(character.encode_utf8(&mut [0; 4]), texts),
            Some(BfString::String(text)) => letter(&text, texts),
            None => Letter::NONE,
        };
        let mut found = shows(told);
        if found == Letter::NONE && unicode {
            found = shows(utf16(code).map(BfString::Char));
        }
        if found == Letter::NONE {
            found = shows(self.collection.as_ref().and_then(|map| map.lookup_bf_string(number)));
        }
        if found == Letter::NONE {
            found = shows(self.program.get(&number).map(|character| BfString::Char(*character)));
        }
        Shown { letter: found, advance, space }
    }

    /// The first character of a string in UTF-8.
    fn utf8(&self, rest: &[u8]) -> (Shown, usize) {
        let chunk = rest.get(..4).unwrap_or(rest);
        let valid = chunk.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
        let length = valid.map_or(1, char::len_utf8);
        let letter = valid.map_or(Letter::NONE, Letter::character);
        let width = if length == 1 { 0.5 } else { f64::from(self.widths.default) / 1000.0 };
        (Shown { letter, advance: width, space: valid == Some(' ') }, length)
    }
}

/// The first code of a string, its length, and the number of its character.
fn part(map: &CMap, bytes: &[u8]) -> (u32, usize, u32) {
    let mut code = 0_u32;
    for (byte, length) in bytes.iter().zip(1_u8..=4) {
        code = code << 8 | u32::from(*byte);
        if let Some(number) = map.lookup_cid_code(code, length) {
            return (code, usize::from(length), number);
        }
    }
    let code = bytes.iter().take(2).fold(0, |code, byte| code << 8 | u32::from(*byte));
    (code, 2, 0)
}

/// The character of a code that is one or two units of UTF-16.
fn utf16(code: u32) -> Option<char> {
    let (high, low) = (code >> 16, code & 0xffff);
    let units = [u16::try_from(high).ok()?, u16::try_from(low).ok()?];
    let units = if high == 0 { units.get(1..)? } else { &units };
    char::decode_utf16(units.iter().copied()).next()?.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_found_in_their_ranges() {
        let widths = Widths { default: 1000.0, ranges: vec![(1, 95, 500.0), (231, 231, 250.0)] };
        let check = |number: u32, expected: f32| assert_eq!(widths.get(number), expected, "{number}");
        check(0, 1000.0);
        check(1, 500.0);
        check(95, 500.0);
        check(96, 1000.0);
        check(231, 250.0);
    }

    #[test]
    fn codes_that_are_utf16_are_characters() {
        let check = |code: u32, expected: Option<char>| assert_eq!(utf16(code), expected, "{code:x}");
        check(0x76ee, Some('目'));
        check(0xd842_dfb7, Some('𠮷'));
        check(0xd842, None);
    }
}
