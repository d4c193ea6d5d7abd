//! What words are: those of code, and those that are read from right to left. The words of code are told by a look at its shape: comments, texts in quotes, numbers, words of the language.
//! Which language it is nobody says; what most of them share is enough for the eye.

use crate::text::{Part, Span};

/// A part of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// What a part of code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A remark.
    Comment,
    /// A text in quotes.
    Text,
    /// A number.
    Number,
    /// A word of the language.
    Word,
    /// Letters that are read from right to left, and stand here from left to right as everything does. In any text.
    RightToLeft,
}

/// The words that most languages give a meaning.
const WORDS: &[&str] = &[
    "and",
    "as",
    "async",
    "await",
    "bool",
    "break",
    "case",
    "catch",
    "char",
    "class",
    "const",
    "continue",
    "def",
    "do",
    "done",
    "double",
    "elif",
    "else",
    "end",
    "enum",
    "esac",
    "except",
    "export",
    "extends",
    "false",
    "fi",
    "final",
    "finally",
    "float",
    "fn",
    "for",
    "foreach",
    "from",
    "func",
    "function",
    "go",
    "if",
    "impl",
    "implements",
    "import",
    "in",
    "int",
    "interface",
    "is",
    "let",
    "local",
    "long",
    "match",
    "mod",
    "mut",
    "namespace",
    "new",
    "nil",
    "none",
    "None",
    "not",
    "null",
    "or",
    "package",
    "pass",
    "private",
    "protected",
    "pub",
    "public",
    "raise",
    "return",
    "select",
    "self",
    "static",
    "string",
    "struct",
    "super",
    "switch",
    "then",
    "this",
    "throw",
    "trait",
    "true",
    "True",
    "False",
    "try",
    "type",
    "undefined",
    "use",
    "var",
    "void",
    "where",
    "while",
    "with",
    "yield",
    "SELECT",
    "FROM",
    "WHERE",
    "INSERT",
    "INTO",
    "VALUES",
    "UPDATE",
    "SET",
    "DELETE",
    "CREATE",
    "TABLE",
    "JOIN",
    "ON",
    "GROUP",
    "ORDER",
    "BY",
    "AND",
    "OR",
    "NOT",
    "NULL",
    "AS",
];

/// The words of a text that are read from right to left: Hebrew, Arabic and the scripts like them.
pub(super) fn right_to_left(text: &str, span: Span) -> Vec<Token> {
    let words = text.span(span);
    // Their letters begin with these bytes of UTF-8.
    if !words.bytes().any(|byte| matches!(byte, 0xd6..=0xdf | 0xe0 | 0xef)) {
        return Vec::new();
    }
    let turned =
        |letter: char| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}');
    let mut tokens: Vec<Token> = Vec::new();
    for (at, letter) in words.char_indices().filter(|(_, letter)| turned(*letter)) {
        let start = span.start as usize + at;
        let letter = Span::new(start..start + letter.len_utf8());
        match tokens.last_mut().filter(|last| last.span.end == letter.start) {
            Some(last) => last.span.end = letter.end,
            None => tokens.push(Token { span: letter, kind: TokenKind::RightToLeft }),
        }
    }
    tokens
}

/// How remarks begin in a text.
#[derive(Clone, Copy, Debug, Default)]
struct Remarks {
    slashes: bool,
    hash: bool,
    dashes: bool,
    /// Whether it looks like a program at all.
    program: bool,
}

impl Remarks {
    fn of(text: &str) -> Self {
        let mut found = Self::default();
        let (mut lines, mut like_program) = (0, 0);
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()).take(200) {
            lines += 1;
            found.slashes |=
                line.starts_with("//") || line.contains("/*") || line.contains(" // ") || line.ends_with([';', '{']);
            found.hash |= line.starts_with("# ") || line.starts_with("#!") || line.contains(" # ");
            found.dashes |= line.starts_with("-- ");
            let first = line.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
            let ends = line.ends_with([';', '{', '}', ')', ':', ',', '(', ']']);
            like_program += usize::from(ends || line.contains(" = ") || WORDS.contains(&first));
        }
        found.program = like_program * 2 > lines;
        found
    }

    fn begins(self, rest: &str) -> bool {
        self.slashes && rest.starts_with("//")
            || self.hash && rest.starts_with('#')
            || self.dashes && rest.starts_with("-- ")
    }
}

