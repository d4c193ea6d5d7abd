//! One report of the library, and how its file is read.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::formats::{self, Options, Reading};
use crate::library::keys::TitleKeys;
use crate::outline::{Document, Outline, Problem};
use crate::text::Text;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 2_000_000_000;

/// What the library keeps of a report: all but its text.
#[derive(Debug)]
pub struct Report {
    /// Its file, as reached from the folder that the user named.
    pub path: Box<Path>,
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
    /// Its headings.
    pub outline: Outline,
    /// The forms of its titles in which they are searched.
    pub keys: TitleKeys,
}

impl Report {
    /// The report of a document that was read from `path`.
    pub fn new(path: &Path, document: &Document) -> Self {
        let title = document.title.clone();
        let name = title.as_deref().map_or_else(|| file_name(path), str::to_owned);
        Self {
            path: path.into(),
            format: document.format,
            encoding: document.encoding,
            problems: document.problems.clone(),
            length: document.text.len(),
            reading: Reading::default(),
            outline: document.outline.clone(),
            keys: TitleKeys::new(&name, &document.outline),
            title,
        }
    }

    /// The same report, read in another way than by default.
    pub fn read_as(self, reading: Reading) -> Self {
        Self { reading, ..self }
    }

    /// A report, or a folder, of which nothing but a problem is known.
    pub fn unreadable(path: &Path, problem: Problem) -> Self {
        Self::new(path, &Document { problems: vec![problem], ..Document::default() })
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
    match read_bytes(path) {
        Ok(bytes) => formats::read(path, &bytes, options),
        Err(problem) => Document { problems: vec![problem], ..Document::default() },
    }
}

/// Reads the text of a file, and no more of it than that takes; it is the same as that of its document. Empty where the
/// file can't be read.
pub fn read_text(path: &Path, options: &Options) -> Text {
    read_bytes(path).map_or_else(|_| Text::default(), |bytes| formats::read_text(path, &bytes, options))
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let unreadable = |error: &std::io::Error| Problem::Unreadable(reason(error));
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    let metadata = file.metadata().map_err(|error| unreadable(&error))?;
    if !metadata.is_file() {
        return Err(Problem::Unreadable("it is no file".to_owned()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(LARGEST)).unwrap_or(0));
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(Problem::TooLarge { limit: LARGEST / 1_000_000 });
    }
    Ok(bytes)
}

/// Why the system refused, in words for the user.
pub fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        _ => error.to_string(),
    }
}
