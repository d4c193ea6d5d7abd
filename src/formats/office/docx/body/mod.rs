//! The text of a document (ECMA-376 part 1, 17.2 to 17.16), element by element.

mod boxes;

use std::collections::HashMap;

use self::boxes::Drawing;
use crate::formats::compose::Picture;
use crate::formats::limits::Budget;
use crate::formats::office::docx::notes::{Note, Notes};
use crate::formats::office::docx::numbering::{Counters, Numbering};
use crate::formats::office::docx::paragraph::Open;
use crate::formats::office::docx::properties::{self, number, value};
use crate::formats::office::docx::styles::Styles;
use crate::formats::office::{Builder, Fields, Flow, Letters, Paragraph, Piece, Role, symbol, symbol_byte};
use crate::formats::xml::{Element, Event, Xml};
use crate::outline::Problem;

/// How many events pass between two looks at the clock.
const PACE: usize = 4096;

/// The most names that may wait for the next paragraph.
const MOST_ANCHORS: usize = 1_000;

/// Reads parts that hold text.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    numbering: &'a Numbering,
    /// The addresses of the part that is read, by what it calls them.
    addresses: HashMap<String, String>,
    /// Its pictures, by what it calls their files.
    files: HashMap<String, Picture>,
    counters: Counters,
    notes: Notes,
    budget: &'a Budget,
    flow: Flow<'a, Open>,
    nested: Nested,
    /// The letters of the run.
    run: Letters,
    /// The text of a paragraph whose end is removed.
    joined: Option<Builder>,
}

/// What is open besides paragraphs.
#[derive(Default)]
struct Nested {
    fields: Fields,
    /// Whether each open choice has been made.
    choices: Vec<bool>,
    /// Whether each open content control holds a table of contents.
    controls: Vec<bool>,
    pictures: Vec<Drawing>,
    /// Whether there was one.
    pictured: bool,
    /// The letters of the runs around the boxes that are open.
    runs: Vec<Letters>,
    note: Option<Note>,
    /// The names of the place where the next paragraph begins.
    anchors: Vec<String>,
}

impl<'a> Body<'a> {
    pub(super) fn new(styles: &'a Styles, numbering: &'a Numbering, budget: &'a Budget) -> Self {
        Self {
            styles,
            numbering,
            addresses: HashMap::new(),
            files: HashMap::new(),
            counters: Counters::default(),
            notes: Notes::default(),
            budget,
            flow: Flow::new(budget),
            nested: Nested::default(),
            run: Letters::default(),
            joined: None,
        }
    }

    /// Says what a part calls the addresses of its links, and its pictures, before it is read.
    pub(super) fn set_related(&mut self, addresses: HashMap<String, String>, files: HashMap<String, Picture>) {
        (self.addresses, self.files) = (addresses, files);
    }

    /// Reads a part to its end, or to that of the time; what is wrong with it is returned.
    pub(super) fn read(&mut self, source: &str) -> Option<Problem> {
        let mut xml = Xml::new(source);
        for count in 1_usize.. {
            match xml.next() {
                Some(Event::Start(element)) => self.start(&element, &mut xml),
                Some(Event::End(name)) => self.end(name),
                Some(Event::Text(_)) => {}
                None => break,
            }
            if count.is_multiple_of(PACE) && self.budget.is_over() {
                return Some(Budget::too_long());
            }
            if count.is_multiple_of(PACE) && self.budget.is_full() {
                return Some(Budget::too_large());
            }
        }
        let too_large = self.budget.is_full().then(Budget::too_large);
        too_large.or_else(|| xml.is_damaged().then_some(Problem::Damaged("the XML of its text is broken")))
    }

    /// Whether there were pictures in what was read since text was taken.
    pub(super) fn is_pictured(&self) -> bool {
        self.nested.pictured
    }

    /// All text that was read so far, without the notes.
    pub(super) fn take(&mut self) -> Vec<Piece> {
        self.flush();
        self.nested = Nested::default();
        std::mem::replace(&mut self.flow, Flow::new(self.budget)).finish()
    }

    /// The marks of the notes and what they say.
    pub(super) fn finish(self) -> Vec<(String, Vec<Piece>)> {
        self.notes.finish()
    }

