//! The elements of a page and what stands in them, as browsers see it whatever tags are left out.
//!
//! The tree is one array in the order of the source, so that nothing about it is deep: it is built and walked without
//! recursion, and dropped at once. Formatting elements are no parts of the tree but two places in it, as they may begin
//! in one element and end in another.

use crate::formats::limits::{Budget, DEEPEST};
use crate::formats::web::html::tag::{Content, Tag};
use crate::formats::web::html::tokens::{Start, Syntax, Token, Tokens};
use crate::outline::Problem;

/// A part of a page.
#[derive(Clone, Copy, Debug)]
pub(in crate::formats) struct Node<'a> {
    /// What it is.
    pub(super) kind: Kind<'a>,
    /// One past the index of the last part in it.
    pub(super) end: u32,
}

/// What a part of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// An element, with its attributes as written and its place in the source.
    Element { tag: Tag, attributes: &'a str, at: u32 },
    /// Words, with character references as written.
    Text(&'a str),
    /// Words as they are.
    Raw(&'a str),
    /// From here on a formatting element holds, with its attributes as written.
    On(Tag, &'a str),
    /// The last of those formatting elements that hold ends.
    Off(Tag),
}

/// The most parts that a page may have. Pages have one for 36 bytes.
pub(in crate::formats) const MOST_NODES: usize = 4 << 20;

/// Builds the tree of a source. Takes time and memory in proportion to its length; the problem is that the time was up,
/// or the parts too many, before the end.
pub(in crate::formats) fn parse<'a>(
    source: &'a str,
    syntax: Syntax,
    budget: &Budget,
) -> (Vec<Node<'a>>, Option<Problem>) {
    let nodes = Vec::with_capacity((source.len() / 32).min(MOST_NODES));
    let mut builder = Builder { syntax, nodes, open: Vec::new(), beyond: 0 };
    let mut problem = None;
    for (count, token) in Tokens::new(source, syntax).enumerate() {
        match token {
            Token::Text(text) => builder.add(Kind::Text(text)),
            Token::Raw(text) => builder.add(Kind::Raw(text)),
            Token::Start(start) => builder.start(&start),
            Token::End(name) => builder.end(name),
        }
        if count % 4096 == 4095 && budget.is_over() {
            problem = Some(Budget::too_long());
            break;
        }
        if builder.nodes.len() >= MOST_NODES {
            problem = Some(Budget::too_large());
            break;
        }
    }
    builder.close_to(0);
    (builder.nodes, problem)
}

/// An element that has begun.
#[derive(Clone, Copy, Debug)]
struct Open<'a> {
    node: usize,
    tag: Tag,
    name: &'a str,
}

struct Builder<'a> {
    syntax: Syntax,
    nodes: Vec<Node<'a>>,
    open: Vec<Open<'a>>,
    /// Elements that have begun and stand too deep to be in the tree.
    beyond: usize,
}

impl<'a> Builder<'a> {
    fn add(&mut self, kind: Kind<'a>) {
        let end = u32::try_from(self.nodes.len() + 1).unwrap_or(u32::MAX);
        self.nodes.push(Node { kind, end });
    }

    fn start(&mut self, start: &Start<'a>) {
        let tag = start.tag;
        if self.top().is_some_and(|top| top.content() != Content::Markup) {
            self.close_to(self.open.len() - 1);
        }
        if tag.is_formatting() {
            self.add(Kind::On(tag, start.attributes));
            if start.is_empty && self.syntax == Syntax::Xml {
                self.add(Kind::Off(tag));
            }
            return;
        }
        self.make_room(tag);
        if tag.is_of_table() && !self.begin_part_of_table(tag) {
            return;
        }
        let at = u32::try_from(start.at).unwrap_or(u32::MAX);
        let is_drawing = || self.is_open(Tag::Svg) || self.is_open(Tag::Math);
        let is_empty = start.is_empty && (self.syntax == Syntax::Xml || is_drawing());
        let is_lost =
            tag == Tag::Form && self.top().is_some_and(|tag| tag.is_rows() || matches!(tag, Tag::Table | Tag::Tr));
        let kind = Kind::Element { tag, attributes: start.attributes, at };
        if tag.is_void() || is_empty || is_lost {
            self.add(kind);
        } else {
            self.open(kind, tag, start.name);
        }
    }

