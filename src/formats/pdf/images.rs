//! The images that pages draw: which of them show something, and before which lines they stand.

use std::collections::HashMap;
use std::ops::Range;

use hayro_syntax::Pdf as File;
use hayro_syntax::object::{Dict, ObjectIdentifier, Stream};

use super::lines::Line;
use super::matrix::Matrix;
use super::pieces::seen;
use crate::formats::compose::Picture;

/// The most images of a page that are kept, its parts of images included.
pub(super) const MOST: usize = 1_000;
/// What is narrower or lower than this, in points, is no part of an image but a line or a dot.
const THINNEST: f32 = 2.0;
/// An image that is narrower or lower than this, in points, is an ornament; so is one that is so many times as long as it
/// is wide.
const SMALLEST: f32 = 36.0;
const LONGEST: f32 = 16.0;
/// An image that takes this share of its page is its background, or the picture of a page.
const BACKGROUND: f32 = 0.85;
/// An image on which so many letters stand is their background.
const WRITTEN: u32 = 200;
/// An image that is drawn on more pages than this belongs to their headers, or labels notes.
const RECURRING: usize = 2;
/// How near the edges of two parts of an image lie, in points.
const NEAR: f32 = 1.0;

/// A rectangle on a page. Down is larger.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

/// An image as a page draws it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Drawing {
    pub(super) area: Area,
    /// The object that it is, by its number; none for parts that are put together.
    pub(super) object: Option<u32>,
    /// How much of its page it takes, at most 1.
    share: f32,
}

/// An image of a file, and the line before which it stands.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) line: usize,
    pub(super) picture: Picture,
}

impl Area {
    fn width(&self) -> f32 {
        self.right - self.left
    }

    fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// The area around points.
    fn around(points: [(f32, f32); 4]) -> Self {
        let none = Area { left: f32::MAX, top: f32::MAX, right: f32::MIN, bottom: f32::MIN };
        points.into_iter().fold(none, |area, (x, y)| Area {
            left: area.left.min(x),
            top: area.top.min(y),
            right: area.right.max(x),
            bottom: area.bottom.max(y),
        })
    }

    fn corners(&self) -> [(f32, f32); 4] {
        [(self.left, self.top), (self.right, self.top), (self.left, self.bottom), (self.right, self.bottom)]
    }

    /// Both areas together, where one goes on with the other.
    fn joined(&self, next: &Area) -> Option<Area> {
        let near = |one: f32, other: f32| (one - other).abs() <= NEAR;
        let below = near(self.left, next.left) && near(self.right, next.right);
        let below = below && (near(self.bottom, next.top) || near(self.top, next.bottom));
        let beside = near(self.top, next.top) && near(self.bottom, next.bottom);
        let beside = beside && (near(self.right, next.left) || near(self.left, next.right));
        let corners = |area: &Area| [(area.left, area.top), (area.right, area.bottom)];
        let ([one, two], [three, four]) = (corners(self), corners(next));
        (below || beside).then(|| Area::around([one, two, three, four]))
    }

    /// Whether a line stands in the middle of it.
    fn holds(&self, line: &Line) -> bool {
        let middle = ((line.left + line.right) / 2.0, line.base - 0.3 * line.size);
        (self.left..=self.right).contains(&middle.0) && (self.top..=self.bottom).contains(&middle.1)
    }

    /// Whether a line stands above or below it, and not beside.
    fn faces(&self, line: &Line) -> bool {
        line.left < self.right && line.right > self.left
    }
}

/// The image of a stream that a page draws with this matrix, if it is one that can be seen. Costs no look at its bytes.
pub(super) fn drawing(image: &Stream<'_>, matrix: &Matrix, sheet: (f64, f64)) -> Option<Drawing> {
    let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|(x, y)| {
        let (x, y) = matrix.apply(x, y);
        (x.clamp(0.0, sheet.0) as f32, y.clamp(0.0, sheet.1) as f32)
    });
    let area = Area::around(corners);
    if area.width().min(area.height()) < THINNEST || image.dict().get::<bool>("ImageMask") == Some(true) {
        return None;
    }
    let id = image.obj_id();
    let share = f64::from(area.width() * area.height()) / (sheet.0 * sheet.1).max(1.0);
    Some(Drawing { area, object: (id.gen_number == 0).then_some(id.obj_number), share: share as f32 })
}

