//! What happens to the program, and what it asks of the world.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::comparison::{Differences, Pair};
use crate::app::key::{Key, Mouse};
use crate::app::source::Lines;
use crate::formats::Reading;
use crate::library::{Arrangement, EntryId, Update};
use crate::outline::Document;
use crate::search::fulltext::Answer;
use crate::search::holding::Holding;
use crate::search::{Found, QueryError};
use crate::text::width::Ambiguous;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(String),
    /// The screen has this many columns and rows.
    Resize(u16, u16),
    /// The terminal has shown how wide it draws ambiguous characters.
    Ambiguous(Ambiguous),
    /// There is a newer library.
    Library(Update),
    /// A report was read for the page.
    Document(EntryId, Arc<Document>),
    /// The lines of a report's source were read.
    Source(EntryId, Arc<Lines>),
    /// Two sections were compared.
    Compared(Pair, Arc<Differences>),
    /// The search with this number has found something, or can't be done; this is why.
    Found(u64, Result<Found, QueryError>),
    /// The search in texts with this number has found something, or can't be made.
    TextsFound(u64, Answer),
    /// The search with this number has found the reports that hold a heading, or can't be done.
    Held(u64, Result<Holding, QueryError>),
    /// What was searched for in earlier runs, the newest at the end.
    Queries(Vec<String>),
    /// The editor that was asked for has ended, or could not be started; this is why.
    Edited(EntryId, Option<String>),
    /// The system asks the program to end.
    Terminate,
    /// The system, or the user through it, asks the program to stop for a while.
    Stop,
    /// The program goes on after it was stopped.
    Continue,
}

/// Something that the world must do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Read a report for the page, and answer with [`Event::Document`]. A newer request makes an older one void.
    Read {
        /// The report.
        entry: EntryId,
        /// Its file.
        path: PathBuf,
        /// How it is read.
        reading: Reading,
    },
    /// Read the file of a report as it is, and answer with [`Event::Source`].
    ReadSource {
        /// The report.
        entry: EntryId,
        /// Its file.
        path: PathBuf,
        /// The name of its encoding.
        encoding: Option<&'static str>,
    },
    /// Compare two sections, and answer with [`Event::Compared`].
    Compare(Pair),
    /// Search all headings, and answer with [`Event::Found`]. A newer search makes an older one void.
    Search {
        /// The number of this search.
        number: u64,
        /// What was typed.
        query: String,
    },
    /// Search all texts, and answer with [`Event::TextsFound`], again and again while more is found. A newer search ends
    /// an older one; one for nothing only does that.
    SearchTexts {
        /// The number of this search.
        number: u64,
        /// What was typed.
        query: String,
        /// Whether that is a regular expression.
        expression: bool,
    },
    /// Find the sections of other reports that correspond to this one, and answer with [`Event::Found`]. It makes an
    /// older search void, and is made void by a newer one.
    FindCorresponding {
        /// The number of this search.
        number: u64,
        /// The report.
        entry: EntryId,
        /// The heading.
        heading: u32,
    },
    /// Find the reports that hold a heading, and answer with [`Event::Held`]. A newer request makes an older one void.
    FindHolding {
        /// The number of this search.
        number: u64,
        /// What was typed.
        query: String,
    },
    /// Let reports stand in another way, and answer with [`Event::Library`].
    Arrange(Arrangement),
    /// Keep a query for later runs.
    KeepQuery(String),
    /// Hand a text to the clipboard of the terminal.
    Copy(String),
    /// Give the terminal to the user's editor, and answer with [`Event::Edited`] when it ends.
    Edit {
        /// The report.
        entry: EntryId,
        /// Its file.
        path: PathBuf,
        /// The line to begin at, from 1.
        line: u32,
    },
    /// Read one report again for the library.
    ReadAgain(EntryId),
    /// Walk all folders again.
    ReadAllAgain,
    /// Stop reading; what is read stays.
    StopReading,
    /// Read everything in another way, this report first.
    ReadOtherwise(Reading, Option<EntryId>),
    /// Draw the whole screen anew.
    Redraw,
    /// Ask the system to stop the program and whoever started it; it answers with [`Event::Stop`].
    AskToStop,
    /// Give the terminal back and stop, until the shell lets the program go on.
    Stop,
    /// Take the terminal again, in whatever mode it is.
    TakeTerminal,
    /// End the program.
    Quit,
}
