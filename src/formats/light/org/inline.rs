//! Marks within text: emphasis, links, notes, entities, macros.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::formats::compose::{self, Picture};
use crate::formats::light::allowance::Allowance;
use crate::formats::light::inline::{Addresses, Piece, Scan, Starts, Syntax, What, Words, is_open};
use crate::formats::light::org::entities::entity;
use crate::outline::MarkKind;
use crate::text::Part;

/// The marks of Org.
#[derive(Debug)]
pub(super) struct Marks<'a> {
    /// The macros of the file.
    pub(super) macros: Macros<'a>,
}

/// What macros stand for.
#[derive(Debug)]
pub(super) struct Macros<'a> {
    texts: HashMap<&'a str, &'a str>,
    /// How much longer the text may become by them.
    allowance: Allowance,
}

/// The longest text of a macro, in bytes; a longer one counts as unknown.
const LONGEST_MACRO: usize = 4096;

impl<'a> Macros<'a> {
    /// Takes the lines that define macros: a name, and what it stands for.
    pub(super) fn new(lines: impl Iterator<Item = &'a str>, length: usize) -> Self {
        let texts = lines.filter_map(|line| line.split_once([' ', '\t'])).map(|(name, text)| (name, text.trim()));
        Self {
            texts: texts.filter(|(_, text)| text.len() <= LONGEST_MACRO).collect(),
            allowance: Allowance::new(length),
        }
    }

    /// What a call stands for. A macro that is unknown or speaks the language of an exporter stands for its arguments.
    fn expand(&self, name: &str, arguments: &str) -> String {
        let text = self.texts.get(name).copied().unwrap_or("$0");
        let longest = text.len().saturating_add(text.matches('$').count().saturating_mul(arguments.len()));
        if !self.allowance.take(longest) || text.contains("@@") || text.contains("$0") || text.starts_with("(eval") {
            return arguments.replace("\\,", ",");
        }
        let mut expanded = text.to_owned();
        for (at, argument) in arguments.splitn(9, ',').enumerate() {
            expanded = expanded.replace(&format!("${}", at + 1), argument.trim());
        }
        expanded
    }
}

static STARTS: Starts = Starts::new(b"*/_=~+[<\\:@^{");

/// Punctuation of ASCII after which a mark may begin.
const BEFORE: &str = "-('\"{";
/// Punctuation of ASCII before which a mark may end.
const AFTER: &str = "-.,;:!?'\")}\\[";

impl Syntax for Marks<'_> {
    fn starts(&self) -> &'static Starts {
        &STARTS
    }

    fn piece<'t>(&self, scan: &mut Scan<'t>) -> Option<Piece<'t>> {
        let rest = scan.rest();
        match rest.as_bytes() {
            [b'_', b'{', ..] | [b'^', b'{', ..] => source(scan).or_else(|| script(scan)),
            [b'_', ..] if scan.pending().ends_with("src") => source(scan),
            [b'*', ..] => emphasis(scan, "*", MarkKind::Strong),
            [b'/', ..] => emphasis(scan, "/", MarkKind::Emphasis),
            [b'_', ..] => emphasis(scan, "_", MarkKind::Emphasis),
            [b'+', ..] => emphasis(scan, "+", MarkKind::Strike),
            [b'=', ..] => verbatim(scan, "="),
            [b'~', ..] => verbatim(scan, "~"),
            [b'[', b'[', ..] => link(scan),
            [b'[', b'f', b'n', b':', ..] => note(rest),
            [b'<', b'<', b'<', ..] => {
                let inner = scan.until(3, ">>>")?;
                Some(Piece::new(inner.len() + 6, What::Inner(inner.into())))
            }
            [b'<', b'<', ..] => {
                let inner = scan.until(2, ">>")?;
                Some(Piece::hidden(inner.len() + 4))
            }
            [b'<', b'h' | b'm' | b'f', ..] => angle(rest),
            [b':', b'/', b'/', ..] => Addresses.piece(scan),
            [b'\\', ..] => backslash(scan),
            [b'@', b'@', ..] => {
                let inner = scan.until(2, "@@")?;
                inner.contains(':').then(|| Piece::hidden(inner.len() + 4))
            }
            [b'{', b'{', b'{', ..] => {
                let inner = scan.until(3, "}}}")?;
                let (name, arguments) =
                    inner.strip_suffix(')').and_then(|call| call.split_once('(')).unwrap_or((inner, ""));
                Some(Piece::new(inner.len() + 6, What::Text(Cow::Owned(self.macros.expand(name, arguments)))))
            }
            _ => None,
        }
    }
}

/// The text between two marks that stand at the borders of words.
fn between<'t>(scan: &mut Scan<'t>, mark: &'static str) -> Option<&'t str> {
    let start = scan.at + mark.len();
    let first = scan.after(start).filter(|c| !c.is_whitespace())?;
    if !is_open(scan.before(scan.at), BEFORE) {
        return None;
    }
    let ends =
        |before: Option<char>, after: Option<char>| before.is_some_and(|c| !c.is_whitespace()) && is_open(after, AFTER);
    let end = scan.find(start + first.len_utf8(), mark, ends)?;
    Some(scan.text.part(start..end))
}

fn emphasis<'t>(scan: &mut Scan<'t>, mark: &'static str, kind: MarkKind) -> Option<Piece<'t>> {
    let inner = between(scan, mark)?;
    Some(Piece::new(inner.len() + 2, What::Marked(kind, inner)))
}

fn verbatim<'t>(scan: &mut Scan<'t>, mark: &'static str) -> Option<Piece<'t>> {
    let inner = between(scan, mark)?;
    Some(Piece::new(inner.len() + 2, What::Verbatim(MarkKind::Code, Cow::Borrowed(inner))))
}

