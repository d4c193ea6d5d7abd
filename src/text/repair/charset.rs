//! The two-byte encodings of Chinese as tables, in both directions.

use std::sync::LazyLock;

use encoding_rs::{BIG5, Encoding, GBK};

/// An encoding in which a character has two bytes, and ASCII one.
pub(super) struct Charset {
    encoding: &'static Encoding,
    codes: Box<[u16]>,
    chars: Box<[u16]>,
}

/// GBK, the encoding of mainland China.
pub(super) static SIMPLIFIED: LazyLock<Charset> = LazyLock::new(|| Charset::new(GBK));

/// Big5, the encoding of Taiwan and Hong Kong.
pub(super) static TRADITIONAL: LazyLock<Charset> = LazyLock::new(|| Charset::new(BIG5));

impl Charset {
    fn new(encoding: &'static Encoding) -> Self {
        let mut codes = vec![0; 0x10000];
        let mut chars = vec![0; 0x10000];
        for code in 0x8140..=0xfefe {
            let Some(c) = decode_pair(encoding, code).and_then(|c| u16::try_from(u32::from(c)).ok()) else { continue };
            if let (Some(of_code), Some(of_char)) = (chars.get_mut(usize::from(code)), codes.get_mut(usize::from(c))) {
                *of_code = c;
                *of_char = code;
            }
        }
        Self { encoding, codes: codes.into(), chars: chars.into() }
    }

    /// Whether this is GBK.
    pub(super) fn is_simplified(&self) -> bool {
        self.encoding == GBK
    }

    /// The two bytes of a character; `None` where it has not just two.
    pub(super) fn pair(&self, c: char) -> Option<[u8; 2]> {
        self.codes.get(c as usize).filter(|code| **code != 0).map(|code| code.to_be_bytes())
    }

    /// The character of two bytes.
    pub(super) fn char(&self, pair: [u8; 2]) -> Option<char> {
        let code = self.chars.get(usize::from(u16::from_be_bytes(pair)))?;
        char::from_u32(u32::from(*code)).filter(|c| *c != '\0')
    }
}

/// The character of a pair of bytes, where they mean just one.
pub(super) fn decode_pair(encoding: &'static Encoding, code: u16) -> Option<char> {
    let pair = code.to_be_bytes();
    let text = encoding.decode_without_bom_handling_and_without_replacement(&pair)?;
    let mut chars = text.chars();
    chars.next().filter(|c| !c.is_ascii() && chars.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_agree_with_the_encodings() {
        let check = |charset: &Charset, c: char, expected: Option<[u8; 2]>| {
            assert_eq!(charset.pair(c), expected, "{c}");
            assert_eq!(expected.and_then(|pair| charset.char(pair)), expected.map(|_| c), "{c}");
        };
        check(&SIMPLIFIED, '。', Some([0xa1, 0xa3]));
        check(&SIMPLIFIED, '鶎', Some([0xf9, 0x8c]));
        check(&SIMPLIFIED, 'a', None);
        check(&SIMPLIFIED, '\u{1f600}', None);
        check(&TRADITIONAL, '。', Some([0xa1, 0x43]));
        check(&TRADITIONAL, '黨', Some([0xc4, 0xd2]));
        check(&TRADITIONAL, 'ä', None);
    }
}
