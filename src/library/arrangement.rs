//! In which order and in which groups the reports of a library stand. Pure.

use std::cmp::Reverse;
use std::sync::Arc;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use crate::library::report::Report;
use crate::library::snapshot::{Entry, EntryId, EntryKind, Library, TreeBuilder};
use crate::library::year;
use crate::text::natural::natural_key;

/// How the reports of a library stand in the tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// What comes first.
    pub sorting: Sorting,
    /// What stands together.
    pub grouping: Grouping,
}

/// What comes first among folders, and among reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sorting {
    /// Names in their natural order.
    #[default]
    Name,
    /// The newest file; a folder is as new as the newest file in it.
    Time,
    /// The largest file; a folder is as large as all files in it.
    Size,
}

/// What stands together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// Reports of one folder.
    #[default]
    Folder,
    /// Reports about one year, the latest first.
    Year,
    /// Nothing: all reports stand in one list.
    Flat,
}

impl Sorting {
    /// The next one, round the end.
    pub fn next(self) -> Self {
        match self {
            Sorting::Name => Sorting::Time,
            Sorting::Time => Sorting::Size,
            Sorting::Size => Sorting::Name,
        }
    }
}

impl Grouping {
    /// The next one, round the end.
    pub fn next(self) -> Self {
        match self {
            Grouping::Folder => Grouping::Year,
            Grouping::Year => Grouping::Flat,
            Grouping::Flat => Grouping::Folder,
        }
    }
}

/// The same entries in another arrangement; `library` has folders and names. What is equal keeps its order. Costs some
/// 50 ns a report where folders stay, and some 500 ns otherwise, spread over all cores.
pub fn arranged(library: Library, arrangement: Arrangement) -> Library {
    match arrangement {
        Arrangement { sorting: Sorting::Name, grouping: Grouping::Folder } => library,
        Arrangement { sorting, grouping: Grouping::Folder } => in_folders(&library, sorting),
        Arrangement { sorting, grouping } => in_groups(&library, sorting, grouping == Grouping::Year),
    }
}

/// Sorts the folders in each folder, and its reports.
fn in_folders(library: &Library, sorting: Sorting) -> Library {
    let entries = library.entries();
    let weights = weights(library, sorting);
    let rank = |&index: &usize| {
        let report = entries.get(index).is_some_and(|entry| entry.report().is_some());
        (report, Reverse(weights.get(index).copied()))
    };
    let mut tree = TreeBuilder::with_room(entries.len());
    let mut waiting = Vec::new();
    let wait = |waiting: &mut Vec<usize>, first: usize, end: usize| {
        let before = waiting.len();
        waiting.extend(
            std::iter::successors(Some(first), |&at| Some(entries.get(at)?.last as usize)).take_while(|&at| at < end),
        );
        if let Some(inside) = waiting.get_mut(before..) {
            inside.sort_by_key(rank);
            // The last one is taken first.
            inside.reverse();
        }
    };
    wait(&mut waiting, 0, entries.len());
    while let Some(index) = waiting.pop() {
        let Some(entry) = entries.get(index) else { continue };
        tree.close(entry.depth.into());
        tree.push(entry.id, entry.kind.clone());
        wait(&mut waiting, index + 1, entry.last as usize);
    }
    tree.finish_like(library)
}

/// What decides the order of each entry; the largest comes first.
fn weights(library: &Library, sorting: Sorting) -> Vec<i64> {
    let entries = library.entries();
    let own = |entry: &Entry| entry.report().map_or(i64::MIN, |report| weight(report, sorting));
    let mut weights: Vec<i64> = entries.iter().map(own).collect();
    // What is inside of a folder stands behind it.
    for index in (0..entries.len()).rev() {
        let inside = weights.get(index).copied().unwrap_or(i64::MIN);
        if let Some(around) = library.parent(index).and_then(|parent| weights.get_mut(parent)) {
            *around = match sorting {
                Sorting::Size => (*around).max(0).saturating_add(inside),
                Sorting::Name | Sorting::Time => (*around).max(inside),
            };
        }
    }
    weights
}

fn weight(report: &Report, sorting: Sorting) -> i64 {
    match sorting {
        Sorting::Name => 0,
        Sorting::Time => report.modified(),
        Sorting::Size => i64::try_from(report.size()).unwrap_or(i64::MAX),
    }
}

/// A report with what decides where it stands. The fields are compared in this order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Ranked {
    year: Reverse<Option<u16>>,
    weight: Reverse<i64>,
    name: Vec<u8>,
    index: usize,
}

