//! The images of a report: what they are called, how large they are, and where they are to be found.
//!
//! Their bytes are never part of a document. They are read when the user asks for an image, from where
//! [`Source`] says that they are.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::outline::link::{LONGEST, Target, decoded, is_control};
use crate::text::Part;

/// An image, as it is known without its bytes. The words that stand for it in the text are those of the mark that leads
/// to it ([`Target::Image`]).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Image {
    /// The name of its file; empty where it has none.
    pub name: Box<str>,
    /// Where its bytes are.
    pub source: Source,
    /// How many pixels it has across and down.
    pub pixels: Option<Extent>,
    /// How large it is on paper, in tenths of a millimetre.
    pub paper: Option<Extent>,
}

/// A width and a height. Neither is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Extent {
    /// The width.
    pub width: u32,
    /// The height.
    pub height: u32,
}

/// Where the bytes of an image are.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Source {
    /// In a file, by its path from the folder of the report on, with `/` between the parts.
    File(Box<str>),
    /// In a part of the report's own file, by its name.
    Part(Box<str>),
    /// In the text of the report's own file, as an address that holds its data (RFC 2397): its [`fingerprint`].
    Data(u64),
    /// On the web.
    Web(Box<str>),
    /// Nowhere that is known.
    Unknown,
    /// In an object of the report's own file, by its number.
    Object(u32),
}

/// The largest width and height that are believed, in any unit.
const LARGEST: u32 = 1_000_000;
/// The longest name that is shown, in characters.
const LONGEST_NAME: usize = 80;
/// What addresses begin with that hold an image themselves.
const DATA: &str = "data:image/";

impl Extent {
    /// A width and a height, if both can be believed.
    pub fn new(width: u32, height: u32) -> Option<Self> {
        let fits = |length: u32| (1..=LARGEST).contains(&length);
        (fits(width) && fits(height)).then_some(Self { width, height })
    }
}

impl Image {
    /// The image that a reference in a report leads to (RFC 3986); `None` where it leads nowhere.
    pub fn of(reference: &str) -> Option<Self> {
        let reference = reference.trim();
        if let Some(data) = data_address(reference, true) {
            return Some(Self::from(Source::Data(fingerprint(data)), &data_name(data)));
        }
        if reference.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("cid:")) {
            return Self::part(reference).map(|image| Self { name: "".into(), ..image });
        }
        match Target::of(reference)? {
            Target::Web(address) => {
                let path = address.split(['?', '#']).next().unwrap_or_default().to_owned();
                let name = decoded(path.rsplit('/').next().unwrap_or_default());
                Some(Self::from(Source::Web(address), &name))
            }
            Target::Report { path, .. } => Some(Self::at(Source::File(path.clone()), &path)),
            Target::Place(_) | Target::Image(_) => None,
        }
    }

    /// The image that lies in a part of the report's own file.
    pub fn part(part: &str) -> Option<Self> {
        let fits = !part.is_empty() && part.len() <= LONGEST;
        fits.then(|| Self::at(Source::Part(part.into()), part))
    }

    /// The image that is an object of the report's own file.
    pub fn object(number: u32) -> Self {
        Self::from(Source::Object(number), "")
    }

    /// An image of which nobody knows where it is.
    pub fn unknown() -> Self {
        Self::from(Source::Unknown, "")
    }

    fn at(source: Source, path: &str) -> Self {
        Self::from(source, path.rsplit('/').next().unwrap_or_default())
    }

    fn from(source: Source, name: &str) -> Self {
        let name: String = name.chars().filter(|letter| !is_control(*letter)).take(LONGEST_NAME).collect();
        Self { name: name.into(), source, pixels: None, paper: None }
    }

    /// The words that stand for it where the report has none.
    pub fn words(&self) -> &str {
        if self.name.trim().is_empty() { "image" } else { self.name.trim() }
    }

    /// What is known of it beside some words: its name, where those don't say it, and its sizes.
    pub fn facts(&self, words: &str) -> String {
        let name = Some(self.name.to_string()).filter(|name| !name.is_empty() && name != words);
        let pixels = self.pixels.map(|pixels| format!("{} × {} px", pixels.width, pixels.height));
        let paper = self.paper.map(|paper| format!("{} × {} cm", Tenths(paper.width), Tenths(paper.height)));
        let facts: Vec<String> = [name, pixels, paper].into_iter().flatten().collect();
        facts.join("  ")
    }
}

/// Tenths of a millimetre, written in centimetres with one digit.
struct Tenths(u32);

impl fmt::Display for Tenths {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.0.saturating_add(5) / 10;
        write!(formatter, "{}.{}", tenths / 10, tenths % 10)
    }
}

