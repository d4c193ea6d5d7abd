//! The tree: order, folds, counts, guides, sizes.

use mulu::app::Effect;
use mulu::app::input::key::{Mouse, MouseAction};
use mulu::library::Unwatched;

use super::world::World;

const REPORTS: [(&str, &str); 5] = [
    ("2023年/第10章.md", "# 第十章\n\n结尾。\n"),
    ("2023年/第2章.md", "# 第二章\n\n开头。\n"),
    (
        "2024年/年度总结.md",
        "# 年度总结\n\n前言。\n\n## 一、主要成效\n\n成效。\n\n### （一）服务\n\n服务做得更细。\n\n### （二）安全\n\n全年无事故。\n\n## 二、存在的问题\n\n问题。\n",
    ),
    ("Manual.md", "# Manual\n\n## Install\n\nUnpack it.\n\n## Use\n\nStart it.\n"),
    ("empty.md", ""),
];

fn world(width: u16, height: u16) -> World {
    World::open(&REPORTS, width, height)
}

#[test]
fn a_library_opens_with_its_folders_unfolded() {
    insta::assert_snapshot!(world(80, 24).screen());
}

#[test]
fn a_level_shows_the_headings_down_to_it() {
    insta::assert_snapshot!(world(80, 24).keys("2").screen());
}

#[test]
fn a_node_unfolds_step_by_step_and_its_section_is_previewed() {
    insta::assert_snapshot!(world(80, 24).keys("j j j j l l l l l").screen());
}

#[test]
fn folding_the_parent_of_the_cursor_takes_the_cursor_along() {
    insta::assert_snapshot!(world(80, 24).keys("9 G k k k h h h").screen());
}

#[test]
fn everything_folds() {
    insta::assert_snapshot!(world(80, 24).keys("z M").screen());
}

#[test]
fn a_wide_screen_has_room_for_both_panes() {
    insta::assert_snapshot!(world(200, 60).keys("9 j j j j j j").screen());
}

#[test]
fn the_smallest_screen_shows_one_pane_and_a_smaller_one_a_message() {
    let mut world = world(40, 10);
    let tree = world.keys("2 j j j j j").screen();
    let page = world.keys("Tab").screen();
    let message = world.resize(39, 9).screen();
    insta::assert_snapshot!(format!("{tree}\n{page}\n{message}"));
}

#[test]
fn the_tree_can_be_put_away_and_resized() {
    let mut world = world(80, 12);
    let narrow = world.keys("< < <").screen();
    let away = world.keys("w").screen();
    insta::assert_snapshot!(format!("{narrow}\n{away}"));
}

#[test]
fn the_mouse_chooses_folds_scrolls_and_drags() {
    let at = |action, column, row| Mouse { action, column, row };
    let mut world = world(80, 12);
    world.mouse(at(MouseAction::Press, 2, 5)).mouse(at(MouseAction::Release, 2, 5));
    let folded = world.screen();
    world.mouse(at(MouseAction::Press, 32, 3)).mouse(at(MouseAction::Drag, 40, 3)).mouse(at(
        MouseAction::Release,
        40,
        3,
    ));
    world.mouse(at(MouseAction::WheelDown, 60, 4));
    insta::assert_snapshot!(format!("{folded}\n{}", world.screen()));
}

#[test]
fn reports_that_arrive_do_not_move_the_cursor() {
    let mut world = world(80, 14);
    world.keys("2 G");
    let before = world.state.tree.cursor(world.library());
    let mut more: Vec<(&str, &[u8])> = REPORTS.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    more.push(("2022年/早.md", b"# A\n"));
    world.set_reports(&more, false);
    let label = |world: &World| {
        let node = world.state.tree.cursor(world.library()).unwrap();
        world.library().report(node.entry).unwrap().outline.title(node.heading.unwrap()).to_owned()
    };
    assert!(before.is_some());
    assert_eq!(label(&world), "Use");
    insta::assert_snapshot!(world.screen());
}

#[test]
fn control_characters_are_shown_as_symbols() {
    let world = World::open(&[("a\u{1b}[31mb.md", "# T\u{1b}]0;x\u{7}\n\na\u{9b}31mb\u{202e}c\n")], 80, 10);
    let (buffer, _) = world.buffer();
    let controls = buffer.content.iter().filter(|cell| cell.symbol().chars().any(|shown| shown.is_control()));
    assert_eq!(controls.count(), 0);
    insta::assert_snapshot!(world.screen());
}

#[test]
fn an_empty_library_says_what_to_do() {
    let screen = World::open(&[], 80, 20).screen();
    let (said, reads) = screen.split_once("mulu reads files that end in").unwrap();
    insta::assert_snapshot!(said);
    assert!(reads.contains("md"), "{screen}");
}

#[test]
fn it_is_said_once_that_changes_are_not_noticed() {
    let check = |reason: Unwatched, expected: &str| {
        let mut world = world(120, 14);
        world.unwatch(reason);
        assert!(world.screen().contains(expected), "{}", world.screen());
        world.keys("j");
        world.unwatch(reason);
        assert!(!world.screen().contains("not noticed"), "{}", world.screen());
        world.keys("R");
        assert!(world.effects.iter().any(|effect| matches!(effect, Effect::ReadAgain(_) | Effect::ReadAllAgain)));
    };
    check(Unwatched::Limit, "changed files are not noticed, since the system watches no more folders: R reads again");
    check(Unwatched::Remote, "changed files are not noticed, since they lie on another machine: R reads again");
    check(Unwatched::Refused, "changed files are not noticed, since the system does not watch them: R reads again");
}
