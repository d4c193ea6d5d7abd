//! XML read as a stream of events that always balance, however broken it is.
//!
//! Names are local: the prefix is taken off. Entities become what they stand for, as far as the document itself or
//! HTML declares them; nothing outside of the document is ever read.

use std::borrow::Cow;
use std::collections::HashMap;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event as Raw};

use crate::formats::limits::MOST_TEXT;
use crate::text::Part;
use crate::text::decode::{Decoded, decode, encoding};

/// The deepest that elements are followed. Word nests a table of a table by a dozen elements. What lies deeper loses
/// its tags and keeps its text.
const DEEPEST: usize = 4096;
/// How often the length of the source may be searched again for a place to go on behind what is broken.
const MOST_SEARCHES: usize = 8;
/// The longest that an entity of the document's own may be, in bytes.
const LONGEST_ENTITY: usize = 1024;
/// The bytes at the beginning among which an encoding is declared.
const DECLARATION: usize = 256;

/// What comes next in a document.
#[derive(Debug)]
pub(super) enum Event<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// The element of this local name ends. Each that began ends, in reverse order.
    End(&'a str),
    /// Text; a run of it may come in several pieces.
    Text(Cow<'a, str>),
}

/// The beginning of an element.
#[derive(Debug)]
pub(super) struct Element<'a> {
    /// Its name without the prefix.
    pub(super) name: &'a str,
    /// Its prefix; empty where it has none.
    pub(super) prefix: &'a str,
    tag: BytesStart<'a>,
}

impl Element<'_> {
    /// The value of the attribute of this local name, its entities resolved.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        self.attributes().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// All attributes by their local names, in their order.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let mut attributes = self.tag.attributes();
        attributes.with_checks(false);
        attributes.flatten().map(|attribute| (local(attribute.key.into_inner()), unescaped(attribute.value)))
    }
}

/// Decodes a document: as its byte order mark or its declaration says, else as it is found.
pub(super) fn decoded(bytes: Vec<u8>) -> Decoded {
    let declared = declared(&bytes);
    if declared.is_some_and(|encoding| encoding != UTF_8) || bytes.starts_with(b"\xef\xbb\xbf") {
        return decode(&bytes, declared);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, encoding: UTF_8.name(), malformed: false },
        Err(error) => decode(error.as_bytes(), declared),
    }
}

/// The encoding that a document declares, or that its first character shows.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<', 0, ..] => return Some(UTF_16LE),
        [0, b'<', ..] => return Some(UTF_16BE),
        _ => {}
    }
    let beginning = String::from_utf8_lossy(bytes.get(..bytes.len().min(DECLARATION)).unwrap_or_default());
    let (declaration, _) = beginning.strip_prefix("<?xml")?.split_once("?>")?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let label = value.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?;
    // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
    encoding(label).filter(|found| *found != UTF_16LE && *found != UTF_16BE)
}

/// Reads a document from its text. What it gives always balances.
#[derive(Debug)]
pub(super) struct Xml<'a> {
    source: &'a str,
    /// Where in the source the reader began.
    base: usize,
    reader: Reader<&'a [u8]>,
    /// The names of the open elements with their prefixes.
    open: Vec<&'a str>,
    /// How many of them end before anything else comes.
    ending: usize,
    /// The open elements that lie too deep.
    beyond: usize,
    /// The bytes that may still be read again behind broken places.
    searches: usize,
    entities: HashMap<Box<str>, Box<str>>,
    damaged: bool,
    over: bool,
}

impl<'a> Xml<'a> {
    /// Begins to read.
    pub(super) fn new(source: &'a str) -> Self {
        Self {
            source,
            base: 0,
            reader: reader(source),
            open: Vec::new(),
            ending: 0,
            beyond: 0,
            searches: source.len().saturating_mul(MOST_SEARCHES),
            entities: HashMap::new(),
            damaged: false,
            over: false,
        }
    }

    /// Whether something was broken or missing so far.
    pub(super) fn is_damaged(&self) -> bool {
        self.damaged
    }

    /// Passes over the rest of the element that began last, to behind its end.
    pub(super) fn pass_over(&mut self) {
        self.rest(|_| {});
    }

    /// The text of the rest of the element that began last, to behind its end, up to a limit.
    pub(super) fn text(&mut self) -> String {
        let mut text = String::new();
        self.rest(|piece| text.push_str(piece.part(0..piece.floor_char_boundary(MOST_TEXT - text.len()))));
        text
    }

