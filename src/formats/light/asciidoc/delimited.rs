//! Delimited blocks: what stands between two equal lines.

use crate::formats::light::asciidoc::blocks::{Blocks, Metadata, admonition};
use crate::formats::light::asciidoc::lists::List;
use crate::formats::light::flow::Container;
use crate::formats::light::lines::{Line, block};
use crate::outline::BlockKind;

/// A block that has begun, in which there are others.
#[derive(Debug)]
pub(super) struct Open<'a> {
    delimiter: &'a str,
    /// The lists that were open where it began.
    lists: Vec<List>,
    quoted: bool,
    /// Who is quoted.
    attribution: String,
}

/// The deepest that blocks are followed within each other; the lines that begin deeper ones are left out.
const DEEPEST: usize = 32;

/// Whether a line begins or ends a delimited block.
pub(super) fn is_delimiter(line: &str) -> bool {
    let Some(first) = line.bytes().next().filter(|byte| b"-.=*_+/`|,:!".contains(byte)) else {
        return false;
    };
    match first {
        b'`' => line.starts_with("```") && !line.trim_start_matches('`').contains('`'),
        b'|' | b',' | b':' | b'!' => line.len() >= 4 && line.bytes().skip(1).all(|byte| byte == b'='),
        _ => line == "--" || line.len() >= 4 && line.bytes().all(|byte| byte == first),
    }
}

/// The line that ends the block which a line begins.
fn closing(line: &str) -> &str {
    if line.starts_with("```") { "```" } else { line }
}

impl<'a> Blocks<'a> {
    /// Composes the delimited block that begins on the next line, or goes into it, or ends it.
    pub(super) fn delimited(&mut self, line: Line<'a>) -> bool {
        if !is_delimiter(line.whole) {
            return false;
        }
        if let Some(at) = self.open.iter().rposition(|open| open.delimiter == line.whole) {
            self.close(at);
            self.at += 1;
            return true;
        }
        let delimiter = closing(line.whole);
        let is_closed = self.last.get(delimiter).is_some_and(|last| *last > self.at);
        let style = self.metadata.style();
        let code = matches!(style, "source" | "listing" | "literal" | "stem" | "latexmath" | "asciimath");
        match line.whole.as_bytes() {
            _ if !is_closed => {
                self.start();
                self.at += 1;
            }
            [b'/', ..] => drop(self.verbatim_lines(delimiter)),
            [b'+', ..] if !code => {
                self.start();
                self.verbatim_lines(delimiter);
            }
            [b'|' | b',' | b':' | b'!', ..] => {
                self.start();
                self.block_title();
                let lines = self.verbatim_lines(delimiter);
                self.table(line.whole, lines);
            }
            [b'_', ..] if style == "verse" => {
                self.start();
                self.block_title();
                let lines = self.verbatim_lines(delimiter);
                let text: Vec<_> = lines.iter().map(|line| line.text).collect();
                self.flow.enter(Container::Quote);
                self.running(&text.join(" +\n"));
                self.flow.leave();
            }
            [b'-', b'-', b'-', ..] | [b'.' | b'`' | b'+', ..] | [b'-', b'-'] if code || line.whole != "--" => {
                self.start();
                self.block_title();
                let lines = self.verbatim_lines(delimiter);
                self.flow.whole(BlockKind::Code, &block(lines, 0));
            }
            _ => self.enter(line.whole),
        }
        self.metadata = Metadata::default();
        true
    }

    /// Goes into a block in which there are others.
    fn enter(&mut self, delimiter: &'a str) {
        self.at += 1;
        if self.open.len() >= DEEPEST {
            return;
        }
        self.start();
        let style = self.metadata.style();
        let (label, _) = admonition(style, "");
        let quoted = !label.is_empty() || delimiter.starts_with(['_', '*']) || style == "quote" || style == "sidebar";
        let attribution = self.metadata.attributes.iter().find_map(|attributes| attributes.strip_prefix("quote,"));
        let attribution = attribution.map_or_else(String::new, |names| format!("— {}", names.trim()));
        if quoted {
            self.flow.enter(Container::Quote);
            self.flow.label(label);
            if !label.is_empty() && self.metadata.title.is_some() {
                self.flow.begin_text();
            }
        }
        self.block_title();
        let lists = std::mem::take(&mut self.lists);
        self.open.push(Open { delimiter, lists, quoted, attribution });
    }

    /// The blocks end that were opened last, down to one.
    fn close(&mut self, down_to: usize) {
        while self.open.len() > down_to {
            self.close_lists(0);
            self.flow.end_text();
            let Some(open) = self.open.pop() else { return };
            if !open.attribution.is_empty() {
                self.running(&open.attribution);
            }
            if open.quoted {
                self.flow.leave();
            }
            self.lists = open.lists;
        }
        self.attached = false;
        self.metadata = Metadata::default();
    }

    /// Passes a block whose lines are no markup.
    fn verbatim_lines(&mut self, delimiter: &str) -> &'a [Line<'a>] {
        let first = self.at + 1;
        let rest = self.lines.get(first..).unwrap_or_default();
        let length = rest.iter().position(|line| line.whole == delimiter).unwrap_or(rest.len());
        self.at = first + length + 1;
        rest.get(..length).unwrap_or_default()
    }
}
