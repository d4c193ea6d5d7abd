//! A table of contents inside of a line: where line ends were lost, its entries are marks close to each other, each of
//! which comes again further on with the same words.

use foldhash::HashMap;
use std::ops::Range;

use crate::outline::number::{Path, Scheme};
use crate::text::Part;

use super::candidate::{Candidate, bytes};

/// The bytes that an entry may have, its page and leaders left out.
const LONGEST: usize = 180;
/// The fewest entries of a table.
const FEWEST: usize = 4;
/// The characters of an entry that must come again: more of it may be another title behind the last entry.
const COMPARED: usize = 12;

/// The candidates of a text, in its order, that are entries of its table of contents; empty where it has none.
pub(super) fn entries(text: &str, candidates: &[Candidate]) -> Range<usize> {
    if candidates.len() < FEWEST {
        return 0..0;
    }
    let said = |at: usize| candidates.get(at).into_iter().flat_map(|candidate| words(text, candidate));
    let mut last: HashMap<(Scheme, Path), u32> = HashMap::default();
    let mut next: Vec<Option<u32>> = vec![None; candidates.len()];
    for (at, candidate) in candidates.iter().enumerate().rev() {
        let before = last.insert((candidate.mark.scheme, candidate.mark.path), bytes(at));
        next.iter_mut().skip(at).take(1).for_each(|next| *next = before);
    }
    let again = |at: usize| {
        let mut other = next.get(at).copied().flatten();
        for _ in 0..4 {
            let index = other? as usize;
            let mut begins = said(index);
            if said(at).next().is_some() && said(at).take(COMPARED).all(|letter| begins.next() == Some(letter)) {
                return Some(index);
            }
            other = next.get(index).copied().flatten();
        }
        None
    };
    let Some(first) = (0..candidates.len()).find(|at| is_short(text, candidates, *at) && again(*at).is_some()) else {
        return 0..0;
    };
    let body = again(first).unwrap_or(first);
    let end = (first..body).find(|at| !is_short(text, candidates, *at)).map_or(body, |at| at + 1);
    let repeated = (first..end).filter(|at| again(*at).is_some_and(|other| other >= end)).count();
    if end - first >= FEWEST && repeated * 10 >= (end - first) * 7 { first..end } else { 0..0 }
}

/// Whether no text stands between a candidate and the next one.
fn is_short(text: &str, candidates: &[Candidate], at: usize) -> bool {
    candidates.get(at).is_some_and(|candidate| {
        let whole = text.part(candidate.start as usize..candidate.paragraph_end as usize);
        whole.len() <= LONGEST * 3 && without_leaders(whole).len() <= LONGEST && !whole.contains(['。', '；'])
    })
}

/// The letters and digits of a candidate's words, in small letters, without the page and leaders at their end.
fn words(text: &str, candidate: &Candidate) -> impl Iterator<Item = char> {
    let start = candidate.start as usize + candidate.mark.words;
    let whole = text.part(start..(candidate.paragraph_end as usize).min(start + 240));
    let letters = without_leaders(whole).chars().filter(|character| character.is_alphanumeric());
    letters.flat_map(char::to_lowercase).take(40)
}

/// What stands before the leaders of an entry.
fn without_leaders(entry: &str) -> &str {
    let spaced = if entry.contains('.') { entry.find(". . .") } else { None };
    let end = spaced.into_iter().chain(leaders(entry)).min().unwrap_or(entry.len());
    entry.part(0..end).trim_end_matches(|last: char| last.is_ascii_digit() || last.is_whitespace())
}

/// Where dots or dashes stand so often one behind the other that they are leaders.
fn leaders(entry: &str) -> Option<usize> {
    let (mut first, mut start, mut times) = (' ', 0, 0);
    for (at, character) in entry.char_indices() {
        (first, start, times) = if character == first { (first, start, times + 1) } else { (character, at, 1) };
        let enough = match character {
            '…' | '．' => 2,
            '.' | '·' | '_' | '。' => 3,
            '-' => 4,
            _ => continue,
        };
        if times == enough {
            return Some(start);
        }
    }
    None
}
