//! What stands beside the text: notes, boxes, pictures.

use super::Body;
use crate::formats::compose::{Picture, bracketed, note as note_place};
use crate::formats::office::pictures::{Shown, shown};
use crate::formats::office::{Paragraph, Piece, Role};
use crate::formats::xml::{Element, Xml};

/// A picture or a drawing that is open.
#[derive(Default)]
pub(super) struct Drawing {
    pub(super) words: String,
    boxed: bool,
    /// Whether it is the view of something else: an equation, a part of a table.
    view: bool,
    /// What the part calls its file.
    file: Option<String>,
    /// Its width and height, in tenths of a millimetre.
    paper: (u32, u32),
}

impl Drawing {
    /// One that begins; whether it is the view of something else.
    pub(super) fn new(view: bool) -> Self {
        Self { view, ..Self::default() }
    }
}

/// How many units of length of drawings (ECMA-376 part 1, 20.1.2.1) a tenth of a millimetre has.
const UNITS: u64 = 3_600;

impl Body<'_> {
    /// A note is referred to. One with a mark of its own shows that; in a heading it has none, as in tables of contents.
    pub(super) fn refer(&mut self, element: &Element<'_>) {
        let own = element.attribute("customMarkFollows").is_some_and(|on| on == "1" || on == "true");
        let note = (element.name == "endnoteReference", element.attribute("id").unwrap_or_default().into_owned());
        if self.nested.fields.hide() || self.run.hidden {
            return;
        }
        let mark = self.notes.refer(note, own);
        if !self.is_in_heading() {
            self.begin_link(Some(&format!("#{}", note_place(&mark))));
            self.push(&mark);
            self.end_link(true);
        }
    }

    pub(super) fn begin_note(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) {
        let usual = element.attribute("type").is_none_or(|kind| kind == "normal");
        let id = element.attribute("id").unwrap_or_default().into_owned();
        self.nested.note = usual.then_some((element.name == "endnote", id));
        self.begin_box(xml);
    }

    pub(super) fn end_note(&mut self) {
        let pieces = self.end_box();
        if let Some(note) = self.nested.note.take() {
            self.notes.keep(note, pieces);
        }
    }

    /// A box begins. One that lies too deep in others is left out.
    pub(super) fn begin_box(&mut self, xml: &mut Xml<'_>) {
        for picture in &mut self.nested.pictures {
            picture.boxed = true;
        }
        if self.flow.begin_box() {
            self.nested.runs.push(self.run);
        } else {
            xml.pass_over();
        }
    }

    /// What the box holds that ends.
    pub(super) fn end_box(&mut self) -> Vec<Piece> {
        self.flush();
        self.run = self.nested.runs.pop().unwrap_or_default();
        self.flow.end_box()
    }

    pub(super) fn describe(&mut self, words: Option<&str>) {
        if let (Some(picture), Some(words)) = (self.nested.pictures.last_mut(), words)
            && picture.words.is_empty()
        {
            picture.words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }

    /// The open picture has a size, in the attributes of an element.
    pub(super) fn extend(&mut self, element: &Element<'_>) {
        let length = |name| element.attribute(name)?.parse::<u64>().ok();
        let tenths = |name| length(name).and_then(|units| u32::try_from(units / UNITS).ok()).unwrap_or(0);
        if let Some(picture) = self.nested.pictures.last_mut() {
            picture.paper = (tenths("cx"), tenths("cy"));
        }
    }

    /// The open picture is in a file; the first that is named is the one that all programs show.
    pub(super) fn fill(&mut self, file: Option<std::borrow::Cow<'_, str>>) {
        if let Some(picture) = self.nested.pictures.last_mut().filter(|picture| picture.file.is_none()) {
            picture.file = file.map(std::borrow::Cow::into_owned);
        }
    }

    /// A picture is shown by its alternative text, but not in a heading; one without stands behind its paragraph.
    pub(super) fn end_picture(&mut self) {
        let Some(drawing) = self.nested.pictures.pop() else { return };
        if drawing.boxed || self.nested.fields.hide() || self.run.hidden {
            return;
        }
        let picture = drawing.file.and_then(|file| self.files.get(&file));
        let picture = picture.map(|picture| Picture { paper: drawing.paper, ..picture.clone() });
        match shown(&drawing.words, picture.as_ref(), self.is_in_heading()) {
            Shown::Words(words, known) => {
                self.push(&bracketed(&words));
                if let Some(open) = self.flow.paragraph() {
                    open.builder.picture(&words, &known);
                }
            }
            Shown::Alone(known) if !drawing.view => self.flow.emit([Piece::Picture(known)]),
            Shown::Alone(_) | Shown::Nothing => {}
        }
    }

    fn is_in_heading(&mut self) -> bool {
        self.flow.paragraph().is_some_and(|open| matches!(open.role(), Role::Heading(_)))
    }

    /// Letters that are drawn as a picture.
    pub(super) fn word_art(&mut self, element: &Element<'_>) {
        let text = element.attribute("string").unwrap_or_default();
        let text = self.budget.fitting(text.trim()).to_owned();
        if !text.is_empty() {
            self.flow.emit([Piece::Paragraph(Box::new(Paragraph { text, ..Paragraph::default() }))]);
        }
    }
}
