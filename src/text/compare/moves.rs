//! Sentences that are the same on both sides and stand in another place.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use super::part;
use crate::text::{Part, Span};

/// The fewest letters and digits of a sentence that is said to have moved: shorter ones come again by chance.
const FEWEST: usize = 4;

/// Which sentences of each side stand elsewhere on the other, by their positions.
#[derive(Debug, Default)]
pub(super) struct Moves {
    /// Of those of the old text, where they stand in the new one.
    pub(super) away: HashMap<usize, usize>,
    /// Of those of the new text, where they stood in the old one.
    pub(super) here: HashMap<usize, usize>,
}

impl Moves {
    /// Finds them among what was replaced by what, given a number for each sentence of both sides. Of several that are
    /// the same, the first one on one side goes with the first one on the other. Linear.
    pub(super) fn of(
        replaced: &[(Range<usize>, Range<usize>)],
        old: &[u32],
        new: &[u32],
        is_long: impl Fn(usize) -> bool,
    ) -> Self {
        let mut added: HashMap<u32, VecDeque<usize>> = HashMap::new();
        for (_, range) in replaced {
            for (key, at) in part(new, range.clone()).iter().zip(range.clone()) {
                added.entry(*key).or_default().push_back(at);
            }
        }
        let mut moves = Self::default();
        for (range, _) in replaced {
            for (key, at) in part(old, range.clone()).iter().zip(range.clone()).filter(|(_, at)| is_long(*at)) {
                if let Some(to) = added.get_mut(key).and_then(VecDeque::pop_front) {
                    moves.away.insert(at, to);
                    moves.here.insert(to, at);
                }
            }
        }
        moves
    }
}

/// Whether a sentence has so many letters and digits that it does not come again by chance.
pub(super) fn is_long(text: &str, span: Span) -> bool {
    text.span(span).chars().filter(|letter| letter.is_alphanumeric()).nth(FEWEST - 1).is_some()
}
