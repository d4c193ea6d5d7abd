//! Two texts are laid against each other, sentence by sentence and, where a sentence was changed, word by word.
//!
//! Sentences that are the same on both sides are matched first. Between them, sentences that are nearly the same are
//! matched in their order, and compared by words; what is left was removed or added. What was removed in one place and
//! added in another is the same sentence, moved. White space never counts.

mod likeness;
mod moves;
mod sentences;
mod words;

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;
use std::time::Instant;

use similar::algorithms::{Capture, Replace, diff_deadline};
use similar::{Algorithm, DiffTag};

pub use sentences::Sentences;

use self::moves::Moves;
use crate::text::Span;

/// Sentences of two texts that belong together, or one that stands in one of them alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aligned {
    /// A sentence that stands in both.
    Same {
        /// Where it stands in the old text.
        old: Span,
        /// Where it stands in the new text.
        new: Span,
    },
    /// A sentence that was changed.
    Changed {
        /// Where it stands in the old text.
        old: Span,
        /// Where it stands in the new text.
        new: Span,
        /// Its words that differ, in order; all between them is the same.
        words: Vec<Replaced>,
    },
    /// A sentence of the old text that stands elsewhere in the new one.
    MovedAway {
        /// Where it stands in the old text: here.
        old: Span,
        /// Where it stands in the new text.
        new: Span,
    },
    /// A sentence of the new text that stands elsewhere in the old one.
    MovedHere {
        /// Where it stands in the old text.
        old: Span,
        /// Where it stands in the new text: here.
        new: Span,
    },
    /// A sentence of the old text alone.
    Removed(Span),
    /// A sentence of the new text alone.
    Added(Span),
}

impl Aligned {
    /// The sentence of the old text that stands here.
    pub fn in_old(&self) -> Option<Span> {
        match self {
            Self::Same { old, .. } | Self::Changed { old, .. } | Self::MovedAway { old, .. } | Self::Removed(old) => {
                Some(*old)
            }
            Self::MovedHere { .. } | Self::Added(_) => None,
        }
    }

    /// The sentence of the new text that stands here.
    pub fn in_new(&self) -> Option<Span> {
        match self {
            Self::Same { new, .. } | Self::Changed { new, .. } | Self::MovedHere { new, .. } | Self::Added(new) => {
                Some(*new)
            }
            Self::MovedAway { .. } | Self::Removed(_) => None,
        }
    }

    /// The sentence of the old text, wherever it stands.
    pub fn old_side(&self) -> Option<Span> {
        if let Self::MovedHere { old, .. } = self { Some(*old) } else { self.in_old() }
    }

    /// The sentence of the new text, wherever it stands.
    pub fn new_side(&self) -> Option<Span> {
        if let Self::MovedAway { new, .. } = self { Some(*new) } else { self.in_new() }
    }

    /// The words that differ in a changed sentence.
    pub fn words(&self) -> &[Replaced] {
        match self {
            Self::Changed { words, .. } => words,
            _ => &[],
        }
    }

    /// Whether it is the same in both.
    pub fn is_same(&self) -> bool {
        matches!(self, Self::Same { .. })
    }
}

/// Words that were replaced by others. One of the two spans may be empty, not both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The words in the old text.
    pub old: Span,
    /// The words in the new text.
    pub new: Span,
}

/// Lays two texts against each other. The result holds each sentence of both once, in the order of each.
///
/// Texts that share little cost time in proportion to their length, those whose sentences were put in another order up
/// to its square: after the deadline the rest is taken for moved, or removed and added.
pub fn compare(old: &Sentences<'_>, new: &Sentences<'_>, deadline: Option<Instant>) -> Vec<Aligned> {
    let mut aligned = Vec::with_capacity(old.spans().len().max(new.spans().len()));
    let (old_keys, new_keys) = keys(old, new);
    let replaced = differences(&old_keys, &new_keys, deadline);
    let is_long = |at: usize| old.spans().get(at).is_some_and(|&span| moves::is_long(old.text(), span));
    let gaps = Gaps { old, new, moves: Moves::of(&replaced, &old_keys, &new_keys, is_long), deadline };
    let mut done = (0, 0);
    let end = (old_keys.len()..old_keys.len(), new_keys.len()..new_keys.len());
    for (removed, added) in replaced.into_iter().chain([end]) {
        let (old_same, new_same) = (part(old.spans(), done.0..removed.start), part(new.spans(), done.1..added.start));
        aligned.extend(old_same.iter().zip(new_same).map(|(&old, &new)| Aligned::Same { old, new }));
        done = (removed.end, added.end);
        gaps.fill(removed, added, &mut aligned);
    }
    aligned
}

/// What lies between sentences that are the same.
struct Gaps<'a> {
    old: &'a Sentences<'a>,
    new: &'a Sentences<'a>,
    moves: Moves,
    deadline: Option<Instant>,
}

