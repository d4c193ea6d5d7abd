//! Pictures on their way into a document: words for them in brackets, and what they are.
//!
//! One with words stands where it is. Where nothing but pictures stands in a paragraph or a quote, each becomes a block of
//! its own kind; those that are links, as the badges of a project, stay together. One without words, which has but a
//! name, stands in a block of its own behind the one that it is in, so that it parts no words and hides no heading; in
//! the cell of a table, and behind the bullet of an item that is otherwise empty, it stands where it is.

use std::num::NonZeroU32;

use crate::formats::compose::{Composer, Open, position};
use crate::outline::image::{Extent, Image, Source};
use crate::outline::link::LONGEST;
use crate::outline::{Block, BlockKind, Mark, MarkKind};
use crate::text::{Part, Span};

/// What parts the facts in the reference of a picture, and begins it; no reference of a source begins so.
const PARTING: char = '\u{2}';
/// A picture that is known to be lower or narrower than this, in pixels or in tenths of a millimetre, is an ornament,
/// unless it has words.
const ORNAMENT: (u32, u32) = (33, 80);

/// A picture as its format has it.
#[derive(Clone, Debug, Default)]
pub(in crate::formats) struct Picture {
    /// A reference as [`Image::of`] takes it, empty where nothing says where it is; of one within the file, the name of
    /// its part.
    pub(in crate::formats) reference: String,
    /// Whether it is a part of the file.
    pub(in crate::formats) within: bool,
    /// The number of the object of the file that it is, where the format numbers its objects.
    pub(in crate::formats) object: Option<u32>,
    /// Its width and height in pixels; 0 where one is not known.
    pub(in crate::formats) pixels: (u32, u32),
    /// Its width and height on paper, in tenths of a millimetre; 0 where one is not known.
    pub(in crate::formats) paper: (u32, u32),
}

impl Picture {
    /// A picture of which nothing but a reference is known.
    pub(in crate::formats) fn to(reference: &str) -> Self {
        Self { reference: reference.trim().to_owned(), ..Self::default() }
    }

    /// A picture that is a part of the file.
    pub(in crate::formats) fn part(name: &str) -> Self {
        Self { within: true, ..Self::to(name) }
    }

    /// A picture that is an object of the file, by its number.
    pub(in crate::formats) fn object(number: u32) -> Self {
        Self { object: Some(number), ..Self::default() }
    }

    /// Whether it is too small to tell anything.
    pub(in crate::formats) fn is_ornament(&self) -> bool {
        let below = |(width, height): (u32, u32), least| (1..least).contains(&width) || (1..least).contains(&height);
        below(self.pixels, ORNAMENT.0) || below(self.paper, ORNAMENT.1)
    }

    /// Whether it is shown where there are no words for it.
    pub(in crate::formats) fn is_shown(&self) -> bool {
        !self.is_ornament() && !self.reference.is_empty()
    }

    /// All that is known of it, as a reference that marks can have. None where it leads nowhere.
    pub(in crate::formats) fn known(&self) -> Option<String> {
        let image = match (self.object, self.within, self.reference.as_str()) {
            (Some(number), ..) => Image::object(number),
            (_, true, part) => Image::part(part)?,
            (_, false, "") => Image::unknown(),
            (_, false, reference) => Image::of(reference)?,
        };
        let Image { name, source, .. } = image;
        let (kind, place) = match source {
            Source::File(path) => ("file", path),
            Source::Part(part) => ("part", part),
            Source::Data(data) => ("data", data.to_string().into()),
            Source::Web(address) => ("web", address),
            Source::Unknown => ("", "".into()),
            Source::Object(number) => ("object", number.to_string().into()),
        };
        let (pixels, paper) = (self.pixels, self.paper);
        let known = [
            kind,
            &pixels.0.to_string(),
            &pixels.1.to_string(),
            &paper.0.to_string(),
            &paper.1.to_string(),
            &name.replace(PARTING, ""),
            &place,
        ];
        let known = known.iter().fold(String::new(), |known, fact| known + &PARTING.to_string() + fact);
        (known.len() <= LONGEST).then_some(known)
    }

    /// Whether a reference is one that [`Picture::known`] makes.
    pub(super) fn is_known(reference: &str) -> bool {
        reference.starts_with(PARTING)
    }

