//! Headings without a number, judged last: among the numbered ones that are known by then.

use foldhash::HashMap;

use super::bounds;
use super::candidate::{bytes, underline};
use super::chars::columns;
use super::company;
use super::contents::Contents;
use super::evidence::{Evidence, Reason};
use super::layout::{Layout, Line};
use super::look;
use super::names::{self, Named};
use super::style::{self, Style, latin_style, style};
use super::title::{Ending, ending};

/// A heading without a number.
#[derive(Clone, Debug)]
pub(super) struct Bare {
    /// The line that it stands on.
    pub(super) line: u32,
    /// One past the last line that it takes.
    pub(super) end: u32,
    /// One past the last byte of its title, where text follows it on its line; else 0.
    pub(super) cut: u32,
    /// How it is set off.
    pub(super) style: Style,
    /// Whether it stands under another of its style: 0 or 1.
    pub(super) tier: u8,
    /// What it is by its name.
    pub(super) named: Named,
    /// How often lines with the same text were weighed.
    pub(super) times: u32,
    /// What speaks for it and against it.
    pub(super) evidence: Evidence,
}

/// A line that is weighed.
#[derive(Clone, Copy)]
struct Place {
    index: usize,
    lines: usize,
    line: Line,
    style: Style,
    named: Named,
}

/// What is known when bare headings are judged.
pub(super) struct Known<'a> {
    /// The lines of numbered headings, as they are in the text.
    pub(super) headings: &'a [u32],
    /// The lines that are only the number of a document in a collection: what stands below is its title.
    pub(super) pieces: &'a [u32],
    /// All lines that their titles take.
    pub(super) covered: &'a [u32],
    /// The line on which the running text begins.
    pub(super) body: u32,
    /// One past the last line of running text.
    pub(super) body_end: u32,
    /// How many of the numbered headings are underlined.
    pub(super) underlined: usize,
}

/// Finds and weighs the lines that may be headings without a number.
pub(super) fn find(layout: &Layout, contents: &Contents, known: &Known) -> Vec<Bare> {
    let mut found = Vec::new();
    let most = bounds::places(layout.text).saturating_sub(known.headings.len());
    let mut times = Times::default();
    let mut covered = known.covered.iter().copied().peekable();
    for (index, line) in layout.lines.iter().enumerate() {
        while covered.next_if(|covered| *covered < bytes(index)).is_some() {}
        let taken = covered.peek() == Some(&bytes(index));
        if line.contents || line.look.fixed || taken || line.len() > 240 || is_hopeless(layout, index, *line) {
            continue;
        }
        let text = line.text(layout.text);
        let named = match names::named(text) {
            Named::Contents => Named::No,
            named => named,
        };
        let Some(style) = style(layout, index, text, named) else { continue };
        let lines = title_lines(layout, index, style, named);
        let Some(lines) = lines else { continue };
        let place = Place { index, lines, line: *line, style, named };
        let evidence = weigh(layout, contents, known, place);
        let (line, end, times) = (bytes(index), bytes(index + lines), times.count(text));
        bounds::add(&mut found, Bare { line, end, cut: 0, style, tier: 0, named, times, evidence });
        if found.len() >= most {
            break;
        }
    }
    times.fill_in(&mut found);
    company::judge(layout, contents, known, &mut found);
    found
}

/// How often texts come.
#[derive(Default)]
struct Times<'a> {
    /// The place of each text in the counts.
    places: HashMap<&'a str, u32>,
    counts: Vec<u32>,
}

impl<'a> Times<'a> {
    /// Counts a text, and returns its place in the counts.
    fn count(&mut self, text: &'a str) -> u32 {
        let place = *self.places.entry(text).or_insert(bytes(self.counts.len()));
        match self.counts.get_mut(place as usize) {
            Some(count) => *count += 1,
            None => self.counts.push(1),
        }
        place
    }

