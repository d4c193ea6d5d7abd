//! From result to result: the same section in every report, `n` and `N` after a search, and queries recalled.

use mulu::app::Effect;

use super::world::World;

/// A report of a year with the usual chapters, the second under a title of its own.
fn report(year: u32, problems: &str) -> String {
    format!(
        "# {year}年工作总结\n\n## 一、工作回顾\n\n{year}年的工作。\n\n## 二、{problems}\n\n{year}年的不足。\n\n## 三、下步打算\n\n打算。\n"
    )
}

fn world(width: u16, height: u16) -> World {
    let titles = ["存在的问题", "存在问题及不足", "存在的问题", "主要经验", "存在的主要问题"];
    let reports: Vec<(String, String)> =
        titles.iter().zip(2020..).map(|(title, year)| (format!("{}/总结.md", year), report(year, title))).collect();
    let reports: Vec<(&str, &str)> = reports.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    World::open(&reports, width, height)
}

#[test]
fn the_same_section_of_every_other_report_is_listed_with_its_likeness() {
    insta::assert_snapshot!(world(80, 24).keys("z R j j j j =").screen());
    insta::assert_snapshot!(world(40, 12).keys("z R j j j j =").screen());
}

#[test]
fn a_walk_leads_from_report_to_report_and_says_where_it_is() {
    let mut world = world(80, 16);
    world.keys("z R j j j j = Enter");
    let mut check = |keys: &str, status: &str, text: &str| {
        let screen = world.keys(keys).screen();
        assert!(screen.contains(status) && screen.contains(text), "{keys}\n{screen}");
    };
    check("j k = Esc", "§3/4", "2022年的不足。");
    check("n", "result 2/3", "2021年的不足。");
    check("Tab n", "result 3/3", "2024年的不足。");
    check("n", "result 1/3, round the end", "2022年的不足。");
    check("N", "result 3/3, round the end", "2024年的不足。");
    check("^O", "§3/4", "2022年的不足。");
}

#[test]
fn text_that_is_looked_for_comes_before_results_until_it_is_left() {
    let mut world = world(80, 16);
    world.keys("s 打算 Enter");
    let result = |world: &World| world.screen().contains("result 2/5");
    assert!(!result(&world));
    world.keys("/ 打 Enter n");
    assert!(!result(&world), "{}", world.screen());
    world.keys("Esc n");
    assert!(result(&world), "{}", world.screen());
}

#[test]
fn what_is_no_heading_has_no_sections_like_it_and_without_a_search_there_is_no_way_on() {
    let mut world = world(80, 16);
    assert!(world.keys("=").screen().contains("the cursor is on no heading"));
    assert!(world.keys("n").screen().contains("press / and type what to look for"));
}

#[test]
fn the_last_search_is_resumed_as_it_was_left() {
    let mut world = world(80, 16);
    let left = world.keys("s 问题 ↓ ↓").screen();
    world.keys("Enter j j");
    assert_eq!(world.keys(".").screen(), left);
    world.keys("Esc z R j j j j =");
    let left = world.keys("j").screen();
    world.keys("Enter Tab");
    assert_eq!(world.keys(".").screen(), left);
}

#[test]
fn queries_are_kept_once_they_led_somewhere_and_are_recalled() {
    let mut world = world(80, 16);
    world.keys("s 问题 Enter s 打算 Enter s 经验 Esc s 打算 Enter");
    let kept: Vec<&Effect> = world.effects.iter().filter(|effect| matches!(effect, Effect::KeepQuery(_))).collect();
    assert_eq!(kept, [&Effect::KeepQuery("问题".to_owned()), &Effect::KeepQuery("打算".to_owned())]);
    let mut check = |keys: &str, expected: &str| {
        world.keys(keys);
        assert_eq!(world.state.finder.prompt.text(), expected, "{keys}");
    };
    check("s ↑", "打算");
    check("↑", "问题");
    check("^R", "问题");
    check("^S", "打算");
    check("^S", "");
    check("问 ^R", "问题");
    check("^S", "问");
    // A result further down is left upwards, not the query.
    check("↓ ↑ ↑", "问");
}
