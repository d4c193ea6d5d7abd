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
    assert_eq!(text.stdout.lines().count(), 2 * objects.len());
    for (object, lines) in objects.iter().zip(text.stdout.lines().collect::<Vec<_>>().chunks(2)) {
        let string = |name: &str| object[name].as_str().unwrap();
        assert!(lines[0].starts_with(string("format")) && lines[1].trim() == string("taken"), "{lines:?}");
        let extensions = object["extensions"].as_array().unwrap();
        assert!(extensions.iter().all(|extension| lines[0].contains(extension.as_str().unwrap())), "{lines:?}");
    }
}
