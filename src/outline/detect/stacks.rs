//! Headings without a number that stand directly on each other, with no text between them: the upper one is over the
//! lower ones, up to the next of its like (`主要做法`, and below it `党支部领办` and the text).

use foldhash::HashMap;

use super::bare::Bare;
use super::evidence::Reason;
use super::names::Named;
use super::style::Style;

/// The fewest stacks that make a convention: one alone is a title and what stands below it.
const FEWEST: usize = 2;
/// What text below the lower heading says for the upper one: as much as it lost by having none itself, and as much as
/// others gain.
const WEIGHT: f32 = 2.4;

/// Whether one stands directly on the other, and is set off in the same way, or by a further sign or column.
fn stands_on(upper: &Bare, lower: &Bare) -> bool {
    let like = match (upper.style, lower.style) {
        (Style::Lead, _) => false,
        (Style::Signed(_), Style::Signed(_)) => upper.style.rank() <= lower.style.rank(),
        (Style::Outdented(upper), Style::Outdented(lower)) => upper < lower,
        (upper, lower) => upper == lower,
    };
    upper.end == lower.line && like
}

/// Weighs lines that stand directly on a heading, in the order of the text. `spaced` says that paragraphs have blank
/// lines between them, so that a line alone is meant to be.
pub(super) fn weigh(found: &mut [Bare], spaced: bool) {
    let pairs: Vec<usize> = (1..found.len()).filter(|lower| is_pair(found, *lower)).map(|lower| lower - 1).collect();
    if pairs.len() < if spaced { 1 } else { FEWEST } {
        return;
    }
    for upper in pairs {
        if let Some(upper) = found.get_mut(upper) {
            upper.evidence.add(Reason::Body, WEIGHT);
        }
    }
}

/// Whether the line at `lower` has text below it and a single line of its kind directly above it, which has none.
fn is_pair(found: &[Bare], lower: usize) -> bool {
    let at = |index: Option<usize>| index.and_then(|index| found.get(index));
    let (Some(below), Some(above)) = (at(Some(lower)), at(lower.checked_sub(1))) else { return false };
    let alone = at(lower.checked_sub(2)).is_none_or(|higher| !stands_on(higher, above));
    let lacks = |bare: &Bare| bare.evidence.has(Reason::NoBody);
    stands_on(above, below) && alone && below.evidence.sum() > 0.0 && !lacks(below) && lacks(above)
}

/// Sets the tiers of headings without a number: those over others of their style have 0, the others 1. `numbered` are
/// the lines of numbered headings, at which what stands above ends.
pub(super) fn set_tiers(found: &mut [Bare], numbered: &[u32]) {
    let uppers: Vec<bool> = (0..found.len())
        .map(|at| {
            let pair = found.get(at).zip(found.get(at + 1));
            pair.is_some_and(|(upper, lower)| upper.style == lower.style && stands_on(upper, lower))
        })
        .collect();
    for style in stacked(found, &uppers) {
        let mut over: Option<u32> = None;
        for (bare, upper) in found.iter_mut().zip(&uppers).filter(|(bare, _)| bare.style == style) {
            let parted = |over: u32| {
                let after = numbered.partition_point(|line| *line < over);
                numbered.get(after).is_some_and(|line| *line < bare.line)
            };
            let ends = bare.named == Named::Leaf || bare.named == Named::Main && bare.times == 1;
            over = if *upper { Some(bare.line) } else { over.filter(|over| !ends && !parted(*over)) };
            bare.tier = u8::from(over.is_some_and(|_| !upper));
        }
    }
    // One alone that the table of contents does not have may have been forgotten.
    for style in announced(found) {
        let mut of_style = found.iter_mut().filter(|bare| bare.style == style);
        let _first = of_style.find(|bare| bare.evidence.has(Reason::Announced));
        let inner = of_style.filter(|bare| !bare.evidence.has(Reason::Announced) && bare.named == Named::No);
        let inner: Vec<&mut Bare> = inner.collect();
        if inner.len() > 1 {
            inner.into_iter().for_each(|bare| bare.tier = 1);
        }
    }
}

