//! What a `style` attribute says of how letters look.

use crate::text::Part;

/// The declarations that matter; `None` where nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Style {
    /// Whether the element is not shown.
    pub(super) hidden: bool,
    /// Whether letters are bold, or of a black face such as 黑体.
    pub(super) strong: Option<bool>,
    /// Whether letters are bold in themselves.
    pub(super) bold: Option<bool>,
    /// Whether letters are slanted.
    pub(super) slanted: Option<bool>,
    /// Whether lines are centred.
    pub(super) centred: Option<bool>,
    /// The size of letters.
    pub(super) size: Option<Size>,
    /// Whether items of lists have no bullets.
    pub(super) bare: bool,
    /// Whether white space is kept as it is.
    pub(super) preserved: bool,
}

/// A size of letters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Size {
    /// In percent of 16 pixels.
    Absolute(u16),
    /// In percent of the size around.
    Relative(u16),
}

impl Size {
    /// The size in percent of 16 pixels, where that around is known.
    pub(super) fn within(self, around: u16) -> u16 {
        let size = match self {
            Size::Absolute(size) => u32::from(size),
            Size::Relative(part) => u32::from(around) * u32::from(part) / 100,
        };
        u16::try_from(size.clamp(10, 2000)).unwrap_or(2000)
    }
}

impl Style {
    /// The style that an attribute gives.
    pub(super) fn new(text: &str) -> Self {
        let mut style = Self::default();
        for declaration in text.split(';') {
            if let Some((property, value)) = declaration.split_once(':') {
                let value = value.split('!').next().unwrap_or_default().trim().to_ascii_lowercase();
                style.set(&property.trim().to_ascii_lowercase(), &value);
            }
        }
        style
    }

    /// This style where it says something, and the one below it elsewhere.
    pub(super) fn over(self, below: Style) -> Style {
        Style {
            hidden: self.hidden || below.hidden,
            strong: self.strong.or(below.strong),
            bold: self.bold.or(below.bold),
            slanted: self.slanted.or(below.slanted),
            centred: self.centred.or(below.centred),
            size: self.size.or(below.size),
            bare: self.bare || below.bare,
            preserved: self.preserved || below.preserved,
        }
    }

    fn set(&mut self, property: &str, value: &str) {
        match property {
            "display" => self.hidden |= value == "none",
            "visibility" => self.hidden |= value == "hidden" || value == "collapse",
            "mso-hide" => self.hidden |= value == "all",
            "font-weight" => {
                self.bold = Some(matches!(value, "bold" | "bolder" | "600" | "700" | "800" | "900"));
                self.strong = self.bold;
            }
            "font-style" => self.slanted = Some(matches!(value, "italic" | "oblique")),
            "text-align" => self.centred = Some(value.ends_with("center")),
            "font-size" => self.size = size(value),
            "font-family" if is_black(value) => self.strong = Some(true),
            "list-style" | "list-style-type" => self.bare |= value.split_ascii_whitespace().any(|word| word == "none"),
            "white-space" => self.preserved = value == "pre",
            _ => {}
        }
    }
}

/// Whether a face is one that Chinese documents set headings in.
fn is_black(family: &str) -> bool {
    let first = family.split(',').next().unwrap_or_default();
    ["黑体", "黑體", "simhei", "标宋", "heiti"].iter().any(|face| first.contains(face)) && !first.contains("yahei")
}

/// The size that a value gives: a length, a percentage, or a word.
fn size(value: &str) -> Option<Size> {
    let digits = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
    let number: f32 = value.part(0..digits).parse().unwrap_or(0.0);
    let times = |percent: f32| (number * percent).clamp(1.0, 2000.0) as u16;
    Some(match value.part(digits..value.len()).trim() {
        _ if number < 0.0 || digits > 0 && number == 0.0 => return None,
        "px" => Size::Absolute(times(100.0 / 16.0)),
        "pt" => Size::Absolute(times(100.0 / 12.0)),
        "rem" => Size::Absolute(times(100.0)),
        "em" => Size::Relative(times(100.0)),
        "%" => Size::Relative(times(1.0)),
        "xx-small" => Size::Absolute(56),
        "x-small" => Size::Absolute(63),
        "small" => Size::Absolute(81),
        "medium" => Size::Absolute(100),
        "large" => Size::Absolute(113),
        "x-large" => Size::Absolute(150),
        "xx-large" => Size::Absolute(200),
        "larger" => Size::Relative(120),
        "smaller" => Size::Relative(83),
        _ => return None,
    })
}

/// The sizes that `<font size>` names from 1 to 7, in percent of the third.
const FONT_SIZES: [u16; 7] = [63, 82, 100, 113, 150, 200, 300];

/// The size that the attribute of `<font>` gives.
pub(super) fn font_size(value: &str) -> Option<Size> {
    let value = value.trim();
    let step: i32 = value.strip_prefix('+').unwrap_or(value).parse().ok()?;
    let size = if value.starts_with(['+', '-']) { 3_i32.saturating_add(step) } else { step };
    let at = usize::try_from(size.clamp(1, 7) - 1).unwrap_or(2);
    FONT_SIZES.get(at).map(|size| Size::Absolute(*size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_understood() {
        let check = |text: &str, expected: Style| assert_eq!(Style::new(text), expected, "{text}");
        let none = Style::default();
        check("", none);
        check("color:red;;x", none);
        check("DISPLAY : none !important", Style { hidden: true, ..none });
        check("font-weight:bold", Style { strong: Some(true), bold: Some(true), ..none });
        check("font-weight:400", Style { strong: Some(false), bold: Some(false), ..none });
        check("font-family:黑体,serif", Style { strong: Some(true), ..none });
        check("font-family:'Microsoft YaHei'", none);
        check("text-align:center;font-style:italic", Style { centred: Some(true), slanted: Some(true), ..none });
        check("font-size:24px", Style { size: Some(Size::Absolute(150)), ..none });
        check("font-size:18.0pt", Style { size: Some(Size::Absolute(150)), ..none });
        check("font-size:1.2em", Style { size: Some(Size::Relative(120)), ..none });
        check("font-size:0", none);
        check("font-size:inherit", none);
        check("font-size:99999999999999999999999px", Style { size: Some(Size::Absolute(2000)), ..none });
    }

    #[test]
    fn sizes_of_fonts_are_understood() {
        let check = |value: &str, expected: Option<u16>| {
            assert_eq!(font_size(value).map(|size| size.within(100)), expected, "{value}");
        };
        check("5", Some(150));
        check("+1", Some(113));
        check("-9", Some(63));
        check("7", Some(300));
        check("large", None);
    }
}
