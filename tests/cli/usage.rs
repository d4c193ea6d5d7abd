//! Wrong usage, missing reports, and readers that have seen enough.

use std::io::Read;
use std::process::Stdio;

use crate::cli::library;
use crate::support::{Folder, Output, mulu};

#[test]
fn what_goes_wrong_is_said_with_its_exit_code() {
    let folder = library().file("empty/notes.unknown", "x");
    let check = |arguments: &[&str], code: i32, said: &str| {
        let Output { stdout, stderr, code: found } = mulu(&folder, arguments).run();
        assert_eq!((stdout.as_str(), found), ("", Some(code)), "{arguments:?}: {stderr}");
        assert!(stderr.contains(said), "{arguments:?}: {stderr}");
    };
    check(&["nowhere"], 2, "nowhere: there is no such file or folder. Name a folder of reports, or a report.");
    check(&["outline", "nowhere"], 2, "nowhere: there is no such file or folder.");
    check(&["outline", ".", "nowhere"], 2, "nowhere: there is no such file or folder.");
    check(&["find", "x", "nowhere"], 2, "nowhere: there is no such file or folder.");
    check(&["show", "nowhere.md#1"], 2, "nowhere.md: there is no such file or folder.");
    check(&["--encoding", "klingon"], 2, "no such encoding; try utf-8, gb18030");
    check(&["outline", "--format", "xml"], 2, "possible values: text, json, markdown");
    check(&["outline", "--depth", "0"], 2, "--depth");
    check(&["--nonsense"], 2, "unexpected argument '--nonsense'");
    check(&["find"], 2, "<QUERY>");
    check(&["show"], 2, "<ADDRESS>");

    check(&["empty"], 1, "There are no reports in empty. mulu reads files that end in txt, text, md,");
    check(&["outline", "empty"], 1, "There are no reports in empty.");
    check(&["find", "nothing at all"], 1, "No heading matches.");
    check(&["show", "plan.txt#9"], 1, "plan.txt: the report has no section 9.");
}

#[cfg(unix)]
#[test]
fn what_must_not_be_read_is_said_with_the_reason() {
    use crate::support::{run_as, stopped_program};

    let mut folder = library().file("closed/a.md", "# A\n");
    folder.lock(&["closed", "guide.md"]);
    let Some(program) = stopped_program(&folder) else { return };
    let run = |arguments: &[&str]| run_as(&program, &folder, arguments).run();
    let all = run(&["outline"]);
    assert_eq!((all.code, all.stderr.as_str()), (Some(0), ""));
    let expected =
        ["./closed\n  ! cannot be read: permission denied\n", "./guide.md\n  ! cannot be read: permission denied\n"];
    assert!(
        expected.iter().all(|lines| all.stdout.contains(lines)) && all.stdout.contains("一、目标"),
        "{}",
        all.stdout
    );
    let named = run(&["outline", "closed"]);
    assert_eq!((named.code, named.stdout.as_str()), (Some(2), ""));
    assert!(named.stderr.starts_with("mulu: closed: permission denied. Ask the owner"), "{}", named.stderr);
    let shown = run(&["show", "guide.md"]);
    assert_eq!((shown.code, shown.stderr.as_str()), (Some(1), "mulu: guide.md: cannot be read: permission denied\n"));
}

#[test]
fn help_and_version_are_printed() {
    let folder = Folder::new();
    let help = mulu(&folder, ["--help"]).prints();
    assert!(["outline", "find", "show", "--encoding", "--hidden", "--follow"].iter().all(|word| help.contains(word)));
    assert_eq!(mulu(&folder, ["--version"]).prints(), format!("mulu {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_file_named_like_a_command_is_reached_by_its_path() {
    let folder = Folder::new().file("outline/a.md", "# A\n");
    assert_eq!(mulu(&folder, ["./outline"]).prints(), "./outline/a.md\n  A\n");
    assert_eq!(mulu(&folder, ["outline", "outline"]).prints(), "outline/a.md\n  A\n");
}

#[test]
fn a_reader_that_has_seen_enough_ends_it_quietly() {
    // More than a pipe holds.
    let sections: String = (0..20_000).map(|number| format!("## Section {number}\n\n")).collect();
    let folder = Folder::new().file("a.md", &sections).file("b.md", &sections);
    for arguments in
        [&["outline"][..], &["outline", "--format", "json"], &["show", "a.md"], &["."], &["grep", "section"]]
    {
        let mut program = mulu(&folder, arguments);
        let mut child = program.command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut seen = [0; 8];
        child.stdout.take().unwrap().read_exact(&mut seen).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{arguments:?}");
        assert!(output.status.success(), "{arguments:?}: {}", output.status);
    }
}

#[cfg(unix)]
#[test]
fn a_message_that_nobody_can_read_ends_it_quietly() {
    let folder = Folder::new();
    let mut program = mulu(&folder, ["nowhere"]);
    let mut child = program.command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stderr.take());
    drop(child.stdout.take());
    assert!(matches!(child.wait().unwrap().code(), Some(2)));
}
