//! Libraries and documents for tests.

use std::path::Path;
use std::sync::Arc;

use crate::formats::{self, Options};
use crate::library::walk::Root;
use crate::library::{Library, LibraryBuilder, Report};
use crate::outline::{Confidence, Document, NewHeading, Origin, Outline, OutlineBuilder};
use crate::text::Span;

/// An outline of headings at these levels.
pub(crate) fn outline(levels: &[u8]) -> Outline {
    let mut builder = OutlineBuilder::default();
    for (at, &level) in levels.iter().enumerate() {
        builder.push(NewHeading {
            level,
            title: "Heading",
            number: 0,
            span: Span::new(at * 10..at * 10 + 7),
            line: 1,
            origin: Origin::Marked,
            confidence: Confidence::CERTAIN,
        });
    }
    builder.finish()
}

/// A Markdown document.
pub(crate) fn document(markdown: &str) -> Arc<Document> {
    Arc::new(formats::read(Path::new("x.md"), markdown.as_bytes(), &Options::default()))
}

/// A library of Markdown reports, by path and text.
pub(crate) fn library(reports: &[(&str, &str)]) -> Arc<Library> {
    let mut builder = LibraryBuilder::new(vec![Root { path: "".into(), folder: true }]);
    builder.add(reports.iter().map(|(path, text)| (0, Report::new(Path::new(path), &document(text)))));
    Arc::new(builder.snapshot())
}
