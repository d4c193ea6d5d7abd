//! Where the user stopped reading in each report, kept between runs.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;

use crate::library::{EntryId, Library, Place};
use crate::outline::Outline;

/// So many reports are remembered.
pub const MOST: usize = 1000;

/// Where the user stopped reading in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The report, by its path inside of the library: it is the same however the library's folder is named.
    pub report: String,
    /// The title of the heading that it stands under; empty above the first one.
    pub title: String,
    /// Bytes from that heading on.
    pub inside: u32,
    /// Bytes from the beginning of the text on.
    pub offset: u32,
}

impl Position {
    /// A place in a report.
    pub fn of(library: &Library, place: Place) -> Option<Self> {
        let report = library.report(place.entry)?;
        let heading = place.heading.and_then(|index| report.outline.get(index));
        let title = place.heading.filter(|_| heading.is_some()).map_or("", |index| report.outline.title(index));
        let start = heading.map_or(0, |heading| heading.span.start);
        Some(Self {
            report: path_inside(library, place.entry)?,
            title: title.to_owned(),
            inside: place.offset.saturating_sub(start),
            offset: place.offset,
        })
    }

    /// The place, in a report that may have changed since: by the title of its heading, where several have that title,
    /// by the nearest of them. Where none has it, by the offset.
    pub fn place(&self, library: &Library, entry: EntryId) -> Option<Place> {
        let report = library.report(entry)?;
        let (outline, start) = (&report.outline, self.offset.saturating_sub(self.inside));
        let distance = |index: &u32| outline.get(*index).map_or(u32::MAX, |heading| heading.span.start.abs_diff(start));
        let named = |index: &u32| !self.title.is_empty() && outline.title(*index) == self.title;
        let same = (0..outline.len()).filter(named).min_by_key(distance);
        let offset = match same.and_then(|index| outline.get(index)) {
            Some(heading) => {
                heading.span.start.saturating_add(self.inside).min(heading_end(report.length, outline, same))
            }
            None => self.offset,
        };
        let offset = if offset < report.length || report.partial { offset } else { 0 };
        Some(Place { entry, heading: same.or_else(|| outline.at(offset)), offset })
    }

    /// The position as a line of a file.
    pub fn line(&self) -> String {
        format!("{}\t{}\t{}\t{}", self.offset, self.inside, escaped(&self.title), escaped(&self.report))
    }

    /// Reads the line of a file.
    pub fn parse(line: &str) -> Option<Self> {
        let mut parts = line.split('\t');
        let (offset, inside) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let (title, report) = (unescaped(parts.next()?), unescaped(parts.next()?));
        parts.next().is_none().then_some(Self { report, title, inside, offset })
    }
}

/// Where the text below a heading ends: at the next one, for nothing behind it stands under its title.
fn heading_end(length: u32, outline: &Outline, heading: Option<u32>) -> u32 {
    let next = heading.and_then(|index| outline.get(index + 1));
    next.map_or(length, |next| next.span.start).saturating_sub(1)
}

/// Tabs part what stands in a line, line ends part lines.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let meant = if character == '\\' { characters.next().map(meant) } else { Some(character) };
        plain.extend(meant);
    }
    plain
}

/// What a letter behind a backslash stands for.
fn meant(letter: char) -> char {
    match letter {
        't' => '\t',
        'n' => '\n',
        'r' => '\r',
        other => other,
    }
}

/// Adds a position to a list as its newest, each report once, and drops the oldest where there are too many.
pub fn add(positions: &mut Vec<Position>, position: Position) {
    positions.retain(|known| known.report != position.report);
    positions.push(position);
    positions.drain(..positions.len().saturating_sub(MOST));
}

/// The path of a report inside of its library.
pub fn path_inside(library: &Library, entry: EntryId) -> Option<String> {
    let index = library.index(entry)?;
    let name = library.entry(entry)?.name();
    Some(library.folders(index).into_iter().chain([name]).collect::<Vec<_>>().join("/"))
}

/// Where the user stopped, and where the user is.
#[derive(Clone, Debug, Default)]
pub struct Positions {
    /// The newest at the end, each report once.
    kept: Vec<Position>,
    reading: Option<(Place, Position)>,
    /// Whether the user has done anything yet.
    touched: bool,
    /// The report that was read last in an earlier run, while nothing was done.
    offered: Option<Place>,
}

impl Positions {
    /// Takes what earlier runs have kept, the newest at the end.
    pub fn set(&mut self, kept: Vec<Position>, library: &Library) {
        self.kept = kept;
        self.offer(library);
    }

    /// The user has done something: nothing is offered any more.
    pub fn touch(&mut self) {
        self.touched = true;
        self.offered = None;
    }

    /// The report read last, where it is in the library. Costs time in proportion to the reports.
    pub fn offer(&mut self, library: &Library) {
        self.offered = if self.touched { None } else { self.last(library, None) };
    }

    /// The place at which reading may go on, while the user has done nothing.
    pub fn offered(&self) -> Option<Place> {
        self.offered
    }

    /// Where a report was left.
    pub fn of(&self, library: &Library, entry: EntryId) -> Option<Place> {
        let report = path_inside(library, entry)?;
        self.kept.iter().rev().find(|position| position.report == report)?.place(library, entry)
    }

