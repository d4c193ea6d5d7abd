//! Two sections that are compared on the screen, sentence by sentence on each side.

use std::sync::Arc;
use std::time::Instant;

use crate::outline::Document;
use crate::text::Span;
use crate::text::compare::{Aligned, Replaced, compare};

/// A part of a report's text.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The report.
    pub document: Arc<Document>,
    /// The part of its text.
    pub span: Span,
}

impl PartialEq for Passage {
    /// The same part of the same reading of a report.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.document, &other.document) && self.span == other.span
    }
}

impl Eq for Passage {}

/// What is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The section that is taken for the older one.
    pub old: Passage,
    /// The other.
    pub new: Passage,
}

impl Pair {
    /// Compares the two. What is not compared by the deadline is taken for removed and added.
    pub fn compare(&self, deadline: Option<Instant>) -> Differences {
        let old = self.old.document.sentences(self.old.span);
        let new = self.new.document.sentences(self.new.span);
        Differences::new(&compare(&old, &new, deadline), self.old.span.start, self.new.span.start)
    }

    /// The two as wholly different, where they could not be compared.
    pub fn unlike(&self) -> Differences {
        let aligned = [Aligned::Removed(self.old.span), Aligned::Added(self.new.span)];
        Differences::new(&aligned, self.old.span.start, self.new.span.start)
    }
}

/// How a sentence stands to the other section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It is the same there.
    Same,
    /// It is the same there, in another place.
    Moved,
    /// It is changed there.
    Changed,
    /// It is missing there.
    Alone,
}

/// A sentence of one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// How it stands to the other side.
    pub kind: Kind,
    /// Its words that differ, where it is changed.
    pub words: Vec<Span>,
    /// Where its counterpart begins on the other side; where there is none, that of the sentence before it.
    pub counterpart: u32,
}

/// How many sentences differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Those that were changed.
    pub changed: usize,
    /// Those that stand in another place.
    pub moved: usize,
    /// Those of the older section alone.
    pub removed: usize,
    /// Those of the newer section alone.
    pub added: usize,
}

/// All sentences of both sides, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// The older section.
    pub old: Vec<Sentence>,
    /// The newer section.
    pub new: Vec<Sentence>,
}

impl Differences {
    /// Takes a comparison apart into its sides, which begin at these bytes.
    fn new(aligned: &[Aligned], old_start: u32, new_start: u32) -> Self {
        let mut sides = Self::default();
        let (mut old_last, mut new_last) = (old_start, new_start);
        for one in aligned {
            let (old, new) = (one.in_old(), one.in_new());
            if let Some((old, new)) = old.zip(new) {
                (old_last, new_last) = (old.start, new.start);
            }
            let kind = match one {
                Aligned::Same { .. } => Kind::Same,
                Aligned::MovedAway { .. } | Aligned::MovedHere { .. } => Kind::Moved,
                Aligned::Changed { .. } => Kind::Changed,
                Aligned::Removed(_) | Aligned::Added(_) => Kind::Alone,
            };
            let words = |side: fn(&Replaced) -> Span| {
                one.words().iter().map(side).filter(|span| !span.is_empty()).collect::<Vec<_>>()
            };
            let sentence = |span, words, counterpart| Sentence { span, kind, words, counterpart };
            sides.old.extend(old.map(|span| sentence(span, words(|words| words.old), new_last)));
            sides.new.extend(new.map(|span| sentence(span, words(|words| words.new), old_last)));
        }
        sides
    }

    /// How many sentences differ.
    pub fn changes(&self) -> Changes {
        let count = |side: &[Sentence], kind| side.iter().filter(|sentence| sentence.kind == kind).count();
        Changes {
            changed: count(&self.new, Kind::Changed),
            moved: count(&self.new, Kind::Moved),
            removed: count(&self.old, Kind::Alone),
            added: count(&self.new, Kind::Alone),
        }
    }
}

/// The sentences that share a byte with a part of the text.
pub fn overlapping(sentences: &[Sentence], span: Span) -> &[Sentence] {
    let first = sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let end = sentences.partition_point(|sentence| sentence.span.start < span.end);
    sentences.get(first..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::document;
    use crate::text::Part;

    fn pair(old: &str, new: &str) -> Pair {
        let passage = |text| {
            let document = document(text);
            let span = Span { start: 0, end: document.text.len() };
            Passage { document, span }
        };
        Pair { old: passage(old), new: passage(new) }
    }

    #[test]
    fn each_side_knows_its_own_and_where_the_other_stands() {
        let pair =
            pair("One is the same. Two was 120. Gone away now.", "One is the same. Brand-new here! Two was 135.");
        let differences = pair.compare(None);
        let shown = |passage: &Passage, other: &Passage, side: &[Sentence]| {
            let show = |sentence: &Sentence| {
                let words: Vec<&str> = sentence.words.iter().map(|&word| passage.document.text.span(word)).collect();
                let rest = other.document.text.part(sentence.counterpart as usize..usize::MAX);
                let there = rest.split(' ').next().unwrap_or_default();
                format!("{:?} {} {there}", sentence.kind, words.join(","))
            };
            side.iter().map(show).collect::<Vec<_>>()
        };
        assert_eq!(shown(&pair.old, &pair.new, &differences.old), ["Same  One", "Changed 120 Two", "Alone  Two"]);
        assert_eq!(shown(&pair.new, &pair.old, &differences.new), ["Same  One", "Alone  One", "Changed 135 Two"]);
        assert_eq!(differences.changes(), Changes { changed: 1, moved: 0, removed: 1, added: 1 });
    }

    #[test]
    fn a_line_has_the_sentences_that_it_shows() {
        let differences = pair("First. Second. Third.", "").compare(None);
        let check = |start, end, expected| {
            assert_eq!(overlapping(&differences.old, Span { start, end }).len(), expected, "{start}..{end}");
        };
        check(0, 6, 1);
        check(6, 7, 0);
        check(0, 8, 2);
        check(5, 21, 3);
        check(21, 30, 0);
    }
}
