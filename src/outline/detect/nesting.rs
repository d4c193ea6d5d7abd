//! Which headings lie inside of which: levels, learned from the text alone where it tells.

use foldhash::{HashMap, HashSet};

use crate::outline::number::{Bracket, Path, Scheme, Unit};

use super::names::Named;
use super::reaches::Reaches;
use super::style::Style;

/// The kind of a heading, as far as levels depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// Numbered.
    Numbered(Scheme, Bracket, u8),
    /// Not numbered, whether it stands under another of its style, and how prominent its letters are.
    Bare(Style, u8, u16),
}

/// A heading that was accepted, as nesting sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    /// Its kind.
    pub(super) kind: Kind,
    /// The run that it belongs to.
    pub(super) run: u32,
    /// Its numbers.
    pub(super) path: Path,
    /// The number before it in its run.
    pub(super) before: Option<u16>,
    /// Where it begins in the text.
    pub(super) start: u32,
    /// Whether the next heading follows with no text between them.
    pub(super) tight: bool,
    /// What it is by its name.
    pub(super) named: Named,
    /// A hash of its words, where it has no number.
    pub(super) words: u64,
}

/// The customary order of kinds, the outermost first: a prior for ties.
fn rank(kind: Kind) -> f32 {
    match kind {
        Kind::Numbered(scheme, bracket, depth) => match (scheme, bracket) {
            (Scheme::Labelled(Unit::Piece), _) => 0.0,
            (Scheme::Labelled(Unit::Volume), _) => 1.0,
            (Scheme::Labelled(Unit::Part | Unit::Appendix), _) => 2.0,
            (Scheme::Labelled(Unit::Chapter), _) => 3.0,
            (Scheme::Labelled(Unit::Section), _) => 4.0,
            (Scheme::Grand, _) => 4.2,
            (Scheme::Han, Bracket::None) => 5.0,
            (Scheme::Roman, _) => 5.5,
            (Scheme::Han, _) => 6.0,
            (Scheme::Upper, Bracket::None) if depth == 1 => 6.5,
            (Scheme::Labelled(Unit::Article), _) => 6.8,
            (Scheme::Arabic | Scheme::Upper, Bracket::None) => 7.0 + 0.1 * f32::from(depth),
            (Scheme::HanLead | Scheme::HanCall, _) => 8.0,
            (Scheme::Labelled(Unit::Version), _) => 3.0,
            (Scheme::Labelled(Unit::Goal), _) => 5.1,
            (Scheme::Labelled(Unit::Finding), _) => 5.2,
            (Scheme::Labelled(Unit::Advice), _) => 5.3,
            (Scheme::Labelled(Unit::Question), _) => 7.5,
            (Scheme::Labelled(Unit::Step), _) => 8.5,
            (Scheme::Arabic | Scheme::Upper, _) => 9.0,
            (Scheme::Circled, _) => 9.5,
            (Scheme::Lower | Scheme::SmallRoman, _) => 9.8,
        },
        Kind::Bare(style, tier, prominence) => {
            style.rank() + 0.05 * f32::from(tier) - 0.01 * f32::from(prominence.min(50))
        }
    }
}

/// The levels of nodes in the order of the text. Time grows with their number times the number of open runs, which is
/// bounded.
pub(super) fn levels(nodes: &[Node], end: u32) -> Vec<u8> {
    let (reaches, kinds) = (Reaches::new(nodes), kinds(nodes));
    let inside = inside(nodes, &reaches, &kinds);
    let mut stack: Vec<usize> = Vec::new();
    let mut as_parts: Vec<bool> = Vec::with_capacity(nodes.len());
    let mut levels = Vec::with_capacity(nodes.len());
    let mains = mains(nodes, &reaches, end);
    let groups = groups(nodes, &reaches);
    let parts = parts(nodes, &reaches);
    let context = Context { nodes, reaches: &reaches, kinds: &kinds, inside: &inside, mains, groups, parts };
    for (at, node) in nodes.iter().enumerate() {
        let is_part = context.settle(&mut stack, &as_parts, at, node);
        as_parts.push(is_part);
        stack.push(at);
        levels.push(u8::try_from(stack.len()).unwrap_or(u8::MAX));
    }
    levels
}

/// The kind of every node as a small number: texts have few kinds, and their numbers are compared and hashed sooner.
fn kinds(nodes: &[Node]) -> Vec<u32> {
    let mut known: HashMap<Kind, u32> = HashMap::default();
    let mut number = |kind: Kind| {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        *known.entry(kind).or_insert(next)
    };
    nodes.iter().map(|node| number(node.kind)).collect()
}

