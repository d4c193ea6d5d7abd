//! mulu (目录) shows the reports in a folder as one outline. This page is the map of the house.
//!
//! The data runs one way, and so do the layers: each uses only those above it in this list. `tests/layers.rs` holds
//! their direction, the crates that each may name, and the length of files.
//!
//! | layer | what it is | what it knows nothing of |
//! | --- | --- | --- |
//! | [`text`] | strings: spans, encodings, widths, wrapping, folding | everything else |
//! | [`outline`] | [`Document`](outline::Document), [`Outline`](outline::Outline), and how an unmarked text gets one | files, formats |
//! | [`formats`] | bytes become a document, one reader a format | folders, the screen |
//! | [`library`] | a folder is walked and read, and handed over as immutable snapshots; texts on demand | the screen |
//! | [`search`] | a query finds headings in a snapshot, a pattern sections in its texts | the screen |
//! | [`export`] | sections and outlines become Markdown, HTML, OPML, JSON, files, records | the screen |
//! | [`app`] | the state of the program; events change it, effects come out | I/O, clocks, threads, locks |
//! | [`ui`] | the state becomes cells | how the state changes |
//! | [`terminal`] | the world: the loop, the threads, the effects | what keys mean |
//! | [`cli`] | arguments, and the commands that print | |
//!
//! ```text
//! bytes ─ text::decode ─► text ─ formats ─► Document ─► Report ─ library ─► Library
//!                                                                              │
//!           terminal ◄─ ui (State → cells) ◄─ app (State, Event → Effects) ◄─ search
//! ```
//!
//! What always holds:
//!
//! - Positions are byte [`Span`](text::Span)s of the extracted text. Rows and columns exist only in [`app::layout`],
//!   [`app::panes`] and [`ui`]. Strings are sliced only through [`text::Part`], which cannot fail.
//! - A [`Document`](outline::Document) has the same shape for every format. Reading never fails: what is wrong is a
//!   [`Problem`](outline::Problem).
//! - An [`Outline`](outline::Outline) is a preorder array: starts ascend, depth grows by one at most.
//! - A [`Library`](library::Library) is an immutable snapshot. A [`Place`](library::Place) is found again in a newer
//!   one, and nothing is keyed by the text of a heading.
//! - The state changes in [`State::update`](app::State::update) alone, and drawing changes nothing.
//! - The program sleeps until something happens. Nothing is written but in the folders of [`library::store`], where
//!   the user says ([`library::outside`]), and in a private folder for images that the user opens, never among the
//!   reports; no connection is opened, and no control character of a report reaches the terminal ([`text::width::symbol`]).

pub mod app;
pub mod cli;
pub mod export;
pub mod formats;
pub mod library;
pub mod outline;
pub mod search;
pub mod terminal;
pub mod text;
pub mod ui;
