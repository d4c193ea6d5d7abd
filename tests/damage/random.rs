//! Numbers that seem random, and the damage that they do to bytes.

use std::ops::Range;

/// Numbers that seem random: the generator SplitMix64.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// A part of so many bytes, mostly a short one.
    pub(super) fn part(&mut self, length: usize) -> Range<usize> {
        let start = self.below(length);
        let most = if self.below(4) == 0 { length } else { length.min(64) };
        start..(start + 1 + self.below(most)).min(length)
    }
}

/// Damages bytes once.
pub(super) fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    if bytes.is_empty() {
        return;
    }
    match random.below(8) {
        0 => bytes.truncate(random.below(bytes.len())),
        1 => {
            for _ in 0..=random.below(16) {
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(8);
            }
        }
        2 => drop(bytes.drain(random.part(bytes.len()))),
        3 => {
            let part = random.part(bytes.len());
            let copy = bytes[part.clone()].to_vec();
            bytes.splice(part.end..part.end, copy);
        }
        4 => {
            let step = 1 + random.below(200);
            let digits = bytes.iter_mut().filter(|byte| byte.is_ascii_digit());
            digits.step_by(step).for_each(|digit| *digit = b'0' + random.below(10) as u8);
        }
        5 => {
            let filling = [0, 0xff, b'{', b'<', b'(', 0x80][random.below(6)];
            let part = random.part(bytes.len());
            bytes[part].fill(filling);
        }
        6 => {
            let number = [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, u32::MAX][random.below(6)].to_le_bytes();
            for _ in 0..=random.below(8) {
                let at = random.below(bytes.len()) & !3;
                bytes[at..].iter_mut().zip(number).for_each(|(byte, new)| *byte = new);
            }
        }
        _ => {
            let (from, to) = (random.part(bytes.len()), random.below(bytes.len()));
            let copy = bytes[from].to_vec();
            bytes[to..].iter_mut().zip(copy).for_each(|(byte, new)| *byte = new);
        }
    }
}
