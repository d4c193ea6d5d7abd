//! Marks within text: emphasis, literals, roles, links, notes, substitutions.

use std::borrow::Cow;

use crate::formats::compose;
use crate::formats::light::allowance::Allowance;
use crate::formats::light::inline::{Addresses, Piece, Scan, Starts, Syntax, What, Words, is_open};
use crate::formats::light::rst::names::{Counts, Names, key};
use crate::outline::MarkKind;
use crate::text::Part;

/// The marks of reStructuredText.
pub(super) struct Marks<'n> {
    /// What is defined in the file.
    pub(super) names: Names<'n>,
    /// How much longer the text may become by it.
    pub(super) allowance: Allowance,
    /// The references to notes without a name so far.
    pub(super) counts: Counts,
}

static STARTS: Starts = Starts::new(b"*`|_[:\\");

/// Punctuation of ASCII after which a mark may begin. From the specification, "Inline markup recognition rules".
const BEFORE: &str = "-:/'\"<([{";
/// Punctuation of ASCII before which a mark may end.
const AFTER: &str = "-.,:;!?\\/'\")]}>";

impl Syntax for Marks<'_> {
    fn starts(&self) -> &'static Starts {
        &STARTS
    }

    fn piece<'t>(&self, scan: &mut Scan<'t>) -> Option<Piece<'t>> {
        let rest = scan.rest();
        match rest.as_bytes() {
            [b'\\', ..] => Some(escaped(rest)),
            [b':', b'/', b'/', ..] => Addresses.piece(scan),
            [b':', ..] => prefixed(scan),
            [b'*', b'*', ..] => marked(scan, "**", MarkKind::Strong),
            [b'*', ..] => marked(scan, "*", MarkKind::Emphasis),
            [b'`', b'`', ..] => {
                let inner = between(scan, "``", true)?;
                Some(Piece::new(inner.len() + 4, What::Verbatim(MarkKind::Code, Cow::Borrowed(inner))))
            }
            [b'`', ..] => self.interpreted(scan),
            [b'|', ..] => self.substitution(scan),
            [b'[', ..] => self.note(scan),
            [b'_', b'`', ..] => target(scan),
            [b'_', ..] => self.reference(scan),
            _ => None,
        }
    }
}

impl Marks<'_> {
    /// Text in backquotes: a link where an underscore follows, else what its role says.
    fn interpreted<'t>(&self, scan: &mut Scan<'t>) -> Option<Piece<'t>> {
        let inner = between(scan, "`", false)?;
        let length = inner.len() + 2;
        let behind = scan.text.part(scan.at + length..scan.text.len());
        let underscores = behind.len() - behind.trim_start_matches('_').len();
        if underscores > 0 {
            let (words, target) = embedded(inner);
            let reference = target.map_or_else(|| self.names.reference(inner), address);
            return Some(Piece::new(length + underscores.min(2), What::Link(reference, Words::Inner(words))));
        }
        if let Some((role, rest)) = behind.strip_prefix(':').and_then(|rest| rest.split_once(':'))
            && is_role(role)
            && is_open(rest.chars().next(), AFTER)
        {
            return Some(Piece::new(length + role.len() + 2, styled(role, inner)));
        }
        Some(Piece::new(length, What::Marked(MarkKind::Emphasis, inner)))
    }

    /// A reference to a footnote or a citation.
    fn note<'t>(&self, scan: &Scan<'t>) -> Option<Piece<'t>> {
        let (label, after) = scan.rest().part(1..LONGEST_LABEL).split_once(']')?;
        let is_label = |c: char| c.is_alphanumeric() || "-_.#*:+".contains(c);
        let rest = after.strip_prefix('_')?;
        let is_note = !label.is_empty() && label.chars().all(is_label) && is_open(rest.chars().next(), AFTER);
        is_note.then(|| {
            let shown = self.names.label(label, &self.counts);
            let reference = format!("#{}", compose::note(&shown));
            let words = Words::Verbatim(format!("[{shown}]").into());
            Piece::new(label.len() + 3, What::Link(reference.into(), words))
        })
    }

    fn substitution<'t>(&self, scan: &mut Scan<'t>) -> Option<Piece<'t>> {
        let inner = between(scan, "|", false)?;
        let length = inner.len() + 2;
        let behind = scan.text.part(scan.at + length..scan.text.len());
        let underscores = behind.len() - behind.trim_start_matches('_').len();
        let text = self.names.substitution(inner).filter(|text| self.allowance.take(text.len()));
        let text = text.map_or(Cow::Borrowed(inner), |text| Cow::Owned(text.to_owned()));
        Some(Piece::new(length + underscores.min(2), What::Inner(text)))
    }

    /// The underscore behind a word that names a target.
    fn reference<'t>(&self, scan: &Scan<'t>) -> Option<Piece<'t>> {
        let after = scan.rest().trim_start_matches('_');
        let underscores = scan.rest().len() - after.len();
        let pending = scan.pending();
        if underscores > 2 || !is_open(after.chars().next(), AFTER) {
            return None;
        }
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+');
        let word = pending.part(pending.trim_end_matches(is_word).len()..pending.len());
        let is_name = word.starts_with(char::is_alphanumeric) && self.names.is_target(word);
        is_name.then(|| {
            let word = scan.text.part(scan.at - word.len()..scan.at);
            let link = What::Link(self.names.reference(word), Words::Verbatim(word.into()));
            Piece::behind(word.len(), underscores, link)
        })
    }
}

