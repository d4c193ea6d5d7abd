//! How lines without a number are set off from the text.

use memchr::memchr_iter;

use crate::outline::caption::is_caption;
use crate::text::Part;

use super::candidate::{rule, underline};
use super::chars::{columns, is_blank, is_chinese, is_wide};
use super::layout::Layout;
use super::makeup::Makeup;
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
    let numbered = layout.line(index).is_some_and(|line| line.marked);
    let drawn = underline(layout, index + 1);
    let wide = columns(text);
    if let Some(drawn) = drawn.filter(|_| wide <= 100) {
        return Some(Style::Underlined(drawn));
    }
    let left = layout
        .line(index)
        .filter(|line| layout.is_outdented(*line) && (latin_style(text).is_some() || is_mostly_chinese(text)));
    if let Some(line) =
        left.filter(|_| named != Named::No || wide <= 76 && is_title(text) && !Makeup::of(text).strange && !numbered)
    {
        return Some(Style::Outdented(line.indent));
    }
    if named != Named::No {
        let wide = is_chinese(text);
        return Some(if wide { Style::Wide } else { latin_style(text).unwrap_or(Style::TitleCase) });
    }
    if asks(text) {
        return is_asked(layout, index).then_some(Style::Question);
    }
    if let Some(sign) = sign(text) {
        return (wide <= 60).then_some(Style::Signed(sign));
    }
    if numbered || wide > 76 || !is_title(text) {
        return None;
    }
    let makeup = Makeup::of(text);
    if makeup.strange || !makeup.is_worded() {
        return None;
    }
    if text.starts_with('【') && text.ends_with('】') {
        return Some(Style::Bracketed);
    }
    if is_mostly_chinese(text) {
        return (wide <= 60).then_some(Style::Wide);
    }
    makeup.style()
}

/// Whether a line is Chinese, or begins so: `描述 DESCRIPTION`.
fn is_mostly_chinese(text: &str) -> bool {
    text.starts_with(is_wide) || is_chinese(text)
}

/// Signs that stand before headings, the outermost first.
const SIGNS: [char; 11] = ['★', '☆', '■', '□', '◆', '◇', '▲', '▼', '●', '◎', '※'];

/// The sign that stands before a short line of Chinese.
fn sign(text: &str) -> Option<char> {
    let sign = text.chars().next().filter(|sign| SIGNS.contains(sign))?;
    let words = text.part(sign.len_utf8()..text.len()).trim_start_matches(is_blank);
    (is_chinese(words)
        && words.starts_with(|first| is_wide(first) || "“《".contains(first))
        && is_title(words)
        && !Makeup::of(words).strange)
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
    let ends = !matches!(
        last,
        '！' | '!' | '-' | '…' | '|' | '=' | '}' | '{' | '.' | ',' | ';' | ':' | '。' | '，' | '；' | '：'
    );
    if !opens || !ends || !matches!(ending(text), Ending::Nothing | Ending::Question) {
        return false;
    }
    let aside = text.starts_with(['(', '（']) && text.ends_with([')', '）']) || is_reference(text);
    let notice = text.starts_with("Copyright")
        || !text.is_ascii() && text.contains('©')
        || text.eq_ignore_ascii_case("for immediate release");
    let byline = ["本报记者", "本刊记者", "记者 ", "通讯员 ", "本報記者"].iter().any(|by| text.starts_with(by));
    !(aside || notice || byline || initials(text) >= 2 || cites(text) || is_caption(text))
}

/// Whether a Chinese line cites a standard: `GB 14881 食品安全国家标准`, and not `GDP 2024年走势`.
fn cites(text: &str) -> bool {
    let behind = text.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    let letters = text.len() - behind.len();
    let number = behind.strip_prefix("/T").unwrap_or(behind).strip_prefix(' ').unwrap_or_default();
    let name = number.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let year = name.trim_start().starts_with('年');
    (2..=5).contains(&letters) && !text.is_ascii() && number.len() - name.len() >= 3 && !year
}

/// Whether a line that stands apart parts the documents of a collection: `###`, `* * *`, `-----`.
pub(super) fn rule_apart(text: &str) -> bool {
    let squeezed = || text.bytes().filter(|byte| *byte != b' ');
    let first = text.bytes().next().unwrap_or(b' ');
    text.len() >= 3 && b"#*-=_~".contains(&first) && squeezed().count() >= 3 && squeezed().all(|byte| byte == first)
}

/// How many initials of names stand in a line: `A. R. Demir and L. Castellanos`. A numeral before a title is one at most.
fn initials(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_space = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_none_or(|byte| *byte == b' ');
    let is_capital = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_uppercase);
    let initial =
        |dot: &usize| is_capital(dot.checked_sub(1)) && is_space(dot.checked_sub(2)) && is_space(Some(dot + 1));
    memchr_iter(b'.', bytes).filter(initial).count()
}

/// Whether a line begins as an entry of a list of references does: `[12] …`.
fn is_reference(text: &str) -> bool {
    let label = text.strip_prefix(['[', '［']).and_then(|text| text.split_once([']', '］']));
    label.is_some_and(|(label, _)| !label.is_empty() && label.bytes().all(|digit| digit.is_ascii_digit()))
}

/// The style of a line in letters that have two cases.
pub(super) fn latin_style(text: &str) -> Option<Style> {
    Makeup::of(text).style()
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
        check("GDP 2024年走势", Some(Style::Wide));
        check("CPI 2024 年度分析", Some(Style::Wide));
        for text in [
            "各位代表：",
            "and so on",
            "- an item",
            "(BLANK)",
            "A. R. Demir and L. Castellanos",
            "本报记者 唐小雨",
            "GB 14881 食品安全国家标准",
            "See http://example.org",
            "Copyright 2020 Somebody",
            "FOR IMMEDIATE RELEASE",
            "[12] The Manual of the Gates",
            "a",
            "12.5",
        ] {
            check(text, None);
        }
    }
}