/// The runs that divide most of a text, which ends at `end`, and are the only ones of their kind: such a run lies in no
/// heading without a number, even where one stands before it. Reports do put `一、` below a bare line, but then it
/// takes a part of the text only.
fn mains(nodes: &[Node], reaches: &Reaches, end: u32) -> HashSet<u32> {
    let mut runs: HashMap<Kind, (u32, u32)> = HashMap::default();
    for (at, node) in nodes.iter().enumerate() {
        if reaches.get(node.run).is_some_and(|reach| reach.first == at) {
            let entry = runs.entry(node.kind).or_default();
            *entry = (node.run, entry.1 + 1);
        }
    }
    let start = |at: usize| nodes.get(at).map_or(end, |node| node.start);
    let divides = |run: u32| {
        reaches.get(run).is_some_and(|reach| {
            let covered = end.saturating_sub(start(reach.first));
            reach.last > reach.first && u64::from(covered) * 10 >= u64::from(end) * 7
        })
    };
    let numbered = |kind: Kind| matches!(kind, Kind::Numbered(_, Bracket::None, 1));
    runs.into_iter()
        .filter(|(kind, (run, count))| *count == 1 && numbered(*kind) && divides(*run))
        .map(|(_, (run, _))| run)
        .collect()
}

/// The words of headings without a number that stand between the items of a run, as `Recommendation` stands below
/// each finding: below the last item they belong to it as well.
fn parts(nodes: &[Node], reaches: &Reaches) -> HashSet<(u32, u64)> {
    let mut found = HashSet::default();
    let mut open: Option<(u32, usize)> = None;
    for (at, node) in nodes.iter().enumerate() {
        match node.kind {
            Kind::Numbered(..) => open = reaches.get(node.run).map(|reach| (node.run, reach.last)),
            Kind::Bare(..) => found.extend(open.filter(|(_, last)| *last > at).map(|(run, _)| (run, node.words))),
        }
    }
    found
}

/// The kinds of headings without a number that divide a run whose numbers go on across them (`GENERAL`, and below it
/// questions 1 to 3; `RULES`, and below it 4 and 5), and that run: most of those inside of the run's reach, and the one
/// before it, stand directly on one of its items, and two at least do.
fn groups(nodes: &[Node], reaches: &Reaches) -> HashSet<(Kind, u32)> {
    let mut counts: HashMap<(Kind, u32), (u32, u32)> = HashMap::default();
    let mut open: Option<(u32, usize)> = None;
    for (at, node) in nodes.iter().enumerate() {
        let reach = reaches.get(node.run).unwrap_or_default();
        match node.kind {
            Kind::Numbered(..) if reach.last > at => open = Some((node.run, reach.last)),
            Kind::Numbered(..) => {}
            Kind::Bare(..) => {
                let begun =
                    nodes.get(at + 1).filter(|next| reaches.get(next.run).is_some_and(|reach| reach.first == at + 1));
                let begins = begun.filter(|_| node.tight).map(|next| (next.run, usize::MAX));
                let Some((run, _)) = begins.or(open).filter(|(_, last)| *last > at) else { continue };
                let next = nodes.get(at + 1).is_some_and(|next| next.run == run);
                let count = counts.entry((node.kind, run)).or_default();
                *count = (count.0 + u32::from(node.tight && next), count.1 + 1);
            }
        }
    }
    counts.into_iter().filter(|(_, (tight, all))| *tight >= 2 && tight * 10 >= all * 7).map(|(key, _)| key).collect()
}

/// Runs that are looked at as the surroundings of a node.
const OPEN: usize = 24;

/// The pairs of kinds of which nodes of the second lie between two neighbours of a run of the first.
fn inside(nodes: &[Node], reaches: &Reaches, kinds: &[u32]) -> HashSet<(u32, u32)> {
    let mut found: HashSet<(u32, u32)> = HashSet::default();
    let mut open: Vec<(u32, u32, usize)> = Vec::new();
    for (at, (node, node_kind)) in nodes.iter().zip(kinds).enumerate() {
        open.retain(|(_, _, last)| *last > at);
        for (run, kind, _) in &open {
            if *run != node.run && kind != node_kind {
                found.insert((*kind, *node_kind));
            }
        }
        let begins = reaches.get(node.run).filter(|reach| reach.first == at && reach.last > at);
        if let Some(reach) = begins.filter(|_| open.len() < OPEN) {
            open.push((node.run, *node_kind, reach.last));
        }
    }
    found
}

