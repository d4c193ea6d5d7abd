//! The order of results, by a rule that can be foreseen.
//!
//! First, how a title matches ([`Class`]): of several words the one that matches worst decides, and where the words
//! stand in the title as they were typed, they count as one. Then the shorter title, the higher level, the newer
//! report, and last the order of the tree.

use crate::library::{Report, year};
use crate::text::fold::fold_char;

/// How a word matches a title, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// It is the title, or its words, or its number.
    Whole,
    /// It begins the title, or its words.
    Begins,
    /// It begins a word.
    Word,
    /// It stands in the title.
    Inside,
    /// The title, or its words, begin with its sound.
    SoundsFirst,
    /// It stands in the title by its sound.
    Sounds,
    /// The same, but by rare readings of some characters.
    SoundsRarely,
    /// Its characters stand in the title, in their order.
    Scattered,
}

/// All classes, the best first.
const CLASSES: [Class; 8] = [
    Class::Whole,
    Class::Begins,
    Class::Word,
    Class::Inside,
    Class::SoundsFirst,
    Class::Sounds,
    Class::SoundsRarely,
    Class::Scattered,
];

/// What results are ordered by: less is better. The parts of the rule stand in it as digits of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank(u64);

/// The bits of a rank below its class.
const BELOW_CLASS: u32 = 52;

impl Rank {
    /// The rank of everything where no word must match: the order of the tree decides.
    pub(super) const NONE: Rank = Rank(0);
    /// No rank is worse.
    pub(super) const WORST: Rank = Rank(u64::MAX);

    /// The rank of a title. `detail` orders titles of one class before their length does, at most 65,535.
    pub(super) fn new(class: Class, detail: u16, length: u16, depth: u8, year: u16) -> Self {
        let age = 0xfff - u64::from(year.min(0xfff));
        let below = u64::from(detail) << 36 | u64::from(length) << 20 | u64::from(depth) << 12 | age;
        Self((class as u64) << BELOW_CLASS | below)
    }

    /// The number to which it is packed.
    pub(super) fn packed(self) -> u64 {
        self.0
    }

    /// The rank of a packed number.
    pub(super) fn unpacked(packed: u64) -> Self {
        Self(packed)
    }

    /// The class of a title with this rank, or the last one.
    pub(super) fn class(self) -> Class {
        let class = CLASSES.get((self.0 >> BELOW_CLASS) as usize);
        class.copied().unwrap_or(Class::Scattered)
    }

    /// Whether the characters of the query are scattered in the title.
    pub(super) fn is_scattered(self) -> bool {
        self.0 >> BELOW_CLASS == Class::Scattered as u64
    }
}

/// The year of a report: the latest in its title, else in the name of its file, else in that of the nearest folder,
/// else the year in which its file was changed; 0 where none is known.
pub(super) fn year_of(report: &Report) -> u16 {
    let title = report.title.as_deref().and_then(latest_year);
    let of_file = || year::of_time(report.stamp?.modified);
    let mut names = report.path.iter().rev().map(|name| name.to_string_lossy());
    title.or_else(|| names.find_map(|name| latest_year(&name))).or_else(of_file).unwrap_or(0)
}

/// The latest year from 1900 to 2099 in a name, in digits or Chinese ones.
fn latest_year(name: &str) -> Option<u16> {
    let mut latest = None;
    let (mut value, mut digits) = (0_u16, 0);
    for c in name.chars().chain([' ']) {
        match digit(fold_char(c)) {
            Some(digit) => {
                value = value.saturating_mul(10).saturating_add(digit);
                digits += 1;
            }
            None => {
                latest = latest.max(Some(value).filter(|year| digits == 4 && (1900..2100).contains(year)));
                (value, digits) = (0, 0);
            }
        }
    }
    latest
}

fn digit(folded: char) -> Option<u16> {
    let chinese = "〇一二三四五六七八九".chars().position(|digit| digit == folded);
    let digit = folded.to_digit(10).or_else(|| chinese.and_then(|digit| u32::try_from(digit).ok()));
    digit.and_then(|digit| u16::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::stamp::Stamp;
    use crate::outline::Document;
    use std::path::Path;

    #[test]
    fn ranks_follow_the_rule() {
        let ranks = [
            Rank::NONE,
            Rank::new(Class::Begins, 0, 4, 1, 2024),
            Rank::new(Class::Begins, 0, 4, 1, 2023),
            Rank::new(Class::Begins, 0, 4, 1, 0),
            Rank::new(Class::Begins, 0, 4, 2, 2024),
            Rank::new(Class::Begins, 0, 5, 1, 2024),
            Rank::new(Class::Begins, 1, 1, 1, 2024),
            Rank::new(Class::Word, 0, 1, 0, 2024),
            Rank::new(Class::Scattered, u16::MAX, u16::MAX, u8::MAX, 0),
            Rank::WORST,
        ];
        assert!(ranks.is_sorted_by(|before, after| before < after));
        assert!(ranks[8].is_scattered() && !ranks[7].is_scattered());
    }

    #[test]
    fn the_year_is_that_of_the_title_the_name_or_the_folder() {
        let check = |path: &str, title: Option<&str>, expected: u16| {
            let document = Document { title: title.map(Into::into), ..Document::default() };
            assert_eq!(year_of(&Report::new(Path::new(path), &document)), expected, "{path} {title:?}");
        };
        check("2021/2022.txt", Some("二〇二三年工作总结"), 2023);
        check("2021/2022.txt", Some("工作总结"), 2022);
        check("2021/a/b.txt", None, 2021);
        check("2023-2025年规划.txt", None, 2025);
        check("20240307.txt", None, 0);
        check("文号1234.txt", None, 0);
        let dated = |path: &str| {
            let stamp = Some(Stamp { modified: 1_709_251_200_000_000_000, ..Stamp::default() });
            year_of(&Report { stamp, ..Report::new(Path::new(path), &Document::default()) })
        };
        assert_eq!((dated("a.txt"), dated("2021.txt")), (2024, 2021));
    }
}
