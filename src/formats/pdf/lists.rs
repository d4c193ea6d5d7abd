//! Which paragraphs are items of lists.
//!
//! A bullet says so by itself. A number says so where it counts on, and the lines of its paragraph hang to the right of
//! it, or all such paragraphs are single lines that are set in.

use super::lines::Line;
use super::paragraphs::{Block, Kind, Known, is_bullet};
use crate::outline::number::{Bracket, Close, Mark, Scheme, mark};

/// How deep each block stands that is an item, by its place.
pub(super) fn items(known: &Known<'_>, blocks: &[Block]) -> Vec<Option<u8>> {
    let counted = counted(known, blocks);
    let mut edges: Vec<f32> = Vec::new();
    let items = blocks.iter().zip(counted).map(|(block, counted)| {
        let first = first(known, block).filter(|_| block.kind == Kind::Text);
        let Some(line) = first.filter(|line| counted || is_bulleted(&line.text)) else {
            if block.kind != Kind::Furniture {
                let left = first.map_or(f32::MIN, |line| line.left + line.size);
                edges.retain(|edge| *edge <= left);
            }
            return None;
        };
        edges.retain(|edge| *edge <= line.left + 0.5 * line.size);
        if edges.last().is_none_or(|edge| line.left - edge > 0.5 * line.size) {
            edges.push(line.left);
        }
        u8::try_from(edges.len() - 1).ok()
    });
    items.collect()
}

/// Whether a line begins with a bullet, however far from its words.
pub(super) fn is_bulleted(text: &str) -> bool {
    is_bullet(text) || text.split_once('\t').is_some_and(|(label, _)| is_bullet(&format!("{label} ")))
}

fn first<'a>(known: &Known<'a>, block: &Block) -> Option<&'a Line> {
    block.lines.first().and_then(|at| known.lines.get(*at))
}

/// Paragraphs whose numbers follow each other at one left edge.
struct Run {
    left: f32,
    scheme: Scheme,
    bracket: Bracket,
    last: u16,
    blocks: Vec<usize>,
    /// How many of them hang, and how many have further lines that do not.
    hanging: usize,
    flush: usize,
    /// Whether it is set in.
    inward: bool,
}

/// Which blocks are items by their numbers.
fn counted(known: &Known<'_>, blocks: &[Block]) -> Vec<bool> {
    let mut found = vec![false; blocks.len()];
    let mut open: Vec<Run> = Vec::new();
    let mut close = |run: Run| {
        let sure = run.hanging > 0 || run.inward && run.flush == 0;
        if run.blocks.len() >= 2 && sure && run.flush <= run.hanging / 4 {
            run.blocks.iter().for_each(|at| found.iter_mut().skip(*at).take(1).for_each(|is| *is = true));
        }
    };
    for (at, block) in blocks.iter().enumerate() {
        let Some(line) = first(known, block).filter(|_| block.kind != Kind::Furniture) else { continue };
        let number = mark(&line.text).filter(|mark| block.kind == Kind::Text && counts(mark));
        let nearer = |run: &Run| run.left > line.left + 0.3 * line.size;
        let same = |run: &Run| !nearer(run) && line.left - run.left <= 0.3 * line.size;
        let goes_on = |run: &Run, mark: &Mark| {
            same(run)
                && (run.scheme, run.bracket) == (mark.scheme, mark.bracket)
                && mark.path.ordinal() == run.last.saturating_add(1)
        };
        let place = number.and_then(|mark| open.iter().position(|run| goes_on(run, &mark)));
        let heading = matches!(block.kind, Kind::Heading(_));
        let (ended, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut open)
            .into_iter()
            .enumerate()
            .partition(|(number, run)| heading || nearer(run) || same(run) && Some(*number) != place);
        ended.into_iter().for_each(|(_, run)| close(run));
        open = kept.into_iter().map(|(_, run)| run).collect();
        let Some(mark) = number else { continue };
        if place.is_none() && mark.path.ordinal() == 1 {
            let inward = known.columns.get(&line.region).is_some_and(|(left, _)| line.left > left + 0.8 * line.size);
            let (scheme, bracket) = (mark.scheme, mark.bracket);
            open.push(Run {
                left: line.left,
                scheme,
                bracket,
                last: 0,
                blocks: Vec::new(),
                hanging: 0,
                flush: 0,
                inward,
            });
        }
        if let Some(run) = open.iter_mut().find(|run| goes_on(run, &mark)) {
            run.last = mark.path.ordinal();
            run.blocks.push(at);
            if let Some(second) = block.lines.get(1).and_then(|at| known.lines.get(*at)) {
                let hangs = second.region == line.region && second.left > line.left + 0.5 * line.size;
                (run.hanging, run.flush) = (run.hanging + usize::from(hangs), run.flush + usize::from(!hangs));
            }
        }
    }
    open.into_iter().for_each(close);
    found
}

