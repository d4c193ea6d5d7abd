//! What a large library costs: reading it for the first time, opening it again, and the memory it takes.
//!
//! `cargo bench --bench library` makes all libraries itself, from a seed, in a folder for temporary files, measures each
//! in a process of its own, and prints a line for each figure. `cargo bench --bench library -- texts` does one of them:
//! `texts`, `markdown`, `again`, `size`, `large`. They need up to 1 GB of disk.
//!
//! Figures are of processor time, or ratios of two that were taken in the same run, so that they hold on a machine that
//! does other work as well.

mod made;

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use std::{env, fs};

use anyhow::{Context, Result, bail};
use mulu::app::input::key::Key;
use mulu::app::tree::folds::ALL_LEVELS;
use mulu::app::{Event, State};
use mulu::formats::{self, Options, Reading};
use mulu::library::index::{Index, Plan, read_all};
use mulu::library::walk::{Part, Root, WalkOptions, walk};
use mulu::library::{Update, read_document};
use mulu::ui;
use mulu::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rustix::time::{ClockId, clock_gettime};

/// What is measured, each in a process of its own.
/// Measures one part, in a folder of its own.
type Measure = fn(&Path) -> Result<()>;

const PARTS: [(&str, Measure); 5] =
    [("texts", texts), ("markdown", markdown), ("again", again), ("size", size), ("large", large)];

fn main() -> Result<()> {
    let named: Vec<String> = env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    if let Ok(part) = env::var("MULU_BENCH_PART") {
        let folder = tempfile::tempdir()?;
        let (_, measure) = PARTS.iter().find(|(name, _)| *name == part).context("no such part")?;
        return measure(folder.path());
    }
    for (name, _) in PARTS.iter().filter(|(name, _)| named.is_empty() || named.iter().any(|part| part == name)) {
        let status = Command::new(env::current_exe()?).env("MULU_BENCH_PART", name).status()?;
        if !status.success() {
            bail!("{name}: {status}");
        }
    }
    Ok(())
}

/// Prints a figure with what it should be.
fn tell(part: &str, what: &str, figure: impl std::fmt::Display, wanted: &str) {
    println!("{part:<9} {what:<62} {figure:>12}   {wanted}");
}

fn seconds(time: Duration) -> String {
    format!("{:.3} s", time.as_secs_f64())
}

fn ratio(one: Duration, other: Duration) -> String {
    format!("{:.2}", one.as_secs_f64() / other.as_secs_f64().max(1e-9))
}

/// The time that all threads of this process have worked.
fn worked() -> Duration {
    time_of(ClockId::ProcessCPUTime)
}

fn time_of(clock: ClockId) -> Duration {
    let time = clock_gettime(clock);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// What something costs: the time that passes, and the time that threads work.
fn cost<T>(work: impl FnOnce() -> T) -> (T, Duration, Duration) {
    let (began, before) = (Instant::now(), worked());
    let done = work();
    (done, began.elapsed(), worked().saturating_sub(before))
}

/// The memory that this process has now, in MB; 0 where the system does not say.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) / 1024
}

fn plan(folder: &Path) -> Result<Plan> {
    Ok(Plan { roots: vec![Root::open(folder)?], ..Plan::default() })
}

fn texts(folder: &Path) -> Result<()> {
    made::library(folder, &made::Shape { reports: 8_800, bytes: 57_000, headings: 12, markdown: false })?;
    first_time("texts", folder, &["-c", ""], "at most 4")
}

fn markdown(folder: &Path) -> Result<()> {
    made::library(folder, &made::Shape { reports: 4_000, bytes: 57_000, headings: 40, markdown: true })?;
    first_time("markdown", folder, &["-c", "^#"], "at most 3")
}

