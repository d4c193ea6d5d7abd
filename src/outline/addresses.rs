//! Web addresses that stand in a text as they are: `https://a.cn/b`, `www.a.cn`.

use crate::outline::{Link, Target};
use crate::text::{Part, Span};

/// How an address begins, and what stands before it to make it whole.
const BEGINNINGS: [(&str, &str); 3] = [("https://", ""), ("http://", ""), ("www.", "https://")];
/// What ends a sentence behind an address rather than belonging to it.
const BEHIND: &str = ".,;:!?'*_";

/// The web addresses that begin in a part of a text, in order. Linear in the length of that part, and of the last address
/// where that ends behind it.
pub fn addresses(text: &str, within: Span) -> Vec<Link> {
    let mut found = Vec::new();
    let mut at = within.start as usize;
    let end = within.end as usize;
    while let Some(next) = text.part(at..end).find(['h', 'w', 'H', 'W']).map(|next| at + next) {
        let address = address(text, next);
        at = next + address.as_ref().map_or(1, |(words, _)| words.len());
        found.extend(address.and_then(|(words, whole)| {
            Some(Link { span: Span::new(next..next + words.len()), target: Target::of(&whole)? })
        }));
    }
    found
}

/// The address that begins at a byte of a text, as it stands there and as a whole.
fn address(text: &str, at: usize) -> Option<(&str, String)> {
    let within_word = text.part(0..at).ends_with(|letter: char| letter.is_ascii_alphanumeric());
    let rest = text.part(at..text.len());
    let begins = |(beginning, _): &&(&str, &str)| {
        rest.as_bytes().get(..beginning.len()).is_some_and(|head| head.eq_ignore_ascii_case(beginning.as_bytes()))
    };
    let (beginning, before) = BEGINNINGS.iter().find(begins).filter(|_| !within_word)?;
    let host = rest.part(beginning.len()..rest.len());
    if !host.starts_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '[') {
        return None;
    }
    let length = rest.bytes().take_while(|byte| is_of_address(*byte)).count();
    let words = trimmed(rest.part(0..length));
    Some((words, format!("{before}{words}")))
}

/// Whether a byte may stand in an address (RFC 3986).
fn is_of_address(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte)
}

/// An address without what only ends the sentence, or a bracket that was opened before it.
fn trimmed(words: &str) -> &str {
    let unopened = |open: u8, close: u8| {
        let count = |bracket: u8| words.bytes().filter(|byte| *byte == bracket).count();
        count(close).saturating_sub(count(open))
    };
    let (mut round, mut square) = (unopened(b'(', b')'), unopened(b'[', b']'));
    words.trim_end_matches(|letter| {
        let left = match letter {
            ')' => &mut round,
            ']' => &mut square,
            _ => return BEHIND.contains(letter),
        };
        let ends = *left > 0;
        *left = left.saturating_sub(1);
        ends
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_a_reader_ends_them() {
        let check = |text: &str, expected: &[(&str, &str)]| {
            let links = addresses(text, Span::new(0..text.len()));
            let web = |link: &Link| match &link.target {
                Target::Web(address) => (text.span(link.span).to_owned(), address.to_string()),
                other => (text.span(link.span).to_owned(), format!("{other:?}")),
            };
            let found: Vec<(String, String)> = links.iter().map(web).collect();
            let found: Vec<(&str, &str)> =
                found.iter().map(|(words, whole)| (words.as_str(), whole.as_str())).collect();
            assert_eq!(found, expected, "{text}");
        };
        let same = |address| (address, address);
        check("详见https://a.cn/b?c=1，另见 http://d.cn。", &[same("https://a.cn/b?c=1"), same("http://d.cn")]);
        check("<https://a.org/rfc1>.", &[same("https://a.org/rfc1")]);
        check("(see https://a.org/x_(y)) and HTTPS://B.org.", &[same("https://a.org/x_(y)"), same("HTTPS://B.org")]);
        check("www.a.gov.cn", &[("www.a.gov.cn", "https://www.a.gov.cn")]);
        check("**https://a.cn**", &[same("https://a.cn")]);
        check("https:// http:/a xhttps://a.cn awww.b.cn www. javascript://a file:///a", &[]);
        check(
            "https://a.cn/(b)). https://a.cn/[b]] https://[::1]/",
            &[same("https://a.cn/(b)"), same("https://a.cn/[b]"), same("https://[::1]/")],
        );
        check("", &[]);
    }

    #[test]
    fn long_runs_of_signs_are_passed_over_at_once() {
        let brackets = format!("https://a.cn/{}", ")".repeat(1 << 20));
        let found = addresses(&brackets, Span::new(0..brackets.len()));
        assert_eq!(found.iter().map(|link| brackets.span(link.span)).collect::<Vec<_>>(), ["https://a.cn/"]);
        let hostless = "https:///".repeat(1 << 17);
        assert_eq!(addresses(&hostless, Span::new(0..hostless.len())), []);
    }

    #[test]
    fn only_those_that_begin_in_the_part_are_found() {
        let text = "https://a.cn https://b.cn https://c.cn";
        let found = addresses(text, Span::new(1..15));
        assert_eq!(found.iter().map(|link| text.span(link.span)).collect::<Vec<_>>(), ["https://b.cn"]);
    }
}
