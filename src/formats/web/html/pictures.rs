//! What the attributes of an image say.

use crate::formats::compose::{Picture, bare};
use crate::formats::web::html::attributes::attribute;

/// An image that is said to be without meaning is all the same shown from this width on, in pixels.
const LARGE: u32 = 200;

/// The words for an image, and what is known of it. One that says that it has no meaning (`alt` is empty) leads
/// nowhere, unless it is large: many editors write that for every image.
pub(in crate::formats) fn pictured(attributes: &str) -> (String, Picture) {
    let value = |name: &str| attribute(attributes, name).filter(|value| !value.trim().is_empty());
    // Pages that load their images late have a stand-in for them.
    let late = ["data-src", "data-original"].into_iter().find_map(value);
    let own = ["src", "xlink:href", "href"].into_iter().find_map(value);
    let stands_in = own.as_deref().is_none_or(|own| own.starts_with("data:"));
    let source = if stands_in { late.or(own) } else { own };
    let style = value("style").unwrap_or_default();
    let size = |name: &str| value(name).and_then(|size| pixels(&size)).or_else(|| styled(&style, name)).unwrap_or(0);
    let pixels = (size("width"), size("height"));
    let alt = attribute(attributes, "alt");
    let words = bare(alt.as_deref().unwrap_or_default());
    let words = if words.is_empty() { bare(&value("title").unwrap_or_default()) } else { words };
    let is_meant = alt.is_none_or(|alt| !alt.trim().is_empty()) || pixels.0 >= LARGE;
    let source = source.filter(|_| is_meant || !words.is_empty()).unwrap_or_default();
    (words, Picture { pixels, ..Picture::to(&source) })
}

/// A length in pixels; `None` where it is one of another kind.
fn pixels(length: &str) -> Option<u32> {
    let length = length.trim();
    let number = length.strip_suffix("px").unwrap_or(length).trim();
    let number = number.split('.').next().unwrap_or_default();
    number.parse().ok()
}

/// A length in pixels that a style names.
fn styled(style: &str, name: &str) -> Option<u32> {
    style
        .split(';')
        .find_map(|declaration| {
            let (property, value) = declaration.split_once(':')?;
            property.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_ascii_lowercase())
        })
        .filter(|value| value.ends_with("px"))
        .and_then(|value| pixels(&value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_say_what_an_image_is() {
        let check = |attributes: &str, words: &str, reference: &str, pixels: (u32, u32)| {
            let (found, picture) = pictured(attributes);
            assert_eq!((found.as_str(), picture.reference.as_str(), picture.pixels), (words, reference, pixels));
        };
        check("src=a.png alt='图 1'", "图 1", "a.png", (0, 0));
        check("src='a.png?b&amp;c' width=640 height='480px'", "", "a.png?b&c", (640, 480));
        check("src=a.png style='Width: 300.5px; height:50%'", "", "a.png", (300, 0));
        check("src=a.png alt=''", "", "", (0, 0));
        check("src=a.png alt='' width=640", "", "a.png", (640, 0));
        check("src='data:image/gif;base64,R0' data-src=b.png", "", "b.png", (0, 0));
        check("xlink:href=c.jpg width='100%'", "", "c.jpg", (0, 0));
        check("alt=x", "x", "", (0, 0));
        check("src=a.png title='图 1' alt=''", "图 1", "a.png", (0, 0));
    }
}
