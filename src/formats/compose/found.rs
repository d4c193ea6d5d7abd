//! What was detected becomes the outline and the blocks of a document.
//!
//! Headings that a format marks are believed, and where there are none, they are detected
//! (`Composer::finish_detected`). Between the two lie documents that mark
//! but a heading or two, mostly their titles. On pages of the web those are joined with what is detected in the page as
//! it is ([`joined`]), and a long part of a page without any is [`filled`]: there, marking says little. Word processors
//! decide before they compose (`office::compose`), as numbered paragraphs are items of lists beside marked headings,
//! and headings to be detected without; and they mark a heading as title only where it stands alone. Light markup and
//! Markdown mark all headings that they have.

use std::ops::Range;

use crate::outline::detect::{AsideKind, Belief, Detected};
use crate::outline::{Block, BlockKind, Break, Document, NewHeading, Origin, Outline, OutlineBuilder, Problem};
use crate::text::{Part, Span, lines, squeeze};

/// A document without an outline gets the one that its text and its looks tell; a title that its format gives stays.
pub(in crate::formats) fn detected(document: Document, belief: Belief) -> Document {
    let found = document.detect(belief);
    let text = document.text.as_str();
    let (outline, blocks) = (outline(text, &found), carve(text, &document.blocks, &found));
    let title = document.title.clone().or_else(|| title(text, &found));
    let problems = problems(&document, &found);
    Document { title, outline, blocks, problems, ..document }
}

/// What is wrong with a document, and whether a part of it was not looked at.
fn problems(document: &Document, found: &Detected) -> Vec<Problem> {
    let beyond = found.beyond.map(|bytes| Problem::HeadingsBeyond { bytes, of: document.text.len() });
    document.problems.iter().cloned().chain(beyond).collect()
}

/// The fewest headings that must be detected to stand beside those that a format marks.
const FEWEST: usize = 2;

/// A document that marks but a heading or two keeps them, and gets those that are detected. What is marked before all
/// that is detected is the document's title, and no heading then. `line_of` gives the line of the source for a place
/// in the text.
pub(in crate::formats) fn joined(document: Document, belief: Belief, line_of: impl Fn(u32) -> u32) -> Document {
    let mut found = document.detect(belief);
    if found.headings.len() < FEWEST && !document.outline.is_empty() {
        found.headings.clear();
    }
    let text = document.text.as_str();
    let words = |text: &str| text.split_whitespace().collect::<String>();
    let is_title = |span: Span| document.title.as_deref().is_some_and(|title| words(title) == words(text.span(span)));
    if found.headings.first().is_some_and(|heading| is_title(heading.span)) {
        found.headings.remove(0);
        found.breaks.retain(|found| found.heading > 0);
        found.breaks.iter_mut().for_each(|found| found.heading -= 1);
    }
    let blocks = carve(text, &document.blocks, &found);
    let title = document.title.clone().or_else(|| title(text, &found));
    let outline = if found.headings.is_empty() { document.outline.clone() } else { merged(&document, &found, line_of) };
    Document { title, outline, blocks, ..document }
}

/// The fewest numbered headings that must be detected in a long part without marks to stand in the outline.
const FEWEST_NUMBERED: usize = 3;

/// A document whose marked headings leave a long part of it without any keeps them all, and gets those with numbers
/// that are detected in that part, below the marked heading before it.
pub(in crate::formats) fn filled(
    document: Document,
    belief: Belief,
    part: Span,
    line_of: impl Fn(u32) -> u32,
) -> Document {
    let mut found = document.detect(belief);
    found.headings.retain(|heading| heading.number > 0 && part.contains(heading.span.start));
    if found.headings.len() < FEWEST_NUMBERED {
        return document;
    }
    found.asides.clear();
    found.breaks.clear();
    let above = document.outline.at(part.start).and_then(|at| document.outline.get(at)).map_or(0, |above| above.level);
    let detected = new_headings(&document, &found, above, &line_of);
    let outline = built(detected.chain(kept(&document, |_| true, None)).collect(), Vec::new());
    let blocks = carve(document.text.as_str(), &document.blocks, &found);
    Document { outline, blocks, ..document }
}