/// The parts of the text in a span that are something; sorted and disjoint. Linear in its length.
pub(super) fn tokens(text: &str, span: Span) -> Vec<Token> {
    let words = text.span(span);
    let remarks = Remarks::of(words);
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut before = '\n';
    while let Some(first) = words.part(at..words.len()).chars().next() {
        let rest = words.part(at..words.len());
        let (length, kind) = token(rest, first, before, remarks);
        if let Some(kind) = kind {
            let start = span.start as usize + at;
            tokens.push(Token { span: Span::new(start..start + length), kind });
        }
        before = rest.part(0..length).chars().next_back().unwrap_or(first);
        at += length.max(1);
    }
    tokens
}

/// The length of what begins here, and what it is.
fn token(rest: &str, first: char, before: char, remarks: Remarks) -> (usize, Option<TokenKind>) {
    let line = rest.lines().next().unwrap_or_default();
    let apart = !before.is_alphanumeric();
    if remarks.begins(rest) && (apart || first == '/') {
        return (line.len(), Some(TokenKind::Comment));
    }
    if remarks.slashes && rest.starts_with("/*") {
        return (rest.find("*/").map_or(rest.len(), |end| end + 2), Some(TokenKind::Comment));
    }
    if matches!(first, '"' | '`') || first == '\'' && apart {
        let length = quoted(line, first);
        return (length.unwrap_or(first.len_utf8()), length.map(|_| TokenKind::Text));
    }
    let is_word = |letter: &char| letter.is_alphanumeric() || *letter == '_';
    let length: usize = rest.chars().take_while(is_word).map(char::len_utf8).sum();
    let word = rest.part(0..length);
    if length == 0 {
        (first.len_utf8(), None)
    } else if first.is_ascii_digit() {
        (length, Some(TokenKind::Number))
    } else {
        (length, (remarks.program && WORDS.contains(&word)).then_some(TokenKind::Word))
    }
}

/// The length of a text in quotes that ends in its line.
fn quoted(line: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, letter) in line.char_indices().skip(1) {
        if letter == quote && !escaped {
            return Some(at + letter.len_utf8());
        }
        escaped = letter == '\\' && !escaped;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_read_from_right_to_left_are_found() {
        let text = "见 עברית العربية。";
        let found: Vec<&str> =
            right_to_left(text, Span::new(0..text.len())).into_iter().map(|token| text.span(token.span)).collect();
        assert_eq!(found, ["עברית", "العربية"]);
        assert_eq!(right_to_left("报告，report", Span::new(0..9)), []);
    }

    #[test]
    fn words_of_code_are_told_by_their_shape() {
        let check = |text: &str, expected: &[(&str, TokenKind)]| {
            let found: Vec<_> = tokens(text, Span::new(0..text.len()))
                .into_iter()
                .map(|token| (text.span(token.span), token.kind))
                .collect();
            assert_eq!(found, expected, "{text:?}");
        };
        use TokenKind::{Comment, Number, Text, Word};
        check("let a = 1; // one\n", &[("let", Word), ("1", Number), ("// one", Comment)]);
        check("# 目录\nls 'a b' x#y\n", &[("# 目录", Comment), ("'a b'", Text)]);
        check("a = \"x \\\" y\" /* two\nlines */ b;", &[("\"x \\\" y\"", Text), ("/* two\nlines */", Comment)]);
        check("the lamp is lit\nif it is dark", &[]);
        check("don't\nit's 3", &[("3", Number)]);
        check("\"open", &[]);
        check("", &[]);
    }
}
