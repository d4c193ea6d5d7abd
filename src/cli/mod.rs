//! Arguments, and the commands that print.

mod arguments;
mod cache;
mod configuration;
mod diff;
mod explain;
mod export;
mod find;
mod formats;
mod grep;
mod outline;
mod page;
mod print;
mod section;
mod selecting;
mod show;
mod skipped;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{ColorChoice, Parser};

use crate::app::tree::folds::ALL_LEVELS;
use crate::cli::arguments::{Action, Arguments, Looking, Reading};
use crate::formats::Options;
use crate::library::cache::Documents;
use crate::library::index::{Plan, read_all};
use crate::library::roots::{Root, RootError, distinct};
use crate::library::selection::GlobError;
use crate::library::walk::WalkOptions;
use crate::library::{Library, Store};
use crate::search::QueryError;
use crate::terminal::{self, Wishes};
use crate::text::width::visible;
use crate::ui::theme::Theme;
use crate::ui::words;

/// The exit code when what was asked for is not there.
const NOTHING: u8 = 1;
/// The exit code for wrong usage: arguments that make no sense, paths that can't be opened.
const USAGE: u8 = 2;

/// Why a command could not do what was asked.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Root(#[from] RootError),
    #[error(transparent)]
    Glob(#[from] GlobError),
    #[error("There are no reports in {0}. {reads}; --hidden shows hidden ones.{left_out}", reads = words::reads(),
            left_out = words::left_out_of_all(*.1))]
    NoReports(String, u32),
    #[error("No heading matches. Fewer or shorter words find more.")]
    NotFound,
    #[error("{0}: {1}")]
    Unreadable(String, String),
    #[error("{0}: the report has no section {1}. `mulu outline` lists what it has, `mulu find` prints addresses.")]
    NoSection(String, String),
    #[error("{}.", words::query_error(.0))]
    Query(QueryError),
    #[error("{0}")]
    NotCompared(Box<Failure>),
    #[error("{0}: {1}")]
    Pattern(String, String),
    #[error("There is nothing to search for: a pattern holds a word at least.")]
    NoPattern,
    #[error("{0} lies in a folder of reports, and mulu writes nothing there. Name a place elsewhere.")]
    AmongReports(String),
    #[error("{0} cannot be written: {1}")]
    Unwritable(String, String),
    #[error(transparent)]
    Configuration(#[from] configuration::Wrong),
    #[error(transparent)]
    Print(#[from] io::Error),
    /// What went wrong has been said, or needs no words; the exit code is left.
    #[error("")]
    Said(u8),
    #[error("{0:#}")]
    Browser(anyhow::Error),
    #[error("{0}: {1}")]
    Cache(String, String),
}

impl Failure {
    fn exit_code(&self) -> ExitCode {
        match self {
            // Whoever read the output has seen enough.
            Failure::Print(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Failure::Root(_)
            | Failure::Glob(_)
            | Failure::Configuration(_)
            | Failure::Query(_)
            | Failure::Pattern(..)
            | Failure::NoPattern
            | Failure::AmongReports(_)
            | Failure::NotCompared(_) => USAGE.into(),
            Failure::Said(code) => (*code).into(),
            _ => NOTHING.into(),
        }
    }
}

/// Runs the program with the arguments of the process.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(usage) if usage.use_stderr() => {
            usage.render().to_string().trim_end().lines().for_each(complain);
            return USAGE.into();
        }
        Err(help) => help.exit(),
    };
    let failure = match act(arguments) {
        Ok(code) => return code,
        Err(failure) => failure,
    };
    let code = failure.exit_code();
    if code != ExitCode::SUCCESS && !matches!(failure, Failure::Said(_)) {
        complain(&format!("mulu: {failure}"));
    }
    code
}

/// Tells the user what went wrong, in one line. What it repeats of the arguments, which may be names of files, is made
/// visible.
fn complain(line: &str) {
    // There is nobody left to tell that it can't be told.
    let _ = writeln!(io::stderr(), "{}", visible(line));
}

