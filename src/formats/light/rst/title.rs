//! Titles of sections: a line of text with a line of one punctuation character below it, or one above as well.

use crate::text::width::columns;

/// The styles of adornment in the order in which they first appear, which is that of the levels.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Style>);

/// How a title is adorned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    /// The character of its lines.
    pub(super) character: char,
    /// Whether there is a line above.
    pub(super) over: bool,
}

impl Styles {
    /// The level that a style has, from 1.
    pub(super) fn level(&mut self, style: Style) -> u8 {
        let at = self.0.iter().position(|known| *known == style).unwrap_or_else(|| {
            self.0.push(style);
            self.0.len() - 1
        });
        u8::try_from(at + 1).unwrap_or(u8::MAX)
    }
}

/// The character of which a line consists, if it is one of punctuation.
pub(super) fn adornment(line: &str) -> Option<char> {
    let first = line.chars().next().filter(char::is_ascii_punctuation)?;
    line.bytes().all(|byte| char::from(byte) == first).then_some(first)
}

/// The shortest adornment that may be shorter than its title, in characters; shorter ones are text. From docutils,
/// which warns and goes on.
pub(super) const SHORTEST: usize = 4;

/// Whether a line of adornment may stand at a title.
pub(super) fn fits(title: &str, line: &str) -> bool {
    line.len() >= SHORTEST || columns(title) <= line.len()
}
