//! Sentences that were changed are found again by their words.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::time::Instant;

use super::part;
use crate::text::{Part, Span};

/// Sentences less like each other than this, in hundredths, don't belong together.
const LIKE: u32 = 50;
/// So many sentences on each side are laid against each other at once. Longer runs are cut, at the same share of both.
const AT_ONCE: usize = 100;

/// What is compared of a sentence: its words, and its pairs of words that stand together, as sorted hashes.
struct Features {
    words: Vec<u32>,
    pairs: Vec<u32>,
}

impl Features {
    fn new(text: &str, words: &[Span]) -> Self {
        let hashes: Vec<u32> = words.iter().map(|&word| hash(text.span(word))).collect();
        let mut pairs: Vec<u32> = hashes.windows(2).map(hash).collect();
        let mut words = hashes;
        words.sort_unstable();
        pairs.sort_unstable();
        Self { words, pairs }
    }

    /// How like two sentences are, in hundredths: the mean share of words and of pairs that they have in common
    /// (the coefficient of Dice).
    fn likeness(&self, other: &Self) -> u32 {
        let most = 2 * self.words.len().min(other.words.len()) * 100 / (self.words.len() + other.words.len()).max(1);
        if u32::try_from(most).is_ok_and(|most| most < LIKE) {
            return 0;
        }
        (common(&self.words, &other.words) + common(&self.pairs, &other.pairs)) / 2
    }
}

fn hash<T: Hash + ?Sized>(value: &T) -> u32 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    // The lower half is as good a hash as the whole.
    (hasher.finish() & u64::from(u32::MAX)) as u32
}

/// Twice the number of common values among all values, in hundredths.
fn common(one: &[u32], other: &[u32]) -> u32 {
    let (mut at, mut to, mut both) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(at), other.get(to)) {
        both += usize::from(a == b);
        at += usize::from(a <= b);
        to += usize::from(b <= a);
    }
    u32::try_from(200 * both / (one.len() + other.len()).max(1)).unwrap_or(0)
}

/// The sentences of two runs that belong together, as positions in both, ascending in both: those whose likeness is
/// the greatest in sum. After the deadline no more are found.
pub(super) fn pairs(
    old: &str,
    removed: &[Vec<Span>],
    new: &str,
    added: &[Vec<Span>],
    deadline: Option<Instant>,
) -> Vec<(usize, usize)> {
    if removed.is_empty() || added.is_empty() {
        return Vec::new();
    }
    let features = |text, all: &[Vec<Span>]| all.iter().map(|words| Features::new(text, words)).collect::<Vec<_>>();
    let (removed, added) = (features(old, removed), features(new, added));
    let parts = removed.len().max(added.len()).div_ceil(AT_ONCE);
    let mut found = Vec::new();
    for at in 0..parts {
        if deadline.is_some_and(|deadline| Instant::now() > deadline) {
            break;
        }
        let range = |length: usize| length * at / parts..length * (at + 1) / parts;
        let (old_range, new_range) = (range(removed.len()), range(added.len()));
        let best = best(part(&removed, old_range.clone()), part(&added, new_range.clone()));
        found.extend(best.into_iter().map(|(at, to)| (at + old_range.start, to + new_range.start)));
    }
    found
}

/// The best pairs: the heaviest common subsequence, by dynamic programming.
fn best(removed: &[Features], added: &[Features]) -> Vec<(usize, usize)> {
    let width = added.len() + 1;
    let mut likenesses = vec![0; (removed.len() + 1) * width];
    // The greatest sum of the sentences from here on, filled from the end.
    let mut sums = vec![0_u32; (removed.len() + 1) * width];
    let get = |cells: &[u32], at: usize, to: usize| cells.get(at * width + to).copied().unwrap_or(0);
    for (at, one) in removed.iter().enumerate().rev() {
        for (to, other) in added.iter().enumerate().rev() {
            let likeness = Some(one.likeness(other)).filter(|&likeness| likeness >= LIKE).unwrap_or(0);
            let paired = if likeness > 0 { likeness + get(&sums, at + 1, to + 1) } else { 0 };
            let sum = paired.max(get(&sums, at + 1, to)).max(get(&sums, at, to + 1));
            for (cells, value) in [(&mut likenesses, likeness), (&mut sums, sum)] {
                if let Some(cell) = cells.get_mut(at * width + to) {
                    *cell = value;
                }
            }
        }
    }
    let (mut at, mut to, mut found) = (0, 0, Vec::new());
    while at < removed.len() && to < added.len() {
        let (likeness, sum) = (get(&likenesses, at, to), get(&sums, at, to));
        if likeness > 0 && sum == likeness + get(&sums, at + 1, to + 1) {
            found.push((at, to));
            (at, to) = (at + 1, to + 1);
        } else if sum == get(&sums, at + 1, to) {
            at += 1;
        } else {
            to += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::compare::words::words;

    #[test]
    fn what_was_changed_a_little_belongs_together() {
        let check = |old: &str, new: &str, expected: bool| {
            let features = |text: &str| Features::new(text, &words(text, Span::new(0..text.len())));
            let likeness = features(old).likeness(&features(new));
            assert_eq!(likeness >= LIKE, expected, "{likeness}: {old} / {new}");
        };
        check("全年完成投资120亿元，增长5.2%。", "全年完成投资135亿元，增长6.1%。", true);
        check("共有12人。", "共有15人。", true);
        check("一、存在的问题", "三、存在的主要问题", true);
        check("干部队伍建设还不够强。", "干部队伍建设仍需进一步加强。", true);
        check("The board met four times.", "The board met five times this year.", true);
        check("干部队伍建设还不够强。", "招商引资的力度有待加大。", false);
        check("The board met four times.", "The budget was approved in May.", false);
        check("问题", "在肯定成绩的同时，我们也清醒地看到存在的问题。", false);
    }

    #[test]
    fn pairs_ascend_on_both_sides() {
        let check = |old: &[&str], new: &[&str], expected: &[(usize, usize)]| {
            let (old_text, new_text) = (old.concat(), new.concat());
            let cut = |parts: &[&str], text: &str| {
                let ends = parts.iter().scan(0, |end, part| {
                    *end += part.len();
                    Some(Span::new(*end - part.len()..*end))
                });
                ends.map(|span| words(text, span)).collect::<Vec<_>>()
            };
            let found = pairs(&old_text, &cut(old, &old_text), &new_text, &cut(new, &new_text), None);
            assert_eq!(found, expected, "{old:?} {new:?}");
        };
        check(&["投资120亿元。", "队伍不强。"], &["招商不力。", "投资135亿元。"], &[(0, 1)]);
        check(&["a b c d.", "e f g h."], &["e f g i.", "a b c i."], &[(1, 0)]);
        check(&["a b c d.", "e f g h."], &["a b c i.", "e f g i."], &[(0, 0), (1, 1)]);
        check(&[], &["a"], &[]);
    }
}
