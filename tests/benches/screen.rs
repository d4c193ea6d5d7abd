//! What a key costs until the screen is drawn, over a generated library of 10,000 reports with 300,000 headings.
//!
//! `cargo bench --bench screen`

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use divan::Bencher;
use mulu::app::key::Key;
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

/// A report of 250 MB: 500,000 paragraphs, a heading before every fiftieth.
static HUGE: LazyLock<Arc<Document>> = LazyLock::new(|| {
    let body = "我们认真落实“稳中求进”的各项任务，and we measured the results in 2025年3月5日。".repeat(5);
    let mut text = String::with_capacity(260_000_000);
    let mut outline = OutlineBuilder::default();
    let mut blocks = Vec::new();
    for number in 0..500_000_u32 {
        let start = text.len();
        let heads = number % 50 == 0;
        if heads {
            let _ = write!(text, "{}. 工作成效", number / 50);
        } else {
            text.push_str(&body);
        }
        let span = Span::new(start..text.len());
        if heads {
            outline.push(NewHeading {
                level: 1,
                title: text.get(start..).unwrap_or_default(),
                number: 0,
                span,
                line: number + 1,
                origin: Origin::Marked,
                confidence: Confidence::CERTAIN,
            });
        }
        blocks.push(Block { kind: if heads { BlockKind::Heading } else { BlockKind::Paragraph }, depth: 0, span });
        text.push('\n');
    }
    Arc::new(Document {
        format: "text",
        text: Text::new(text),
        blocks,
        outline: outline.finish(),
        ..Document::default()
    })
});

/// A report that is one line of 50 MB.
static ONE_LINE: LazyLock<Arc<Document>> = LazyLock::new(|| {
    let text = "我们认真落实“稳中求进”的各项任务，and we measured the results in 2025年3月5日。".repeat(500_000);
    let span = Span::new(0..text.len());
    let blocks = vec![Block { kind: BlockKind::Paragraph, depth: 0, span }];
    Arc::new(Document { format: "text", text: Text::new(text), blocks, ..Document::default() })
});

/// A state that shows a document in the page, which has the keys.
fn reading(document: &Arc<Document>) -> State {
    let mut builder = LibraryBuilder::new(vec![Root { path: PathBuf::new(), folder: true }]);
    builder.add([(0, Report::new(Path::new("huge.txt"), document))]);
    let mut state = state_of(&Arc::new(builder.snapshot()));
    press(&mut state, "Enter");
    if let Some(entry) = state.page.entry() {
        state.update(Event::Document(entry, Arc::clone(document)));
    }
    state
}

/// One key and the frame after it, in a report of 250 MB. The justified ones begin where `z b` was pressed.
#[divan::bench(args = ["j", "k", "Space", "G", "g", "}", "z b", "z j", "z b Space"])]
fn key_in_a_report_of_250_mb(bencher: Bencher, keys: &str) {
    let mut state = reading(&HUGE);
    press(&mut state, "2 0 0 }");
    bencher.bench_local(|| {
        press(&mut state, keys);
        paint(&state)
    });
}

/// One key and the frame after it, in a line of 50 MB.
#[divan::bench(args = ["j", "k", "Space", "G", "g", "z b"])]
fn key_in_a_line_of_50_mb(bencher: Bencher, keys: &str) {
    let mut state = reading(&ONE_LINE);
    press(&mut state, "9 9 Space");
    bencher.bench_local(|| {
        press(&mut state, keys);
        paint(&state)
    });
}

/// A report of 250 MB that has been read reaches the page.
#[divan::bench(sample_count = 10)]
fn a_report_of_250_mb_arrives(bencher: Bencher) {
    bencher.bench_local(|| paint(&reading(&HUGE)));
}

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
