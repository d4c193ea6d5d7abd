//! What goes to a clipboard, read.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The text of a base64 string (RFC 4648, with padding).
pub(crate) fn decoded(base64: &str) -> String {
    let digit = |byte: u8| DIGITS.iter().position(|&digit| digit == byte).unwrap();
    let value =
        |four: &[u8]| four.iter().fold(0, |value, &byte| value << 6 | if byte == b'=' { 0 } else { digit(byte) });
    let bytes = base64.as_bytes().chunks(4).flat_map(|four| {
        let padding = four.iter().filter(|&&byte| byte == b'=').count();
        let [_, _, _, _, _, bytes @ ..] = value(four).to_be_bytes();
        bytes.into_iter().take(3 - padding)
    });
    String::from_utf8(bytes.collect()).unwrap()
}

#[test]
fn texts_come_back() {
    for (base64, text) in [("", ""), ("YQ==", "a"), ("YWI=", "ab"), ("5Lmm", "书"), ("5Lmm5Lmm", "书书")] {
        assert_eq!(decoded(base64), text);
    }
}
