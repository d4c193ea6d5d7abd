//! Pages of the web, alone, as they are saved with their pictures, and bound as books.
//!
//! [`html`] turns a page into a document; the others unpack pages and hand them to it. Light markup takes its tokens, its
//! tags and its character references.

mod epub;
pub(super) mod html;
mod mht;
pub(super) mod path;

pub(super) use epub::Epub;
pub(super) use html::{Html, attribute};
pub(super) use mht::{Mht, message_page, message_parts};
