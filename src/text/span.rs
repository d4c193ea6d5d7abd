//! Positions in a text, and the only place where a string is sliced.

use std::ops::Range;
use std::sync::Arc;

use memchr::memchr_iter;
use serde::{Deserialize, Serialize};

/// A range of bytes of a text, `start..end`, on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte; never below `start`.
    pub end: u32,
}

impl Span {
    /// The span of a range of bytes. A range beyond 4 GiB is cut off there, a reversed one is empty.
    pub fn new(range: Range<usize>) -> Self {
        let start = u32::try_from(range.start).unwrap_or(u32::MAX);
        let end = u32::try_from(range.end).unwrap_or(u32::MAX);
        Self { start, end: end.max(start) }
    }

    /// Bytes covered.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether no byte is covered.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether the byte at `offset` is covered.
    pub fn contains(self, offset: u32) -> bool {
        (self.start..self.end).contains(&offset)
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The span as a range of indices.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A part of a string that can always be taken: an end inside a character moves down to its beginning, one behind
/// the string moves to its end, and a reversed range is empty.
pub trait Part {
    /// The part in `range`, in bytes.
    fn part(&self, range: Range<usize>) -> &str;

    /// The part that `span` covers.
    fn span(&self, span: Span) -> &str {
        self.part(span.range())
    }
}

impl Part for str {
    #[inline]
    fn part(&self, range: Range<usize>) -> &str {
        // Nearly every range can be taken as it is, and this costs a third of the search for boundaries.
        self.get(range.clone()).unwrap_or_else(|| nearest_part(self, range))
    }
}

/// The part whose ends are moved to boundaries.
#[cold]
fn nearest_part(text: &str, range: Range<usize>) -> &str {
    let end = text.floor_char_boundary(range.end);
    let start = text.floor_char_boundary(range.start).min(end);
    text.get(start..end).unwrap_or_default()
}

/// The lines of a text, without their ends: as by `split('\n')`, in a third of its time.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let ends = memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    ends.scan(0, |start, end| {
        let line = text.part(*start..end);
        *start = end + 1;
        Some(line)
    })
}

/// The text of a report: immutable, cheap to clone, shorter than 4 GiB so that a [`Span`] reaches all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Text(Arc<String>);

impl Text {
    /// Takes a string; what lies beyond 4 GiB is cut off. The bytes are not copied: a large text stands in memory once.
    pub fn new(mut text: String) -> Self {
        text.truncate(text.floor_char_boundary(u32::MAX as usize));
        text.shrink_to_fit();
        Self(Arc::new(text))
    }

    /// Bytes in the text.
    pub fn len(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        Arc::unwrap_or_clone(text.0)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::new(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_never_splits_a_character() {
        let check = |range: Range<usize>, expected: &str| assert_eq!("a目b".part(range.clone()), expected, "{range:?}");
        check(0..5, "a目b");
        check(1..4, "目");
        check(2..4, "目");
        check(1..3, "");
        check(3..99, "目b");
        check(Range { start: 4, end: 1 }, "");
    }

    #[test]
    fn a_text_holds_the_bytes_that_it_is_given() {
        let string = "目录".repeat(1000).into_boxed_str().into_string();
        let at = string.as_ptr();
        let text = Text::new(string);
        assert_eq!(text.as_ptr(), at);
        let string = String::from(text);
        assert_eq!(string.as_ptr(), at);
    }

    #[test]
    fn lines_are_those_that_a_split_gives() {
        for text in ["", "\n", "a", "a\n", "\na\n\n目\nb", "目\n"] {
            assert_eq!(lines(text).collect::<Vec<_>>(), text.split('\n').collect::<Vec<_>>(), "{text:?}");
        }
    }

    #[test]
    fn spans_are_never_reversed() {
        assert!(Span::new(Range { start: 9, end: 3 }).is_empty());
        assert_eq!(Span::new(2..5).len(), 3);
        assert!(Span::new(2..5).overlaps(Span::new(4..9)));
        assert!(!Span::new(2..5).overlaps(Span::new(5..9)));
    }
}
