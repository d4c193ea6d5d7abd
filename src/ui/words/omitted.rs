//! What is said of what is left out, and of how reports stand.

use crate::library::{Arrangement, Cause, Grouping, Omission, Omissions, Sorting};
use crate::ui::words::{bytes, many};

/// The title of the page of what is left out.
pub const OMISSIONS_TITLE: &str = "What is left out";
/// That page where nothing is.
pub const NOTHING_OMITTED: &str = "Nothing is left out.";
/// Before the query that the tree is filtered with.
pub const FILTER_PROMPT: &str = "only reports with a heading> ";

/// How many were left out.
pub fn left_out(count: u32) -> String {
    format!("{count} left out")
}

/// What is said where no report is left.
pub fn left_out_of_all(count: u32) -> String {
    let were = if count == 1 { "1 file or folder is" } else { &format!("{count} files and folders are") };
    if count == 0 { String::new() } else { format!(" {were} left out: mulu outline --skipped says why.") }
}

/// How many are left out, and how many of them are listed.
pub fn omissions(omissions: &Omissions) -> String {
    let (listed, total) = (omissions.listed().len(), omissions.total() as usize);
    let all = format!("{} left out", many(total, "file or folder", "files and folders"));
    if listed < total { format!("{all}, of which the first {listed} are listed") } else { all }
}

/// Where something that is left out is; behind a folder stands a slash.
pub fn omitted_path(omission: &Omission) -> String {
    let slash = if omission.folder { "/" } else { "" };
    format!("{}{slash}", omission.path.display())
}

/// Why something is left out.
pub fn why_omitted(omission: &Omission) -> String {
    match (omission.cause, &omission.rule) {
        (Cause::Ignored, Some(rule)) => {
            let file = rule.file.as_ref().map_or_else(String::new, |file| format!(" in {}", file.display()));
            format!("ignored by {}{file}", rule.glob)
        }
        (Cause::Excluded, Some(rule)) => format!("excluded by --exclude {}", rule.glob),
        (cause, _) => self::cause(cause),
    }
}

/// A cause for being left out.
pub fn cause(cause: Cause) -> String {
    match cause {
        Cause::Hidden => "hidden; --hidden shows it".to_owned(),
        Cause::Ignored => "ignored by files such as .gitignore".to_owned(),
        Cause::Excluded => "excluded by --exclude".to_owned(),
        Cause::NotChosen => "fits no --glob".to_owned(),
        Cause::TooLarge(largest) => format!("larger than {}", bytes(largest)),
        Cause::Link => "a link to a folder; --follow follows it".to_owned(),
        Cause::NoFormat => "no format that is read".to_owned(),
        Cause::Archive => "an archive; what is in it is not read".to_owned(),
        Cause::Binary => "a binary file, not text".to_owned(),
        Cause::NoFile => "neither a file nor a folder".to_owned(),
    }
}

/// How reports stand, where it is not as usual.
pub fn arrangement(arrangement: Arrangement) -> String {
    let sorting = match arrangement.sorting {
        Sorting::Name => None,
        Sorting::Time => Some("newest first"),
        Sorting::Size => Some("largest first"),
    };
    let grouping = match arrangement.grouping {
        Grouping::Folder => None,
        Grouping::Year => Some("by year"),
        Grouping::Flat => Some("without folders"),
    };
    grouping.into_iter().chain(sorting).collect::<Vec<_>>().join(", ")
}

/// How reports stand from now on.
pub fn arranged(arrangement: Arrangement) -> String {
    let said = self::arrangement(arrangement);
    if said.is_empty() { "by folder and name".to_owned() } else { said }
}

/// In the status line, what the tree is filtered with.
pub fn filtered(query: &str, reports: usize) -> String {
    format!("only {query}: {}, Esc shows all", many(reports, "report", "reports"))
}

/// No report has a heading that fits.
pub fn nothing_filtered(query: &str) -> String {
    format!("no heading fits {query}: all reports are shown")
}