/// Lists the reports without their folders, by year or all together.
fn in_groups(library: &Library, sorting: Sorting, by_year: bool) -> Library {
    let entries = library.entries();
    let rank = |(index, entry): (usize, &Entry)| {
        let report = entry.report()?;
        let name = if sorting == Sorting::Name { natural_key(&report.name()) } else { Vec::new() };
        let year = Reverse(if by_year { year_of(report) } else { None });
        Some(Ranked { year, weight: Reverse(weight(report, sorting)), name, index })
    };
    let mut ranked: Vec<Ranked> = entries.par_iter().enumerate().filter_map(rank).collect();
    ranked.par_sort_unstable();
    let mut tree = TreeBuilder::with_room(ranked.len());
    let mut open = None;
    for Ranked { year: Reverse(year), index, .. } in ranked {
        if by_year && open != Some(year) {
            tree.close(0);
            tree.push(EntryId::of_year(year), EntryKind::Year(year));
            open = Some(year);
        }
        if let Some(entry) = entries.get(index) {
            tree.push(entry.id, entry.kind.clone());
        }
    }
    tree.finish_like(library)
}

/// The year that a report is about, else that of its file.
fn year_of(report: &Arc<Report>) -> Option<u16> {
    year::of(report).or_else(|| year::of_time(report.stamp?.modified))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::library::stamp::Stamp;
    use crate::library::walk::Root;
    use crate::library::{LibraryBuilder, Place};
    use crate::outline::Document;

    /// The reports of the tables: path, time in days since 1970, size.
    const REPORTS: [(&str, i64, u64); 6] = [
        ("r/甲/第二章.md", 10, 500),
        ("r/甲/第十章.md", 30, 100),
        ("r/乙/2023年.md", 20, 300),
        ("r/乙/丙/2024年.md", 5, 400),
        ("r/z.md", 40, 200),
        ("r/a 二〇二三年.md", 50, 50),
    ];

    fn library() -> Library {
        let report = |&(path, days, size): &(&str, i64, u64)| {
            let stamp = Some(Stamp { size, modified: days * 86_400_000_000_000, inode: 1 });
            (0, Report { stamp, ..Report::new(Path::new(path), &Document::default()) })
        };
        let mut builder = LibraryBuilder::new(vec![Root { path: "r".into(), folder: true }]);
        builder.add(REPORTS.iter().map(report));
        builder.snapshot()
    }

    fn tree(library: &Library) -> String {
        let line = |entry: &Entry| match &entry.kind {
            EntryKind::Report(report) => {
                format!("{}{}", " ".repeat(entry.depth.into()), report.name().replace(".md", ""))
            }
            _ => format!("{}{}:{}", " ".repeat(entry.depth.into()), entry.name(), entry.reports),
        };
        library.entries().iter().map(line).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn reports_stand_in_every_order_and_group() {
        let check = |sorting: Sorting, grouping: Grouping, expected: &str| {
            let arranged = arranged(library(), Arrangement { sorting, grouping });
            assert_eq!(tree(&arranged), expected, "{sorting:?} {grouping:?}");
            assert_eq!(arranged.reports(), 6);
        };
        use {Grouping::*, Sorting::*};
        check(Name, Folder, "乙:2| 丙:1|  2024年| 2023年|甲:2| 第二章| 第十章|a 二〇二三年|z");
        check(Time, Folder, "甲:2| 第十章| 第二章|乙:2| 丙:1|  2024年| 2023年|a 二〇二三年|z");
        check(Size, Folder, "乙:2| 丙:1|  2024年| 2023年|甲:2| 第二章| 第十章|z|a 二〇二三年");
        check(Name, Flat, "2023年|2024年|a 二〇二三年|z|第二章|第十章");
        check(Time, Flat, "a 二〇二三年|z|第十章|2023年|第二章|2024年");
        check(Size, Flat, "第二章|2024年|2023年|z|第十章|a 二〇二三年");
        check(Name, Year, "2024:1| 2024年|2023:2| 2023年| a 二〇二三年|1970:3| z| 第二章| 第十章");
        check(Time, Year, "2024:1| 2024年|2023:2| a 二〇二三年| 2023年|1970:3| z| 第十章| 第二章");
        check(Size, Year, "2024:1| 2024年|2023:2| 2023年| a 二〇二三年|1970:3| 第二章| z| 第十章");
    }

    #[test]
    fn places_are_found_in_every_arrangement_and_groups_have_ids_of_their_own() {
        let before = library();
        let by_year = arranged(library(), Arrangement { grouping: Grouping::Year, ..Arrangement::default() });
        for entry in before.entries().iter().filter(|entry| entry.report().is_some()) {
            let place = Place::of(entry.id);
            assert_eq!(place.relocated(&before, &by_year), Some(place));
            assert!(by_year.parent(by_year.index(entry.id).unwrap()).is_some());
        }
        let groups: Vec<&Entry> = by_year.entries().iter().filter(|entry| entry.report().is_none()).collect();
        assert_eq!(groups.len(), 3);
        for group in groups {
            assert!(before.entry(group.id).is_none());
            assert_eq!(by_year.entry(group.id).map(|entry| entry.last), Some(group.last));
        }
    }
}
