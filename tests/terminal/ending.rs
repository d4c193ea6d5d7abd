//! The end: the terminal is as it was before, whatever the reason.

use std::env;

use mulu::terminal::Screen;
use mulu::ui::theme::Theme;
use rustix::process::Signal;

use crate::support::{Folder, Terminal, kill};
use crate::terminal::{library, opened};

#[track_caller]
fn check_end(terminal: &Terminal<'_>) {
    assert!(terminal.ends().success());
    assert!(terminal.is_given_back());
    assert!(!terminal.shown().has("reports"), "{}", terminal.shown());
}

#[test]
fn quitting_gives_the_terminal_back() {
    for keys in ["q", "^C", "s ^C", "? ^C", "Enter / ^C", "? q q"] {
        let folder = library();
        let mut terminal = opened(folder.browse());
        assert!(terminal.shown().is_taken() && !terminal.is_given_back());
        terminal.keys(keys);
        check_end(&terminal);
    }
}

#[test]
fn escape_never_quits() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    let before = terminal.shown();
    // Something must be seen of each Esc: a key that comes before it is heeded would be read together with it.
    for (keys, opens) in [("?", "mulu: keys"), ("s", "headings> "), ("G y", "copied")] {
        terminal.keys(keys).sees(opens);
        terminal.keys("Esc").wait_for(|shown| !shown.has(opens));
    }
    terminal.keys("w").wait_for(|shown| !shown.has("▸ handbook.md"));
    terminal.keys("Esc").sees("▸ handbook.md");
    terminal.keys("g").wait_for(|shown| shown.text() == before.text());
}

#[test]
fn signals_give_the_terminal_back() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let folder = library();
        let mut terminal = opened(folder.browse());
        terminal.keys("s").sees("headings> ");
        kill(terminal.process(), signal);
        check_end(&terminal);
    }
}

#[test]
fn a_signal_that_comes_while_the_editor_runs_is_heeded_after_it() {
    let folder = library().script("editor", "printf 'editing\\n'; read -r line; sleep 0.1");
    let mut terminal = opened(folder.browse().env("EDITOR", folder.beside("editor")));
    terminal.keys("G e").sees("editing");
    kill(terminal.process(), Signal::TERM);
    terminal.types("\n");
    assert!(terminal.ends().success());
    assert!(terminal.is_given_back());
}

#[test]
fn a_terminal_that_is_closed_ends_the_program() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    terminal.close();
    terminal.ends();
    // Where another has the session, the system sends the program no signal.
    let folder = library();
    let mut terminal = opened(folder.shell("trap '' HUP; \"$MULU\" .; exit 0"));
    terminal.close();
    assert!(terminal.ends().success());
}

/// Set for a run of the test below that is to panic inside of a terminal.
const PANIC: &str = "MULU_TEST_PANIC";

#[test]
fn a_panic_gives_the_terminal_back_before_its_message() {
    if env::var_os(PANIC).is_some() {
        let _screen = Screen::enter(Theme::new(true)).unwrap();
        panic!("nothing works");
    }
    let this = "terminal::ending::a_panic_gives_the_terminal_back_before_its_message";
    let folder = Folder::new();
    let setup = folder.program(&env::current_exe().unwrap()).arguments([this, "--exact", "--nocapture"]);
    let terminal = setup.env(PANIC, "1").start();
    assert!(!terminal.ends().success());
    assert!(terminal.is_given_back());
    let log = String::from_utf8(terminal.log()).unwrap();
    let taken = log.find("\x1b[?1049h").expect("the terminal was taken");
    let given_back = log.find("\x1b[?1049l").expect("the terminal was given back");
    let message = log.find("nothing works").expect("the message was seen");
    assert!(taken < given_back && given_back < message, "{log:?}");
    // The lines of the message begin at the left.
    assert!(log.split_at(message).0.ends_with("\r\n"), "{log:?}");
}
