//! What control words do.

use crate::formats::compose::{bracketed, note};
use crate::formats::office::pictures::{Shown, shown};
use crate::formats::office::rtf::interpreter::Interpreter;
use crate::formats::office::rtf::pictures::described;
use crate::formats::office::rtf::state::{Destination, Kind, Script, Shape, USUAL, USUAL_SIZE};
use crate::formats::office::{End, Role, TEXT_LEVEL, reference};

/// Groups whose text is no part of the report.
const UNSEEN: [&[u8]; 27] = [
    b"aftncn",
    b"aftnsep",
    b"aftnsepc",
    b"atnid",
    b"colortbl",
    b"filetbl",
    b"footer",
    b"footerf",
    b"footerl",
    b"footerr",
    b"ftncn",
    b"ftnsep",
    b"ftnsepc",
    b"header",
    b"headerf",
    b"headerl",
    b"headerr",
    b"listtable",
    b"macpict",
    b"nonesttables",
    b"nonshppict",
    b"pntxta",
    b"pntxtb",
    b"shprslt",
    b"sp",
    b"tc",
    b"xe",
];

/// Groups behind `\*` that are looked into all the same.
const KNOWN: [&[u8]; 10] =
    [b"bkmkstart", b"cs", b"fldinst", b"footnote", b"nesttableprops", b"shpinst", b"shppict", b"shptxt", b"ts", b"ud"];

