//! Documents exported, and read again.

use std::path::Path;

use crate::export::{self, Section};
use crate::formats::{self, Options};
use crate::outline::{BlockKind, Document};
use crate::text::Part;

fn read(name: &str, text: &str) -> Document {
    formats::read(Path::new(name), text.as_bytes(), &Options::default())
}

fn section(document: &Document, heading: Option<u32>) -> Section<'_> {
    Section { document, heading, report: "报告", address: "a/b.md#1", part: None }
}

#[test]
fn a_section_becomes_markdown() {
    let check = |source: &str, heading: Option<u32>, expected: &str| {
        let document = read("x.md", source);
        let footer = "\n---\n\na/b.md\\#1\n";
        assert_eq!(export::markdown(&section(&document, heading)), format!("{expected}{footer}"), "{source}");
    };
    check("# A\n\ntext\n\n## B\n\nmore\n\n# C\n", Some(0), "# A\n\ntext\n\n## B\n\nmore\n");
    check("# A\n\n## B\n\n### C\n\nc\n", Some(1), "# B\n\n## C\n\nc\n");
    check("text\n\n# A\n", None, "# 报告\n\ntext\n\n## A\n");
    check("- one **two**\n- 1*3\n  - deep\n", None, "# 报告\n\n- one **two**\n- 1\\*3\n    - deep\n");
    check("1. one\n2. two\n", None, "# 报告\n\n1. one\n2. two\n");
    check("```\na `` b\n# c\n```\n", None, "# 报告\n\n```\na `` b\n# c\n```\n");
    check("| a | b |\n|---|---|\n| 1 | x_y |\n", None, "# 报告\n\n| a | b |\n| --- | --- |\n| 1 | x\\_y |\n");
    check("***both* strong**, `a*b`\n", None, "# 报告\n\n***both* strong**, `a*b`\n");
    check("> quoted\n", None, "# 报告\n\n> quoted\n");
}

#[test]
fn links_notes_and_images_stay_what_they_are_in_markdown() {
    let check = |source: &str, heading: Option<u32>, expected: &str| {
        let document = read("x.md", source);
        let footer = "\n---\n\na/b.md\\#1\n";
        assert_eq!(export::markdown(&section(&document, heading)), format!("{expected}{footer}"), "{source}");
    };
    check("# A\n\n**[b *c*](https://d.cn/e_f)** g\n", Some(0), "# A\n\n**[b *c*](<https://d.cn/e_f>)** g\n");
    check("# A\n\n[b](../c%20d.md#e)[f](g.md)\n", Some(0), "# A\n\n[b](<../c%20d.md#e>)[f](<g.md>)\n");
    check("# A\n\n[b](#a) [c](#二)\n\n# 二\n", Some(0), "# A\n\n[b](<#a>) c\n");
    check("# A\n\nb[^1]c[^2]\n\n[^1]: d\n\n# E\n\n[^2]: f\n", Some(0), "# A\n\nb[^1]c\\[2\\]\n\n[^1]: d\n");
    check(
        "# A\n\n![b](c/d.png)\n\ne ![f](g.png) [h](javascript:i)\n",
        Some(0),
        "# A\n\n![b](<c/d.png>)\n\ne ![f](<g.png>) h\n",
    );
    check("# A\n\n[![b](c.png)](https://d.cn)\n", Some(0), "# A\n\n[![b](<c.png>)](<https://d.cn>)\n");
    check("# A\n\n[b](<c> \"d\")\n", Some(0), "# A\n\n[b](<c>)\n");
}

#[test]
fn notes_that_are_counted_anew_stay_apart() {
    let notes = r"{\rtf1 x{\super\chftn{\footnote\pard{\super\chftn}one}}\par}";
    let page =
        "<p>a<a href='#fn1'>[1]</a></p><p id=fn1>[1] b</p><p>c<a href='#fn-2-1'>[1]</a></p><p id=fn-2-1>[1] d</p>";
    let check = |name: &str, source: &str, expected: &str| {
        let document = read(name, source);
        let written = export::markdown(&section(&document, None));
        assert!(written.contains(expected), "{written}");
    };
    check("x.rtf", notes, "x[^1]\n\n[^1]:");
    check("x.html", "<p>a<a href='#fnmatch3'>[1]</a></p><p id=fnmatch3>[1] b</p>", "a\\[1\\]\n\n\\[1\\] b\n");
    check("x.html", page, "a[^1]\n\n[^1]: b\n\nc[^1-1]\n\n[^1-1]: d\n");
    check("x.md", "a[^1-1] b[^1]\n\n[^1-1]: c\n\n[^1]: d\n", "[^1-1]: c\n\n[^1]: d\n");
}

