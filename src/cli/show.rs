//! `mulu show`: one section.

use crate::cli::arguments::Reading;
use crate::cli::print::Printer;
use crate::cli::section::Addressed;
use crate::cli::{Failure, page};
use crate::export::{self, Section};
use crate::terminal;

/// How a section is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Shown {
    /// Its text, set in lines as the page sets it
    Text,
    /// Its text as it was extracted, in which lines and bytes are counted
    Plain,
    /// CommonMark
    Markdown,
    /// A web page
    Html,
}

/// Prints the section at an address, with all that stands under it.
pub(super) fn print(address: &str, format: Shown, reading: &Reading) -> Result<(), Failure> {
    let addressed = Addressed::read(address, reading)?;
    let document = addressed.document();
    let name = addressed.name();
    let section = Section { document, heading: addressed.heading(), report: &name, address, part: None };
    let mut printer = Printer::new();
    match format {
        Shown::Text => page::print(document, section.span(), terminal::columns(), &mut printer)?,
        Shown::Plain => printer.text(section.text())?,
        Shown::Markdown => printer.text(&export::markdown(&section))?,
        Shown::Html => printer.text(&export::html(&section))?,
    }
    Ok(printer.finish()?)
}
