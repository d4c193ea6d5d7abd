//! The contents of a book and the headings of its text become one outline.

use crate::formats::web::epub::contents::Entry;
use crate::formats::web::html::Marked;
use crate::outline::number::mark;
use crate::outline::{Block, BlockKind, Confidence, Document, NewHeading, Origin, Outline, OutlineBuilder};
use crate::text::{Part, Span};

/// The bytes of text that may stand between the place of an entry and the heading that it means, if their words differ.
const NEAR: usize = 24;

/// The most headings behind the place of an entry among which its own is looked for.
const REACH: usize = 8;

/// An entry of the contents, at its place in the text.
#[derive(Clone, Copy, Debug)]
struct Placed<'a> {
    entry: &'a Entry,
    at: u32,
}

/// A heading of the outline.
#[derive(Clone, Debug)]
struct Joined {
    level: u8,
    title: String,
    span: Span,
}

/// The outline of a book. The entries of its contents give the levels; where one leads to a heading of the text, the
/// two are one. Other headings of the text stand below the entry before them, if they are numbered, or deeper than all
/// that the contents list. `places` are those of the entries, in bytes of the text.
pub(super) fn join(document: Document, entries: &[Entry], places: &[Option<u32>], marked: &[Marked]) -> Document {
    let placed = placed(entries, places, document.text.len());
    let matches = matches(&document, &placed, marked);
    let deepest = matches.iter().filter_map(|found| Some(marked.get((*found)?)?.level)).max().unwrap_or(0);
    let mut found: Vec<Joined> = Vec::new();
    let mut next = 0;
    // The level of the last entry in the outline, and the level of its heading in the text.
    let mut last: Option<(u8, u8)> = None;
    for (index, place) in placed.iter().enumerate() {
        let own = matches.get(index).copied().flatten();
        let until = own.unwrap_or_else(|| marked.partition_point(|heading| heading.span.start < place.at)).max(next);
        let between = marked.get(next..until).unwrap_or_default();
        found.extend(between.iter().filter_map(|heading| below(&document, heading, last, deepest)));
        let level = u8::try_from(place.entry.depth + 1).unwrap_or(u8::MAX);
        let heading = own.and_then(|own| marked.get(own));
        let (title, span, taken) = match (heading, own) {
            (Some(heading), Some(own)) => whole(&document, place.entry, heading, marked.get(own + 1)),
            _ => alone(&document, place),
        };
        found.push(Joined { level, title, span });
        next = own.map_or(until, |own| own + taken);
        last = Some((level, heading.map_or(0, |heading| heading.level)));
    }
    let rest = marked.get(next..).unwrap_or_default();
    found.extend(rest.iter().filter_map(|heading| below(&document, heading, last, deepest)));
    found.sort_by_key(|heading| heading.span.start);
    let blocks = recast(&document.blocks, &found);
    Document { outline: outline(&document, &found), blocks, ..document }
}

/// The entries with their places. One that leads nowhere stands where the next one does.
fn placed<'a>(entries: &'a [Entry], places: &[Option<u32>], end: u32) -> Vec<Placed<'a>> {
    let mut next = end;
    let mut placed: Vec<Placed<'a>> = Vec::with_capacity(entries.len());
    for (entry, place) in entries.iter().zip(places).rev() {
        next = place.map_or(next, |place| place.min(end));
        placed.push(Placed { entry, at: next });
    }
    placed.reverse();
    placed
}

