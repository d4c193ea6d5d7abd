//! The encoding of bytes is found without being told, and bytes that are no text are known.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use crate::text::utf16;

/// Bytes from which other encodings than UTF-8 are told.
const SAMPLE: usize = 128 << 10;
/// Parts of a sample that are judged by themselves where the whole is damaged.
const PARTS: usize = 16;

/// Finds the encoding of bytes that have no byte order mark. Text with no sign of another encoding is UTF-8. Looks at
/// a bounded number of bytes, but for whether all are UTF-8.
pub(super) fn sniff(bytes: &[u8]) -> &'static Encoding {
    utf16::by_zeros(bytes)
        .or_else(|| is_utf8(bytes).then_some(UTF_8))
        .or_else(|| utf16::by_words(bytes))
        .or_else(|| is_nearly_utf8(bytes).then_some(UTF_8))
        .unwrap_or_else(|| legacy(bytes))
}

/// The text of bytes that are UTF-8 throughout, without a byte order mark and without a sign of UTF-16; other bytes as
/// they are.
pub(super) fn unmarked_utf8(bytes: Cow<'_, [u8]>) -> Result<Cow<'_, str>, Cow<'_, [u8]>> {
    if Encoding::for_bom(&bytes).is_some() || utf16::by_zeros(&bytes).is_some() {
        return Err(bytes);
    }
    match bytes {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| Cow::Borrowed(bytes)),
        Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|error| Cow::Owned(error.into_bytes())),
    }
}

/// Whether bytes are no text: they begin as a well-known format does, or hold more control characters than damaged
/// text. Looks at a bounded number of bytes.
pub fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..SAMPLE).unwrap_or(bytes);
    let controls = count_controls(head);
    MAGIC.iter().any(|magic| bytes.starts_with(magic))
        || (controls * 100 > head.len() && Encoding::for_bom(bytes).is_none() && utf16::either(bytes).is_none())
}

/// How files begin that are no text, although some could pass for it.
const MAGIC: [&[u8]; 19] = [
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\x1f\x8b\x08",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"SQLite format 3\0",
    b"OggS\0",
    b"\0asm",
    b"\xca\xfe\xba\xbe",
    b"AT&TFORM",
];

/// How many control characters there are. So many are counted in a byte that it can't overflow, and a processor counts
/// many at a time.
fn count_controls(bytes: &[u8]) -> usize {
    let block = |block: &[u8]| block.iter().map(|byte| u8::from(is_control(*byte))).fold(0_u8, u8::wrapping_add);
    bytes.chunks(255).map(|bytes| usize::from(block(bytes))).sum()
}

/// Whether a byte is a control character that has no place in a text. Escape sequences and page breaks have one.
fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=7 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f)
}

/// Whether all is UTF-8, but for a last character that is cut off.
fn is_utf8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && !bytes.iter().take(error.valid_up_to()).all(u8::is_ascii),
    }
}

/// Whether the first characters beyond ASCII are UTF-8 with some damage: no other encoding has eight sequences that
/// are whole for one that is not.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (_, beyond_ascii) = bytes.split_at(Encoding::ascii_valid_up_to(bytes));
    let sample = beyond_ascii.get(..SAMPLE).unwrap_or(beyond_ascii);
    let (mut whole, mut broken) = (0, 0);
    for chunk in sample.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole >= 8 * broken
}

/// Tells the older encodings apart by their frequent characters.
///
/// One damaged byte is enough to rule an encoding of several bytes a character out. So where the whole seems to be one
/// of single bytes, which nothing rules out, parts of it are asked, and what most of them say holds.
fn legacy(bytes: &[u8]) -> &'static Encoding {
    let sample = sample(bytes);
    let whole = guess(&sample, sample.len() == bytes.len());
    if !whole.is_single_byte() {
        return whole;
    }
    let votes: Vec<(&Encoding, usize)> = parts(&sample).map(|part| (guess(part, false), weight(part))).collect();
    let all: usize = votes.iter().map(|(_, weight)| weight).sum();
    let weight_of =
        |encoding: &Encoding| votes.iter().filter(|vote| vote.0 == encoding).map(|vote| vote.1).sum::<usize>();
    let winner = votes.iter().map(|vote| vote.0).find(|encoding| 2 * weight_of(encoding) > all);
    winner.filter(|winner| !winner.is_single_byte()).unwrap_or(whole)
}

fn guess(sample: &[u8], is_all: bool) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, is_all);
    detector.guess(None, Utf8Detection::Deny)
}

/// The bytes beyond ASCII, which alone tell something.
fn weight(part: &[u8]) -> usize {
    part.iter().filter(|byte| !byte.is_ascii()).count()
}

/// The first lines that are not all ASCII, up to a number of bytes.
fn sample(bytes: &[u8]) -> Cow<'_, [u8]> {
    if bytes.len() <= SAMPLE {
        return Cow::Borrowed(bytes);
    }
    let mut sample = Vec::new();
    for line in bytes.split_inclusive(|&byte| byte == b'\n').filter(|line| !line.is_ascii()) {
        let room = SAMPLE.saturating_sub(sample.len());
        sample.extend(line.iter().take(room));
        if line.len() >= room {
            break;
        }
    }
    Cow::Owned(sample)
}

/// A sample cut where a byte is a character of its own in every encoding: after punctuation and white space of ASCII.
fn parts(sample: &[u8]) -> impl Iterator<Item = &[u8]> {
    let least = sample.len() / PARTS;
    let mut length = 0;
    sample.split_inclusive(move |&byte| {
        length += 1;
        let ends = length > least && byte < 0x30;
        length *= usize::from(!ends);
        ends
    })
}