/// Adds an image to those of its page; the parts that programs cut images into are put together.
pub(super) fn add(drawings: &mut Vec<Drawing>, next: Drawing) {
    if let Some(last) = drawings.last_mut()
        && let Some(area) = last.area.joined(&next.area)
    {
        let share = (last.share + next.share).min(1.0);
        *last = Drawing { area, object: None, share };
    } else if drawings.len() < MOST {
        drawings.push(next);
    }
}

/// Where the images of all pages stand among their lines, in this order.
pub(super) fn placed(
    file: &File,
    drawings: &[Vec<Drawing>],
    lines: &[Line],
    furniture: &[bool],
    pages: &[Range<usize>],
    angles: &[i16],
) -> Vec<Placed> {
    let mut times: HashMap<u32, usize> = HashMap::new();
    for page in drawings {
        let mut objects: Vec<u32> = page.iter().filter_map(|drawing| drawing.object).collect();
        objects.sort_unstable();
        objects.dedup();
        objects.into_iter().for_each(|object| *times.entry(object).or_default() += 1);
    }
    let again =
        |drawing: &Drawing| drawing.object.and_then(|object| times.get(&object)).is_some_and(|n| *n > RECURRING);
    let mut found: Vec<Placed> = Vec::new();
    for ((page, range), angle) in drawings.iter().zip(pages).zip(angles) {
        for drawing in page.iter().filter(|drawing| is_shown(drawing) && !again(drawing)) {
            let area = Area::around(drawing.area.corners().map(|corner| seen(corner, *angle)));
            let text = || {
                let is = |at: &usize| !furniture.get(*at).copied().unwrap_or(false);
                let line = |at: usize| lines.get(at).filter(|line| !line.turned).map(|line| (at, line));
                range.clone().filter(is).filter_map(line)
            };
            let written: u32 = text().filter(|(_, line)| area.holds(line)).map(|(_, line)| line.letters).sum();
            if written < WRITTEN {
                let line = before(&area, text()).unwrap_or(range.end);
                found.push(Placed { line, picture: picture(file, drawing) });
            }
        }
    }
    found.sort_by_key(|placed| placed.line);
    found
}

/// Whether an image shows something beside the text.
fn is_shown(drawing: &Drawing) -> bool {
    let (less, more) = (drawing.area.width(), drawing.area.height());
    let (less, more) = (less.min(more), less.max(more));
    less >= SMALLEST && more <= LONGEST * less && drawing.share < BACKGROUND
}

/// The line before which an area stands, among those of its page: the next one below it, else the one behind the last
/// above it.
fn before<'a>(area: &Area, lines: impl Iterator<Item = (usize, &'a Line)> + Clone) -> Option<usize> {
    let middle = (area.top + area.bottom) / 2.0;
    let upper = |one: &(usize, &Line), other: &(usize, &Line)| one.1.base.total_cmp(&other.1.base);
    let below = |(_, line): &(usize, &Line)| line.base - 0.5 * line.size >= middle && !area.holds(line);
    let facing = lines.clone().filter(|(_, line)| area.faces(line));
    let next = facing.clone().filter(below).min_by(upper);
    let last = || facing.filter(|line| !below(line)).max_by(upper).map(|(at, _)| at + 1);
    let other = || lines.filter(below).min_by(upper).map(|(at, _)| at);
    next.map(|(at, _)| at).or_else(last).or_else(other)
}

