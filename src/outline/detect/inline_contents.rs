//! A table of contents inside of a line: where line ends were lost, its entries are marks close to each other, each of
//! which comes again further on with the same words.

use foldhash::HashMap;
use std::ops::Range;

use crate::outline::number::{Path, Scheme};
use crate::text::Part;

use super::candidate::Candidate;

/// The bytes that an entry may have, its page and leaders left out.
const LONGEST: usize = 180;
/// The fewest entries of a table.
const FEWEST: usize = 4;
/// The characters of an entry that must come again: more of it may be another title behind the last entry.
const COMPARED: usize = 12;

/// The candidates of a text, in its order, that are entries of its table of contents; empty where it has none.
pub(super) fn entries(text: &str, candidates: &[Candidate]) -> Range<usize> {
    let said = |at: usize| candidates.get(at).map_or_else(String::new, |candidate| words(text, candidate));
    let mut last: HashMap<(Scheme, Path), usize> = HashMap::default();
    let mut next: Vec<Option<usize>> = vec![None; candidates.len()];
    for (at, candidate) in candidates.iter().enumerate().rev() {
        let before = last.insert((candidate.mark.scheme, candidate.mark.path), at);
        next.iter_mut().skip(at).take(1).for_each(|next| *next = before);
    }
    let again = |at: usize| {
        let mut other = next.get(at).copied().flatten();
        let entry: String = other.map_or_else(String::new, |_| said(at).chars().take(COMPARED).collect());
        for _ in 0..4 {
            let Some(index) = other.filter(|_| !entry.is_empty()) else { break };
            if said(index).starts_with(&entry) {
                return Some(index);
            }
            other = next.get(index).copied().flatten();
        }
        None
    };
    let Some(first) = (0..candidates.len()).find(|at| again(*at).is_some() && is_short(text, candidates, *at)) else {
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
fn words(text: &str, candidate: &Candidate) -> String {
    let start = candidate.start as usize + candidate.mark.words;
    let whole = text.part(start..(candidate.paragraph_end as usize).min(start + 240));
    let letters = without_leaders(whole).chars().filter(|character| character.is_alphanumeric());
    letters.flat_map(char::to_lowercase).take(40).collect()
}

/// What stands before the leaders of an entry.
fn without_leaders(entry: &str) -> &str {
    let leaders = ["...", "……", "．．", "···", "----", "___", "。。。", ". . ."];
    let end = leaders.iter().filter_map(|leader| entry.find(leader)).min().unwrap_or(entry.len());
    entry.part(0..end).trim_end_matches(|last: char| last.is_ascii_digit() || last.is_whitespace())
}
