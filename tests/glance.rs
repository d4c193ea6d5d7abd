//! A glance at a file shows the titles that reading it shows.

use std::fs;
use std::path::Path;

use mulu::formats::{self, Options};
use mulu::outline::{Document, Heading};
use proptest::prelude::*;
use walkdir::WalkDir;

/// The titles of an outline, each with its level, without their numbers and white space.
fn titles(document: &Document) -> Vec<(u8, String)> {
    let squeezed = |title: &str| title.chars().filter(|letter| !letter.is_whitespace()).collect();
    let outline = &document.outline;
    let headings = (0..).zip(outline.headings());
    headings.map(|(at, heading)| (heading.level, squeezed(outline.words(at)))).collect()
}

/// Whether all of a list stand in another in the same order.
fn stand_in(few: &[(u8, String)], many: &[(u8, String)]) -> bool {
    let mut rest = many.iter();
    few.iter().all(|title| rest.any(|other| other == title))
}

#[test]
fn titles_at_a_glance_are_those_of_the_whole() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let files = WalkDir::new(&samples).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    let mut glanced = Vec::new();
    for path in files.filter(|path| path.is_file()) {
        let bytes = fs::read(&path).unwrap();
        let Some(glance) = formats::glance(&path, &bytes, &Options::default()) else { continue };
        let whole = formats::read(&path, &bytes, &Options::default());
        let (few, many) = (titles(&glance), titles(&whole));
        assert!(stand_in(&few, &many), "{}: {few:#?} {many:#?}", path.display());
        assert!(glance.partial && !whole.partial && glance.problems.is_empty(), "{}", path.display());
        assert_eq!((glance.format, &glance.title), (whole.format, &whole.title), "{}", path.display());
        if whole.format == "markdown" {
            assert_eq!(rows(&glance), rows(&whole), "{}", path.display());
        }
        let lines: Vec<&str> = glance.text.as_str().lines().collect();
        let headings: Vec<&str> = (0..glance.outline.len()).map(|at| glance.outline.title(at)).collect();
        assert_eq!(lines, headings, "{}", path.display());
        glanced.push(path.extension().unwrap().to_owned());
    }
    glanced.retain(|extension| extension != "md");
    glanced.sort();
    assert_eq!(glanced, ["epub", "epub", "epub", "pdf", "pdf"]);
}

#[test]
fn files_without_contents_must_be_read() {
    let check = |name: &str, bytes: &[u8]| {
        assert!(formats::glance(Path::new(name), bytes, &Options::default()).is_none(), "{name}");
    };
    check("a.txt", "一、概况\n二、计划\n".as_bytes());
    check("a.md", &["# 目录目录目录目录目录\n".as_bytes(), b"\xff\n"].concat());
    check("a.rst", b"One\n===\n\nTwo\n===\n");
    check("a.pdf", b"%PDF-1.4\n");
    check("a.epub", b"PK\x05\x06");
}

/// All that is known of headings but their places in the text.
fn rows(document: &Document) -> Vec<(u8, String, String, u32)> {
    let outline = &document.outline;
    let headings = (0..).zip(outline.headings());
    let row = |(at, heading): (u32, &Heading)| {
        (heading.level, outline.title(at).to_owned(), outline.number(at).to_owned(), heading.line)
    };
    headings.map(row).collect()
}

/// Lines of which Markdown is made, and such as could be taken for them.
const LINES: &[&str] = &[
    "",
    "",
    "",
    "",
    "  ",
    "    ",
    "\t",
    "words",
    "More words",
    "目录",
    "words | more",
    "words `code` <b>bold</b>",
    "-->",
    "</pre> x",
    "x ?> y",
    "words]: /z",
    "# One",
    "## Two #",
    "### 三 {#a}",
    "#### [a] and [b c]",
    "#No",
    "#",
    "####### 7",
    "  # Indented",
    "    # Code",
    "> # Quoted",
    "- # Item",
    "1. # Numbered",
    "2. # Numbered",
    "   # In an item",
    "===",
    "---",
    "  ===",
    "- ",
    "-",
    "-   ",
    "> ---",
    "> ===",
    "***",
    "* * *",
    "___",
    "- - -",
    "=",
    "= =",
    "- item",
    "  - item",
    "    - item",
    "* **bold** item",
    "+ item",
    "1. item",
    "2. item",
    "10) item",
    "1986. A year",
    "1986 words",
    "- [ ] task",
    "- [x] [a]",
    "  continued",
    "   continued",
    "    continued",
    "> quote",
    "> > deep",
    ">",
    "> - item",
    ">     code",
    "lazy",
    "> [!NOTE]",
    "> [!TIP] x",
    "```",
    "```rust",
    "~~~",
    "````",
    "  ```",
    "> ```",
    "- ```",
    "`` x ``",
    "``` x ` y",
    "<div>",
    "</div>",
    "<h2>Title</h2>",
    "<h1>",
    "Title",
    "</h1>",
    "<!-- note",
    "<!-- whole -->",
    "--> <!-- again",
    "<pre>",
    "</pre>",
    "<script>",
    "</script>",
    "<!DOCTYPE",
    "x>",
    "<?php",
    "?>",
    "<![CDATA[",
    "]]>",
    "<b>",
    "<unknown-tag>",
    "- <!-- in",
    "> <pre>",
    "<STYLE>",
    "</style>",
    "[a]: /url",
    "[b c]: <u> 'title",
    "title'",
    "[a]:",
    "/url",
    "[b",
    "c]: /url",
    "[^1]: note",
    "    noted",
    "[^1]: # Note",
    "words[^1]",
    "> [a]: /quoted",
    "- [a]: /item",
    "1. [a]: /item",
    "| a | b |",
    "|---|---|",
    "a | b",
    "--|--",
    ":-:|-",
    "| - |",
    "> | a |",
    "> |---|",
    "2. x | y",
    "|",
    "::: tip",
    ":::",
    "$$",
    "x = {",
    "\\# no",
    "* x",
    "** x",
    "__x__",
    "_",
    "~~ x ~~",
    "+",
    "1.",
    "3)",
    "\u{a0}x",
    "\u{3000}x",
    "\u{c}x",
    "\u{b}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn markdown_at_a_glance_is_markdown_as_it_is_read(
        lines in proptest::collection::vec(proptest::sample::select(LINES), 0..24),
        front in proptest::bool::weighted(0.1),
    ) {
        let source = lines.join("\n");
        let source = if front { format!("---\ntitle: A\n---\n{source}") } else { source };
        let path = Path::new("a.md");
        let whole = formats::read(path, source.as_bytes(), &Options::default());
        let glance = formats::glance(path, source.as_bytes(), &Options::default()).unwrap();
        prop_assert_eq!(rows(&glance), rows(&whole), "{}", source);
        prop_assert_eq!(glance.title, whole.title, "{}", source);
    }
}
