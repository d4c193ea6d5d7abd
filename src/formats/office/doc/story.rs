//! The characters of a story become paragraphs.

use std::collections::HashMap;
use std::ops::Range;

use crate::formats::compose::{bracketed, note};
use crate::formats::limits::Budget;
use crate::formats::numerals::is_tight;
use crate::formats::office::doc::boxes::Boxes;
use crate::formats::office::doc::fonts::Fonts;
use crate::formats::office::doc::lists::Lists;
use crate::formats::office::doc::looks::{Letters, Shape, modifiers};
use crate::formats::office::doc::pages::{Applied, Pages};
use crate::formats::office::doc::pictures::Found;
use crate::formats::office::doc::pieces::{Pieces, Unit};
use crate::formats::office::doc::styles::Styles;
use crate::formats::office::pictures::{Shown, shown};
use crate::formats::office::{Builder, End, Fields, Label, Placed, Role, symbol, symbol_byte};
use crate::outline::Problem;

/// All that is known of how a document looks.
pub(super) struct Looks<'a> {
    pub(super) pieces: &'a Pieces<'a>,
    pub(super) styles: Styles,
    pub(super) paragraphs: Pages<'a>,
    pub(super) letters: Pages<'a>,
    pub(super) fonts: Fonts,
    pub(super) data: &'a [u8],
    /// The marks of notes, by the numbers of the characters where they stand, each with whether it is the note's own.
    pub(super) notes: HashMap<u32, (String, bool)>,
    /// The names of places, by the numbers of the characters there, in their order.
    pub(super) bookmarks: Vec<(u32, String)>,
}

/// Fills paragraphs with the characters of stories, one after the other.
pub(super) struct Teller<'a> {
    looks: &'a Looks<'a>,
    lists: Lists,
    boxes: Boxes,
    /// The boxes that are anchored to the paragraph that is being filled.
    anchored: Vec<Range<u32>>,
    /// How many tables the box that is being told lies in; none where it is no box.
    around: Option<u8>,
    budget: &'a Budget,
    done: Vec<Placed>,
    open: Builder,
    /// The pictures without words in the open paragraph, and how many there are so far in all.
    pictures: Vec<Box<str>>,
    pub(super) pictured: u32,
    fields: Fields,
    /// The first half of a character of two units.
    surrogate: Option<u16>,
    /// What applies to the letters around the last one, and what they look like where their paragraph has this style.
    applied: Applied<'a>,
    current: Option<(Letters, Option<usize>)>,
    /// The style of the paragraph that is being filled, found at its end.
    style: u16,
    /// What stopped the telling.
    pub(super) problem: Option<Problem>,
}

/// How many characters are read between two looks at the clock.
const INTERVAL: u32 = 8192;
/// The longest paragraph whose style is known, in characters.
const LONGEST: usize = 1 << 17;

impl<'a> Teller<'a> {
    pub(super) fn new(looks: &'a Looks<'a>, lists: Lists, boxes: Boxes, budget: &'a Budget) -> Self {
        Self {
            looks,
            lists,
            boxes,
            anchored: Vec::new(),
            around: None,
            budget,
            done: Vec::new(),
            open: Builder::default(),
            pictures: Vec::new(),
            pictured: 0,
            fields: Fields::default(),
            surrogate: None,
            applied: Applied::default(),
            current: None,
            style: 0,
            problem: None,
        }
    }

