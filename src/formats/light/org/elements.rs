//! What lines begin, and where blocks and drawers end. Each line is looked at once before anything is composed, so that
//! no end is looked for twice.

use std::collections::HashMap;

use crate::formats::light::lines::Line;
use crate::formats::light::org::headline::stars;
use crate::formats::light::org::lists::item;
use crate::text::Part;

/// What a line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element<'a> {
    /// A block: its name, and what follows it.
    Begin(&'a str, &'a str),
    /// The end of a block: its name.
    End(&'a str),
    /// A keyword and its value.
    Keyword(&'a str, &'a str),
    /// What is not shown: a comment, a plan, a clock.
    Hidden,
    /// A drawer: its name.
    Drawer(&'a str),
    /// A line that is shown as it is.
    Fixed(&'a str),
    /// A row of a table.
    Row,
    Rule,
    /// A footnote: its label, and its text.
    Footnote(&'a str, &'a str),
    /// An environment of LaTeX: its name.
    Latex(&'a str),
    Item,
    /// Running text.
    Text,
}

impl<'a> Element<'a> {
    /// What a line begins that is no headline and not blank.
    pub(super) fn of(line: &Line<'a>) -> Self {
        let text = line.text;
        match text.as_bytes().first() {
            Some(b'#') => special(text),
            Some(b':') => colon(text),
            Some(b'|') => Self::Row,
            Some(b'-') if text.len() >= 5 && text.bytes().all(|byte| byte == b'-') => Self::Rule,
            Some(b'[') if line.indent == 0 => footnote(text).unwrap_or(Self::Text),
            Some(b'\\') => latex(text).map_or(Self::Text, Self::Latex),
            Some(b'C' | b'S' | b'D') if is_plan(text) => Self::Hidden,
            Some(b'%') if text.starts_with("%%(") => Self::Hidden,
            _ if item(text, line.indent).is_some() => Self::Item,
            _ => Self::Text,
        }
    }
}

/// What begins with a number sign.
fn special(text: &str) -> Element<'_> {
    let Some(rest) = text.strip_prefix("#+") else {
        return if text == "#" || text.starts_with("# ") { Element::Hidden } else { Element::Text };
    };
    let (name, value) = rest.split_once([' ', '\t']).unwrap_or((rest, ""));
    let (start, end) = (name.part(0.."begin_".len()), name.part(0.."end_".len()));
    if start.eq_ignore_ascii_case("begin_") || name.eq_ignore_ascii_case("begin:") {
        return Element::Begin(name.part("begin_".len()..name.len()), value.trim());
    }
    if end.eq_ignore_ascii_case("end_") || name.eq_ignore_ascii_case("end:") {
        return Element::End(name.part("end_".len()..name.len()));
    }
    match rest.split_once(':') {
        Some((name, value)) if !name.is_empty() && !name.contains(char::is_whitespace) => {
            Element::Keyword(name, value.trim())
        }
        _ => Element::Text,
    }
}

/// What begins with a colon.
fn colon(text: &str) -> Element<'_> {
    if let Some(fixed) = text.strip_prefix(": ").or((text == ":").then_some("")) {
        return Element::Fixed(fixed);
    }
    let name = text.strip_prefix(':').and_then(|text| text.strip_suffix(':')).unwrap_or_default();
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    if is_name { Element::Drawer(name) } else { Element::Text }
}

fn footnote(text: &str) -> Option<Element<'_>> {
    let (label, rest) = text.strip_prefix("[fn:")?.split_once(']')?;
    let is_label = !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    is_label.then(|| Element::Footnote(label, rest.trim_start()))
}

fn latex(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix("\\begin{")?.split_once('}')?;
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'*')).then_some(name)
}

/// Whether a line says when a task is to be done, or how long was worked on it.
fn is_plan(text: &str) -> bool {
    let begins = |name: &str| text.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with(['<', '[']));
    ["CLOCK:", "CLOSED:", "SCHEDULED:", "DEADLINE:"].iter().any(|name| begins(name))
}

/// Where things end.
#[derive(Debug, Default)]
pub(super) struct Ends {
    /// The lines that end blocks, by the lower case of their names; drawers end with `:`, environments with `\`.
    ends: HashMap<String, Vec<usize>>,
    headlines: Vec<usize>,
}

impl Ends {
    /// Looks at all lines.
    pub(super) fn new(lines: &[Line<'_>]) -> Self {
        let mut found = Self::default();
        for (at, line) in lines.iter().enumerate() {
            let text = line.text;
            if line.indent == 0 && stars(line.whole).is_some() {
                found.headlines.push(at);
            } else if let Some(name) = text.strip_prefix("\\end{").and_then(|rest| rest.strip_suffix('}')) {
                found.ends.entry(format!("\\{name}")).or_default().push(at);
            } else if text.eq_ignore_ascii_case(":end:") {
                found.ends.entry(":".to_owned()).or_default().push(at);
            } else if let Some(Element::End(name)) = text.starts_with("#+").then(|| special(text)) {
                found.ends.entry(name.to_lowercase()).or_default().push(at);
            }
        }
        found
    }

    /// The line that ends what begins on a line: the first of its name, before the next headline and before `limit`.
    pub(super) fn find(&self, name: &str, at: usize, limit: usize) -> Option<usize> {
        let next = |lines: &[usize]| lines.get(lines.partition_point(|line| *line <= at)).copied();
        let end = next(self.ends.get(name)?)?;
        let headline = next(&self.headlines).unwrap_or(usize::MAX);
        (end < limit && end < headline).then_some(end)
    }

    /// The first headline behind a line.
    pub(super) fn next_headline(&self, at: usize) -> Option<usize> {
        self.headlines.get(self.headlines.partition_point(|line| *line <= at)).copied()
    }
}
