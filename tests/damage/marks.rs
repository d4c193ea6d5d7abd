//! Texts of nothing but what headings begin with: what is kept of each number is bounded, so that no text takes more
//! memory than a small multiple of its length.
//!
//! The normal run reads short texts; the long one 64 MB of each, which must keep to the memory that any file may take.

use std::path::Path;

use super::{alone, faults, long_run};

/// What is repeated, the costliest first.
const MARKS: &[&str] = &[
    "1. ",
    "1.\n",
    "I. A\n",
    "附件\n",
    "第一章 ",
    "\u{c}1\n",
    "1. a ",
    "1. a\n",
    "1.1 a\n",
    "1.1.1.1.1 ",
    "(1)",
    "① ",
    "a) b) c) ",
    "a) a\n",
    "i. ",
    "Q1. a\n",
    "一、",
    "一、甲\n",
    "（一）a",
    "第一条\n",
    "篇一 ",
    "A B\n\n",
    "甲\n",
    "1. A\na) b\n一、甲\n",
];
/// So many of them are repeated in the normal run.
const COSTLIEST: usize = 6;

/// How long the texts are, in bytes: in the normal run, and in the long one.
const SHORT: usize = 1 << 20;
const LONG: usize = 1 << 26;
/// The most bytes of memory that a short text takes for each of its own; a long one takes less.
const MOST: u64 = 32;

/// The memory that reading a text takes beside that of an empty one, in KB.
fn memory(text: &str) -> Result<u64, String> {
    let read = |text: &str| alone::read(Path::new("marks.txt"), text.as_bytes());
    Ok(read(text)?.memory.saturating_sub(read("")?.memory))
}

#[test]
fn texts_of_marks_take_a_small_multiple_of_their_length() {
    let (count, length) = if long_run().is_some() { (MARKS.len(), LONG) } else { (COSTLIEST, SHORT) };
    let found = faults(count, |at| {
        let what = MARKS[at];
        let text = what.repeat(length / what.len());
        match memory(&text) {
            Ok(memory) if memory << 10 <= MOST * text.len() as u64 => None,
            Ok(memory) => Some(format!("{what:?} takes {memory} KB")),
            Err(fault) => Some(format!("{what:?}: {fault}")),
        }
    });
    assert!(found.is_empty(), "{found:#?}");
}
