//! The line in which something was found, as far as a list of results shows it.

use crate::search::fulltext::pattern::Pattern;
use crate::search::fulltext::sections::{Looked, marks};
use crate::text::{Part, Span};

/// So many characters stand before the first hit, where its line is longer.
const BEFORE: usize = 40;
/// So many characters stand behind the beginning of the first hit at most.
const BEHIND: usize = 240;

/// A line, or the part of a long line around a hit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// Its text.
    pub text: Box<str>,
    /// What was found in it, in order.
    pub marks: Vec<Span>,
    /// Whether the line begins before it.
    pub cut_before: bool,
    /// Whether the line goes on behind it.
    pub cut_behind: bool,
}

impl Excerpt {
    /// The line of a hit, within the section that it stands in.
    pub(super) fn new(pattern: &Pattern, looked: Looked<'_>, section: Span, hit: Span) -> Self {
        let (text, hit_start) = (looked.text, hit.start as usize);
        let before = text.part(section.start as usize..hit_start);
        let behind = text.part(hit_start..section.end as usize);
        let line_start = before.rfind('\n').map_or(section.start as usize, |at| section.start as usize + at + 1);
        let line_end = behind.find('\n').map_or(section.end as usize, |at| hit_start + at);
        let line_start = line_start + leading_space(text.part(line_start..hit_start));
        let lead = text.part(line_start..hit_start);
        let start = lead.char_indices().rev().nth(BEFORE - 1).map_or(line_start, |(at, _)| line_start + at);
        let rest = text.part(hit_start..line_end).trim_end();
        let end = rest.char_indices().nth(BEHIND).map_or(hit_start + rest.len(), |(at, _)| hit_start + at);
        let shift = |span: Span| {
            Span::new((span.start as usize).saturating_sub(start)..(span.end as usize).min(end).saturating_sub(start))
        };
        let mut found: Vec<Span> = marks(pattern, looked, Span::new(start..end), BEHIND);
        if !found.iter().any(|found| found.contains(hit.start)) {
            found.push(hit);
            found.sort_unstable();
        }
        Self {
            text: text.part(start..end).into(),
            marks: found.into_iter().map(shift).collect(),
            cut_before: start > line_start,
            cut_behind: end < hit_start + rest.len(),
        }
    }
}

fn leading_space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}
