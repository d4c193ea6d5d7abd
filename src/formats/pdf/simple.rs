//! Fonts whose codes are single bytes: Type 1, TrueType, Type 3.

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::encoding::{Encoding, Table};
use super::font::{Fonts, Letter, Shown};
use super::glyphs;
use super::program;
use super::standard;
use super::streams::Limits;

/// A font with 256 codes.
#[derive(Debug)]
pub(super) struct Simple {
    codes: Vec<Shown>,
    /// How much larger its letters are than they say.
    pub(super) scale: f64,
}

impl Simple {
    /// The characters of its codes, with their widths.
    pub(super) fn letters(&self) -> impl Iterator<Item = (char, f64)> {
        self.codes.iter().filter_map(|shown| Some((shown.letter.one()?, shown.advance)))
    }

    /// What a code shows.
    pub(super) fn shown(&self, code: u8) -> Shown {
        self.codes.get(usize::from(code)).copied().unwrap_or_default()
    }
}

/// Loads a font.
pub(super) fn load(
    font: &Dict<'_>,
    descriptor: &Dict<'_>,
    to_unicode: Option<CMap>,
    fonts: &mut Fonts,
    limits: &mut Limits<'_>,
) -> Simple {
    let matrix = font.get::<Array<'_>>("FontMatrix").filter(|_| is(font, b"Type3"));
    let unit = matrix.and_then(|matrix| matrix.iter::<f32>().next()).map_or(0.001, |unit| f64::from(unit.abs()));
    let widths = widths(font, descriptor);
    let mut names = names(font, descriptor, limits);
    let mut texts: Vec<Letter> = Vec::with_capacity(256);
    for code in 0_u8..=255 {
        let told = to_unicode.as_ref().and_then(|map| map.lookup_bf_string(u32::from(code)));
        let told = told.map_or(Letter::NONE, |text| match text {
            BfString::Char(character) => fonts.letter(character.encode_utf8(&mut [0; 4])),
            BfString::String(text) => fonts.letter(&text),
        });
        let named = names.get_mut(usize::from(code)).and_then(Option::take);
        texts.push(if told == Letter::NONE { named.map_or(told, |text| fonts.letter(&text)) } else { told });
    }
    let codes = texts.into_iter().zip(0_u8..=255).map(|(letter, code)| {
        let width = widths.get(usize::from(code)).copied().unwrap_or(0.0);
        Shown { letter, advance: f64::from(width) * unit, space: code == 32 }
    });
    let codes: Vec<Shown> = codes.collect();
    let scale = if is(font, b"Type3") { scale(&codes, &widths, unit) } else { 1.0 };
    Simple { codes, scale }
}

/// So many small letters show by themselves how large a font is.
const SMALL: usize = 5;

/// How large the letters of a font are that has coordinates of its own: letters are about half as wide as their size.
/// Small letters tell it best, as a font holds but the characters that are shown.
fn scale(codes: &[Shown], widths: &[f32; 256], unit: f64) -> f64 {
    let is_small = |shown: &Shown| shown.letter.one().is_some_and(char::is_lowercase);
    let mean = |chosen: &dyn Fn(&Shown) -> bool, least: usize| {
        let set = codes.iter().zip(widths).filter(|(shown, width)| **width != 0.0 && chosen(shown));
        let set: Vec<f64> = set.map(|(_, width)| f64::from(width.abs())).collect();
        (set.len() >= least).then(|| set.iter().sum::<f64>() / set.len() as f64)
    };
    match mean(&is_small, SMALL).or_else(|| mean(&|_| true, 1)) {
        Some(mean) => mean * unit * 2.0,
        None => unit * 1000.0,
    }
}

fn is(font: &Dict<'_>, subtype: &[u8]) -> bool {
    font.get::<Name<'_>>("Subtype").is_some_and(|name| name.as_ref() == subtype)
}

/// The widths of all codes, in glyph units. The standard fonts may leave them out.
fn widths(font: &Dict<'_>, descriptor: &Dict<'_>) -> [f32; 256] {
    let given = font.get::<Array<'_>>("Widths");
    let missing = descriptor.get::<f32>("MissingWidth").unwrap_or(0.0);
    let mut widths = [missing; 256];
    if given.is_none() {
        let name = font.get::<Name<'_>>("BaseFont");
        let name = name.as_ref().map_or("", |name| name.as_str());
        for (slot, code) in widths.iter_mut().zip(0_u8..=255) {
            *slot = f32::from(standard::width(name, code));
        }
    }
    let first = font.get::<i32>("FirstChar").and_then(|first| usize::try_from(first).ok()).unwrap_or(0);
    if let Some(given) = given {
        for (slot, width) in widths.iter_mut().skip(first).zip(given.iter::<f32>()) {
            *slot = if width.is_finite() { width } else { missing };
        }
    }
    widths
}

