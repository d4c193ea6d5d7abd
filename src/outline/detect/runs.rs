//! Runs: candidates of one kind whose numbers follow each other.

use foldhash::HashMap;

use crate::outline::number::{Bracket, Close, Path, Scheme, Unit};

use super::candidate::{Candidate, Place, Signs, bytes};
use super::title::Form;

/// What the candidates of one run have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Family {
    /// Their scheme.
    pub(super) scheme: Scheme,
    /// Their brackets.
    pub(super) bracket: Bracket,
    /// How many numbers they have.
    pub(super) depth: u8,
    /// Their indentation, where layout tells headings from items.
    pub(super) indent: u16,
    /// Whether they stand inside of lines.
    pub(super) inside: bool,
    /// Whether nothing but white space ends their numbers: `1 Scope` may have `1.` and `2.` below it.
    pub(super) unclosed: bool,
}

/// Candidates whose numbers follow each other.
#[derive(Clone, Debug)]
pub(super) struct Run<'a> {
    /// What they have in common.
    pub(super) family: Family,
    /// What ends the number of the first.
    pub(super) close: Close,
    /// The candidates, by their index.
    pub(super) items: &'a [u32],
    /// Numbers that were skipped.
    pub(super) gaps: u32,
    /// Numbers that were said again by the candidate behind.
    pub(super) repeats: u32,
}

/// A run that may go on.
struct Open {
    run: usize,
    last: u16,
    path: Path,
    close: Close,
    form: Form,
    columns: u32,
    indent: u16,
    place: Place,
    /// Of its first candidate.
    signs: Signs,
}

/// The runs of one family that are kept open: a run that was interrupted by more restarts than this has ended.
const OPEN: usize = 6;

/// Which candidates follow which: the runs in the order of their first candidates. The candidates of all runs are kept
/// in `items`. Each looks at no more than [`OPEN`] open runs, so this is linear.
pub(super) fn chain<'a>(candidates: &mut [Candidate], wrapped: bool, items: &'a mut Vec<u32>) -> Vec<Run<'a>> {
    let mut runs: Vec<Run> = Vec::new();
    let mut run_of: Vec<u32> = Vec::with_capacity(candidates.len());
    let mut open: HashMap<Family, Vec<Open>> = HashMap::default();
    for candidate in candidates.iter_mut() {
        settle_letter(candidate, &open, wrapped);
        let family = family(candidate, wrapped);
        let stack = open.entry(family).or_default();
        let ordinal = candidate.mark.path.ordinal();
        let entry = |run: usize, signs: Signs| Open {
            run,
            last: ordinal,
            path: candidate.mark.path,
            close: candidate.mark.close,
            form: candidate.form,
            columns: candidate.columns,
            indent: candidate.indent,
            place: candidate.place,
            signs,
        };
        match best(stack, candidate) {
            Some(at) => {
                stack.truncate(at + 1);
                let Some(top) = stack.last_mut() else { continue };
                run_of.push(bytes(top.run));
                if let Some(run) = runs.get_mut(top.run) {
                    run.repeats += u32::from(ordinal == top.last && candidate.mark.path == top.path);
                    let gap = u32::from(ordinal.saturating_sub(top.last).saturating_sub(1));
                    run.gaps += if family.scheme == Scheme::Labelled(Unit::Version) { 0 } else { gap };
                }
                *top = entry(top.run, top.signs);
            }
            None => {
                if stack.len() >= OPEN {
                    stack.remove(0);
                }
                stack.push(entry(runs.len(), candidate.signs));
                run_of.push(bytes(runs.len()));
                runs.push(Run { family, close: candidate.mark.close, items: &[], gaps: 0, repeats: 0 });
            }
        }
    }
    drop(open);
    runs.shrink_to_fit();
    share_out(&run_of, &mut runs, items);
    runs
}

/// Gives each run its candidates, `run_of` the runs of which are known.
fn share_out<'a>(run_of: &[u32], runs: &mut [Run<'a>], items: &'a mut Vec<u32>) {
    // Where the next candidate of each run goes.
    let mut next = vec![0; runs.len()];
    run_of.iter().for_each(|run| next.iter_mut().skip(*run as usize).take(1).for_each(|count| *count += 1));
    let mut from = 0;
    for count in &mut next {
        (*count, from) = (from, from + *count);
    }
    items.resize(run_of.len(), 0);
    for (item, run) in (0..).zip(run_of) {
        let Some(place) = next.get_mut(*run as usize) else { continue };
        items.iter_mut().skip(*place).take(1).for_each(|slot| *slot = item);
        *place += 1;
    }
    let (mut rest, mut from) = (items.as_slice(), 0);
    for (run, end) in runs.iter_mut().zip(next) {
        (run.items, rest) = rest.split_at((end - from).min(rest.len()));
        from = end;
    }
}

