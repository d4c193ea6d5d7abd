//! Bytes in letters: base64 (RFC 4648).

/// The bytes that letters stand for, up to a sign of their end. What is none of the letters is passed over. Both
/// alphabets are known.
pub fn decoded(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for &byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            decoded.push((bits >> count & 0xff) as u8);
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_become_bytes() {
        let check = |text: &str, expected: &[u8]| assert_eq!(decoded(text.as_bytes()), expected, "{text}");
        check("55uu\r\n5b2V", "目录".as_bytes());
        check("YQ==", b"a");
        check("Y", b"");
    }
}
