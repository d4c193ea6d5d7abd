//! Bytes of a kind, found ahead of who asks for them.

use memchr::memchr;

/// Where bytes of a kind stand in a text: each is looked for once, however many lines ask for the next.
pub(super) struct Ahead<'a> {
    bytes: &'a [u8],
    find: fn(&[u8]) -> Option<usize>,
    /// The last that was found; the end of the text where there are no more.
    found: Option<usize>,
}

impl<'a> Ahead<'a> {
    /// The colons of a text.
    pub(super) fn colons(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), find: |bytes| memchr(b':', bytes), found: None }
    }

    /// The bytes of a text that are no ASCII.
    pub(super) fn beyond_ascii(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), find: beyond_ascii, found: None }
    }

    /// The first one at a place or behind it; the end of the text where there is none.
    pub(super) fn next(&mut self, at: usize) -> usize {
        if let Some(found) = self.found.filter(|found| *found >= at) {
            return found;
        }
        let found = self.bytes.get(at..).and_then(self.find).map_or(self.bytes.len(), |found| at + found);
        self.found = Some(found);
        found
    }
}

/// Where the first byte stands that is no ASCII.
fn beyond_ascii(bytes: &[u8]) -> Option<usize> {
    const BLOCK: usize = 64;
    let block = bytes.chunks(BLOCK).position(|block| !block.is_ascii())? * BLOCK;
    let rest = bytes.get(block..)?;
    rest.iter().position(|byte| !byte.is_ascii()).map(|at| block + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_one_is_found_from_any_place() {
        let text = format!("a: 目{}:é", "b".repeat(200));
        let check = |mut ahead: Ahead, is: fn(u8) -> bool| {
            for at in 0..=text.len() {
                let next = text.bytes().skip(at).position(is).map_or(text.len(), |next| at + next);
                assert_eq!(ahead.next(at), next, "{at}");
            }
        };
        check(Ahead::colons(&text), |byte| byte == b':');
        check(Ahead::beyond_ascii(&text), |byte| !byte.is_ascii());
    }
}
