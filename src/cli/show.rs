//! `mulu show`: one section.

use crate::cli::Failure;
use crate::cli::arguments::Reading;
use crate::cli::print::Printer;
use crate::cli::section::Section;

/// Prints the section at an address, with all that stands under it.
pub(super) fn print(address: &str, reading: &Reading) -> Result<(), Failure> {
    let section = Section::read(address, reading)?;
    let mut printer = Printer::new();
    printer.text(section.text())?;
    Ok(printer.finish()?)
}
