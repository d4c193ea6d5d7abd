//! Which files are read, what is left out, and how reports stand.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::support::{Folder, Output, mulu};

/// The reports that an outline lists, without their headings.
fn listed(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let printed = mulu(folder, ["outline", "--no-cache"].iter().chain(arguments)).prints();
    printed.lines().filter(|line| line.ends_with(".md")).map(|line| line.trim().to_owned()).collect()
}

/// A folder in which something is left out for each reason.
fn mixed() -> Folder {
    Folder::new()
        .file("a.md", "# A\n")
        .file("large.md", format!("# Large\n\n{}\n", "text ".repeat(500)))
        .file("草稿/b.md", "# B\n")
        .file("build/c.md", "# C\n")
        .file("build/keep.md", "# Keep\n")
        .file(".gitignore", "build/*\n!keep.md\n")
        .file("sub/.ignore", "*.md\n")
        .file("sub/d.md", "# D\n")
        .file("picture.png", "x")
        .file("all.zip", "x")
        .file("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01")
}

#[test]
fn files_are_selected_by_pattern_size_and_ignore_files() {
    let folder = mixed();
    let all = ["./build/c.md", "./build/keep.md", "./sub/d.md", "./草稿/b.md", "./a.md", "./large.md"];
    let check =
        |arguments: &[&str], expected: &[&str]| assert_eq!(listed(&folder, arguments), expected, "{arguments:?}");
    check(&[], &all);
    check(&["--glob", "/*.md"], &["./a.md", "./large.md"]);
    check(&["--glob", "a.md", "--glob", "d.md"], &["./sub/d.md", "./a.md"]);
    check(&["--exclude", "草稿/", "--exclude", "build"], &["./sub/d.md", "./a.md", "./large.md"]);
    check(&["--glob", "build", "--exclude", "c.*"], &["./build/keep.md"]);
    check(&["--max-size", "1K"], &["./build/c.md", "./build/keep.md", "./sub/d.md", "./草稿/b.md", "./a.md"]);
    check(&["--ignore"], &["./build/keep.md", "./草稿/b.md", "./a.md", "./large.md"]);
    // What is named is read.
    check(&["--max-size", "1K", "--glob", "b.md", "large.md"], &["large.md"]);
    // The others know it too.
    assert!(mulu(&folder, ["find", "A", "--exclude", "a.md", "--glob", "a.md"]).run().code == Some(1));
    assert_eq!(mulu(&folder, ["grep", "-l", "text", "--max-size", "1MB"]).prints(), "./large.md\n");
    assert_eq!(mulu(&folder, ["grep", "-l", "text", "--max-size", "1K"]).run().code, Some(1));
    let export = mulu(&folder, ["export", "--exclude", "*.md", "--exclude", "image.txt"]).prints();
    assert_eq!(export, "");
}

#[test]
fn what_was_left_out_is_known_the_next_time() {
    let folder = mixed();
    let long_ago = SystemTime::now() - Duration::from_secs(100);
    for name in ["a.md", "large.md"] {
        fs::File::options().append(true).open(folder.path().join(name)).unwrap().set_modified(long_ago).unwrap();
    }
    let outline = |arguments: &[&str]| mulu(&folder, ["outline"].iter().chain(arguments)).prints();
    let all = outline(&[]);
    for _ in 0..2 {
        assert!(!outline(&["--exclude", "/a.md"]).contains("./a.md"));
        assert!(!outline(&["--max-size", "1K"]).contains("./large.md"));
        assert_eq!(outline(&["--glob", "/a.md"]), "./a.md\n  A\n");
        assert!(!outline(&["--ignore"]).contains("./sub/d.md"));
        assert_eq!(outline(&[]), all);
    }
}

