//! Lists: bullets, numbers, fields, options, definitions.

use std::ops::Range;

use crate::formats::light::flow::Container;
use crate::formats::light::inline;
use crate::formats::light::lines::Line;
use crate::formats::light::rst::body::Body;
use crate::outline::MarkKind;
use crate::text::Part;
use crate::text::width::columns;

impl<'a> Body<'a> {
    /// Composes an item of a list, or a block whose lines all begin with a mark.
    pub(super) fn list(&mut self, line: Line<'a>) -> bool {
        let text = line.text;
        if let Some(width) = bullet(text) {
            self.item(line, width, "• ".to_owned());
        } else if let Some(width) = number(text).filter(|width| self.is_numbered(line, *width)) {
            let label = text.part(0..width).trim_end();
            self.item(line, width, format!("{label} "));
        } else if let Some(name) = field(text) {
            self.field(line, name);
        } else if let Some(width) = option(text) {
            self.option(line, width);
        } else if text.starts_with(">>>") && is_parted(text, 3) {
            self.doctest();
        } else if text.starts_with('|') && is_parted(text, 1) {
            self.line_block(line.indent);
        } else {
            return false;
        }
        true
    }

    /// Whether a line that begins like a numbered item is one: the next line is blank, set in, or the next item. So
    /// says docutils, and a title that begins with a number is none.
    fn is_numbered(&self, line: Line<'a>, width: usize) -> bool {
        let next = self.line(self.at + 1);
        let same = |text: &str| -> bool {
            number(text).is_some_and(|own| shape(text.part(0..own)) == shape(line.text.part(0..width)))
        };
        next.is_blank() || next.indent > line.indent || next.indent == line.indent && same(next.text)
    }

    fn item(&mut self, line: Line<'a>, width: usize, bullet: String) {
        self.flow.enter(Container::List);
        self.flow.enter_with(Container::Item, bullet);
        let rest = line.text.part(width..line.text.len());
        if rest.trim().is_empty() {
            self.at += 1;
            if let Some(next) = self.next_line().filter(|next| next.indent > line.indent) {
                self.blocks(next.indent, false);
            }
        } else {
            let spaces = rest.len() - rest.trim_start().len();
            let indent = line.indent + columns(line.text.part(0..width)) + spaces;
            self.replace(Line::behind(rest, indent));
            self.blocks(indent, false);
        }
        self.flow.leave();
        self.flow.leave();
    }

    /// The next line becomes what is left of it.
    pub(super) fn replace(&mut self, line: Line<'a>) {
        if let Some(place) = self.lines.get_mut(self.at) {
            *place = line;
        }
    }

    /// Composes what stands behind the name of a field, of options or of a note, on its line and set in below it.
    pub(super) fn behind(&mut self, line: Line<'a>, from: usize) {
        let rest = line.text.part(from..line.text.len());
        let next = self.line(self.at + 1);
        let goes_on = next.indent > line.indent && !next.is_blank();
        let indent = if goes_on { next.indent } else { line.indent + 1 };
        self.replace(Line::behind(rest, indent));
        self.inner(line.indent);
    }

    fn field(&mut self, line: Line<'a>, name: &'a str) {
        let from = line.text.len().min(name.len() + 2);
        if self.flow.depth() == 0 && !self.flow.composer.has_headings() && is_setting(name) {
            self.at += 1;
            self.indented(line.indent);
            return;
        }
        self.flow.enter(Container::List);
        self.flow.begin_term();
        self.flow.begin_mark(MarkKind::Strong);
        inline::compose(&self.marks, name, &mut self.flow);
        self.flow.composer.end_mark();
        self.flow.composer.push(if line.text.len() > from || self.goes_on(line) { ": " } else { ":" });
        self.behind(line, from);
        self.flow.leave();
    }

    /// Whether the line behind the next one is set in further than it.
    fn goes_on(&self, line: Line<'a>) -> bool {
        let next = self.line(self.at + 1);
        !next.is_blank() && next.indent > line.indent
    }

    fn option(&mut self, line: Line<'a>, width: usize) {
        self.flow.enter(Container::List);
        self.flow.begin_term();
        self.flow.marked(MarkKind::Code, line.text.part(0..width));
        self.flow.composer.push("  ");
        self.behind(line, width);
        self.flow.leave();
    }

    /// Composes the term of a definition, with its classifiers, and the definition.
    pub(super) fn definition(&mut self, line: Line<'a>) {
        self.flow.enter(Container::List);
        self.flow.begin_term();
        self.flow.begin_mark(MarkKind::Strong);
        inline::compose(&self.marks, line.text, &mut self.flow);
        self.flow.composer.end_mark();
        self.flow.composer.end();
        self.at += 1;
        self.inner(line.indent);
        self.flow.leave();
    }

    /// Composes an example of a session with an interpreter, up to the next blank line.
    fn doctest(&mut self) {
        let first = self.at;
        while self.at < self.end && !self.line(self.at).is_blank() {
            self.at += 1;
        }
        self.code(Range { start: first, end: self.at });
    }
}

