//! CommonMark.

use crate::formats::{Options, Reader};
use crate::outline::Document;

/// The reader of Markdown.
pub(super) struct Markdown;

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn read(&self, _bytes: &[u8], _options: &Options) -> Document {
        Document::default()
    }
}
