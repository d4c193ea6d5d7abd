//! The fonts of symbols, whose bytes are no letters.

/// The character that a byte shows in a font of symbols. What has no better one shows as a bullet or a box.
pub(super) fn symbol(font: &str, byte: u8) -> char {
    let greek = font.trim().eq_ignore_ascii_case("Symbol");
    match byte {
        0xb7 | 0x9f => '•',
        b' ' | 0xa0 => ' ',
        _ if greek => in_symbol(byte),
        b'J' => '☺',
        b'L' => '☹',
        b'l' => '●',
        b'n' => '■',
        b'q' | 0xa8 => '□',
        b'u' => '◆',
        b'v' => '❖',
        0xa1 => '○',
        0xa7 => '▪',
        0xd8 => '➢',
        0xe0 | 0xf0 => '→',
        0xfb => '✗',
        0xfc => '✓',
        0xfe => '☑',
        _ => '□',
    }
}

/// What shows that a character of the private area stands for a byte of a font of symbols.
pub(super) fn symbol_byte(character: u32) -> Option<u8> {
    (0xf020..=0xf0ff).contains(&character).then_some((character & 0xff) as u8)
}

/// The characters of the font Symbol, as Adobe's table of it has them.
fn in_symbol(byte: u8) -> char {
    const LETTERS: [char; 26] = [
        'α', 'β', 'χ', 'δ', 'ε', 'φ', 'γ', 'η', 'ι', 'ϕ', 'κ', 'λ', 'μ', 'ν', 'ο', 'π', 'θ', 'ρ', 'σ', 'τ', 'υ', 'ϖ',
        'ω', 'ξ', 'ψ', 'ζ',
    ];
    const CAPITALS: [char; 26] = [
        'Α', 'Β', 'Χ', 'Δ', 'Ε', 'Φ', 'Γ', 'Η', 'Ι', 'ϑ', 'Κ', 'Λ', 'Μ', 'Ν', 'Ο', 'Π', 'Θ', 'Ρ', 'Σ', 'Τ', 'Υ', 'ς',
        'Ω', 'Ξ', 'Ψ', 'Ζ',
    ];
    const SIGNS: [(u8, char); 24] = [
        (b'-', '−'),
        (0xa2, '′'),
        (0xa3, '≤'),
        (0xa5, '∞'),
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
        (0xb8, '÷'),
        (0xb9, '≠'),
        (0xba, '≡'),
        (0xbb, '≈'),
        (0xbc, '…'),
        (0xce, '∈'),
        (0xd6, '√'),
        (0xd7, '⋅'),
        (0xe5, '∑'),
        (0xf2, '∫'),
    ];
    let letter = |letters: &[char], first: u8| letters.get(usize::from(byte - first)).copied().unwrap_or('□');
    match byte {
        b'a'..=b'z' => letter(&LETTERS, b'a'),
        b'A'..=b'Z' => letter(&CAPITALS, b'A'),
        _ => match SIGNS.iter().find(|(sign, _)| *sign == byte) {
            Some(&(_, sign)) => sign,
            None if byte.is_ascii_graphic() => char::from(byte),
            None => '□',
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_shown() {
        let check = |font: &str, bytes: &[u8], expected: &str| {
            let found: String = bytes.iter().map(|&byte| symbol(font, byte)).collect();
            assert_eq!(found, expected, "{font}");
        };
        check("Symbol", b"\xb7abW5 \xb3", "•αβΩ5 ≥");
        check("Wingdings", b"\xd8ln\x01", "➢●■□");
        assert_eq!(symbol_byte(0xf0b7), Some(0xb7));
        assert_eq!(symbol_byte(0xb7), None);
    }
}
