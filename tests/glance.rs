//! A glance at a file shows the titles that reading it shows.

use std::fs;
use std::path::Path;

use mulu::formats::{self, Options};
use mulu::outline::Document;
use walkdir::WalkDir;

/// The titles of an outline, each with its level, without their numbers and white space.
fn titles(document: &Document) -> Vec<(u8, String)> {
    let squeezed = |title: &str| title.chars().filter(|letter| !letter.is_whitespace()).collect();
    let outline = &document.outline;
    let headings = (0..).zip(outline.headings());
    headings.map(|(at, heading)| (heading.level, squeezed(outline.words(at)))).collect()
}

/// Whether all of a list stand in another in the same order.
fn stand_in(few: &[(u8, String)], many: &[(u8, String)]) -> bool {
    let mut rest = many.iter();
    few.iter().all(|title| rest.any(|other| other == title))
}

#[test]
fn titles_at_a_glance_are_those_of_the_whole() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let files = WalkDir::new(&samples).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    let mut glanced = Vec::new();
    for path in files.filter(|path| path.is_file()) {
        let bytes = fs::read(&path).unwrap();
        let Some(glance) = formats::glance(&path, &bytes, &Options::default()) else { continue };
        let whole = formats::read(&path, &bytes, &Options::default());
        let (few, many) = (titles(&glance), titles(&whole));
        assert!(stand_in(&few, &many), "{}: {few:#?} {many:#?}", path.display());
        assert!(glance.partial && !whole.partial && glance.problems.is_empty(), "{}", path.display());
        assert_eq!((glance.format, &glance.title), (whole.format, &whole.title), "{}", path.display());
        let lines: Vec<&str> = glance.text.as_str().lines().collect();
        let headings: Vec<&str> = (0..glance.outline.len()).map(|at| glance.outline.title(at)).collect();
        assert_eq!(lines, headings, "{}", path.display());
        glanced.push(path.extension().unwrap().to_owned());
    }
    glanced.sort();
    assert_eq!(glanced, ["epub", "epub", "epub", "pdf", "pdf"]);
}

#[test]
fn files_without_contents_must_be_read() {
    let check = |name: &str, bytes: &[u8]| {
        assert!(formats::glance(Path::new(name), bytes, &Options::default()).is_none(), "{name}");
    };
    check("a.txt", "一、概况\n二、计划\n".as_bytes());
    check("a.md", b"# One\n\n# Two\n");
    check("a.pdf", b"%PDF-1.4\n");
    check("a.epub", b"PK\x05\x06");
}
