//! Two pages, what differs between them, and the original.

use crate::support::Folder;
use crate::terminal::opened;

fn years() -> Folder {
    let year = |year: u32, money: u32| {
        format!(
            "# {year}年工作总结\n\n## 一、成效\n\n完成投资{money}亿元。\n\n## 二、存在的问题\n\n{year}年队伍不强。经费不足。\n"
        )
    };
    Folder::new().file("2023.md", year(2023, 120)).file("2024.md", year(2024, 135))
}

#[test]
fn last_years_problems_are_read_beside_this_years_and_compared() {
    let folder = years();
    let mut terminal = opened(folder.browse().size(150, 30));
    terminal.keys("2 G").chooses("存在的问题");
    terminal.keys("=").sees("the same section as");
    terminal.keys("\\").wait_for(|shown| shown.has("2024年队伍不强。") && shown.has("2023年队伍不强。"));
    terminal.keys("D").wait_for(|shown| shown.has("~    2023年队伍不强。") && shown.has("~    2024年队伍不强。"));
    terminal.sees("~ 1 changed  - 0 only in the older  + 0 only in the newer");
    // The second page has the keys, and goes its own way.
    terminal.keys("{").wait_for(|shown| shown.has("完成投资120亿元。") && shown.has("~    2024年队伍不强。"));
    terminal.keys("Tab {").wait_for(|shown| shown.has("完成投资135亿元。"));
    terminal.keys("D").wait_for(|shown| !shown.has("~    2024"));
    terminal.keys("D").wait_for(|shown| shown.has("~    完成投资120亿元。") && shown.has("~    完成投资135亿元。"));
    terminal.keys("\\").wait_for(|shown| !shown.has("120亿元") && shown.has("完成投资135亿元。"));
    terminal.keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn the_original_is_shown_with_the_numbers_of_its_lines() {
    let folder = years();
    let mut terminal = opened(folder.browse());
    terminal.keys("2 j j O").wait_for(|shown| shown.has("3 > ## 一、成效") && shown.has("5   完成投资120亿元。"));
    terminal.keys("Esc").wait_for(|shown| !shown.has("##") && shown.has("完成投资120亿元。"));
}
