//! All titles of a library side by side in memory, in the order of the tree.
//!
//! A search walks through them without a look at any report. They stand in chunks, which the index of the next
//! snapshot takes over as far as the reports in them are still the same, in the same order.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::library::{EntryId, Library, Report};
use crate::search::bits::Block;
use crate::search::keys::{Brief, Key, Title, fold_title, number_of};
use crate::search::order::year_of;
use crate::text::Part;
use crate::text::leads::Leads;
use crate::text::sounds::{Letters, Pairs, Sounds};

/// A chunk ends with the report in which it gets so many titles; larger reports stand in several chunks.
const CHUNK: u32 = 4096;

/// All titles of a library.
pub(super) struct Index {
    library: Arc<Library>,
    /// For each entry the number of its first title among all titles, and last the number of them all.
    starts: Box<[u32]>,
    chunks: Box<[Placed]>,
}

/// A chunk with the number of its first title.
pub(super) struct Placed {
    pub(super) first: u32,
    pub(super) chunk: Arc<Chunk>,
}

/// Some thousand titles that follow one another.
#[derive(Default)]
pub(super) struct Chunk {
    pieces: Vec<Piece>,
    /// The folded titles, one behind the other.
    folded: String,
    ends: Vec<End>,
    /// For each title the set of its characters.
    characters: Vec<u64>,
    /// For each title the letters with which it can sound.
    letters: Vec<Letters>,
    /// For each title the pairs of them.
    pairs: Vec<Pairs>,
    /// For each title with what it begins.
    leads: Vec<Leads>,
}

/// The titles of one report that stand in a chunk.
#[derive(Clone)]
struct Piece {
    report: Arc<Report>,
    /// The first of them among the titles of the report.
    from: u32,
    count: u32,
    /// The number of the first one in the chunk.
    start: u32,
    year: u16,
}

/// What is kept of one title, beside what is looked at for all of them.
#[derive(Clone, Copy)]
struct End {
    /// One past its last byte in the folded titles.
    end: u32,
    length: u16,
    words: u8,
    depth: u8,
}

/// A walk through the titles of a chunk, forwards.
pub(super) struct Walk<'a> {
    chunk: &'a Chunk,
    piece: usize,
}

impl Index {
    /// Lays out the titles of a library. What an older index has laid out of the same reports is used again; the rest
    /// costs time in proportion to its titles, spread over all cores.
    pub(super) fn new(library: &Arc<Library>, older: Option<&Index>) -> Self {
        let mut starts = Vec::with_capacity(library.entries().len() + 1);
        let mut next = 0_u32;
        for entry in library.entries() {
            starts.push(next);
            next = next.saturating_add(entry.report().map_or(0, |report| titles(report)));
        }
        starts.push(next);
        let parts = plan(library, older).into_par_iter();
        let laid_out: Vec<Arc<Chunk>> = parts.map(Planned::laid_out).collect();
        let mut first = 0;
        let place = |chunk: Arc<Chunk>| {
            let placed = Placed { first, chunk };
            first += placed.chunk.len();
            placed
        };
        let chunks = laid_out.into_iter().map(place).collect();
        Self { library: Arc::clone(library), starts: starts.into(), chunks }
    }

    /// Whether these are the titles of that snapshot.
    pub(super) fn is_of(&self, library: &Arc<Library>) -> bool {
        Arc::ptr_eq(&self.library, library)
    }

    /// All titles, in the order of the tree.
    pub(super) fn chunks(&self) -> &[Placed] {
        &self.chunks
    }

    /// The bytes of memory that it takes, beside the library.
    pub(super) fn memory(&self) -> usize {
        size_of_val(&*self.starts) + self.chunks.iter().map(|placed| placed.chunk.memory()).sum::<usize>()
    }

    /// The index of the entry to which a title belongs.
    pub(super) fn entry_of(&self, number: u32) -> usize {
        self.starts.partition_point(|&start| start <= number).saturating_sub(1)
    }

    /// The entry to which a title belongs, and its heading; `None` for the name of the report.
    pub(super) fn place(&self, number: u32) -> Option<(EntryId, Option<u32>)> {
        let at = self.entry_of(number);
        let heading = number.checked_sub(*self.starts.get(at)?)?.checked_sub(1);
        Some((self.library.entries().get(at)?.id, heading))
    }

    /// The title at a number among all.
    pub(super) fn title(&self, number: u32) -> Option<Title<'_>> {
        let at = self.chunks.partition_point(|placed| placed.first <= number).checked_sub(1)?;
        let placed = self.chunks.get(at)?;
        placed.chunk.title(number - placed.first)
    }
}

/// How many titles a report has: its name and those of its headings.
fn titles(report: &Report) -> u32 {
    report.outline.len().saturating_add(1)
}

/// What a chunk is made of.
enum Planned {
    /// One that an older index has.
    Known(Arc<Chunk>),
    /// The pieces of a new one.
    New(Vec<Piece>),
}

