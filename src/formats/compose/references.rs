//! The references of links become targets, once all places are known.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::rc::Rc;

use crate::formats::compose::pictures::Picture;
use crate::outline::link::{LONGEST, decoded, slug, slugs};
use crate::outline::{Block, Image, Mark, Outline, Target};
use crate::text::Part;

/// The most names of places that are kept.
const MOST: usize = 500_000;

/// The most names that are kept for other reports, and the longest, in bytes.
const MOST_NAMES: usize = 20_000;
const LONGEST_NAME: usize = 200;

/// What links refer to, as it is written, each once and by its number.
#[derive(Clone, Debug, Default)]
pub(in crate::formats) struct References {
    numbers: HashMap<Rc<str>, NonZeroU32>,
    /// The references in the order of their numbers.
    written: Vec<Rc<str>>,
}

impl References {
    /// The number of a reference; `None` where it is too long to be one, or claims to be what is known of a picture.
    pub(in crate::formats) fn number(&mut self, reference: &str) -> Option<NonZeroU32> {
        let reference = reference.trim();
        if Picture::is_known(reference) { None } else { self.numbered(reference) }
    }

    /// The number of what is known of a picture, as [`Picture::known`] tells it.
    pub(in crate::formats) fn number_of_picture(&mut self, known: &str) -> Option<NonZeroU32> {
        self.numbered(known)
    }

    fn numbered(&mut self, reference: &str) -> Option<NonZeroU32> {
        if reference.is_empty() || reference.len() > LONGEST {
            return None;
        }
        if let Some(number) = self.numbers.get(reference) {
            return Some(*number);
        }
        let number = NonZeroU32::new(u32::try_from(self.written.len()).ok()?.checked_add(1)?)?;
        let written: Rc<str> = reference.into();
        self.written.push(Rc::clone(&written));
        self.numbers.insert(written, number);
        Some(number)
    }

    /// The reference of a number.
    pub(super) fn of(&self, number: NonZeroU32) -> Option<&str> {
        self.written.get(number.get() as usize - 1).map(|written| &**written)
    }
}

/// The name of a note's place, which no source can give to another one. The reference to it is that behind `#`.
pub(in crate::formats) fn note(label: &str) -> String {
    format!("\u{1}{label}")
}

/// Whether a reference is that of a note.
pub(in crate::formats) fn is_note(reference: &str) -> bool {
    reference.strip_prefix('#').is_some_and(is_name_of_note)
}

/// Whether a name is one that [`note`] made.
pub(in crate::formats) fn is_name_of_note(name: &str) -> bool {
    name.starts_with('\u{1}')
}

/// The places that have names, in the order in which they were noted.
#[derive(Debug, Default)]
pub(super) struct Anchors(Vec<(Box<str>, u32)>);

impl Anchors {
    /// Names a place in the text.
    pub(super) fn note(&mut self, name: &str, at: u32) {
        if !name.is_empty() && name.len() <= LONGEST && self.0.len() < MOST {
            self.0.push((name.into(), at));
        }
    }

    /// The text was cut to a length: places behind it are at its end.
    pub(super) fn clip(&mut self, end: u32) {
        self.0.iter_mut().rev().take_while(|(_, at)| *at > end).for_each(|(_, at)| *at = end);
    }

    /// The names that other reports may know, each once, in order, with their places.
    pub(super) fn names(&self, text: &str, blocks: &[Block]) -> Vec<(Box<str>, u32)> {
        // Names of notes, and of places in the parts of a book, are those of this program.
        let known = |name: &str| name.len() <= LONGEST_NAME && !name.contains(['\u{1}', '#']);
        let known = self.0.iter().filter(|(name, _)| known(name)).take(MOST_NAMES);
        let mut names: Vec<(Box<str>, u32)> =
            known.map(|(name, place)| (name.trim().into(), snapped(*place, text, blocks))).collect();
        names.sort_by(|(one, _), (other, _)| one.cmp(other));
        names.dedup_by(|(one, _), (other, _)| one == other);
        names
    }

    /// The places by their names; the first of a name counts.
    fn places(&self) -> HashMap<&str, u32> {
        self.0.iter().rev().map(|(name, at)| (&**name, *at)).collect()
    }
}

/// The place of a name. One of a part that is not known stands where the part begins: `part#name` at `part#`.
fn place_of(places: &HashMap<&str, u32>, name: &str) -> Option<u32> {
    let whole = || name.rsplit_once('#').and_then(|(part, _)| places.get(format!("{part}#").as_str()));
    places.get(name).or_else(whole).copied()
}

/// The targets of a document, and the images among them. Marks lead to them instead of to references; one whose
/// reference leads nowhere leads nowhere itself.
pub(super) fn resolve(
    references: &References,
    anchors: &Anchors,
    marks: &mut [Mark],
    (text, blocks): (&str, &[Block]),
    outline: &Outline,
) -> (Vec<Target>, Vec<Image>) {
    if references.written.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let places = anchors.places();
    let mut named = None;
    let mut heading = |name: &str| {
        let named = named.get_or_insert_with(|| slugs(outline));
        // Some name a heading by its words, some with low lines for spaces and one before them (AsciiDoc).
        let spaced = || slug(&name.trim_start_matches('_').replace('_', " "));
        let found = named.get(name).or_else(|| named.get(&slug(name))).or_else(|| named.get(&spaced()))?;
        Some(outline.get(*found)?.span.start)
    };
    let mut place = |name: &str| {
        let name = name.trim();
        let decoded = decoded(name);
        let place = place_of(&places, name).or_else(|| place_of(&places, &decoded)).or_else(|| heading(&decoded))?;
        Some(Target::Place(snapped(place, text, blocks)))
    };
    let (mut targets, mut images) = (Vec::new(), Vec::new());
    let mut numbers = Vec::with_capacity(references.written.len());
    for reference in &references.written {
        let target = match (Picture::image(reference), reference.strip_prefix('#')) {
            (Some(image), _) => {
                let index = u32::try_from(images.len()).ok();
                images.push(image);
                index.map(Target::Image)
            }
            (None, Some(name)) => place(name),
            (None, None) => Target::of(reference),
        };
        targets.extend(target.clone());
        let number = target.and_then(|_| NonZeroU32::new(u32::try_from(targets.len()).ok()?));
        numbers.push(number);
    }
    for mark in marks {
        mark.target = mark.target.and_then(|number| numbers.get(number.get() as usize - 1).copied().flatten());
    }
    (targets, images)
}

/// The most white space that is passed over, in bytes.
const MOST_SPACE: usize = 64;

/// A place before white space, or between blocks, is that of the next word.
pub(super) fn snapped(place: u32, text: &str, blocks: &[Block]) -> u32 {
    let after = blocks.partition_point(|block| block.span.end <= place);
    let place = blocks.get(after).map_or(place, |block| place.max(block.span.start)).min(end(blocks));
    let rest = text.part(place as usize..place as usize + MOST_SPACE);
    let space = rest.len() - rest.trim_start().len();
    let place = if space == rest.len() { place as usize } else { place as usize + space };
    u32::try_from(text.floor_char_boundary(place)).unwrap_or(0)
}

fn end(blocks: &[Block]) -> u32 {
    blocks.last().map_or(0, |block| block.span.end)
}
