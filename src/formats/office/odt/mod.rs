//! OpenDocument texts (ISO/IEC 26300), zipped and flat.

mod body;
mod counting;
mod frames;
mod lists;
mod paragraph;
mod styles;

use self::body::Body;
use self::styles::Styles;
use crate::formats::archive::{self, Archive, Kind};
use crate::formats::limits::Budget;
use crate::formats::office::{Piece, Source, chart_of_odt, compose};
use crate::formats::plain::Plain;
use crate::formats::xml::{self, Event, Xml};
use crate::formats::{Options, Reader};
use crate::outline::{Document, Problem};

/// The reader of OpenDocument texts.
pub(in crate::formats) struct Odt;

/// How many bytes at the beginning show that a file is a flat document.
const BEGINNING: usize = 2048;
/// The longest title that metadata are asked for, in bytes.
const LONGEST_TITLE: usize = 512;

impl Reader for Odt {
    fn name(&self) -> &'static str {
        "odt"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["odt", "ott", "fodt"]
    }

    fn taken(&self) -> &'static str {
        "the same, with the numbers of outlines and lists"
    }

    fn is_text(&self) -> bool {
        false
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        archive::kind(bytes) == Some(Kind::Odt) || is_flat(bytes)
    }

    fn read_within(&self, bytes: &[u8], options: &Options, budget: &Budget) -> Document {
        let source = if is_flat(bytes) {
            let decoded = xml::decoded(bytes.to_vec());
            let text = decoded.text.as_str();
            source(&Parts { styles: "", content: text, meta: text, damaged: decoded.malformed }, budget)
        } else if let Some(archive) = Archive::open(bytes, budget) {
            unpack(archive, budget)
        } else {
            return Plain.read_within(bytes, options, budget);
        };
        compose(source, self.name(), options.reading.belief)
    }
}

/// Whether the bytes are a document in a single piece of XML.
fn is_flat(bytes: &[u8]) -> bool {
    let beginning = bytes.get(..bytes.len().min(BEGINNING)).unwrap_or_default();
    let text = String::from_utf8_lossy(beginning);
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
        && text.contains("urn:oasis:names:tc:opendocument:xmlns:office")
        && text.contains("<office:document")
}

/// The texts that a document is made of.
struct Parts<'a> {
    styles: &'a str,
    content: &'a str,
    meta: &'a str,
    damaged: bool,
}

/// Reads a zipped document.
fn unpack(mut archive: Archive<'_>, budget: &Budget) -> Source {
    let mut damaged = false;
    let mut part = |archive: &mut Archive<'_>, name: &str| {
        let decoded = xml::decoded(archive.read(name, budget)?);
        damaged |= decoded.malformed;
        Some(decoded.text)
    };
    let manifest = part(&mut archive, "META-INF/manifest.xml").unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Source { problems: vec![Problem::Encrypted], ..Source::default() };
    }
    let Some(content) = part(&mut archive, "content.xml") else {
        let problems = archive.problems();
        return Source {
            problems: if problems.is_empty() { vec![Problem::Archive] } else { problems },
            ..Source::default()
        };
    };
    let styles = part(&mut archive, "styles.xml").unwrap_or_default();
    let meta = part(&mut archive, "meta.xml").unwrap_or_default();
    let mut read = source(&Parts { styles: &styles, content: &content, meta: &meta, damaged }, budget);
    read.pieces = read.pieces.into_iter().filter_map(|piece| filled(piece, &mut archive, budget)).collect();
    let mut problems = archive.problems();
    if problems.is_empty() {
        problems = read.problems;
    }
    Source { problems, ..read }
}

/// The piece that stands where a file within the document does: the caption of a chart, as long as there is time.
fn filled(piece: Piece, archive: &mut Archive<'_>, budget: &Budget) -> Option<Piece> {
    match piece {
        Piece::Embedded(_) if budget.is_over() => None,
        Piece::Embedded(name) => {
            let name = name.trim_start_matches("./").trim_end_matches('/');
            chart_of_odt(&xml::decoded(archive.read(&format!("{name}/content.xml"), budget)?).text)
        }
        piece => Some(piece),
    }
}

/// Reads the parts.
fn source(parts: &Parts<'_>, budget: &Budget) -> Source {
    let mut styles = Styles::default();
    let mut damaged = parts.damaged | styles.add(parts.styles);
    damaged |= styles.add(parts.content);
    let mut body = Body::new(&styles, budget);
    let problem = body.read(parts.content);
    let pictures = body.pictured;
    let (pieces, notes) = body.finish();
    let broken = damaged.then_some(Problem::Damaged("its XML is broken"));
    Source { pieces, notes, pictures, title: title(parts.meta), problems: problem.or(broken).into_iter().collect() }
}

/// The title in the metadata.
fn title(meta: &str) -> Option<String> {
    let mut xml = Xml::new(meta);
    while let Some(event) = xml.next() {
        match event {
            Event::Start(element) if element.name == "title" && element.prefix == "dc" => {
                return Some(xml.text()).filter(|title| !title.trim().is_empty() && title.len() <= LONGEST_TITLE);
            }
            Event::Start(element) if element.name == "body" => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests;
