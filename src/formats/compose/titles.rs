//! The document of a file of which only the titles are known.

use crate::outline::number::mark;
use crate::outline::{Block, BlockKind, Confidence, Document, NewHeading, Origin, OutlineBuilder};
use crate::text::{Span, Text};

/// A heading of which only this is known.
#[derive(Clone, Copy, Debug)]
pub(in crate::formats) struct Listed<'a> {
    /// Its level.
    pub(in crate::formats) level: u8,
    /// Its title, without line ends.
    pub(in crate::formats) title: &'a str,
    /// The line that it begins on in the file, from 1.
    pub(in crate::formats) line: u32,
}

/// The titles of a file that has no lines: those of the document count.
pub(in crate::formats) fn numbered<'a>(
    entries: impl Iterator<Item = (u8, &'a str)>,
) -> impl Iterator<Item = Listed<'a>> {
    entries.zip(1..).map(|((level, title), line)| Listed { level, title, line })
}

/// The document whose text holds the titles of an outline, one a line; see [`glance`](crate::formats::glance).
pub(in crate::formats) fn titles<'a>(
    format: &'static str,
    title: Option<Box<str>>,
    entries: impl Iterator<Item = Listed<'a>>,
) -> Document {
    let (mut text, mut blocks, mut outline) = (String::new(), Vec::new(), OutlineBuilder::default());
    for Listed { level, title, line } in entries {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(title);
        let span = Span::new(start..text.len());
        blocks.push(Block { kind: BlockKind::Heading, depth: 0, span });
        let number = mark(title).map_or(0, |mark| mark.len);
        let (origin, confidence) = (Origin::Marked, Confidence::CERTAIN);
        outline.push(NewHeading { level, title, number, span, line, origin, confidence });
    }
    let (text, outline) = (Text::new(text), outline.finish());
    Document { format, title, text, blocks, outline, partial: true, ..Document::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_the_text() {
        let entries = [(1, "第一章 总则"), (2, "一、目的"), (1, "附录")].into_iter();
        let found = titles("pdf", None, numbered(entries));
        assert_eq!(found.text.as_str(), "第一章 总则\n一、目的\n附录");
        let outline = &found.outline;
        let row = |at: u32| format!("{}|{}", outline.number(at), outline.title(at));
        let rows: Vec<String> = (0..outline.len()).map(row).collect();
        assert_eq!(rows, ["第一章|第一章 总则", "一、|一、目的", "附录|附录"]);
        let lines: Vec<(u8, u32)> = outline.headings().iter().map(|heading| (heading.level, heading.line)).collect();
        assert_eq!(lines, [(1, 1), (2, 2), (1, 3)]);
        assert!(found.partial && found.blocks.len() == 3);
    }
}
