//! Text found in a long report: what is near is found at once, the rest by and by.

use mulu::app::page::find::{FoundText, Sought};
use mulu::app::{Effect, Event};
use mulu::text::Span;

use super::world::World;

/// A report of several slices with a word in every section.
fn long() -> String {
    let filler = "今年以来各项工作平稳有序推进。\n\n".repeat(3000);
    (1..=12).map(|number| format!("## 第{number}节\n\n审计意见。\n\n{filler}")).collect()
}

/// What is to be looked through, with the number of the search.
fn asked(world: &World) -> Option<(u64, Span, String)> {
    world.effects.iter().rev().find_map(|effect| match effect {
        Effect::FindText { number, looked, sought: Sought::Text(query) } => Some((*number, looked.span, query.clone())),
        _ => None,
    })
}

/// Looks through the rest.
fn answer(world: &mut World, number: u64, looked: Span, query: &str) {
    let text = world.state.page.document().unwrap().text.clone();
    let all = text.match_indices(query).map(|(at, found)| Span::new(at..at + found.len()));
    let (rest, others): (Vec<Span>, Vec<Span>) = all.partition(|span| span.end <= looked.start);
    let ahead: Vec<Span> = others.into_iter().filter(|span| span.start >= looked.end).collect();
    assert!(!ahead.is_empty() && !rest.is_empty());
    world.take(Event::TextFound(number, FoundText::Ahead(ahead)));
    world.take(Event::TextFound(number, FoundText::Rest(rest)));
}

#[test]
fn the_count_has_a_plus_until_all_is_known() {
    let text = format!("# 报告\n\n{}", long());
    let mut world = World::open(&[("a.md", &text)], 80, 16);
    let near = world.keys("Enter 6 } / 审计").screen();
    assert!(near.contains("1/4+"), "{near}");
    let (number, looked, query) = asked(&world).unwrap();
    assert_eq!(query, "审计");
    let accepted = world.keys("Enter").screen();
    // Behind the last one that is known, it is waited for.
    let waiting = world.keys("21 n").screen();
    answer(&mut world, number, looked, "审计");
    let complete = world.screen();
    // Where all places of a text are known, a longer one needs no further look.
    world.keys("/ 审");
    let (number, looked, query) = asked(&world).unwrap();
    assert_eq!(query, "审");
    answer(&mut world, number, looked, "审");
    let effects = world.effects.len();
    let narrowed = world.keys("计意 Enter").screen();
    assert!(!world.effects[effects..].iter().any(|effect| matches!(effect, Effect::FindText { .. })));
    insta::assert_snapshot!([near, accepted, waiting, complete, narrowed].join("\n"));
}

#[test]
fn what_is_typed_is_counted_with_every_letter() {
    let text = "# 年报\n\n审计意见。\n\n审计报告。\n\n意见。\n";
    let mut world = World::open(&[("a.md", text)], 80, 12);
    let mut check = |keys: &str, expected: &str| {
        let screen = world.keys(keys).screen();
        let status = screen.lines().nth(11).unwrap().to_owned();
        assert!(status.split_whitespace().any(|word| word == expected), "{keys}: {status}");
    };
    check("Enter j / 审", "1/2");
    check("计", "1/2");
    check("报", "1/1");
    check("x", "0/0");
    check("Backspace Backspace Backspace Backspace 意见", "1/2");
    check("Enter / 意见", "1/2");
    world.keys("Esc Esc");
    assert!(!world.screen().contains("1/2"), "{}", world.screen());
}
