//! Marks within text: formatting, links, notes, macros, and characters that stand for others.

use std::borrow::Cow;

use crate::formats::compose::Picture;
use crate::formats::light::inline::{Piece, Scan, Starts, Syntax, What, Words};
use crate::outline::MarkKind;
use crate::text::Part;

/// The marks of AsciiDoc. Attributes have their values already.
pub(super) struct Marks<'a> {
    /// The folder of the images that have no address of their own; empty where none is named.
    pub(super) folder: &'a str,
}

static STARTS: Starts = Starts::new(b"*_`#+^~<[(\"':\\-.=&");

impl Syntax for Marks<'_> {
    fn starts(&self) -> &'static Starts {
        &STARTS
    }

    fn piece<'t>(&self, scan: &mut Scan<'t>) -> Option<Piece<'t>> {
        let rest = scan.rest();
        match rest.as_bytes() {
            [b'\n', ..] => (scan.pending().ends_with(" +")).then(|| Piece::behind(2, 1, What::Break)),
            [b'\\', next, ..] if b"*_`#+^~<[(\"'-.=&".contains(next) => Some(Piece::escaped(1, rest.part(1..2))),
            [b'*', b'*', ..] => doubled(scan, "**", Some(MarkKind::Strong)).or_else(|| single(scan, "*")),
            [b'_', b'_', ..] => doubled(scan, "__", Some(MarkKind::Emphasis)).or_else(|| single(scan, "_")),
            [b'#', b'#', ..] => doubled(scan, "##", None).or_else(|| single(scan, "#")),
            [b'`', b'`', ..] => monospace(scan, "``", true).or_else(|| monospace(scan, "`", false)),
            [b'`', b'\'', ..] => Some(Piece::new(2, What::Text("’".into()))),
            [b'*', ..] => single(scan, "*"),
            [b'_', ..] => single(scan, "_"),
            [b'#', ..] => single(scan, "#"),
            [b'`', ..] => monospace(scan, "`", false),
            [b'+', b'+', b'+', ..] => passed(scan, "+++"),
            [b'+', b'+', ..] => passed(scan, "++"),
            [b'+', ..] => plus(scan),
            [b'^', ..] => raised(scan, "^"),
            [b'~', ..] => raised(scan, "~"),
            [b'<', b'<', ..] => reference(scan),
            [b'[', b'[', ..] => anchor(scan),
            [b'[', ..] => role(scan),
            [b'(', b'(', b'(', ..] => hidden(scan, 3, ")))"),
            [b'(', b'(', ..] => {
                let inner = scan.until(2, "))")?;
                Some(Piece::new(inner.len() + 4, What::Inner(inner.into())))
            }
            [b'"', b'`', ..] => curly(scan, "`\"", '“', '”'),
            [b'\'', b'`', ..] => curly(scan, "`'", '‘', '’'),
            [b':', b'/', b'/', ..] => address(scan),
            [b':', ..] => named(scan, self.folder),
            [b'&', ..] => entity(rest),
            _ => replaced(scan),
        }
    }
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// Marks of two characters may stand anywhere.
fn doubled<'t>(scan: &mut Scan<'t>, mark: &'static str, kind: Option<MarkKind>) -> Option<Piece<'t>> {
    let inner = scan.until(2, mark).filter(|inner| !inner.is_empty())?;
    let what = kind.map_or(What::Inner(inner.into()), |kind| What::Marked(kind, inner));
    Some(Piece::new(inner.len() + 4, what))
}

/// The text between marks of one character, which stand at the borders of words.
fn constrained<'t>(scan: &mut Scan<'t>, mark: &'static str) -> Option<&'t str> {
    let start = scan.at + 1;
    let before = scan.before(scan.at);
    let first = scan.after(start).filter(|c| !c.is_whitespace())?;
    let quotes = if mark == "`" { "&:;}\"'`" } else { "&:;}" };
    if is_word(before) || before.is_some_and(|c| quotes.contains(c)) {
        return None;
    }
    let ends = |before: Option<char>, after: Option<char>| {
        let quoted = mark == "`" && after.is_some_and(|c| matches!(c, '"' | '\'' | '`'));
        before.is_some_and(|c| !c.is_whitespace() && c != '\\') && !is_word(after) && !quoted
    };
    let end = scan.find(start + first.len_utf8(), mark, ends)?;
    Some(scan.text.part(start..end))
}

