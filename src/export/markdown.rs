//! Sections as Markdown.

use std::borrow::Cow;

use crate::export::inline::{self, Inline, OpenMark};
use crate::export::links::{self, Places};
use crate::export::section::{BlockPart, Section};
use crate::export::titles::titles;
use crate::outline::{BlockKind, Image, MarkKind, Target};
use crate::text::{Part, Span};

/// The deepest heading that Markdown has.
const DEEPEST: u8 = 6;
/// What stands before an item where the source has a bullet.
const BULLETS: &str = "•◦▪▫‣⁃·●○■□◆◇-–—*+";

/// A section; below it, from where it comes.
pub(super) fn section(section: &Section<'_>) -> String {
    format!("{}\n---\n\n{}\n", body(section), escape(section.address))
}

/// A section; below it the titles that it stands under, and its address as it can be used.
pub(super) fn quotation(section: &Section<'_>, crumbs: &[String]) -> String {
    // What holds the sign of code stands between two of them.
    let fence = if section.address.contains('`') { "`` " } else { "`" };
    let closing: String = fence.chars().rev().collect();
    format!("{}\n---\n\n{}\\\n{fence}{}{closing}\n", body(section), escape(&titles(crumbs)), section.address)
}

fn body(section: &Section<'_>) -> String {
    let mut writer = Writer { places: Places::of(section), ..Writer::default() };
    let titled = section.parts().first().is_some_and(|part| part.kind == BlockKind::Heading);
    if !titled && section.part.is_none() {
        writer.block("# ", &escape(section.title()));
    }
    let mut before = None;
    for part in section.parts() {
        // Items of one list, and the parts of one quote, stand together.
        let joined = before == Some(part.kind) && matches!(part.kind, BlockKind::Item);
        let quoted = before == Some(part.kind) && part.kind == BlockKind::Quote;
        if !joined && !writer.markdown.is_empty() {
            writer.markdown.push_str(if quoted { ">\n" } else { "\n" });
        }
        writer.part(section, part, titled);
        before = Some(part.kind);
    }
    writer.markdown
}

/// A text in which nothing is Markdown.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        // A number with a dot at the beginning of a line would begin a list.
        let list = matches!(character, '.' | ')') && text.get(..at).is_some_and(is_number);
        if list || "\\`*_[]<>#+-|~&".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Markdown that is being written.
#[derive(Default)]
struct Writer {
    markdown: String,
    /// What begins every further line of the block that is being written.
    indent: String,
    /// Whether the words that come are code, in which nothing is escaped.
    code: bool,
    /// Signs of marks that begin before the next word: Markdown knows none that begin with a space.
    opening: String,
    /// Whether the words that come are the sign of a note, which Markdown has its own for.
    muted: bool,
    /// Where links within it lead.
    places: Places,
}

impl Writer {
    fn block(&mut self, before: &str, text: &str) {
        self.markdown.push_str(before);
        self.markdown.push_str(text);
        self.markdown.push('\n');
    }

    fn part(&mut self, section: &Section<'_>, part: BlockPart, titled: bool) {
        let text = section.document.text.span(part.span);
        match part.kind {
            BlockKind::Heading => {
                let before = "#".repeat((part.level + u8::from(!titled)).min(DEEPEST).into()) + " ";
                match part.heading.filter(|_| part.span.is_empty()) {
                    Some(heading) => self.block(&before, &escape(section.document.outline.title(heading))),
                    None => self.lines(section, part.span, &before, " "),
                }
            }
            BlockKind::Item => self.item(section, part, text),
            BlockKind::Quote => {
                let bars = "> ".repeat(usize::from(part.depth).max(1));
                self.lines(section, part.span, &bars, &format!("\\\n{bars}"));
            }
            BlockKind::Code => self.code_block(text),
            BlockKind::Rule => self.block("", "---"),
            BlockKind::Table => self.table(section, part.span),
            BlockKind::Paragraph if self.places.note(part.span.start).is_some() => self.note(section, part.span),
            BlockKind::Paragraph | BlockKind::Gap | BlockKind::Boilerplate | BlockKind::Image => {
                self.lines(section, part.span, "", "\\\n");
            }
        }
    }

    /// Writes words with their marks; `before` begins the block, `between` stands for a line end.
    fn lines(&mut self, section: &Section<'_>, span: Span, before: &str, between: &str) {
        self.markdown.push_str(before);
        between.clone_into(&mut self.indent);
        inline::write(section.document, span, self);
        self.markdown.push('\n');
    }

    fn item(&mut self, section: &Section<'_>, part: BlockPart, text: &str) {
        let indent = "    ".repeat(part.depth.into());
        let words = text.trim_start_matches(|c: char| BULLETS.contains(c)).trim_start();
        let bullet = if words.len() < text.len() || !begins_with_number(text) { "- " } else { "" };
        let skipped = u32::try_from(text.len() - words.len()).unwrap_or(0);
        let span = Span { start: part.span.start + skipped, ..part.span };
        if bullet.is_empty() {
            // Its own number makes it an item.
            let digits = text.bytes().take_while(u8::is_ascii_digit).count() + 1;
            self.markdown.push_str(&indent);
            self.markdown.push_str(text.part(0..digits));
            let digits = u32::try_from(digits).unwrap_or(0);
            let rest = Span { start: span.start + digits, ..span };
            return self.lines(section, rest, "", &format!("\\\n{indent}    "));
        }
        self.lines(section, span, &format!("{indent}{bullet}"), &format!("\\\n{indent}  "));
    }

