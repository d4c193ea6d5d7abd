//! `mulu cache`: what is kept of libraries between runs.

use std::path::Path;

use crate::cli::Failure;
use crate::cli::print::Printer;
use crate::library::report::reason;
use crate::library::store;
use crate::ui::words;

/// What is done with it.
#[derive(Clone, Copy, Debug, clap::Subcommand)]
pub(super) enum CacheAction {
    /// Print how much is kept of each library
    Info,
    /// Forget what is kept of all libraries; everything is read again the next time
    Clear,
    /// Print where it is kept
    Path,
}

/// Does it.
pub(super) fn act(action: CacheAction) -> Result<(), Failure> {
    let missing = || Failure::Cache("the cache".to_owned(), "the system names no folder for it".to_owned());
    let folder = store::all_caches().ok_or_else(missing)?;
    match action {
        CacheAction::Info => info(&folder),
        CacheAction::Clear => clear(&folder),
        CacheAction::Path => {
            let mut printer = Printer::new();
            printer.line(&folder.to_string_lossy())?;
            Ok(printer.finish()?)
        }
    }
}

/// A line for each library, the largest first, and one for all.
fn info(folder: &Path) -> Result<(), Failure> {
    let sizes = store::sizes(folder);
    let mut printer = Printer::new();
    for (name, bytes) in &sizes {
        printer.line(&format!("{:>10}  {name}", words::bytes(*bytes)))?;
    }
    let all = sizes.iter().map(|(_, bytes)| bytes).sum();
    printer.line(&format!("{:>10}  in all, in {}", words::bytes(all), folder.display()))?;
    Ok(printer.finish()?)
}

fn clear(folder: &Path) -> Result<(), Failure> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::Cache(folder.display().to_string(), reason(&error)))
        }
        _ => Ok(()),
    }
}
