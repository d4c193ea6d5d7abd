use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::text::Part;

/// A comparison as text: `=` the same, `~` changed with `[-old-]{+new+}`, `-` removed, `+` added.
fn shown(old: &str, new: &str) -> Vec<String> {
    let aligned = compare(&Sentences::of(old), &Sentences::of(new), None);
    let show = |aligned: &Aligned| match aligned {
        Aligned::Same { old: span, .. } => format!("={}", old.span(*span)),
        Aligned::MovedAway { old: span, new: to } => format!("<{} ={}", old.span(*span), new.span(*to)),
        Aligned::MovedHere { new: span, old: from } => format!(">{} ={}", new.span(*span), old.span(*from)),
        Aligned::Removed(span) => format!("-{}", old.span(*span)),
        Aligned::Added(span) => format!("+{}", new.span(*span)),
        Aligned::Changed { new: span, words, .. } => {
            let mut line = "~".to_owned();
            let mut at = span.start;
            for run in words {
                line.push_str(new.span(Span { start: at, end: run.new.start }));
                line.push_str(&format!("[{}/{}]", old.span(run.old), new.span(run.new)));
                at = run.new.end;
            }
            line + new.span(Span { start: at, end: span.end })
        }
    };
    aligned.iter().map(show).collect()
}

#[test]
fn two_years_are_laid_against_each_other() {
    let check = |old: &str, new: &str, expected: &[&str]| assert_eq!(shown(old, new), expected, "{old:?} {new:?}");
    check("", "", &[]);
    check("甲。", "", &["-甲。"]);
    check("", "甲。", &["+甲。"]);
    check("甲。乙。", "甲。乙。", &["=甲。", "=乙。"]);
    check("甲。\n乙。", "甲。乙。", &["=甲。", "=乙。"]);
    check(
        "一、存在的问题\n全年完成投资120亿元。队伍不强。\n",
        "二、存在的问题\n全年完成投资135亿元。创新不够。队伍不强。\n",
        &["~[一/二]、存在的问题", "~全年完成投资[120/135]亿元。", "+创新不够。", "=队伍不强。"],
    );
    check(
        "The board met four times. It approved the budget. Fees stayed as they were.",
        "The board met five times. Fees stayed as they were. A new pier was opened.",
        &[
            "~The board met [four/five] times.",
            "-It approved the budget.",
            "=Fees stayed as they were.",
            "+A new pier was opened.",
        ],
    );
    check("甲好。乙好。丙好。", "丙好。甲好。乙好。", &["+丙好。", "=甲好。", "=乙好。", "-丙好。"]);
    check(
        "加强队伍建设。甲好。乙好。丙好。",
        "甲好。乙好。加强 队伍建设。丙好。加强队伍建设。",
        &[
            "<加强队伍建设。 =加强 队伍建设。",
            "=甲好。",
            "=乙好。",
            ">加强 队伍建设。 =加强队伍建设。",
            "=丙好。",
            "+加强队伍建设。",
        ],
    );
    // What moved is none that was changed.
    check(
        "第一件事办好了。第二件事办好了。丙好。丁好。",
        "第三件事办好了。丙好。丁好。第一件事办好了。",
        &[
            "<第一件事办好了。 =第一件事办好了。",
            "~第[二/三]件事办好了。",
            "=丙好。",
            "=丁好。",
            ">第一件事办好了。 =第一件事办好了。",
        ],
    );
    check("100% 。", "100%。", &["=100% 。"]);
    check("同上。同上。同上。", "同上。同上。", &["=同上。", "=同上。", "-同上。"]);
}

#[test]
fn long_texts_end_by_the_deadline() {
    let sentences =
        |order: &dyn Fn(u32) -> u32| (0..8_000).map(|at| format!("第{}件事办好了。", order(at))).collect::<String>();
    let (old, new) = (sentences(&|at| at), sentences(&|at| at.wrapping_mul(7919) % 8_000));
    let one = "的".repeat(60_000);
    let other = "了的".repeat(30_000);
    for (old, new) in [(old.as_str(), new.as_str()), (&one, &other)] {
        let started = Instant::now();
        let aligned = compare(&Sentences::of(old), &Sentences::of(new), Some(started + Duration::from_millis(50)));
        assert!(!aligned.is_empty());
        assert_eq!(rejoined(old, &aligned, Aligned::in_old), squeezed(old));
        assert_eq!(rejoined(new, &aligned, Aligned::in_new), squeezed(new));
    }
}

/// All sentences of one side, without white space.
fn rejoined(text: &str, aligned: &[Aligned], side: fn(&Aligned) -> Option<Span>) -> String {
    squeezed(&aligned.iter().filter_map(side).map(|span| text.span(span)).collect::<String>())
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The old sentence with its differences put in.
fn applied(old: &str, span: Span, words: &[Replaced], new: &str) -> String {
    let mut applied = String::new();
    let mut at = span.start;
    for run in words {
        applied.push_str(old.span(Span { start: at, end: run.old.start }));
        applied.push_str(new.span(run.new));
        at = run.old.end;
    }
    applied + old.span(Span { start: at, end: span.end })
}

proptest! {
    #[test]
    fn each_side_is_whole_and_what_is_said_to_be_the_same_is(
        old in "[甲乙丙一二1-3ab。；. \n！,%]{0,80}",
        new in "[甲乙丙一二1-3ab。；. \n！,%]{0,80}",
    ) {
        let aligned = compare(&Sentences::of(&old), &Sentences::of(&new), None);
        prop_assert_eq!(rejoined(&old, &aligned, Aligned::in_old), squeezed(&old));
        prop_assert_eq!(rejoined(&new, &aligned, Aligned::in_new), squeezed(&new));
        for one in &aligned {
            match one {
                Aligned::Same { old: before, new: after } => {
                    prop_assert_eq!(squeezed(old.span(*before)), squeezed(new.span(*after)));
                }
                Aligned::Changed { old: before, new: after, words } => {
                    prop_assert!(!words.is_empty());
                    prop_assert_eq!(squeezed(&applied(&old, *before, words, &new)), squeezed(new.span(*after)));
                }
                Aligned::MovedAway { old: before, new: after } | Aligned::MovedHere { old: before, new: after } => {
                    prop_assert_eq!(squeezed(old.span(*before)), squeezed(new.span(*after)));
                }
                Aligned::Removed(span) | Aligned::Added(span) => prop_assert!(!span.is_empty()),
            }
        }
        let away = aligned.iter().filter(|one| matches!(one, Aligned::MovedAway { .. })).count();
        let here = aligned.iter().filter(|one| matches!(one, Aligned::MovedHere { .. })).count();
        prop_assert_eq!(away, here);
        let same = compare(&Sentences::of(&old), &Sentences::of(&old), None);
        prop_assert!(same.iter().all(Aligned::is_same));
    }
}
