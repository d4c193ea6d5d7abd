//! Directives: what stands behind a name and two colons, and set in below.

use std::ops::Range;

use crate::formats::compose::Picture;
use crate::formats::light::flow::Container;
use crate::formats::light::inline;
use crate::formats::light::lines::{Line, block, margin};
use crate::formats::light::rst::body::Body;
use crate::formats::light::rst::lists::field;
use crate::formats::light::rst::table;
use crate::outline::{BlockKind, MarkKind};
use crate::text::Part;

/// How a directive is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// Not at all: it controls the reader, or stands for what is elsewhere.
    Hidden,
    /// Its content as it is.
    Code,
    /// Its argument and its content as they are.
    Math,
    /// Its text as a quote, with its name before it.
    Admonition(&'static str),
    /// Its content as a quote, with its argument before it.
    Titled,
    /// As a quote that begins with these words and a version.
    Version(&'static str),
    /// Its content as a quote.
    Quote,
    /// The words that stand for a picture, and its content.
    Figure,
    /// Its argument in strong letters.
    Rubric,
    /// Its argument, and the table in its content.
    Table,
    /// Its argument, and its content as rows of cells with commas between them.
    Commas,
    /// Its argument, and its content as a list of rows that are lists of cells.
    Rows,
    /// Its content; its argument is not shown.
    Content,
    /// Its content, if its argument holds for a page on a screen.
    Only,
    /// Its argument as code, its content below it.
    Object,
    /// Its argument, if there is content below it.
    Unknown,
}

/// The directives of docutils and Sphinx, and of some usual extensions.
const DIRECTIVES: &[(Shown, &[&str])] = &[
    (Shown::Code, &["code-block", "code", "sourcecode", "parsed-literal", "prompt", "ipython", "doctest", "testcode"]),
    (Shown::Code, &["testoutput", "productionlist", "graphviz", "digraph", "graph", "uml", "mermaid", "kernel-render"]),
    (Shown::Code, &["code-cell", "tikz", "console"]),
    (Shown::Math, &["math"]),
    (Shown::Admonition("Note"), &["note"]),
    (Shown::Admonition("Warning"), &["warning"]),
    (Shown::Admonition("Tip"), &["tip"]),
    (Shown::Admonition("Hint"), &["hint"]),
    (Shown::Admonition("Important"), &["important"]),
    (Shown::Admonition("Caution"), &["caution"]),
    (Shown::Admonition("Danger"), &["danger"]),
    (Shown::Admonition("Attention"), &["attention"]),
    (Shown::Admonition("Error"), &["error"]),
    (Shown::Admonition("See also"), &["seealso"]),
    (Shown::Admonition("Todo"), &["todo"]),
    (Shown::Titled, &["admonition", "topic", "sidebar"]),
    (Shown::Version("Added in"), &["versionadded"]),
    (Shown::Version("Changed in"), &["versionchanged"]),
    (Shown::Version("Removed in"), &["versionremoved"]),
    (Shown::Version("Deprecated since"), &["deprecated"]),
    (Shown::Quote, &["epigraph", "highlights", "pull-quote"]),
    (Shown::Figure, &["image", "figure", "kernel-image", "kernel-figure"]),
    (Shown::Rubric, &["rubric", "centered"]),
    (Shown::Table, &["table"]),
    (Shown::Commas, &["csv-table"]),
    (Shown::Rows, &["list-table", "flat-table"]),
    (Shown::Content, &["container", "compound", "class", "rst-class", "hlist", "glossary", "line-block", "ifconfig"]),
    (Shown::Only, &["only"]),
    (Shown::Object, &["function", "class-object", "method", "attribute", "data", "exception", "option", "envvar"]),
    (Shown::Object, &["describe", "object", "cmdoption", "confval", "program-option", "decorator", "property"]),
    (Shown::Hidden, &["toctree", "contents", "sectnum", "section-numbering", "include", "literalinclude", "index"]),
    (Shown::Hidden, &["meta", "title", "highlight", "default-role", "role", "raw", "currentmodule", "module"]),
    (Shown::Hidden, &["header", "footer", "sectionauthor", "codeauthor", "tabularcolumns", "target-notes", "todolist"]),
    (Shown::Hidden, &["bibliography", "kernel-doc", "kernel-include", "default-domain", "highlightlang", "program"]),
    (Shown::Hidden, &["py:module", "py:currentmodule", "acks", "testsetup", "testcleanup"]),
];

fn shown(name: &str) -> Shown {
    let known = DIRECTIVES.iter().find(|(_, names)| names.iter().any(|known| known.eq_ignore_ascii_case(name)));
    known.map_or(if name.contains(':') { Shown::Object } else { Shown::Unknown }, |(shown, _)| *shown)
}

/// A directive in its parts.
struct Directive<'a> {
    /// The column in which it begins.
    margin: usize,
    /// Its argument, its lines joined.
    argument: String,
    options: Vec<(&'a str, &'a str)>,
    /// The lines of its content.
    content: Range<usize>,
}

