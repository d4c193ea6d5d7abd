//! The sections of one text in which a pattern stands.
//!
//! A section is what stands from its heading to the next one, of whatever level; what stands before the first heading
//! is a section without one. All words of a pattern must stand in the same section.

use crate::outline::Outline;
use crate::search::fulltext::excerpt::Excerpt;
use crate::search::fulltext::pattern::Pattern;
use crate::search::fulltext::word::Word;
use crate::text::Span;
use crate::text::dress::Dress;

/// So many places of one text are collected at most.
const MOST: usize = 1_000_000;

/// A text that is looked through, with what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Looked<'text> {
    /// The text.
    pub text: &'text str,
    /// What may stand in it in another dress.
    pub dress: Dress,
    /// Its headings.
    pub outline: &'text Outline,
}

/// A section in which a pattern stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionHits {
    /// The heading; `None` before the first one.
    pub heading: Option<u32>,
    /// How often.
    pub hits: u32,
    /// The first place.
    pub first: Span,
    /// The last place.
    pub last: Span,
    /// The line of the first place.
    pub excerpt: Excerpt,
}

impl Looked<'_> {
    /// The bytes that belong to a heading and to none below it.
    pub fn section(&self, heading: Option<u32>) -> Span {
        let start = |heading| self.outline.get(heading).map(|heading| heading.span.start as usize);
        let first = heading.and_then(start).unwrap_or(0);
        let next = start(heading.map_or(0, |heading| heading + 1)).unwrap_or(self.text.len());
        Span::new(first..next)
    }
}

/// The places in a section before anything is made of them.
#[derive(Clone, Copy)]
struct Group {
    heading: Option<u32>,
    section: Span,
    hits: u32,
    first: Span,
    last: Span,
}

impl Group {
    fn add(&mut self, hits: u32, first: Span, last: Span) {
        self.hits = self.hits.saturating_add(hits);
        self.first = self.first.min(first);
        self.last = self.last.max(last);
    }
}

/// Finds the sections in which a pattern stands, and hands them over in the order of the text: with their excerpts
/// where these are `wanted`. Returns `None` when `cancelled` says so.
///
/// Costs one look through the text for the longest word, and through the sections where it stands for each other one.
pub fn sections_with(
    pattern: &Pattern,
    looked: Looked<'_>,
    wanted: &dyn Fn() -> bool,
    cancelled: &dyn Fn() -> bool,
    take: &mut dyn FnMut(SectionHits),
) -> Option<()> {
    let finish = |group: Group| SectionHits {
        heading: group.heading,
        hits: group.hits,
        first: group.first,
        last: group.last,
        excerpt: if wanted() { Excerpt::new(pattern, looked, group.section, group.first) } else { Excerpt::default() },
    };
    each_group(pattern, looked, cancelled, &mut |group| take(finish(group)))
}

/// All places of a pattern in a text, in order and without overlap, at most a million of them.
pub fn hits_of(pattern: &Pattern, looked: Looked<'_>) -> Vec<Span> {
    // Nobody cancels, so that there is an answer.
    hits_unless(pattern, looked, &|| false).unwrap_or_default()
}

/// The same, unless `cancelled` says otherwise before all are known.
pub fn hits_unless(pattern: &Pattern, looked: Looked<'_>, cancelled: &dyn Fn() -> bool) -> Option<Vec<Span>> {
    let mut hits = Vec::new();
    each_group(pattern, looked, cancelled, &mut |group| {
        let room = MOST.saturating_sub(hits.len());
        hits.extend(marks(pattern, looked, group.section, room));
    })?;
    Some(hits)
}

/// All places of a pattern in a section of a text, as [`hits_of`] returns them.
pub fn hits_in(pattern: &Pattern, looked: Looked<'_>, section: Span) -> Vec<Span> {
    marks(pattern, looked, section, MOST)
}

/// The first places of all words in a part of a text, in order and without overlap, so many at most.
pub(super) fn marks(pattern: &Pattern, looked: Looked<'_>, part: Span, most: usize) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for word in pattern.words() {
        let enough = found.len().saturating_add(most);
        let _ = word.each_hit(looked.text, looked.dress, part.range(), &|| false, &mut |span| {
            found.push(span);
            found.len() < enough
        });
    }
    if pattern.words().len() > 1 {
        found.sort_unstable();
        let mut end = 0;
        found.retain(|span| {
            let apart = span.start >= end;
            end = if apart { span.end } else { end };
            apart
        });
    }
    found.truncate(most);
    found
}

/// The sections in which all words stand.
fn each_group(
    pattern: &Pattern,
    looked: Looked<'_>,
    cancelled: &dyn Fn() -> bool,
    take: &mut dyn FnMut(Group),
) -> Option<()> {
    let Some((first, others)) = pattern.words().split_first() else { return Some(()) };
    let mut stopped = false;
    each_section(first, looked, cancelled, &mut |mut group| match others
        .iter()
        .try_fold(true, |all, word| Some(all && join(word, looked, cancelled, &mut group)?))
    {
        Some(true) => take(group),
        Some(false) => {}
        None => stopped = true,
    })?;
    (!stopped).then_some(())
}

