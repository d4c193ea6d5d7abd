//! What is kept, written and sent: reading goes on in the next run, sections go to files and to commands.

use std::fs;

use rustix::process::Signal;

use crate::support::{Folder, kill};
use crate::terminal::{library, opened};

/// A long report, and a short one.
fn reports() -> Folder {
    let lines = |section: u32| -> String { (1..=40).map(|line| format!("line {section}.{line}\n\n")).collect() };
    let report: String = (1..=4).map(|section| format!("## Section {section}\n\n{}", lines(section))).collect();
    library().file("long.md", format!("# Long\n\n{report}"))
}

#[test]
fn reading_goes_on_in_the_next_run() {
    let folder = reports();
    let mut terminal = opened(folder.browse());
    terminal.keys("G Enter } } } j j j j").sees("line 2.3");
    terminal.keys("q").ends();
    for ended_by_signal in [true, false] {
        let mut terminal = opened(folder.browse());
        terminal.sees("C: go on reading “Long”");
        terminal.keys("C").sees("line 2.3");
        terminal.keys("} j j").sees("line 3.2");
        if ended_by_signal {
            kill(terminal.process(), Signal::TERM);
        } else {
            terminal.keys("q");
        }
        assert!(terminal.ends().success());
        let mut terminal = opened(folder.browse());
        terminal.keys("G Enter").wait_for(|shown| shown.has("going on at “Long”") && shown.has("line 3.2"));
        terminal.keys("g").sees("line 1.1");
        terminal.keys("} } j j j j").sees("line 2.3");
        terminal.keys("q").ends();
    }
    // By another name of the folder, and after the report has changed.
    folder.write(
        "long.md",
        format!("# Long\n\nA preface.\n\n{}", fs::read_to_string(folder.path().join("long.md")).unwrap()),
    );
    let path = folder.path();
    let mut terminal = opened(folder.browse().arguments([&path]));
    terminal.keys("C").wait_for(|shown| shown.has("line 2.3") && !shown.has("line 1.40"));
}

#[test]
fn a_section_is_exported_never_over_a_file_and_never_among_the_reports() {
    let folder = library();
    let mut terminal = opened(folder.browse().size(200, 24));
    let file = folder.beside("out.md");
    let path = file.display().to_string();
    terminal.keys("G l j l j E ^U").types(&format!("{path}\r"));
    terminal.sees("characters written to");
    let first = fs::read_to_string(&file).unwrap();
    assert!(first.starts_with("# Installation\n\nUnpack it.\n"), "{first}");
    terminal.keys("j E").sees("Usage.md");
    terminal.keys("^U").types(&format!("{path}\r"));
    terminal.sees("exists already. Replace it?");
    terminal.keys("n").keys("E ^U").types("inside.md\r");
    terminal.sees("lies among the reports");
    assert_eq!(fs::read_to_string(&file).unwrap(), first);
    assert!(!folder.path().join("inside.md").exists());
    terminal.keys("E ^U").types(&format!("{path}\r"));
    terminal.sees("exists already. Replace it?");
    terminal.keys("y").sees("characters written to");
    assert!(fs::read_to_string(&file).unwrap().starts_with("# Usage"));
    terminal.keys("E ^U").types(&format!("{}\r", folder.beside("none/x.md").display()));
    terminal.sees("was not written: there is no such file or folder");
    terminal.keys("E ^U").types("x.doc\r");
    terminal.sees("end the name with .md");
    // A folder's outline, to the home folder.
    fs::create_dir_all(folder.beside("home")).unwrap();
    terminal.keys("g E ^U").types("~/outline.opml\r");
    terminal.sees("characters written to ~/outline.opml");
    let outline = fs::read_to_string(folder.beside("home/outline.opml")).unwrap();
    assert!(outline.contains("2023年工作总结") && outline.contains("（一）思想建设"), "{outline}");
}

#[test]
fn a_command_gets_the_terminal_with_the_section() {
    let folder = library().script("command", "cat; printf 'from the command\\n'; exit 3");
    let mut terminal = opened(folder.browse().size(200, 24));
    terminal.keys("G l j l j").sees("Unpack it.");
    terminal.keys("|").sees("send to the command: ");
    terminal.types(&format!("{}\r", folder.beside("command").display()));
    let shown = terminal.sees("press any key to return to mulu");
    assert!(shown.has("from the command") && shown.has("Unpack it.") && shown.has("exit code 3"), "{shown}");
    terminal.keys("x").wait_for(|shown| shown.is_taken() && shown.status().contains("exit code 3"));
    terminal.keys("j").chooses("Usage");
    terminal.keys("| ↑ Enter").sees("press any key");
    terminal.keys("Enter").wait_for(|shown| shown.is_taken() && shown.status().contains("exit code 3"));
    terminal.keys("k").chooses("Installation");
}

#[test]
fn what_is_selected_goes_to_the_clipboard() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    terminal.keys("G Enter } } v j o j y");
    let copied = crate::support::decoded(&terminal.copies(1)[0]);
    assert_eq!(copied, "Unpack it.");
    terminal.keys("V M");
    let copied = crate::support::decoded(&terminal.copies(2)[1]);
    assert!(
        copied.starts_with("# Installation\n")
            && copied.ends_with("“Handbook” › Installation\\\n`./handbook.md#1.1`\n"),
        "{copied}"
    );
}
