//! Blocks, line by line: what is open stands on a stack, so nesting needs no recursion.

use std::collections::HashMap;

use crate::formats::light::asciidoc::attributes::{Attributes, entry};
use crate::formats::light::asciidoc::delimited::{Open, is_delimiter};
use crate::formats::light::asciidoc::inline::pictured;
use crate::formats::light::asciidoc::lists::{List, item};
use crate::formats::light::asciidoc::titles::{marked, underlined};
use crate::formats::light::flow::{Container, Flow};
use crate::formats::light::inline;
use crate::formats::light::lines::{Line, block, lines, margin};
use crate::formats::light::numbers::Numbers;
use crate::formats::limits::Budget;
use crate::outline::{BlockKind, Document, MarkKind, Problem};
use crate::text::Part;

/// Composes the document of a source.
pub(super) fn compose(format: &'static str, source: &str, budget: &Budget) -> (Document, Option<Problem>) {
    let lines = lines(source);
    let mut blocks = Blocks::new(&lines, source.len());
    while blocks.at < lines.len() {
        if budget.is_over() {
            return (blocks.flow.finish(format), Some(Budget::too_long()));
        }
        blocks.block();
    }
    (blocks.flow.finish(format), None)
}

/// What the lines before a block say about it.
#[derive(Debug, Default)]
pub(super) struct Metadata<'a> {
    /// The title of the block.
    pub(super) title: Option<&'a str>,
    /// What stands between brackets: the first word is the style.
    pub(super) attributes: Vec<&'a str>,
}

impl<'a> Metadata<'a> {
    /// The style of the block, without its names and options.
    pub(super) fn style(&self) -> &'a str {
        let word = |attributes: &&'a str| attributes.split([',', '#', '.', '%']).next().unwrap_or_default().trim();
        self.attributes.iter().map(word).rfind(|word| !word.is_empty() && !word.contains('=')).unwrap_or_default()
    }

    /// The value of an attribute.
    pub(super) fn value(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find_map(|attributes| {
            let (before, after) = attributes.split_once(name)?;
            let value = after.trim_start().strip_prefix('=')?.trim_start();
            let quoted = value.strip_prefix('"').and_then(|value| value.split_once('"'));
            let bare = value.split(',').next().unwrap_or_default().trim();
            (before.trim_end().is_empty() || before.trim_end().ends_with(','))
                .then(|| quoted.map_or(bare, |(value, _)| value))
        })
    }

    /// Whether an option is set.
    pub(super) fn option(&self, name: &str) -> bool {
        self.attributes.iter().any(|attributes| attributes.split(['%', ',', '"', '=']).any(|option| option == name))
    }
}

/// A source on its way into a document.
pub(super) struct Blocks<'a> {
    pub(super) lines: &'a [Line<'a>],
    /// The line that comes next.
    pub(super) at: usize,
    pub(super) flow: Flow,
    pub(super) attributes: Attributes,
    pub(super) metadata: Metadata<'a>,
    /// The delimited blocks that are open.
    pub(super) open: Vec<Open<'a>>,
    /// The lists that are open in the innermost of them.
    pub(super) lists: Vec<List>,
    /// Whether the next block belongs to the open item.
    pub(super) attached: bool,
    /// For each line that begins or ends delimited blocks, where it stands last.
    pub(super) last: HashMap<&'a str, usize>,
    numbers: Numbers,
    appendices: u8,
}

