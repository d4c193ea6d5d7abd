//! What is seen of a program in a terminal.

use std::io::{ErrorKind, Read};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use portable_pty::ExitStatus;

use crate::support::{PATIENCE, Shown};

/// What is seen of a program, shared by the test and the threads that watch.
pub(super) struct Watched {
    seen: Mutex<Seen>,
    changed: Condvar,
}

/// All that a program has shown so far.
pub(super) struct Seen {
    parser: vt100::Parser<Drawing>,
    log: Vec<u8>,
    leaving: bool,
    /// Whether no process has the terminal any more.
    closed: bool,
    exit: Option<ExitStatus>,
}

/// What the terminal emulation reports beside the screen.
#[derive(Default)]
struct Drawing {
    /// The last whole picture, while another one is being drawn.
    before: Option<vt100::Screen>,
    frames: Vec<String>,
    copied: Vec<String>,
    keyboards: i32,
    /// The places of the cursor that were asked for and not told yet, from 1.
    asked: Vec<(u16, u16)>,
}

impl Watched {
    pub(super) fn new(columns: u16, rows: u16) -> Self {
        let parser = vt100::Parser::new_with_callbacks(rows, columns, 0, Drawing::default());
        let seen = Seen { parser, log: Vec::new(), leaving: false, closed: false, exit: None };
        Self { seen: Mutex::new(seen), changed: Condvar::new() }
    }

    /// Takes in what is written to the terminal, until nobody can write to it any more.
    /// Whoever asks where the cursor is, is told so.
    pub(super) fn watch(&self, mut reader: impl Read, mut answer: impl FnMut((u16, u16))) {
        let mut buffer = [0; 4096];
        while !self.look(|seen| seen.leaving) {
            match reader.read(&mut buffer) {
                Ok(0) => break,
                Ok(length) => {
                    let mut asked = Vec::new();
                    self.change(|seen| asked = seen.take(&buffer[..length]));
                    asked.into_iter().for_each(&mut answer);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => break,
            }
        }
        self.change(|seen| seen.closed = true);
    }

    pub(super) fn look<T>(&self, look: impl FnOnce(&Seen) -> T) -> T {
        look(&self.lock())
    }

    pub(super) fn change(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    /// Waits until something is found, and returns it; `None` when it does not come.
    pub(super) fn wait<T>(&self, find: impl Fn(&Seen) -> Option<T>) -> Option<T> {
        let until = Instant::now() + PATIENCE;
        let mut seen = self.lock();
        loop {
            if let Some(found) = find(&seen) {
                return Some(found);
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() || seen.end().is_some() {
                return None;
            }
            let woken = self.changed.wait_timeout(seen, left);
            seen = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seen {
    fn take(&mut self, bytes: &[u8]) -> Vec<(u16, u16)> {
        self.log.extend(bytes);
        self.parser.process(bytes);
        std::mem::take(&mut self.parser.callbacks_mut().asked)
    }

    /// The last whole picture.
    pub(super) fn shown(&self) -> Shown {
        let before = self.parser.callbacks().before.as_ref();
        Shown::new(before.unwrap_or(self.parser.screen()).clone())
    }

    pub(super) fn frames(&self) -> &[String] {
        &self.parser.callbacks().frames
    }

    pub(super) fn copied(&self) -> &[String] {
        &self.parser.callbacks().copied
    }

    /// How often another keyboard protocol was asked for and not given back.
    pub(super) fn keyboards(&self) -> i32 {
        self.parser.callbacks().keyboards
    }

    pub(super) fn log(&self) -> &[u8] {
        &self.log
    }

    /// How the program ended, once all that it has written is seen.
    pub(super) fn end(&self) -> Option<ExitStatus> {
        self.exit.clone().filter(|_| self.closed)
    }

    pub(super) fn has_exited(&self) -> bool {
        self.exit.is_some()
    }

    pub(super) fn set_exit(&mut self, status: ExitStatus) {
        self.exit = Some(status);
    }

    pub(super) fn resize(&mut self, columns: u16, rows: u16) {
        self.parser.screen_mut().set_size(rows, columns);
    }

    /// Nothing more is to be watched.
    pub(super) fn leave(&mut self) {
        self.leaving = true;
    }
}

/// The question where the cursor is.
const CURSOR: &[&[u16]] = &[&[6]];
/// The mode in which a terminal shows nothing until a picture is whole.
const SYNCHRONIZED: &[&[u16]] = &[&[2026]];

impl vt100::Callbacks for Drawing {
    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8], data: &[u8]) {
        self.copied.push(String::from_utf8_lossy(data).into_owned());
    }

    fn unhandled_csi(
        &mut self,
        screen: &mut vt100::Screen,
        first: Option<u8>,
        _: Option<u8>,
        parameters: &[&[u16]],
        end: char,
    ) {
        match (first, end) {
            (None, 'n') if parameters == CURSOR => {
                let (row, column) = screen.cursor_position();
                self.asked.push((row + 1, column + 1));
            }
            (Some(b'?'), 'h') if parameters == SYNCHRONIZED => self.before = Some(screen.clone()),
            (Some(b'?'), 'l') if parameters == SYNCHRONIZED && self.before.take().is_some() => {
                self.frames.push(Shown::new(screen.clone()).text());
            }
            (Some(b'>'), 'u') => self.keyboards += 1,
            (Some(b'<'), 'u') => self.keyboards -= 1,
            _ => {}
        }
    }
}
