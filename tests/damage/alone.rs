//! A file that is read in a process of its own: its memory is that of reading this file.
//!
//! The process is this very binary, with the one test that is left out otherwise.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use mulu::formats::{self, Options};
use mulu::outline::Problem;

use super::{LONGEST, MOST_MEMORY, fault, peak_memory, worked};

/// The variable that names the file.
const FILE: &str = "MULU_DAMAGED_FILE";
/// What the process says before its figures, and before what is wrong.
const READ: &str = "read alone: ";
const FAULT: &str = "fault alone: ";

/// How much of the file is read before the time is taken, in bytes.
const BEGINNING: usize = 1 << 10;

/// How a file was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cost {
    pub(super) time: Duration,
    /// In KB; 0 where the system does not tell.
    pub(super) memory: u64,
    /// Whether reading was given up for the time that it took.
    pub(super) given_up: bool,
}

/// Reads a file of a name by itself; what is wrong is an error.
pub(super) fn read(name: &Path, bytes: &[u8]) -> Result<Cost, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name.file_name().unwrap());
    fs::write(&path, bytes).unwrap();
    let mut alone = Command::new(env::current_exe().unwrap());
    alone.args(["damage::alone::the_file_is_read", "--exact", "--ignored", "--nocapture"]).env(FILE, &path);
    let output = alone.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let behind = |mark: &str| said.lines().find_map(|line| Some(line.split_once(mark)?.1));
    if let Some(fault) = behind(FAULT) {
        return Err(fault.to_owned());
    }
    let figures = behind(READ).ok_or_else(|| format!("{}: {said}", output.status))?;
    let mut figures = figures.split(' ').map(|figure| figure.parse::<u64>().unwrap());
    let mut next = || figures.next().unwrap();
    let cost = Cost { time: Duration::from_nanos(next()), memory: next(), given_up: next() == 1 };
    if cost.memory < MOST_MEMORY { Ok(cost) } else { Err(format!("took {} KB of memory", cost.memory)) }
}

#[test]
#[ignore = "reads the file that another test names"]
fn the_file_is_read() {
    let Some(path) = env::var_os(FILE) else { return };
    let (path, bytes) = (Path::new(&path), fs::read(&path).unwrap());
    // What a process makes once is not counted.
    formats::read(path, &bytes[..bytes.len().min(BEGINNING)], &Options::default());
    let before = worked().unwrap_or_default();
    let document = formats::read(path, &bytes, &Options::default());
    let time = worked().unwrap_or_default() - before;
    let memory = peak_memory().unwrap_or(0);
    let given_up = document.problems.iter().any(|problem| matches!(problem, Problem::TookTooLong { .. }));
    if time > LONGEST {
        println!("{FAULT}took {time:?}");
    }
    if let Some(fault) = fault(&document) {
        println!("{FAULT}{fault}");
    }
    println!("{READ}{} {memory} {}", time.as_nanos(), u8::from(given_up));
}

#[test]
fn a_file_that_is_read_alone_has_its_cost() {
    let cost = read(Path::new("a.txt"), "第一章 总则\n".repeat(100_000).as_bytes()).unwrap();
    assert!(cost.time > Duration::ZERO && !cost.given_up, "{cost:?}");
    assert!(cost.memory > 1_000 || cfg!(not(target_os = "linux")), "{cost:?}");
}
