//! The tables `cmap` and `post` of TrueType and OpenType programs.

use std::collections::HashMap;

use super::super::glyphs::text;

/// The most glyphs that a font can have.
const MOST: u32 = 65_536;

fn u8_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at).map(|byte| u32::from(*byte))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u32> {
    match bytes.get(at..at.checked_add(2)?)? {
        [high, low] => Some(u32::from(u16::from_be_bytes([*high, *low]))),
        _ => None,
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u16_at(bytes, at)? << 16 | u16_at(bytes, at.checked_add(2)?)?)
}

/// A table of a font by its name.
fn table<'a>(font: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    let count = u16_at(font, 4)?.min(64) as usize;
    let record = (0..count).map(|at| 12 + at * 16).find(|at| font.get(*at..at + 4) == Some(name))?;
    let (start, length) = (u32_at(font, record + 8)? as usize, u32_at(font, record + 12)? as usize);
    font.get(start..start.saturating_add(length).min(font.len()))
}

/// A subtable of `cmap` for a platform and an encoding.
fn subtable(cmap: &[u8], platform: u32, encoding: u32) -> Option<&[u8]> {
    let count = u16_at(cmap, 2)?.min(64) as usize;
    let record = (0..count)
        .map(|at| 4 + at * 8)
        .find(|at| u16_at(cmap, *at) == Some(platform) && u16_at(cmap, at + 2) == Some(encoding))?;
    cmap.get(u32_at(cmap, record + 4)? as usize..)
}

/// The glyphs of all codes in a subtable, `(code, glyph)`.
fn pairs(subtable: &[u8]) -> Vec<(u32, u32)> {
    let found = match u16_at(subtable, 0) {
        Some(0) => Some((0..256).filter_map(|code| Some((code, u8_at(subtable, 6 + code as usize)?))).collect()),
        Some(4) => segments(subtable),
        Some(6) => trimmed(subtable),
        Some(12) => groups(subtable),
        _ => None,
    };
    found.unwrap_or_default()
}

/// Format 4: segments of 16-bit codes.
fn segments(subtable: &[u8]) -> Option<Vec<(u32, u32)>> {
    let size = u16_at(subtable, 6)? as usize & !1;
    let mut found = Vec::new();
    for at in (0..size).step_by(2) {
        let end = u16_at(subtable, 14 + at)?;
        let start = u16_at(subtable, 16 + size + at)?;
        let delta = u16_at(subtable, 16 + size * 2 + at)?;
        let offset_at = 16 + size * 3 + at;
        let offset = u16_at(subtable, offset_at)?;
        for code in start..=end.min(0xfffe) {
            let glyph = if offset == 0 {
                code + delta
            } else {
                let place = offset_at + offset as usize + (code - start) as usize * 2;
                match u16_at(subtable, place) {
                    Some(glyph) if glyph > 0 => glyph + delta,
                    _ => 0,
                }
            };
            found.push((code, glyph & 0xffff));
        }
        if found.len() > MOST as usize {
            break;
        }
    }
    Some(found)
}

/// Format 6: one dense range.
fn trimmed(subtable: &[u8]) -> Option<Vec<(u32, u32)>> {
    let (first, count) = (u16_at(subtable, 6)?, u16_at(subtable, 8)?);
    Some((0..count).filter_map(|at| Some((first + at, u16_at(subtable, 10 + at as usize * 2)?))).collect())
}

/// Format 12: groups of 32-bit codes.
fn groups(subtable: &[u8]) -> Option<Vec<(u32, u32)>> {
    let count = u32_at(subtable, 12)?.min(MOST) as usize;
    let mut found = Vec::new();
    for at in (0..count).map(|group| 16 + group * 12) {
        let (start, end, glyph) = (u32_at(subtable, at)?, u32_at(subtable, at + 4)?, u32_at(subtable, at + 8)?);
        let count = end.saturating_sub(start).min(MOST) + 1;
        found.extend((0..count).map(|step| (start.saturating_add(step), glyph.saturating_add(step))));
        if found.len() > MOST as usize {
            break;
        }
    }
    Some(found)
}

