//! `mulu outline`: text, JSON and Markdown.

use serde_json::{Value, json};

use crate::cli::library;
use crate::support::{Folder, mulu};

/// What `--format json` prints, one object for each report.
fn objects(folder: &Folder, arguments: &[&str]) -> Vec<Value> {
    let printed = mulu(folder, ["outline", "--format", "json"].iter().chain(arguments)).prints();
    printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The sections of the first report, each as its level and title.
fn titles(object: &Value) -> Vec<(u64, &str)> {
    let sections = object["sections"].as_array().unwrap();
    sections.iter().map(|section| (section["level"].as_u64().unwrap(), section["title"].as_str().unwrap())).collect()
}

#[test]
fn text_is_set_in_by_level() {
    let folder = library();
    let expected = "\
./年报/2024.md
  年报
    一、总体情况
      （一）成效
    二、打算
      （一）任务
./guide.md
  Start
  Setext
    Deep
./plan.txt
  一、目标
  二、措施
  三、要求
";
    assert_eq!(mulu(&folder, ["outline"]).prints(), expected);
    assert_eq!(mulu(&folder, ["outline", "--format", "text", "."]).prints(), expected);
    // Where the standard output is no terminal, the browser prints.
    assert_eq!(mulu(&folder, ["."]).prints(), expected);
    assert_eq!(mulu(&folder, [] as [&str; 0]).prints(), expected);
}

#[test]
fn markdown_is_made_of_nested_lists() {
    let folder = Folder::new().file("a.md", "# 1. One *two*\n\n## [x] `y`\n").file("b.txt", "一、目标\n\n完成。\n");
    let printed = mulu(&folder, ["outline", "--format", "markdown"]).prints();
    let reader = pulldown_cmark::Parser::new(&printed);
    let mut items: Vec<(usize, String)> = Vec::new();
    let mut depth = 0;
    for event in reader {
        use pulldown_cmark::{Event, Tag, TagEnd};
        match event {
            Event::Start(Tag::List(_)) => depth += 1,
            Event::End(TagEnd::List(_)) => depth -= 1,
            Event::Start(Tag::Item) => items.push((depth, String::new())),
            Event::Text(text) => items.last_mut().unwrap().1.push_str(&text),
            Event::Start(Tag::Strong) | Event::End(_) | Event::SoftBreak => {}
            other => panic!("{other:?} in\n{printed}"),
        }
    }
    let found: Vec<(usize, &str)> = items.iter().map(|(depth, text)| (*depth, text.as_str())).collect();
    assert!(found.contains(&(2, "1. One two")) && found.contains(&(3, "[x] y")), "{found:?}");
    assert_eq!(found.last(), Some(&(2, "一、目标")));
}

#[test]
fn depth_limits_the_levels() {
    let folder = library();
    let lines = |depth: &str| mulu(&folder, ["outline", "--depth", depth, "年报"]).prints().lines().count();
    assert_eq!([lines("1"), lines("2"), lines("3"), lines("9")], [2, 4, 6, 6]);
    assert_eq!(titles(&objects(&folder, &["--depth", "1", "年报"])[0]), [(1, "年报")]);
}

#[test]
fn json_has_the_fields_that_programs_rely_on() {
    let folder = library();
    let objects = objects(&folder, &[]);
    let [year, guide, plan] = &objects[..] else { panic!("{objects:?}") };

    let keys = |object: &Value| object.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    for object in &objects {
        assert_eq!(keys(object), ["encoding", "format", "problems", "report", "sections", "title", "year"]);
        for section in object["sections"].as_array().unwrap() {
            assert_eq!(keys(section), ["end", "level", "line", "number", "origin", "start", "title"]);
        }
    }
    assert_eq!([&year["year"], &guide["year"]], [&json!(2024), &Value::Null]);
    let head = |object: &Value| ["report", "title", "format", "encoding", "problems"].map(|key| object[key].clone());
    assert_eq!(head(guide), [json!("./guide.md"), json!("A Guide"), json!("markdown"), json!("UTF-8"), json!([])]);
    assert_eq!(head(plan), [json!("./plan.txt"), json!(null), json!("text"), json!("UTF-8"), json!([])]);
    assert_eq!(titles(year), [(1, "年报"), (2, "一、总体情况"), (3, "（一）成效"), (2, "二、打算"), (3, "（一）任务")]);
    assert_eq!(titles(guide), [(2, "Start"), (1, "Setext"), (3, "Deep")]);

    let section = &plan["sections"][1];
    assert_eq!(section["number"], "二、");
    assert_eq!([&section["origin"], &year["sections"][0]["origin"]], ["detected", "marked"]);
    assert_eq!(year["sections"][0]["number"], Value::Null);
}

#[test]
fn lines_are_counted_in_the_file_whatever_ends_them() {
    let source = "# 一\n\ntext\n\n## 二\n\n### 三\n\nlast\n";
    let lines = |text: &str| {
        let folder = Folder::new().file("a.md", text);
        let sections = objects(&folder, &[])[0]["sections"].as_array().unwrap().clone();
        sections.iter().map(|section| section["line"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(lines(source), [1, 5, 7]);
    assert_eq!(lines(&source.replace('\n', "\r\n")), [1, 5, 7]);
    assert_eq!(lines(&source.replace('\n', "\r")), [1, 5, 7]);
    assert_eq!(lines(&format!("---\ntitle: x\n---\n\n{source}")), [5, 9, 11]);
    assert_eq!(lines(&format!("\u{feff}{source}")), [1, 5, 7]);
}

#[test]
fn encodings_are_found_or_given() {
    // 一、总结 in GBK, and 一、目标 in UTF-16.
    let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let gbk = b"\xd2\xbb\xa1\xa2\xd7\xdc\xbd\xe1\r\n\r\n".repeat(2);
    let folder = Folder::new().file("1.txt", &gbk).file("2.txt", utf_16("\u{feff}一、目标\r\n\r\n完成任务。\r\n"));
    let both = objects(&folder, &[]);
    assert_eq!([&both[0]["encoding"], &both[1]["encoding"]], ["GB18030", "UTF-16LE"]);
    assert_eq!([&both[0]["sections"][0]["title"], &both[1]["sections"][0]["title"]], ["一、总结", "一、目标"]);
    let given = |name: &str| objects(&folder, &["--encoding", name, "1.txt"]).swap_remove(0);
    assert_eq!(given("gbk")["sections"][0]["title"], "一、总结");
    assert_eq!(given("Big5")["encoding"], "Big5");
    assert!(given("utf-8")["problems"][0].as_str().unwrap().contains("no UTF-8"));
}

#[test]
fn hidden_reports_come_on_demand() {
    let folder = Folder::new().file("a.md", "# A\n").file(".b.md", "# B\n").file(".git/c.md", "# C\n");
    let reports = |arguments: &[&str]| objects(&folder, arguments).len();
    assert_eq!([reports(&[]), reports(&["--hidden"]), reports(&[".git"])], [1, 3, 1]);
}

#[cfg(unix)]
#[test]
fn links_to_folders_are_followed_on_demand_and_loops_end() {
    let elsewhere = Folder::new().file("far.md", "# Far\n");
    let folder = Folder::new().file("in/a.md", "# A\n").link("in/loop", "..").link("link", elsewhere.path());
    let folder = folder.link("near.md", elsewhere.path().join("far.md"));
    let reports = |arguments: &[&str]| {
        let objects = objects(&folder, arguments);
        objects.iter().map(|object| object["report"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(reports(&[]), ["./in/a.md", "./near.md"]);
    assert_eq!(reports(&["--follow"]), ["./in/a.md", "./link/far.md", "./near.md"]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_a_report_that_cannot_be_read() {
    let folder = Folder::new().file("a.md", "# A\n").link("dead.md", "/no/such/file").link("dead", "/no/such/folder");
    for arguments in [&[][..], &["--follow"]] {
        let found = objects(&folder, arguments);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[1]["problems"], json!(["cannot be read: there is no such file or folder"]));
    }
}

#[test]
fn binary_files_are_left_out_unless_they_are_named() {
    let folder = Folder::new().file("a.md", "# A\n").file("b.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01");
    assert_eq!(objects(&folder, &[]).len(), 1);
    let named = objects(&folder, &["b.txt"]);
    assert_eq!(named[0]["problems"], json!(["is a binary file, not text"]));
    assert!(mulu(&folder, ["outline", "b.txt"]).prints().contains("! is a binary file"));
}

#[test]
fn control_characters_are_never_printed() {
    let evil = "a\u{1b}]0;x\u{7}b\u{9b}2Jc\u{202e}d\u{7f}e";
    let words = "今年的工作有了新的进展。\n".repeat(20);
    let folder = Folder::new().file("a.md", format!("---\ntitle: t{evil}\n---\n# {evil}\n\n{evil}\n\n{words}"));
    let folder =
        if cfg!(unix) { folder.file(format!("{evil}.md"), format!("# b\n\n{evil}\n\n{words}")) } else { folder };
    for format in ["text", "json", "markdown"] {
        let printed = mulu(&folder, ["outline", "--format", format]).prints();
        assert!(printed.lines().count() >= 2 && printed.contains("0;x"), "{printed}");
        let raw = |character: char| character.is_control() && character != '\n' || character == '\u{202e}';
        assert!(!printed.contains(raw), "{format}: {printed:?}");
    }
    // In JSON they are escaped, so that nothing of a title is lost.
    let found = objects(&folder, &["a.md"]);
    assert_eq!(titles(&found[0]), [(1, evil)]);
    let show = mulu(&folder, ["show", "a.md"]).prints();
    assert!(!show.contains(|character: char| character.is_control() && character != '\n'), "{show:?}");
    let find = mulu(&folder, ["find", "2J"]).prints();
    assert!(!find.contains(|character: char| character.is_control() && character != '\n'), "{find:?}");
}