    /// Ends what a start tag ends without saying so.
    fn make_room(&mut self, tag: Tag) {
        if tag.ends_paragraph() {
            if matches!(tag, Tag::Heading(_)) && self.top().is_some_and(|top| matches!(top, Tag::Heading(_))) {
                self.close_to(self.open.len() - 1);
            }
            self.end_in_scope(|open| open == Tag::P, |_| false);
        }
        match tag {
            Tag::Li => self.end_in_scope(|open| open == Tag::Li, |open| matches!(open, Tag::Ul | Tag::Ol)),
            Tag::Dt | Tag::Dd => self.end_in_scope(|open| matches!(open, Tag::Dt | Tag::Dd), |open| open == Tag::Dl),
            Tag::Option => self.end_in_scope(|open| open == Tag::Option, |open| open == Tag::Hidden),
            Tag::Rt | Tag::Rp => self.end_in_scope(|open| matches!(open, Tag::Rt | Tag::Rp), |_| false),
            _ => {}
        }
    }

    /// Ends what a part of a table cannot stand in, and adds the row that a cell needs. False where there is no table.
    fn begin_part_of_table(&mut self, tag: Tag) -> bool {
        let Some(table) = self.open.iter().rposition(|open| open.tag == Tag::Table) else {
            return false;
        };
        let is_cell = matches!(tag, Tag::Td | Tag::Th);
        let keeps = |open: Tag| match tag {
            Tag::Td | Tag::Th => open.is_rows() || open == Tag::Tr,
            Tag::Tr => open.is_rows(),
            _ => false,
        };
        let kept = self.open.iter().skip(table + 1).take_while(|open| keeps(open.tag)).count();
        self.close_to(table + 1 + kept);
        if is_cell && self.top() != Some(Tag::Tr) {
            self.open(Kind::Element { tag: Tag::Tr, attributes: "", at: 0 }, Tag::Tr, "tr");
        }
        true
    }

    fn end(&mut self, name: &'a str) {
        let tag = Tag::of(name);
        if tag.is_formatting() {
            return self.add(Kind::Off(tag));
        }
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        match tag {
            Tag::Heading(_) => self.end_in_scope(|open| matches!(open, Tag::Heading(_)), |_| false),
            Tag::P => self.end_paragraph(),
            Tag::Br => self.add(Kind::Element { tag, attributes: "", at: 0 }),
            Tag::Table => self.end_part_of_table(tag),
            _ if tag.is_of_table() => self.end_part_of_table(tag),
            _ => self.end_other(tag, name),
        }
    }

    /// The end of a paragraph is the end of a line, even where none was open.
    fn end_paragraph(&mut self) {
        let before = self.open.len();
        self.end_in_scope(|open| open == Tag::P, |_| false);
        if self.open.len() == before {
            self.add(Kind::Element { tag: Tag::P, attributes: "", at: 0 });
        }
    }

    fn end_part_of_table(&mut self, tag: Tag) {
        let ends = |open: &Open<'_>| open.tag == tag || tag != Tag::Table && open.tag == Tag::Table;
        if let Some(at) =
            self.open.iter().rposition(ends).filter(|&at| self.open.get(at).is_some_and(|open| open.tag == tag))
        {
            self.close_to(at);
        }
    }

    /// Ends the last element of a name. One that stands within a line ends nothing that stands by itself.
    fn end_other(&mut self, tag: Tag, name: &str) {
        let within_line = !tag.is_block();
        let stops = |open: &Open<'_>| open.tag.is_scope() && open.tag != tag || within_line && open.tag.is_block();
        for (at, open) in self.open.iter().enumerate().rev() {
            if open.tag == tag && open.name.eq_ignore_ascii_case(name) {
                return self.close_to(at);
            }
            if stops(open) {
                return;
            }
        }
    }

    /// Ends the last element that is asked for, unless one that stops the search or a scope stands in between.
    fn end_in_scope(&mut self, ends: impl Fn(Tag) -> bool, stops: impl Fn(Tag) -> bool) {
        for (at, open) in self.open.iter().enumerate().rev() {
            if ends(open.tag) {
                return self.close_to(at);
            }
            if stops(open.tag) || open.tag.is_scope() {
                return;
            }
        }
    }

    fn top(&self) -> Option<Tag> {
        self.open.last().map(|open| open.tag)
    }

    fn is_open(&self, tag: Tag) -> bool {
        self.open.iter().rev().take_while(|open| open.tag != Tag::ForeignObject).any(|open| open.tag == tag)
    }

    /// Adds an element and opens it; at the deepest level it takes the place of one that stands within a line.
    fn open(&mut self, kind: Kind<'a>, tag: Tag, name: &'a str) {
        if self.open.len() >= DEEPEST && self.top().is_some_and(|top| !top.is_block()) {
            self.close_to(self.open.len() - 1);
        }
        if self.open.len() < DEEPEST {
            self.open.push(Open { node: self.nodes.len(), tag, name });
        } else {
            self.beyond += 1;
        }
        self.add(kind);
    }

