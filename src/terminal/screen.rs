//! The terminal as mulu uses it, and as it was before.

use std::io::{self, Stdout, Write, stdout};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture, KeyboardEnhancementFlags,
    PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use crate::app::State;
use crate::ui;
use crate::ui::theme::Theme;

/// Whether the terminal is taken. A process has one, and it must not be given back twice: the second time would take
/// modes from whoever has it by then, and set the cursor into what they have written.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal, taken. It is given back by [`Screen::leave`], when this is dropped, and before a panic's message.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    theme: Theme,
}

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    /// When it is none.
    pub fn enter(theme: Theme) -> io::Result<Self> {
        restore_on_panic();
        take()?;
        let terminal = Terminal::new(CrosstermBackend::new(stdout()));
        let terminal = terminal.inspect_err(|_| give_back())?;
        Ok(Self { terminal, theme })
    }

    /// Takes the terminal again after it was left, or after somebody else may have changed it.
    ///
    /// # Errors
    /// When it is gone.
    pub fn enter_again(&mut self) -> io::Result<()> {
        // Somebody else may have left the terminal in any mode: only what was given back can be taken again.
        self.leave();
        take()?;
        self.redraw()
    }

    /// Gives the terminal back.
    pub fn leave(&mut self) {
        give_back();
    }

    /// Columns and rows.
    ///
    /// # Errors
    /// When the terminal does not say.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        self.terminal.size().map(|size| (size.width, size.height))
    }

    /// Draws the state. Only what has changed is sent, and the terminal shows it at once. While the terminal is given
    /// back, nothing is drawn.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, state: &State) -> io::Result<()> {
        if !TAKEN.load(Ordering::SeqCst) {
            return Ok(());
        }
        queue!(stdout(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| ui::draw(state, &self.theme, frame))?;
        execute!(stdout(), EndSynchronizedUpdate)
    }

    /// Forgets what is on the screen, so that all of it is drawn the next time.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn redraw(&mut self) -> io::Result<()> {
        // To clear it would ask the terminal where its cursor is, and its answer would go to whoever reads the keys.
        self.terminal.resize(self.terminal.size()?.into())
    }

    /// Writes a question to the terminal, and what takes its traces away again.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn ask(&mut self, question: &str) -> io::Result<()> {
        let mut out = stdout();
        out.write_all(question.as_bytes())?;
        out.flush()
    }

    /// Hands a text to the terminal's clipboard (OSC 52), which also works from afar.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(stdout(), CopyToClipboard::to_clipboard_from(text))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.leave();
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    // Terminals that don't know the keyboard protocol ignore the request; those that do tell ^I from Tab.
    let keyboard = PushKeyboardEnhancementFlags(KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES);
    let taken =
        execute!(stdout(), EnterAlternateScreen, EnableMouseCapture, EnableBracketedPaste, keyboard, cursor::Hide);
    taken.inspect_err(|_| give_back())
}

/// Gives everything back that [`take`] took, once. What fails can't be helped, and does not stop the rest.
fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = stdout();
    let _ = queue!(
        out,
        EndSynchronizedUpdate,
        PopKeyboardEnhancementFlags,
        DisableBracketedPaste,
        DisableMouseCapture,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// Before the message of a panic of this thread the terminal is given back. Panics of other threads are caught where
/// they matter, and their messages would only spoil the screen.
fn restore_on_panic() {
    let owner = thread::current().id();
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if thread::current().id() == owner {
            give_back();
            report(panic);
        }
    }));
}
