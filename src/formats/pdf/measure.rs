//! The measures of a file's text: the size of most letters, how far lines are apart, how wide columns are.

use std::collections::HashMap;

use super::lines::Line;

/// What is usual in a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measures {
    /// The size of most letters.
    pub(super) body: f32,
    /// From line to line, in sizes.
    pub(super) leading: f32,
    /// Whether all but few letters are of a font of one width: it does not set code apart from the text.
    pub(super) fixed: bool,
    /// Whether most of its letters are bold, or seem to be: that sets nothing apart either.
    pub(super) strong: bool,
}

/// Lines of running text have so many letters at least, on average.
const LONG: u32 = 20;

/// What is set in one size: its letters and its lines.
type Share = (u32, u32);

/// The size of the running text, of what is set in each size, and of what of that stands in paragraphs of several
/// lines. Where long lines are set in several sizes (text and notes, text and the history of its changes) it is the
/// largest of those that are common.
fn text_size(sizes: &HashMap<u32, Share>, running: &HashMap<u32, Share>) -> Option<u32> {
    let letters = sizes.iter().map(|(size, (letters, _))| (*size, *letters)).collect();
    let usual = most(&letters)?;
    let near = |size: &u32| *size > usual && *size * 10 <= usual * 13;
    let common = |shares: &HashMap<u32, Share>, least: u32| {
        let usual = shares.get(&usual).map_or(1, |(letters, _)| (*letters).max(1));
        let is = |(letters, lines): &Share| {
            u64::from(*letters) * u64::from(least) >= u64::from(usual) && *letters >= LONG * lines
        };
        shares.iter().filter(|(size, share)| near(size) && is(share)).map(|(size, _)| *size).max()
    };
    common(sizes, 3).max(common(running, 6)).or(Some(usual))
}

/// The measures of lines.
pub(super) fn measures(lines: &[Line]) -> Measures {
    let mut sizes: HashMap<u32, Share> = HashMap::new();
    let mut running: HashMap<u32, Share> = HashMap::new();
    let mut leadings: HashMap<u32, u32> = HashMap::new();
    let letters: u32 = lines.iter().map(|line| line.letters).sum();
    let typed: u32 = lines.iter().filter(|line| line.fixed).map(|line| line.letters).sum();
    let fixed = u64::from(typed) * 5 > u64::from(letters) * 4;
    let bold: u32 = lines.iter().filter(|line| line.strong).map(|line| line.letters).sum();
    let strong = u64::from(bold) * 2 > u64::from(letters);
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| fixed || !line.fixed) {
        let size = rounded(line.size * 4.0);
        // Code within the text does not tell how large that is.
        let plain = if fixed { line.letters } else { line.letters.saturating_sub(line.typed) };
        let (all, count) = sizes.entry(size).or_default();
        (*all, *count) = (*all + line.letters, *count + 1);
        if runs(lines, at) {
            let (all, count) = running.entry(size).or_default();
            // Chinese characters are as wide as two letters, and say as much.
            let width = 2.0 * (line.right - line.left) / line.size.max(1.0);
            let share = plain as f32 / line.letters.max(1) as f32;
            (*all, *count) = (*all + rounded(width * share), *count + 1);
        }
    }
    let body = text_size(&sizes, &running).map_or(10.0, |size| size as f32 / 4.0);
    for pair in lines.windows(2) {
        let [one, next] = pair else { continue };
        let away = (next.base - one.base) / one.size.max(1.0);
        let alike = one.region == next.region && (one.size - next.size).abs() < 0.5 && (one.size - body).abs() < 1.0;
        if alike && (0.7..3.0).contains(&away) {
            *leadings.entry(rounded(away * 20.0)).or_default() += 1;
        }
    }
    let leading = most(&leadings).map_or(1.3, |leading| leading as f32 / 20.0);
    Measures { body: body.max(1.0), leading, fixed, strong }
}

/// Whether a line stands in a paragraph of several lines, as far as sizes and places tell. What is set small above one
/// may stand between them.
fn runs(lines: &[Line], at: usize) -> bool {
    let around = lines.get(at.saturating_sub(2)..(at + 3).min(lines.len())).unwrap_or_default();
    let Some(line) = lines.get(at) else { return false };
    around.iter().any(|other| {
        let near = (line.base - other.base).abs() / line.size.max(1.0);
        let alike = line.region == other.region && line.fixed == other.fixed;
        alike && (line.size - other.size).abs() < 0.1 * line.size && (0.7..2.0).contains(&near)
    })
}

fn rounded(number: f32) -> u32 {
    number.round().clamp(0.0, 100_000.0) as u32
}

/// What occurs most often; of several the smallest.
fn most(counts: &HashMap<u32, u32>) -> Option<u32> {
    counts.iter().max_by_key(|(value, count)| (**count, std::cmp::Reverse(**value))).map(|(value, _)| *value)
}

