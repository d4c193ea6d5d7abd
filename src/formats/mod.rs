//! Bytes become a [`Document`]: one reader for each format, all behind the trait `Reader`.
//!
//! Parsers of formats are fenced in here. A reader never fails: what is wrong with a report is a
//! [`Problem`] in its document.
//!
//! | where | what it holds | what it may use |
//! | --- | --- | --- |
//! | `plain`, `pdf` | the readers of texts without markup, and of PDF | all below |
//! | `light` | Markdown, reStructuredText, AsciiDoc, Org, and what they share | all below, the tokens of HTML |
//! | `office` | docx, odt, RTF, .doc, and the document of a word processor that all four make | all below |
//! | `web` | HTML, and the pages in MHT and EPUB | all below |
//! | `compose` | the document that is built block by block; headings are marked, or else detected | nothing here |
//! | `archive`, `xml`, `source` | zip archives, XML, and decoded texts, as input | `limits` |
//! | `images` | the kinds and sizes of images, and their bytes where they lie in a report's file | all of them |
//! | `limits`, `numerals` | what reading may cost; how numbers are written | nothing here |

mod archive;
mod compose;
pub mod images;
mod light;
mod limits;
mod numerals;
mod office;
mod pdf;
mod pictures;
mod plain;
mod source;
mod targets;
mod web;
mod xml;

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::formats::limits::Budget;
use crate::formats::source::Source as Decoded;
use crate::outline::detect::Belief;
use crate::outline::image::Source;
use crate::outline::{Document, Problem};
use crate::text::Text;

/// What a user may decide about reading.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The encoding of all texts, where it is not to be found out. See [`crate::text::decode::encoding`].
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// How texts without markup are read.
    pub reading: Reading,
}

/// How texts without markup are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// How much is believed of what looks like a heading.
    pub belief: Belief,
    /// Whether the text is left as it is in the file, its damage too.
    pub raw: bool,
}

/// Turns the bytes of one format into a document.
trait Reader: Sync {
    /// The name of the format.
    fn name(&self) -> &'static str;

    /// The endings of file names by which it is known, in lower case and without the dot.
    fn extensions(&self) -> &'static [&'static str];

    /// What is taken from such files, in plain words that go on after "takes"; the table in README.md says the same.
    fn taken(&self) -> &'static str {
        "the text and its headings"
    }

    /// Whether its files are text that an editor shows, so that the lines of its headings are lines of the file.
    fn is_text(&self) -> bool {
        true
    }

    /// Whether the bytes of a file show that it is of this format, whatever its name is. Costs a look at the beginning
    /// of the file, or at the list of its parts.
    fn recognises(&self, _bytes: &[u8]) -> bool {
        false
    }

    /// Reads a whole file, or one that stands within another, as far as the budget of the file reaches.
    fn read_within(&self, bytes: &[u8], options: &Options, budget: &Budget) -> Document;

    /// Reads a whole file.
    fn read(&self, bytes: &[u8], options: &Options) -> Document {
        self.read_within(bytes, options, &Budget::new(bytes.len()))
    }

    /// The bytes of an image that is an object of a file, as a file of their own; `None` where it is none.
    fn object(&self, _bytes: &[u8], _number: u32, _budget: &Budget) -> Option<Vec<u8>> {
        None
    }

    /// Reads only the contents that a file lists by itself, where that costs far less than its text does. See
    /// [`glance`].
    fn glance(&self, _bytes: &[u8], _options: &Options, _budget: &Budget) -> Option<Document> {
        None
    }

    /// The bytes of a picture that lies in a file, by the name that the reader gave to its part; of archives all parts are
    /// had without this.
    fn picture(&self, _bytes: &[u8], _name: &str) -> Option<Vec<u8>> {
        None
    }

    /// Reads a whole file and the sizes of its pictures. Bytes that are given away need not be kept until the end.
    fn read_file(&self, bytes: Cow<'_, [u8]>, options: &Options, budget: &Budget) -> Document {
        let mut document = self.read_within(&bytes, options, budget);
        images::measure(&mut document, &bytes, budget);
        document
    }

    /// Reads the text of a file: that of [`Reader::read`], where it can be had for less.
    fn read_text(&self, bytes: Cow<'_, [u8]>, options: &Options) -> Text {
        self.read(&bytes, options).text
    }
}

