//! `mulu find`: the headings that match best.

use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::arguments::Reading;
use crate::cli::print::Printer;
use crate::cli::{Failure, library};
use crate::library::{Place, address};
use crate::search::{Query, Searcher};
use crate::ui::words::CRUMB;

/// Searches all headings, and prints the best ones with their addresses and what they stand under.
pub(super) fn print(query: &str, limit: usize, paths: &[PathBuf], reading: &Reading) -> Result<(), Failure> {
    let query = Query::parse(query).map_err(Failure::Query)?;
    let library = Arc::new(library(paths, reading)?);
    let found = Searcher::default().search(&library, &query, limit, &|| false);
    let found = found.transpose().map_err(Failure::Query)?.unwrap_or_default();
    if found.hits.is_empty() {
        return Err(Failure::NotFound);
    }
    let mut printer = Printer::new();
    for hit in &found.hits {
        let Some(report) = library.report(hit.entry) else { continue };
        let title = hit.heading.map_or_else(|| report.presented(), |heading| report.outline.title(heading).to_owned());
        let address = address::of(report, hit.heading);
        let above = match hit.heading {
            Some(_) => {
                let mut crumbs = library.crumbs(Place { entry: hit.entry, heading: hit.heading, offset: 0 });
                crumbs.pop();
                format!("  ({})", crumbs.join(CRUMB))
            }
            None => String::new(),
        };
        printer.line(&format!("{address}: {title}{above}"))?;
    }
    Ok(printer.finish()?)
}
