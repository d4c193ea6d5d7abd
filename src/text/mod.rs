//! Strings, and nothing else: spans, decoding, widths, wrapping, folding.
//!
//! Every layer may use this one; it uses none of them. Encodings and Unicode tables are fenced in here.

pub mod base64;
pub mod code_page;
pub mod compare;
pub mod count;
pub mod declared;
pub mod decode;
pub mod dress;
pub mod fold;
pub mod interned;
mod joint;
pub mod leads;
pub mod natural;
pub mod needle;
pub mod numerals;
mod readings;
pub mod repair;
mod sniff;
pub mod sounds;
pub mod span;
pub mod spelling;
mod traditional;
mod units;
mod utf16;
pub mod width;
pub mod wrap;

pub use joint::{needs_space, squeeze};
pub use span::{Part, Span, Text, lines};