    fn start(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) {
        match element.name {
            "p" => self.begin_paragraph(),
            "pPr" => self.paragraph_properties(properties::paragraph(xml)),
            "r" => self.run = self.plain(),
            "rPr" => self.run_properties(properties::run(xml)),
            "t" => {
                let text = xml.text();
                let loose = text.contains('\n') && element.attribute("space").is_none_or(|space| space != "preserve");
                self.push(if loose { text.trim() } else { &text });
            }
            "instrText" => {
                let text = xml.text();
                self.nested.fields.instruct(&text);
            }
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "sym" => {
                let font = element.attribute("font").unwrap_or_default();
                if let Some(symbol) = element.attribute("char").and_then(|code| symbol_at(&font, &code)) {
                    self.push(symbol.encode_utf8(&mut [0; 4]));
                }
            }
            "fldChar" => self.field_character(element),
            "fldSimple" => {
                let link = self.nested.fields.simple(&element.attribute("instr").unwrap_or_default());
                let link = link.map(str::to_owned);
                self.begin_link(link.as_deref());
            }
            "hyperlink" => self.hyperlink(element),
            "bookmarkStart" => self.bookmark(element),
            "footnoteReference" | "endnoteReference" => self.refer(element),
            "tbl" => self.flow.with_tables(|tables, _| tables.begin()),
            "gridCol" => self.flow.with_tables(|tables, _| tables.add_columns(1)),
            "tr" => self.flow.with_tables(|tables, sink| tables.begin_row(sink)),
            "trPr" => self.row_properties(xml),
            "tcPr" => self.cell_properties(xml),
            "sdt" => self.nested.controls.push(false),
            "sdtPr" => self.control(xml),
            "drawing" | "pict" | "object" => {
                self.nested.pictures.push(Drawing::new(element.name == "object"));
                self.nested.pictured = true;
            }
            "extent" => self.extend(element),
            "blip" => self.fill(element.attribute("embed").or_else(|| element.attribute("link"))),
            "imagedata" => self.fill(element.attribute("id")),
            "docPr" => self.describe(element.attribute("descr").as_deref()),
            "shape" => self.describe(element.attribute("alt").as_deref()),
            "decorative" if element.attribute("val").is_some_and(|on| on == "1") => {
                if let Some(picture) = self.nested.pictures.last_mut() {
                    picture.words.clear();
                }
            }
            "altChunk" | "chart" => {
                let file = element.attribute("id").map(|id| Piece::Embedded(id.into()));
                self.flow.emit(file);
                self.nested.pictured = true;
            }
            "textpath" => self.word_art(element),
            "txbxContent" => self.begin_box(xml),
            "footnote" | "endnote" => self.begin_note(element, xml),
            "AlternateContent" => self.nested.choices.push(false),
            "Choice" | "Fallback" => match self.nested.choices.last_mut() {
                Some(made) if *made => xml.pass_over(),
                Some(made) => *made = true,
                None => {}
            },
            "del" | "moveFrom" | "delText" | "delInstrText" | "rt" | "tblPr" | "sectPr" | "sdtEndPr" | "ffData"
            | "tblPrEx" | "tblGridChange" | "customXmlPr" | "smartTagPr" | "fldData" | "ctrlPr" => xml.pass_over(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "fldSimple" => {
                let link = self.nested.fields.end();
                self.end_link(link);
            }
            "hyperlink" => self.end_link(true),
            "tc" => {
                self.flush();
                self.flow.with_tables(|tables, sink| tables.end_cell(sink));
            }
            "tr" => self.flow.with_tables(|tables, sink| tables.end_row(sink)),
            "tbl" => self.flow.with_tables(|tables, sink| tables.end(sink)),
            "sdt" => {
                self.nested.controls.pop();
            }
            "drawing" | "pict" | "object" => self.end_picture(),
            "txbxContent" => {
                let pieces = self.end_box();
                self.flow.emit(pieces);
            }
            "footnote" | "endnote" => self.end_note(),
            "AlternateContent" => {
                self.nested.choices.pop();
            }
            _ => {}
        }
    }

    fn row_properties(&mut self, xml: &mut Xml<'_>) {
        self.flow.with_tables(|tables, sink| {
            xml.each(|element| {
                match element.name {
                    "gridBefore" => tables.pass(number(element).unwrap_or(0), sink),
                    "gridAfter" => tables.leave(number(element).unwrap_or(0)),
                    "del" => tables.remove_row(),
                    "tblHeader" if properties::is_on(element) => tables.head_row(),
                    _ => {}
                }
                element.name != "trPrChange"
            });
        });
    }

    fn cell_properties(&mut self, xml: &mut Xml<'_>) {
        self.flow.with_tables(|tables, _| {
            xml.each(|element| {
                if element.name == "gridSpan" {
                    tables.span(number(element).unwrap_or(1));
                }
                element.name != "tcPrChange"
            });
        });
    }

    /// How letters look where a run says nothing.
    fn plain(&mut self) -> Letters {
        self.flow.paragraph().map_or(Letters::default(), |open| open.style.letters)
    }

    fn begin_paragraph(&mut self) {
        let style = self.styles.paragraph(None);
        self.run = style.letters;
        let mut builder = self.joined.take().unwrap_or_default();
        self.nested.anchors.drain(..).for_each(|name| builder.anchor(&name));
        self.flow.begin(Open::new(builder, style));
    }

    fn paragraph_properties(&mut self, found: properties::Paragraph) {
        let Some(open) = self.flow.paragraph() else { return };
        if let Some(style) = &found.style {
            open.style = self.styles.paragraph(Some(style));
        }
        open.properties = found;
        self.run = open.style.letters;
    }

    fn run_properties(&mut self, run: properties::Run) {
        let style = run.style.as_deref().map(|id| self.styles.letters(id)).unwrap_or_default();
        self.run = run.look.letters(style, self.plain());
    }

    /// Appends to the open paragraph what a reader sees.
    fn push(&mut self, piece: &str) {
        if self.nested.fields.hide() {
            return;
        }
        let contents = self.nested.controls.contains(&true) || self.nested.fields.is_contents();
        let piece = self.budget.fitting(piece);
        if let Some(open) = self.flow.paragraph() {
            open.contents |= contents && !piece.trim().is_empty();
            open.builder.push(piece, self.run, open.style.letters);
        }
    }

    fn end_paragraph(&mut self) {
        self.nested.fields.end_paragraph();
        let Some((open, after)) = self.flow.end() else { return };
        if open.properties.mark.removed {
            self.joined = Some(open.builder);
        } else {
            let paragraph = self.paragraph(open);
            self.flow.emit(paragraph.map(|paragraph| Piece::Paragraph(Box::new(paragraph))));
        }
        self.flow.emit(after);
    }

    /// Hands over text that was to be joined to a paragraph that did not come.
    fn flush(&mut self) {
        if let Some(builder) = self.joined.take() {
            let (text, marks, links) = builder.finish();
            if !text.trim().is_empty() {
                self.flow.emit([Piece::Paragraph(Box::new(Paragraph { text, marks, links, ..Paragraph::default() }))]);
            }
        }
    }

    /// The paragraph, if it has text. Those of lists are counted all the same.
    fn paragraph(&mut self, open: Open) -> Option<Paragraph> {
        let label = open.list().and_then(|list| {
            self.numbering.next(self.styles, &mut self.counters, list, open.properties.number.level, &open.style)
        });
        let fields = &mut self.nested.fields;
        let lost = fields.is_contents() && !self.nested.controls.contains(&true);
        if open.contents && lost && matches!(open.role(), Role::Heading(_)) {
            // No table of contents holds headings: its end is missing.
            fields.forget_contents();
            return Open { contents: false, ..open }.finish(label.unwrap_or_default());
        }
        open.finish(label.unwrap_or_default())
    }

    fn field_character(&mut self, element: &Element<'_>) {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.nested.fields.begin(),
            Some("separate") => {
                let link = self.nested.fields.separate().map(str::to_owned);
                self.begin_link(link.as_deref());
            }
            Some("end") => {
                let link = self.nested.fields.end();
                self.end_link(link);
            }
            _ => {}
        }
    }

