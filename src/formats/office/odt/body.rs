//! The text of a document (OpenDocument 1.2, 5 to 10), element by element.

use super::counting::{Begin, Counting};
use super::frames::{Frame, is_box};
use super::paragraph::{Open, linked};
use super::styles::{Resolved, Styles};
use crate::formats::compose::note;
use crate::formats::limits::Budget;
use crate::formats::numerals::{Form, numeral};
use crate::formats::office::{Builder, Flow, Piece, Place};
use crate::formats::xml::{Element, Event, Xml};
use crate::outline::Problem;

/// How many events pass between two looks at the clock.
const PACE: usize = 4096;
/// The most that one element stands for several: spaces, columns, cells.
const MOST_REPEATED: usize = 64;

/// Reads the text of a document.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    counting: Counting,
    budget: &'a Budget,
    pub(super) flow: Flow<'a, Open>,
    notes: Vec<(String, Vec<Piece>)>,
    counts: (u32, u32),
    /// Whether the body has begun.
    begun: bool,
    /// How many indexes are open.
    indexes: usize,
    /// How many heads of tables are open.
    header_rows: usize,
    /// The words for the pictures that are open.
    pub(super) frames: Vec<Frame>,
    /// Whether there was one.
    pub(super) pictured: bool,
    /// The marks of the notes that are open.
    marks: Vec<String>,
}

impl<'a> Body<'a> {
    pub(super) fn new(styles: &'a Styles, budget: &'a Budget) -> Self {
        Self {
            styles,
            counting: Counting::default(),
            budget,
            flow: Flow::new(budget),
            notes: Vec::new(),
            counts: (0, 0),
            begun: false,
            indexes: 0,
            header_rows: 0,
            frames: Vec::new(),
            pictured: false,
            marks: Vec::new(),
        }
    }