fn single<'t>(scan: &mut Scan<'t>, mark: &'static str) -> Option<Piece<'t>> {
    let inner = constrained(scan, mark)?;
    let what = match mark {
        "*" => What::Marked(MarkKind::Strong, inner),
        "_" => What::Marked(MarkKind::Emphasis, inner),
        _ => What::Inner(inner.into()),
    };
    Some(Piece::new(inner.len() + 2, what))
}

/// Code; plus signs within say that it is literal.
fn monospace<'t>(scan: &mut Scan<'t>, mark: &'static str, anywhere: bool) -> Option<Piece<'t>> {
    let inner = if anywhere { scan.until(2, mark).filter(|inner| !inner.is_empty()) } else { constrained(scan, mark) }?;
    let literal = inner.strip_prefix('+').and_then(|inner| inner.strip_suffix('+'));
    Some(Piece::new(inner.len() + 2 * mark.len(), What::Verbatim(MarkKind::Code, unescaped(literal.unwrap_or(inner)))))
}

/// Code without the backslashes before what would else be markup.
fn unescaped(text: &str) -> Cow<'_, str> {
    if text.contains("\\'") || text.contains("\\*") || text.contains("\\_") {
        return Cow::Owned(text.replace("\\'", "'").replace("\\*", "*").replace("\\_", "_"));
    }
    Cow::Borrowed(text)
}

/// Text that is passed on as it is.
fn passed<'t>(scan: &mut Scan<'t>, mark: &'static str) -> Option<Piece<'t>> {
    let inner = scan.until(mark.len(), mark).filter(|inner| !inner.is_empty())?;
    Some(Piece::new(inner.len() + 2 * mark.len(), What::Text(Cow::Borrowed(inner))))
}

fn plus<'t>(scan: &mut Scan<'t>) -> Option<Piece<'t>> {
    let inner = constrained(scan, "+")?;
    Some(Piece::new(inner.len() + 2, What::Text(Cow::Borrowed(inner))))
}

/// The longest text above or below the line, in bytes.
const LONGEST_RAISED: usize = 60;

/// Text above or below the line, in which there is no white space.
fn raised<'t>(scan: &Scan<'t>, mark: &'static str) -> Option<Piece<'t>> {
    let (inner, _) = scan.rest().part(1..LONGEST_RAISED).split_once(mark)?;
    let inner = scan.rest().part(1..1 + inner.len());
    let is_raised = !inner.is_empty() && !inner.contains(char::is_whitespace);
    is_raised.then(|| Piece::new(inner.len() + 2, What::Inner(inner.into())))
}

/// A reference to a place: its words, else the name of the place.
fn reference<'t>(scan: &mut Scan<'t>) -> Option<Piece<'t>> {
    let inner = scan.until(2, ">>")?;
    let (name, words) = inner.split_once(',').map_or((inner, inner), |(name, words)| (name, words.trim()));
    Some(Piece::new(inner.len() + 4, What::Link(place(name), Words::Inner(words))))
}

/// What refers to a place of this text, or of another one: `name`, `other.adoc#name`.
fn place(name: &str) -> Cow<'_, str> {
    if name.contains('#') || name.ends_with(".adoc") { name.into() } else { format!("#{}", name.trim()).into() }
}

/// A place that links lead to.
fn anchor<'t>(scan: &mut Scan<'t>) -> Option<Piece<'t>> {
    let inner = scan.until(2, "]]")?;
    let name = inner.split(',').next().unwrap_or_default();
    Some(Piece::new(inner.len() + 4, What::Anchor(name.trim().into())))
}

