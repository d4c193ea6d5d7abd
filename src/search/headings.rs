//! Fuzzy search over every heading of every report. The only file that names the matcher crate.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::library::{Entry, EntryId, Library};
use crate::search::query::Query;

/// One title that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The report.
    pub entry: EntryId,
    /// The heading; `None` for the name of the report itself.
    pub heading: Option<u32>,
    /// How well it matches; more is better.
    pub score: i64,
    /// The characters of the title that match, counted from 0, in order.
    pub positions: Vec<u32>,
}

/// What a search has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best titles, the best first; equally good ones in the order of the tree.
    pub hits: Vec<Hit>,
    /// How many titles match in all.
    pub total: usize,
}

/// A title that matches, without what only the best ones need.
#[derive(Clone, Copy)]
struct Match {
    score: i64,
    /// The report, as the index of its entry.
    entry: usize,
    /// The title: 0 for the report's name, then its headings.
    title: u32,
}

/// Searches all headings, and the names of all reports. An empty query finds everything, in the order of the tree.
///
/// Between reports it looks whether it is `cancelled`, and then gives up and returns `None`. At most `limit` hits are
/// returned. Costs time in proportion to the number of headings, spread over all cores.
pub fn search(library: &Library, query: &Query, limit: usize, cancelled: &(dyn Fn() -> bool + Sync)) -> Option<Found> {
    let matcher = SkimMatcherV2::default().ignore_case();
    let entries = library.entries().par_iter().enumerate();
    let of_entries =
        entries.map(|(index, entry)| if cancelled() { None } else { Some(matches_in(&matcher, query, index, entry)) });
    let of_entries: Option<Vec<Vec<Match>>> = of_entries.collect();
    let mut matches: Vec<Match> = of_entries?.concat();
    let total = matches.len();
    keep_best(&mut matches, limit);
    let hits = matches.iter().filter_map(|found| hit(&matcher, library, query, *found)).collect();
    Some(Found { hits, total })
}

fn matches_in(matcher: &SkimMatcherV2, query: &Query, index: usize, entry: &Entry) -> Vec<Match> {
    let Some(report) = entry.report() else { return Vec::new() };
    let titles = report.keys.iter().zip(0..);
    let possible = titles.filter(|((mask, _), _)| query.may_match(*mask));
    let scored = possible.filter_map(|((_, folded), title)| Some((score(matcher, query, folded)?, title)));
    scored.map(|(score, title)| Match { score, entry: index, title }).collect()
}

/// The sum of the scores of all words; `None` where one does not match.
fn score(matcher: &SkimMatcherV2, query: &Query, folded: &str) -> Option<i64> {
    query.words().iter().try_fold(0, |sum: i64, word| Some(sum + matcher.fuzzy_match(folded, word)?))
}

/// Sorts the best `limit` matches, and drops the others.
fn keep_best(matches: &mut Vec<Match>, limit: usize) {
    let order = |found: &Match| (std::cmp::Reverse(found.score), found.entry, found.title);
    if matches.len() > limit {
        matches.select_nth_unstable_by_key(limit, order);
        matches.truncate(limit);
    }
    matches.sort_unstable_by_key(order);
}

fn hit(matcher: &SkimMatcherV2, library: &Library, query: &Query, found: Match) -> Option<Hit> {
    let entry = library.entries().get(found.entry)?;
    let folded = entry.report()?.keys.get(found.title as usize)?;
    let mut positions: Vec<u32> = Vec::new();
    for word in query.words() {
        let (_, matched) = matcher.fuzzy_indices(folded, word)?;
        positions.extend(matched.into_iter().filter_map(|at| u32::try_from(at).ok()));
    }
    positions.sort_unstable();
    positions.dedup();
    Some(Hit { entry: entry.id, heading: found.title.checked_sub(1), score: found.score, positions })
}
