//! The sections of other reports that correspond to one: the same title, or nearly the same.

use std::cmp::Reverse;
use std::path::Path;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::library::{EntryId, Library, Report};
use crate::outline::Outline;
use crate::search::headings::{Found, Hit};
use crate::search::order::year_of;
use crate::text::fold::fold_char;

/// Titles less alike than this, in hundredths, do not correspond.
const LEAST: u32 = 50;

/// Characters without which a title says the same: 存在的问题 and 存在问题.
const FUNCTION_CHARACTERS: &str = "的之与及和等或";
/// Words without which a title says the same.
const FUNCTION_WORDS: [&str; 10] = ["a", "an", "and", "for", "in", "of", "on", "or", "the", "to"];

/// Finds in every other report the section whose title is most like that of a heading, where one is at least half like
/// it. The score of a hit is the likeness in hundredths. The most alike come first; of equal ones those in the same folder,
/// then those whose file has a name more like that of the heading's file, the newer, and those before in the tree. So the
/// same unit's other years come first: years in names and folders don't count.
///
/// Numbers, punctuation, years and function words don't count. Likeness is the coefficient of Dice ("Measures of the
/// amount of ecologic association between species", 1945) over the words, the Han characters and the pairs of
/// neighbours of both titles.
///
/// Between reports it looks whether it is `cancelled`, and then gives up and returns `None`. Costs time in proportion
/// to the number of headings, spread over all cores.
pub fn corresponding(
    library: &Library,
    entry: EntryId,
    heading: u32,
    cancelled: &(dyn Fn() -> bool + Sync),
) -> Option<Found> {
    let Some(report) = library.report(entry) else { return Some(Found::default()) };
    let place = Names::of(&report.path);
    let wanted = Wanted::new(&report.outline, heading);
    let in_entries = library.entries().par_iter().map_init(Features::default, |features, other| {
        if cancelled() {
            return None;
        }
        let report = other.report().filter(|_| other.id != entry);
        let best = report.and_then(|report| Some((report, wanted.best_in(report, features)?)));
        Some(best.map(|(report, (score, heading))| {
            let hit = Hit { entry: other.id, heading: Some(heading), score, positions: Vec::new() };
            (Reverse(score), place.distance(report), hit)
        }))
    });
    let in_entries: Option<Vec<Option<Ranked>>> = in_entries.collect();
    let mut hits: Vec<Ranked> = in_entries?.into_iter().flatten().collect();
    hits.sort_by_key(|&(score, distance, _)| (score, distance));
    let hits: Vec<Hit> = hits.into_iter().map(|(.., hit)| hit).collect();
    let total = hits.len();
    Some(Found { hits, total })
}

/// A hit, behind what it is sorted by.
type Ranked = (Reverse<i64>, Distance, Hit);

/// How far a report is from another: whether it lies in another folder, how like its name is, and its year.
type Distance = (bool, Reverse<u32>, Reverse<u16>);

/// What the path of a report says, years left out.
struct Names {
    folder: Features,
    file: Features,
}

impl Names {
    fn of(path: &Path) -> Self {
        let named = |name: &str| {
            let mut features = Features::default();
            units(name, &mut features.units);
            features.sort();
            features
        };
        let folder = path.parent().map(Path::to_string_lossy).unwrap_or_default();
        let file = path.file_stem().unwrap_or_default().to_string_lossy();
        Self { folder: named(&folder), file: named(&file) }
    }

    fn distance(&self, report: &Report) -> Distance {
        let other = Self::of(&report.path);
        let elsewhere = self.folder.sorted != other.folder.sorted;
        (elsewhere, Reverse(self.file.likeness(&other.file)), Reverse(year_of(report)))
    }
}

/// What other headings are compared with.
struct Wanted {
    title: Features,
    above: Features,
}

impl Wanted {
    fn new(outline: &Outline, heading: u32) -> Self {
        let of = |heading| {
            let mut features = Features::default();
            features.read(outline, heading);
            features
        };
        Self { title: of(heading), above: outline.parent(heading).map_or_else(Features::default, of) }
    }