/// The headings that were detected, below a level.
fn new_headings<'a>(
    document: &'a Document,
    found: &'a Detected,
    above: u8,
    line_of: &'a impl Fn(u32) -> u32,
) -> impl Iterator<Item = NewHeading<'a>> {
    found.headings.iter().map(move |heading| NewHeading {
        level: heading.level.saturating_add(above),
        title: document.text.span(heading.span),
        number: heading.number,
        span: heading.span,
        line: line_of(heading.span.start),
        origin: Origin::Detected,
        confidence: heading.confidence,
    })
}

/// The headings of a document that a predicate on their place keeps, at a level of their own or all at one.
fn kept(document: &Document, keeps: impl Fn(u32) -> bool, level: Option<u8>) -> impl Iterator<Item = NewHeading<'_>> {
    let headings = (0..).zip(document.outline.headings()).filter(move |(_, heading)| keeps(heading.span.start));
    headings.map(move |(at, heading)| NewHeading {
        level: level.unwrap_or(heading.level),
        title: document.outline.title(at),
        number: document.outline.number(at).len(),
        span: heading.span,
        line: heading.line,
        origin: heading.origin,
        confidence: heading.confidence,
    })
}

/// The outline of headings in any order. The breaks name the places of the headings before which they lie.
fn built(mut headings: Vec<NewHeading<'_>>, breaks: Vec<(Span, Break)>) -> Outline {
    headings.sort_by_key(|heading| heading.span);
    let moved = |(span, found): &(Span, Break)| {
        let at = headings.binary_search_by_key(span, |heading| heading.span).ok()?;
        Some(Break { heading: u32::try_from(at).ok()?, ..*found })
    };
    let breaks = breaks.iter().filter_map(moved).collect();
    let mut builder = OutlineBuilder::default();
    headings.into_iter().for_each(|heading| builder.push(heading));
    builder.set_breaks(breaks);
    builder.finish()
}

/// The outline of what was detected, with what was marked behind the first of it.
fn merged(document: &Document, found: &Detected, line_of: impl Fn(u32) -> u32) -> Outline {
    let first = found.headings.first().map_or(0, |heading| heading.span.start);
    let top = found.headings.iter().map(|heading| heading.level).min().unwrap_or(1);
    let place = |found_break: &Break| Some((found.headings.get(found_break.heading as usize)?.span, *found_break));
    let breaks = found.breaks.iter().filter_map(place).collect();
    let detected = new_headings(document, found, 0, &line_of);
    built(detected.chain(kept(document, |at| at > first, Some(top))).collect(), breaks)
}

/// The title that was detected, its white space squeezed.
fn title(text: &str, detected: &Detected) -> Option<Box<str>> {
    let mut squeezed = String::new();
    squeeze(text.span(detected.title?), &mut squeezed);
    Some(squeezed.into())
}

/// The outline of what was detected; its lines are counted in the text.
fn outline(text: &str, detected: &Detected) -> Outline {
    let mut builder = OutlineBuilder::default();
    let (mut line, mut counted) = (1_u32, 0);
    for heading in &detected.headings {
        let start = heading.span.start as usize;
        let passed = text.part(counted..start).bytes().filter(|byte| *byte == b'\n').count();
        line = line.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        counted = start.max(counted);
        builder.push(NewHeading {
            level: heading.level,
            title: text.span(heading.span),
            number: heading.number,
            span: heading.span,
            line,
            origin: Origin::Detected,
            confidence: heading.confidence,
        });
    }
    builder.set_breaks(detected.breaks.clone());
    builder.finish()
}

/// The blocks of a text in which headings and asides were detected: they become blocks of their own, and `blocks` lose
/// what those cover. Paragraphs are parted at blank lines; other blocks stay as they are.
fn carve(text: &str, blocks: &[Block], detected: &Detected) -> Vec<Block> {
    let headings = detected.headings.iter().map(|heading| (BlockKind::Heading, heading.span));
    let asides = detected.asides.iter().map(|aside| match aside.kind {
        AsideKind::Gap => (BlockKind::Gap, aside.span),
        AsideKind::Boilerplate => (BlockKind::Boilerplate, aside.span),
    });
    let mut cuts: Vec<(BlockKind, Span)> = headings.chain(asides).filter(|(_, span)| !span.is_empty()).collect();
    cuts.sort_by_key(|(_, span)| *span);
    let mut carver = Carver { text, cuts: &cuts, found: Vec::new(), from: 0 };
    for block in blocks {
        carver.carve(*block);
    }
    carver.take_cuts(usize::MAX);
    carver.found
}

