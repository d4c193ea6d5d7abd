//! The tokens of RTF (Rich Text Format 1.9.1, "RTF Syntax"). Whatever the bytes are, they are some sequence of tokens.

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\name` and its number.
    Word(&'a [u8], Option<i32>),
    /// `\` and a character that is no letter: `\~`, `\*`.
    Symbol(u8),
    /// `\'hh`, a byte of text.
    Byte(u8),
    /// Bytes of text as they are; no line ends.
    Text(&'a [u8]),
}

/// Goes through the tokens of a file.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
    /// The line that has been reached, from 1.
    pub(super) line: u32,
}

/// The longest name of a control word; the specification has 32.
const LONGEST_NAME: usize = 64;

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, line: 1 }
    }

    /// How many bytes are left.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    /// Takes the first bytes of the rest, or as many as there are.
    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// Takes the bytes at the beginning that are of a kind.
    fn take_while(&mut self, is_one: impl Fn(u8) -> bool) -> &'a [u8] {
        let length = self.rest.iter().position(|&byte| !is_one(byte)).unwrap_or(self.rest.len());
        self.take(length)
    }

    /// The token behind a backslash. None is left where the file ends with it.
    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.rest.first()?;
        if first.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.take(1);
        Some(match first {
            b'\'' => match self.hex() {
                Some(byte) => Token::Byte(byte),
                None => Token::Symbol(first),
            },
            b'\n' | b'\r' => {
                self.line += u32::from(first == b'\n');
                Token::Word(b"par", None)
            }
            b'\t' => Token::Word(b"tab", None),
            _ => Token::Symbol(first),
        })
    }

    fn hex(&mut self) -> Option<u8> {
        let digits = self.rest.get(..2)?;
        let value = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        self.take(2);
        Some(value)
    }

    /// A control word, its number, and the space that ends it; of `\binN` also the bytes that follow.
    fn word(&mut self) -> Token<'a> {
        let name = self.take_while(|byte| byte.is_ascii_alphabetic());
        let name = name.get(..LONGEST_NAME).unwrap_or(name);
        let minus = self.rest.starts_with(b"-") && self.rest.get(1).is_some_and(u8::is_ascii_digit);
        self.take(usize::from(minus));
        let digits = self.take_while(|byte| byte.is_ascii_digit());
        let number = (!digits.is_empty()).then(|| {
            let value = digits.iter().take(10).fold(0_i64, |value, digit| value * 10 + i64::from(digit - b'0'));
            i32::try_from(if minus { -value } else { value }).unwrap_or(if minus { i32::MIN } else { i32::MAX })
        });
        self.take(usize::from(self.rest.starts_with(b" ")));
        if name == b"bin" {
            self.take(usize::try_from(number.unwrap_or(0)).unwrap_or(0));
        }
        Token::Word(name, number)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let first = *self.rest.first()?;
            match first {
                b'\r' | b'\n' | 0 => {
                    self.line += u32::from(first == b'\n');
                    self.take(1);
                }
                b'{' => {
                    self.take(1);
                    return Some(Token::Open);
                }
                b'}' => {
                    self.take(1);
                    return Some(Token::Close);
                }
                b'\\' => {
                    self.take(1);
                    return self.control();
                }
                _ => {
                    let is_text = |byte| !matches!(byte, b'\\' | b'{' | b'}' | b'\r' | b'\n' | 0);
                    return Some(Token::Text(self.take_while(is_text)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Token::{Byte, Close, Open, Symbol, Text, Word};
    use super::*;

    #[test]
    fn bytes_become_tokens() {
        let check = |bytes: &[u8], expected: &[Token<'_>]| {
            let found: Vec<_> = Tokens::new(bytes).collect();
            assert_eq!(found, expected, "{}", bytes.escape_ascii());
        };
        check(b"", &[]);
        check(b"{\\b1 x}", &[Open, Word(b"b", Some(1)), Text(b"x"), Close]);
        check(b"\\li-20\\par  y\r\nz", &[Word(b"li", Some(-20)), Word(b"par", None), Text(b" y"), Text(b"z")]);
        check(b"\\'b5\\~\\'g\\*", &[Byte(0xb5), Symbol(b'~'), Symbol(b'\''), Text(b"g"), Symbol(b'*')]);
        check(b"\\bin3 {\\}x", &[Word(b"bin", Some(3)), Text(b"x")]);
        check(b"\\bin99999999999 {", &[Word(b"bin", Some(i32::MAX))]);
        check(b"a\\\nb\\", &[Text(b"a"), Word(b"par", None), Text(b"b")]);
        check(b"\\u-99999999999?", &[Word(b"u", Some(i32::MIN)), Text(b"?")]);
        check(b"\\x- y", &[Word(b"x", None), Text(b"- y")]);
    }
}
