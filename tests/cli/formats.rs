//! `mulu formats`.

use serde_json::Value;

use crate::cli::library;
use crate::support::mulu;

#[test]
fn every_format_is_listed_with_what_is_taken() {
    let folder = library();
    let text = mulu(&folder, ["formats"]).run();
    assert_eq!((text.code, text.stderr.as_str()), (Some(0), ""));
    assert!(text.stdout.contains("markdown  .md .markdown"), "{}", text.stdout);
    let json = mulu(&folder, ["formats", "--format", "json"]).run();
    let objects: Vec<Value> = json.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(text.stdout.lines().all(|line| line.chars().count() <= 80), "{}", text.stdout);
    let mut paragraphs: Vec<Vec<&str>> = Vec::new();
    for line in text.stdout.lines() {
        match paragraphs.last_mut().filter(|_| line.starts_with(' ')) {
            Some(paragraph) => paragraph.push(line.trim()),
            None => paragraphs.push(vec![line]),
        }
    }
    assert_eq!(paragraphs.len(), objects.len());
    for (object, lines) in objects.iter().zip(&paragraphs) {
        let string = |name: &str| object[name].as_str().unwrap();
        assert!(lines[0].starts_with(string("format")) && lines[1..].join(" ") == string("taken"), "{lines:?}");
        let extensions = object["extensions"].as_array().unwrap();
        assert!(extensions.iter().all(|extension| lines[0].contains(extension.as_str().unwrap())), "{lines:?}");
    }
}
