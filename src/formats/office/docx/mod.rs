//! Word documents (Office Open XML, ECMA-376 and ISO/IEC 29500, transitional and strict).

mod body;
mod embedded;
mod notes;
mod numbering;
mod paragraph;
mod properties;
mod styles;

use std::collections::HashMap;

use self::body::Body;
use self::numbering::Numbering;
use self::styles::Styles;
use crate::formats::archive::{self, Archive, Kind};
use crate::formats::compose::Picture;
use crate::formats::limits::Budget;
use crate::formats::office::{Piece, Source, chart_of_docx, compose};
use crate::formats::plain::Plain;
use crate::formats::xml::{self, Event, Xml};
use crate::formats::{Options, Reader};
use crate::outline::link::LONGEST;
use crate::outline::{Document, Problem};

/// The reader of Word documents.
pub(in crate::formats) struct Docx;

impl Reader for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm", "dotx", "dotm"]
    }

    fn taken(&self) -> &'static str {
        "headings by style, outline level or the style names of publishers, with their automatic numbers, else found by size, weight and number; lists, tables, text boxes, notes, links, emphasis; changes as accepted; pictures and charts by their words; texts of other formats within it; not comments, page headers and hidden text"
    }

    fn is_text(&self) -> bool {
        false
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        archive::kind(bytes) == Some(Kind::Docx)
    }

    fn read_within(&self, bytes: &[u8], options: &Options, budget: &Budget) -> Document {
        match Archive::open(bytes, budget) {
            Some(archive) => self.compose(archive, true, options, budget),
            None => Plain.read_within(bytes, options, budget),
        }
    }
}

impl Docx {
    /// Reads a document within another one, but none within it.
    fn read_once(&self, bytes: &[u8], options: &Options, budget: &Budget) -> Document {
        Archive::open(bytes, budget)
            .map_or_else(Document::default, |archive| self.compose(archive, false, options, budget))
    }

    fn compose(&self, archive: Archive<'_>, nests: bool, options: &Options, budget: &Budget) -> Document {
        let package = Package { archive, budget, damaged: false, problems: Vec::new() };
        compose(package.source(nests, options), self.name(), options.reading.belief)
    }
}

/// The parts of a document.
struct Package<'a> {
    archive: Archive<'a>,
    budget: &'a Budget,
    damaged: bool,
    /// What is wrong with the files within it.
    problems: Vec<Problem>,
}

/// The main part where nothing names it.
const MAIN: &str = "word/document.xml";
/// The longest title that metadata are asked for, in bytes.
const LONGEST_TITLE: usize = 512;

