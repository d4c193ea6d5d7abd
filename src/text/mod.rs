//! Strings, and nothing else: spans, decoding, widths, wrapping, folding.
//!
//! Every layer may use this one; it uses none of them. Encodings and Unicode tables are fenced in here.

pub mod code_page;
pub mod compare;
pub mod declared;
pub mod decode;
pub mod dress;
pub mod fold;
pub mod interned;
mod joint;
pub mod natural;
pub mod repair;
mod sniff;
pub mod span;
mod traditional;
mod utf16;
pub mod width;
pub mod wrap;

pub use joint::{needs_space, squeeze};
pub use span::{Part, Span, Text};
