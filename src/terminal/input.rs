//! The thread that reads keys, the mouse, pastes and new sizes from the terminal.

use std::io;
use std::sync::mpsc::{self, Sender};
use std::thread::Builder;

use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use crossterm::terminal;

use crate::app::Event;
use crate::app::input::key::{Code, Key, Mouse, MouseAction};
use crate::terminal::probe;

/// The handle of the thread. After each event it waits until it is told to go on, so that it reads nothing while an
/// editor has the terminal.
pub(super) struct Input {
    go_on: Sender<()>,
}

impl Input {
    /// Starts to read; `send` takes each event, and returns whether more are wanted. Where the terminal was `asked` how
    /// wide it draws ambiguous characters, its answer is read first. Its `size` is what the first picture was drawn for.
    pub(super) fn start(
        asked: bool,
        size: (u16, u16),
        send: impl Fn(Event) -> bool + Send + 'static,
    ) -> io::Result<Self> {
        let (go_on, told) = mpsc::channel();
        Builder::new().name("input".to_owned()).spawn(move || {
            let hand_over = |event| send(event) && told.recv().is_ok();
            if asked {
                // Where the terminal can't be read, reading keys fails too, and says so.
                let answer = probe::answer(hand_over).ok().flatten();
                if answer.is_some_and(|ambiguous| !hand_over(Event::Ambiguous(ambiguous))) {
                    return;
                }
            }
            // New sizes are told only from the first reading on.
            if let Ok(new) = terminal::size()
                && new != size
                && !hand_over(Event::Resize(new.0, new.1))
            {
                return;
            }
            loop {
                let event = match event::read() {
                    Ok(event) => translate(event),
                    // The terminal is gone.
                    Err(_) => Some(Event::Terminate),
                };
                let Some(event) = event else { continue };
                if !hand_over(event) {
                    return;
                }
            }
        })?;
        Ok(Self { go_on })
    }

    /// The last event has been dealt with.
    pub(super) fn go_on(&self) {
        // A thread that has ended reads nothing more.
        let _ = self.go_on.send(());
    }
}

fn translate(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) => translate_key(key).map(Event::Key),
        event::Event::Mouse(mouse) => translate_mouse(mouse).map(Event::Mouse),
        event::Event::Paste(text) => Some(Event::Paste(text)),
        event::Event::Resize(width, height) => Some(Event::Resize(width, height)),
        event::Event::FocusGained | event::Event::FocusLost => None,
    }
}

fn translate_key(key: KeyEvent) -> Option<Key> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let code = match key.code {
        KeyCode::Char(character) => Code::Char(character),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab | KeyCode::BackTab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    let held = |modifier| key.modifiers.contains(modifier);
    Some(Key { code, control: held(KeyModifiers::CONTROL), alt: held(KeyModifiers::ALT) })
}

fn translate_mouse(mouse: MouseEvent) -> Option<Mouse> {
    let action = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseAction::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseAction::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseAction::Release,
        MouseEventKind::ScrollDown => MouseAction::WheelDown,
        MouseEventKind::ScrollUp => MouseAction::WheelUp,
        _ => return None,
    };
    Some(Mouse { action, column: mouse.column, row: mouse.row })
}
