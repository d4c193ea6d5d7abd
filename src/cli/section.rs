//! The section that an address leads to.

use std::path::PathBuf;

use crate::cli::arguments::Reading;
use crate::cli::{Failure, complain, plan};
use crate::library::report::file_name;
use crate::library::walk::RootError;
use crate::library::{address, read_document};
use crate::outline::Document;
use crate::text::Span;
use crate::text::compare::Sentences;

/// A section of a report, or all of it, with all that stands under it.
pub(super) struct Addressed {
    path: PathBuf,
    document: Document,
    heading: Option<u32>,
}

impl Addressed {
    /// Reads the report of an address. What is missing of its text is said on the standard error.
    pub(super) fn read(address: &str, reading: &Reading) -> Result<Self, Failure> {
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
        let missing = |section: &str| Failure::NoSection(path.display().to_string(), section.to_owned());
        let found = |section| address::resolve(&document.outline, section).ok_or_else(|| missing(section));
        let heading = section.map(found).transpose()?;
        Ok(Self { path: path.clone(), document, heading })
    }

    /// The report.
    pub(super) fn document(&self) -> &Document {
        &self.document
    }

    /// Its heading, where it is not all of the report.
    pub(super) fn heading(&self) -> Option<u32> {
        self.heading
    }

    /// The title that the report gives itself, else the name of its file.
    pub(super) fn name(&self) -> String {
        self.document.title.as_deref().map_or_else(|| file_name(&self.path), str::to_owned)
    }

    /// Where it stands in the text of the report.
    fn span(&self) -> Span {
        let length = self.document.text.len();
        let whole = Span { start: 0, end: length };
        self.heading.map_or(whole, |heading| self.document.outline.section(heading, length))
    }

    /// Its sentences, to be compared.
    pub(super) fn sentences(&self) -> Sentences<'_> {
        self.document.sentences(self.span())
    }

    /// The file, and the titles from the outside inwards.
    pub(super) fn crumbs(&self) -> Vec<String> {
        let outline = &self.document.outline;
        let above = self.heading.map_or_else(Vec::new, |heading| outline.ancestors(heading));
        let titles = above.into_iter().chain(self.heading).map(|index| outline.title(index).to_owned());
        std::iter::once(self.path.display().to_string()).chain(titles).collect()
    }
}
