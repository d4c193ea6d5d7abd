//! A program in a pseudo-terminal: keys go in, and what it draws is watched.
//!
//! Nothing here waits for time: tests wait for what they want to see, and fail when it does not come.

use std::ffi::OsStr;
use std::fmt::Debug;
use std::io::Write;
use std::marker::PhantomData;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

use crate::support::program::PROGRAM;
use crate::support::typing::{self, Mouse};
use crate::support::watched::{Seen, Watched};
use crate::support::{Folder, Shown};

/// A program that is about to be started in a terminal. Its folder must outlive it.
pub(crate) struct Setup<'f> {
    folder: PhantomData<&'f Folder>,
    command: CommandBuilder,
    size: PtySize,
    cursor: Cursor,
}

/// What the terminal says when it is asked where its cursor is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cursor {
    /// Where it is.
    Told,
    /// A column further, as where ambiguous characters are wide.
    Wide,
    /// Nothing.
    Silent,
}

impl Folder {
    /// mulu on this folder, in a terminal of 80x24.
    pub(crate) fn browse(&self) -> Setup<'_> {
        Setup::new(self, PROGRAM)
    }

    /// A shell script in this folder, in a terminal of 80x24. In it `$MULU` is the program.
    pub(crate) fn shell(&self, script: &str) -> Setup<'_> {
        Setup::new(self, "sh").arguments(["-c", script]).env("MULU", PROGRAM)
    }

    /// Any program in this folder, in a terminal of 80x24.
    pub(crate) fn program(&self, program: &Path) -> Setup<'_> {
        Setup::new(self, program)
    }
}

impl<'f> Setup<'f> {
    fn new(folder: &'f Folder, program: impl AsRef<OsStr>) -> Self {
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color");
        folder.homes().into_iter().for_each(|(name, path)| command.env(name, path));
        command.cwd(folder.path());
        Self { folder: PhantomData, command, size: size(80, 24), cursor: Cursor::Told }
    }

    pub(crate) fn arguments<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.command.args(arguments);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = size(columns, rows);
        self
    }

    /// The terminal draws ambiguous characters as wide as ideographs.
    pub(crate) fn wide(mut self) -> Self {
        self.cursor = Cursor::Wide;
        self
    }

    /// The terminal never says where its cursor is.
    pub(crate) fn silent(mut self) -> Self {
        self.cursor = Cursor::Silent;
        self
    }

    /// Starts it.
    pub(crate) fn start(self) -> Terminal<'f> {
        let pair = native_pty_system().openpty(self.size).unwrap();
        let modes = modes(&*pair.master);
        let watched = Arc::new(Watched::new(self.size.cols, self.size.rows));
        let mut child = pair.slave.spawn_command(self.command).unwrap();
        drop(pair.slave);
        let process = child.process_id().unwrap();
        let reader = pair.master.try_clone_reader().unwrap();
        let writer = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let answers = Arc::downgrade(&writer);
        let (folder, master) = (PhantomData, Some(pair.master));
        let terminal = Terminal { folder, writer, master, watched: Arc::clone(&watched), modes, process };
        let watching = Arc::clone(&watched);
        let answer = move |(row, column)| {
            let column = column + u16::from(self.cursor == Cursor::Wide);
            // Whoever has closed the terminal gets no answer.
            if let Some(writer) = answers.upgrade().filter(|_| self.cursor != Cursor::Silent) {
                let mut writer = writer.lock().unwrap();
                let _ = write!(writer, "\x1b[{row};{column}R").and_then(|()| writer.flush());
            }
        };
        thread::spawn(move || watching.watch(reader, answer));
        thread::spawn(move || {
            let status = child.wait().unwrap();
            watched.change(|seen| seen.set_exit(status));
        });
        terminal
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn modes(master: &dyn MasterPty) -> String {
    fn shown(modes: Option<impl Debug>) -> String {
        modes.map_or_else(String::new, |modes| format!("{modes:?}"))
    }
    shown(master.get_termios())
}

/// A terminal with a program in it. The program is ended, if it still runs, when this is dropped.
pub(crate) struct Terminal<'f> {
    folder: PhantomData<&'f Folder>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Arc<Mutex<Box<dyn Write + Send>>>,
    watched: Arc<Watched>,
    /// The modes of the line before the program was started.
    modes: String,
    process: u32,
}

