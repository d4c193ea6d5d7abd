//! Whole and damaged ones, byte by byte.

use super::*;

/// An archive of stored texts, for the tests of readers.
pub(in crate::formats) fn stored(parts: &[(&str, &str)]) -> Vec<u8> {
    stored_bytes(&parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect::<Vec<_>>())
}

/// An archive of stored parts.
pub(in crate::formats) fn stored_bytes(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for (name, part) in parts {
        let header = bytes.len() as u32;
        let size = (part.len() as u32).to_le_bytes();
        let sum = check(part).to_le_bytes();
        let length = (name.len() as u16).to_le_bytes();
        let common = [&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &sum, &size, &size, &length, &[0, 0]].concat();
        bytes.extend([&b"PK\x03\x04"[..], &common, name.as_bytes(), part].concat());
        let place = header.to_le_bytes();
        list.extend([&b"PK\x01\x02\x14\0"[..], &common, &[0; 10], &place, name.as_bytes()].concat());
    }
    let (count, size) = ((parts.len() as u16).to_le_bytes(), (list.len() as u32).to_le_bytes());
    let start = (bytes.len() as u32).to_le_bytes();
    let end = [&b"PK\x05\x06\0\0\0\0"[..], &count, &count, &size, &start, &[0, 0]].concat();
    [bytes, list, end].concat()
}

/// An archive of one part of zeros, deflated: 1 MB for each kilobyte.
fn bomb(megabytes: usize) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..megabytes {
        encoder.write_all(&[0; 1 << 20]).unwrap();
    }
    let packed = encoder.finish().unwrap();
    let size = (packed.len() as u32).to_le_bytes();
    let header = [&b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0"[..], &size, &[0; 4], &[1, 0, 0, 0], b"a"].concat();
    [header, packed].concat()
}

fn budget() -> Budget {
    Budget::new(1000)
}

#[test]
fn parts_are_found_by_name() {
    let bytes = stored(&[("a/One.xml", "1"), ("b\\two", "2"), ("../../etc/x", "3")]);
    let mut archive = Archive::open(&bytes, &budget()).unwrap();
    assert_eq!(archive.names().collect::<Vec<_>>(), ["a/One.xml", "b/two", "../../etc/x"]);
    let mut check = |name: &str, expected: Option<&str>| {
        let found = archive.read(name, &budget());
        assert_eq!(found.as_deref(), expected.map(str::as_bytes), "{name}");
    };
    check("a/One.xml", Some("1"));
    check("/A/ONE.XML", Some("1"));
    check("b/two", Some("2"));
    check("One.xml", None);
    assert_eq!(archive.problems(), []);
}

#[test]
fn a_kind_is_told_by_the_parts() {
    let check = |parts: &[(&str, &str)], expected: Option<Kind>| {
        assert_eq!(kind(&stored(parts)), expected, "{parts:?}");
    };
    check(&[("word/document.xml", "")], Some(Kind::Docx));
    let types = "<Override ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/>";
    check(&[("[Content_Types].xml", types), ("x.xml", "")], Some(Kind::Docx));
    check(&[("mimetype", "application/epub+zip\n")], Some(Kind::Epub));
    check(&[("book/META-INF/container.xml", "")], Some(Kind::Epub));
    check(&[("mimetype", "application/vnd.oasis.opendocument.text-template")], Some(Kind::Odt));
    check(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")], None);
    check(&[("xl/workbook.xml", ""), ("[Content_Types].xml", "")], None);
    check(&[("a.txt", "text")], None);
    assert_eq!(kind(b"PK"), None);
    assert_eq!(kind(b"text"), None);
}

#[test]
fn a_damaged_archive_gives_what_is_left() {
    let whole = stored(&[("one", "first part"), ("two", "second part"), ("three", "third part")]);
    for length in 0..whole.len() {
        let Some(mut archive) = Archive::open(&whole[..length], &budget()) else {
            assert!(length < LOCAL + 3, "{length}");
            continue;
        };
        let first = archive.read("one", &budget()).unwrap();
        assert!(b"first part".starts_with(&first), "{length}");
        assert!(!archive.problems().is_empty(), "{length}");
    }
    let mut flipped = whole.clone();
    flipped[35] ^= 1;
    let mut archive = Archive::open(&flipped, &budget()).unwrap();
    assert!(archive.read("one", &budget()).is_some());
    assert_eq!(archive.problems(), [Problem::Damaged("a part is not whole")]);
    let moved = [b"#!/bin/sh\n", whole.as_slice()].concat();
    let mut archive = Archive::open(&moved, &budget()).unwrap();
    assert_eq!(archive.read("two", &budget()).as_deref(), Some(&b"second part"[..]));
    assert_eq!(archive.problems(), []);
}

#[test]
fn a_bomb_stops_at_the_limit() {
    let bytes = bomb(16);
    let mut archive = Archive::open(&bytes, &budget()).unwrap();
    let budget = Budget::new(bytes.len());
    let limit = budget.left();
    assert_eq!(archive.read("a", &budget).unwrap().len() as u64, limit);
    assert_eq!(archive.read("a", &budget).unwrap().len(), 0);
    assert!(archive.problems().contains(&Budget::too_large()));
}
