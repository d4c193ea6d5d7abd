//! Web pages saved with their pictures in one file: MHTML (RFC 2557).

mod mime;

use crate::formats::limits::Budget;
use crate::formats::web::html::read_page;
use crate::formats::web::mht::mime::Entity;
use crate::formats::{Options, Reader};
use crate::outline::{Document, Problem};

/// The reader of saved web pages.
pub(in crate::formats) struct Mht;

/// The bytes at the beginning of a file in which its kind is looked for.
const HEAD: usize = 8192;

impl Reader for Mht {
    fn name(&self) -> &'static str {
        "mht"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["mht", "mhtml"]
    }

    fn taken(&self) -> &'static str {
        "web pages saved as one file: the first page in it, as above; not its pictures"
    }

    fn is_text(&self) -> bool {
        false
    }

    fn recognises(&self, bytes: &[u8]) -> bool {
        let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
        let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let field = first.split(|byte| *byte == b':').next().unwrap_or_default();
        let is_field =
            field.len() < first.len() && field.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
        let holds = |words: &[u8]| head.windows(words.len()).any(|window| window == words);
        is_field && holds(b"mime-version:") && (holds(b"multipart/related") || holds(b"text/html"))
    }

    fn read_within(&self, bytes: &[u8], options: &Options, budget: &Budget) -> Document {
        let read = |page: Entity<'_>| {
            read_page(self.name(), &page.decoded(), page.parameter("charset").as_deref(), options, budget)
        };
        if let Some(page) = Entity::new(bytes).page() {
            return read(page);
        }
        let found = Entity::search(bytes).map(read);
        let problem = match found {
            Some(_) => Problem::Damaged("its parts cannot be told"),
            None => Problem::Damaged("it holds no web page"),
        };
        let mut document = found.unwrap_or_else(|| Document { format: self.name(), ..Document::default() });
        document.problems.push(problem);
        document
    }
}
