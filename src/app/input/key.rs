//! Keys and mouse actions, as the terminal hands them over.

use std::fmt;

/// One press of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Control was held.
    pub control: bool,
    /// Whether Alt was held.
    pub alt: bool,
}

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names of keys say what they are")]
pub enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

/// The keys that have names, with the names by which tables and scripts call them.
const NAMES: [(&str, Code); 14] = [
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("Backspace", Code::Backspace),
    ("Del", Code::Delete),
    ("↑", Code::Up),
    ("↓", Code::Down),
    ("←", Code::Left),
    ("→", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("Space", Code::Char(' ')),
];

impl Key {
    /// A key without Control and Alt.
    pub fn plain(code: Code) -> Self {
        Self { code, control: false, alt: false }
    }

    /// Reads a key from its name: `j`, `^D`, `Enter`, `↓`, `Space`.
    pub fn parse(name: &str) -> Option<Self> {
        if let Some((_, code)) = NAMES.iter().find(|(known, _)| *known == name) {
            return Some(Self::plain(*code));
        }
        let mut characters = name.chars();
        match (characters.next()?, characters.next(), characters.next()) {
            (character, None, _) => Some(Self::plain(Code::Char(character))),
            ('^', Some(character), None) => {
                Some(Self { control: true, ..Self::plain(Code::Char(character.to_ascii_lowercase())) })
            }
            _ => None,
        }
    }

    /// The character that it types, if it types one.
    pub fn character(self) -> Option<char> {
        match self.code {
            Code::Char(character) if !self.control && !self.alt => Some(character),
            _ => None,
        }
    }

    /// The same key with a full-width character, as input methods type them, made half-width: `／` is `/`.
    pub fn half_width(self) -> Self {
        let code = match self.code {
            Code::Char('\u{3000}') => Code::Char(' '),
            Code::Char(wide @ '\u{ff01}'..='\u{ff5e}') => {
                Code::Char(char::from_u32(u32::from(wide) - 0xfee0).unwrap_or(wide))
            }
            Code::Char('【') => Code::Char('['),
            Code::Char('】') => Code::Char(']'),
            Code::Char('《') => Code::Char('<'),
            Code::Char('》') => Code::Char('>'),
            Code::Char('‘' | '’') => Code::Char('\''),
            code => code,
        };
        Self { code, ..self }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return formatter.write_str(name);
        }
        match self.code {
            Code::Char(character) if self.control => write!(formatter, "^{}", character.to_ascii_uppercase()),
            Code::Char(character) => write!(formatter, "{character}"),
            _ => Ok(()),
        }
    }
}

/// Something done with the mouse, at a cell counted from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What was done.
    pub action: MouseAction,
    /// The column, from 0.
    pub column: u16,
    /// The row, from 0.
    pub row: u16,
}

/// What can be done with the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseAction {
    /// The left button went down.
    Press,
    /// The mouse moved with the left button held.
    Drag,
    /// The left button went up.
    Release,
    /// The wheel turned towards the user.
    WheelDown,
    /// The wheel turned away from the user.
    WheelUp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_written_alike() {
        for name in ["j", "^D", "Enter", "↓", "Space", "{", "^", "一"] {
            assert_eq!(Key::parse(name).unwrap().to_string(), name);
        }
        assert_eq!(Key::parse("nonsense"), None);
        assert_eq!(Key::parse(""), None);
    }

    #[test]
    fn full_width_keys_are_half_width_ones() {
        for (wide, narrow) in [("／", "/"), ("：", ":"), ("？", "?"), ("】", "]"), ("ｊ", "j"), ("党", "党")] {
            assert_eq!(Key::parse(wide).unwrap().half_width(), Key::parse(narrow).unwrap());
        }
    }
}
