//! The search in the texts of all reports.

use mulu::app::event::{Effect, Event};
use mulu::search::fulltext::Answer;

use super::world::World;

fn world(width: u16, height: u16) -> World {
    let summary = "# 2024年工作总结\n\n## （一）党建工作\n\n抓实党建。\n\n## （二）存在的问题\n\n一些问题长期没有解决，例如资金问题。\n";
    let earlier = "# 2023年工作总结\n\n## 存在问题及不足\n\n人手不足，進度緩慢。\n\n资金到位晚，是突出问题。\n\n## 打算\n\n解决资金问题。\n";
    let long = format!(
        "# Manual\n\n## Installing\n\n{}fund problems (资金问题) are rare.\n",
        "A long line of words. ".repeat(9)
    );
    World::open(&[("总结/2024.md", summary), ("总结/2023.md", earlier), ("manual.md", &long)], width, height)
}

#[test]
fn sections_are_listed_with_the_line_of_the_first_hit() {
    insta::assert_snapshot!(world(80, 24).keys("S 资金 Space 问题").screen());
    insta::assert_snapshot!(world(120, 40).keys("S 问题 ↓").screen());
    insta::assert_snapshot!(world(40, 10).keys("S 问题").screen());
}

#[test]
fn an_empty_prompt_says_what_can_be_typed() {
    insta::assert_snapshot!(world(80, 12).keys("S").screen());
}

#[test]
fn a_regular_expression_that_is_none_says_so_and_keeps_what_was_found() {
    let mut world = world(80, 24);
    let good = world.keys("S ^T 资金|不足").screen();
    let bad = world.keys("( 到").screen();
    let better = world.keys("Backspace Backspace").screen();
    assert_eq!(better, good);
    insta::assert_snapshot!(bad);
}

#[test]
fn what_has_been_found_so_far_is_shown_with_the_progress() {
    let mut world = world(80, 24);
    world.keys("S 问题");
    let Some(Event::TextsFound(_, Answer::Found(pattern, mut batch))) = world.answer_to_texts("资金") else {
        panic!("nothing was found")
    };
    let number = world.state.update(Event::Paste("资金".to_owned()));
    let [Effect::SearchTexts { number, .. }] = number[..] else { panic!("no search: {number:?}") };
    batch.sections.truncate(1);
    batch.tally.complete = false;
    batch.tally.searched = 1;
    world.take(Event::TextsFound(number, Answer::Found(pattern, batch)));
    insta::assert_snapshot!(world.screen());
}

#[test]
fn enter_goes_to_the_hit_and_n_from_hit_to_hit_and_report_to_report() {
    let mut world = world(80, 16);
    let mut screens = vec![world.keys("S 资金 Enter").screen()];
    let said = |world: &World| world.screen().lines().rev().find(|line| line.contains("section ")).map(str::to_owned);
    let mut steps = Vec::new();
    for key in ["n", "n", "n", "n", "N", "N"] {
        steps.push(format!("{key}: {}", said(world.keys(key)).unwrap_or_default()));
    }
    screens.push(steps.join("\n"));
    screens.push(world.keys("n").screen());
    insta::assert_snapshot!(screens.join("\n"));
}

#[test]
fn escape_returns_to_where_one_was_and_to_what_was_looked_for() {
    let mut world = world(80, 16);
    let before = world.keys("G l l Enter / 解决 Enter").screen();
    world.keys("S 资金 ↓ Esc");
    // The message of the search in the report is gone, as after any key.
    let status = |screen: &str| screen.lines().take(15).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(status(&world.screen()), status(&before));
}

#[test]
fn what_is_typed_goes_from_headings_to_texts_and_back() {
    let mut world = world(80, 16);
    let headings = world.keys("s 问题").screen();
    let texts = world.keys("Tab").screen();
    assert!(texts.contains("text> 问题") && texts.contains("place"), "{texts}");
    assert_eq!(world.keys("Tab").screen(), headings);
    let before = world.keys("Esc").screen();
    assert_eq!(world.keys("s Tab Esc").screen(), before);
}

#[test]
fn the_last_search_is_opened_again_and_its_query_recalled() {
    let mut world = world(80, 16);
    let left = world.keys("S 资金 ↓ ↓").screen();
    world.keys("Enter");
    assert_eq!(world.keys(".").screen().lines().take(7).collect::<Vec<_>>(), left.lines().take(7).collect::<Vec<_>>());
    world.keys("Esc s 问题 Enter .");
    assert!(world.screen().contains("headings> 问题"), "{}", world.screen());
    world.keys("Esc S ↑ ↑");
    assert!(world.screen().contains("text> 资金"), "{}", world.screen());
    // Without marks in the page, the walk leads from section to section.
    world.keys("Enter Esc n");
    assert!(world.screen().contains("result 2/4"), "{}", world.screen());
}

#[test]
fn no_query_does_harm() {
    let mut world = world(80, 16);
    let pastes = ["很长".repeat(5_000), "(".repeat(10_000), " ".repeat(10_000), "\u{1b}[31m\u{7}\0".to_owned()];
    for typed in &pastes {
        for keys in ["S", "S ^T"] {
            world.keys(keys);
            world.take(Event::Paste(typed.clone()));
            assert!(!world.screen().contains('\u{1b}'));
            world.keys("↓ Enter Esc Esc");
        }
    }
    for typed in ["x*", "()", "^", "\\b", "$|^", "(?s).*"] {
        world.keys("S ^T");
        world.take(Event::Paste(typed.to_owned()));
        world.keys("Enter n N Esc Esc");
    }
}

#[test]
fn results_follow_a_newer_library() {
    let mut world = world(80, 16);
    world.keys("S 资金");
    let before = world.state.text_search.results.all().len();
    let changed = "# 2023年工作总结\n\n## 打算\n\n没有了。\n".as_bytes();
    world.set_reports(&[("总结/2024.md", "# 年报\n\n资金。\n".as_bytes()), ("总结/2023.md", changed)], true);
    assert_eq!((before, world.state.text_search.results.all().len()), (4, 1));
}
