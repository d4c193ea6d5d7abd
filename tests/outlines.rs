//! Every report in sample-data has the outline that a careful reader wrote down for it.
//!
//! The outline of `sample-data/PATH` is `tests/outlines/PATH.outline`:
//!
//! - `title: …` is the title that the report gives itself. Without such a line it gives none; `?title: …` may be
//!   found or not, and of several such lines one must be right.
//! - Each other line is a heading: two spaces for each level that it stands below the top, then its title as the file
//!   has it, the number included, without the mark that ends a run-in title, its white space squeezed.
//! - A `?` in front of a line says that the heading may be found or not, at any depth; where the line ends in ` …`,
//!   the title may go on.
//!
//! Titles are compared without white space and without pinyin in brackets.

use std::fs;
use std::path::{Path, PathBuf};

use mulu::formats::{self, Options};
use mulu::outline::Document;
use walkdir::WalkDir;

/// The samples that are not UTF-8. Books have no encoding of their own.
const ENCODINGS: [(&str, &str); 13] = [
    ("Correspondence/Letter to the Allotment Society.txt", "windows-1252"),
    ("会议纪要/第12次局务会议纪要.txt", "UTF-16LE"),
    ("会议纪要/第3次局务会议纪要.txt", "UTF-16LE"),
    ("制度法规/公文处理实施细则.txt", "GB18030"),
    ("审计报告/乡村道路养护专项资金审计报告.txt", "GB18030"),
    ("培训材料/河道水质采样操作讲义.mht", "GB18030"),
    ("工作总结/2023年/第二季度工作总结.txt", "GB18030"),
    ("工作简报/作风建设简报第10期.txt", "GB18030"),
    ("會議紀錄/第2次社區營造委員會議紀錄.txt", "Big5"),
    ("海外资料/港湾施設点検要領.txt", "Shift_JIS"),
    ("海外资料/도서관 이용 안내.txt", "EUC-KR"),
    ("网页收藏/冬春火灾防控检查情况的通报.htm", "GB18030"),
    ("领导讲话/在全县防汛工作会议上的讲话.txt", "GB18030"),
];

/// A heading that the outline of a sample names.
struct Known {
    title: String,
    depth: usize,
    optional: bool,
    goes_on: bool,
}

/// A heading that was found in a sample.
struct Found {
    title: String,
    depth: usize,
}

/// The outline of a sample as it was written down.
#[derive(Default)]
struct Golden {
    titles: Vec<String>,
    untitled: bool,
    headings: Vec<Known>,
}

impl Known {
    fn new(line: &str) -> Self {
        let (optional, line) = line.strip_prefix('?').map_or((false, line), |rest| (true, rest));
        let (goes_on, line) = line.strip_suffix(" …").map_or((false, line), |rest| (optional, rest));
        let title = line.trim_start_matches(' ');
        Known { title: title.to_owned(), depth: (line.len() - title.len()) / 2, optional, goes_on }
    }

    fn is(&self, found: &Found) -> bool {
        let (known, found) = (key(&self.title), key(&found.title));
        known == found || self.goes_on && found.starts_with(&known)
    }

    /// What it is worth to pair the two: first as many headings as possible that must be found, then as many others,
    /// then those at the right depth.
    fn worth(&self, found: &Found) -> u64 {
        match self.is(found) {
            false => 0,
            true if self.optional => 1_000,
            true => 1_000_000 + u64::from(self.depth == found.depth),
        }
    }
}

impl Golden {
    fn parse(text: &str) -> Self {
        let mut golden = Golden { untitled: true, ..Golden::default() };
        for line in text.lines() {
            if let Some(title) = line.strip_prefix("title: ") {
                golden.titles.push(title.to_owned());
                golden.untitled = false;
            } else if let Some(title) = line.strip_prefix("?title: ") {
                golden.titles.push(title.to_owned());
            } else {
                golden.headings.push(Known::new(line));
            }
        }
        golden
    }

