//! Characters of fonts that have codes of their own, as Unicode has them.

/// What the font `Symbol` has at 0x41 to 0x5A and at 0x61 to 0x7A.
const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
/// Other characters of `Symbol`.
const SIGNS: [(u32, char); 24] = [
    (0x22, '∀'),
    (0x24, '∃'),
    (0x2d, '−'),
    (0xa3, '≤'),
    (0xa5, '∞'),
    (0xab, '↔'),
    (0xac, '←'),
    (0xad, '↑'),
    (0xae, '→'),
    (0xaf, '↓'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb6, '∂'),
    (0xb7, '•'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xba, '≡'),
    (0xbb, '≈'),
    (0xce, '∈'),
    (0xd6, '√'),
    (0xde, '⇒'),
    (0xe5, '∑'),
];
/// Characters of `Wingdings`.
const DINGBATS: [(u32, char); 24] = [
    (0x21, '✏'),
    (0x28, '☎'),
    (0x2a, '✉'),
    (0x4a, '☺'),
    (0x6c, '●'),
    (0x6d, '❍'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x71, '❑'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x9f, '•'),
    (0xa1, '○'),
    (0xa7, '▪'),
    (0xa8, '□'),
    (0xd8, '➢'),
    (0xdf, '←'),
    (0xe0, '→'),
    (0xe8, '➔'),
    (0xf0, '⇨'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfe, '☑'),
];
/// Where fonts with codes of their own keep them.
const PRIVATE: std::ops::RangeInclusive<u32> = 0xf000..=0xf0ff;

/// The character at a hexadecimal code of a font; `None` where it has no meaning outside of the font.
pub(super) fn symbol(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code, 16).ok()?;
    if code > 0xff && !PRIVATE.contains(&code) {
        return char::from_u32(code);
    }
    let code = code & 0xff;
    let font = font.to_lowercase();
    let of = |table: &[(u32, char)]| table.iter().find(|(known, _)| *known == code).map(|(_, symbol)| *symbol);
    let letter = |row: &str, first: u32| row.chars().nth(code.checked_sub(first)? as usize);
    match () {
        () if font.starts_with("wingdings") => of(&DINGBATS).or(Some('•')),
        () if font == "symbol" => of(&SIGNS)
            .or_else(|| letter(CAPITALS, 0x41).filter(|_| code <= 0x5a))
            .or_else(|| letter(SMALL, 0x61).filter(|_| code <= 0x7a))
            .or_else(|| char::from_u32(code).filter(char::is_ascii)),
        () => char::from_u32(code).filter(|symbol| symbol.is_ascii_graphic()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_have_their_characters() {
        let check =
            |font: &str, code: &str, expected: Option<char>| assert_eq!(symbol(font, code), expected, "{font} {code}");
        check("Symbol", "F061", Some('α'));
        check("Symbol", "F057", Some('Ω'));
        check("Symbol", "F0B3", Some('≥'));
        check("Wingdings", "F0FC", Some('✓'));
        check("Wingdings", "F001", Some('•'));
        check("Times New Roman", "00E9", None);
        check("Arial", "2014", Some('—'));
        check("Arial", "F041", Some('A'));
        check("Arial", "zz", None);
    }
}
