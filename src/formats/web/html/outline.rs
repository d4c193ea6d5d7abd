//! The title and the outline of a page: what its headings say, or else what its letters look like.

use crate::formats::compose::{filled, joined};
use crate::formats::web::html::walk::{Marked, Walked};
use crate::outline::detect::{Belief, is_chrome};
use crate::outline::number::mark;
use crate::outline::{BlockKind, Confidence, Document, NewHeading, Origin, Outline, OutlineBuilder};
use crate::text::{Part, Span};

/// The most headings that a page may mark and have others detected all the same: its title, and one more.
const FEW: usize = 2;
/// The blocks at the beginning and at the end of a page that may be about the page.
const EDGE: usize = 40;
/// The bytes from which on a part without headings can be most of a page.
const SHORTEST_PART: usize = 1200;
/// The most bytes that a block about the page has.
const LONGEST: u32 = 400;

/// The document of a page that was walked, with its outline and its title.
pub(in crate::formats) fn finished(document: Document, walked: &Walked, belief: Belief) -> Document {
    let outline = outline(&document, &walked.headings);
    let mut document = Document { outline, ..document };
    dim_chrome(&mut document);
    let page_title = walked.title.as_deref().filter(|title| !is_empty_title(title));
    if walked.headings.len() > FEW {
        let title = top_title(&document.outline).or_else(|| page_title.map(|title| among_headings(title, &document)));
        let document = match bare_part(&document) {
            Some(part) => filled(document, belief, part, |at| line_of(&walked.lines, at)),
            None => document,
        };
        let detected = document.outline.headings().iter().any(|heading| heading.origin == Origin::Detected);
        let looks = if detected { document.looks } else { Vec::new() };
        return Document { title, looks, ..document };
    }
    let title = first_title(&document.outline).or_else(|| page_title.and_then(|title| among_lines(title, &document)));
    let document = joined(Document { title, ..document }, belief, |at| line_of(&walked.lines, at));
    let title = document.title.clone().or_else(|| page_title.map(Box::from));
    Document { title, ..document }
}

/// The outline of the headings that are marked.
fn outline(document: &Document, marked: &[Marked]) -> Outline {
    let mut builder = OutlineBuilder::default();
    for heading in marked {
        let title = document.text.span(heading.span);
        builder.push(NewHeading {
            level: heading.level,
            title,
            number: mark(title).map_or(0, |mark| mark.len),
            span: heading.span,
            line: heading.line,
            origin: Origin::Marked,
            confidence: Confidence::CERTAIN,
        });
    }
    builder.finish()
}

/// The part of a text between two headings that is most of it, if there is one: there the headings are not marked.
fn bare_part(document: &Document) -> Option<Span> {
    let end = document.text.len();
    let starts = document.outline.headings().iter().map(|heading| heading.span.start).chain([end]);
    let parts = document.outline.headings().iter().zip(starts.skip(1));
    let mut parts = parts.map(|(heading, end)| Span { start: heading.span.end, end: end.max(heading.span.end) });
    parts.find(|part| part.len() >= SHORTEST_PART && part.len() * 5 >= end as usize * 3)
}

/// Dims what the page says of itself before and behind the text: buttons, dates, links to its neighbours.
fn dim_chrome(document: &mut Document) {
    let count = document.blocks.len();
    for (at, block) in document.blocks.iter_mut().enumerate() {
        let is_edge = at < EDGE || at + EDGE >= count;
        let may_be =
            matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) && block.span.len() <= LONGEST as usize;
        if is_edge && may_be && document.text.span(block.span).lines().all(is_about_page) {
            block.kind = BlockKind::Boilerplate;
        }
    }
}

/// Whether a line, or each word of it, is about the page.
fn is_about_page(line: &str) -> bool {
    let parts = |c: char| c.is_whitespace() || c == '|';
    is_chrome(line) || line.split(parts).filter(|word| !word.is_empty()).all(is_chrome)
}

/// Whether a title is what programs give to pages without one.
fn is_empty_title(title: &str) -> bool {
    const EMPTY: [&str; 8] = ["untitled", "无标题", "無標題", "新建网页", "新建文档", "new page", "document", "home"];
    let lower = title.trim().to_lowercase();
    lower.is_empty() || EMPTY.iter().any(|empty| lower.starts_with(empty) && lower.len() <= empty.len() + 8)
}

/// The first heading, where it alone stands on top of all others.
fn top_title(outline: &Outline) -> Option<Box<str>> {
    let first = outline.get(0)?;
    let is_only = outline.headings().iter().skip(1).all(|heading| heading.level > first.level);
    is_only.then(|| outline.title(0).into())
}

/// The highest heading of a page that has but a few.
fn first_title(outline: &Outline) -> Option<Box<str>> {
    let (at, _) = (0..).zip(outline.headings()).min_by_key(|(_, heading)| heading.level)?;
    Some(outline.title(at).into())
}

/// The title of a page without the name of its site, if a heading has it so; the whole where none has.
fn among_headings(title: &str, document: &Document) -> Box<str> {
    let titles = (0..document.outline.len()).map(|at| document.outline.title(at));
    titles.into_iter().find(|heading| begins(title, heading)).unwrap_or(title).into()
}

/// The line at the beginning of a text that is the title of the page without the name of its site.
fn among_lines(title: &str, document: &Document) -> Option<Box<str>> {
    let blocks = document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph).take(EDGE);
    let lines = blocks.flat_map(|block| document.text.span(block.span).lines());
    let line = lines.map(str::trim).find(|line| begins(title, line))?;
    Some(line.split_whitespace().collect::<Vec<_>>().join(" ").into())
}

/// Whether a title is a line, or begins with it before the name of a site. White space counts for nothing.
fn begins(title: &str, line: &str) -> bool {
    let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let line = squeeze(line.part(0..LONGEST as usize));
    let title = squeeze(title);
    let letters = line.chars().filter(|c| c.is_alphanumeric()).count();
    let parts =
        |c: char| matches!(c, '-' | '_' | '|' | '—' | '–' | '·' | ':' | '：' | '»' | '>' | '/' | '(' | '（' | '【');
    letters >= 2 && title.strip_prefix(line.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(parts))
}

/// The line of the source for a place in the text; 1 where none is known.
fn line_of(lines: &[(u32, u32)], at: u32) -> u32 {
    let after = lines.partition_point(|(position, _)| *position <= at);
    after.checked_sub(1).and_then(|at| lines.get(at)).map_or(1, |(_, line)| *line)
}
