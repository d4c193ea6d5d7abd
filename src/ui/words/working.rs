//! What is said of sections that are exported and sent to commands.

use crate::app::event::{Exported, Sent};
use crate::app::working::ask::Question;
use crate::ui::words::many;

/// What is asked for.
pub fn question(question: &Question) -> String {
    match question {
        Question::File(_) => "write to: ".to_owned(),
        Question::Replace(export) => format!("{} exists already. Replace it? y: yes, any other key: no ", export.file),
        Question::Command(_) => "send to the command: ".to_owned(),
    }
}

/// How an export has ended.
pub(super) fn exported(file: &str, exported: &Exported) -> String {
    match exported {
        Exported::Written(characters) => format!("{} written to {file}", many(*characters, "character", "characters")),
        Exported::Exists => format!("{file} exists already; nothing was written"),
        Exported::NoFormat => format!("{file}: end the name with .md, .html, .opml, .json or .txt"),
        Exported::AmongReports => {
            format!("{file} lies among the reports, where nothing is written: name another folder")
        }
        Exported::Refused(reason) => format!("{file} was not written: {reason}"),
    }
}

/// How a command that got a text has ended.
pub fn sent(command: &str, sent: &Sent) -> String {
    match sent {
        Sent::Done => format!("{command}: done"),
        Sent::Code(code) => format!("{command}: exit code {code}"),
        Sent::Failed(reason) => format!("{command}: {reason}"),
    }
}

/// While something is selected.
pub const SELECTING: &str = "y: copy  M: as Markdown  E: to a file  |: to a command  o: other end";

/// Below what a command has printed.
pub const PRESS: &str = "press any key to return to mulu";
