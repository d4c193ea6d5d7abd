//! What happens to the program, and what it asks of the world.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::beside::comparison::{Differences, Pair, Passage};
use crate::app::input::key::{Key, Mouse};
use crate::app::page::find::{FoundText, Sought};
use crate::app::sheet::source::{Lines, Origin};
use crate::app::sheet::why::{Explained, Why};
use crate::app::trail::positions::Position;
use crate::export::Subject;
use crate::formats::Reading;
use crate::library::{Arrangement, EntryId, Update};
use crate::outline::{Document, Image};
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
    /// The images of a report that was read for the page have these sizes.
    Measured(Arc<Document>, Arc<[Image]>),
    /// The lines of a report's source were read. Of those so many end before what is read, from where counting began.
    Source(EntryId, Arc<Lines>, u32),
    /// Two sections were compared.
    Compared(Pair, Arc<Differences>),
    /// It was found out why a heading is one.
    Explained(Why, Arc<Explained>),
    /// The search with this number has found something, or can't be done; this is why.
    Found(u64, Result<Found, QueryError>),
    /// The search in texts with this number has found something, or can't be made.
    TextsFound(u64, Answer),
    /// The search in a report with this number has found more.
    TextFound(u64, FoundText),
    /// The search with this number has found the reports that hold a heading, or can't be done.
    Held(u64, Result<Holding, QueryError>),
    /// What was searched for in earlier runs, the newest at the end.
    Queries(Vec<String>),
    /// The address, or the image, could not be opened; why.
    NotOpened(String),
    /// Where reports were left in earlier runs, the newest at the end.
    Positions(Vec<Position>),
    /// The editor that was asked for has ended, or could not be started; this is why.
    Edited(EntryId, Option<String>),
    /// An export has come to its end.
    Exported(Export, Exported),
    /// The command that got a text has ended.
    Sent(String, Sent),
    /// The system asks the program to end.
    Terminate,
    /// The system, or the user through it, asks the program to stop for a while.
    Stop,
    /// The program goes on after it was stopped.
    Continue,
}

/// Something that is to be written to a file of the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// What is written.
    pub subject: Subject,
    /// The file, as the user has typed it; its extension says the format.
    pub file: String,
    /// Whether a file that is there already is replaced.
    pub replace: bool,
}

/// How an export has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exported {
    /// So many characters were written.
    Written(usize),
    /// The file is there already, and was not to be replaced.
    Exists,
    /// The extension says no format.
    NoFormat,
    /// The file lies in a folder of reports, or is one.
    AmongReports,
    /// The system refuses; why.
    Refused(String),
}

/// How a command that got a text has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// All is well.
    Done,
    /// It ended with this exit code.
    Code(i32),
    /// It was ended by a signal, or did not start; why.
    Failed(String),
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
    /// Read the source of a report, count the lines up to what is read, and answer with [`Event::Source`].
    ReadSource {
        /// The report.
        entry: EntryId,
        /// What its lines are.
        origin: Origin,
        /// The part of the report's text before what is read.
        before: Option<Passage>,
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
    /// Look for a text in what is left of a long report, and answer with [`Event::TextFound`], again and again until all
    /// is known. A newer search ends an older one.
    FindText {
        /// The number of this search.
        number: u64,
        /// The part of the report that was looked through: what is behind it comes first, then what is before it.
        looked: Passage,
        /// What is looked for.
        sought: Sought,
    },
    /// Find out why a heading is one and how much there is to read, and answer with [`Event::Explained`].
    Explain(Why),
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
    /// Keep for later runs where a report was left.
    KeepPosition(Position),
    /// Hand a text to the clipboard of the terminal.
    Copy(String),
    /// Hand an address of the web to the user's own program for those, and go on. Where none starts, that is answered
    /// with [`Event::NotOpened`].
    Open(String),
    /// Hand an image of a report to the user's own program for those, and go on. Where it is not to be had, or no
    /// program shows it, that is answered with [`Event::NotOpened`].
    OpenImage {
        /// The file of the report.
        path: PathBuf,
        /// The image.
        image: Image,
    },
    /// Give the terminal to the user's editor, and answer with [`Event::Edited`] when it ends.
    Edit {
        /// The report.
        entry: EntryId,
        /// Its file.
        path: PathBuf,
        /// The line to begin at, from 1.
        line: u32,
    },
    /// Write something to a file of the user, and answer with [`Event::Exported`].
    Export(Export),
    /// Give the terminal to a command of the user that gets a text, and answer with [`Event::Sent`] when it has ended
    /// and the user has seen what it printed.
    Send {
        /// The text.
        text: String,
        /// The command, as the shell takes it.
        command: String,
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
