//! Documents of formats that are slow to read, kept between runs: compressed, within a number of bytes, those that were
//! used longest ago dropped first.
//!
//! A file for each document, named by a hash of what it was read from and how; inside stands the same in full, so that
//! nothing is taken for another. Whatever is wrong with such a file, the report is read instead.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};

use super::{entry, segment};
use crate::formats::{self, Options};
use crate::library::stamp::Stamp;
use crate::library::store;
use crate::outline::Document;

/// What may be kept where nobody says otherwise, in bytes.
pub const MOST: u64 = 2 << 30;

/// The documents kept for one library.
#[derive(Debug)]
pub struct Documents {
    folder: PathBuf,
    most: u64,
    /// The bytes that are kept, once they were counted.
    bytes: Mutex<Option<u64>>,
}

/// What a document was read from, and how.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Source {
    reading: String,
    path: String,
    stamp: Stamp,
    way: String,
}

impl Source {
    /// `None` for files that are not worth it, and those whose names are no Unicode.
    fn of(path: &Path, stamp: Stamp, options: &Options) -> Option<Self> {
        let slow = formats::named(path).is_some_and(|format| !formats::is_text(format));
        let path = std::path::absolute(path).ok().filter(|_| slow)?.to_str()?.to_owned();
        Some(Self { reading: entry::READING.to_owned(), path, stamp, way: format!("{options:?}") })
    }

    fn file_name(&self) -> Option<String> {
        Some(format!("{:016x}", store::hash(&postcard::to_stdvec(self).ok()?)))
    }
}

impl Documents {
    /// The documents in a library's folder of the cache; so many bytes of them are kept.
    pub fn new(cache: &Path, most: u64) -> Self {
        Self { folder: cache.join("documents"), most, bytes: Mutex::new(None) }
    }

    /// The document of a file that is kept. It counts as used now.
    pub fn get(&self, path: &Path, stamp: Stamp, options: &Options) -> Option<Document> {
        let source = Source::of(path, stamp, options)?;
        let file = self.folder.join(source.file_name()?);
        let bytes = fs::read(&file).ok()?;
        let mut unpacked = Vec::new();
        let [payload] = *segment::payloads(&bytes).whole else { return None };
        DeflateDecoder::new(payload).read_to_end(&mut unpacked).ok()?;
        let (of, rest) = postcard::take_from_bytes::<Source>(&unpacked).ok()?;
        if of != source {
            return None;
        }
        // It is no loss if that fails: it only is dropped earlier.
        let _ = File::options().append(true).open(&file).and_then(|file| file.set_modified(SystemTime::now()));
        postcard::from_bytes(rest).ok()
    }

    /// Keeps a document, where there is room for it, and drops others for that.
    pub fn put(&self, path: &Path, stamp: Stamp, options: &Options, document: &Document) {
        let packed = Source::of(path, stamp, options).and_then(|source| {
            let bytes = postcard::to_extend(document, postcard::to_stdvec(&source).ok()?).ok()?;
            let mut packer = DeflateEncoder::new(Vec::new(), Compression::fast());
            packer.write_all(&bytes).ok()?;
            Some((self.folder.join(source.file_name()?), segment::framed(&packer.finish().ok()?)?))
        });
        let Some((file, bytes)) = packed.filter(|(_, bytes)| bytes.len() as u64 <= self.most) else { return };
        // Whoever can't write keeps nothing, and reads again.
        if store::replace(&file, &bytes).is_ok() {
            self.make_room(bytes.len() as u64);
        }
    }

    /// Counts what was added, and drops what was used longest ago where it is too much.
    fn make_room(&self, added: u64) {
        let mut bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        let total = bytes.map_or_else(|| self.files().iter().map(|file| file.bytes).sum(), |bytes| bytes + added);
        *bytes = Some(if total > self.most { self.drop_oldest() } else { total });
    }

    /// Drops files until a tenth of the room is free, and returns what is left.
    fn drop_oldest(&self) -> u64 {
        let mut files = self.files();
        files.sort_by_key(|file| file.used);
        let mut total: u64 = files.iter().map(|file| file.bytes).sum();
        for file in files {
            if total <= self.most / 10 * 9 {
                break;
            }
            if fs::remove_file(&file.path).is_ok() {
                total -= file.bytes;
            }
        }
        total
    }

