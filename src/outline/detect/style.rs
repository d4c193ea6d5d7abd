//! How lines without a number are set off from the text.

use crate::text::Part;

use super::candidate::{rule, underline};
use super::chars::{columns, is_blank, is_wide, wide_share};
use super::layout::Layout;
use super::names::Named;
use super::title::{Ending, ending};

/// How a heading without a number is set off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Style {
    /// By a line drawn below it.
    Underlined(char),
    /// By brackets: `【…】`.
    Bracketed,
    /// By a sign before it: `■ …`.
    Signed(char),
    /// By beginning left of the running text, at this column.
    Outdented(u16),
    /// By capitals.
    Capitals,
    /// By being a short line of Chinese.
    Wide,
    /// By title case.
    TitleCase,
    /// By being a short line.
    Plain,
    /// By being a question that an answer follows: `Q: …`.
    Question,
    /// By being the first sentence of a paragraph.
    Lead,
}

impl Style {
    /// Its place in the customary order of kinds.
    pub(super) fn rank(self) -> f32 {
        match self {
            Style::Underlined(drawn) => {
                let order = "#*=-~^\"'+.:`_";
                3.0 + 0.1 * order.chars().position(|other| other == drawn).unwrap_or(13) as f32
            }
            Style::Bracketed => 4.3,
            Style::Signed(sign) => 4.4 + 0.005 * SIGNS.iter().position(|other| *other == sign).unwrap_or(0) as f32,
            Style::Outdented(column) => 4.5 + 0.02 * f32::from(column.min(40)),
            Style::Wide => 4.0,
            Style::Capitals => 4.5,
            Style::TitleCase => 5.6,
            Style::Plain => 5.8,
            Style::Question => 6.0,
            Style::Lead => 9.9,
        }
    }

    /// The log-odds that such a line is a heading, before anything else is known.
    pub(super) fn prior(self) -> f32 {
        match self {
            Style::Underlined(_) => 3.5,
            Style::Bracketed => 0.5,
            Style::Signed(_) => 0.0,
            Style::Outdented(_) => -1.0,
            Style::Capitals => -0.5,
            Style::Wide => -1.0,
            Style::TitleCase => -1.5,
            Style::Plain => -3.0,
            Style::Question => 1.0,
            Style::Lead => 0.0,
        }
    }
}

/// How a line is set off; none where it can be no heading.
pub(super) fn style(layout: &Layout, index: usize, text: &str, named: Named) -> Option<Style> {
    if rule(text).is_some() {
        return None;
    }
    let numbered = layout.line(index).is_some_and(|line| line.words > 0);
    let drawn = underline(layout, index + 1);
    let wide = columns(text);
    if let Some(drawn) = drawn.filter(|_| wide <= 100) {
        return Some(Style::Underlined(drawn));
    }
    let left = layout
        .line(index)
        .filter(|line| layout.is_outdented(*line) && (latin_style(text).is_some() || wide_share(text) >= 25));
    if let Some(line) = left.filter(|_| named != Named::No || wide <= 76 && is_title(text) && !numbered) {
        return Some(Style::Outdented(line.indent));
    }
    if named != Named::No {
        let wide = wide_share(text) >= 25;
        return Some(if wide { Style::Wide } else { latin_style(text).unwrap_or(Style::TitleCase) });
    }
    if asks(text) {
        return is_asked(layout, index).then_some(Style::Question);
    }
    if let Some(sign) = sign(text) {
        return (wide <= 60).then_some(Style::Signed(sign));
    }
    if numbered || wide > 76 || !is_title(text) || !is_worded(text) {
        return None;
    }
    if text.starts_with('【') && text.ends_with('】') {
        return Some(Style::Bracketed);
    }
    if wide_share(text) >= 25 {
        return (wide <= 60).then_some(Style::Wide);
    }
    latin_style(text)
}

/// Signs that stand before headings, the outermost first.
const SIGNS: [char; 11] = ['★', '☆', '■', '□', '◆', '◇', '▲', '▼', '●', '◎', '※'];

/// The sign that stands before a short line of Chinese.
fn sign(text: &str) -> Option<char> {
    let sign = text.chars().next().filter(|sign| SIGNS.contains(sign))?;
    let words = text.part(sign.len_utf8()..text.len()).trim_start_matches(is_blank);
    (wide_share(words) >= 25 && words.starts_with(|first| is_wide(first) || "“《".contains(first)) && is_title(words))
        .then_some(sign)
}

/// Whether a line says that it is a question.
pub(super) fn asks(text: &str) -> bool {
    text.starts_with("Q: ")
        || ["问：", "问:", "問：", "問:"].iter().any(|ask| text.starts_with(ask)) && text.ends_with(['？', '?'])
}

/// Whether a line says that it is an answer.
pub(super) fn answers(text: &str) -> bool {
    ["A:", "答：", "答:"].iter().any(|answer| text.starts_with(answer))
}

/// Whether an answer follows the question that begins on a line.
fn is_asked(layout: &Layout, index: usize) -> bool {
    (index + 1..index + 6).any(|below| answers(layout.line_text(below)))
}

