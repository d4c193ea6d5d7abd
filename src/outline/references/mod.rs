//! References in words: 见第三章, see Section 4.2, `[12]`. They lead to a heading, or to an entry of the literature.
//!
//! Only where one heading is meant: of several with that number, the one nearest in scope, and none where two are
//! equally near. What is said of another document is left alone.

mod cases;
mod others;
mod words;

use std::collections::HashMap;

use self::others::{goes_on, is_of_other};
use self::words::{Found, Kind, Step, found, kind};
use crate::outline::number::mark;
use crate::outline::{Block, BlockKind, Document, Link, Outline, Target};
use crate::text::{Part, Span};

/// The most headings of a report in which references are looked for.
const MOST: u32 = 200_000;

/// The bytes around a reference that say whether another document is meant.
const BEFORE: usize = 120;

/// What references in a report can mean.
#[derive(Clone, Debug, Default)]
pub struct References {
    /// The headings by the kind and the path of their numbers, in ascending order.
    headings: HashMap<(Kind, Vec<u16>), Vec<u32>>,
    /// Where the entries of the literature stand, by their numbers.
    entries: HashMap<u16, u32>,
    /// The section of the literature, in which numbers in brackets are its own.
    literature: Span,
}

impl References {
    /// Learns the numbers of a report's headings and of its literature. Linear in the number of headings and in the
    /// length of the literature.
    pub fn of(document: &Document) -> Self {
        let outline = &document.outline;
        let mut references = Self::default();
        if outline.len() > MOST || document.partial {
            return references;
        }
        for heading in 0..outline.len() {
            let title = outline.title(heading);
            if let Some((kind, mark)) = mark(title).and_then(|mark| Some((kind(&mark)?, mark))) {
                references.headings.entry((kind, mark.path.parts().to_vec())).or_default().push(heading);
            }
            if is_literature(outline.words(heading)) {
                references.literature = outline.section(heading, document.text.len());
            }
        }
        references.learn_entries(document);
        references
    }

    fn learn_entries(&mut self, document: &Document) {
        let mut at = self.literature.start;
        for line in document.text.span(self.literature).split_inclusive('\n') {
            if let Some((number, _)) = words::bracketed(line.trim_start()) {
                let indent = line.len() - line.trim_start().len();
                self.entries.entry(number).or_insert(at + u32::try_from(indent).unwrap_or(0));
            }
            at += u32::try_from(line.len()).unwrap_or(0);
        }
    }

    /// The references that begin in a part of the text, in order. Linear in the length of that part.
    pub fn within(&self, document: &Document, within: Span) -> Vec<Link> {
        if self.headings.is_empty() && self.entries.is_empty() {
            return Vec::new();
        }
        let first = document.blocks.partition_point(|block| block.span.end <= within.start);
        let blocks = document.blocks.iter().skip(first).take_while(|block| block.span.start < within.end);
        let mut links = Vec::new();
        for block in blocks {
            match block.kind {
                BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote | BlockKind::Table => {
                    self.scan(document, block, within, &mut links);
                }
                BlockKind::Heading
                | BlockKind::Code
                | BlockKind::Gap
                | BlockKind::Boilerplate
                | BlockKind::Rule
                | BlockKind::Image => {}
            }
        }
        links
    }

    fn scan(&self, document: &Document, block: &Block, within: Span, links: &mut Vec<Link>) {
        let text = document.text.span(block.span);
        let to = within.end.saturating_sub(block.span.start) as usize;
        let mut at = within.start.saturating_sub(block.span.start) as usize;
        let mut last = None::<(usize, bool)>;
        while let Some(letter) = text.part(at..text.len()).chars().next().filter(|_| at < to) {
            let Some(found) = found(text, at).filter(|_| at > 0 || block.kind == BlockKind::Table) else {
                at += letter.len_utf8();
                continue;
            };
            let end = at + found.length();
            let goes_on = last.filter(|(behind, _)| goes_on(text.part(*behind..at)));
            let other = match goes_on {
                Some((_, other)) => other,
                None => is_of_other(text.part(at.saturating_sub(BEFORE)..at), text.part(end..end + BEFORE)),
            };
            last = Some((end, other));
            if !other {
                links.extend(self.link(document, block.span.start, at, &found));
            }
            at = end;
        }
    }