    fn differences(&self, document: &Document) -> Vec<String> {
        let mut differences = self.title_differences(document.title.as_deref());
        let outline = &document.outline;
        let found: Vec<Found> = (0..)
            .zip(outline.headings())
            .map(|(at, heading)| Found { title: outline.title(at).to_owned(), depth: heading.depth.into() })
            .collect();
        for pair in pairs(&self.headings, &found) {
            differences.extend(difference(pair));
        }
        differences
    }

    fn title_differences(&self, found: Option<&str>) -> Vec<String> {
        let right = found.map_or(self.untitled, |found| self.titles.iter().any(|title| key(title) == key(found)));
        if right {
            return Vec::new();
        }
        let missed = self.titles.iter().map(|title| format!("- title: {title}"));
        missed.chain(found.map(|title| format!("+ title: {title}"))).collect()
    }
}

/// A title without white space and without pinyin in brackets after a Chinese character.
fn key(title: &str) -> String {
    let characters: Vec<char> = title.chars().filter(|character| !character.is_whitespace()).collect();
    let mut key = String::new();
    let mut rest = characters.as_slice();
    while let [character, after @ ..] = rest {
        key.push(*character);
        let chinese = matches!(character, '\u{3400}'..='\u{9fff}');
        rest = if chinese { behind_pinyin(after) } else { after };
    }
    key
}

/// What follows after a reading in brackets, where there is one.
fn behind_pinyin(text: &[char]) -> &[char] {
    let Some((['('], inside)) = text.split_at_checked(1) else {
        return text;
    };
    let letters = inside.iter().take_while(|&&letter| is_pinyin(letter)).count();
    match inside.get(letters) {
        Some(')') if (1..=7).contains(&letters) => &inside[letters + 1..],
        _ => text,
    }
}

fn is_pinyin(letter: char) -> bool {
    letter.is_ascii_lowercase() || "āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ".contains(letter)
}

/// Pairs headings in their order so that the pairs are worth most together; those without a partner stand alone.
fn pairs<'a>(known: &'a [Known], found: &'a [Found]) -> Vec<(Option<&'a Known>, Option<&'a Found>)> {
    let best = worths(known, found);
    let (mut at, mut to) = (0, 0);
    let mut pairs = Vec::new();
    while at < known.len() || to < found.len() {
        let here = best[at][to];
        if at < known.len() && here == best[at + 1][to] {
            pairs.push((known.get(at), None));
            at += 1;
        } else if to < found.len() && here == best[at][to + 1] {
            pairs.push((None, found.get(to)));
            to += 1;
        } else {
            pairs.push((known.get(at), found.get(to)));
            (at, to) = (at + 1, to + 1);
        }
    }
    pairs
}

/// For each two places, the most that the pairs behind them can be worth.
fn worths(known: &[Known], found: &[Found]) -> Vec<Vec<u64>> {
    let mut best = vec![vec![0; found.len() + 1]; known.len() + 1];
    for at in (0..known.len()).rev() {
        for to in (0..found.len()).rev() {
            let worth = known[at].worth(&found[to]);
            let paired = if worth > 0 { worth + best[at + 1][to + 1] } else { 0 };
            best[at][to] = paired.max(best[at + 1][to]).max(best[at][to + 1]);
        }
    }
    best
}

fn difference(pair: (Option<&Known>, Option<&Found>)) -> Option<String> {
    match pair {
        (Some(known), None) if !known.optional => Some(format!("- {}{}", "  ".repeat(known.depth), known.title)),
        (None, Some(found)) => Some(format!("+ {}{}", "  ".repeat(found.depth), found.title)),
        (Some(known), Some(found)) if !known.optional && known.depth != found.depth => {
            Some(format!("~ {}{} (found at depth {})", "  ".repeat(known.depth), known.title, found.depth))
        }
        _ => None,
    }
}

/// The paths of all files below a folder, relative to it, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(folder).unwrap().to_owned())
        .collect()
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data")
}

fn goldens() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outlines")
}

fn golden_of(sample: &Path) -> PathBuf {
    let mut name = sample.as_os_str().to_owned();
    name.push(".outline");
    name.into()
}

fn read(sample: &Path) -> Document {
    formats::read(sample, fs::read(samples().join(sample)).unwrap(), &Options::default())
}

