//! Blocks, line by line. Nothing is nested by recursion: open blocks know the lines on which they end, open lists the
//! columns of their bullets.

use std::collections::HashSet;

use crate::formats::compose::note;
use crate::formats::light::flow::{Container, Flow};
use crate::formats::light::inline;
use crate::formats::light::lines::{Line, block, lines, margin};
use crate::formats::light::org::elements::{Element, Ends};
use crate::formats::light::org::headline::{Headline, keywords, stars};
use crate::formats::light::org::inline::{Macros, Marks};
use crate::formats::light::org::lists::{cells, item};
use crate::formats::light::table::compose_rows;
use crate::formats::limits::Budget;
use crate::outline::{BlockKind, Document, MarkKind, Problem};

/// The deepest that blocks and lists are followed within each other.
const DEEPEST: usize = 64;

/// Composes the document of a source, with the title that it gives itself.
pub(super) fn compose(
    format: &'static str,
    source: &str,
    budget: &Budget,
) -> (Document, Option<Box<str>>, Option<Problem>) {
    let lines = lines(source);
    let mut blocks = Blocks::new(&lines, source.len());
    let mut problem = None;
    while blocks.at < lines.len() && problem.is_none() {
        problem = budget.is_over().then(Budget::too_long);
        blocks.block();
    }
    blocks.close(0);
    let title = Some(blocks.title.join(" ")).filter(|title| !title.is_empty());
    (blocks.flow.finish(format), title.map(Box::from), problem)
}

/// A block that has begun, in which there are others.
#[derive(Debug)]
struct Open {
    /// The line on which it ends.
    end: usize,
    quoted: bool,
    /// The lists that were open where it began.
    lists: Vec<usize>,
}

/// A source on its way into a document.
struct Blocks<'a> {
    lines: &'a [Line<'a>],
    /// The line that comes next.
    at: usize,
    flow: Flow,
    marks: Marks<'a>,
    ends: Ends,
    /// The states that a task may have.
    keywords: HashSet<&'a str>,
    title: Vec<&'a str>,
    open: Vec<Open>,
    /// The columns of the bullets of the open lists.
    lists: Vec<usize>,
    /// The blank lines before the next line.
    blanks: usize,
}

