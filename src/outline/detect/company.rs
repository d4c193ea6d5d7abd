//! What lines without a number say of each other, once each has been weighed by itself.

use foldhash::{HashMap, HashSet};
use memchr::{memchr, memchr_iter};

use crate::text::Part;

use super::bare::{Bare, Known};
use super::chars::columns;
use super::contents::Contents;
use super::evidence::Reason;
use super::layout::{Layout, Line, NEAR};
use super::look;
use super::names::Named;
use super::stacks;
use super::style::{Style, latin_style};

/// Adds to the evidence of lines what the others say.
pub(super) fn judge(layout: &Layout, contents: &Contents, known: &Known, found: &mut [Bare]) {
    if contents.is_present() {
        unannounced(found);
    }
    below_announced(found);
    above_announced(found);
    recurring(layout, found);
    speakers(layout, found);
    convention(known, found);
    groups(found);
    stacks::weigh(found, layout.spaced);
}

/// Where a table of contents has headings, the others are none; but one that has no heading in title case may not go
/// as deep as those do.
fn unannounced(found: &mut [Bare]) {
    let is_announced = |bare: &Bare| bare.evidence.has(Reason::Announced);
    let styles: HashSet<Style> = found.iter().filter(|bare| is_announced(bare)).map(|bare| bare.style).collect();
    for bare in found.iter_mut().filter(|bare| !is_announced(bare) && !matches!(bare.style, Style::Underlined(_))) {
        let deeper = matches!(bare.style, Style::TitleCase | Style::Plain) && !styles.contains(&bare.style);
        bare.evidence.add(Reason::Unannounced, if deeper { -0.8 } else { -1.5 });
    }
}

/// A line directly below a heading that a table of contents has, with text below it, stands over that text.
fn below_announced(found: &mut [Bare]) {
    for lower in 1..found.len() {
        let Some((above, below)) = found.get(lower - 1).zip(found.get(lower)) else { continue };
        let stands = above.end == below.line && above.style == below.style;
        if stands && above.evidence.has(Reason::Announced) && !below.evidence.has(Reason::Announced) {
            found.iter_mut().skip(lower).take(1).for_each(|below| below.evidence.add(Reason::Place, 1.8));
        }
    }
}

/// A line that a table of contents does not have ends the text above it where one that it has follows: a signature.
fn above_announced(found: &mut [Bare]) {
    for upper in 1..found.len() {
        let Some((above, below)) = found.get(upper - 1).zip(found.get(upper)) else { continue };
        let ends = above.end == below.line && above.style == below.style && above.named == Named::No;
        if ends && below.evidence.has(Reason::Announced) && !above.evidence.has(Reason::Announced) {
            found.iter_mut().skip(upper - 1).take(1).for_each(|above| above.evidence.add(Reason::NoBody, -3.0));
        }
    }
}

/// The same line again and again is no heading: a play has 1,032 names of speakers on lines of their own. In larger
/// letters it mostly is one all the same: chapters that are built alike have sections of the same names.
fn recurring(layout: &Layout, found: &mut [Bare]) {
    let mut shares: HashMap<Style, (u32, u32, f32)> = HashMap::default();
    for bare in found.iter() {
        let share = shares.entry(bare.style).or_default();
        let again = bare.times >= 3;
        let texts = if again { 1.0 / bare.times as f32 } else { 0.0 };
        *share = (share.0 + u32::from(again), share.1 + 1, share.2 + texts);
    }
    let larger =
        |bare: &Bare| layout.line(bare.line as usize).is_some_and(|line| look::prominence(layout, line.look) > 1);
    for bare in found.iter_mut() {
        let times = bare.times;
        let weight = if larger(bare) { 0.2 } else { 1.0 };
        let (many, all, texts) = shares.get(&bare.style).copied().unwrap_or((0, 1, 0.0));
        if times >= 3 && bare.named == Named::No {
            // A phrase with text below it each time may be a part that each document has: `About the Authority`.
            let phrase = times <= 5 && bare.style != Style::Capitals && bare.evidence.has(Reason::Body);
            let weight = if phrase && words(layout, bare) >= 3 { 0.3 * weight } else { weight };
            bare.evidence.add(Reason::Recurring, weight * -1.5 * (times.min(6) as f32 - 1.0));
        }
        // One line that comes again says nothing of the others.
        if many * 3 > all && texts > 1.5 && !matches!(bare.style, Style::Underlined(_)) {
            bare.evidence.add(Reason::Recurring, weight * -3.0);
        }
    }
}

/// How many words a line has.
fn words(layout: &Layout, bare: &Bare) -> usize {
    layout.line_text(bare.line as usize).split_whitespace().count()
}

