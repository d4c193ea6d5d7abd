//! `mulu grep`: the places in all texts at which a pattern stands.

use serde_json::Value;

use crate::cli::library;
use crate::support::{Folder, Output, mulu};

#[test]
fn lines_are_printed_with_the_addresses_of_their_sections() {
    let folder = library().file("年报/2025.txt", "一、概况\n\n平稳向好，十分平稳。\n再说平稳。\n\n二、其他\n\n无。\n");
    let check = |arguments: &[&str], expected: &str| {
        assert_eq!(mulu(&folder, ["grep"].iter().chain(arguments)).prints(), expected, "{arguments:?}");
    };
    check(
        &["平稳"],
        "./年报/2024.md#1.1: 平稳。\n./年报/2025.txt#1: 平稳向好，十分平稳。\n./年报/2025.txt#1: 再说平稳。\n",
    );
    check(&["平穩", "年报/2024.md"], "年报/2024.md#1.1: 平稳。\n");
    check(&["-c", "平稳"], "./年报/2024.md: 1\n./年报/2025.txt: 3\n");
    check(&["-l", "平稳"], "./年报/2024.md\n./年报/2025.txt\n");
    check(&["情况 平稳"], "./年报/2024.md#1.1: 一、总体情况\n./年报/2024.md#1.1: 平稳。\n");
    check(&["SETEXT", "-i"], "./guide.md#2: Setext\n");
    check(&["-e", "^[一二]、.*[标施]$"], "./plan.txt#1: 一、目标\n./plan.txt#2: 二、措施\n");
    check(&["-w", "deep", "guide.md"], "guide.md#2.1: Deep\n");
}

#[test]
fn the_exit_code_says_what_was_found() {
    let folder = library();
    let check = |arguments: &[&str], code: i32, said: &str| {
        let Output { stdout, stderr, code: found } = mulu(&folder, ["grep"].iter().chain(arguments)).run();
        assert_eq!((stdout.as_str(), stderr.as_str(), found), ("", said, Some(code)), "{arguments:?}");
    };
    check(&["nowhere at all"], 1, "");
    check(&["DEEP"], 1, "");
    check(&["dee", "-w"], 1, "");
    check(&["-s", "setext"], 1, "");
    check(&["-e", "("], 2, "mulu: (: unclosed group\n");
    check(&["  "], 2, "mulu: There is nothing to search for: a pattern holds a word at least.\n");
    check(
        &["x", "nowhere"],
        2,
        "mulu: nowhere: there is no such file or folder. Name a folder of reports, or a report.\n",
    );
    check(
        &["-e", r"(\w{100}){1000}"],
        2,
        "mulu: (\\w{100}){1000}: it is too large; a shorter one, or one with smaller counts, can be searched for\n",
    );
    assert_eq!(mulu(&folder, ["grep"]).run().code, Some(2));
}

#[test]
fn a_report_that_cannot_be_read_is_trouble() {
    let folder = library().file("broken.docx", b"PK\x03\x04 nothing");
    let Output { stdout, stderr, code } = mulu(&folder, ["grep", "平稳"]).run();
    assert_eq!((stdout.as_str(), code), ("./年报/2024.md#1.1: 平稳。\n", Some(2)));
    assert!(stderr.starts_with("mulu: ./broken.docx: ") && stderr.lines().count() == 1, "{stderr}");
}

#[test]
fn an_object_a_section_says_where_everything_stands() {
    let folder = library();
    let printed = mulu(&folder, ["grep", "--format", "json", "总体 平稳"]).prints();
    let object: Value = serde_json::from_str(printed.trim_end()).unwrap();
    let text = mulu(&folder, ["show", "年报/2024.md"]).prints();
    for (offsets, word) in object["offsets"].as_array().unwrap().iter().zip(["总体", "平稳"]) {
        let at = |index: usize| usize::try_from(offsets[index].as_u64().unwrap()).unwrap();
        assert_eq!(text.get(at(0)..at(1)), Some(word));
    }
    assert_eq!(text.lines().nth(usize::try_from(object["line"].as_u64().unwrap()).unwrap() - 1), Some("一、总体情况"));
    assert_eq!(object["breadcrumb"], serde_json::json!(["年报", "一、总体情况"]));
    let fields = ["report", "address", "title", "text", "hits"].map(|field| object[field].to_string());
    let path = "\"./年报/2024.md";
    assert_eq!(
        fields,
        [
            format!("{path}\""),
            format!("{path}#1.1\""),
            "\"一、总体情况\"".into(),
            "\"一、总体情况\"".into(),
            "2".into()
        ]
    );
}

#[test]
fn every_format_is_searched() {
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let folder = Folder::new();
    let path = samples.to_str().unwrap();
    let printed = mulu(&folder, ["grep", "-l", "-e", ".", path]).prints();
    let all = mulu(&folder, ["outline", "--format", "json", path]).prints();
    let report = |line: &str| serde_json::from_str::<Value>(line).unwrap()["report"].as_str().unwrap().to_owned();
    let with_text = |report: &String| std::fs::read(report).unwrap().iter().any(|byte| !byte.is_ascii_whitespace());
    let expected: Vec<String> = all.lines().map(report).filter(with_text).collect();
    assert_eq!(printed.lines().collect::<Vec<_>>(), expected);
}
