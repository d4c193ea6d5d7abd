//! The style sheet (MS-DOC 2.9.271, STSH).

use std::rc::Rc;

use crate::formats::office::doc::bytes::{clipped, u16_at};
use crate::formats::office::doc::looks::{Letters, Shape, modifiers};
use crate::formats::office::{Place, Standing, meaning};

/// A style, as it applies: with all that it inherits.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) name: Rc<str>,
    /// What it says of its paragraphs; their shape has no level, so that one there is of a paragraph's own.
    pub(super) standing: Standing,
    pub(super) shape: Shape,
    pub(super) letters: Letters,
}

/// All styles by their numbers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: Vec<Style>,
    /// What holds where a style is not among them.
    none: Style,
}

/// A style as the sheet has it.
#[derive(Clone, Debug, Default)]
struct Sheet<'a> {
    /// The number of a style of Word's own.
    of_word: u16,
    based_on: u16,
    name: String,
    is_paragraph: bool,
    paragraph: &'a [u8],
    letters: &'a [u8],
}

/// The longest chain of styles that are based on each other.
const LONGEST_CHAIN: usize = 16;
/// The most styles that a sheet has.
const MOST: usize = 4096;

impl Styles {
    /// Reads the style sheet.
    pub(super) fn new(table: &[u8]) -> Self {
        let sheets = sheets(table).unwrap_or_default();
        let styles = (0..sheets.len()).map(|number| inherited(&sheets, number)).collect();
        Self { styles, none: Style::default() }
    }

    pub(super) fn get(&self, number: u16) -> &Style {
        self.styles.get(usize::from(number)).unwrap_or(&self.none)
    }
}

/// A style with all that it inherits.
fn inherited(sheets: &[Sheet<'_>], number: usize) -> Style {
    let mut chain: Vec<&Sheet<'_>> = Vec::new();
    let mut at = number;
    while let Some(sheet) = sheets.get(at).filter(|_| chain.len() < LONGEST_CHAIN) {
        chain.push(sheet);
        at = usize::from(sheet.based_on);
    }
    let mut style = Style::default();
    for sheet in chain.iter().rev() {
        modifiers(sheet.paragraph).for_each(|(code, value)| style.shape.take(code, value, &[]));
        let below = style.letters;
        modifiers(sheet.letters).for_each(|(code, value)| style.letters.take(code, value, &below));
    }
    style.shape.style = u16::try_from(number).unwrap_or(0);
    style.shape.level = None;
    style.standing = Standing::inherited(chain.iter().map(|sheet| sheet.standing()));
    style.name = chain.first().map(|sheet| sheet.name.as_str().into()).unwrap_or_default();
    style
}

impl Sheet<'_> {
    /// What Word's own number of the style says, else its name; and its outline level.
    fn standing(&self) -> Standing {
        let place = match self.of_word {
            _ if !self.is_paragraph => None,
            level @ 1..=9 => Some(Place::Heading(level as u8)),
            19..=27 => Some(Place::Contents),
            62 => Some(Place::Title),
            _ => meaning(&self.name),
        };
        let mut shape = Shape::default();
        modifiers(self.paragraph).for_each(|(code, value)| shape.take(code, value, &[]));
        Standing { place, outline: shape.level }
    }
}

fn sheets(table: &[u8]) -> Option<Vec<Sheet<'_>>> {
    let head = usize::from(u16_at(table, 0)?);
    let count = usize::from(u16_at(table, 2)?).min(MOST);
    let base = usize::from(u16_at(table, 4)?);
    let mut at = 2 + head;
    let mut sheets = Vec::new();
    for _ in 0..count {
        let Some(length) = u16_at(table, at).map(usize::from) else { break };
        sheets.push(sheet(clipped(table, at + 2, length), base).unwrap_or_default());
        at += 2 + length;
    }
    Some(sheets)
}

fn sheet(bytes: &[u8], base: usize) -> Option<Sheet<'_>> {
    let kind = u16_at(bytes, 2)? & 0xf;
    let length = usize::from(u16_at(bytes, base)?);
    let name = clipped(bytes, base + 2, length * 2).chunks_exact(2).filter_map(|unit| u16_at(unit, 0));
    let name: String = char::decode_utf16(name).filter_map(Result::ok).collect();
    let mut at = base + 2 + length * 2 + 2;
    // The lengths of the parts count from even places of the entry.
    let mut part = || {
        at += at % 2;
        let length = u16_at(bytes, at).map_or(0, usize::from);
        let found = clipped(bytes, at + 2, length);
        at += 2 + length;
        found
    };
    let (paragraph, letters) = match kind {
        1 => (part().get(2..).unwrap_or_default(), part()),
        2 => (&[][..], part()),
        _ => (&[][..], &[][..]),
    };
    let is_paragraph = kind == 1;
    Some(Sheet {
        of_word: if is_paragraph { u16_at(bytes, 0)? & 0xfff } else { 0 },
        based_on: u16_at(bytes, 2)? >> 4,
        name,
        is_paragraph,
        paragraph,
        letters,
    })
}
