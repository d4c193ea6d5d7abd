//! Lists: an item that has the mark of an open list belongs to that, one with another mark begins a list in it.

use crate::formats::light::asciidoc::blocks::{Blocks, Metadata};
use crate::formats::light::flow::Container;
use crate::formats::light::inline;
use crate::outline::MarkKind;
use crate::text::Part;

/// An open list.
#[derive(Debug)]
pub(super) struct List {
    /// What the marks of its items have in common.
    mark: String,
    /// The items so far.
    count: u32,
}

/// The deepest that lists are followed within each other.
const DEEPEST: usize = 32;

/// A line that begins an item.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Item<'a> {
    /// What the marks of the items of its list have in common.
    mark: &'a str,
    kind: Kind<'a>,
    /// What follows the mark.
    text: &'a str,
}

#[derive(Debug, PartialEq, Eq)]
enum Kind<'a> {
    Bullet,
    /// The number is counted.
    Counted,
    /// The number is written.
    Written(&'a str),
    /// A term is explained.
    Term(&'a str),
}

/// The item that a line begins.
pub(super) fn item(text: &str) -> Option<Item<'_>> {
    let first = text.chars().next()?;
    let (mark, rest) = text.split_once([' ', '\t']).unwrap_or((text, ""));
    let rest = rest.trim_start();
    let of_one = |longest: usize| mark.len() <= longest && mark.trim_end_matches(first).is_empty();
    let kind = match first {
        '*' if of_one(6) && !rest.is_empty() => Some(Kind::Bullet),
        '-' if mark == "-" && !rest.is_empty() => Some(Kind::Bullet),
        '•' if mark == "•" && !rest.is_empty() => Some(Kind::Bullet),
        '.' if of_one(6) && !rest.is_empty() => Some(Kind::Counted),
        '<' if is_callout(mark) && !rest.is_empty() => Some(Kind::Written(mark)),
        _ if is_number(mark) && !rest.is_empty() => Some(Kind::Written(mark)),
        _ => None,
    };
    match kind {
        Some(Kind::Written(label)) => Some(Item { mark: family(label), kind: Kind::Written(label), text: rest }),
        Some(kind) => Some(Item { mark, kind, text: rest }),
        None => term(text),
    }
}

/// A term that is explained: `term::`, `term:::`, `term::::` or `term;;`, and white space behind that.
fn term(text: &str) -> Option<Item<'_>> {
    let ends = |at: &usize| {
        let rest = text.part(*at..text.len());
        let mark = rest.len() - rest.trim_start_matches([':', ';']).len();
        let after = rest.part(mark..rest.len());
        let known = matches!(rest.part(0..mark), "::" | ":::" | "::::" | ";;");
        (known && *at > 0 && (after.is_empty() || after.starts_with([' ', '\t']))).then_some((*at, mark))
    };
    if !text.contains("::") && !text.contains(";;") {
        return None;
    }
    let marks = text.match_indices([':', ';']).map(|(at, _)| at);
    let begins = marks.filter(|at| !text.part(0..*at).ends_with([':', ';']));
    let (at, width) = begins.map(|at| ends(&at)).find_map(|found| found)?;
    let (term, rest) = (text.part(0..at), text.part(at + width..text.len()));
    let is_comment = text.starts_with("//");
    (!is_comment).then(|| Item {
        mark: text.part(at..at + width),
        kind: Kind::Term(term.trim_end()),
        text: rest.trim(),
    })
}

/// `<1>`, or `<.>` for the next number.
fn is_callout(mark: &str) -> bool {
    let inner = mark.strip_prefix('<').and_then(|inner| inner.strip_suffix('>'));
    inner.is_some_and(|inner| inner == "." || !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `1.`, `a.`, `iv)`.
fn is_number(mark: &str) -> bool {
    let label = mark.strip_suffix('.').or_else(|| mark.strip_suffix(')').filter(|label| is_roman(label)));
    label.is_some_and(|label| {
        let digits = !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit());
        digits && mark.ends_with('.')
            || label.len() == 1 && label.bytes().all(|byte| byte.is_ascii_alphabetic())
            || is_roman(label) && mark.ends_with(')')
    })
}

/// A mark of the list to which an item with a written number belongs.
fn family(label: &str) -> &'static str {
    let first = label.chars().next().unwrap_or('1');
    match (first, label.ends_with(')')) {
        ('<', _) => "<1>",
        (_, true) => "i)",
        (first, false) if first.is_ascii_digit() => "1.",
        (first, false) if first.is_ascii_lowercase() => "a.",
        _ => "A.",
    }
}

fn is_roman(label: &str) -> bool {
    let all = |letters: &str| label.chars().all(|c| letters.contains(c));
    !label.is_empty() && (all("ivxlc") || all("IVXLC"))
}