impl<'a> Blocks<'a> {
    fn new(lines: &'a [Line<'a>], length: usize) -> Self {
        let delimiters = lines.iter().enumerate().filter(|(_, line)| is_delimiter(line.whole));
        Self {
            lines,
            at: 0,
            flow: Flow::default(),
            attributes: Attributes::new(length),
            metadata: Metadata::default(),
            open: Vec::new(),
            lists: Vec::new(),
            attached: false,
            last: delimiters.map(|(at, line)| (line.whole, at)).collect(),
            numbers: Numbers::default(),
            appendices: 0,
        }
    }

    /// The line at an index; a blank one behind the last.
    pub(super) fn line(&self, at: usize) -> Line<'a> {
        self.lines.get(at).copied().unwrap_or_default()
    }

    /// Composes what begins on the next line.
    fn block(&mut self) {
        let line = self.line(self.at);
        if line.is_blank() || is_comment(line.whole) || is_conditional(line.whole) {
            self.at += 1;
        } else if line.text == "+" {
            self.attached = !self.lists.is_empty();
            self.at += 1;
        } else if !(self.meta(line) || self.title(line) || self.delimited(line) || self.single(line)) {
            match item(line.text).filter(|_| !matches!(self.metadata.style(), "literal" | "listing")) {
                Some(item) => self.item(&item),
                None => self.paragraph(line),
            }
        }
    }

    /// Lines that say something about what follows.
    fn meta(&mut self, line: Line<'a>) -> bool {
        let inner = line.whole.strip_prefix('[').and_then(|inner| inner.strip_suffix(']'));
        if let Some((name, value)) = entry(line.whole) {
            self.set_attribute(name, value);
        } else if let Some(inner) = inner.filter(|inner| is_attributes(inner)) {
            if !inner.starts_with('[') {
                self.metadata.attributes.push(inner);
            }
            self.at += 1;
        } else if let Some(title) = block_title(line.whole) {
            self.metadata.title = Some(title);
            self.at += 1;
        } else {
            return false;
        }
        true
    }

    /// Sets an attribute; a backslash at the end of a line continues its value on the next one.
    fn set_attribute(&mut self, name: &str, value: &str) {
        self.at += 1;
        let mut whole = value.to_owned();
        while let Some(before) = whole.strip_suffix('\\') {
            if self.line(self.at).is_blank() {
                break;
            }
            whole = format!("{} {}", before.trim_end().trim_end_matches(" +"), self.line(self.at).text);
            self.at += 1;
        }
        if name.eq_ignore_ascii_case("leveloffset") {
            let before = self.level_offset();
            let number: i32 = whole.trim_start_matches('+').parse().unwrap_or(0);
            let relative = whole.starts_with(['+', '-']);
            let offset = if relative { before.saturating_add(number) } else { number };
            whole = offset.clamp(-6, 6).to_string();
        }
        self.attributes.set(name, &whole);
    }

    fn level_offset(&self) -> i32 {
        self.attributes.get("leveloffset").and_then(|offset| offset.parse().ok()).unwrap_or(0)
    }

    /// The title of a section. Within a delimited block there are only such as stand by themselves.
    fn title(&mut self, line: Line<'a>) -> bool {
        let style = self.metadata.style();
        let alone = matches!(style, "discrete" | "float");
        if !alone && !self.open.is_empty() {
            return false;
        }
        let next = self.line(self.at + 1);
        let delimits = self.last.get(next.whole).is_some_and(|last| *last > self.at + 1);
        let one_line = marked(line.whole).map(|(level, words)| (level, words, 1));
        let found = one_line.or_else(|| underlined(&line, &next, delimits).map(|level| (level, line.text, 2)));
        let Some((level, words, lines)) = found else { return false };
        let is_first = level == 1 && !self.flow.composer.has_headings();
        self.close_lists(0);
        let number = u32::try_from(self.at + 1).unwrap_or(u32::MAX);
        let words = self.attributes.resolve(words);
        self.flow.begin(BlockKind::Heading);
        self.number(level, style, alone);
        inline::compose(&self.attributes.marks(), &words, &mut self.flow);
        let level = i32::from(level).saturating_add(self.level_offset()).clamp(1, 9);
        self.flow.composer.end_heading(u8::try_from(level).unwrap_or(1), number);
        self.at += lines;
        self.metadata = Metadata::default();
        self.attached = false;
        if is_first {
            self.header();
        }
        true
    }

    /// Writes the number of a section, where sections are numbered.
    fn number(&mut self, level: u8, style: &str, alone: bool) {
        let numbered = self.attributes.get("sectnums").or(self.attributes.get("numbered")).is_some();
        let deepest = self.attributes.get("sectnumlevels").and_then(|levels| levels.parse().ok()).unwrap_or(3);
        let level = usize::from(level).saturating_sub(1);
        let appendix = style == "appendix" && level == 1;
        let special = ["preface", "abstract", "glossary", "bibliography", "colophon", "dedication", "index"];
        if appendix {
            let letter = char::from(b'A' + self.appendices % 26);
            self.appendices = self.appendices.wrapping_add(1);
            self.flow.composer.push(&format!("Appendix {letter}: "));
        } else if !alone && numbered && (1..=deepest).contains(&level) && !special.contains(&style) {
            let number = self.numbers.next(level);
            self.flow.composer.push(&format!("{number}. "));
        }
    }

    /// Passes the lines below the title of the document: authors and revision.
    fn header(&mut self) {
        while self.at < self.lines.len() && !self.line(self.at).is_blank() {
            match entry(self.line(self.at).whole) {
                Some((name, value)) => self.set_attribute(name, value),
                None if marked(self.line(self.at).whole).is_some() => break,
                None => self.at += 1,
            }
        }
    }

    /// Blocks of one line: breaks, pictures, macros.
    fn single(&mut self, line: Line<'a>) -> bool {
        let breaks = ["'''", "---", "***", "- - -", "* * *"];
        if breaks.contains(&line.whole) {
            self.start();
            self.flow.rule();
        } else if line.whole.starts_with("<<<") && line.whole.trim_end_matches('<').is_empty() {
            self.start();
        } else if let Some((name, target, words)) = block_macro(line.whole) {
            self.start();
            self.block_title();
            if name == "image" {
                self.picture(target, words);
            }
        } else {
            return false;
        }
        self.metadata = Metadata::default();
        self.at += 1;
        true
    }

    /// Composes a picture.
    fn picture(&mut self, target: &str, words: &str) {
        let (target, words) = (self.attributes.resolve(target), self.attributes.resolve(words));
        let (words, picture) = pictured(&target, &words, self.attributes.marks().folder);
        self.flow.composer.picture(words, &picture, self.flow.depth());
        self.flow.composer.end();
    }

    /// A block begins that is no item: unless it is attached to an item, the lists end.
    pub(super) fn start(&mut self) {
        if !std::mem::take(&mut self.attached) {
            self.close_lists(0);
        }
        self.flow.end_text();
    }

    /// Composes the title of a block, in strong letters.
    pub(super) fn block_title(&mut self) {
        if let Some(title) = self.metadata.title.take() {
            let title = self.attributes.resolve(title);
            self.flow.begin_text();
            self.flow.begin_mark(MarkKind::Strong);
            self.flow.composer.push(self.metadata.value("caption").unwrap_or_default());
            inline::compose(&self.attributes.marks(), &title, &mut self.flow);
            self.flow.composer.end_mark();
            self.flow.composer.end();
        }
    }

    /// Composes running text.
    pub(super) fn running(&mut self, text: &str) {
        let resolved = self.attributes.resolve(text);
        inline::compose(&self.attributes.marks(), &resolved, &mut self.flow);
        self.flow.composer.end();
    }

    /// A paragraph: literal where it is set in, else running text.
    fn paragraph(&mut self, line: Line<'a>) {
        let blank_before = self.at == 0 || self.line(self.at - 1).is_blank();
        let in_item = !self.lists.is_empty() && line.indent > 0 && blank_before && !self.attached;
        self.attached |= in_item;
        self.start();
        self.block_title();
        let metadata = std::mem::take(&mut self.metadata);
        let first = self.at;
        let lines = self.paragraph_lines();
        let style = metadata.style();
        let code = matches!(style, "source" | "listing" | "literal" | "stem" | "latexmath" | "asciimath");
        if code || line.indent > 0 && !matches!(style, "normal" | "quote" | "verse") {
            let lines = self.lines.get(first..self.at).unwrap_or_default();
            return self.flow.whole(BlockKind::Code, &block(lines, margin(lines)));
        }
        let kept = style == "verse" || metadata.option("hardbreaks") || self.attributes.get("hardbreaks").is_some();
        let text = lines.join(if kept { " +\n" } else { "\n" });
        let (label, text) = admonition(style, &text);
        let quoted = !label.is_empty() || matches!(style, "quote" | "verse");
        if quoted {
            self.flow.enter(Container::Quote);
            self.flow.label(label);
        }
        if !matches!(style, "comment" | "pass") {
            self.running(text);
        }
        if quoted {
            self.flow.leave();
        }
    }

    /// Passes the lines of a paragraph, or of the text of an item.
    pub(super) fn paragraph_lines(&mut self) -> Vec<&'a str> {
        let mut lines = Vec::new();
        while self.at < self.lines.len() {
            let line = self.line(self.at);
            let in_list = !self.lists.is_empty() && item(line.text).is_some();
            let attributes = line.whole.starts_with('[') && line.whole.ends_with(']') && is_attributes(line.whole);
            let ends = line.is_blank() || is_delimiter(line.whole) || line.text == "+" || in_list || attributes;
            if ends && !lines.is_empty() {
                break;
            }
            if !is_comment(line.whole) && !is_conditional(line.whole) {
                lines.push(line.text);
            }
            self.at += 1;
        }
        lines
    }
}

