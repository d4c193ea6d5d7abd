//! The bytes of images: what kind they are of, how many pixels they have, and where they lie in the file of a report.

use std::io::Cursor;

use imagesize::ImageType;

use crate::formats::archive::Archive;
use crate::formats::limits::Budget;
use crate::formats::source::Source as Decoded;
use crate::formats::web::{attribute, message_page, message_parts};
use crate::formats::{Options, Reader};
use crate::outline::image::{Extent, Source, data_addresses, fingerprint};
use crate::outline::link::decoded;
use crate::outline::{Document, Image};
use crate::text::Part;
use crate::text::base64;

/// The most images of a file that are looked at to find out their sizes.
const MOST: usize = 2_000;
/// The bytes at the beginning of an image in which its size is looked for: first few, then more.
const HEADS: [u64; 2] = [4 << 10, 256 << 10];
/// The largest image that is handed out, in bytes.
pub const LARGEST: u64 = 256 << 20;

/// The kinds of images that are handed to a user's program: the usual ending of their files, and the others.
const KINDS: [(&str, &[&str]); 11] = [
    ("png", &["apng"]),
    ("jpg", &["jpeg", "jpe", "jfif"]),
    ("gif", &[]),
    ("webp", &[]),
    ("bmp", &["dib"]),
    ("tif", &["tiff"]),
    ("svg", &[]),
    ("emf", &[]),
    ("wmf", &[]),
    ("jp2", &["jpx"]),
    ("j2k", &["j2c", "jpc"]),
];

/// What kind an image is of by its bytes: the usual ending of such files. `None` for what is no image.
pub fn kind(head: &[u8]) -> Option<&'static str> {
    match imagesize::image_type(head) {
        Ok(ImageType::Png) => Some("png"),
        Ok(ImageType::Jpeg) => Some("jpg"),
        Ok(ImageType::Gif) => Some("gif"),
        Ok(ImageType::Webp) => Some("webp"),
        Ok(ImageType::Bmp) => Some("bmp"),
        Ok(ImageType::Tiff) => Some("tif"),
        _ if head.starts_with(b"\0\0\0\x0cjP  ") => Some("jp2"),
        _ if head.starts_with(&[0xff, 0x4f, 0xff, 0x51]) => Some("j2k"),
        _ if head.starts_with(&[0xd7, 0xcd, 0xc6, 0x9a]) => Some("wmf"),
        _ if head.starts_with(&[1, 0, 0, 0]) && head.get(40..44) == Some(b" EMF") => Some("emf"),
        _ => svg(head).map(|_| "svg"),
    }
}

/// Whether the name of a file says the kind that its bytes are of.
pub fn is_named(name: &str, kind: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    KINDS.iter().any(|(usual, others)| *usual == kind && (ending == kind || others.contains(&ending.as_str())))
}

/// The pixels of an image, by the bytes that it begins with.
pub fn pixels(head: &[u8]) -> Option<Extent> {
    if let Some(attributes) = svg(head) {
        return drawn(&attributes);
    }
    let size = imagesize::reader_size(Cursor::new(head)).ok()?;
    Extent::new(u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)
}

/// The attributes of the drawing (SVG) that bytes begin with, behind what may stand before it.
fn svg(head: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(head.get(..head.len().min(4096)).unwrap_or_default());
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('<') {
        return None;
    }
    let at = text.find("<svg")? + "<svg".len();
    let before = text.part(0..at).to_ascii_lowercase();
    let attributes = text.part(at..text.len()).split('>').next().unwrap_or_default();
    let begins = attributes.is_empty() || attributes.starts_with(char::is_whitespace);
    (begins && !before.contains("<html")).then(|| attributes.to_owned())
}

/// The size of a drawing: its width and height, else those of what it shows.
fn drawn(attributes: &str) -> Option<Extent> {
    let pixels = |length: &str| {
        let length = length.trim();
        let number = length.strip_suffix("px").unwrap_or(length).parse::<f64>().ok()?;
        // A length that is no number of pixels becomes 0, which is none.
        Some(number.round() as u32)
    };
    let own = |name| attribute(attributes, name).and_then(|length| pixels(&length));
    if let Some((width, height)) = own("width").zip(own("height")) {
        return Extent::new(width, height);
    }
    let shown = attribute(attributes, "viewBox")?;
    let mut numbers = shown.split([' ', ',']).filter(|number| !number.is_empty()).skip(2).map(pixels);
    Extent::new(numbers.next()??, numbers.next()??)
}

/// Finds out how many pixels the images have that are parts of a file.
pub(super) fn measure(document: &mut Document, bytes: &[u8], budget: &Budget) {
    let is_part = |image: &Image| matches!(image.source, Source::Part(_));
    if !document.images.iter().any(is_part) {
        return;
    }
    let archive = bytes.starts_with(b"PK").then(|| Archive::again(bytes)).flatten();
    let message = if archive.is_none() { message_parts(bytes) } else { Default::default() };
    for image in document.images.iter_mut().filter(|image| is_part(image)).take(MOST) {
        let Source::Part(name) = &image.source else { continue };
        let found = match &archive {
            Some(archive) => HEADS.iter().find_map(|most| {
                let head = archive.head(name, (*most).min(budget.left()))?;
                budget.take(head.len() as u64);
                pixels(&head)
            }),
            None => message.get(&**name).and_then(|part| pixels(&part.decoded())),
        };
        image.pixels = found.or(image.pixels);
        if budget.is_over() {
            return;
        }
    }
}

