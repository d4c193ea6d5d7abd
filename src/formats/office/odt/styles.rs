//! Styles (OpenDocument 1.2, 16): what paragraphs and letters inherit.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::lists::Lists;
use crate::formats::office::{Letters, Place, is_fixed, is_heavy, meaning};
use crate::formats::xml::{Element, Event, Xml};

/// The longest chain of styles that is followed.
const LONGEST_CHAIN: usize = 32;

/// The styles and the lists of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By family and name.
    styles: HashMap<(Family, String), Style>,
    plain: Look,
    resolved: RefCell<HashMap<String, Rc<Resolved>>>,
    pub(super) lists: Lists,
}

/// What styles are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Family {
    Paragraph,
    Text,
}

#[derive(Debug, Default)]
struct Style {
    /// The name that users see.
    name: String,
    parent: Option<String>,
    /// Whether it stands for the properties of single paragraphs, and has no meaning of its own.
    automatic: bool,
    /// The name of the list of its paragraphs; empty for none.
    list: Option<String>,
    outline: Option<u8>,
    centred: Option<bool>,
    look: Look,
}

/// How letters look, as far as it is said.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    size: Option<Size>,
    bold: Option<bool>,
    heavy: Option<bool>,
    italic: Option<bool>,
    struck: Option<bool>,
    code: Option<bool>,
    hidden: Option<bool>,
}

/// A size in half points, or in percent of that of the parent style.
#[derive(Clone, Copy, Debug)]
enum Size {
    HalfPoints(u16),
    Percent(u16),
}

/// A style of paragraphs together with its parents.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    pub(super) name: Rc<str>,
    pub(super) place: Option<Place>,
    /// The level of its headings from 1, which its parents do not give to it.
    pub(super) outline: Option<u8>,
    pub(super) list: Option<String>,
    pub(super) centred: bool,
    pub(super) letters: Letters,
}

impl Styles {
    /// Takes the styles that a part holds; whether it is damaged.
    pub(super) fn add(&mut self, source: &str) -> bool {
        let mut xml = Xml::new(source);
        let mut open: Option<(Option<Family>, String, Style)> = None;
        let mut automatic = false;
        while let Some(event) = xml.next() {
            match event {
                Event::Start(element) => match element.name {
                    "automatic-styles" => automatic = true,
                    "styles" => automatic = false,
                    "style" => open = Some(style(&element, automatic)),
                    "default-style" => open = Some((family(&element), String::new(), Style::default())),
                    "text-properties" => {
                        if let Some((_, _, style)) = &mut open {
                            style.look = look(&element);
                        }
                    }
                    "paragraph-properties" => {
                        if let (Some((_, _, style)), Some(align)) = (&mut open, element.attribute("text-align")) {
                            style.centred = Some(align == "center");
                        }
                    }
                    "list-style" | "outline-style" => self.lists.add(&element, &mut xml),
                    "body" | "scripts" | "settings" => xml.pass_over(),
                    _ => {}
                },
                Event::End("default-style") => {
                    if let Some((Some(Family::Paragraph), _, style)) = open.take() {
                        self.plain = style.look;
                    }
                }
                Event::End("style") => {
                    if let Some((Some(family), name, style)) = open.take() {
                        self.styles.insert((family, name), style);
                    }
                }
                _ => {}
            }
        }
        xml.is_damaged()
    }

    /// The style of a paragraph.
    pub(super) fn paragraph(&self, name: &str) -> Rc<Resolved> {
        if let Some(known) = self.resolved.borrow().get(name) {
            return Rc::clone(known);
        }
        let resolved = Rc::new(self.resolve(name));
        self.resolved.borrow_mut().insert(name.to_owned(), Rc::clone(&resolved));
        resolved
    }

    /// How letters in a style look, in letters that look `plain`.
    pub(super) fn letters(&self, name: &str, plain: Letters) -> Letters {
        let mut letters =
            self.chain(Family::Text, name).iter().rev().fold(plain, |letters, style| style.look.on(letters));
        letters.code |= self.chain(Family::Text, name).iter().any(|style| {
            !style.automatic && (style.name == "Source Text" || meaning(&style.name) == Some(Place::Code))
        });
        letters
    }

