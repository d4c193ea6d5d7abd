//! Weighs runs of numbered candidates: headings, or items of lists.

use foldhash::HashMap;

use crate::outline::number::{Bracket, Close, Path, Scheme, Unit};
use crate::text::Part;

use super::candidate::{Candidate, Place, bytes};
use super::contents::Contents;
use super::evidence::{Evidence, Reason};
use super::layout::{Layout, Line};
use super::look;
use super::paragraphs;
use super::runs::{Family, Run};
use super::title::{Ending, Form};

/// Shares of a run's candidates, from 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
struct Shares {
    alone: f32,
    run_in: f32,
    sentence: f32,
    stop: f32,
    colon: f32,
    item: f32,
    body: f32,
    underlined: f32,
    announced: f32,
    blank: f32,
    wrapped: f32,
    small: f32,
    spaced: f32,
}

/// The shares of a run's candidates that a table of contents announces or that are underlined.
struct Sign {
    announced: f32,
    underlined: f32,
}

/// Weighs all runs.
pub(super) fn runs(layout: &Layout, contents: &Contents, candidates: &[Candidate], runs: &[Run]) -> Vec<Evidence> {
    let prefixes = prefixes(candidates, runs);
    let spaces = spaces(candidates);
    let weigh = |(run, prefix)| {
        let shares = shares(layout, candidates, run);
        let sign = Sign { announced: shares.announced, underlined: shares.underlined };
        (weigh(layout, candidates, run, &shares, prefix, spaces), sign)
    };
    let (mut found, signs): (Vec<Evidence>, Vec<Sign>) = runs.iter().zip(prefixes).map(weigh).unzip();
    contrast(contents, runs, &signs, &mut found);
    drop(signs);
    demands(candidates, runs, &mut found);
    paragraphs::weigh(layout, candidates, runs, &mut found);
    smooth(runs, &mut found);
    found
}

/// Whether lost line ends became spaces, where there are any.
fn spaces(candidates: &[Candidate]) -> bool {
    let inside = candidates.iter().filter(|candidate| candidate.place == Place::Inside).count();
    let spaced = candidates.iter().filter(|candidate| candidate.place == Place::Spaced).count();
    spaced * 4 >= inside.max(1)
}

/// The log-odds that a mark at the beginning of a line opens a heading, by its scheme alone. The figures follow from
/// 31 reports (`一、` 111 of 111, `（一）` all, `1.` few), 3,504 laws (`第N章` all) and 400 RFCs (7,165 of 18,882
/// numbered lines are items).
fn prior(family: &Family) -> f32 {
    match (family.scheme, family.bracket, family.depth) {
        (Scheme::Labelled(Unit::Step), ..) => -6.0,
        (Scheme::Labelled(Unit::Section), ..) => 2.0,
        (Scheme::Labelled(_), ..) => 2.5,
        (Scheme::Grand, ..) => 2.0,
        (Scheme::Han, Bracket::None, _) => 1.5,
        (Scheme::Han, Bracket::Full, _) => 0.3,
        (Scheme::Han, Bracket::Half, _) => -1.0,
        (Scheme::HanLead | Scheme::HanCall, ..) => -0.2,
        (Scheme::Arabic, Bracket::None, 1) => -0.5,
        (Scheme::Arabic, Bracket::None, _) => 1.0,
        (Scheme::Arabic, ..) => -1.5,
        (Scheme::Circled, ..) => -2.0,
        (Scheme::Upper, Bracket::None, 1) => -0.5,
        (Scheme::Upper, Bracket::None, _) => 1.5,
        (Scheme::Roman, Bracket::None, _) => 0.5,
        (Scheme::Upper | Scheme::Roman, ..) => -2.0,
        (Scheme::Lower | Scheme::SmallRoman, ..) => -3.0,
    }
}