    /// Tells a story: the characters of a range. The mark of a paragraph, which says what it is, stands behind it and is
    /// looked for in advance.
    pub(super) fn tell(&mut self, range: Range<u32>) {
        let looks = self.looks;
        let first = looks.bookmarks.partition_point(|(place, _)| *place < range.start);
        let mut bookmarks = looks.bookmarks.iter().skip(first).peekable();
        let mut units = looks.pieces.units(range);
        let mut is_first = true;
        let mut count = 0_u32;
        loop {
            if std::mem::take(&mut is_first) {
                self.begin(units.clone().take(LONGEST).find(|unit| is_mark(unit.value)));
            }
            count = count.wrapping_add(1);
            if self.problem.is_some() || count.is_multiple_of(INTERVAL) && self.is_spent() {
                break;
            }
            let Some(unit) = units.next() else { break };
            while let Some((_, name)) = bookmarks.next_if(|(place, _)| *place <= unit.number) {
                self.open.anchor(name);
            }
            if is_mark(unit.value) && !self.is_within(unit) {
                self.end(unit);
                is_first = true;
            } else {
                self.take(unit);
            }
        }
        self.keep(End::Paragraph, &Shape::default());
    }

    /// The paragraphs that were told since some were taken.
    pub(super) fn take_told(&mut self) -> Vec<Placed> {
        std::mem::take(&mut self.done)
    }

    /// Whether time or memory is spent.
    fn is_spent(&mut self) -> bool {
        if self.budget.is_over() {
            self.problem = Some(Budget::too_long());
        } else if self.open.memory() > self.budget.left() {
            self.problem = Some(Budget::too_large());
        }
        self.problem.is_some()
    }

    /// Whether a page or a column ends within a paragraph, which goes on.
    fn is_within(&self, unit: Unit) -> bool {
        matches!(unit.value, 0x0c | 0x0e) && self.looks.paragraphs.goes_on(unit.place)
    }

    /// Begins a paragraph that a mark ends.
    fn begin(&mut self, mark: Option<Unit>) {
        self.style = mark.map_or(0, |mark| self.shape(mark).style);
        (self.current, self.surrogate) = (None, None);
    }

    /// The shape of the paragraph that a mark ends.
    fn shape(&self, mark: Unit) -> Shape {
        let applied = self.looks.paragraphs.at(mark.place);
        let change = self.looks.pieces.change(mark.change);
        let number = modifiers(change).find(|(code, _)| *code == 0x4600).and_then(|(_, value)| match value {
            [low, high] => Some(u16::from_le_bytes([*low, *high])),
            _ => None,
        });
        let mut shape = self.looks.styles.get(number.unwrap_or(applied.style)).shape;
        for (code, value) in modifiers(applied.modifiers).chain(modifiers(change)) {
            shape.take(code, value, self.looks.data);
        }
        shape
    }

    /// How the letter at a place looks.
    fn letters(&mut self, unit: Unit) -> Letters {
        if let Some((letters, change)) = self.current
            && (self.applied.start..self.applied.end).contains(&unit.place)
            && change == unit.change
        {
            return letters;
        }
        self.applied = self.looks.letters.at(unit.place);
        let of_paragraph = self.looks.styles.get(self.style).letters;
        let change = self.looks.pieces.change(unit.change);
        let direct = || modifiers(self.applied.modifiers).chain(modifiers(change));
        let mut base = of_paragraph;
        direct().filter(|(code, _)| *code == 0x4a30).for_each(|(code, value)| base.take(code, value, &of_paragraph));
        if let Some(style) = base.style {
            base = over(of_paragraph, self.looks.styles.get(style).letters);
        }
        let mut letters = base;
        direct().for_each(|(code, value)| letters.take(code, value, &base));
        letters.face.heavy = letters.asian_font.is_some_and(|font| self.looks.fonts.is_heavy(font));
        self.current = Some((letters, unit.change));
        letters
    }

