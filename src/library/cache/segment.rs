//! The file of a cache is a row of segments, each of which can be told whole from damaged by itself.
//!
//! A segment is a mark, the length of what it holds, a checksum of both, and what it holds. New segments are added at
//! the end, so that nothing is lost of what was there, whoever ends the program at whatever moment. Where a segment is
//! damaged or cut off, the next mark is looked for, and all behind it is read.

use flate2::Crc;

/// Begins a segment. The fifth byte is the version of all that stands in it; the others tell a file of this kind from
/// texts, and one that was treated as a text from one that was not (as in PNG).
const MARK: [u8; 8] = [0x89, b'm', b'u', b'l', 1, b'\r', b'\n', 0x1a];

/// Bytes before what a segment holds.
const HEAD: usize = MARK.len() + 4 + 4;

/// The segment that holds these bytes; `None` where they are too many for one.
pub(super) fn framed(payload: &[u8]) -> Option<Vec<u8>> {
    let length = u32::try_from(payload.len()).ok()?;
    let mut segment = Vec::with_capacity(HEAD + payload.len());
    segment.extend(MARK);
    segment.extend(length.to_le_bytes());
    segment.extend(checksum(length, payload).to_le_bytes());
    segment.extend(payload);
    Some(segment)
}

/// What a file holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Payloads<'a> {
    /// What the whole segments hold, in order.
    pub(super) whole: Vec<&'a [u8]>,
    /// Whether there is something beside them.
    pub(super) damaged: bool,
}

/// Finds all whole segments of a file. Costs one look at each byte.
pub(super) fn payloads(mut file: &[u8]) -> Payloads<'_> {
    let mut found = Payloads::default();
    while !file.is_empty() {
        match first(file) {
            Some((payload, rest)) => {
                found.whole.push(payload);
                file = rest;
            }
            None => {
                found.damaged = true;
                let next = file.get(1..).and_then(|rest| rest.windows(MARK.len()).position(|bytes| bytes == MARK));
                file = next.and_then(|at| file.get(at + 1..)).unwrap_or_default();
            }
        }
    }
    found
}

/// The segment at the beginning, and what stands behind it.
fn first(file: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = file.strip_prefix(&MARK)?.split_first_chunk()?;
    let (sum, rest) = rest.split_first_chunk()?;
    let length = u32::from_le_bytes(*length);
    let (payload, rest) = rest.split_at_checked(length as usize)?;
    (checksum(length, payload) == u32::from_le_bytes(*sum)).then_some((payload, rest))
}

/// CRC-32, which finds every change within four bytes, and all but one in four thousand million of the others.
fn checksum(length: u32, payload: &[u8]) -> u32 {
    let mut sum = Crc::new();
    sum.update(&length.to_le_bytes());
    sum.update(payload);
    sum.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_segments_are_found_whatever_stands_between_them() {
        let (one, two) = (framed(b"one").unwrap(), framed(b"two").unwrap());
        let check = |parts: &[&[u8]], expected: &[&str], damaged: bool| {
            let file = parts.concat();
            let found = payloads(&file);
            assert_eq!(found.whole, expected.iter().map(|text| text.as_bytes()).collect::<Vec<_>>(), "{parts:?}");
            assert_eq!(found.damaged, damaged, "{parts:?}");
        };
        check(&[], &[], false);
        check(&[&one], &["one"], false);
        check(&[&one, &two], &["one", "two"], false);
        check(&[&one, b"noise", &two], &["one", "two"], true);
        check(&[b"noise", &two], &["two"], true);
        check(&[&one[..HEAD + 2], &two], &["two"], true);
        check(&[&one, &two[..5]], &["one"], true);
        check(&[&MARK, &one], &["one"], true);
        check(&[b"a text"], &[], true);
        check(&[&framed(b"").unwrap(), &one], &["", "one"], false);
    }

    #[test]
    fn every_changed_bit_is_noticed() {
        let one = framed(b"some bytes").unwrap();
        for at in 0..one.len() * 8 {
            let mut damaged = one.clone();
            damaged[at / 8] ^= 1 << (at % 8);
            assert_eq!(payloads(&damaged), Payloads { whole: Vec::new(), damaged: true }, "bit {at}");
        }
    }
}