/// The shares of a run.
fn shares(layout: &Layout, candidates: &[Candidate], run: &Run) -> Shares {
    let mut sums = Shares::default();
    let mut bodies = 0.0_f32;
    let mut items = run.items.iter().filter_map(|item| candidates.get(*item as usize)).peekable();
    while let Some(item) = items.next() {
        let one = |is: bool| f32::from(u8::from(is));
        sums.alone +=
            one(item.form == Form::Alone && !matches!(item.ending, Ending::Stop | Ending::Semicolon | Ending::Comma));
        sums.run_in += one(item.form == Form::RunIn && item.rest >= BODY);
        sums.sentence += one(item.form == Form::Sentence);
        sums.colon += one(item.form == Form::Alone && item.ending == Ending::Colon);
        if item.form == Form::Alone && item.ending == Ending::Stop {
            let letters = layout.text.part(item.start as usize..item.title_end as usize).is_ascii();
            sums.stop += if letters { 2.0 } else { 1.0 };
        }
        sums.item += one(matches!(item.ending, Ending::Semicolon | Ending::Comma));
        sums.underlined += one(item.signs.underlined);
        sums.announced += one(item.signs.announced);
        sums.blank += one(item.signs.blank_before);
        sums.wrapped += one(item.signs.wrapped);
        sums.small += one(item.signs.small);
        sums.spaced += one(item.place != Place::Inside);
        if let Some(next) = items.peek() {
            let below = has_body(layout, item, next);
            sums.body += one(below);
            bodies += 1.0;
        }
    }
    let count = run.items.len().max(1) as f32;
    Shares {
        alone: sums.alone / count,
        run_in: sums.run_in / count,
        sentence: sums.sentence / count,
        stop: sums.stop / count,
        colon: sums.colon / count,
        item: sums.item / count,
        body: if bodies > 0.0 { sums.body / bodies } else { 0.5 },
        underlined: sums.underlined / count,
        announced: sums.announced / count,
        blank: sums.blank / count,
        wrapped: sums.wrapped / count,
        small: sums.small / count,
        spaced: sums.spaced / count,
    }
}

/// So many bytes behind a title are text: some fifteen Chinese characters.
const BODY: u32 = 45;

/// Whether text stands between a candidate and the next of its run. Lines that hang below the words of a candidate
/// belong to it.
fn has_body(layout: &Layout, item: &Candidate, next: &Candidate) -> bool {
    if item.rest >= BODY || next.start > item.paragraph_end + 600 {
        return true;
    }
    if item.place != Place::Line && next.line == item.line {
        return next.start > item.title_end + BODY;
    }
    let behind = item.line + item.lines;
    let hangs = |line: Line| line.blanks == 0 && line.indent > item.indent && line.first.is_ascii();
    next.line > behind && layout.line(behind as usize).is_some_and(|line| !hangs(line))
}

/// Weighs one run by itself.
fn weigh(
    layout: &Layout,
    candidates: &[Candidate],
    run: &Run,
    shares: &Shares,
    prefix: Option<bool>,
    spaces: bool,
) -> Evidence {
    let mut evidence = layout.evidence();
    let Some(first) = run.items.first().and_then(|item| candidates.get(*item as usize)) else { return evidence };
    evidence.add(Reason::Scheme, prior(&run.family));
    sequence(run, first, &mut evidence);
    evidence.add(Reason::Alone, 1.5 * shares.alone);
    evidence.add(Reason::RunIn, 1.2 * shares.run_in);
    let whole = if shares.sentence > 0.9 { -2.0 } else { 0.0 };
    evidence.add(Reason::Sentence, -3.0 * shares.sentence + whole - 0.8 * shares.stop);
    evidence.add(Reason::Item, -6.0 * shares.item - 1.8 * shares.colon);
    if first.signs.colon_before {
        evidence.add(Reason::Colon, -1.5);
    } else if run.family.scheme == Scheme::Han {
        evidence.add(Reason::Colon, 0.8);
    }
    if shares.body >= 0.7 {
        evidence.add(Reason::Body, 1.0);
    } else if run.items.len() > 1 {
        evidence.add(Reason::NoBody, -4.0 * (0.7 - shares.body) / 0.7);
    }
    evidence.add(Reason::Underlined, 5.0 * shares.underlined);
    evidence.add(Reason::Announced, 4.0 * shares.announced);
    evidence.add(Reason::Wrapped, -4.0 * shares.wrapped);
    evidence.add(Reason::Small, -2.0 * shares.small);
    if let Some(fits) = prefix {
        evidence.add(Reason::Prefix, if fits { 1.5 } else { -2.5 });
    }
    look::weigh_run(layout, run.items.iter().filter_map(|item| candidates.get(*item as usize)), &mut evidence);
    place(layout, run, first, shares, spaces, &mut evidence);
    evidence
}

