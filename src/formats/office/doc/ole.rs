//! Compound files, which hold streams as a file system holds files (MS-CFB).
//!
//! Real files have tables with small faults, so a broken chain gives what it reaches. No chain is longer than the file
//! has sectors.

use std::borrow::Cow;

use crate::formats::office::doc::bytes::{clipped, index_at, slice, u8_at, u16_at, u32_at};

/// How every compound file begins.
pub(super) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Sector numbers from here on have a meaning of their own.
const SPECIAL: u32 = 0xffff_fffa;
/// No entry of the directory.
const NONE: u32 = 0xffff_ffff;
/// The bytes of an entry of the directory.
const ENTRY: usize = 128;
/// The most streams that are looked at.
const MOST_ENTRIES: usize = 65_536;

/// A compound file.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    mini_sector: usize,
    /// Streams shorter than this lie in the small sectors.
    cutoff: usize,
    table: Vec<u32>,
    mini_table: Vec<u32>,
    mini: Vec<u8>,
    entries: Vec<Entry>,
}

/// An entry of the directory.
struct Entry {
    name: String,
    start: u32,
    size: usize,
    left: u32,
    right: u32,
    child: u32,
}

impl<'a> Compound<'a> {
    /// Opens a file; `None` if it is none, or if its directory cannot be found.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = |at: usize, usual: u16, range: std::ops::RangeInclusive<u16>| {
            let shift = u16_at(bytes, at).filter(|shift| range.contains(shift)).unwrap_or(usual);
            1_usize << shift
        };
        if !bytes.starts_with(MAGIC) {
            return None;
        }
        let mut file = Self {
            bytes,
            sector: shift(0x1e, 9, 7..=16),
            mini_sector: shift(0x20, 6, 4..=9),
            cutoff: index_at(bytes, 0x38).filter(|cutoff| *cutoff <= 1 << 20).unwrap_or(4096),
            table: Vec::new(),
            mini_table: Vec::new(),
            mini: Vec::new(),
            entries: Vec::new(),
        };
        file.table = file.allocation_table();
        file.mini_table = numbers(&file.chain(u32_at(bytes, 0x3c)?, usize::MAX));
        let directory = file.chain(u32_at(bytes, 0x30)?, MOST_ENTRIES * ENTRY);
        file.entries = directory.chunks_exact(ENTRY).map(entry).collect();
        let root = file.entries.first().filter(|root| !root.name.is_empty())?;
        file.mini = file.chain(root.start, root.size);
        Some(file)
    }

    /// The bytes of a stream at the top of the file; `None` if there is none of this name.
    pub(super) fn stream(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        let entry = self.find(name).or_else(|| self.entries.iter().find(|entry| entry.name == name))?;
        if entry.size < self.cutoff {
            let mini = Sectors { bytes: &self.mini, first: 0, size: self.mini_sector, table: &self.mini_table };
            return Some(Cow::Owned(mini.chain(entry.start, entry.size)));
        }
        Some(Cow::Owned(self.chain(entry.start, entry.size)))
    }

    /// Whether a part of a stream is missing, of which these bytes are there.
    pub(super) fn is_cut(&self, name: &str, bytes: &[u8]) -> bool {
        self.find(name).is_none_or(|entry| bytes.len() < entry.size)
    }

    /// Whether the file has a stream of this name at its top.
    pub(super) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The entry of this name in the tree of the topmost folder.
    fn find(&self, name: &str) -> Option<&Entry> {
        let mut open = vec![self.entries.first()?.child];
        let mut visits = self.entries.len();
        while let Some(at) = open.pop() {
            let Some(entry) = usize::try_from(at).ok().and_then(|at| self.entries.get(at)).filter(|_| visits > 0)
            else {
                continue;
            };
            visits -= 1;
            if entry.name == name {
                return Some(entry);
            }
            open.extend([entry.left, entry.right].into_iter().filter(|next| *next != NONE));
        }
        None
    }

    /// The table that says which sector follows which.
    fn allocation_table(&self) -> Vec<u32> {
        let most = self.bytes.len() / self.sector + 1;
        let mut places: Vec<u32> = numbers(clipped(self.bytes, 0x4c, 109 * 4));
        let mut next = u32_at(self.bytes, 0x44).unwrap_or(NONE);
        let mut visits = most;
        while next < SPECIAL && visits > 0 {
            let Some((link, list)) = numbers(self.at(next)).split_last().map(|(link, list)| (*link, list.to_vec()))
            else {
                break;
            };
            places.extend(list);
            next = link;
            visits -= 1;
        }
        let places = places.into_iter().filter(|place| *place < SPECIAL).take(most);
        let mut table: Vec<u32> = places.flat_map(|place| numbers(self.at(place))).take(most).collect();
        table.truncate(most);
        table
    }

    fn sectors(&self) -> Sectors<'_> {
        Sectors { bytes: self.bytes, first: self.sector.max(512), size: self.sector, table: &self.table }
    }

    fn at(&self, place: u32) -> &[u8] {
        self.sectors().at(place)
    }

    fn chain(&self, start: u32, size: usize) -> Vec<u8> {
        self.sectors().chain(start, size)
    }
}

/// Sectors, and the table that says which follows which.
struct Sectors<'a> {
    bytes: &'a [u8],
    /// Where the first one begins.
    first: usize,
    size: usize,
    table: &'a [u32],
}

impl<'a> Sectors<'a> {
    /// The bytes of a sector, as many as there are.
    fn at(&self, place: u32) -> &'a [u8] {
        let start = usize::try_from(place).ok().and_then(|place| place.checked_mul(self.size));
        start.map_or(&[], |start| clipped(self.bytes, start.saturating_add(self.first), self.size))
    }

    /// The bytes of a chain of sectors, up to a size.
    fn chain(&self, start: u32, size: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut place = start;
        for _ in 0..=self.table.len() {
            let sector = self.at(place);
            if place >= SPECIAL || sector.is_empty() || bytes.len() >= size {
                break;
            }
            bytes.extend_from_slice(sector);
            place = usize::try_from(place).ok().and_then(|place| self.table.get(place)).copied().unwrap_or(NONE);
        }
        bytes.truncate(size);
        bytes
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|number| u32_at(number, 0)).collect()
}

fn entry(bytes: &[u8]) -> Entry {
    let length = usize::from(u16_at(bytes, 0x40).unwrap_or(0)).saturating_sub(2).min(62);
    let units = slice(bytes, 0, length).unwrap_or_default().chunks_exact(2).filter_map(|unit| u16_at(unit, 0));
    let is_used = u8_at(bytes, 0x42).is_some_and(|kind| kind != 0);
    let number = |at: usize| u32_at(bytes, at).unwrap_or(NONE);
    Entry {
        name: char::decode_utf16(units).filter(|_| is_used).map(|c| c.unwrap_or('\u{fffd}')).collect(),
        start: number(0x74),
        size: index_at(bytes, 0x78).unwrap_or(0),
        left: number(0x44),
        right: number(0x48),
        child: number(0x4c),
    }
}
