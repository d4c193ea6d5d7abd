//! How the page is set: every kind of block at three sizes, lines that were cut, wide tables, ambiguous widths.

use mulu::app::Event;
use mulu::text::width::Ambiguous;

use super::world::World;

const ALL: &str = include_str!("setting.md");

const CUT: &str = "Report on the Harbour Lamps\n\n1. Introduction\n\n\
    The harbour office has asked for a list of all lamps that were\nreplaced during the last year, with the date of each and the name\n\
    of whoever did it. The list is due on Friday, and it is to be sent\nto the office on the quay, as the rules demand of all the inter-\n\
    national harbours of this size.\n\n2. Method\n\n\
    Please look at the log and not at the orders, since not all lamps\nthat were ordered have been put in. A lamp that was only cleaned\n\
    does not count.\n\n  - one lamp on the western pier that was replaced twice in the\n    same winter\n  - two lamps\n\n\
    \x20  pier        lamps    glass\n   west           12        3\n   east            7        4\n\n\
    The lamp is lit upon the hill,\nThe sea below is dark and still.\n\nYours\nThe Keeper\n";

#[test]
fn every_kind_of_block_is_set_at_every_size() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut world = World::open(&[("年度总结.md", ALL)], width, height);
        let mut pages = vec![world.keys("Enter").screen()];
        for _ in 0..(100 / height) {
            pages.push(world.keys("Space").screen());
        }
        insta::assert_snapshot!(format!("blocks_{width}x{height}"), pages.join("\n"));
    }
}

#[test]
fn lines_that_were_cut_are_joined_until_they_are_asked_for() {
    let mut world = World::open(&[("lamps.txt", CUT)], 80, 40);
    let joined = world.keys("Enter w").screen();
    let as_they_are = world.keys("z j").screen();
    insta::assert_snapshot!(format!("{joined}\n{as_they_are}"));
    assert_eq!(world.keys("z j ^L").screen(), joined);
}

#[test]
fn chinese_is_stretched_to_both_edges_where_that_is_wished() {
    let mut world = World::open(&[("年度总结.md", ALL)], 80, 24);
    insta::assert_snapshot!(world.keys("Enter w z b").screen());
}

#[test]
fn wide_tables_are_scrolled_sideways_behind_their_first_column() {
    let months: String = (1..=12).map(|month| format!(" {month}月份金额 |")).collect();
    let row = |name: &str| format!("| {name} |{}\n", " 1,234 |".repeat(12));
    let table = format!("# 报表\n\n| 项目 |{months}\n|{}\n{}{}", " --- |".repeat(13), row("会议"), row("培训"));
    let mut world = World::open(&[("a.md", &table)], 80, 12);
    let first = world.keys("Enter w").screen();
    let middle = world.keys("3 z l").screen();
    let last = world.keys("9 z l 9 z l").screen();
    let none = World::open(&[("a.md", "# A\n")], 80, 12).keys("Enter z l").screen();
    insta::assert_snapshot!([first, middle, last, none].join("\n"));
    assert_eq!(world.keys("9 z h 9 z h ^L").screen().lines().nth(4), world.keys("^L").screen().lines().nth(4));
}

#[test]
fn ambiguous_characters_take_two_columns_where_the_terminal_draws_them_so() {
    let mut world = World::open(&[("年度总结.md", ALL)], 80, 24);
    world.take(Event::Ambiguous(Ambiguous::Wide));
    let page = world.keys("Enter").screen();
    let end = world.keys("G").screen();
    insta::assert_snapshot!(format!("{page}\n{end}"));
}

#[test]
fn what_is_read_stays_in_its_row_when_the_page_is_set_anew() {
    let text = format!("# 报告\n\n{}", "今年以来，各项工作取得了新的进展，群众满意。".repeat(60));
    let mut world = World::open(&[("a.md", &text)], 120, 24);
    world.keys("Enter w 9 j");
    let offset = world.state.page.place().unwrap().offset;
    for step in ["resize", "z b", "z j", "z j"] {
        if step == "resize" {
            world.resize(70, 30)
        } else {
            world.keys(step)
        };
        let first = world.state.page.view().first().unwrap();
        assert!(first.span.contains(offset), "{step}: {offset} in {first:?}");
        assert_eq!(world.state.page.place().unwrap().offset, offset);
    }
    world.resize(120, 24);
    assert_eq!(world.state.page.view().first().unwrap().span.start, offset);
}

#[test]
fn a_jump_puts_the_heading_into_the_first_row_wherever_text_wraps() {
    let section = |number: usize| {
        format!("## {number}. 工作{number}\n\n{}\n\n", "今年以来，工作取得了新的进展。".repeat(number % 9 + 1))
    };
    let text: String = (1..40).map(section).collect();
    for width in [40, 61, 80, 133] {
        let mut world = World::open(&[("a.md", &text)], width, 20);
        world.keys("Enter");
        for number in 1..39 {
            let screen = world.keys("}").screen();
            assert!(screen.lines().nth(1).unwrap().contains(&format!("{number}. 工作{number}")), "{width}:\n{screen}");
        }
    }
}