/// How far the numbers follow each other.
fn sequence(run: &Run, first: &Candidate, evidence: &mut Evidence) {
    let labelled = matches!(run.family.scheme, Scheme::Labelled(_));
    let all_same = run.repeats as usize + 1 == run.items.len() && run.items.len() > 2;
    evidence.add(Reason::Recurring, if all_same { -4.0 } else { 0.0 });
    match run.items.len() - (run.repeats as usize).min(run.items.len() - 1) {
        1 => {
            let number = first.mark.path.ordinal();
            let version = run.family.scheme == Scheme::Labelled(Unit::Version);
            // Of a periodical: `Issue 41`. The numbers of audits begin with the year.
            let issue = run.family.scheme == Scheme::Labelled(Unit::Finding) && (2..1900).contains(&number);
            let late = if version || issue {
                -5.0
            } else if labelled && number > 1 {
                -1.5
            } else {
                0.0
            };
            evidence.add(Reason::Single, if labelled || run.family.depth > 1 { late } else { -1.5 });
        }
        2 => evidence.add(Reason::Sequence, 0.8),
        3 | 4 => evidence.add(Reason::Sequence, 1.4),
        _ => evidence.add(Reason::Sequence, 2.0),
    }
    let late = match first.mark.path.ordinal() {
        0 | 1 => 0.0,
        2..=4 => -1.5,
        _ if run.items.len() == 1 => -3.5,
        _ => -1.5,
    };
    evidence.add(Reason::LateStart, if labelled { 0.0 } else { late });
    evidence.add(Reason::Gap, -0.4 * (run.gaps.min(5) as f32));
}

/// What the place on the page says.
fn place(layout: &Layout, run: &Run, first: &Candidate, shares: &Shares, spaces: bool, evidence: &mut Evidence) {
    if run.family.inside {
        let lost = if spaces { -3.0 } else { 0.0 };
        evidence.add(Reason::Place, lost * (1.0 - shares.spaced));
        return;
    }
    if layout.parted {
        evidence.add(Reason::Blank, 1.2 * shares.blank);
    }
    if layout.spaced {
        evidence.add(Reason::Blank, 0.7 * shares.blank);
        evidence.add(Reason::NoBlank, -1.8 * (1.0 - shares.blank));
    }
    let text = layout.body.max(layout.first);
    if layout.wrap.is_some() && first.indent > text {
        evidence.add(Reason::Indented, if first.indent > text + 1 { -2.5 } else { -1.5 });
    }
    if layout.line(first.line as usize).is_some_and(|line| layout.is_outdented(line)) {
        evidence.add(Reason::Outdented, 2.0);
    } else if layout.outdented && first.indent == layout.body {
        evidence.add(Reason::Indented, -1.5);
    }
}

/// For each run of numbers in several parts, whether what precedes its numbers was seen above it: `2.1` below `2.`.
fn prefixes(candidates: &[Candidate], runs: &[Run]) -> Vec<Option<bool>> {
    let first = |run: &Run| run.items.first().copied();
    let mut deep = runs.iter().enumerate().filter(|(_, run)| run.family.depth > 1).peekable();
    let mut found = vec![None; runs.len()];
    let mut last: HashMap<(Scheme, u8), Path> = HashMap::default();
    for (index, candidate) in candidates.iter().enumerate() {
        let depth = candidate.mark.path.depth();
        let scheme = match candidate.mark.scheme {
            Scheme::Labelled(Unit::Chapter | Unit::Part | Unit::Section) | Scheme::Han | Scheme::Grand => {
                Scheme::Arabic
            }
            Scheme::Labelled(Unit::Appendix) => Scheme::Upper,
            Scheme::Labelled(Unit::Version) => continue,
            scheme => scheme,
        };
        if let Some((run, _)) = deep.next_if(|(_, run)| first(run) == Some(bytes(index))) {
            let prefix = candidate.mark.path.prefix();
            let fits = last.get(&(scheme, depth - 1)).is_some_and(|above| above.parts() == prefix);
            if let Some(slot) = found.get_mut(run) {
                *slot = Some(fits);
            }
        }
        if candidate.form != Form::Sentence {
            last.insert((scheme, depth), candidate.mark.path);
        }
    }
    found
}