impl Planned {
    /// The chunk, laid out where it is new.
    fn laid_out(self) -> Arc<Chunk> {
        match self {
            Planned::Known(chunk) => chunk,
            Planned::New(pieces) => Arc::new(pieces.into()),
        }
    }
}

/// What the chunks of a library are made of.
fn plan(library: &Library, older: Option<&Index>) -> Vec<Planned> {
    let known = older.map_or(&[][..], Index::chunks).iter().map(|placed| &placed.chunk);
    // Small ones are not worth keeping: each snapshot while the library grows would leave one.
    let known = known.filter(|chunk| chunk.len() >= CHUNK / 2);
    let known: HashMap<(*const Report, u32), &Arc<Chunk>> =
        known.filter_map(|chunk| Some((chunk.begins()?, chunk))).collect();
    let reports = library.entries().iter().filter_map(|entry| entry.report());
    let pieces: Vec<Piece> = reports.flat_map(Piece::all_of).collect();
    let mut rest = pieces.as_slice();
    let mut parts = Vec::new();
    let mut open = Vec::new();
    let mut titles = 0;
    while let Some((piece, behind)) = rest.split_first() {
        let same = known.get(&piece.key()).filter(|chunk| chunk.is_made_of(rest));
        if !open.is_empty() && (same.is_some() || titles >= CHUNK) {
            parts.push(Planned::New(std::mem::take(&mut open)));
            titles = 0;
        }
        if let Some(&same) = same {
            parts.push(Planned::Known(Arc::clone(same)));
            rest = rest.get(same.pieces.len()..).unwrap_or_default();
        } else {
            open.push(Piece { start: titles, ..piece.clone() });
            titles += piece.count;
            rest = behind;
        }
    }
    if !open.is_empty() {
        parts.push(Planned::New(open));
    }
    parts
}

impl Piece {
    /// The titles of a report, in pieces of which none is larger than a chunk.
    fn all_of(report: &Arc<Report>) -> impl Iterator<Item = Piece> {
        let all = titles(report);
        let of_report = move |from: u32| Piece {
            report: Arc::clone(report),
            from,
            count: CHUNK.min(all - from),
            start: 0,
            year: 0,
        };
        (0..all).step_by(CHUNK as usize).map(of_report)
    }

    /// By what it is found again. As long as it exists, no other report lies at the same address.
    fn key(&self) -> (*const Report, u32) {
        (Arc::as_ptr(&self.report), self.from)
    }
}

impl From<Vec<Piece>> for Chunk {
    fn from(mut pieces: Vec<Piece>) -> Self {
        let mut chunk = Self::default();
        for piece in &mut pieces {
            piece.year = year_of(&piece.report);
            for number in (piece.from..).take(piece.count as usize) {
                chunk.push(&piece.report, number);
            }
        }
        chunk.pieces = pieces;
        chunk.folded.shrink_to_fit();
        chunk.ends.shrink_to_fit();
        chunk.characters.shrink_to_fit();
        chunk.letters.shrink_to_fit();
        chunk.pairs.shrink_to_fit();
        chunk.leads.shrink_to_fit();
        chunk
    }
}

impl Chunk {
    /// Adds a title of a report: 0 is its name, then come its headings.
    fn push(&mut self, report: &Report, number: u32) {
        let start = self.folded.len();
        let (words, depth) = match number.checked_sub(1) {
            None => (fold_title(&report.presented(), 0, &mut self.folded), 0),
            Some(heading) => {
                let depth = report.outline.get(heading).map_or(0, |heading| heading.depth);
                let title = report.outline.title(heading);
                (fold_title(title, number_of(&report.outline, heading), &mut self.folded), depth.saturating_add(1))
            }
        };
        let end = u32::try_from(self.folded.len()).unwrap_or(u32::MAX);
        let folded = self.folded.part(start..self.folded.len());
        let length = u16::try_from(folded.chars().count()).unwrap_or(u16::MAX);
        let words = u8::try_from(words).unwrap_or(0);
        self.ends.push(End { end, length, words, depth });
        let Key { characters, sounds, leads } = Key::new(folded, words.into());
        self.characters.push(characters);
        self.letters.push(sounds.letters);
        self.pairs.push(sounds.pairs);
        self.leads.push(leads);
    }

