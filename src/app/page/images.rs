//! Images on the page: they are shown by their words, and opened outside.

use std::sync::Arc;

use crate::app::page::Page;
use crate::app::page::links::Hints;
use crate::app::{Effect, Message, State};
use crate::outline::image::Source;
use crate::outline::{Document, Image, Link, Target};

impl Page {
    /// The images whose words begin on the screen, below the head of a table that stays, in order.
    pub fn images(&self) -> Vec<Link> {
        let Some((shown, document)) = self.seen().zip(self.document()) else { return Vec::new() };
        document.image_links(shown)
    }

    /// Takes the images of the document, where it is that one, now that their sizes are known. What is read stays in its
    /// row.
    fn set_images(&mut self, document: &Arc<Document>, images: &Arc<[Image]>) {
        let first = self.seen().map(|seen| seen.start);
        if let Some(layout) = self.layout.as_mut().filter(|layout| Arc::ptr_eq(layout.document(), document)) {
            layout.set_images(Arc::clone(images));
            match first.and_then(|first| Some((first, self.row(first)?))) {
                Some((first, row)) => self.hold(first, row),
                None => self.refresh(),
            }
        }
    }

    fn image(&self, index: u32) -> Option<&Image> {
        self.document()?.images.get(index as usize)
    }
}

impl State {
    /// The images of a document were measured.
    pub(in crate::app) fn measured(&mut self, document: &Arc<Document>, images: &Arc<[Image]>) {
        self.page.set_images(document, images);
        if let Some(beside) = &mut self.beside {
            beside.page.set_images(document, images);
        }
    }

    /// Opens the image on the page. Where there are several, letters show on them.
    pub(in crate::app) fn open_image(&mut self) -> Vec<Effect> {
        match &self.page.images()[..] {
            [] => {
                self.front.message = Some(Message::NoImages);
                Vec::new()
            }
            [image] => self.follow(&image.target, false),
            images => {
                self.page.hints = Some(Hints::of(images, false));
                Vec::new()
            }
        }
    }

    /// An image is chosen: one of the web is what a link of the web is, all others are opened.
    pub(in crate::app) fn follow_image(&mut self, index: u32, opens: bool) -> Vec<Effect> {
        let report = self.page.entry().and_then(|entry| self.shelf.library.report(entry));
        let Some((image, report)) = self.page.image(index).cloned().zip(report) else { return Vec::new() };
        match image.source {
            Source::Web(address) => self.follow(&Target::Web(address), opens),
            Source::Unknown => {
                self.front.message = Some(Message::NoBytes(image.words().to_owned()));
                Vec::new()
            }
            Source::File(_) | Source::Part(_) | Source::Data(_) | Source::Object(_) => {
                let path = report.path.to_path_buf();
                self.front.message = Some(Message::OpeningImage(image.words().to_owned()));
                vec![Effect::OpenImage { path, image }]
            }
        }
    }
}
