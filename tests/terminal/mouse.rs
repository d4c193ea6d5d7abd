//! The mouse.

use crate::support::{Folder, Mouse, Shown};
use crate::terminal::{library, opened};

#[track_caller]
fn at(shown: &Shown, text: &str) -> (u16, u16) {
    shown.place_of(text).unwrap_or_else(|| panic!("{text} is not in\n{shown}"))
}

#[test]
fn a_click_chooses_and_folds() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    let (column, row) = at(&terminal.sees("▸ handbook.md"), "▸ handbook.md");
    // On the fold mark.
    terminal.mouse(Mouse::Press, (column, row)).mouse(Mouse::Release, (column, row));
    let shown = terminal.sees("▾ handbook.md");
    assert!(shown.chosen().contains("handbook.md") && shown.has("Unpack it."), "{shown}");
    // On a title: it is chosen, and folded by another click.
    let title = at(&terminal.sees("▸ Handbook"), "▸ Handbook");
    let title = (title.0 + 2, title.1);
    terminal.mouse(Mouse::Press, title).chooses("▸ Handbook");
    terminal.mouse(Mouse::Press, title).sees("▾ Handbook");
    let usage = at(&terminal.sees("· Usage"), "· Usage");
    terminal
        .mouse(Mouse::Press, (usage.0 + 2, usage.1))
        .wait_for(|shown| shown.chosen().contains("Usage") && shown.has("Run it."));
    terminal.mouse(Mouse::Press, (column, row)).wait_for(|shown| !shown.has("· Usage"));
}

#[test]
fn the_wheel_scrolls_what_is_under_it() {
    let lines: String = (1..=60).map(|line| format!("line {line}\n\n")).collect();
    let reports = |folder: Folder, number: u32| folder.file(format!("{number}.md"), "# x\n");
    let folder = (1..=40).fold(Folder::new().file("0.md", lines), reports);
    let mut terminal = opened(folder.browse());
    let in_page = at(&terminal.sees("line 2"), "line 2");
    terminal.mouse(Mouse::WheelDown, in_page).wait_for(|shown| !shown.has("line 2 ") && shown.has("line 3"));
    terminal.mouse(Mouse::WheelUp, in_page).sees("line 1 ");
    terminal.mouse(Mouse::WheelDown, (3, 5)).wait_for(|shown| shown.row(1).starts_with("▸ 3.md"));
    terminal.mouse(Mouse::WheelUp, (3, 5)).wait_for(|shown| shown.row(1).starts_with("· 0.md"));
}

#[test]
fn the_ruler_and_the_page_under_the_mouse() {
    let lines: String = (1..=300).map(|line| format!("line {line}\n\n")).collect();
    let folder = Folder::new().file("0.md", lines);
    let mut terminal = opened(folder.browse().size(120, 30));
    terminal.keys("Enter").sees("line 1 ");
    // Pressed in the middle of the ruler, dragged to its end, and back to where it was pressed.
    terminal.mouse(Mouse::Press, (119, 15)).wait_for(|shown| shown.row(1).contains("line 15"));
    terminal.mouse(Mouse::Drag, (119, 29)).sees("line 300");
    terminal.mouse(Mouse::Drag, (119, 1)).sees("line 1 ");
    terminal
        .mouse(Mouse::Release, (119, 1))
        .keys("w \\")
        .wait_for(|shown| shown.row(1).matches("line 1 ").count() == 2);
    // The second page is scrolled by the wheel, and gets the keys by a click.
    terminal.mouse(Mouse::WheelDown, (100, 10)).wait_for(|shown| shown.row(2).contains("line 3 "));
    terminal.keys("j").wait_for(|shown| !shown.row(1).contains("line 1 "));
    terminal.mouse(Mouse::Press, (100, 10)).mouse(Mouse::Release, (100, 10));
    terminal.keys("G").wait_for(|shown| shown.row(28).contains("line 300") && shown.row(2).contains("line 2 "));
    terminal.keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn the_divider_is_dragged() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    let divider = |shown: &Shown| shown.row(20).chars().position(|symbol| symbol == '│');
    terminal.wait_for(|shown| divider(shown) == Some(32));
    terminal.mouse(Mouse::Press, (32, 5)).mouse(Mouse::Drag, (45, 6));
    terminal.wait_for(|shown| divider(shown) == Some(45));
    terminal.mouse(Mouse::Drag, (50, 7)).wait_for(|shown| divider(shown) == Some(50));
    terminal.mouse(Mouse::Release, (50, 7)).mouse(Mouse::Drag, (20, 7)).keys("j").chooses("2023.md");
    terminal.wait_for(|shown| divider(shown) == Some(50));
}

#[test]
fn a_click_on_a_result_chooses_it_and_another_goes_there() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    terminal.keys("s").sees("headings> ");
    terminal.types("总体").sees("2 results");
    terminal.mouse(Mouse::Press, (5, 2)).sees("平稳。");
    terminal.mouse(Mouse::Press, (5, 2));
    terminal.wait_for(|shown| !shown.has("headings> ") && shown.chosen().contains("一、总体情况"));
    terminal.sees("平稳。");
}