    /// The heading of a report that is most alike, and how alike it is. Of equal ones, the one under the title that is
    /// most like the one above the wanted heading, then the first.
    fn best_in(&self, report: &Report, features: &mut Features) -> Option<(i64, u32)> {
        let outline = &report.outline;
        let mut best: Option<(u32, u32, u32)> = None;
        for heading in 0..outline.len() {
            features.read(outline, heading);
            let likeness = self.title.likeness(features);
            if likeness < LEAST || best.is_some_and(|(most, ..)| likeness < most) {
                continue;
            }
            let above = outline.parent(heading).map_or(0, |parent| {
                features.read(outline, parent);
                self.above.likeness(features)
            });
            if best.is_none_or(|(most, most_above, _)| (likeness, above) > (most, most_above)) {
                best = Some((likeness, above, heading));
            }
        }
        best.map(|(likeness, _, heading)| (likeness.into(), heading))
    }
}

/// What a title says, as a sorted list of hashes. The buffers are used again for the next title.
#[derive(Default)]
struct Features {
    units: Vec<u64>,
    sorted: Vec<u64>,
}

impl Features {
    /// Reads the words of a heading. Where it has none but its number and function words, that is what it says.
    fn read(&mut self, outline: &Outline, heading: u32) {
        self.units.clear();
        self.sorted.clear();
        units(outline.words(heading), &mut self.units);
        if self.units.is_empty() {
            self.units.extend(outline.title(heading).chars().map(fold_char).map(u64::from));
        }
        self.sort();
    }

    /// Lists the units and the pairs of neighbours.
    fn sort(&mut self) {
        self.sorted.extend(&self.units);
        self.sorted.extend(self.units.windows(2).map(|pair| pair.iter().fold(1, |hash, &unit| mixed(hash, unit))));
        self.sorted.sort_unstable();
    }

    /// How alike both are, in hundredths.
    fn likeness(&self, other: &Self) -> u32 {
        let both = self.sorted.len() + other.sorted.len();
        let fewer = self.sorted.len().min(other.sorted.len());
        if both == 0 || fewer * 200 < both * LEAST as usize {
            return 0;
        }
        u32::try_from(shared(&self.sorted, &other.sorted) * 200 / both).unwrap_or(0)
    }
}

/// The number of elements that two sorted lists share.
fn shared(mut one: &[u64], mut other: &[u64]) -> usize {
    let mut count = 0;
    while let (Some((a, rest)), Some((b, others))) = (one.split_first(), other.split_first()) {
        count += usize::from(a == b);
        (one, other) = (if a <= b { rest } else { one }, if b <= a { others } else { other });
    }
    count
}