/// The left and right edges of each region's text, by its number. Furniture counts for nothing.
pub(super) fn columns(lines: &[Line], furniture: &[bool]) -> HashMap<u32, (f32, f32)> {
    let mut found: HashMap<u32, (f32, f32)> = HashMap::new();
    let text = || lines.iter().zip(furniture).filter(|(_, furniture)| !**furniture).map(|(line, _)| line);
    for line in text() {
        let (left, right) = found.entry(line.region).or_insert((line.left, line.right));
        (*left, *right) = (left.min(line.left), right.max(line.right));
    }
    // A region of few short lines does not show how wide its column is: the others that begin where it does show it.
    let begin = |left: f32| rounded(left.max(0.0) / 6.0);
    let mut ends: HashMap<u32, Vec<(f32, u32)>> = HashMap::new();
    for line in text() {
        let left = found.get(&line.region).map_or(0.0, |(left, _)| *left);
        ends.entry(begin(left)).or_default().push((line.right, line.letters));
    }
    let usual: HashMap<u32, f32> = ends.into_iter().map(|(left, ends)| (left, reached(ends))).collect();
    for (left, right) in found.values_mut() {
        *right = right.max(usual.get(&begin(*left)).copied().unwrap_or(0.0));
    }
    found
}

/// The fewest lines that show that they are justified.
const FEWEST: usize = 3;
/// How wide justified lines are at least, in sizes.
const NARROWEST: f32 = 15.0;

/// Finds how far right lines reach that are justified in a width of their own: a quotation, an abstract.
pub(super) fn justify(lines: &mut [Line], furniture: &[bool], measures: Measures) {
    let mut from = 0;
    while from < lines.len() {
        let follows = |at: &usize| match (lines.get(at - 1), lines.get(*at)) {
            (Some(one), Some(next)) => {
                let away = next.base - one.base;
                let near = away > 0.0 && away <= 1.35 * measures.leading * one.size;
                let alike = one.region == next.region && (one.size - next.size).abs() <= 0.07 * one.size;
                near && alike && !furniture.get(*at).copied().unwrap_or(false)
            }
            _ => false,
        };
        let end = (from + 1..lines.len()).take_while(follows).last().map_or(from + 1, |last| last + 1);
        let group = lines.get_mut(from..end).unwrap_or_default();
        let reach = justified(group).unwrap_or(0.0);
        group.iter_mut().filter(|line| line.right <= reach + 1.0).for_each(|line| line.reach = reach);
        from = end;
    }
}

/// The right edge that at least two of several lines share, further right than all others.
fn justified(group: &[Line]) -> Option<f32> {
    let size = group.first()?.size;
    let left = group.iter().map(|line| line.left).fold(f32::MAX, f32::min);
    let mut ends: Vec<f32> = group.iter().map(|line| line.right).collect();
    ends.sort_by(|one, other| other.total_cmp(one));
    let shared = ends
        .windows(2)
        .take(2)
        .find(|pair| pair.iter().copied().reduce(|one, next| one - next).is_some_and(|apart| apart <= 0.3 * size));
    let reach = shared.and_then(|pair| pair.first().copied())?;
    (group.len() >= FEWEST && reach - left >= NARROWEST * size).then_some(reach)
}

/// How far right the lines of all but a seventh of the letters reach at most.
fn reached(mut ends: Vec<(f32, u32)>) -> f32 {
    ends.sort_by(|one, other| one.0.total_cmp(&other.0));
    let all: u64 = ends.iter().map(|(_, letters)| u64::from(*letters)).sum();
    let mut passed = 0;
    let far = ends.iter().find(|(_, letters)| {
        passed += u64::from(*letters);
        passed * 7 >= all * 6
    });
    far.map_or(0.0, |(right, _)| *right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_common_size_is_that_of_the_text() {
        let check = |sizes: &[(u32, u32, u32)], expected: u32| {
            let shares = sizes.iter().map(|(size, letters, lines)| (*size, (*letters, *lines))).collect();
            assert_eq!(text_size(&shares, &HashMap::new()), Some(expected));
        };
        check(&[(40, 1000, 20), (48, 200, 10)], 40);
        check(&[(36, 1000, 20), (40, 700, 14)], 40);
        check(&[(36, 1000, 20), (40, 400, 40)], 36);
        check(&[(40, 1000, 20), (72, 700, 14)], 40);
        let code = [(36, (1000, 40)), (42, (200, 30))].into();
        let running = [(36, (600, 20)), (42, (160, 8))].into();
        assert_eq!(text_size(&code, &running), Some(42), "paragraphs are the text, however much else there is");
    }

    #[test]
    fn code_does_not_vote_for_the_size_of_the_text() {
        let check = |lines: &[(f32, bool, u32)], body: f32, fixed: bool| {
            let line = |(size, fixed, letters): &(f32, bool, u32)| Line {
                size: *size,
                fixed: *fixed,
                letters: *letters,
                ..Line::default()
            };
            let found = measures(&lines.iter().map(line).collect::<Vec<_>>());
            assert_eq!((found.body, found.fixed), (body, fixed));
        };
        check(&[(9.0, true, 70), (10.0, false, 30)], 10.0, false);
        check(&[(9.0, true, 90), (10.0, false, 10)], 9.0, true);
    }
}
