//! The library between runs, and while it changes.

use std::fs;
use std::time::{Duration, SystemTime};

use crate::support::{Folder, kill, mulu};
use crate::terminal::{is_ready, library, opened};

/// Makes the files old enough that their times tell whether they change again.
fn settle(folder: &Folder, names: &[&str]) {
    let long_ago = SystemTime::now() - Duration::from_secs(100);
    for name in names {
        fs::File::options().append(true).open(folder.path().join(name)).unwrap().set_modified(long_ago).unwrap();
    }
}

/// The reports of [`library`].
const REPORTS: [&str; 3] = ["年报/2023.md", "年报/2024.md", "handbook.md"];

#[test]
fn files_that_change_appear_and_vanish_show_in_the_tree() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    terminal.keys("G l j l j j").chooses("Usage");
    // Written over, and a heading before the one that is read.
    folder.write("handbook.md", "# Handbook\n\n## Preface\n\n## Installation\n\n## Usage\n\nWalk it.\n");
    let shown = terminal.wait_for(|shown| shown.has("Preface") && shown.has("Walk it."));
    assert!(shown.chosen().contains("Usage"), "{shown}");
    // Written beside it and renamed, as editors do.
    folder.write(".handbook.md.swp", "# Handbook\n\n## Usage\n\nFly it.\n");
    fs::rename(folder.path().join(".handbook.md.swp"), folder.path().join("handbook.md")).unwrap();
    let shown = terminal.wait_for(|shown| !shown.has("Preface") && shown.has("Fly it."));
    assert!(shown.chosen().contains("Usage"), "{shown}");
    // New, in a folder that is new.
    folder.write("计划/一/2025.md", "# 2025年计划\n");
    terminal.wait_for(|shown| shown.has("计划") && shown.has("2025.md"));
    folder.write("计划/一/2026.md", "# 2026年计划\n");
    terminal.sees("2026.md");
    fs::remove_dir_all(folder.path().join("计划")).unwrap();
    let shown = terminal.wait_for(|shown| !shown.has("计划"));
    assert!(shown.chosen().contains("Usage"), "{shown}");
}

#[test]
fn a_report_that_is_moved_is_read_on() {
    let folder = library();
    settle(&folder, &REPORTS);
    let mut terminal = opened(folder.browse());
    terminal.keys("G l j l j j").chooses("Usage");
    fs::rename(folder.path().join("handbook.md"), folder.path().join("年报/manual.md")).unwrap();
    let shown = terminal.wait_for(|shown| shown.has("manual.md") && !shown.has("handbook.md"));
    assert!(shown.chosen().contains("Usage"), "{shown}");
    fs::rename(folder.path().join("年报"), folder.path().join("old")).unwrap();
    let shown = terminal.wait_for(|shown| shown.has("▾ old") && !shown.has("年报"));
    assert!(shown.chosen().contains("Usage") && shown.has("Run it."), "{shown}");
}

#[test]
fn a_single_report_is_followed_when_it_is_replaced() {
    let folder = library();
    let terminal = opened(folder.browse().arguments(["handbook.md"]));
    terminal.sees("Installation");
    for title in ["One", "Two"] {
        folder.write("new", format!("# Handbook\n\n## {title}\n"));
        fs::rename(folder.path().join("new"), folder.path().join("handbook.md")).unwrap();
        terminal.sees(title);
    }
}

#[test]
fn reading_is_stopped_and_goes_on() {
    let folder = (0..120).fold(Folder::new(), |folder, number| {
        folder.file(format!("{number}.md"), "# One\n\n## Two\n\ntext\n".repeat(500))
    });
    let mut terminal = folder.browse().size(160, 24).start();
    terminal.wait_for(|shown| shown.status().contains(" KB of "));
    terminal.keys("x").sees("stopped: ");
    terminal.keys("x").sees("everything is read");
    terminal.keys("R").sees("120 reports, 120000 headings");
}