/// Whether a line has nothing that titles don't have: final punctuation, a bullet, an address, the gaps of a table.
fn is_title(text: &str) -> bool {
    let first = text.chars().next().unwrap_or(' ');
    let opens = first.is_uppercase() || first.is_ascii_digit() || is_wide(first) || "“\"《（(【[「'‘".contains(first);
    let last = text.chars().next_back().unwrap_or(' ');
    let ends =
        !matches!(last, '！' | '!' | '-' | '…' | '|' | '}' | '{' | '.' | ',' | ';' | ':' | '。' | '，' | '；' | '：');
    if !opens || !ends || !matches!(ending(text), Ending::Nothing | Ending::Question) {
        return false;
    }
    let aside = text.starts_with(['(', '（']) && text.ends_with([')', '）']);
    let notice = text.starts_with("Copyright") || text.starts_with('©');
    !(aside || notice || is_strange(text))
}

/// Whether a line has more letters than other characters.
fn is_worded(text: &str) -> bool {
    let (letters, others) = if text.is_ascii() {
        let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
        (letters, text.bytes().filter(u8::is_ascii_graphic).count() - letters)
    } else {
        let letters = text.chars().filter(|character| character.is_alphabetic()).count();
        (letters, text.chars().filter(|other| !other.is_alphabetic() && !is_blank(*other)).count())
    };
    letters >= 2 && others <= letters
}

/// Whether a line holds what no title does: white space as between the cells of a table, a number sign, an address of
/// the net. One look at each byte.
fn is_strange(text: &str) -> bool {
    let (mut spaces, mut address) = (0, false);
    let apart = text.bytes().any(|byte| {
        let number = byte == b'#' && spaces > 0;
        spaces = if byte == b' ' { spaces + 1 } else { 0 };
        address |= byte == b'@' || byte == b'/';
        number || spaces == 3 || byte == b'\t'
    });
    apart || address && (text.contains('@') || text.contains("://") || text.contains("www."))
}

/// Words of four letters and more that title case leaves small.
pub(super) const JOINTS: [&str; 24] = [
    "after", "before", "with", "from", "into", "over", "under", "between", "through", "that", "than", "upon", "during",
    "within", "without", "about", "against", "among", "their", "your", "when", "until", "toward", "towards",
];

/// What a word in letters of two cases is made of.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    characters: usize,
    letters: usize,
    /// Its first letter is a capital.
    capital: bool,
    /// It has a small letter.
    small: bool,
}

impl Word {
    fn new(word: &str) -> Self {
        let mut found = Self::default();
        if word.is_ascii() {
            word.bytes().for_each(|byte| found.add(byte.is_ascii_uppercase(), byte.is_ascii_lowercase(), false));
        } else {
            word.chars().for_each(|one| found.add(one.is_uppercase(), one.is_lowercase(), one.is_alphabetic()));
        }
        found
    }

    /// Adds a character: a capital, a small letter, or a letter of another kind.
    fn add(&mut self, capital: bool, small: bool, other: bool) {
        self.capital |= capital && self.letters == 0;
        self.small |= small;
        self.characters += 1;
        self.letters += usize::from(capital | small | other);
    }
}

/// The style of a line in letters that have two cases.
pub(super) fn latin_style(text: &str) -> Option<Style> {
    if text.is_ascii() { style_of(text, text.split_ascii_whitespace()) } else { style_of(text, text.split_whitespace()) }
}

/// The style of a line by its words.
fn style_of<'a>(text: &str, all: impl Iterator<Item = &'a str>) -> Option<Style> {
    let (mut words, mut long, mut capital, mut letters, mut small) = (0, 0, 0, 0, false);
    for word in all {
        words += 1;
        let found = Word::new(word);
        if words > 14 || letters == 0 && found.letters > 0 && !found.capital {
            return None;
        }
        letters += found.letters;
        small |= found.small;
        if found.characters >= 4 && (found.capital || !JOINTS.contains(&word)) {
            long += 1;
            capital += usize::from(found.capital);
        }
    }
    let name = words == 1 && text.contains(|other: char| other == '_' || other.is_ascii_digit());
    if letters == 0 {
        return None;
    }
    if letters >= 4 && !name && !small {
        return Some(Style::Capitals);
    }
    Some(if long > 0 && capital * 4 >= long * 3 { Style::TitleCase } else { Style::Plain })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_told_apart() {
        let check = |text: &str, expected: Option<Style>| {
            let layout = Layout::new(text);
            assert_eq!(style(&layout, 0, layout.line_text(0), Named::No), expected, "{text}");
        };
        check("WHAT SECTIONS MUST DO", Some(Style::Capitals));
        check("Corrections after Approval", Some(Style::TitleCase));
        check("What the office found", Some(Style::Plain));
        check("2026年重点工作", Some(Style::Wide));
        check("【工作动态】", Some(Style::Bracketed));
        check("Usage\n=====", Some(Style::Underlined('=')));
        check("DEBIAN_FRONTEND", Some(Style::TitleCase));
        for text in [
            "各位代表：",
            "and so on",
            "- an item",
            "(BLANK)",
            "See http://example.org",
            "Copyright 2020 Somebody",
            "a",
            "12.5",
        ] {
            check(text, None);
        }
    }
}