/// Reading for the first time, against what decoding and detection cost alone, and against a search by `rg`.
fn first_time(part: &str, folder: &Path, search: &[&str], wanted: &str) -> Result<()> {
    let paths: Vec<_> =
        walkdir::WalkDir::new(folder).into_iter().flatten().filter(|e| e.file_type().is_file()).collect();
    let mut bytes = 0;
    let mut reading = Duration::ZERO;
    for path in &paths {
        let text = fs::read(path.path())?;
        bytes += text.len();
        let (_, _, worked) = cost(|| formats::read(path.path(), &text, &Options::default()));
        reading += worked;
    }
    let reports = u32::try_from(paths.len())?;
    let stands = (0..3).map(|_| opened(&plan(folder)?, reports)).collect::<Result<Vec<_>>>()?;
    let standing = stands.iter().map(|times| times.2).min().unwrap_or_default();
    let stands = stands.into_iter().map(|times| times.0).min().unwrap_or_default();
    let (library, passed, worked) = cost(|| read_all(plan(folder)?).map_err(anyhow::Error::from));
    let library = library?;
    tell(part, "reports, MB", format!("{}, {}", library.reports(), bytes / 1_000_000), "");
    tell(part, "first time: passed, worked", format!("{}, {}", seconds(passed), seconds(worked)), "");
    let cores = std::thread::available_parallelism().map_or(1, |cores| u32::try_from(cores.get()).unwrap_or(1));
    tell(part, "share of decoding and detection in all work", ratio(reading, worked), "at least 0.70");
    tell(
        part,
        "share of decoding and detection in all cores' time",
        ratio(reading, passed * cores),
        "on a quiet machine",
    );
    tell(part, "all outlines stand after", seconds(stands), "");
    match run("rg", search, folder) {
        Some((searching, work)) => {
            let rg = format!("rg {}", search.join(" "));
            tell(part, &format!("time of {rg}"), seconds(searching), "");
            tell(part, &format!("times of {rg}, until all outlines stand"), ratio(stands, searching), wanted);
            tell(part, &format!("times of {rg}, until all is read"), ratio(passed, searching), "");
            tell(part, &format!("the same of the work of all cores, {}", seconds(work)), ratio(standing, work), wanted);
        }
        None => tell(part, "times of rg", "skipped", "rg is not installed"),
    }
    Ok(())
}

/// The shortest of ten runs of a program, and what the processors work for one of them; `None` where it is missing.
fn run(program: &str, arguments: &[&str], folder: &Path) -> Option<(Duration, Duration)> {
    const RUNS: u32 = 10;
    let once = || {
        let began = Instant::now();
        let run = Command::new(program).args(arguments).arg(folder).stdout(Stdio::null()).status();
        run.ok().map(|_| began.elapsed())
    };
    let before = worked_by_others();
    let shortest = (0..RUNS).map(|_| once()).min().flatten()?;
    Some((shortest, worked_by_others().saturating_sub(before) / RUNS))
}

/// The time that programs which this process has run have worked, by steps of 10 ms; 0 where the system does not say.
fn worked_by_others() -> Duration {
    let status = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind_name = status.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = behind_name.split_whitespace().skip(13).take(2).filter_map(|ticks| ticks.parse::<u64>().ok());
    Duration::from_millis(10 * ticks.sum::<u64>())
}

/// Opening a library of 10,000 reports with 300,000 headings that was read before.
fn again(folder: &Path) -> Result<()> {
    let (reports, cache) = (folder.join("reports"), folder.join("cache"));
    made::library(&reports, &made::Shape { reports: 10_000, bytes: 4_000, headings: 29, markdown: true })?;
    let plan = Plan { cache: Some(cache), ..plan(&reports)? };
    // What was written just now is not trusted yet.
    std::thread::sleep(Duration::from_millis(100));
    let library = read_all(plan.clone())?;
    tell("again", "reports, headings", format!("{}, {}", library.reports(), library.headings()), "");
    let wanted = library.reports();
    drop(library);
    let best = (0..5).map(|_| opened(&plan, wanted)).collect::<Result<Vec<_>>>()?;
    let (tree, complete) = (best.iter().map(|times| times.0).min(), best.iter().map(|times| times.1).min());
    let options = WalkOptions::default();
    let files = || walk(&plan.roots, Part::all(&plan.roots), &options, |_| ()).count();
    let walking = (0..5).map(|_| cost(files).1).min().unwrap_or_default();
    tell("again", "the tree stands after", seconds(tree.unwrap_or_default()), "at most 0.1 s");
    let (loaded, _, worked) = cost(|| kept(&plan).map(|library| library.reports()));
    tell("again", "work until it stands, of all cores", seconds(worked), &format!("{} reports", loaded?));
    tell("again", "one walk with sizes and times", seconds(walking), "");
    let beyond = complete.unwrap_or_default().saturating_sub(walking);
    tell("again", "all is known to be so, beyond that walk", seconds(beyond), "at most 0.1 s");
    Ok(())
}

/// The tree as it stands before the folder is walked.
fn kept(plan: &Plan) -> Result<std::sync::Arc<mulu::library::Library>> {
    let (sender, updates) = mpsc::sync_channel(0);
    let _index = Index::start(plan.clone(), move |update| {
        let _ = sender.send(update);
    })?;
    Ok(updates.recv()?.library)
}

