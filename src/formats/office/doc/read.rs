//! The parts of a document are brought together.

use std::collections::HashMap;

use crate::formats::limits::Budget;
use crate::formats::numerals::{Form, numeral};
use crate::formats::office::doc::boxes::Boxes;
use crate::formats::office::doc::bytes::{clipped, slice, u16_at, u32_at};
use crate::formats::office::doc::fib::{Fib, Stories, Table};
use crate::formats::office::doc::fonts::Fonts;
use crate::formats::office::doc::lists::Lists;
use crate::formats::office::doc::ole::Compound;
use crate::formats::office::doc::pages::{About, Pages};
use crate::formats::office::doc::pictures::Found;
use crate::formats::office::doc::pieces::Pieces;
use crate::formats::office::doc::properties;
use crate::formats::office::doc::story::{Looks, Teller};
use crate::formats::office::doc::styles::Styles;
use crate::formats::office::pictures::place_of;
use crate::formats::office::{Source, pieces};
use crate::outline::Problem;
use crate::text::code_page;

/// The streams of compound files that are encrypted, and of those that are no documents.
const ENCRYPTED: [&str; 2] = ["EncryptedPackage", "EncryptionInfo"];
const OTHERS: [&str; 3] = ["Book", "PowerPoint Document", "Workbook"];
/// The unit in which parts of files are laid out, in bytes.
const SECTOR: usize = 512;
/// What is wrong where parts cannot be found.
const LOST: &str = "the list of its parts is lost";
/// The forms of the numbers of notes.
const FOOTNOTES: Form = Form::Decimal;
const ENDNOTES: Form = Form::Roman(true);

/// Reads a file, as far as its budget reaches.
pub(super) fn source(bytes: &[u8], budget: &Budget) -> Result<Source, Problem> {
    let Some(file) = Compound::open(bytes) else {
        return salvaged(bytes, budget).ok_or(Problem::Damaged(LOST));
    };
    if ENCRYPTED.iter().any(|name| file.has(name)) {
        return Err(Problem::Encrypted);
    }
    if OTHERS.iter().any(|name| file.has(name)) {
        return Err(Problem::Binary);
    }
    let Some(stream) = file.stream("WordDocument") else {
        return salvaged(bytes, budget).ok_or(Problem::Binary);
    };
    let fib = Fib::new(&stream).ok_or(Problem::Damaged("it does not say where its text is"))?;
    if fib.is_encrypted() {
        return Err(Problem::Encrypted);
    }
    let mut source = if fib.is_old() { old(fib, budget) } else { word_97(&file, fib, &stream, budget) };
    source.title = file.stream(properties::STREAM).and_then(|stream| properties::title(&stream));
    Ok(source)
}

/// The bytes of a picture, by the name of its part.
pub(super) fn picture(bytes: &[u8], name: &str) -> Option<Vec<u8>> {
    let file = Compound::open(bytes)?;
    let data = file.stream("Data")?;
    let found = Found::at(&data, place_of(name)?)?;
    (!found.bytes.is_empty()).then(|| found.bytes.to_vec())
}

/// The text of a file whose parts cannot be told apart any more, where its head is found and lies together with it.
fn salvaged(bytes: &[u8], budget: &Budget) -> Option<Source> {
    let mut places = (SECTOR..bytes.len()).step_by(SECTOR).map(|at| clipped(bytes, at, usize::MAX));
    let stream = places.find(|rest| Fib::new(rest).is_some_and(|fib| fib.main_length() > 0))?;
    let fib = Fib::new(stream).filter(|fib| !fib.is_encrypted())?;
    let mut source = if fib.is_old() { old(fib, budget) } else { plain(fib, budget) };
    source.problems.push(Problem::Damaged(LOST));
    Some(source)
}

/// The text of a document of whose looks nothing is known.
fn plain(fib: Fib<'_>, budget: &Budget) -> Source {
    bare(&in_one_piece(fib), fib.main_length(), budget)
}

