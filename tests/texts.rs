//! What is read of every sample that is no plain text: its blocks and marks, and that its text is complete.
//!
//! The snapshots show each block on a line: its kind, its depth, its length in characters, its first words, and its
//! marks. After a change that is meant, `INSTA_UPDATE=always cargo test texts` writes them anew, to be looked at in
//! the difference.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use mulu::formats::{self, Options, Reading};
use mulu::outline::Document;
use mulu::text::{Part, Span};
use walkdir::WalkDir;

/// How much is shown of the text of a block and of a mark, in characters.
const SHOWN: usize = 36;
const SHOWN_OF_MARK: usize = 12;
/// The least share of characters that must be read.
const LEAST: f64 = 0.999;

/// How many characters that are no white space another program's text of a sample has: pdftotext's 22.12 or
/// LibreOffice's 7.4, without what is deleted in the sample and shown by LibreOffice all the same.
const RECORDED: &[(&str, usize)] = &[
    ("Engineering/Manuals/Lock Gate Inspection.rtf", 679),
    ("Engineering/Manuals/Ticket Handbook, Chapter 2.docx", 638),
    ("Engineering/Manuals/Tide Gauge Maintenance Guide.pdf", 2863),
    ("Newsletters/Harbour Notes, Spring 2025.pdf", 1686),
    ("会议纪要/第15次局务会议纪要.rtf", 240),
    ("会议纪要/第16次局务会议纪要.doc", 239),
    ("制度法规/固定资产盘点办法.docx", 254),
    ("制度法规/档案管理办法.doc", 283),
    ("工作总结/2024年/区档案馆年度工作总结.docx", 366),
    ("工作总结/2024年/行政审批局工作总结.rtf", 395),
    ("计划方案/校园食堂改造实施方案.pdf", 709),
    ("计划方案/社区食堂运营方案.odt", 176),
    ("设备手册/排涝泵站运行维护手册.docx", 1057),
    ("设备手册/排涝泵站运行维护手册.odt", 1057),
    ("设备手册/排涝泵站运行维护手册.pdf", 1057),
];

/// The lines of that program's text, in its order, without what is deleted or hidden in the sample. That of pages in
/// columns is left out, as pdftotext mixes the columns.
const ORDER: &str = "tests/order";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The samples that are no plain text, relative to sample-data.
fn samples() -> Vec<PathBuf> {
    let folder = root().join("sample-data");
    let entries = WalkDir::new(&folder).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    let files = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    let marked = files.filter(|path| path.extension().is_some_and(|extension| extension != "txt"));
    marked.map(|path| path.strip_prefix(&folder).unwrap().to_owned()).collect()
}

fn read(sample: &Path) -> Document {
    formats::read(sample, fs::read(root().join("sample-data").join(sample)).unwrap(), &Options::default())
}

/// The beginning of a text on one line.
fn begin(text: &str, shown: usize) -> String {
    let end = if text.chars().count() > shown { "…" } else { "" };
    let begin: String = text.chars().take(shown).collect();
    format!("{}{end}", begin.replace('\n', "⏎").replace('\t', "⇥"))
}

fn shown(document: &Document) -> String {
    let text = &document.text;
    let mut shown = String::new();
    let _ = writeln!(shown, "{} {:?}", document.format, document.title.as_deref().unwrap_or_default());
    document.problems.iter().for_each(|problem| writeln!(shown, "! {problem}").unwrap());
    for block in &document.blocks {
        let words = text.span(block.span);
        let (length, begin_) = (words.chars().count(), begin(words, SHOWN));
        let _ = write!(shown, "{:?} {} {length} {begin_}", block.kind, block.depth);
        let inside = |span: Span| block.span.start <= span.start && span.start < block.span.end;
        for mark in document.marks.iter().filter(|mark| inside(mark.span)) {
            let _ = write!(shown, " |{:?} {}", mark.kind, begin(text.span(mark.span), SHOWN_OF_MARK));
        }
        shown.push('\n');
    }
    shown
}

#[test]
fn every_sample_has_its_known_text() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path(root().join("tests/texts"));
    let samples = samples();
    assert!(samples.len() >= 30);
    settings.bind(|| {
        for sample in samples {
            let name = sample.to_str().unwrap().replace(['/', '\\'], "__").replace(' ', "_");
            insta::assert_snapshot!(name, shown(&read(&sample)));
        }
    });
}

#[test]
fn the_text_of_samples_is_complete() {
    let mut wrong = Vec::new();
    for (sample, recorded) in RECORDED {
        let document = read(Path::new(sample));
        let found = document.text.as_str().chars().filter(|character| !character.is_whitespace()).count();
        if (found as f64) < LEAST * *recorded as f64 {
            wrong.push(format!("{sample}: {found} of {recorded}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_text_alone_is_that_of_the_document() {
    let files = WalkDir::new(root().join("sample-data")).into_iter().map(|entry| entry.unwrap());
    let mut seen = 0;
    for path in files.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path) {
        let bytes = fs::read(&path).unwrap();
        for raw in [false, true] {
            let options = Options { reading: Reading { raw, ..Reading::default() }, ..Options::default() };
            let document = formats::read(&path, &bytes, &options);
            assert_eq!(formats::read_text(&path, &bytes, &options), document.text, "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 100, "only {seen} were read");
}

/// Letters and digits, which all programs show alike.
fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).collect()
}

/// The recorded lines that do not stand in a text behind those before them.
fn misplaced<'a>(text: &str, lines: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let text = letters(text);
    let mut from = 0;
    let mut misplaced = Vec::new();
    for line in lines {
        let wanted = letters(line);
        match text.as_str().part(from..text.len()).find(&wanted) {
            Some(at) => from += at + wanted.len(),
            None => misplaced.push(line),
        }
    }
    misplaced
}

#[test]
fn the_text_of_samples_is_in_its_order() {
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for (sample, _) in RECORDED {
        let name = sample.replace('/', "__").replace(' ', "_");
        let Ok(recorded) = fs::read_to_string(root().join(ORDER).join(format!("{name}.lines"))) else { continue };
        compared += 1;
        let document = read(Path::new(sample));
        let text = document.text.as_str();
        wrong.extend(misplaced(text, recorded.lines()).into_iter().map(|line| format!("{sample}: {line}")));
        let turned = misplaced(text, recorded.lines().rev()).len();
        assert!(turned * 2 > recorded.lines().count(), "{sample}: the order of its lines tells nothing");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(compared, RECORDED.len() - 1);
}