/// The text between two marks, if both may be such where they stand.
fn between<'t>(scan: &mut Scan<'t>, mark: &'static str, literal: bool) -> Option<&'t str> {
    let start = scan.at + mark.len();
    let first = scan.after(start).filter(|c| !c.is_whitespace())?;
    if !is_open(scan.before(scan.at), BEFORE) || is_quoted(scan.before(scan.at), first) {
        return None;
    }
    let after = if mark == "`" || mark == "|" { ".,:;!?\\/'\")]}>-_" } else { AFTER };
    let ends = |before: Option<char>, next: Option<char>| {
        before.is_some_and(|c| !c.is_whitespace() && (literal || c != '\\')) && is_open(next, after)
    };
    let from = start + first.len_utf8();
    let end = scan.find(from, mark, ends)?;
    Some(scan.text.part(start..end))
}

/// Whether a mark stands alone in quotes or brackets, where it begins nothing.
fn is_quoted(before: Option<char>, after: char) -> bool {
    let pair = |before: char| "'\"([{<".chars().zip("'\")]}>".chars()).any(|pair| pair == (before, after));
    before.is_some_and(pair)
}

fn marked<'t>(scan: &mut Scan<'t>, mark: &'static str, kind: MarkKind) -> Option<Piece<'t>> {
    let inner = between(scan, mark, false)?;
    Some(Piece::new(inner.len() + 2 * mark.len(), What::Verbatim(kind, unescaped(inner))))
}

/// A backslash makes a character stand for itself, and vanishes with white space behind it.
fn escaped(rest: &str) -> Piece<'_> {
    let next = rest.chars().nth(1);
    let length = next.map_or(0, char::len_utf8);
    match next {
        Some(c) if c.is_whitespace() => Piece::hidden(1 + length),
        _ => Piece::escaped(1, rest.part(1..1 + length)),
    }
}

/// Text without the backslashes that make characters stand for themselves.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut found = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match (c, if c == '\\' { characters.next() } else { None }) {
            ('\\', Some(next)) if next.is_whitespace() => {}
            ('\\', Some(next)) => found.push(next),
            _ => found.push(c),
        }
    }
    Cow::Owned(found)
}

/// A role, and the text in backquotes that follows it.
fn prefixed<'t>(scan: &mut Scan<'t>) -> Option<Piece<'t>> {
    let rest = scan.rest().part(1..LONGEST_ROLE);
    let (role, _) = rest.split_once(":`").filter(|(role, _)| is_role(role))?;
    if !is_open(scan.before(scan.at), BEFORE) {
        return None;
    }
    let mark = scan.at + role.len() + 2;
    let first = scan.after(mark + 1).filter(|c| !c.is_whitespace())?;
    let ends = |before: Option<char>, next: Option<char>| {
        before.is_some_and(|c| !c.is_whitespace() && c != '\\') && is_open(next, ".,:;!?\\/'\")]}>-_")
    };
    let end = scan.find(mark + 1 + first.len_utf8(), "`", ends)?;
    Some(Piece::new(end + 1 - scan.at, styled(role, scan.text.part(mark + 1..end))))
}

