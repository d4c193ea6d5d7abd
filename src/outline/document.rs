//! What every reader returns, whatever the format was.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::outline::detect::{Belief, Detected, Look, detect, detect_explained};
use crate::outline::image::Image;
use crate::outline::link::{Link, Target};
use crate::outline::tree::Outline;
use crate::text::compare::Sentences;
use crate::text::interned::{self, Interned};
use crate::text::repair::Repair;
use crate::text::{Span, Text};

/// A report as it was read: its text, what the parts of the text are, and its outline.
///
/// Blocks are sorted by position and disjoint; marks are sorted by their start. All spans lie within the text.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Document {
    /// The name of the format, as `mulu outline --format json` prints it.
    #[serde(deserialize_with = "interned::deserialize")]
    pub format: Interned,
    /// The name of the encoding in which the bytes were found, for formats that are text.
    #[serde(deserialize_with = "interned::deserialize_option")]
    pub encoding: Option<Interned>,
    /// The title that the report gives itself.
    pub title: Option<Box<str>>,
    /// The extracted text.
    pub text: Text,
    /// The parts of the text that are shown, one below the other.
    pub blocks: Vec<Block>,
    /// Emphasis, code and links inside the blocks.
    pub marks: Vec<Mark>,
    /// Where the marks of links lead; see [`Mark::target`].
    pub targets: Vec<Target>,
    /// The places that the report itself names, by their names in order. Links of other reports lead there.
    pub names: Vec<(Box<str>, u32)>,
    /// The images to which marks lead, each once.
    pub images: Vec<Image>,
    /// How its letters look, sorted and disjoint, where its headings were detected and the format has looks.
    pub looks: Vec<Look>,
    /// Where the pages of print begin, sorted by position, no two at one place; none where the format has no pages.
    pub pages: Vec<PageStart>,
    /// All that notes say of which it is known where they end, sorted by position.
    pub notes: Vec<Span>,
    /// The headings.
    pub outline: Outline,
    /// What went wrong; reading itself never fails.
    pub problems: Vec<Problem>,
    /// What was damaged in the file and is repaired in the text, by position.
    pub repairs: Vec<Repair>,
    /// Whether only a glance was taken at the file ([`crate::formats::glance`]): the outline is that of its own
    /// contents, the text holds nothing but their titles, and what is wrong with the file is not known yet. Such a
    /// document stands in until the file is read; its places are not those of the whole text.
    pub partial: bool,
}

impl Document {
    /// Where a mark leads, if it does.
    pub fn target(&self, mark: &Mark) -> Option<&Target> {
        self.targets.get(mark.target?.get() as usize - 1)
    }

