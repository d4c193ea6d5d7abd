//! One thing that is looked for, as a regular expression.

use std::ops::Range;

use regex::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;

use crate::search::fulltext::lines::{may_have_line_end, within_lines};
use crate::search::fulltext::pattern::PatternError;
use crate::text::dress::{Dress, alike, usual};
use crate::text::fold::fold_char;
use crate::text::{Part, Span};

/// Bytes of memory that one expression may take when it is compiled.
const LARGEST: usize = 8 << 20;

/// A text is gone through in pieces of so many bytes, up to the next end of a line. Between them it can be given up.
const PIECE: usize = 64 << 10;
/// So many hits are taken between two looks at whether the search is given up.
const HITS: u32 = 256;

/// A word, or a regular expression. Cheap to clone; each thread should have its own.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// For texts that have none of its letters and marks in another dress than the usual.
    lean: Regex,
    /// For all texts.
    full: Regex,
    letters: Dress,
    /// Whether it must stand alone, and not within a longer word.
    alone: bool,
    /// Whether a place of it may have the end of a line inside.
    crosses_lines: bool,
}

impl Word {
    /// A word of plain characters, each of which stands for all that fold to the same: an expression of classes. So it
    /// is found without folding any text.
    pub(super) fn plain(word: &str, ignore_case: bool, alone: bool) -> Result<Self, PatternError> {
        let (mut lean, mut full) = (String::new(), String::new());
        for typed in word.chars() {
            let folded = fold_char(typed);
            let wanted = |c: char| ignore_case || c.is_uppercase() == typed.is_uppercase();
            let characters = || std::iter::once(folded).chain(alike(folded).iter().copied()).filter(|&c| wanted(c));
            push_class(&mut lean, characters().filter(|&c| usual(c, folded)));
            push_class(&mut full, characters());
        }
        let folded: String = word.chars().map(fold_char).collect();
        let lean_expression = compile(&lean, false)?;
        let full_expression = if lean == full { lean_expression.clone() } else { compile(&full, false)? };
        Ok(Self {
            lean: lean_expression,
            full: full_expression,
            letters: Dress::of_word(&folded),
            alone,
            crosses_lines: word.contains('\n'),
        })
    }

    /// A regular expression as it was typed. It goes over the end of a line only where it asks for that.
    pub(super) fn expression(typed: &str, ignore_case: bool, alone: bool) -> Result<Self, PatternError> {
        let expression = compile(typed, ignore_case)?;
        let parsed = ParserBuilder::new().case_insensitive(ignore_case).multi_line(true).build().parse(typed);
        let within = parsed.ok().map(within_lines);
        let crosses_lines = within.as_ref().is_none_or(|(within, _)| may_have_line_end(within));
        let expression = match within {
            Some((within, true)) => compile(&within.to_string(), false)?,
            _ => expression,
        };
        Ok(Self { lean: expression.clone(), full: expression, letters: Dress::default(), alone, crosses_lines })
    }

    /// Hands over each place in a text where it stands that begins in a range, in order and without overlap, until `hit`
    /// says that it is enough. Returns `None` when `cancelled` says so. What is empty is no hit.
    ///
    /// Where a hit may have several lines, the look whether it is `cancelled` comes only with the next hit.
    pub(super) fn each_hit(
        &self,
        text: &str,
        dress: Dress,
        range: Range<usize>,
        cancelled: &dyn Fn() -> bool,
        hit: &mut dyn FnMut(Span) -> bool,
    ) -> Option<()> {
        let expression = if self.letters.meets(dress) { &self.full } else { &self.lean };
        let mut at = range.start;
        let mut hits: u32 = 0;
        while at < range.end {
            let end = if self.crosses_lines { range.end } else { piece_end(text, at, range.end) };
            // What follows says whether the text ends there.
            let piece = text.part(0..after(text, end).min(text.len()));
            while let Some(found) = expression.find_at(piece, at).map(|found| found.range()) {
                if found.start >= end {
                    break;
                }
                let counts = !found.is_empty() && (!self.alone || stands_alone(text, &found));
                if counts && !hit(Span::new(found.clone())) {
                    return Some(());
                }
                at = if counts { found.end } else { after(text, found.start) };
                hits = hits.wrapping_add(1);
                if at >= end || hits.is_multiple_of(HITS) && cancelled() {
                    break;
                }
            }
            if cancelled() {
                return None;
            }
            at = at.max(end);
        }
        Some(())
    }
}

fn compile(expression: &str, ignore_case: bool) -> Result<Regex, PatternError> {
    let mut builder = RegexBuilder::new(expression);
    builder.case_insensitive(ignore_case).multi_line(true).size_limit(LARGEST).dfa_size_limit(LARGEST);
    builder.build().map_err(|error| PatternError::of(&error))
}

/// A class of characters, each by its number, so that none has a meaning.
fn push_class(expression: &mut String, characters: impl Iterator<Item = char>) {
    expression.push('[');
    characters.for_each(|c| expression.push_str(&format!("\\x{{{:x}}}", u32::from(c))));
    expression.push(']');
}

/// The end of the piece that begins at a byte: the first end of a line so many bytes further on.
fn piece_end(text: &str, start: usize, end: usize) -> usize {
    let least = start.saturating_add(PIECE);
    if least >= end {
        return end;
    }
    let line = text.as_bytes().get(least..end).and_then(|rest| rest.iter().position(|&byte| byte == b'\n'));
    line.map_or(end, |line| least + line + 1)
}

/// The byte behind the character at a byte.
fn after(text: &str, at: usize) -> usize {
    at + text.part(at..text.len()).chars().next().map_or(1, char::len_utf8)
}

/// Whether what stands in a range is not a part of a longer word. Chinese, which has no spaces between words, does not
/// make a word longer.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let found = text.part(range.clone());
    let before = text.part(0..range.start).chars().next_back();
    let behind = text.part(range.end..text.len()).chars().next();
    let joined = |one: Option<char>, other: Option<char>| one.is_some_and(is_letter) && other.is_some_and(is_letter);
    !joined(before, found.chars().next()) && !joined(found.chars().next_back(), behind)
}

/// Whether a character makes words that spaces part from each other.
fn is_letter(c: char) -> bool {
    let spaceless = matches!(c, '\u{e00}'..='\u{eff}' | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    !spaceless && (c.is_alphanumeric() || c == '_')
}