impl Interpreter<'_> {
    /// Takes a control word.
    pub(super) fn word(&mut self, name: &[u8], number: Option<i32>) {
        if self.state.destination == Destination::Skip && name != b"ud" {
            return;
        }
        if name == b"u" {
            return self.unicode(number.unwrap_or(0));
        }
        self.flush();
        self.skipped = 0;
        if std::mem::take(&mut self.starred) && !KNOWN.contains(&name) || UNSEEN.contains(&name) {
            self.state.destination = Destination::Skip;
            return;
        }
        let is_done = self.destination(name)
            || self.listing(name, number)
            || self.character(name)
            || self.letters(name, number)
            || self.paragraph(name, number);
        if !is_done {
            self.structure(name, number);
        }
    }

    /// Takes a word that says where the text of its group goes.
    fn destination(&mut self, name: &[u8]) -> bool {
        let inside = self.state.destination;
        match name {
            b"fonttbl" => self.state.destination = Destination::Fonts,
            b"stylesheet" => self.state.destination = Destination::Styles,
            b"info" => self.state.destination = Destination::Properties,
            b"title" if inside == Destination::Properties => self.state.destination = Destination::Title,
            b"listtext" | b"pntext" => self.state.destination = Destination::Label,
            b"bkmkstart" => self.state.destination = Destination::Anchor,
            b"fldinst" => self.state.destination = Destination::Instruction,
            b"fldrslt" => {
                let last = self.fields.len().wrapping_sub(1);
                if let Some(field) = self.fields.last_mut()
                    && let Some(reference) = reference(field)
                {
                    *field = reference;
                    self.state.link = Some(last);
                }
            }
            b"field" => {
                self.set_kind(Kind::Field);
                self.fields.push(String::new());
            }
            b"pict" => {
                self.state.destination = Destination::Skip;
                if inside == Destination::Body && !(self.state.hidden || self.state.deleted) {
                    self.show_picture();
                }
            }
            b"footnote" => {
                self.note = self.note.saturating_add(1);
                self.begin_story(Kind::Note);
            }
            b"shptxt" => self.begin_story(Kind::Box),
            b"upr" => {
                self.state.around = inside;
                self.state.destination = Destination::Skip;
            }
            b"ud" => self.state.destination = std::mem::replace(&mut self.state.around, Destination::Skip),
            _ => return false,
        }
        true
    }

    /// Shows the picture whose group has begun.
    fn show_picture(&mut self) {
        self.pictures = self.pictures.saturating_add(1);
        let (words, picture) = described(self.file, self.place, self.pictures, self.page);
        let shape = self.state.shape;
        let role = self.styles.get(shape.style).1.role(shape.level);
        match shown(&words, Some(&picture), matches!(role, Role::Heading(_))) {
            Shown::Words(words, known) => {
                self.write_text(&bracketed(&words));
                self.story.open.builder.picture(&words, &known);
            }
            Shown::Alone(known) => self.story.open.pictures.push(known),
            Shown::Nothing => {}
        }
    }

    /// Takes a word of the lists of fonts and styles.
    fn listing(&mut self, name: &[u8], number: Option<i32>) -> bool {
        let value = number.unwrap_or(0);
        match self.state.destination {
            Destination::Fonts => match name {
                b"f" => {
                    self.end_font();
                    self.state.font = value;
                }
                b"fcharset" => self.font.set_charset(value),
                b"cpg" => self.font.page = u16::try_from(value).ok(),
                _ => return false,
            },
            Destination::Styles => {
                let Some((style_number, style)) = self.style() else { return false };
                match name {
                    b"s" => *style_number = number,
                    b"cs" | b"ds" | b"ts" => *style_number = None,
                    b"sbasedon" => style.based_on = number,
                    b"outlinelevel" => style.level = Some(outline_level(value)),
                    _ => return false,
                }
            }
            _ => return false,
        }
        true
    }

    /// Takes a word that is a character.
    fn character(&mut self, name: &[u8]) -> bool {
        let text = match name {
            b"tab" => "\t",
            b"line" | b"lbr" => "\n",
            b"emdash" => "—",
            b"endash" => "–",
            b"lquote" => "‘",
            b"rquote" => "’",
            b"ldblquote" => "“",
            b"rdblquote" => "”",
            b"bullet" => "•",
            b"emspace" | b"enspace" | b"qmspace" => " ",
            b"chftn" => return self.note_mark(),
            _ => return false,
        };
        self.write(text);
        true
    }

    /// Writes the number of a note: in the text that of the next one, in a note its own.
    fn note_mark(&mut self) -> bool {
        let is_own = self.is_in_note();
        let number = if is_own { self.note } else { self.note.saturating_add(1) };
        let mark = format!("[{number}]");
        self.flush();
        if is_own {
            self.story.open.builder.anchor(&note(&mark));
        }
        self.write(&mark);
        if !is_own {
            self.story.open.builder.refer(&mark, &format!("#{}", note(&mark)));
        }
        self.is_behind_mark = is_own;
        true
    }

    /// Takes a word that says how letters look.
    fn letters(&mut self, name: &[u8], number: Option<i32>) -> bool {
        let is_on = number != Some(0);
        if self.associated(name, number) {
            return true;
        }
        let letters = &mut self.state.letters;
        match name {
            b"b" => letters.bold = is_on,
            b"i" => letters.italic = is_on,
            b"strike" | b"striked" => letters.struck = is_on,
            b"fs" => letters.size = number.and_then(|size| u16::try_from(size).ok()).unwrap_or(USUAL_SIZE),
            b"v" => self.state.hidden = is_on,
            b"deleted" => self.state.deleted = is_on,
            b"f" => {
                self.state.font = number.unwrap_or(self.default_font);
                if self.state.script == Script::Asian {
                    self.state.asian.font = number;
                }
            }
            b"plain" => {
                *letters = USUAL;
                (self.state.asian, self.state.script) = Default::default();
                (self.state.hidden, self.state.deleted, self.state.font) = (false, false, self.default_font);
            }
            b"uc" => self.state.fallback = number.and_then(|count| usize::try_from(count).ok()).unwrap_or(1),
            _ => return false,
        }
        true
    }

    /// Takes a word that says of which script the associated looks tell, or that is one of them.
    fn associated(&mut self, name: &[u8], number: Option<i32>) -> bool {
        let state = &mut self.state;
        match name {
            b"ltrch" | b"loch" | b"hich" => state.script = Script::Latin,
            b"dbch" => state.script = Script::Asian,
            b"rtlch" => state.script = Script::Complex,
            b"ab" if state.script == Script::Asian => state.asian.bold = Some(number != Some(0)),
            b"ai" if state.script == Script::Asian => state.asian.italic = Some(number != Some(0)),
            b"af" if state.script == Script::Asian => state.asian.font = number,
            b"afs" if state.script == Script::Asian => state.asian.size = number.and_then(|size| size.try_into().ok()),
            _ => return false,
        }
        true
    }

    /// Takes a word that says what the paragraph is.
    fn paragraph(&mut self, name: &[u8], number: Option<i32>) -> bool {
        let shape = &mut self.state.shape;
        let small = u8::try_from(number.unwrap_or(0)).unwrap_or(0);
        match name {
            b"pard" => *shape = Shape::default(),
            b"s" => shape.style = number.unwrap_or(0),
            b"outlinelevel" => shape.level = Some(outline_level(number.unwrap_or(0))),
            b"qc" => shape.centred = true,
            b"ql" | b"qr" | b"qj" | b"qd" => shape.centred = false,
            b"intbl" => shape.in_table = true,
            b"itap" => shape.nesting = small,
            b"ilvl" => shape.depth = small.min(8),
            _ => return false,
        }
        true
    }

    /// Takes a word that ends something, or that holds for the whole file.
    fn structure(&mut self, name: &[u8], number: Option<i32>) {
        let nested = self.state.shape.nesting.max(2);
        match name {
            b"par" | b"sect" if self.is_text() => self.end_paragraph(End::Paragraph),
            // The paragraph goes on, on the next page.
            b"page" | b"column" if self.is_text() && !self.story.open.builder.is_blank() => self.write("\n"),
            b"cell" if self.is_text() => {
                self.state.shape.nesting = 1;
                self.end_paragraph(End::Cell);
            }
            b"nestcell" if self.is_text() => {
                self.state.shape.in_table = true;
                self.state.shape.nesting = nested;
                self.end_paragraph(End::Cell);
            }
            b"trowd" => self.state.head_row = false,
            b"trhdr" => self.state.head_row = number != Some(0),
            b"row" if self.is_text() => self.end_row(1),
            b"nestrow" if self.is_text() => self.end_row(nested),
            b"ansicpg" => self.page = number.and_then(|page| u16::try_from(page).ok()).unwrap_or(self.page),
            b"mac" => self.page = 10000,
            b"deff" => {
                self.default_font = number.unwrap_or(0);
                self.state.font = self.default_font;
            }
            _ => {}
        }
    }

    fn is_text(&self) -> bool {
        self.state.destination == Destination::Body
    }
}

fn outline_level(number: i32) -> u8 {
    u8::try_from(number).unwrap_or(TEXT_LEVEL)
}