    /// Where the report was left that was read last, and is not `other`. Costs a look at each report.
    pub fn last(&self, library: &Library, other: Option<EntryId>) -> Option<Place> {
        let ranks: HashMap<&str, usize> = self.kept.iter().map(|known| known.report.as_str()).zip(0..).collect();
        // Few reports have one of these names, and only of those the whole path is put together.
        let names: HashSet<&OsStr> = ranks.keys().filter_map(|path| path.rsplit('/').next()).map(OsStr::new).collect();
        let named = library.entries().iter().filter(|entry| {
            entry.report().and_then(|report| report.path.file_name()).is_some_and(|name| names.contains(name))
        });
        let ranked = named
            .filter(|entry| Some(entry.id) != other)
            .filter_map(|entry| Some((*ranks.get(path_inside(library, entry.id)?.as_str())?, entry.id)));
        let (rank, entry) = ranked.max()?;
        self.kept.get(rank)?.place(library, entry)
    }

    /// The user reads here now, or nowhere. Returns the position in a report that was left for that.
    pub fn read(&mut self, library: &Library, now: Option<Place>) -> Option<Position> {
        let before = self.reading.as_ref().map(|(place, _)| *place);
        if before == now {
            return None;
        }
        let left = before.is_some() && before.map(|place| place.entry) != now.map(|place| place.entry);
        let left = if left { self.leave() } else { None };
        self.reading = now.and_then(|place| Some((place, Position::of(library, place)?)));
        left
    }

    /// The user reads no more. Returns the position that was left.
    pub fn leave(&mut self) -> Option<Position> {
        let (_, position) = self.reading.take()?;
        add(&mut self.kept, position.clone());
        Some(position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::library;

    fn place(library: &Library, title: &str, inside: u32) -> Place {
        let entry = library.entries().iter().find(|entry| entry.report().is_some()).unwrap().id;
        let outline = &library.report(entry).unwrap().outline;
        let heading = (0..outline.len()).find(|&index| outline.title(index) == title).unwrap();
        Place { entry, heading: Some(heading), offset: outline.get(heading).unwrap().span.start + inside }
    }

    #[test]
    fn a_position_is_found_again_in_a_report_that_has_changed() {
        let before = library(&[("年报/a.md", "# 总结\n\n## 一、概况\n\n平稳。\n\n## 二、问题\n\n不足之处。\n")]);
        let position = Position::of(&before, place(&before, "二、问题", 15)).unwrap();
        assert_eq!((position.report.as_str(), position.title.as_str()), ("年报/a.md", "二、问题"));
        let check = |text: &str, title: &str, inside: u32| {
            let now = library(&[("年报/a.md", text)]);
            let entry = now.entries().iter().find(|entry| entry.report().is_some()).unwrap().id;
            assert_eq!(position.place(&now, entry), Some(place(&now, title, inside)), "{text}");
        };
        check("# 总结\n\n## 一、概况\n\n平稳。\n\n## 二、问题\n\n不足之处。\n", "二、问题", 15);
        check("# 总结\n\n前言。\n\n## 零、\n\n## 二、问题\n\n不足之处。\n", "二、问题", 15);
        let twice = "# 总结\n\n## 一、概况\n\n平稳。\n\n## 二、问题\n\n不足之处。\n\n## 三、打算\n\n## 二、问题\n";
        check(twice, "二、问题", 15);
        check("# 总结\n", "总结", 0);
    }

    #[test]
    fn a_position_is_a_line() {
        for (report, title) in [("a/b.md", "一、概况"), ("a\tb\\n.md", "x\ny\\"), ("c.md", "")] {
            let position = Position { report: report.to_owned(), title: title.to_owned(), inside: 3, offset: 1234 };
            let line = position.line();
            assert_eq!(line.lines().count(), 1);
            assert_eq!(Position::parse(&line), Some(position), "{line}");
        }
        for line in ["", "1\t2\t3", "x\t2\ta\tb", "1\t-2\ta\tb", "1\t2\ta\tb\tc"] {
            assert_eq!(Position::parse(line), None, "{line}");
        }
    }

    #[test]
    fn a_report_that_is_left_is_the_one_read_last() {
        let library = library(&[("a.md", "# A\n\none\n"), ("b.md", "# B\n\ntwo\n"), ("c.md", "# C\n")]);
        let at = |index: usize, offset| Place { offset, heading: Some(0), ..Place::of(library.entries()[index].id) };
        let mut positions = Positions::default();
        let mut check = |now: Option<Place>, left: Option<&str>| {
            let found = positions.read(&library, now);
            assert_eq!(found.map(|position| position.report).as_deref(), left, "{now:?}");
        };
        check(Some(at(0, 0)), None);
        check(Some(at(0, 3)), None);
        check(Some(at(1, 0)), Some("a.md"));
        check(None, Some("b.md"));
        check(None, None);
        check(Some(at(0, 4)), None);
        assert_eq!(positions.of(&library, at(0, 0).entry), Some(at(0, 3)));
        assert_eq!(positions.last(&library, None), Some(at(1, 0)));
        assert_eq!(positions.last(&library, Some(at(1, 0).entry)), Some(at(0, 3)));
        assert_eq!(positions.leave().map(|position| position.offset), Some(4));
        assert_eq!(positions.last(&library, None), Some(at(0, 4)));
    }

    #[test]
    fn what_was_read_last_is_offered_until_something_is_done() {
        let library = library(&[("a.md", "# A\n\none\n")]);
        let position = |report: &str| Position { report: report.into(), title: "A".into(), inside: 2, offset: 2 };
        let mut positions = Positions::default();
        positions.set(vec![position("a.md"), position("gone.md")], &Library::default());
        assert_eq!(positions.offered(), None);
        positions.offer(&library);
        assert_eq!(positions.offered().map(|place| place.offset), Some(2));
        positions.touch();
        positions.offer(&library);
        assert_eq!(positions.offered(), None);
    }
}
