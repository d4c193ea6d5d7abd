//! Frames, the pictures in them, and the other shapes that hold text (OpenDocument 1.2, 10.3 and 10.4).

use crate::formats::compose::{Picture, bracketed};
use crate::formats::office::Piece;
use crate::formats::office::odt::body::Body;
use crate::formats::office::pictures::{Shown, shown};
use crate::formats::xml::Element;
use crate::text::Part;

/// A frame that is open.
#[derive(Default)]
pub(super) struct Frame {
    words: String,
    pub(super) boxed: bool,
    picture: Option<Picture>,
    /// Its width and height, in tenths of a millimetre.
    paper: (u32, u32),
}

impl Body<'_> {
    pub(super) fn begin_frame(&mut self, element: &Element<'_>) {
        let length = |name| element.attribute(name).and_then(|length| tenths(&length)).unwrap_or(0);
        let paper = (length("width"), length("height"));
        self.frames.push(Frame { paper, ..Frame::default() });
        self.pictured = true;
    }

    /// The open frame shows a picture; of several the first, which is the best.
    pub(super) fn picture(&mut self, element: &Element<'_>) {
        if let Some(frame) = self.frames.last_mut() {
            frame.picture.get_or_insert_with(|| picture(&element.attribute("href").unwrap_or_default()));
        }
    }

    pub(super) fn describe(&mut self, words: &str) {
        if let Some(frame) = self.frames.last_mut().filter(|frame| frame.words.is_empty()) {
            frame.words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }

    /// A picture is shown by its alternative text, but not in a heading; one without stands behind its paragraph.
    pub(super) fn end_frame(&mut self) {
        let Some(frame) = self.frames.pop().filter(|frame| !frame.boxed) else { return };
        let picture = frame.picture.map(|picture| Picture { paper: frame.paper, ..picture });
        match shown(&frame.words, picture.as_ref(), self.is_in_heading()) {
            Shown::Words(words, known) => {
                self.push(&bracketed(&words));
                self.change(|open| open.builder.picture(&words, &known));
            }
            Shown::Alone(known) => self.flow.emit([Piece::Picture(known)]),
            Shown::Nothing => {}
        }
    }
}

/// The picture at a reference: a part of the file, or what lies outside of it, seen from within.
fn picture(reference: &str) -> Picture {
    let within = reference.trim_start_matches("./");
    match within.strip_prefix("../") {
        Some(outside) => Picture::to(outside),
        None if within.contains("://") => Picture::to(within),
        None if within.is_empty() => Picture::default(),
        None => Picture::part(within),
    }
}

/// A length in tenths of a millimetre.
fn tenths(length: &str) -> Option<u32> {
    let number = length.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let unit = match length.part(number.len()..length.len()) {
        "cm" => 100.0,
        "mm" => 10.0,
        "in" => 254.0,
        "pt" => 254.0 / 72.0,
        "pc" => 254.0 / 6.0,
        _ => return None,
    };
    let tenths = number.trim().parse::<f64>().ok()? * unit;
    (0.0..1e9).contains(&tenths).then_some(tenths.round() as u32)
}

/// Whether an element of a drawing holds paragraphs of its own.
pub(super) fn is_box(name: &str) -> bool {
    matches!(
        name,
        "text-box"
            | "custom-shape"
            | "rect"
            | "ellipse"
            | "circle"
            | "line"
            | "polyline"
            | "polygon"
            | "path"
            | "connector"
            | "caption"
            | "regular-polygon"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read() {
        let check = |length: &str, expected: Option<u32>| assert_eq!(tenths(length), expected, "{length}");
        check("16.5cm", Some(1650));
        check("1in", Some(254));
        check("72pt", Some(254));
        check("3mm", Some(30));
        check("50%", None);
        check("-1cm", None);
        check("1e99cm", None);
        check("", None);
    }
}
