//! Bytes become text: the encoding is taken as asked for or found, and line ends become one.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memchr;

use crate::text::sniff::{sniff, unmarked_utf8};

pub use crate::text::sniff::is_binary;

/// A text as it was decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark, its line ends all `\n`.
    pub text: String,
    /// The encoding's name, as it is shown to users.
    pub encoding: &'static str,
    /// Whether some bytes have no meaning in the encoding. They stand as U+FFFD.
    pub malformed: bool,
}

/// Decodes a text in the encoding that it is found to have, or in the one asked for. A byte order mark goes before
/// what is found, and tells the byte order where UTF-16 is asked for. Linear in the number of bytes. Bytes that are
/// given away and are UTF-8 become the text where they stand, and are not copied.
pub fn decode<'a>(bytes: impl Into<Cow<'a, [u8]>>, asked: Option<&'static Encoding>) -> Decoded {
    // Most texts are UTF-8, and what shows it has looked at every byte already.
    match if asked.is_none() { unmarked_utf8(bytes.into()) } else { Err(bytes.into()) } {
        Ok(text) => Decoded { text: with_newlines(text), encoding: UTF_8.name(), malformed: false },
        Err(bytes) => decode_as_marked(&bytes, asked),
    }
}

/// Decodes a text that is not plainly UTF-8, or for which an encoding is asked.
fn decode_as_marked(bytes: &[u8], asked: Option<&'static Encoding>) -> Decoded {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = match asked {
        Some(asked) if is_utf16(asked) => marked.filter(|marked| is_utf16(marked)).unwrap_or(asked),
        Some(asked) => asked,
        None => marked.unwrap_or_else(|| sniff(bytes)),
    };
    let (text, malformed) = superset(encoding).decode_with_bom_removal(bytes);
    Decoded { text: with_newlines(text), encoding: shown_name(superset(encoding)), malformed }
}

/// The encoding that a user means by a name: a label of the WHATWG's Encoding Standard, or a number of a Windows code
/// page (`cp936`), whatever its case and punctuation. `None` for unknown names.
pub fn encoding(name: &str) -> Option<&'static Encoding> {
    let label = |label: &str| Encoding::for_label_no_replacement(label.as_bytes());
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let alias = || ALIASES.iter().find(|(alias, _)| *alias == plain).map(|&(_, encoding)| encoding);
    label(name).or_else(|| label(&plain)).or_else(|| label(alias()?)).map(superset)
}

/// Names that the Encoding Standard does not have, without their punctuation.
const ALIASES: [(&str, &str); 17] = [
    ("cp936", "gbk"),
    ("ms936", "gbk"),
    ("windows936", "gbk"),
    ("euccn", "gbk"),
    ("cp54936", "gb18030"),
    ("cp950", "big5"),
    ("ms950", "big5"),
    ("windows950", "big5"),
    ("cp932", "shift_jis"),
    ("eucjp", "euc-jp"),
    ("cp51932", "euc-jp"),
    ("cp949", "euc-kr"),
    ("euckr", "euc-kr"),
    ("cp65001", "utf-8"),
    ("ansi", "windows-1252"),
    ("utf16le", "utf-16le"),
    ("utf16be", "utf-16be"),
];

/// Whether it is one of the two.
pub(super) fn is_utf16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// The encoding in which texts of an encoding are decoded: GB18030 holds all of GBK and more.
pub(super) fn superset(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == GBK { GB18030 } else { encoding }
}