    fn resolve(&self, name: &str) -> Resolved {
        let chain = self.chain(Family::Paragraph, name);
        let Some(own) = chain.iter().find(|style| !style.automatic).or(chain.first()) else {
            let place = if self.styles.is_empty() { meaning(&unescaped(name)) } else { None };
            let letters = self.plain.on(Letters::default());
            return Resolved { name: name.into(), place, letters, ..Resolved::default() };
        };
        let speaks = chain.iter().find_map(|style| meaning(&style.name)).filter(|place| *place != Place::Title);
        Resolved {
            name: own.name.as_str().into(),
            place: meaning(&own.name).or(speaks),
            outline: own.outline,
            list: chain.iter().find_map(|style| style.list.clone()),
            centred: chain.iter().find_map(|style| style.centred).unwrap_or(false),
            letters: chain
                .iter()
                .rev()
                .fold(self.plain.on(Letters::default()), |letters, style| style.look.on(letters)),
        }
    }

    /// A style and its parents, the nearest first.
    fn chain(&self, family: Family, name: &str) -> Vec<&Style> {
        let get = |name: &str| self.styles.get(&(family, name.to_owned()));
        std::iter::successors(get(name), |style| get(style.parent.as_deref()?)).take(LONGEST_CHAIN).collect()
    }
}

impl Look {
    /// The letters of this look, where nothing else is said in letters that look `plain`.
    fn on(self, plain: Letters) -> Letters {
        let size = match self.size {
            Some(Size::HalfPoints(size)) => size,
            Some(Size::Percent(percent)) => {
                u16::try_from(u32::from(plain.size) * u32::from(percent) / 100).unwrap_or(plain.size)
            }
            None => plain.size,
        };
        Letters {
            size,
            bold: self.bold.unwrap_or(plain.bold),
            heavy: self.heavy.unwrap_or(plain.heavy),
            italic: self.italic.unwrap_or(plain.italic),
            struck: self.struck.unwrap_or(plain.struck),
            code: self.code.unwrap_or(plain.code),
            hidden: self.hidden.unwrap_or(plain.hidden),
        }
    }
}

fn family(element: &Element<'_>) -> Option<Family> {
    match element.attribute("family").as_deref() {
        Some("paragraph") => Some(Family::Paragraph),
        Some("text") => Some(Family::Text),
        _ => None,
    }
}

fn style(element: &Element<'_>, automatic: bool) -> (Option<Family>, String, Style) {
    let text = |name: &str| element.attribute(name).map(std::borrow::Cow::into_owned);
    let name = text("name").unwrap_or_default();
    let style = Style {
        name: text("display-name").unwrap_or_else(|| unescaped(&name)),
        parent: text("parent-style-name"),
        automatic,
        list: text("list-style-name"),
        outline: text("default-outline-level").and_then(|level| level.parse().ok()),
        ..Style::default()
    };
    (family(element), name, style)
}

/// A name in which characters that names may not have stand as their codes between two strokes: `Heading_20_1`.
fn unescaped(name: &str) -> String {
    let mut text = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('_') {
        text.push_str(before);
        let coded = after.split_once('_').filter(|(code, _)| (1..=4).contains(&code.len()));
        let found =
            coded.and_then(|(code, behind)| Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, behind)));
        match found {
            Some((character, behind)) => {
                text.push(character);
                rest = behind;
            }
            None => {
                text.push('_');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

fn look(element: &Element<'_>) -> Look {
    let mut look = Look::default();
    for (name, value) in element.attributes() {
        match name {
            "font-size" | "font-size-asian" => look.size = look.size.or(size(&value)),
            "font-weight" | "font-weight-asian" => {
                let bold = &*value == "bold" || value.parse::<u16>().is_ok_and(|weight| weight >= 600);
                look.bold = Some(bold || look.bold == Some(true));
            }
            "font-style" => look.italic = Some(value != "normal"),
            "text-line-through-style" | "text-line-through-type" => look.struck = Some(value != "none"),
            "font-name-asian" | "font-family-asian" => look.heavy = Some(is_heavy(&value)),
            "font-name" | "font-family" => look.code = Some(is_fixed(&value)),
            "display" => look.hidden = Some(value == "none"),
            _ => {}
        }
    }
    look
}

fn size(value: &str) -> Option<Size> {
    let number = |unit: &str| value.strip_suffix(unit).and_then(|number| number.trim().parse::<f32>().ok());
    let small = |size: f32| (0.0..4000.0).contains(&size).then_some(size as u16);
    match (number("%"), number("pt")) {
        (Some(percent), _) => small(percent).map(Size::Percent),
        (None, Some(points)) => small(points * 2.0).map(Size::HalfPoints),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unescaped() {
        let check = |name: &str, expected: &str| assert_eq!(unescaped(name), expected);
        check("Heading_20_1", "Heading 1");
        check("xl_5f_headline_5f_level3", "xl_headline_level3");
        check("Text_20_body_20_indent", "Text body indent");
        check("a_zz_b", "a_zz_b");
        check("_6807__9898_", "标题");
    }
}
