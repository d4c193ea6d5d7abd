//! The numbers that headings carry: numbering schemes, ordinals, and the forms of their brackets and punctuation.
//!
//! [`mark`] reads the mark at the beginning of a text. It knows nothing of lines, layout or neighbours: whether the
//! mark opens a heading is for [`super::detect`] to weigh.

mod amount;
mod chinese;
mod label;
mod latin;
mod mark;
mod numeral;

pub use chinese::piece;
pub use label::{Unit, counted};
pub use mark::{Close, Mark, Path, mark};
pub use numeral::{arabic, circled, han, roman};

/// How the headings of one kind are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scheme {
    /// A word with a number: `第三章`, `Chapter 3.`, `附件1`, `篇一`.
    Labelled(Unit),
    /// The capital numerals of contracts and of documents from Taiwan: `壹、`.
    Grand,
    /// Chinese numerals: `一、`, `（一）`.
    Han,
    /// A Chinese numeral that opens a statement: `一是`.
    HanLead,
    /// A Chinese numeral that opens a demand: `一要`, `一抓`, `一靠`.
    HanCall,
    /// Digits: `1.`, `1.2`, `(1)`.
    Arabic,
    /// Digits in a circle: `①`.
    Circled,
    /// Capital letters: `A.`, and before digits: `A.1`.
    Upper,
    /// Small letters: `a)`.
    Lower,
    /// Capital Roman numerals: `IV.`.
    Roman,
    /// Small Roman numerals: `iv)`.
    SmallRoman,
}

/// The brackets around a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bracket {
    /// None.
    #[default]
    None,
    /// A closing bracket alone: `1)`.
    Half,
    /// Brackets around it: `(1)`, `（一）`, `〔一〕`.
    Full,
}
