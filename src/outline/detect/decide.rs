//! What is believed: the runs that are headings, the lines without a number that are, and their levels.

use crate::outline::number::{Scheme, Unit};
use crate::text::{Part, Span};

use super::bare::{self, Bare, Known};
use super::candidate::{Candidate, bytes};
use super::chars::is_chinese;
use super::contents::{Contents, hash};
use super::evidence::{Evidence, confidence};
use super::layout::Layout;
use super::leads::{self, Lead};
use super::look;
use super::names::Named;
use super::nesting::{Kind, Node};
use super::reaches::BARE;
use super::reasons::Reasons;
use super::runs::Run;
use super::stacks;
use super::style::Style;
use super::title::{Ending, Form, ending};
use super::{Aside, DetectedHeading};

/// A numbered candidate that is believed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Believed {
    /// The candidate's index.
    pub(super) candidate: u32,
    /// Its run.
    pub(super) run: u32,
    /// The number before it in its run, whether that is believed or not.
    pub(super) before: Option<u16>,
    /// The sum of its evidence.
    pub(super) sum: f32,
}

/// The candidates of all runs that are believed, in the order of the text.
pub(super) fn numbered(candidates: &[Candidate], runs: &[Run], evidence: &[Evidence], least: f32) -> Vec<Believed> {
    let mut found = Vec::new();
    for (index, (run, evidence)) in runs.iter().zip(evidence).enumerate() {
        let sum = evidence.sum();
        if sum <= least {
            continue;
        }
        let alone = run.items.iter().filter(|item| is_clean(candidates, **item)).count();
        let mut before = None;
        for (at, item) in run.items.iter().enumerate() {
            let odd = !is_clean(candidates, *item) && alone * 2 > run.items.len();
            let sum = if odd || is_doubled(candidates, run, at) { sum - 4.0 } else { sum };
            if sum > least {
                found.push(Believed { candidate: *item, run: bytes(index), before, sum });
            }
            before = candidates.get(*item as usize).map(|candidate| candidate.mark.path.ordinal());
        }
    }
    found.sort_unstable_by_key(|believed| believed.candidate);
    found
}

/// Keeps the candidates that are believed, which are numbered anew: the others are needed no more, and there are many.
pub(super) fn keep(candidates: &mut Vec<Candidate>, numbered: &mut [Believed]) {
    for (at, believed) in numbered.iter_mut().enumerate() {
        candidates.swap(at, believed.candidate as usize);
        believed.candidate = bytes(at);
    }
    candidates.truncate(numbered.len());
    candidates.shrink_to_fit();
}

/// Whether a table of contents announces a neighbour with the same number, and not this one.
fn is_doubled(candidates: &[Candidate], run: &Run, at: usize) -> bool {
    let item = |at: Option<usize>| at.and_then(|at| run.items.get(at)).and_then(|item| candidates.get(*item as usize));
    item(Some(at)).is_some_and(|own| {
        let same = |other: &Candidate| other.mark.path == own.mark.path && other.signs.announced;
        !own.signs.announced && [at.checked_sub(1), Some(at + 1)].into_iter().filter_map(item).any(same)
    })
}

/// Whether a candidate by itself can be a heading.
fn is_clean(candidates: &[Candidate], item: u32) -> bool {
    candidates.get(item as usize).is_some_and(|candidate| {
        let sure = candidate.signs.underlined || candidate.signs.announced;
        let item = matches!(candidate.ending, Ending::Semicolon | Ending::Comma);
        (sure || !item) && candidate.form != Form::Sentence && !candidate.signs.wrapped
    })
}

/// What is known of a text when its headings are put together.
pub(super) struct Found<'a> {
    /// All candidates.
    pub(super) candidates: &'a [Candidate],
    /// Those that are believed.
    pub(super) numbered: &'a [Believed],
    /// The title of the text.
    pub(super) title: Option<Span>,
    /// The log-odds above which something is believed.
    pub(super) least: f32,
}