    /// How many titles it has.
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.ends.len()).unwrap_or(u32::MAX)
    }

    fn begins(&self) -> Option<(*const Report, u32)> {
        self.pieces.first().map(Piece::key)
    }

    /// Whether all of it is what these pieces begin with.
    fn is_made_of(&self, pieces: &[Piece]) -> bool {
        let same = |(own, other): (&Piece, &Piece)| own.key() == other.key();
        self.pieces.len() <= pieces.len() && self.pieces.iter().zip(pieces).all(same)
    }

    /// The title at a number in it.
    pub(super) fn title(&self, number: u32) -> Option<Title<'_>> {
        let folded = self.folded.part(self.range(number));
        Some(Title { folded, brief: self.brief(number)?, words: self.ends.get(number as usize)?.words.into() })
    }

    /// Where the folded title at a number in it stands.
    fn range(&self, number: u32) -> Range<usize> {
        let end = |at: usize| self.ends.get(at).map_or(0, |known| known.end as usize);
        let at = number as usize;
        at.checked_sub(1).map_or(0, end)..end(at)
    }

    /// The bytes of the folded title at a number in it.
    pub(super) fn bytes(&self, number: u32) -> &[u8] {
        self.folded.as_bytes().get(self.range(number)).unwrap_or_default()
    }

    /// What is known of the title at a number in it without a look at that.
    pub(super) fn brief(&self, number: u32) -> Option<Brief> {
        let at = number as usize;
        let End { length, depth, .. } = *self.ends.get(at)?;
        let sounds = Sounds { letters: *self.letters.get(at)?, pairs: *self.pairs.get(at)? };
        let (characters, leads) = (*self.characters.get(at)?, *self.leads.get(at)?);
        Some(Brief { key: Key { characters, sounds, leads }, length, depth })
    }

    /// What is known of all titles, 64 by 64.
    pub(super) fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        let sounds = self.letters.chunks(64).zip(self.pairs.chunks(64));
        let all = self.characters.chunks(64).zip(sounds);
        all.map(|(characters, (letters, pairs))| Block { characters, letters, pairs })
    }

    /// The bytes of memory that it takes.
    fn memory(&self) -> usize {
        let titles = size_of::<End>() + size_of::<Key>();
        self.folded.len() + self.ends.len() * titles + self.pieces.len() * size_of::<Piece>()
    }

    /// Begins a walk through it.
    pub(super) fn walk(&self) -> Walk<'_> {
        Walk { chunk: self, piece: 0 }
    }
}

impl Walk<'_> {
    /// The number of the first title of the same report within the chunk, and the year of the report. Never goes back.
    pub(super) fn report_at(&mut self, number: u32) -> (u32, u16) {
        let next = |walk: &Self| walk.chunk.pieces.get(walk.piece + 1).is_some_and(|piece| piece.start <= number);
        while next(self) {
            self.piece += 1;
        }
        self.chunk.pieces.get(self.piece).map_or((0, 0), |piece| (piece.start, piece.year))
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;
    use std::path::Path;

    use super::*;
    use crate::formats::{self, Options};
    use crate::library::LibraryBuilder;
    use crate::library::walk::Root;

    fn report(name: &str, headings: u32) -> (usize, Report) {
        let mut text = String::new();
        for heading in 1..=headings {
            let _ = write!(text, "# {heading}. Part {heading}\n\n");
        }
        let path = Path::new(name);
        (0, Report::new(path, &formats::read(path, text.as_bytes(), &Options::default())))
    }

    /// A title as it is folded, its length, its depth, and where it stands.
    type Told = (String, u16, u8, Option<(EntryId, Option<u32>)>);

    fn told(index: &Index) -> Vec<Told> {
        let numbers = 0..*index.starts.last().unwrap();
        let told = |number| {
            let title = index.title(number).unwrap();
            (title.folded.to_owned(), title.brief.length, title.brief.depth, index.place(number))
        };
        numbers.map(told).collect()
    }

    #[test]
    fn what_has_not_changed_is_used_again() {
        let mut builder = LibraryBuilder::new(vec![Root { path: "".into(), folder: true }]);
        builder.add((0..60).map(|number| report(&format!("{number:03}.md"), 150)));
        builder.add([report("100.md", 9_000)]);
        let mut older: Option<Index> = None;
        let changes = [("101.md", 5, 3), ("030.md", 4, 1), ("000.md", 150, 1), ("100.md", 1, 1)];
        for (name, headings, least) in changes {
            builder.add([report(name, headings)]);
            let library = Arc::new(builder.snapshot());
            let index = Index::new(&library, older.as_ref());
            assert_eq!(told(&index), told(&Index::new(&library, None)), "{name}");
            let known = older.iter().flat_map(Index::chunks).map(|placed| Arc::as_ptr(&placed.chunk));
            let known: Vec<*const Chunk> = known.collect();
            let again = index.chunks().iter().filter(|placed| known.contains(&Arc::as_ptr(&placed.chunk))).count();
            assert!(older.is_none() || again >= least, "{name}: {again}");
            assert!(index.chunks().iter().all(|placed| placed.chunk.len() <= 2 * CHUNK));
            older = Some(index);
        }
    }

    #[test]
    fn a_title_has_the_year_of_its_report() {
        let mut builder = LibraryBuilder::new(vec![Root { path: "".into(), folder: true }]);
        builder.add([report("2021.md", 2), report("2024.md", 1)]);
        let index = Index::new(&Arc::new(builder.snapshot()), None);
        let mut walk = index.chunks()[0].chunk.walk();
        let found: Vec<(u32, u16)> = (0..5).map(|number| walk.report_at(number)).collect();
        assert_eq!(found, [(0, 2021), (0, 2021), (0, 2021), (3, 2024), (3, 2024)]);
    }
}
