//! The user's programs for addresses of the web, and for images.

use std::env;
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;

/// Why an address could not be opened.
#[derive(Debug, thiserror::Error)]
pub(super) enum OpenerError {
    /// No program started.
    #[error("no program opens addresses here: set $BROWSER to one")]
    None,
    /// No program started that shows images.
    #[error("no program shows images here: set $MULU_VIEWER to one")]
    NoViewer,
    /// The program could not do it.
    #[error("{0} could not open it ({1})")]
    Failed(String, ExitStatus),
}

/// What opens addresses where the user names no program.
const USUAL: [&str; 2] = ["xdg-open", "open"];

/// Opens an address in the user's program, which goes on by itself. No shell is asked, and nothing of it reaches the
/// terminal.
pub(super) fn open(address: &str) -> Result<(), OpenerError> {
    let named = env::var("BROWSER").unwrap_or_default();
    first(&named, address.as_ref(), |_| {}).ok_or(OpenerError::None)
}

/// Opens an image in the user's program, which goes on by itself; where it ends with a failure, `told` gets to know.
pub(super) fn show(file: &Path, told: impl Fn(OpenerError) + Send + 'static) -> Result<(), OpenerError> {
    let named = env::var("MULU_VIEWER").unwrap_or_default();
    first(&named, file.as_os_str(), told).ok_or(OpenerError::NoViewer)
}

/// Starts the first program that there is.
fn first(named: &str, argument: &OsStr, told: impl Fn(OpenerError) + Send + 'static) -> Option<()> {
    let (words, mut child) =
        programs(named).into_iter().find_map(|words| Some((words.clone(), start(&words, argument)?)))?;
    let program = words.first().copied().unwrap_or_default().to_owned();
    // Somebody must take note of its end, or it stays in the list of processes.
    let wait = move || match child.wait() {
        Ok(status) if !status.success() => told(OpenerError::Failed(program, status)),
        _ => {}
    };
    thread::Builder::new().name("opener".to_owned()).spawn(wait).ok().map(drop)
}

/// The programs to be tried, each with its options: those of the variable, parted by colons, then the usual ones.
fn programs(named: &str) -> Vec<Vec<&str>> {
    let all = named.split(':').chain(USUAL);
    all.map(|program| program.split_whitespace().filter(|word| *word != "%s").collect::<Vec<_>>())
        .filter(|words| !words.is_empty())
        .collect()
}

fn start(words: &[&str], argument: &OsStr) -> Option<Child> {
    let (program, options) = words.split_first()?;
    let mut command = Command::new(program);
    command.args(options).arg(argument).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_of_the_variable_go_first() {
        let check = |named: &str, expected: &[&[&str]]| assert_eq!(programs(named), expected, "{named}");
        check("", &[&["xdg-open"], &["open"]]);
        check("firefox --new-tab %s:lynx", &[&["firefox", "--new-tab"], &["lynx"], &["xdg-open"], &["open"]]);
    }
}
