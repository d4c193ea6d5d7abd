//! The built program, run with its output captured.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::Folder;

/// The program that is tested.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_mulu");

/// A run that is being prepared.
pub(crate) struct Program {
    command: Command,
}

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Output {
    /// What it printed.
    pub(crate) stdout: String,
    /// What it complained about.
    pub(crate) stderr: String,
    /// Its exit code; `None` when a signal ended it.
    pub(crate) code: Option<i32>,
}

/// The program, to be run in a folder with these arguments.
pub(crate) fn mulu<A: AsRef<OsStr>>(folder: &Folder, arguments: impl IntoIterator<Item = A>) -> Program {
    Program::new(Path::new(PROGRAM), folder, arguments)
}

/// Another build or copy of the program.
#[cfg(unix)]
pub(crate) fn run_as<A: AsRef<OsStr>>(
    program: &Path,
    folder: &Folder,
    arguments: impl IntoIterator<Item = A>,
) -> Program {
    Program::new(program, folder, arguments)
}

impl Program {
    fn new<A: AsRef<OsStr>>(program: &Path, folder: &Folder, arguments: impl IntoIterator<Item = A>) -> Self {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(folder.path()).envs(folder.homes()).stdin(Stdio::null());
        Self { command }
    }

    /// The command itself, for what needs pipes of its own.
    pub(crate) fn command(&mut self) -> &mut Command {
        &mut self.command
    }

    /// Runs it. Whatever it prints must be Unicode.
    pub(crate) fn run(mut self) -> Output {
        let output = self.command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Output { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code() }
    }

    /// Runs it, and returns what it printed when it complained about nothing.
    #[track_caller]
    pub(crate) fn prints(self) -> String {
        let output = self.run();
        assert_eq!((output.stderr.as_str(), output.code), ("", Some(0)), "{}", output.stdout);
        output.stdout
    }
}
