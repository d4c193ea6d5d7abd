//! Keys become commands: sequences are collected, counts are read.

use crate::app::input::command::{BINDINGS, Command, DIGIT, LETTER, Scope};
use crate::app::input::key::{Code, Key};

/// The largest count; more digits change nothing.
const MOST: u32 = 99_999;

/// Keys pressed so far that don't make a command yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    keys: Vec<Key>,
    count: Option<u32>,
}

/// A command with what was typed for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// What to do.
    pub command: Command,
    /// How often; 1 where no count was typed.
    pub count: u32,
    /// The letter or digit at the end of the sequence, for commands that take one.
    pub argument: Option<char>,
}

impl Pending {
    /// What has been typed, as the status line shows it.
    pub fn shown(&self) -> String {
        let count = self.count.map_or_else(String::new, |count| count.to_string());
        self.keys.iter().fold(count, |shown, key| shown + &key.to_string())
    }

    /// Forgets what has been typed. Returns whether there was anything.
    pub fn cancel(&mut self) -> bool {
        std::mem::take(self) != Self::default()
    }

    /// Takes a key. Returns the command that is complete with it; keys that lead nowhere are forgotten.
    pub fn take(&mut self, scope: Scope, key: Key) -> Option<Order> {
        let key = if is_prompt(scope) { key } else { key.half_width() };
        if self.keys.is_empty() && self.take_digit(scope, key) {
            return None;
        }
        self.keys.push(key);
        let fits = |keys: &&&str| starts_with(keys, &self.keys);
        let rows = BINDINGS.iter().filter(|row| row.scopes.contains(&scope));
        let mut reachable = rows.flat_map(|row| row.keys.iter().filter(fits).map(move |keys| (row.command, keys)));
        let Some((command, keys)) = reachable.next() else {
            *self = Self::default();
            return None;
        };
        if keys.split(' ').count() > self.keys.len() {
            return None;
        }
        let argument = (keys.ends_with(LETTER) || keys.ends_with(DIGIT)).then_some(key.character()).flatten();
        let count = self.count.unwrap_or(1);
        *self = Self::default();
        Some(Order { command, count, argument })
    }

    /// In the page digits make a count. In the tree they are a command of their own.
    fn take_digit(&mut self, scope: Scope, key: Key) -> bool {
        let digit = key.character().and_then(|character| character.to_digit(10));
        let Some(digit) = digit
            .filter(|&digit| matches!(scope, Scope::Page | Scope::Selection) && (digit > 0 || self.count.is_some()))
        else {
            return false;
        };
        self.count = Some((self.count.unwrap_or(0) * 10 + digit).min(MOST));
        true
    }
}

fn is_prompt(scope: Scope) -> bool {
    matches!(scope, Scope::Finder | Scope::Texts | Scope::Find | Scope::Filter | Scope::Ask)
}

/// Whether a row's sequence begins with the keys pressed.
fn starts_with(sequence: &str, keys: &[Key]) -> bool {
    let mut names = sequence.split(' ');
    keys.iter().all(|&key| names.next().is_some_and(|name| is_named(key, name)))
}

fn is_named(key: Key, name: &str) -> bool {
    match (name, key.character()) {
        (LETTER, Some(character)) => character.is_alphanumeric(),
        (DIGIT, Some(character)) => ('1'..='9').contains(&character),
        (LETTER | DIGIT, None) => false,
        _ => Key::parse(name) == Some(Key { alt: false, ..key }) || key.code == Code::Char('\t') && name == "Tab",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(scope: Scope, keys: &str) -> Vec<Order> {
        let mut pending = Pending::default();
        keys.split(' ').filter_map(|key| pending.take(scope, Key::parse(key).unwrap())).collect()
    }

    #[test]
    fn keys_counts_and_sequences_make_commands() {
        let check = |scope: Scope, keys: &str, expected: &[(Command, u32, Option<char>)]| {
            let found: Vec<_> =
                typed(scope, keys).iter().map(|order| (order.command, order.count, order.argument)).collect();
            assert_eq!(found, expected, "{scope:?} {keys}");
        };
        check(Scope::Tree, "j", &[(Command::Down, 1, None)]);
        check(Scope::Page, "1 2 j k", &[(Command::Down, 12, None), (Command::Up, 1, None)]);
        check(Scope::Page, "1 0 }", &[(Command::NextSection, 10, None)]);
        check(Scope::Page, "9 9 9 9 9 9 9 9 9 9 9 j", &[(Command::Down, MOST, None)]);
        check(Scope::Tree, "3 j", &[(Command::ShowLevel, 1, Some('3')), (Command::Down, 1, None)]);
        check(Scope::Tree, "] ] [ [", &[(Command::NextSibling, 1, None), (Command::PreviousSibling, 1, None)]);
        check(Scope::Tree, "z x z M", &[(Command::FoldAll, 1, None)]);
        check(Scope::Page, "m q ' q", &[(Command::SetMark, 1, Some('q')), (Command::GoToMark, 1, Some('q'))]);
        check(Scope::Tree, "／", &[(Command::SearchHeadings, 1, None)]);
        check(Scope::Page, "？", &[(Command::Help, 1, None)]);
        check(Scope::Finder, "j ^N", &[(Command::SelectNext, 1, None)]);
    }

    #[test]
    fn no_two_rows_share_a_key() {
        for (at, row) in BINDINGS.iter().enumerate() {
            for other in BINDINGS.iter().skip(at + 1) {
                let meet = row.scopes.iter().any(|scope| other.scopes.contains(scope));
                let same = row.keys.iter().find(|keys| other.keys.contains(keys));
                assert!(!meet || same.is_none(), "{same:?}: {:?} and {:?}", row.command, other.command);
            }
            let named = |key: &&str| *key == LETTER || *key == DIGIT || Key::parse(key).is_some();
            assert!(row.keys.iter().flat_map(|keys| keys.split(' ')).all(|key| named(&key)), "{:?}", row.command);
        }
    }
}