/// The fewest headings of a style in a table of contents below which those of the style that it does not have lie.
const ANNOUNCED: u32 = 3;

/// The styles of which a table of contents has several headings.
fn announced(found: &[Bare]) -> Vec<Style> {
    let mut counts: HashMap<Style, u32> = HashMap::default();
    for bare in found.iter().filter(|bare| bare.evidence.has(Reason::Announced)) {
        *counts.entry(bare.style).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count >= ANNOUNCED).map(|(style, _)| style).collect()
}

/// There are no more styles than these in which a text stacks headings.
const STYLES: usize = 3;

/// The styles in which a text stacks headings, in the order in which they come first.
fn stacked(found: &[Bare], uppers: &[bool]) -> Vec<Style> {
    let mut places: HashMap<Style, usize> = HashMap::default();
    let mut counts: Vec<(Style, usize)> = Vec::new();
    for (bare, upper) in found.iter().zip(uppers) {
        let place = *places.entry(bare.style).or_insert(counts.len());
        if place == counts.len() {
            counts.push((bare.style, 0));
        }
        if let Some((_, uppers)) = counts.get_mut(place).filter(|_| *upper) {
            *uppers += 1;
        }
    }
    // Whoever has one heading on another has two, and more than that is not asked for.
    let stacks = counts.into_iter().filter(|(_, uppers)| *uppers > 0);
    stacks.map(|(style, _)| style).take(STYLES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::detect::evidence::Evidence;

    /// Headings on lines; those marked with `-` have no text below.
    fn bare(lines: &[(u32, char)]) -> Vec<Bare> {
        let one = |&(line, body): &(u32, char)| {
            let mut evidence = Evidence::default();
            evidence.add(Reason::Style, 0.5);
            evidence.add(if body == '-' { Reason::NoBody } else { Reason::Body }, if body == '-' { -1.8 } else { 1.2 });
            Bare { line, end: line + 1, cut: 0, style: Style::Wide, tier: 0, named: Named::No, times: 1, evidence }
        };
        lines.iter().map(one).collect()
    }

    #[test]
    fn the_upper_of_two_is_believed_where_that_is_usual() {
        let check = |lines: &[(u32, char)], expected: &[bool]| {
            let mut found = bare(lines);
            weigh(&mut found, false);
            let believed: Vec<bool> = found.iter().map(|bare| bare.evidence.sum() > 0.0).collect();
            assert_eq!(believed, expected, "{lines:?}");
        };
        check(&[(1, '-'), (2, '+'), (5, '-'), (6, '+')], &[true; 4]);
        check(&[(1, '-'), (2, '+'), (5, '+')], &[false, true, true]);
        check(&[(1, '-'), (2, '-'), (3, '+'), (5, '-'), (6, '+')], &[false, false, true, false, true]);
    }

    #[test]
    fn tiers_follow_from_stacks() {
        let check = |lines: &[(u32, char)], numbered: &[u32], expected: &[u8]| {
            let mut found = bare(lines);
            set_tiers(&mut found, numbered);
            let tiers: Vec<u8> = found.iter().map(|bare| bare.tier).collect();
            assert_eq!(tiers, expected, "{lines:?}");
        };
        let lines = [(1, '+'), (3, '-'), (4, '+'), (6, '+'), (8, '-'), (9, '+')];
        check(&lines, &[], &[0, 0, 1, 1, 0, 1]);
        check(&lines, &[5], &[0, 0, 1, 0, 0, 1]);
        check(&[(1, '+'), (3, '-'), (4, '+')], &[], &[0, 0, 1]);
        check(&[(1, '+'), (3, '+')], &[], &[0, 0]);
    }
}