/// Goes through blocks and cuts together.
struct Carver<'a> {
    text: &'a str,
    /// What is cut out and not yet passed, in order.
    cuts: &'a [(BlockKind, Span)],
    found: Vec<Block>,
    /// The end of the last cut.
    from: usize,
}

impl Carver<'_> {
    /// Adds what the cuts leave of a block, and the cuts that begin in it.
    fn carve(&mut self, block: Block) {
        self.take_cuts(block.span.start as usize);
        if block.kind == BlockKind::Boilerplate {
            let inside = |cut: &(BlockKind, Span)| cut.0 == BlockKind::Boilerplate && cut.1.end <= block.span.end;
            while let Some((_, rest)) = self.cuts.split_first().filter(|(cut, _)| inside(cut)) {
                self.cuts = rest;
            }
        }
        let mut from = self.from.max(block.span.start as usize);
        while let Some((_, cut)) = self.cuts.first().filter(|(_, cut)| cut.start < block.span.end) {
            self.leave(block, from, cut.start as usize);
            self.take_cuts(cut.start as usize + 1);
            from = self.from;
        }
        self.leave(block, from, block.span.end as usize);
    }

    /// Adds the cuts that begin before a place.
    fn take_cuts(&mut self, before: usize) {
        while let Some(((kind, span), rest)) =
            self.cuts.split_first().filter(|((_, span), _)| (span.start as usize) < before)
        {
            self.cuts = rest;
            let (start, end) = (span.start as usize, span.end as usize);
            if start >= self.from {
                let end = if *kind == BlockKind::Heading { closed(self.text, end) } else { end };
                self.found.push(Block { kind: *kind, depth: 0, span: Span::new(start..end) });
                self.from = end;
            }
        }
    }

    /// Adds what is left of a block between two places.
    fn leave(&mut self, block: Block, from: usize, to: usize) {
        if block.kind == BlockKind::Paragraph {
            paragraphs(self.text, block.depth, from..to, &mut self.found);
        } else if !self.text.part(from..to).trim().is_empty() {
            self.found.push(Block { span: Span::new(from..to), ..block });
        }
    }
}

/// The end of a heading with the punctuation behind its title, which no other block should begin with.
fn closed(text: &str, end: usize) -> usize {
    let rest = text.part(end..end + 12);
    end + rest.len()
        - rest.trim_start_matches(['。', '：', '；', ':', '.', '；', '，', '”', '"', ')', '）', ';', ',']).len()
}

/// A line without the white space at its end. Nearly no line has any, and that shows by a byte.
fn trim_end(line: &str) -> &str {
    if line.as_bytes().last().is_some_and(u8::is_ascii_graphic) { line } else { line.trim_end() }
}

/// Adds the runs of lines that are not blank in a range, as paragraphs of a depth. A block that begins with a line
/// begins with its indentation.
fn paragraphs(text: &str, depth: u8, range: Range<usize>, blocks: &mut Vec<Block>) {
    let paragraph = |(start, end)| Block { kind: BlockKind::Paragraph, depth, span: Span::new(start..end) };
    let mut open: Option<(usize, usize)> = None;
    let mut at = range.start;
    let mut whole = at == 0 || text.part(at - 1..at) == "\n";
    for line in lines(text.part(range)) {
        let words = trim_end(line);
        if words.is_empty() {
            blocks.extend(open.take().map(paragraph));
        } else {
            let indent = if whole { 0 } else { line.len() - line.trim_start().len() };
            let start = at + indent;
            let end = at + words.len();
            open = Some((open.map_or(start, |(first, _)| first), end));
        }
        at += line.len() + 1;
        whole = true;
    }
    blocks.extend(open.map(paragraph));
}
