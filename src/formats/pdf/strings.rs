//! Text strings: those that stand outside of pages, in bookmarks and document information.

use super::encoding::Encoding;

/// The text of a text string: UTF-16 or UTF-8 with a mark at its beginning, else PDFDocEncoding (ISO 32000-2, 7.9.2.2).
/// Escape sequences that tell its language, and control characters, are left out.
pub(super) fn text(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => doc_encoded(bytes),
    };
    let mut escaped = false;
    let shown = |character: &char| match character {
        '\u{1b}' => {
            escaped = !escaped;
            false
        }
        _ => !escaped && (*character == '\t' || *character == '\n' || !character.is_control()),
    };
    text.chars().map(|character| if character == '\r' { '\n' } else { character }).filter(shown).collect()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| match pair {
        [first, second] => unit([*first, *second]),
        _ => 0,
    });
    char::decode_utf16(units).map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Text in PDFDocEncoding. Some programs write UTF-8 without its mark; what is valid as such is read as such.
fn doc_encoded(bytes: &[u8]) -> String {
    if !bytes.is_ascii()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return text.to_owned();
    }
    let table = Encoding::PdfDoc.table();
    bytes.iter().filter_map(|byte| table.get(usize::from(*byte)).copied().flatten()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_are_read_in_their_encodings() {
        let check = |bytes: &[u8], expected: &str| assert_eq!(text(bytes), expected, "{bytes:x?}");
        check(b"Plain \x8dtitle\x8e", "Plain “title”");
        check(b"caf\xe9", "café");
        check(b"\xfe\xff\x76\xee\x5f\x55", "目录");
        check(b"\xff\xfe\xee\x76\x55\x5f", "目录");
        check(b"\xef\xbb\xbf\xe7\x9b\xae", "目");
        check(b"\xe7\x9b\xae\xe5\xbd\x95", "目录");
        check(b"\xfe\xff\x00\x1b\x00e\x00n\x00\x1b\x00A", "A");
        check(b"\xfe\xff\xd8\x00", "\u{fffd}");
        check(b"two\rlines\x00", "two\nlines");
        check(b"", "");
    }
}
