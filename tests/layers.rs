//! The house keeps its plan: layers use only those below them, third-party crates stay in their rooms, files stay
//! short.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers from the ground up.
const LAYERS: [&str; 10] =
    ["text", "outline", "formats", "library", "search", "export", "app", "ui", "terminal", "cli"];

/// Where each crate may be named: a folder or a file of src.
const FENCES: &[(&str, &[&str])] = &[
    ("encoding_rs", &["text/", "formats/mod.rs", "formats/xml/", "cli/arguments.rs"]),
    ("chardetng", &["text/"]),
    ("pinyin", &["text/"]),
    ("similar", &["text/compare/"]),
    ("unicode_width", &["text/"]),
    ("unicode_segmentation", &["text/"]),
    ("unicode_linebreak", &["text/"]),
    ("pulldown_cmark", &["formats/"]),
    ("foldhash", &["outline/"]),
    ("memchr", &["text/", "outline/", "formats/light/markdown/", "search/"]),
    ("flate2", &["formats/archive/", "formats/pdf/", "library/cache/"]),
    ("imagesize", &["formats/images.rs"]),
    ("hayro_cmap", &["formats/pdf/"]),
    ("hayro_syntax", &["formats/pdf/"]),
    ("quick_xml", &["formats/xml/"]),
    ("etcetera", &["cli/configuration.rs", "library/store.rs"]),
    ("postcard", &["library/cache/"]),
    ("ignore", &["library/selection.rs"]),
    ("notify", &["library/watch.rs"]),
    ("walkdir", &["library/walk.rs"]),
    ("rayon", &["library/", "search/"]),
    ("fuzzy_matcher", &["search/scatter.rs"]),
    ("regex", &["search/fulltext/"]),
    ("regex_syntax", &["search/fulltext/"]),
    ("ratatui", &["ui/", "terminal/screen.rs"]),
    ("crossterm", &["terminal/"]),
    ("signal_hook", &["terminal/"]),
    ("rustix", &["formats/limits.rs", "library/watch.rs", "terminal/"]),
    ("anstyle", &["cli/"]),
    ("clap", &["cli/"]),
    ("toml", &["cli/configuration.rs"]),
    ("serde", &["library/cache/", "library/stamp.rs", "outline/", "text/", "cli/", "export/"]),
    ("serde_json", &["cli/", "export/"]),
];

/// The longest that a file may be, in lines.
const LONGEST: usize = 400;

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The paths of the files of src, from there on, and their texts.
fn files() -> Vec<(String, String)> {
    let src = root().join("src");
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        (name, fs::read_to_string(&path).unwrap())
    };
    sources(&src).into_iter().map(read).collect()
}

/// The code of a file: no comments, and no tests, which may use what they like.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let body = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    body.lines().filter(|line| !line.trim_start().starts_with("//"))
}

fn layer(name: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| *layer == name)
}

#[test]
fn a_layer_uses_only_those_below_it() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (file, text) in files() {
        let Some(own) = file.split('/').next().and_then(layer) else { continue };
        for line in code(&text) {
            for (at, _) in line.match_indices("crate::") {
                let used = line.get(at + "crate::".len()..).unwrap_or_default();
                let used: String = used.chars().take_while(|letter| letter.is_ascii_lowercase()).collect();
                seen += 1;
                if layer(&used).is_none_or(|used| used > own) {
                    wrong.push(format!("{file}: {}", line.trim()));
                }
            }
        }
    }
    assert!(seen > 100, "only {seen} uses were seen: is the test looking at the code?");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn crates_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for &(name, rooms) in FENCES {
        let mut used = false;
        for (file, text) in files() {
            let named = code(&text).any(|line| line.contains(&format!("{name}::")));
            used |= named;
            if named && !rooms.iter().any(|room| file.starts_with(room)) {
                wrong.push(format!("{file} names {name}"));
            }
        }
        assert!(used, "{name} is used nowhere");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_file_has_one_budget() {
    let made = files().into_iter().filter(|(name, _)| !name.ends_with("tests.rs") && !name.ends_with("cases.rs"));
    let makers = made.filter(|(_, text)| code(text).any(|line| line.contains("Budget::new(")));
    assert_eq!(makers.map(|(name, _)| name).collect::<Vec<_>>(), ["formats/mod.rs"]);
}

#[test]
fn files_are_short() {
    let all = sources(&root().join("src")).into_iter().chain(sources(&root().join("tests")));
    let lines = |path: &PathBuf| fs::read_to_string(path).unwrap().lines().count();
    let long: Vec<PathBuf> = all.filter(|path| lines(path) > LONGEST).collect();
    assert!(long.is_empty(), "longer than {LONGEST} lines: {long:#?}");
}

#[test]
fn one_version_of_crossterm_is_linked() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    for name in ["crossterm", "unicode-width", "unicode-segmentation"] {
        let versions = lock.matches(&format!("name = \"{name}\"\n")).count();
        assert_eq!(versions, 1, "{name}");
    }
}
