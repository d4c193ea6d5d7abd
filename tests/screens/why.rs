//! Why a heading is one.

use mulu::app::Effect;

use super::world::World;

const SUMMARY: &str = "年度工作总结\n\n一、主要成效\n\n全年办理事项三百件，群众满意度进一步提高，各项任务按期完成。\n\n二、存在的问题\n\n人手不足，具体表现为：\n\n（一）窗口人员少；\n\n（二）夜间无人值守。\n\n三、下一步打算\n\n增加人手，改进流程，把好事办好、实事办实。\n";

#[test]
fn a_detected_heading_is_explained_with_what_came_near() {
    let mut world = World::open(&[("总结.txt", SUMMARY)], 100, 30);
    insta::assert_snapshot!(world.keys("2 j j i").screen());
}

#[test]
fn a_marked_heading_is_one_by_its_format() {
    let mut world = World::open(&[("a.md", "# One\n\n## Two\n\ntext\n")], 60, 10);
    let why = world.keys("2 j j i").screen();
    let none = world.keys("q k k i").screen();
    insta::assert_snapshot!(format!("{why}\n{none}"));
}

#[test]
fn what_is_missing_is_said_where_it_is_missing() {
    let torn = SUMMARY.replace("二、存在的问题\n\n", "");
    let mut world = World::open(&[("总结.txt", &torn)], 100, 20);
    let tree = world.keys("2").screen();
    let why = world.keys("j j i").screen();
    insta::assert_snapshot!(format!("{tree}\n{why}"));
}

#[test]
fn more_or_less_is_believed_and_the_status_line_says_so() {
    let mut world = World::open(&[("总结.txt", SUMMARY)], 100, 20);
    let high = world.keys("2 c").screen();
    let low = world.keys("c j").screen();
    let raw = world.keys("c r j").screen();
    insta::assert_snapshot!([high, low, raw].join("\n"));
    let asked = world.effects.iter().filter(|effect| matches!(effect, Effect::ReadOtherwise(..)));
    assert_eq!(asked.count(), 4);
}