/// A link: its description, else its target.
fn link<'t>(scan: &mut Scan<'t>) -> Option<Piece<'t>> {
    let inner = scan.until(2, "]]")?;
    let length = inner.len() + 4;
    Some(match inner.split_once("][") {
        Some((target, words)) => Piece::new(length, What::Link(reference(target), Words::Inner(words))),
        None => {
            if let Some(path) = picture_path(inner) {
                return Some(Piece::new(length, What::Picture("".into(), Picture::to(path))));
            }
            let target = inner.strip_prefix('*').or_else(|| inner.strip_prefix("file:")).unwrap_or(inner);
            Piece::new(length, What::Link(reference(inner), Words::Verbatim(target.into())))
        }
    })
}

/// What a link without words shows that leads to a picture.
fn picture_path(target: &str) -> Option<&str> {
    const ENDINGS: [&str; 9] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "tif", "tiff"];
    let ending = target.rsplit_once('.')?.1;
    let known = ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending));
    let leads = target.starts_with(['.', '/', '~']) || target.split_once(':').is_some_and(|(scheme, _)| scheme != "id");
    (known && leads).then(|| target.strip_prefix("file:").unwrap_or(target))
}

/// What a link refers to: a headline or a place of this text (`*Headline`, `#name`, `name`), or of another one
/// (`file:other.org::*Headline`), or an address.
fn reference(target: &str) -> Cow<'_, str> {
    let path = target.strip_prefix("file:");
    if let Some(path) = path.or_else(|| target.starts_with(['.', '/']).then_some(target)) {
        return match path.split_once("::") {
            Some((path, place)) => format!("{path}#{}", place.trim_start_matches(['*', '#'])).into(),
            None => path.into(),
        };
    }
    let place = target.strip_prefix("id:").or_else(|| target.strip_prefix(['*', '#']));
    match place {
        Some(place) => format!("#{place}").into(),
        None if target.contains(':') => target.into(),
        None => format!("#{target}").into(),
    }
}

/// The longest label of a footnote, in bytes.
const LONGEST_LABEL: usize = 80;

/// A footnote: its label, or the bracket before its text where that is told here.
fn note(rest: &str) -> Option<Piece<'_>> {
    let inner = rest.part(4..LONGEST_LABEL);
    let end = inner.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_')?;
    let label = rest.part(4..4 + end);
    match inner.as_bytes().get(end) {
        Some(b']') if end > 0 => Some(Piece::new(
            5 + end,
            What::Link(format!("#{}", compose::note(label)).into(), Words::Verbatim(format!("[{label}]").into())),
        )),
        Some(b':') => Some(Piece::new(5 + end, What::Text("[".into()))),
        _ => None,
    }
}

/// The longest address in angle brackets, in bytes.
const LONGEST_ADDRESS: usize = 2000;

/// An address in angle brackets.
fn angle(rest: &str) -> Option<Piece<'_>> {
    let (address, _) = rest.part(1..LONGEST_ADDRESS).split_once('>')?;
    let known = ["http:", "https:", "mailto:", "ftp:", "file:"];
    let is_address = known.iter().any(|scheme| address.starts_with(scheme)) && !address.contains('\n');
    let address = rest.part(1..1 + address.len());
    is_address.then(|| Piece::new(address.len() + 2, What::address(address)))
}

/// A line break, mathematics, or the name of a character.
fn backslash<'t>(scan: &mut Scan<'t>) -> Option<Piece<'t>> {
    let rest = scan.rest();
    if let Some(after) = rest.strip_prefix("\\\\") {
        let spaces = after.len() - after.trim_start_matches([' ', '\t']).len();
        let ends = after.len() == spaces || after.part(spaces..after.len()).starts_with('\n');
        return ends.then(|| Piece::new((2 + spaces + 1).min(rest.len()), What::Break));
    }
    for (open, close) in [("\\(", "\\)"), ("\\[", "\\]")] {
        if rest.starts_with(open) {
            let inner = scan.until(2, close)?;
            return Some(Piece::new(inner.len() + 4, What::Text(Cow::Borrowed(rest.part(0..inner.len() + 4)))));
        }
    }
    let letters = rest.part(1..40);
    let name = letters.part(0..letters.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(letters.len()));
    let character = entity(name)?;
    let braces = if rest.part(1 + name.len()..rest.len()).starts_with("{}") { 2 } else { 0 };
    Some(Piece::new(1 + name.len() + braces, What::Text(Cow::Borrowed(character))))
}

/// Text above or below the line, in braces.
fn script<'t>(scan: &mut Scan<'t>) -> Option<Piece<'t>> {
    if scan.before(scan.at).is_none_or(char::is_whitespace) {
        return None;
    }
    let inner = scan.until(2, "}")?;
    Some(Piece::new(inner.len() + 3, What::Inner(inner.into())))
}

/// Source code within text: `src_language[options]{code}`. It is noticed at its underscore.
fn source<'t>(scan: &mut Scan<'t>) -> Option<Piece<'t>> {
    if !scan.pending().ends_with("src") {
        return None;
    }
    let head = scan.rest().part(1..LONGEST_LABEL);
    let open = head.find('{').filter(|open| !head.part(0..*open).contains(char::is_whitespace))?;
    let code = scan.until(1 + open + 1, "}")?;
    let length = 1 + open + 1 + code.len() + 1;
    Some(Piece::behind(3, length, What::Verbatim(MarkKind::Code, Cow::Borrowed(code))))
}