/// The part of a text that is an address with the data of an image, from its beginning on. What stands in quotes may be
/// parted by white space.
pub fn data_address(text: &str, quoted: bool) -> Option<&str> {
    let begins = text.get(..DATA.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(DATA));
    let is_own = |letter: char| letter.is_ascii_alphanumeric() || "+/=%;,:.-_!~*".contains(letter);
    let ends = |letter: char| !(is_own(letter) || quoted && letter.is_ascii_whitespace());
    begins.then(|| text.part(0..text.find(ends).unwrap_or(text.len())).trim_ascii_end())
}

/// The addresses in a text that hold the data of images. Linear in its length.
pub fn data_addresses(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.part(at..text.len());
        // In any case, the colon stands behind these letters.
        let found = rest.match_indices(":image/").find_map(|(colon, _)| {
            let start = colon.checked_sub("data".len())?;
            let quoted = rest.part(0..start).ends_with(['"', '\'']);
            Some((start, data_address(rest.part(start..rest.len()), quoted)?))
        });
        let (start, address) = found?;
        at += start + address.len().max(1);
        Some(address)
    })
}

/// A number by which an address with data is found again in its text (FNV-1a, 64 bits). White space does not count.
pub fn fingerprint(address: &str) -> u64 {
    let bytes = address.bytes().filter(|byte| !byte.is_ascii_whitespace());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The name of an image that an address holds: its kind says the ending.
fn data_name(address: &str) -> String {
    let kind = address.part(DATA.len()..address.len()).split([';', ',', '+']).next().unwrap_or_default();
    let kind = kind.trim().to_ascii_lowercase();
    format!("image.{}", if kind == "jpeg" { "jpg" } else { &kind })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_lead_to_images() {
        let check = |reference: &str, expected: Option<(&str, Source)>| {
            let found = Image::of(reference).map(|image| (image.name.to_string(), image.source));
            assert_eq!(found, expected.map(|(name, source)| (name.to_owned(), source)), "{reference:?}");
        };
        let file = |path: &str| Source::File(path.into());
        let web = |address: &str| Source::Web(address.into());
        check("a.png", Some(("a.png", file("a.png"))));
        check("../图/%E5%9B%BE1.png?x#y", Some(("图1.png", file("../图/图1.png"))));
        check("https://a.cn/b/c.png?d=e/f", Some(("c.png", web("https://a.cn/b/c.png?d=e/f"))));
        check("//a.cn/", Some(("", web("https://a.cn/"))));
        check("a\u{1b}[31m.png", Some(("a[31m.png", file("a[31m.png"))));
        check(
            "data:image/png;base64,AA==",
            Some(("image.png", Source::Data(fingerprint("data:image/png;base64,AA==")))),
        );
        check("data:image/svg+xml,%3Csvg", Some(("image.svg", Source::Data(fingerprint("data:image/svg+xml,%3Csvg")))));
        check("DATA:image/JPEG;base64,AA", Some(("image.jpg", Source::Data(fingerprint("DATA:image/JPEG;base64,AA")))));
        check(
            "data:image/png;base64,\n AA\n BB",
            Some(("image.png", Source::Data(fingerprint("data:image/png;base64,AABB")))),
        );
        check("data:text/html,x", None);
        check("javascript:x", None);
        check("file:///etc/passwd", None);
        check("#a", None);
        check("", None);
        check(&"x".repeat(LONGEST + 1), None);
    }

    #[test]
    fn data_in_a_text_is_found_again() {
        let text = "a ![b](data:image/png;base64,AAAA) x:image/ <img src='DATA:image/gif;base64,BB=='> data:image/";
        let found: Vec<&str> = data_addresses(text).collect();
        assert_eq!(found, ["data:image/png;base64,AAAA", "DATA:image/gif;base64,BB==", "data:image/"]);
        let wrapped = "<img src=\"data:image/png;base64,AAAA\n  BB==\n\"> ![a](data:image/png;base64,AAAA) b";
        let found: Vec<&str> = data_addresses(wrapped).collect();
        assert_eq!(found, ["data:image/png;base64,AAAA\n  BB==", "data:image/png;base64,AAAA"]);
    }

    #[test]
    fn sizes_are_said() {
        let image = Image::of("b/a.png").unwrap();
        let sized = Image { pixels: Extent::new(640, 480), paper: Extent::new(1652, 96), ..image.clone() };
        assert_eq!(image.facts("A map"), "a.png");
        assert_eq!(image.facts("a.png"), "");
        assert_eq!(sized.facts("a.png"), "640 × 480 px  16.5 × 1.0 cm");
        assert_eq!(Extent::new(0, 3), None);
        assert_eq!(Extent::new(3, u32::MAX), None);
    }
}
