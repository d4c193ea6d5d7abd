//! Links lie over pages as rectangles: the glyphs below them belong to them.

use std::collections::HashMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, String as Bytes};
use hayro_syntax::page::Page;

use super::bookmarks::{Names, Target};
use super::content::Glyph;
use super::matrix::Matrix;
use crate::formats::limits::Budget;
use crate::outline::link::LONGEST;

/// The most links of a page that are looked at.
const MOST: usize = 4_000;
/// A part of a link that is higher than this share of the page is a picture, or the page itself.
const HIGHEST: f32 = 0.3;

/// The most names of destinations that are compared for the links of a file.
const MOST_NAMES: usize = 4_000_000;

/// A link by its page, from 0, and its number on it, as [`Face`](super::face::Face) has it.
pub(super) type Link = (u32, u16);

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Lead<Place> {
    /// To an address, or to another file.
    Address(String),
    /// Into this file.
    Inside(Place),
}

/// Where all links of a file lead, as far as the time reaches (ISO 32000-1, 12.6.4).
pub(super) fn leads(pdf: &Pdf, budget: &Budget) -> HashMap<Link, Lead<Target>> {
    let mut leads = HashMap::new();
    let Some(mut names) = Names::new(pdf, MOST_NAMES) else { return leads };
    for (page, number) in pdf.pages().iter().zip(0_u32..) {
        if budget.is_over() {
            break;
        }
        let Some(notes) = page.raw().get::<Array<'_>>("Annots") else { continue };
        for (note, link) in notes.iter::<Dict<'_>>().take(MOST).zip(1_u16..) {
            if note.get::<Name<'_>>("Subtype").as_deref() == Some(b"Link") {
                let inside = || names.target(&note).map(Lead::Inside);
                let lead = address(&note).map(Lead::Address).or_else(inside);
                leads.extend(lead.map(|lead| ((number, link), lead)));
            }
        }
    }
    leads
}

/// The address or the other file that a link leads to.
fn address(note: &Dict<'_>) -> Option<String> {
    let action = note.get::<Dict<'_>>("A")?;
    let bytes = match action.get::<Name<'_>>("S").as_deref() {
        Some(b"URI") => action.get::<Bytes<'_>>("URI"),
        Some(b"GoToR") => action.get::<Bytes<'_>>("F").or_else(|| action.get::<Dict<'_>>("F")?.get::<Bytes<'_>>("F")),
        _ => None,
    }?;
    let bytes = bytes.as_bytes();
    (bytes.len() <= LONGEST).then(|| String::from_utf8_lossy(bytes).into_owned())
}

/// A rectangle of a link, in the coordinates of glyphs.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Area {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
    link: u16,
}

impl Area {
    /// The area around points.
    fn around(points: &[(f32, f32)], link: u16) -> Self {
        let none = Area { left: f32::MAX, top: f32::MAX, right: f32::MIN, bottom: f32::MIN, link };
        points.iter().fold(none, |area, (x, y)| Area {
            left: area.left.min(*x),
            top: area.top.min(*y),
            right: area.right.max(*x),
            bottom: area.bottom.max(*y),
            link,
        })
    }

    fn holds(&self, (x, y): (f32, f32)) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }
}

/// Tells the glyphs of a page which link they belong to.
pub(super) fn cover(page: &Page<'_>, glyphs: &mut [Glyph]) {
    let areas = areas(page);
    if !areas.is_empty() {
        cover_areas(&areas, glyphs);
    }
}

/// Glyphs follow each other in lines, so that most lie in the area of the one before, or in none of those at its height.
fn cover_areas(areas: &[Area], glyphs: &mut [Glyph]) {
    let mut height = f32::NAN;
    let mut beside: Vec<Area> = Vec::new();
    for glyph in glyphs {
        let at = middle(glyph);
        if at.1 != height {
            height = at.1;
            beside.clear();
            beside.extend(areas.iter().filter(|area| area.top <= height && height <= area.bottom));
        }
        glyph.face.link = beside.iter().find(|area| area.holds(at)).map_or(0, |area| area.link);
    }
}

/// The middle of a glyph, a little above its line.
fn middle(glyph: &Glyph) -> (f32, f32) {
    let (x, y) = glyph.advance;
    let length = x.hypot(y).max(f32::EPSILON);
    let up = 0.25 * glyph.size / length;
    (glyph.at.0 + x / 2.0 + y * up, glyph.at.1 + y / 2.0 - x * up)
}

/// The areas of all links of a page that lead anywhere (ISO 32000-1, 12.5.6.5): the parts of a link that takes several
/// lines, else its rectangle.
fn areas(page: &Page<'_>) -> Vec<Area> {
    let Some(notes) = page.raw().get::<Array<'_>>("Annots") else { return Vec::new() };
    let matrix = Matrix(page.initial_transform(true).as_coeffs());
    let (_, height) = page.render_dimensions();
    let mut found = Vec::new();
    for (note, link) in notes.iter::<Dict<'_>>().take(MOST).zip(1_u16..) {
        let is_link = note.get::<Name<'_>>("Subtype").as_deref() == Some(b"Link");
        let leads = || note.get::<Object<'_>>("A").or_else(|| note.get::<Object<'_>>("Dest")).is_some();
        if !is_link || !leads() {
            continue;
        }
        let numbers = |key: &str| -> Vec<f32> {
            note.get::<Array<'_>>(key).iter().flat_map(|array| array.iter::<f32>()).take(800).collect()
        };
        let (rectangle, parts) = (numbers("Rect"), numbers("QuadPoints"));
        let corners: Vec<(f32, f32)> = if parts.len() >= 16 { pairs(&parts) } else { pairs(&rectangle) };
        let size = if parts.len() >= 16 { 4 } else { 2 };
        let seen = |(x, y): &(f32, f32)| {
            let (x, y) = matrix.apply(f64::from(*x), f64::from(*y));
            (x as f32, y as f32)
        };
        let areas = corners.chunks_exact(size).map(|corners| corners.iter().map(seen).collect::<Vec<_>>());
        let areas = areas.map(|corners| Area::around(&corners, link));
        found.extend(areas.filter(|area| area.bottom - area.top <= HIGHEST * height));
    }
    found
}

fn pairs(numbers: &[f32]) -> Vec<(f32, f32)> {
    numbers.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::pdf::face::Face;
    use crate::formats::pdf::font::Letter;

    #[test]
    fn glyphs_below_a_link_belong_to_it() {
        let area = |left, top, link| Area { left, top, right: left + 20.0, bottom: top + 12.0, link };
        let areas = [area(0.0, 0.0, 1), area(40.0, 0.0, 2), area(0.0, 20.0, 2)];
        let check = |at: (f32, f32), advance: (f32, f32), expected: u16| {
            let face = Face { link: 9, ..Face::default() };
            let mut glyphs = [Glyph { letter: Letter::character('a'), at, advance, size: 10.0, face }];
            cover_areas(&areas, &mut glyphs);
            assert_eq!(glyphs.map(|glyph| glyph.face.link), [expected], "{at:?}");
        };
        check((0.0, 10.0), (5.0, 0.0), 1);
        check((18.0, 10.0), (5.0, 0.0), 0);
        check((38.0, 10.0), (5.0, 0.0), 2);
        check((10.0, 30.0), (5.0, 0.0), 2);
        check((10.0, 12.0), (0.0, -8.0), 1);
        check((10.0, 60.0), (5.0, 0.0), 0);
    }
}