    /// Puts counts where places in them stand.
    fn fill_in(&self, found: &mut [Bare]) {
        for bare in found {
            bare.times = self.counts.get(bare.times as usize).copied().unwrap_or(1);
        }
    }
}

/// Whether a look at the edges of a line shows that it is no heading. Most lines are sent away here, so this is cheap:
/// it goes to their text last.
fn is_hopeless(layout: &Layout, index: usize, line: Line) -> bool {
    let tight = layout.spaced && line.blanks == 0 && !layout.is_outdented(line);
    let ends = matches!(line.last, b'.' | b',' | b';' | b'-') && !(line.len() < 40 && line.last == b'.');
    let begins = line.first.is_ascii_lowercase() || matches!(line.first, b'*' | b'-' | b'|' | b'+' | b'>' | b'$');
    let bracket = line.first == 0xe3;
    // Names with a mark in them are Chinese: `附件`.
    let numbered = line.ascii && line.marked;
    let hopeless = numbered
        || begins
        || ends
        || (tight && !bracket && line.len() > 24)
        || layout.wrapped(index)
        || opens_paragraph(layout, index);
    let may_ask = matches!(line.first, b'Q' | 0xe5 | 0xe9);
    hopeless && underline(layout, index + 1).is_none() && !(may_ask && style::asks(line.text(layout.text)))
}

/// Whether a line goes on in the next and is not in title case or capitals: the first of a paragraph.
fn opens_paragraph(layout: &Layout, index: usize) -> bool {
    let small = |word: &[u8]| word.len() >= 4 && word.first().is_some_and(u8::is_ascii_lowercase);
    layout.wrapped(index + 1)
        && layout.line_text(index).as_bytes().split(|byte| *byte == b' ').filter(|word| small(word)).nth(3).is_some()
}

/// The lines that a title takes; none where it is the beginning of a paragraph.
fn title_lines(layout: &Layout, index: usize, style: Style, named: Named) -> Option<usize> {
    let whole = style != Style::Question && !layout.wrapped(index + 1);
    if matches!(style, Style::Underlined(_)) || named != Named::No || whole {
        return Some(1);
    }
    let goes_on = |line: usize| match style {
        Style::Question => {
            layout.line(line).is_some_and(|next| next.blanks == 0 && !style::answers(next.text(layout.text)))
        }
        _ => layout.wrapped(line),
    };
    let mut lines = 1;
    while lines < 4 && goes_on(index + lines) {
        lines += 1;
    }
    let last = layout.line_text(index + lines - 1);
    let alone = layout.line(index + lines).is_none_or(|next| next.blanks > 0);
    let clean = !matches!(ending(last), Ending::Stop | Ending::Semicolon | Ending::Comma | Ending::Colon);
    let strong = matches!(style, Style::Capitals | Style::TitleCase | Style::Outdented(_))
        && lines <= 3
        && latin_style(last).is_some();
    (clean && (alone && strong || style == Style::Question)).then_some(lines)
}

