//! What a key costs until the screen is drawn, over a generated library of 10,000 reports with 300,000 headings.
//!
//! `cargo bench --bench screen`

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use divan::Bencher;
use mulu::app::input::key::Key;
use mulu::app::{Event, State};
use mulu::formats::{self, Options, Reading};
use mulu::library::walk::Root;
use mulu::library::{Library, LibraryBuilder, Progress, Report, Update};
use mulu::outline::{Block, BlockKind, Confidence, Document, NewHeading, Origin, OutlineBuilder};
use mulu::search::{Found, Query, Searcher};
use mulu::text::{Span, Text};
use mulu::ui;
use mulu::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const REPORTS: usize = 10_000;
const SECTIONS: usize = 30;

fn main() {
    divan::main();
}

/// A report whose headings are half Chinese, half English.
fn markdown(number: usize, words: usize) -> String {
    let mut text = String::new();
    for section in 0..SECTIONS {
        let kind = ["工作成效", "存在的问题", "Findings of the audit", "Next steps"].get(section % 4).unwrap_or(&"");
        let _ = write!(text, "## {section}. {kind} {number}\n\n");
        text.push_str(&"我们认真落实各项任务，and we measured the results.\n\n".repeat(words));
    }
    text
}

fn document(text: &str) -> Document {
    formats::read(Path::new("x.md"), text.as_bytes(), &Options::default())
}

static LIBRARY: LazyLock<Arc<Library>> = LazyLock::new(|| {
    let mut builder = LibraryBuilder::new(vec![Root { path: PathBuf::new(), folder: true }]);
    builder.add((0..REPORTS).map(|number| {
        let path = format!("{}年/{}月/报告{number}.md", 2000 + number % 25, number % 12 + 1);
        (0, Report::new(Path::new(&path), &document(&markdown(number, 1))))
    }));
    Arc::new(builder.snapshot())
});

/// A report of 100,000 headings: one of the first level, and all others below it.
static LARGE: LazyLock<Arc<Document>> = LazyLock::new(|| {
    let mut text = String::new();
    let mut outline = OutlineBuilder::default();
    let mut blocks = Vec::new();
    for number in 0..100_000_u32 {
        let start = text.len();
        let _ = write!(text, "{number}. 工作成效 findings");
        let span = Span::new(start..text.len());
        outline.push(NewHeading {
            level: if number == 0 { 1 } else { 2 },
            title: text.get(start..).unwrap_or_default(),
            number: 0,
            span,
            line: number * 2 + 1,
            origin: Origin::Marked,
            confidence: Confidence::CERTAIN,
        });
        text.push_str("\n我们认真落实各项任务。\n");
        blocks.push(Block { kind: BlockKind::Heading, depth: 0, span });
        blocks.push(Block {
            kind: BlockKind::Paragraph,
            depth: 0,
            span: Span::new(span.end as usize + 1..text.len() - 1),
        });
    }
    let (text, outline) = (Text::new(text), outline.finish());
    Arc::new(Document { text, blocks, outline, ..Document::default() })
});

static LARGE_LIBRARY: LazyLock<Arc<Library>> = LazyLock::new(|| {
    let mut builder = LibraryBuilder::new(vec![Root { path: PathBuf::new(), folder: true }]);
    builder.add([(0, Report::new(Path::new("large.txt"), &LARGE))]);
    Arc::new(builder.snapshot())
});

/// 100,000 reports in one folder.
static MANY: LazyLock<Arc<Library>> = LazyLock::new(|| {
    let mut builder = LibraryBuilder::new(vec![Root { path: PathBuf::new(), folder: true }]);
    let reports = (0..100_000).map(|number| PathBuf::from(format!("all/报告{number}.txt")));
    builder.add(reports.map(|path| (0, Report::new(&path, &Document::default()))));
    Arc::new(builder.snapshot())
});

fn state() -> State {
    state_of(&LIBRARY)
}

fn state_of(library: &Arc<Library>) -> State {
    let mut state = State::new("reports".to_owned(), Reading::default(), 200, 60, 0);
    let library = Arc::clone(library);
    let progress =
        Progress { reports: library.reports(), headings: library.headings(), complete: true, ..Progress::default() };
    state.update(Event::Library(Update { library, progress }));
    state
}

fn press(state: &mut State, keys: &str) {
    for key in keys.split(' ').filter_map(Key::parse) {
        state.update(Event::Key(key));
    }
}

fn paint(state: &State) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 60));
    ui::paint(state, &Theme::new(true), &mut buffer);
    buffer
}