    /// Reads the body to its end, or to that of the time; what is wrong with it is returned.
    pub(super) fn read(&mut self, source: &str) -> Option<Problem> {
        let mut xml = Xml::new(source);
        for count in 1_usize.. {
            match xml.next() {
                Some(Event::Start(element)) if self.begun => self.start(&element, &mut xml),
                Some(Event::Start(element)) => self.begun = element.name == "body" && element.prefix == "office",
                Some(Event::End("body")) => self.begun = false,
                Some(Event::End(name)) if self.begun => self.end(name),
                Some(Event::Text(text)) if self.begun => self.collapse(&text),
                Some(_) => {}
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
        too_large.or_else(|| xml.is_damaged().then_some(Problem::Damaged("its XML is broken")))
    }

    /// The text, and the notes with their marks.
    pub(super) fn finish(self) -> (Vec<Piece>, Vec<(String, Vec<Piece>)>) {
        (self.flow.finish(), self.notes)
    }

    fn start(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) {
        let count = |name: &str| repeated(element, name);
        match (element.prefix, element.name) {
            ("text", "p" | "h") => self.begin_paragraph(element),
            ("text", "span") => self.begin_span(element),
            ("text", "s") => self.push(&" ".repeat(count("c"))),
            ("text", "tab") => self.push("\t"),
            ("text", "line-break") => self.push("\n"),
            ("text", "a") => {
                let address = element.attribute("href").unwrap_or_default();
                self.change(|open| open.builder.begin_link(&linked(&address)));
            }
            ("text", "bookmark-ref" | "reference-ref") => {
                let place = format!("#{}", element.attribute("ref-name").unwrap_or_default());
                self.change(|open| open.builder.begin_link(&place));
            }
            ("text", "bookmark" | "bookmark-start" | "reference-mark" | "reference-mark-start") => {
                let name = element.attribute("name").unwrap_or_default();
                self.change(|open| open.builder.anchor(&name));
            }
            ("text", "number") => {
                let text = xml.text();
                self.number(text.trim());
            }
            ("text", "list") => self.begin_list(element),
            ("text", "list-item" | "list-header") => {
                let start = element.attribute("start-value").and_then(|value| value.parse().ok());
                self.counting.begin_item(element.name == "list-item", start);
            }
            ("text", "note") => self.begin_note(element),
            ("text", "note-citation") => {
                let own = element.attribute("label").map(|label| label.trim().to_owned());
                if let (Some(own), Some(mark)) = (own.filter(|own| !own.is_empty()), self.marks.last_mut()) {
                    *mark = format!("[{own}]");
                }
                xml.pass_over();
            }
            ("text", "note-body") => self.begin_note_body(xml),
            ("text", "section") if element.attribute("display").is_some_and(|shown| shown == "none") => xml.pass_over(),
            ("text", name) if is_index(name) => self.indexes += 1,
            ("text", name) if name.ends_with("-source") => xml.pass_over(),
            (
                "text",
                "tracked-changes"
                | "ruby-text"
                | "script"
                | "hidden-text"
                | "sequence-decls"
                | "variable-decls"
                | "user-field-decls"
                | "dde-connection-decls",
            )
            | ("office", "annotation" | "forms" | "scripts" | "event-listeners")
            | ("draw", "object-ole" | "image-map" | "glue-point") => xml.pass_over(),
            ("draw", "object") => {
                self.flow.emit(element.attribute("href").map(|name| Piece::Embedded(name.into())));
                xml.pass_over();
            }
            ("table", "table") => self.flow.with_tables(|tables, _| tables.begin()),
            ("table", "table-column") => {
                let columns = count("number-columns-repeated");
                self.flow.with_tables(|tables, _| tables.add_columns(columns));
            }
            ("table", "table-header-rows") => self.header_rows += 1,
            ("table", "table-row") => {
                let heads = self.header_rows > 0;
                self.flow.with_tables(|tables, sink| {
                    tables.begin_row(sink);
                    if heads {
                        tables.head_row();
                    }
                });
            }
            ("table", "table-cell" | "covered-table-cell") => {
                let columns = count("number-columns-repeated");
                self.flow.with_tables(|tables, _| tables.span(columns));
            }
            ("draw", "frame") => self.begin_frame(element),
            ("draw", "image") => self.picture(element),
            ("draw", name) if is_box(name) => self.begin_box(xml),
            ("svg", "title" | "desc") => {
                let words = xml.text();
                self.describe(&words);
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => self.end_paragraph(),
            "span" => self.change(|open| {
                if open.letters.len() > 1 {
                    open.letters.pop();
                }
            }),
            "a" | "bookmark-ref" | "reference-ref" => self.change(|open| open.builder.end_link()),
            "list" => self.counting.end(),
            "note-body" => {
                let pieces = self.flow.end_box();
                self.notes.push((self.marks.last().cloned().unwrap_or_default(), pieces));
            }
            "note" => drop(self.marks.pop()),
            name if is_index(name) => self.indexes = self.indexes.saturating_sub(1),
            "table-header-rows" => self.header_rows = self.header_rows.saturating_sub(1),
            "table" => self.flow.with_tables(|tables, sink| tables.end(sink)),
            "table-row" => self.flow.with_tables(|tables, sink| tables.end_row(sink)),
            "table-cell" | "covered-table-cell" => self.flow.with_tables(|tables, sink| tables.end_cell(sink)),
            "frame" => self.end_frame(),
            name if is_box(name) => {
                let pieces = self.flow.end_box();
                self.flow.emit(pieces);
            }
            _ => {}
        }
    }

    /// Does something to the open paragraph.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Open)) {
        if let Some(open) = self.flow.paragraph() {
            change(open);
        }
    }

    fn begin_paragraph(&mut self, element: &Element<'_>) {
        let style = self.styles.paragraph(&element.attribute("style-name").unwrap_or_default());
        let contents = self.indexes > 0 || style.place == Some(Place::Contents);
        let level = self.level(element, &style).filter(|_| !contents);
        let number = |name: &str| element.attribute(name).and_then(|value| value.parse::<u32>().ok());
        let unnumbered = element.attribute("is-list-header").is_some_and(|is| is == "true");
        let label = match level {
            _ if self.counting.depth() > 0 => self.counting.item(self.styles, style.list.as_deref()),
            Some(_) if unnumbered || style.list.as_deref() == Some("") => None,
            Some(level) => self.counting.heading(self.styles, level, number("start-value")),
            None => None,
        };
        let letters = vec![style.letters];
        let (label, depth) = (label.unwrap_or_default(), self.counting.depth());
        self.flow.begin(Open { builder: Builder::default(), style, level, label, depth, letters });
    }

    /// The level of a heading: as the element says, or its style.
    fn level(&self, element: &Element<'_>, style: &Resolved) -> Option<u8> {
        let said = || element.attribute("outline-level").and_then(|level| level.trim().parse::<u8>().ok());
        match (element.name, style.outline, style.place) {
            ("h", outline, _) => Some(said().or(outline).unwrap_or(1).max(1)),
            (_, Some(level), _) if level > 0 => Some(level),
            (_, None, Some(Place::Heading(level))) => Some(level),
            _ => None,
        }
    }

    fn begin_span(&mut self, element: &Element<'_>) {
        let name = element.attribute("style-name").unwrap_or_default();
        let styles = self.styles;
        self.change(|open| {
            let plain = open.letters.last().copied().unwrap_or_default();
            open.letters.push(styles.letters(&name, plain));
        });
    }

    /// Appends text in which white space counts as one space, and none at the beginning of a paragraph.
    fn collapse(&mut self, text: &str) {
        let text = self.budget.fitting(text);
        let Some(open) = self.flow.paragraph() else { return };
        let mut spaced = open.builder.text.is_empty() || open.builder.text.ends_with([' ', '\n']);
        let mut squeezed = String::with_capacity(text.len());
        for letter in text.chars() {
            let space = matches!(letter, ' ' | '\t' | '\n' | '\r');
            match (space, spaced) {
                (true, true) => {}
                (true, false) => squeezed.push(' '),
                (false, _) => squeezed.push(letter),
            }
            spaced = space;
        }
        self.append(&squeezed);
    }

    pub(super) fn push(&mut self, piece: &str) {
        let piece = self.budget.fitting(piece);
        self.append(piece);
    }

    fn append(&mut self, piece: &str) {
        self.change(|open| {
            let letters = open.letters.last().copied().unwrap_or_default();
            // A soft hyphen is seen only where a line ends in it.
            if piece.contains('\u{ad}') {
                open.builder.push(&piece.replace('\u{ad}', ""), letters, open.style.letters);
            } else {
                open.builder.push(piece, letters, open.style.letters);
            }
        });
    }

    /// A number that the document itself gives goes before one that is computed.
    fn number(&mut self, text: &str) {
        self.change(|open| {
            if !text.is_empty() && !open.label.bullet {
                open.label.text = text.to_owned();
            }
        });
    }

    fn end_paragraph(&mut self) {
        let Some((open, after)) = self.flow.end() else { return };
        let paragraph = open.finish(self.indexes > 0);
        self.flow.emit(paragraph.map(|paragraph| Piece::Paragraph(Box::new(paragraph))));
        self.flow.emit(after);
    }

    fn begin_list(&mut self, element: &Element<'_>) {
        let text = |name: &str| element.attribute(name).map(std::borrow::Cow::into_owned);
        self.counting.begin(Begin {
            style: text("style-name"),
            name: text("id"),
            goes_on: text("continue-numbering").is_some_and(|goes_on| goes_on == "true"),
            after: text("continue-list"),
        });
    }

    fn begin_note(&mut self, element: &Element<'_>) {
        let endnote = element.attribute("note-class").is_some_and(|class| class == "endnote");
        let (feet, ends) = &mut self.counts;
        let count = if endnote { ends } else { feet };
        *count += 1;
        let number = if endnote { numeral(Form::Roman(true), *count) } else { count.to_string() };
        self.marks.push(format!("[{number}]"));
    }

    fn begin_note_body(&mut self, xml: &mut Xml<'_>) {
        let mark = self.marks.last().cloned().unwrap_or_default();
        if !self.is_in_heading() {
            self.change(|open| open.builder.begin_link(&format!("#{}", note(&mark))));
            self.push(&mark);
            self.change(|open| open.builder.end_link());
        }
        if !self.flow.begin_box() {
            xml.pass_over();
        }
    }

    fn begin_box(&mut self, xml: &mut Xml<'_>) {
        for frame in &mut self.frames {
            frame.boxed = true;
        }
        if !self.flow.begin_box() {
            xml.pass_over();
        }
    }

    pub(super) fn is_in_heading(&mut self) -> bool {
        self.flow.paragraph().is_some_and(|open| open.level.is_some())
    }
}

/// How many things an element stands for.
fn repeated(element: &Element<'_>, name: &str) -> usize {
    element.attribute(name).and_then(|count| count.trim().parse().ok()).unwrap_or(1).min(MOST_REPEATED)
}

/// Whether an element is a table of contents or another index.
fn is_index(name: &str) -> bool {
    matches!(
        name,
        "table-of-content"
            | "illustration-index"
            | "table-index"
            | "object-index"
            | "user-index"
            | "alphabetical-index"
    )
}