impl Blocks<'_> {
    /// Composes the item that begins on the next line, and its running text.
    pub(super) fn item(&mut self, item: &Item<'_>) {
        let open = self.lists.iter().position(|list| list.mark == item.mark);
        match open {
            Some(at) => {
                self.close_lists(at + 1);
                self.flow.leave();
            }
            None => {
                if self.lists.len() >= DEEPEST {
                    self.close_lists(DEEPEST - 1);
                }
                if self.lists.is_empty() {
                    self.block_title();
                }
                self.flow.enter(Container::List);
                self.lists.push(List { mark: item.mark.to_owned(), count: 0 });
            }
        }
        self.metadata = Metadata::default();
        self.attached = false;
        let count = self.lists.last_mut().map_or(1, |list| {
            list.count += 1;
            list.count
        });
        let (done, text) = checked(item.text);
        let bullet = match item.kind {
            Kind::Bullet => Some(done.unwrap_or("• ").to_owned()),
            Kind::Counted => Some(numbered(count, item.mark.len())),
            Kind::Written("<.>") => Some(format!("<{count}> ")),
            Kind::Written(label) => Some(format!("{label} ")),
            Kind::Term(_) => None,
        };
        let text = if matches!(item.kind, Kind::Bullet) { text } else { item.text };
        self.flow.enter(Container::Item);
        self.flow.set_bullet(bullet);
        if let Kind::Term(term) = item.kind {
            let term = self.attributes.resolve(term);
            self.flow.begin_term();
            self.flow.begin_mark(MarkKind::Strong);
            inline::compose(&self.attributes.marks(), &term, &mut self.flow);
            self.flow.composer.end_mark();
            self.flow.composer.end();
        }
        self.at += 1;
        self.item_text(text);
    }

    /// Composes the text of an item, which goes on until a blank line or another block.
    fn item_text(&mut self, text: &str) {
        let next = self.line(self.at);
        let goes_on = !next.is_blank() && !self.begins_block(next) && (!text.is_empty() || next.indent > 0);
        let more = if goes_on { self.paragraph_lines() } else { Vec::new() };
        let mut lines = vec![text];
        lines.extend(more);
        let text = lines.join("\n");
        if !text.trim().is_empty() {
            self.running(text.trim_start());
        } else if !next.is_blank() || self.flow.composer.is_open() {
            // The explanation of a term may be the paragraph below it.
            self.attached = !self.begins_block(next) && item(next.text).is_none();
        } else {
            self.attached = self.is_term() && !self.begins_block(self.line(self.at + 1));
        }
    }

    /// Whether the innermost list explains terms.
    fn is_term(&self) -> bool {
        self.lists.last().is_some_and(|list| list.mark.starts_with("::") || list.mark == ";;")
    }

    /// Whether a line is no more text of the item above it.
    fn begins_block(&self, line: crate::formats::light::lines::Line<'_>) -> bool {
        line.text == "+"
            || item(line.text).is_some()
            || crate::formats::light::asciidoc::delimited::is_delimiter(line.whole)
            || line.whole.starts_with('[') && line.whole.ends_with(']')
            || crate::formats::light::asciidoc::titles::marked(line.whole).is_some()
    }

    /// The lists end but for the outermost `left`.
    pub(super) fn close_lists(&mut self, left: usize) {
        while self.lists.len() > left {
            self.lists.pop();
            self.flow.leave();
            self.flow.leave();
        }
    }
}

/// The number of an item whose mark has so many dots: 1, a, i, A, I, as Asciidoctor counts. Beyond the letters and the
/// table of Roman numbers it goes on with digits.
fn numbered(count: u32, dots: usize) -> String {
    let at = usize::try_from(count).unwrap_or(usize::MAX).saturating_sub(1);
    let letter = "abcdefghijklmnopqrstuvwxyz".get(at..at.saturating_add(1));
    let roman = ROMAN.get(at).copied();
    let label = match dots {
        2 => letter.map(str::to_owned),
        3 => roman.map(str::to_owned),
        4 => letter.map(str::to_uppercase),
        5 => roman.map(str::to_uppercase),
        _ => None,
    };
    label.unwrap_or_else(|| count.to_string()) + ". "
}

const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// Whether an item of a list of tasks is done, and its text.
fn checked(text: &str) -> (Option<&'static str>, &str) {
    let marks = [("[x] ", "☑ "), ("[*] ", "☑ "), ("[X] ", "☑ "), ("[ ] ", "☐ ")];
    let found = marks.iter().find_map(|(mark, shown)| Some((Some(*shown), text.strip_prefix(mark)?)));
    found.unwrap_or((None, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_items_are_told() {
        let check = |text: &str, expected: Option<(&str, &str)>| {
            assert_eq!(item(text).map(|item| (item.mark, item.text)), expected, "{text}");
        };
        check("* a", Some(("*", "a")));
        check("*** a b", Some(("***", "a b")));
        check("*a* b", None);
        check("- a", Some(("-", "a")));
        check("-- a", None);
        check(".. 甲", Some(("..", "甲")));
        check("12. a", Some(("1.", "a")));
        check("iv) a", Some(("i)", "a")));
        check("e.g. a", None);
        check("<1> a", Some(("<1>", "a")));
        check("term:: a", Some(("::", "a")));
        check("a b::", Some(("::", "")));
        check("a;; b", Some((";;", "b")));
        check("std::string is", None);
        check("image::a[b]", None);
        check("a::b:: c", Some(("::", "c")));
    }
}
