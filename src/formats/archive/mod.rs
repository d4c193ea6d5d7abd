//! Zip archives (APPNOTE 6.3), the containers of docx, odt and epub: parts found by name and expanded within limits.
//!
//! Names are compared and never used as paths. The list at the end of the file is believed where there is one;
//! otherwise the parts are found by the headers that stand before each of them, as far as the file goes.

use std::collections::HashMap;
use std::io::Read;

use flate2::Crc;
use flate2::read::DeflateDecoder;

use crate::formats::limits::{Budget, MOST_PARTS};
use crate::outline::Problem;

/// The documents that are zip archives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Office Open XML text: `.docx` and its kin.
    Docx,
    /// OpenDocument text: `.odt` and its kin.
    Odt,
    /// An electronic book.
    Epub,
}

/// The kind of document that an archive is; `None` for other archives, and for what is none. Costs a look at the list
/// of its parts.
pub(super) fn kind(bytes: &[u8]) -> Option<Kind> {
    bytes.starts_with(b"PK").then(|| Archive::new(bytes, MOST_PARTS)).flatten()?.kind()
}

/// A zip archive in memory.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    /// The most parts that it may have.
    most: usize,
    parts: Vec<Entry>,
    /// The parts by their names in lower case.
    names: HashMap<Box<str>, usize>,
    problems: Vec<Problem>,
}

/// What is known of a part before it is expanded.
#[derive(Debug)]
struct Entry {
    name: Box<str>,
    method: u16,
    flags: u16,
    /// The check sum of the expanded bytes; 0 where it is unknown.
    check: u32,
    /// Where the header before its bytes stands.
    header: usize,
    /// Packed bytes; where they are unknown, all up to the next header.
    packed: usize,
}

/// The sizes in bytes of the headers, without what may follow in them.
const LOCAL: usize = 30;
const CENTRAL: usize = 46;
const END: usize = 22;
/// Bits of a part's flags.
const ENCRYPTED: u16 = 1;
const SIZE_BEHIND: u16 = 8;
/// How the bytes of a part are packed.
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// What stands in a field of 32 bits whose value is in the extra field of ZIP64.
const ELSEWHERE: u32 = u32::MAX;
/// The longest that a `mimetype`, and a list of types, is read, in bytes.
const LONGEST_TYPE: u64 = 256;
const LONGEST_TYPES: u64 = 1 << 20;
/// What the types of the text of a Word document begin with, behind `application/`.
const WORD_TYPES: [&str; 4] = [
    "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
    "vnd.openxmlformats-officedocument.wordprocessingml.template.main",
    "vnd.ms-word.document.macroEnabled.main",
    "vnd.ms-word.template.macroEnabledTemplate.main",
];

impl<'a> Archive<'a> {
    /// The list of the parts of an archive, as many as a budget has. `None` where not a single part is found.
    pub(super) fn open(bytes: &'a [u8], budget: &Budget) -> Option<Self> {
        let archive = Self::new(bytes, budget.parts())?;
        budget.take_parts(archive.parts.len());
        Some(archive)
    }

    /// The list of the parts of an archive whose parts a budget has paid for already.
    pub(super) fn again(bytes: &'a [u8]) -> Option<Self> {
        Self::new(bytes, MOST_PARTS)
    }

    fn new(bytes: &'a [u8], most: usize) -> Option<Self> {
        let mut archive = Self { bytes, most, parts: Vec::new(), names: HashMap::new(), problems: Vec::new() };
        if !archive.list() {
            archive.parts.clear();
            archive.search();
            archive.tell(Problem::Damaged("the list of its parts is missing"));
        }
        for (at, part) in archive.parts.iter().enumerate() {
            archive.names.entry(part.name.to_lowercase().into()).or_insert(at);
        }
        (!archive.parts.is_empty()).then_some(archive)
    }

