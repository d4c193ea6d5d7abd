//! Glyphs that follow each other on a line become pieces of text.

use super::content::Glyph;
use super::face::{Run, extend};
use super::font::Fonts;

/// A piece of a line, in a system of coordinates in which its line runs to the right and lines follow downwards.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    /// The direction of its line on the page, in degrees clockwise: 0 to the right, 90 down.
    pub(super) angle: i16,
    /// Where it begins and ends along the line.
    pub(super) left: f32,
    pub(super) right: f32,
    /// Where its line is, across.
    pub(super) base: f32,
    /// The size of most of its letters.
    pub(super) size: f32,
    /// How many of its letters are of that size, and those of another one.
    pub(super) sized: u32,
    pub(super) other: (f32, u32),
    /// Its text.
    pub(super) text: String,
    /// How many of its characters are no white space; how many of those are bold, slanted, and of a font of one width.
    pub(super) letters: u32,
    pub(super) strong: u32,
    pub(super) slanted: u32,
    pub(super) fixed: u32,
    /// Where the look of its letters changes.
    pub(super) runs: Vec<Run>,
}

/// A gap from here on, in sizes, parts words.
const WORD: f32 = 0.17;
/// The same beside a Chinese character. Lines of Chinese are stretched between their characters.
const WIDE_WORD: f32 = 0.6;
/// A gap from here on, in sizes, ends a piece.
const PIECE: f32 = 1.0;
/// How far a glyph may lie off its line, or before the end of the one before it, in sizes.
const OFF: f32 = 0.12;
const BACK: f32 = 0.5;

/// The pieces of a page in the order in which they are drawn.
pub(super) fn pieces(glyphs: &[Glyph], fonts: &Fonts) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last: Option<Last> = None;
    let mut turned = Turn::new((1.0, 0.0));
    for glyph in glyphs {
        let direction = glyph.advance;
        if direction.0.abs() + direction.1.abs() > 0.01 && !turned.is_along(direction) {
            turned = Turn::new(direction);
        }
        let (left, base) = turned.place(glyph.at);
        let right = left + glyph.advance.0.hypot(glyph.advance.1);
        let Some(first) = fonts.first(glyph.letter) else { continue };
        let same = |last: &Last| last.glyph.letter == glyph.letter && (last.left - left).abs() < 0.1 * glyph.size;
        if last.as_ref().is_some_and(|last| same(last) && (last.base - base).abs() < 0.1 * glyph.size) {
            continue;
        }
        let goes_on = last.as_ref().is_some_and(|last| {
            let gap = left - last.right;
            let size = glyph.size.min(last.glyph.size);
            last.angle == turned.angle
                && (last.base - base).abs() <= OFF * size
                && (-BACK * size..=PIECE * size).contains(&gap)
                && (glyph.size - last.glyph.size).abs() <= 0.3 * size
        });
        match pieces.last_mut().filter(|_| goes_on) {
            Some(piece) => {
                let before = piece.text.chars().next_back().unwrap_or(' ');
                let gap = left - piece.right;
                if parts(before, first, gap, glyph.size) {
                    piece.text.push(' ');
                }
                piece.add(glyph, first, right, fonts);
            }
            None if first.is_whitespace() => {
                last = None;
                continue;
            }
            None => {
                let mut piece = Piece {
                    angle: turned.angle,
                    left,
                    right,
                    base,
                    size: glyph.size,
                    sized: 0,
                    other: (0.0, 0),
                    text: String::new(),
                    letters: 0,
                    strong: 0,
                    slanted: 0,
                    fixed: 0,
                    runs: Vec::new(),
                };
                piece.add(glyph, first, right, fonts);
                pieces.push(piece);
            }
        }
        last = Some(Last { glyph: *glyph, left, right, base, angle: turned.angle });
    }
    for piece in &mut pieces {
        piece.text.truncate(piece.text.trim_end().len());
    }
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

impl Piece {
    fn add(&mut self, glyph: &Glyph, first: char, right: f32, fonts: &Fonts) {
        let start = self.text.len();
        fonts.push(glyph.letter, &mut self.text);
        if first.is_whitespace() {
            return;
        }
        extend(&mut self.runs, start, glyph.face);
        self.right = self.right.max(right);
        self.letters += 1;
        self.count(glyph.size);
        self.strong += u32::from(glyph.face.strong);
        self.slanted += u32::from(glyph.face.slanted);
        self.fixed += u32::from(glyph.face.fixed);
    }

    /// Counts a letter for its size: a word in other letters at the beginning does not tell how large a line is. Of
    /// sizes besides the first one, only the last one is remembered.
    fn count(&mut self, size: f32) {
        if size == self.size {
            self.sized += 1;
            return;
        }
        self.other = if size == self.other.0 { (size, self.other.1 + 1) } else { (size, 1) };
        if self.other.1 > self.sized {
            (self.size, self.sized, self.other) = (self.other.0, self.other.1, (self.size, self.sized));
        }
    }
}