impl Package<'_> {
    /// Reads all that the parts hold; where it `nests`, Word documents within it, too.
    fn source(mut self, nests: bool, options: &Options) -> Source {
        let main = self.related("", "officeDocument").filter(|name| self.archive.has(name)).unwrap_or(MAIN.to_owned());
        let Some(text) = self.part(&main) else {
            let problems = self.archive.problems();
            let problems = if problems.is_empty() { vec![Problem::Archive] } else { problems };
            return Source { problems, ..Source::default() };
        };
        let styles = self.related_part(&main, "styles").map(|part| self.whole(Styles::new(&part))).unwrap_or_default();
        let numbering =
            self.related_part(&main, "numbering").map(|part| self.whole(Numbering::new(&part))).unwrap_or_default();
        let mut body = Body::new(&styles, &numbering, self.budget);
        let (addresses, files) = self.links_and_pictures(&main);
        body.set_related(addresses, files);
        let mut problem = body.read(&text);
        drop(text);
        let pictures = body.is_pictured();
        let pieces = body.take();
        let pieces = self.filled(&main, pieces, nests, options);
        for kind in ["footnotes", "endnotes"] {
            if let Some(part) = self.related_part(&main, kind) {
                let name = self.related(&main, kind).unwrap_or_default();
                let (addresses, files) = self.links_and_pictures(&name);
                body.set_related(addresses, files);
                problem = problem.or(body.read(&part));
                body.take();
            }
        }
        let notes = body.finish();
        let title = self.related_part("", "core-properties").and_then(|part| title(&part));
        let late = self.budget.is_over().then(Budget::too_long);
        let broken = self.damaged.then_some(Problem::Damaged("the XML of its styles is broken"));
        let mut problems = self.archive.problems();
        problems.extend(problem.or(late).or(broken).filter(|_| problems.is_empty()));
        for problem in self.problems {
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
        Source { pieces, notes, title, pictures, problems }
    }

    /// Puts what other files hold into the places where they stand.
    fn filled(&mut self, from: &str, pieces: Vec<Piece>, nests: bool, options: &Options) -> Vec<Piece> {
        if !pieces.iter().any(|piece| matches!(piece, Piece::Embedded(_))) {
            return pieces;
        }
        let files = self.targets(from);
        let mut filled = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match piece {
                Piece::Embedded(id) => filled.extend(
                    files
                        .get(&*id)
                        .map_or_else(Vec::new, |(purpose, name)| self.embedded(purpose, name, nests, options)),
                ),
                piece => filled.push(piece),
            }
        }
        filled
    }

    /// What a file within the document holds, as long as there is time.
    fn embedded(&mut self, purpose: &str, name: &str, nests: bool, options: &Options) -> Vec<Piece> {
        match purpose {
            _ if self.budget.is_over() || self.budget.is_full() => Vec::new(),
            "chart" => self.part(name).and_then(|part| chart_of_docx(&part)).into_iter().collect(),
            "aFChunk" if self.budget.is_worn() => {
                self.problems.push(Budget::too_long());
                Vec::new()
            }
            "aFChunk" => {
                let bytes = self.archive.read(name, self.budget).unwrap_or_default();
                let (pieces, problems) = embedded::pieces(&bytes, nests, options, self.budget);
                self.problems.extend(problems);
                pieces
            }
            _ => Vec::new(),
        }
    }

    /// The addresses of the links of a part, and its pictures, by what it calls them.
    fn links_and_pictures(&mut self, from: &str) -> (HashMap<String, String>, HashMap<String, Picture>) {
        let folder = folder(from);
        let file = from.get(folder.len()..).unwrap_or_default();
        let relations = self.part(&format!("{folder}_rels/{file}.rels")).unwrap_or_default();
        let (mut addresses, mut files) = (HashMap::new(), HashMap::new());
        for event in Xml::new(&relations) {
            let Event::Start(element) = event else { continue };
            let text = |name: &str| element.attribute(name).unwrap_or_default().into_owned();
            let (kind, target) = (text("Type"), text("Target"));
            if target.is_empty() || target.len() > LONGEST {
                continue;
            }
            if kind.ends_with("/hyperlink") {
                addresses.insert(text("Id"), target);
            } else if kind.ends_with("/image") {
                let outside = text("TargetMode") == "External";
                let picture = if outside { Picture::to(&target) } else { Picture::part(&resolved(folder, &target)) };
                files.insert(text("Id"), picture);
            }
        }
        (addresses, files)
    }

    /// The purposes and the names of the parts that another one names, by what it calls them.
    fn targets(&mut self, from: &str) -> HashMap<String, (String, String)> {
        let folder = folder(from);
        let file = from.get(folder.len()..).unwrap_or_default();
        let relations = self.part(&format!("{folder}_rels/{file}.rels")).unwrap_or_default();
        let mut targets = HashMap::new();
        for event in Xml::new(&relations) {
            let Event::Start(element) = event else { continue };
            let text = |name: &str| element.attribute(name).unwrap_or_default().into_owned();
            let purpose = text("Type").rsplit('/').next().unwrap_or_default().to_owned();
            targets.insert(text("Id"), (purpose, resolved(folder, &text("Target"))));
        }
        targets
    }

    /// The text of a part.
    fn part(&mut self, name: &str) -> Option<String> {
        let decoded = xml::decoded(self.archive.read(name, self.budget)?);
        self.damaged |= decoded.malformed;
        Some(decoded.text)
    }

    /// What was read of a part that may be damaged.
    fn whole<T>(&mut self, (read, damaged): (T, bool)) -> T {
        self.damaged |= damaged;
        read
    }

    /// The text of the part that another one names for a purpose; where that part names none, the one at the usual
    /// place.
    fn related_part(&mut self, from: &str, purpose: &str) -> Option<String> {
        let folder = folder(from);
        let usual = match purpose {
            "core-properties" => String::from("docProps/core.xml"),
            _ => format!("{folder}{purpose}.xml"),
        };
        let name = self.related(from, purpose).unwrap_or(usual);
        self.part(&name)
    }

    /// The name of the part that another one, or the package itself, names for a purpose (ECMA-376 part 2, 6.5).
    fn related(&mut self, from: &str, purpose: &str) -> Option<String> {
        let folder = folder(from);
        let file = from.get(folder.len()..).unwrap_or_default();
        let relations = self.part(&format!("{folder}_rels/{file}.rels"))?;
        for event in Xml::new(&relations) {
            let Event::Start(element) = event else { continue };
            let names = element.attribute("Type").is_some_and(|kind| kind.rsplit('/').next() == Some(purpose));
            if let Some(target) = element.attribute("Target").filter(|_| names) {
                return Some(resolved(folder, &target));
            }
        }
        None
    }
}

/// The folder of a part, with the stroke at its end.
fn folder(part: &str) -> &str {
    part.rsplit_once('/').and_then(|(folder, _)| part.get(..=folder.len())).unwrap_or_default()
}

/// The name of a part that is named from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}{target}"),
    };
    let mut names: Vec<&str> = Vec::new();
    for name in whole.split('/') {
        match name {
            "." | "" => {}
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}

/// The title in the metadata.
fn title(part: &str) -> Option<String> {
    let mut xml = Xml::new(part);
    while let Some(event) = xml.next() {
        if let Event::Start(element) = event
            && element.name == "title"
        {
            return Some(xml.text()).filter(|title| !title.trim().is_empty() && title.len() <= LONGEST_TITLE);
        }
    }
    None
}

#[cfg(test)]
mod tests;
