//! Lines for the standard output. What comes from a report never leaves as a control sequence.

use std::io::{self, BufWriter, StdoutLock, Write, stdout};

use anstyle::Style;

use crate::text::width::{symbol, visible};

/// The standard output, buffered.
pub(super) struct Printer {
    out: BufWriter<StdoutLock<'static>>,
}

/// A part of a line, and how it looks.
pub(super) struct Styled {
    /// How it looks.
    pub(super) style: Style,
    /// What it says.
    pub(super) text: String,
}

impl Printer {
    /// Takes the standard output.
    pub(super) fn new() -> Self {
        Self { out: BufWriter::new(stdout().lock()) }
    }

    /// Prints one line, with control characters shown as symbols.
    pub(super) fn line(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{}", visible(line))
    }

    /// Prints one line of parts. A style that is plain prints nothing of its own.
    pub(super) fn styled(&mut self, parts: &[Styled]) -> io::Result<()> {
        for Styled { style, text } in parts {
            write!(self.out, "{style}{}{style:#}", visible(text))?;
        }
        writeln!(self.out)
    }

    /// Prints a text of several lines. Tabs stay.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        text.lines().try_for_each(|line| self.tabbed(line))
    }

    /// Prints one line, with control characters shown as symbols. Tabs stay.
    pub(super) fn tabbed(&mut self, line: &str) -> io::Result<()> {
        let parts: Vec<_> = line.split('\t').map(visible).collect();
        writeln!(self.out, "{}", parts.join("\t"))
    }

    /// Prints a value as JSON on a line of its own.
    pub(super) fn json(&mut self, value: &impl serde::Serialize) -> io::Result<()> {
        writeln!(self.out, "{}", encoded(value)?)
    }

    /// Hands what is printed so far to the system.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Hands everything to the system.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A value as JSON in one line. What JSON allows in strings, but must not reach a terminal, is escaped.
pub(super) fn encoded(value: &impl serde::Serialize) -> io::Result<String> {
    let json = serde_json::to_string(value)?;
    if !json.chars().any(|character| symbol(character).is_some()) {
        return Ok(json);
    }
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        if symbol(character).is_some() {
            let mut units = [0; 2];
            escaped.extend(character.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            escaped.push(character);
        }
    }
    Ok(escaped)
}