/// What is known of an image.
fn picture(file: &File, drawing: &Drawing) -> Picture {
    let tenths = |points: f32| (points * 254.0 / 72.0).round() as u32;
    let stream = drawing.object.and_then(|number| file.xref().get::<Stream<'_>>(ObjectIdentifier::new(number, 0)));
    let pixels = stream.map_or((0, 0), |stream| pixels(stream.dict()));
    Picture {
        pixels,
        paper: (tenths(drawing.area.width()), tenths(drawing.area.height())),
        ..drawing.object.map_or_else(Picture::default, Picture::object)
    }
}

/// The width and the height of an image, in pixels; 0 where it has none.
pub(super) fn pixels(image: &Dict<'_>) -> (u32, u32) {
    let length = |key: &str| image.get::<i32>(key).and_then(|length| u32::try_from(length).ok()).unwrap_or(0);
    (length("Width"), length("Height"))
}

#[cfg(test)]
mod tests {
    use crate::formats::pdf::cases::{file, read};

    /// Pages that draw `/X`, an image of 640 by 480 pixels, and the text that is read of them.
    fn check(pages: &[&str], expected: &str) {
        let image = "<< /Subtype /Image /Width 640 /Height 480 /Filter /DCTDecode /Length 1 >>\nstream\nx\nendstream";
        let document = read(&file(pages, ("", ""), &[image]));
        assert_eq!(document.text.as_str(), expected, "{pages:?}");
    }

    #[test]
    fn images_stand_between_the_lines_around_them() {
        let text = "BT /F 10 Tf 50 700 Td (Above it.) Tj 0 -300 Td (Figure 1: below.) Tj ET";
        let draw = |matrix: &str| format!("q {matrix} cm /X Do Q {text}");
        let check = |matrix: &str, expected: &str| check(&[&draw(matrix)], expected);
        check("200 0 0 150 60 450", "Above it.\n\n[image]\n\nFigure 1: below.");
        check("200 0 0 60 50 720", "[image]\n\nAbove it.\n\nFigure 1: below.");
        check("200 0 0 150 50 100", "Above it.\n\nFigure 1: below.\n\n[image]");
        check("20 0 0 15 60 450", "Above it.\n\nFigure 1: below.");
        check("500 0 0 20 60 450", "Above it.\n\nFigure 1: below.");
        check("600 0 0 800 0 0", "Above it.\n\nFigure 1: below.");
    }

    #[test]
    fn what_recurs_is_no_image_of_the_text() {
        let page = "q 100 0 0 100 50 600 cm /X Do Q";
        check(&[page, page], "[image]\n\n[image]");
        check(&[page, page, page], "");
    }

    #[test]
    fn parts_of_an_image_are_put_together() {
        let part = |y: u32| format!("q 200 0 0 20 50 {y} cm /X Do Q ");
        check(&[&[part(600), part(580), part(560), part(540)].concat()], "[image]");
        check(&[&[part(600), part(500)].concat()], "");
    }

    #[test]
    fn images_are_known_by_their_objects() {
        let image = "<< /Subtype /Image /Width 640 /Height 480 /Filter /DCTDecode /Length 1 >>\nstream\nx\nendstream";
        let document = read(&file(&["q 144 0 0 108 50 600 cm /X Do Q"], ("", ""), &[image]));
        let found: Vec<String> =
            document.images.iter().map(|image| format!("{:?} {}", image.source, image.facts(""))).collect();
        assert_eq!(found, ["Object(12) 640 × 480 px  5.1 × 3.8 cm"]);
    }

    #[test]
    fn the_background_of_words_is_no_image() {
        let words = "so many words stand upon it that it is no image of its own ".repeat(2);
        let line = |y: u32| format!("BT /F 10 Tf 55 {y} Td ({words}) Tj ET ");
        let page = ["q 500 0 0 200 50 500 cm /X Do Q ".to_owned(), line(650), line(630), line(610)].concat();
        let image = "<< /Subtype /Image /Width 640 /Height 480 /Length 1 >>\nstream\nx\nendstream";
        let document = read(&file(&[&page], ("", ""), &[image]));
        assert_eq!(document.images, []);
    }
}