    /// Takes a character that ends no paragraph.
    fn take(&mut self, unit: Unit) {
        let letters = self.letters(unit);
        match unit.value {
            0x13 => self.fields.begin(),
            0x14 => drop(self.fields.separate()),
            0x15 => drop(self.fields.end()),
            0x02 if letters.special || self.looks.notes.contains_key(&unit.number) => {
                if let Some((mark, is_own)) = self.looks.notes.get(&unit.number) {
                    self.write_note(mark, *is_own, &letters);
                }
            }
            0x01 if letters.special => self.show_picture(&letters),
            0x28 if letters.symbol.is_some() => {
                let (font, character) = letters.symbol.unwrap_or_default();
                self.write_symbol(font, character, &letters);
            }
            0x08 if !self.boxes.is_empty() => {
                let boxes = self.boxes.take(unit.number);
                if !(letters.hidden || letters.deleted) {
                    self.anchored.extend(boxes);
                }
            }
            0x09 => self.write("\t", &letters),
            0x0b | 0x0c | 0x0e => self.write("\n", &letters),
            0x1e => self.write("\u{2011}", &letters),
            0..=0x1f => {}
            value if symbol_byte(value.into()).is_some() => self.write_symbol(letters.font, value, &letters),
            value => self.write_unit(value, &letters),
        }
    }

    /// Writes the mark of a note: before the note it names its place, elsewhere it leads there.
    fn write_note(&mut self, mark: &str, is_own: bool, letters: &Letters) {
        if letters.hidden || letters.deleted || self.fields.hide() {
            return;
        }
        self.open.set_link(self.fields.link());
        if is_own {
            self.open.anchor(&note(mark));
        }
        self.open.push(mark, letters.face, self.looks.styles.get(self.style).letters.face);
        if !is_own {
            self.open.refer(mark, &format!("#{}", note(mark)));
        }
    }

    /// Shows the picture that stands in the place of a letter.
    fn show_picture(&mut self, letters: &Letters) {
        let Some(place) = letters.picture.filter(|_| !(letters.hidden || letters.deleted || self.fields.hide())) else {
            return;
        };
        let Some(found) = usize::try_from(place).ok().and_then(|place| Found::at(self.looks.data, place)) else {
            return;
        };
        self.pictured = self.pictured.saturating_add(1);
        let picture = found.picture(place, self.pictured);
        let role = self.looks.styles.get(self.style).standing.role(None);
        match shown(&found.words, Some(&picture), matches!(role, Role::Heading(_))) {
            Shown::Words(words, known) => {
                self.write(&bracketed(&words), letters);
                self.open.picture(&words, &known);
            }
            Shown::Alone(known) => self.pictures.push(known),
            Shown::Nothing => {}
        }
    }

    fn write_unit(&mut self, value: u16, letters: &Letters) {
        let character = match (self.surrogate.take(), value) {
            (_, 0xd800..=0xdbff) => {
                self.surrogate = Some(value);
                return;
            }
            (Some(high), 0xdc00..=0xdfff) => char::decode_utf16([high, value]).next().and_then(Result::ok),
            _ => char::from_u32(value.into()).filter(|c| !c.is_control()),
        };
        self.write(character.unwrap_or('\u{fffd}').encode_utf8(&mut [0; 4]), letters);
    }

    fn write_symbol(&mut self, font: u16, character: u16, letters: &Letters) {
        let name = self.looks.fonts.name(font);
        let shown = match symbol_byte(character.into()) {
            Some(byte) => symbol(name, byte).unwrap_or('□'),
            None => char::from_u32(character.into()).filter(|c| !c.is_control()).unwrap_or('\u{fffd}'),
        };
        self.write(shown.encode_utf8(&mut [0; 4]), letters);
    }

    fn write(&mut self, text: &str, letters: &Letters) {
        if letters.hidden || letters.deleted {
            return;
        }
        if self.fields.hide() {
            return self.fields.instruct(text);
        }
        self.open.set_link(self.fields.link());
        self.open.push(text, letters.face, self.looks.styles.get(self.style).letters.face);
    }

