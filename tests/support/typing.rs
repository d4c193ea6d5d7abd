//! Keys, the mouse and pastes as a terminal sends them.

use mulu::app::input::key::{Code, Key};

/// The bytes that xterm sends for keys, given by their names with spaces between: `j ↓ ^O Enter`.
pub(super) fn keys(script: &str) -> Vec<u8> {
    let key = |name: &str| Key::parse(name).unwrap_or_else(|| panic!("no key is named {name:?}"));
    script.split_whitespace().flat_map(|name| bytes(key(name))).collect()
}

fn bytes(key: Key) -> Vec<u8> {
    let sequence = |end: &str| format!("\x1b[{end}").into_bytes();
    match key.code {
        Code::Char(character) if key.control => vec![u8::try_from(character).unwrap() & 0x1f],
        Code::Char(character) => character.to_string().into_bytes(),
        Code::Enter => vec![b'\r'],
        Code::Esc => vec![0x1b],
        Code::Tab => vec![b'\t'],
        Code::Backspace => vec![0x7f],
        Code::Delete => sequence("3~"),
        Code::Up => sequence("A"),
        Code::Down => sequence("B"),
        Code::Right => sequence("C"),
        Code::Left => sequence("D"),
        Code::Home => sequence("H"),
        Code::End => sequence("F"),
        Code::PageUp => sequence("5~"),
        Code::PageDown => sequence("6~"),
    }
}

/// A paste, as terminals hand it over to programs that asked for brackets.
pub(super) fn paste(text: &str) -> Vec<u8> {
    format!("\x1b[200~{text}\x1b[201~").into_bytes()
}

/// Something done with the mouse (SGR encoding).
#[derive(Clone, Copy, Debug)]
pub(crate) enum Mouse {
    Press,
    Drag,
    Release,
    WheelUp,
    WheelDown,
}

/// The bytes for it, at a cell counted from 0.
pub(super) fn mouse(action: Mouse, (column, row): (u16, u16)) -> Vec<u8> {
    let (button, end) = match action {
        Mouse::Press => (0, 'M'),
        Mouse::Drag => (32, 'M'),
        Mouse::Release => (0, 'm'),
        Mouse::WheelUp => (64, 'M'),
        Mouse::WheelDown => (65, 'M'),
    };
    format!("\x1b[<{button};{};{}{end}", column + 1, row + 1).into_bytes()
}
