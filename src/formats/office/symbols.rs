//! Characters of fonts that have codes of their own, as Unicode has them.

/// What the font `Symbol` has at 0x41 to 0x5A and at 0x61 to 0x7A, as Adobe's table of it says.
const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
/// Other characters of `Symbol`.
const SIGNS: [(u8, char); 30] = [
    (0x22, '∀'),
    (0x24, '∃'),
    (0x2d, '−'),
    (0xa2, '′'),
    (0xa3, '≤'),
    (0xa5, '∞'),
    (0xab, '↔'),
    (0xac, '←'),
    (0xad, '↑'),
    (0xae, '→'),
    (0xaf, '↓'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb2, '″'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb6, '∂'),
    (0xb7, '•'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xba, '≡'),
    (0xbb, '≈'),
    (0xbc, '…'),
    (0xce, '∈'),
    (0xd6, '√'),
    (0xd7, '⋅'),
    (0xde, '⇒'),
    (0xe5, '∑'),
    (0xf2, '∫'),
    (0xa0, ' '),
];
/// Characters of `Wingdings`.
const DINGBATS: [(u8, char); 28] = [
    (0x20, ' '),
    (0x21, '✏'),
    (0x28, '☎'),
    (0x2a, '✉'),
    (0x4a, '☺'),
    (0x4c, '☹'),
    (0x6c, '●'),
    (0x6d, '❍'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x71, '❑'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x9f, '•'),
    (0xa0, ' '),
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
    (0xb7, '•'),
];

/// The character that a byte shows in a font; `None` where it has no meaning outside of the font. What `Wingdings` and
/// its like have beside the characters that are known mostly serves as a bullet.
pub(in crate::formats) fn symbol(font: &str, byte: u8) -> Option<char> {
    let font = font.trim().to_lowercase();
    let of = |table: &[(u8, char)]| table.iter().find(|(known, _)| *known == byte).map(|(_, symbol)| *symbol);
    let letter = |row: &str, first: u8| row.chars().nth(usize::from(byte.checked_sub(first)?));
    let itself = || Some(char::from(byte)).filter(|symbol| symbol.is_ascii_graphic() || *symbol == ' ');
    match () {
        () if font.contains("dings") => of(&DINGBATS).or(Some('•')),
        () if font == "symbol" => of(&SIGNS)
            .or_else(|| letter(CAPITALS, b'A').filter(|_| byte <= b'Z'))
            .or_else(|| letter(SMALL, b'a').filter(|_| byte <= b'z'))
            .or_else(itself),
        () => Some('•').filter(|_| byte == 0xb7).or_else(itself),
    }
}

/// The byte of a font for which a character of the private area stands.
pub(in crate::formats) fn symbol_byte(character: u32) -> Option<u8> {
    (0xf000..=0xf0ff).contains(&character).then_some((character & 0xff) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_have_their_characters() {
        let check = |font: &str, bytes: &[u8], expected: &str| {
            let found: String = bytes.iter().map(|&byte| symbol(font, byte).unwrap_or('?')).collect();
            assert_eq!(found, expected, "{font}");
        };
        check("Symbol", b"\xb7abW5 \xb3\x01", "•αβΩ5 ≥?");
        check("Wingdings", b"\xd8ln\xfc\x01", "➢●■✓•");
        check("Times New Roman", b"A\xe9\xb7", "A?•");
        assert_eq!(symbol_byte(0xf0b7), Some(0xb7));
        assert_eq!(symbol_byte(0xb7), None);
    }
}
