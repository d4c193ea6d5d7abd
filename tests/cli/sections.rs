//! `mulu find` and `mulu show`: addresses lead to sections.

use serde_json::Value;

use crate::cli::library;
use crate::support::{Folder, mulu};

#[test]
fn every_heading_has_an_address_that_shows_its_section() {
    let folder = library();
    let printed = mulu(&folder, ["outline", "--format", "json"]).prints();
    let mut sections = 0;
    for line in printed.lines() {
        let object: Value = serde_json::from_str(line).unwrap();
        let report = object["report"].as_str().unwrap();
        let whole = mulu(&folder, ["show", "--format", "plain", report]).prints();
        let headings = object["sections"].as_array().unwrap();
        for section in headings {
            let title = section["title"].as_str().unwrap();
            let address = address_of(&folder, report, title, section["start"].as_u64().unwrap(), headings);
            let shown = mulu(&folder, ["show", "--format", "plain", &address]).prints();
            let bytes = |key: &str| usize::try_from(section[key].as_u64().unwrap()).unwrap();
            let part = whole.get(bytes("start")..bytes("end").min(whole.len())).unwrap();
            assert_eq!(shown.trim_end(), part.trim_end(), "{address}");
            assert!(shown.starts_with(title), "{address}: {shown}");
            let set = mulu(&folder, ["show", &address]).prints();
            assert!(set.starts_with(title), "{address}: {set}");
            sections += 1;
        }
    }
    assert_eq!(sections, 11);
}

/// The address of a heading as `mulu find` prints it: among those with the same title, the one of the same order.
fn address_of(folder: &Folder, report: &str, title: &str, start: u64, headings: &[Value]) -> String {
    let found = mulu(folder, ["find", title, "."]).prints();
    let mark = format!(": {title}  (");
    let hits = found.lines().filter_map(|line| line.split_once(&mark)).map(|(address, _)| address);
    let mut own: Vec<&str> = hits.filter(|address| address.starts_with(&format!("{report}#"))).collect();
    own.sort_unstable();
    let before = headings.iter().filter(|other| other["title"] == title && other["start"].as_u64().unwrap() < start);
    own[before.count()].to_owned()
}

#[test]
fn titles_and_numbers_are_addresses_too() {
    let folder = library();
    let check = |section: &str, beginning: &str| {
        let shown = mulu(&folder, ["show", &format!("年报/2024.md#{section}")]).prints();
        assert!(shown.starts_with(beginning), "{section}: {shown}");
    };
    check("1", "年报\n");
    check("1.2.1", "（一）任务\n");
    check("二、/(一)", "（一）任务\n");
    check("一、/（一）", "（一）成效\n");
    check("（一）", "（一）成效\n");
    check("二、打算", "二、打算\n");
    check("年报/二、打算/(一)任务", "（一）任务\n");
}

#[test]
fn a_section_holds_what_stands_under_it() {
    let folder = library();
    let shown = mulu(&folder, ["show", "年报/2024.md#1.1"]).prints();
    assert!(shown.contains("平稳。") && shown.contains("（一）成效") && shown.contains("好。"), "{shown}");
    assert!(!shown.contains("二、打算"), "{shown}");
    let all = mulu(&folder, ["show", "plan.txt"]).prints();
    assert!(all.starts_with("一、目标\n") && all.ends_with("抓好落实。\n"), "{all}");
}

#[test]
fn a_sign_in_a_name_is_no_address() {
    let folder = Folder::new().file("a#1.md", "# One\n\n## Two\n");
    assert!(mulu(&folder, ["show", "a#1.md"]).prints().starts_with("One\n"));
    assert_eq!(mulu(&folder, ["show", "a#1.md#1.1"]).prints().trim_end(), "Two");
    let found = mulu(&folder, ["find", "two"]).prints();
    assert!(found.starts_with("./a#1.md#1.1: Two"), "{found}");
}

#[test]
fn the_best_headings_come_first_and_no_more_than_asked_for() {
    let folder = library();
    let find = |arguments: &[&str]| mulu(&folder, ["find"].iter().chain(arguments)).prints();
    let found = find(&["(一) 任务"]);
    assert_eq!(found, "./年报/2024.md#1.2.1: （一）任务  (年报 › 二、打算)\n");
    assert_eq!(find(&["一"]).lines().count(), 4);
    assert_eq!(find(&["一", "--limit", "2"]).lines().count(), 2);
    assert_eq!(find(&["一", "plan.txt"]), "plan.txt#1: 一、目标  (plan.txt)\n");
    assert_eq!(find(&["ＳＴＡＲＴ"]).lines().next(), find(&["start"]).lines().next());
}

#[test]
fn sections_are_set_in_lines() {
    let long = "word ".repeat(100);
    let folder = Folder::new().file(
        "a.md",
        format!("# A\n\n{long}\n\n| 项目 | n |\n|-|-|\n| a | 十 |\n\n## B\n\n- one\n  - two\n\n> said\n\n```\nlet a;\n```\n\n## C\n\nc\n"),
    );
    let section = mulu(&folder, ["show", "a.md#1.1"]).prints();
    assert_eq!(section, "B\n\n• one\n  • two\n\n┃ said\n\n  let a;\n");
    let all = mulu(&folder, ["show", "a.md"]).prints();
    let lines: Vec<&str> = all.lines().collect();
    assert_eq!(lines[..7], ["A", "", long.trim_end(), "", "项目 │ n", "━━━━━┿━━━", "a    │ 十"]);
    let plain = mulu(&folder, ["show", "--format", "plain", "a.md"]).prints();
    assert!(plain.contains("\n项目\tn\na\t十\n"), "{plain}");
}

#[test]
fn a_report_of_one_line_is_printed_whole() {
    let line = "今年的工作有了新的进展，各项任务都按计划完成。".repeat(4_000);
    let folder = Folder::new().file("a.txt", &line);
    assert_eq!(mulu(&folder, ["show", "a.txt"]).prints().trim_end(), line);
}
