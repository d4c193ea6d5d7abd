//! The page: wrapping, scrolling, finding, the way back.

use std::path::Path;
use std::sync::Arc;

use mulu::app::{Effect, Event};
use mulu::formats::{self, Options};

use super::world::World;

const LONG: &str = "# 工作报告\n\n各位同事，现将全年情况报告如下：今年以来，我们围绕“稳中求进”的要求，（一）抓落实，（二）抓服务；各项指标均好于预期。\n\n## 一、成效\n\n第一段说的是 performance and reliability 两个方面，The quick brown fox jumps over the lazy dog.\n\n第二段。\n\n## 二、问题\n\n- 人手不足\n- 经费紧张\n\n> 引用的话。\n\n```sh\n# no heading\nls\n```\n\n| 项目 | 数量 |\n| --- | --- |\n| 会议 | 12 |\n\n## 三、打算\n\n继续努力。继续**努力**，再看 [附件](a.md)。\n";

fn world(width: u16, height: u16) -> World {
    World::open(&[("a.md", LONG), ("b.md", "# B\n\n## One\n\n努力 is here.\n\n## Two\n\ntwo\n")], width, height)
}

#[test]
fn chinese_and_latin_text_is_wrapped_by_its_rules() {
    insta::assert_snapshot!(world(80, 24).keys("Enter").screen());
    insta::assert_snapshot!(world(60, 40).keys("Enter").screen());
}

#[test]
fn scrolling_takes_the_cursor_of_the_tree_along() {
    insta::assert_snapshot!(world(80, 14).keys("9 Enter 8 j").screen());
}

#[test]
fn a_section_begins_in_the_first_row() {
    insta::assert_snapshot!(world(80, 14).keys("Enter 3 }").screen());
}

#[test]
fn siblings_parents_and_the_way_back() {
    let mut world = world(80, 14);
    let sibling = world.keys("Enter } } ] ]").screen();
    let parent = world.keys("p").screen();
    let back = world.keys("^O").screen();
    let forward = world.keys("L L").screen();
    insta::assert_snapshot!([sibling, parent, back, forward].join("\n"));
}

#[test]
fn marks_lead_back() {
    let mut world = world(80, 14);
    world.keys("Enter } } m q g");
    let marked = world.keys("' q").screen();
    let none = world.keys("' x").screen();
    insta::assert_snapshot!(format!("{marked}\n{none}"));
}

#[test]
fn text_is_found_and_marked() {
    let mut world = world(80, 14);
    let typed = world.keys("Enter / 努力").screen();
    let first = world.keys("Enter").screen();
    let second = world.keys("n").screen();
    let round = world.keys("n").screen();
    let nothing = world.keys("/ nonsense Enter").screen();
    insta::assert_snapshot!([typed, first, second, round, nothing].join("\n"));
}

#[test]
fn sections_and_addresses_are_copied() {
    let mut world = world(80, 14);
    world.keys("Enter } } } y Y");
    let copied: Vec<&Effect> = world.effects.iter().filter(|effect| matches!(effect, Effect::Copy(_))).collect();
    insta::assert_debug_snapshot!(copied);
}

#[test]
fn the_editor_opens_at_the_heading() {
    let mut world = world(80, 14);
    world.keys("Enter } } e");
    assert!(matches!(world.effects.last(), Some(Effect::Edit { line: 5, .. })), "{:?}", world.effects.last());
}

#[test]
fn a_report_that_changes_is_found_again_at_its_heading() {
    let mut world = world(80, 14);
    world.keys("Enter } }");
    let changed = LONG.replace("## 一、", "## 〇、新的一节\n\n新的。\n\n## 一、");
    world.set_reports(&[("a.md", changed.as_bytes()), ("b.md", b"# B\n")], true);
    insta::assert_snapshot!(world.screen());
}

#[test]
fn escape_backs_out_and_never_quits() {
    let mut world = world(80, 14);
    world.keys("Enter / x Esc Esc Esc Esc");
    assert!(!world.effects.contains(&Effect::Quit));
    world.keys("q");
    assert_eq!(world.effects.last(), Some(&Effect::Quit));
}

#[test]
fn a_file_that_has_changed_since_is_read_again_for_the_library() {
    let mut world = world(80, 14);
    world.keys("Enter");
    let entry = world.state.page.entry().unwrap();
    let changed = formats::read(Path::new("a.md"), b"# Another\n", &Options::default());
    world.take(Event::Document(entry, Arc::new(changed)));
    assert_eq!(world.effects.last(), Some(&Effect::ReadAgain(entry)));
}