impl Terminal<'_> {
    /// Presses keys, given by their names with spaces between. `Esc` must stand last: what follows it at once would be
    /// read together with it.
    pub(crate) fn keys(&mut self, script: &str) -> &mut Self {
        self.send(&typing::keys(script))
    }

    /// Types a text.
    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        self.send(text.as_bytes())
    }

    /// Pastes a text.
    pub(crate) fn pastes(&mut self, text: &str) -> &mut Self {
        self.send(&typing::paste(text))
    }

    /// Does something with the mouse, at a column and a row counted from 0.
    pub(crate) fn mouse(&mut self, action: Mouse, at: (u16, u16)) -> &mut Self {
        self.send(&typing::mouse(action, at))
    }

    /// Sends bytes as they are.
    pub(crate) fn send(&mut self, bytes: &[u8]) -> &mut Self {
        let mut writer = self.writer.lock().unwrap();
        writer.write_all(bytes).and_then(|()| writer.flush()).unwrap();
        drop(writer);
        self
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.watched.change(|seen| seen.resize(columns, rows));
        self.master().resize(size(columns, rows)).unwrap();
        self
    }

    /// Waits until a screen is seen that is as wanted, and returns it.
    #[track_caller]
    pub(crate) fn wait_for(&self, wanted: impl Fn(&Shown) -> bool) -> Shown {
        self.wait("what was waited for", |seen| Some(seen.shown()).filter(&wanted))
    }

    /// Waits until a text stands on the screen.
    #[track_caller]
    pub(crate) fn sees(&self, text: &str) -> Shown {
        self.wait(text, |seen| Some(seen.shown()).filter(|shown| shown.has(text)))
    }

    /// Waits until a text was written, wherever it stands on the screen.
    #[track_caller]
    pub(crate) fn writes(&self, text: &str) {
        let written = |seen: &Seen| seen.log().windows(text.len()).any(|part| part == text.as_bytes()).then_some(());
        self.wait(text, written);
    }

    /// Waits until what is chosen has a text in it.
    #[track_caller]
    pub(crate) fn chooses(&self, text: &str) -> Shown {
        self.wait(text, |seen| Some(seen.shown()).filter(|shown| shown.chosen().contains(text)))
    }

    /// Waits until the program has handed so many texts to the clipboard, and returns them, in base64.
    #[track_caller]
    pub(crate) fn copies(&self, count: usize) -> Vec<String> {
        self.wait("a copy", |seen| Some(seen.copied().to_vec()).filter(|texts| texts.len() >= count))
    }

    /// Waits until the program has ended, and all that it has written is seen.
    #[track_caller]
    pub(crate) fn ends(&self) -> ExitStatus {
        self.wait("the end", Seen::end)
    }

    #[track_caller]
    fn wait<T>(&self, what: &str, find: impl Fn(&Seen) -> Option<T>) -> T {
        match self.watched.wait(find) {
            Some(found) => found,
            None => panic!("{what:?} did not come; the last screen:\n{}", self.shown()),
        }
    }

    /// The screen as it is now.
    pub(crate) fn shown(&self) -> Shown {
        self.watched.look(Seen::shown)
    }

    /// The text of every picture that the program has drawn so far.
    pub(crate) fn frames(&self) -> Vec<String> {
        self.watched.look(|seen| seen.frames().to_vec())
    }

    /// All that was written to the terminal so far.
    pub(crate) fn log(&self) -> Vec<u8> {
        self.watched.look(|seen| seen.log().to_vec())
    }

    /// Whether the terminal is as it was before the program was started.
    pub(crate) fn is_given_back(&self) -> bool {
        let modes = modes(self.master()) == self.modes;
        modes && self.watched.look(|seen| seen.shown().is_given_back() && seen.keyboards() == 0)
    }

    /// The process that was started.
    pub(crate) fn process(&self) -> u32 {
        self.process
    }

    /// The leader of the process group that has the terminal.
    pub(crate) fn foreground(&self) -> u32 {
        self.master().process_group_leader().unwrap().unsigned_abs()
    }

    /// Takes the terminal away, as closing its window does.
    pub(crate) fn close(&mut self) {
        self.watched.change(Seen::leave);
        // The thread that reads leaves after what comes next.
        let (columns, rows) = self.shown().size();
        self.resize(columns + 1, rows);
        self.writer = Arc::new(Mutex::new(Box::new(std::io::sink())));
        self.master = None;
    }

    fn master(&self) -> &dyn MasterPty {
        &**self.master.as_ref().unwrap()
    }
}

impl Drop for Terminal<'_> {
    fn drop(&mut self) {
        if self.watched.look(|seen| !seen.has_exited()) {
            // A session loses its processes with its leader and its terminal.
            kill(self.process, rustix::process::Signal::KILL);
        }
    }
}

/// Sends a signal to a process, if it is still there.
pub(crate) fn kill(process: u32, signal: rustix::process::Signal) {
    let process = rustix::process::Pid::from_raw(process.cast_signed()).unwrap();
    let _ = rustix::process::kill_process(process, signal);
}
