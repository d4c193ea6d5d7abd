//! What the status line says until the next key. The words stand in `ui::words`.

use crate::app::beside::comparison::Changes;
use crate::app::event::{Exported, Sent};
use crate::library::Unwatched;
use crate::outline::detect::Belief;

/// Something to tell the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// So many characters went to the clipboard.
    Copied(usize),
    /// So many bytes are too many to be copied.
    TooLongToCopy(usize),
    /// This address went to the clipboard.
    CopiedAddress(String),
    /// This address was handed to the user's program.
    Opening(String),
    /// No program opens addresses; why.
    NoOpener(String),
    /// The image of this name was handed to the user's program.
    OpeningImage(String),
    /// Nobody knows where the bytes of this image are.
    NoBytes(String),
    /// No image stands on the page.
    NoImages,
    /// No link stands on the page.
    NoLinks,
    /// No link has the letters that were typed.
    NoSuchHint,
    /// A link leads to this file, which is none of the library.
    NotInLibrary(String),
    /// The cursor is on no heading.
    NoHeading,
    /// The cursor is on no report.
    NoReport,
    /// There is no second page.
    NoSecondPage,
    /// Two sections are compared; so many sentences differ.
    Compared(Changes),
    /// There is no source to be shown here.
    NoSource,
    /// There is nothing to copy here.
    NothingToCopy,
    /// How an export to this file has ended.
    Exported(String, Exported),
    /// How a command that got a text has ended.
    Sent(String, Sent),
    /// The place is marked with the letter.
    Marked(char),
    /// No place is marked with the letter.
    NoMark(char),
    /// There is no place before, or behind, this one in the history.
    NoMorePlaces,
    /// Reading goes on where it stopped: the titles from the report inwards.
    GoingOn(Vec<String>),
    /// No report was read before.
    NothingRead,
    /// There is no further section in that direction.
    NoMoreSections,
    /// The text does not stand in the report.
    NotFound(String),
    /// Which match is shown, of how many; and whether the search went round the end.
    Match {
        /// From 1.
        number: usize,
        /// All there are.
        of: usize,
        /// It went round.
        round: bool,
        /// There may be more: the report was not looked through to its end yet.
        more: bool,
    },
    /// This text is still being looked for.
    StillLooking(String),
    /// Which match of a search in all texts is shown, of how many in the report, and in which of the sections found.
    TextMatch {
        /// From 1.
        number: usize,
        /// All in the report.
        of: usize,
        /// The section, from 1.
        section: usize,
        /// All sections.
        sections: usize,
    },
    /// Which section is shown of those that a search in all texts has found.
    Section {
        /// From 1.
        number: usize,
        /// All there are.
        of: usize,
    },
    /// Which result of a search is shown, of how many; and whether the walk went round the end.
    Result {
        /// From 1.
        number: usize,
        /// All that `n` and `N` lead to.
        of: usize,
        /// All that were found.
        found: usize,
        /// It went round.
        round: bool,
    },
    /// No text has been looked for.
    NothingLookedFor,
    /// No editor shows the file of this name, which is no text.
    NotForEditors(String),
    /// The editor could not be used; why.
    NoEditor(String),
    /// So much is believed from now on.
    Believing(Belief),
    /// Texts are shown as they are in the file from now on, or no longer.
    Raw(bool),
    /// Lines of plain texts are joined into paragraphs from now on, or as they are.
    Joining(bool),
    /// Notes stand under the paragraphs that refer to them from now on, or no longer.
    Notes(bool),
    /// Chinese text is stretched to both edges from now on, or ragged.
    Justifying(bool),
    /// No table on the screen is wider than the page.
    NoWideTable,
    /// Nothing is being read that could be stopped.
    NotReading,
    /// Changes of files are not noticed; why.
    Unwatched(Unwatched),
    /// Reports stand as usual from now on.
    Arranged,
    /// A report, or all, are being read again.
    ReadingAgain,
}
