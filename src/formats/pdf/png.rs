//! The bytes of an image as files have them that other programs show: JPEG and JPEG 2000 are in PDF as they are, and what
//! is nothing but pixels becomes PNG (ISO 15948).

use std::io::Write;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use hayro_syntax::object::{Array, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::{Filter, Pdf as File};

use super::images::pixels;
use super::streams::{Limits, expand, inflate};

/// The widest and highest image that becomes a file.
const LARGEST: u32 = 30_000;

/// What the samples of an image stand for.
#[derive(Clone, Debug, PartialEq)]
enum Colour {
    Grey,
    /// One ink: the more of it, the darker.
    Ink,
    Rgb,
    Cmyk,
    /// Numbers of the colours in a table, three bytes each.
    Table(Vec<u8>),
}

/// The bytes of the image that an object is, by its number; none where it cannot become a file.
pub(super) fn bytes(file: &File, number: u32, limits: &mut Limits<'_>) -> Option<Vec<u8>> {
    let image = file.xref().get::<Stream<'_>>(ObjectIdentifier::new(number, 0))?;
    match image.filters().as_slice() {
        [Filter::DctDecode | Filter::JpxDecode] => Some(image.raw_data().into_owned()),
        [Filter::FlateDecode, Filter::DctDecode | Filter::JpxDecode] => inflate(&image.raw_data(), limits),
        _ => Raster::of(&image, limits).map(|raster| raster.over_white(&image, limits).png()),
    }
}

/// The samples of an image, row by row.
#[derive(Clone, Debug, PartialEq)]
struct Raster {
    width: u32,
    height: u32,
    /// The bits of a sample.
    depth: u8,
    colour: Colour,
    samples: Vec<u8>,
}

impl Raster {
    fn of(image: &Stream<'_>, limits: &mut Limits<'_>) -> Option<Self> {
        let dictionary = image.dict();
        let (width, height) = pixels(dictionary);
        let depth = u8::try_from(dictionary.get::<i32>("BitsPerComponent").unwrap_or(8)).ok()?;
        let colour = colour(&dictionary.get::<Object<'_>>("ColorSpace")?, limits)?;
        let fits = (1..=LARGEST).contains(&width) && (1..=LARGEST).contains(&height);
        if !fits || !matches!(depth, 1 | 2 | 4 | 8 | 16) {
            return None;
        }
        let mut samples = expand(image, limits)?.into_owned();
        let raster = Raster { width, height, depth, colour, samples: Vec::new() };
        let size = raster.row().checked_mul(height as usize)?;
        // A row or two may be missing; an image of which most is missing is none.
        if samples.len() < size / 2 {
            return None;
        }
        samples.resize(size, 0);
        let inverted =
            dictionary.get::<Array<'_>>("Decode").and_then(|decode| decode.iter::<f32>().next()) == Some(1.0);
        if inverted != (raster.colour == Colour::Ink) && !matches!(raster.colour, Colour::Table(_)) {
            samples.iter_mut().for_each(|sample| *sample = !*sample);
        }
        Raster { samples, ..raster }.printed()
    }

    /// How many samples a pixel has.
    fn channels(&self) -> usize {
        match self.colour {
            Colour::Grey | Colour::Ink | Colour::Table(_) => 1,
            Colour::Rgb => 3,
            Colour::Cmyk => 4,
        }
    }

    /// The bytes of a row.
    fn row(&self) -> usize {
        (self.width as usize * self.channels() * usize::from(self.depth)).div_ceil(8)
    }

    /// The same in red, green and blue, if it is in the colours of print.
    fn printed(self) -> Option<Self> {
        if self.colour != Colour::Cmyk {
            return Some(self);
        }
        let samples = self.samples.chunks_exact(4).flat_map(printed).collect();
        (self.depth == 8).then_some(Raster { colour: Colour::Rgb, samples, ..self })
    }

    /// The same on white paper, where a mask of the same size says how much of each pixel is seen.
    fn over_white(mut self, image: &Stream<'_>, limits: &mut Limits<'_>) -> Self {
        let mask = image.dict().get::<Stream<'_>>("SMask").and_then(|mask| Raster::of(&mask, limits));
        let alike = |mask: &Raster| {
            (mask.width, mask.height, mask.depth, self.depth) == (self.width, self.height, 8, 8)
                && mask.colour == Colour::Grey
                && !matches!(self.colour, Colour::Table(_))
        };
        if let Some(mask) = mask.filter(alike) {
            let channels = self.channels();
            for (pixel, seen) in self.samples.chunks_exact_mut(channels).zip(mask.samples) {
                for sample in pixel {
                    *sample = 255 - (u32::from(255 - *sample) * u32::from(seen) / 255) as u8;
                }
            }
        }
        self
    }

    /// The bytes of a PNG file.
    fn png(&self) -> Vec<u8> {
        let kind = match self.colour {
            Colour::Grey | Colour::Ink => 0,
            Colour::Rgb | Colour::Cmyk => 2,
            Colour::Table(_) => 3,
        };
        let sizes = [self.width.to_be_bytes(), self.height.to_be_bytes()].concat();
        let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
        chunk(&mut file, *b"IHDR", &[sizes.as_slice(), &[self.depth, kind, 0, 0, 0]].concat());
        if let Colour::Table(colours) = &self.colour {
            chunk(&mut file, *b"PLTE", colours);
        }
        let mut rows = ZlibEncoder::new(Vec::new(), Compression::fast());
        for row in self.samples.chunks_exact(self.row().max(1)) {
            // Writing into memory fails never.
            let _ = rows.write_all(&[0]).and_then(|()| rows.write_all(row));
        }
        chunk(&mut file, *b"IDAT", &rows.finish().unwrap_or_default());
        chunk(&mut file, *b"IEND", &[]);
        file
    }
}

/// Cyan, magenta, yellow and black in red, green and blue (ISO 32000-1, 10.3.4).
fn printed(pixel: &[u8]) -> [u8; 3] {
    let left = |ink: u8, black: u8| ((255 - u32::from(ink)) * (255 - u32::from(black)) / 255) as u8;
    match pixel {
        [cyan, magenta, yellow, black] => [left(*cyan, *black), left(*magenta, *black), left(*yellow, *black)],
        _ => [255; 3],
    }
}

/// Appends a part of a PNG file.
fn chunk(file: &mut Vec<u8>, kind: [u8; 4], bytes: &[u8]) {
    let mut sum = Crc::new();
    sum.update(&kind);
    sum.update(bytes);
    file.extend(u32::try_from(bytes.len()).unwrap_or(0).to_be_bytes());
    file.extend(kind);
    file.extend(bytes);
    file.extend(sum.sum().to_be_bytes());
}

/// What a colour space means (ISO 32000-1, 8.6), near enough to recognise an image.
fn colour(space: &Object<'_>, limits: &mut Limits<'_>) -> Option<Colour> {
    let by_name = |name: &[u8]| match name {
        b"DeviceGray" | b"CalGray" | b"G" => Some(Colour::Grey),
        b"DeviceRGB" | b"CalRGB" | b"RGB" => Some(Colour::Rgb),
        b"DeviceCMYK" | b"CMYK" => Some(Colour::Cmyk),
        b"Separation" => Some(Colour::Ink),
        _ => None,
    };
    let array = match space {
        Object::Name(name) => return by_name(name),
        Object::Array(array) => array,
        _ => return None,
    };
    let mut parts = array.iter::<Object<'_>>();
    let Object::Name(name) = parts.next()? else { return None };
    match (&*name, parts.next()) {
        (b"ICCBased", Some(Object::Stream(profile))) => match profile.dict().get::<i32>("N")? {
            1 => Some(Colour::Grey),
            3 => Some(Colour::Rgb),
            4 => Some(Colour::Cmyk),
            _ => None,
        },
        (b"Indexed" | b"I", Some(base)) if !is_indexed(&base) => {
            let base = colour(&base, limits)?;
            let _last = parts.next();
            let table = match parts.next()? {
                Object::String(table) => table.as_bytes().to_vec(),
                Object::Stream(table) => expand(&table, limits)?.into_owned(),
                _ => return None,
            };
            Some(Colour::Table(colours(&base, &table)))
        }
        (name, _) => by_name(name),
    }
}

fn is_indexed(space: &Object<'_>) -> bool {
    let Object::Array(space) = space else { return false };
    space.iter::<Name<'_>>().next().is_some_and(|name| matches!(&*name, b"Indexed" | b"I"))
}

/// A table of at most 256 colours in red, green and blue.
fn colours(base: &Colour, table: &[u8]) -> Vec<u8> {
    let mut found: Vec<u8> = match base {
        Colour::Grey => table.iter().flat_map(|grey| [*grey; 3]).collect(),
        Colour::Ink => table.iter().flat_map(|ink| [255 - *ink; 3]).collect(),
        Colour::Cmyk => table.chunks_exact(4).flat_map(printed).collect(),
        Colour::Rgb | Colour::Table(_) => table.to_vec(),
    };
    found.truncate(found.len().min(3 * 256) / 3 * 3);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::limits::Budget;
    use crate::formats::pdf::cases::file;
    use crate::formats::pdf::open;

    /// The rows of an image of two by two pixels, as its file has them, and its colour type.
    fn check(image: &str, samples: &[u8], expected: Option<(u8, &[&[u8]])>) {
        let found = made(image, samples, "null").map(|png| rows(&png));
        let expected = expected.map(|(kind, rows)| (kind, rows.iter().map(|row| row.to_vec()).collect()));
        assert_eq!(found, expected, "{image}");
    }

    /// The file that an image becomes; its samples are written in hexadecimal digits.
    fn made(image: &str, samples: &[u8], other: &str) -> Option<Vec<u8>> {
        let digits: String = samples.iter().map(|byte| format!("{byte:02x}")).collect();
        let stream = format!(
            "<< /Subtype /Image /Width 2 /Height 2 {image} /Filter /ASCIIHexDecode /Length {} >>\nstream\n{digits}\nendstream",
            digits.len()
        );
        let budget = Budget::new(1);
        let pdf = open(&file(&[""], ("", ""), &[&stream, other]), &budget).unwrap();
        bytes(&pdf, 12, &mut Limits::new(&budget))
    }

    fn rows(png: &[u8]) -> (u8, Vec<Vec<u8>>) {
        let at = png.windows(4).position(|kind| kind == b"IDAT").unwrap();
        let budget = Budget::new(1);
        let rows = inflate(&png[at + 4..], &Limits::new(&budget)).unwrap();
        let rows = rows.chunks(rows.len() / 2).map(|row| row[1..].to_vec());
        (png[25], rows.collect())
    }

    #[test]
    fn samples_become_rows() {
        let grey = [0, 10, 20, 30];
        check("/ColorSpace /DeviceGray /BitsPerComponent 8", &grey, Some((0, &[&[0, 10], &[20, 30]])));
        check(
            "/ColorSpace /DeviceGray /BitsPerComponent 8 /Decode [1 0]",
            &grey,
            Some((0, &[&[255, 245], &[235, 225]])),
        );
        check("/ColorSpace [/Separation /Black /DeviceGray null]", &grey, Some((0, &[&[255, 245], &[235, 225]])));
        check("/ColorSpace /DeviceGray /BitsPerComponent 1", &[0x80, 0x40], Some((0, &[&[0x80], &[0x40]])));
        check(
            "/ColorSpace /DeviceRGB",
            &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
            Some((2, &[&[1, 2, 3, 4, 5, 6], &[7, 8, 9, 10, 11, 12]])),
        );
        let ink = [0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255];
        check("/ColorSpace /DeviceCMYK", &ink, Some((2, &[&[255, 255, 255, 0, 255, 255], &[0, 0, 0, 0, 0, 0]])));
        check("/ColorSpace [/Indexed /DeviceRGB 1 <ff0000000000>]", &[0, 1, 1, 0], Some((3, &[&[0, 1], &[1, 0]])));
        check("/ColorSpace [/Indexed [/Indexed /DeviceRGB 1 (a)] 1 (b)]", &[0, 1, 1, 0], None);
        check("/ColorSpace /DeviceGray /Width 1000000 /Height 1000000", &grey, None);
        check("/ColorSpace /DeviceGray", &[1], None);
        check("", &grey, None);
    }

    #[test]
    fn what_a_mask_hides_is_white() {
        let mask = "<< /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /Length 4 >>\nstream\n\x7f\0\0\x7f\nendstream";
        let png = made("/ColorSpace /DeviceGray /SMask 13 0 R", &[0, 0, 255, 0], mask).unwrap();
        assert_eq!(rows(&png).1, [[128, 255], [255, 128]]);
    }

    #[test]
    fn what_is_a_file_already_is_left_as_it_is() {
        let image = "<< /Subtype /Image /Filter /DCTDecode /Length 4 >>\nstream\nJFIF\nendstream";
        let budget = Budget::new(1);
        let pdf = open(&file(&[""], ("", ""), &[image]), &budget).unwrap();
        assert_eq!(bytes(&pdf, 12, &mut Limits::new(&budget)).as_deref(), Some(b"JFIF".as_slice()));
        assert_eq!(bytes(&pdf, 1, &mut Limits::new(&budget)), None);
        assert_eq!(bytes(&pdf, 999, &mut Limits::new(&budget)), None);
    }
}