/// What the levels follow from.
struct Context<'a> {
    nodes: &'a [Node],
    reaches: &'a Reaches,
    kinds: &'a [u32],
    inside: &'a HashSet<(u32, u32)>,
    mains: HashSet<u32>,
    groups: HashSet<(Kind, u32)>,
    parts: HashSet<(u32, u64)>,
}

impl Context<'_> {
    /// Takes from the stack all that does not contain the node at `at`; returns whether the node is a part of what
    /// numbered headings of a run have each, as those in `as_parts` are.
    fn settle(&self, stack: &mut Vec<usize>, as_parts: &[bool], at: usize, node: &Node) -> bool {
        let part = stack.iter().rposition(|open| self.has_part(*open, node));
        let behind_part = |place: &usize| part.is_none_or(|part| *place > part);
        let like = |open: &usize| part.is_some() || !as_parts.get(*open).is_some_and(|is_part| *is_part);
        let place = |stack: &[usize], is: &dyn Fn(&Node) -> bool| {
            stack.iter().rposition(|open| like(open) && self.nodes.get(*open).is_some_and(is))
        };
        if let Some(place) = place(stack, &|open| open.run == node.run).filter(behind_part) {
            stack.truncate(place);
            return part.is_some();
        }
        self.drop_strange_numbers(stack, node);
        if let Some(place) = place(stack, &|open| open.kind == node.kind).filter(behind_part) {
            let goes_on = stack.get(place).is_some_and(|open| self.surrounds(*open, at, node));
            if !goes_on {
                stack.truncate(place);
                return part.is_some();
            }
        }
        let fixed = part.map_or(0, |part| part + 1).min(stack.len());
        let keep = stack.iter().skip(fixed).position(|open| !self.contains(*open, at, node));
        stack.truncate(keep.map_or(stack.len(), |keep| fixed + keep));
        part.is_some()
    }

    /// `2.1` cannot lie below `1.`, even where `2.` was not found.
    fn drop_strange_numbers(&self, stack: &mut Vec<usize>, node: &Node) {
        let Kind::Numbered(scheme, bracket, depth) = node.kind else { return };
        let strange = stack.iter().position(|open| {
            self.nodes.get(*open).is_some_and(|open| {
                matches!(open.kind, Kind::Numbered(other, brackets, above) if other == scheme && brackets == bracket && above < depth)
                    && !node.path.parts().starts_with(open.path.parts())
            })
        });
        stack.truncate(strange.unwrap_or(stack.len()));
    }

    /// Whether the run of an open node goes on behind the whole run of the node at `at`.
    fn surrounds(&self, open: usize, at: usize, node: &Node) -> bool {
        let Some(reach) = self.nodes.get(open).and_then(|open| self.reaches.get(open.run)) else { return false };
        let last = self.reaches.get(node.run).map_or(at, |own| own.last);
        let next = self.nodes.get(open).and_then(|open| self.next_of(open.run, at));
        reach.last > at && next.is_some_and(|next| last < next)
    }

    /// The next node of a run behind `at`, where it is near enough to be found cheaply; else its last.
    fn next_of(&self, run: u32, at: usize) -> Option<usize> {
        let near =
            self.nodes.iter().enumerate().skip(at + 1).take(64).find(|(_, node)| node.run == run).map(|(at, _)| at);
        near.or_else(|| self.reaches.get(run).map(|reach| reach.last))
    }

    /// Whether an open numbered node has a node as a part: others of its run have one with the same words.
    fn has_part(&self, open: usize, node: &Node) -> bool {
        let bare = matches!(node.kind, Kind::Bare(..));
        self.nodes.get(open).filter(|_| bare).is_some_and(|open| {
            let known = self.parts.contains(&(open.run, node.words));
            known && !self.groups.contains(&(node.kind, open.run))
        })
    }

    /// Whether a run begins at `at`, directly below an open node.
    fn begins(&self, open: usize, at: usize, node: &Node) -> bool {
        let tight = open + 1 == at && self.nodes.get(open).is_some_and(|open| open.tight);
        tight && self.reaches.get(node.run).is_some_and(|reach| reach.first == at && reach.last > at)
    }

    /// Whether an open node contains the node at `at`: where its run goes on behind it, by what is usual in this
    /// text, or by what is customary.
    fn contains(&self, open: usize, at: usize, node: &Node) -> bool {
        let Some(above) = self.nodes.get(open) else { return false };
        if self.groups.contains(&(above.kind, node.run)) || self.groups.contains(&(node.kind, above.run)) {
            return self.groups.contains(&(above.kind, node.run));
        }
        let ladder = rank(above.kind) < rank(node.kind);
        match (above.kind, node.kind) {
            (Kind::Bare(..), Kind::Numbered(..)) if self.begins(open, at, node) && above.named != Named::Leaf => {
                return true;
            }
            (Kind::Bare(..), Kind::Numbered(..)) if self.mains.contains(&node.run) || above.named == Named::Leaf => {
                return false;
            }
            (Kind::Numbered(..), Kind::Bare(..)) => {
                let goes_on = self.reaches.get(above.run).is_some_and(|reach| reach.last > at)
                    || self.parts.contains(&(above.run, node.words));
                if goes_on || node.named != Named::No {
                    return goes_on;
                }
            }
            // Of two lines without numbers, the one in larger letters stands above the other.
            (Kind::Bare(_, _, prominent), Kind::Bare(_, _, other)) if prominent != other => return prominent > other,
            _ => {}
        }
        let kinds = self.kinds.get(open).zip(self.kinds.get(at)).map_or((0, 0), |(above, own)| (*above, *own));
        let contained = self.inside.contains(&kinds);
        let containing = self.inside.contains(&(kinds.1, kinds.0));
        match (contained, containing) {
            (true, false) => true,
            (false, true) => false,
            (true, true) => self.surrounds(open, at, node) || ladder,
            (false, false) => ladder,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::number::mark;

    /// Levels of marks; a number at the end of the text names the run.
    fn check(marks: &[(&str, u32)], expected: &[u8]) {
        let nodes: Vec<Node> = marks
            .iter()
            .map(|(text, run)| match mark(text) {
                Some(mark) => Node {
                    kind: Kind::Numbered(mark.scheme, mark.bracket, mark.path.depth()),
                    run: *run,
                    path: mark.path,
                    before: None,
                    start: 0,
                    tight: false,
                    named: Named::No,
                    words: 0,
                },
                None => Node {
                    kind: Kind::Bare(Style::Wide, 0, text.matches('*').count() as u16),
                    run: *run,
                    path: Path::default(),
                    before: None,
                    start: 0,
                    tight: true,
                    named: Named::No,
                    words: 0,
                },
            })
            .collect();
        assert_eq!(levels(&nodes, 0), expected, "{marks:?}");
    }

    #[test]
    fn levels_follow_from_what_opens_inside_of_what() {
        check(&[("一、甲", 0), ("（一）乙", 1), ("（二）丙", 1), ("二、丁", 0), ("（一）戊", 2)], &[1, 2, 2, 1, 2]);
        check(&[("1. a", 0), ("一、甲", 1), ("二、乙", 1), ("2. b", 0), ("一、丙", 2)], &[1, 2, 2, 1, 2]);
        check(
            &[("第一章 甲", 0), ("第一条 乙", 1), ("第二条 丙", 1), ("第二章 丁", 0), ("第三条 戊", 1)],
            &[1, 2, 2, 1, 2],
        );
        check(&[("一、甲", 0), ("（一）乙", 1), ("附件1", 2), ("一、丙", 3), ("附件2", 2)], &[1, 2, 1, 2, 1]);
        check(&[("回顾", 0), ("一、甲", 1), ("二、乙", 1), ("重点", 0), ("一、丙", 2)], &[1, 2, 2, 1, 2]);
        check(&[("1. a", 0), ("1.1 b", 1), ("2. c", 0), ("2.1 d", 2), ("3.1 e", 3)], &[1, 2, 1, 2, 1]);
        check(&[("**甲", 0), ("*乙", 1), ("*丙", 1), ("**丁", 0), ("戊", 2), ("*己", 1)], &[1, 2, 2, 1, 2, 2]);
        check(
            &[("甲", 0), ("1. a", 1), ("2. b", 1), ("乙", 0), ("3. c", 1), ("丙", 0), ("4. d", 1)],
            &[1, 2, 2, 1, 2, 1, 2],
        );
        check(
            &[("9. a", 0), ("9.1. b", 1), ("A. c", 2), ("A.0. d", 3), ("A.1. e", 3), ("B. f", 2)],
            &[1, 2, 1, 2, 2, 1],
        );
    }
}
