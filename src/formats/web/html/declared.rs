//! The encoding that a page says it has.

use crate::text::Part;

/// The bytes in which a page says its encoding. The standard asks for the first 1,024, and old pages need more.
const HEAD: usize = 8192;

/// The name of the encoding that a page gives itself: in `<meta charset>`, in `<meta http-equiv>`, or in the
/// declaration of XML.
pub(in crate::formats) fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let start = head.trim_start_matches('\u{feff}').trim_start();
    let declaration = start.strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    declaration.and_then(|declaration| value(declaration, "encoding")).or_else(|| in_meta(&head))
}

/// The encoding that the first `<meta>` names that names one.
fn in_meta(head: &str) -> Option<String> {
    let tags = head.split("<meta").skip(1).filter_map(|rest| rest.split('>').next());
    tags.into_iter().find_map(|tag| value(tag, "charset"))
}

/// The name behind a word and a `=`.
fn value(text: &str, word: &str) -> Option<String> {
    text.match_indices(word).find_map(|(at, _)| {
        let rest = text.part(at + word.len()..text.len()).trim_start().strip_prefix('=')?;
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
        let ends = |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':' | '.');
        let name = rest.part(0..rest.find(ends).unwrap_or(rest.len()));
        (!name.is_empty()).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_say_their_encoding() {
        let check = |page: &str, expected: Option<&str>| {
            assert_eq!(declared(page.as_bytes()).as_deref(), expected, "{page}");
        };
        check("<meta charset=GBK>", Some("gbk"));
        check("<META http-equiv='Content-Type' content=\"text/html; charset = gb2312\">", Some("gb2312"));
        check("<meta name=a><meta charset='utf-8'/>", Some("utf-8"));
        check("<?xml version='1.0' encoding='Big5'?><meta charset=gbk>", Some("big5"));
        check("<?xml version='1.0'?><meta charset=gbk>", Some("gbk"));
        check("<p>charset=gbk", None);
        check("<meta charset>", None);
        check("", None);
    }
}
