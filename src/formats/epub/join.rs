//! The contents of a book and the headings of its text become one outline.

use crate::formats::epub::contents::Entry;
use crate::formats::html::Marked;
use crate::outline::number::mark;
use crate::outline::{Block, BlockKind, Confidence, Document, NewHeading, Origin, Outline, OutlineBuilder};
use crate::text::{Part, Span};

/// The bytes of text that may stand between the place of an entry and the heading that it means, if their words differ.
const NEAR: usize = 24;

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
        next = place.unwrap_or(next);
        placed.push(Placed { entry, at: next });
    }
    placed.reverse();
    placed
}

/// For each entry the index of the heading that it leads to. Each heading is that of one entry, in the same order.
fn matches(document: &Document, placed: &[Placed<'_>], marked: &[Marked]) -> Vec<Option<usize>> {
    let mut from = 0;
    let mut found = Vec::with_capacity(placed.len());
    for (index, place) in placed.iter().enumerate() {
        let until = placed.iter().skip(index + 1).map(|next| next.at).find(|at| *at > place.at);
        let start = marked.partition_point(|heading| heading.span.end < place.at).max(from);
        let candidates = marked.iter().enumerate().skip(start);
        let mut candidates =
            candidates.take_while(|(_, heading)| until.is_none_or(|until| heading.span.start < until)).take(8);
        let same = |heading: &Marked| is_same(&place.entry.title, document.text.span(heading.span));
        let near = |heading: &Marked| {
            let between = document.text.part(place.at as usize..heading.span.start as usize);
            between.trim().len() <= NEAR
        };
        let first = marked.get(start).filter(|heading| until.is_none_or(|until| heading.span.start < until));
        let own = candidates.find(|(_, heading)| same(heading)).map(|(at, _)| at);
        let own = own.or_else(|| first.filter(|heading| near(heading)).map(|_| start));
        from = own.map_or(from, |own| own + 1);
        found.push(own);
    }
    found
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
