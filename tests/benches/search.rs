//! What a key costs in the search over 1,000,000 headings of 20,000 reports, half of them Chinese, half English.
//!
//! `cargo bench --bench search` prints tables: the keys of whole queries typed letter by letter, in these reports and in
//! small ones; single queries beside the same ones given to nucleo-matcher, on as many threads, and to fzf where it is
//! installed; and the memory that a heading takes beside its title. It fails where a claim of the README doesn't hold.
//! `cargo bench --bench search -- typing` does one of them: `typing`, `small`, `singles`, `memory`, `folding`.

#![allow(clippy::unwrap_used)]

#[path = "../support/generated.rs"]
mod generated;

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use mulu::library::Library;
use mulu::search::{Query, Searcher};
use mulu::text::fold::fold;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};
use rayon::prelude::*;

const REPORTS: usize = 20_000;
const HEADINGS: usize = 50;
/// As many hits as the program asks for.
const HITS: usize = 400;
/// Each time is the best of so many.
const RUNS: usize = 5;

/// Queries that are typed letter by letter.
const TYPED: [&str; 12] = [
    "防汛工作总结报告",
    "档案存在的问题和",
    "djgzzongj",
    "dangjian",
    "findings",
    "safety r",
    "3.2 wast",
    "2024年档案工作",
    "aqsc czd",
    "xxxxxxxx",
    "eeeeeeee",
    "(一) 加强",
];

/// Single queries: of one to eight characters, with many matches, few and none.
const SINGLE: [&str; 20] = [
    "e",
    "工",
    "z",
    "7",
    "an",
    "工作",
    "dj",
    "3.2",
    "rep",
    "dang",
    "存在问题",
    "scope",
    "djgz",
    "safety",
    "zhaoshang",
    "harbour findings",
    "垃圾分类 整改",
    "qqqqqqq",
    "xzspfuwu",
    "recommen",
];

/// Measures one part, and says whether what the README claims of it holds.
type Measure = fn(&Arc<Library>) -> bool;

const PARTS: [(&str, Measure); 5] = [
    ("typing", typing),
    ("small", typing_in_small_reports),
    ("singles", singles),
    ("memory", memory),
    ("folding", folding),
];

fn main() {
    let named: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let library = Arc::new(generated::library(REPORTS, HEADINGS));
    println!("{} reports, {} headings\n", library.reports(), library.headings());
    let wanted = PARTS.iter().filter(|(name, _)| named.is_empty() || named.iter().any(|part| part == name));
    let broken: Vec<&str> = wanted.filter(|(_, measure)| !measure(&library)).map(|(name, _)| *name).collect();
    assert!(broken.is_empty(), "a claim does not hold: {broken:?}");
}

/// The time that the processors have worked for the program, of all threads.
fn cpu() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap(), u32::try_from(time.tv_nsec).unwrap())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// What was measured: the time that passed, and the one that processors worked, which says more on a busy machine.
#[derive(Clone, Copy)]
struct Time {
    passed: Duration,
    worked: Duration,
}

impl Time {
    const MAX: Time = Time { passed: Duration::MAX, worked: Duration::MAX };

    fn min(self, other: Time) -> Time {
        Time { passed: self.passed.min(other.passed), worked: self.worked.min(other.worked) }
    }
}

fn timed<T>(run: impl FnOnce() -> T) -> (Time, T) {
    let (start, worked) = (Instant::now(), cpu());
    let given = run();
    (Time { passed: start.elapsed(), worked: cpu().saturating_sub(worked) }, given)
}

/// The best time of several runs, and what the last of them gave.
fn best<T>(mut run: impl FnMut() -> T) -> (Time, T) {
    let first = timed(&mut run);
    (1..RUNS).fold(first, |best, _| {
        let next = timed(&mut run);
        (best.0.min(next.0), next.1)
    })
}

fn find(searcher: &mut Searcher, library: &Arc<Library>, typed: &str) -> usize {
    let query = Query::parse(typed).unwrap();
    searcher.search(library, &query, HITS, &|| false).unwrap().unwrap().total
}

/// Each key of each query, with what is kept from the key before.
fn typing(library: &Arc<Library>) -> bool {
    let mut all = Vec::new();
    println!("typed                  ms for each key");
    for typed in TYPED {
        let ends: Vec<usize> = typed.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        let mut times = vec![Time::MAX; ends.len()];
        for _ in 0..RUNS {
            let mut searcher = Searcher::default();
            find(&mut searcher, library, "");
            for (time, &end) in times.iter_mut().zip(&ends) {
                let typed = typed.get(..end).unwrap_or_default();
                *time = timed(|| find(&mut searcher, library, typed)).0.min(*time);
            }
        }
        let shown: Vec<String> = times.iter().map(|time| format!("{:5.1}", milliseconds(time.passed))).collect();
        println!("{typed:<20} {}", shown.join(" "));
        all.extend(times);
    }
    let at = |times: &mut Vec<Duration>, share: f64| {
        times.sort_unstable();
        milliseconds(times[((times.len() - 1) as f64 * share) as usize])
    };
    let mut passed: Vec<Duration> = all.iter().map(|time| time.passed).collect();
    let mut worked: Vec<Duration> = all.iter().map(|time| time.worked).collect();
    for (name, times) in [("passed", &mut passed), ("worked by all processors", &mut worked)] {
        println!(
            "{name}: median {:.1} ms, p95 {:.1} ms, worst {:.1} ms",
            at(times, 0.5),
            at(times, 0.95),
            at(times, 1.0)
        );
    }
    println!();
    at(&mut passed, 0.95) <= 16.0 && at(&mut passed, 1.0) <= 50.0
}

