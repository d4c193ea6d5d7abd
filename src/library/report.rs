//! One report of the library, and how its file is read.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use crate::formats::{self, Options, Reading};
use crate::library::cache::Documents;
use crate::library::stamp::Stamp;
use crate::outline::{Document, Outline, Problem};
use crate::text::Text;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 2_000_000_000;
/// From so many bytes on, a file's bytes become its text, and the buffer that they were read into is not used again.
const LARGE: usize = 1 << 20;

/// What the library keeps of a report: all but its text.
#[derive(Debug)]
pub struct Report {
    /// Its file, as reached from the folder that the user named.
    pub path: Arc<Path>,
    /// The title that it gives itself.
    pub title: Option<Box<str>>,
    /// The name of its format.
    pub format: &'static str,
    /// The encoding found, where the format is text.
    pub encoding: Option<&'static str>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// Bytes of its text.
    pub length: u32,
    /// How it was read.
    pub reading: Reading,
    /// What its file was when it was read; `None` where that does not say enough to know it again.
    pub stamp: Option<Stamp>,
    /// Whether only its contents are known yet; see [`Document::partial`].
    pub partial: bool,
    /// Whether it is known, and stands in no tree.
    pub left_out: bool,
    /// Its headings.
    pub outline: Outline,
}

impl Report {
    /// The report of a document that was read from `path`.
    pub fn new(path: &Path, document: &Document) -> Self {
        Self {
            path: path.into(),
            title: document.title.clone(),
            format: document.format,
            encoding: document.encoding,
            problems: document.problems.clone(),
            length: document.text.len(),
            reading: Reading::default(),
            stamp: None,
            partial: document.partial,
            left_out: false,
            outline: document.outline.clone(),
        }
    }

    /// The same report, read in another way than by default.
    pub fn read_as(self, reading: Reading) -> Self {
        Self { reading, ..self }
    }

    /// The same report under another path.
    pub(super) fn at(&self, path: &Path) -> Self {
        Self {
            path: path.into(),
            title: self.title.clone(),
            problems: self.problems.clone(),
            outline: self.outline.clone(),
            ..*self
        }
    }

    /// Reads a file. `buffer` is for its bytes, to be used again.
    pub(super) fn read(path: &Path, options: &Options, buffer: &mut Vec<u8>, kept: Option<&Documents>) -> Self {
        let read = read_bytes(path, buffer);
        Self::of_bytes(path, options, read.map(|stamp| (stamp, buffer)), kept)
    }

    /// What a glance at a file shows, where that is anything, and else all of it. `buffer` is for its bytes, to be used
    /// again.
    pub(super) fn glimpse(path: &Path, options: &Options, buffer: &mut Vec<u8>, kept: Option<&Documents>) -> Self {
        let read = read_bytes(path, buffer);
        let glance = read.is_ok().then(|| formats::glance(path, buffer, options)).flatten();
        match glance {
            Some(document) => Self::new(path, &document).read_as(options.reading),
            None => Self::of_bytes(path, options, read.map(|stamp| (stamp, buffer)), kept),
        }
    }

    fn of_bytes(
        path: &Path,
        options: &Options,
        read: Result<(Option<Stamp>, &mut Vec<u8>), Problem>,
        kept: Option<&Documents>,
    ) -> Self {
        let report = match read {
            Ok((stamp, buffer)) => {
                let document = match buffer.len() {
                    0..LARGE => formats::read(path, &*buffer, options),
                    LARGE.. => formats::read(path, std::mem::take(buffer), options),
                };
                let report = Self { stamp, ..Self::new(path, &document) };
                if let (Some(kept), Some(stamp), false) = (kept, stamp, report.is_passing()) {
                    kept.put(path, stamp, options, &document);
                }
                report
            }
            Err(problem) => Self::unreadable(path, problem),
        };
        report.read_as(options.reading)
    }

    /// Whether it may be other when it is read once more, though its file is the same.
    pub(super) fn is_passing(&self) -> bool {
        let passing = |problem: &Problem| matches!(problem, Problem::Unreadable(_) | Problem::TookTooLong { .. });
        self.stamp.is_none() || self.problems.iter().any(passing)
    }

    /// A report, or a folder, of which nothing but a problem is known.
    pub fn unreadable(path: &Path, problem: Problem) -> Self {
        Self::new(path, &Document { problems: vec![problem], ..Document::default() })
    }

    /// When its file was changed last, in nanoseconds since 1970. What was written too short ago to be known again is
    /// newer than all else.
    pub fn modified(&self) -> i64 {
        let unknown = if self.length > 0 { i64::MAX } else { i64::MIN };
        self.stamp.map_or(unknown, |stamp| stamp.modified)
    }

    /// The bytes of its file, or, where they are not known, of its text.
    pub fn size(&self) -> u64 {
        self.stamp.map_or(self.length.into(), |stamp| stamp.size)
    }

    /// The name of its file.
    pub fn name(&self) -> String {
        file_name(&self.path)
    }

    /// Whether its bytes turned out to be no text at all.
    pub fn is_binary(&self) -> bool {
        self.problems.contains(&Problem::Binary)
    }