fn act(arguments: Arguments) -> Result<ExitCode, Failure> {
    let reading = &arguments.reading;
    match arguments.action {
        Some(Action::Diff(comparison)) => return diff::print(&comparison, reading),
        None if io::stdout().is_terminal() => browse(&arguments.paths, reading, arguments.looking),
        None => outline::print(&arguments.paths, reading, outline::Format::Text, u8::MAX),
        Some(Action::Outline { skipped: true, paths, .. }) => skipped::print(&paths, reading),
        Some(Action::Outline { explain: true, paths, .. }) => explain::print(&paths, reading),
        Some(Action::Outline { format, depth, paths, .. }) => outline::print(&paths, reading, format, depth),
        Some(Action::Find { query, limit, paths }) => find::print(&query, limit.into(), &paths, reading),
        Some(Action::Cache { action }) => cache::act(action),
        Some(Action::Grep(grep)) => grep::print(&grep, reading),
        Some(Action::Formats { format }) => formats::print(format),
        Some(Action::Show { address, format }) => show::print(&address, format, reading),
        Some(Action::Export { format, text, output, resume, paths }) => {
            let target = output.map(|path| export::Target { path, resume });
            export::run(&paths, reading, &export::Options { format, text, target })
        }
    }?;
    Ok(ExitCode::SUCCESS)
}

/// Opens the browser. A single report is shown with all its headings, a library with its reports folded.
fn browse(paths: &[PathBuf], reading: &Reading, looking: Looking) -> Result<(), Failure> {
    let (look, ambiguous) = configuration::read()?.with(looking);
    let plan = Plan { watch: true, ..plan(paths, reading)? };
    let single = plan.roots.iter().all(|root| !root.folder) && plan.roots.len() == 1;
    let name = shown_name(&plan.roots);
    let level = if single { ALL_LEVELS } else { 0 };
    let wishes = Wishes { name, level, theme: Theme::new(!no_color()), look, ambiguous };
    terminal::run(plan, wishes).map_err(Failure::Browser)
}

/// Whether the user wants no colours anywhere (no-color.org).
fn no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// Whether what is printed has colours.
fn colors(choice: ColorChoice) -> bool {
    match choice {
        ColorChoice::Auto => io::stdout().is_terminal() && !no_color(),
        ColorChoice::Always => true,
        ColorChoice::Never => false,
    }
}

/// What is to be read: the paths given, else the current folder.
fn plan(paths: &[PathBuf], reading: &Reading) -> Result<Plan, Failure> {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here } else { paths };
    let roots = distinct(paths.iter().map(|path| Root::open(path)).collect::<Result<Vec<Root>, RootError>>()?);
    let selection = reading.selecting.selection()?;
    let store = if reading.no_cache { None } else { Store::of(&roots) };
    let cache = store.map(|store| store.cache);
    let documents = cache.as_deref().filter(|_| reading.cache_size > 0);
    let documents = documents.map(|cache| Documents::new(cache, reading.cache_size));
    Ok(Plan {
        roots,
        documents: documents.map(Arc::new),
        cache,
        watch: false,
        walk: WalkOptions { hidden: reading.hidden, follow: reading.follow, selection },
        arrangement: reading.selecting.arrangement(),
        read: Options { encoding: reading.encoding, reading: reading.reading() },
    })
}

/// Reads everything, for commands that print. A library without a report is a failure.
fn library(paths: &[PathBuf], reading: &Reading) -> Result<Library, Failure> {
    let plan = plan(paths, reading)?;
    let name = shown_name(&plan.roots);
    let library = read_all(plan)?;
    if library.reports() == 0 { Err(Failure::NoReports(name, library.omissions().total())) } else { Ok(library) }
}

/// The roots as the user knows them.
fn shown_name(roots: &[Root]) -> String {
    let paths: Vec<PathBuf> = roots.iter().map(|root| root.path.clone()).collect();
    name_of(&paths)
}

/// The names of what the user named, or of the current folder.
fn name_of(paths: &[PathBuf]) -> String {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here } else { paths };
    let name = |path: &PathBuf| {
        let absolute = path.canonicalize().unwrap_or_else(|_| path.clone());
        crate::library::report::file_name(&absolute)
    };
    paths.iter().map(name).collect::<Vec<_>>().join(", ")
}