/// Whether a line is not shown.
fn is_comment(line: &str) -> bool {
    line.starts_with("//") && !line.starts_with("///")
}

/// Whether a line is an order to whoever puts files together.
fn is_conditional(line: &str) -> bool {
    ["ifdef::", "ifndef::", "ifeval::", "endif::", "include::"].iter().any(|name| line.starts_with(name))
        && line.ends_with(']')
}

/// Whether what stands between brackets on a line of its own says something about the next block.
fn is_attributes(inner: &str) -> bool {
    let first = inner.trim_start_matches('[').chars().next();
    inner.is_empty() || first.is_some_and(|c| c.is_alphanumeric() || "_{,.#\"'%".contains(c))
}

/// The title of a block: a dot and words right behind it.
fn block_title(line: &str) -> Option<&str> {
    let title = line.strip_prefix('.')?;
    let first = title.trim_start_matches('.').chars().next()?;
    let dots = title.len() - title.trim_start_matches('.').len();
    (dots <= 1 && !first.is_whitespace()).then_some(title)
}

/// The name of a macro that is a block, its target, and what stands between its brackets.
fn block_macro(line: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = line.strip_suffix(']')?.split_once("::")?;
    let (target, words) = rest.split_once('[')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    (is_name && !target.contains(char::is_whitespace) || name == "image" && !target.starts_with(' '))
        .then_some((name, target, words))
}

/// The name of an admonition, and its text: told by the style, or by the first word of the text.
pub(super) fn admonition<'t>(style: &str, text: &'t str) -> (&'static str, &'t str) {
    let names =
        [("NOTE", "Note"), ("TIP", "Tip"), ("IMPORTANT", "Important"), ("WARNING", "Warning"), ("CAUTION", "Caution")];
    let found = names.iter().find_map(|(name, label)| {
        let rest = text.strip_prefix(name).and_then(|rest| rest.strip_prefix(": "));
        rest.or((*name == style).then_some(text)).map(|rest| (*label, rest.trim_start()))
    });
    found.unwrap_or(("", text.part(0..text.len())))
}
