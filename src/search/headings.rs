//! The search over every heading of every report.
//!
//! What can't match is passed over by what is known of a title's characters and sounds, and what matched the query
//! before the last letter was typed is all that is looked at after it. Only what may come among the best is told apart
//! in full: a rank that is worse than the last of those found so far by any thread needs none.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::library::keys::Title;
use crate::library::{EntryId, Library};
use crate::search::order::{Rank, year};
use crate::search::places::reports_in;
use crate::search::query::{Query, QueryError};
use crate::search::scatter::Scorer;
use crate::search::sought::Sought;
use crate::text::spelling::Sounds;

/// So many titles are looked at between two looks whether the search was given up.
const CHUNK: u32 = 64 * WORDS as u32;
/// So many machine words have a bit for each title of a chunk.
const WORDS: usize = 64;
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
    index: Option<Index>,
    kept: Option<Kept>,
    scorer: Scorer,
}

/// What is known of a library as long as it is the newest.
struct Index {
    library: Arc<Library>,
    /// For each entry the number of its first title among all titles, and last the number of them all.
    starts: Box<[u32]>,
    /// For each entry the year of its report.
    years: Box<[u16]>,
    /// For each title the set of its characters.
    characters: Box<[u64]>,
    /// For each title what it can sound like.
    sounds: Box<[Sounds]>,
}

/// The titles that matched the last query.
struct Kept {
    query: Query,
    chunks: Vec<Marks>,
}

/// A bit for each title of a chunk.
type Marks = Box<[u64; WORDS]>;

/// A title that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Match {
    rank: Rank,
    /// Its number among all titles.
    number: u32,
}

impl Searcher {
    /// Searches all headings, and the names of all reports. An empty query finds everything, in the order of the tree.
    ///
    /// Every few thousand titles it looks whether it is `cancelled`, and then gives up and returns `None`. At most
    /// `limit` hits are returned. Costs time in proportion to the number of headings, or of those that the query
    /// before has found where this one only narrows it, spread over all cores.
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
        if !self.index.as_ref().is_some_and(|index| Arc::ptr_eq(&index.library, library)) {
            self.index = Some(Index::new(library));
            self.kept = None;
        }
        let index = self.index.as_ref()?;
        let places = match query.places() {
            [] => None,
            places => match reports_in(library, places) {
                Ok(places) => Some(places),
                Err(error) => return Some(Err(error)),
            },
        };
        let sought = Sought::new(query);
        let worst = AtomicU64::new(Rank::WORST.packed());
        let search = Search { index, query, sought, places, limit, best: Mutex::default(), worst };
        let kept = self.kept.as_ref().filter(|kept| query.narrows(&kept.query));
        let chunks = search.run(kept, cancelled)?;
        let total = chunks.iter().flat_map(|marks| marks.iter()).map(|marks| marks.count_ones() as usize).sum();
        let found = Found { hits: search.hits(&self.scorer), total };
        self.kept = Some(Kept { query: query.clone(), chunks });
        Some(Ok(found))
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
        let chunks = (0..self.index.titles().div_ceil(CHUNK)).into_par_iter();
        let look = |chunk: u32| {
            let marks = kept.and_then(|kept| kept.chunks.get(chunk as usize));
            (!cancelled()).then(|| self.look(chunk * CHUNK, marks.map_or(&[u64::MAX; WORDS], |marks| marks)))
        };
        chunks.map(look).collect()
    }

    /// Looks at those titles of a chunk that are marked. First, all are passed over that can't match by what is known
    /// of their characters and sounds, in one walk through memory.
    fn look(&self, first: u32, marks: &[u64; WORDS]) -> Marks {
        let mut taken = Taken::new(self, first);
        let mut entry = None;
        let (characters, sounds) = self.index.known(first);
        let known = characters.chunks(64).zip(sounds.chunks(64));
        for ((first, &marks), (characters, sounds)) in (first..).step_by(64).zip(marks).zip(known) {
            let mut possible = 0;
            for (at, (&characters, &sounds)) in characters.iter().zip(sounds).enumerate() {
                possible |= u64::from(self.sought.may_match(characters, sounds)) << at;
            }
            for number in bits(possible & marks).map(|bit| first + bit) {
                let known = entry.filter(|&entry| number < self.index.range(entry).1);
                let at = known.unwrap_or_else(|| self.index.entry_of(number));
                entry = Some(at);
                if let Some(title) = self.index.title(at, number).filter(|_| self.is_searched(at)) {
                    taken.take(&title, at, number);
                }
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
        let title = self.index.title(self.index.entry_of(found.number), found.number);
        title.map_or(0, |title| self.sought.score(&title, scorer))
    }

    fn hit(&self, found: Match, score: i64, scorer: &Scorer) -> Option<Hit> {
        let at = self.index.entry_of(found.number);
        let entry = self.index.library.entries().get(at)?;
        let title = self.index.title(at, found.number)?;
        let heading = found.number.checked_sub(self.index.range(at).0)?.checked_sub(1);
        Some(Hit { entry: entry.id, heading, score, positions: self.sought.positions(&title, scorer) })
    }
}

/// The bits that are set, the lowest first.
fn bits(all: u64) -> impl Iterator<Item = u32> {
    let rest = std::iter::successors(Some(all), |rest| Some(rest & rest.wrapping_sub(1)));
    rest.take_while(|&rest| rest != 0).map(u64::trailing_zeros)
}

/// What is taken of the titles of a chunk.
struct Taken<'a> {
    search: &'a Search<'a>,
    first: u32,
    marks: Marks,
    best: Vec<Match>,
    worst: Rank,
    /// Whether all matches are equally good.
    even: bool,
}