impl<'a> Blocks<'a> {
    fn new(lines: &'a [Line<'a>], length: usize) -> Self {
        let settings = || {
            lines.iter().filter(|line| line.text.starts_with("#+")).filter_map(|line| match Element::of(line) {
                Element::Keyword(name, value) => Some((name, value)),
                _ => None,
            })
        };
        let states = ["TODO", "SEQ_TODO", "TYP_TODO"];
        let is_states = |name: &str| states.iter().any(|known| known.eq_ignore_ascii_case(name));
        let mut found: HashSet<&str> =
            settings().filter(|(name, _)| is_states(name)).flat_map(|(_, value)| keywords(value)).collect();
        if found.is_empty() {
            found = HashSet::from(["TODO", "DONE"]);
        }
        let macros = settings().filter(|(name, _)| name.eq_ignore_ascii_case("macro")).map(|(_, value)| value);
        Self {
            lines,
            at: 0,
            flow: Flow::default(),
            marks: Marks { macros: Macros::new(macros, length) },
            ends: Ends::new(lines),
            keywords: found,
            title: Vec::new(),
            open: Vec::new(),
            lists: Vec::new(),
            blanks: 0,
        }
    }

    fn line(&self, at: usize) -> Line<'a> {
        self.lines.get(at).copied().unwrap_or_default()
    }

    /// One past the last line of the innermost block.
    fn limit(&self) -> usize {
        self.open.last().map_or(self.lines.len(), |open| open.end)
    }

    /// Composes what begins on the next line.
    fn block(&mut self) {
        let line = self.line(self.at);
        if self.open.last().is_some_and(|open| open.end <= self.at) {
            self.close(self.open.len() - 1);
            self.at += 1;
        } else if line.is_blank() {
            self.blanks += 1;
            self.at += 1;
        } else if stars(line.whole).is_some() {
            self.headline(line);
        } else {
            self.element(line);
        }
    }

    fn headline(&mut self, line: Line<'a>) {
        self.close(0);
        let Some(headline) = Headline::parse(line.whole, &self.keywords) else { return };
        if headline.comment {
            let first = self.at;
            let mut next = self.ends.next_headline(first);
            while let Some(at) =
                next.filter(|at| stars(self.line(*at).whole).is_some_and(|stars| stars > headline.level))
            {
                next = self.ends.next_headline(at);
            }
            self.at = next.unwrap_or(self.lines.len());
            let hidden = self.lines.get(first..self.at).unwrap_or_default();
            return self.flow.whole(BlockKind::Boilerplate, &block(hidden, 0));
        }
        let number = u32::try_from(self.at + 1).unwrap_or(u32::MAX);
        let level = u8::try_from(headline.level).unwrap_or(u8::MAX);
        self.flow.begin(BlockKind::Heading);
        inline::compose(&self.marks, headline.title, &mut self.flow);
        self.flow.composer.end_heading(level, number);
        self.at += 1;
        self.blanks = 0;
    }

    /// Ends the lists that a line does not belong to, and composes what it begins.
    fn element(&mut self, line: Line<'a>) {
        let element = Element::of(&line);
        let is_item = element == Element::Item;
        if std::mem::take(&mut self.blanks) >= 2 {
            self.close_lists(0);
        }
        while self.lists.last().is_some_and(|&list| line.indent < list || line.indent == list && !is_item) {
            self.close_lists(self.lists.len() - 1);
        }
        match element {
            Element::Begin(name, _) => self.begin(line, name),
            Element::Keyword(name, value) => self.keyword(name, value),
            Element::Hidden | Element::End(_) => self.at += 1,
            Element::Drawer(name) => self.drawer(name),
            Element::Fixed(_) => self.fixed(),
            Element::Row => self.rows(),
            Element::Rule => {
                self.flow.rule();
                self.at += 1;
            }
            Element::Footnote(label, text) => {
                self.flow.enter_with(Container::Note, format!("[{label}] "));
                self.flow.composer.anchor(&note(label));
                self.paragraph(text);
                self.flow.leave();
            }
            Element::Latex(name) => match self.ends.find(&format!("\\{name}"), self.at, self.limit()) {
                Some(end) => self.code(self.at, end + 1),
                None => self.paragraph(line.text),
            },
            Element::Item => self.item(line),
            Element::Text => self.paragraph(line.text),
        }
    }

    /// A block with a name. What has no end is text.
    fn begin(&mut self, line: Line<'a>, name: &str) {
        let name = name.to_lowercase();
        let Some(end) = self.ends.find(&name, self.at, self.limit()) else {
            return self.paragraph(line.text);
        };
        self.flow.end_text();
        match name.as_str() {
            "src" | "example" => {
                self.code(self.at + 1, end);
                self.at = end + 1;
            }
            "comment" | "export" => self.at = end + 1,
            "verse" => {
                let verse: Vec<_> = self.lines.get(self.at + 1..end).unwrap_or_default().to_vec();
                let verse: Vec<_> = verse.iter().map(|line| line.text).collect();
                self.flow.enter(Container::Quote);
                self.running(&verse.join("\\\\\n"));
                self.flow.leave();
                self.at = end + 1;
            }
            _ if self.open.len() >= DEEPEST => self.at += 1,
            name => self.enter(name, end),
        }
    }

    /// Goes into a block in which there are others.
    fn enter(&mut self, name: &str, end: usize) {
        let labels = ["Note", "Tip", "Warning", "Important", "Caution"];
        let label = labels.iter().find(|label| label.eq_ignore_ascii_case(name));
        let quoted = name == "quote" || label.is_some();
        if quoted {
            self.flow.enter(Container::Quote);
        }
        self.flow.label(label.copied().unwrap_or_default());
        self.open.push(Open { end, quoted, lists: std::mem::take(&mut self.lists) });
        self.at += 1;
    }

    /// The blocks end that were opened last, down to one, with the lists in them.
    fn close(&mut self, down_to: usize) {
        self.blanks = 0;
        self.close_lists(0);
        while self.open.len() > down_to {
            self.flow.end_text();
            let Some(open) = self.open.pop() else { return };
            if open.quoted {
                self.flow.leave();
            }
            self.lists = open.lists;
            if down_to == 0 {
                self.close_lists(0);
            }
        }
    }

    fn close_lists(&mut self, left: usize) {
        while self.lists.len() > left {
            self.lists.pop();
            self.flow.leave();
            self.flow.leave();
        }
    }

    fn keyword(&mut self, name: &str, value: &'a str) {
        self.at += 1;
        if value.is_empty() {
            return;
        }
        match name.to_lowercase().as_str() {
            "title" => {
                self.title.push(value);
                self.flow.begin_text();
                self.flow.begin_mark(MarkKind::Strong);
                inline::compose(&self.marks, value, &mut self.flow);
                self.flow.composer.end_mark();
                self.flow.composer.end();
            }
            "subtitle" | "caption" => self.running(value),
            _ => {}
        }
    }

    /// Properties and logs are not shown, other drawers are open.
    fn drawer(&mut self, name: &str) {
        let hidden = ["properties", "logbook"].iter().any(|known| known.eq_ignore_ascii_case(name));
        let end = self.ends.find(":", self.at, self.limit()).filter(|_| hidden);
        self.at = end.unwrap_or(self.at) + 1;
    }

    fn fixed(&mut self) {
        let mut shown = Vec::new();
        while let Element::Fixed(text) = Element::of(&self.line(self.at)) {
            shown.push(text);
            self.at += 1;
        }
        self.flow.whole(BlockKind::Code, &shown.join("\n"));
    }

    fn rows(&mut self) {
        let mut rows = Vec::new();
        // The rows before the first line, where others follow it.
        let mut head = None;
        while self.at < self.limit() && self.line(self.at).text.starts_with('|') {
            let text = self.line(self.at).text;
            if text.starts_with("|-") && !rows.is_empty() && head.is_none() {
                head = Some(rows.len());
            }
            rows.extend(cells(text));
            self.at += 1;
        }
        let head = head.filter(|head| *head < rows.len()).unwrap_or(0);
        compose_rows(&self.marks, &rows, head, &mut self.flow);
    }

    /// Composes lines as they are. Commas that keep them from being markup are taken off.
    fn code(&mut self, first: usize, end: usize) {
        let lines = self.lines.get(first..end).unwrap_or_default();
        let text = block(lines, margin(lines));
        let plain = |line: &str| {
            let inner = line.trim_start();
            let bare = inner.trim_start_matches(',');
            let escaped = bare.len() < inner.len() && (bare.starts_with('*') || bare.starts_with("#+"));
            if escaped { line.replacen(',', "", 1) } else { line.to_owned() }
        };
        let text: Vec<_> = text.split('\n').map(plain).collect();
        self.flow.whole(BlockKind::Code, &text.join("\n"));
        self.at = end;
    }

    fn item(&mut self, line: Line<'a>) {
        let Some(item) = item(line.text, line.indent) else { return };
        if self.lists.last() == Some(&line.indent) {
            self.flow.leave();
        } else if self.lists.len() < DEEPEST {
            self.flow.enter(Container::List);
            self.lists.push(line.indent);
        } else {
            return self.paragraph(line.text);
        }
        self.flow.enter_with(Container::Item, format!("{} ", item.bullet));
        if let Some(term) = item.term {
            self.flow.begin_mark(MarkKind::Strong);
            inline::compose(&self.marks, term, &mut self.flow);
            self.flow.composer.end_mark();
            self.flow.composer.push(if item.text.is_empty() { "" } else { ": " });
            if item.text.is_empty() {
                self.flow.end_text();
            }
        }
        self.paragraph(item.text);
    }

    /// Composes running text that begins on the next line, and passes its lines.
    fn paragraph(&mut self, first: &'a str) {
        let mut text = vec![first];
        self.at += 1;
        while self.at < self.limit() {
            let line = self.line(self.at);
            let outside = self.lists.last().is_some_and(|list| line.indent <= *list);
            let ends = line.is_blank() || outside || stars(line.whole).is_some();
            if ends || self.begins_element(&line) {
                break;
            }
            text.push(line.text);
            self.at += 1;
        }
        self.running(&text.join("\n"));
    }

    /// Whether a line below running text belongs to it no more.
    fn begins_element(&self, line: &Line<'_>) -> bool {
        match Element::of(line) {
            Element::Text => false,
            Element::Begin(name, _) => self.ends.find(&name.to_lowercase(), self.at, self.limit()).is_some(),
            Element::Latex(name) => self.ends.find(&format!("\\{name}"), self.at, self.limit()).is_some(),
            _ => true,
        }
    }

    fn running(&mut self, text: &str) {
        if !text.trim().is_empty() {
            inline::compose(&self.marks, text, &mut self.flow);
            self.flow.composer.end();
        }
    }
}
