//! One manual in six formats has one outline.
//!
//! `tests/makers/manual.py` makes the files of `sample-data/设备手册` from one source. Outlines agree as far as their
//! headings have the same title below the same parent; titles are compared without their numbers and white space, and
//! a title of the whole on top is no heading.

use std::fs;
use std::path::Path;

use mulu::formats::{self, Options};
use mulu::outline::Document;
use mulu::text::Part;

const ENDINGS: [&str; 6] = ["txt", "html", "epub", "docx", "odt", "pdf"];
/// The least share of headings that two outlines must have in common.
const LEAST: f64 = 0.97;

fn words(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// The headings: each with its parent's title.
fn headings(document: &Document) -> Vec<(String, String)> {
    let outline = &document.outline;
    let is_title = |top: u32| document.title.as_deref().is_some_and(|title| words(title) == words(outline.title(top)));
    let top = usize::from(outline.lone_top().is_some_and(is_title));
    let mut path: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for (at, heading) in (0..).zip(outline.headings()).skip(top) {
        let title = outline.title(at);
        let title = words(title.part(outline.number(at).len()..title.len()));
        path.truncate(usize::from(heading.depth) - top);
        found.push((title.clone(), path.last().cloned().unwrap_or_default()));
        path.push(title);
    }
    found
}

/// The share of headings that two outlines have in common, each counted once.
fn agreement(first: &[(String, String)], second: &[(String, String)]) -> f64 {
    let mut rest = second.to_vec();
    let common = first.iter().filter(|heading| {
        let place = rest.iter().position(|other| other == *heading);
        place.map(|place| rest.swap_remove(place)).is_some()
    });
    (2 * common.count()) as f64 / (first.len() + second.len()).max(1) as f64
}

#[test]
fn one_manual_has_one_outline_in_all_formats() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/设备手册");
    let read = |ending: &&str| {
        let path = folder.join("排涝泵站运行维护手册").with_extension(ending);
        headings(&formats::read(&path, fs::read(&path).unwrap(), &Options::default()))
    };
    let outlines: Vec<_> = ENDINGS.iter().map(read).collect();
    for (at, first) in outlines.iter().enumerate() {
        assert_eq!(first.len(), 18, "{}: {first:#?}", ENDINGS[at]);
        for (to, second) in outlines.iter().enumerate().skip(at + 1) {
            let share = agreement(first, second);
            let names = (ENDINGS[at], ENDINGS[to]);
            assert!(share >= LEAST, "{names:?} agree by {share:.3}: {first:#?} {second:#?}");
        }
    }
}

#[test]
fn outlines_agree_by_title_and_parent() {
    let check = |first: &[(&str, &str)], second: &[(&str, &str)], expected: f64| {
        let owned = |all: &[(&str, &str)]| -> Vec<(String, String)> {
            all.iter().map(|(title, parent)| ((*title).to_owned(), (*parent).to_owned())).collect()
        };
        assert!((agreement(&owned(first), &owned(second)) - expected).abs() < 1e-9, "{first:?} {second:?}");
    };
    check(&[("a", ""), ("b", "a")], &[("a", ""), ("b", "a")], 1.0);
    check(&[("a", ""), ("b", "a")], &[("a", ""), ("b", "")], 0.5);
    check(&[("a", ""), ("a", "")], &[("a", "")], 2.0 / 3.0);
}