    /// The link of a reference that stands so many bytes behind the start of its block.
    fn link(&self, document: &Document, start: u32, at: usize, found: &Found) -> Option<Link> {
        let at = start + u32::try_from(at).unwrap_or(0);
        let (length, target) = match found {
            Found::Entry { number, length } => {
                let is_own = (self.literature.start..self.literature.end).contains(&at);
                (*length, self.entries.get(number).copied().filter(|_| !is_own)?)
            }
            Found::Heading(steps) => self.resolve(&document.outline, at, steps)?,
        };
        let inside = document.outline.at(at).and_then(|heading| document.outline.get(heading));
        if inside.is_some_and(|heading| heading.span.end > at) || is_entry(&document.text, at as usize, target as usize)
        {
            return None;
        }
        let end = at + u32::try_from(length).unwrap_or(0);
        Some(Link { span: Span { start: at, end }, target: Target::Place(target) })
    }

    /// The heading that steps lead to from a place, as far as they do: how many bytes they take, and its place.
    fn resolve(&self, outline: &Outline, from: u32, steps: &[Step]) -> Option<(usize, u32)> {
        let mut length = 0;
        let mut reached: Option<u32> = None;
        for step in steps {
            let next = match reached {
                None => step.keys.iter().find_map(|key| self.nearest(outline, from, key)),
                Some(above) => step.keys.iter().find_map(|key| self.only(key, below(outline, above))),
            };
            let Some(next) = next else { break };
            length += step.length;
            reached = Some(next);
        }
        Some((length, outline.get(reached?)?.span.start))
    }

    /// The heading of a number that is nearest in scope.
    fn nearest(&self, outline: &Outline, from: u32, key: &(Kind, Vec<u16>)) -> Option<u32> {
        let scopes = outline.at(from).map(|own| {
            let mut scopes = outline.ancestors(own);
            scopes.push(own);
            scopes
        });
        let scopes = scopes.unwrap_or_default().into_iter().rev().map(|scope| below(outline, scope));
        for (first, last) in scopes.chain([(0, outline.len())]) {
            match self.count(key, (first, last)) {
                0 => {}
                1 => return self.only(key, (first, last)),
                _ => return None,
            }
        }
        None
    }

    fn of_key(&self, key: &(Kind, Vec<u16>), (first, last): (u32, u32)) -> &[u32] {
        let all = self.headings.get(key).map_or(&[][..], Vec::as_slice);
        let start = all.partition_point(|heading| *heading < first);
        let end = all.partition_point(|heading| *heading < last);
        all.get(start..end).unwrap_or_default()
    }

    fn count(&self, key: &(Kind, Vec<u16>), range: (u32, u32)) -> usize {
        self.of_key(key, range).len()
    }

    /// The only heading of a number among some.
    fn only(&self, key: &(Kind, Vec<u16>), range: (u32, u32)) -> Option<u32> {
        match self.of_key(key, range) {
            [only] => Some(*only),
            _ => None,
        }
    }
}

/// The indices of the headings below one.
fn below(outline: &Outline, heading: u32) -> (u32, u32) {
    (heading + 1, outline.get(heading).map_or(heading + 1, |heading| heading.last))
}

/// The longest line that may be an entry of the contents, in bytes.
const LONGEST_ENTRY: usize = 240;

/// Whether the line that begins at a place is the entry of the contents for the heading at another one: it says the
/// same, but for dots and the number of a page.
fn is_entry(text: &str, at: usize, heading: usize) -> bool {
    let begins = text.part(at.saturating_sub(40)..at).trim_end_matches([' ', '\t', '\u{3000}']).ends_with('\n');
    let line = |at: usize| text.part(at..at + LONGEST_ENTRY).lines().next().unwrap_or_default();
    let is_end = |letter: char| letter.is_ascii_digit() || letter.is_whitespace() || "….·．-—()（）".contains(letter);
    begins && line(heading).starts_with(line(at).trim_end_matches(is_end))
}

/// Whether a title is that of the literature.
fn is_literature(words: &str) -> bool {
    let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    matches!(
        words.trim_end_matches([':', '：']),
        "参考文献"
            | "參考文獻"
            | "主要参考文献"
            | "参考资料"
            | "references"
            | "bibliography"
            | "works cited"
            | "literature"
    )
}