/// Composes the directive that begins on the next line. `rest` is what follows the colons.
pub(super) fn compose<'a>(body: &mut Body<'a>, line: Line<'a>, name: &'a str, rest: &'a str, titled: bool) {
    let first = body.at;
    body.at += 1;
    let lines = body.indented(line.indent);
    let end = body.at;
    let shown = shown(name);
    if let Shown::Admonition(label) = shown {
        let below = options(body, lines.clone());
        body.at = if rest.is_empty() { below.1 } else { first };
        let indent = body.lines.get(lines).map_or(0, margin).max(line.indent + 1);
        if !rest.is_empty() {
            body.replace(Line::behind(rest, indent));
        }
        quote(body, label, line.indent);
    } else {
        let directive = parse(body, line.indent, rest, lines);
        body.at = directive.content.start;
        directive.compose(body, shown, titled);
    }
    body.at = body.at.max(end);
}

/// The options at the beginning of some lines, and the line behind them.
fn options<'a>(body: &Body<'a>, lines: Range<usize>) -> (Vec<(&'a str, &'a str)>, usize) {
    let mut options: Vec<(&str, &str)> = Vec::new();
    let column = body.line(lines.start).indent;
    for at in lines.clone() {
        let line = body.line(at);
        match field(line.text).filter(|_| line.indent == column) {
            Some(name) => options.push((name, line.text.part(name.len() + 2..line.text.len()).trim())),
            None if options.is_empty() || line.is_blank() || line.indent <= column => return (options, at),
            None => {}
        }
    }
    (options, lines.end)
}

/// Parts a directive with arguments: they stand on its line and below it, options follow, then a blank line and the
/// content.
fn parse<'a>(body: &Body<'a>, margin: usize, rest: &'a str, lines: Range<usize>) -> Directive<'a> {
    let mut argument = rest.to_owned();
    let mut at = lines.start;
    while at < lines.end && !body.line(at).is_blank() && field(body.line(at).text).is_none() && !rest.is_empty() {
        argument = argument + "\n" + body.line(at).text;
        at += 1;
    }
    let (options, at) = options(body, at..lines.end);
    Directive { margin, argument, options, content: at..lines.end }
}

/// Composes a quote that begins with some words; its text follows in the same paragraph.
fn quote(body: &mut Body<'_>, label: &str, margin: usize) {
    body.flow.enter(Container::Quote);
    if !label.is_empty() {
        body.flow.begin_text();
        body.flow.begin_mark(MarkKind::Strong);
        inline::compose(&body.marks, label, &mut body.flow);
        body.flow.composer.end_mark();
        body.flow.composer.push(": ");
    }
    body.inner(margin);
    body.flow.leave();
}

