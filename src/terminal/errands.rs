//! What is worked out for the screen, or written for the user, now and then, each in its turn, by a thread of its own.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread::Builder;
use std::time::{Duration, Instant};

use crate::app::Event;
use crate::app::comparison::Pair;
use crate::app::event::{Export, Exported};
use crate::app::source::Lines;
use crate::app::why::Why;
use crate::export::{FileFormat, contents};
use crate::formats::Options;
use crate::library::outside::{self, Refusal};
use crate::library::walk::Root;
use crate::library::{EntryId, read_source};
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
}

impl Errand {
    fn run(self, options: &Options, roots: &[Root]) -> Event {
        match self {
            Errand::Source(entry, path, encoding) => {
                let encoding = encoding.and_then(decode::encoding).or(options.encoding);
                let text = read_source(&path, &Options { encoding, ..options.clone() });
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
                let exported = written(&export, roots);
                Event::Exported(export, exported)
            }
        }
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
}

impl Errands {
    /// Starts the thread; `answer` takes what it finds.
    pub(super) fn start(
        options: Options,
        roots: Vec<Root>,
        answer: impl Fn(Event) + Send + 'static,
    ) -> io::Result<Self> {
        let (sender, waiting) = mpsc::channel::<Errand>();
        let serve = move || {
            for errand in waiting {
                // A fault costs this errand alone.
                catch_unwind(AssertUnwindSafe(|| errand.run(&options, &roots))).into_iter().for_each(&answer);
            }
        };
        Builder::new().name("errands".to_owned()).spawn(serve)?;
        Ok(Self { sender })
    }

    /// Asks for something.
    pub(super) fn ask(&self, errand: Errand) {
        // The thread waits as long as this end is there.
        let _ = self.sender.send(errand);
    }
}
