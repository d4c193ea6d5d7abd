//! Tables that are longer than the page: their head stays in sight.

use mulu::text::Part;

use super::world::World;

/// A report with a table of so many rows between two paragraphs.
fn table(rows: usize) -> String {
    let row = |number: usize| format!("| {number}号泵站 | 运行{number}次 |\n");
    let body: String = (1..=rows).map(row).collect();
    let text = |word: &str| -> String { (1..=12).map(|number| format!("{word}{number}。\n\n")).collect() };
    format!("# 台账\n\n{}| 名称 | 次数 |\n| --- | --- |\n{body}\n{}", text("前文"), text("后文"))
}

/// The lines of the page, without the ruler.
fn page(world: &World) -> Vec<String> {
    let height = usize::from(world.state.areas().page.height);
    let bare = |line: &str| line.trim_end_matches(['│', '┥', '┤', '█', '━']).trim().to_owned();
    world.screen().lines().skip(1).take(height).map(bare).collect()
}

fn world(rows: usize) -> World {
    let mut world = World::open(&[("a.md", &table(rows))], 60, 14);
    world.keys("Enter w");
    world
}

#[test]
fn the_head_of_a_table_stays_while_its_rows_are_scrolled_past() {
    let mut world = world(40);
    let pages: Vec<String> = (0..4).map(|_| world.keys("Space").screen()).collect();
    insta::assert_snapshot!(pages.join("\n"));
}

#[test]
fn a_line_is_scrolled_at_a_time_also_where_the_head_appears_and_goes() {
    let mut world = world(30);
    let mut last = page(&world);
    let mut with_head = 0;
    for _ in 0..75 {
        let now = {
            world.keys("j");
            page(&world)
        };
        // All lines that are not covered move up by one.
        for (row, line) in now.iter().enumerate().filter(|(_, line)| line.contains("号泵站") || line.contains("文"))
        {
            let before = last.get(row + 1).filter(|before| !before.is_empty() && row > 1);
            assert!(before.is_none_or(|before| before == line), "{row}\n{last:#?}\n{now:#?}");
        }
        with_head += usize::from(now[0].contains("名称"));
        last = now;
    }
    // It goes when only the last two rows are left, which it would cover.
    assert_eq!(with_head, 30, "{last:#?}");
}

#[test]
fn pages_of_a_table_miss_no_row() {
    let mut world = world(100);
    let mut seen = page(&world);
    for _ in 0..20 {
        world.keys("Space");
        seen.extend(page(&world));
    }
    let shows = |lines: &[String], number: usize| {
        lines.iter().any(|line| line.split(' ').any(|word| word == format!("{number}号泵站")))
    };
    let missing: Vec<usize> = (1..=100).filter(|&number| !shows(&seen, number)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let mut seen = page(&world);
    for _ in 0..20 {
        world.keys("b");
        seen.extend(page(&world));
    }
    let missing: Vec<usize> = (1..=100).filter(|&number| !shows(&seen, number)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn what_is_found_in_a_table_is_not_covered() {
    let mut world = world(60);
    let found = world.keys("/ 40号泵站 Enter").screen();
    assert!(found.contains("40号泵站") && found.contains("名称"), "{found}");
    // Upwards, too: the match is the first line below the head, or further down.
    world.keys("G");
    let back = world.keys("/ 3号泵站 Enter").screen();
    assert!(page(&world).iter().any(|line| line.starts_with("3号泵站")), "{back}");
    for step in 0..30 {
        world.keys("k");
        let first = world.state.page.place().unwrap().offset;
        world.resize(60 - step % 2, 14);
        assert_eq!(world.state.page.place().unwrap().offset, first);
        let text = &world.state.page.document().unwrap().text;
        let text = text.part(first as usize..text.len() as usize);
        let word = text.split(['\t', '\n', '。']).next().unwrap();
        assert!(page(&world).iter().any(|line| line.contains(word)), "{word}: {:#?}", page(&world));
    }
}

#[test]
fn a_head_that_takes_too_much_of_the_page_does_not_stay() {
    let long = "很长的列名".repeat(20);
    let rows: String = (1..40).map(|number| format!("| {number} | x |\n")).collect();
    let text = format!("| {long} | {long} |\n| --- | --- |\n{rows}");
    let mut world = World::open(&[("a.md", &text)], 60, 14);
    world.keys("Enter w 3 Space");
    assert!(!page(&world).concat().contains("列名"), "{:#?}", page(&world));
}
