//! How wide the terminal draws ambiguous characters: one is written at the left edge, and the terminal is asked where
//! its cursor stands then.
//!
//! The answer comes the way that keys come, so whoever waits for it reads keys, the mouse and pastes too, and hands them
//! over. Who never answers costs nothing but the wait, which nobody sees: the first picture stands by then.

use std::fs::File;
use std::io::{self, Read};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::app::Event;
use crate::app::input::key::{Code, Key, Mouse, MouseAction};
use crate::text::width::Ambiguous;

/// Writes an ambiguous character, asks where the cursor is (CPR), and takes the character away again.
pub(super) const QUESTION: &str = "\x1b[H“\x1b[6n\x1b[2J";

/// So long an answer is waited for. Terminals answer within milliseconds, and from afar in some more.
const WAIT: Duration = Duration::from_millis(250);

/// What begins and ends a paste.
const PASTE: [&[u8]; 2] = [b"\x1b[200~", b"\x1b[201~"];

/// What the terminal has sent: what the user did, and perhaps the answer.
#[derive(Debug, Default)]
struct Sent {
    column: Option<u16>,
    events: Vec<Event>,
    /// Bytes of something that has not ended yet.
    rest: Vec<u8>,
}

/// Waits for the answer to [`QUESTION`]. What the user does meanwhile is handed over, to whoever says whether more is
/// wanted.
///
/// # Errors
/// When the terminal can't be read.
pub(super) fn answer(mut hand_over: impl FnMut(Event) -> bool) -> io::Result<Option<Ambiguous>> {
    let mut terminal = File::open("/dev/tty")?;
    let until = Instant::now() + WAIT;
    let mut rest = Vec::new();
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() || !is_readable(&terminal, left)? {
            // An Esc that begins nothing is a key.
            if rest == b"\x1b" {
                hand_over(Event::Key(Key::plain(Code::Esc)));
            }
            return Ok(None);
        }
        let mut bytes = [0; 1024];
        let read = terminal.read(&mut bytes)?;
        rest.extend_from_slice(bytes.get(..read).unwrap_or_default());
        let sent = parse(&rest);
        if !sent.events.into_iter().all(&mut hand_over) {
            return Ok(None);
        }
        rest = sent.rest;
        if let Some(column) = sent.column {
            return Ok(Some(if column > 2 { Ambiguous::Wide } else { Ambiguous::Narrow }));
        }
        if read == 0 {
            return Ok(None);
        }
    }
}

