//! What was written comes back equal, or is known to be missing.

use std::fs;

use proptest::prelude::*;

use super::*;
use crate::library::LibraryBuilder;
use crate::library::stamp::Stamp;
use crate::outline::{Confidence, Document, NewHeading, Origin, OutlineBuilder, Problem};
use crate::text::{Span, Text};

fn report(root: &Root, name: &str, titles: &[String], problem: Option<Problem>) -> Report {
    let mut outline = OutlineBuilder::default();
    for (at, title) in titles.iter().enumerate() {
        let level = u8::try_from(at % 3 + 1).unwrap();
        let span = Span::new(at * 10..at * 10 + 6);
        let (origin, confidence) = (Origin::Detected, Confidence(71));
        outline.push(NewHeading { level, title, number: 0, span, line: 3, origin, confidence });
    }
    let document = Document {
        format: "text",
        encoding: Some("GB18030"),
        title: titles.first().map(|title| title.as_str().into()),
        text: Text::from("text"),
        outline: outline.finish(),
        problems: problem.into_iter().collect(),
        ..Document::default()
    };
    let stamp = Some(Stamp { size: 4, modified: 1 << 60, inode: 7 });
    Report { stamp, ..Report::new(&root.path.join(name), &document) }
}

fn cache(folder: &Path, roots: &[Root]) -> Cache {
    Cache::new(folder, roots, &WalkOptions::default(), &Options::default())
}

/// All that is to be seen of reports, whatever their order.
fn seen(reports: &[(usize, Report)]) -> Vec<String> {
    let mut seen: Vec<String> = reports.iter().map(|(root, report)| format!("{root} {report:?}")).collect();
    seen.sort();
    seen
}

fn borrowed(reports: &[(usize, Report)]) -> Vec<(usize, &Report)> {
    reports.iter().map(|(root, report)| (*root, report)).collect()
}

fn folder_with_root() -> (tempfile::TempDir, Root) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("reports")).unwrap();
    let root = Root::open(&folder.path().join("reports")).unwrap();
    (folder, root)
}

#[test]
fn what_is_added_comes_back_and_the_last_reading_counts() {
    let (folder, root) = folder_with_root();
    let roots = [root.clone()];
    let titles = |title: &str| [title.to_owned(), "b".to_owned()];
    let damaged = Problem::Damaged("no end");
    let first = vec![
        (0, report(&root, "a.txt", &titles("一、"), None)),
        (0, report(&root, "甲/b.txt", &titles("二、"), Some(damaged.clone()))),
    ];
    let later = vec![(0, report(&root, "a.txt", &titles("三、"), None))];
    cache(folder.path(), &roots).append(&borrowed(&first));
    cache(folder.path(), &roots).append(&borrowed(&later));
    let mut again = cache(folder.path(), &roots);
    let loaded = again.load();
    assert_eq!(seen(&loaded), seen(&first.into_iter().chain(later).collect::<Vec<_>>()));
    assert!(!again.spoiled);
    let mut builder = LibraryBuilder::new(roots.to_vec());
    builder.add(loaded);
    let names: Vec<String> = builder.reports().map(|(_, _, report)| report.presented()).collect();
    assert_eq!(names, ["二、", "三、"]);
    let problems: Vec<Problem> = builder.reports().flat_map(|(_, _, report)| report.problems.clone()).collect();
    assert_eq!(problems, [damaged]);
}

#[test]
fn what_may_be_other_the_next_time_is_not_kept() {
    let (folder, root) = folder_with_root();
    let unreadable = report(&root, "a.txt", &[], Some(Problem::Unreadable("busy".to_owned())));
    let slow = report(&root, "b.txt", &[], Some(Problem::TookTooLong { seconds: 9 }));
    let unsettled = Report { stamp: None, ..report(&root, "c.txt", &[], None) };
    let mut cache = cache(folder.path(), &[root]);
    cache.append(&[(0, &unreadable), (0, &slow), (0, &unsettled)]);
    assert_eq!(cache.load().len(), 0);
}

