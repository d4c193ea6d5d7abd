//! Books: EPUB 2 and 3.

mod contents;
mod join;
mod package;

use std::collections::{HashMap, HashSet};

use crate::formats::archive::{Archive, Kind, kind};
use crate::formats::compose::{Composer, numbered, titles};
use crate::formats::limits::{Budget, MOST_TEXT};
use crate::formats::web::epub::contents::Entry;
use crate::formats::web::epub::package::Package;
use crate::formats::web::html::{MOST_NODES, Names, Syntax, Walked, declared, finished, parse, walk};
use crate::formats::{Options, Reader, xml};
use crate::outline::{Document, Problem};
use crate::text::declared::decode_declared;

/// The reader of books.
pub(in crate::formats) struct Epub;

/// The most bytes of a page; they are held three times while it is read.
const LARGEST_PAGE: u64 = 64 << 20;
/// The most headings and entries of a book in which headings are looked for all the same.
const FEW: usize = 2;

impl Reader for Epub {
    fn name(&self) -> &'static str {
        "epub"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["epub"]
    }

    fn taken(&self) -> &'static str {
        "books: the text in reading order, the contents joined with the headings of the text, pictures by their words; encrypted pages are named, not read"
    }

    fn is_text(&self) -> bool {
        false
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        kind(bytes) == Some(Kind::Epub)
    }

    fn read_within(&self, bytes: &[u8], options: &Options, budget: &Budget) -> Document {
        let Some(archive) = Archive::open(bytes, budget) else {
            let problems = vec![Problem::Damaged("it holds no parts")];
            return Document { format: self.name(), problems, ..Document::default() };
        };
        let mut book = Book { archive, budget, problems: Vec::new() };
        let document = book.read(self.name(), options);
        let mut problems = book.problems;
        problems.extend(book.archive.problems());
        problems.dedup();
        Document { problems, ..document }
    }

    fn glance(&self, bytes: &[u8], _options: &Options, budget: &Budget) -> Option<Document> {
        let mut book = Book { archive: Archive::open(bytes, budget)?, budget, problems: Vec::new() };
        let package = Package::read(&mut book.archive, budget);
        let (listed, _) = book.contents(&package);
        let level = |entry: &Entry| u8::try_from(entry.depth + 1).unwrap_or(u8::MAX);
        let entries = listed.iter().map(|entry| (level(entry), entry.title.as_str()));
        (listed.len() > FEW).then(|| titles(self.name(), package.title.map(Box::from), numbered(entries)))
    }
}

/// How entries are taken from the text of a part at a path.
type Listing = fn(&str, &str) -> Vec<Entry>;

/// A book that is being read.
struct Book<'a> {
    archive: Archive<'a>,
    budget: &'a Budget,
    problems: Vec<Problem>,
}

/// What was found in the pages.
#[derive(Default)]
struct Pages {
    composer: Composer,
    walked: Walked,
    /// Where the pages begin in the text.
    starts: HashMap<String, u32>,
    /// Where the fragments stand that the contents lead to.
    fragments: HashMap<(String, String), u32>,
    /// The parts of all pages so far.
    parts: usize,
    /// The bytes of letters of each size.
    sizes: HashMap<u16, usize>,
}

