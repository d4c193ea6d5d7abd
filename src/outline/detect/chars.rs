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
    let count: u32 = text
        .bytes()
        .map(|byte| match byte {
            0x00..=0x7f | 0xc0..=0xdf => 1,
            0xe2 => 1,
            0xe0..=0xff => 2,
            _ => 0,
        })
        .sum();
    count
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
