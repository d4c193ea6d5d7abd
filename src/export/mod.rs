//! Sections and outlines in formats that other programs read: Markdown, HTML, OPML, JSON, and records for search
//! engines.
//!
//! Pure functions from what was read to texts. Page headers and site navigation are left out, as they are not the
//! report's own.

mod file;
mod html;
mod inline;
mod json;
mod links;
mod markdown;
mod opml;
mod outline;
pub mod record;
mod section;
mod titles;

#[cfg(test)]
mod tests;

pub use file::{FileFormat, Subject, contents};
pub use html::outline as outline_html;
pub use markdown::escape as escape_markdown;
pub use opml::outline as outline_opml;
pub use outline::{Group, markdown as outline_markdown};
pub use section::Section;
pub use titles::titles;

/// A section as Markdown, in CommonMark with the tables of GitHub. Its own heading stands on the first level.
pub fn markdown(section: &Section<'_>) -> String {
    markdown::section(section)
}

/// A section as Markdown to be quoted: below it the titles that it stands under, and its address.
pub fn quotation(section: &Section<'_>, crumbs: &[String]) -> String {
    markdown::quotation(section, crumbs)
}

/// A section as a page of HTML. Its own heading stands on the first level.
pub fn html(section: &Section<'_>) -> String {
    html::section(section)
}
