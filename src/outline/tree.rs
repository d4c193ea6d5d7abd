//! The outline of one report: its headings in preorder, and the builder that keeps them so.

use serde::{Deserialize, Serialize};

use crate::text::{Part, Span, squeeze};

/// Where a heading comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// The format says that it is one.
    Marked,
    /// Found in text without markup.
    Detected,
}

impl Origin {
    /// The word that is printed for it.
    pub fn name(self) -> &'static str {
        match self {
            Origin::Marked => "marked",
            Origin::Detected => "detected",
        }
    }
}

/// How sure it is that a heading is one, from 0 to 100. Marked headings are certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Confidence(pub u8);

impl Confidence {
    /// Nothing speaks against it.
    pub const CERTAIN: Confidence = Confidence(100);
}

/// One heading of an [`Outline`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// The level as the report has it; 1 is the top, and levels may be skipped.
    pub level: u8,
    /// The number of ancestors: 0 for a heading under no other. At most one more than the heading before has.
    pub depth: u8,
    /// Where it comes from.
    pub origin: Origin,
    /// How sure it is.
    pub confidence: Confidence,
    /// The bytes at the title's beginning that are its number, as written (`一、`, `1.2`, `第三章`).
    number: u16,
    /// Its title, in the outline's titles.
    title: Span,
    /// Where it stands in the text.
    pub span: Span,
    /// The line of the source file that it begins on, from 1.
    pub line: u32,
    /// One past the index of its last descendant.
    pub last: u32,
}

/// A place where the numbers of a run do not follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Break {
    /// The heading before which it lies, as an index into the headings.
    pub heading: u32,
    /// What is wrong.
    pub kind: BreakKind,
}

/// How numbers fail to follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BreakKind {
    /// These numbers are missing, the first and the last of them.
    Missing(u16, u16),
    /// The number has been there already, or a later one has.
    Again(u16),
}

/// The headings of a report in preorder.
///
/// Starts ascend, `depth` grows by one at most from one heading to the next, and the headings at `index + 1 .. last`
/// are exactly the descendants of the one at `index`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    headings: Box<[Heading]>,
    titles: Box<str>,
    breaks: Box<[Break]>,
}

impl Outline {
    /// All headings, in the order of the text.
    pub fn headings(&self) -> &[Heading] {
        &self.headings
    }

    /// How many there are.
    pub fn len(&self) -> u32 {
        u32::try_from(self.headings.len()).unwrap_or(u32::MAX)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.headings.is_empty()
    }

    /// The heading at an index.
    pub fn get(&self, index: u32) -> Option<&Heading> {
        self.headings.get(index as usize)
    }

    /// The title of the heading at an index as it is written, its number included; empty where there is no such
    /// heading.
    pub fn title(&self, index: u32) -> &str {
        self.get(index).map_or("", |heading| self.titles.span(heading.title))
    }

    /// The number at the beginning of a title, as written; empty where it has none.
    pub fn number(&self, index: u32) -> &str {
        self.get(index).map_or("", |heading| self.title(index).part(0..heading.number as usize))
    }

    /// The title without its number.
    pub fn words(&self, index: u32) -> &str {
        let title = self.title(index);
        title.part(self.number(index).len()..title.len()).trim_start()
    }

    /// The first heading, where it alone stands on top of all others: the title of a report whose format has no other.
    pub fn lone_top(&self) -> Option<u32> {
        let top = self.headings.first()?.level;
        let mut others = self.headings.iter().skip(1);
        (top == 1 && others.all(|heading| heading.level > top)).then_some(0)
    }

    /// What the numbering shows to be missing before a heading.
    pub fn break_before(&self, index: u32) -> Option<BreakKind> {
        let at = self.breaks.binary_search_by_key(&index, |found| found.heading).ok()?;
        self.breaks.get(at).map(|found| found.kind)
    }

    /// The heading that this one stands under.
    pub fn parent(&self, index: u32) -> Option<u32> {
        let depth = self.get(index).map(|heading| heading.depth).filter(|&depth| depth > 0)?;
        let before = self.headings.get(..index as usize)?;
        let at = before.iter().rposition(|heading| heading.depth < depth)?;
        u32::try_from(at).ok()
    }

