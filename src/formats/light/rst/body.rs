//! Blocks: what begins on a line is told by that line, the next one, and how far they are set in.

use crate::formats::light::allowance::Allowance;
use crate::formats::light::flow::{Container, Flow};
use crate::formats::light::inline;
use crate::formats::light::lines::{Line, block, lines, margin};
use crate::formats::light::numbers::Numbers;
use crate::formats::light::rst::inline::Marks;
use crate::formats::light::rst::names::{Counts, Names};
use crate::formats::light::rst::title::{SHORTEST, Style, Styles, adornment, fits};
use crate::formats::limits::Budget;
use crate::outline::{BlockKind, Document, Problem};
use crate::text::Part;

/// The deepest that blocks are followed within each other; what stands deeper is shown as text.
const DEEPEST: usize = 60;

/// Composes the document of a source. Where its sections are counted it is composed twice, as only the whole tells
/// whether its first title is that of the document, which has no number.
pub(super) fn compose(format: &'static str, source: &str, budget: &Budget) -> (Document, Option<Problem>) {
    let body = |names, lines: Vec<_>, counting| Body {
        flow: Flow::default(),
        marks: Marks { names, allowance: Allowance::new(source.len()), counts: Counts::default() },
        counts: Counts::default(),
        at: 0,
        end: lines.len(),
        lines,
        styles: Styles::default(),
        counting,
        depth: 0,
        budget,
        problem: None,
    };
    let first = lines(source);
    let names = Names::collect(&first);
    let depth = names.counted();
    let (document, problem) = body(names, first, None).compose(format);
    let Some(deepest) = depth.filter(|_| problem.is_none()) else {
        return (document, problem);
    };
    let titles = usize::from(document.outline.lone_top().is_some());
    let counting = Counting { numbers: Numbers::default(), titles, deepest };
    let second = lines(source);
    body(Names::collect(&second), second, Some(counting)).compose(format)
}

/// How sections are counted.
struct Counting {
    numbers: Numbers,
    /// The levels on top that are not counted.
    titles: usize,
    /// The deepest level that is counted, from 1.
    deepest: usize,
}

/// A source on its way into a document.
pub(super) struct Body<'a> {
    pub(super) flow: Flow,
    pub(super) marks: Marks<'a>,
    /// The notes without a name so far.
    pub(super) counts: Counts,
    pub(super) lines: Vec<Line<'a>>,
    /// The line that comes next.
    pub(super) at: usize,
    /// One past the last line to be read.
    pub(super) end: usize,
    styles: Styles,
    counting: Option<Counting>,
    depth: usize,
    budget: &'a Budget,
    problem: Option<Problem>,
}

impl<'a> Body<'a> {
    fn compose(mut self, format: &'static str) -> (Document, Option<Problem>) {
        self.blocks(0, true);
        (self.flow.finish(format), self.problem)
    }

