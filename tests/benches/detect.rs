//! How fast outlines are found, on one core: bytes a second, and the memory that this takes.
//!
//! `cargo bench --bench detect`. The corpora are the samples of one language, repeated to 20 MB, and texts that would
//! show a time that grows faster than the text. What is asked for:
//!
//! - `all_english_samples`: 250 MB/s; `chinese_report` and `all_chinese_samples`, one paragraph a line: 150 MB/s;
//! - `max alloc` below 40 MB, twice the text, for the corpora made of samples, and for `marks_alone`, which are texts of
//!   nothing but what headings begin with, below 200 MB, ten times the text; it grows no further with the text;
//! - `looking_for_damage`, which goes over the same texts before: less than a tenth of the time of detection.

use std::fs;
use std::path::Path;

use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher};
use mulu::outline::detect::{Belief, detect};
use mulu::text::repair::repair;
use walkdir::WalkDir;

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// The bytes of a corpus.
const SIZE: usize = 20_000_000;

/// Repeats a text until it is long enough, and cuts it off there.
fn repeated(text: &str) -> String {
    let mut all = text.repeat(SIZE / text.len().max(1) + 1);
    all.truncate(all.floor_char_boundary(SIZE));
    all
}

/// A sample, named by its path in sample-data.
fn sample(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data").join(path)).unwrap_or_default()
}

/// All samples in UTF-8 that are English or are not.
fn samples(english: bool) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let mut text = String::new();
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().flatten() {
        let txt = entry.path().extension().is_some_and(|extension| extension == "txt");
        let Some(sample) = fs::read_to_string(entry.path()).ok().filter(|_| txt) else { continue };
        let ascii = sample.bytes().filter(u8::is_ascii).count();
        if (ascii * 10 > sample.len() * 9) == english {
            text.push_str(&sample);
            text.push('\n');
        }
    }
    text
}

fn measure(bencher: Bencher, text: &str) {
    bencher.counter(BytesCount::new(text.len())).bench(|| detect(divan::black_box(text), &[], Belief::default()));
}

/// Chinese, one paragraph a line: a government report.
#[divan::bench(sample_count = 10)]
fn chinese_report(bencher: Bencher) {
    measure(bencher, &repeated(&sample("政府工作报告/云溪市2025年政府工作报告.txt")));
}

/// English, wrapped, numbered, with pages: a standard.
#[divan::bench(sample_count = 10)]
fn english_standard(bencher: Bencher) {
    measure(bencher, &repeated(&sample("Standards/CDWG 42 Tide Station Message Exchange.txt")));
}

/// English prose in long paragraphs with few headings.
#[divan::bench(sample_count = 10)]
fn english_prose(bencher: Bencher) {
    let paragraph = "The harbour was built in the year when the railway came, and for a long time nobody thought that it \
                     would ever be too small for the ships that called there. Then the ships grew, and the railway went.\n\n";
    measure(bencher, &repeated(&format!("1. The harbour\n\n{}", paragraph.repeat(20))));
}

/// The search for damage in clean texts, to be held against their detection.
#[divan::bench(args = ["政府工作报告/云溪市2025年政府工作报告.txt", "Standards/CDWG 42 Tide Station Message Exchange.txt"], sample_count = 10)]
fn looking_for_damage(bencher: Bencher, path: &str) {
    let text = repeated(&sample(path));
    bencher.counter(BytesCount::new(text.len())).bench(|| repair(divan::black_box(&text)));
}

/// Every Chinese sample, one after the other.
#[divan::bench(sample_count = 10)]
fn all_chinese_samples(bencher: Bencher) {
    measure(bencher, &repeated(&samples(false)));
}

/// Every English sample, one after the other.
#[divan::bench(sample_count = 10)]
fn all_english_samples(bencher: Bencher) {
    measure(bencher, &repeated(&samples(true)));
}

/// One line as long as the whole corpus, in Chinese.
#[divan::bench(sample_count = 5)]
fn one_line(bencher: Bencher) {
    measure(bencher, &repeated(&sample("政府工作报告/云溪市2025年政府工作报告.txt").replace('\n', " ")));
}

/// One line as long as the whole corpus, in English.
#[divan::bench(sample_count = 5)]
fn one_line_of_english(bencher: Bencher) {
    measure(bencher, &repeated(&samples(true).replace('\n', " ")));
}

/// 100,000 headings.
#[divan::bench(sample_count = 5)]
fn many_headings(bencher: Bencher) {
    let text: String = (1..=100_000).map(|number| format!("{number}. Title\n\nText stands below it.\n\n")).collect();
    measure(bencher, &text);
}

/// 100,000 numbered lines that are items of a list.
#[divan::bench(sample_count = 5)]
fn many_items(bencher: Bencher) {
    let text: String = (1..=100_000).map(|number| format!("{}. an item of a list,\n", number % 1000)).collect();
    measure(bencher, &text);
}

/// The same mark all over: something is kept of each.
#[divan::bench(args = ["1. ", "1. a\n", "(1)", "① ", "I. A\n", "第一章\n", "（一）a", "附件\n", "甲\n", "\u{c}1\n"], sample_count = 3)]
fn marks_alone(bencher: Bencher, mark: &str) {
    measure(bencher, &repeated(mark));
}