/// Adds the places of a further word in a section. Returns whether there are any.
fn join(word: &Word, looked: Looked<'_>, cancelled: &dyn Fn() -> bool, group: &mut Group) -> Option<bool> {
    let mut own: Option<(u32, Span, Span)> = None;
    word.each_hit(looked.text, looked.dress, group.section.range(), cancelled, &mut |span| {
        let (hits, first, _) = own.unwrap_or((0, span, span));
        own = Some((hits.saturating_add(1), first, span));
        true
    })?;
    let Some((hits, first, last)) = own else { return Some(false) };
    group.add(hits, first, last);
    Some(true)
}

/// The sections in which a word stands.
fn each_section(
    word: &Word,
    looked: Looked<'_>,
    cancelled: &dyn Fn() -> bool,
    take: &mut dyn FnMut(Group),
) -> Option<()> {
    let mut open: Option<Group> = None;
    word.each_hit(looked.text, looked.dress, 0..looked.text.len(), cancelled, &mut |span| {
        match &mut open {
            Some(group) if span.start < group.section.end => group.add(1, span, span),
            _ => {
                let heading = looked.outline.at(span.start);
                let section = looked.section(heading);
                let next = Group { heading, section, hits: 1, first: span, last: span };
                if let Some(done) = open.replace(next) {
                    take(done);
                }
            }
        }
        true
    })?;
    if let Some(done) = open {
        take(done);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::formats::{self, Options};
    use crate::outline::Document;
    use crate::search::fulltext::PatternOptions;
    use crate::text::Part;

    fn document(markdown: &str) -> Document {
        formats::read(Path::new("x.md"), markdown.as_bytes(), &Options::default())
    }

    fn looked(document: &Document) -> Looked<'_> {
        Looked { text: &document.text, dress: Dress::of_text(&document.text), outline: &document.outline }
    }

    fn found(markdown: &str, typed: &str) -> Vec<SectionHits> {
        let document = document(markdown);
        let pattern = Pattern::new(typed, PatternOptions::default()).unwrap();
        let mut found = Vec::new();
        sections_with(&pattern, looked(&document), &|| true, &|| false, &mut |section| found.push(section)).unwrap();
        found
    }

    const REPORT: &str =
        "问题在前。\n\n# 年报\n\n问题一，问题二。\n\n## 问题\n\n整改。\n\n### 措施\n\n整改问题。\n\n# 其他\n\n整改。\n";

    #[test]
    fn hits_are_grouped_by_the_section_that_they_stand_in() {
        let check = |typed: &str, expected: &[(Option<u32>, u32, &str)]| {
            let found = found(REPORT, typed);
            let found: Vec<_> =
                found.iter().map(|section| (section.heading, section.hits, &*section.excerpt.text)).collect();
            assert_eq!(found, expected, "{typed}");
        };
        check(
            "问题",
            &[
                (None, 1, "问题在前。"),
                (Some(0), 2, "问题一，问题二。"),
                (Some(1), 1, "问题"),
                (Some(2), 1, "整改问题。"),
            ],
        );
        check("整改 问题", &[(Some(1), 2, "问题"), (Some(2), 2, "整改问题。")]);
        check("問題 措施", &[(Some(2), 2, "措施")]);
        check("措施 问题 整改", &[(Some(2), 3, "措施")]);
        check("其他 问题", &[]);
        check("", &[]);
        check("没有", &[]);
    }

    #[test]
    fn the_places_of_a_text_are_those_of_its_sections() {
        let document = document(REPORT);
        let check = |typed: &str, expected: &[&str]| {
            let pattern = Pattern::new(typed, PatternOptions::default()).unwrap();
            let spans = hits_of(&pattern, looked(&document));
            let shown: Vec<&str> = spans.iter().map(|&span| document.text.span(span)).collect();
            assert_eq!(shown, expected, "{typed}");
            assert!(spans.is_sorted_by(|one, next| one.end <= next.start));
        };
        check("整改 问题", &["问题", "整改", "整改", "问题"]);
        check("题一 问题", &["问题", "问题"]);
        check("没有", &[]);
    }

    #[test]
    fn the_end_of_a_section_is_not_that_of_the_text() {
        let (document, options) = (document(REPORT), PatternOptions { expression: true, ..PatternOptions::default() });
        let looked = looked(&document);
        let check = |typed: &str, expected: usize| {
            let pattern = Pattern::new(typed, options).unwrap();
            let sections = (0..document.outline.len()).map(|heading| looked.section(Some(heading)));
            let found: usize = sections.map(|section| hits_in(&pattern, looked, section).len()).sum();
            assert_eq!((found, hits_of(&pattern, looked).len()), (expected, expected), "{typed}");
        };
        check(r"整改。\s*\z", 1);
        check(r"整改。$", 2);
    }

    #[test]
    fn a_long_line_is_shown_around_its_first_hit() {
        let long = format!("{}needle and {}needle{}", "x".repeat(5_000), "y".repeat(30), "z".repeat(5_000));
        let found = found(&long, "needle");
        let Excerpt { text, marks, cut_before, cut_behind } = &found[0].excerpt;
        assert!(*cut_before && *cut_behind);
        assert_eq!(text.chars().count(), BEFORE_AND_BEHIND);
        assert!(marks.iter().all(|&mark| text.span(mark) == "needle"), "{text}");
        assert_eq!(marks.len(), 2);
    }

    const BEFORE_AND_BEHIND: usize = 280;

    #[test]
    fn what_is_cancelled_has_no_answer() {
        let document = document(REPORT);
        let pattern = Pattern::new("问题", PatternOptions::default()).unwrap();
        assert_eq!(sections_with(&pattern, looked(&document), &|| true, &|| true, &mut |_| ()), None);
    }
}