    /// Ends the paragraph with its mark.
    fn end(&mut self, mark: Unit) {
        self.fields.end_paragraph();
        let mut shape = self.shape(mark);
        let end = match mark.value {
            0x07 if shape.ends_row || !shape.in_table && self.is_behind_cell() => End::Row,
            0x07 => End::Cell,
            _ if shape.ends_inner_row => End::Row,
            _ if shape.ends_inner_cell => End::Cell,
            _ => End::Paragraph,
        };
        if mark.value == 0x07 {
            (shape.in_table, shape.nesting) = (true, 1);
        }
        if self.anchored.is_empty() || self.around.is_some() {
            return self.keep(end, &shape);
        }
        // What is anchored to the last paragraph of a cell stands in that cell.
        self.keep(if end == End::Cell { End::Paragraph } else { end }, &shape);
        self.tell_boxes(shape.tables());
        if end == End::Cell {
            self.keep(end, &Shape { list: None, ..shape });
        }
    }

    /// Tells the boxes that are anchored to the paragraph that has ended.
    fn tell_boxes(&mut self, tables: u8) {
        let fields = std::mem::take(&mut self.fields);
        self.around = Some(tables);
        for text in std::mem::take(&mut self.anchored) {
            if self.problem.is_none() && !self.is_spent() {
                self.tell(text);
            }
        }
        self.around = None;
        self.fields = fields;
    }

    /// Tells the boxes that are anchored nowhere.
    pub(super) fn tell_other_boxes(&mut self) {
        self.anchored.extend(self.boxes.take_all());
        self.tell_boxes(0);
    }

    /// Whether nothing stands behind the end of a cell: so a row ends where nothing is known of paragraphs.
    fn is_behind_cell(&self) -> bool {
        self.open.text.is_empty() && self.done.last().is_some_and(|last| last.end == End::Cell)
    }

    /// Keeps the open paragraph, unless it shows nothing and ends nothing in a table.
    fn keep(&mut self, end: End, shape: &Shape) {
        let builder = std::mem::take(&mut self.open);
        let style = self.looks.styles.get(shape.style);
        let (role, label) = match end {
            End::Row => (Role::Text, Label::default()),
            End::Cell | End::Paragraph => (style.standing.role(shape.level), self.label(shape).unwrap_or_default()),
        };
        let paragraph = builder.paragraph(role, label, shape.centred, &style.name);
        let pictures = std::mem::take(&mut self.pictures);
        if paragraph.is_none() && pictures.is_empty() && end == End::Paragraph {
            return;
        }
        let table = shape.tables().saturating_add(self.around.unwrap_or(0));
        let heads = end == End::Row && shape.heads;
        let placed = Placed { paragraph: paragraph.map(Box::new), pictures, table, end, heads };
        if self.budget.take(placed.memory()) {
            self.done.push(placed);
        } else {
            self.problem = Some(Budget::too_large());
        }
    }

    /// Counts a paragraph that is one of a list.
    fn label(&mut self, shape: &Shape) -> Option<Label> {
        // From 2047 on, a number of a list means that there is none.
        let usage = shape.list.filter(|usage| (1..2047).contains(usage))?;
        let depth = shape.list_level.or_else(|| self.lists.level_of_style(usage, shape.style)).unwrap_or(0);
        let text = self.lists.count(usage, depth)?;
        let text = text.trim();
        let bullet = !text.chars().any(char::is_alphanumeric);
        Some(Label { text: text.to_owned(), tight: is_tight(text, false), bullet, depth })
    }
}

/// Whether a character ends a paragraph: its mark, a cell, a page or a section, a column.
fn is_mark(value: u16) -> bool {
    matches!(value, 0x0d | 0x07 | 0x0c | 0x0e)
}

/// How letters of a style of their own look in a paragraph: what the style sets goes before.
fn over(paragraph: Letters, own: Letters) -> Letters {
    let mut letters = paragraph;
    let usual = Letters::default();
    letters.face.bold |= own.face.bold;
    letters.face.italic |= own.face.italic;
    letters.face.struck |= own.face.struck;
    letters.hidden |= own.hidden;
    letters.asian_font = own.asian_font.or(letters.asian_font);
    if own.face.size != usual.face.size {
        letters.face.size = own.face.size;
    }
    letters
}
