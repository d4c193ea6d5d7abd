//! The program, run by somebody whom permissions stop.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::Folder;
use crate::support::folder::{run_writer, set_mode};
use crate::support::program::PROGRAM;

/// The user who owns nothing else.
const NOBODY: u32 = 65_534;

/// The program to run where what is locked in a folder must not be readable: itself or, since root may read
/// everything, a copy that runs as nobody. `None` where the system stops neither, which is said aloud.
pub(crate) fn stopped_program(folder: &Folder) -> Option<PathBuf> {
    if is_stopped(Path::new(PROGRAM), folder) {
        return Some(PROGRAM.into());
    }
    let copy = folder.beside("mulu");
    run_writer(Command::new("cp").arg(PROGRAM).arg(&copy));
    give_to_nobody(&folder.beside(""));
    set_mode(&copy, 0o4755);
    let stopped = is_stopped(&copy, folder);
    if !stopped {
        // The macros that print are silenced in tests that pass.
        let _ = writeln!(io::stderr(), "skipped, since nobody is stopped from reading: {:?}", folder.locked());
    }
    stopped.then_some(copy)
}

/// Whether the program cannot read what is locked.
fn is_stopped(program: &Path, folder: &Folder) -> bool {
    folder.locked().iter().all(|path| {
        let output = Command::new(program).arg("outline").arg(path).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        String::from_utf8_lossy(&said).contains("permission denied")
    })
}

fn give_to_nobody(path: &Path) {
    if path.is_dir() && !path.is_symlink() {
        fs::read_dir(path).unwrap().for_each(|entry| give_to_nobody(&entry.unwrap().path()));
    }
    chown(path, Some(NOBODY), None).unwrap();
}