#[test]
fn what_is_kept_is_shown_and_not_read_again() {
    let folder = library().file("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01");
    settle(&folder, &[&REPORTS[..], &["image.txt"]].concat());
    let first = mulu(&folder, ["outline"]).prints();
    // Another text, which nothing tells from the first one but its bytes: who does not read it shows the first.
    let file = folder.path().join("handbook.md");
    let time = file.metadata().unwrap().modified().unwrap();
    let set_time = |time| fs::File::options().append(true).open(&file).unwrap().set_modified(time).unwrap();
    fs::write(&file, fs::read_to_string(&file).unwrap().replace("Usage", "Abuse")).unwrap();
    set_time(time);
    assert_eq!(mulu(&folder, ["outline"]).prints(), first);
    let second = first.replace("Usage", "Abuse");
    assert_eq!(mulu(&folder, ["outline", "--no-cache"]).prints(), second);
    set_time(time + Duration::from_secs(1));
    assert_eq!(mulu(&folder, ["outline"]).prints(), second);
    assert_eq!(mulu(&folder, ["outline"]).prints(), second);
    let info = mulu(&folder, ["cache", "info"]).prints();
    assert!(info.contains("reports-") && info.contains(" in all, in "), "{info}");
    let path = mulu(&folder, ["cache", "path"]).prints();
    assert_eq!(path.trim_end(), folder.beside("cache/mulu").display().to_string());
    assert_eq!(mulu(&folder, ["cache", "clear"]).prints(), "");
    assert!(!folder.beside("cache/mulu").exists());
    assert_eq!(mulu(&folder, ["outline", "--no-cache"]).prints(), second);
    assert!(!folder.beside("cache/mulu").exists());
    assert_eq!(mulu(&folder, ["outline"]).prints(), second);
}

#[test]
fn a_cache_that_is_damaged_loses_no_word() {
    let folder = library();
    settle(&folder, &REPORTS);
    let expected = mulu(&folder, ["outline"]).prints();
    let of_library = fs::read_dir(folder.beside("cache/mulu")).unwrap().next().unwrap().unwrap().path();
    let file = of_library.join("outlines");
    let whole = fs::read(&file).unwrap();
    for (at, byte) in [(0, b'x'), (9, 0xff), (40, b'x'), (whole.len() - 1, b'x')] {
        let mut damaged = whole.clone();
        damaged[at] = byte;
        fs::write(&file, damaged).unwrap();
        assert_eq!(mulu(&folder, ["outline"]).prints(), expected, "byte {at}");
        assert_eq!(fs::read(&file).unwrap().len(), whole.len(), "byte {at}");
    }
    for length in [0, 1, 20, whole.len() / 2] {
        fs::write(&file, &whole[..length]).unwrap();
        assert_eq!(mulu(&folder, ["outline"]).prints(), expected, "{length} bytes");
    }
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    assert_eq!(mulu(&folder, ["outline"]).prints(), expected);
}

#[test]
fn two_at_once_and_one_that_is_killed_hurt_nothing() {
    let folder = (0..400).fold(Folder::new(), |folder, number| {
        folder.file(format!("{number}.md"), format!("# {number}\n\n## Two\n\ntext\n").repeat(50))
    });
    let names: Vec<String> = (0..400).map(|number| format!("{number}.md")).collect();
    settle(&folder, &names.iter().map(String::as_str).collect::<Vec<_>>());
    let expected = mulu(&folder, ["outline", "--no-cache"]).prints();
    for _ in 0..3 {
        let killed = folder.browse().start();
        killed.wait_for(|shown| shown.status().contains("reading: "));
        kill(killed.process(), rustix::process::Signal::KILL);
        let both = [folder.browse().start(), folder.browse().start()];
        for terminal in &both {
            terminal.sees("400 reports, 40000 headings");
            terminal.wait_for(is_ready);
        }
        drop(both);
        assert_eq!(mulu(&folder, ["outline"]).prints(), expected);
        folder.write("0.md", "# 0\n\n## Two\n\ntext\n".repeat(50));
    }
}
