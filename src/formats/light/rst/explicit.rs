//! What begins with two dots: comments, notes, targets, substitutions and directives.

use crate::formats::compose::note;
use crate::formats::light::flow::Container;
use crate::formats::light::lines::Line;
use crate::formats::light::rst::body::Body;
use crate::formats::light::rst::directive;
use crate::formats::light::rst::names::key;
use crate::text::Part;

/// What a line that begins with two dots begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Explicit<'a> {
    /// A footnote or a citation: its label.
    Note(&'a str),
    /// A target of links: its name, in lower case or not.
    Target(&'a str),
    /// The definition of what stands for a name: the name, and the directive that says it.
    Substitution(&'a str, &'a str),
    /// A directive: its name, and what follows it on the line.
    Directive(&'a str, &'a str),
    /// What is not shown.
    Comment,
}

impl<'a> Explicit<'a> {
    /// What the text of a line begins, if it begins with two dots.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let rest = match text.strip_prefix("..")? {
            "" => return Some(Self::Comment),
            rest => rest.strip_prefix(' ')?.trim_start(),
        };
        let note = rest.strip_prefix('[').and_then(|inner| inner.split_once(']'));
        let substitution = rest.strip_prefix('|').and_then(|inner| inner.split_once('|'));
        if let Some((label, _)) = note.filter(|(label, after)| is_label(label) && is_parted(after)) {
            Some(Self::Note(label))
        } else if let Some(name) = rest.strip_prefix('_').and_then(target) {
            Some(Self::Target(name))
        } else if let Some((name, definition)) = substitution.filter(|(name, _)| !name.is_empty()) {
            Some(Self::Substitution(name, definition.trim_start()))
        } else {
            Some(directive(rest).map_or(Self::Comment, |(name, rest)| Self::Directive(name, rest)))
        }
    }
}

fn is_parted(text: &str) -> bool {
    text.is_empty() || text.starts_with(' ')
}

/// Whether a footnote or a citation may be called so.
fn is_label(label: &str) -> bool {
    let name = label.strip_prefix('#').unwrap_or(label);
    label == "*" || label == "#" || !name.is_empty() && name.chars().all(is_in_name)
}

/// Whether a character may stand in the name of a thing.
pub(super) fn is_in_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | ':')
}

/// The name of a target, up to the colon that ends it; names in backquotes may have others.
fn target(text: &str) -> Option<&str> {
    if let Some(quoted) = text.strip_prefix('`') {
        return quoted.split_once("`:").map(|(name, _)| name);
    }
    let mut colons = text.match_indices(':').map(|(at, _)| at);
    let end = colons.find(|&at| is_parted(text.part(at + 1..text.len())) && !text.part(0..at).ends_with('\\'))?;
    Some(text.part(0..end))
}

/// The name of a directive, and what follows the colons behind it.
pub(super) fn directive(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_once("::")?;
    let name = name.strip_suffix(' ').unwrap_or(name);
    let is_name = name.starts_with(char::is_alphanumeric) && name.chars().all(is_in_name);
    (is_name && is_parted(rest)).then_some((name, rest.trim_start()))
}

impl<'a> Body<'a> {
    /// Composes what begins with two dots or underscores.
    pub(super) fn explicit(&mut self, line: Line<'a>, titled: bool) -> bool {
        if line.text == "__" || line.text.starts_with("__ ") {
            self.at += 1;
            return true;
        }
        match Explicit::parse(line.text) {
            None => return false,
            Some(Explicit::Note(label)) => {
                let from = line.text.find(']').map_or(line.text.len(), |at| at + 1);
                let label = self.marks.names.label(label, &self.counts).into_owned();
                self.flow.enter_with(Container::Note, format!("[{label}] "));
                self.flow.composer.anchor(&note(&label));
                self.behind(line, from);
                self.flow.leave();
            }
            Some(Explicit::Target(name)) => {
                self.flow.composer.anchor(&key(name));
                self.at += 1;
                while !self.line(self.at).is_blank() && self.line(self.at).indent > line.indent {
                    self.at += 1;
                }
            }
            Some(Explicit::Directive(name, rest)) => directive::compose(self, line, name, rest, titled),
            Some(Explicit::Comment) if line.text == ".." && self.line(self.at + 1).is_blank() => self.at += 1,
            Some(Explicit::Comment | Explicit::Substitution(..)) => {
                self.at += 1;
                self.indented(line.indent);
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_dots_begin_what_follows_them() {
        let check = |text: &str, expected: Option<Explicit<'_>>| assert_eq!(Explicit::parse(text), expected, "{text}");
        check("..", Some(Explicit::Comment));
        check("... and so on", None);
        check("..x", None);
        check(".. words only", Some(Explicit::Comment));
        check(".. [1] a", Some(Explicit::Note("1")));
        check(".. [#名]", Some(Explicit::Note("#名")));
        check(".. [a b] c", Some(Explicit::Comment));
        check(".. _a b: http://c", Some(Explicit::Target("a b")));
        check(".. _`a: b`: c", Some(Explicit::Target("a: b")));
        check(".. __: http://c", Some(Explicit::Target("_")));
        check(".. |a| replace:: b", Some(Explicit::Substitution("a", "replace:: b")));
        check(".. c:function:: int f()", Some(Explicit::Directive("c:function", "int f()")));
        check(".. note ::", Some(Explicit::Directive("note", "")));
        check(".. a note:: b", Some(Explicit::Comment));
    }
}
