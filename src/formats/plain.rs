//! Text without markup.

use crate::formats::{Options, Reader};
use crate::outline::Document;

/// The reader of plain text.
pub(super) struct Plain;

impl Reader for Plain {
    fn name(&self) -> &'static str {
        "text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn read(&self, _bytes: &[u8], _options: &Options) -> Document {
        Document::default()
    }
}