/// The same in as many headings of reports that have few each.
fn typing_in_small_reports(_: &Arc<Library>) -> bool {
    let library = Arc::new(generated::library(REPORTS * 5, HEADINGS / 5));
    println!("{} reports, {} headings", library.reports(), library.headings());
    typing(&library)
}

/// All titles, as they are searched.
fn titles(library: &Library) -> Vec<String> {
    let reports = library.entries().iter().filter_map(|entry| entry.report());
    let of = |report: &Arc<mulu::library::Report>| {
        let headings: Vec<String> = (0..report.outline.len()).map(|at| report.outline.title(at).to_owned()).collect();
        std::iter::once(report.presented()).chain(headings).collect::<Vec<String>>()
    };
    reports.flat_map(of).collect()
}

/// Single queries, each as if it were the first one, beside other searchers.
fn singles(library: &Arc<Library>) -> bool {
    let titles = titles(library);
    let prepared: Vec<Utf32String> = titles.iter().map(|title| Utf32String::from(title.as_str())).collect();
    let lines = titles.join("\n");
    let fzf = Command::new("fzf").arg("--version").output().is_ok();
    if !fzf {
        println!("fzf is not installed: not compared with it");
    }
    println!("                                    ours          nucleo-matcher          fzf");
    println!("query                 found     ms  worked      found     ms  worked       ms");
    let mut faster = true;
    let mut worst = Duration::ZERO;
    for query in SINGLE {
        let mut searcher = Searcher::default();
        let mut own = Time::MAX;
        let mut found = 0;
        for _ in 0..RUNS {
            // A query that this one does not narrow.
            find(&mut searcher, library, "level:1 !q");
            let (time, total) = timed(|| find(&mut searcher, library, query));
            (own, found) = (own.min(time), total);
        }
        let (nucleo, found_there) = best(|| nucleo(&prepared, query));
        let fzf = fzf.then(|| best(|| filter(&lines, query)).0);
        let [passed, worked, passed_there, worked_there] =
            [own.passed, own.worked, nucleo.passed, nucleo.worked].map(milliseconds);
        println!(
            "{query:<20} {found:>6} {passed:>6.1} {worked:>7.1}     {found_there:>6} {passed_there:>6.1} {worked_there:>7.1} {:>8}",
            fzf.map_or_else(|| "-".to_owned(), |time| format!("{:.1}", milliseconds(time.passed))),
        );
        faster &= own.worked < nucleo.worked && fzf.is_none_or(|fzf| own.passed < fzf.passed);
        worst = worst.max(own.passed);
    }
    println!("worst {:.1} ms; faster than all others at every query: {faster}\n", milliseconds(worst));
    faster && milliseconds(worst) <= 50.0
}

/// How many titles match by nucleo-matcher, with the best so many in order.
fn nucleo(titles: &[Utf32String], query: &str) -> usize {
    let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
    let scores = titles.par_iter().enumerate().map_init(
        || Matcher::new(Config::DEFAULT),
        |matcher, (at, title)| pattern.score(title.slice(..), matcher).map(|score| (std::cmp::Reverse(score), at)),
    );
    let mut scored: Vec<_> = scores.flatten_iter().collect();
    let found = scored.len();
    if found > HITS {
        scored.select_nth_unstable(HITS);
        scored.truncate(HITS);
    }
    scored.sort_unstable();
    found
}

/// The titles through `fzf --filter`.
fn filter(lines: &str, query: &str) {
    let mut command = Command::new("fzf");
    let command = command.args(["--filter", query]).stdin(Stdio::piped()).stdout(Stdio::null());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    child.wait().unwrap();
}

/// What a heading takes beside its title.
fn memory(library: &Arc<Library>) -> bool {
    let reports: Vec<_> = library.entries().iter().filter_map(|entry| entry.report()).collect();
    let held: usize = reports.iter().map(|report| report.outline.memory()).sum();
    let titles: usize = titles(library).iter().map(String::len).sum();
    let mut searcher = Searcher::default();
    let (first, _) = timed(|| find(&mut searcher, library, ""));
    println!("before the first search titles are laid out: {:.1} ms of work", milliseconds(first.worked));
    let each = (held + searcher.memory() - titles) as f64 / f64::from(library.headings());
    println!("a heading takes {each:.1} bytes beside its title\n");
    each <= 120.0
}

/// How fast texts are folded.
fn folding(library: &Arc<Library>) -> bool {
    let text = titles(library).join("\n");
    let (time, folded) = best(|| fold(&text).len());
    println!("folding: {:.0} MB/s ({folded} bytes)", text.len() as f64 / 1e6 / time.worked.as_secs_f64());
    true
}
