//! What holds for any text.

use proptest::prelude::*;

use super::super::{Belief, detect_explained};
use crate::text::Span;

/// Pieces of which texts are made that look like reports.
const PIECES: [&str; 44] = [
    "一、",
    "二、",
    "（一）",
    "(二)",
    "第一章 ",
    "第二条 ",
    "1.",
    "2.",
    "1.1 ",
    "A. ",
    "IV. ",
    "Chapter 1. ",
    "附件1",
    "篇一",
    "壹、",
    "一是",
    "①",
    "总体要求",
    "Introduction",
    "ABSTRACT",
    "the text goes on",
    "加强组织领导",
    "。",
    "；",
    "：",
    "，",
    ". ",
    "\n",
    "\n\n",
    " ",
    "\u{3000}",
    "\u{a0}",
    "\u{c}",
    "====",
    "----",
    "目录",
    "……",
    "12",
    "[Page 3]",
    "……(省略8字)……",
    "上一篇:x",
    "\u{feff}",
    "\t",
    "e\u{301}",
];

proptest! {
    /// Spans lie within the text, on characters, in order, and don't overlap; levels begin at 1.
    #[test]
    fn what_is_found_lies_in_order(parts in prop::collection::vec(0..PIECES.len(), 0..120), noise in "\\PC{0,40}") {
        let mut text: String = parts.iter().filter_map(|part| PIECES.get(*part)).copied().collect();
        text.push_str(&noise);
        for belief in [Belief::Low, Belief::Medium, Belief::High] {
            let found = detect_explained(&text, &[], belief);
            let within = |span: Span| text.get(span.range()).is_some_and(|part| !part.trim().is_empty());
            prop_assert!(found.headings.iter().all(|heading| within(heading.span) && heading.level > 0));
            prop_assert!(found.headings.iter().all(|heading| heading.number <= heading.span.len()));
            prop_assert!(found.headings.iter().all(|heading| (heading.evidence as usize) < found.evidence.len()));
            prop_assert!(found.headings.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            prop_assert!(found.asides.iter().all(|aside| within(aside.span)));
            prop_assert!(found.asides.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            prop_assert!(found.title.is_none_or(within));
            for aside in &found.asides {
                prop_assert!(found.headings.iter().all(|heading| !heading.span.overlaps(aside.span)));
            }
        }
    }
}
