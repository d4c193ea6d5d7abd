//! A command of the user that gets a text.

use std::io::{self, ErrorKind, Write};
use std::process::{Child, Command, Stdio};

use crossterm::event::{self, Event, KeyEventKind};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use crate::app::event::Sent;
use crate::text::width::visible;
use crate::ui::words;

/// Runs a command in the user's shell with a text as its standard input, and waits until it ends.
pub(super) fn send(command: &str, text: &str) -> Sent {
    let started = Command::new("sh").arg("-c").arg(command).stdin(Stdio::piped()).spawn();
    match started.and_then(|child| feed(child, text)) {
        Ok(status) if status.success() => Sent::Done,
        Ok(status) => status.code().map_or_else(|| Sent::Failed(status.to_string()), Sent::Code),
        Err(error) => Sent::Failed(error.to_string()),
    }
}

fn feed(mut child: Child, text: &str) -> io::Result<std::process::ExitStatus> {
    if let Some(mut input) = child.stdin.take() {
        match input.write_all(harmless(text).as_bytes()) {
            // It has read what it wanted.
            Err(error) if error.kind() != ErrorKind::BrokenPipe => return Err(error),
            _ => {}
        }
    }
    child.wait()
}

/// The text in lines, without control characters: the command may print it as it is.
fn harmless(text: &str) -> String {
    let mut lines = String::with_capacity(text.len() + 1);
    for line in text.lines() {
        let parts: Vec<_> = line.split('\t').map(visible).collect();
        lines.push_str(&parts.join("\t"));
        lines.push('\n');
    }
    lines
}

/// Says how the command has ended, and waits for a key. Where the terminal is gone, there is nobody to wait for.
pub(super) fn wait_for_key(command: &str, sent: &Sent) {
    let mut out = io::stdout();
    let said = format!("\n{}; {}\n", visible(&words::sent(command, sent)), words::PRESS);
    if out.write_all(said.as_bytes()).and_then(|()| out.flush()).is_err() || enable_raw_mode().is_err() {
        return;
    }
    while let Ok(event) = event::read() {
        if matches!(event, Event::Key(key) if key.kind != KeyEventKind::Release) {
            break;
        }
    }
    let _ = disable_raw_mode();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_gets_a_text_and_its_end_is_told() {
        let check = |command: &str, text: &str, expected: Sent| assert_eq!(send(command, text), expected, "{command}");
        check("read -r a; read -r b; test \"$a$b\" = ab", "a\nb", Sent::Done);
        check("exit 3", &"much text\n".repeat(100_000), Sent::Code(3));
        check("read -r line; test \"$line\" = 'a\u{241b}[2Jb'", "a\u{1b}[2Jb", Sent::Done);
        check("this-command-is-none 2>/dev/null", "a", Sent::Code(127));
        assert!(matches!(send("kill -9 $$", "a"), Sent::Failed(_)));
    }
}
