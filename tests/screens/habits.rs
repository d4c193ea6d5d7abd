//! What hands that know vim, less and fzf expect.

use mulu::app::Effect;

use super::world::World;

/// A plain text of so many numbered chapters, each with so many paragraphs.
fn chapters(count: usize, paragraphs: usize) -> String {
    let body =
        "我们认真落实各项任务，取得了扎实的成效，各项指标都好于预期，群众的满意度有所提高。\n\n".repeat(paragraphs);
    (1..=count).map(|number| format!("第{number}章 工作{number}\n\n{body}")).collect()
}

fn world() -> World {
    World::open(&[("甲.txt", &chapters(5, 6)), ("乙.txt", &chapters(3, 2))], 80, 14)
}

#[test]
fn control_c_quits_from_the_help_page_too_and_q_only_leaves_it() {
    let mut world = world();
    world.keys("? q");
    assert!(world.state.front.sheet.is_none() && !world.effects.contains(&Effect::Quit));
    world.keys("? ^C");
    assert_eq!(world.effects.last(), Some(&Effect::Quit));
}

#[test]
fn escape_takes_back_a_count_or_half_a_command_and_nothing_else() {
    for half in ["3", "z", "m"] {
        let mut world = world();
        let before = world.keys("Enter j").screen();
        assert_eq!(world.keys(half).keys("Esc").screen(), before, "{half}");
        assert_ne!(world.keys("Esc").screen(), before);
    }
}

/// Chapters in which the last word of the body stands once each.
fn with_words(words: &[&str]) -> String {
    words
        .iter()
        .enumerate()
        .map(|(at, word)| format!("{}{word}。\n\n", chapters(1, 4).replace('1', &(at + 1).to_string())))
        .collect()
}

/// The number of the match that was gone to last, among those of its report.
fn matched(world: &World) -> Option<usize> {
    let page = &world.state.page;
    page.find.matches().iter().position(|found| page.matched() == Some(*found))
}

#[test]
fn text_is_gone_to_while_it_is_typed_and_escape_returns() {
    let text = with_words(&["甲乙", "甲丙", "甲丁"]);
    let mut world = World::open(&[("甲.txt", &text)], 80, 14);
    let before = world.keys("Enter j j j").screen();
    world.keys("/ 甲");
    assert_eq!(matched(&world), Some(0));
    world.keys("丙");
    assert!(world.screen().contains("甲丙"));
    world.keys("Backspace");
    assert_eq!(matched(&world), Some(0));
    assert_eq!(world.keys("Esc").screen(), before);
    world.keys("/ 甲丁 Enter / 乙 Esc");
    assert_eq!(world.state.page.find.query(), "甲丁");
    let found = world.keys("/ Backspace").screen();
    assert!(found.contains("甲丁"), "{found}");
    assert!(world.state.page.find.prompt.is_none());
}

#[test]
fn n_goes_on_from_the_match_or_from_what_is_read() {
    let text = with_words(&["甲", "甲", "甲", "甲"]);
    let mut world = World::open(&[("甲.txt", &text)], 80, 14);
    let mut check = |keys: &str, expected: usize| {
        world.keys(keys);
        assert_eq!(matched(&world), Some(expected), "{keys}");
    };
    check("Enter / 甲 Enter", 0);
    check("n", 1);
    check("/ Enter", 2);
    check("2 N", 0);
    check("g n", 0);
    check("G N", 2);
    check("2 n", 0);
}

#[test]
fn what_is_looked_for_is_found_in_the_next_report_too() {
    let text = with_words(&["甲", "乙"]);
    let mut world = World::open(&[("1.txt", &text), ("2.txt", &text)], 80, 14);
    world.keys("Enter / 乙 Enter Tab j Enter n");
    assert_eq!(matched(&world), Some(0));
    assert!(world.screen().contains("2.txt"));
}

#[test]
fn a_report_that_was_read_before_is_read_again_after_all_have_changed() {
    let mut world = World::open(&[("1.txt", "一、旧\n\n旧文。\n"), ("2.txt", "二\n")], 80, 14);
    world.keys("j k j");
    let reports: [(&str, &[u8]); 2] = [("1.txt", "一、新\n\n新文。\n".as_bytes()), ("2.txt", b"x\n")];
    world.set_reports(&reports, true);
    let shown = world.keys("k").screen();
    assert!(shown.contains("新文。"), "{shown}");
}

#[test]
fn moving_the_cursor_in_the_query_keeps_the_chosen_result() {
    let mut world = world();
    world.keys("s 工作 ↓ ↓");
    let chosen = world.state.finder.results.selected();
    world.keys("← Home End");
    assert_eq!((chosen, world.state.finder.results.selected()), (2, 2));
}

#[test]
fn a_prompt_and_a_message_have_room_on_a_narrow_screen() {
    let mut world = World::open(&[("甲.txt", &chapters(5, 6))], 40, 10);
    let reports: [(&str, &[u8]); 1] = [("甲.txt", "一、甲\n\n文。\n".as_bytes())];
    world.set_reports(&reports, false);
    let last = |world: &World| world.screen().lines().nth(9).unwrap_or_default().to_owned();
    assert!(last(&world).contains("reading: 1 report, "), "{}", last(&world));
    world.keys("Enter / something Space long Space to Space find");
    assert!(last(&world).starts_with("/something long to find"), "{}", last(&world));
    world.keys("Esc ' x");
    assert!(last(&world).starts_with("no place is marked x: mx marks one"), "{}", last(&world));
}

#[test]
fn the_help_page_fills_a_screen_that_grows() {
    let mut world = world();
    world.keys("? G").resize(80, 40);
    let rows: Vec<String> = world.screen().lines().take(39).map(str::to_owned).collect();
    assert!(rows.last().is_some_and(|row| !row.trim().is_empty()), "{rows:#?}");
}

#[test]
fn what_is_deep_inside_has_room_for_its_name() {
    let path = format!("{}深层.txt", "文件夹/".repeat(30));
    for width in [40, 60, 80] {
        let mut world = World::open(&[(&path, "")], width, 40);
        let shown = world.keys("G < < <").screen();
        assert!(shown.contains("· 深层"), "{width}:\n{shown}");
    }
}

#[test]
fn an_empty_report_says_so() {
    assert!(World::open(&[("空.txt", "")], 80, 14).screen().contains("There is no text in this report."));
}
