//! The search over all headings, and the help page.

use super::world::World;

fn world(width: u16, height: u16) -> World {
    let summary = "# 2024年工作总结\n\n## （一）党建工作\n\n党建正文。\n\n## （二）存在的问题\n\n问题正文。\n";
    let manual = "# Manual\n\n## Installing the SOFTWARE\n\ninstall text\n\n## （一）Ｗｉｄｅ letters\n\nwide text\n";
    World::open(&[("总结/2024.md", summary), ("manual.md", manual)], width, height)
}

#[test]
fn an_empty_query_lists_everything() {
    insta::assert_snapshot!(world(80, 24).keys("s").screen());
}

#[test]
fn results_are_marked_and_previewed() {
    insta::assert_snapshot!(world(80, 24).keys("/ 问题").screen());
    insta::assert_snapshot!(world(200, 60).keys("^P 党建").screen());
    insta::assert_snapshot!(world(40, 10).keys("s 问题").screen());
}

#[test]
fn words_narrow_in_any_order_whatever_their_case_and_width() {
    let mut world = world(80, 16);
    let cased = world.keys("s software Space inst").screen();
    let numbered = world.keys("^U (一)").screen();
    insta::assert_snapshot!(format!("{cased}\n{numbered}"));
}

#[test]
fn what_is_found_by_its_sound_is_marked() {
    let mut world = world(80, 16);
    let initials = world.keys("s djgz").screen();
    let mixed = world.keys("^U 2024 Space gongzuozj").screen();
    insta::assert_snapshot!(format!("{initials}\n{mixed}"));
}

#[test]
fn what_is_wrong_with_a_query_is_said_and_the_results_stay() {
    let mut world = world(80, 16);
    let level = world.keys("s 问题 Space level:x").screen();
    let place = world.keys("Backspace 2 Space in:2023").screen();
    let healed = world.keys("Backspace 4").screen();
    insta::assert_snapshot!(format!("{level}\n{place}\n{healed}"));
}

#[test]
fn enter_goes_there_and_back_returns() {
    let mut world = world(80, 16);
    let there = world.keys("s 存在 Enter").screen();
    let back = world.keys("^O").screen();
    insta::assert_snapshot!(format!("{there}\n{back}"));
}

#[test]
fn escape_returns_to_where_one_was() {
    let mut world = world(80, 16);
    let before = world.keys("3 j j").screen();
    world.keys("s wide ↓ Esc");
    assert_eq!(world.screen(), before);
}

#[test]
fn nothing_found_keeps_the_page() {
    insta::assert_snapshot!(world(80, 16).keys("s zzzz").screen());
}

#[test]
fn the_help_page_lists_the_keys() {
    let mut world = world(80, 24);
    let first = world.keys("?").screen();
    let last = world.keys("G").screen();
    insta::assert_snapshot!(format!("{first}\n{last}"));
    let before = world.keys("q").screen();
    assert!(before.contains("2024.md") && world.state.front.sheet.is_none());
}