    /// The line at an index; a blank one behind the last.
    pub(super) fn line(&self, at: usize) -> Line<'a> {
        if at < self.end { self.lines.get(at).copied().unwrap_or_default() } else { Line::default() }
    }

    /// Composes blocks up to the first line that is set in less than `indent`. `titled` says whether there may be
    /// titles of sections among them.
    pub(super) fn blocks(&mut self, indent: usize, titled: bool) {
        self.depth += 1;
        while let Some(line) = self.next_line().filter(|line| line.indent >= indent) {
            if self.budget.is_over() {
                self.problem = Some(Budget::too_long());
                self.at = self.end;
            } else if self.depth > DEEPEST {
                self.text_block(line.indent);
            } else if line.indent > indent {
                self.flow.enter(Container::Quote);
                self.blocks(line.indent, false);
                self.flow.leave();
            } else {
                self.block(line, titled);
            }
        }
        self.depth -= 1;
    }

    /// Composes all blocks up to the first line that is not set in further than `margin`.
    pub(super) fn inner(&mut self, margin: usize) {
        while let Some(line) = self.next_line().filter(|line| line.indent > margin) {
            self.blocks(line.indent, false);
        }
    }

    /// Goes to the next line that is not blank.
    pub(super) fn next_line(&mut self) -> Option<Line<'a>> {
        while self.at < self.end && self.line(self.at).is_blank() {
            self.at += 1;
        }
        (self.at < self.end).then(|| self.line(self.at))
    }

    fn block(&mut self, line: Line<'a>, titled: bool) {
        let found = self.list(line) || self.table(line) || self.explicit(line, titled);
        if !found && !self.adorned(line, titled) {
            self.text(line, titled);
        }
    }

    /// A line of one punctuation character: the upper line of a title, or a transition.
    fn adorned(&mut self, line: Line<'a>, titled: bool) -> bool {
        let Some(character) = adornment(line.text).filter(|_| titled && line.text != "::") else {
            return false;
        };
        let (title, under) = (self.line(self.at + 1), self.line(self.at + 2));
        let long = line.text.len() >= SHORTEST;
        let is_title = !title.is_blank() && adornment(title.text).is_none();
        if is_title && under.text == line.text && under.indent == line.indent && fits(title.text, line.text) {
            self.at += 1;
            self.title(title.text, Style { character, over: true });
            self.at += 1;
        } else if long && title.is_blank() {
            self.flow.rule();
            self.at += 1;
        } else {
            return false;
        }
        true
    }

    /// Composes the title of a section, which stands on the next line.
    fn title(&mut self, title: &str, style: Style) {
        let line = u32::try_from(self.at + 1).unwrap_or(u32::MAX);
        let level = self.styles.level(style);
        self.flow.begin(BlockKind::Heading);
        if let Some(counting) = &mut self.counting {
            let level = usize::from(level).saturating_sub(counting.titles);
            let counted = (1..=counting.deepest).contains(&level);
            let number = if counted { counting.numbers.next(level) + " " } else { String::new() };
            self.flow.composer.push(&number);
        }
        inline::compose(&self.marks, title, &mut self.flow);
        self.flow.composer.end_heading(level, line);
        self.at += 1;
    }

    /// A line of text: a title, the term of a definition, or a paragraph.
    fn text(&mut self, line: Line<'a>, titled: bool) {
        let next = self.line(self.at + 1);
        let under = adornment(next.text).filter(|_| titled && next.indent == line.indent && fits(line.text, next.text));
        if let Some(character) = under {
            self.title(line.text, Style { character, over: false });
            self.at += 1;
        } else if next.indent > line.indent && !next.is_blank() {
            self.definition(line);
        } else {
            self.text_block(line.indent);
        }
    }

    /// Composes a paragraph: the lines that stand in one column. Two colons at its end begin a literal block.
    fn text_block(&mut self, indent: usize) {
        let first = self.at;
        let deep = self.depth > DEEPEST;
        let goes_on = |line: Line<'_>| !line.is_blank() && (line.indent == indent || deep);
        while self.at < self.end && (self.at == first || goes_on(self.line(self.at))) {
            self.at += 1;
        }
        let text = block(self.lines.get(first..self.at).unwrap_or_default(), usize::MAX);
        let (text, literal) = without_colons(&text);
        self.paragraph(text);
        if literal {
            self.literal(indent);
        }
    }

    /// Composes running text.
    pub(super) fn paragraph(&mut self, text: &str) {
        if !text.is_empty() {
            inline::compose(&self.marks, text, &mut self.flow);
            self.flow.composer.end();
        }
    }

    /// Composes the literal block that is set in further than a margin, or is quoted with one punctuation character.
    pub(super) fn literal(&mut self, margin: usize) {
        let Some(line) = self.next_line() else { return };
        let lines = if line.indent > margin {
            self.indented(margin)
        } else {
            let first = self.at;
            let quote = line.text.chars().next().filter(char::is_ascii_punctuation);
            while quote.is_some_and(|quote| self.line(self.at).text.starts_with(quote)) {
                self.at += 1;
            }
            first..self.at
        };
        self.code(lines);
    }

    /// Passes the lines that are set in further than a margin, and the blank ones among them.
    pub(super) fn indented(&mut self, margin: usize) -> std::ops::Range<usize> {
        let first = self.at;
        let mut last = first;
        while self.at < self.end && (self.line(self.at).is_blank() || self.line(self.at).indent > margin) {
            last = if self.line(self.at).is_blank() { last } else { self.at + 1 };
            self.at += 1;
        }
        self.at = last;
        first..last
    }

    /// Composes lines as they are.
    pub(super) fn code(&mut self, lines: std::ops::Range<usize>) {
        let lines = self.lines.get(lines).unwrap_or_default();
        let text = block(lines, margin(lines));
        self.flow.whole(BlockKind::Code, &text);
    }

    /// Composes lines that begin with a bar, each for itself.
    pub(super) fn line_block(&mut self, margin: usize) {
        self.flow.end_text();
        self.flow.begin_text();
        let mut first = true;
        while self.at < self.end && !self.line(self.at).is_blank() && self.line(self.at).indent >= margin {
            let line = self.line(self.at);
            let (text, begins) = if line.indent > margin { (line.text, false) } else { bar(line.text) };
            if begins && !first {
                self.flow.composer.hard_break();
            } else if !begins && line.indent == margin {
                break;
            }
            self.flow.composer.soft_break();
            inline::compose(&self.marks, text, &mut self.flow);
            first = false;
            self.at += 1;
        }
        self.flow.composer.end();
    }
}

/// A line of a line block without its bar.
fn bar(text: &str) -> (&str, bool) {
    match text.strip_prefix('|') {
        Some(rest) if rest.is_empty() || rest.starts_with(' ') => (rest.trim_start(), true),
        _ => (text, false),
    }
}

/// A paragraph without the colons that announce a literal block, and whether they do.
fn without_colons(text: &str) -> (&str, bool) {
    match text.strip_suffix("::") {
        Some(before) if before.ends_with(char::is_whitespace) || before.is_empty() => (before.trim_end(), true),
        Some(before) => (text.part(0..before.len() + 1), true),
        None => (text, false),
    }
}
