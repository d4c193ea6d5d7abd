//! Four fuzz targets: arbitrary bytes, and files that are almost right, made of the words of their grammars.
//!
//! They run on stable tools, from seeds: a few files of each target in the normal run, and
//!
//! ```text
//! MULU_DAMAGED=100000 cargo test --release --test tests damage::fuzz -- --test-threads 1
//! ```
//!
//! reads that many of each. `MULU_DAMAGED_SEED=12345` reads the one file of each target that this seed makes; with
//! `MULU_DAMAGED_KEEP=FOLDER` it is written there, to be looked at.

use std::fs;
use std::path::{Path, PathBuf};

use super::grammars::{ATTRIBUTES, ELEMENTS, PDF, RTF, VALUES, WORDS};
use super::hostile::{PATTERNS, TEXTS};
use super::nests::{docx, epub, odt};
use super::random::{Random, damage};
use super::{assert_sound, check, faults, long_run, setting};

/// How many files of each target the normal run reads.
const USUAL: usize = 100;
/// The most words of a grammar in a file.
const MOST_WORDS: usize = 400;

/// The words of a list.
fn list(words: &str) -> Vec<&str> {
    let separator = ['¦', '|', ' '].into_iter().find(|separator| words.contains(*separator)).unwrap_or(' ');
    words.split(separator).collect()
}

fn pick<'a>(words: &[&'a str], random: &mut Random) -> &'a str {
    words[random.below(words.len())]
}

/// Words of a grammar, with numbers between them.
fn words(vocabulary: &[&str], random: &mut Random) -> String {
    let values = list(VALUES);
    let mut text = String::new();
    let repeats = random.below(8) == 0;
    for _ in 0..=random.below(MOST_WORDS) {
        let word = pick(vocabulary, random);
        let times = if repeats && random.below(9) == 0 { 1 + random.below(200) } else { 1 };
        text += &word.repeat(times);
        if random.below(4) == 0 {
            text += pick(&values, random);
        }
    }
    text
}

/// XML that mostly balances.
fn xml(random: &mut Random) -> String {
    let (elements, attributes, between, values) = (list(ELEMENTS), list(ATTRIBUTES), list(WORDS), list(VALUES));
    let mut text = String::new();
    let mut open = Vec::new();
    for _ in 0..=random.below(MOST_WORDS) {
        match random.below(8) {
            0..=3 => {
                let name = pick(&elements, random);
                text += &format!("<{name}");
                for _ in 0..random.below(3) {
                    text += &format!(" {}=\"{}\"", pick(&attributes, random), pick(&values, random));
                }
                let whole = random.below(4) == 0;
                text += if whole { "/>" } else { ">" };
                open.extend((!whole).then_some(name));
            }
            4 => text += pick(&between, random),
            5 => text += pick(&values, random),
            _ => text += &open.pop().map_or_else(|| "text".to_owned(), |name| format!("</{name}>")),
        }
    }
    if random.below(4) > 0 {
        open.into_iter().rev().for_each(|name| text += &format!("</{name}>"));
    }
    text
}

fn bytes(random: &mut Random) -> Vec<u8> {
    (0..random.below(2000)).map(|_| random.next() as u8).collect()
}

/// Damages what came out, now and then.
fn perhaps_damaged(mut bytes: Vec<u8>, random: &mut Random) -> Vec<u8> {
    if random.below(4) == 0 {
        damage(&mut bytes, random);
    }
    bytes
}

fn markup(random: &mut Random) -> (&'static str, Vec<u8>) {
    let ending = pick(&TEXTS, random);
    let made = if random.below(10) == 0 { bytes(random) } else { words(PATTERNS, random).into_bytes() };
    (ending, perhaps_damaged(made, random))
}

fn zipped(random: &mut Random) -> (&'static str, Vec<u8>) {
    let (ending, made) = match random.below(4) {
        0 => ("docx", docx(&xml(random), &xml(random), &xml(random))),
        1 => ("odt", odt(&xml(random), &xml(random))),
        2 => ("epub", epub(&[xml(random), xml(random)], &xml(random), &xml(random))),
        _ => ("docx", [b"PK\x03\x04".to_vec(), bytes(random)].concat()),
    };
    (ending, perhaps_damaged(made, random))
}

/// RTF, and the .doc files among the samples with numbers that are wrong.
fn word(random: &mut Random) -> (&'static str, Vec<u8>) {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let names = ["制度法规/档案管理办法.doc", "会议纪要/第16次局务会议纪要.doc"];
    match random.below(3) {
        0 => {
            let mut made = fs::read(samples.join(pick(&names, random))).unwrap();
            for _ in 0..=random.below(6) {
                let at = random.below(made.len());
                let value = [0, 1, 0xff, 0x7f, 0x80, random.next() as u8][random.below(6)];
                made[at..].iter_mut().take(1 + random.below(4)).for_each(|byte| *byte = value);
            }
            ("doc", made)
        }
        1 => ("doc", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), bytes(random)].concat()),
        _ => ("rtf", perhaps_damaged(format!("{{\\rtf1{}}}", words(&list(RTF), random)).into_bytes(), random)),
    }
}

fn pdf(random: &mut Random) -> (&'static str, Vec<u8>) {
    let content = words(&list(PDF), random);
    let page = format!(
        "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n\
         3 0 obj <</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources <</Font <</F1 <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>> endobj\n\
         4 0 obj <</Length {}>> stream\n{content}\nendstream endobj\n5 0 obj <<{}>> endobj\ntrailer <</Root 1 0 R>>\n",
        content.len(),
        words(&list(PDF), random),
    );
    let made = match random.below(4) {
        0 => format!("%PDF-1.7\n{}", words(&list(PDF), random)),
        _ => page,
    };
    ("pdf", perhaps_damaged(made.into_bytes(), random))
}

fn run(name: &str, target: fn(&mut Random) -> (&'static str, Vec<u8>)) {
    let only = setting("MULU_DAMAGED_SEED");
    let count = only.map_or_else(|| long_run().unwrap_or(USUAL), |_| 1);
    let found = faults(count, |at| {
        let seed = only.unwrap_or(at);
        let (ending, bytes) = target(&mut Random(seed as u64));
        let file = PathBuf::from(format!("{name}-{seed}.{ending}"));
        if let (Some(_), Some(folder)) = (only, std::env::var_os("MULU_DAMAGED_KEEP")) {
            fs::write(Path::new(&folder).join(&file), &bytes).unwrap();
        }
        Some(format!("{}: {}", file.display(), check(&file, &bytes)?))
    });
    assert_sound(&found, count);
}

#[test]
fn any_markup_is_read() {
    run("markup", markup);
}

#[test]
fn any_zipped_xml_is_read() {
    run("zipped", zipped);
}

#[test]
fn any_word_file_is_read() {
    run("word", word);
}

#[test]
fn any_pdf_is_read() {
    run("pdf", pdf);
}
