//! Styles (ECMA-376 part 1, 17.7): what paragraphs and letters inherit.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::properties::{self, Look, Number, value};
use crate::formats::office::{Letters, Place, Standing, meaning};
use crate::formats::xml::{Event, Xml};

/// The longest chain of styles that is followed.
const LONGEST_CHAIN: usize = 32;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
    /// How letters look where no style says it.
    plain: Look,
    resolved: RefCell<HashMap<String, Rc<Resolved>>>,
}

/// A style as it is written.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based: Option<String>,
    look: Look,
    properties: properties::Paragraph,
}

/// A style of paragraphs together with those that it is based on.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    pub(super) name: Rc<str>,
    /// The names by which lists may know it, the nearest first.
    pub(super) chain: Vec<String>,
    pub(super) standing: Standing,
    pub(super) number: Number,
    pub(super) centred: bool,
    pub(super) letters: Letters,
}

impl Styles {
    /// Reads the part that holds the styles.
    pub(super) fn new(source: &str) -> (Self, bool) {
        let mut styles = Self::default();
        let mut xml = Xml::new(source);
        let mut open: Option<(String, Style)> = None;
        while let Some(event) = xml.next() {
            match event {
                Event::Start(element) => match element.name {
                    "style" => {
                        let id = element.attribute("styleId").unwrap_or_default().into_owned();
                        let usual = element.attribute("default").is_some_and(|on| on == "1" || on == "true");
                        if usual && element.attribute("type").is_some_and(|kind| kind == "paragraph") {
                            styles.usual = Some(id.clone());
                        }
                        open = Some((id, Style::default()));
                    }
                    "rPr" => {
                        let run = properties::run(&mut xml);
                        match &mut open {
                            Some((_, style)) => style.look = run.look,
                            None => styles.plain = run.look,
                        }
                    }
                    "pPr" => {
                        let found = properties::paragraph(&mut xml);
                        if let Some((_, style)) = &mut open {
                            style.properties = found;
                        }
                    }
                    "tblStylePr" | "latentStyles" | "tblPr" | "trPr" | "tcPr" => xml.pass_over(),
                    "name" => set(&mut open, |style| style.name = value(&element).unwrap_or_default()),
                    "basedOn" => set(&mut open, |style| style.based = value(&element)),
                    _ => {}
                },
                Event::End("style") => {
                    if let Some((id, style)) = open.take() {
                        styles.styles.entry(id).or_insert(style);
                    }
                }
                _ => {}
            }
        }
        (styles, xml.is_damaged())
    }

    /// The style of a paragraph that names this one, or none.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Rc<Resolved> {
        let id = id.or(self.usual.as_deref()).unwrap_or_default();
        if let Some(known) = self.resolved.borrow().get(id) {
            return Rc::clone(known);
        }
        let resolved = Rc::new(self.resolve(id));
        self.resolved.borrow_mut().insert(id.to_owned(), Rc::clone(&resolved));
        resolved
    }

    /// How the letters of a style look, as far as it is said.
    pub(super) fn letters(&self, id: &str) -> Look {
        let mut look = self.chain(id).fold(Look::default(), |look, (_, style)| look.or(style.look));
        let code =
            self.chain(id).any(|(_, style)| meaning(&style.name) == Some(Place::Code) || style.name == "Literal");
        look.code = if code { Some(true) } else { look.code };
        look
    }

    /// The list that a style of lists names.
    pub(super) fn list(&self, id: &str) -> Option<u32> {
        self.chain(id).find_map(|(_, style)| style.properties.number.list)
    }

    fn resolve(&self, id: &str) -> Resolved {
        let Some(own) = self.styles.get(id) else {
            // A document that has lost its styles still names them; a style that is not among them is none.
            let lost = self.styles.is_empty();
            let usual = if self.usual.as_deref() == Some(id) { None } else { self.usual.as_deref() };
            let base = usual.map(|usual| self.resolve(usual)).unwrap_or_default();
            let place = if lost { meaning(id) } else { base.standing.place };
            let standing = Standing { place, ..base.standing };
            return Resolved { name: id.into(), standing, chain: vec![id.to_owned()], ..base };
        };
        let chain = || self.chain(id).map(|(_, style)| style);
        let first = |get: fn(&Style) -> Option<u8>| chain().find_map(get);
        let look = chain().fold(Look::default(), |look, style| look.or(style.look)).or(self.plain);
        let says = |style: &Style| Standing { place: meaning(&style.name), outline: style.properties.outline };
        Resolved {
            name: own.name.as_str().into(),
            chain: self.chain(id).map(|(id, _)| id.to_owned()).collect(),
            standing: Standing::inherited(chain().map(says)),
            number: Number {
                list: chain().find_map(|style| style.properties.number.list),
                level: first(|style| style.properties.number.level),
            },
            centred: chain().find_map(|style| style.properties.centred).unwrap_or(false),
            letters: look.letters(Look::default(), Letters::default()),
        }
    }

    /// A style and those that it is based on, the nearest first.
    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let first = self.styles.get_key_value(id);
        let next = |(_, style): &(&'s String, &'s Style)| self.styles.get_key_value(style.based.as_deref()?);
        std::iter::successors(first, next).take(LONGEST_CHAIN).map(|(id, style)| (id.as_str(), style))
    }
}

/// Changes the open style.
fn set(open: &mut Option<(String, Style)>, change: impl FnOnce(&mut Style)) {
    if let Some((_, style)) = open {
        change(style);
    }
}