    /// The ancestors of a heading, the topmost first.
    pub fn ancestors(&self, index: u32) -> Vec<u32> {
        let mut chain: Vec<u32> = std::iter::successors(self.parent(index), |&at| self.parent(at)).collect();
        chain.reverse();
        chain
    }

    /// The next heading under the same parent.
    pub fn next_sibling(&self, index: u32) -> Option<u32> {
        let heading = self.get(index)?;
        let next = self.get(heading.last)?;
        (next.depth == heading.depth).then_some(heading.last)
    }

    /// The heading before it under the same parent. Costs as much as its elder siblings have descendants at most.
    pub fn previous_sibling(&self, index: u32) -> Option<u32> {
        let depth = self.get(index)?.depth;
        let before = self.headings.get(..index as usize)?;
        let at = before
            .iter()
            .rposition(|heading| heading.depth <= depth)
            .filter(|&at| before.get(at).is_some_and(|heading| heading.depth == depth))?;
        u32::try_from(at).ok()
    }

    /// The last heading that begins at or before a place in the text.
    pub fn at(&self, offset: u32) -> Option<u32> {
        let after = self.headings.partition_point(|heading| heading.span.start <= offset);
        u32::try_from(after.checked_sub(1)?).ok()
    }

    /// What a heading rules: from its own start to the next heading that is not below it, or to `end`, the length of
    /// the text.
    pub fn section(&self, index: u32, end: u32) -> Span {
        let Some(heading) = self.get(index) else {
            return Span::default();
        };
        let end = self.get(heading.last).map_or(end, |next| next.span.start);
        Span { start: heading.span.start, end: end.max(heading.span.start) }
    }

    /// The bytes of memory that it takes.
    pub fn memory(&self) -> usize {
        size_of_val(&*self.headings) + self.titles.len()
    }
}

/// A heading as a reader hands it to the [`OutlineBuilder`].
#[derive(Clone, Copy, Debug)]
pub struct NewHeading<'a> {
    /// The level; 0 counts as 1.
    pub level: u8,
    /// The title as written. Its white space is squeezed.
    pub title: &'a str,
    /// The bytes of the title that are its number.
    pub number: usize,
    /// Where it stands in the text.
    pub span: Span,
    /// The line of the source, from 1.
    pub line: u32,
    /// Where it comes from.
    pub origin: Origin,
    /// How sure it is.
    pub confidence: Confidence,
}

/// Makes an [`Outline`] from headings in the order of the text, and keeps its invariants whatever comes.
#[derive(Debug, Default)]
pub struct OutlineBuilder {
    headings: Vec<Heading>,
    titles: String,
    breaks: Vec<Break>,
    open: Vec<usize>,
}

impl OutlineBuilder {
    /// Whether nothing has been added.
    pub fn is_empty(&self) -> bool {
        self.headings.is_empty()
    }

    /// Adds the next heading. One that begins before its predecessor is taken to begin where that does.
    pub fn push(&mut self, new: NewHeading<'_>) {
        let level = new.level.max(1);
        let floor = self.headings.last().map_or(0, |heading| heading.span.start);
        self.close(level);
        let (title, number) = self.add_title(new.title, new.number);
        let start = new.span.start.max(floor);
        self.open.push(self.headings.len());
        self.headings.push(Heading {
            level,
            depth: u8::try_from(self.open.len() - 1).unwrap_or(u8::MAX),
            origin: new.origin,
            confidence: new.confidence,
            number,
            title,
            span: Span { start, end: new.span.end.max(start) },
            line: new.line,
            last: 0,
        });
    }

    /// Sets where the numbering shows that something is missing, by the headings in ascending order.
    pub fn set_breaks(&mut self, breaks: Vec<Break>) {
        self.breaks = breaks;
    }

    /// The outline of all that was added.
    pub fn finish(mut self) -> Outline {
        self.close(0);
        Outline { headings: self.headings.into(), titles: self.titles.into(), breaks: self.breaks.into() }
    }

