//! What embedded font programs tell of their characters, where the PDF itself does not.

mod compact;
mod truetype;

use std::collections::HashMap;

use hayro_syntax::object::Stream;

use super::encoding::Encoding;
use super::glyphs;
use super::simple::characters;
use super::streams::{Limits, expand};
use crate::text::Part;

/// The texts of 256 codes by the encoding of a Type 1 program, which stands in its part that is not encrypted.
pub(super) fn type_1(stream: &Stream<'_>, limits: &mut Limits<'_>) -> Option<Vec<Option<String>>> {
    let bytes = expand(stream, limits)?;
    let end = bytes.windows(5).take(1 << 16).position(|word| word == b"eexec").unwrap_or(1 << 15);
    type_1_encoding(&String::from_utf8_lossy(bytes.get(..end.min(bytes.len()))?))
}

fn type_1_encoding(program: &str) -> Option<Vec<Option<String>>> {
    let at = program.find("/Encoding")?;
    let rest = program.part(at..program.len());
    if rest.part(0..40).contains("StandardEncoding") {
        return Some(characters(&Encoding::Standard.table()));
    }
    let mut texts = vec![None; 256];
    let mut any = false;
    let mut words = rest.split_ascii_whitespace();
    while let Some(word) = words.next() {
        match word {
            "dup" => {
                let (code, name) = (words.next()?, words.next()?);
                let (code, name) = match code.split_once('/') {
                    Some((code, glued)) => (code, glued),
                    None => (code, name.trim_start_matches('/')),
                };
                let slot = code.parse().ok().and_then(|code: usize| texts.get_mut(code));
                if let Some(slot) = slot {
                    *slot = glyphs::text(name);
                    any = true;
                }
            }
            "def" | "readonly" if any => break,
            _ => {}
        }
    }
    any.then_some(texts)
}

/// The texts of 256 codes by the encoding of a Compact Font Format program.
pub(super) fn compact(stream: &Stream<'_>, limits: &mut Limits<'_>) -> Option<Vec<Option<String>>> {
    compact::encoding(&expand(stream, limits)?)
}

/// The texts of 256 codes of a TrueType program whose codes are its own.
pub(super) fn codes(stream: &Stream<'_>, limits: &mut Limits<'_>) -> Option<Vec<Option<String>>> {
    truetype::codes(&expand(stream, limits)?)
}

/// The characters of glyphs, by their numbers, of a TrueType or OpenType program.
pub(super) fn glyphs(stream: &Stream<'_>, limits: &mut Limits<'_>) -> Option<HashMap<u32, char>> {
    truetype::glyphs(&expand(stream, limits)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_1_programs_tell_their_encoding() {
        let check = |program: &str, code: usize, expected: Option<&str>| {
            let found = type_1_encoding(program).and_then(|texts| texts.get(code).cloned().flatten());
            assert_eq!(found.as_deref(), expected, "{program}");
        };
        check("/Encoding StandardEncoding def", 65, Some("A"));
        check(
            "/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 11 /ff put\ndup 12/fi put\nreadonly def",
            11,
            Some("ﬀ"),
        );
        check("/Encoding 256 array dup 12/fi put readonly def", 12, Some("ﬁ"));
        check("/Encoding 256 array readonly def", 12, None);
        check("no encoding", 65, None);
    }
}
