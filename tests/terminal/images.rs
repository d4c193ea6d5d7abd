//! Images are opened by a program of the user, from beside a report and from within one.

use std::fs;
use std::path::Path;

use crate::support::{Folder, Terminal};
use crate::terminal::opened;

/// The beginning of an image of 640 by 480 pixels.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0";

/// A report with an image, and a program beside its folder that writes down what it gets, and the bytes of that.
fn report(image: &str) -> Folder {
    let viewer = "cp \"$1\" \"$0.copy\"; printf '%s' \"$1\" > \"$0.part\"; mv \"$0.part\" \"$0.arguments\"";
    Folder::new()
        .file("报告.md", format!("# 报告\n\n![水位图]({image})\n"))
        .file("图/水位.png", PNG)
        .file("图/假.png", "#!/bin/sh\n")
        .script("viewer", viewer)
}

/// Starts it, and goes into the text.
fn reading(folder: &Folder, viewer: impl AsRef<Path>) -> Terminal<'_> {
    // Nothing else than the program that is named is to be found.
    let setup = folder.browse().env("MULU_VIEWER", viewer.as_ref()).env("PATH", folder.beside("nothing"));
    let mut terminal = opened(setup);
    terminal.keys("G Enter").sees("水位图");
    terminal
}

/// What the program got, once it has got it, and the bytes of that.
fn viewed(terminal: &Terminal<'_>, folder: &Folder) -> (String, Vec<u8>) {
    let arguments = folder.beside("viewer.arguments");
    terminal.wait_for(|_| arguments.exists());
    (fs::read_to_string(arguments).unwrap(), fs::read(folder.beside("viewer.copy")).unwrap())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut names: Vec<String> = entries
        .flat_map(|entry| {
            let inside = if entry.path().is_dir() { names(&entry.path()) } else { Vec::new() };
            inside.into_iter().chain([entry.path().display().to_string()])
        })
        .collect();
    names.sort();
    names
}

#[test]
fn an_image_beside_a_report_is_handed_over_as_it_is() {
    let folder = report("图/水位.png");
    let viewer = folder.beside("viewer");
    let mut terminal = opened(folder.browse().env("MULU_VIEWER", viewer));
    terminal.keys("G Enter").sees("水位.png  640 × 480 px");
    terminal.keys("Enter").sees("opening 水位.png");
    let (path, bytes) = viewed(&terminal, &folder);
    assert!(path.ends_with("/reports/图/水位.png"), "{path}");
    assert_eq!(bytes, PNG);
}

#[test]
fn an_image_within_a_report_is_handed_over_as_a_private_file() {
    let folder = report("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAoAAAAHg");
    let before = names(&folder.path());
    let viewer = folder.beside("viewer");
    let mut terminal = opened(folder.browse().env("MULU_VIEWER", viewer));
    terminal.keys("G Enter").sees("水位图");
    terminal.keys("f").sees("letters follow links");
    terminal.keys("a").sees("opening image.png");
    let (path, bytes) = viewed(&terminal, &folder);
    assert!(path.ends_with("/image-1.png") && Path::new(&path).exists(), "{path}");
    assert_eq!(bytes, PNG);
    terminal.keys("q").ends();
    assert!(!Path::new(&path).exists(), "{path}");
    assert_eq!(names(&folder.path()), before);
}

#[test]
fn what_can_not_be_opened_is_said() {
    let check = |image: &str, viewer: &str, says: &str| {
        let folder = report(image);
        fs::write(folder.beside("外.png"), PNG).unwrap();
        reading(&folder, viewer).keys("Enter").sees(says);
    };
    check("图/水位.png", "no-such-program", "no program shows images here: set $MULU_VIEWER to one");
    check("图/水位.png", "/bin/false", "/bin/false could not open it (exit status: 1)");
    check("../外.png", "/bin/false", "../外.png lies outside of the folders that mulu shows");
    check("图/假.png", "/bin/false", "假.png is no image of a kind that is known");
    check("图/无.png", "/bin/false", "图/无.png is not to be found");
}
