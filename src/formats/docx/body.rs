//! The text of a document (ECMA-376 part 1, 17.2 to 17.16), element by element.

use std::rc::Rc;

use super::fields::Fields;
use super::notes::{Note, Notes};
use super::numbering::{Counters, Numbering};
use super::properties::{self, Number, value};
use super::styles::{Resolved, Styles};
use super::symbols::symbol;
use super::tables::Tables;
use crate::formats::limits::Budget;
use crate::formats::office::{Builder, Letters, Paragraph, Piece, Place, Role};
use crate::formats::xml::{Element, Event, Xml};
use crate::outline::Problem;

/// How many events pass between two looks at the clock.
const PACE: usize = 4096;

/// Reads a part that holds text.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    numbering: &'a Numbering,
    counters: Counters,
    /// The text so far: of the part, and of the boxes and notes that are open in it.
    sinks: Vec<Vec<Piece>>,
    paragraphs: Vec<Open>,
    tables: Tables,
    fields: Fields,
    /// Whether each open choice has been made.
    choices: Vec<bool>,
    /// Whether each open content control holds a table of contents.
    controls: Vec<bool>,
    pictures: Vec<Picture>,
    /// The letters of the run, and of the runs around the boxes that are open.
    run: Letters,
    runs: Vec<Letters>,
    /// The text of a paragraph whose end is removed.
    joined: Option<Builder>,
    notes: Notes,
    /// The note that is being read.
    note: Option<Note>,
}

/// A paragraph that has begun.
struct Open {
    builder: Builder,
    style: Rc<Resolved>,
    outline: Option<u8>,
    number: Number,
    centred: Option<bool>,
    mark: properties::Run,
    /// Whether its text is of a table of contents.
    contents: bool,
    /// What stands in boxes that are anchored to it.
    after: Vec<Piece>,
    /// The sink that it belongs to.
    sink: usize,
}

/// A picture or a drawing that is open.
#[derive(Default)]
struct Picture {
    words: String,
    boxed: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(styles: &'a Styles, numbering: &'a Numbering) -> Self {
        Self {
            styles,
            numbering,
            counters: Counters::default(),
            sinks: vec![Vec::new()],
            paragraphs: Vec::new(),
            tables: Tables::default(),
            fields: Fields::default(),
            choices: Vec::new(),
            controls: Vec::new(),
            pictures: Vec::new(),
            run: Letters::default(),
            runs: Vec::new(),
            joined: None,
            notes: Notes::default(),
            note: None,
        }
    }

    /// Reads a part to its end, or to that of the time; what is wrong with it is returned.
    pub(super) fn read(&mut self, source: &str, budget: &Budget) -> Option<Problem> {
        let mut xml = Xml::new(source);
        for count in 1_usize.. {
            match xml.next() {
                Some(Event::Start(element)) => self.start(&element, &mut xml),
                Some(Event::End(name)) => self.end(name),
                Some(Event::Text(_)) => {}
                None => break,
            }
            if count.is_multiple_of(PACE) && budget.is_over() {
                return Some(Budget::too_long());
            }
        }
        xml.is_damaged().then_some(Problem::Damaged("the XML of its text is broken"))
    }

    /// All text that was read.
    pub(super) fn finish(&mut self) -> Vec<Piece> {
        while self.paragraphs.pop().is_some() {}
        self.flush();
        let mut pieces = self.sinks.drain(..).flatten().collect::<Vec<_>>();
        self.tables.close(&mut pieces);
        self.fields = Fields::default();
        self.choices.clear();
        self.controls.clear();
        self.sinks.push(Vec::new());
        pieces
    }