/// What stands before a colon inside of a line: `FAA: Yes.`, `记者：…`; none where it is long.
fn before_colon<'a>(layout: &Layout<'a>, line: Line) -> Option<&'a str> {
    if !line.colon {
        return None;
    }
    let text = line.text(layout.text);
    let head = text.part(0..NEAR);
    let half = memchr(b':', head.as_bytes());
    let full = if line.ascii { None } else { full_colon(head.as_bytes()) };
    let at = half.into_iter().chain(full).min()?;
    let before = text.part(0..at);
    let after = text.part(at + 1..text.len()).trim_start_matches('：');
    let short = columns(before) <= 30 && before.split_whitespace().count() <= 4;
    (short && !before.is_empty() && !after.trim().is_empty()).then_some(before)
}

/// Where the first `：` stands: its last byte is looked for, which few other characters have.
fn full_colon(bytes: &[u8]) -> Option<usize> {
    let begins = |at: &usize| bytes.get(*at..).is_some_and(|rest| rest.starts_with("：".as_bytes()));
    memchr_iter(0x9a, bytes).filter_map(|last| last.checked_sub(2)).find(begins)
}

/// A line with a colon inside is no heading where others say the same before it: a name and what its owner says, or a
/// field and its value.
fn speakers(layout: &Layout, found: &mut [Bare]) {
    let said = |bare: &Bare| layout.line(bare.line as usize).and_then(|line| before_colon(layout, line));
    let said: Vec<(usize, &str)> = found.iter().enumerate().filter_map(|(at, bare)| Some((at, said(bare)?))).collect();
    if said.is_empty() {
        return;
    }
    let mut counts: HashMap<&str, u32> = said.iter().map(|(_, before)| (*before, 0)).collect();
    let mut begins = [false; 256];
    for first in counts.keys().filter_map(|before| before.bytes().next()) {
        begins.iter_mut().skip(usize::from(first)).take(1).for_each(|begins| *begins = true);
    }
    let may = |line: &&Line| !line.contents && begins.get(usize::from(line.first)).is_some_and(|begins| *begins);
    for line in layout.lines.iter().filter(may) {
        let count = before_colon(layout, *line).and_then(|before| counts.get_mut(before));
        if let Some(count) = count {
            *count += 1;
        }
    }
    for (at, before) in said {
        let Some(bare) = found.get_mut(at).filter(|bare| bare.style != Style::Question) else { continue };
        let times = counts.get(before).copied().unwrap_or(0);
        if times >= 2 {
            bare.evidence.add(Reason::Recurring, -6.0);
        } else if matches!(bare.style, Style::Signed(_) | Style::Outdented(_)) || is_two_titles(layout, bare) {
        } else if bare.style == Style::Wide
            || bare.evidence.sum() < 3.0 && !before.ends_with(|last: char| last.is_ascii_digit())
        {
            bare.evidence.add(Reason::Colon, -3.5);
        }
    }
}

/// Whether a line in title case stands apart, with a title on either side of its colon: `Soils: What the Survey Found`.
/// Fields and their values stand in lists.
fn is_two_titles(layout: &Layout, bare: &Bare) -> bool {
    let blank = |index: u32| layout.line(index as usize).is_some_and(|line| line.blanks > 0);
    let apart = layout.spaced && blank(bare.line) && blank(bare.end);
    let behind = || layout.line_text(bare.line as usize).split_once(": ").map_or("", |(_, behind)| behind);
    apart
        && bare.style == Style::TitleCase
        && behind().split(' ').count() >= 3
        && latin_style(behind()) == Some(Style::TitleCase)
}

/// Where headings are underlined, the other lines are none.
fn convention(known: &Known, found: &mut [Bare]) {
    let drawn = |style: Style| matches!(style, Style::Underlined(_));
    let sure = |bare: &&Bare| drawn(bare.style) && bare.evidence.sum() > 0.0;
    let underlined = known.underlined + found.iter().filter(sure).count();
    if underlined >= 4 {
        found
            .iter_mut()
            .filter(|bare| !drawn(bare.style))
            .for_each(|bare| bare.evidence.add(Reason::Unannounced, -2.5));
    }
}

/// Several of one style support each other; one alone is weak.
fn groups(found: &mut [Bare]) {
    let mut good: HashMap<Style, u32> = HashMap::default();
    for bare in found.iter().filter(|bare| bare.evidence.sum() > -0.5) {
        *good.entry(bare.style).or_default() += 1;
    }
    for bare in found {
        match good.get(&bare.style).copied().unwrap_or(0) {
            0 | 1 => bare.evidence.add(Reason::Single, -0.5),
            2 => {}
            _ if bare.style != Style::Plain => bare.evidence.add(Reason::Family, 0.7),
            _ => {}
        }
    }
}