/// All headings in the order of the text, and what their levels follow from. None begins inside of an aside.
pub(super) fn headings(
    layout: &Layout,
    contents: &Contents,
    found: &Found,
    asides: &[Aside],
    reasons: &mut Reasons,
) -> (Vec<Node>, Vec<DetectedHeading>) {
    let Found { candidates, numbered, title, least } = found;
    let chosen = || numbered.iter().filter_map(|believed| candidates.get(believed.candidate as usize));
    let lines: Vec<u32> = chosen().map(|candidate| candidate.line).collect();
    let underlined = chosen().filter(|candidate| candidate.signs.underlined).count();
    let body = first_text(layout, lines.first().copied());
    let covered: Vec<u32> = chosen().flat_map(title_lines).collect();
    let pieces: Vec<u32> = chosen().filter(|candidate| is_piece(candidate)).map(|candidate| candidate.line).collect();
    let known =
        Known { pieces: &pieces, headings: &lines, covered: &covered, body, body_end: body_end(layout), underlined };
    let bare = bare::find(layout, contents, &known);
    reasons.reject_bare(layout, &bare, *least);
    let is_title = |bare: &Bare| {
        layout.line(bare.line as usize).is_some_and(|line| title.is_some_and(|title| title.contains(line.start)))
    };
    let mut bare: Vec<Bare> = bare.into_iter().filter(|bare| bare.evidence.sum() > *least && !is_title(bare)).collect();
    bare.shrink_to_fit();
    stacks::set_tiers(&mut bare, &lines);
    let mut others: Vec<u32> = covered.iter().copied().chain(bare.iter().map(|bare| bare.line)).collect();
    others.sort();
    let mut leads = leads::find(layout, &others);
    leads.retain(|lead| lead.style != Style::Lead || !contents.is_present());
    bare.extend(leads.into_iter().map(from_lead));
    bare.sort_by_key(|bare| bare.line);
    let (mut nodes, mut headings) = merge(layout, found, bare, reasons);
    set_tight(layout, &mut nodes, &headings);
    retain_outside(&mut nodes, |node| node.start, asides);
    retain_outside(&mut headings, |heading| heading.span.start, asides);
    (nodes, headings)
}

/// A heading that runs into its text, as one without a number.
fn from_lead(lead: Lead) -> Bare {
    Bare {
        line: lead.line,
        end: lead.line + 1,
        cut: lead.end,
        style: lead.style,
        tier: 0,
        named: Named::No,
        times: 1,
        evidence: lead.evidence,
    }
}

/// Whether a candidate is but the number of a document in a collection.
fn is_piece(candidate: &Candidate) -> bool {
    candidate.mark.scheme == Scheme::Labelled(Unit::Piece) && candidate.columns <= 4
}

/// The lines that the title of a candidate takes.
fn title_lines(candidate: &Candidate) -> std::ops::Range<u32> {
    let lines = if candidate.form == Form::Alone { candidate.lines } else { 1 };
    candidate.line..candidate.line + lines
}

/// The line on which the running text begins, or the first numbered heading before it.
pub(super) fn body(layout: &Layout, candidates: &[Candidate], numbered: &[Believed]) -> u32 {
    let first = numbered.first().and_then(|believed| candidates.get(believed.candidate as usize));
    first_text(layout, first.map(|candidate| candidate.line))
}

/// The line on which the running text begins: the first long one, or the first heading.
fn first_text(layout: &Layout, heading: Option<u32>) -> u32 {
    let long = layout.lines.iter().take(400).enumerate().find(|(index, line)| {
        let text = line.text(layout.text);
        let wide = is_chinese(text);
        let table = text.part(0..200).contains("   ");
        !line.contents
            && !table
            && (layout.wrapped(index + 1) || line.len() >= if wide { 150 } else { 90 } || is_text(text))
    });
    long.map_or(u32::MAX, |(index, _)| bytes(index)).min(heading.unwrap_or(u32::MAX))
}

/// Takes out what begins inside of an aside.
fn retain_outside<T>(found: &mut Vec<T>, start: impl Fn(&T) -> u32, asides: &[Aside]) {
    let mut next = asides.iter().peekable();
    found.retain(|found| {
        while next.next_if(|aside| aside.span.end <= start(found)).is_some() {}
        !next.peek().is_some_and(|aside| aside.span.contains(start(found)))
    });
}

/// The asides that no heading reaches into.
pub(super) fn beside(headings: &[DetectedHeading], mut asides: Vec<Aside>) -> Vec<Aside> {
    let mut next = headings.iter().peekable();
    asides.retain(|aside| {
        while next.next_if(|heading| heading.span.end <= aside.span.start).is_some() {}
        !next.peek().is_some_and(|heading| heading.span.overlaps(aside.span))
    });
    asides
}

