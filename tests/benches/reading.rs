//! What a key costs until the screen is drawn, in reports as long as any: the median, 19 of 20, the slowest.
//!
//! `cargo bench --bench reading` prints milliseconds of the processor, so that other programs change little. A word
//! behind `--` chooses the rows that contain it.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use mulu::app::input::key::{Code, Key};
use mulu::app::sheet::source::Lines;
use mulu::app::{Effect, Event, State};
use mulu::formats::Reading;
use mulu::library::walk::Root;
use mulu::library::{LibraryBuilder, Progress, Report, Update};
use mulu::outline::{
    Block, BlockKind, Confidence, Document, Mark, MarkKind, NewHeading, Origin, Outline, OutlineBuilder,
};
use mulu::text::{Span, Text};
use mulu::ui;
use mulu::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rustix::time::{ClockId, clock_gettime};

/// A report of 250 MB: 500,000 paragraphs with references in words, a heading before every fiftieth.
static HUGE: LazyLock<Arc<Document>> = LazyLock::new(|| {
    let body =
        "我们认真落实“稳中求进”的各项任务（见第三十章），and we measured the results in 2025年3月5日。".repeat(5);
    let mut text = String::with_capacity(320_000_000);
    let mut outline = OutlineBuilder::default();
    let mut blocks = Vec::new();
    for number in 0..420_000_u32 {
        let start = text.len();
        let heads = number % 50 == 0;
        if heads {
            let _ = write!(text, "第{}章　工作成效", number / 50 + 1);
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
    document(text, blocks, outline.finish())
});

/// A report that is one line of 50 MB.
static ONE_LINE: LazyLock<Arc<Document>> = LazyLock::new(|| {
    let text = "我们认真落实“稳中求进”的各项任务，and we measured the results in 2025年3月5日。".repeat(500_000);
    let span = Span::new(0..text.len());
    document(text, vec![Block { kind: BlockKind::Paragraph, depth: 0, span }], Outline::default())
});

/// A table of 100,000 rows with a head.
static TABLE: LazyLock<Arc<Document>> = LazyLock::new(|| {
    let head = "站点\t全年运行次数\t所在区域\t说明";
    let mut text = head.to_owned();
    for row in 1..=100_000 {
        let _ = write!(text, "\n{row}号泵站\t{}\t东区\t运行平稳，按期检修，see the log of {row}", row * 37 % 1_000);
    }
    let span = Span::new(0..text.len());
    let blocks = vec![Block { kind: BlockKind::Table, depth: 0, span }];
    let marks = vec![Mark::new(MarkKind::Head, Span::new(0..head.len()))];
    let document = document(text, blocks, Outline::default());
    Arc::new(Document { marks, ..Document::clone(&document) })
});

fn document(text: String, blocks: Vec<Block>, outline: Outline) -> Arc<Document> {
    Arc::new(Document { format: "text", text: Text::new(text), blocks, outline, ..Document::default() })
}

/// A name, the report, the keys before anything is measured, and those that are pressed again and again.
type Case = (&'static str, &'static LazyLock<Arc<Document>>, &'static str, &'static str);

const CASES: &[Case] = &[
    ("250 MB: lines", &HUGE, "2 0 0 }", "j j j k"),
    ("250 MB: pages", &HUGE, "2 0 0 }", "Space Space b"),
    ("250 MB: both ends", &HUGE, "", "G g"),
    ("250 MB: sections", &HUGE, "", "} } {"),
    ("250 MB: set in another way", &HUGE, "2 0 0 }", "z b Space z j Space"),
    ("250 MB: links", &HUGE, "2 0 0 }", "f Esc Space"),
    ("250 MB: back and forward", &HUGE, "G g G g", "^O ^O L L"),
    ("250 MB: text typed that is often found", &HUGE, "9 9 }", "/ 任 务 Esc"),
    ("250 MB: text typed that is nowhere", &HUGE, "9 9 }", "/ q q q Esc"),
    ("250 MB: from place to place", &HUGE, "9 9 } / 任 务 Enter", "n n N"),
    ("250 MB: two pages", &HUGE, "\\ Tab 9 }", "j Space Tab Tab"),
    ("250 MB: sentences selected", &HUGE, "9 9 } v", "j j k o"),
    ("250 MB: lines selected", &HUGE, "9 9 } V", "j ^F ^B } { o"),
    ("250 MB: all selected", &HUGE, "9 9 } V", "G g"),
    ("250 MB: the original", &HUGE, "9 9 } O", "j Space b G g"),
    ("250 MB: the original opened", &HUGE, "9 9 }", "O Esc"),
    ("250 MB: why", &HUGE, "9 9 }", "i Esc"),
    ("250 MB: copied", &HUGE, "9 9 }", "y M Y"),
    ("50 MB in a line: moving", &ONE_LINE, "9 9 Space", "j j k Space b"),
    ("50 MB in a line: both ends", &ONE_LINE, "", "G g"),
    ("50 MB in a line: selected", &ONE_LINE, "9 Space v", "j j k"),
    ("50 MB in a line: the original opened", &ONE_LINE, "9 9 Space", "O Esc"),
    ("100,000 rows: moving", &TABLE, "9 9 Space", "j j k Space b"),
    ("100,000 rows: both ends", &TABLE, "", "G g"),
    ("100,000 rows: text typed", &TABLE, "9 9 Space", "/ 9 9 9 Esc"),
    ("100,000 rows: selected", &TABLE, "9 9 Space V", "j j Space"),
];

/// So many keys are pressed for each row.
const KEYS: usize = 200;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    println!("{:<44} {:>8} {:>8} {:>8}   ms", "", "median", "95 %", "slowest");
    for &(name, document, before, keys) in CASES {
        if !wanted.is_empty() && !wanted.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        let mut state = reading(document);
        press(&mut state, before);
        let all: Vec<Key> = keys.split(' ').filter_map(Key::parse).collect();
        let mut taken: Vec<Duration> = all.iter().cycle().take(KEYS).map(|&key| cost(&mut state, key)).collect();
        taken.sort_unstable();
        let at = |share: usize| taken.get(taken.len() * share / 100).or(taken.last()).map_or(0.0, milliseconds);
        println!("{name:<44} {:>8.2} {:>8.2} {:>8.2}", at(50), at(95), at(100));
    }
}

fn milliseconds(duration: &Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

/// What one key and the frame after it cost, without what is done elsewhere.
fn cost(state: &mut State, key: Key) -> Duration {
    let before = now();
    let effects = state.update(Event::Key(key));
    std::hint::black_box(paint(state));
    let taken = now() - before;
    answer(state, effects);
    taken
}

/// The time that this thread has run.
fn now() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap_or(0))
}

