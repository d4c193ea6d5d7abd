//! The one pass over the whole text. It only finds where a closer look is worth it, as fast as can be.

use super::common::{OTHERS, Suspects, suspects};

/// A place worth a closer look.
pub(super) struct Trigger {
    /// The character's first byte.
    pub(super) at: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// What it is.
    pub(super) kind: Kind,
}

/// What can be a sign of damage.
pub(super) enum Kind {
    /// An opening bracket behind a character outside ASCII and before a letter.
    Bracket,
    /// A character that is rare in Chinese texts.
    Ideograph,
    /// A letter that the first byte of a character in UTF-8 becomes when it is read as Windows-1252, and behind it
    /// another character outside ASCII.
    Latin,
}

/// Bytes that are gone over in one step where they are all ASCII.
const ASCII: usize = 32;

/// The first such place at `from` or behind it, `from` being on a character boundary. The bytes are those of a string.
pub(super) fn next(bytes: &[u8], from: usize) -> Option<Trigger> {
    let suspects = suspects();
    let mut at = from;
    loop {
        match *bytes.get(at)? {
            lead @ 0..0x80 => {
                if lead == b'(' && is_annotation(bytes, at, 1) {
                    return Some(Trigger { at, end: at + 1, kind: Kind::Bracket });
                }
                at = after_ascii(bytes, at + 1);
            }
            lead @ 0x80..0xe0 => {
                if lead == 0xc3 && bytes.get(at + 2).is_some_and(|next| *next >= 0xc2) && is_latin(bytes, at) {
                    return Some(Trigger { at, end: at + 2, kind: Kind::Latin });
                }
                at += 2;
            }
            0xe0..0xf0 => {
                at = after_ideographs(bytes, at, suspects);
                let triple = triple(bytes, at)?;
                if !is_three_bytes(triple) {
                    continue;
                }
                if is_suspect(triple, suspects) {
                    let bracket = triple == [0xef, 0xbc, 0x88];
                    if !bracket {
                        return Some(Trigger { at, end: at + 3, kind: Kind::Ideograph });
                    } else if is_annotation(bytes, at, 3) {
                        return Some(Trigger { at, end: at + 3, kind: Kind::Bracket });
                    }
                }
                at += 3;
            }
            _ => at += 4,
        }
    }
}

/// One past the bytes of ASCII, or a bit less: where the next one to look at is.
fn after_ascii(bytes: &[u8], mut at: usize) -> usize {
    while let Some(block) = bytes.get(at..at + ASCII)
        && block.is_ascii()
    {
        at += ASCII;
    }
    let mut rest = bytes.get(at..).unwrap_or_default().iter();
    // A bracket behind another character is at the beginning of a run, so that none is passed over here.
    at + rest.position(|byte| *byte >= 0x80).unwrap_or(rest.len())
}

/// One past the common characters of three bytes.
fn after_ideographs(bytes: &[u8], at: usize, suspects: &Suspects) -> usize {
    let (triples, _) = bytes.get(at..).unwrap_or_default().as_chunks::<3>();
    let common = triples.iter().position(|triple| is_suspect(*triple, suspects)).unwrap_or(triples.len());
    at + 3 * common
}

fn triple(bytes: &[u8], at: usize) -> Option<[u8; 3]> {
    bytes.get(at..)?.first_chunk().copied()
}

/// Whether a character of three bytes begins here.
fn is_three_bytes(bytes: [u8; 3]) -> bool {
    bytes[0] & 0xf0 == 0xe0
}

/// Whether the character of these three bytes is one of the suspects, or none of three bytes begins here. Without a
/// branch, for this is done for nearly every character of a Chinese text.
fn is_suspect([first, second, third]: [u8; 3], suspects: &Suspects) -> bool {
    let word = (usize::from(first) << 6).wrapping_add(usize::from(second)).wrapping_sub((0xe0 << 6) + 0x80);
    suspects[word.min(OTHERS)] >> (third & 0x3f) & 1 == 1
}

/// Whether the bracket at `at`, `length` bytes long, is behind a character outside ASCII and before a letter that can
/// begin a reading.
fn is_annotation(bytes: &[u8], at: usize, length: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    let behind = bytes.get(at + length);
    before.is_some_and(|byte| *byte >= 0x80) && behind.is_some_and(|byte| matches!(byte, b'a'..=b'z' | 0xc3..=0xca))
}

/// Whether the letter at `at` can stand for the first byte of a character in UTF-8: those of two bytes that begin with
/// C3, and those of three that Chinese texts and typographic punctuation have.
fn is_latin(bytes: &[u8], at: usize) -> bool {
    bytes.get(at + 1).is_some_and(|byte| matches!(byte, 0x83 | 0xa2..=0xa9 | 0xaf))
}
