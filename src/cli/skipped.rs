//! `mulu outline --skipped`: what is left out, and why.

use std::path::PathBuf;

use crate::cli::Failure;
use crate::cli::arguments::Reading;
use crate::cli::plan;
use crate::cli::print::Printer;
use crate::library::index::read_all;
use crate::ui::words;

/// Reads everything, and prints what is left out: a path and the reason a line, and behind them how many there are of
/// each cause where not all could be listed.
pub(super) fn print(paths: &[PathBuf], reading: &Reading) -> Result<(), Failure> {
    let library = read_all(plan(paths, reading)?)?;
    let omissions = library.omissions();
    let mut printer = Printer::new();
    for omission in omissions.listed() {
        printer.line(&format!("{}: {}", words::omitted_path(omission), words::why_omitted(omission)))?;
    }
    if omissions.listed().len() < omissions.total() as usize {
        printer.line(&words::omissions(omissions))?;
        for (cause, count) in omissions.counts() {
            printer.line(&format!("{count:>10}  {}", words::cause(cause)))?;
        }
    }
    Ok(printer.finish()?)
}
