//! Text without markup.

use std::borrow::Cow;

use crate::formats::source::Source;
use crate::formats::{Options, Reader};
use crate::outline::detect::{AsideKind, Detected, detect};
use crate::outline::{Block, BlockKind, Document, Mark, MarkKind, NewHeading, Origin, Outline, OutlineBuilder};
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

    fn read(&self, bytes: &[u8], options: &Options) -> Document {
        let Source { text, encoding, problems } = Source::new(bytes, options);
        let (text, repairs) = if options.reading.raw { (text, Vec::new()) } else { repaired(text) };
        let detected = detect(text.as_str(), options.reading.belief);
        Document {
            format: self.name(),
            encoding,
            title: detected.title.map(|title| squeeze(text.span(title)).into()),
            blocks: blocks(text.as_str(), &detected),
            marks: repairs.iter().map(|repair| mark(text.as_str(), repair)).collect(),
            outline: outline(text.as_str(), &detected),
            problems,
            repairs,
            text,
        }
    }
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
    Mark { kind: MarkKind::Repaired, span: Span::new(start..repair.span.end as usize) }
}

/// A text with its runs of white space as one space each.
fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The outline of what was detected.
fn outline(text: &str, detected: &Detected) -> Outline {
    let mut builder = OutlineBuilder::default();
    let (mut line, mut counted) = (1_u32, 0);
    for heading in &detected.headings {
        let start = heading.span.start as usize;
        let passed = text.part(counted..start).bytes().filter(|byte| *byte == b'\n').count();
        line = line.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        counted = start.max(counted);
        builder.push(NewHeading {
            level: heading.level,
            title: text.span(heading.span),
            number: heading.number,
            span: heading.span,
            line,
            origin: Origin::Detected,
            confidence: heading.confidence,
        });
    }
    builder.set_breaks(detected.breaks.clone());
    builder.finish()
}

/// The parts of a text: headings and asides as they were detected, and between them its paragraphs. Each byte that is
/// no white space lies in exactly one block.
fn blocks(text: &str, detected: &Detected) -> Vec<Block> {
    let headings = detected.headings.iter().map(|heading| (BlockKind::Heading, heading.span));
    let asides = detected.asides.iter().map(|aside| match aside.kind {
        AsideKind::Gap => (BlockKind::Gap, aside.span),
        AsideKind::Boilerplate => (BlockKind::Boilerplate, aside.span),
    });
    let mut special: Vec<(BlockKind, Span)> = headings.chain(asides).collect();
    special.sort_by_key(|(_, span)| *span);
    let mut blocks = Vec::new();
    let mut from = 0;
    for (kind, span) in special {
        let (start, end) = (span.start as usize, span.end as usize);
        if start < from || end <= start {
            continue;
        }
        paragraphs(text, from, start, &mut blocks);
        let end = if kind == BlockKind::Heading { closed(text, end) } else { end };
        blocks.push(Block { kind, depth: 0, span: Span::new(start..end) });
        from = end;
    }
    paragraphs(text, from, text.len(), &mut blocks);
    blocks
}

/// The end of a heading with the punctuation behind its title, which no other block should begin with.
fn closed(text: &str, end: usize) -> usize {
    let rest = text.part(end..end + 12);
    end + rest.len()
        - rest.trim_start_matches(['。', '：', '；', ':', '.', '；', '，', '”', '"', ')', '）', ';', ',']).len()
}

/// Adds the runs of lines that are not blank between two places. A block that begins with a line begins with its
/// indentation.
fn paragraphs(text: &str, from: usize, to: usize, blocks: &mut Vec<Block>) {
    let mut open: Option<(usize, usize)> = None;
    let mut at = from;
    let mut whole = from == 0 || text.part(from - 1..from) == "\n";
    for line in text.part(from..to).split('\n') {
        let words = line.trim_end();
        if words.trim_start().is_empty() {
            blocks.extend(open.take().map(paragraph));
        } else {
            let indent = if whole { 0 } else { line.len() - line.trim_start().len() };
            let start = at + indent;
            let end = at + words.len();
            open = Some((open.map_or(start, |(first, _)| first), end));
        }
        at += line.len() + 1;
        whole = true;
    }
    blocks.extend(open.map(paragraph));
}

/// A block of running text.
fn paragraph((start, end): (usize, usize)) -> Block {
    Block { kind: BlockKind::Paragraph, depth: 0, span: Span::new(start..end) }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn headings_know_their_lines() {
        let document = read("第一章 总则\n\n第一条 为了规范管理，制定本法。\n\n第二章 附则\n");
        let lines: Vec<_> = document.outline.headings().iter().map(|heading| heading.line).collect();
        assert_eq!(lines, [1, 3, 5]);
        assert_eq!(document.outline.title(0), "第一章 总则");
        assert_eq!(document.outline.number(1), "第一条");
    }
}