/// For each entry the index of the heading that it leads to. Each heading is that of one entry, in the same order:
/// first those that say the same, then those that stand where an entry leads to and are left.
fn matches(document: &Document, placed: &[Placed<'_>], marked: &[Marked]) -> Vec<Option<usize>> {
    let ends = ends(placed);
    let mut from = 0;
    let mut found: Vec<Option<usize>> = Vec::with_capacity(placed.len());
    for (place, end) in placed.iter().zip(&ends) {
        let own = headings(marked, from, place.at, *end)
            .take(REACH)
            .find(|(_, heading)| is_same(&place.entry.title, document.text.span(heading.span)))
            .map(|(at, _)| at);
        from = own.map_or(from, |own| own + 1);
        found.push(own);
    }
    let mut untils = vec![marked.len(); found.len()];
    let mut until = marked.len();
    for (slot, own) in untils.iter_mut().zip(&found).rev() {
        until = own.unwrap_or(until);
        *slot = until;
    }
    let mut from = 0;
    for (((place, end), until), own) in placed.iter().zip(&ends).zip(untils).zip(&mut found) {
        if own.is_none() && place.entry.target.is_some() {
            let first = headings(marked, from, place.at, *end).next();
            let is_near = |heading: &Marked| {
                let between = document.text.part(place.at as usize..heading.span.start as usize);
                between.trim().len() <= NEAR
            };
            *own = first.filter(|(at, heading)| *at < until && is_near(heading)).map(|(at, _)| at);
        }
        from = own.map_or(from, |own| own + 1);
    }
    found
}

/// For each entry the place of the next one that stands elsewhere.
fn ends(placed: &[Placed<'_>]) -> Vec<Option<u32>> {
    let mut ends = Vec::with_capacity(placed.len());
    let mut next: Option<u32> = None;
    let mut here: Option<u32> = None;
    for place in placed.iter().rev() {
        if here != Some(place.at) {
            (next, here) = (here, Some(place.at));
        }
        ends.push(next.filter(|next| *next > place.at));
    }
    ends.reverse();
    ends
}

/// The headings from an index on that stand between two places, with their indices.
fn headings(marked: &[Marked], from: usize, at: u32, end: Option<u32>) -> impl Iterator<Item = (usize, &Marked)> {
    let start = marked.partition_point(|heading| heading.span.end < at).max(from);
    let behind = marked.iter().enumerate().skip(start);
    behind.take_while(move |(_, heading)| end.is_none_or(|end| heading.span.start < end))
}

/// Whether the words of an entry are those of a heading, but for their numbers and for white space.
fn is_same(entry: &str, heading: &str) -> bool {
    let (entry, heading) = (key(entry), key(heading));
    if entry.is_empty() || heading.is_empty() {
        return false;
    }
    let (short, long) = if entry.len() < heading.len() { (&entry, &heading) } else { (&heading, &entry) };
    long == short || short.chars().count() >= 2 && (long.ends_with(short.as_str()) || long.starts_with(short.as_str()))
}

/// The letters and digits of a title.
fn key(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The title and the span of an entry that leads to a heading, and how many headings it takes: where the number stands
/// in a heading of its own, the title in the next is part of it.
fn whole(document: &Document, entry: &Entry, heading: &Marked, next: Option<&Marked>) -> (String, Span, usize) {
    let title = document.text.span(heading.span).to_owned();
    let behind = next.filter(|next| {
        let gap = document.text.part(heading.span.end as usize..next.span.start as usize);
        gap.trim().is_empty() && key(&entry.title) == key(&title) + &key(document.text.span(next.span))
    });
    match behind {
        Some(_) => (entry.title.clone(), heading.span, 2),
        None => (title, heading.span, 1),
    }
}

/// The title and the span of an entry that leads to no heading: those of the paragraph there, if it says the same.
fn alone(document: &Document, place: &Placed<'_>) -> (String, Span, usize) {
    let after = document.blocks.partition_point(|block| block.span.end <= place.at);
    let block = document.blocks.get(after);
    let text = block.map_or("", |block| document.text.span(block.span));
    let start = block.map_or(place.at, |block| block.span.start.max(place.at));
    match block {
        Some(block)
            if block.span.len() < 240
                && is_same(&place.entry.title, text)
                && key(text).len() >= key(&place.entry.title).len() =>
        {
            (text.to_owned(), block.span, 0)
        }
        _ => (place.entry.title.clone(), Span { start, end: start }, 0),
    }
}

/// A heading of the text that the contents leave out, below the last entry.
fn below(document: &Document, heading: &Marked, last: Option<(u8, u8)>, deepest: u8) -> Option<Joined> {
    let title = document.text.span(heading.span);
    if mark(title).is_none() && heading.level <= deepest {
        return None;
    }
    let level = match last {
        Some((level, of_text)) => {
            level.saturating_add(heading.level.saturating_sub(of_text.min(heading.level - 1)).max(1))
        }
        None => heading.level,
    };
    Some(Joined { level, title: title.to_owned(), span: heading.span })
}

fn outline(document: &Document, found: &[Joined]) -> Outline {
    let mut builder = OutlineBuilder::default();
    let (mut line, mut counted) = (1_u32, 0);
    for heading in found {
        let start = heading.span.start as usize;
        let passed = document.text.part(counted..start).bytes().filter(|byte| *byte == b'\n').count();
        line = line.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        counted = start.max(counted);
        builder.push(NewHeading {
            level: heading.level,
            title: &heading.title,
            number: mark(&heading.title).map_or(0, |mark| mark.len),
            span: heading.span,
            line,
            origin: Origin::Marked,
            confidence: Confidence::CERTAIN,
        });
    }
    builder.finish()
}

/// The blocks, those that are in the outline as headings and no others.
fn recast(blocks: &[Block], found: &[Joined]) -> Vec<Block> {
    let is_heading = |block: &Block| {
        found.binary_search_by_key(&block.span.start, |heading| heading.span.start).is_ok_and(|at| {
            found
                .iter()
                .skip(at)
                .take_while(|heading| heading.span.start == block.span.start)
                .any(|heading| heading.span == block.span)
                || found
                    .iter()
                    .take(at)
                    .rev()
                    .take_while(|heading| heading.span.start == block.span.start)
                    .any(|heading| heading.span == block.span)
        })
    };
    let kind = |block: &Block| match block.kind {
        BlockKind::Heading if !is_heading(block) => BlockKind::Paragraph,
        BlockKind::Paragraph if is_heading(block) => BlockKind::Heading,
        kind => kind,
    };
    blocks.iter().map(|block| Block { kind: kind(block), ..*block }).collect()
}