/// What a search that nothing is known for finds.
fn search(library: &Arc<Library>, query: &str) -> Found {
    let query = Query::parse(query).unwrap_or_default();
    let found = Searcher::default().search(library, &query, 400, &|| false);
    found.and_then(Result::ok).unwrap_or_default()
}

#[divan::bench]
fn first_frame(bencher: Bencher) {
    bencher.bench(|| paint(&State::new("reports".to_owned(), Reading::default(), 200, 60, 0)));
}

/// One key and the frame after it, with every heading of every report unfolded.
#[divan::bench(args = ["j", "d", "G", "h"])]
fn key_in_the_tree(bencher: Bencher, key: &str) {
    let mut state = state();
    press(&mut state, "z R d d d d");
    bencher.bench_local(|| {
        press(&mut state, key);
        paint(&state)
    });
}

/// One key and the frame after it, in a report of 4 MB.
#[divan::bench(args = ["j", "Space", "G", "}"])]
fn key_in_the_page(bencher: Bencher, key: &str) {
    let mut state = state();
    let long = Arc::new(document(&markdown(0, 2000)));
    press(&mut state, "1 j j j Enter");
    if let Some(entry) = state.page.entry() {
        state.update(Event::Document(entry, long));
    }
    bencher.bench_local(|| {
        press(&mut state, key);
        paint(&state)
    });
}

/// One key and the frame after it, in the tree or the page, at the end of a report of 100,000 headings.
#[divan::bench(args = ["j k", "Tab j k", "Tab } {", "h l", "1 2"])]
fn keys_in_a_report_of_100_000_headings(bencher: Bencher, keys: &str) {
    let mut state = state_of(&LARGE_LIBRARY);
    press(&mut state, "z R G k k k");
    if let Some(entry) = state.page.entry() {
        state.update(Event::Document(entry, Arc::clone(&LARGE)));
    }
    let (before, keys) = keys.split_once("Tab ").map_or(("", keys), |(_, keys)| ("Tab", keys));
    press(&mut state, before);
    bencher.bench_local(|| {
        press(&mut state, keys);
        paint(&state)
    });
}

/// One key and the frame after it, at the end of a folder of 100,000 reports.
#[divan::bench(args = ["k j", "h l", "s Esc"])]
fn keys_in_a_folder_of_100_000_reports(bencher: Bencher, keys: &str) {
    let mut state = state_of(&MANY);
    press(&mut state, "G");
    bencher.bench_local(|| {
        press(&mut state, keys);
        paint(&state)
    });
}

/// The prompt over all headings with results from the end of a folder of 100,000 reports.
#[divan::bench]
fn results_of_100_000_reports(bencher: Bencher) {
    let mut state = state_of(&MANY);
    press(&mut state, "s");
    state.update(Event::Found(1, Ok(search(&MANY, "9999"))));
    bencher.bench_local(|| {
        press(&mut state, "↓");
        paint(&state)
    });
}

#[divan::bench]
fn snapshot_of_100_000_reports(bencher: Bencher) {
    let mut builder = LibraryBuilder::new(vec![Root { path: PathBuf::new(), folder: true }]);
    let reports = (0..100_000).map(|number| PathBuf::from(format!("all/报告{number}.txt")));
    builder.add(reports.map(|path| (0, Report::new(&path, &Document::default()))));
    bencher.bench_local(|| builder.snapshot());
}

#[divan::bench(args = ["w", "findings 99", "zzzz"])]
fn search_one_report_of_100_000_headings(bencher: Bencher, query: &str) {
    bencher.bench(|| search(&LARGE_LIBRARY, query));
}

/// A letter typed to find it in a report of 7 MB.
#[divan::bench]
fn letter_to_find(bencher: Bencher) {
    let mut state = state_of(&LARGE_LIBRARY);
    press(&mut state, "Enter");
    if let Some(entry) = state.page.entry() {
        state.update(Event::Document(entry, Arc::clone(&LARGE)));
    }
    bencher.bench_local(|| {
        press(&mut state, "/ 9");
        paint(&state);
        press(&mut state, "Esc");
    });
}

/// A newer library that takes the place of an older one while the user looks on.
#[divan::bench]
fn snapshot_arrives(bencher: Bencher) {
    let mut state = state();
    let library = Arc::clone(&LIBRARY);
    let progress =
        Progress { reports: library.reports(), headings: library.headings(), complete: true, ..Progress::default() };
    bencher.bench_local(|| {
        state.update(Event::Library(Update { library: Arc::clone(&library), progress }));
        paint(&state)
    });
}

#[divan::bench(args = ["w", "问题", "findings 99", "zzzz"])]
fn search_all_headings(bencher: Bencher, query: &str) {
    bencher.bench(|| search(&LIBRARY, query));
}
