//! The lines of a page, in the order in which they are read.

use super::columns::{Row, regions, rows};
use super::content::Glyph;
use super::face::{Face, Run, extend};
use super::font::Fonts;
use super::pieces::{Piece, parts, pieces};
use crate::text::Part;

/// A line of text on a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// The page, from 0.
    pub(super) page: u32,
    /// The column that it stands in; lines of one number follow each other from above to below.
    pub(super) region: u32,
    /// Its text; a tab stands where cells are parted.
    pub(super) text: String,
    /// Where it begins and ends, and where it is on the page, in points. Down is larger.
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) base: f32,
    /// The size of most of its letters.
    pub(super) size: f32,
    /// Whether its letters are bold.
    pub(super) strong: bool,
    /// Whether its letters are slanted.
    pub(super) slanted: bool,
    /// Whether its letters are of a font of one width.
    pub(super) fixed: bool,
    /// Whether its direction is not that of most of the page.
    pub(super) turned: bool,
    /// Where the look of its letters changes.
    pub(super) runs: Vec<Run>,
    /// How many letters it has.
    pub(super) letters: u32,
    /// How many of them are of a font of one width.
    pub(super) typed: u32,
    /// How far right the lines around it reach where they are justified; 0 where they are not.
    pub(super) reach: f32,
}

/// A gap from here on, in sizes, parts cells.
const CELL: f32 = 2.5;
/// Letters that are smaller by this are set small beside others.
const SMALL: f32 = 0.85;

/// The lines of a page that has these glyphs, and the direction of most of them. `region` counts the columns of all
/// pages.
pub(super) fn lines(glyphs: &[Glyph], fonts: &Fonts, page: u32, region: &mut u32) -> (Vec<Line>, i16) {
    let mut rest = pieces(glyphs, fonts);
    let mut angles: Vec<(i16, u32)> = Vec::new();
    for piece in &rest {
        match angles.iter_mut().find(|(angle, _)| *angle == piece.angle) {
            Some((_, letters)) => *letters += piece.letters,
            None => angles.push((piece.angle, piece.letters)),
        }
    }
    angles.sort_by_key(|(_, letters)| std::cmp::Reverse(*letters));
    let most = angles.first().map_or(0, |(angle, _)| *angle);
    let mut lines = Vec::new();
    for (angle, _) in angles.into_iter().take(8) {
        let (of_angle, others) = rest.into_iter().partition(|piece: &Piece| piece.angle == angle);
        rest = others;
        for rows in regions(rows(of_angle)) {
            lines.extend(rows.into_iter().filter_map(|row| line(row, page, *region, angle != most)));
            *region += 1;
        }
    }
    (lines, most)
}

/// The line of a row.
fn line(row: Row, page: u32, region: u32, turned: bool) -> Option<Line> {
    let mut line = Line { page, region, turned, base: row.base, ..Line::default() };
    let (mut strong, mut slanted, mut fixed, mut most) = (0, 0, 0, 0);
    let mut last: Option<(f32, String)> = None;
    // Programs number the lines of code: those numbers are no part of the code.
    let number = |piece: &Piece| {
        let digits = piece.text.len() <= 5 && piece.text.bytes().all(|digit| digit.is_ascii_digit());
        digits && (piece.size < SMALL * row.size || piece.strong == 0 && piece.fixed == 0)
    };
    let numbered = row.pieces.len() > 1 && row.pieces.first().is_some_and(number);
    let skipped = if numbered { row.pieces.first().map_or(0, |piece| piece.letters) } else { 0 };
    for piece in row.pieces {
        let drawn_again = last
            .as_ref()
            .is_some_and(|(left, text)| (piece.left - left).abs() < 0.25 * piece.size && *text == piece.text);
        if drawn_again {
            continue;
        }
        let gap = piece.left - line.right;
        let before = line.text.chars().next_back();
        let first = piece.text.chars().next().unwrap_or(' ');
        if let Some(before) = before {
            if gap > CELL * piece.size.max(row.size * 0.8) {
                line.text.push('\t');
            } else if parts(before, first, gap, piece.size) || grows(before, first, line.size, piece.size) {
                line.text.push(' ');
            }
        } else {
            line.left = piece.left;
            line.right = piece.right;
        }
        let start = line.text.len();
        if piece.runs.first().is_none_or(|run| run.start > 0) {
            extend(&mut line.runs, start, Face::default());
        }
        piece.runs.iter().for_each(|run| extend(&mut line.runs, start + run.start as usize, run.face));
        line.text.push_str(&piece.text);
        line.right = line.right.max(piece.right);
        strong += piece.strong;
        slanted += piece.slanted;
        fixed += piece.fixed;
        line.letters += piece.letters;
        if piece.letters > most {
            (most, line.size) = (piece.letters, piece.size);
        }
        last = Some((piece.left, piece.text));
    }
    line.strong = strong * 10 >= line.letters * 8 && strong > 0;
    line.slanted = slanted * 10 >= line.letters * 8 && slanted > 0;
    let skipped = skipped.max(numbers_code(&line));
    line.typed = fixed;
    line.fixed = fixed * 10 >= (line.letters - skipped) * 9 && fixed > skipped;
    let text = line.text.trim();
    if text.len() < line.text.len() {
        line.text = text.to_owned();
    }
    (!line.text.is_empty()).then_some(line)
}

/// The digits at the beginning of a line that are not of the font that the rest of it has.
fn numbers_code(line: &Line) -> u32 {
    let digits = line.text.bytes().take_while(u8::is_ascii_digit).count();
    let behind = line.text.part(digits..line.text.len()).starts_with(char::is_whitespace);
    let plain = line.runs.first().is_none_or(|run| run.start > 0 || !run.face.fixed);
    if behind && plain && digits <= 5 { u32::try_from(digits).unwrap_or(0) } else { 0 }
}

/// Whether a number in larger letters follows a word: `CHAPTER` and a large `3`.
fn grows(before: char, first: char, size: f32, next: f32) -> bool {
    before.is_alphabetic() && first.is_ascii_digit() && next > 1.15 * size
}