    /// The marks of the notes and what they say.
    pub(super) fn take_notes(self) -> Vec<(String, Vec<Piece>)> {
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
                self.fields.instruct(&text);
            }
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "sym" => {
                let font = element.attribute("font").unwrap_or_default();
                if let Some(symbol) = element.attribute("char").and_then(|code| symbol(&font, &code)) {
                    self.push(symbol.encode_utf8(&mut [0; 4]));
                }
            }
            "fldChar" => self.field_character(element),
            "fldSimple" => {
                let link = self.fields.simple(&element.attribute("instr").unwrap_or_default());
                self.begin_link(link);
            }
            "hyperlink" => self.begin_link(true),
            "footnoteReference" | "endnoteReference" => self.refer(element),
            "tbl" => self.tables.begin(),
            "tblGrid" => self.tables.grid(xml),
            "tr" => self.with_sink(Tables::begin_row),
            "trPr" => self.with_sink(|tables, sink| tables.row_properties(xml, sink)),
            "tcPr" => self.tables.cell_properties(xml),
            "sdt" => self.controls.push(false),
            "docPartGallery" => self.gallery(element),
            "drawing" | "pict" | "object" => self.pictures.push(Picture::default()),
            "docPr" => self.describe(element.attribute("descr").as_deref()),
            "shape" => self.describe(element.attribute("alt").as_deref()),
            "decorative" if element.attribute("val").is_some_and(|on| on == "1") => {
                if let Some(picture) = self.pictures.last_mut() {
                    picture.words.clear();
                }
            }
            "textpath" => self.word_art(element),
            "txbxContent" => self.begin_box(),
            "footnote" | "endnote" => self.begin_note(element),
            "AlternateContent" => self.choices.push(false),
            "Choice" | "Fallback" => match self.choices.last_mut() {
                Some(made) if *made => xml.pass_over(),
                Some(made) => *made = true,
                None => {}
            },
            "del" | "moveFrom" | "delText" | "delInstrText" | "rt" | "tblPr" | "sectPr" | "sdtEndPr" | "ffData"
            | "tblPrEx" | "customXmlPr" | "smartTagPr" | "fldData" | "ctrlPr" => xml.pass_over(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "fldSimple" => {
                let link = self.fields.end();
                self.end_link(link);
            }
            "hyperlink" => self.end_link(true),
            "tc" => {
                self.flush();
                self.with_sink(Tables::end_cell);
            }
            "tr" => self.with_sink(Tables::end_row),
            "tbl" => self.with_sink(Tables::end),
            "sdt" => {
                self.controls.pop();
            }
            "drawing" | "pict" | "object" => self.end_picture(),
            "txbxContent" => self.end_box(),
            "footnote" | "endnote" => self.end_note(),
            "AlternateContent" => {
                self.choices.pop();
            }
            _ => {}
        }
    }

    /// Does something to the tables and the text that they stand in.
    fn with_sink(&mut self, change: impl FnOnce(&mut Tables, &mut Vec<Piece>)) {
        if let Some(sink) = self.sinks.last_mut() {
            change(&mut self.tables, sink);
        }
    }

    /// How letters look where a run says nothing.
    fn plain(&self) -> Letters {
        self.paragraphs.last().map_or(Letters::default(), |open| open.style.letters)
    }

    fn begin_paragraph(&mut self) {
        let style = self.styles.paragraph(None);
        self.run = style.letters;
        self.paragraphs.push(Open {
            builder: self.joined.take().unwrap_or_default(),
            style,
            outline: None,
            number: Number::default(),
            centred: None,
            mark: properties::Run::default(),
            contents: false,
            after: Vec::new(),
            sink: self.sinks.len(),
        });
    }

    fn paragraph_properties(&mut self, found: properties::Paragraph) {
        let Some(open) = self.paragraphs.last_mut() else { return };
        if found.style.is_some() {
            open.style = self.styles.paragraph(found.style.as_deref());
        }
        (open.outline, open.number, open.centred, open.mark) = (found.outline, found.number, found.centred, found.mark);
        self.run = open.style.letters;
    }

    fn run_properties(&mut self, run: properties::Run) {
        let style = run.style.as_deref().map(|id| self.styles.letters(id)).unwrap_or_default();
        self.run = run.look.letters(style, self.plain());
    }

    /// Appends to the open paragraph what a reader sees.
    fn push(&mut self, piece: &str) {
        if self.fields.hide() {
            return;
        }
        let contents = self.controls.contains(&true) || self.fields.is_contents();
        if let Some(open) = self.paragraphs.last_mut() {
            open.contents |= contents && !piece.trim().is_empty();
            open.builder.push(piece, self.run, open.style.letters);
        }
    }

    fn end_paragraph(&mut self) {
        self.fields.end_paragraph();
        let Some(mut open) = self.paragraphs.pop() else { return };
        let after = std::mem::take(&mut open.after);
        if open.mark.removed {
            self.joined = Some(open.builder);
        } else if let Some(paragraph) = self.paragraph(open) {
            self.emit(vec![Piece::Paragraph(paragraph)]);
        }
        self.emit(after);
    }

    /// Hands over what has ended, to the paragraph around it where there is one.
    fn emit(&mut self, pieces: Vec<Piece>) {
        let sinks = self.sinks.len();
        match self.paragraphs.last_mut().filter(|open| open.sink == sinks) {
            Some(open) => open.after.extend(pieces),
            None => self.with_sink(|_, sink| sink.extend(pieces)),
        }
    }

    /// Hands over text that was to be joined to a paragraph that did not come.
    fn flush(&mut self) {
        if let Some(builder) = self.joined.take() {
            let (text, marks) = builder.finish();
            if !text.trim().is_empty() {
                self.emit(vec![Piece::Paragraph(Paragraph { text, marks, ..Paragraph::default() })]);
            }
        }
    }

    /// The paragraph, if it has text. Those of lists are counted all the same.
    fn paragraph(&mut self, open: Open) -> Option<Paragraph> {
        let Open { builder, style, outline, number, centred, mark, contents, .. } = open;
        let blank = builder.text.trim().is_empty();
        let list = number.list.or(style.number.list).filter(|list| *list != 0);
        let hidden = blank && mark.look.hidden == Some(true);
        let label = list.filter(|_| !hidden).and_then(|list| {
            let level = if number.list.is_some() || number.level.is_some() { number.level } else { None };
            self.numbering.next(self.styles, &mut self.counters, list, level, &style)
        });
        let mut role = role(&style, outline);
        if contents && self.fields.is_contents() && !self.controls.contains(&true) && matches!(role, Role::Heading(_)) {
            // No table of contents holds headings: its end is missing.
            self.fields.forget_contents();
        } else if contents {
            role = Role::Contents;
        }
        if blank && role != Role::Code {
            return None;
        }
        let label = label.unwrap_or_default();
        let role = match role {
            Role::Text if !label.text.is_empty() => Role::Item(label.level, label.bullet),
            role => role,
        };
        let heads = matches!(role, Role::Heading(_) | Role::Title(_));
        let letters = builder.most();
        let (bold, heavy) = (builder.all(|letters| letters.bold), builder.all(|letters| letters.bold || letters.heavy));
        let (text, marks) = builder.finish();
        Some(Paragraph {
            role,
            label: if heads && label.bullet { String::new() } else { label.text },
            tight: label.tight,
            text,
            marks,
            letters,
            bold,
            heavy,
            centred: centred.unwrap_or(style.centred),
            style: Rc::clone(&style.name),
        })
    }

    fn field_character(&mut self, element: &Element<'_>) {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.begin(),
            Some("separate") => {
                let link = self.fields.separate();
                self.begin_link(link);
            }
            Some("end") => {
                let link = self.fields.end();
                self.end_link(link);
            }
            _ => {}
        }
    }

    fn begin_link(&mut self, link: bool) {
        if let Some(open) = self.paragraphs.last_mut().filter(|_| link) {
            open.builder.begin_link();
        }
    }

    fn end_link(&mut self, link: bool) {
        if let Some(open) = self.paragraphs.last_mut().filter(|_| link) {
            open.builder.end_link();
        }
    }

    /// A note is referred to. One with a mark of its own shows that.
    fn refer(&mut self, element: &Element<'_>) {
        let own = element.attribute("customMarkFollows").is_some_and(|on| on == "1" || on == "true");
        let note = (element.name == "endnoteReference", element.attribute("id").unwrap_or_default().into_owned());
        if self.fields.hide() || self.run.hidden {
            return;
        }
        let mark = self.notes.refer(note, own);
        self.push(&mark);
    }

    fn begin_note(&mut self, element: &Element<'_>) {
        let usual = element.attribute("type").is_none_or(|kind| kind == "normal");
        let id = element.attribute("id").unwrap_or_default().into_owned();
        self.note = usual.then_some((element.name == "endnote", id));
        self.begin_box();
    }

    fn end_note(&mut self) {
        self.flush();
        if self.sinks.len() > 1
            && let (Some(pieces), Some(note)) = (self.sinks.pop(), self.note.take())
        {
            self.notes.keep(note, pieces);
        }
        self.run = self.runs.pop().unwrap_or_default();
    }

    fn begin_box(&mut self) {
        for picture in &mut self.pictures {
            picture.boxed = true;
        }
        self.runs.push(self.run);
        self.sinks.push(Vec::new());
    }

    fn end_box(&mut self) {
        self.flush();
        if self.sinks.len() > 1
            && let Some(pieces) = self.sinks.pop()
        {
            self.emit(pieces);
        }
        self.run = self.runs.pop().unwrap_or_default();
    }

    fn gallery(&mut self, element: &Element<'_>) {
        let contents = value(element).is_some_and(|value| value.eq_ignore_ascii_case("table of contents"));
        if let Some(control) = self.controls.last_mut() {
            *control |= contents;
        }
    }

    fn describe(&mut self, words: Option<&str>) {
        if let (Some(picture), Some(words)) = (self.pictures.last_mut(), words)
            && picture.words.is_empty()
        {
            picture.words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }

    /// A picture is shown by its alternative text, but not in a heading.
    fn end_picture(&mut self) {
        let Some(picture) = self.pictures.pop() else { return };
        let heading =
            self.paragraphs.last().is_some_and(|open| matches!(role(&open.style, open.outline), Role::Heading(_)));
        if !picture.words.is_empty() && !picture.boxed && !heading {
            self.push(&format!("[{}]", picture.words));
        }
    }

    /// Letters that are drawn as a picture.
    fn word_art(&mut self, element: &Element<'_>) {
        let text = element.attribute("string").unwrap_or_default().trim().to_owned();
        if !text.is_empty() {
            self.emit(vec![Piece::Paragraph(Paragraph { text, ..Paragraph::default() })]);
        }
    }
}

/// What a paragraph is by its style, and by the level that it gives itself.
fn role(style: &Resolved, outline: Option<u8>) -> Role {
    let heading = |level: u8| if level < 9 { Role::Heading(level + 1) } else { Role::Text };
    match (style.place, outline, style.outline) {
        (Some(Place::Contents), ..) => Role::Contents,
        (Some(Place::Title), direct, level) => Role::Title(direct.or(level).is_some_and(|level| level < 9)),
        (_, Some(level), _) if level < 9 => heading(level),
        (Some(Place::Quote), _, None) => Role::Quote,
        (Some(Place::Code), _, None) => Role::Code,
        (Some(Place::Aside), _, None) => Role::Aside,
        (_, Some(level), _) | (_, None, Some(level)) => heading(level),
        (Some(Place::Heading(level)), None, None) => heading(level.saturating_sub(1)),
        (_, None, None) => Role::Text,
    }
}
