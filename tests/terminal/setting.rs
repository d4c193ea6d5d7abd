//! How texts are set: by what the terminal says, by arguments, by the configuration file.

use crate::support::Folder;
use crate::terminal::{is_ready, opened};

const TEXT: &str = "# 报告\n\n“总”…—·①的报告。\n";

#[test]
fn the_terminal_is_asked_how_wide_it_draws_ambiguous_characters() {
    let folder = Folder::new().file("a.md", TEXT);
    let terminal = opened(folder.browse().wide());
    // The lines between the panes would be wide too.
    terminal.wait_for(|shown| shown.rows().iter().all(|row| !row.contains('│')) && shown.has("|"));
    let terminal = opened(folder.browse());
    terminal.sees("│");
}

#[test]
fn a_terminal_that_does_not_answer_is_not_waited_for_and_keys_are_not_lost() {
    let folder = Folder::new().file("a.md", TEXT).file("b.md", "# B\n");
    let mut terminal = folder.browse().silent().start();
    terminal.keys("s B").wait_for(|shown| shown.has("headings> B") && is_ready(shown) && shown.has("4 results"));
    terminal.keys("Enter").wait_for(|shown| !shown.has("headings> "));
    terminal.keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn arguments_and_the_configuration_file_say_how_texts_are_set() {
    let long = "我们认真落实各项任务，取得了扎实的成效。".repeat(4);
    let folder = Folder::new().file("a.md", &long).file("home/mulu/config.toml", "[text]\nmeasure = 20\n");
    let home = folder.path().join("home");
    let configured = || folder.browse().env("XDG_CONFIG_HOME", &home);
    let widest = |shown: &crate::support::Shown| {
        let text = shown
            .rows()
            .into_iter()
            .filter_map(|row| Some(row.split_once('│')?.1.trim_end_matches('│').trim().to_owned()));
        text.map(|row| row.chars().count()).max().unwrap_or(0)
    };
    opened(configured()).wait_for(|shown| widest(shown) == 10);
    opened(configured().arguments(["--measure", "30"])).wait_for(|shown| widest(shown) == 15);
    opened(configured().arguments(["--ambiguous", "wide"])).wait_for(|shown| shown.has("|"));
    let folder = folder.file("home/mulu/config.toml", "[text]\nmesure = 20\n");
    let terminal = folder.browse().env("XDG_CONFIG_HOME", &home).start();
    assert_eq!(terminal.ends().exit_code(), 2);
    terminal.writes("line 2: unknown field `mesure`");
}
