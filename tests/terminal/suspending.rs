//! Stopping for a while, and going on.

use std::fs;

use rustix::process::Signal;

use crate::support::{Folder, Terminal, kill};
use crate::terminal::{is_ready, library, opened};

/// A shell that starts the program, says each time that it has stopped, and lets it go on when it is told to by a pipe.
const SHELL: &str = r#"
mkfifo "$PIPE"
set -m
"$MULU" "$@"
status=$?
stops=0
while [ $status -gt 128 ]; do
    stops=$((stops + 1))
    printf 'stop %s\n' "$stops"
    read -r answer <"$PIPE"
    fg
    status=$?
done
printf 'over\n'
"#;

fn in_a_shell(folder: &Folder) -> Terminal<'_> {
    let editor = folder.beside("editor");
    let mut terminal = opened(folder.shell(SHELL).env("PIPE", folder.beside("pipe")).env("EDITOR", editor));
    terminal.keys("G l").sees("▸ Handbook");
    terminal
}

/// Waits until the program has stopped for the first, the second time. What the shell said before stands on its screen
/// as soon as the program leaves that.
#[track_caller]
fn check_stopped(terminal: &Terminal<'_>, times: usize) {
    terminal.sees(&format!("stop {times}"));
    assert!(terminal.is_given_back());
    assert!(!terminal.shown().has("Unpack it."));
}

/// What a user does with `fg`.
fn go_on(folder: &Folder) {
    fs::write(folder.beside("pipe"), "\n").unwrap();
}

#[test]
fn the_shell_gets_the_terminal_and_the_screen_comes_back() {
    let folder = library();
    let mut terminal = in_a_shell(&folder);
    let before = terminal.shown();
    for times in 1..=2 {
        terminal.keys("^Z");
        check_stopped(&terminal, times);
        go_on(&folder);
        terminal.wait_for(|shown| shown.is_taken() && shown.text() == before.text());
    }
    terminal.keys("j").chooses("▸ Handbook");
    terminal.keys("q").sees("over");
    assert!(terminal.is_given_back());
}

#[test]
fn a_size_that_changed_meanwhile_is_followed() {
    let folder = library();
    let mut terminal = in_a_shell(&folder);
    terminal.keys("^Z");
    check_stopped(&terminal, 1);
    terminal.resize(100, 30);
    go_on(&folder);
    terminal.wait_for(|shown| shown.is_taken() && shown.row(29).ends_with("?: help"));
    terminal.keys("j").wait_for(|shown| shown.chosen().contains("▸ Handbook") && shown.row(28).contains('│'));
}

#[test]
fn it_stops_from_a_prompt_too() {
    let folder = library();
    let mut terminal = in_a_shell(&folder);
    terminal.keys("s").sees("headings> ");
    terminal.types("党建").sees("扎实。");
    terminal.keys("^Z");
    check_stopped(&terminal, 1);
    go_on(&folder);
    terminal.wait_for(|shown| shown.is_taken() && shown.cursor() == Some((14, 0)) && shown.has("扎实。"));
}

#[test]
fn signals_from_elsewhere_stop_it_too() {
    for signal in [Signal::TSTP, Signal::STOP] {
        let folder = library();
        let mut terminal = in_a_shell(&folder);
        let before = terminal.shown();
        kill(terminal.foreground(), signal);
        terminal.writes("stop 1");
        go_on(&folder);
        terminal.wait_for(|shown| shown.is_taken() && shown.text() == before.text());
        terminal.keys("q").sees("over");
        assert!(terminal.is_given_back());
    }
}

#[test]
fn the_editor_stops_and_goes_on_with_it() {
    let editor = "printf 'editing\\n'; read -r line; printf '\\n## %s\\n' \"$line\" >>\"$1\"";
    let folder = library().script("editor", editor);
    let mut terminal = in_a_shell(&folder);
    terminal.keys("e").sees("editing");
    terminal.keys("^Z");
    check_stopped(&terminal, 1);
    go_on(&folder);
    terminal.types("Support\n").wait_for(|shown| shown.is_taken() && is_ready(shown) && shown.has("Support"));
}

#[test]
fn without_a_shell_it_does_not_stop() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    terminal.keys("^Z G").chooses("handbook.md");
}
