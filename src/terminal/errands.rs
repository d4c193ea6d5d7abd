//! What is worked out for the screen, or written for the user, now and then, each in its turn, by a thread of its own.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread::Builder;
use std::time::{Duration, Instant};

use crate::app::Event;
use crate::app::beside::comparison::{Pair, Passage};
use crate::app::event::{Export, Exported};
use crate::app::sheet::source::{Lines, Origin, lines_in};
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
use crate::text::{Text, decode};
use crate::ui::words;

/// After so long what two sections have not been compared by yet is taken for different.
const PATIENCE: Duration = Duration::from_secs(2);

/// Something to be worked out.
pub(super) enum Errand {
    /// The source of a report, and how many lines end in a part of it.
    Source(EntryId, Origin, Option<Passage>),
    /// How two sections differ.
    Compare(Pair),
    /// Why a heading is one.
    Explain(Why),
    /// Something is written to a file of the user.
    Export(Export),
    /// An image of the report in a file is handed to the user's program.
    OpenImage(PathBuf, Image),
}

impl Errand {
    /// Whether it may take long, and nobody waits for it: those keep the others waiting in no case.
    fn is_slow(&self) -> bool {
        matches!(self, Self::Export(_) | Self::OpenImage(..))
    }

    /// What is answered where a fault of mulu ends it: whoever asked must not wait for ever.
    fn failed(&self) -> Event {
        let fault = || words::FAULT.to_owned();
        match self {
            Self::Source(entry, ..) => Event::Source(*entry, Arc::default(), 0),
            Self::Compare(pair) => Event::Compared(pair.clone(), Arc::new(pair.unlike())),
            Self::Explain(why) => Event::Explained(why.clone(), Arc::default()),
            Self::Export(export) => Event::Exported(export.clone(), Exported::Refused(fault())),
            Self::OpenImage(..) => Event::NotOpened(fault()),
        }
    }
}

/// What errands are run with.
#[derive(Clone)]
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
            Errand::Source(entry, origin, before) => {
                let lines = Arc::new(Lines::new(self.source(origin)));
                Event::Source(entry, lines, before.as_ref().map_or(0, lines_in))
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

    fn source(&self, origin: Origin) -> Text {
        match origin {
            Origin::Text(text) => text,
            Origin::File { path, encoding } => {
                let encoding = encoding.and_then(decode::encoding).or(self.options.encoding);
                read_source(&path, &Options { encoding, ..self.options.clone() })
            }
        }
    }

    /// Runs errands as long as any may come.
    fn serve(&self, waiting: impl IntoIterator<Item = Errand>) {
        for errand in waiting {
            let failed = errand.failed();
            // A fault costs this errand alone.
            if catch_unwind(AssertUnwindSafe(|| self.run(errand))).is_err() {
                (self.answer)(failed);
            }
        }
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

/// The handles of the threads: one for what somebody waits for, one for what may take long. They end with the program.
pub(super) struct Errands {
    awaited: Sender<Errand>,
    slow: Sender<Errand>,
    shelf: Shelf,
}

impl Drop for Errands {
    fn drop(&mut self) {
        self.shelf.clear();
    }
}

impl Errands {
    /// Starts the threads; `answer` takes what they find.
    pub(super) fn start(
        options: Options,
        roots: Vec<Root>,
        answer: impl Fn(Event) + Clone + Send + 'static,
    ) -> io::Result<Self> {
        let shelf = Shelf::default();
        let desk = Desk { options, roots, shelf: shelf.clone(), answer };
        Ok(Self { awaited: started("errands", desk.clone())?, slow: started("exports", desk)?, shelf })
    }

    /// Asks for something.
    pub(super) fn ask(&self, errand: Errand) {
        let thread = if errand.is_slow() { &self.slow } else { &self.awaited };
        // The thread waits as long as this end is there.
        let _ = thread.send(errand);
    }
}

/// Starts a thread that runs errands in their turn.
fn started<A: Fn(Event) + Clone + Send + 'static>(name: &str, desk: Desk<A>) -> io::Result<Sender<Errand>> {
    let (sender, waiting) = mpsc::channel();
    Builder::new().name(name.to_owned()).spawn(move || desk.serve(waiting))?;
    Ok(sender)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{document, library};
    use crate::text::Span;

    #[test]
    fn what_a_fault_ends_is_answered_all_the_same() {
        let document = document("# a\n\nb\n");
        let library = library(&[("a.md", "# a\n")]);
        let entry = library.entries()[0].id;
        let passage = || Passage { document: Arc::clone(&document), span: Span::default() };
        let pair = Pair { old: passage(), new: passage() };
        let image = Image::of("a.png").unwrap();
        let check = |errand: Errand, fits: fn(&Event) -> bool| assert!(fits(&errand.failed()), "{:?}", errand.failed());
        check(Errand::Source(entry, Origin::Text("a".into()), None), |event| matches!(event, Event::Source(..)));
        check(Errand::Compare(pair), |event| matches!(event, Event::Compared(..)));
        check(Errand::OpenImage("a.md".into(), image), |event| matches!(event, Event::NotOpened(_)));
    }

    #[test]
    fn the_lines_of_a_source_come_with_those_that_were_read() {
        let document = document("# a\n\nb\n");
        let entry = library(&[("a.md", "# a\n")]).entries()[0].id;
        let (sender, answers) = mpsc::channel();
        let answer = move |event| drop(sender.send(event));
        let desk = Desk { options: Options::default(), roots: Vec::new(), shelf: Shelf::default(), answer };
        let before = Passage { span: Span::new(0..3), document };
        desk.serve([Errand::Source(entry, Origin::Text("a\nb\n".into()), Some(before))]);
        let Ok(Event::Source(_, lines, before)) = answers.recv() else { panic!("no answer") };
        assert_eq!((lines.last_line(), before), (2, 2));
    }
}
