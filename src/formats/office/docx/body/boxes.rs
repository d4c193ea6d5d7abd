//! What stands beside the text: notes, boxes, pictures.

use super::Body;
use crate::formats::compose::note as note_place;
use crate::formats::office::{Paragraph, Piece, Role};
use crate::formats::xml::{Element, Xml};

/// A picture or a drawing that is open.
#[derive(Default)]
pub(super) struct Picture {
    pub(super) words: String,
    boxed: bool,
}

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

    /// A picture is shown by its alternative text, but not in a heading.
    pub(super) fn end_picture(&mut self) {
        let Some(picture) = self.nested.pictures.pop() else { return };
        if !picture.words.is_empty() && !picture.boxed && !self.is_in_heading() {
            self.push(&format!("[{}]", picture.words));
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
