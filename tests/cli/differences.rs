//! `mulu diff`: two sections are compared.

use serde_json::Value;

use crate::support::{Folder, Output, mulu};

const OLD: &str = "年度总结\n\n一、主要成效\n\n全年完成投资120亿元，增长5.2%。\n\n二、存在的问题\n\n队伍建设还不够强。\
    创新意识不足。经费保障有缺口。作风建设要加强。\n";
const NEW: &str = "年度总结\n\n一、主要成效\n\n全年完成投资135亿元，增长6.1%。\n\n二、存在的主要问题\n\n队伍建设仍不够强。\
    经费保障有缺口。作风建设要加强。数字化程度不高。\n";

fn years() -> Folder {
    Folder::new().file("2023.txt", OLD).file("2024.txt", NEW)
}

#[track_caller]
fn check(folder: &Folder, arguments: &[&str], code: i32, expected: &str) {
    let output = mulu(folder, ["diff"].iter().chain(arguments)).run();
    assert_eq!((output.stdout.as_str(), output.code), (expected, Some(code)), "{arguments:?}: {}", output.stderr);
}

#[test]
fn sections_are_compared_by_sentences_and_words() {
    let folder = years();
    check(
        &folder,
        &["2023.txt#二、", "2024.txt#二、"],
        1,
        "--- 2023.txt › 二、存在的问题\n+++ 2024.txt › 二、存在的主要问题\n~ 二、存在的{+主要+}问题\n\
         ~ 队伍建设[-还-]{+仍+}不够强。\n- 创新意识不足。\n  经费保障有缺口。\n  作风建设要加强。\n+ 数字化程度不高。\n",
    );
    check(
        &folder,
        &["--context", "0", "2023.txt", "2024.txt"],
        1,
        "--- 2023.txt\n+++ 2024.txt\n  ⋯ 2 sentences the same\n~ 全年完成投资[-120-]{+135+}亿元，增长[-5.2%-]{+6.1%+}。\n\
         ~ 二、存在的{+主要+}问题\n~ 队伍建设[-还-]{+仍+}不够强。\n- 创新意识不足。\n  ⋯ 2 sentences the same\n\
         + 数字化程度不高。\n",
    );
    check(&folder, &["2023.txt", "2023.txt"], 0, "");
}

#[test]
fn a_sentence_that_moved_is_neither_removed_nor_added() {
    let folder = Folder::new()
        .file("a.txt", "经费保障有缺口。队伍建设还不够强。作风建设要加强。\n")
        .file("b.txt", "队伍建设还不够强。作风建设要加强。经费保障有缺口。\n");
    check(
        &folder,
        &["a.txt", "b.txt"],
        1,
        "--- a.txt\n+++ b.txt\n< 经费保障有缺口。\n  队伍建设还不够强。\n  作风建设要加强。\n> 经费保障有缺口。\n",
    );
    let Output { stdout, .. } = mulu(&folder, ["diff", "--format", "json", "a.txt", "b.txt"]).run();
    let object: Value = serde_json::from_str(&stdout).unwrap();
    let away = &object["sentences"][0];
    assert_eq!((&away["kind"], &away["old"]["text"]), (&"moved_away".into(), &"经费保障有缺口。".into()));
    assert_eq!((&away["new"], &object["sentences"][3]["kind"]), (&object["sentences"][3]["new"], &"moved_here".into()));
}

#[test]
fn line_ends_are_no_differences() {
    let folder = Folder::new()
        .file("a.txt", "The board met four times this year and approved\ntwo budgets. Fees rose. It was late in May.\n")
        .file(
            "b.txt",
            "The board met four times this year and\napproved two budgets. Fees rose again. It was in May.\n",
        );
    check(
        &folder,
        &["a.txt", "b.txt"],
        1,
        "--- a.txt\n+++ b.txt\n  The board met four times this year and approved two budgets.\n~ Fees rose {+again+}.\n~ It was [-late-] in May.\n",
    );
}

#[test]
fn colours_are_asked_for_and_never_come_from_reports() {
    let folder = Folder::new().file("a.md", "x \u{1b}[31m one.\n").file("b.md", "x \u{1b}[31m two.\n");
    let colored = mulu(&folder, ["diff", "--color", "always", "a.md", "b.md"]).run().stdout;
    assert!(colored.ends_with("~ x ␛[31m \u{1b}[31m[-one-]\u{1b}[0m\u{1b}[32m{+two+}\u{1b}[0m.\n"), "{colored:?}");
    for arguments in [&["diff", "a.md", "b.md"][..], &["diff", "--color", "never", "a.md", "b.md"]] {
        assert!(!mulu(&folder, arguments).run().stdout.contains('\u{1b}'));
    }
}

#[test]
fn other_programs_get_an_object() {
    let folder = years();
    let Output { stdout, code, .. } = mulu(&folder, ["diff", "--format", "json", "2023.txt#1", "2024.txt#1"]).run();
    let object: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!((code, stdout.lines().count(), &object["same"]), (Some(1), 1, &Value::Bool(false)));
    assert_eq!(object["old"], serde_json::json!(["2023.txt", "一、主要成效"]));
    let kinds: Vec<_> = object["sentences"].as_array().unwrap().iter().map(|one| one["kind"].clone()).collect();
    assert_eq!(kinds, ["same", "changed"]);
    let words = &object["sentences"][1]["words"][0];
    assert_eq!((&words["old"]["text"], &words["new"]["text"]), (&"120".into(), &"135".into()));
    let start = usize::try_from(words["new"]["start"].as_u64().unwrap()).unwrap();
    assert_eq!(mulu(&folder, ["show", "--format", "plain", "2024.txt"]).prints().get(start..start + 3), Some("135"));
}

#[test]
fn trouble_is_told_from_difference() {
    let folder = years();
    let check = |arguments: &[&str], said: &str| {
        let Output { stdout, stderr, code } = mulu(&folder, ["diff"].iter().chain(arguments)).run();
        assert_eq!((stdout.as_str(), code), ("", Some(2)), "{arguments:?}: {stderr}");
        assert!(stderr.contains(said), "{arguments:?}: {stderr}");
    };
    check(&["nowhere.txt", "2023.txt"], "nowhere.txt: there is no such file or folder.");
    check(&["2023.txt", "2024.txt#9"], "2024.txt: the report has no section 9.");
    check(&["2023.txt"], "<NEW>");
    check(&["--color", "pink", "2023.txt", "2024.txt"], "possible values: auto, always, never");
}