/// The texts of all codes by the font's encoding (ISO 32000-1, 9.6.6).
fn names(font: &Dict<'_>, descriptor: &Dict<'_>, limits: &mut Limits<'_>) -> Vec<Option<String>> {
    let encoding = font.get::<Object<'_>>("Encoding");
    let (named, differences) = match &encoding {
        Some(Object::Name(name)) => (Encoding::named(name), None),
        Some(Object::Dict(dictionary)) => (
            dictionary.get::<Name<'_>>("BaseEncoding").and_then(|name| Encoding::named(&name)),
            dictionary.get::<Array<'_>>("Differences"),
        ),
        _ => (None, None),
    };
    let mut texts = match named {
        Some(named) => characters(&named.table()),
        None => built_in(font, descriptor, differences.is_some(), limits),
    };
    texts.resize(256, None);
    let mut code = 0_usize;
    let mut numbered = Vec::new();
    for object in differences.iter().flat_map(Array::iter::<Object<'_>>) {
        match object {
            Object::Name(name) => {
                if let Some(slot) = texts.get_mut(code) {
                    *slot = glyphs::text(name.as_str()).or_else(|| by_code(name.as_str(), code));
                }
                numbered.extend(u8::try_from(code).ok().filter(|_| by_code(name.as_str(), code).is_some()));
                code += 1;
            }
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(usize::MAX - 1),
            _ => {}
        }
        if code >= 256 {
            code = 256;
        }
    }
    if are_cyrillic(&numbered) {
        for code in numbered.into_iter().filter(|code| *code >= 0xC0) {
            let character = char::from_u32(u32::from(code) - 0xC0 + 0x410).map(String::from);
            texts.iter_mut().skip(usize::from(code)).take(1).for_each(|slot| slot.clone_from(&character));
        }
    }
    texts
}

/// Whether bitmaps that are only named after their codes are Cyrillic ones (the encodings T2A and X2 of TeX, which have
/// the Russian letters from 0xC0 on): more of their letters stand there than accents could need.
fn are_cyrillic(codes: &[u8]) -> bool {
    let high = codes.iter().filter(|code| **code >= 0xC0).count();
    let small = codes.iter().filter(|code| **code >= 0xE0).count();
    let latin = codes.iter().filter(|code| code.is_ascii_alphabetic()).count();
    high > latin && small >= 20 || high >= 5 && high > 2 * latin
}

/// The text of a glyph that is only named after its code, `a65`, as bitmap fonts have them: the code is its character.
fn by_code(name: &str, code: usize) -> Option<String> {
    let digits = name.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let named = digits.len() < name.len() && digits.parse() == Ok(code);
    let character = u8::try_from(code).ok().map(char::from).filter(|character| !character.is_control());
    character.filter(|_| named).map(String::from)
}

/// The texts of all codes by the encoding that is built into a font.
fn built_in(font: &Dict<'_>, descriptor: &Dict<'_>, differs: bool, limits: &mut Limits<'_>) -> Vec<Option<String>> {
    let name = font.get::<Name<'_>>("BaseFont");
    let name = name.as_ref().map_or("", |name| name.as_str());
    let program = |key: &str| descriptor.get::<Stream<'_>>(key);
    if let Some(texts) = program("FontFile").and_then(|stream| program::type_1(&stream, limits)) {
        return texts;
    }
    let symbolic = descriptor.get::<i32>("Flags").unwrap_or(0) & 4 != 0;
    if let Some(stream) = program("FontFile2").filter(|_| symbolic && !differs)
        && let Some(texts) = program::codes(&stream, limits)
    {
        return texts;
    }
    if let Some(texts) = program("FontFile3").and_then(|stream| program::compact(&stream, limits)) {
        return texts;
    }
    let table = if name.ends_with("Symbol") {
        Encoding::Symbol
    } else if name.ends_with("Dingbats") {
        Encoding::Dingbats
    } else if is(font, b"TrueType") {
        Encoding::WinAnsi
    } else {
        Encoding::Standard
    };
    characters(&table.table())
}

/// A table's characters as texts.
pub(super) fn characters(table: &Table) -> Vec<Option<String>> {
    table.iter().map(|character| character.map(String::from)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_after_codes_are_characters() {
        let check = |name: &str, code: usize, expected: Option<&str>| {
            assert_eq!(by_code(name, code).as_deref(), expected, "{name} {code}");
        };
        check("a65", 65, Some("A"));
        check("a65", 66, None);
        check("65", 65, None);
        check("c0233", 233, Some("é"));
        check("a7", 7, None);
        check("a300", 300, None);
    }

    #[test]
    fn bitmaps_of_russian_letters_are_known_by_their_number() {
        let check = |codes: &[u8], expected: bool| assert_eq!(are_cyrillic(codes), expected, "{codes:?}");
        check(&(0xE0..=0xFF).collect::<Vec<u8>>(), true);
        check(&[0xC0, 0xE2, 0xEE, 0xF0, 0xF1, 0xF2, b'L'], true);
        check(&[b'a', b'c', b'd', b'e', b't', 0xE9, 0xE8, 0xE0, 0xEA, 0xF4], false);
        check(&[], false);
    }

    #[test]
    fn letters_with_coordinates_of_their_own_have_a_size() {
        let mut widths = [0.0; 256];
        let codes: Vec<Shown> = (0..=255_u8)
            .map(|code| Shown { letter: Letter::character(char::from(code)), ..Shown::default() })
            .collect();
        let set = |widths: &mut [f32; 256], from: usize, width: f32| {
            widths.iter_mut().skip(from).take(26).for_each(|slot| *slot = width);
        };
        set(&mut widths, 65, 41.5);
        assert!((scale(&codes, &widths, 0.012) - 0.996).abs() < 0.001);
        set(&mut widths, 97, 40.0);
        assert!((scale(&codes, &widths, 0.012) - 0.96).abs() < 0.001, "small letters are enough");
        assert_eq!(scale(&codes, &[0.0; 256], 0.001), 1.0);
    }
}
