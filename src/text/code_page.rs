//! The code pages of Windows, in which older formats keep their text.

use std::borrow::Cow;

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GB18030, IBM866, KOI8_R, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};

/// The number of a code page.
pub type CodePage = u16;

/// The code page of Western Europe.
pub const WESTERN: CodePage = 1252;

/// The text of bytes in a code page; those without a meaning stand as U+FFFD. Unknown code pages count as
/// [`WESTERN`].
pub fn decode(bytes: &[u8], page: CodePage) -> Cow<'_, str> {
    encoding(page).decode_without_bom_handling(bytes).0
}

/// The text of bytes in a code page, if all of them have a meaning there.
pub fn decode_whole(bytes: &[u8], page: CodePage) -> Option<Cow<'_, str>> {
    encoding(page).decode_without_bom_handling_and_without_replacement(bytes)
}

/// Whether characters of a code page can have two bytes.
pub fn is_double(page: CodePage) -> bool {
    matches!(page, 932 | 936 | 949 | 950 | 1361 | 54936)
}

/// The code page of a Windows character set, as fonts name it; `None` for those that leave it open.
pub fn of_charset(charset: u8) -> Option<CodePage> {
    Some(match charset {
        0 => WESTERN,
        77 => 10000,
        128 => 932,
        129 | 130 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178..=180 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

/// The code page of a Windows language identifier.
pub fn of_language(language: u16) -> CodePage {
    match (language & 0x3ff, language) {
        (0x04, 0x0404 | 0x0c04 | 0x1404) => 950,
        (0x04, _) => 936,
        (0x11, _) => 932,
        (0x12, _) => 949,
        (0x19 | 0x22 | 0x23 | 0x02 | 0x2f, _) => 1251,
        (0x05 | 0x0e | 0x15 | 0x18 | 0x1a | 0x1b | 0x1c | 0x24, _) => 1250,
        (0x08, _) => 1253,
        (0x1f, _) => 1254,
        (0x0d, _) => 1255,
        (0x01 | 0x20 | 0x29, _) => 1256,
        (0x25..=0x27, _) => 1257,
        (0x1e, _) => 874,
        (0x2a, _) => 1258,
        _ => WESTERN,
    }
}

fn encoding(page: CodePage) -> &'static Encoding {
    match page {
        866 => IBM866,
        874 => WINDOWS_874,
        932 => SHIFT_JIS,
        936 | 54936 => GB18030,
        949 | 1361 => EUC_KR,
        950 => BIG5,
        1250 => WINDOWS_1250,
        1251 => WINDOWS_1251,
        1253 => WINDOWS_1253,
        1254 => WINDOWS_1254,
        1255 => WINDOWS_1255,
        1256 => WINDOWS_1256,
        1257 => WINDOWS_1257,
        1258 => WINDOWS_1258,
        10000 => MACINTOSH,
        20866 => KOI8_R,
        65001 => UTF_8,
        _ => WINDOWS_1252,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_decoded_in_their_code_page() {
        let check = |bytes: &[u8], page: CodePage, expected: &str| assert_eq!(decode(bytes, page), expected, "{page}");
        check(b"\xc4\xbf\xc2\xbc", 936, "目录");
        check(b"\xa5\xd8\xbf\xfd", 950, "目錄");
        check(b"\x96\xda\x8e\x9f", 932, "目次");
        check(b"\x93a\x94", 1252, "“a”");
        check(b"\x93a\x94", 4711, "“a”");
        check(b"\xf2\xee\xec", of_charset(204).unwrap_or(0), "том");
        check(b"\xc4\xbf", of_language(0x0804), "目");
        check(b"a\xc4", 936, "a\u{fffd}");
        assert_eq!(decode_whole(b"a\xc4", 936), None);
    }
}
