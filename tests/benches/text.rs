//! The search in all texts: bytes a second in memory, the time to the first result, and the ratio to ripgrep over the
//! same texts, where it is installed.
//!
//! `cargo bench --bench text`

#[path = "../support/numbers.rs"]
mod numbers;

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use mulu::formats::Options;
use mulu::library::index::{Plan, read_all};
use mulu::library::walk::Root;
use mulu::library::{Library, Texts, texts};
use mulu::search::fulltext::{Pattern, PatternOptions, Tally, search_texts};

use numbers::Numbers;

/// Reports of each language.
const REPORTS: usize = 1_000;
/// Bytes of each report.
const BYTES: usize = 64 << 10;
/// The best of so many runs counts.
const RUNS: usize = 9;
/// Sections that are kept, as in the browser.
const SECTIONS: usize = 5_000;

const CHINESE: [&str; 40] = [
    "我们",
    "认真",
    "落实",
    "各项",
    "任务",
    "工作",
    "问题",
    "存在",
    "党建",
    "建设",
    "发展",
    "改革",
    "群众",
    "服务",
    "提高",
    "加强",
    "领导",
    "组织",
    "学习",
    "会议",
    "精神",
    "推进",
    "完成",
    "目标",
    "措施",
    "责任",
    "管理",
    "制度",
    "监督",
    "检查",
    "整改",
    "不足",
    "薄弱",
    "环节",
    "，",
    "。",
    "、",
    "（一）",
    "2024年",
    "：",
];
const ENGLISH: [&str; 32] = [
    "we",
    "measured",
    "the",
    "results",
    "of",
    "audit",
    "and",
    "report",
    "that",
    "findings",
    "were",
    "not",
    "resolved",
    "in",
    "time",
    "by",
    "department",
    "responsible",
    "for",
    "implementation",
    "station",
    "engineering",
    "review",
    "because",
    "there",
    "should",
    "have",
    "been",
    "something",
    "else",
    "to",
    "consider",
];

/// What is looked for: a name, what is typed, whether that is an expression, and how ripgrep is asked for it.
const QUERIES: [(&str, &str, bool, Option<&[&str]>); 12] = [
    ("plain word, Chinese, many hits", "存在", false, Some(&["-F", "存在"])),
    ("plain word, Chinese, few hits", "海港", false, Some(&["-F", "海港"])),
    ("plain word, Chinese, no hit", "蒸汽机", false, Some(&["-F", "蒸汽机"])),
    ("plain word, English, many hits", "audit", false, Some(&["-F", "-i", "audit"])),
    ("plain word, English, few hits", "harbour", false, Some(&["-F", "-i", "harbour"])),
    ("plain word, English, no hit", "zeppelin", false, Some(&["-F", "-i", "zeppelin"])),
    ("plain word, capital letter", "Harbour", false, Some(&["-F", "Harbour"])),
    ("folded word, brackets", "(一)", false, None),
    ("folded word, full width", "２０２４年", false, None),
    ("two words", "海港 问题", false, None),
    ("regular expression, prefix", r"20\d\d年", true, Some(&[r"20\d\d年"])),
    ("regular expression, any word", r"\w+ologies", true, Some(&["-i", r"\w+ologies"])),
];

fn text(random: &mut Numbers, words: &[&str], space: &str, rare: &str) -> String {
    let mut text = String::new();
    let mut section = 0;
    while text.len() < BYTES {
        if random.below(400) == 0 {
            section += 1;
            let _ = write!(text, "\n\n第{section}章 要点\n\n");
        }
        let word = if random.below(40_000) == 0 { rare } else { words.get(random.below(words.len())).unwrap_or(&"") };
        text.push_str(word);
        text.push_str(if random.below(25) == 0 { "\n" } else { space });
    }
    text
}

fn write_reports(folder: &Path) -> std::io::Result<()> {
    let mut random = Numbers(42);
    for number in 0..REPORTS {
        let chinese = text(&mut random, &CHINESE, "", "海港");
        let english = text(&mut random, &ENGLISH, " ", "Harbour");
        std::fs::write(folder.join(format!("{number}甲.txt")), chinese)?;
        std::fs::write(folder.join(format!("{number}b.txt")), english)?;
    }
    Ok(())
}

/// A search, with the time to its first section and to its end.
fn search(library: &Library, texts: &Arc<Texts>, pattern: &Pattern) -> (Option<Duration>, Duration, Tally) {
    let began = Instant::now();
    let (mut first, mut tally) = (None, Tally::default());
    search_texts(library, texts, pattern, SECTIONS, &|| false, &mut |batch| {
        first = first.or_else(|| (!batch.sections.is_empty()).then(|| began.elapsed()));
        tally = batch.tally;
    });
    (first, began.elapsed(), tally)
}

/// The time of ripgrep, which counts what it finds.
fn ripgrep(folder: &Path, arguments: &[&str]) -> Option<Duration> {
    let run = || {
        let began = Instant::now();
        let mut command = Command::new("rg");
        command.args(["--count-matches", "--no-config"]).args(arguments).arg(folder);
        command.stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
        Some(began.elapsed())
    };
    (0..RUNS).map_while(|_| run()).min()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    write_reports(folder.path())?;
    let root = Root { path: folder.path().to_owned(), folder: true };
    let library = read_all(Plan { roots: vec![root], ..Plan::default() })?;
    let texts = Arc::new(Texts::new(texts::MOST, Options::default()));
    let bytes: u64 =
        library.entries().iter().filter_map(|entry| entry.report()).map(|report| u64::from(report.length)).sum();
    let (reports, headings) = (library.reports(), library.headings());
    println!("{reports} reports, {headings} headings, {:.1} MB; the best of {RUNS} runs", bytes as f64 / 1e6);

    let cold = Pattern::new("存在", PatternOptions::default())?;
    let (first, all, _) = search(&library, &texts, &cold);
    let rate = bytes as f64 / 1e6 / all.as_secs_f64();
    println!("read from files: the first after {:.1} ms, {rate:.0} MB/s", first.map_or(f64::NAN, milliseconds));

    if Command::new("rg").arg("--version").stdout(Stdio::null()).status().is_err() {
        println!("ripgrep is not installed: no ratio is given");
    }
    for (name, typed, expression, same) in QUERIES {
        let pattern = Pattern::new(typed, PatternOptions { expression, ..PatternOptions::default() })?;
        let runs: Vec<_> = (0..RUNS).map(|_| search(&library, &texts, &pattern)).collect();
        let first = runs.iter().filter_map(|(first, ..)| *first).min();
        let all = runs.iter().map(|(_, all, _)| *all).min().unwrap_or_default();
        let hits = runs.first().map_or(0, |(_, _, tally)| tally.hits);
        let first = first.map_or_else(|| "-".to_owned(), |first| format!("{:.1} ms", milliseconds(first)));
        let rate = bytes as f64 / 1e9 / all.as_secs_f64();
        let ratio = same.and_then(|arguments| ripgrep(folder.path(), arguments));
        let ratio = ratio.map_or_else(String::new, |other| {
            format!("  {:.2} of the time of ripgrep", all.as_secs_f64() / other.as_secs_f64())
        });
        println!("{name:32} {hits:8} hits  first {first:>8}  {rate:6.2} GB/s{ratio}");
    }
    Ok(())
}