    /// The links that begin in a part of the text, in order. An image within a link is none. Costs what lies in that
    /// part.
    pub fn links(&self, within: Span) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        for mark in self.marks_in(within) {
            let Some(target) = self.target(mark) else { continue };
            let is_in_link =
                mark.kind == MarkKind::Image && links.last().is_some_and(|link| link.span.end >= mark.span.end);
            if !is_in_link {
                links.push(Link { span: mark.span, target: target.clone() });
            }
        }
        links
    }

    /// The words of the images that begin in a part of the text, in order, as links to them. Costs what lies in that
    /// part.
    pub fn image_links(&self, within: Span) -> Vec<Link> {
        let images = self.marks_in(within).filter(|mark| mark.kind == MarkKind::Image);
        images.filter_map(|mark| Some(Link { span: mark.span, target: self.target(mark)?.clone() })).collect()
    }

    /// The place of a name that the report gives to one.
    pub fn named(&self, name: &str) -> Option<u32> {
        let at = self.names.binary_search_by(|(known, _)| (**known).cmp(name)).ok()?;
        self.names.get(at).map(|(_, place)| *place)
    }

    /// The image that a mark leads to.
    pub fn image(&self, mark: &Mark) -> Option<&Image> {
        match self.target(mark)? {
            Target::Image(index) => self.images.get(*index as usize),
            _ => None,
        }
    }

    /// The marks that begin in a part of the text.
    pub fn marks_in(&self, within: Span) -> impl Iterator<Item = &Mark> {
        let first = self.marks.partition_point(|mark| mark.span.start < within.start);
        self.marks.iter().skip(first).take_while(move |mark| mark.span.start < within.end)
    }

    /// All that the note at a place says, which may be several blocks, where it is known where it ends.
    pub fn note(&self, place: u32) -> Option<Span> {
        let behind = self.notes.partition_point(|note| note.start <= place);
        self.notes.get(behind.checked_sub(1)?).copied().filter(|note| place < note.end)
    }

    /// The last page of print that begins in a part of the text.
    pub fn page_begun(&self, within: Span) -> Option<&PageStart> {
        let behind = self.pages.partition_point(|page| page.at < within.end);
        self.pages.get(behind.checked_sub(1)?).filter(|page| page.at >= within.start)
    }

    /// What the detector finds in its text, whatever outline its format gave it.
    pub fn detect(&self, belief: Belief) -> Detected {
        detect(&self.text, &self.looks, belief)
    }

    /// The same, with what spoke for and against it.
    pub fn detect_explained(&self, belief: Belief) -> Detected {
        detect_explained(&self.text, &self.looks, belief)
    }

    /// The sentences of a part of the text, to be compared. What is not the report's own is left out.
    pub fn sentences(&self, span: Span) -> Sentences<'_> {
        let mut sentences = Sentences::new(&self.text);
        let first = self.blocks.partition_point(|block| block.span.end <= span.start);
        let blocks = self.blocks.get(first..).unwrap_or_default();
        for block in blocks.iter().take_while(|block| block.span.start < span.end) {
            let inside = Span { start: block.span.start.max(span.start), end: block.span.end.min(span.end) };
            match block.kind {
                BlockKind::Boilerplate | BlockKind::Rule => {}
                BlockKind::Code | BlockKind::Table | BlockKind::Image => sentences.add_lines(inside),
                BlockKind::Paragraph | BlockKind::Heading | BlockKind::Item | BlockKind::Quote | BlockKind::Gap => {
                    sentences.add(inside);
                }
            }
        }
        sentences
    }
}

/// Where a page of print begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageStart {
    /// The first byte of its text: page headers are not looked at.
    pub at: u32,
    /// What the page is called, as it is cited: `12`, `iv`, `A-3`. Never empty, and short.
    pub label: Box<str>,
}

/// One part of a text that stands by itself on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// How deep it is nested in lists and quotes, from 0.
    pub depth: u8,
    /// The text that it covers.
    pub span: Span,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// Running text. Line ends inside are kept.
    Paragraph,
    /// A heading of the outline.
    Heading,
    /// An item of a list, its bullet or number included.
    Item,
    /// Quoted text.
    Quote,
    /// Text whose lines and spaces are kept as they are.
    Code,
    /// A table: a line for each row, cells separated by tabs. [`MarkKind::Head`] marks the rows that name its columns.
    Table,
    /// Words by which the source says that text is left out.
    Gap,
    /// Page headers, site navigation and other text that is not the report's own.
    Boilerplate,
    /// A rule across the page. Its text is empty or a few dashes.
    Rule,
    /// An image that stands by itself: the words for it, in brackets. The words are marked as [`MarkKind::Image`].
    Image,
}

/// A run of characters with a meaning of its own. One may lie within another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// The text that it covers.
    pub span: Span,
    /// Which of [`Document::targets`] it leads to, from 1; `None` where it is no link, or leads nowhere that is known.
    pub target: Option<NonZeroU32>,
}

impl Mark {
    /// A mark that leads nowhere.
    pub fn new(kind: MarkKind, span: Span) -> Self {
        Self { kind, span, target: None }
    }
}

/// What a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MarkKind {
    /// Strong emphasis.
    Strong,
    /// Emphasis.
    Emphasis,
    /// Code within a line.
    Code,
    /// The words of a link.
    Link,
    /// The sign of a note, which leads to it.
    Note,
    /// The words for an image, its alternative text or its name.
    Image,
    /// Struck out.
    Strike,
    /// Damaged in the file, and repaired here.
    Repaired,
    /// The rows at the beginning of a table that say what its columns are called, where the format says so.
    Head,
}

