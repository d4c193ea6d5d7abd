//! What holds within a group of RTF, and what ends with it.

use crate::formats::office::rtf::tables::Style;
use crate::formats::office::{Builder, End, Letters, Placed};

/// Where the text of a group goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Destination {
    /// Into the report.
    #[default]
    Body,
    /// Nowhere.
    Skip,
    /// Into the label of the paragraph: its number or bullet.
    Label,
    /// Into the instruction of a field.
    Instruction,
    /// Into the name of a font.
    Fonts,
    /// Into the name of a style.
    Styles,
    /// Nowhere, but for the groups of the properties of the file that are known.
    Properties,
    /// Into the title among the properties.
    Title,
    /// Into the name of the place that the text has reached.
    Anchor,
}

/// What is said of the paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    pub(super) style: i32,
    /// The outline level, from 0, where the paragraph has its own.
    pub(super) level: Option<u8>,
    pub(super) centred: bool,
    pub(super) in_table: bool,
    /// How many tables it lies in, where that is said.
    pub(super) nesting: u8,
    /// The depth of a list.
    pub(super) depth: u8,
}

impl Shape {
    /// How many tables the paragraph lies in.
    pub(super) fn table(&self) -> u8 {
        if self.in_table { self.nesting.max(1) } else { 0 }
    }
}

/// The scripts whose letters have looks of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Script {
    #[default]
    Latin,
    /// Chinese, Japanese and Korean.
    Asian,
    /// Arabic, Hebrew and the like.
    Complex,
}

/// How Asian letters look, where they look different from Latin ones.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Asian {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) size: Option<u16>,
    pub(super) font: Option<i32>,
}

impl Asian {
    /// How Asian letters look among Latin ones.
    pub(super) fn over(self, latin: Letters) -> Letters {
        Letters {
            bold: self.bold.unwrap_or(latin.bold),
            italic: self.italic.unwrap_or(latin.italic),
            size: self.size.unwrap_or(latin.size),
            ..latin
        }
    }
}

/// What a group inherits from the group around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub(super) destination: Destination,
    /// The destination outside of the innermost `\upr`.
    pub(super) around: Destination,
    pub(super) letters: Letters,
    /// Which of the open fields the letters are the words of, where it is a link; it holds what it refers to.
    pub(super) link: Option<usize>,
    pub(super) asian: Asian,
    /// The script of which the associated looks tell that follow.
    pub(super) script: Script,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    pub(super) font: i32,
    /// How many characters stand in for one of Unicode, for programs that know none.
    pub(super) fallback: usize,
    pub(super) shape: Shape,
    /// Whether the row of a table names its columns.
    pub(super) head_row: bool,
}

/// The size of letters where none is said, in half points.
pub(super) const USUAL_SIZE: u16 = 24;
/// How letters look of which nothing is said.
pub(super) const USUAL: Letters =
    Letters { size: USUAL_SIZE, bold: false, heavy: false, italic: false, struck: false, code: false, hidden: false };

impl Default for State {
    fn default() -> Self {
        Self {
            destination: Destination::Body,
            around: Destination::Skip,
            letters: USUAL,
            link: None,
            asian: Asian::default(),
            script: Script::Latin,
            hidden: false,
            deleted: false,
            font: 0,
            fallback: 1,
            shape: Shape::default(),
            head_row: false,
        }
    }
}

/// What ends with a group.
#[derive(Clone, Debug, Default)]
pub(super) enum Kind {
    /// Nothing.
    #[default]
    Plain,
    /// A field.
    Field,
    /// An entry of the list of fonts.
    Font,
    /// An entry of the list of styles: its number, where it is one of paragraphs.
    Style(Option<i32>, Box<Style>),
    /// A note at the foot of a page.
    Note,
    /// A box of text beside a paragraph.
    Box,
}

/// A group that is open.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// What held before it.
    pub(super) outside: State,
    pub(super) kind: Kind,
}

/// A paragraph that is being filled.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub(super) builder: Builder,
    /// Its number or bullet.
    pub(super) label: String,
    /// The pictures without words in it.
    pub(super) pictures: Vec<Box<str>>,
    /// The line of the file that it begins on.
    pub(super) line: u32,
}

/// Paragraphs as they come, of the report itself, of a note or of a box.
#[derive(Debug, Default)]
pub(super) struct Story {
    /// The paragraph that is being filled.
    pub(super) open: Open,
    pub(super) done: Vec<Placed>,
    /// The paragraphs of boxes, which follow the paragraph that is being filled, or the row of a table.
    pub(super) boxes: Vec<Placed>,
}

impl Story {
    /// Ends the open paragraph. One that shows nothing is left out, but for what it ends in a table.
    pub(super) fn end(&mut self, placed: Placed) {
        let ends_part = placed.table == 0 || placed.table == 1 && placed.end == End::Row;
        if placed.is_seen() || placed.end != End::Paragraph {
            self.done.push(placed);
        }
        if ends_part {
            self.done.append(&mut self.boxes);
        }
    }
}