/// When all reports stood in the tree for the first time, when all was compared with the folder, and what all cores had
/// worked when they stood.
fn opened(plan: &Plan, reports: u32) -> Result<(Duration, Duration, Duration)> {
    let (sender, updates) = mpsc::channel();
    let (began, before) = (Instant::now(), worked());
    let index = Index::start(plan.clone(), move |update| {
        let _ = sender.send((began.elapsed(), worked().saturating_sub(before), update.progress));
    })?;
    let mut stands = None;
    for (at, work, progress) in &updates {
        stands = stands.or((progress.reports == reports).then_some((at, work)));
        if progress.complete {
            drop(index);
            let (stands, work) = stands.unwrap_or((at, work));
            return Ok((stands, at, work));
        }
    }
    bail!("the index ended")
}

/// 100,000 reports with 1,000,000 headings: memory, and keys in a tree with everything unfolded.
fn size(folder: &Path) -> Result<()> {
    let (reports, cache) = (folder.join("reports"), folder.join("cache"));
    made::library(&reports, &made::Shape { reports: 100_000, bytes: 2_000, headings: 10, markdown: true })?;
    let plan = Plan { cache: Some(cache), ..plan(&reports)? };
    std::thread::sleep(Duration::from_millis(100));
    let (sender, updates) = mpsc::channel();
    let index = Index::start(plan.clone(), move |update| drop(sender.send(update)))?;
    let mut state = State::new("reports".to_owned(), Reading::default(), 200, 60, ALL_LEVELS);
    let (mut slowest, mut snapshots) = (Duration::ZERO, 0);
    while !state.shelf.progress.complete {
        let update: Update = updates.recv()?;
        // Other threads read reports meanwhile.
        let before = time_of(ClockId::ThreadCPUTime);
        drop(state.update(Event::Library(update)));
        let worked = time_of(ClockId::ThreadCPUTime).saturating_sub(before);
        (slowest, snapshots) = (slowest.max(worked), snapshots + 1);
    }
    let library = &state.shelf.library;
    tell("size", "reports, headings", format!("{}, {}", library.reports(), library.headings()), "");
    tell("size", "memory after indexing", format!("{} MB", resident()), "at most 400 MB");
    tell("size", "snapshots, the slowest of them to be taken in", format!("{snapshots}, {}", seconds(slowest)), "");
    for keys in ["j k", "G g", "h l", "d u", "z M z R"] {
        tell("size", &format!("keys {keys}, and drawn"), seconds(pressed(&mut state, keys)), "at most 0.016 s a key");
    }
    drop((index, state));
    tell("size", "the tree stands the next time after", seconds(opened(&plan, 100_000)?.0), "");
    Ok(())
}

/// The shortest of five times that the keys and the picture after each take, for one of them.
fn pressed(state: &mut State, keys: &str) -> Duration {
    let keys: Vec<Key> = keys.split(' ').filter_map(Key::parse).collect();
    let once = |state: &mut State| {
        let (_, _, worked) = cost(|| {
            for &key in &keys {
                state.update(Event::Key(key));
                let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 60));
                ui::paint(state, &Theme::new(true), &mut buffer);
            }
        });
        worked / u32::try_from(keys.len()).unwrap_or(1)
    };
    (0..5).map(|_| once(state)).min().unwrap_or_default()
}

/// One text of 250 MB with 100,000 headings.
fn large(folder: &Path) -> Result<()> {
    let (reports, cache) = (folder.join("reports"), folder.join("cache"));
    let file = made::large(&reports, 250_000_000, 100_000)?;
    let plan = Plan { cache: Some(cache), ..plan(&file)? };
    std::thread::sleep(Duration::from_millis(100));
    let (times, passed, _) = cost(|| opened(&plan, 1));
    times?;
    let library = read_all(plan.clone())?;
    tell("large", "headings", library.headings(), "100000");
    tell("large", "its outline stands the first time after", seconds(passed), "at most 3 s");
    tell("large", "the next time after", seconds(opened(&plan, 1)?.0), "at most 0.1 s");
    tell("large", "memory after indexing", format!("{} MB", resident()), "");
    // On a thread of its own, as the program reads what it shows.
    let reading = || std::thread::scope(|scope| scope.spawn(|| read_document(&file, &Options::default())).join());
    let (document, passed, _) = cost(reading);
    tell("large", "its text is there after", seconds(passed), "");
    tell("large", "memory while it is open", format!("{} MB", resident()), "at most 500 MB");
    drop(document);
    tell("large", "memory after it is left", format!("{} MB", resident()), "below 100 MB");
    Ok(())
}