    /// Its title and those down to a heading. A heading that only says the report's title again is left out, unless it
    /// is the last.
    pub fn crumbs(&self, heading: Option<u32>) -> Vec<String> {
        let above = heading.map_or_else(Vec::new, |heading| self.outline.ancestors(heading));
        let mut parts: Vec<String> =
            above.into_iter().chain(heading).map(|index| self.outline.title(index).to_owned()).collect();
        if parts.len() < 2 || parts.first() != Some(&self.presented()) {
            parts.insert(0, self.presented());
        }
        parts
    }

    /// The name by which it is presented: its title, else the name of its file.
    pub fn presented(&self) -> String {
        self.title.as_deref().map_or_else(|| self.name(), str::to_owned)
    }
}

/// The last part of a path, with what is no Unicode replaced.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Reads a file. What goes wrong is in the document's problems.
pub fn read_document(path: &Path, options: &Options) -> Document {
    let mut bytes = Vec::new();
    match read_bytes(path, &mut bytes) {
        Ok(_) => formats::read(path, bytes, options),
        Err(problem) => Document { problems: vec![problem], ..Document::default() },
    }
}

/// The document of a file: from those that are kept, where it stands there, else it is read.
pub fn recall_document(path: &Path, options: &Options, kept: Option<&Documents>) -> Document {
    let now = path.metadata().map(|metadata| Stamp::of(&metadata));
    let known = now.ok().zip(kept).and_then(|(stamp, kept)| kept.get(path, stamp, options));
    known.unwrap_or_else(|| read_document(path, options))
}

/// Reads the text of a file as it is. Where it can't be read, there is none.
pub fn read_source(path: &Path, options: &Options) -> Text {
    let mut bytes = Vec::new();
    let read = read_bytes(path, &mut bytes);
    read.map_or_else(|_| Text::default(), |_| formats::source(bytes, options))
}

/// Reads the text of a file, and no more of it than that takes; it is the same as that of its document. Empty where the
/// file can't be read.
pub fn read_text(path: &Path, options: &Options) -> Text {
    let mut bytes = Vec::new();
    let read = read_bytes(path, &mut bytes);
    read.map_or_else(|_| Text::default(), |_| formats::read_text(path, bytes, options))
}

/// The bytes of a file.
///
/// # Errors
/// When it can't be read, or is too large.
pub fn whole(path: &Path) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    read_bytes(path, &mut bytes).map(|_| bytes)
}

/// Reads the bytes of a file in place of those that are in the buffer, and tells what the file was before that.
fn read_bytes(path: &Path, bytes: &mut Vec<u8>) -> Result<Option<Stamp>, Problem> {
    let unreadable = |error: &std::io::Error| Problem::Unreadable(reason(error));
    let now = SystemTime::now();
    let mut file = File::open(path).map_err(|error| unreadable(&error))?;
    let metadata = file.metadata().map_err(|error| unreadable(&error))?;
    if !metadata.is_file() {
        return Err(Problem::Unreadable("it is no file".to_owned()));
    }
    if metadata.len() > LARGEST {
        return Err(Problem::TooLarge { limit: LARGEST / 1_000_000 });
    }
    fill(&mut file, usize::try_from(metadata.len()).unwrap_or(0), bytes).map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(Problem::TooLarge { limit: LARGEST / 1_000_000 });
    }
    Ok(Stamp::of(&metadata).settled(now))
}

/// Reads all bytes in place of those that are in the buffer, or so many that they are too many. Where there are as many
/// as expected, the system is asked twice: for them, and whether there are more.
fn fill(file: &mut impl Read, expected: usize, bytes: &mut Vec<u8>) -> std::io::Result<()> {
    let mut filled = 0;
    if bytes.capacity() > expected {
        bytes.resize(expected + 1, 0);
    } else {
        // The system gives memory that is zero already.
        *bytes = vec![0; expected + 1];
    }
    while filled as u64 <= LARGEST {
        if filled == bytes.len() {
            bytes.resize(2 * filled, 0);
        }
        match file.read(bytes.get_mut(filled..).unwrap_or_default()) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => {
                bytes.clear();
                return Err(error);
            }
        }
    }
    bytes.truncate(filled);
    Ok(())
}

/// Why the system refused, in words for the user.
pub fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives so many bytes at a time, and is interrupted in between.
    struct Slow<'a>(&'a [u8], usize, bool);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.2 = !self.2;
            if self.2 {
                return Err(ErrorKind::Interrupted.into());
            }
            let most = self.1.min(buffer.len());
            self.0.read(buffer.get_mut(..most).unwrap_or_default())
        }
    }

    #[test]
    fn a_file_is_read_to_its_end_however_large_it_was_thought_to_be() {
        let mut buffer = b"what was there before".to_vec();
        for expected in [0, 1, 5, 6, 7, 100] {
            for at_a_time in [1, 4, 1000] {
                fill(&mut Slow(b"report", at_a_time, false), expected, &mut buffer).unwrap();
                assert_eq!(buffer, b"report", "{expected} {at_a_time}");
            }
        }
    }
}
