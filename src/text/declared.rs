//! Texts that name their own encoding, which is believed as far as the bytes agree.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::text::decode::{Decoded, decode, encoding, is_utf16, superset};
use crate::text::sniff::sniff;

/// Bytes beyond ASCII from which on what is found is surer than what is said.
const ENOUGH: usize = 160;

/// Decodes a text that says in which encoding it is. What is asked for goes first, then a byte order mark; a page that
/// says one encoding and holds another is decoded as what it holds. Linear in the number of bytes.
pub fn decode_declared(bytes: &[u8], asked: Option<&'static Encoding>, declared: Option<&str>) -> Decoded {
    let is_told = asked.is_some() || Encoding::for_bom(bytes).is_some();
    let declared = declared.and_then(encoding).map(superset).filter(|_| !is_told);
    decode(bytes, asked.or_else(|| Some(chosen(bytes, declared?))))
}

/// The encoding of bytes that say one. They said it in ASCII, so they are no UTF-16.
fn chosen(bytes: &[u8], declared: &'static Encoding) -> &'static Encoding {
    if declared == UTF_8 && std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let found = superset(sniff(bytes));
    if found == declared || bytes.is_ascii() && !is_utf16(declared) {
        return declared;
    }
    if is_utf16(declared) || found == UTF_8 {
        return found;
    }
    if is_utf16(found) {
        return if declared == UTF_8 { found } else { declared };
    }
    let beyond = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    match (declared.is_single_byte(), found.is_single_byte()) {
        (true, true) => declared,
        (true, false) => {
            // Programs say Latin-1 of their own accord, other encodings of single bytes are meant.
            let is_doubtful = declared == WINDOWS_1252 || beyond >= ENOUGH;
            if is_doubtful && errors(bytes, found) == 0 { found } else { declared }
        }
        (false, true) => {
            if errors(bytes, declared) * 20 > beyond {
                found
            } else {
                declared
            }
        }
        (false, false) => {
            let (said, seen) = (errors(bytes, declared), errors(bytes, found));
            if seen < said || seen == said && beyond >= ENOUGH { found } else { declared }
        }
    }
}

/// The sequences of bytes that have no meaning in an encoding.
fn errors(bytes: &[u8], encoding: &'static Encoding) -> usize {
    encoding.decode_without_bom_handling(bytes).0.matches('\u{fffd}').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, EUC_KR, GB18030, SHIFT_JIS};

    const CHINESE: &str = "各单位要认真总结经验，把问题讲清楚，把措施写明白，并于下月上旬报送材料。";

    #[test]
    fn what_a_page_says_is_believed_as_far_as_its_bytes_agree() {
        let check = |text: &str, encoding: &'static Encoding, declared: &str, expected: &str| {
            let bytes = encoding.encode(text).0;
            let decoded = decode_declared(&bytes, None, Some(declared));
            assert_eq!((decoded.encoding, decoded.text.as_str()), (expected, text), "{declared}");
        };
        let long = CHINESE.repeat(8);
        check(CHINESE, GB18030, "gb2312", "GB18030");
        check("镕基", GB18030, "gb2312", "GB18030");
        check(&long, GB18030, "utf-8", "GB18030");
        check(&long, GB18030, "iso-8859-1", "GB18030");
        check(&long, GB18030, "big5", "GB18030");
        check(CHINESE, UTF_8, "gb2312", "UTF-8");
        check("目录", UTF_8, "gbk", "UTF-8");
        check("會議紀錄", BIG5, "big5", "Big5");
        check("目次", SHIFT_JIS, "shift_jis", "Shift_JIS");
        check("차례", EUC_KR, "ks_c_5601-1987", "EUC-KR");
        check("café", WINDOWS_1252, "iso-8859-1", "windows-1252");
        check("Оглавление", Encoding::for_label(b"koi8-r").unwrap(), "koi8-r", "KOI8-R");
        check("plain", UTF_8, "utf-16", "UTF-8");
        check("plain", UTF_8, "klingon", "UTF-8");
    }

    #[test]
    fn wishes_and_marks_go_before_what_a_page_says() {
        let check = |bytes: &[u8], asked: Option<&'static Encoding>, expected: &str| {
            assert_eq!(decode_declared(bytes, asked, Some("big5")).text, expected);
        };
        check(b"\xc4\xbf\xc2\xbc", Some(GB18030), "目录");
        check("\u{feff}目录".as_bytes(), None, "目录");
    }
}
