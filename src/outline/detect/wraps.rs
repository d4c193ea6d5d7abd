//! Whether the end of a line is only a wrap: the width of the page ended it, and the paragraph goes on.

use crate::text::Part;

use super::chars::columns;

/// Whether the first word of a line had no room at the end of the line before, which ends at a column. `ascii` says
/// that all of the line is ASCII.
pub(super) fn is_wrapped(text: &str, ascii: bool, before: u32, wrap: u32) -> bool {
    let bytes = text.as_bytes();
    if ascii && bytes.first().is_some_and(u8::is_ascii_alphanumeric) {
        return has_no_room(bytes, before, wrap);
    }
    if bytes.get(..3).is_some_and(is_drawn) {
        return false;
    }
    if text.starts_with(|first: char| first as u32 >= 0x2e80) {
        return before + 4 > wrap;
    }
    let ends = |byte: &u8| matches!(byte, b' ' | b'/' | 0xc2);
    let word = bytes.iter().take(200).position(ends).unwrap_or(bytes.len().min(200));
    before + 1 + columns(text.part(0..word)) > wrap
}

/// [`is_wrapped`], for a line in ASCII that begins with a letter or digit: it is looked at no further than there is room.
fn has_no_room(text: &[u8], before: u32, wrap: u32) -> bool {
    let room = wrap.saturating_sub(before + 1) as usize;
    text.len() > room && !text.iter().take(room + 1).any(|byte| matches!(byte, b' ' | b'/'))
}

/// Whether a line begins as one that is drawn below a title does.
fn is_drawn(bytes: &[u8]) -> bool {
    bytes.first().is_some_and(|first| b"=-~*^#+_".contains(first) && bytes.iter().all(|byte| byte == first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_had_no_room_shows_a_wrap() {
        let check = |text: &str, before: u32, expected: bool| {
            assert_eq!(is_wrapped(text, text.is_ascii(), before, 40), expected, "{text} {before}");
        };
        check("window of the house", 32, false);
        check("window of the house", 33, false);
        check("window of the house", 34, true);
        check("window", 34, true);
        check("window", 45, true);
        check("and/or", 36, false);
        check("and/or", 37, true);
        check("“window” of the house", 32, true);
        check("的房子", 36, false);
        check("的房子", 37, true);
        check("=====", 39, false);
    }
}
