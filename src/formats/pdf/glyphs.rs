//! The characters that names of glyphs stand for.

use std::sync::LazyLock;

use crate::text::Part;

/// The Adobe Glyph List: `name;code points in hexadecimal`, sorted by name. Its licence stands at its beginning.
static LIST: &str = include_str!("glyphlist.txt");

/// The lines of the list that are entries, parted.
static ENTRIES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    LIST.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(';')).collect()
});

/// The text of a glyph by its name, by the rules of the Adobe Glyph List Specification. None for names that say
/// nothing: `g12`, `.notdef`.
pub(super) fn text(name: &str) -> Option<String> {
    let base = name.split('.').next().filter(|base| !base.is_empty())?;
    let mut text = String::new();
    for component in base.split('_') {
        push(component, &mut text)?;
    }
    Some(text)
}

/// Appends the text of one component of a name.
fn push(component: &str, text: &mut String) -> Option<()> {
    if let Ok(at) = ENTRIES.binary_search_by(|(name, _)| (*name).cmp(component)) {
        let (_, codes) = ENTRIES.get(at)?;
        for code in codes.split(' ') {
            text.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
        }
        return Some(());
    }
    let uni = component.strip_prefix("uni").filter(|digits| !digits.is_empty() && digits.len().is_multiple_of(4));
    if let Some(digits) = uni.filter(|digits| is_hexadecimal(digits)) {
        for at in (0..digits.len()).step_by(4) {
            text.push(char::from_u32(u32::from_str_radix(digits.part(at..at + 4), 16).ok()?)?);
        }
        return Some(());
    }
    let digits =
        component.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len()) && is_hexadecimal(digits))?;
    text.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
    Some(())
}

/// Whether all characters are hexadecimal digits in capitals.
fn is_hexadecimal(digits: &str) -> bool {
    digits.bytes().all(|digit| digit.is_ascii_digit() || (b'A'..=b'F').contains(&digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_their_texts() {
        let check = |name: &str, expected: Option<&str>| assert_eq!(text(name).as_deref(), expected, "{name}");
        check("A", Some("A"));
        check("zukatakana", Some("ズ"));
        check("fi", Some("ﬁ"));
        check("f_f_i", Some("ffi"));
        check("one.oldstyle", Some("1"));
        check("uni76EE5F55", Some("目录"));
        check("u20BB7", Some("𠮷"));
        check("universal", Some("∀"));
        check(".notdef", None);
        check("g12", None);
        check("uniZZZZ", None);
    }
}