/// Brings about what a key asks for, as far as the screen shows it.
fn answer(state: &mut State, effects: Vec<Effect>) {
    for effect in effects {
        if let Effect::ReadSource { entry, .. } = effect
            && let Some(document) = state.page.document().cloned()
        {
            state.update(Event::Source(entry, Arc::new(Lines::new(document.text.clone())), 0));
        }
    }
}

/// A state that shows a document in the page, which has the keys.
fn reading(document: &Arc<Document>) -> State {
    let mut builder = LibraryBuilder::new(vec![Root { path: PathBuf::new(), folder: true }]);
    builder.add([(0, Report::new(Path::new("huge.txt"), document))]);
    let library = Arc::new(builder.snapshot());
    let mut state = State::new("reports".to_owned(), Reading::default(), 200, 60, 0);
    let (reports, headings) = (library.reports(), library.headings());
    let progress = Progress { reports, headings, complete: true, ..Progress::default() };
    state.update(Event::Library(Update { library, progress }));
    state.update(Event::Key(Key::plain(Code::Enter)));
    if let Some(entry) = state.page.entry() {
        state.update(Event::Document(entry, Arc::clone(document)));
    }
    assert!(!state.page.view().is_empty(), "nothing is shown that could cost anything");
    state
}

fn press(state: &mut State, keys: &str) {
    for key in keys.split(' ').filter_map(Key::parse) {
        let effects = state.update(Event::Key(key));
        answer(state, effects);
    }
}

fn paint(state: &State) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 60));
    ui::paint(state, &Theme::new(true), &mut buffer);
    buffer
}
