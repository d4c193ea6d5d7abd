//! Documents as rows, for the tables of tests, and the work that reading them is.

use std::time::Duration;

use crate::formats::limits::worked;
use crate::outline::{BlockKind, Document, Problem};
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

/// How many times the work four times as long a source may be, the work that is too little to compare, and how often it
/// is measured again.
const MOST_GROWTH: u32 = 8;
const TOO_LITTLE: Duration = Duration::from_millis(100);
const MOST_RUNS: usize = 4;

/// Checks that the work of reading grows as the source does, to its end. It is that of the thread, whatever else the
/// machine does.
#[track_caller]
pub(in crate::formats) fn check_growth(read: fn(&str) -> Document, made: &dyn Fn(usize) -> String, count: usize) {
    let work = |source: &str| {
        let before = worked();
        let document = read(source);
        let gave_up = document.problems.iter().any(|problem| matches!(problem, Problem::TookTooLong { .. }));
        assert!(!gave_up, "{source:.40}");
        worked().saturating_sub(before)
    };
    let (quarter, whole) = (made(count / 4), made(count));
    let grows_evenly = || {
        let taken = work(&whole);
        taken < TOO_LITTLE || taken <= work(&quarter) * MOST_GROWTH
    };
    assert!((0..MOST_RUNS).any(|_| grows_evenly()), "{whole:.40}");
}
