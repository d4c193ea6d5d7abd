//! Properties of letters and of paragraphs (ECMA-376 part 1, 17.3.1 and 17.3.2).

use crate::formats::office::{Letters, is_fixed, is_heavy};
use crate::formats::xml::{Element, Xml};

/// How letters look, as far as it is said.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub(super) size: Option<u16>,
    pub(super) bold: Option<bool>,
    pub(super) heavy: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) struck: Option<bool>,
    pub(super) code: Option<bool>,
    pub(super) hidden: Option<bool>,
}

impl Look {
    /// What this says, and what the other says where this says nothing.
    pub(super) fn or(self, other: Look) -> Look {
        Look {
            size: self.size.or(other.size),
            bold: self.bold.or(other.bold),
            heavy: self.heavy.or(other.heavy),
            italic: self.italic.or(other.italic),
            struck: self.struck.or(other.struck),
            code: self.code.or(other.code),
            hidden: self.hidden.or(other.hidden),
        }
    }

    /// The letters in a run of this look, whose style says `style`, in a paragraph of letters that look `plain`. What a
    /// style of letters switches on in a paragraph that has it on is switched off (17.7.3).
    pub(super) fn letters(self, style: Look, plain: Letters) -> Letters {
        let toggled = |direct: Option<bool>, style: Option<bool>, plain: bool| {
            direct.unwrap_or_else(|| style.map_or(plain, |style| style != plain))
        };
        Letters {
            size: self.size.or(style.size).unwrap_or(plain.size),
            bold: toggled(self.bold, style.bold, plain.bold),
            heavy: self.heavy.or(style.heavy).unwrap_or(plain.heavy),
            italic: toggled(self.italic, style.italic, plain.italic),
            struck: toggled(self.struck, style.struck, plain.struck),
            code: self.code.or(style.code).unwrap_or(plain.code),
            hidden: toggled(self.hidden, style.hidden, plain.hidden),
        }
    }
}

/// The properties of a run, or of the mark that ends a paragraph.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) look: Look,
    /// The style of letters.
    pub(super) style: Option<String>,
    /// Whether a change that is taken as accepted removes it.
    pub(super) removed: bool,
}

/// Reads the properties of a run to behind their end.
pub(super) fn run(xml: &mut Xml<'_>) -> Run {
    let mut run = Run::default();
    xml.each(|element| {
        let look = &mut run.look;
        match element.name {
            "b" => look.bold = Some(is_on(element)),
            "i" => look.italic = Some(is_on(element)),
            "strike" | "dstrike" => look.struck = Some(is_on(element) || look.struck == Some(true)),
            "vanish" => look.hidden = Some(is_on(element)),
            "sz" => look.size = value(element).and_then(|value| half_points(&value)),
            "rFonts" => fonts(element, look),
            "rStyle" => run.style = value(element),
            "del" | "moveFrom" => run.removed = true,
            "rPrChange" => return false,
            _ => {}
        }
        true
    });
    run
}

/// What the faces of letters say.
fn fonts(element: &Element<'_>, look: &mut Look) {
    if let Some(face) = element.attribute("eastAsia") {
        look.heavy = Some(is_heavy(&face));
    }
    if let Some(face) = element.attribute("ascii") {
        look.code = Some(is_fixed(&face));
    }
}

/// The number of a paragraph's list, and its level there from 0.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Number {
    pub(super) list: Option<u32>,
    pub(super) level: Option<u8>,
}

/// The properties of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) style: Option<String>,
    /// The level of its heading from 0; 9 for running text.
    pub(super) outline: Option<u8>,
    pub(super) number: Number,
    pub(super) centred: Option<bool>,
    /// Those of the mark that ends it.
    pub(super) mark: Run,
}

/// Reads the properties of a paragraph to behind their end.
pub(super) fn paragraph(xml: &mut Xml<'_>) -> Paragraph {
    use crate::formats::xml::Event;
    let mut found = Paragraph::default();
    let mut depth = 1_usize;
    while depth > 0 {
        match xml.next() {
            Some(Event::Start(element)) => match element.name {
                "rPr" => {
                    let hanging = found.mark.removed;
                    found.mark = run(xml);
                    found.mark.removed |= hanging;
                }
                "pPrChange" | "numberingChange" | "sectPr" => xml.pass_over(),
                _ => {
                    depth += 1;
                    property(&element, &mut found);
                }
            },
            Some(Event::End(_)) => depth -= 1,
            Some(Event::Text(_)) => {}
            None => break,
        }
    }
    found
}

/// Takes one property of a paragraph.
pub(super) fn property(element: &Element<'_>, found: &mut Paragraph) {
    match element.name {
        "pStyle" => found.style = value(element),
        "outlineLvl" => found.outline = number(element),
        "numId" => found.number.list = number(element),
        "ilvl" => found.number.level = number(element),
        // A letter that hangs at the beginning of a paragraph is one of its own (17.3.1.11).
        "framePr" => found.mark.removed |= element.attribute("dropCap").is_some_and(|drop| drop != "none"),
        "jc" => found.centred = value(element).map(|value| value == "center"),
        _ => {}
    }
}

/// The value of a property.
pub(super) fn value(element: &Element<'_>) -> Option<String> {
    element.attribute("val").map(std::borrow::Cow::into_owned)
}

/// The value of a property that is a number.
pub(super) fn number<N: std::str::FromStr>(element: &Element<'_>) -> Option<N> {
    element.attribute("val")?.trim().parse().ok()
}

/// Whether a property that is on or off is on.
pub(super) fn is_on(element: &Element<'_>) -> bool {
    element.attribute("val").is_none_or(|value| !matches!(&*value, "0" | "false" | "off" | "none"))
}

/// A size in half points: a number of them, or points with their unit.
fn half_points(value: &str) -> Option<u16> {
    let size: f32 = match value.strip_suffix("pt") {
        Some(points) => points.parse::<f32>().ok()? * 2.0,
        None => value.parse().ok()?,
    };
    (size > 0.0 && size < 4000.0).then_some(size as u16)
}
