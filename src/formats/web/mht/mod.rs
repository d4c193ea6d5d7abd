//! Web pages saved with their pictures in one file: MHTML (RFC 2557).

mod mime;

use std::collections::HashMap;

use crate::formats::limits::Budget;
use crate::formats::web::html::read_page;
pub(in crate::formats) use crate::formats::web::mht::mime::Entity;
use crate::formats::{Options, Reader};
use crate::outline::image::Source;
use crate::outline::link::decoded;
use crate::outline::{Document, Problem};

/// The reader of saved web pages.
pub(in crate::formats) struct Mht;

/// The bytes at the beginning of a file in which its kind is looked for.
const HEAD: usize = 8192;

/// The parts of a message beside its page, by their addresses; none where it is no message.
pub(in crate::formats) fn message_parts(bytes: &[u8]) -> HashMap<String, Entity<'_>> {
    if Mht.recognises(bytes) { Entity::new(bytes).named_parts() } else { HashMap::new() }
}

/// The page of a message, decoded; none where it is no message, or has no page.
pub(in crate::formats) fn message_page(bytes: &[u8]) -> Option<Vec<u8>> {
    let page = Mht.recognises(bytes).then(|| Entity::new(bytes).page()).flatten();
    page.map(|page| page.decoded())
}

/// Images of the web whose bytes are among the parts lie there. A path leads to the part whose address ends with it; of
/// several to the first one in the order of their letters from the end on.
fn within(document: &mut Document, parts: &HashMap<String, Entity<'_>>) {
    let reversed = |name: &str| name.chars().rev().collect::<String>();
    let mut ends: Vec<(String, &str)> = parts.keys().map(|name| (reversed(&decoded(name)), name.as_str())).collect();
    ends.sort_unstable();
    let starting = |start: &str| {
        let (end, name) = ends.get(ends.partition_point(|(end, _)| end.as_str() < start))?;
        end.starts_with(start).then_some((end.len(), *name))
    };
    for image in &mut document.images {
        let part = match &image.source {
            Source::Web(address) => parts.get_key_value(&**address).map(|(name, _)| name.as_str()),
            Source::File(path) => {
                let path = reversed(path);
                let whole = starting(&path).filter(|(length, _)| *length == path.len());
                whole.or_else(|| starting(&format!("{path}/"))).map(|(_, name)| name)
            }
            _ => None,
        };
        if let Some(name) = part {
            image.source = Source::Part(name.into());
        }
    }
}

impl Reader for Mht {
    fn name(&self) -> &'static str {
        "mht"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["mht", "mhtml"]
    }

    fn taken(&self) -> &'static str {
        "web pages saved as one file: the first page in it, as above, with its pictures"
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

    fn picture(&self, bytes: &[u8], name: &str) -> Option<Vec<u8>> {
        Some(message_parts(bytes).get(name)?.decoded())
    }

    fn read_within(&self, bytes: &[u8], options: &Options, budget: &Budget) -> Document {
        let read = |page: Entity<'_>| {
            read_page(self.name(), &page.decoded(), page.parameter("charset").as_deref(), options, budget)
        };
        let message = Entity::new(bytes);
        if let Some(page) = message.page() {
            let mut document = read(page);
            if !document.images.is_empty() {
                within(&mut document, &message.named_parts());
            }
            return document;
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
