//! Reading, and the size of the screen.

use crate::support::Folder;
use crate::terminal::{library, opened};

/// A report of twenty sections, each of 17 lines when it is read.
fn long() -> Folder {
    let sections = (1..=20).map(|section| {
        let lines = (1..=8).map(|line| format!("line {section}.{line}\n\n"));
        format!("## Section {section}\n\n{}", lines.collect::<String>())
    });
    Folder::new().file("long.md", format!("# Long\n\n{}", sections.collect::<String>()))
}

#[test]
fn the_cursor_of_the_tree_follows_the_reading() {
    let folder = long();
    let mut terminal = opened(folder.browse().arguments(["long.md"]));
    terminal.sees("line 1.1");
    terminal.keys("Tab Space").chooses("Section 2");
    terminal.keys("^D ^D").chooses("Section 3");
    terminal.keys("b b b").wait_for(|shown| !shown.chosen().contains("Section"));
    terminal.keys("G").sees("line 20.8");
    terminal.keys("g").sees("line 1.1");
    terminal.keys("1 8 j").chooses("Section 1");
    terminal.keys("}").wait_for(|shown| shown.chosen().contains("Section 2") && shown.row(1).contains("Section 2"));
    terminal.keys("} {").chooses("Section 2");
    terminal.keys("] ]").chooses("Section 3");
    terminal.keys("[ [").chooses("Section 2");
    terminal.keys("p").wait_for(|shown| shown.chosen().contains("Long"));
}

#[test]
fn marks_lead_back() {
    let folder = long();
    let mut terminal = opened(folder.browse().arguments(["long.md"]));
    terminal.keys("Enter 3 }").chooses("Section 2");
    terminal.keys("m a").sees("marked: 'a returns here");
    terminal.keys("G").sees("line 20.8");
    terminal.keys("' a").chooses("Section 2");
    terminal.keys("^O").sees("line 20.8");
}

#[test]
fn a_preview_follows_the_cursor_of_the_tree() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    terminal.sees("2 reports, 7 headings");
    terminal.keys("j").sees("平稳。");
    terminal.keys("j").sees("向好。");
    terminal.keys("z R").sees("（一）思想建设");
    terminal.keys("1").wait_for(|shown| shown.has("2023年工作总结") && !shown.has("（一）思想建设  "));
    terminal.keys("z M").wait_for(|shown| shown.row(1).starts_with("▸ 年报") && shown.row(2).starts_with("▸ handbook"));
}

#[test]
fn a_narrow_screen_shows_one_pane_and_a_tiny_one_says_so() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    terminal.keys("G l j l j").wait_for(|shown| shown.chosen().contains("Installation") && shown.has("Unpack it."));
    let wide = terminal.shown();

    terminal.resize(40, 10).wait_for(|shown| shown.chosen().contains("Installation") && !shown.has("Unpack it."));
    terminal.keys("Enter").wait_for(|shown| shown.has("Unpack it.") && !shown.has("▾"));
    terminal.keys("Tab").wait_for(|shown| shown.has("▾") && !shown.has("Unpack it."));
    for (columns, rows) in [(39, 10), (40, 9), (3, 2), (1, 1)] {
        let message = format!("{columns}x{rows} is too small: 40x10 needed");
        let message: String = message.chars().take(columns.into()).collect();
        terminal.resize(columns, rows).wait_for(|shown| shown.row(0) == message);
    }
    terminal.resize(80, 24).wait_for(|shown| shown.text() == wide.text() && shown.chosen() == wide.chosen());
    terminal.resize(200, 60).wait_for(|shown| shown.row(59).ends_with("?: help") && shown.row(58).contains('│'));
}

#[test]
fn the_tree_can_be_put_away_and_made_wider() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    let before = terminal.shown();
    let divider = |row: &str| row.chars().position(|symbol| symbol == '│');
    assert_eq!(divider(&before.row(20)), Some(32));
    terminal.keys("> >").wait_for(|shown| divider(&shown.row(20)) == Some(40));
    terminal.keys("< <").wait_for(|shown| shown.text() == before.text());
    terminal.keys("w").wait_for(|shown| !shown.has("handbook.md  ") && divider(&shown.row(20)).is_none());
    terminal.keys("w").wait_for(|shown| shown.text() == before.text());
}

#[test]
fn full_width_keys_work_like_their_half_width_forms() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    terminal.types("？").sees("mulu: keys");
    terminal.keys("Esc").sees("handbook.md");
    terminal.types("／").sees("headings> ");
}

#[test]
fn no_key_of_many_is_lost() {
    let folder = (1..=300).fold(Folder::new(), |folder, number| folder.file(format!("{number}.md"), "# One\n"));
    let mut terminal = opened(folder.browse());
    terminal.keys(&"j ".repeat(250)).chooses("251.md");
    terminal.keys(&"l k ".repeat(50)).chooses("201.md");
}
