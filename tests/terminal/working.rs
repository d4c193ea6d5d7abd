//! Copying, editing, and reading again.

use std::fs;

use crate::support::{Folder, Setup, Terminal, decoded, mulu};
use crate::terminal::{is_ready, library, opened};

/// The folder with the cursor of the tree on the heading `Usage`.
fn at_usage<'f>(folder: &'f Folder, setup: impl FnOnce(Setup<'f>) -> Setup<'f>) -> Terminal<'f> {
    let mut terminal = opened(setup(folder.browse()));
    terminal.keys("G l j l j j").chooses("Usage");
    terminal.sees("Run it.");
    terminal
}

#[test]
fn sections_and_addresses_go_to_the_clipboard() {
    let folder = library();
    let mut terminal = at_usage(&folder, |setup| setup);
    let section = decoded(&terminal.keys("y").copies(1)[0]);
    terminal.sees("copied ");
    let address = decoded(&terminal.keys("Y").copies(2)[1]);
    assert!(address.ends_with("handbook.md#1.2"), "{address}");
    terminal.sees("copied ./handbook.md#1.2");
    let shown = mulu(&folder, ["show", &address]).prints();
    assert_eq!(section.trim_end(), shown.trim_end());
    assert!(section.starts_with("Usage") && section.contains("Run it."), "{section:?}");

    // On a report, and on a folder.
    terminal.keys("p p Y").sees("copied ./handbook.md ");
    assert_eq!(decoded(&terminal.copies(3)[2]), "./handbook.md");
    terminal.keys("g y").sees("there is no section here to copy");
    terminal.keys("Y").sees("there is no section here to copy");
    assert_eq!(terminal.copies(3).len(), 3);
}

/// An editor that writes down its arguments, says that it runs, and adds a heading with the name that is typed.
const EDITOR: &str = r#"
printf '%s\n' "$@" >"$0.arguments"
for file; do :; done
printf 'editing\n'
read -r line
printf '\n## %s\n\nNew.\n' "$line" >>"$file"
"#;

#[test]
fn the_editor_gets_the_terminal_and_gives_it_back() {
    let folder = library().script("vim", EDITOR).script("other", "exit 9");
    let vim = folder.beside("vim");
    let mut terminal = at_usage(&folder, |setup| {
        setup.env("VISUAL", format!("{} -n", vim.display())).env("EDITOR", folder.beside("other"))
    });
    terminal.keys("e").sees("editing");
    assert!(terminal.is_given_back());
    terminal.resize(100, 30);
    terminal.types("q j\n").wait_for(|shown| shown.is_taken() && is_ready(shown) && shown.has("· q j"));
    let shown = terminal.wait_for(|shown| shown.row(29).ends_with("?: help") && shown.has("New."));
    assert!(shown.chosen().contains("Usage") && !shown.has("editing"), "{shown}");
    assert_eq!(fs::read_to_string(folder.beside("vim.arguments")).unwrap(), "-n\n+7\n./handbook.md\n");
    // The keys work as before.
    terminal.keys("j").chooses("q j");
    terminal.keys("q").ends();
    assert!(terminal.is_given_back());
}

#[test]
fn the_editor_variable_serves_where_the_visual_one_is_empty() {
    let folder = library().script("my editor", EDITOR);
    let editor = format!("'{}'", folder.beside("my editor").display());
    let mut terminal = at_usage(&folder, |setup| setup.env("VISUAL", "").env("EDITOR", editor));
    terminal.keys("e").sees("editing");
    terminal.types("Support\n").sees("· Support");
    assert_eq!(fs::read_to_string(folder.beside("my editor.arguments")).unwrap(), "./handbook.md\n");
}

#[test]
fn an_editor_that_is_missing_or_fails_is_told_of() {
    let check = |editor: &str, message: &str| {
        let folder = library().script("fails", "exit 3");
        let editor = editor.replace("BESIDE", &folder.beside("").display().to_string());
        let mut terminal = at_usage(&folder, |setup| setup.env("EDITOR", editor).size(200, 24));
        terminal.keys("e").wait_for(|shown| shown.is_taken() && shown.status().contains(message));
        terminal.keys("k").chooses("Installation");
    };
    check("", "the editor: set $VISUAL or $EDITOR");
    check("BESIDE/fails", "ended with exit status: 3");
    check("BESIDE/none", "ended with exit status: 127");
}

#[test]
fn an_interrupt_in_the_editor_is_the_editors() {
    let folder = library().script("editor", "printf 'editing\\n'; read -r line");
    let mut terminal = at_usage(&folder, |setup| setup.env("EDITOR", folder.beside("editor")));
    terminal.keys("e").sees("editing");
    terminal.keys("^C").wait_for(|shown| shown.is_taken() && shown.has("the editor: "));
    terminal.keys("k").chooses("Installation");
}

#[test]
fn a_report_is_read_again() {
    let folder = library();
    let mut terminal = at_usage(&folder, |setup| setup);
    folder.write("handbook.md", "# Handbook\n\n## Preface\n\n## Installation\n\n## Usage\n\nWalk it.\n");
    terminal.keys("R").wait_for(|shown| shown.has("Preface") && shown.has("Walk it."));
    assert!(terminal.shown().chosen().contains("Usage"));
    folder.write("handbook.md", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    terminal.keys("R").wait_for(|shown| !shown.has("handbook.md") && shown.has("2 reports, 7 headings"));
    terminal.keys("G").sees("向好。");
    fs::remove_file(folder.path().join("年报/2024.md")).unwrap();
    terminal.keys("R").wait_for(|shown| !shown.has("2024.md") && shown.has("1 report, 4 headings"));
}

#[test]
fn a_folder_is_read_again() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    terminal.chooses("年报");
    folder.write("年报/2022.md", "# 2022年工作总结\n");
    folder.write("notes.md", "# Notes\n");
    fs::remove_file(folder.path().join("年报/2023.md")).unwrap();
    terminal.keys("R").wait_for(|shown| shown.has("2022.md") && shown.has("notes.md") && !shown.has("2023.md"));
    terminal.wait_for(|shown| shown.status().contains("4 reports, 8 headings") && is_ready(shown));
}
