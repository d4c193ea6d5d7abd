//! Character references: `&amp;`, `&#30446;`, `&#x5f55;`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::Part;

/// The characters of all names; most names end in `;`, some old ones are known without.
static NAMES: LazyLock<HashMap<&str, String>> = LazyLock::new(|| {
    let character = |code: &str| u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
    let entry = |line: &'static str| {
        let (name, codes) = line.split_once(' ')?;
        Some((name, codes.split(' ').filter_map(character).collect()))
    };
    include_str!("entities.txt").lines().filter_map(entry).collect()
});

/// The bytes of the longest name.
const LONGEST: usize = 33;

/// What numbers from 0x80 to 0x9f mean: they are those of Windows-1252.
const CONTROLS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// A text with its character references resolved, as the HTML standard says (section 13.2.5.72). What is none stays as
/// it is. Linear in the length of the text.
pub(in crate::formats) fn resolved(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else {
        return Cow::Borrowed(text);
    };
    let mut resolved = String::with_capacity(text.len());
    resolved.push_str(text.part(0..first));
    let mut rest = text.part(first..text.len());
    while let Some(after) = rest.strip_prefix('&') {
        let length = match after.strip_prefix('#') {
            Some(number) => push_number(number, &mut resolved).map(|length| length + 1),
            None => push_named(after, &mut resolved),
        };
        if length.is_none() {
            resolved.push('&');
        }
        let after = after.part(length.unwrap_or(0)..after.len());
        let next = after.find('&').unwrap_or(after.len());
        resolved.push_str(after.part(0..next));
        rest = after.part(next..after.len());
    }
    Cow::Owned(resolved)
}

/// Appends the character that a number stands for; returns the bytes of the number.
fn push_number(text: &str, resolved: &mut String) -> Option<usize> {
    let (radix, digits) = text.strip_prefix(['x', 'X']).map_or((10, text), |digits| (16, digits));
    let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    if length == 0 {
        return None;
    }
    let code = u32::from_str_radix(digits.part(0..length), radix).unwrap_or(0);
    let windows = code.checked_sub(0x80).and_then(|at| CONTROLS.get(at as usize).copied());
    resolved.push(windows.or_else(|| char::from_u32(code).filter(|c| *c != '\0')).unwrap_or('\u{fffd}'));
    let end = text.len() - digits.len() + length;
    Some(end + usize::from(text.part(end..end + 1) == ";"))
}

/// Appends the characters that a name stands for; returns the bytes of the name.
fn push_named(text: &str, resolved: &mut String) -> Option<usize> {
    let head = text.part(0..LONGEST);
    let letters = head.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(head.len());
    let whole = letters + usize::from(head.part(letters..letters + 1) == ";");
    let length = (2..=whole).rev().find(|&length| NAMES.contains_key(head.part(0..length)))?;
    resolved.push_str(NAMES.get(head.part(0..length))?);
    Some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved() {
        let check = |text: &str, expected: &str| assert_eq!(resolved(text), expected, "{text:?}");
        check("目录", "目录");
        check("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c");
        check("&#30446;&#x5f55;&#X5F55 &#150;", "目录录 –");
        check("&nbsp;&hellip;&ThickSpace;&CounterClockwiseContourIntegral;", "\u{a0}…\u{205f}\u{200a}∳");
        check("&copy2024 &notit; &ltx", "©2024 ¬it; <x");
        check("&", "&");
        check(
            "&;&&nbsp;&unknown; &#; &#x; &#0;&#xffffff;&#99999999999;",
            "&;&\u{a0}&unknown; &#; &#x; \u{fffd}\u{fffd}\u{fffd}",
        );
        check("&目录目录目录目录lt;", "&目录目录目录目录lt;");
        assert!(NAMES.keys().all(|name| name.len() < LONGEST));
    }
}