    /// The image of a reference that [`Picture::known`] made.
    pub(super) fn image(known: &str) -> Option<Image> {
        let mut facts = known.strip_prefix(PARTING)?.splitn(7, PARTING);
        let kind = facts.next()?;
        let mut size = || facts.next()?.parse::<u32>().ok();
        let (pixels, paper) = ((size()?, size()?), (size()?, size()?));
        let (name, place) = (facts.next()?, facts.next()?);
        let source = match kind {
            "file" => Source::File(place.into()),
            "part" => Source::Part(place.into()),
            "data" => place.parse().map_or(Source::Unknown, Source::Data),
            "web" => Source::Web(place.into()),
            "object" => place.parse().map_or(Source::Unknown, Source::Object),
            _ => Source::Unknown,
        };
        let extent = |(width, height)| Extent::new(width, height);
        Some(Image { name: name.into(), source, pixels: extent(pixels), paper: extent(paper) })
    }
}

/// The words for a picture as they stand in the text; nothing where there are none.
pub(in crate::formats) fn bracketed(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("[{words}]") }
}

/// The words for a picture without what they may be set in: white space is squeezed, brackets around them are left out.
/// Empty where there is nothing to read in them.
pub(in crate::formats) fn bare(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.trim_start_matches('[').trim_end_matches(']').trim();
    if words.contains(char::is_alphanumeric) { words.to_owned() } else { String::new() }
}

impl Composer {
    /// A picture in the open block, or between blocks at a depth, with words for it, which may be empty.
    pub(in crate::formats) fn picture(&mut self, words: &str, picture: &Picture, depth: usize) {
        let words = bare(words);
        let known = picture.known().unwrap_or_default();
        if words.is_empty() {
            if picture.is_shown() {
                self.wordless(&known, depth);
            }
            return;
        }
        if !self.is_open() {
            self.begin(BlockKind::Paragraph, depth);
        }
        self.push(&bracketed(&words));
        self.mark_picture(&words, &known);
    }

    /// Marks the words in brackets that the open block ends with as those for a picture, by what is known of it.
    pub(in crate::formats) fn mark_picture(&mut self, words: &str, known: &str) {
        if self.block_text().ends_with(&bracketed(words)) && !words.is_empty() {
            let end = position(&self.text).saturating_sub(1);
            let span = Span { start: end.saturating_sub(position(words)), end };
            let target = self.references.number_of_picture(known);
            self.marks.push(Mark { kind: MarkKind::Image, span, target });
        }
    }

    /// Begins the words for a picture, behind a bracket.
    pub(in crate::formats) fn begin_picture(&mut self, picture: &Picture) {
        let target = picture.known().and_then(|known| self.references.number_of_picture(&known));
        self.begin_mark_to(MarkKind::Image, target);
    }

    /// A picture without words in the open block, or between blocks at a depth, by what is known of it.
    pub(in crate::formats) fn wordless(&mut self, known: &str, depth: usize) {
        let Some(target) = self.references.number_of_picture(known) else { return };
        let Some(open) = self.open else { return self.lone_picture(target, depth) };
        let is_bare = open.kind == BlockKind::Item && self.text.len() == open.labelled;
        match self.name_of(target).filter(|_| is_bare || open.kind == BlockKind::Table) {
            Some(words) => self.push_picture(&words, Some(target)),
            None => self.waiting.push(target),
        }
    }

    /// The words for a picture that has none.
    fn name_of(&self, target: NonZeroU32) -> Option<String> {
        let image = self.references.of(target).and_then(Picture::image);
        image.map(|image| bare(image.words())).filter(|words| !words.is_empty())
    }

    /// Appends a picture to the open block.
    fn push_picture(&mut self, words: &str, target: Option<NonZeroU32>) {
        self.push("[");
        self.begin_mark_to(MarkKind::Image, target);
        self.push(words);
        self.end_mark();
        self.push("]");
    }

    /// A picture that stands by itself, under its name.
    pub(super) fn lone_picture(&mut self, target: NonZeroU32, depth: usize) {
        if let Some(words) = self.name_of(target) {
            self.write_picture(Lone { words, target: Some(target), depth });
        }
    }

