//! Text found in a long report: what is near is found at once, the rest by and by.

use mulu::app::find::FoundText;
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
        Effect::FindText { number, looked, query } => Some((*number, looked.span, query.clone())),
        _ => None,
    })
}

#[test]
fn the_count_has_a_plus_until_all_is_known() {
    let text = format!("# 报告\n\n{}", long());
    let mut world = World::open(&[("a.md", &text)], 80, 16);
    let near = world.keys("Enter 6 } / 审计").screen();
    let (number, looked, query) = asked(&world).unwrap();
    assert_eq!(query, "审计");
    let accepted = world.keys("Enter").screen();
    // Behind the last one that is known, it is waited for.
    let waiting = world.keys("20 n").screen();
    let document = world.state.page.document().unwrap();
    let moved = document.text.match_indices("审计").map(|(at, found)| Span::new(at..at + found.len()));
    let all_here: Vec<Span> = moved.collect();
    assert_eq!(all_here.len(), 12);
    let part =
        |wanted: &dyn Fn(&Span) -> bool| all_here.iter().copied().filter(|span| wanted(span)).collect::<Vec<_>>();
    world.take(Event::TextFound(number, FoundText::Ahead(part(&|span| span.start >= looked.end))));
    world.take(Event::TextFound(number, FoundText::Rest(part(&|span| span.end <= looked.start))));
    let complete = world.screen();
    // A longer text needs no further look.
    let effects = world.effects.len();
    let narrowed = world.keys("/ 审计意 Enter").screen();
    assert!(world.effects[effects..].iter().any(|effect| matches!(effect, Effect::FindText { .. })));
    insta::assert_snapshot!([near, accepted, waiting, complete, narrowed].join("\n"));
}
