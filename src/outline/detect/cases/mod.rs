//! Texts and their outlines, as data. A rule has a table of its own where it is implemented; here the rules meet.

mod books;
mod chinese;
mod english;
mod kinds;
mod offices;
mod pages;
mod properties;
mod traps;

use super::{Belief, detect};
use crate::text::Part;

/// The outline of a text: a line for each heading, two spaces for each level below the first.
fn outline(text: &str) -> String {
    let headings = detect(text, &[], Belief::default()).headings;
    let lines = headings.iter().map(|heading| {
        let title: Vec<&str> = text.span(heading.span).split_whitespace().collect();
        format!("{}{}", "  ".repeat(usize::from(heading.level) - 1), title.join(" "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Checks the outline of a text.
fn check(text: &str, expected: &str) {
    assert_eq!(outline(text), expected);
}
