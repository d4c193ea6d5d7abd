//! Links: letters on them, and where they lead.

use mulu::app::Effect;
use mulu::app::input::key::{Mouse, MouseAction};

use super::world::World;

const REPORT: &str = "# 档案工作报告\n\n## 第一章 总则\n\n办法见第三章，数据见[附表](附/表.md#二、数据)，法规见[网站](https://a.example/b)。依照《档案法》第三章办理[^1]。\n\n写信给<a@b.example>，或看[不在这里的](../别处.md)。\n\n[^1]: 注释在此。\n\n## 第二章 现状\n\n现状一段。\n\n## 第三章 办法\n\n办法一段，回到[开头](#第一章-总则)。\n";
const TABLE: &str = "# 附表\n\n## 一、说明\n\n说明。\n\n## 二、数据\n\n数据一段。\n";

fn world() -> World {
    World::open(&[("报告.md", REPORT), ("附/表.md", TABLE)], 80, 24)
}

#[test]
fn letters_stand_on_all_links_of_the_page() {
    let mut world = world();
    let before = world.keys("G Enter").screen();
    let hinted = world.keys("f").screen();
    let left = world.keys("Esc").screen();
    assert_eq!(before, left);
    insta::assert_snapshot!([before, hinted].join("\n"));
}

#[test]
fn a_letter_follows_its_link_and_the_way_leads_back() {
    let mut world = world();
    let there = world.keys("G Enter f a").screen();
    let back = world.keys("^O").screen();
    let other = world.keys("f s").screen();
    insta::assert_snapshot!([there, back, other].join("\n"));
}

#[test]
fn addresses_are_shown_and_copied_and_opened_only_when_asked() {
    let check = |keys: &str, expected: &[Effect], says: &str| {
        let mut world = world();
        world.keys("G Enter");
        world.effects.clear();
        world.keys(keys);
        assert_eq!(world.effects, expected, "{keys}");
        let screen = world.screen();
        assert!(screen.contains(says), "{keys}: {screen}");
    };
    let address = || "https://a.example/b".to_owned();
    check("f d", &[Effect::Copy(address())], "copied https://a.example/b");
    check("F d", &[Effect::Open(address())], "opening https://a.example/b");
    check("F D", &[Effect::Open(address())], "opening https://a.example/b");
    check("f g", &[Effect::Copy("mailto:a@b.example".to_owned())], "copied mailto:a@b.example");
    check("f h", &[], "not among these reports: ../别处.md");
    check("f z", &[], "no link has these letters");
    let mut world = world();
    let screen = world.keys("G Enter f s f").screen();
    assert!(screen.contains("there is no link on this page"), "{screen}");
}

#[test]
fn addresses_that_stand_in_a_text_are_links() {
    let text = "一、概况\n\n详见https://a.example/b。\n\n二、联系\n\nSee <http://c.example/d>.\n";
    let mut world = World::open(&[("a.txt", text)], 80, 14);
    world.keys("Enter f s");
    assert_eq!(world.effects.last(), Some(&Effect::Copy("http://c.example/d".to_owned())));
    insta::assert_snapshot!(world.keys("f").screen());
}

#[test]
fn a_click_follows_a_link_where_the_page_has_the_keys() {
    let mut world = world();
    world.keys("G Enter");
    let before = world.state.page.place();
    let screen = world.screen();
    let row = screen.lines().position(|line| line.contains("办法见第三章")).unwrap();
    let line = screen.lines().nth(row).unwrap();
    let column = line
        .split("第三章")
        .next()
        .unwrap()
        .chars()
        .map(|c| if c.is_ascii() || "│┃".contains(c) { 1 } else { 2 })
        .sum::<u16>();
    let press = |column| Mouse { action: MouseAction::Press, column, row: u16::try_from(row).unwrap() };
    let release = |column| Mouse { action: MouseAction::Release, ..press(column) };
    world.mouse(press(column - 1)).mouse(release(column - 1));
    assert_eq!(world.state.page.place(), before);
    world.mouse(press(column + 1));
    assert_eq!(world.state.page.place(), before, "it may yet become a selection");
    world.mouse(release(column + 1));
    assert_ne!(world.state.page.place(), before);
}
