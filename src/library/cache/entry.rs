//! A report as it stands in the cache.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::formats::Reading;
use crate::library::report::Report;
use crate::library::stamp::Stamp;
use crate::library::walk::Root;
use crate::outline::{Outline, Problem};
use crate::text::interned::interned;

/// The number of the code that reads files; see build.rs.
pub(super) const READING: &str = env!("MULU_READING");

/// What stands at the beginning of a segment.
#[derive(Debug, Serialize, Deserialize)]
struct Head<'a> {
    /// By which code the reports were read.
    reading: &'a str,
    /// The roots, by which the entries count.
    #[serde(borrow)]
    roots: Vec<&'a str>,
}

/// All of a report but what follows from it.
#[derive(Debug, Serialize, Deserialize)]
struct Entry<'a> {
    root: u32,
    /// From the root on.
    path: &'a str,
    stamp: Stamp,
    #[serde(borrow)]
    title: Option<&'a str>,
    format: &'a str,
    #[serde(borrow)]
    encoding: Option<&'a str>,
    problems: Cow<'a, [Problem]>,
    length: u32,
    outline: Cow<'a, Outline>,
}

/// The bytes for some reports, each with the number of its root. `roots` are the names of the roots. What may be other
/// the next time is left out, and so are paths that are no Unicode: they are read again.
pub(super) fn encode<'a>(
    roots: &[Root],
    names: &[String],
    reports: impl IntoIterator<Item = (usize, &'a Report)>,
) -> Option<Vec<u8>> {
    let head = Head { reading: READING, roots: names.iter().map(String::as_str).collect() };
    let entries: Vec<Entry> = reports.into_iter().filter_map(|(root, report)| entry(roots, root, report)).collect();
    let bytes = postcard::to_extend(&head, Vec::new()).ok()?;
    postcard::to_extend(&entries, bytes).ok()
}

fn entry<'a>(roots: &[Root], root: usize, report: &'a Report) -> Option<Entry<'a>> {
    let stamp = report.stamp.filter(|_| !report.is_passing())?;
    let inside = report.path.strip_prefix(&roots.get(root)?.path).ok()?;
    Some(Entry {
        root: u32::try_from(root).ok()?,
        path: inside.to_str()?,
        stamp,
        title: report.title.as_deref(),
        format: report.format,
        encoding: report.encoding,
        problems: Cow::Borrowed(&report.problems),
        length: report.length,
        outline: Cow::Borrowed(&report.outline),
    })
}

/// The reports that the bytes hold, each with the number of its root. `None` where they were written by another
/// program, or read by other code.
pub(super) fn decode(bytes: &[u8], roots: &[Root], names: &[String], reading: Reading) -> Option<Vec<(usize, Report)>> {
    let (head, rest) = postcard::take_from_bytes::<Head>(bytes).ok()?;
    if head.reading != READING {
        return None;
    }
    let entries: Vec<Entry> = postcard::from_bytes(rest).ok()?;
    // The roots may have been named in another order.
    let numbers: Vec<Option<usize>> =
        head.roots.iter().map(|root| names.iter().position(|name| name == root)).collect();
    let reports = entries.into_iter().filter_map(|entry| {
        let root = *numbers.get(entry.root as usize)?.as_ref()?;
        Some((root, report(entry, &roots.get(root)?.path, reading)))
    });
    Some(reports.collect())
}

fn report(entry: Entry, root: &Path, reading: Reading) -> Report {
    let path = if entry.path.is_empty() { PathBuf::from(root) } else { root.join(entry.path) };
    Report {
        path: Arc::from(path),
        title: entry.title.map(Box::from),
        format: interned(entry.format),
        encoding: entry.encoding.map(interned),
        problems: entry.problems.into_owned(),
        length: entry.length,
        reading,
        stamp: Some(entry.stamp),
        partial: false,
        left_out: false,
        outline: entry.outline.into_owned(),
    }
}