    /// Writes a note behind its label.
    fn note(&mut self, section: &Section<'_>, span: Span) {
        let Some(note) = self.places.note(span.start) else { return };
        let rest = Span { start: span.end.min(span.start.saturating_add(note.sign)), ..span };
        let begin = format!("[^{}]:", note.label);
        self.lines(section, rest, &begin, "\\\n    ");
    }

    fn code_block(&mut self, text: &str) {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.block("", &format!("{fence}\n{}\n{fence}", text.trim_end_matches('\n')));
    }

    /// Writes a table. Markdown knows none without a head, and none of several rows: where there is none, it stands
    /// empty.
    fn table(&mut self, section: &Section<'_>, span: Span) {
        let rows: Vec<(&str, bool)> = section.rows(span).collect();
        let columns = rows.iter().map(|(row, _)| row.split('\t').count()).max().unwrap_or(1);
        if rows.first().is_some_and(|(_, head)| !head) {
            self.block("|", &"  |".repeat(columns));
            self.block("|", &" --- |".repeat(columns));
        }
        for (at, (row, _)) in rows.iter().enumerate() {
            let cells: String = row.split('\t').map(|cell| format!(" {} |", escape(cell))).collect();
            self.block("|", &(cells + &"  |".repeat(columns - row.split('\t').count())));
            if at == 0 && rows.first().is_some_and(|(_, head)| *head) {
                self.block("|", &" --- |".repeat(columns));
            }
        }
    }

    fn flush_opening(&mut self) {
        let opening = std::mem::take(&mut self.opening);
        self.markdown.push_str(&opening);
    }
}

/// Whether an item begins with a number as Markdown numbers items.
fn begins_with_number(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.part(digits..text.len());
    (1..10).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") "))
}

impl Inline for Writer {
    fn open(&mut self, mark: OpenMark<'_>) {
        self.opening.push_str(if self.end_of(mark).is_empty() { "" } else { begin_of(mark.kind) });
        if let Some(sign) = self.note_sign(mark) {
            self.flush_opening();
            self.markdown.push_str(&sign);
            self.muted = true;
        }
        self.code |= mark.kind == MarkKind::Code;
    }

    fn close(&mut self, mark: OpenMark<'_>) {
        if mark.kind == MarkKind::Code {
            self.code = false;
        }
        self.muted &= mark.kind != MarkKind::Note;
        let (begin, end) = (begin_of(mark.kind), self.end_of(mark));
        if !end.is_empty() && self.opening.ends_with(begin) {
            // Nothing but spaces stood inside.
            self.opening.truncate(self.opening.len() - begin.len());
            return;
        }
        let spaces = self.markdown.len() - self.markdown.trim_end_matches(' ').len();
        self.markdown.truncate(self.markdown.len() - spaces);
        self.markdown.push_str(&end);
        self.markdown.push_str(&" ".repeat(spaces));
    }

    fn image(&mut self, words: &str, image: Option<&Image>) {
        self.flush_opening();
        let address = image.map_or(String::new(), links::address);
        self.markdown.push_str(&format!("![{}](<{address}>)", escape(&words.replace('\n', " "))));
    }

    fn text(&mut self, text: &str) {
        if self.muted {
            return;
        }
        let words = text.trim_start_matches(' ');
        self.markdown.push_str(text.part(0..text.len() - words.len()));
        if words.is_empty() {
            return;
        }
        self.flush_opening();
        let written = if self.code { words.to_owned() } else { escape(words) };
        let mut lines = written.split('\n');
        self.markdown.push_str(lines.next().unwrap_or_default());
        for line in lines {
            self.markdown.push_str(&self.indent);
            self.markdown.push_str(line.trim_start());
        }
    }
}

impl Writer {
    /// The sign of a note that is written with it.
    fn note_sign(&self, mark: OpenMark<'_>) -> Option<String> {
        match mark.target.filter(|_| mark.kind == MarkKind::Note)? {
            Target::Place(place) => self.places.note(*place).map(|note| format!("[^{}]", note.label)),
            _ => None,
        }
    }

    /// What stands behind a mark; nothing where Markdown has none for it.
    fn end_of(&self, mark: OpenMark<'_>) -> Cow<'static, str> {
        match mark.kind {
            MarkKind::Link | MarkKind::Note => {
                let address = mark.target.and_then(|target| self.places.in_markdown(target));
                address.map_or(Cow::Borrowed(""), |address| format!("](<{address}>)").into())
            }
            kind => begin_of(kind).into(),
        }
    }
}

/// What stands before a mark.
fn begin_of(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Strong => "**",
        MarkKind::Emphasis => "*",
        MarkKind::Code => "`",
        MarkKind::Strike => "~~",
        MarkKind::Link | MarkKind::Note => "[",
        MarkKind::Image | MarkKind::Repaired | MarkKind::Head => "",
    }
}
