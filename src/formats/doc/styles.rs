//! The style sheet (MS-DOC 2.9.271, STSH).

use crate::formats::doc::bytes::{clipped, u8_at, u16_at};
use crate::formats::doc::looks::{Letters, Shape, modifiers};
use crate::formats::flow::Role;
use crate::formats::style_names;

/// A style, as it applies: with all that it inherits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    pub(super) shape: Shape,
    pub(super) letters: Letters,
    /// What it makes of a paragraph whatever its outline level is: a title, or an entry of a table of contents.
    special: Role,
}

/// All styles by their numbers.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Style>);

/// A style as the sheet has it.
#[derive(Clone, Debug, Default)]
struct Sheet<'a> {
    /// The number of a style of Word's own.
    of_word: u16,
    based_on: u16,
    named: Role,
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
        Self((0..sheets.len()).map(|number| inherited(&sheets, number)).collect())
    }

    pub(super) fn get(&self, number: u16) -> Style {
        self.0.get(usize::from(number)).copied().unwrap_or_default()
    }

    /// What a paragraph of a shape is, lists apart.
    pub(super) fn role(&self, shape: &Shape) -> Role {
        match (self.get(shape.style).special, shape.level) {
            (special @ (Role::Title | Role::Contents(_)), _) => special,
            (_, Some(level)) if level < 9 => Role::Heading(level + 1),
            _ => Role::Text,
        }
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
        if let Role::Heading(level) = sheet.role() {
            style.shape.level = Some(level - 1);
        }
        modifiers(sheet.paragraph).for_each(|(code, value)| style.shape.take(code, value, &[]));
        let below = style.letters;
        modifiers(sheet.letters).for_each(|(code, value)| style.letters.take(code, value, &below));
    }
    style.shape.style = u16::try_from(number).unwrap_or(0);
    style.special = chain.first().map_or(Role::Text, |sheet| sheet.role());
    style
}

impl Sheet<'_> {
    /// What Word's own number of the style says, else its name.
    fn role(&self) -> Role {
        match self.of_word {
            level @ 1..=9 => Role::Heading(level as u8),
            level @ 19..=27 => Role::Contents((level - 19) as u8),
            62 => Role::Title,
            _ => self.named,
        }
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
        named: if is_paragraph && u8_at(bytes, 0).is_some() { style_names::role(&name) } else { Role::Text },
        paragraph,
        letters,
    })
}