    /// Writes the block of a picture that stands by itself.
    pub(super) fn write_picture(&mut self, picture: Lone) {
        self.begin(BlockKind::Image, picture.depth);
        // Marks that are open are those of the text alone; they begin anew behind the picture.
        let begun = std::mem::take(&mut self.begun);
        self.push_picture(&picture.words, picture.target);
        self.close_block();
        self.begun = begun;
        self.begin_anew();
    }

    /// Whether a paragraph or a quote holds nothing but a picture, with its words.
    pub(super) fn is_picture(&self, block: Block) -> bool {
        let first = self.marks.partition_point(|mark| mark.span.start < block.span.start);
        let image = self.marks.iter().skip(first).find(|mark| mark.kind == MarkKind::Image && !mark.span.is_empty());
        matches!(block.kind, BlockKind::Paragraph | BlockKind::Quote)
            && image.is_some_and(|image| {
                let (start, end) = (image.span.start.saturating_sub(1), image.span.end + 1);
                (start, end) == (block.span.start, block.span.end)
            })
    }

    /// Where the open block is a paragraph or a quote of several pictures with their words, and of nothing else: each
    /// becomes a block in its place.
    pub(super) fn part_pictures(&mut self) -> bool {
        let Some((open, pictures)) = self.open.and_then(|open| Some((open, self.pictures_of(open)?))) else {
            return false;
        };
        let first = self.marks.partition_point(|mark| (mark.span.start as usize) < open.start);
        self.marks.truncate(first);
        self.text.truncate(open.before);
        self.open = None;
        self.clip();
        let waiting = std::mem::take(&mut self.waiting);
        pictures.into_iter().for_each(|picture| self.write_picture(picture));
        self.waiting = waiting;
        true
    }

    /// The pictures of a block that holds several of them and nothing else, and that no link leads from.
    fn pictures_of(&self, open: Open) -> Option<Vec<Lone>> {
        let is_text = matches!(open.kind, BlockKind::Paragraph | BlockKind::Quote);
        let first = self.marks.partition_point(|mark| (mark.span.start as usize) < open.start);
        let marks = self.marks.get(first..).filter(|marks| is_text && marks.len() > 1 && self.begun.is_empty())?;
        let depth = depth_of(open.kind, open.depth);
        let mut pictures = Vec::new();
        let mut at = open.start;
        for mark in marks.iter().filter(|mark| !mark.span.is_empty()) {
            let (start, end) = ((mark.span.start as usize).saturating_sub(1), mark.span.end as usize + 1);
            match mark.kind {
                MarkKind::Image => {}
                MarkKind::Link | MarkKind::Note => return None,
                _ => continue,
            }
            if start < at || !self.text.part(at..start).trim().is_empty() {
                return None;
            }
            let words = self.text.as_str().span(mark.span).to_owned();
            pictures.push(Lone { words, target: mark.target, depth: depth.into() });
            at = end;
        }
        let is_alone = pictures.len() > 1 && self.text.part(at..self.text.len()).trim().is_empty();
        is_alone.then_some(pictures)
    }
}

/// How deep the block of a picture stands that is all of a block.
pub(super) fn depth_of(kind: BlockKind, depth: u8) -> u8 {
    depth.saturating_add(u8::from(kind == BlockKind::Quote))
}

/// A picture that stands by itself.
#[derive(Clone, Debug)]
pub(super) struct Lone {
    words: String,
    target: Option<NonZeroU32>,
    depth: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_a_picture_is_told_in_its_reference() {
        let picture = Picture { pixels: (640, 0), paper: (1500, 900), ..Picture::part("word/media/图\u{2}1.png") };
        let image = Picture::image(&picture.known().unwrap()).unwrap();
        assert_eq!(image.source, Source::Part("word/media/图\u{2}1.png".into()));
        assert_eq!((image.pixels, image.paper), (None, Extent::new(1500, 900)));
        assert_eq!(Picture::to("javascript:x").known(), None);
        assert_eq!(Picture::image("a.png"), None);
        assert_eq!(Picture::image("\u{2}file\u{2}1"), None);
    }

    #[test]
    fn words_are_made_bare() {
        let check = |words: &str, expected: &str| assert_eq!(bare(words), expected, "{words:?}");
        check(" [A\n map] ", "A map");
        check("图1", "图1");
        check("--", "");
        check("", "");
    }
}