/// The characters of glyphs by the Unicode subtables; of several codes for one glyph the first counts.
pub(super) fn glyphs(font: &[u8]) -> Option<HashMap<u32, char>> {
    let cmap = table(font, b"cmap")?;
    let known = [(3, 10), (0, 4), (0, 6), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0)];
    let subtable = known.into_iter().find_map(|(platform, encoding)| subtable(cmap, platform, encoding))?;
    let mut found = HashMap::new();
    for (code, glyph) in pairs(subtable) {
        if let Some(character) = char::from_u32(code).filter(|_| glyph > 0) {
            found.entry(glyph).or_insert(character);
        }
    }
    (!found.is_empty()).then_some(found)
}

/// The texts of 256 codes: from a code to its glyph, from there to a character or a name.
pub(super) fn codes(font: &[u8]) -> Option<Vec<Option<String>>> {
    let cmap = table(font, b"cmap")?;
    let own = subtable(cmap, 3, 0).or_else(|| subtable(cmap, 1, 0))?;
    let characters = glyphs(font).unwrap_or_default();
    let names = names(font).unwrap_or_default();
    if characters.is_empty() && names.is_empty() {
        return None;
    }
    let mut texts = vec![None; 256];
    for (code, glyph) in pairs(own) {
        let code = if code & 0xff00 == 0xf000 { code & 0xff } else { code };
        let told =
            || characters.get(&glyph).map(char::to_string).or_else(|| names.get(&glyph).and_then(|name| text(name)));
        if let Some(slot) = texts.get_mut(code as usize).filter(|_| glyph > 0) {
            *slot = told();
        }
    }
    texts.iter().any(Option::is_some).then_some(texts)
}

/// The names of glyphs by `post`, format 2; those of the standard order are left out.
fn names(font: &[u8]) -> Option<HashMap<u32, String>> {
    let post = table(font, b"post")?;
    if u32_at(post, 0)? != 0x0002_0000 {
        return None;
    }
    let count = u16_at(post, 32)? as usize;
    let mut strings = Vec::new();
    let mut at = 34 + count * 2;
    while let Some(length) = u8_at(post, at) {
        let Some(name) = post.get(at + 1..at + 1 + length as usize) else { break };
        strings.push(String::from_utf8_lossy(name).into_owned());
        at += 1 + length as usize;
    }
    let named = |glyph: usize| {
        let index = (u16_at(post, 34 + glyph * 2)? as usize).checked_sub(258)?;
        Some((u32::try_from(glyph).ok()?, strings.get(index)?.clone()))
    };
    Some((0..count).filter_map(named).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(words: &[u16]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_be_bytes()).collect()
    }

    #[test]
    fn subtables_map_codes_to_glyphs() {
        let check = |words: &[u16], expected: &[(u32, u32)]| assert_eq!(pairs(&bytes(words)), expected, "{words:?}");
        check(&[6, 14, 0, 65, 2, 7, 9], &[(65, 7), (66, 9)]);
        check(&[12, 0, 0, 28, 0, 0, 0, 1, 0, 0x76ee, 0, 0x76ef, 0, 5], &[(0x76ee, 5), (0x76ef, 6)]);
        let four = [4, 32, 0, 4, 0, 0, 0, 66, 0xffff, 0, 65, 0xffff, 65_472, 1, 0, 0];
        check(&four, &[(65, 1), (66, 2)]);
        check(&[9], &[]);
        check(&[4, 32, 0, 400], &[]);
    }

    #[test]
    fn what_is_no_font_has_no_glyphs() {
        assert_eq!(glyphs(b""), None);
        assert_eq!(glyphs(&[0xff; 200]), None);
        assert_eq!(codes(b"\0\x01\0\0\0\x09"), None);
    }
}
