//! `mulu show`: one section.

use crate::cli::arguments::Reading;
use crate::cli::print::Printer;
use crate::cli::{Failure, complain, page, plan};
use crate::export::{self, Section};
use crate::library::report::file_name;
use crate::library::walk::RootError;
use crate::library::{address, read_document};
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
    let readings = address::readings(address);
    let reading_found = readings.iter().find(|(path, _)| path.is_file());
    let Some((path, section)) = reading_found else {
        let path = readings.last().map_or_else(String::new, |(path, _)| path.display().to_string());
        return Err(RootError::Missing(path).into());
    };
    let plan = plan(std::slice::from_ref(path), reading)?;
    let document = read_document(path, &plan.read);
    if let Some(problem) = document.problems.first().filter(|_| document.text.is_empty()) {
        return Err(Failure::Unreadable(path.display().to_string(), problem.told()));
    }
    for problem in &document.problems {
        complain(&format!("mulu: {}: {}", path.display(), problem.told()));
    }
    let heading = match section {
        None => None,
        Some(section) => {
            let found = address::resolve(&document.outline, section);
            Some(found.ok_or_else(|| Failure::NoSection(path.display().to_string(), (*section).to_owned()))?)
        }
    };
    let name = document.title.as_deref().map_or_else(|| file_name(path), str::to_owned);
    let section = Section { document: &document, heading, report: &name, address };
    let mut printer = Printer::new();
    match format {
        Shown::Text => page::print(&document, section.span(), terminal::columns(), &mut printer)?,
        Shown::Plain => printer.text(section.text())?,
        Shown::Markdown => printer.text(&export::markdown(&section))?,
        Shown::Html => printer.text(&export::html(&section))?,
    }
    Ok(printer.finish()?)
}