/// What is not shown: the anchor of a link, a term of the index.
fn hidden<'t>(scan: &mut Scan<'t>, skipped: usize, end: &'static str) -> Option<Piece<'t>> {
    let inner = scan.until(skipped, end)?;
    Some(Piece::hidden(inner.len() + skipped + end.len()))
}

/// The longest role of a text, in bytes.
const LONGEST_ROLE: usize = 60;

/// The role of the formatted text that follows; it is not shown.
fn role<'t>(scan: &Scan<'t>) -> Option<Piece<'t>> {
    let (inner, after) = scan.rest().part(1..LONGEST_ROLE).split_once(']')?;
    let is_role = inner.starts_with(['.', '#', '%']) || after.starts_with('#');
    let is_marked = after.starts_with(['#', '*', '_', '`']);
    (is_role && is_marked && !inner.is_empty()).then(|| Piece::hidden(inner.len() + 2))
}

/// Text in curly quotes.
fn curly<'t>(scan: &mut Scan<'t>, end: &'static str, open: char, close: char) -> Option<Piece<'t>> {
    let inner = scan.until(2, end)?;
    Some(Piece::new(inner.len() + 4, What::Text(Cow::Owned(format!("{open}{inner}{close}")))))
}

/// The text in the brackets that begin at a place; brackets in it are escaped.
fn bracketed<'t>(scan: &mut Scan<'t>, at: usize) -> Option<&'t str> {
    if scan.after(at) != Some('[') {
        return None;
    }
    let end = scan.find(at + 1, "]", |before, _| before != Some('\\'))?;
    Some(scan.text.part(at + 1..end))
}

/// The words of a link: the first part of what stands in its brackets, if that is not named.
fn words(inner: &str) -> &str {
    let inner = inner.trim();
    if let Some(quoted) = inner.strip_prefix('"').and_then(|inner| inner.split_once('"')) {
        return quoted.0;
    }
    let named = |text: &str| text.split_once('=').is_some_and(|(name, _)| name.chars().all(char::is_alphanumeric));
    let (first, rest) = inner.split_once(',').unwrap_or((inner, ""));
    let words = if rest.split(',').any(|part| named(part.trim())) { first } else { inner };
    if named(words) { "" } else { words.trim_end_matches('^') }
}

/// An address on the web, with or without words for it.
fn address<'t>(scan: &mut Scan<'t>) -> Option<Piece<'t>> {
    let (mut back, length) = scan.address()?;
    let pending = scan.pending();
    if pending.part(0..pending.len() - back).ends_with("link:") {
        back += "link:".len();
    }
    let end = scan.at + length;
    let shown = scan.text.part(scan.at - back..end);
    let shown = shown.strip_prefix("link:").unwrap_or(shown);
    match bracketed(scan, end) {
        Some(inner) => {
            let label = Some(words(inner)).filter(|words| !words.is_empty()).unwrap_or(shown);
            Some(Piece::behind(back, length + inner.len() + 2, What::Link(shown.into(), Words::Inner(label))))
        }
        None => Some(Piece::behind(back, length, What::address(shown))),
    }
}

/// The longest target of a macro, in bytes.
const LONGEST_TARGET: usize = 400;