/// Where a table of contents or a drawn line marks some runs of a family, the others are no headings.
fn contrast(contents: &Contents, runs: &[Run], signs: &[Sign], found: &mut [Evidence]) {
    let mut best: HashMap<Family, (f32, f32)> = HashMap::default();
    for (run, sign) in runs.iter().zip(signs) {
        let entry = best.entry(run.family).or_default();
        if run.items.len() > 1 || sign.underlined > 0.0 {
            *entry = (entry.0.max(sign.announced), entry.1.max(sign.underlined));
        }
    }
    // Where a table of contents has headings with numbers of several parts, `1.` alone counts steps.
    let numbered = best.iter().any(|(family, (announced, _))| family.depth > 1 && *announced >= 0.6);
    for ((run, sign), evidence) in runs.iter().zip(signs).zip(found) {
        let Some((announced, underlined)) = best.get(&run.family) else { continue };
        if contents.is_present() && *announced >= 0.6 && sign.announced == 0.0 {
            evidence.add(Reason::Unannounced, -3.0);
        }
        if contents.is_present() && run.family.depth == 1 && *announced == 0.0 {
            let steps = numbered && run.family.scheme == Scheme::Arabic && run.family.bracket == Bracket::None;
            evidence.add(Reason::Unannounced, if steps { -3.0 } else { -1.5 });
        }
        if *underlined >= 0.8 && sign.underlined == 0.0 {
            evidence.add(Reason::Unannounced, -3.0);
        }
    }
}

/// Demands (`一要…`) are headings where nothing stands between them and their section; below `（一）` they are prose.
fn demands(candidates: &[Candidate], runs: &[Run], found: &mut [Evidence]) {
    for (run, evidence) in runs.iter().zip(found).filter(|(run, _)| run.family.scheme == Scheme::HanCall) {
        let first = run.items.first().map_or(0, |first| *first as usize);
        let mut above = candidates.get(first.saturating_sub(NEAR)..first).unwrap_or_default().iter().rev();
        let section = above.find(|above| above.mark.scheme == Scheme::Han);
        let deep = section.is_some_and(|section| section.mark.bracket == Bracket::Full);
        let below = |start: u32| section.is_some_and(|section| start <= section.title_end + SEAM);
        let prose = run.family.inside && !candidates.get(first).is_some_and(|first| below(first.start));
        evidence.add(Reason::Family, if deep || prose { -5.0 } else { 0.0 });
        let long = run.items.iter().filter_map(|item| candidates.get(*item as usize)).any(|item| item.columns > DEMAND);
        evidence.add(Reason::Sentence, if long { -5.0 } else { 0.0 });
    }
}

/// The columns of the longest demand that is a title, and no sentence.
const DEMAND: u32 = 36;

/// Inside of a line, at most so many bytes part a demand from the title that it stands below.
const SEAM: u32 = 4;

/// So many candidates are looked back at for the section of a run.
const NEAR: usize = 200;

/// Letters that weigh more than this set a line apart from the text.
const APART: f32 = 1.0;

/// Lets short runs lean on the others of their family whose numbers end alike and that are set in letters like theirs,
/// apart from the text or not.
fn smooth(runs: &[Run], found: &mut [Evidence]) {
    let kind = |run: &Run, evidence: &Evidence| (run.family, run.close, evidence.look() > APART);
    let mut sums: HashMap<(Family, Close, bool), (f32, f32)> = HashMap::default();
    for (run, evidence) in runs.iter().zip(found.iter()) {
        let entry = sums.entry(kind(run, evidence)).or_default();
        let weight = run.items.len() as f32;
        *entry = (entry.0 + weight * evidence.sum().clamp(-8.0, 8.0), entry.1 + weight);
    }
    for (run, evidence) in runs.iter().zip(found) {
        let Some((sum, count)) = sums.get(&kind(run, evidence)) else { continue };
        let weight = run.items.len() as f32;
        let stray = weight < 2.0 && evidence.has(Reason::LateStart);
        if *count > weight && !(stray && *sum > 0.0) {
            let own = evidence.sum();
            let others = (sum - weight * own.clamp(-8.0, 8.0)) / (count - weight);
            evidence.add(Reason::Family, (others - own) * 1.5 / (weight + 1.5));
        }
    }
}
