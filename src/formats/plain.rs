//! Text without markup.

use std::borrow::Cow;

use crate::formats::compose::detected;
use crate::formats::limits::Budget;
use crate::formats::source::Source;
use crate::formats::{Options, Reader};
use crate::outline::{Block, BlockKind, Document, Mark, MarkKind};
use crate::text::repair::{Repair, Repaired, repair};
use crate::text::{Part, Span, Text};

/// The reader of plain text.
pub(super) struct Plain;

impl Reader for Plain {
    fn name(&self) -> &'static str {
        "text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn taken(&self) -> &'static str {
        "the text, its title and its headings, found without markup; site navigation and the like is dimmed"
    }

    fn read_within(&self, bytes: &[u8], options: &Options, _budget: &Budget) -> Document {
        read(Source::new(bytes, options), options)
    }

    fn read_file(&self, bytes: Cow<'_, [u8]>, options: &Options, _budget: &Budget) -> Document {
        read(Source::new(bytes, options), options)
    }

    fn read_text(&self, bytes: Cow<'_, [u8]>, options: &Options) -> Text {
        let text = Source::new(bytes, options).text;
        if options.reading.raw { text } else { repaired(text).0 }
    }
}

/// The document of a decoded text.
fn read(Source { text, encoding, problems }: Source, options: &Options) -> Document {
    let (text, repairs) = if options.reading.raw { (text, Vec::new()) } else { repaired(text) };
    let marks = repairs.iter().map(|repair| mark(text.as_str(), repair)).collect();
    let whole = Block { kind: BlockKind::Paragraph, depth: 0, span: Span { start: 0, end: text.len() } };
    let document = Document {
        format: Plain.name(),
        encoding,
        blocks: vec![whole],
        marks,
        problems,
        repairs,
        text,
        ..Document::default()
    };
    detected(document, options.reading.belief)
}

/// The text without the damage that can be undone.
fn repaired(text: Text) -> (Text, Vec<Repair>) {
    let Repaired { text: clean, repairs } = repair(text.as_str());
    match clean {
        Cow::Borrowed(_) => (text, repairs),
        Cow::Owned(clean) => (Text::new(clean), repairs),
    }
}

/// Marks what was repaired. Where something was only taken out, the character before it is marked.
fn mark(text: &str, repair: &Repair) -> Mark {
    let before = text.part(0..repair.span.start as usize).chars().next_back().map_or(0, char::len_utf8);
    let start = if repair.span.is_empty() { repair.span.start as usize - before } else { repair.span.start as usize };
    Mark::new(MarkKind::Repaired, Span::new(start..repair.span.end as usize))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::Problem;

    fn read(text: &str) -> Document {
        Plain.read(text.as_bytes(), &Options::default())
    }

    #[test]
    fn every_part_of_a_text_lies_in_one_block() {
        let check = |text: &str, expected: &[(BlockKind, &str)]| {
            let document = read(text);
            let found: Vec<_> =
                document.blocks.iter().map(|block| (block.kind, document.text.span(block.span))).collect();
            assert_eq!(found, expected, "{text}");
        };
        use BlockKind::{Heading, Paragraph};
        check("", &[]);
        check("one\ntwo\n\n three \n", &[(Paragraph, "one\ntwo"), (Paragraph, " three")]);
        let body = "坚持把政治建设摆在首位，不断提高政治判断力、政治领悟力、政治执行力，始终保持高度一致。";
        let text = format!("总的情况如下。\n（一）旗帜鲜明。{body}\n（二）牢固树立。{body}\n（三）切实加强。{body}\n");
        check(
            &text,
            &[
                (Paragraph, "总的情况如下。"),
                (Heading, "（一）旗帜鲜明。"),
                (Paragraph, body),
                (Heading, "（二）牢固树立。"),
                (Paragraph, body),
                (Heading, "（三）切实加强。"),
                (Paragraph, body),
            ],
        );
    }

    #[test]
    fn headings_that_are_not_looked_for_are_told() {
        let check = |text: String, expected: Option<Problem>| {
            let found = read(&text).problems;
            assert_eq!(found.first(), expected.as_ref(), "{}", text.part(0..20));
        };
        check("甲\n".repeat(262_144), None);
        check("甲\n".repeat(262_145), Some(Problem::HeadingsBeyond { bytes: 4 * 262_144 - 1, of: 4 * 262_145 }));
        check("1. A\n".repeat(60_000), None);
        check("1. A\n".repeat(80_000), Some(Problem::HeadingsBeyond { bytes: 5 * 65_535, of: 5 * 80_000 }));
    }

    #[test]
    fn headings_know_their_lines() {
        let document = read("第一章 总则\n\n第一条 为了规范管理，制定本法。\n\n第二章 附则\n");
        let lines: Vec<_> = document.outline.headings().iter().map(|heading| heading.line).collect();
        assert_eq!(lines, [1, 3, 5]);
        assert_eq!(document.outline.title(0), "第一章 总则");
        assert_eq!(document.outline.number(1), "第一条");
    }
}
