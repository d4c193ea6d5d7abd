//! Messages of several parts (RFC 2045 and 2046), as far as saved web pages need them.

use std::collections::HashMap;

use crate::text::base64;

/// A part of a message: its header fields and its body as it stands in the file.
#[derive(Clone, Copy, Debug)]
pub(in crate::formats) struct Entity<'a> {
    header: &'a [u8],
    body: &'a [u8],
}

/// The deepest that parts stand in parts.
const DEEPEST: usize = 8;
/// The bytes from which on a line that begins with `--` may be a boundary that is not known.
const SHORTEST_BOUNDARY: usize = 12;

impl<'a> Entity<'a> {
    /// The entity of bytes that begin with header fields.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let mut at = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let is_blank = line.trim_ascii().is_empty();
            at += line.len();
            if is_blank {
                return Self { header: bytes.get(..at).unwrap_or(bytes), body: bytes.get(at..).unwrap_or_default() };
            }
        }
        Self { header: bytes, body: &[] }
    }

    /// The value of a header field, its lines joined.
    fn field(&self, name: &str) -> Option<String> {
        let header = String::from_utf8_lossy(self.header).replace("\r\n", "\n");
        let header = header.replace("\n ", " ").replace("\n\t", " ");
        header.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    }

    /// Its media type in lower case.
    fn kind(&self) -> String {
        let field = self.field("content-type").unwrap_or_default();
        field.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// A parameter of its media type.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        self.field("content-type")?.split(';').skip(1).find_map(|parameter| {
            let (key, value) = parameter.split_once('=')?;
            key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
        })
    }

    /// The first part that is a web page: this one, or one below it.
    pub(super) fn page(&self) -> Option<Entity<'a>> {
        let mut open = vec![(*self, 0)];
        while let Some((entity, depth)) = open.pop() {
            let kind = entity.kind();
            if kind == "text/html" || kind == "application/xhtml+xml" {
                return Some(entity);
            }
            if kind.starts_with("multipart/") && depth < DEEPEST {
                open.extend(entity.parts().into_iter().rev().map(|part| (part, depth + 1)));
            }
        }
        None
    }

    /// The other parts, by the addresses that their fields give them: `Content-Location`, and `cid:` with `Content-ID`
    /// (RFC 2392 and 2557). Of several parts of one address the first counts.
    pub(super) fn named_parts(&self) -> HashMap<String, Entity<'a>> {
        let mut named = HashMap::new();
        let mut open = vec![(*self, 0)];
        while let Some((entity, depth)) = open.pop() {
            if entity.kind().starts_with("multipart/") && depth < DEEPEST {
                open.extend(entity.parts().into_iter().rev().map(|part| (part, depth + 1)));
                continue;
            }
            let number = entity.field("content-id").map(|id| format!("cid:{}", id.trim_matches(['<', '>'])));
            for name in entity.field("content-location").into_iter().chain(number) {
                named.entry(name).or_insert(entity);
            }
        }
        named
    }

    /// The page in a message whose parts cannot be told: what follows a header field that says it is one, up to a line
    /// that may be a boundary.
    pub(super) fn search(bytes: &'a [u8]) -> Option<Entity<'a>> {
        let field = b"content-type: text/html";
        let at = bytes.windows(field.len()).position(|window| window.eq_ignore_ascii_case(field))?;
        let entity = Entity::new(bytes.get(at..)?);
        let mut length = 0;
        for line in entity.body.split_inclusive(|byte| *byte == b'\n') {
            if line.starts_with(b"--") && line.len() >= SHORTEST_BOUNDARY {
                break;
            }
            length += line.len();
        }
        let body = entity.body.get(..length)?;
        (!body.trim_ascii().is_empty()).then_some(Entity { body, ..entity })
    }

    /// The parts between the lines of its boundary. The last may be cut off.
    fn parts(&self) -> Vec<Entity<'a>> {
        let Some(boundary) = self.parameter("boundary").filter(|boundary| !boundary.is_empty()) else {
            return Vec::new();
        };
        let boundary = format!("--{boundary}").into_bytes();
        let mut parts = Vec::new();
        let (mut at, mut start) = (0, None);
        for line in self.body.split_inclusive(|byte| *byte == b'\n') {
            if line.starts_with(&boundary) {
                parts.extend(start.and_then(|start| self.body.get(start..at)).map(Entity::new));
                start = Some(at + line.len());
                if line.get(boundary.len()..).is_some_and(|rest| rest.starts_with(b"--")) {
                    return parts;
                }
            }
            at += line.len();
        }
        parts.extend(start.and_then(|start| self.body.get(start..)).map(Entity::new));
        parts
    }

    /// Its body, decoded as its encoding for transfer says.
    pub(in crate::formats) fn decoded(&self) -> Vec<u8> {
        match self.field("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
            "quoted-printable" => from_quoted_printable(self.body),
            "base64" => base64::decoded(self.body),
            _ => self.body.to_vec(),
        }
    }
}

