//! How long it takes to compare two sections, and to open a source.
//!
//! `cargo bench --bench compare`

use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use mulu::app::sheet::source::Lines;
use mulu::text::Text;
use mulu::text::compare::{Sentences, compare};

const BYTES: usize = 1 << 20;

fn main() {
    divan::main();
}

/// A section of a year: the figures of each fourth sentence are those of the year, each ninth sentence is its own.
fn section(year: usize) -> String {
    let verbs = ["加强", "推进", "完善", "落实", "深化"];
    let tasks = ["队伍建设", "基层治理", "数字政府", "营商环境", "安全生产", "民生保障", "生态保护"];
    let mut text = String::with_capacity(BYTES + 200);
    for at in 0.. {
        if text.len() > BYTES {
            break;
        }
        let figure = at * 3 + if at % 4 == 0 { year } else { 0 };
        let own = if at % 9 == year % 9 { format!("{year}年新设第{at}处服务点。") } else { String::new() };
        let (verb, task) = (verbs[at % verbs.len()], tasks[at % tasks.len()]);
        text.push_str(&format!(
            "{own}第{at}项：{verb}{task}，完成投资{figure}万元，同比增长{}.{}%。",
            at % 13,
            at % 10
        ));
        text.push_str(if at % 3 == 2 { "\n\n" } else { "" });
    }
    text
}

static OLD: LazyLock<String> = LazyLock::new(|| section(2023));
static NEW: LazyLock<String> = LazyLock::new(|| section(2024));
/// Nothing is the same: the older section from its end.
static OTHER: LazyLock<String> =
    LazyLock::new(|| OLD.chars().map(|c| if c == '，' { '、' } else { c }).rev().collect());

#[divan::bench(sample_count = 3)]
fn two_years_of_1_mb(bencher: Bencher) {
    let (old, new) = (Sentences::of(&OLD), Sentences::of(&NEW));
    bencher.counter(BytesCount::of_str(&*OLD)).bench(|| compare(&old, &new, None));
}

#[divan::bench(sample_count = 3)]
fn nothing_in_common_1_mb(bencher: Bencher) {
    let (old, new) = (Sentences::of(&OLD), Sentences::of(&OTHER));
    bencher.counter(BytesCount::of_str(&*OLD)).bench(|| compare(&old, &new, None));
}

#[divan::bench(sample_count = 3)]
fn sentences_of_1_mb(bencher: Bencher) {
    bencher.counter(BytesCount::of_str(&*OLD)).bench(|| Sentences::of(&OLD));
}

#[divan::bench(sample_count = 3)]
fn a_source_of_50_mb(bencher: Bencher) {
    let text = Text::new(OLD.repeat(50));
    bencher.counter(BytesCount::of_str(&*text)).bench(|| Lines::new(text.clone()));
}