    /// Ends the subtrees of all open headings at `level` and deeper.
    fn close(&mut self, level: u8) {
        let end = u32::try_from(self.headings.len()).unwrap_or(u32::MAX);
        while let Some(&index) = self.open.last() {
            match self.headings.get_mut(index) {
                Some(heading) if heading.level < level => break,
                Some(heading) => heading.last = end,
                None => {}
            }
            self.open.pop();
        }
    }

    /// Stores a title with its white space squeezed; returns where, and the length of its number there.
    fn add_title(&mut self, title: &str, number: usize) -> (Span, u16) {
        let start = self.titles.len();
        let title = title.trim();
        let mark = title.part(0..number);
        let words = title.part(mark.len()..title.len());
        squeeze(mark, &mut self.titles);
        let number = u16::try_from(self.titles.len() - start).unwrap_or(0);
        let parted = mark.ends_with(char::is_whitespace) || words.starts_with(char::is_whitespace);
        if number > 0 && parted && !words.trim().is_empty() {
            self.titles.push(' ');
        }
        squeeze(words, &mut self.titles);
        (Span::new(start..self.titles.len()), number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(levels: &[u8]) -> Outline {
        let mut builder = OutlineBuilder::default();
        for (at, &level) in levels.iter().enumerate() {
            builder.push(NewHeading {
                level,
                title: "标题",
                number: 0,
                span: Span::new(at * 10..at * 10 + 6),
                line: 1,
                origin: Origin::Marked,
                confidence: Confidence::CERTAIN,
            });
        }
        builder.finish()
    }

    #[test]
    fn depth_and_subtrees_follow_from_the_levels() {
        let check = |levels: &[u8], expected: &[(u8, u32)]| {
            let outline = outline(levels);
            let found: Vec<_> = outline.headings().iter().map(|heading| (heading.depth, heading.last)).collect();
            assert_eq!(found, expected, "{levels:?}");
        };
        check(&[], &[]);
        check(&[1, 2, 2, 1], &[(0, 3), (1, 2), (1, 3), (0, 4)]);
        check(&[2, 4, 3, 1], &[(0, 3), (1, 2), (1, 3), (0, 4)]);
        check(&[3, 2, 1], &[(0, 1), (0, 2), (0, 3)]);
        check(&[0, 1], &[(0, 1), (0, 2)]);
    }

    #[test]
    fn relatives_are_found() {
        let outline = outline(&[1, 2, 3, 2, 1, 2]);
        assert_eq!(outline.parent(2), Some(1));
        assert_eq!(outline.parent(0), None);
        assert_eq!(outline.ancestors(2), [0, 1]);
        assert_eq!(outline.next_sibling(1), Some(3));
        assert_eq!(outline.next_sibling(3), None);
        assert_eq!(outline.previous_sibling(3), Some(1));
        assert_eq!(outline.previous_sibling(1), None);
        assert_eq!(outline.previous_sibling(4), Some(0));
        assert_eq!(outline.previous_sibling(5), None);
        assert_eq!(outline.at(0), Some(0));
        assert_eq!(outline.at(25), Some(2));
        assert_eq!(outline.section(1, 99), Span::new(10..30));
        assert_eq!(outline.section(4, 99), Span::new(40..99));
    }

    #[test]
    fn a_title_keeps_its_number_apart() {
        let check = |title: &str, number: usize, expected: (&str, &str, &str)| {
            let mut builder = OutlineBuilder::default();
            builder.push(NewHeading {
                level: 1,
                title,
                number,
                span: Span::default(),
                line: 1,
                origin: Origin::Detected,
                confidence: Confidence(50),
            });
            let outline = builder.finish();
            assert_eq!((outline.title(0), outline.number(0), outline.words(0)), expected);
        };
        check("一、总体要求", "一、".len(), ("一、总体要求", "一、", "总体要求"));
        check("1.  Purpose\n  and scope", 2, ("1. Purpose and scope", "1.", "Purpose and scope"));
        check("第\u{a0}1\u{a0}章\u{a0}欢迎", "第\u{a0}1\u{a0}章".len(), ("第 1 章 欢迎", "第 1 章", "欢迎"));
        check("Abstract", 0, ("Abstract", "", "Abstract"));
        check("ACT I", 5, ("ACT I", "ACT I", ""));
    }
}
