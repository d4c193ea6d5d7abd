//! What is worked out for the screen, or written for the user, now and then, each in its turn, by a thread of its own.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread::Builder;
use std::time::{Duration, Instant};

use crate::app::Event;
use crate::app::beside::comparison::Pair;
use crate::app::event::{Export, Exported};
use crate::app::sheet::source::Lines;
use crate::app::sheet::why::Why;
use crate::export::{FileFormat, contents};
use crate::formats::Options;
use crate::library::images::{self, Found};
use crate::library::outside::{self, Refusal};
use crate::library::report::reason;
use crate::library::walk::Root;
use crate::library::{EntryId, read_source};
use crate::outline::Image;
use crate::terminal::opener::{self, OpenerError};
use crate::terminal::shelf::Shelf;
use crate::text::decode;

/// After so long what two sections have not been compared by yet is taken for different.
const PATIENCE: Duration = Duration::from_secs(2);

/// Something to be worked out.
pub(super) enum Errand {
    /// The source of a report, in the encoding of this name.
    Source(EntryId, PathBuf, Option<&'static str>),
    /// How two sections differ.
    Compare(Pair),
    /// Why a heading is one.
    Explain(Why),
    /// Something is written to a file of the user.
    Export(Export),
    /// An image of the report in a file is handed to the user's program.
    OpenImage(PathBuf, Image),
}

/// What errands are run with.
struct Desk<A> {
    options: Options,
    roots: Vec<Root>,
    /// Where images go that are no files of their own.
    shelf: Shelf,
    answer: A,
}

impl<A: Fn(Event) + Clone + Send + 'static> Desk<A> {
    fn run(&self, errand: Errand) {
        let event = match errand {
            Errand::Source(entry, path, encoding) => {
                let encoding = encoding.and_then(decode::encoding).or(self.options.encoding);
                let text = read_source(&path, &Options { encoding, ..self.options.clone() });
                Event::Source(entry, Arc::new(Lines::new(text)))
            }
            Errand::Compare(pair) => {
                let differences = pair.compare(Some(Instant::now() + PATIENCE));
                Event::Compared(pair, Arc::new(differences))
            }
            Errand::Explain(why) => {
                let explained = why.explain();
                Event::Explained(why, Arc::new(explained))
            }
            Errand::Export(export) => {
                let exported = written(&export, &self.roots);
                Event::Exported(export, exported)
            }
            Errand::OpenImage(report, image) => match self.open(&report, &image) {
                Ok(()) => return,
                Err(why) => Event::NotOpened(why),
            },
        };
        (self.answer)(event);
    }

    /// Hands an image to the user's program. What that says at its end comes later.
    fn open(&self, report: &Path, image: &Image) -> Result<(), String> {
        let found = images::find(report, image, &self.roots, &self.options).map_err(|why| why.to_string())?;
        let file = match found {
            Found::File(path) => path,
            Found::Bytes(bytes, kind) => {
                let refused = |error: io::Error| format!("{}: {}", image.words(), reason(&error));
                self.shelf.put(image.words(), kind, &bytes).map_err(refused)?
            }
        };
        let answer = self.answer.clone();
        let told = move |failure: OpenerError| answer(Event::NotOpened(failure.to_string()));
        opener::show(&file, told).map_err(|error| error.to_string())
    }
}

fn written(export: &Export, roots: &[Root]) -> Exported {
    let path = outside::typed_path(&export.file);
    let Some(format) = FileFormat::of(&path) else { return Exported::NoFormat };
    let contents = contents(&export.subject, format);
    match outside::write(&path, &contents, export.replace, roots) {
        Ok(()) => Exported::Written(contents.chars().count()),
        Err(Refusal::Exists) => Exported::Exists,
        Err(Refusal::AmongReports) => Exported::AmongReports,
        Err(Refusal::System(reason)) => Exported::Refused(reason),
    }
}

/// The handle of the thread. It ends with the program.
pub(super) struct Errands {
    sender: Sender<Errand>,
    shelf: Shelf,
}

impl Drop for Errands {
    fn drop(&mut self) {
        self.shelf.clear();
    }
}

impl Errands {
    /// Starts the thread; `answer` takes what it finds.
    pub(super) fn start(
        options: Options,
        roots: Vec<Root>,
        answer: impl Fn(Event) + Clone + Send + 'static,
    ) -> io::Result<Self> {
        let (sender, waiting) = mpsc::channel::<Errand>();
        let shelf = Shelf::default();
        let desk = Desk { options, roots, shelf: shelf.clone(), answer };
        let serve = move || {
            for errand in waiting {
                // A fault costs this errand alone.
                let _ = catch_unwind(AssertUnwindSafe(|| desk.run(errand)));
            }
        };
        Builder::new().name("errands".to_owned()).spawn(serve)?;
        Ok(Self { sender, shelf })
    }

    /// Asks for something.
    pub(super) fn ask(&self, errand: Errand) {
        // The thread waits as long as this end is there.
        let _ = self.sender.send(errand);
    }
}
