//! A document as it is printed: set in lines as the page sets it.

use std::io;

use crate::app::layout::{Line, Shape, lines};
use crate::cli::print::Printer;
use crate::outline::Document;
use crate::text::width::{columns, visible};
use crate::text::{Part, Span};
use crate::ui::glyphs::{BAR, COLUMN, RULE, row_rule};

/// Columns up to which tables and rules are drawn where lines have no end; what lies beyond is not aligned.
const WIDEST: u16 = 240;
/// Columns of a page where it has no width of its own, for rules across it.
const USUAL: u16 = 72;

/// Prints the blocks of a document that begin in a span, in lines of so many columns; where there is no number, no line
/// is wrapped.
pub(super) fn print(document: &Document, shown: Span, width: Option<u16>, printer: &mut Printer) -> io::Result<()> {
    for block in lines(document, shown, width.unwrap_or(u16::MAX)) {
        let mut open: Option<String> = None;
        let mut last = Span::default();
        for line in block.iter() {
            let between = document.text.span(Span { start: last.end, end: line.span.start });
            let is_text = matches!(line.shape, Shape::Text | Shape::Framed(_));
            let goes_on = width.is_none() && is_text && !last.is_empty() && !between.contains('\n');
            match &mut open {
                Some(words) if goes_on && !line.span.is_empty() => {
                    words.push_str(between);
                    words.push_str(document.text.span(line.span));
                }
                _ => {
                    open.replace(drawn(document, line, width)).map_or(Ok(()), |words| printer.tabbed(&words))?;
                }
            }
            last = line.span;
        }
        open.map_or(Ok(()), |words| printer.tabbed(&words))?;
    }
    Ok(())
}

/// A line as it is printed.
fn drawn(document: &Document, line: &Line, width: Option<u16>) -> String {
    let words = |span: Span| document.text.span(span);
    let mut drawn = margin(line);
    match &line.shape {
        Shape::Across(_) => drawn.push_str(&RULE.repeat(usize::from(width.unwrap_or(USUAL) / 3))),
        Shape::Text | Shape::Framed(_) => drawn.push_str(words(line.span)),
        Shape::Edge { .. } | Shape::Facts { .. } | Shape::Noted { .. } => {}
        Shape::Row { stops, .. } => {
            let mut row = String::new();
            let mut runs = line.runs.iter().peekable();
            for (at, stop) in stops.iter().enumerate() {
                begin_column(&mut row, *stop, COLUMN, " ");
                let next = stops.get(at + 1).copied().unwrap_or(u16::MAX);
                while let Some(run) = runs.next_if(|run| run.column < next) {
                    fill(&mut row, usize::from(run.column.min(WIDEST)), " ");
                    row.push_str(&visible(words(run.span)));
                }
            }
            drawn.push_str(row.trim_end());
        }
        Shape::Rule { stops, width, head } => {
            let (rule, cross) = row_rule(*head);
            let mut row = String::new();
            stops.iter().filter(|stop| **stop <= WIDEST).for_each(|stop| begin_column(&mut row, *stop, cross, rule));
            fill(&mut row, usize::from(*width.min(&WIDEST)), rule);
            drawn.push_str(&row);
        }
    }
    drawn
}

/// The empty columns before a line, with the bar of a quote.
fn margin(line: &Line) -> String {
    let indent = usize::from(line.indent);
    let bars = usize::from(line.bars).min(indent / 2);
    match bars {
        0 if line.span.is_empty() && line.shape == Shape::Text => String::new(),
        _ => format!("{}{}", " ".repeat(indent - 2 * bars), format!("{BAR} ").repeat(bars)),
    }
}

/// Fills a row up to a column, with the line before it; none before the first.
fn begin_column(row: &mut String, column: u16, bar: &str, filling: &str) {
    if column > 1 {
        fill(row, usize::from(column.min(WIDEST)).saturating_sub(2), filling);
        row.push_str(if columns(row) + 2 <= column.into() { "" } else { filling });
        row.push_str(bar);
        row.push_str(filling);
    }
}

/// Fills a row up to a column.
fn fill(row: &mut String, column: usize, filling: &str) {
    row.push_str(&filling.repeat(column.saturating_sub(columns(row))));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{self, Options};
    use std::path::Path;

    /// The lines of a text in Markdown.
    fn printed(markdown: &str, width: Option<u16>) -> Vec<String> {
        let document = formats::read(Path::new("a.md"), markdown.as_bytes(), &Options::default());
        let mut printed = Vec::new();
        for block in lines(&document, Span { start: 0, end: document.text.len() }, width.unwrap_or(u16::MAX)) {
            printed.extend(block.iter().map(|line| drawn(&document, line, width)));
        }
        printed
    }

    #[test]
    fn parts_of_a_document_are_told_apart() {
        let check = |markdown: &str, width: Option<u16>, expected: &[&str]| {
            assert_eq!(printed(markdown, width), expected, "{markdown:?} at {width:?}");
        };
        check("# A\n\nb", None, &["A", "", "b"]);
        check("- a\n- b\n  - c", None, &["• a", "• b", "  • c"]);
        check("- one two three", Some(9), &["• one two", "  three"]);
        check("1. a\n   - b", None, &["1. a", "  • b"]);
        check("> a\n>\n> b", None, &["┃ a", "┃ ", "┃ b"]);
        check("```\nlet a;\n  b\n```", None, &["  let a;", "    b"]);
        check("a\n\n---", Some(12), &["a", "", "────"]);
        check("a\n\n---", None, &["a", "", &"─".repeat(24)]);
        let table = "|名称|b|\n|-|-|\n|a|总结|";
        check(table, None, &["名称 │ b", "━━━━━┿━━━━━", "a    │ 总结"]);
        let long = "|名称|说明|\n|-|-|\n|甲|一二三四五六七八|";
        check(long, Some(16), &["名称 │ 说明", "━━━━━┿━━━━━━━━━━", "甲   │ 一二三四", "     │ 五六七八"]);
    }
}