/// The family of a candidate.
fn family(candidate: &Candidate, wrapped: bool) -> Family {
    let labelled = matches!(candidate.mark.scheme, Scheme::Labelled(_));
    Family {
        scheme: candidate.mark.scheme,
        bracket: candidate.mark.bracket,
        depth: if candidate.mark.scheme == Scheme::Labelled(Unit::Version) { 1 } else { candidate.mark.path.depth() },
        indent: if wrapped && !labelled { candidate.indent } else { 0 },
        inside: candidate.place != Place::Line,
        unclosed: candidate.mark.scheme == Scheme::Arabic && candidate.mark.close == Close::Space,
    }
}

/// The open run that a candidate continues best; none where it begins a new one.
fn best(stack: &[Open], candidate: &Candidate) -> Option<usize> {
    let ordinal = candidate.mark.path.ordinal();
    let fresh = match ordinal {
        0 | 1 => 2.5,
        2 => -0.5,
        _ => -1.0,
    };
    let mut found = (None, fresh);
    for (back, (at, open)) in stack.iter().enumerate().rev().enumerate() {
        let versions = candidate.mark.scheme == Scheme::Labelled(Unit::Version);
        let deep = candidate.mark.path.depth() > 1;
        if deep && open.path.prefix() != candidate.mark.path.prefix() && !versions {
            continue;
        }
        let follows = match ordinal.checked_sub(open.last) {
            // The newest is told first.
            _ if versions => 3.0,
            Some(1) => 3.0,
            Some(0) if ordinal > 1 => 0.2,
            Some(2) => 1.0,
            Some(3..=5) => 0.2,
            Some(6..=20) if ordinal > 20 => -0.5,
            _ => continue,
        };
        let alike = if open.form == candidate.form { 0.8 } else { 0.0 };
        let size = if open.columns.abs_diff(candidate.columns) <= 24 { 0.3 } else { 0.0 };
        let placed = if open.place == candidate.place { 1.0 } else { 0.0 };
        let like = likeness(open.signs, candidate.signs)
            + set_in(open.indent, candidate.indent)
            + closing(open.close, candidate.mark.close);
        let score = follows + alike + size + placed + like - 1.0 - 0.25 * back as f32;
        if score > found.1 {
            found = (Some(at), score);
        }
    }
    found.0
}

/// How much it matters that two candidates are set off in the same way: who underlines headings underlines them
/// all, and who sets them in other letters does so too.
fn likeness(one: Signs, other: Signs) -> f32 {
    let underlined = if one.underlined == other.underlined { 0.0 } else { -6.0 };
    let announced = if one.announced == other.announced { 0.0 } else { -1.2 };
    let set_apart = match (one.prominence, other.prominence) {
        (one, other) if (one == 0) != (other == 0) => -4.0,
        (one, other) if one.abs_diff(other) > 4 => -1.5,
        _ => 0.0,
    };
    underlined + announced + set_apart
}

/// Who ends one number with a full stop mostly ends its like so.
fn closing(one: Close, other: Close) -> f32 {
    if one == other { 0.0 } else { -0.6 }
}

/// Who sets one heading in sets its like in as far; more than two Chinese characters between them part runs.
fn set_in(one: u16, other: u16) -> f32 {
    if one.abs_diff(other) > 4 { -2.0 } else { 0.0 }
}

/// Decides whether a letter is a Roman numeral: where a Roman run is open that it continues, or where it can begin one
/// and continues no run of letters.
fn settle_letter(candidate: &mut Candidate, open: &HashMap<Family, Vec<Open>>, wrapped: bool) {
    let Some(roman) = candidate.mark.as_roman else { return };
    let scheme = match candidate.mark.scheme {
        Scheme::Upper => Scheme::Roman,
        Scheme::Lower => Scheme::SmallRoman,
        _ => return,
    };
    let family = family(candidate, wrapped);
    let waits = |family: &Family, number: u16| {
        open.get(family).is_some_and(|stack| stack.iter().any(|open| open.last + 1 == number))
    };
    let as_letter = waits(&family, candidate.mark.path.ordinal());
    let as_roman = waits(&Family { scheme, ..family }, roman);
    if as_roman || (!as_letter && roman == 1) {
        candidate.mark.scheme = scheme;
        candidate.mark.path = Path::one(roman.into());
    }
}