/// Weighs one line.
fn weigh(layout: &Layout, contents: &Contents, known: &Known, place: Place) -> Evidence {
    let Place { index, lines, line, style, named } = place;
    let mut evidence = layout.evidence();
    let text = line.text(layout.text);
    evidence.add(Reason::Style, style.prior());
    look::weigh_line(layout, line.look, style, &mut evidence);
    if named != Named::No {
        evidence.add(Reason::Name, 2.5);
        evidence.add(Reason::Colon, if ending(text) == Ending::Colon { -2.0 } else { 0.0 });
    }
    if contents.announces(text) {
        evidence.add(Reason::Announced, 5.0);
    }
    let next = index + lines + usize::from(matches!(style, Style::Underlined(_)));
    let apart = layout.spaced && line.blanks > 0 && layout.line(next).is_some_and(|next| next.blanks > 0);
    if apart && matches!(style, Style::Plain | Style::TitleCase) && ending(text) == Ending::Question {
        evidence.add(Reason::Style, 1.8);
    }
    blanks(layout, line, next, style, &mut evidence);
    indents(layout, line, style, &mut evidence);
    if layout.wrapped(index) {
        evidence.add(Reason::Wrapped, -4.0);
    }
    if let Style::Signed(sign) = style {
        let listed =
            [index.wrapping_sub(1), index + 1].into_iter().any(|beside| layout.line_text(beside).starts_with(sign));
        evidence.add(Reason::Item, if listed { -4.0 } else { 0.0 });
    }
    follows(layout, known, place, next, &mut evidence);
    if known.pieces.binary_search(&bytes(index.wrapping_sub(1))).is_ok() {
        evidence.add(Reason::Place, -4.0);
    }
    let left = layout.is_outdented(line);
    if bytes(index) < known.body && named == Named::No && !left {
        let byline = usize::from(is_byline(layout.line_text(index + 1)));
        let last = index > 0 && bytes(index + 1 + byline) == known.body;
        let drawn = matches!(style, Style::Underlined(_));
        // The words of a title page are large, whatever they are.
        evidence.add(Reason::Place, if layout.dressed && contents.follow(index) { -2.5 } else { 0.0 });
        evidence.add(
            Reason::Place,
            if last {
                -1.0
            } else if drawn {
                -1.5
            } else {
                -4.0
            },
        );
    }
    if bytes(index) >= known.body_end && named == Named::No && !left {
        evidence.add(Reason::NoBody, -3.0);
    }
    evidence
}

/// What the blank lines around a line say.
fn blanks(layout: &Layout, line: Line, next: usize, style: Style, evidence: &mut Evidence) {
    if layout.parted {
        evidence.add(Reason::Blank, if line.blanks > 0 { 1.8 } else { -0.6 });
    }
    if !layout.spaced {
        return;
    }
    if line.blanks > 0 {
        let after = layout.line(next).is_none_or(|next| next.blanks > 0);
        evidence.add(Reason::Blank, 0.8 + if after { 0.3 } else { 0.0 } + if line.blanks > 1 { 0.5 } else { 0.0 });
    } else if !matches!(style, Style::Outdented(_)) {
        evidence.add(Reason::NoBlank, -2.5);
    }
}

/// What the indentation of a line says.
fn indents(layout: &Layout, line: Line, style: Style, evidence: &mut Evidence) {
    let centred = layout.is_centred(line);
    if layout.is_outdented(line) {
        evidence.add(Reason::Outdented, 2.5);
    } else if layout.outdented {
        evidence.add(Reason::Indented, -3.0);
    } else if layout.wrap.is_none() && line.indent >= layout.body + 3 && style == Style::Wide {
        evidence.add(Reason::Place, 1.0);
    } else if line.indent > layout.body.max(layout.first) + 1 && layout.wrap.is_some() && !centred {
        evidence.add(Reason::Indented, -2.0);
    }
}

/// Whether a line says who wrote what stands below it, and no more: `by Helen Marsh`.
fn is_byline(text: &str) -> bool {
    let name = text.strip_prefix("by ").or_else(|| text.strip_prefix("By "));
    name.is_some_and(|name| name.len() <= 40 && latin_style(name) == Some(Style::TitleCase) && !name.ends_with('.'))
}

/// Whether a line that stands apart is in title case, as a heading below one in capitals is, with a paragraph below it.
fn is_lower_head(layout: &Layout, index: usize) -> bool {
    let text = layout.line_text(index);
    let titled = !text.contains(':') && ending(text) == Ending::Nothing && latin_style(text) == Some(Style::TitleCase);
    let below = index + 1 + usize::from(is_byline(layout.line_text(index + 1)));
    titled && (layout.wrapped(below + 1) || layout.line(below).is_some_and(|line| line.len() >= 60))
}

/// The columns of the shortest sentence that is text below a heading.
const SENTENCE: u32 = 28;