    fn files(&self) -> Vec<Kept> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let kept = |entry: fs::DirEntry| {
            let metadata = entry.metadata().ok()?;
            let used = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            Some(Kept { path: entry.path(), bytes: metadata.len(), used })
        };
        entries.filter_map(kept).collect()
    }
}

/// A file of the store.
struct Kept {
    path: PathBuf,
    bytes: u64,
    used: SystemTime,
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;
    use std::time::Duration;

    use super::*;
    use crate::outline::{Block, BlockKind, Mark, MarkKind, PageStart, Problem, Target};
    use crate::text::{Span, Text};

    fn document(text: &str) -> Document {
        let blocks = vec![Block { kind: BlockKind::Table, depth: 1, span: Span::new(0..text.len()) }];
        let problems = vec![Problem::Damaged("no end")];
        let link = Mark { target: NonZeroU32::new(1), ..Mark::new(MarkKind::Link, Span::new(0..text.len())) };
        Document {
            format: "pdf",
            encoding: Some("Big5"),
            text: Text::from(text),
            blocks,
            marks: vec![link],
            targets: vec![Target::Web("https://a.example".into())],
            pages: vec![PageStart { at: 0, label: "iv".into() }],
            problems,
            ..Document::default()
        }
    }

    fn stamp(inode: u64) -> Stamp {
        Stamp { size: 1, modified: 2, inode }
    }

    /// Text that can't be packed well, of some 1,000 bytes.
    fn noise(seed: u32) -> String {
        (1..500_u32).filter_map(|at| char::from_u32(0x4e00 + (at * 7919 + seed * 104_729) % 20_000)).collect()
    }

    #[test]
    fn a_document_comes_back_for_the_very_file_and_way_of_reading() {
        let folder = tempfile::tempdir().unwrap();
        let documents = Documents::new(folder.path(), MOST);
        let (usual, path) = (Options::default(), Path::new("a.pdf"));
        let kept = document(&noise(1));
        documents.put(path, stamp(3), &usual, &kept);
        let found = Documents::new(folder.path(), MOST).get(path, stamp(3), &usual).unwrap();
        assert_eq!(format!("{found:?}"), format!("{kept:?}"));
        let raw = Options { reading: formats::Reading { raw: true, ..usual.reading }, ..Options::default() };
        assert!(documents.get(path, stamp(4), &usual).is_none());
        assert!(documents.get(path, stamp(3), &raw).is_none());
        assert!(documents.get(Path::new("b.pdf"), stamp(3), &usual).is_none());
        documents.put(Path::new("a.txt"), stamp(3), &usual, &kept);
        assert!(documents.get(Path::new("a.txt"), stamp(3), &usual).is_none(), "texts are read fast enough");
    }

    #[test]
    fn a_damaged_file_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let documents = Documents::new(folder.path(), MOST);
        documents.put(Path::new("a.pdf"), stamp(3), &Options::default(), &document("text"));
        let file = documents.files().remove(0).path;
        let whole = fs::read(&file).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x11;
            fs::write(&file, &damaged).unwrap();
            assert!(documents.get(Path::new("a.pdf"), stamp(3), &Options::default()).is_none(), "byte {at}");
            fs::write(&file, &whole[..at]).unwrap();
            assert!(documents.get(Path::new("a.pdf"), stamp(3), &Options::default()).is_none(), "{at} bytes");
        }
    }

    #[test]
    fn what_was_used_longest_ago_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let documents = Documents::new(folder.path(), 6_000);
        let usual = Options::default();
        let name = |number: u32| PathBuf::from(format!("{number}.pdf"));
        let is_kept = |number: u32| documents.get(&name(number), stamp(3), &usual).is_some();
        for number in 0..3 {
            documents.put(&name(number), stamp(3), &usual, &document(&noise(number)));
            for (kept, age) in documents.files().iter().zip(1..) {
                let old = SystemTime::now() - Duration::from_secs(100 * age);
                File::options().append(true).open(&kept.path).unwrap().set_modified(old).unwrap();
            }
        }
        assert!(is_kept(0));
        (3..6).for_each(|number| documents.put(&name(number), stamp(3), &usual, &document(&noise(number))));
        let bytes: u64 = documents.files().iter().map(|file| file.bytes).sum();
        assert!(bytes <= 6_000 && is_kept(5), "{bytes}");
        documents.put(&name(9), stamp(3), &usual, &document(&(0..20).map(noise).collect::<String>()));
        assert!(!is_kept(9), "it is larger than all the room");
    }
}