fn is_readable(terminal: &File, wait: Duration) -> io::Result<bool> {
    let wait = Timespec { tv_sec: 0, tv_nsec: wait.subsec_nanos().into() };
    let mut polled = [PollFd::new(terminal, PollFlags::IN)];
    match poll(&mut polled, Some(&wait)) {
        Ok(count) => Ok(count > 0),
        Err(rustix::io::Errno::INTR) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// Tells what the user did and the answer apart.
fn parse(mut bytes: &[u8]) -> Sent {
    let mut sent = Sent::default();
    while let Some(&first) = bytes.first() {
        let length = match first {
            0x1b if bytes.starts_with(PASTE[0]) => paste(bytes),
            0x1b => sequence(bytes),
            _ => character(bytes),
        };
        let Some(length) = length else { break };
        let (token, rest) = bytes.split_at(length.min(bytes.len()));
        let key = match token {
            [0x1b, b'[', inner @ .., b'R'] => {
                sent.column = parameters(inner).get(1).copied().or(sent.column);
                None
            }
            [0x1b, b'[', b'<', inner @ .., last] => {
                sent.events.extend(mouse(inner, *last).map(Event::Mouse));
                None
            }
            pasted if pasted.starts_with(PASTE[0]) => {
                let text = pasted.get(PASTE[0].len()..pasted.len() - PASTE[1].len()).unwrap_or_default();
                sent.events.push(Event::Paste(String::from_utf8_lossy(text).into_owned()));
                None
            }
            [0x1b, b'[', inner @ .., last] => named(inner, *last),
            [0x1b, b'O', last] => named(b"", *last),
            [0x1b, held @ ..] => typed(held).map(|key| Key { alt: true, ..key }),
            typed_bytes => typed(typed_bytes),
        };
        sent.events.extend(key.map(Event::Key));
        bytes = rest;
    }
    sent.rest = bytes.to_vec();
    sent
}

/// The length of an escape sequence; `None` where its end has not come.
fn sequence(bytes: &[u8]) -> Option<usize> {
    match bytes.get(1)? {
        b'[' => bytes.iter().skip(2).position(|byte| (0x40..=0x7e).contains(byte)).map(|at| at + 3),
        b'O' => bytes.get(2).map(|_| 3),
        0x1b => Some(1),
        _ => character(bytes.get(1..)?).map(|length| length + 1),
    }
}

/// The length of what is pasted, with what begins and ends it; `None` where its end has not come.
fn paste(bytes: &[u8]) -> Option<usize> {
    bytes.windows(PASTE[1].len()).position(|end| end == PASTE[1]).map(|at| at + PASTE[1].len())
}

/// The length of a character of UTF-8; `None` where its end has not come.
fn character(bytes: &[u8]) -> Option<usize> {
    let length = match bytes.first()? {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => 1,
    };
    (bytes.len() >= length).then_some(length)
}

fn parameters(bytes: &[u8]) -> Vec<u16> {
    let text = String::from_utf8_lossy(bytes);
    text.split(';').map(|number| number.parse().unwrap_or(0)).collect()
}

fn typed(bytes: &[u8]) -> Option<Key> {
    let letter = str::from_utf8(bytes).ok()?.chars().next()?;
    let control = |code| Key { control: true, ..Key::plain(code) };
    Some(match letter {
        '\r' => Key::plain(Code::Enter),
        '\t' => Key::plain(Code::Tab),
        '\u{7f}' => Key::plain(Code::Backspace),
        '\x1b' => Key::plain(Code::Esc),
        '\0' => control(Code::Char(' ')),
        '\u{1}'..='\u{1f}' => control(Code::Char(char::from_u32(u32::from(letter) + 0x60)?)),
        _ => Key::plain(Code::Char(letter)),
    })
}

/// A key with a name: an arrow, or what the kitty keyboard protocol sends.
fn named(inner: &[u8], last: u8) -> Option<Key> {
    let numbers = parameters(inner);
    let code = match (last, numbers.first()) {
        (b'A', _) => Code::Up,
        (b'B', _) => Code::Down,
        (b'C', _) => Code::Right,
        (b'D', _) => Code::Left,
        (b'H', _) | (b'~', Some(1 | 7)) => Code::Home,
        (b'F', _) | (b'~', Some(4 | 8)) => Code::End,
        (b'~', Some(3)) => Code::Delete,
        (b'~', Some(5)) => Code::PageUp,
        (b'~', Some(6)) => Code::PageDown,
        (b'u', Some(27)) => Code::Esc,
        (b'u', Some(13)) => Code::Enter,
        (b'u', Some(9)) => Code::Tab,
        (b'u', Some(127)) => Code::Backspace,
        (b'u', Some(&code)) => Code::Char(char::from_u32(code.into())?),
        _ => return None,
    };
    let held = numbers.get(1).map_or(0, |held| held.saturating_sub(1));
    Some(Key { code, control: held & 4 > 0, alt: held & 2 > 0 })
}

/// What the mouse does, as xterm's SGR mode (1006) tells it: the button, the column and the row from 1, and `M` or, where
/// a button was let go, `m`.
fn mouse(inner: &[u8], last: u8) -> Option<Mouse> {
    /// The bits of Shift, Alt and Control.
    const HELD: u16 = 4 | 8 | 16;
    let numbers = parameters(inner);
    let &[button, column, row] = numbers.as_slice() else { return None };
    let action = match (button & !HELD, last) {
        (0, b'M') => MouseAction::Press,
        (0, b'm') => MouseAction::Release,
        (32, b'M') => MouseAction::Drag,
        (64, b'M') => MouseAction::WheelUp,
        (65, b'M') => MouseAction::WheelDown,
        _ => return None,
    };
    Some(Mouse { action, column: column.checked_sub(1)?, row: row.checked_sub(1)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mouse_and_pastes_come_through() {
        let check = |bytes: &str, events: &[Event], rest: &str| {
            let sent = parse(bytes.as_bytes());
            assert_eq!(format!("{:?}", sent.events), format!("{events:?}"), "{bytes:?}");
            assert_eq!(sent.rest, rest.as_bytes());
        };
        let mouse = |action, column, row| Event::Mouse(Mouse { action, column, row });
        check("\x1b[<0;3;4M\x1b[<0;3;4m", &[mouse(MouseAction::Press, 2, 3), mouse(MouseAction::Release, 2, 3)], "");
        check("\x1b[<32;200;1M", &[mouse(MouseAction::Drag, 199, 0)], "");
        check(
            "\x1b[<65;3;4M\x1b[<80;3;4M",
            &[mouse(MouseAction::WheelDown, 2, 3), mouse(MouseAction::WheelUp, 2, 3)],
            "",
        );
        check("\x1b[<2;3;4M\x1b[<35;3;4M\x1b[<0;0;4M\x1b[<0;3M", &[], "");
        check("\x1b[<0;3;", &[], "\x1b[<0;3;");
        check("\x1b[200~目q\n\x1b[A\x1b[201~", &[Event::Paste("目q\n\x1b[A".to_owned())], "");
        check("\x1b[200~目q", &[], "\x1b[200~目q");
    }

    #[test]
    fn keys_and_the_answer_are_told_apart() {
        let check = |bytes: &str, column: Option<u16>, keys: &[&str], rest: &str| {
            let keys: Vec<Event> = keys.iter().map(|name| Event::Key(Key::parse(name).unwrap())).collect();
            let sent = parse(bytes.as_bytes());
            assert_eq!(format!("{:?}", sent.events), format!("{keys:?}"), "{bytes:?}");
            assert_eq!((sent.column, sent.rest.as_slice()), (column, rest.as_bytes()), "{bytes:?}");
        };
        check("\x1b[1;2R", Some(2), &[], "");
        check("j\x1b[1;3Rk", Some(3), &["j", "k"], "");
        check("目\r\t\u{4}\x1b[A\x1b[6~\x1bOB", None, &["目", "Enter", "Tab", "^D", "↑", "PgDn", "↓"], "");
        check("\x1b[99;5u", None, &["^C"], "");
        check("j\x1b[1;", None, &["j"], "\x1b[1;");
        check("\x1b", None, &[], "\x1b");
        check("", None, &[], "");
    }
}
