//! PDF (ISO 32000): glyphs at their places become lines, paragraphs and columns; bookmarks become the outline, joined
//! with the lines that show them.
//!
//! [`content`] knows what pages draw and [`font`] what their codes mean. From [`pieces`] on there is geometry alone:
//! pieces, rows and columns, lines, furniture, paragraphs. [`bookmarks`] needs no page, so that an outline can be had
//! without the text.

mod annotations;
mod bookmarks;
#[cfg(test)]
mod cases;
mod columns;
mod composite;
mod content;
mod document;
mod dress;
mod encoding;
mod face;
mod font;
mod furniture;
mod glyphs;
mod images;
mod labels;
mod lines;
mod links;
mod lists;
mod matrix;
mod measure;
mod numbering;
mod paragraphs;
mod pieces;
mod place;
mod png;
mod program;
mod simple;
mod standard;
mod streams;
mod strings;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use hayro_syntax::{LoadPdfError, Pdf as File};

use crate::formats::compose::{numbered, titles};
use crate::formats::limits::Budget;
use crate::formats::{Options, Reader};
use crate::outline::{Document, Problem};

use bookmarks::{Bookmark, Target, are_outline, bookmarks};
use document::Text;
use font::Fonts;
use images::Drawing;
use lines::{Line, lines};
use links::{Lead, Link};
use matrix::Matrix;
use place::Wanted;
use streams::Limits;

/// The reader of PDF.
pub(super) struct Pdf;

impl Reader for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn taken(&self) -> &'static str {
        "the text in reading order, also of columns and of vertical and turned lines; bookmarks as the outline, with the numbers that the pages show, else headings by size, weight and place; emphasis, code, links, lists and tables by their look; page headers, footers and numbers are dimmed, and the numbers stand in the margin where each page begins; what stands in the fields of forms and in notes upon the page; images where they stand, small and recurring ones left out; encrypted files that need no password; no pages that are pictures"
    }

    fn is_text(&self) -> bool {
        false
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        let start = bytes.get(..1024.min(bytes.len())).unwrap_or_default();
        start.windows(5).any(|word| word == b"%PDF-")
    }

    fn read_within(&self, bytes: &[u8], options: &Options, budget: &Budget) -> Document {
        let mut limits = Limits::new(budget);
        let file = match open(bytes, budget) {
            Ok(file) => file,
            Err(problem) => return Document { format: self.name(), problems: vec![problem], ..Document::default() },
        };
        let marked = catch_unwind(AssertUnwindSafe(|| bookmarks(&file))).unwrap_or_default();
        let pages = pages(&file, &mut limits);
        let leads = catch_unwind(AssertUnwindSafe(|| links::leads(&file, budget))).unwrap_or_default();
        compose(self.name(), &file, (&marked, leads), pages, &limits, options)
    }

    fn object(&self, bytes: &[u8], number: u32, budget: &Budget) -> Option<Vec<u8>> {
        let file = open(bytes, budget).ok()?;
        png::bytes(&file, number, &mut Limits::new(budget))
    }

    fn glance(&self, bytes: &[u8], _options: &Options, budget: &Budget) -> Option<Document> {
        let file = open(bytes, budget).ok()?;
        let marked = bookmarks::titles(&file);
        let entries = marked.iter().map(|bookmark| (bookmark.level, bookmark.title.as_str()));
        are_outline(&marked, file.pages().len()).then(|| titles(self.name(), title(&file), numbered(entries)))
    }
}

/// Opens a file, or says why it cannot be read.
fn open(bytes: &[u8], budget: &Budget) -> Result<File, Problem> {
    if !streams::holds(bytes, budget) {
        return Err(Budget::too_large());
    }
    File::new(Arc::new(bytes.to_vec())).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Problem::Encrypted,
        LoadPdfError::Invalid => Problem::Damaged("it has no pages"),
    })
}

/// The text of all pages.
#[derive(Default)]
struct Pages {
    /// All lines in the order in which they are read.
    lines: Vec<Line>,
    /// The lines of each page.
    ranges: Vec<Range<usize>>,
    /// The direction of the lines of each page.
    angles: Vec<i16>,
    /// The images of each page.
    images: Vec<Vec<Drawing>>,
    /// Whether a page could not be read.
    broken: bool,
    /// Whether the time was up before all were read.
    late: bool,
}