/// The name of an encoding as users know it.
fn shown_name(encoding: &'static Encoding) -> &'static str {
    if encoding == GB18030 { "GB18030" } else { encoding.name() }
}

/// The text with `\r\n` and lone `\r` as `\n`.
fn with_newlines(text: Cow<'_, str>) -> String {
    if memchr(b'\r', text.as_bytes()).is_none() {
        return text.into_owned();
    }
    let mut unified = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some((line, after)) = rest.split_once('\r') {
        unified.push_str(line);
        unified.push('\n');
        rest = after.strip_prefix('\n').unwrap_or(after);
    }
    unified.push_str(rest);
    unified
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, EUC_JP, EUC_KR, SHIFT_JIS, WINDOWS_1252};

    const SIMPLIFIED: &str =
        "各部门要认真做好今年的总结工作，把问题讲清楚，把经验写明白。会议定于下月上旬召开，请提前准备材料。";
    const TRADITIONAL: &str =
        "各部門要認真做好今年的總結工作，把問題講清楚，把經驗寫明白。會議定於下月上旬召開，請提前準備資料。";
    const JAPANESE: &str =
        "この報告書は、今年の活動の結果をまとめたものです。会議は来月の初めに開かれますので、資料を用意してください。";
    const KOREAN: &str =
        "이 보고서는 올해 활동의 결과를 정리한 것이다. 회의는 다음 달 초에 열리니 자료를 미리 준비하여 주기 바란다.";
    const FRENCH: &str =
        "Le rapport présente les résultats de l’année. La réunion aura lieu début février, à l’hôtel de ville.";

    /// A text in an encoding, without a byte order mark.
    fn bytes(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        if encoding == UTF_16LE {
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        } else if encoding == UTF_16BE {
            text.encode_utf16().flat_map(u16::to_be_bytes).collect()
        } else {
            encoding.encode(text).0.into_owned()
        }
    }

    const ALL: [(&str, &Encoding); 16] = [
        (SIMPLIFIED, UTF_8),
        (SIMPLIFIED, GB18030),
        (SIMPLIFIED, UTF_16LE),
        (SIMPLIFIED, UTF_16BE),
        (TRADITIONAL, UTF_8),
        (TRADITIONAL, BIG5),
        (TRADITIONAL, GB18030),
        (TRADITIONAL, UTF_16LE),
        (TRADITIONAL, UTF_16BE),
        (JAPANESE, SHIFT_JIS),
        (JAPANESE, EUC_JP),
        (JAPANESE, UTF_16LE),
        (KOREAN, EUC_KR),
        (KOREAN, UTF_16BE),
        (FRENCH, WINDOWS_1252),
        (FRENCH, UTF_16LE),
    ];

    #[test]
    fn the_encoding_is_found() {
        for (text, encoding) in ALL {
            for (length, lines) in [(16, 1), (40, 1), (1000, 1), (1000, 300)] {
                let line: String = text.chars().take(length).chain(['\n']).collect();
                let text = line.repeat(lines);
                let decoded = decode(bytes(&text, encoding), None);
                let expected = Decoded { text, encoding: shown_name(encoding), malformed: false };
                assert_eq!(decoded, expected, "{} at {length}", encoding.name());
            }
        }
    }

    #[test]
    fn damage_changes_no_encoding() {
        for (text, encoding) in ALL {
            let mut bytes = bytes(&format!("{text}\n").repeat(40), encoding);
            let (middle, end) = (bytes.len() / 4, bytes.len() - 3);
            bytes[middle] ^= 0x80;
            let decoded = decode(&bytes[..end], None);
            assert_eq!(decoded.encoding, shown_name(encoding));
            assert!(decoded.text.contains(text));
        }
    }

    #[test]
    fn marks_and_wishes_go_before_what_is_found() {
        let check = |bytes: &[u8], asked: &str, expected: (&str, &str, bool)| {
            let decoded = decode(bytes, encoding(asked));
            assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.malformed), expected, "{bytes:?} {asked}");
        };
        check(b"", "", ("", "UTF-8", false));
        check(b"\xef\xbb\xbfa", "", ("a", "UTF-8", false));
        check(b"\xff\xfeA\0", "", ("A", "UTF-16LE", false));
        check(b"\xfe\xff\0A", "", ("A", "UTF-16BE", false));
        check(b"\xfe\xff\0A", "utf-16", ("A", "UTF-16BE", false));
        check(b"\xc4\xbf\xc2\xbc", "gb2312", ("目录", "GB18030", false));
        check(b"\xc4\xbf\xc2\xbc", "latin1", ("Ä¿Â¼", "windows-1252", false));
        check(b"a\xff", "utf-8", ("a\u{fffd}", "UTF-8", true));
        check("一、目\u{301}".as_bytes().split_last().unwrap().1, "", ("一、目\u{fffd}", "UTF-8", true));
    }

    #[test]
    fn bytes_that_are_given_away_become_the_text() {
        let bytes = "一、目录\n".repeat(1000).into_bytes();
        let at = bytes.as_ptr();
        let decoded = decode(bytes, None);
        assert_eq!(decoded.text.as_ptr(), at);
    }

    #[test]
    fn line_ends_become_one() {
        let check = |text: &str, expected: &str| assert_eq!(decode(text.as_bytes(), None).text, expected, "{text:?}");
        check("a\r\nb\rc\nd", "a\nb\nc\nd");
        check("\r\r\n\n\r", "\n\n\n\n");
        check("\r\n目录", "\n目录");
    }

    #[test]
    fn names_of_encodings_are_understood() {
        let check = |name: &str, expected: Option<&str>| assert_eq!(encoding(name).map(shown_name), expected, "{name}");
        check("GBK", Some("GB18030"));
        check("gb2312", Some("GB18030"));
        check("cp936", Some("GB18030"));
        check("GB-18030", Some("GB18030"));
        check("Big-5", Some("Big5"));
        check("utf-16", Some("UTF-16LE"));
        check("UTF-16BE", Some("UTF-16BE"));
        check("utf_8", Some("UTF-8"));
        check("shift-jis", Some("Shift_JIS"));
        check("EUCKR", Some("EUC-KR"));
        check("latin1", Some("windows-1252"));
        check("cp1251", Some("windows-1251"));
        check("hz-gb-2312", None);
        check("klingon", None);
        check("", None);
    }

    #[test]
    fn binary_files_are_known() {
        let check = |bytes: &[u8], expected: bool| assert_eq!(is_binary(bytes), expected, "{bytes:?}");
        check(b"", false);
        check(b"text \x1b[1m\x0c\r\n", false);
        check(b"%PDF-1.7\n", true);
        check(b"PK\x03\x04", true);
        check(&[0; 100], true);
        check(&(0..=255).collect::<Vec<u8>>(), true);
        for (text, encoding) in ALL {
            check(&bytes(text, encoding), false);
        }
        check(b"\xff\xfe\x01\0\x02\0", false);
    }
}