/// A macro: a name, a target, and text in brackets. It is noticed at its colon.
fn named<'t>(scan: &mut Scan<'t>, folder: &str) -> Option<Piece<'t>> {
    let pending = scan.pending();
    let name = pending.part(pending.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len()..pending.len());
    let links = matches!(name, "link" | "xref" | "mailto");
    let pictures = matches!(name, "image" | "icon");
    let notes = matches!(name, "footnote" | "footnoteref");
    let keys = matches!(name, "kbd" | "btn" | "menu");
    let literal = matches!(name, "pass" | "stem" | "latexmath" | "asciimath");
    let silent = matches!(name, "indexterm" | "anchor");
    if !(links || pictures || notes || keys || literal || silent || name == "indexterm2") {
        return None;
    }
    let after = scan.rest().part(1..LONGEST_TARGET);
    let target = after.part(0..after.find(['[', '\n'])?);
    let spaced = target.contains(char::is_whitespace) && !matches!(name, "image" | "menu");
    let at = scan.at + 1 + target.len();
    let inner = bracketed(scan, at).filter(|_| !spaced && !target.starts_with(':'))?;
    let text = words(inner);
    let shown = if text.is_empty() { scan.text.part(scan.at + 1..at) } else { text };
    let what = if links {
        let reference = match name {
            "mailto" => Cow::Owned(format!("mailto:{target}")),
            "xref" => place(target),
            _ => Cow::Borrowed(target),
        };
        What::Link(reference, Words::Inner(shown))
    } else if notes {
        // Its text, and the brackets around it.
        What::Inner(scan.text.part(at..at + inner.len() + 2).into())
    } else if pictures {
        let (words, picture) = pictured(target, text, folder);
        // An icon is named by what it shows, and lies nowhere.
        What::Picture(words.into(), if name == "image" { picture } else { Picture::default() })
    } else if keys {
        let menu = format!("{target} › {inner}");
        What::Verbatim(MarkKind::Code, if target.is_empty() { Cow::Borrowed(inner) } else { Cow::Owned(menu) })
    } else if silent {
        What::Text(Cow::Borrowed(""))
    } else {
        What::Text(Cow::Borrowed(inner))
    };
    Some(Piece::behind(name.len(), 1 + target.len() + inner.len() + 2, what))
}

/// The words for a picture, and what is known of it, of the target of its macro and what stands in its brackets: words,
/// width and height, or the same by their names. It lies in a folder, unless it has an address of its own.
pub(super) fn pictured<'t>(target: &str, inner: &'t str, folder: &str) -> (&'t str, Picture) {
    let mut parts = inner.split(',').map(|part| part.trim().trim_matches('"'));
    let named = |name: &str| {
        let mut values = inner.split(',').filter_map(|part| part.trim().split_once('='));
        values.find(|(key, _)| *key == name).map(|(_, value)| value.trim_matches('"'))
    };
    let words = parts.next().unwrap_or_default();
    let words = if words.contains('=') { named("alt").unwrap_or_default() } else { words };
    let mut size = |name: &str| named(name).or(parts.next()).and_then(|length| length.parse().ok()).unwrap_or(0);
    let pixels = (size("width"), size("height"));
    let is_apart = folder.is_empty() || target.is_empty() || target.contains(':') || target.starts_with('/');
    let path = if is_apart { target.to_owned() } else { format!("{}/{target}", folder.trim_end_matches('/')) };
    (words, Picture { pixels, ..Picture::to(&path) })
}

/// A reference to a character.
fn entity(rest: &str) -> Option<Piece<'_>> {
    let (name, _) = rest.part(1..10).split_once(';')?;
    let number = name.strip_prefix('#');
    let code = number.and_then(|number| match number.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => number.parse().ok(),
    });
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "nbsp" => '\u{a0}',
        _ => code.and_then(char::from_u32)?,
    };
    Some(Piece::new(name.len() + 2, What::Text(Cow::Owned(character.to_string()))))
}

/// Characters that stand for others.
fn replaced<'t>(scan: &Scan<'t>) -> Option<Piece<'t>> {
    let rest = scan.rest();
    let known =
        [("(C)", "©"), ("(R)", "®"), ("(TM)", "™"), ("...", "…"), ("->", "→"), ("=>", "⇒"), ("<-", "←"), ("<=", "⇐")];
    if let Some((written, shown)) = known.iter().find(|(written, _)| rest.starts_with(written)) {
        return Some(Piece::new(written.len(), What::Text(Cow::Borrowed(shown))));
    }
    let (before, after) = (scan.before(scan.at), scan.after(scan.at + 2));
    let spaced = before == Some(' ') && after == Some(' ');
    if rest.starts_with("--") && (spaced || is_word(before) && is_word(after)) {
        return Some(Piece::new(2, What::Text("—".into())));
    }
    let apostrophe = rest.starts_with('\'') && is_word(before) && is_word(scan.after(scan.at + 1));
    apostrophe.then(|| Piece::new(1, What::Text("’".into())))
}
