//! Bytes and numbers become characters, and those go where their group says.

use crate::formats::office::rtf::interpreter::Interpreter;
use crate::formats::office::rtf::state::{Destination, USUAL};
use crate::formats::office::{Letters, symbol, symbol_byte};
use crate::text::code_page::{CodePage, WESTERN, decode, decode_whole, is_double};

/// The longest name, title or instruction that is kept, in bytes.
const LONGEST: usize = 1024;

impl Interpreter<'_> {
    /// Takes bytes of text.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.starred = false;
        let skipped = self.skipped.min(bytes.len());
        self.skipped -= skipped;
        self.pending.extend_from_slice(bytes.get(skipped..).unwrap_or_default());
    }

    /// Takes `\` and a character.
    pub(super) fn symbol(&mut self, symbol: u8) {
        if self.state.destination == Destination::Skip {
            return;
        }
        match symbol {
            b'*' => {
                self.flush();
                self.starred = true;
            }
            b'\\' | b'{' | b'}' => self.bytes(&[symbol]),
            _ if self.skipped > 0 => self.skipped -= 1,
            b'~' => self.write_behind("\u{a0}"),
            b'_' => self.write_behind("\u{2011}"),
            _ => {}
        }
    }

    /// Takes a character of Unicode: a unit of UTF-16, below 0 from 0x8000 on.
    pub(super) fn unicode(&mut self, number: i32) {
        self.flush();
        self.skipped = self.state.fallback;
        let number = if number < 0 { number.wrapping_add(0x1_0000) } else { number };
        let Ok(value) = u32::try_from(number) else { return };
        if let Some(byte) = symbol_byte(value) {
            let font = self.fonts.get(self.state.font).map_or("", |font| font.name.as_str());
            let shown = symbol(font, byte).unwrap_or('□');
            return self.write(shown.encode_utf8(&mut [0; 4]));
        }
        let unit = u16::try_from(value).unwrap_or(0);
        match (self.surrogate.take(), unit) {
            (_, 0xd800..=0xdbff) => self.surrogate = Some(unit),
            (Some(high), 0xdc00..=0xdfff) => {
                let pair = char::decode_utf16([high, unit]).next().and_then(Result::ok);
                self.write(pair.unwrap_or('\u{fffd}').encode_utf8(&mut [0; 4]));
            }
            _ => {
                let character = char::from_u32(value).filter(|c| !c.is_control() || *c == '\t').unwrap_or('\u{fffd}');
                self.write(character.encode_utf8(&mut [0; 4]));
            }
        }
    }

    fn write_behind(&mut self, text: &str) {
        self.flush();
        self.write(text);
    }

    /// Decodes the bytes that have come since the font or the group changed.
    pub(super) fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let text = self.decoded(&bytes);
        self.write(&text);
        self.pending = bytes;
        self.pending.clear();
    }

    fn decoded(&self, bytes: &[u8]) -> String {
        let is_set = matches!(self.state.destination, Destination::Body | Destination::Label);
        let font = self.fonts.get(self.state.font).filter(|_| is_set);
        match font {
            Some(font) if font.is_symbol => bytes.iter().map(|&byte| symbol(&font.name, byte).unwrap_or('□')).collect(),
            Some(font) => decoded_in(bytes, font.page.unwrap_or(self.page), self.page),
            None => decode(bytes, self.page).into_owned(),
        }
    }

    /// Text goes where its group says.
    pub(super) fn write(&mut self, text: &str) {
        match self.state.destination {
            Destination::Body => self.write_text(text),
            Destination::Label => {
                self.story.open.line = self.line;
                extend(&mut self.story.open.label, text);
            }
            Destination::Instruction => {
                if let Some(field) = self.fields.last_mut() {
                    extend(field, text);
                }
            }
            Destination::Fonts => match text.split_once(';') {
                Some((name, _)) => {
                    extend(&mut self.font.name, name);
                    self.end_font();
                }
                None => extend(&mut self.font.name, text),
            },
            Destination::Styles => {
                let name = text.split(';').next().unwrap_or_default();
                if let Some((_, style)) = self.style() {
                    extend(&mut style.name, name);
                }
            }
            Destination::Title => extend(&mut self.title, text),
            Destination::Anchor => self.story.open.builder.anchor(text.trim()),
            Destination::Skip | Destination::Properties => {}
        }
    }

    pub(super) fn write_text(&mut self, text: &str) {
        if self.state.hidden || self.state.deleted {
            return;
        }
        let open = &mut self.story.open;
        if open.builder.text.is_empty() {
            open.line = self.line;
        }
        let reference = self.state.link.and_then(|at| self.fields.get(at)).map(String::as_str);
        open.builder.set_link(reference);
        if std::mem::take(&mut self.is_behind_mark) && !text.starts_with(char::is_whitespace) {
            open.builder.push(" ", self.state.letters, USUAL);
        }
        let is_asian = text.chars().any(|c| c >= '\u{2e80}');
        let letters = if is_asian { self.state.asian.over(self.state.letters) } else { self.state.letters };
        let font = self.fonts.get(self.state.asian.font.unwrap_or(self.state.font));
        let letters = Letters { heavy: font.is_some_and(|font| font.is_heavy), ..letters };
        if text.contains(|c: char| c.is_control() && c != '\t' && c != '\n') {
            let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n')).collect();
            open.builder.push(&text, letters, USUAL);
        } else {
            open.builder.push(text, letters, USUAL);
        }
    }
}

/// The text of bytes in the code page of their font. Many programs write Chinese in fonts that say that they are
/// Western: then the code page of the file goes first, where the bytes are characters of two bytes there.
fn decoded_in(bytes: &[u8], page: CodePage, of_file: CodePage) -> String {
    let pairs = page == WESTERN && is_double(of_file) && bytes.windows(2).any(|pair| pair.iter().all(|b| *b >= 0x80));
    let whole = if pairs { decode_whole(bytes, of_file) } else { None };
    whole.unwrap_or_else(|| decode(bytes, page)).into_owned()
}

fn extend(text: &mut String, more: &str) {
    if text.len() + more.len() <= LONGEST {
        text.push_str(more);
    }
}