/// RFC 2045, section 6.7. What is no code stays as it is.
fn from_quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'=' {
            decoded.push(byte);
            continue;
        }
        let blank = after.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
        if let (Some(high), Some(low)) = (digit(after.first()), digit(after.get(1))) {
            decoded.extend(u8::try_from(high * 16 + low));
            rest = after.get(2..).unwrap_or_default();
        } else if after.get(blank) == Some(&b'\n') {
            rest = after.get(blank + 1..).unwrap_or_default();
        } else if !after.is_empty() {
            decoded.push(byte);
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_found_in_messages() {
        let check = |message: &str, expected: Option<(&str, Option<&str>)>| {
            let page = Entity::new(message.as_bytes()).page();
            let found = page.map(|page| (String::from_utf8(page.decoded()).unwrap(), page.parameter("charset")));
            let expected = expected.map(|(body, charset)| (body.to_owned(), charset.map(str::to_owned)));
            assert_eq!(found, expected, "{message}");
        };
        check("Content-Type: text/html; charset=gbk\n\n<p>", Some(("<p>", Some("gbk"))));
        let head = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"=_x\"\r\n\r\nx\r\n--=_x\r\n";
        let part = "Content-Type: text/html;charset=\"utf-8\"\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+\r\n";
        check(
            &format!("{head}Content-Type: image/gif\r\n\r\nGIF\r\n--=_x\r\n{part}--=_x--\r\nend"),
            Some(("<p>", Some("utf-8"))),
        );
        check(&format!("{head}{part}"), Some(("<p>", Some("utf-8"))));
        let inner = format!("Content-Type: multipart/alternative; boundary=y\n\n--y\n{part}\n--y--\n");
        check(&format!("{head}{inner}--=_x--"), Some(("<p>", Some("utf-8"))));
        check(head, None);
        check("", None);
    }

    #[test]
    fn a_page_is_found_without_its_boundary() {
        let message =
            b"MIME-Version: 1.0\n\n--=_x-and-more\nContent-type: TEXT/HTML; charset=gbk\n\n<p>--\n--=_x-and-more--\n";
        let page = Entity::search(message).unwrap();
        assert_eq!(
            (page.decoded().as_slice(), page.parameter("charset").as_deref()),
            (b"<p>--\n".as_slice(), Some("gbk"))
        );
        assert!(Entity::search(b"MIME-Version: 1.0\n\nContent-Type: text/html\n\n").is_none());
    }

    #[test]
    fn transfer_encodings_are_undone() {
        let check = |text: &str, expected: &str| {
            assert_eq!(from_quoted_printable(text.as_bytes()), expected.as_bytes(), "{text:?}");
        };
        check("a=3Db =E7=9B=AE=\r\n=e5=bd=95=  \n.", "a=b 目录.");
        check("100=x = ", "100=x = ");
        check("=", "");
    }
}
