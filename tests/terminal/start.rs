//! Starting, and what is shown while and after the reports are read.

use crate::support::{Folder, stopped_program};
use crate::terminal::{is_ready, library, opened};

#[test]
fn the_first_frame_stands_before_anything_is_read_and_keys_work_from_then_on() {
    let folder = (0..600).fold(Folder::new(), |folder, number| {
        folder.file(format!("{number}.md"), "# One\n\n## Two\n\ntext\n".repeat(20))
    });
    let mut terminal = folder.browse().start();
    terminal.sees("reading: ");
    terminal.keys(">").sees("600 reports, 24000 headings");
    let frames = terminal.frames();
    assert!(frames[0].contains("Reading…") && frames[0].contains("reading: 0 reports"), "{}", frames[0]);

    let counts = frames.iter().filter_map(|frame| frame.rsplit_once("reading: ")?.1.split(' ').next()?.parse().ok());
    let counts: Vec<u32> = counts.collect();
    assert!(counts.is_sorted() && counts.iter().any(|&count| 0 < count && count < 600), "{counts:?}");

    let divider = |frame: &String| frame.lines().nth(22).and_then(|row| row.chars().position(|symbol| symbol == '│'));
    let moved = frames.iter().filter(|frame| divider(frame) == Some(36));
    assert!(moved.filter(|frame| frame.contains("reading: ")).count() > 0, "{frames:#?}");
}

#[test]
fn a_terminal_that_changes_its_size_at_once_is_drawn_as_it_is() {
    let folder = library();
    let mut terminal = folder.browse().silent().start();
    terminal.sees("Reading…");
    terminal.resize(120, 30).wait_for(|shown| shown.row(29).contains("help"));
}

#[test]
fn the_tree_shows_folders_and_reports_in_natural_order_with_their_headings_counted() {
    let folder = library().file("第10章.md", "# 十\n").file("第2章.md", "# 二\n\n## 节\n");
    let terminal = opened(folder.browse());
    let shown = terminal.sees("5 reports, 13 headings");
    let rows: Vec<String> = (0..7).map(|row| shown.row(row)).collect();
    let begins = ["reports", "▾ 年报", "│ ▸ 2023.md", "│ ▸ 2024.md", "▸ handbook.md", "▸ 第2章.md", "▸ 第10章.md"];
    for (row, begin) in rows.iter().zip(begins) {
        assert!(row.starts_with(begin), "{begin} in\n{shown}");
    }
    assert!(rows[2].contains(" 4│") && rows[3].contains(" 3│"), "{shown}");
    assert_eq!(shown.cursor(), None);
}

#[test]
fn a_single_report_is_shown_with_all_its_headings() {
    let folder = library();
    let terminal = opened(folder.browse().arguments(["年报/2023.md"]));
    terminal.wait_for(|shown| ["二、党建工作", "（一）思想建设"].iter().all(|title| shown.has(title)));
}

#[test]
fn a_folder_without_reports_says_what_to_do() {
    let folder = Folder::new().file("image.png", "x");
    let mut terminal = opened(folder.browse());
    let shown = terminal.sees("There are no reports in reports.");
    assert!(shown.has("mulu FOLDER") && shown.has("--hidden"), "{shown}");
    terminal.keys("j Enter y s").sees("headings> ");
    terminal.keys("Esc").wait_for(|shown| !shown.has("headings> "));
    terminal.sees("There are no reports in reports.");
    terminal.keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn binary_files_are_left_out_and_unreadable_ones_show_the_reason() {
    // Whoever runs the tests, this file can be opened but not read.
    let folder = library().file("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01");
    let folder = if cfg!(target_os = "linux") { folder.link("locked.md", "/proc/self/mem") } else { folder };
    let mut terminal = opened(folder.browse());
    assert!(!terminal.shown().has("image.txt"));
    if cfg!(target_os = "linux") {
        terminal.sees("· locked.md");
        terminal.keys("G").sees("locked.md: cannot be read: Input/output");
    }
}

#[test]
fn what_must_not_be_read_stands_in_the_tree_with_the_reason() {
    let mut folder = library().file("closed/a.md", "# A\n");
    folder.lock(&["closed", "handbook.md"]);
    let Some(program) = stopped_program(&folder) else { return };
    let mut terminal = opened(folder.program(&program).size(120, 24));
    terminal.sees("· handbook.md");
    terminal.keys("G").wait_for(|shown| shown.row(1).ends_with("handbook.md: cannot be read: permission denied"));
    terminal.keys("k").wait_for(|shown| shown.row(1).ends_with("closed: cannot be read: permission denied"));
    terminal.keys("e Y R").wait_for(|shown| shown.has("· closed") && shown.has("reading again"));
    folder.unlock();
    // The folder may have been read again before it was locked no longer, or after.
    terminal.keys("G R").sees("Unpack it.");
    terminal.keys("g R").sees("a.md");
}

#[test]
fn the_encoding_is_shown_and_can_be_given() {
    // 一、总结 in GBK, twice.
    let folder = Folder::new().file("报告.txt", b"\xd2\xbb\xa1\xa2\xd7\xdc\xbd\xe1\n".repeat(2)).file("b.md", "# B\n");
    let mut terminal = opened(folder.browse());
    terminal.keys("g").wait_for(|shown| shown.status().starts_with("b.md  UTF-8"));
    terminal.keys("G").wait_for(|shown| shown.has("一、总结") && shown.status().starts_with("报告.txt  GB18030"));
    let mut terminal = opened(folder.browse().arguments(["--encoding", "big5"]));
    terminal.keys("G").wait_for(|shown| !shown.has("一、总结") && shown.status().starts_with("报告.txt  Big5"));
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_wakes_up_while_nothing_happens() {
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    let folder = library();
    let mut terminal = opened(folder.browse());
    terminal.keys("j j l").sees("一、总体情况");
    terminal.wait_for(is_ready);
    // The threads that have read everything may take a moment to lie down; a tick would never do.
    let until = Instant::now() + crate::support::PATIENCE;
    loop {
        let before = wake_ups(terminal.process());
        sleep(Duration::from_secs(1));
        let after = wake_ups(terminal.process());
        if before == after {
            return;
        }
        assert!(Instant::now() < until, "the threads wake up:\n{before:#?}\n{after:#?}");
    }
}

/// How often each thread of a process has been put to work, by its number and name.
#[cfg(target_os = "linux")]
fn wake_ups(process: u32) -> Vec<Vec<String>> {
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let mut all: Vec<Vec<String>> = threads
        .map(|thread| {
            let status = std::fs::read_to_string(thread.unwrap().path().join("status")).unwrap();
            let told = |line: &&str| line.starts_with("Name") || line.starts_with("Pid") || line.contains("ctxt");
            status.lines().filter(told).map(str::to_owned).collect()
        })
        .collect();
    all.sort();
    assert!(!all.is_empty());
    all
}
