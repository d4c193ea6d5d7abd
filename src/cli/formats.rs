//! `mulu formats`: what is read, and what is taken from it.

use serde::Serialize;

use crate::cli::Failure;
use crate::cli::print::Printer;
use crate::formats;
use crate::text::Part;
use crate::text::wrap::wrap;

/// The columns of a line of the listing.
const WIDTH: usize = 80;

/// How the formats are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Listing {
    /// What a reader wants to know, a paragraph for each
    Text,
    /// An object a line and format
    Json,
}

/// A format as JSON. The names are those that other programs rely on.
#[derive(Serialize)]
struct JsonFormat<'a> {
    format: &'a str,
    extensions: Vec<String>,
    taken: &'a str,
}

/// Prints all formats.
pub(super) fn print(listing: Listing) -> Result<(), Failure> {
    let mut printer = Printer::new();
    let widest = formats::formats().map(|format| format.name.len()).max().unwrap_or(0);
    for format in formats::formats() {
        let extensions: Vec<String> = format.extensions.iter().map(|extension| format!(".{extension}")).collect();
        match listing {
            Listing::Json => printer.json(&JsonFormat { format: format.name, extensions, taken: format.taken })?,
            Listing::Text => {
                printer.line(&format!("{:widest$}  {}", format.name, extensions.join(" ")))?;
                for line in wrap(format.taken, WIDTH.saturating_sub(widest + 2)) {
                    printer.line(&format!("{:widest$}  {}", "", format.taken.span(line)))?;
                }
            }
        }
    }
    Ok(printer.finish()?)
}
