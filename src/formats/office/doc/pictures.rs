//! Pictures in the stream Data (MS-DOC 2.9.192), each within a drawing (MS-ODRAW 2.2).

use crate::formats::compose::Picture;
use crate::formats::images::{kind, pixels};
use crate::formats::office::doc::bytes::{clipped, index_at, slice, u8_at, u16_at};
use crate::formats::office::pictures::{part_name, tenths_of_twips};

/// The ways of keeping a picture that hold a drawing: by itself, and behind the name of its file.
const DRAWINGS: [u16; 2] = [0x64, 0x66];
/// The kinds of records of drawings.
const CONTAINER: u16 = 0xf004;
const ENTRY: u16 = 0xf007;
const PROPERTIES: u16 = 0xf00b;
/// Pictures whose bytes are those of a file: JPEG twice, PNG and TIFF.
const FILES: [u16; 4] = [0xf01d, 0xf02a, 0xf01e, 0xf029];
/// The kinds of [`FILES`] that have two sums before their bytes, by what their headers say.
const SUMMED_TWICE: [u16; 4] = [0x46b, 0x6e3, 0x6e1, 0x6e5];
/// The number of the property that holds the words for a picture, and what says that its value stands behind all.
const DESCRIPTION: u16 = 0x0381;
const BEHIND: u16 = 0x8000;
/// The longest words for a picture that are kept, in bytes.
const LONGEST: usize = 2048;

/// A picture that was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found<'d> {
    /// The bytes of its file; none where they are kept in another way.
    pub(super) bytes: &'d [u8],
    /// The words for it; empty where it has none.
    pub(super) words: String,
    /// Its width and height, in tenths of a millimetre.
    paper: (u32, u32),
}

impl<'d> Found<'d> {
    /// The picture at a place in the stream Data; none where no drawing stands there.
    pub(super) fn at(data: &'d [u8], place: usize) -> Option<Self> {
        let whole = clipped(data, place, index_at(data, place)?);
        let way = u16_at(whole, 6).filter(|way| DRAWINGS.contains(way))?;
        let twips = |at, share| Some(tenths_of_twips(u16_at(whole, at)?.into(), u16_at(whole, share)?.into()));
        let paper = (twips(28, 32)?, twips(30, 34)?);
        let mut head = usize::from(u16_at(whole, 4)?);
        if way == DRAWINGS[1] {
            head += 1 + usize::from(u8_at(whole, head)?);
        }
        let mut found = Self { paper, ..Self::default() };
        found.walk(whole.get(head..)?);
        Some(found)
    }

    /// Goes through the records of a drawing up to its picture.
    fn walk(&mut self, records: &'d [u8]) {
        let mut at = 0;
        while let Some(((instance, kind), length)) =
            u16_at(records, at).zip(u16_at(records, at.saturating_add(2))).zip(index_at(records, at.saturating_add(4)))
        {
            let (instance, start) = (instance >> 4, at + 8);
            let inside = clipped(records, start, length);
            at = match kind {
                CONTAINER => start,
                ENTRY => start + 36 + usize::from(u8_at(inside, 33).unwrap_or(0)),
                _ => start.saturating_add(length),
            };
            if kind == PROPERTIES {
                self.describe(inside, instance.into());
            } else if FILES.contains(&kind) {
                // Each sum has 16 bytes, and one more byte follows.
                let before = if SUMMED_TWICE.contains(&instance) { 33 } else { 17 };
                self.bytes = inside.get(before..).unwrap_or_default();
                return;
            }
        }
    }

    /// Finds the words among so many properties.
    fn describe(&mut self, properties: &[u8], count: usize) {
        let mut behind = count * 6;
        for index in 0..count {
            let Some((name, value)) = u16_at(properties, index * 6).zip(index_at(properties, index * 6 + 2)) else {
                return;
            };
            if name & BEHIND == 0 {
                continue;
            }
            if name & 0x3fff == DESCRIPTION {
                let units = slice(properties, behind, value.min(LONGEST)).unwrap_or_default().as_chunks().0;
                let words =
                    String::from_utf16_lossy(&units.iter().map(|unit| u16::from_le_bytes(*unit)).collect::<Vec<_>>());
                self.words = words.trim_end_matches('\0').to_owned();
            }
            behind = behind.saturating_add(value);
        }
    }

    /// What is known of it. `place` is that in the stream Data, and `count` that of the pictures so far.
    pub(super) fn picture(&self, place: u32, count: u32) -> Picture {
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        let picture = kind(self.bytes).map(|kind| Picture::part(&part_name(place, count, kind))).unwrap_or_default();
        let size = pixels(self.bytes).map_or((0, 0), |size| (size.width, size.height));
        Picture { pixels: size, paper: self.paper, ..picture }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::image::Extent;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0";

    fn record(instance: u16, kind: u16, inside: &[u8]) -> Vec<u8> {
        let length = (inside.len() as u32).to_le_bytes();
        [&(instance << 4).to_le_bytes()[..], &kind.to_le_bytes(), &length, inside].concat()
    }

    /// A picture of 10 by 5 cm in a drawing, with what stands in its records.
    fn drawing(way: u16, records: &[u8]) -> Vec<u8> {
        let mut head = vec![0; 68];
        for (at, value) in [(4, 68), (6, way), (28, 5669), (30, 2835), (32, 1000), (34, 1000)] {
            head[at..at + 2].copy_from_slice(&value.to_le_bytes());
        }
        let whole = [head, records.to_vec()].concat();
        [&(whole.len() as u32).to_le_bytes()[..], &whole[4..]].concat()
    }

    #[test]
    fn pictures_are_found_in_drawings() {
        let words: Vec<u8> = "图 1\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let property = |name: u16, value: u32| [&name.to_le_bytes()[..], &value.to_le_bytes()].concat();
        let properties = [property(0x0104, 1), property(0x8000 | DESCRIPTION, 8), words.clone()].concat();
        let shape = record(0, CONTAINER, &record(2, PROPERTIES, &properties));
        let once = record(0x6e0, 0xf01e, &[&[0; 17], PNG].concat());
        let twice = record(0x6e1, 0xf01e, &[&[0; 33], PNG].concat());
        let entry = record(0, ENTRY, &[vec![0; 36], once.clone()].concat());
        let check = |way: u16, records: &[Vec<u8>], expected: Option<(&[u8], &str)>| {
            let data = [vec![7; 3], drawing(way, &records.concat())].concat();
            let found = Found::at(&data, 3);
            assert_eq!(found.as_ref().map(|found| (found.bytes, found.words.as_str())), expected, "{way} {records:?}");
        };
        check(0x64, &[shape.clone(), once.clone()], Some((PNG, "图 1")));
        check(0x64, &[shape.clone(), entry], Some((PNG, "图 1")));
        check(0x66, &[vec![2, b'a', b'b'], twice], Some((PNG, "")));
        check(0x64, &[shape], Some((&[], "图 1")));
        check(0x08, &[once], None);
        assert_eq!(Found::at(&[], 0), None);
        assert_eq!(Found::at(&[0xff; 70], 0), None);
    }

    #[test]
    fn a_picture_has_its_sizes() {
        let data = drawing(0x64, &record(0x6e0, 0xf01e, &[&[0; 17], PNG].concat()));
        let picture = Found::at(&data, 0).unwrap().picture(0, 2);
        assert_eq!(
            (picture.reference.as_str(), picture.pixels, picture.paper),
            ("0/image2.png", (640, 480), (999, 500))
        );
        assert_eq!(pixels(PNG), Extent::new(640, 480));
    }
}