/// Reads all pages, as far as the time reaches.
fn pages(file: &File, limits: &mut Limits<'_>) -> Pages {
    let mut fonts = Fonts::default();
    let mut pages = Pages::default();
    let mut glyphs = Vec::new();
    let mut region = 0;
    for (number, page) in file.pages().iter().enumerate() {
        if limits.budget.is_over() {
            pages.late = true;
            break;
        }
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let from = pages.lines.len();
        let taken = std::mem::take(&mut glyphs);
        let read = AssertUnwindSafe(|| {
            let (mut glyphs, images) = content::drawn(page, &mut fonts, limits, taken);
            links::cover(page, &mut glyphs);
            let (lines, angle) = lines(&glyphs, &fonts, number, &mut region);
            (glyphs, lines, angle, images)
        });
        let (angle, images) = match catch_unwind(read) {
            Ok((memory, lines, angle, images)) => {
                glyphs = memory;
                pages.lines.extend(lines);
                (angle, images)
            }
            Err(_) => {
                pages.broken = true;
                (0, Vec::new())
            }
        };
        pages.ranges.push(from..pages.lines.len());
        pages.angles.push(angle);
        pages.images.push(images);
    }
    pages.late |= limits.budget.is_over();
    pages
}

/// The document of what was read.
fn compose(
    name: &'static str,
    file: &File,
    (marked, leads): (&[Bookmark], HashMap<Link, Lead<Target>>),
    pages: Pages,
    limits: &Limits<'_>,
    options: &Options,
) -> Document {
    let Pages { mut lines, ranges, angles, images, broken, late } = pages;
    let measures = measure::measures(&lines);
    let furniture = furniture::furniture(&lines, &ranges, measures);
    measure::justify(&mut lines, &furniture, measures);
    let marked = if are_outline(marked, file.pages().len()) { marked } else { &[] };
    let titles = marked.iter().map(|bookmark| wanted(file, &angles, &bookmark.title, bookmark.target));
    let titles: Vec<Wanted<'_>> = titles.collect();
    let places = place::places(&titles, &lines, &furniture, &ranges, limits.budget);
    let line = |target| place::line(&wanted(file, &angles, "", Some(target)), &lines, &furniture, &ranges);
    let lead = |lead| match lead {
        Lead::Address(address) => Some(Lead::Address(address)),
        Lead::Inside(target) => line(target).map(Lead::Inside),
    };
    let leads: HashMap<Link, Lead<usize>> =
        leads.into_iter().filter_map(|(link, target)| Some((link, lead(target)?))).collect();
    let inside = |lead: &Lead<usize>| if let Lead::Inside(line) = lead { Some(*line) } else { None };
    let linked: HashSet<usize> = leads.values().filter_map(inside).collect();
    let labels = catch_unwind(AssertUnwindSafe(|| numbering::told(file))).unwrap_or_default();
    let images = images::placed(file, &images, &lines, &furniture, &ranges, &angles);
    let pages = numbering::starts(labels, &lines, &furniture, &ranges);
    let text = Text {
        lines: &lines,
        furniture: &furniture,
        measures,
        marked,
        places: &places,
        leads: &leads,
        linked: &linked,
        pages: &pages,
        images: &images,
    };
    let mut document = text.compose(name, options.reading.belief);
    document.title = title(file).or(document.title);
    let seen = lines.iter().map(|line| line.letters as usize).sum::<usize>();
    let empty = seen == 0 || ranges.len() >= 3 && seen < 2 * ranges.len();
    let problems = [
        (late, Budget::too_long()),
        (limits.too_large, Budget::too_large()),
        (broken || limits.broken, Problem::Damaged("some of its pages cannot be read")),
        (!streams::is_whole(file.data().as_ref()), Problem::Damaged("its end is missing")),
        (empty && !(late || broken || limits.broken || limits.too_large), Problem::NoText),
    ];
    document.problems.extend(problems.into_iter().filter(|(is, _)| *is).map(|(_, problem)| problem));
    document
}

/// A title with its place in the coordinates of the lines.
fn wanted<'a>(file: &File, angles: &[i16], title: &'a str, target: Option<Target>) -> Wanted<'a> {
    let base = target.and_then(|target| {
        let page = file.pages().get(target.page)?;
        let (x, y) = target.at?;
        let matrix = Matrix(page.initial_transform(true).as_coeffs());
        let (x, y) = matrix.apply(f64::from(x), f64::from(y));
        let angle = angles.get(target.page).copied().unwrap_or(0);
        let base = pieces::seen((x as f32, y as f32), angle).1;
        base.is_finite().then_some(base)
    });
    Wanted { title, page: target.map(|target| target.page), base }
}

/// The title that a file gives itself, unless its program made it up from the name of another file.
fn title(file: &File) -> Option<Box<str>> {
    let title = strings::text(file.metadata().title.as_deref()?);
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = title.to_ascii_lowercase();
    let made_up = ["microsoft word", "microsoft powerpoint", "untitled", "无标题", "文档", "document"]
        .iter()
        .any(|start| lower.starts_with(start));
    let file = [".doc", ".docx", ".pdf", ".tex", ".dvi", ".indd", ".wps", ".rtf", ".odt", ".ppt", ".pptx", ".html"]
        .iter()
        .any(|end| lower.ends_with(end));
    (title.chars().any(char::is_alphabetic) && !made_up && !file && !title.contains('\u{fffd}')).then(|| title.into())
}