/// The bytes of an image that lies in a file; `None` where it does not, or is larger than [`LARGEST`].
pub(super) fn bytes(
    reader: &dyn Reader,
    file: &[u8],
    source: &Source,
    options: &Options,
    budget: &Budget,
) -> Option<Vec<u8>> {
    match source {
        Source::Part(name) if file.starts_with(b"PK") => {
            Archive::open(file, budget)?.head(name, LARGEST + 1).filter(|bytes| bytes.len() as u64 <= LARGEST)
        }
        Source::Object(number) => reader.object(file, *number, budget).filter(|bytes| bytes.len() as u64 <= LARGEST),
        Source::Part(name) => reader.picture(file, name),
        Source::Data(data) if reader.is_text() => data_in(Decoded::new(file, options).text.as_str(), *data),
        Source::Data(data) if file.starts_with(b"PK") => {
            let mut archive = Archive::open(file, budget)?;
            let pages: Vec<String> = archive.names().filter(|name| may_be_page(name)).map(str::to_owned).collect();
            let mut pages = pages.iter().filter_map(|page| archive.read(page, budget));
            pages.find_map(|page| data_in(&String::from_utf8_lossy(&page), *data))
        }
        Source::Data(data) => data_in(&String::from_utf8_lossy(&message_page(file)?), *data),
        Source::File(_) | Source::Web(_) | Source::Unknown => None,
    }
}

/// Whether a part of a book may be a page, by its name.
fn may_be_page(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    ending.contains("htm") || ending == "xml" || ending == "xht"
}

/// The data of the address in a text that has a fingerprint.
fn data_in(text: &str, data: u64) -> Option<Vec<u8>> {
    data_of(data_addresses(text).find(|address| fingerprint(address) == data)?)
}

/// The data that an address holds (RFC 2397).
fn data_of(address: &str) -> Option<Vec<u8>> {
    let (head, data) = address.split_once(',')?;
    match head.to_ascii_lowercase().ends_with(";base64") {
        true => Some(base64::decoded(decoded(data).as_bytes())),
        false => Some(decoded(data).into_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_the_bytes() {
        let check = |bytes: &[u8], expected: Option<&str>| assert_eq!(kind(bytes), expected, "{bytes:?}");
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x01", Some("png"));
        check(b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01", Some("jpg"));
        check(b"GIF89a\x02\0\x01\0\0\0", Some("gif"));
        check(b"<?xml version='1.0'?>\n<svg xmlns='x' width='3'>", Some("svg"));
        check(b"<svg/>", None);
        check(b"<html><svg >", None);
        check(b"\xd7\xcd\xc6\x9a", Some("wmf"));
        check(b"\0\0\0\x0cjP  \r\n\x87\n", Some("jp2"));
        check(b"\xff\x4f\xff\x51\0", Some("j2k"));
        check(b"#!/bin/sh\n", None);
        check(b"[Desktop Entry]\nExec=x\n<svg >", None);
        check(b"", None);
    }

    #[test]
    fn names_fit_the_bytes() {
        let check = |name: &str, kind: &str, expected: bool| assert_eq!(is_named(name, kind), expected, "{name}");
        check("a.PNG", "png", true);
        check("a.jpeg", "jpg", true);
        check("a.sh", "png", false);
        check("a.png", "jpg", false);
        check("png", "png", false);
    }

    #[test]
    fn pixels_are_read_from_the_beginning() {
        let check = |bytes: &[u8], expected: Option<(u32, u32)>| {
            let expected = expected.and_then(|(width, height)| Extent::new(width, height));
            assert_eq!(pixels(bytes), expected, "{bytes:?}");
        };
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0", Some((640, 480)));
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff", None);
        check(b"\x89PNG\r\n\x1a\n\0\0", None);
        check(b"GIF89a\x80\x02\xe0\x01\0\0\0", Some((640, 480)));
        check(b"<svg width='640px' height=\"480\" >", Some((640, 480)));
        check(b"<svg viewBox='0 0 64,48' width='100%'>", Some((64, 48)));
        check(b"<svg width='1e99' height='-3'>", None);
        check(b"", None);
    }

    #[test]
    fn data_in_addresses_is_decoded() {
        let check = |address: &str, expected: Option<&[u8]>| {
            assert_eq!(data_of(address).as_deref(), expected, "{address}");
        };
        check("data:image/gif;base64,R0lGODlh", Some(b"GIF89a"));
        check("data:image/gif;BASE64,R0lGODlh%3D", Some(b"GIF89a"));
        check("data:image/svg+xml,%3Csvg%20/%3E", Some(b"<svg />"));
        check("data:image/png", None);
    }
}