    fn hyperlink(&mut self, element: &Element<'_>) {
        let address = element.attribute("id").and_then(|id| self.addresses.get(&*id)).cloned().unwrap_or_default();
        let place = element.attribute("anchor").filter(|place| !place.is_empty());
        self.begin_link(Some(&place.map_or_else(|| address.clone(), |place| format!("{address}#{place}"))));
    }

    /// A place gets a name. One between paragraphs is that of the next one.
    fn bookmark(&mut self, element: &Element<'_>) {
        let Some(name) = element.attribute("name").filter(|name| *name != "_GoBack") else { return };
        match self.flow.paragraph() {
            Some(open) => open.builder.anchor(&name),
            None if self.nested.anchors.len() < MOST_ANCHORS => self.nested.anchors.push(name.into_owned()),
            None => {}
        }
    }

    pub(super) fn begin_link(&mut self, reference: Option<&str>) {
        if let Some((open, reference)) = self.flow.paragraph().zip(reference) {
            open.builder.begin_link(reference);
        }
    }

    pub(super) fn end_link(&mut self, link: bool) {
        if let Some(open) = self.flow.paragraph().filter(|_| link) {
            open.builder.end_link();
        }
    }

    /// Reads what a content control is for.
    fn control(&mut self, xml: &mut Xml<'_>) {
        let mut contents = false;
        xml.each(|element| {
            let gallery = value(element).filter(|_| element.name == "docPartGallery");
            contents |= gallery.is_some_and(|name| name.eq_ignore_ascii_case("table of contents"));
            true
        });
        if let Some(control) = self.nested.controls.last_mut() {
            *control |= contents;
        }
    }
}

/// The character at a hexadecimal code of a font (ECMA-376 part 1, 17.3.3.30).
fn symbol_at(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code, 16).ok()?;
    match symbol_byte(code).or(u8::try_from(code).ok()) {
        Some(byte) => symbol(font, byte),
        None => char::from_u32(code),
    }
}