#[test]
fn what_is_left_out_is_listed_with_the_reason() {
    let folder = mixed();
    let skipped = |arguments: &[&str]| {
        let printed = mulu(&folder, ["outline", "--skipped"].iter().chain(arguments)).prints();
        let mut lines: Vec<String> = printed.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let usual = [
        "./.gitignore: hidden; --hidden shows it",
        "./all.zip: an archive; what is in it is not read",
        "./image.txt: a binary file, not text",
        "./picture.png: no format that is read",
        "./sub/.ignore: hidden; --hidden shows it",
    ];
    assert_eq!(skipped(&[]), usual);
    let other = ["--ignore", "--exclude", "草稿/", "--max-size", "1KB", "--glob", "*.md"];
    let expected = [
        "./.gitignore: hidden; --hidden shows it",
        "./all.zip: an archive; what is in it is not read",
        "./build/c.md: ignored by build/* in ./.gitignore",
        "./image.txt: fits no --glob",
        "./large.md: larger than 1.0 KB",
        "./picture.png: no format that is read",
        "./sub/.ignore: hidden; --hidden shows it",
        "./sub/d.md: ignored by *.md in ./sub/.ignore",
        "./草稿/: excluded by --exclude 草稿/",
    ];
    assert_eq!(skipped(&other), expected);
    assert_eq!(skipped(&["a.md"]), [""; 0]);
    let none = mulu(&folder, ["outline", "--glob", "nothing"]).run();
    assert!(none.stderr.contains("10 files and folders are left out: mulu outline --skipped"), "{}", none.stderr);
}

#[cfg(unix)]
#[test]
fn links_that_are_not_followed_are_left_out_with_the_reason() {
    let folder = Folder::new().file("in/a.md", "# A\n").link("again", "in").link("nowhere", "/no/such/file");
    let printed = mulu(&folder, ["outline", "--skipped"]).prints();
    let expected = "./again/: a link to a folder; --follow follows it\n./nowhere: no format that is read\n";
    assert_eq!(printed, expected);
}

#[test]
fn wrong_patterns_and_sizes_are_refused() {
    let folder = mixed();
    let check = |arguments: &[&str], said: &str| {
        let Output { stdout, stderr, code } = mulu(&folder, arguments).run();
        assert_eq!((stdout.as_str(), code), ("", Some(2)), "{arguments:?}: {stderr}");
        assert!(stderr.contains(said), "{arguments:?}: {stderr}");
    };
    check(&["outline", "--glob", "[a"], "--glob <GLOB>");
    check(&["outline", "--exclude", "{a"], "--exclude <GLOB>");
    check(&["outline", "--glob", ""], "--glob <GLOB>");
    check(&["outline", "--max-size", "big"], "no size; try 500MB or 2GB");
    check(&["outline", "--max-size", "-1"], "--max-size");
    check(&["outline", "--sort", "age"], "possible values: name, time, size");
    check(&["outline", "--group", "month"], "possible values: folder, year, none");
    check(&["outline", "--skipped", "--explain"], "cannot be used with");
}

/// Reports of several years, and files that were changed on several days.
fn years() -> Folder {
    let folder = Folder::new()
        .file("甲/第十章.md", "# 第十章\n")
        .file("甲/第二章.md", format!("# 第二章\n\n{}\n", "长".repeat(50)))
        .file("乙/2023年.md", "# 工作\n\n## 成效\n")
        .file("报告.md", format!("# 二〇二四年报告\n\n{}\n", "长".repeat(99)));
    let set = |name: &str, seconds: u64| {
        let file = fs::File::options().append(true).open(folder.path().join(name)).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).unwrap();
    };
    set("甲/第十章.md", 1_600_000_000);
    set("甲/第二章.md", 1_600_100_000);
    set("乙/2023年.md", 1_500_000_000);
    set("报告.md", 1_400_000_000);
    folder
}

#[test]
fn reports_are_printed_in_the_order_that_is_asked_for() {
    let folder = years();
    let check = |arguments: &[&str], expected: &[&str]| {
        let names: Vec<String> = listed(&folder, arguments);
        let names: Vec<&str> =
            names.iter().map(|path| Path::new(path).file_stem().unwrap().to_str().unwrap()).collect();
        assert_eq!(names, expected, "{arguments:?}");
    };
    check(&[], &["2023年", "第二章", "第十章", "报告"]);
    check(&["--sort", "time"], &["第二章", "第十章", "2023年", "报告"]);
    check(&["--sort", "size"], &["第二章", "第十章", "2023年", "报告"]);
    check(&["--sort", "time", "--group", "none"], &["第二章", "第十章", "2023年", "报告"]);
    check(&["--sort", "size", "--group", "none"], &["报告", "第二章", "2023年", "第十章"]);
    check(&["--group", "none"], &["2023年", "报告", "第二章", "第十章"]);
    check(&["--group", "year"], &["报告", "2023年", "第二章", "第十章"]);
}

#[test]
fn reports_are_printed_by_year() {
    let folder = years();
    let text = mulu(&folder, ["outline", "--group", "year"]).prints();
    let expected = "\
2024
  ./报告.md
    二〇二四年报告
2023
  ./乙/2023年.md
    工作
      成效
2020
  ./甲/第二章.md
    第二章
  ./甲/第十章.md
    第十章
";
    assert_eq!(text, expected);
    let markdown = mulu(&folder, ["outline", "--group", "year", "--format", "markdown", "--depth", "1"]).prints();
    assert!(markdown.starts_with("- 2024\n  - **报告.md**\n    - 二〇二四年报告\n- 2023\n"), "{markdown}");
}

#[test]
fn roots_that_overlap_hold_each_report_once() {
    let folder = years();
    let whole = folder.path().canonicalize().unwrap().display().to_string();
    let check = |roots: &[&str], expected: &[&str]| assert_eq!(listed(&folder, roots), expected, "{roots:?}");
    let all = ["./乙/2023年.md", "./甲/第二章.md", "./甲/第十章.md", "./报告.md"];
    check(&[".", &whole], &all);
    check(&[".", ".", "甲/.."], &all);
    check(&[".", "甲"], &["./乙/2023年.md", "./报告.md", "甲/第二章.md", "甲/第十章.md"]);
    check(&["甲", "."], &["甲/第二章.md", "甲/第十章.md", "./乙/2023年.md", "./报告.md"]);
    check(&["报告.md", ".", "报告.md"], &["报告.md", "./乙/2023年.md", "./甲/第二章.md", "./甲/第十章.md"]);
    let export = mulu(&folder, ["export", ".", "甲", &whole]).prints();
    assert_eq!(export.matches("第二章.md#1\"").count(), 1, "{export}");
}