/// What comes before and behind a line: a heading stands between the end of one text and the beginning of another.
fn follows(layout: &Layout, known: &Known, place: Place, next: usize, evidence: &mut Evidence) {
    let Place { index, line, style, .. } = place;
    let next = next + usize::from(is_byline(layout.line_text(next)));
    let Some(after) = layout.line(next) else {
        evidence.add(Reason::NoBody, -3.0);
        return;
    };
    let own = columns(line.text(layout.text));
    let heading = known.headings.binary_search(&bytes(next)).is_ok();
    let text = after.text(layout.text);
    let full = layout.wrap.map_or(60.max(own * 3 / 2), |wrap| wrap * 3 / 5);
    let long = layout.wrapped(next + 1) || u32::from(after.edge.saturating_sub(after.indent)) >= full;
    let fills = layout.wrap.is_some_and(|wrap| own * 20 >= wrap * 17);
    if fills && after.blanks == 0 {
        // Words of Chinese have no spaces between them that show whether the next had room.
        evidence.add(Reason::Wrapped, if line.ascii { -1.5 } else { -3.0 });
    }
    let apart = layout.spaced && line.blanks > 0 && after.blanks > 0;
    let item = text.starts_with(['*', '•', '·', '○', '●']) || text.starts_with("- ") || text.starts_with("o ");
    let left = layout.is_outdented(line);
    let deeper = after.indent > line.indent;
    let hangs = left && deeper && (line.blanks > 0 || !layout.spaced);
    let listed = apart && (item || after.counted || deeper);
    if heading || long {
        evidence.add(Reason::Body, 1.2);
    } else if hangs || listed || apart && style == Style::Capitals && is_lower_head(layout, next) {
        evidence.add(Reason::NoBody, -0.1);
    } else if item {
        evidence.add(Reason::NoBody, if layout.spaced && line.blanks > 0 { -2.0 } else { -3.6 });
    } else {
        let short = matches!(ending(text), Ending::Nothing | Ending::Comma);
        // A whole sentence is text, however short.
        let said = ending(text) == Ending::Stop && columns(text) >= SENTENCE.max(own);
        let said = said && (layout.spaced || after.ascii || after.marked);
        if said {
            evidence.add(Reason::Body, 0.6);
        } else {
            evidence.add(Reason::NoBody, if short { -1.8 } else { -0.6 });
        }
    }
    // Where headings stand left of the text, a line at its edge with text further right below it is a term.
    if layout.outdented && !left && deeper && !matches!(style, Style::Underlined(_)) {
        evidence.add(Reason::Item, -2.0);
    }
    let term = layout.spaced && !left && after.blanks == 0 && after.indent >= line.indent + 3;
    let of_program = || text.contains('_') || text.starts_with(['\'', '`', '"', '‘', '<', '[', '-']);
    if term && of_program() {
        evidence.add(Reason::Item, -2.0);
    }
    let goes_on = text.starts_with(|first: char| first.is_lowercase() || "，。、；：,.;）)”".contains(first));
    if goes_on && after.blanks == 0 && after.indent <= line.indent {
        evidence.add(Reason::Wrapped, -2.5);
    }
    let Some(before) = index.checked_sub(1).and_then(|before| layout.line(before)) else { return };
    if line.blanks > 0 && before.blanks > 0 && style::rule_apart(before.text(layout.text)) {
        evidence.add(Reason::Place, 2.0);
        return;
    }
    let heads = known.headings.binary_search(&bytes(index.saturating_sub(1))).is_ok();
    let wide = layout.wrap.is_none() && before.len() >= 90 && before.blanks.max(line.blanks) == 0;
    match before.ending(layout.text) {
        Ending::Nothing if wide && !heads => evidence.add(Reason::Wrapped, -3.0),
        Ending::Stop | Ending::Question => evidence.add(Reason::Place, 0.8),
        Ending::Comma => evidence.add(Reason::Place, -1.5),
        Ending::Colon => evidence.add(Reason::Place, -1.0),
        _ if heads => evidence.add(Reason::Place, if line.blanks == 0 && layout.parted { -2.0 } else { -0.4 }),
        _ => {}
    }
}
