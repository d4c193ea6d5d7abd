//! The README says what the program does: its table of keys, and its picture.

use std::fs;
use std::path::{Path, PathBuf};

use mulu::app::input::command::{BINDINGS, Group, shown_keys};
use mulu::formats;

use crate::screens::dump::svg;
use crate::screens::world::World;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_keys_in_the_readme_are_those_of_the_program() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    // In a table a bar parts cells.
    let code = |keys: &str| {
        let keys = keys.split_whitespace().map(|key| format!("`{}`", key.replace('|', "\\|")));
        keys.collect::<Vec<_>>().join(" ")
    };
    let missing: Vec<String> = BINDINGS
        .iter()
        .filter(|row| row.group != Group::Prompt)
        .map(|row| format!("| {} | {} |", code(&shown_keys(row)), row.help))
        .filter(|line| !readme.contains(line.as_str()))
        .collect();
    assert!(missing.is_empty(), "README.md lacks these rows:\n{}", missing.join("\n"));
}

#[test]
fn the_table_of_what_is_read_has_every_format() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let row = |format: formats::Format| {
        let extensions: Vec<String> = format.extensions.iter().map(|extension| format!("`.{extension}`")).collect();
        format!("| {} | ", extensions.join(" "))
    };
    let missing: Vec<String> = formats::formats().map(row).filter(|row| !readme.contains(row.as_str())).collect();
    assert!(missing.is_empty(), "README.md lacks rows that begin so:\n{}", missing.join("\n"));
}

/// The reports of sample-data, by their paths in it.
fn samples(folder: &Path, inside: &str) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        let name = format!("{inside}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            found.extend(samples(&path, &format!("{name}/")));
        } else {
            found.push((name, fs::read(&path).unwrap()));
        }
    }
    found
}

/// The picture is made anew by `MULU_PICTURE=write cargo test picture`.
#[test]
fn the_picture_in_the_readme_is_the_screen() {
    let samples = samples(&root().join("sample-data"), "");
    let samples: Vec<(&str, &[u8])> = samples.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let mut world = World::open_bytes("sample-data", &samples, 110, 32);
    world.keys(PICTURE);
    if std::env::var("MULU_PICTURE").is_ok() {
        println!("{}", world.screen());
    }
    let picture = svg(&world.buffer().0);
    let file = root().join(".github/screen.svg");
    if std::env::var("MULU_PICTURE").is_ok_and(|value| value == "write") {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, &picture).unwrap();
    }
    let known = fs::read_to_string(&file).unwrap_or_default();
    assert!(known == picture, "the screen has changed: MULU_PICTURE=write cargo test picture");
}

/// The keys that lead to the picture.
const PICTURE: &str = "s 機關黨建 Enter Tab l j j";