#[test]
fn every_sample_has_its_known_outline() {
    let mut report = String::new();
    for sample in files(&samples()) {
        let golden = Golden::parse(&fs::read_to_string(goldens().join(golden_of(&sample))).unwrap());
        let differences = golden.differences(&read(&sample));
        if !differences.is_empty() {
            report += &format!("\n{}\n  {}\n", sample.display(), differences.join("\n  "));
        }
    }
    assert!(report.is_empty(), "- missed, + invented, ~ at the wrong depth\n{report}");
}

#[test]
fn samples_and_outlines_belong_together() {
    let expected: Vec<PathBuf> = files(&samples()).iter().map(|sample| golden_of(sample)).collect();
    assert!(expected.len() >= 24);
    let mut outlines = files(&goldens());
    outlines.sort();
    let mut sorted = expected;
    sorted.sort();
    assert_eq!(outlines, sorted);
    assert!(files(&samples()).iter().all(|sample| formats::is_report(sample)));
}

/// Whether a sample is of a format that is text.
fn is_text(sample: &Path) -> bool {
    const OTHERS: [&str; 6] = ["doc", "docx", "epub", "odt", "pdf", "rtf"];
    let extension = sample.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    !OTHERS.contains(&extension)
}

#[test]
fn every_sample_is_read_in_its_encoding() {
    let known = |sample: &Path| ENCODINGS.iter().find(|(path, _)| Path::new(path) == sample).map(|known| known.1);
    let expected = |sample: &Path| known(sample).or(is_text(sample).then_some("UTF-8"));
    let wrong: Vec<_> = files(&samples())
        .into_iter()
        .map(|sample| (expected(&sample), read(&sample).encoding, sample))
        .filter(|(expected, found, _)| found != expected)
        .collect();
    assert!(wrong.is_empty(), "(expected, found, sample): {wrong:#?}");
    for (path, _) in ENCODINGS {
        assert!(samples().join(path).is_file(), "{path}");
    }
}

#[test]
fn a_comparison_names_what_is_missed_invented_and_misplaced() {
    let check = |golden: &str, found: &[(usize, &str)], expected: &[&str]| {
        let golden = Golden::parse(golden);
        let found: Vec<Found> = found.iter().map(|&(depth, title)| Found { title: title.to_owned(), depth }).collect();
        let differences: Vec<String> = pairs(&golden.headings, &found).into_iter().filter_map(difference).collect();
        assert_eq!(differences, expected);
    };
    check("一、甲\n  （一）乙", &[(0, "一、 甲"), (1, "（一）乙")], &[]);
    check("一、甲\n  （一）乙", &[(0, "（一）乙")], &["- 一、甲", "~   （一）乙 (found at depth 0)"]);
    check("一、甲", &[(0, "一、甲"), (1, "丙")], &["+   丙"]);
    check("一是總結(jié)", &[(0, "一是總結")], &[]);
    check("一是總結(abc", &[(0, "一是總結")], &["- 一是總結(abc", "+ 一是總結"]);
    check("?  第一条 …\n二", &[(0, "第一条 为了"), (0, "二")], &[]);
    check("?  第一条 …\n二", &[(0, "二")], &[]);
    check("?  第一条", &[(0, "第一条 为了")], &["+ 第一条 为了"]);
    check("甲\n  乙\n丙\n  乙", &[(0, "甲"), (0, "丙"), (1, "乙")], &["-   乙"]);
}

#[test]
fn a_title_is_compared_as_its_lines_say() {
    let check = |golden: &str, found: Option<&str>, right: bool| {
        assert_eq!(Golden::parse(golden).title_differences(found).is_empty(), right, "{golden} {found:?}");
    };
    check("title: 甲 乙", Some("甲乙"), true);
    check("title: 甲", Some("乙"), false);
    check("title: 甲", None, false);
    check("?title: 甲", None, true);
    check("?title: 甲\n?title: 乙", Some("乙"), true);
    check("一、甲", None, true);
    check("一、甲", Some("甲"), false);
}
