//! How much of a text is looked at, so that none costs more memory than a small multiple of its length.
//!
//! What is kept of a line or of a number is several times as large as the shortest of them. So there are only so many, as
//! many as in the largest texts that people write: behind them no headings are looked for.

/// The bytes that lines have on average at least, in a text of many.
const LINE: usize = 8;
/// The lines of any text that are looked at, however short: those of a thousand pages; and of the longest: in 250 MB
/// there are four million of sixty bytes.
const LINES: [usize; 2] = [1 << 18, 1 << 23];
/// The bytes of text that there are to each heading on average at least, in a text of many.
const HEADING: usize = 24;
/// The places that may be headings in any text, however short; and in the longest: a collection of 3,504 laws has 147,291
/// articles.
const PLACES: [usize; 2] = [1 << 16, 1 << 19];
/// The pages of any text whose edges are looked at.
pub(super) const PAGES: usize = 1 << 17;

/// The most lines of a text that are looked at.
pub(super) fn lines(text: &str) -> usize {
    let [least, most] = LINES;
    (text.len() / LINE).clamp(least, most)
}

/// The most places in a text that may be headings.
pub(super) fn places(text: &str) -> usize {
    let [least, most] = PLACES;
    (text.len() / HEADING).clamp(least, most)
}

/// Adds one to many, which take no more than a quarter in reserve.
pub(super) fn add<T>(many: &mut Vec<T>, one: T) {
    if many.len() == many.capacity() {
        many.reserve_exact(many.len() / 4 + 64);
    }
    many.push(one);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_room_for_as_much_as_people_write() {
        let check = |length: usize, expected: (usize, usize)| {
            let text = "a".repeat(length);
            assert_eq!((lines(&text), places(&text)), expected, "{length}");
        };
        check(0, (262_144, 65_536));
        check(2_400_000, (300_000, 100_000));
        check(20_000_000, (2_500_000, 524_288));
        check(100_000_000, (8_388_608, 524_288));
    }
}