/// The text as it lies in the file: in one piece, mostly.
fn in_one_piece(fib: Fib<'_>) -> Pieces<'_> {
    Pieces::whole(fib.text(), 0, fib.main_length(), fib.is_wide())
}

/// The text of Word 6 and 95, in the code page of its language.
fn old(fib: Fib<'_>, budget: &Budget) -> Source {
    let text = fib.text();
    let text = clipped(text, 0, usize::try_from(fib.main_length()).unwrap_or(usize::MAX));
    let decoded = code_page::decode(text, code_page::of_language(fib.language()));
    let wide: Vec<u8> = decoded.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u32::try_from(wide.len() / 2).unwrap_or(u32::MAX);
    bare(&Pieces::whole(&wide, 0, length, true), length, budget)
}

fn bare(pieces: &Pieces<'_>, length: u32, budget: &Budget) -> Source {
    let looks = Looks {
        pieces,
        styles: Styles::default(),
        paragraphs: Pages::new(&[], &[], About::Paragraphs),
        letters: Pages::new(&[], &[], About::Letters),
        fonts: Fonts::default(),
        data: &[],
        notes: HashMap::new(),
        bookmarks: Vec::new(),
    };
    told(&looks, Lists::default(), Boxes::default(), Stories { main: length, ..Stories::default() }, budget)
}

fn word_97(file: &Compound<'_>, fib: Fib<'_>, stream: &[u8], budget: &Budget) -> Source {
    let name = fib.table_stream();
    let other = if name == "1Table" { "0Table" } else { "1Table" };
    let table = file.stream(name).or_else(|| file.stream(other)).unwrap_or_default();
    let data = file.stream("Data").unwrap_or_default();
    let stories = fib.stories();
    let pieces = Pieces::new(stream, fib.table(&table, Table::Pieces));
    let is_whole = pieces.is_some();
    let pieces = pieces.unwrap_or_else(|| in_one_piece(fib));
    let looks = Looks {
        pieces: &pieces,
        styles: Styles::new(fib.table(&table, Table::Styles)),
        paragraphs: Pages::new(stream, fib.table(&table, Table::Paragraphs), About::Paragraphs),
        letters: Pages::new(stream, fib.table(&table, Table::Letters), About::Letters),
        fonts: Fonts::new(fib.table(&table, Table::Fonts)),
        data: &data,
        notes: notes(fib, &table, stories),
        bookmarks: bookmarks(fib.table(&table, Table::Bookmarks), fib.table(&table, Table::BookmarkStarts)),
    };
    let lists = Lists::new(fib.table_and_rest(&table, Table::Lists), fib.table(&table, Table::ListUses));
    let mut source = told(&looks, lists, Boxes::new(fib, &table, stories), stories, budget);
    if !is_whole {
        source.problems.push(Problem::Damaged("the order of its text is lost"));
    } else if file.is_cut("WordDocument", stream) || file.is_cut(name, &table) {
        source.problems.push(Problem::Damaged("parts of it are missing"));
    }
    source
}

/// The paragraphs of all stories. Those of boxes stand behind the paragraph that they are anchored to.
fn told<'a>(looks: &'a Looks<'a>, lists: Lists, boxes: Boxes, stories: Stories, budget: &'a Budget) -> Source {
    let mut teller = Teller::new(looks, lists, boxes, budget);
    teller.tell(0..stories.main);
    teller.tell_other_boxes();
    let text = pieces(teller.take_told());
    teller.tell(stories.footnotes());
    teller.tell(stories.endnotes());
    let notes = vec![(String::new(), pieces(teller.take_told()))];
    let problems = teller.problem.into_iter().collect();
    Source { pieces: text, notes, problems, pictures: teller.pictured > 0, ..Source::default() }
}

/// The marks of notes: where they stand in the text, and in front of the notes themselves, of which the second tells.
fn notes(fib: Fib<'_>, table: &[u8], stories: Stories) -> HashMap<u32, (String, bool)> {
    let kinds = [
        (Table::FootnoteMarks, Table::Footnotes, stories.footnotes().start, FOOTNOTES),
        (Table::EndnoteMarks, Table::Endnotes, stories.endnotes().start, ENDNOTES),
    ];
    let mut marks = HashMap::new();
    for (in_text, of_notes, start, form) in kinds {
        let (in_text, of_notes) = (fib.table(table, in_text), fib.table(table, of_notes));
        let count = in_text.len().saturating_sub(4) / 6;
        for (index, shown) in (0..count).zip(1_u32..) {
            let mark = format!("[{}]", numeral(form, shown));
            let note = u32_at(of_notes, index * 4).map(|at| at.saturating_add(start));
            for (at, own) in [(u32_at(in_text, index * 4), false), (note, true)] {
                marks.extend(at.map(|at| (at, (mark.clone(), own))));
            }
        }
    }
    marks
}

/// The most bookmarks that are kept.
const MOST_BOOKMARKS: usize = 100_000;

/// The names of bookmarks (MS-DOC 2.9.305 and 2.8.10) by the numbers of the characters before which they stand.
fn bookmarks(names: &[u8], starts: &[u8]) -> Vec<(u32, String)> {
    if u16_at(names, 0) != Some(0xffff) {
        return Vec::new();
    }
    let count = usize::from(u16_at(names, 2).unwrap_or(0)).min(MOST_BOOKMARKS);
    let mut found = Vec::new();
    let mut at = 6;
    for index in 0..count {
        let Some(length) = u16_at(names, at).map(usize::from) else { break };
        let Some((name, place)) = slice(names, at + 2, length * 2).zip(u32_at(starts, index * 4)) else { break };
        let units = name.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit));
        found.push((place, char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect()));
        at += 2 + length * 2;
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bookmarks_have_their_places() {
        let name = |name: &str| {
            let units: Vec<u16> = name.encode_utf16().collect();
            let length = u16::try_from(units.len()).unwrap();
            std::iter::once(length).chain(units).flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
        };
        let names = [vec![0xff, 0xff, 2, 0, 0, 0], name("_Toc1"), name("总则")].concat();
        let starts: Vec<u8> = [9_u32, 3, 20].iter().flat_map(|at| at.to_le_bytes()).collect();
        let expected = vec![(3, "总则".to_owned()), (9, "_Toc1".to_owned())];
        assert_eq!(bookmarks(&names, &starts), expected);
        assert_eq!(bookmarks(&names[..names.len() - 1], &starts), expected[1..]);
        assert_eq!(bookmarks(&names, &starts[..4]), expected[1..]);
        assert_eq!(bookmarks(&[0xff, 0xff, 0xff, 0xff, 0, 0], &starts), []);
        assert_eq!(bookmarks(&[], &[]), []);
    }
}