    /// Ends all open elements but the first so many.
    fn close_to(&mut self, count: usize) {
        let end = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        while self.open.len() > count {
            let Some(open) = self.open.pop() else { return };
            if let Some(node) = self.nodes.get_mut(open.node) {
                node.end = end;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Part;

    /// The tree as nested brackets, each with the tag before it.
    fn shown(source: &str, syntax: Syntax) -> String {
        let (nodes, _) = parse(source, syntax, &Budget::new(source.len()));
        let mut shown = String::new();
        let mut ends: Vec<u32> = Vec::new();
        for (at, node) in (0..).zip(&nodes) {
            while ends.last() == Some(&at) {
                ends.pop();
                shown.push(']');
            }
            match node.kind {
                Kind::Element { tag, .. } => {
                    shown += &format!("{tag:?}[");
                    ends.push(node.end);
                    if node.end == at + 1 {
                        ends.pop();
                        shown.push(']');
                    }
                }
                Kind::Text(text) | Kind::Raw(text) => shown += text,
                Kind::On(tag, _) => shown += &format!("+{tag:?} "),
                Kind::Off(tag) => shown += &format!("-{tag:?} "),
            }
        }
        shown + &"]".repeat(ends.len())
    }

    #[test]
    fn tags_that_are_left_out_are_understood() {
        let check = |source: &str, expected: &str| assert_eq!(shown(source, Syntax::Html), expected, "{source}");
        check("<p>a<p>b<div>c</p>d</div>e", "P[a]P[b]Block[cP[]d]e");
        check("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e", "Ul[Li[a]Li[bUl[Li[c]]]Li[d]]e");
        check("<dl><dt>a<dd>b<dt>c</dl>", "Dl[Dt[a]Dd[b]Dt[c]]");
        check("<b><p>a</b>b</p>", "+B P[a-B b]");
        check("<h1>a<h2>b</h3>c", "Heading(1)[a]Heading(2)[b]c");
        check("<div><span>a</div>b</span>c", "Block[Other[a]]bc");
        check("<p><span>a<p>b", "P[Other[a]]P[b]");
        check("<br></br><hr>", "Br[]Br[]Hr[]");
        check("<p>a<table><tr><td>b<p>c</table>d", "P[a]Table[Tr[Td[bP[c]]]]d");
    }

    #[test]
    fn tables_have_rows_and_cells() {
        let check = |source: &str, expected: &str| assert_eq!(shown(source, Syntax::Html), expected, "{source}");
        check("<table><td>a<th>b<tr><td>c</table>", "Table[Tr[Td[a]Th[b]]Tr[Td[c]]]");
        check("<table><tbody><td>a<tbody><tr></table>", "Table[TableRows[Tr[Td[a]]]TableRows[Tr[]]]");
        check(
            "<table><caption>t<tr><td><table><td>i</table>a</td></tr></table>",
            "Table[Caption[t]Tr[Td[Table[Tr[Td[i]]]a]]]",
        );
        check("<td>a</td><tr>b", "ab");
        check("<table><form><tr><td>a</div>b</form></table>", "Table[Form[]Tr[Td[ab]]]");
        check("<div><table><tr><td></div>a</table>b</div>c", "Block[Table[Tr[Td[a]]]b]c");
        check("</table></td>a", "a");
    }

    #[test]
    fn elements_without_content_are_empty_in_xml() {
        let check = |source: &str, syntax, expected: &str| assert_eq!(shown(source, syntax), expected, "{source}");
        check("<title/><a id='x'/><div/><i/>b", Syntax::Xml, "Title[]+A -A Block[]+I -I b");
        check("<div/>b", Syntax::Html, "Block[b]");
        check("<svg><path/>a</svg>b", Syntax::Html, "Svg[Other[]a]b");
    }

    #[test]
    fn deep_trees_are_cut() {
        let check = |source: &str| {
            let (nodes, problem) = parse(source, Syntax::Html, &Budget::new(source.len()));
            assert_eq!(problem, None);
            assert!(nodes.iter().any(|node| node.kind == Kind::Text("x")));
        };
        check(&("<div>".repeat(10_000) + "x" + &"</div>".repeat(9_000)));
        check(&("<span>".repeat(10_000) + "x"));
        check(&("<table><td>".repeat(10_000) + "x"));
        let spans = "<p>".to_owned() + &"<span>".repeat(400) + "a</p><p>b</p>";
        let found = shown(&spans, Syntax::Html);
        assert!(found.ends_with("]P[b]"), "{}", found.part(found.len() - 300..found.len()));
    }
}
