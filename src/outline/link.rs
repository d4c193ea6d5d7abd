//! Where the words of a report lead.
//!
//! A target is what the report says, cleaned: it is never opened, only shown, looked for among the reports, or handed
//! to the user's own program on demand.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::outline::Outline;
use crate::text::{Part, Span};

/// The longest address that is kept, in bytes; longer ones lead nowhere.
pub const LONGEST: usize = 2_000;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Target {
    /// An address outside of all reports, with its scheme: `https://…`, `mailto:…`.
    Web(Box<str>),
    /// Another file.
    Report {
        /// Its path from the folder of the report on, with `/` between the parts.
        path: Box<str>,
        /// The part of it that is meant, without its `#`; empty where it is the whole.
        fragment: Box<str>,
    },
    /// A place in this text, in bytes.
    Place(u32),
    /// One of the images of this text ([`Document::images`](crate::outline::Document::images)), by its index.
    Image(u32),
}

/// Words that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub span: Span,
    /// Where they lead.
    pub target: Target,
}

/// The schemes of addresses that lead out of the reports. What would run something, or hand out files of this machine,
/// is not among them.
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "ftp", "ftps"];

impl Target {
    /// Where a reference leads that stands in a report (RFC 3986). One to a place within the report itself (`#…`) is
    /// none: only its reader knows the places.
    pub fn of(reference: &str) -> Option<Self> {
        let clean: String = reference.trim().chars().filter(|letter| !is_control(*letter)).collect();
        if clean.is_empty() || clean.len() > LONGEST || clean.starts_with('#') {
            return None;
        }
        if let Some(host) = clean.strip_prefix("//") {
            return Some(Self::Web(format!("https://{host}").into()));
        }
        match scheme(&clean) {
            Some(scheme) => {
                let known = SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme));
                known.then(|| Self::Web(clean.into()))
            }
            None => {
                let (path, fragment) = clean.split_once('#').unwrap_or((&clean, ""));
                let path = path.split('?').next().unwrap_or_default();
                let path = decoded(&path.replace('\\', "/"));
                (!path.is_empty()).then(|| Self::Report { path: path.into(), fragment: decoded(fragment).into() })
            }
        }
    }
}

/// Whether a character must not stand in an address: controls, and what turns the direction of text.
pub(super) fn is_control(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The scheme of an address. A single letter is that of a drive.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.');
    (scheme.len() > 1 && scheme.starts_with(|first: char| first.is_ascii_alphabetic()) && scheme.chars().all(fits))
        .then_some(scheme)
}

/// A reference with its percent-encoded bytes decoded.
pub fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let code = text.part(at..at + 3).strip_prefix('%').filter(|code| code.len() == 2);
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.extend(byte.or_else(|| text.as_bytes().get(at).copied()));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&bytes).chars().filter(|letter| !is_control(*letter)).collect()
}

/// The name by which a heading is referred to, as GitHub makes it from the title: small letters, `-` for spaces,
/// punctuation left out.
pub fn slug(title: &str) -> String {
    let letters = title.trim().chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        letter => letter.is_alphanumeric().then_some(letter),
    });
    letters.flat_map(char::to_lowercase).collect()
}

/// The headings of an outline by their [`slug`]s; those of one name are counted: `name`, `name-1`, `name-2`.
pub fn slugs(outline: &Outline) -> HashMap<String, u32> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    let mut slugs = HashMap::new();
    for heading in 0..outline.len() {
        let own = unused(&mut counts, slug(outline.title(heading)));
        slugs.entry(own).or_insert(heading);
    }
    slugs
}

/// A name, or the name with the first number behind it that no other has yet. `counts` has all names so far, and how
/// often each was wanted again. All names together take time as their number.
pub fn unused(counts: &mut HashMap<String, u32>, name: String) -> String {
    let mut own = name.clone();
    while counts.contains_key(&own) {
        let count = counts.entry(name.clone()).or_default();
        *count += 1;
        own = format!("{name}-{count}");
    }
    counts.insert(own.clone(), 0);
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_targets() {
        let check = |reference: &str, expected: Option<Target>| {
            assert_eq!(Target::of(reference), expected, "{reference:?}");
        };
        let web = |address: &str| Some(Target::Web(address.into()));
        let report = |path: &str, fragment: &str| Some(Target::Report { path: path.into(), fragment: fragment.into() });
        check("https://a.cn/b?c#d", web("https://a.cn/b?c#d"));
        check(" HTTP://A.cn ", web("HTTP://A.cn"));
        check("mailto:a@b.cn", web("mailto:a@b.cn"));
        check("//a.cn/b", web("https://a.cn/b"));
        check("https://a.cn/\u{1b}]0;x\u{7}\n", web("https://a.cn/]0;x"));
        check("https://a.cn/\u{202e}gpj", web("https://a.cn/gpj"));
        check("javascript:alert(1)", None);
        check("file:///etc/passwd", None);
        check("data:text/html,x", None);
        check("java\nscript:alert(1)", None);
        check("../2023/%E6%80%BB%E7%BB%93.md#%E4%B8%80", report("../2023/总结.md", "一"));
        check("b.md?x=1#c", report("b.md", "c"));
        check("%1b%5b31m.md", report("[31m.md", ""));
        check("dir\\b.md", report("dir/b.md", ""));
        check("2024:总结.md", report("2024:总结.md", ""));
        check("#here", None);
        check("?q", None);
        check("", None);
        check(&"x".repeat(LONGEST + 1), None);
    }

    #[test]
    fn headings_have_names() {
        let check = |title: &str, expected: &str| assert_eq!(slug(title), expected, "{title}");
        check("Getting Started", "getting-started");
        check("2.1 What's new?", "21-whats-new");
        check("一、主要成效", "一主要成效");
        check("(二) a_b-c", "二-a_b-c");
    }
}
