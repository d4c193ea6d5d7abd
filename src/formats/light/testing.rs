//! Documents as rows, for the tables of tests.

use crate::outline::{BlockKind, Document};
use crate::text::Part;

/// The letter that stands for a kind of block.
fn letter(kind: BlockKind) -> char {
    match kind {
        BlockKind::Paragraph => 'p',
        BlockKind::Heading => 'h',
        BlockKind::Item => 'i',
        BlockKind::Quote => 'q',
        BlockKind::Code => 'c',
        BlockKind::Table => 't',
        BlockKind::Gap => 'g',
        BlockKind::Boilerplate => 'b',
        BlockKind::Rule => 'r',
        BlockKind::Image => 'm',
    }
}

/// The blocks: a letter for the kind, the depth, the text.
pub(in crate::formats) fn blocks(document: &Document) -> Vec<String> {
    let row = |block: &crate::outline::Block| {
        format!("{}{} {}", letter(block.kind), block.depth, document.text.span(block.span))
    };
    document.blocks.iter().map(row).collect()
}

/// The headings: level, title, and the line of the source. What stands in the text is what the outline says.
pub(in crate::formats) fn headings(document: &Document) -> Vec<(u8, String, u32)> {
    let outline = &document.outline;
    let row = |(at, heading): (u32, &crate::outline::tree::Heading)| {
        let words: Vec<_> = document.text.span(heading.span).split_whitespace().collect();
        assert_eq!(words.join(" "), outline.title(at));
        (heading.level, outline.title(at).to_owned(), heading.line)
    };
    (0..).zip(outline.headings()).map(row).collect()
}

/// The marks: their kinds and their words.
pub(in crate::formats) fn marks(document: &Document) -> Vec<(String, String)> {
    let row = |mark: &crate::outline::Mark| (format!("{:?}", mark.kind), document.text.span(mark.span).to_owned());
    document.marks.iter().map(row).collect()
}