/// The units of a title: each Han character, and each word of other letters and digits as a hash. Function words and
/// years are left out: a report of the next year says the same of another year.
fn units(title: &str, units: &mut Vec<u64>) {
    let mut word = Word::default();
    for character in title.chars().map(fold_char) {
        let han = is_han(character);
        if character.is_alphanumeric() && !han {
            word.push(character);
            continue;
        }
        let after_year = word.is_year();
        units.extend(word.take());
        if han && !FUNCTION_CHARACTERS.contains(character) && !(after_year && "年".contains(character)) {
            units.push(character.into());
        }
    }
    units.extend(word.take());
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

/// A word that is being read.
#[derive(Default)]
struct Word {
    letters: String,
}

impl Word {
    fn push(&mut self, letter: char) {
        self.letters.push(letter);
    }

    fn is_year(&self) -> bool {
        self.letters.len() == 4
            && self.letters.bytes().all(|byte| byte.is_ascii_digit())
            && (self.letters.starts_with("19") || self.letters.starts_with("20"))
    }

    /// Ends the word. Returns its hash, if it counts.
    fn take(&mut self) -> Option<u64> {
        let counts = !self.letters.is_empty() && !self.is_year() && !FUNCTION_WORDS.contains(&self.letters.as_str());
        // Apart from every character.
        let hash = self.letters.bytes().fold(1 << 32, |hash, byte| mixed(hash, byte.into()));
        self.letters.clear();
        counts.then_some(hash)
    }
}

/// One step of a multiplicative hash.
fn mixed(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::formats::{self, Options};
    use crate::library::LibraryBuilder;
    use crate::library::walk::Root;

    fn library(reports: &[(&str, &str)]) -> Library {
        let mut builder = LibraryBuilder::new(vec![Root { path: "".into(), folder: true }]);
        let read = |(path, text): &(&str, &str)| {
            let path = Path::new(path);
            (0, Report::new(path, &formats::read(path, text.as_bytes(), &Options::default())))
        };
        builder.add(reports.iter().map(read));
        builder.snapshot()
    }

    fn likeness(one: &str, other: &str) -> u32 {
        let library = library(&[("a.md", &format!("# {one}\n")), ("b.md", &format!("# {other}\n"))]);
        let features = |at: usize| {
            let mut features = Features::default();
            features.read(&library.entries()[at].report().unwrap().outline, 0);
            features
        };
        features(0).likeness(&features(1))
    }

    #[test]
    fn titles_are_alike_by_what_they_say() {
        let check = |one: &str, other: &str, expected: u32| {
            assert_eq!((likeness(one, other), likeness(other, one)), (expected, expected), "{one} / {other}");
        };
        check("二、存在的问题", "（三）存在问题", 100);
        check("存在的问题", "存在问题及不足", 77);
        check("存在的问题", "存在的主要问题", 66);
        check("2023年工作回顾", "2024年工作回顾", 100);
        check("2. Findings", "3.1 The Findings", 100);
        check("Problems Found", "Problems found in 2024", 100);
        check("Findings", "Recommendations", 0);
        check("存在的问题", "下一步打算", 0);
        check("主要工作", "重点工作", 42);
        check("第一章", "第二章", 40);
        check("第一章", "第一章", 100);
    }

    #[test]
    fn each_report_gives_its_most_alike_section_and_the_most_alike_report_is_first() {
        let library = library(&[
            ("1.md", "# 一、教育\n\n## 存在的问题\n\n# 二、卫生\n\n## 存在的问题\n"),
            ("2.md", "# 一、教育\n\n## 存在问题及不足\n\n# 二、卫生\n\n## 存在问题及不足\n"),
            ("3.md", "# 无关\n"),
            ("4.md", "# 一、教育\n\n## 存在的问题\n\n# 二、卫生\n\n## 存在的问题\n"),
        ]);
        let entry = |at: usize| library.entries()[at].id;
        let find = |heading| {
            let found = corresponding(&library, entry(0), heading, &|| false).unwrap();
            let hits = found.hits.iter().map(|hit| (hit.entry, hit.heading, hit.score));
            hits.collect::<Vec<_>>()
        };
        assert_eq!(find(3), [(entry(3), Some(3), 100), (entry(1), Some(3), 77)]);
        assert_eq!(find(1), [(entry(3), Some(1), 100), (entry(1), Some(1), 77)]);
        assert!(corresponding(&library, entry(0), 1, &|| true).is_none());
    }

    #[test]
    fn of_equally_alike_ones_the_other_years_of_the_same_report_come_first_and_the_newest_of_them() {
        let check = |from: &str, expected: &[&str]| {
            let names = [
                "卫生/2023年总结.md",
                "教育/2021年总结.md",
                "教育/2022年总结.md",
                "教育/2023年总结.md",
                "教育/2024年总结.md",
                "教育/2024年计划.md",
                "2020/水务.md",
                "2019/水务.md",
            ];
            let library = library(&names.map(|name| (name, "# 存在的问题\n")));
            let path = |entry| library.report(entry).unwrap().path.to_string_lossy().into_owned();
            let entry = library
                .entries()
                .iter()
                .map(|entry| entry.id)
                .find(|&id| library.report(id).is_some_and(|report| report.path.to_string_lossy() == from));
            let found = corresponding(&library, entry.unwrap(), 0, &|| false).unwrap();
            let paths: Vec<String> = found.hits.iter().map(|hit| path(hit.entry)).collect();
            assert_eq!(paths.get(..expected.len()).unwrap(), expected, "{from}");
        };
        check(
            "教育/2022年总结.md",
            &[
                "教育/2024年总结.md",
                "教育/2023年总结.md",
                "教育/2021年总结.md",
                "教育/2024年计划.md",
                "卫生/2023年总结.md",
            ],
        );
        check("2019/水务.md", &["2020/水务.md", "教育/2024年总结.md"]);
    }
}
