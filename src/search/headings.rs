//! The search over every heading of every report.
//!
//! What can't match is passed over by what is known of a title's characters and sounds, and what matched the query
//! before the last letter was typed is all that is looked at after it. Only what may come among the best is told apart
//! in full: a rank that is worse than the last of those found so far by any thread needs none.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::library::{EntryId, Library};
use crate::search::bits::bits;
use crate::search::index::{Index, Placed, Walk};
use crate::search::keys::Brief;
use crate::search::order::Rank;
use crate::search::places::reports_in;
use crate::search::query::{Query, QueryError};
use crate::search::scatter::{Scorer, stand_in_order};
use crate::search::sought::{Fitness, Sought};

/// So many of the titles in which characters are scattered are scored, those first in which they stand together.
const SCORED: usize = 1000;

/// One title that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The report.
    pub entry: EntryId,
    /// The heading; `None` for the name of the report itself.
    pub heading: Option<u32>,
    /// Where characters are scattered, how close together they stand; more is better. Else 0.
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

/// Searches libraries, and keeps what the last search has found for the next one, which is often a longer query.
#[derive(Default)]
pub struct Searcher {
    /// The titles of the newest library, shared with other searchers.
    index: Arc<Mutex<Option<Arc<Index>>>>,
    kept: Option<Kept>,
    scorer: Scorer,
}

/// The titles that matched the last query.
struct Kept {
    index: Arc<Index>,
    query: Query,
    chunks: Vec<Marks>,
}

/// A bit for each title of a chunk.
type Marks = Box<[u64]>;

/// A title that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Match {
    rank: Rank,
    /// Its number among all titles.
    number: u32,
}

impl Searcher {
    /// Another searcher, for other queries, that shares what is known of the library.
    pub fn beside(&self) -> Self {
        Self { index: Arc::clone(&self.index), ..Self::default() }
    }

