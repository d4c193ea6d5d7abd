//! What goes wrong around the library: disks that are full, folders that can't be written, that vanish and return.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::support::{Folder, mulu};
use crate::terminal::{is_ready, library, opened};

/// A library whose outlines take some hundred kilobytes, of files that are old enough to be known again.
fn large_library() -> Folder {
    let long_ago = SystemTime::now() - Duration::from_secs(100);
    (0..300).fold(Folder::new(), |folder, number| {
        let name = format!("{number}.md");
        folder.write(&name, format!("# {number}\n\n## A title of some length\n\ntext\n\n").repeat(20));
        fs::File::options().append(true).open(folder.path().join(name)).unwrap().set_modified(long_ago).unwrap();
        folder
    })
}

/// What the program prints where no file may have more than so many kilobytes, as on a disk that is full.
fn outline_on_a_full_disk(folder: &Folder, kilobytes: u32) -> String {
    let program = mulu(folder, ["outline"]).command().get_program().to_owned();
    let script = "trap '' XFSZ; ulimit -f $(($1 * 1024 / $2)); exec \"$0\" outline";
    // The size of a block of `ulimit -f` is not the same in all shells: it is found out by writing one.
    let block = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 1; head -c 4096 /dev/zero >\"$0\" 2>/dev/null; wc -c <\"$0\""])
        .arg(folder.beside("block"))
        .output()
        .unwrap();
    let block = String::from_utf8(block.stdout).unwrap().trim().to_owned();
    let output = Command::new("sh")
        .args(["-c", script])
        .arg(program)
        .args([kilobytes.to_string(), block])
        .current_dir(folder.path())
        .envs(folder.homes())
        .output()
        .unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The files that are kept of the one library that there is, each with its bytes.
fn kept(folder: &Folder) -> Vec<(PathBuf, u64)> {
    let files = walkdir::WalkDir::new(folder.beside("cache")).into_iter().flatten();
    let files = files.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().to_owned(), entry.metadata().unwrap().len())).collect()
}

#[test]
fn a_full_disk_costs_no_word() {
    let folder = large_library();
    let expected = mulu(&folder, ["outline", "--no-cache"]).prints();
    assert_eq!(kept(&folder), []);
    // From a file of which nothing can be written to one that is cut off in the middle.
    for kilobytes in [0, 1, 64, 200] {
        assert_eq!(outline_on_a_full_disk(&folder, kilobytes), expected, "{kilobytes} KB");
        assert!(kept(&folder).iter().all(|(path, bytes)| path.ends_with("outlines") && *bytes <= 200 << 10));
    }
    // And when there is room again, all is kept.
    assert_eq!(mulu(&folder, ["outline"]).prints(), expected);
    let whole = kept(&folder);
    assert!(whole.len() == 1 && whole[0].1 > 200 << 10, "{whole:?}");
    assert_eq!(mulu(&folder, ["outline"]).prints(), expected);
    assert_eq!(outline_on_a_full_disk(&folder, 0), expected);
    assert_eq!(kept(&folder), whole);
}

#[test]
fn a_cache_that_cannot_be_written_or_vanishes_costs_no_word() {
    let folder = library();
    let expected = mulu(&folder, ["outline", "--no-cache"]).prints();
    fs::create_dir_all(folder.beside("cache")).unwrap();
    fs::write(folder.beside("cache/mulu"), "a file where a folder should be").unwrap();
    assert_eq!(mulu(&folder, ["outline"]).prints(), expected);
    let terminal = opened(folder.browse());
    terminal.sees("handbook.md");
    drop(terminal);
    assert_eq!(fs::read(folder.beside("cache/mulu")).unwrap(), b"a file where a folder should be");
    fs::remove_file(folder.beside("cache/mulu")).unwrap();

    let mut terminal = opened(folder.browse());
    fs::remove_dir_all(folder.beside("cache")).unwrap();
    folder.write("new.md", "# New\n\n## One\n");
    terminal.sees("new.md");
    terminal.keys("q").ends();
    let expected = mulu(&folder, ["outline", "--no-cache"]).prints();
    assert_eq!(mulu(&folder, ["outline"]).prints(), expected);
}

#[test]
fn a_root_that_vanishes_is_seen_to_vanish_and_comes_back() {
    let folder = library();
    // From elsewhere: the current folder would be moved with it.
    let script = format!("cd / && exec \"$MULU\" '{}'", folder.path().display());
    let mut terminal = opened(folder.shell(&script).size(120, 24));
    terminal.keys("G l j l j j").chooses("Usage");
    fs::rename(folder.path(), folder.beside("away")).unwrap();
    terminal.wait_for(|shown| is_ready(shown) && !shown.has("handbook.md"));
    fs::rename(folder.beside("away"), folder.path()).unwrap();
    terminal.keys("R");
    terminal.wait_for(|shown| shown.has("handbook.md") && shown.has("年报"));
    terminal.keys("G").wait_for(|shown| shown.has("Installation"));
    // What changes from now on is seen again.
    folder.write("late.md", "# Late\n");
    terminal.sees("late.md");
}

#[test]
fn files_with_strange_times_and_names_are_read() {
    let folder = library();
    let file = folder.path().join("handbook.md");
    let handle = fs::File::options().append(true).open(&file).unwrap();
    for time in [SystemTime::now() + Duration::from_secs(1 << 30), SystemTime::UNIX_EPOCH - Duration::from_secs(9)] {
        handle.set_modified(time).unwrap();
        for _ in 0..2 {
            assert!(mulu(&folder, ["outline"]).prints().contains("Installation"));
        }
    }
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"not \xff unicode.md");
        fs::write(folder.path().join(name), "# Strange\n").unwrap();
        for _ in 0..2 {
            let printed = mulu(&folder, ["outline"]).prints();
            assert!(printed.contains("not \u{fffd} unicode.md") && printed.contains("Strange"), "{printed}");
        }
        let mut terminal = opened(folder.browse());
        terminal.keys("G").sees("unicode.md");
    }
}