/// Whether a gap between two characters parts words.
pub(super) fn parts(before: char, after: char, gap: f32, size: f32) -> bool {
    let least = if is_wide(before) || is_wide(after) { WIDE_WORD } else { WORD };
    gap > least * size && !before.is_whitespace() && !after.is_whitespace()
}

/// Whether a character fills a square, as those of Chinese, Japanese and Korean do.
pub(super) fn is_wide(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// The glyph before.
struct Last {
    glyph: Glyph,
    left: f32,
    right: f32,
    base: f32,
    angle: i16,
}

/// A direction, and how points are seen from it.
struct Turn {
    angle: i16,
    cosine: f32,
    sine: f32,
}

impl Turn {
    fn new(direction: (f32, f32)) -> Self {
        let angle = direction.1.atan2(direction.0).to_degrees().round();
        let angle = if angle < 0.0 { angle + 360.0 } else { angle };
        let near = [0.0, 90.0, 180.0, 270.0].into_iter().find(|right| f32::abs(angle - right) <= 2.0);
        let angle = if angle >= 358.0 { 0.0 } else { near.unwrap_or(angle) };
        let (sine, cosine) = angle.to_radians().sin_cos();
        Turn { angle: angle as i16, cosine, sine }
    }

    /// Whether a direction is this one, nearly.
    fn is_along(&self, direction: (f32, f32)) -> bool {
        let along = direction.0 * self.cosine + direction.1 * self.sine;
        let across = direction.1 * self.cosine - direction.0 * self.sine;
        along > 0.0 && across.abs() <= 0.03 * along
    }

    fn place(&self, at: (f32, f32)) -> (f32, f32) {
        (at.0 * self.cosine + at.1 * self.sine, at.1 * self.cosine - at.0 * self.sine)
    }
}

/// How a point of the page is seen from the direction of lines, in degrees: along and across.
pub(super) fn seen(at: (f32, f32), angle: i16) -> (f32, f32) {
    let (sine, cosine) = f32::from(angle).to_radians().sin_cos();
    Turn { angle, cosine, sine }.place(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::pdf::face::Face;
    use crate::formats::pdf::font::Letter;

    /// Glyphs of size 10 that are 5 wide, each with its place.
    fn check(glyphs: &[(char, f32, f32)], expected: &[(&str, f32)]) {
        let glyph = |(character, x, y): &(char, f32, f32)| Glyph {
            letter: Letter::character(*character),
            at: (*x, *y),
            advance: (5.0, 0.0),
            size: 10.0,
            face: Face::default(),
        };
        let glyphs: Vec<Glyph> = glyphs.iter().map(glyph).collect();
        let found = pieces(&glyphs, &Fonts::default());
        let found: Vec<(&str, f32)> = found.iter().map(|piece| (piece.text.as_str(), piece.left)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn gaps_part_words_and_pieces() {
        check(&[('a', 0.0, 0.0), ('b', 5.0, 0.0), ('c', 10.5, 0.0)], &[("abc", 0.0)]);
        check(&[('a', 0.0, 0.0), ('b', 8.0, 0.0)], &[("a b", 0.0)]);
        check(&[('目', 0.0, 0.0), ('录', 8.0, 0.0)], &[("目录", 0.0)]);
        check(&[('a', 0.0, 0.0), ('b', 30.0, 0.0)], &[("a", 0.0), ("b", 30.0)]);
        check(&[('a', 0.0, 0.0), ('b', 5.0, 20.0)], &[("a", 0.0), ("b", 5.0)]);
        check(&[('a', 0.0, 0.0), ('a', 0.3, 0.0), ('b', 5.0, 0.0)], &[("ab", 0.0)]);
        check(&[(' ', 0.0, 0.0), ('b', 5.0, 0.0), (' ', 10.0, 0.0)], &[("b", 5.0)]);
    }

    #[test]
    fn directions_are_told_apart() {
        let check = |direction: (f32, f32), angle: i16, place: (f32, f32)| {
            let turn = Turn::new(direction);
            let (along, across) = turn.place((30.0, 40.0));
            assert_eq!((turn.angle, along.round(), across.round()), (angle, place.0, place.1), "{direction:?}");
        };
        check((1.0, 0.0), 0, (30.0, 40.0));
        check((0.0, 2.0), 90, (40.0, -30.0));
        check((0.0, -1.0), 270, (-40.0, 30.0));
        check((-1.0, 0.0), 180, (-30.0, -40.0));
        check((1.0, 0.01), 0, (30.0, 40.0));
    }
}