    /// Searches all headings, and the names of all reports. An empty query finds everything, in the order of the tree.
    ///
    /// Every few thousand titles it looks whether it is `cancelled`, and then gives up and returns `None`. At most
    /// `limit` hits are returned. Costs time in proportion to the number of headings, or of those that the query
    /// before has found where this one only narrows it, spread over all cores. The first search in a library lays out
    /// its titles side by side, as far as that was not done for the snapshot before.
    ///
    /// # Errors
    /// When no path has in it what stands behind `in:`.
    pub fn search(
        &mut self,
        library: &Arc<Library>,
        query: &Query,
        limit: usize,
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Option<Result<Found, QueryError>> {
        let scorer = std::mem::take(&mut self.scorer);
        let found = self.run(library, query, limit, cancelled, |search, chunks| {
            let total = chunks.iter().flat_map(|marks| marks.iter()).map(|marks| marks.count_ones() as usize).sum();
            Found { hits: search.hits(&scorer), total }
        });
        self.scorer = scorer;
        found
    }

    /// All headings that match, in the order of the tree, without the names of reports. Costs less than a
    /// [`search`](Self::search), and gives up in the same way.
    ///
    /// # Errors
    /// When no path has in it what stands behind `in:`.
    pub fn headings(
        &mut self,
        library: &Arc<Library>,
        query: &Query,
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Option<Result<Vec<(EntryId, u32)>, QueryError>> {
        self.run(library, query, 0, cancelled, |search, chunks| {
            let numbers = search.index.chunks().iter().zip(chunks).flat_map(|(placed, marks)| {
                let blocks = (placed.first..).step_by(64).zip(marks.iter());
                blocks.flat_map(|(first, &marks)| bits(marks).map(move |bit| first + bit))
            });
            let place = |number| search.index.place(number).and_then(|(entry, heading)| Some((entry, heading?)));
            numbers.filter_map(place).collect()
        })
    }

    /// Runs a search, and hands over what matches in each chunk to `finish`.
    fn run<T>(
        &mut self,
        library: &Arc<Library>,
        query: &Query,
        limit: usize,
        cancelled: &(dyn Fn() -> bool + Sync),
        finish: impl FnOnce(&Search<'_>, &[Marks]) -> T,
    ) -> Option<Result<T, QueryError>> {
        let index = self.index_of(library);
        let places = match query.places() {
            [] => None,
            places => match reports_in(library, places) {
                Ok(places) => Some(places),
                Err(error) => return Some(Err(error)),
            },
        };
        let worst = AtomicU64::new(if limit == 0 { Rank::NONE } else { Rank::WORST }.packed());
        let sought = Sought::new(query);
        let search = Search { index: &index, query, sought, places, limit, best: Mutex::default(), worst };
        let kept = self.kept.as_ref().filter(|kept| Arc::ptr_eq(&kept.index, &index) && query.narrows(&kept.query));
        let chunks = search.run(kept, cancelled)?;
        let found = finish(&search, &chunks);
        self.kept = Some(Kept { index, query: query.clone(), chunks });
        Some(Ok(found))
    }

    /// The bytes of memory that are kept between searches, beside the library.
    pub fn memory(&self) -> usize {
        let index = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = self.kept.as_ref().map_or(0, |kept| kept.chunks.iter().map(|marks| size_of_val(&**marks)).sum());
        index.as_ref().map_or(0, |index| index.memory()) + kept
    }

    /// The titles of a library. Whoever shares them waits while they are laid out.
    fn index_of(&self, library: &Arc<Library>) -> Arc<Index> {
        let mut shared = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        match shared.as_ref() {
            Some(index) if index.is_of(library) => Arc::clone(index),
            older => {
                let index = Arc::new(Index::new(library, older.map(|older| &**older)));
                *shared = Some(Arc::clone(&index));
                index
            }
        }
    }
}

/// One search while it runs.
struct Search<'a> {
    index: &'a Index,
    query: &'a Query,
    sought: Sought,
    /// For each entry, whether it is searched; `None` where all are.
    places: Option<Box<[bool]>>,
    limit: usize,
    /// The best of all chunks so far.
    best: Mutex<Vec<Match>>,
    /// The worst rank that may still come among the best, as far as known.
    worst: AtomicU64,
}

impl Search<'_> {
    /// Looks at all titles, or at those that were kept, chunk by chunk.
    fn run(&self, kept: Option<&Kept>, cancelled: &(dyn Fn() -> bool + Sync)) -> Option<Vec<Marks>> {
        let chunks = self.index.chunks();
        let look = |at: usize| {
            let placed = chunks.get(at).filter(|_| !cancelled())?;
            let marks = kept.and_then(|kept| kept.chunks.get(at));
            Some(self.look(placed, marks.map(|marks| &**marks)))
        };
        (0..chunks.len()).into_par_iter().map(look).collect()
    }

    /// Looks at the titles of a chunk, or at those of them that are marked. First, all are passed over that can't match
    /// by what is known of their characters and sounds, in one walk through memory.
    fn look(&self, placed: &Placed, marked: Option<&[u64]>) -> Marks {
        let mut taken = Taken::new(self, placed);
        for (at, block) in placed.chunk.blocks().enumerate() {
            let marks = marked.map_or(u64::MAX, |marked| marked.get(at).copied().unwrap_or(0));
            let possible = if marks == 0 { 0 } else { self.sought.possible(block, marks) };
            if possible != 0 {
                taken.take_all(at, possible);
            }
        }
        taken.finish()
    }

    fn is_searched(&self, entry: usize) -> bool {
        self.places.as_ref().is_none_or(|places| places.get(entry).is_some_and(|&searched| searched))
    }

    /// The best of all, those with scattered characters by the matcher's score.
    fn hits(&self, scorer: &Scorer) -> Vec<Hit> {
        let mut matches = std::mem::take(&mut *self.best.lock().unwrap_or_else(PoisonError::into_inner));
        matches.sort_unstable();
        let scattered = matches.partition_point(|found| !found.rank.is_scattered());
        let mut scored: Vec<(i64, Match)> = matches.iter().take(scattered).map(|&found| (0, found)).collect();
        if scattered < self.limit {
            let rest = matches.iter().skip(scattered);
            scored.extend(rest.map(|&found| (self.score(found, scorer), found)));
            scored.sort_by_key(|&(score, found)| (found.rank.is_scattered(), -score));
        }
        let best = scored.into_iter().take(self.limit);
        best.filter_map(|(score, found)| self.hit(found, score, scorer)).collect()
    }

    fn score(&self, found: Match, scorer: &Scorer) -> i64 {
        self.index.title(found.number).map_or(0, |title| self.sought.score(&title, scorer))
    }

    fn hit(&self, found: Match, score: i64, scorer: &Scorer) -> Option<Hit> {
        let (entry, heading) = self.index.place(found.number)?;
        let positions = self.sought.positions(&self.index.title(found.number)?, scorer);
        Some(Hit { entry, heading, score, positions })
    }
}

/// What is taken of the titles of a chunk.
struct Taken<'a> {
    search: &'a Search<'a>,
    placed: &'a Placed,
    walk: Walk<'a>,
    marks: Marks,
    best: Vec<Match>,
    worst: Rank,
    /// Whether all matches are equally good.
    even: bool,
    /// Whether all that may match does.
    certain: bool,
}