/// Whether white space or nothing follows on a mark of some bytes.
fn is_parted(text: &str, width: usize) -> bool {
    let rest = text.part(width..text.len());
    rest.is_empty() || rest.starts_with(' ')
}

/// The width of a bullet, in bytes.
fn bullet(text: &str) -> Option<usize> {
    let width = text.chars().next().filter(|c| "*+-•‣⁃".contains(*c))?.len_utf8();
    is_parted(text, width).then_some(width)
}

/// The width of the number of an item: digits, a letter, a Roman number or `#`, with a dot or in brackets.
fn number(text: &str) -> Option<usize> {
    let (open, inner) = text.strip_prefix('(').map_or((0, text), |inner| (1, inner));
    let end = inner.bytes().take(LONGEST_NUMBER).position(|byte| matches!(byte, b'.' | b')'))?;
    let label = inner.part(0..end);
    let all = |is: fn(&u8) -> bool| label.bytes().all(|byte| is(&byte));
    let letter = label.len() == 1 && all(u8::is_ascii_alphabetic);
    let roman = all(|byte| b"ivxlcdm".contains(byte)) || all(|byte| b"IVXLCDM".contains(byte));
    let is_number = !label.is_empty() && (label == "#" || all(u8::is_ascii_digit) || letter || roman);
    let closed = open == 0 || inner.part(end..end + 1) == ")";
    let width = open + end + 1;
    (is_number && closed && is_parted(text, width)).then_some(width)
}

/// The longest number of an item, in bytes.
const LONGEST_NUMBER: usize = 12;

/// What items of one list have in common: the punctuation of their numbers.
fn shape(label: &str) -> String {
    label.chars().filter(|c| c.is_ascii_punctuation() && *c != '#').collect()
}

/// The name of a field: what stands between colons, of which those in backquotes and escaped ones are none.
pub(super) fn field(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(':').filter(|inner| !inner.starts_with([':', ' ', '`']))?;
    let mut escaped = false;
    let end = inner.char_indices().find_map(|(at, c)| {
        let ends = c == ':' && !escaped && is_parted(inner, at + 1);
        escaped = c == '\\' && !escaped;
        ends.then_some(at)
    })?;
    let name = inner.part(0..end);
    (!name.is_empty() && !name.ends_with(' ') && !name.contains(":`")).then_some(name)
}

/// Fields at the beginning of a file that tell Sphinx what to do with it.
fn is_setting(name: &str) -> bool {
    matches!(name, "orphan" | "tocdepth" | "nocomments" | "nosearch" | "no-search" | "hide-toc" | "hide-navigation")
}

/// The width of options: `-a`, `-f FILE`, `--file=FILE`, `/V`, several of them parted by commas; two spaces or the end
/// of the line follow.
fn option(text: &str) -> Option<usize> {
    if !text.starts_with(['-', '/']) {
        return None;
    }
    let width = text.find("  ").unwrap_or(text.len());
    let mut options = text.part(0..width).split(", ");
    options.all(is_option).then_some(width)
}

fn is_option(text: &str) -> bool {
    let name_end = text.find([' ', '=']).unwrap_or(text.len());
    let name = text.part(0..name_end);
    let argument = text.part(name_end + 1..text.len());
    let is_word = |word: &str| word.starts_with(|c: char| c.is_ascii_alphanumeric()) && !word.contains(' ');
    let is_name = match name.strip_prefix("--") {
        Some(long) => is_word(long),
        None => is_word(name.part(1..name.len())) && name.len() == 2 || name.starts_with('-') && is_short(name),
    };
    let bracketed = argument.starts_with('<') && argument.ends_with('>');
    is_name && (name_end == text.len() || bracketed || is_word(argument))
}

/// An option of one letter with its argument right behind it: `-fFILE`.
fn is_short(name: &str) -> bool {
    let mut letters = name.chars().skip(1);
    letters.next().is_some_and(|c| c.is_ascii_alphanumeric())
        && name.len() > 2
        && letters.all(|c| c.is_ascii_uppercase() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_items_are_told() {
        let check = |text: &str, expected: [bool; 4]| {
            let found = [bullet(text).is_some(), number(text).is_some(), field(text).is_some(), option(text).is_some()];
            assert_eq!(found, expected, "{text}");
        };
        check("- a", [true, false, false, false]);
        check("*", [true, false, false, false]);
        check("*a*", [false; 4]);
        check("1) a", [false, true, false, false]);
        check("(iv) a", [false, true, false, false]);
        check("#. a", [false, true, false, false]);
        check("3.1) 空格", [false; 4]);
        check("Dr. Who", [false; 4]);
        check(":author: A", [false, false, true, false]);
        check(":译者:", [false, false, true, false]);
        check(":ref:`a` b", [false; 4]);
        check(":func:`a`: b", [false; 4]);
        check("-f FILE, --file=FILE  a", [false, false, false, true]);
        check("-a", [false, false, false, true]);
        check("--dry-run", [false, false, false, true]);
        check("/V  a", [false, false, false, true]);
        check("-- a dash", [false; 4]);
        check("-fno-such thing", [false; 4]);
    }
}
