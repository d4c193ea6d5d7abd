//! Light markup: texts whose signs are read as they are.
//!
//! The modules here are what the formats share: the flow of blocks, marks within text, lines, tables. Each format has a
//! folder that uses them.

pub(super) mod allowance;
mod asciidoc;
pub(super) mod flow;
pub(super) mod inline;
pub(super) mod lines;
mod markdown;
pub(super) mod numbers;
mod org;
mod rst;
pub(super) mod table;
#[cfg(test)]
pub(super) mod testing;

pub(super) use asciidoc::AsciiDoc;
pub(super) use markdown::Markdown;
pub(super) use org::Org;
pub(super) use rst::ReStructuredText;