    /// Gives all elements in the rest of the element that began last to `take`, to behind its end. The content of those
    /// for which it returns false is passed over.
    pub(super) fn each(&mut self, mut take: impl FnMut(&Element<'a>) -> bool) {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next() {
                Some(Event::Start(element)) if take(&element) => depth += 1,
                Some(Event::Start(_)) => self.pass_over(),
                Some(Event::End(_)) => depth -= 1,
                Some(Event::Text(_)) => {}
                None => return,
            }
        }
    }

    fn rest(&mut self, mut take: impl FnMut(&str)) {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next() {
                Some(Event::Start(_)) => depth += 1,
                Some(Event::End(_)) => depth -= 1,
                Some(Event::Text(text)) => take(&text),
                None => return,
            }
        }
    }

    /// An element begins; `None` where it lies too deep.
    fn start(&mut self, tag: BytesStart<'a>, at: usize) -> Option<Event<'a>> {
        if self.open.len() >= DEEPEST {
            return None;
        }
        let from = at + 1;
        let name = self.source.part(from..from + tag.name().into_inner().len());
        self.open.push(name);
        let (prefix, name) = name.rsplit_once(':').unwrap_or(("", name));
        Some(Event::Start(Element { name, prefix, tag }))
    }

    /// An element ends, and with it those that are open in it. An end without a beginning is passed over.
    fn end(&mut self, name: &str) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let begun = self.open.iter().rposition(|open| *open == name);
        self.ending = begun.map_or(0, |at| self.open.len() - at);
        self.damaged |= self.ending != 1;
    }

    /// Goes on behind what could not be read at `at`, as long as that does not cost too much.
    fn recover(&mut self, at: usize) {
        self.damaged = true;
        let read = (self.base + self.place()).saturating_sub(at);
        let next = self.source.part(at + 1..self.source.len()).find('<').map(|found| at + 1 + found);
        match next.filter(|_| read <= self.searches) {
            Some(next) => {
                self.searches -= read;
                self.base = next;
                self.reader = reader(self.source.part(next..self.source.len()));
            }
            None => self.over = true,
        }
    }

    /// How far the reader is behind where it began.
    fn place(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Takes the entities that a document type declares with a value of their own. References within the value are not
    /// followed.
    fn declare(&mut self, doctype: &str) {
        for declaration in doctype.split("<!ENTITY").skip(1) {
            let Some((name, rest)) = declaration.trim_start().split_once(char::is_whitespace) else { continue };
            let mut pieces = rest.trim_start().split(['"', '\'']);
            if let (Some(""), Some(value)) = (pieces.next(), pieces.next())
                && value.len() <= LONGEST_ENTITY
            {
                self.entities.entry(name.into()).or_insert_with(|| value.into());
            }
        }
    }
}

impl<'a> Iterator for Xml<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            if self.ending > 0 {
                self.ending -= 1;
                return self.open.pop().map(|name| Event::End(local(name)));
            }
            if self.over {
                self.ending = self.open.len();
                self.damaged |= self.ending > 0;
                if self.ending == 0 {
                    return None;
                }
                continue;
            }
            let at = self.base + self.place();
            match self.reader.read_event() {
                Ok(Raw::Start(tag)) => match self.start(tag, at) {
                    Some(event) => return Some(event),
                    None => self.beyond += 1,
                },
                Ok(Raw::Empty(tag)) => {
                    if let Some(event) = self.start(tag, at) {
                        self.ending = 1;
                        return Some(event);
                    }
                }
                Ok(Raw::End(tag)) => self.end(tag.name().into_inner()),
                Ok(Raw::Text(text)) => return Some(Event::Text(text.xml10_content())),
                Ok(Raw::CData(text)) => return Some(Event::Text(text.xml10_content())),
                Ok(Raw::GeneralRef(name)) => {
                    let mut text = String::new();
                    resolve(&name, &self.entities, &mut text);
                    return Some(Event::Text(text.into()));
                }
                Ok(Raw::DocType(doctype)) => self.declare(&doctype),
                Ok(Raw::Decl(_) | Raw::PI(_) | Raw::Comment(_)) => {}
                Ok(Raw::Eof) => self.over = true,
                Err(_) => self.recover(at),
            }
        }
    }
}

fn reader(source: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    reader
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// A value with its references resolved; what is none stays as it is.
fn unescaped(value: Cow<'_, str>) -> Cow<'_, str> {
    if !value.contains('&') {
        return value;
    }
    let mut text = String::with_capacity(value.len());
    let mut pieces = value.split('&');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        match piece.split_once(';') {
            Some((name, rest)) => {
                resolve(name, &HashMap::new(), &mut text);
                text.push_str(rest);
            }
            None => {
                text.push('&');
                text.push_str(piece);
            }
        }
    }
    text.into()
}

/// Appends what a reference stands for; one that nothing is known of as it is written.
fn resolve(name: &str, entities: &HashMap<Box<str>, Box<str>>, text: &mut String) {
    let number = name.strip_prefix('#').map(|number| match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    });
    let character = number.and_then(Result::ok).and_then(char::from_u32);
    let known = || entities.get(name).map(|value| &**value).or_else(|| resolve_predefined_entity(name));
    match (character, known()) {
        (Some(character), _) => text.push(character),
        (None, Some(value)) => text.push_str(value),
        (None, None) => text.extend(["&", name, ";"]),
    }
}

#[cfg(test)]
mod tests;