impl Gaps<'_> {
    /// Sentences were replaced by others: those that are like each other and have not moved are matched.
    fn fill(&self, removed: Range<usize>, added: Range<usize>, aligned: &mut Vec<Aligned>) {
        let stays_old = removed.clone().filter(|at| !self.moves.away.contains_key(at));
        let stays_new = added.clone().filter(|at| !self.moves.here.contains_key(at));
        let (old_words, new_words) = (words_of(self.old, stays_old), words_of(self.new, stays_new));
        let only = |words: &[(usize, Vec<Span>)]| words.iter().map(|(_, words)| words.clone()).collect::<Vec<_>>();
        let (old_only, new_only) = (only(&old_words), only(&new_words));
        let pairs = likeness::pairs(self.old.text(), &old_only, self.new.text(), &new_only, self.deadline);
        let mut done = (removed.start, added.start);
        for (at, to) in pairs {
            let (Some((at, before)), Some((to, after))) = (old_words.get(at), new_words.get(to)) else { continue };
            self.alone(done.0..*at, done.1..*to, aligned);
            aligned.extend(self.changed((*at, before), (*to, after)));
            done = (at + 1, to + 1);
        }
        self.alone(done.0..removed.end, done.1..added.end, aligned);
    }

    /// Sentences without a counterpart here.
    fn alone(&self, removed: Range<usize>, added: Range<usize>, aligned: &mut Vec<Aligned>) {
        let (old, new) = (self.old.spans(), self.new.spans());
        for (&span, at) in part(old, removed.clone()).iter().zip(removed) {
            let moved = self.moves.away.get(&at).and_then(|&to| new.get(to));
            aligned.push(moved.map_or(Aligned::Removed(span), |&to| Aligned::MovedAway { old: span, new: to }));
        }
        for (&span, to) in part(new, added.clone()).iter().zip(added) {
            let moved = self.moves.here.get(&to).and_then(|&at| old.get(at));
            aligned.push(moved.map_or(Aligned::Added(span), |&at| Aligned::MovedHere { old: at, new: span }));
        }
    }

    /// Two sentences that belong together, by their positions and words.
    fn changed(&self, (at, before): (usize, &[Span]), (to, after): (usize, &[Span])) -> Option<Aligned> {
        let (&old, &new) = self.old.spans().get(at).zip(self.new.spans().get(to))?;
        let words = words::replaced((self.old.text(), before), (self.new.text(), after), self.deadline);
        Some(if words.is_empty() { Aligned::Same { old, new } } else { Aligned::Changed { old, new, words } })
    }
}

/// The words of some of the sentences, with the positions of those.
fn words_of(sentences: &Sentences<'_>, positions: impl Iterator<Item = usize>) -> Vec<(usize, Vec<Span>)> {
    let words = |at: usize| Some((at, words::words(sentences.text(), *sentences.spans().get(at)?)));
    positions.filter_map(words).collect()
}

/// A number for each sentence, the same for those that are the same.
fn keys(old: &Sentences<'_>, new: &Sentences<'_>) -> (Vec<u32>, Vec<u32>) {
    let mut known: HashMap<String, u32> = HashMap::new();
    let mut number = |sentences: &Sentences<'_>| -> Vec<u32> {
        let number = |&span: &Span| {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            *known.entry(sentences::squeezed(sentences.text(), span)).or_insert(next)
        };
        sentences.spans().iter().map(number).collect()
    };
    (number(old), number(new))
}

/// Where two sequences differ: what was replaced by what, in order. What stands in one of them alone is known to be
/// replaced before they are compared, so that only the order of the rest costs more than time in proportion.
fn differences<T: Hash + Ord + Copy>(
    old: &[T],
    new: &[T],
    deadline: Option<Instant>,
) -> Vec<(Range<usize>, Range<usize>)> {
    let (old_kept, new_kept) = (shared(old, new), shared(new, old));
    let values = |all: &[T], kept: &[usize]| kept.iter().filter_map(|&at| all.get(at).copied()).collect::<Vec<T>>();
    let (old_values, new_values) = (values(old, &old_kept), values(new, &new_kept));
    let mut captured = Replace::new(Capture::new());
    let (old_all, new_all) = (0..old_values.len(), 0..new_values.len());
    // The hooks of the library that capture the result cannot fail.
    let _: Result<(), std::convert::Infallible> =
        diff_deadline(Algorithm::Patience, &mut captured, &old_values, old_all, &new_values, new_all, deadline);
    let operations = captured.into_inner().into_ops();
    let same = operations.iter().filter(|operation| operation.tag() == DiffTag::Equal);
    let same = same.flat_map(|operation| operation.old_range().zip(operation.new_range()));
    let matched = same.filter_map(|(at, to)| Some((*old_kept.get(at)?, *new_kept.get(to)?)));
    between(matched, old.len(), new.len())
}

/// The positions in `all` of what `others` have too.
fn shared<T: Hash + Eq>(all: &[T], others: &[T]) -> Vec<usize> {
    let others: std::collections::HashSet<&T> = others.iter().collect();
    all.iter().enumerate().filter(|(_, value)| others.contains(value)).map(|(at, _)| at).collect()
}

/// What lies between positions that match.
fn between(matched: impl Iterator<Item = (usize, usize)>, old: usize, new: usize) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    let mut done = (0, 0);
    for (at, to) in matched.chain([(old, new)]) {
        if at > done.0 || to > done.1 {
            found.push((done.0..at, done.1..to));
        }
        done = (at + 1, to + 1);
    }
    found
}

fn part<T>(all: &[T], range: Range<usize>) -> &[T] {
    all.get(range).unwrap_or_default()
}

#[cfg(test)]
mod tests;
