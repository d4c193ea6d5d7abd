//! `mulu show`: one section.

use crate::cli::arguments::Reading;
use crate::cli::print::Printer;
use crate::cli::{Failure, complain, page, plan};
use crate::library::walk::RootError;
use crate::library::{address, read_document};
use crate::terminal;
use crate::text::{Part, Span};

/// Prints the section at an address, with all that stands under it: set in lines, or `plain` as it was extracted.
pub(super) fn print(address: &str, plain: bool, reading: &Reading) -> Result<(), Failure> {
    let readings = address::readings(address);
    let reading_found = readings.iter().find(|(path, _)| path.is_file());
    let Some((path, section)) = reading_found else {
        let path = readings.last().map_or_else(String::new, |(path, _)| path.display().to_string());
        return Err(RootError::Missing(path).into());
    };
    let plan = plan(std::slice::from_ref(path), reading)?;
    let mut document = read_document(path, &plan.read);
    if let Some(problem) = document.problems.first().filter(|_| document.text.is_empty()) {
        return Err(Failure::Unreadable(path.display().to_string(), problem.told()));
    }
    for problem in &document.problems {
        complain(&format!("mulu: {}: {}", path.display(), problem.told()));
    }
    let shown = match section {
        None => Span { start: 0, end: document.text.len() },
        Some(section) => {
            let heading = address::resolve(&document.outline, section)
                .ok_or_else(|| Failure::NoSection(path.display().to_string(), (*section).to_owned()))?;
            document.outline.section(heading, document.text.len())
        }
    };
    let mut printer = Printer::new();
    if plain {
        printer.text(document.text.span(shown))?;
    } else {
        document.blocks.retain(|block| shown.contains(block.span.start));
        page::print(&document, terminal::columns(), &mut printer)?;
    }
    Ok(printer.finish()?)
}