/// The longest name of a role, in bytes.
const LONGEST_ROLE: usize = 40;

fn is_role(name: &str) -> bool {
    name.starts_with(char::is_alphanumeric)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | ':'))
}

/// How the text of a role is shown.
fn styled<'t>(role: &str, text: &'t str) -> What<'t> {
    let name = role.rsplit(':').next().unwrap_or(role);
    match name {
        "emphasis" | "title-reference" | "title" | "t" | "dfn" => What::Marked(MarkKind::Emphasis, text),
        "strong" | "guilabel" | "menuselection" => What::Marked(MarkKind::Strong, text),
        "math" | "sub" | "sup" | "subscript" | "superscript" | "abbr" | "index" => What::Text(Cow::Borrowed(text)),
        "raw" | "cspan" | "rspan" => What::Text(Cow::Borrowed("")),
        "code" | "literal" | "samp" | "file" | "command" | "kbd" | "program" | "makevar" | "manpage" | "mailheader"
        | "regexp" | "mimetype" => What::Verbatim(MarkKind::Code, Cow::Borrowed(text)),
        _ => {
            let (words, target) = embedded(text);
            let explicit = target.is_some();
            let names_words = matches!(name, "ref" | "doc" | "term" | "numref" | "download" | "any" | "pep" | "rfc");
            let words = if explicit { words } else { shortened(words) };
            match name {
                "rfc" => {
                    let address = format!("https://www.rfc-editor.org/info/rfc{words}");
                    What::Link(address.into(), Words::Verbatim(format!("RFC {words}").into()))
                }
                "pep" => {
                    let address = format!("https://peps.python.org/pep-{words:0>4}");
                    What::Link(address.into(), Words::Verbatim(format!("PEP {words}").into()))
                }
                _ if explicit || names_words => {
                    let target = target.unwrap_or(text).trim();
                    let reference = match name {
                        "doc" => format!("{}.rst", target.trim_start_matches('/')),
                        _ => format!("#{}", key(target)),
                    };
                    What::Link(reference.into(), Words::Verbatim(unescaped(words)))
                }
                "func" | "function" | "meth" => What::Verbatim(MarkKind::Code, called(words)),
                _ => What::Verbatim(MarkKind::Code, Cow::Borrowed(words)),
            }
        }
    }
}

/// A function is named with brackets.
fn called(name: &str) -> Cow<'_, str> {
    if name.ends_with(')') { Cow::Borrowed(name) } else { Cow::Owned(format!("{name}()")) }
}

/// What a link refers to that says so itself: an address, or a name with an underscore behind it.
fn address(target: &str) -> Cow<'_, str> {
    match target.trim().strip_suffix('_') {
        Some(name) => format!("#{}", key(name.trim_matches('`'))).into(),
        None => target.trim().into(),
    }
}

/// The words of a link that says where it leads: `words <target>`, and where that is. Where it has none the target is
/// shown.
fn embedded(text: &str) -> (&str, Option<&str>) {
    let parts = text.strip_suffix('>').and_then(|text| text.rsplit_once('<'));
    match parts {
        Some((words, target)) if words.trim().is_empty() => (target, Some(target)),
        Some((words, target)) if words.ends_with(char::is_whitespace) => (words.trim_end(), Some(target)),
        _ => (text, None),
    }
}

/// What Sphinx shows of a name: behind `~` its last part, and no `!` before it.
fn shortened(name: &str) -> &str {
    match name.strip_prefix('~') {
        Some(name) => name.rsplit('.').next().unwrap_or(name),
        None => name.strip_prefix('!').unwrap_or(name),
    }
}

/// The longest label of a note, in bytes.
const LONGEST_LABEL: usize = 80;

/// A target within text: its words.
fn target<'t>(scan: &mut Scan<'t>) -> Option<Piece<'t>> {
    if !is_open(scan.before(scan.at), BEFORE) {
        return None;
    }
    let inner = scan.until(2, "`")?;
    Some(Piece::new(inner.len() + 3, What::Text(Cow::Borrowed(inner))))
}