/// Whether a number may count items: it has one part, and stands apart from the words.
fn counts(mark: &Mark) -> bool {
    use Scheme::{Arabic, Circled, Lower, Roman, SmallRoman, Upper};
    let scheme = matches!(mark.scheme, Arabic | Circled | Lower | Roman | SmallRoman | Upper);
    let close = matches!(mark.close, Close::Dot | Close::Bracket | Close::Dun) || mark.scheme == Circled;
    scheme && mark.path.depth() == 1 && (close || mark.bracket != Bracket::None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::pdf::measure::Measures;
    use std::collections::HashMap;

    /// Paragraphs of one or two lines: the left edges of their lines, and their text. Columns begin at 0.
    fn check(paragraphs: &[(f32, Option<f32>, &str)], expected: &[Option<u8>]) {
        let (mut lines, mut blocks) = (Vec::new(), Vec::new());
        for (left, second, text) in paragraphs {
            let from = lines.len();
            let line = |left: f32, text: &str| Line { left, size: 10.0, text: text.to_owned(), ..Line::default() };
            lines.push(line(*left, text));
            lines.extend(second.map(|left| line(left, "on")));
            blocks.push(Block { kind: Kind::Text, lines: (from..lines.len()).collect() });
        }
        let (furniture, headings) = (vec![false; lines.len()], vec![None; lines.len()]);
        let columns = HashMap::from([(0, (0.0, 300.0))]);
        let measures = Measures { body: 10.0, leading: 1.3, fixed: false, strong: false };
        let known = Known { lines: &lines, furniture: &furniture, headings: &headings, measures, columns: &columns };
        assert_eq!(items(&known, &blocks), expected, "{paragraphs:?}");
    }

    #[test]
    fn bullets_are_items() {
        check(&[(0.0, None, "• a"), (15.0, None, "– b"), (0.0, None, "• c")], &[Some(0), Some(1), Some(0)]);
        check(&[(15.0, None, "• a"), (0.0, None, "text"), (30.0, None, "• c")], &[Some(0), None, Some(0)]);
        check(&[(0.0, None, "•\ta")], &[Some(0)]);
    }

    #[test]
    fn numbers_are_items_where_their_lines_hang() {
        check(&[(0.0, Some(12.0), "1. a"), (0.0, None, "2. b")], &[Some(0), Some(0)]);
        check(&[(0.0, Some(0.0), "1. a"), (0.0, None, "2. b")], &[None, None]);
        check(&[(0.0, Some(12.0), "1. a")], &[None]);
        check(&[(0.0, Some(12.0), "1. a"), (0.0, None, "text"), (0.0, Some(12.0), "2. b")], &[None, None, None]);
        check(&[(0.0, Some(12.0), "1. a"), (12.0, None, "text"), (0.0, None, "2. b")], &[Some(0), None, Some(0)]);
        check(&[(20.0, None, "(1) a"), (20.0, None, "(2) b")], &[Some(0), Some(0)]);
        check(&[(0.0, None, "1. a"), (0.0, None, "2. b")], &[None, None]);
        check(&[(0.0, Some(12.0), "1.1 a"), (0.0, Some(12.0), "1.2 b")], &[None, None]);
    }
}