impl<'a> Taken<'a> {
    fn new(search: &'a Search<'a>, first: u32) -> Self {
        let worst = Rank::unpacked(search.worst.load(Ordering::Relaxed));
        let even = search.query.has_no_words();
        Self { search, first, marks: Box::new([0; WORDS]), best: Vec::new(), worst, even }
    }

    /// Takes a title where it matches.
    fn take(&mut self, title: &Title<'_>, entry: usize, number: u32) {
        let level = |(first, last): (u8, u8)| (first..=last).contains(&title.depth);
        if !self.search.query.levels().is_none_or(level) {
            return;
        }
        let Some(fitness) = self.search.sought.fitness(title, self.worst.class()) else { return };
        let at = number - self.first;
        self.marks.iter_mut().skip(at as usize / 64).take(1).for_each(|marks| *marks |= 1 << (at % 64));
        if self.worst.is_before_all(fitness.class) {
            return;
        }
        let year = self.search.index.years.get(entry).copied().unwrap_or(0);
        let rank = match self.even {
            true => Rank::NONE,
            false => Rank::new(fitness.class, fitness.detail, title.length, title.depth, year),
        };
        let found = Match { rank, number };
        if rank <= self.worst {
            self.best.push(found);
        }
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

impl Index {
    fn new(library: &Arc<Library>) -> Self {
        let mut starts = Vec::with_capacity(library.entries().len() + 1);
        let mut next = 0_u32;
        for entry in library.entries() {
            starts.push(next);
            next = next.saturating_add(entry.report().map_or(0, |report| report.keys.len()));
        }
        starts.push(next);
        let years = library.entries().iter().map(|entry| entry.report().map_or(0, |report| year(report)));
        let years = years.collect();
        let titles =
            || library.entries().iter().filter_map(|entry| entry.report()).flat_map(|report| report.keys.from(0));
        let mut characters = Vec::with_capacity(next as usize);
        characters.extend(titles().map(|title| title.characters));
        let mut sounds = Vec::with_capacity(next as usize);
        sounds.extend(titles().map(|title| title.sounds));
        let (starts, library) = (starts.into(), Arc::clone(library));
        Self { library, starts, years, characters: characters.into(), sounds: sounds.into() }
    }

    /// What is known of the titles of a chunk, from its first number on.
    fn known(&self, first: u32) -> (&[u64], &[Sounds]) {
        let end = first.saturating_add(CHUNK).min(self.titles());
        let range = first as usize..end as usize;
        (self.characters.get(range.clone()).unwrap_or_default(), self.sounds.get(range).unwrap_or_default())
    }

    /// How many titles there are in all.
    fn titles(&self) -> u32 {
        self.starts.last().copied().unwrap_or(0)
    }

    /// The entry to which a title belongs.
    fn entry_of(&self, number: u32) -> usize {
        self.starts.partition_point(|&start| start <= number).saturating_sub(1)
    }

    /// The numbers of the titles of an entry: the first, and one past the last.
    fn range(&self, entry: usize) -> (u32, u32) {
        let start = |at: usize| self.starts.get(at).copied().unwrap_or_else(|| self.titles());
        (start(entry), start(entry + 1))
    }

    fn title(&self, entry: usize, number: u32) -> Option<Title<'_>> {
        let report = self.library.entries().get(entry)?.report()?;
        report.keys.get(number.checked_sub(self.range(entry).0)?)
    }
}
