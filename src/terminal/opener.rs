//! The user's program for addresses of the web.

use std::env;
use std::process::{Command, Stdio};
use std::thread;

/// Why an address could not be opened.
#[derive(Debug, thiserror::Error)]
pub(super) enum OpenerError {
    /// No program started.
    #[error("no program opens addresses here: set $BROWSER to one")]
    None,
}

/// What opens addresses where the user names no program.
const USUAL: [&str; 2] = ["xdg-open", "open"];

/// Opens an address in the user's program, which goes on by itself. No shell is asked, and nothing of it reaches the
/// terminal.
pub(super) fn open(address: &str) -> Result<(), OpenerError> {
    let named = env::var("BROWSER").unwrap_or_default();
    let programs = programs(&named);
    programs.iter().any(|program| start(program, address)).then_some(()).ok_or(OpenerError::None)
}

/// The programs to be tried, each with its options: those of the variable, parted by colons, then the usual ones.
fn programs(named: &str) -> Vec<Vec<&str>> {
    let all = named.split(':').chain(USUAL);
    all.map(|program| program.split_whitespace().filter(|word| *word != "%s").collect::<Vec<_>>())
        .filter(|words| !words.is_empty())
        .collect()
}

fn start(words: &[&str], address: &str) -> bool {
    let Some((program, options)) = words.split_first() else { return false };
    let mut command = Command::new(program);
    command.args(options).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let Ok(mut child) = command.spawn() else { return false };
    // Somebody must take note of its end, or it stays in the list of processes.
    thread::Builder::new().name("opener".to_owned()).spawn(move || child.wait()).is_ok()
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