/// What is wrong with a report. Its `Display` is a sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Problem {
    /// The file could not be read.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// The bytes are not text.
    #[error("is a binary file, not text")]
    Binary,
    /// The bytes are none of the format that the name says, nor of another one.
    #[error("is no {format} file, or too damaged to be known as one")]
    Unrecognised {
        /// The name of the format.
        #[serde(deserialize_with = "interned::deserialize")]
        format: Interned,
    },
    /// Some bytes have no meaning in the encoding, and stand as replacement characters.
    #[error("holds bytes that are no {encoding}; they are shown as \u{fffd}")]
    Undecodable {
        /// The encoding that was found or asked for.
        #[serde(deserialize_with = "interned::deserialize")]
        encoding: Interned,
    },
    /// The file is larger than mulu reads.
    #[error("is larger than {limit} MB")]
    TooLarge {
        /// The limit, in millions of bytes.
        limit: u64,
    },
    /// The file is broken; what could be read stands in the text.
    #[error("is damaged: {0}; what could be read is shown")]
    Damaged(#[serde(deserialize_with = "interned::deserialize")] Interned),
    /// The file can be read only with a password.
    #[error("is encrypted: it can be read only with its password")]
    Encrypted,
    /// The pages are pictures.
    #[error("holds no text: its pages are pictures")]
    NoText,
    /// Reading was given up after a time; what was read until then stands in the text.
    #[error("took longer than {seconds} s to read; what was read until then is shown")]
    TookTooLong {
        /// The limit, in seconds.
        seconds: u64,
    },
    /// The file would expand beyond the limit; what was read until then stands in the text.
    #[error(
        "expands to more than {limit} MB, or has too much text or too many parts; what was read until then is shown"
    )]
    ExpandsTooFar {
        /// The limit, in millions of bytes.
        limit: u64,
    },
    /// The text has more lines or numbers than are looked at for headings; all of it is shown.
    #[error("has too many lines or numbers: headings are looked for in the first {bytes} of its {of} bytes only")]
    HeadingsBeyond {
        /// The bytes of the text that are looked at.
        bytes: u32,
        /// The bytes of the text.
        of: u32,
    },
    /// The file is an archive that is none of the documents known.
    #[error("is an archive and no document")]
    Archive,
    /// A parser failed on this report.
    #[error("could not be parsed; this is a fault of mulu")]
    ParserFailed,
}

impl Problem {
    /// What the user can do about it, as a sentence.
    pub fn remedy(&self) -> Option<&'static str> {
        match self {
            Self::Unreadable(_) => None,
            Self::Binary => Some("A file of another kind may have been given this name."),
            Self::Unrecognised { .. } => {
                Some("Open it in the program that made it, and save it again; or give it the name of what it is.")
            }
            Self::Undecodable { .. } => {
                Some("Where the encoding was guessed wrong, --encoding NAME says the right one.")
            }
            Self::TooLarge { .. } | Self::TookTooLong { .. } | Self::ExpandsTooFar { .. } => {
                Some("Parts of it, saved as files of their own, can be read.")
            }
            Self::HeadingsBeyond { .. } => Some("Parts of it, saved as files of their own, get all of theirs."),
            Self::Damaged(_) => Some("The program that made it may mend it: open it there, and save it again."),
            Self::Encrypted => Some("Save a copy of it without the password; mulu reads that."),
            Self::NoText => Some("Text recognition (OCR) makes a copy of it that holds text."),
            Self::Archive => Some("Unpack it, and open what comes out."),
            Self::ParserFailed => Some("Saved in another format, it may be read."),
        }
    }

    /// Whether text of the report is missing by it.
    pub fn loses_text(&self) -> bool {
        !matches!(self, Self::Undecodable { .. } | Self::HeadingsBeyond { .. })
    }

    /// What is wrong, and what the user can do about it.
    pub fn told(&self) -> String {
        match self.remedy() {
            Some(remedy) => format!("{self}. {remedy}"),
            None => self.to_string(),
        }
    }
}
