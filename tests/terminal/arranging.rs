//! The order of the tree, the filter, several roots.

use std::fs;

use crate::support::mulu;
use crate::terminal::{library, opened};

#[test]
fn the_tree_is_arranged_and_filtered_while_files_change() {
    let folder = library().file("picture.png", "x");
    let mut terminal = opened(folder.browse().size(120, 24));
    terminal.sees("1 left out");
    terminal.keys("z g").wait_for(|shown| shown.has("▾ 2024") && shown.has("▾ 2023") && !shown.has("年报"));
    terminal.sees("by year");
    terminal.keys("& 存在问题").wait_for(|shown| shown.has("二、存在问题") && !shown.has("handbook.md"));
    terminal.keys("Enter").sees("only 存在问题: 1 report");
    // What is new is filtered and grouped as the others are.
    folder.write("2025年工作总结.md", "# 2025年工作总结\n\n## 一、存在问题\n");
    terminal.wait_for(|shown| shown.has("▾ 2025") && shown.has("一、存在问题") && shown.has("2 reports"));
    terminal.keys("Esc").wait_for(|shown| shown.has("handbook.md") && !shown.has("only 存在问题"));
    terminal.keys("z i").wait_for(|shown| shown.has("What is left out") && shown.has("picture.png"));
    terminal.keys("q").sees("handbook.md");
    terminal.keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn the_order_is_chosen_at_the_start_and_roots_that_vanish_are_empty() {
    let folder = library().file("other/a.md", "# A\n");
    let mut terminal =
        opened(folder.browse().arguments(["--sort", "size", "年报", "other", "年报/2023.md"]).size(120, 24));
    terminal.wait_for(|shown| shown.has("largest first") && shown.has("▾ 年报") && shown.has("▾ other"));
    fs::remove_dir_all(folder.path().join("other")).unwrap();
    terminal.wait_for(|shown| !shown.has("other") && shown.has("2024.md"));
    terminal.keys("q");
    assert!(terminal.ends().success());
    let gone = mulu(&folder, ["outline", "年报", "other"]).run();
    assert_eq!(gone.code, Some(2), "{}", gone.stderr);
}
