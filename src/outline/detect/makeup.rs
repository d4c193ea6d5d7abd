//! What the characters of a line are, in one look at each: all that the style of a short line follows from.

use super::chars::is_blank;
use super::style::Style;

/// Whether a word of four letters or more is one that title case leaves small.
pub(super) fn is_long_joint(word: &[u8]) -> bool {
    matches!(
        word,
        b"with"
            | b"from"
            | b"into"
            | b"over"
            | b"that"
            | b"than"
            | b"upon"
            | b"your"
            | b"when"
            | b"after"
            | b"under"
            | b"about"
            | b"among"
            | b"their"
            | b"until"
            | b"before"
            | b"during"
            | b"within"
            | b"toward"
            | b"between"
            | b"through"
            | b"without"
            | b"against"
            | b"towards"
    )
}

/// What a line is made of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Makeup {
    /// It holds what no title does: white space as between the cells of a table, a number sign behind a space, an
    /// address of the net.
    pub(super) strange: bool,
    /// Its first letter is a capital.
    capital: bool,
    letters: usize,
    /// The characters that are neither letters nor white space.
    others: usize,
    words: usize,
    /// The words of four characters and more, joints left out,
    long: usize,
    /// and those of them whose first letter is a capital.
    titled: usize,
    /// The words that begin with a capital.
    capitals: usize,
    /// The kinds of all its characters.
    kinds: u8,
}

/// What a word is made of.
#[derive(Clone, Copy, Default)]
struct Word {
    characters: usize,
    letters: usize,
    /// The characters that take no place.
    blank: usize,
    /// Its first letter is a capital.
    capital: bool,
    kinds: u8,
}

/// Kinds of characters, as bits.
const SPACE: u8 = 1;
const CAPITAL: u8 = 2;
const SMALL: u8 = 4;
const LETTER: u8 = 8;
/// Takes no place.
const BLANK: u8 = 16;
/// A digit or a low line, as names in programs have them.
const CODE: u8 = 32;
/// `@`, `/` or a number sign.
const SIGN: u8 = 64;
const TAB: u8 = 128;

/// The kinds of ASCII.
const ASCII: [u8; 128] = {
    let mut kinds = [0; 128];
    let mut at = 0;
    while at < 128 {
        kinds[at] = match at as u8 {
            b'\t' => SPACE | TAB,
            b' ' | b'\n'..=b'\r' => SPACE,
            b'A'..=b'Z' => CAPITAL | LETTER,
            b'a'..=b'z' => SMALL | LETTER,
            b'0'..=b'9' | b'_' => CODE,
            b'@' | b'/' | b'#' => SIGN,
            _ => 0,
        };
        at += 1;
    }
    kinds
};

/// The kinds of a character.
fn kinds(character: char) -> u8 {
    if let Some(kinds) = ASCII.get(character as usize) {
        return *kinds;
    }
    match character {
        '\u{4e00}'..='\u{9fff}' => LETTER,
        _ if character.is_uppercase() => CAPITAL | if character.is_alphabetic() { LETTER } else { 0 },
        _ if character.is_lowercase() => SMALL | if character.is_alphabetic() { LETTER } else { 0 },
        _ if character.is_alphabetic() => LETTER,
        _ if character.is_whitespace() => SPACE,
        _ if is_blank(character) => BLANK,
        _ => 0,
    }
}

impl Word {
    /// The word at the beginning of a text in ASCII.
    fn of_ascii(text: &[u8]) -> Self {
        let kinds = |byte: &u8| ASCII.get(usize::from(*byte)).copied().unwrap_or(0);
        let (mut all, mut characters, mut letters) = (0, 0, 0);
        for kinds in text.iter().map(kinds).take_while(|kinds| kinds & SPACE == 0) {
            all |= kinds;
            letters += usize::from(kinds & LETTER != 0);
            characters += 1;
        }
        let first = text.iter().map(kinds).take(characters).find(|kinds| kinds & LETTER != 0);
        Self { characters, letters, blank: 0, capital: first.is_some_and(|first| first & CAPITAL != 0), kinds: all }
    }

    /// Adds a character of these kinds.
    fn add(&mut self, kinds: u8) {
        self.capital |= self.letters == 0 && kinds & (LETTER | CAPITAL) == LETTER | CAPITAL;
        self.kinds |= kinds;
        self.characters += 1;
        self.letters += usize::from(kinds & LETTER != 0);
    }
}

impl Makeup {
    /// Looks at a line without white space around it.
    pub(super) fn of(text: &str) -> Self {
        let mut found = if text.is_ascii() { Self::of_ascii(text.as_bytes()) } else { Self::of_any(text) };
        found.strange |= found.kinds & TAB != 0 || found.kinds & SIGN != 0 && has_signs(text);
        found
    }

    /// Looks at a line in ASCII. Nearly all lines that come here are, so that each byte is looked at once.
    fn of_ascii(text: &[u8]) -> Self {
        let (mut found, mut rest, mut empty) = (Self::default(), text, 0);
        loop {
            let word = Word::of_ascii(rest);
            let (bytes, behind) = rest.split_at_checked(word.characters).unwrap_or((rest, &[]));
            empty = if bytes.is_empty() { empty + 1 } else { 0 };
            found.strange |= empty == 2;
            found.add(word, bytes);
            let Some((space, behind)) = behind.split_first() else { return found };
            found.kinds |= if *space == b'\t' { TAB } else { 0 };
            rest = behind;
        }
    }

    /// Looks at any line.
    fn of_any(text: &str) -> Self {
        let mut found = Self { strange: text.contains("   ") || text.contains('\t'), ..Self::default() };
        for characters in text.split_whitespace() {
            let mut word = Word::default();
            characters.chars().for_each(|one| word.add(kinds(one)));
            word.blank = characters.chars().filter(|one| kinds(*one) & BLANK != 0).count();
            found.add(word, characters.as_bytes());
        }
        found
    }

    /// Adds a word.
    fn add(&mut self, word: Word, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        self.capital |= word.capital && self.letters == 0;
        self.kinds |= word.kinds;
        self.words += 1;
        self.capitals += usize::from(word.capital);
        self.letters += word.letters;
        self.others += word.characters - word.letters - word.blank;
        if word.characters >= 4 && (word.capital || !is_long_joint(bytes)) {
            self.long += 1;
            self.titled += usize::from(word.capital);
        }
    }

    /// Whether it has more letters than other characters.
    pub(super) fn is_worded(&self) -> bool {
        self.letters >= 2 && self.others <= self.letters
    }

    /// The style of a line in letters that have two cases.
    pub(super) fn style(&self) -> Option<Style> {
        if !self.capital || self.words > 14 {
            return None;
        }
        let name = self.words == 1 && self.kinds & CODE != 0;
        if self.letters >= 4 && !name && self.kinds & SMALL == 0 {
            return Some(Style::Capitals);
        }
        let short = self.long == 0 && self.letters >= 3 && self.capitals == self.words;
        let titled = self.long > 0 && self.titled * 4 >= self.long * 3;
        Some(if titled || short { Style::TitleCase } else { Style::Plain })
    }
}

/// Whether an address of the net stands in a line, or a number sign behind a space.
fn has_signs(text: &str) -> bool {
    text.contains('@') || text.contains("://") || text.contains("www.") && text.contains('/') || text.contains(" #")
}
