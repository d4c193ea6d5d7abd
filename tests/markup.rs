//! What holds for the document of any text in light markup.

use std::path::Path;

use mulu::formats;
use mulu::text::{Part, Span};
use proptest::prelude::*;

/// Markup that opens, closes and nests.
const MARKUP: &[&str] = &[
    "# ",
    "## ",
    "\n===\n",
    "> ",
    "- ",
    "1. ",
    "    ",
    "```\n",
    "*",
    "**",
    "~~",
    "`",
    "[",
    "](a)",
    "![",
    "|a|b|\n|-|-|\n",
    "|",
    "<h1>",
    "</h1>",
    "<table>",
    "<td>",
    "</tr>",
    "<pre>",
    "<br>",
    "<!--",
    "-->",
    "<img alt=x>",
    "<script>",
    "&amp;",
    "[^1]",
    "[^1]: ",
    "---\n",
    "title: x\n",
    "{#a}",
    "\\",
    "- [x] ",
    "  \n",
    "\n",
    "\n\n",
    "目录",
    "word",
    " ",
    "\t",
];

fn any_markdown() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(MARKUP), 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn a_document_of_any_markdown_is_whole(source in any_markdown()) {
        whole("a.md", &source)?;
    }

    #[test]
    fn a_document_of_any_light_markup_is_whole(
        source in any_light_markup(),
        name in prop::sample::select(&["a.rst", "a.adoc", "a.org", "a.md"][..]),
    ) {
        whole(name, &source)?;
    }
}

/// Whether the document of a source is what every document must be.
fn whole(name: &str, source: &str) -> Result<(), TestCaseError> {
    let document = formats::read(Path::new(name), source.as_bytes(), &formats::Options::default());
    prop_assert!(document.problems.is_empty(), "{:?}", document.problems);
    let text = document.text.as_str();
    for block in &document.blocks {
        prop_assert!(text.get(block.span.range()).is_some_and(|text| !text.trim().is_empty()), "{:?}", block);
    }
    for pair in document.blocks.windows(2) {
        prop_assert_eq!(text.span(Span { start: pair[0].span.end, end: pair[1].span.start }).trim_matches('\n'), "");
        prop_assert!(pair[0].span.end < pair[1].span.start);
    }
    prop_assert!(document.marks.is_sorted_by_key(|mark| mark.span.start));
    for mark in &document.marks {
        let holds =
            |block: &mulu::outline::Block| block.span.start <= mark.span.start && mark.span.end <= block.span.end;
        prop_assert!(text.get(mark.span.range()).is_some_and(|text| !text.is_empty()));
        prop_assert!(document.blocks.iter().any(holds), "{:?}", mark);
    }
    for heading in document.outline.headings() {
        prop_assert!(document.blocks.iter().any(|block| block.span == heading.span));
        prop_assert!((heading.line as usize) <= source.split('\n').count());
    }
    Ok(())
}

/// Pieces of which reStructuredText, AsciiDoc and Org are made.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "  ",
    "\t",
    "目",
    "a",
    "Title",
    "====",
    "----",
    "~~~~",
    "====\n",
    "----\n",
    "*",
    "**",
    "* ",
    "- ",
    "1. ",
    "_",
    "__",
    "`",
    "``",
    "```",
    "[[",
    "]]",
    "[",
    "]",
    "<<",
    ">>",
    "|",
    "||",
    "|===\n",
    "+---+\n",
    "=== ===\n",
    ":",
    "::",
    ".. ",
    ".. note::\n",
    ".. |a| replace:: b\n",
    "|a|",
    ".. [1] ",
    "[1]_",
    "#+begin_src\n",
    "#+end_src\n",
    "#+begin_quote\n",
    "#+end_quote\n",
    "#+title: ",
    ":a: b\n",
    "{a}",
    ":END:\n",
    "* TODO ",
    "[fn:1]",
    "== ",
    "=== ",
    "+\n",
    "NOTE: ",
    "a:: ",
    "[source]\n",
    "--\n",
    "http://a.cn",
    "\\",
    "\\\\\n",
    "+",
    "~",
    "=",
    "$",
    "(((",
    ")))",
    "term\n  a\n",
    "> ",
    "\r\n",
    "\u{3000}",
    "😀",
    "e\u{301}",
    ".. list-table::\n",
    "   * - ",
    ".. math:: ",
    "-a  ",
];

fn any_light_markup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}
