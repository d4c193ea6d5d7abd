//! A line that the user types.

use crate::app::input::command::Command;
use crate::text::Part;
use crate::text::width::{cells, columns};

/// The longest line, in bytes. What is typed or pasted beyond is dropped.
const LONGEST: usize = 16 * 1024;

/// A line of text with a cursor in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prompt {
    text: String,
    cursor: usize,
}

impl Prompt {
    /// What has been typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The columns of the text before the cursor.
    pub fn cursor_column(&self) -> usize {
        columns(self.before())
    }

    /// Puts text in at the cursor. Line ends become spaces.
    pub fn insert(&mut self, text: &str) {
        for character in text.chars() {
            if self.text.len() + character.len_utf8() > LONGEST {
                return;
            }
            let character = if matches!(character, '\n' | '\r' | '\t') { ' ' } else { character };
            self.text.insert(self.cursor, character);
            self.cursor += character.len_utf8();
        }
    }

    /// Does what an editing command says. Returns whether it was one.
    pub fn edit(&mut self, command: Command) -> bool {
        match command {
            Command::CursorLeft => self.cursor = self.left(),
            Command::CursorRight => self.cursor = self.right(),
            Command::CursorStart => self.cursor = 0,
            Command::CursorEnd => self.cursor = self.text.len(),
            Command::DeleteBefore => self.delete_from(self.left()),
            Command::DeleteAfter => {
                let right = self.right();
                self.text.replace_range(self.cursor..right, "");
            }
            Command::DeleteWord => self.delete_from(self.word_start()),
            Command::DeleteAll => self.delete_from(0),
            _ => return false,
        }
        true
    }

    fn before(&self) -> &str {
        self.text.part(0..self.cursor)
    }

    fn left(&self) -> usize {
        cells(self.before(), 0).last().map_or(0, |cell| cell.offset)
    }

    fn right(&self) -> usize {
        let after = self.text.part(self.cursor..self.text.len());
        cells(after, 0).nth(1).map_or(self.text.len(), |cell| self.cursor + cell.offset)
    }

    fn word_start(&self) -> usize {
        let words = self.before().trim_end();
        words
            .rfind(char::is_whitespace)
            .map_or(0, |at| at + words.part(at..words.len()).chars().next().map_or(0, char::len_utf8))
    }

    fn delete_from(&mut self, start: usize) {
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editing_keeps_the_cursor_on_characters() {
        let check = |typed: &str, commands: &[Command], expected: (&str, usize)| {
            let mut prompt = Prompt::default();
            prompt.insert(typed);
            for &command in commands {
                assert!(prompt.edit(command));
            }
            assert_eq!((prompt.text(), prompt.cursor_column()), expected, "{typed:?} {commands:?}");
        };
        check("党建", &[Command::CursorLeft], ("党建", 2));
        check("党建", &[Command::DeleteBefore], ("党", 2));
        check("党建", &[Command::CursorStart, Command::DeleteAfter], ("建", 0));
        check("党建", &[Command::CursorRight, Command::DeleteAfter], ("党建", 4));
        check("2024 党建 ", &[Command::DeleteWord], ("2024 ", 5));
        check("党建", &[Command::DeleteWord, Command::DeleteBefore], ("", 0));
        check("a\nb", &[Command::CursorLeft, Command::CursorLeft, Command::CursorEnd], ("a b", 3));
        check("e\u{301}x", &[Command::CursorLeft, Command::DeleteBefore], ("x", 0));
    }

    #[test]
    fn a_line_has_an_end() {
        let mut prompt = Prompt::default();
        prompt.insert(&"一".repeat(10_000));
        assert!(prompt.text().len() <= LONGEST);
    }
}