#[test]
fn roots_are_known_in_any_order_and_by_any_path() {
    let (folder, root) = folder_with_root();
    fs::create_dir(folder.path().join("other")).unwrap();
    let other = Root::open(&folder.path().join("other")).unwrap();
    let report = report(&root, "a.txt", &[], None);
    cache(folder.path(), &[root, other.clone()]).append(&[(0, &report)]);
    let dotted = Root { path: folder.path().join("other/../reports"), folder: true };
    let loaded = cache(folder.path(), &[other, dotted.clone()]).load();
    let found: Vec<(usize, &Path)> = loaded.iter().map(|(root, report)| (*root, &*report.path)).collect();
    assert_eq!(found, [(1, &*dotted.path.join("a.txt"))]);
}

#[test]
fn other_ways_of_reading_have_other_files() {
    let check = |hidden: bool, reading: Reading, expected: &str| {
        let read = Options { encoding: crate::text::decode::encoding("gbk"), reading };
        assert_eq!(file_name(&WalkOptions { hidden, ..WalkOptions::default() }, &read), expected);
    };
    assert_eq!(file_name(&WalkOptions::default(), &Options::default()), "outlines");
    check(false, Reading::default(), "outlines-gb18030");
    check(true, Reading { belief: Belief::High, raw: true }, "outlines-high-raw-gb18030-hidden");
}

#[test]
fn a_file_that_is_of_little_use_is_written_anew() {
    let (folder, root) = folder_with_root();
    let report = report(&root, "a.txt", &["一".to_owned()], None);
    let all = [(0, &report)];
    let mut cache = cache(folder.path(), &[root]);
    for _ in 0..2 * REPORTS {
        cache.append(&all);
    }
    let large = fs::metadata(&cache.file).unwrap().len();
    assert!(cache.is_untidy(1));
    cache.tidy(&all);
    let small = fs::metadata(&cache.file).unwrap().len();
    assert!(small * 100 < large, "{small} of {large}");
    fs::write(&cache.file, "not a cache").unwrap();
    assert_eq!((cache.load().len(), cache.is_untidy(1)), (0, true));
    cache.tidy(&all);
    assert_eq!((cache.load().len(), cache.spoiled), (1, false));
}

#[test]
fn a_cache_that_cannot_be_written_is_done_without() {
    let (folder, root) = folder_with_root();
    let report = report(&root, "a.txt", &[], None);
    // There is a file where the folder would have to be, as for somebody who may not write there.
    fs::write(folder.path().join("cache"), "").unwrap();
    let mut cache = cache(&folder.path().join("cache"), &[root]);
    cache.append(&[(0, &report)]);
    cache.tidy(&[(0, &report)]);
    assert!(cache.failed && cache.load().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_cache_gives_what_was_written_or_nothing(
        titles in prop::collection::vec(prop::collection::vec(".{0,8}", 0..4), 1..6),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3),
        end in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let (folder, root) = folder_with_root();
        let reports: Vec<(usize, Report)> = titles
            .iter()
            .enumerate()
            .map(|(number, titles)| (0, report(&root, &format!("{number}.txt"), titles, None)))
            .collect();
        let mut cache = cache(folder.path(), &[root]);
        for report in borrowed(&reports) {
            cache.append(&[report]);
        }
        let written = fs::read(&cache.file).unwrap();
        let mut bytes = written.clone();
        for (at, byte) in &damage {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        if let Some(end) = end {
            bytes.truncate(end.index(bytes.len()));
        }
        fs::write(&cache.file, &bytes).unwrap();
        let all = seen(&reports);
        let loaded = seen(&cache.load());
        prop_assert!(loaded.iter().all(|report| all.contains(report)));
        prop_assert!(bytes.len() < written.len() || cache.spoiled == (bytes != written));
        prop_assert!(bytes != written || loaded == all);
        // What is missing is read again, and written.
        if cache.is_untidy(reports.len()) {
            cache.tidy(&borrowed(&reports));
        }
        let rebuilt = seen(&cache.load());
        prop_assert!(bytes.len() < written.len() || rebuilt == all);
    }
}
