//! Reports, names and queries that try to speak to the terminal.

use crate::support::{Folder, Terminal, decoded, sequences};
use crate::terminal::opened;

/// Sets the window's title, clears the screen, leaves it, colours it, asks for an answer, moves the cursor, turns the
/// writing, rings; by escape sequences, by the controls of eight bits that mean the same, and by single characters.
const EVIL: &str = "a\x1b]0;owned\x07b\x1b[2Jc\x1b[?1049ld\x1b[38;2;6;6;6me\x1b[cf\x1bPq\x1b\\g\u{9b}2Jh\u{9d}0;owned\u{9c}\
                    i\u{202e}j\u{2066}k\x08l\x0em\x7fn";
/// The letters of it as they have to be seen, with one symbol for each character that is none.
const SEEN: &str = "a.]0;owned.b.[2Jc.[?1049ld.[38;2;6;6;6me.[cf.Pq.\\g.2Jh.0;owned.i.j.k.l.m.n";
/// As much of it as there is room for in the tree.
const START: &str = "a.]0;owned.b.[2Jc.";

/// Whether a line holds the evil text with symbols in it. They are no spaces: nothing is hidden.
fn shows_symbols(line: &str) -> bool {
    shows(line, SEEN)
}

fn shows(line: &str, text: &str) -> bool {
    let symbol = |seen: char, wanted: char| wanted == '.' && !seen.is_ascii() && !seen.is_control() || seen == wanted;
    let characters: Vec<char> = line.chars().collect();
    characters
        .windows(text.len())
        .any(|window| window.iter().zip(text.chars()).all(|(&seen, wanted)| symbol(seen, wanted)))
}

/// Whether it is a sequence that mulu itself sends.
fn is_ours(sequence: &str) -> bool {
    const MODES: [&str; 9] = ["25", "1000", "1002", "1003", "1006", "1015", "1049", "2004", "2026"];
    let Some(body) = sequence.strip_prefix("\x1b[") else { return is_copy(sequence) };
    let numbers = |text: &str| text.chars().all(|character| character.is_ascii_digit() || character == ';');
    match body.split_at(body.len() - 1) {
        (mode, "h" | "l") => mode.strip_prefix('?').is_some_and(|mode| MODES.contains(&mode)),
        (place, "H") => numbers(place),
        (what, "J") => what == "2",
        (what, "n") => what == "6",
        (style, "m") => numbers(style) && !style.contains("38;2;"),
        (keyboard, "u") => matches!(keyboard, ">1" | "<1"),
        _ => false,
    }
}

/// Whether it hands a text to the clipboard.
fn is_copy(sequence: &str) -> bool {
    sequence
        .strip_prefix("\x1b]52;c;")
        .and_then(|copy| copy.strip_suffix("\x1b\\"))
        .is_some_and(|base64| base64.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte)))
}

/// Ends the program, and looks through all that was sent to the terminal while it had it.
#[track_caller]
fn check_log(mut terminal: Terminal<'_>) {
    terminal.keys("q");
    assert!(terminal.ends().success());
    let log = String::from_utf8(terminal.log()).unwrap();
    let foreign: Vec<&str> = sequences(&log).into_iter().filter(|sequence| !is_ours(sequence)).collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    assert!(log.contains("owned"));
}

#[test]
fn a_report_cannot_speak_to_the_terminal() {
    let words = "今年的工作有了新的进展。\n".repeat(40);
    let report =
        format!("# {EVIL}\n\n{EVIL}\n\n```\n{EVIL}\n```\n\n| {EVIL} | x |\n|---|---|\n| y | {EVIL} |\n\n{words}");
    let text = format!("{EVIL}\n\n{words}");
    let folder = Folder::new().file("a.md", report).file("b.txt", text);
    // Wide enough for both columns of the table.
    let mut terminal = opened(folder.browse().size(320, 24));
    // The tree, the breadcrumb, the text, the cells of the table.
    terminal.keys("z R").wait_for(|shown| shown.rows().iter().filter(|row| shows_symbols(row)).count() > 4);
    terminal.wait_for(|shown| shows(&shown.row(2), START) && shows_symbols(&shown.row(0)));
    terminal.keys("G ^L").wait_for(|shown| shown.chosen().contains("b.txt") && shows_symbols(&shown.row(1)));
    // The results of a search.
    terminal.keys("s").types("owned").wait_for(|shown| shows_symbols(&shown.row(1)));
    terminal.keys("Enter y").sees("copied ");
    assert!(decoded(&terminal.copies(1)[0]).contains("owned"));
    check_log(terminal);
}

#[test]
fn a_name_cannot_speak_to_the_terminal() {
    let name = EVIL.replace('/', "");
    let folder = Folder::new().file(format!("{name}/{name}.md"), "owned\n");
    let mut terminal = opened(folder.browse().size(200, 24));
    terminal.wait_for(|shown| shows(&shown.row(1), START) && shows(&shown.row(2), START));
    terminal.keys("G").wait_for(|shown| shown.row(1).ends_with(" owned"));
    terminal.wait_for(|shown| shows_symbols(&shown.row(0)) && shows_symbols(&shown.status()));
    terminal.keys("Y").wait_for(|shown| shown.status().starts_with("copied ") && shows_symbols(&shown.status()));
    assert!(decoded(&terminal.copies(1)[0]).contains(&name));
    check_log(terminal);
}

#[test]
fn a_query_cannot_speak_to_the_terminal() {
    let folder = Folder::new().file("a.md", "# One\n\ntext\n");
    let mut terminal = opened(folder.browse().size(200, 24));
    terminal.keys("s").sees("headings> ");
    terminal.pastes(EVIL).wait_for(|shown| shows_symbols(&shown.row(0)));
    terminal.keys("Esc").wait_for(|shown| !shown.has("headings> "));
    terminal.keys("Tab /").wait_for(|shown| shown.cursor().is_some());
    terminal.pastes(EVIL).wait_for(|shown| shows_symbols(&shown.status()));
    terminal
        .keys("Enter")
        .wait_for(|shown| shown.status().starts_with("not in this report: ") && shows_symbols(&shown.status()));
    check_log(terminal);
}

#[test]
fn an_argument_cannot_speak_to_the_terminal() {
    let folder = Folder::new().file("a.md", "# One\n");
    let option = format!("--{EVIL}");
    for arguments in [&[EVIL][..], &[&option], &["--encoding", EVIL], &["outline", "--format", EVIL], &["show", EVIL]] {
        let terminal = folder.browse().arguments(arguments).start();
        assert_eq!(terminal.ends().exit_code(), 2);
        let log = String::from_utf8(terminal.log()).unwrap();
        let foreign: Vec<&str> = sequences(&log).into_iter().filter(|sequence| !is_ours(sequence)).collect();
        assert!(foreign.iter().all(|sequence| matches!(*sequence, "\r" | "\n")), "{arguments:?}: {foreign:?}");
        assert!(log.contains("owned"), "{log}");
    }
}

#[test]
fn the_evil_text_is_evil() {
    let foreign = sequences(EVIL).into_iter().filter(|sequence| !is_ours(sequence)).count();
    assert!(foreign >= SEEN.chars().filter(|&character| character == '.').count() - 8, "{foreign}");
    assert!(!shows_symbols(EVIL) && !shows_symbols(&SEEN.replace('.', " ")) && shows_symbols(&SEEN.replace('.', "␛")));
}
