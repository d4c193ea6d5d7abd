//! `mulu export`, and what `mulu show` and `mulu outline` make for other programs.

use std::fs;

use serde_json::{Value, json};

use crate::cli::library;
use crate::support::{Folder, mulu};

/// The objects that an export prints.
fn objects(printed: &str) -> Vec<Value> {
    printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn each_section_is_an_object_with_its_own_text() {
    let folder = Folder::new()
        .file("2024年总结.md", "前言。\n\n# 一、成效\n\n很好。\n\n## （一）党建\n\n扎实。\n\n# 二、打算\n");
    let printed = mulu(&folder, ["export", "--text", "."]).prints();
    let path = "./2024年总结.md";
    let object = |id: &str, breadcrumb: &[&str], title: &str, number: &str, level: u8, text: &str| {
        json!({"id": format!("{path}{id}"), "report": path, "format": "markdown", "breadcrumb": breadcrumb,
               "title": title, "number": number, "level": level, "year": 2024, "text": text})
    };
    let name = "2024年总结.md";
    let expected = [
        object("", &[], name, "", 0, "前言。"),
        object("#1", &[name], "一、成效", "一、", 1, "很好。"),
        object("#1.1", &[name, "一、成效"], "（一）党建", "（一）", 2, "扎实。"),
        object("#2", &[name], "二、打算", "二、", 1, ""),
    ];
    assert_eq!(objects(&printed), expected);
    let outlines = objects(&mulu(&folder, ["export", "."]).prints());
    assert!(outlines.len() == 4 && outlines.iter().all(|object| object.get("text").is_none()));
    for object in objects(&printed) {
        let id = object["id"].as_str().unwrap();
        let shown = mulu(&folder, ["show", id]).prints();
        assert!(shown.contains(object["text"].as_str().unwrap()), "{id}: {shown}");
    }
}

#[test]
fn a_bulk_says_before_each_object_what_to_do_with_it() {
    let folder = library();
    let printed = mulu(&folder, ["export", "--format", "bulk"]).prints();
    let lines = objects(&printed);
    assert!(lines.len() > 10);
    for pair in lines.chunks(2) {
        assert_eq!(pair[0], json!({"index": {"_id": pair[1]["id"]}}));
    }
}

#[test]
fn an_export_that_was_interrupted_anywhere_goes_on_to_the_same_end() {
    let folder = library();
    let file = folder.beside("sections.jsonl");
    let name = file.to_str().unwrap();
    for format in ["jsonl", "bulk"] {
        let export = |more: &[&str]| {
            let arguments = ["export", "--text", "--format", format, "--output", name];
            assert_eq!(mulu(&folder, arguments.iter().chain(more)).prints(), "");
            fs::read(&file).unwrap()
        };
        let whole = export(&[]);
        assert_eq!(whole, mulu(&folder, ["export", "--text", "--format", format]).prints().into_bytes());
        for cut in (0..whole.len()).step_by(whole.len() / 60 + 1) {
            fs::write(&file, &whole[..cut]).unwrap();
            assert_eq!(export(&["--resume"]), whole, "{format}, cut at {cut}");
        }
    }
}

#[test]
fn nothing_is_written_among_the_reports() {
    let folder = library();
    for output in ["./new.jsonl", "年报/new.jsonl", "guide.md"] {
        let before = fs::read(folder.path().join("guide.md")).unwrap();
        let refused = mulu(&folder, ["export", "--output", output, "."]).run();
        assert_eq!((refused.code, refused.stdout.as_str()), (Some(2), ""), "{output}");
        assert!(refused.stderr.contains("writes nothing there"), "{}", refused.stderr);
        assert!(!folder.path().join("new.jsonl").exists() && !folder.path().join("年报/new.jsonl").exists());
        assert_eq!(fs::read(folder.path().join("guide.md")).unwrap(), before);
    }
    let nowhere = folder.beside("no/such/folder.jsonl");
    let refused = mulu(&folder, ["export", "--output", nowhere.to_str().unwrap(), "."]).run();
    assert!(refused.code == Some(1) && refused.stderr.contains("cannot be written"), "{refused:?}");
}

#[test]
fn a_section_is_shown_as_markdown_and_as_a_page() {
    let folder = library();
    let shown = |format: &str| mulu(&folder, ["show", "--format", format, "年报/2024.md#1.1"]).prints();
    assert!(shown("markdown").starts_with("# 一、总体情况\n"), "{}", shown("markdown"));
    assert!(shown("html").contains("<h1>一、总体情况</h1>"), "{}", shown("html"));
}

#[test]
fn outlines_are_printed_for_outliners_and_browsers() {
    let folder = Folder::new().file("a.md", "# One & \"two\"\n\n## Deep\n\n# Three\n").file("b.md", "text\n");
    let opml = mulu(&folder, ["outline", "--format", "opml"]).prints();
    let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n\
        <head><title>reports: outline</title></head>\n<body>\n<outline text=\"a.md\" address=\"./a.md\">\n\
        <outline text=\"One &amp; &quot;two&quot;\" address=\"./a.md#1\">\n\
        <outline text=\"Deep\" address=\"./a.md#1.1\">\n</outline>\n</outline>\n\
        <outline text=\"Three\" address=\"./a.md#2\">\n</outline>\n</outline>\n\
        <outline text=\"b.md\" address=\"./b.md\">\n</outline>\n</body>\n</opml>\n";
    assert_eq!(opml, expected);
    let html = mulu(&folder, ["outline", "--format", "html", "--depth", "1"]).prints();
    assert!(
        html.contains("<h2>a.md</h2>\n<ul>\n<li>One &amp; &quot;two&quot;</li>\n<li>Three</li>\n</ul>\n"),
        "{html}"
    );
}

#[test]
fn outlines_by_year_name_the_years_in_every_format() {
    let folder = Folder::new().file("2023/a.md", "# A\n").file("2024/b.md", "# B\n");
    let by_year = |format: &str| mulu(&folder, ["outline", "--group", "year", "--format", format]).prints();
    let check = |format: &str, expected: [&str; 2]| {
        let printed = by_year(format);
        assert!(expected.iter().all(|part| printed.contains(part)), "{printed}");
    };
    check("text", ["2023\n", "2024\n"]);
    check("markdown", ["- 2023\n", "- 2024\n"]);
    check("html", ["<h2>2023</h2>\n<h3>", "<h2>2024</h2>\n<h3>"]);
    check("opml", ["<outline text=\"2023\">\n<outline text=\"", "</outline>\n<outline text=\"2024\">"]);
}
