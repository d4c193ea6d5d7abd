//! The encoding of Compact Font Format programs (Adobe Technical Note 5176).

use std::sync::LazyLock;

use super::super::encoding::Encoding;
use super::super::glyphs::text;
use super::super::simple::characters;

/// The names of the standard strings, in their order.
static STANDARD: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("../cffstrings.txt").split_whitespace().collect());

/// What is read of a program, from a place on.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    /// A number of `size` bytes.
    fn number(&mut self, size: usize) -> Option<usize> {
        let bytes = self.bytes.get(self.at..self.at.checked_add(size)?)?;
        self.at += size;
        Some(bytes.iter().fold(0, |number, byte| number << 8 | usize::from(*byte)))
    }
}

/// The objects of an index, and where it ends.
fn index(bytes: &[u8], at: usize) -> Option<(Vec<&[u8]>, usize)> {
    let mut cursor = Cursor { bytes, at };
    let count = cursor.number(2)?;
    if count == 0 {
        return Some((Vec::new(), cursor.at));
    }
    let size = cursor.number(1).filter(|size| (1..=4).contains(size))?;
    let offsets: Option<Vec<usize>> = (0..=count).map(|_| cursor.number(size)).collect();
    let offsets = offsets?;
    let base = cursor.at.checked_sub(1)?;
    let object = |pair: &[usize]| bytes.get(base + *pair.first()?..base + *pair.last()?);
    let objects: Option<Vec<&[u8]>> = offsets.windows(2).map(object).collect();
    Some((objects?, base + offsets.last()?))
}

/// The number that stands before an operator of a dictionary.
fn operand(dictionary: &[u8], operator: usize) -> Option<usize> {
    let mut cursor = Cursor { bytes: dictionary, at: 0 };
    let mut last = 0;
    while let Some(byte) = cursor.number(1) {
        match byte {
            12 => {
                let escaped = 1200 + cursor.number(1)?;
                if escaped == operator {
                    return Some(last);
                }
            }
            0..=21 if byte == operator => return Some(last),
            0..=21 => {}
            28 => last = cursor.number(2)?,
            29 => last = cursor.number(4)?,
            30 => while cursor.number(1)? & 15 != 15 {},
            32..=246 => last = byte.saturating_sub(139),
            247..=250 => last = (byte - 247) * 256 + cursor.number(1)? + 108,
            251..=254 => {
                cursor.number(1)?;
                last = 0;
            }
            _ => {}
        }
    }
    None
}

/// The texts of 256 codes.
pub(super) fn encoding(bytes: &[u8]) -> Option<Vec<Option<String>>> {
    let header = usize::from(*bytes.get(2)?);
    let (_, at) = index(bytes, header)?;
    let (dictionaries, at) = index(bytes, at)?;
    let (strings, _) = index(bytes, at)?;
    let dictionary = dictionaries.first()?;
    if operand(dictionary, 1230).is_some() {
        return None;
    }
    let encoding = operand(dictionary, 16).unwrap_or(0);
    if encoding < 2 {
        return Some(characters(&Encoding::Standard.table()));
    }
    let (glyphs, _) = index(bytes, operand(dictionary, 17)?)?;
    let names = charset(bytes, operand(dictionary, 15).unwrap_or(0), glyphs.len())?;
    let name = |string: usize| match STANDARD.get(string) {
        Some(name) => Some((*name).to_owned()),
        None => Some(String::from_utf8_lossy(strings.get(string - STANDARD.len())?).into_owned()),
    };
    let mut texts = vec![None; 256];
    let mut set = |code: usize, string: Option<usize>| {
        if let Some(slot) = texts.get_mut(code) {
            *slot = string.and_then(name).and_then(|name| text(&name));
        }
    };
    let mut cursor = Cursor { bytes, at: encoding };
    let format = cursor.number(1)?;
    let count = cursor.number(1)?;
    let mut glyph = 1;
    for _ in 0..count {
        let first = cursor.number(1)?;
        let more = if format & 127 == 1 { cursor.number(1)? } else { 0 };
        for code in first..=first + more {
            set(code, names.get(glyph).copied());
            glyph += 1;
        }
    }
    if format & 128 != 0 {
        for _ in 0..cursor.number(1)? {
            let code = cursor.number(1)?;
            set(code, cursor.number(2));
        }
    }
    Some(texts)
}

/// The strings of all glyphs.
fn charset(bytes: &[u8], at: usize, glyphs: usize) -> Option<Vec<usize>> {
    if at < 3 {
        return Some((0..glyphs).collect());
    }
    let mut cursor = Cursor { bytes, at };
    let mut names = vec![0];
    let format = cursor.number(1)?;
    while names.len() < glyphs {
        let first = cursor.number(2)?;
        let more = match format {
            0 => 0,
            1 => cursor.number(1)?,
            _ => cursor.number(2)?,
        };
        names.extend(first..=first + more);
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_tell_their_encoding() {
        assert_eq!(STANDARD.len(), 391);
        // One font, two glyphs: the standard string 34, which is A, at the code 7.
        let mut font = vec![1, 0, 4, 1, 0, 1, 1, 1, 2, b'F'];
        let dictionary = [28, 0, 32, 15, 28, 0, 36, 16, 28, 0, 40, 17];
        font.extend([0, 1, 1, 1, 13]);
        font.extend(dictionary);
        font.extend([0, 0]);
        font.resize(32, 0);
        font.extend([0, 0, 34, 0, 0, 1, 7, 0, 0, 2, 1, 1, 2, 3, 14, 14]);
        let texts = encoding(&font).unwrap_or_default();
        assert_eq!(texts.get(7).cloned().flatten().as_deref(), Some("A"));
        assert_eq!(texts.get(8).cloned().flatten(), None);
    }

    #[test]
    fn what_is_no_program_has_no_encoding() {
        for bytes in [&b""[..], &[1, 0, 4, 1, 0xff, 0xff], &[0xff; 64]] {
            assert_eq!(encoding(bytes), None);
        }
    }
}