impl<'a> Taken<'a> {
    fn new(search: &'a Search<'a>, placed: &'a Placed) -> Self {
        let worst = Rank::unpacked(search.worst.load(Ordering::Relaxed));
        let blocks = placed.chunk.len().div_ceil(64) as usize;
        let (marks, walk) = (vec![0; blocks].into(), placed.chunk.walk());
        let (even, certain) = (search.query.has_no_words(), search.sought.is_certain());
        Self { search, placed, walk, marks, best: Vec::new(), worst, even, certain }
    }

    /// Takes those of the titles of a block that match. Those that may are given as bits.
    fn take_all(&mut self, block: usize, possible: u64) {
        let first = u32::try_from(block * 64).unwrap_or(u32::MAX);
        let mut matching = 0;
        for bit in bits(possible) {
            matching |= u64::from(self.take(first + bit)) << bit;
        }
        self.marks.iter_mut().skip(block).take(1).for_each(|marks| *marks = matching);
    }

    /// Takes a title where it matches. Returns whether it does.
    fn take(&mut self, at: u32) -> bool {
        let chunk = &self.placed.chunk;
        let Some(brief) = chunk.brief(at) else { return false };
        let (first, year) = self.walk.report_at(at);
        if !self.is_searched(&brief, first) {
            return false;
        }
        let sought = &self.search.sought;
        let rank = |fitness: Fitness| match self.even {
            true => Rank::NONE,
            false => Rank::new(fitness.class, fitness.detail, brief.length, brief.depth, year),
        };
        // What can't come among the best need only match.
        let may_be_best = rank(sought.bound(&brief.key)) <= self.worst;
        if !may_be_best && self.certain {
            return true;
        }
        if let Some(bytes) = sought.bytes_in_order(&brief.key).filter(|_| !may_be_best) {
            return stand_in_order(chunk.bytes(at), bytes);
        }
        let Some(title) = chunk.title(at) else { return false };
        if !may_be_best {
            return sought.matches(&title);
        }
        let Some(fitness) = sought.fitness(&title, self.worst.class()) else { return false };
        let found = Match { rank: rank(fitness), number: self.placed.first + at };
        let full = self.even && self.best.len() >= self.search.limit;
        if found.rank <= self.worst && !full {
            self.best.push(found);
        }
        true
    }

    /// Whether a title is of the levels and the reports that are searched; `first` is the first one of its report.
    fn is_searched(&self, brief: &Brief, first: u32) -> bool {
        let level = |(first, last): (u8, u8)| (first..=last).contains(&brief.depth);
        let search = self.search;
        search.query.levels().is_none_or(level)
            && (search.places.is_none() || search.is_searched(search.index.entry_of(self.placed.first + first)))
    }

    /// Adds the best to those of all chunks, and lets the chunks that follow know what is no longer among them.
    fn finish(mut self) -> Marks {
        if !self.best.is_empty() {
            keep_best(&mut self.best, self.search.limit);
            let mut best = self.search.best.lock().unwrap_or_else(PoisonError::into_inner);
            best.append(&mut self.best);
            let worst = keep_best(&mut best, self.search.limit);
            self.search.worst.fetch_min(worst.packed(), Ordering::Relaxed);
        }
        self.marks
    }
}

/// Keeps the best so many, in no order; more where there are some among them whose scores may yet decide. Returns the
/// worst rank that may still come among them.
fn keep_best(matches: &mut Vec<Match>, limit: usize) -> Rank {
    let mut worst = Rank::WORST;
    for keeps in [SCORED.max(limit), limit] {
        if matches.len() > keeps {
            let (_, last, _) = matches.select_nth_unstable(keeps);
            let rank = last.rank;
            if keeps == limit
                && rank.is_scattered()
                && matches.iter().take(limit).any(|found| found.rank.is_scattered())
            {
                break;
            }
            worst = rank;
            matches.truncate(keeps);
        }
    }
    worst
}