impl Book<'_> {
    fn read(&mut self, format: &'static str, options: &Options) -> Document {
        let package = Package::read(&mut self.archive, self.budget);
        if package.is_damaged {
            self.tell(Problem::Damaged("the order of its pages is lost, or a part of it"));
        }
        let (entries, printed) = self.contents(&package);
        let mut pages = self.pages(&package, entries.iter().chain(&printed), options);
        let size = pages.sizes.iter().max_by_key(|(_, bytes)| **bytes).map_or(100, |(size, _)| *size);
        pages.composer.scale_looks(size);
        let place = |(path, fragment): &(String, String)| {
            let exact = pages.fragments.get(&(path.clone(), fragment.clone()));
            exact.or_else(|| pages.starts.get(path)).copied()
        };
        let printed = printed.iter().filter_map(|page| Some((place(page.target.as_ref()?)?, page.title.as_str())));
        let mut printed: Vec<(u32, &str)> = printed.collect();
        printed.sort_by_key(|(at, _)| *at);
        printed.into_iter().for_each(|(at, label)| pages.composer.page_at(label, at));
        let places: Vec<Option<u32>> = entries.iter().map(|entry| entry.target.as_ref().and_then(place)).collect();
        let document = Document { title: package.title.map(Box::from), ..pages.composer.finish_with_looks(format) };
        if entries.len() + pages.walked.headings.len() <= FEW {
            pages.walked.lines = lines(&document.text);
            return finished(document, &pages.walked, options.reading.belief);
        }
        let document = join::join(document, &entries, &places, &pages.walked.headings);
        Document { looks: Vec::new(), ..document }
    }

    /// The contents and the pages of print, from the navigation document, or else from the NCX.
    fn contents(&mut self, package: &Package) -> (Vec<Entry>, Vec<Entry>) {
        let mut read = |path: &Option<String>, parse: Listing, parse_pages: Listing| {
            let path = path.as_deref()?;
            let text = xml::decoded(self.archive.read(path, self.budget)?).text;
            Some((parse(path, &text), parse_pages(path, &text))).filter(|(entries, _)| !entries.is_empty())
        };
        let found = read(&package.navigation, contents::from_navigation, contents::pages_from_navigation);
        found.or_else(|| read(&package.ncx, contents::from_ncx, contents::pages_from_ncx)).unwrap_or_default()
    }

    /// Composes all pages one after the other.
    fn pages<'e>(&mut self, package: &Package, entries: impl Iterator<Item = &'e Entry>, options: &Options) -> Pages {
        let encrypted = package::encrypted(&mut self.archive, self.budget);
        let mut wanted: HashMap<&str, HashSet<String>> = HashMap::new();
        for (path, fragment) in entries.filter_map(|entry| entry.target.as_ref()) {
            wanted.entry(path).or_default().insert(fragment.clone());
        }
        let mut pages = Pages::default();
        let none = HashSet::new();
        for path in &package.spine {
            if encrypted.contains(path) {
                self.tell(Problem::Encrypted);
                continue;
            }
            let is_full = pages.parts >= MOST_NODES || pages.composer.position() as usize >= MOST_TEXT;
            let spent = [self.budget.is_over().then(Budget::too_long), is_full.then(Budget::too_large)];
            if let Some(problem) = spent.into_iter().flatten().next() {
                self.tell(problem);
                break;
            }
            let Some(bytes) = self.archive.read_most(path, LARGEST_PAGE, self.budget) else { continue };
            pages.starts.insert(path.clone(), pages.composer.position());
            let wanted = wanted.get(path.as_str()).unwrap_or(&none);
            self.page(path, &bytes, wanted, &mut pages, options);
        }
        pages
    }

    fn page(&mut self, path: &str, bytes: &[u8], wanted: &HashSet<String>, pages: &mut Pages, options: &Options) {
        let before = pages.composer.position();
        let source = decode_declared(bytes, options.encoding, declared(bytes).as_deref().or(Some("utf-8")));
        if source.malformed {
            self.tell(Problem::Undecodable { encoding: source.encoding });
        }
        let (nodes, too_large) = parse(&source.text, Syntax::Xml, self.budget);
        pages.parts += nodes.len();
        pages.composer.anchor(&format!("{path}#"));
        let names = Names { book: Some(path), wanted };
        let walked = walk(&source.text, &nodes, names, &mut pages.composer, self.budget);
        if let Some(problem) = too_large.or(walked.cut_short.then(Budget::too_long)) {
            self.tell(problem);
        }
        let fragments = walked.anchors.into_iter().map(|(name, at)| ((path.to_owned(), name), at));
        pages.fragments.extend(fragments);
        pages.walked.headings.extend(walked.headings);
        *pages.sizes.entry(walked.size).or_default() += (pages.composer.position() - before) as usize;
    }

    fn tell(&mut self, problem: Problem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }
}

/// The places at which the lines of a text begin, and their numbers from 1.
fn lines(text: &str) -> Vec<(u32, u32)> {
    let ends = text.match_indices('\n').map(|(at, _)| at + 1);
    let starts = std::iter::once(0).chain(ends).map(|at| u32::try_from(at).unwrap_or(u32::MAX));
    starts.zip(1..).collect()
}

#[cfg(test)]
mod tests;