/// All formats.
static READERS: &[&dyn Reader] = &[
    &plain::Plain,
    &light::Markdown,
    &web::Html,
    &web::Mht,
    &web::Epub,
    &office::Docx,
    &office::Odt,
    &office::Rtf,
    &office::Doc,
    &pdf::Pdf,
    &light::ReStructuredText,
    &light::AsciiDoc,
    &light::Org,
];

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Its name, as a [`Document`] has it.
    pub name: &'static str,
    /// The endings of the names of its files, without the dot.
    pub extensions: &'static [&'static str],
    /// What is taken from its files, in plain words.
    pub taken: &'static str,
}

/// All formats that are read.
pub fn formats() -> impl Iterator<Item = Format> {
    READERS.iter().map(|reader| Format { name: reader.name(), extensions: reader.extensions(), taken: reader.taken() })
}

/// Whether the name of a file is one that a reader takes.
pub fn is_report(path: &Path) -> bool {
    reader(path).is_some()
}

/// The name of the format that the name of a file says.
pub fn named(path: &Path) -> Option<&'static str> {
    reader(path).map(Reader::name)
}

/// Whether files of a format, given by its name, are text that an editor shows.
pub fn is_text(format: &str) -> bool {
    READERS.iter().find(|reader| reader.name() == format).is_none_or(|reader| reader.is_text())
}

/// The text of a file that is text, as it is; empty where it is none.
pub fn source<'a>(bytes: impl Into<Cow<'a, [u8]>>, options: &Options) -> Text {
    Decoded::new(bytes, options).text
}

/// Reads the bytes of a file as the format that they show, else as that which its name says, as plain text where neither
/// says anything. Where the bytes are given away, a plain text takes no memory beside them.
pub fn read<'a>(path: &Path, bytes: impl Into<Cow<'a, [u8]>>, options: &Options) -> Document {
    let bytes = bytes.into();
    let reader = reader_of(path, &bytes);
    let read = || {
        let budget = Budget::new(bytes.len());
        reader.read_file(bytes, options, &budget)
    };
    let document = catch_unwind(AssertUnwindSafe(read));
    document.map_or_else(|_| failed(reader, Problem::ParserFailed), |document| named_in_vain(document, reader))
}

/// What is left where a file could not be read at all.
fn failed(reader: &dyn Reader, problem: Problem) -> Document {
    Document { format: reader.name(), problems: vec![problem], ..Document::default() }
}

/// A file that its name says to be a document, but that is none and no text either, is no binary file like any other.
fn named_in_vain(document: Document, reader: &dyn Reader) -> Document {
    if reader.is_text() || !document.problems.contains(&Problem::Binary) {
        return document;
    }
    failed(reader, Problem::Unrecognised { format: reader.name() })
}

/// Reads only the outline of a file, where its format has a list of contents (bookmarks of PDF, the navigation of books)
/// and this file has one, or where its headings show without the rest (Markdown): something to show at once while
/// [`read`] reads the text, in a small part of its time.
///
/// The document is [`partial`](Document::partial): its text holds the titles, one a line, under its headings. It is
/// to be replaced by what [`read`] returns, which has these headings in this order. Where they come from a list of
/// contents, some have the number there that the page shows, and there may be more of them. None means nothing but that
/// the file must be read: also a broken or an encrypted file is none, as [`read`] says what is wrong.
pub fn glance(path: &Path, bytes: &[u8], options: &Options) -> Option<Document> {
    let reader = reader_of(path, bytes);
    catch_unwind(AssertUnwindSafe(|| reader.glance(bytes, options, &Budget::new(bytes.len())))).ok().flatten()
}

/// Reads the text alone that [`read`] would find.
pub fn read_text<'a>(path: &Path, bytes: impl Into<Cow<'a, [u8]>>, options: &Options) -> Text {
    let bytes = bytes.into();
    let reader = reader_of(path, &bytes);
    catch_unwind(AssertUnwindSafe(|| reader.read_text(bytes, options))).unwrap_or_default()
}

/// The bytes of an image that lies in a file; `None` where it lies elsewhere, or is not to be found.
pub fn image(path: &Path, bytes: &[u8], source: &Source, options: &Options) -> Option<Vec<u8>> {
    let reader = reader_of(path, bytes);
    catch_unwind(AssertUnwindSafe(|| images::bytes(reader, bytes, source, options, &Budget::new(bytes.len()))))
        .ok()
        .flatten()
}

/// The reader of the format that bytes show, else of that which the name of the file says, else that of plain text.
fn reader_of(path: &Path, bytes: &[u8]) -> &'static dyn Reader {
    let recognised = READERS.iter().copied().find(|reader| reader.recognises(bytes));
    recognised.or_else(|| reader(path)).unwrap_or(&plain::Plain)
}

fn reader(path: &Path) -> Option<&'static dyn Reader> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    READERS.iter().copied().find(|reader| reader.extensions().contains(&extension.as_str()))
}