impl Directive<'_> {
    fn compose(&self, body: &mut Body<'_>, shown: Shown, titled: bool) {
        match shown {
            Shown::Hidden | Shown::Admonition(_) => {}
            Shown::Code => {
                body.paragraph(self.option("caption").unwrap_or_default());
                body.code(self.content.clone());
            }
            Shown::Math => {
                let content = body.lines.get(self.content.clone()).unwrap_or_default();
                let content = block(content, margin(content));
                body.flow.whole(BlockKind::Code, format!("{}\n{content}", self.argument).trim());
            }
            Shown::Titled => quote(body, &self.argument, self.margin),
            Shown::Version(words) => {
                let (version, text) = self.argument.split_once(char::is_whitespace).unwrap_or((&self.argument, ""));
                body.flow.enter(Container::Quote);
                body.flow.label(&format!("{words} {version}"));
                body.paragraph(text);
                body.inner(self.margin);
                body.flow.leave();
            }
            Shown::Quote => quote(body, "", self.margin),
            Shown::Figure => {
                let pixels = |name| self.option(name).map_or(0, in_pixels);
                let picture = Picture { pixels: (pixels("width"), pixels("height")), ..Picture::to(&self.argument) };
                body.flow.end_text();
                body.flow.composer.picture(self.option("alt").unwrap_or_default(), &picture, body.flow.depth());
                body.flow.end_text();
                body.inner(self.margin);
            }
            Shown::Rubric => self.strong(body),
            Shown::Table => {
                body.paragraph(&self.argument);
                body.inner(self.margin);
            }
            Shown::Commas => {
                body.paragraph(&self.argument);
                table::commas(body, self.option("header"), self.head(), self.content.clone());
            }
            Shown::Rows => {
                body.paragraph(&self.argument);
                table::rows(body, self.head(), self.content.clone());
            }
            Shown::Content => body.inner(self.margin),
            Shown::Only if holds(&self.argument) => {
                let indent = margin(body.lines.get(self.content.clone()).unwrap_or_default());
                while body.next_line().is_some_and(|line| line.indent > self.margin) {
                    body.blocks(indent.max(self.margin + 1), titled);
                }
            }
            Shown::Only => {}
            Shown::Object => self.object(body),
            Shown::Unknown if self.content.is_empty() => {}
            Shown::Unknown => {
                self.strong(body);
                body.inner(self.margin);
            }
        }
    }

    fn option(&self, name: &str) -> Option<&str> {
        self.options.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// How many rows of a table name its columns.
    fn head(&self) -> usize {
        self.option("header-rows").and_then(|rows| rows.parse().ok()).unwrap_or(0)
    }

    /// The argument as a line of strong letters.
    fn strong(&self, body: &mut Body<'_>) {
        body.flow.begin_text();
        body.flow.begin_mark(MarkKind::Strong);
        inline::compose(&body.marks, &self.argument, &mut body.flow);
        body.flow.composer.end_mark();
        body.flow.composer.end();
    }

    /// What is described, each on its line, and the description.
    fn object(&self, body: &mut Body<'_>) {
        body.flow.enter(Container::List);
        for line in self.argument.lines() {
            body.flow.begin_term();
            body.flow.marked(MarkKind::Code, line.trim());
            body.flow.composer.end();
        }
        body.inner(self.margin);
        body.flow.leave();
    }
}

/// Whether a condition of tags holds for a page on a screen.
fn holds(condition: &str) -> bool {
    let tag = |word: &str| matches!(word, "html" | "builder_html" | "format_html");
    let term = |term: &str| match term.trim().strip_prefix("not ") {
        Some(word) => !tag(word.trim()),
        None => tag(term.trim()),
    };
    let plain = condition.replace(['(', ')'], "");
    plain.split(" or ").any(|terms| terms.split(" and ").all(term))
}

/// A length in pixels; 0 where it is one of another kind.
fn in_pixels(length: &str) -> u32 {
    let length = length.trim();
    length.strip_suffix("px").unwrap_or(length).trim_end().parse().unwrap_or(0)
}