/// Whether a line is a sentence of some length.
fn is_text(line: &str) -> bool {
    line.len() >= if is_chinese(line) { 60 } else { 40 }
        && ending(line) == Ending::Stop
        && line.starts_with(|first: char| first != '—' && first != '-')
}

/// One past the last line of running text.
fn body_end(layout: &Layout) -> u32 {
    let last = layout.lines.len();
    let ends = |text: &str| text.len() >= 30 && ending(text) == Ending::Stop;
    let text = |index: &usize| {
        layout.wrapped(index + 1)
            || layout.line(*index).is_some_and(|line| line.len() >= 100 || ends(line.text(layout.text)))
    };
    let long = (last.saturating_sub(40)..last).rev().find(text);
    bytes(long.map_or(last, |index| index + 1))
}

/// Brings numbered and other headings into the order of the text, without their levels.
fn merge(layout: &Layout, found: &Found, bare: Vec<Bare>, reasons: &mut Reasons) -> (Vec<Node>, Vec<DetectedHeading>) {
    let Found { candidates, numbered, .. } = found;
    let count = numbered.len() + bare.len();
    let mut found = (Vec::with_capacity(count), Vec::with_capacity(count));
    let mut others = bare.into_iter().peekable();
    for believed in *numbered {
        let Some(candidate) = candidates.get(believed.candidate as usize) else { continue };
        while let Some(bare) = others.next_if(|bare| bare.line < candidate.line) {
            found.extend(from_bare(layout, bare, reasons));
        }
        found.extend([from_numbered(candidate, believed)]);
    }
    found.extend(others.filter_map(|bare| from_bare(layout, bare, reasons)));
    found
}

/// Sets which headings are followed by the next with no text between them.
fn set_tight(layout: &Layout, nodes: &mut [Node], headings: &[DetectedHeading]) {
    for ((node, heading), next) in nodes.iter_mut().zip(headings).zip(headings.iter().skip(1)) {
        let (end, next) = (heading.span.end as usize, next.span.start as usize);
        let between = layout.text.part(end..next.min(end + 200));
        node.tight = next < end + 200 && !between.contains(char::is_alphanumeric);
    }
}

/// A numbered heading.
fn from_numbered(candidate: &Candidate, believed: &Believed) -> (Node, DetectedHeading) {
    let mark = candidate.mark;
    let depth = if mark.scheme == Scheme::Labelled(Unit::Version) { 1 } else { mark.path.depth() };
    let kind = Kind::Numbered(mark.scheme, mark.bracket, depth);
    let span = Span { start: candidate.start, end: candidate.title_end };
    let heading = DetectedHeading {
        level: 1,
        span,
        number: mark.len,
        confidence: confidence(believed.sum),
        evidence: believed.run,
    };
    (
        Node {
            kind,
            run: believed.run,
            path: mark.path,
            before: believed.before,
            start: candidate.start,
            tight: false,
            named: Named::No,
            words: 0,
        },
        heading,
    )
}

/// A heading without a number.
fn from_bare(layout: &Layout, bare: Bare, reasons: &mut Reasons) -> Option<(Node, DetectedHeading)> {
    let first = layout.line(bare.line as usize)?;
    let last = layout.line((bare.end as usize).checked_sub(1)?)?;
    let prominence = look::prominence(layout, first.look);
    // Letters that stand out tell more than whether each word has its capital.
    let style = if prominence > 0 && bare.style == Style::Plain { Style::TitleCase } else { bare.style };
    // All of one style are one run.
    let run = BARE + (style.rank() * 1000.0) as u32 * 400 + 4 * u32::from(prominence) + u32::from(bare.tier);
    let span = Span { start: first.start, end: if bare.cut > 0 { bare.cut } else { last.end } };
    let heading = DetectedHeading {
        level: 1,
        span,
        number: 0,
        confidence: confidence(bare.evidence.sum()),
        evidence: reasons.keep(bare.evidence),
    };
    Some((
        Node {
            kind: Kind::Bare(style, bare.tier, prominence),
            run,
            path: crate::outline::number::Path::default(),
            before: None,
            start: first.start,
            tight: false,
            named: bare.named,
            words: hash(layout.text.span(span)).unwrap_or(0),
        },
        heading,
    ))
}
