//! Two pages, and their comparison.

use mulu::app::panes::Focus;

use super::world::World;

const OLD: &str = "年度总结\n\n一、主要成效\n\n全年完成投资120亿元，增长5.2%。新增企业十八家。\n\n二、存在的问题\n\n队伍建设还不够强。\
    创新意识不足。经费保障有缺口。\n\n三、下一步打算\n\n抓好落实。\n";
const NEW: &str = "年度总结\n\n一、主要成效\n\n全年完成投资135亿元，增长6.1%。新增企业二十三家。\n\n二、存在的主要问题\n\n队伍建设仍不够强。\
    经费保障有缺口。数字化程度不高。\n\n三、下一步打算\n\n抓好落实。\n";

fn world(width: u16, height: u16) -> World {
    World::open(&[("2023.txt", OLD), ("2024.txt", NEW)], width, height)
}

#[test]
fn the_same_section_of_last_year_opens_beside_this_years() {
    let mut world = world(130, 16);
    world.keys("2 G k = \\");
    insta::assert_snapshot!(world.screen());
    world.keys("D");
    insta::assert_snapshot!(world.screen());
    world.keys("D");
    assert!(!world.screen().contains("~ "), "{}", world.screen());
}

#[test]
fn narrow_screens_show_them_one_above_the_other_or_by_turns() {
    let mut world = world(64, 20);
    world.keys("2 G k = \\ D");
    insta::assert_snapshot!(world.screen());
    world.resize(50, 12);
    insta::assert_snapshot!(world.screen());
    world.keys("Tab Tab Enter");
    insta::assert_snapshot!(world.screen());
}

#[test]
fn keys_go_round_and_each_page_scrolls_by_itself() {
    let mut world = world(120, 12);
    let focus = |world: &World| (world.state.panes.focus, world.state.beside.as_ref().map(|beside| beside.first));
    world.keys("2 j j \\ j");
    assert_eq!(focus(&world), (Focus::Tree, Some(false)));
    world.keys("Tab");
    assert_eq!(focus(&world), (Focus::Page, Some(false)));
    world.keys("Tab }");
    assert_eq!(focus(&world), (Focus::Page, Some(true)));
    insta::assert_snapshot!(world.screen());
    world.keys("Tab");
    assert_eq!(focus(&world), (Focus::Tree, Some(false)));
    world.keys("Tab Tab Esc");
    assert_eq!(focus(&world), (Focus::Page, None));
    world.keys("D");
    assert!(world.screen().contains("\\ opens a second page"), "{}", world.screen());
    world.keys("Esc g \\");
    assert_eq!(focus(&world), (Focus::Tree, Some(false)));
    world.keys("\\");
    assert_eq!(focus(&world), (Focus::Tree, None));
}

#[test]
fn while_they_are_compared_one_follows_the_other() {
    let part = |year: u32| {
        let line = |at: u32| format!("第{at}项工作在{year}年按期完成，取得明显成效。\n\n");
        (1..=40).filter(|at| at % 7 != year % 7).map(line).collect::<String>()
    };
    let (old, new) = (format!("一、工作\n\n{}", part(2023)), format!("一、工作\n\n{}", part(2024)));
    let mut world = World::open(&[("2023.txt", &old), ("2024.txt", &new)], 120, 16);
    world.keys("w Enter } = \\ D Space Space j");
    insta::assert_snapshot!(world.screen());
}

#[test]
fn a_sentence_that_stands_elsewhere_is_shown_as_moved() {
    let old = "一、工作\n\n经费保障有缺口。队伍建设还不够强。完成投资120亿元。增长较快。\n";
    let new = "一、工作\n\n队伍建设还不够强。完成投资135亿元。增长较快。经费保障有缺口。\n";
    let mut world = World::open(&[("2023.txt", old), ("2024.txt", new)], 120, 12);
    world.keys("w Enter } = \\ D");
    insta::assert_snapshot!(world.screen());
}
