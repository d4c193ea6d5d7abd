//! Kinds of characters, as far as outlines ask for them.

/// White space and characters without any width, as they stand at the ends of lines.
pub(super) fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// Whether a character is Chinese, Japanese or Korean, punctuation left out.
pub(super) fn is_wide(character: char) -> bool {
    matches!(character as u32, 0x4e00..=0x9fff | 0x2e80..=0x2fff | 0x3040..=0xa4cf | 0xac00..=0xd7ff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// The columns that a text takes: two for a wide character, one for any other. Costs one look at each byte.
pub(super) fn columns(text: &str) -> u32 {
    if text.is_ascii() {
        return u32::try_from(text.len()).unwrap_or(u32::MAX);
    }
    // Two columns a byte at most, so that a block's fit into a byte and a processor adds many at a time.
    let block = |block: &[u8]| block.iter().map(|byte| bytes_columns(*byte)).fold(0_u8, u8::wrapping_add);
    text.as_bytes().chunks(127).map(|bytes| u32::from(block(bytes))).sum()
}

/// The columns of the character that a byte begins; none for the bytes behind the first.
fn bytes_columns(byte: u8) -> u8 {
    let begins = byte & 0xc0 != 0x80;
    let wide = byte >= 0xe0 && byte != 0xe2;
    u8::from(begins) + u8::from(wide)
}

/// The words of a text: what stands between white space.
pub(super) fn words(text: &str) -> usize {
    if text.is_ascii() { text.split_ascii_whitespace().count() } else { text.split_whitespace().count() }
}

/// The share of wide characters among the letters of a text, in percent.
pub(super) fn wide_share(text: &str) -> u32 {
    if text.as_bytes().get(..text.len().min(240)).is_some_and(<[u8]>::is_ascii) {
        return 0;
    }
    let (mut wide, mut letters) = (0_u32, 0_u32);
    for character in text.chars().take(80) {
        let is_wide = is_wide(character);
        wide += u32::from(is_wide);
        letters += u32::from(is_wide || character.is_ascii_alphabetic() || is_other_letter(character));
    }
    (wide * 100).checked_div(letters).unwrap_or(0)
}

/// Whether a quarter at least of the letters of a text are wide characters, as [`wide_share`] counts them: it is Chinese.
/// Looks no further than it must.
pub(super) fn is_chinese(text: &str) -> bool {
    if text.as_bytes().get(..text.len().min(240)).is_some_and(<[u8]>::is_ascii) {
        return false;
    }
    let (mut wide, mut letters) = (0, 0);
    for (seen, (at, character)) in text.char_indices().take(80).enumerate() {
        let is_wide = is_wide(character);
        wide += usize::from(is_wide);
        letters += usize::from(is_wide || character.is_ascii_alphabetic() || is_other_letter(character));
        // The letters that are left change nothing, whatever they are.
        let left = (79 - seen).min(text.len() - at - character.len_utf8());
        if wide * 4 >= letters + left && wide > 0 {
            return true;
        }
    }
    wide > 0 && wide * 4 >= letters
}

/// Whether a character is a letter; the tables are not asked for a Chinese one.
pub(super) fn is_letter(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}') || character.is_alphabetic()
}

/// Whether a character outside of ASCII is a letter; punctuation is sent away before the tables are asked.
fn is_other_letter(character: char) -> bool {
    let punctuation = matches!(character, '\0'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff20}');
    !punctuation && character.is_alphabetic()
}

/// The end of a sentence in Chinese, its damaged forms included.
pub(super) fn is_stop(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '!' | '?' | '．' | '｡')
}

/// A bracket or quotation mark that opens.
pub(super) fn opens(character: char) -> bool {
    matches!(character, '(' | '（' | '《' | '〈' | '“' | '「' | '『' | '【' | '[' | '〔' | '‘')
}

/// A bracket or quotation mark that closes.
pub(super) fn closes(character: char) -> bool {
    matches!(character, ')' | '）' | '》' | '〉' | '”' | '」' | '』' | '】' | ']' | '〕' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted() {
        let check = |text: &str, expected: u32| assert_eq!(columns(text), expected, "{text}");
        check("abc", 3);
        check("目录 1", 6);
        check("Ж", 1);
        check("“a”", 3);
    }
}
