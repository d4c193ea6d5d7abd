//! Documents of word processors: what they are made of, whatever their format, and the readers of their formats.
//!
//! A reader says of each [`Paragraph`] what its styles and its file make of it, and hands the [`Piece`]s over in a
//! [`Source`]; [`compose`] decides what the headings and the title are. Formats whose paragraphs say themselves in which
//! cells they lie make their pieces with [`pieces`], the others with [`Flow`].

mod cells;
mod charts;
mod compose;
mod doc;
mod docx;
mod faces;
mod fields;
mod flow;
mod forms;
mod names;
mod odt;
mod paragraph;
mod pictures;
mod roles;
mod rtf;
mod symbols;
mod tables;
mod writer;

pub(super) use cells::{End, Placed, pieces};
pub(super) use charts::{chart_of_docx, chart_of_odt};
pub(super) use compose::{Source, compose};
pub(super) use doc::Doc;
pub(super) use docx::Docx;
pub(super) use faces::{is_fixed, is_heavy};
pub(super) use fields::{Fields, reference};
pub(super) use flow::Flow;
pub(super) use forms::{BULLET, form, form_of_code};
pub(super) use names::{Place, meaning};
pub(super) use odt::Odt;
pub(super) use paragraph::{Builder, Letters, Links};
pub(super) use roles::{Standing, TEXT_LEVEL};
pub(super) use rtf::Rtf;
pub(super) use symbols::{symbol, symbol_byte};
pub(super) use tables::Tables;

use std::rc::Rc;

use crate::outline::Mark;

/// A piece of a document, in the order of its text.
#[derive(Debug)]
pub(super) enum Piece {
    /// A paragraph with text.
    Paragraph(Box<Paragraph>),
    /// A table begins. One of a single column lays out what it holds, and is none.
    Table {
        /// The number of columns; 0 where it is unknown.
        columns: usize,
    },
    /// A cell ends. It covers this many columns.
    Cell(usize),
    /// A row ends.
    Row,
    /// A row ends that names the columns of its table.
    HeadRow,
    /// A table ends.
    End,
    /// A picture without words, by what is known of it ([`Picture::known`](super::compose::Picture::known)).
    Picture(Box<str>),
    /// Another file stands here, which the part names so; a reader puts what that holds in its place.
    Embedded(Box<str>),
}

/// A paragraph as its file has it.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// What it is.
    pub(super) role: Role,
    /// Its number or bullet, as a reader sees it; empty where it has none.
    pub(super) label: String,
    /// Whether its letters are set apart from the label.
    pub(super) tight: bool,
    /// Its text.
    pub(super) text: String,
    /// What runs of its characters mean; the spans count in its text.
    pub(super) marks: Vec<Mark>,
    /// Where its links lead, and what its places are called.
    pub(super) links: Links,
    /// How most of its letters look.
    pub(super) letters: Letters,
    /// Whether all of its letters are bold.
    pub(super) bold: bool,
    /// Whether all of its letters are bold, or of a face that is used in place of it.
    pub(super) heavy: bool,
    /// Whether its lines are centred.
    pub(super) centred: bool,
    /// The name of its style.
    pub(super) style: Rc<str>,
    /// The line of its file that it begins on, from 1; 0 where such files have no lines.
    pub(super) line: u32,
}

/// What is counted or drawn before a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Label {
    /// The number or the bullet.
    pub(super) text: String,
    /// Whether the words follow directly on it.
    pub(super) tight: bool,
    /// Whether it is a bullet.
    pub(super) bullet: bool,
    /// How deep the list is nested in others, from 0.
    pub(super) depth: u8,
}

/// What a paragraph is by its style and its properties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// Running text.
    #[default]
    Text,
    /// The title of the document; whether its style makes it a heading, too.
    Title(bool),
    /// A heading of a level from 1.
    Heading(u8),
    /// An item of a list, nested this deep; whether it has a bullet.
    Item(u8, bool),
    /// A line of a table of contents or of an index.
    Contents,
    /// Quoted text.
    Quote,
    /// A line of code.
    Code,
    /// A caption, a subtitle and the like: text that is no heading however it looks.
    Aside,
}