    /// The names of the parts, as they are written and in their order, `/` between folders.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|part| &*part.name)
    }

    /// Whether there is a part of this name, whatever its case.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// What went wrong so far, each thing once.
    pub(super) fn problems(self) -> Vec<Problem> {
        self.problems
    }

    /// The kind of document that this is.
    pub(super) fn kind(&self) -> Option<Kind> {
        let declared = self.entry("mimetype").map(|part| self.expand(part, LONGEST_TYPE).bytes).unwrap_or_default();
        let declared = String::from_utf8_lossy(&declared);
        let ends = |end: &str| self.names().any(|name| name.ends_with(end));
        match declared.trim().trim_start_matches('\u{feff}') {
            "application/epub+zip" => Some(Kind::Epub),
            text if text.starts_with("application/vnd.oasis.opendocument.text") => Some(Kind::Odt),
            other if other.starts_with("application/vnd.oasis.") => None,
            _ if ends("META-INF/container.xml") => Some(Kind::Epub),
            _ if self.has("word/document.xml") || self.declares_word() => Some(Kind::Docx),
            _ => None,
        }
    }

    /// Whether the list of types (ECMA-376, part 2) has one of a Word document's text.
    fn declares_word(&self) -> bool {
        let Some(part) = self.entry("[Content_Types].xml") else { return false };
        let types = self.expand(part, LONGEST_TYPES).bytes;
        let types = String::from_utf8_lossy(&types);
        WORD_TYPES.iter().any(|known| types.contains(known))
    }

    /// The bytes of a part, whatever the case of its name; `None` where there is none. What cannot be read of it is
    /// left out, and told among the problems.
    pub(super) fn read(&mut self, name: &str, budget: &Budget) -> Option<Vec<u8>> {
        self.read_most(name, u64::MAX, budget)
    }

    /// The bytes of a part as [`Archive::read`] has them, at most so many.
    pub(super) fn read_most(&mut self, name: &str, most: u64, budget: &Budget) -> Option<Vec<u8>> {
        let Expanded { bytes, problem } = self.expand(self.entry(name)?, budget.left().min(most));
        budget.take(bytes.len() as u64);
        if let Some(problem) = problem {
            self.tell(problem);
        }
        Some(bytes)
    }

    /// The bytes that a part begins with, so many at most, as far as they can be read; `None` where there is none.
    pub(super) fn head(&self, name: &str, most: u64) -> Option<Vec<u8>> {
        Some(self.expand(self.entry(name)?, most).bytes)
    }

    fn tell(&mut self, problem: Problem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        let name = name.trim_start_matches('/').to_lowercase();
        self.parts.get(*self.names.get(name.as_str())?)
    }

    /// Expands a part up to a number of bytes.
    fn expand(&self, part: &Entry, limit: u64) -> Expanded {
        if part.flags & ENCRYPTED != 0 {
            return Expanded { bytes: Vec::new(), problem: Some(Problem::Encrypted) };
        }
        let after = |field| usize::from(self.u16(part.header + field).unwrap_or_default());
        let from = part.header + LOCAL + after(26) + after(28);
        let whole = from.saturating_add(part.packed);
        let packed = self.bytes.get(from.min(self.bytes.len())..whole.min(self.bytes.len())).unwrap_or_default();
        let mut bytes = Vec::new();
        let result = match part.method {
            STORED => packed.take(limit + 1).read_to_end(&mut bytes),
            DEFLATED => DeflateDecoder::new(packed).take(limit + 1).read_to_end(&mut bytes),
            _ => return Expanded { bytes, problem: Some(Problem::Damaged("a part is packed in an unknown way")) },
        };
        let problem = if bytes.len() as u64 > limit {
            bytes.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
            Some(Budget::too_large())
        } else {
            let whole = result.is_ok() && whole <= self.bytes.len() && (part.check == 0 || check(&bytes) == part.check);
            (!whole).then_some(Problem::Damaged("a part is not whole"))
        };
        Expanded { bytes, problem }
    }

    /// Takes the parts from the list at the end of the file; false where there is no whole one.
    fn list(&mut self) -> bool {
        let Some(end) = self.end() else { return false };
        let (Some(count), Some(size), Some(start)) = (self.u16(end + 10), self.u32(end + 12), self.u32(end + 16))
        else {
            return false;
        };
        let Some(first) = end.checked_sub(size as usize) else { return false };
        // What stands before the archive in its file moves all places.
        let moved = first.saturating_sub(start as usize);
        let mut at = first;
        for _ in 0..count {
            if self.bytes.get(at..at + 4) != Some(b"PK\x01\x02") {
                return false;
            }
            let Some((part, next)) = self.listed(at, moved) else { return false };
            if !self.add(part) {
                return true;
            }
            at = next;
        }
        count < u16::MAX
    }

    /// The place of the record that ends the archive. A comment of up to 64 KB may follow it.
    fn end(&self) -> Option<usize> {
        let last = self.bytes.len().checked_sub(END)?;
        (last.saturating_sub(usize::from(u16::MAX))..=last)
            .rev()
            .find(|&at| self.bytes.get(at..at + 4) == Some(b"PK\x05\x06"))
    }

    /// The part of an entry of the list, and where the next entry stands.
    fn listed(&self, at: usize, moved: usize) -> Option<(Entry, usize)> {
        let length = usize::from(self.u16(at + 28)?);
        let extra = at + CENTRAL + length;
        let mut wide = self.wide(extra, extra + usize::from(self.u16(at + 30)?)).into_iter();
        let mut size = |field| match self.u32(field)? {
            ELSEWHERE => usize::try_from(wide.next()?).ok(),
            narrow => Some(narrow as usize),
        };
        // The expanded size comes first, and nobody needs it.
        let (_, packed, place) = (size(at + 24)?, size(at + 20)?, size(at + 42)?);
        let header = moved.checked_add(place)?;
        if self.bytes.get(header..header + 4) != Some(b"PK\x03\x04") {
            return None;
        }
        let part = Entry {
            name: self.name(at + CENTRAL, length)?,
            flags: self.u16(at + 8)?,
            method: self.u16(at + 10)?,
            check: self.u32(at + 16)?,
            packed,
            header,
        };
        let behind = usize::from(self.u16(at + 30)?) + usize::from(self.u16(at + 32)?);
        Some((part, at + CENTRAL + length + behind))
    }

    /// The values of 64 bits in the extra fields between two places (APPNOTE 4.5.3).
    fn wide(&self, from: usize, to: usize) -> Vec<u64> {
        let mut at = from;
        while let (true, Some(name), Some(length)) = (at < to, self.u16(at), self.u16(at + 2)) {
            let next = at + 4 + usize::from(length);
            if name == 1 {
                let fields = self.bytes.get(at + 4..next).unwrap_or_default().as_chunks().0;
                return fields.iter().map(|field| u64::from_le_bytes(*field)).collect();
            }
            at = next;
        }
        Vec::new()
    }

    /// Finds the parts by the headers before them.
    fn search(&mut self) {
        let mut at = self.find(b"PK\x03\x04", 0);
        while let Some(header) = at {
            let next = self.find(b"PK\x03\x04", header + 4);
            let room = next.or_else(|| self.find(b"PK\x01\x02", header + 4)).unwrap_or(self.bytes.len());
            if let Some(part) = self.headed(header, room)
                && !self.add(part)
            {
                return;
            }
            at = next;
        }
    }

    /// The part behind a header, whose bytes end at `room` at the latest.
    fn headed(&self, header: usize, room: usize) -> Option<Entry> {
        let length = usize::from(self.u16(header + 26)?);
        let flags = self.u16(header + 6)?;
        let packed = self.u32(header + 18)? as usize;
        let from = header + LOCAL + length + usize::from(self.u16(header + 28)?);
        if from > room {
            // Names that reach over other headers would all be kept.
            return None;
        }
        let known = flags & SIZE_BEHIND == 0;
        Some(Entry {
            name: self.name(header + LOCAL, length)?,
            method: self.u16(header + 8)?,
            flags,
            check: if known { self.u32(header + 14)? } else { 0 },
            packed: if known { packed } else { room.saturating_sub(from) },
            header,
        })
    }

    /// Adds a part; false where there are too many.
    fn add(&mut self, part: Entry) -> bool {
        let room = self.parts.len() < self.most;
        if room {
            self.parts.push(part);
        } else {
            self.tell(Budget::too_large());
        }
        room
    }

    fn name(&self, at: usize, length: usize) -> Option<Box<str>> {
        let name = String::from_utf8_lossy(self.bytes.get(at..at + length)?).replace('\\', "/");
        Some(name.trim_start_matches('/').into())
    }

    fn find(&self, mark: &[u8], from: usize) -> Option<usize> {
        let rest = self.bytes.get(from..)?;
        rest.windows(mark.len()).position(|bytes| bytes == mark).map(|at| from + at)
    }

    fn u16(&self, at: usize) -> Option<u16> {
        self.bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
    }

    fn u32(&self, at: usize) -> Option<u32> {
        self.bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
    }
}

/// The bytes of a part, and what is wrong with them.
struct Expanded {
    bytes: Vec<u8>,
    problem: Option<Problem>,
}

fn check(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

#[cfg(test)]
pub(super) mod tests;
