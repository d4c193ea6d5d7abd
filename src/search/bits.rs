//! Sets of up to 64 titles that follow one another, a bit for each.

use crate::text::sounds::{Letters, Pairs};

/// What is known of up to 64 titles that follow one another, each kind of it side by side.
#[derive(Clone, Copy)]
pub(super) struct Block<'a> {
    pub(super) characters: &'a [u64],
    pub(super) letters: &'a [Letters],
    pub(super) pairs: &'a [Pairs],
}

/// Of some titles, of which so many are asked for or fewer, each is looked at by itself.
const SPARSE: u32 = 24;

/// Which of some titles a test holds for, by what is known of each, of those that are asked for. A walk through all of them is faster
/// than to look for the next one, where many are.
pub(super) fn bits_of<T: Copy>(known: &[T], asked: u64, holds: impl Fn(T) -> bool) -> u64 {
    if asked.count_ones() > SPARSE {
        return asked & known.iter().rev().fold(0, |all, &known| all << 1 | u64::from(holds(known)));
    }
    let holds = |at: u32| known.get(at as usize).is_some_and(|&known| holds(known));
    bits(asked).fold(0, |all, at| all | u64::from(holds(at)) << at)
}

/// The bits that are set, the lowest first.
pub(super) fn bits(all: u64) -> impl Iterator<Item = u32> {
    let rest = std::iter::successors(Some(all), |rest| Some(rest & rest.wrapping_sub(1)));
    rest.take_while(|&rest| rest != 0).map(u64::trailing_zeros)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_is_asked_of_those_that_are_wanted() {
        let characters: Vec<u64> = (0..64).collect();
        let check = |asked: u64, count: usize, expected: u64| {
            let found = bits_of(&characters[..count], asked, |at| at % 3 == 0);
            assert_eq!(found, expected, "{asked:b} of {count}");
        };
        check(0b1001_1011, 64, 0b1000_1001 & 0b0100_1001);
        check(u64::MAX, 8, 0b0100_1001);
        check(u64::MAX, 64, (0..64).filter(|at| at % 3 == 0).fold(0, |all, at| all | 1 << at));
        check(0, 64, 0);
        assert_eq!(bits(0b1010_0001).collect::<Vec<u32>>(), [0, 5, 7]);
    }
}