#[test]
fn links_on_a_page_lead_to_blocks_of_all_kinds() {
    let source =
        "<p><a href='#a'>b</a> <a href='#c'>d</a></p><table id=a><tr><td>e<td>f<tr><td>g<td>h</table><pre id=c>i</pre>";
    let document = read("x.html", source);
    let page = export::html(&section(&document, None));
    let place = |words: &str| document.text.as_str().find(words).unwrap();
    for (element, at) in [("table", place("e\tf")), ("pre", place("i"))] {
        assert!(page.contains(&format!("<{element} id=\"p{at}\">")), "{page}");
        assert!(page.contains(&format!("href=\"#p{at}\"")), "{page}");
    }
}

#[test]
fn links_notes_and_images_stay_what_they_are_on_a_page() {
    let source = "# A\n\n[b](https://c.cn?d&e) [f](#a) [g](#h)[^1] ![i](j.png)\n\n[^1]: k\n\n# H\n";
    let document = read("x.md", source);
    let page = export::html(&section(&document, Some(0)));
    let note = document.text.as_str().find("[1] k").unwrap();
    let body = format!(
        "<h1 id=\"p0\">A</h1>\n<p><a href=\"https://c.cn?d&amp;e\">b</a> <a href=\"#p0\">f</a> g\
         <a href=\"#p{note}\">[1]</a> <img src=\"j.png\" alt=\"i\"></p>\n<p id=\"p{note}\">[1] k</p>\n"
    );
    assert!(page.contains(&body), "{page}");
}

#[test]
fn a_section_becomes_a_page() {
    let document =
        read("x.md", "# A & *b*\n\ntext `<i>`\n\n- one\n  - two\n- three\n\n> said\n\n| a | b |\n|-|-|\n| 1 | 2 |\n");
    let page = export::html(&section(&document, Some(0)));
    let expected = "<!doctype html>\n<meta charset=\"utf-8\">\n<title>A &amp; b</title>\n<h1>A &amp; <em>b</em></h1>\n\
        <p>text <code>&lt;i&gt;</code></p>\n<ul>\n<li>• one</li>\n<ul>\n<li>• two</li>\n</ul>\n<li>• three</li>\n</ul>\n\
        <blockquote>\n<p>said</p>\n</blockquote>\n<table>\n<tr><th>a</th><th>b</th></tr>\n\
        <tr><td>1</td><td>2</td></tr>\n</table>\n<footer>a/b.md#1</footer>\n";
    assert_eq!(page, expected);
}

/// The titles of a document and the words of everything else, but for what an export leaves out.
fn told(document: &Document) -> (Vec<String>, String) {
    let titles = (0..document.outline.len()).map(|index| document.outline.title(index).to_owned());
    let other = [BlockKind::Heading, BlockKind::Boilerplate, BlockKind::Rule];
    let own = document.blocks.iter().filter(|block| !other.contains(&block.kind));
    let text: String = own.map(|block| document.text.as_str().span(block.span)).collect();
    let words = text.chars().filter(|c| c.is_alphanumeric()).collect();
    (titles.collect(), words)
}

/// Every sample, by its path.
fn samples() -> Vec<(String, Document)> {
    fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { files(&path, found) } else { found.push(path) }
        }
    }
    let mut paths = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data"), &mut paths);
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let document = formats::read(path, std::fs::read(path).unwrap(), &Options::default());
        (path.display().to_string(), document)
    };
    paths.iter().map(read).collect()
}

#[test]
fn exported_samples_say_the_same_when_they_are_read_again() {
    let mut compared = 0;
    for (path, document) in samples() {
        if document.outline.is_empty() {
            continue;
        }
        let footer = "报告address";
        let exported = Section { document: &document, heading: None, report: "报告", address: "address", part: None };
        for (name, text) in [("x.md", export::markdown(&exported)), ("x.html", export::html(&exported))] {
            let again = read(name, &text);
            let (titles, words) = told(&document);
            let (mut titles_again, words_again) = told(&again);
            // The title of a report need not be in its outline; one that has none gets its name as one.
            if titles_again.len() == titles.len() + 1 {
                let title = titles_again.remove(0);
                assert!(title == "报告" || document.title.as_deref() == Some(&title), "{path} as {name}: {title}");
            }
            // The stop behind a title that runs in is part of its block.
            let letters = |titles: &[String]| {
                let letters = |title: &String| title.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
                titles.iter().map(letters).collect::<Vec<_>>()
            };
            assert_eq!(letters(&titles_again), letters(&titles), "{path} as {name}");
            let plain = |words: &str| words.replace(footer, "").replace("报告", "").replace("address", "");
            assert_eq!(plain(&words_again), plain(&words), "{path} as {name}");
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared}");
}
