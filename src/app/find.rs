//! Text looked for in one report.

use std::sync::Arc;

use crate::app::page::Spot;
use crate::app::prompt::Prompt;
use crate::outline::Document;
use crate::search::fulltext::{Looked, Pattern, hits_of};
use crate::text::Span;
use crate::text::dress::Dress;
use crate::text::fold::fold_char;

/// What is looked for.
#[derive(Clone, Debug)]
pub enum Sought {
    /// A text; nothing where it is empty.
    Text(String),
    /// What a search in all texts was for.
    Pattern(Arc<Pattern>),
}

impl Default for Sought {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

/// What is looked for in the report on the page, and where it was found.
#[derive(Clone, Debug, Default)]
pub struct Find {
    /// What the user types; `None` while no prompt is open.
    pub prompt: Option<Prompt>,
    origin: Option<Origin>,
    sought: Sought,
    /// What was looked for before a search in all texts, while that has not been accepted.
    kept: Option<Sought>,
    matches: Vec<Span>,
}

/// What was looked for, and what the page showed, when the prompt was opened.
#[derive(Clone, Debug)]
pub struct Origin {
    /// What was looked for.
    pub sought: Sought,
    /// What the page showed.
    pub spot: Spot,
}

impl Find {
    /// Opens an empty prompt.
    pub fn open(&mut self, spot: Spot) {
        self.prompt = Some(Prompt::default());
        self.origin = Some(Origin { sought: self.sought.clone(), spot });
    }

    /// Closes the prompt. Returns what there was when it was opened.
    pub fn close(&mut self) -> Option<Origin> {
        self.prompt = None;
        self.origin.take()
    }

    /// What there was when the prompt was opened.
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// Another report is shown: the prompt is closed, and what is looked for has not been found in it yet.
    pub fn leave_report(&mut self) {
        self.close();
        self.matches.clear();
    }

    /// What is looked for.
    pub fn query(&self) -> &str {
        match &self.sought {
            Sought::Text(text) => text,
            Sought::Pattern(pattern) => pattern.typed(),
        }
    }

    /// Whether anything is looked for.
    pub fn is_looking(&self) -> bool {
        !self.query().is_empty()
    }

    /// What is looked for, where a search in all texts was for it.
    pub fn pattern(&self) -> Option<&Arc<Pattern>> {
        match &self.sought {
            Sought::Text(_) => None,
            Sought::Pattern(pattern) => Some(pattern),
        }
    }

    /// Keeps what is looked for in mind while something else is.
    pub fn keep(&mut self) {
        self.kept = Some(self.sought.clone());
    }

    /// What was kept in mind is not needed any more.
    pub fn forget_kept(&mut self) {
        self.kept = None;
    }

    /// Looks again for what was kept in mind.
    pub fn take_up(&mut self, document: Option<&Document>) {
        if let Some(kept) = self.kept.take() {
            self.look_for(kept, document);
        }
    }

    /// Where it stands in the text, in order.
    pub fn matches(&self) -> &[Span] {
        &self.matches
    }

    /// Looks for another text.
    pub fn set_query(&mut self, query: &str, document: Option<&Document>) {
        self.look_for(Sought::Text(query.to_owned()), document);
    }

    /// Looks for something else.
    pub fn look_for(&mut self, sought: Sought, document: Option<&Document>) {
        self.sought = sought;
        self.matches.clear();
        if let Some(document) = document {
            self.search(document);
        }
    }

    /// Looks through a document. Costs time in proportion to its length.
    pub fn search(&mut self, document: &Document) {
        self.matches = match &self.sought {
            Sought::Text(text) => matches(&document.text, text),
            Sought::Pattern(pattern) => {
                hits_of(pattern, Looked { text: &document.text, dress: Dress::ANY, outline: &document.outline })
            }
        };
    }

    /// The match `steps` after the first one that begins at `offset` or behind it, or so many before it, going round
    /// at the ends. Returns its number and its place.
    pub fn step(&self, offset: u32, steps: isize) -> Option<(usize, Span)> {
        let length = isize::try_from(self.matches.len()).ok().filter(|&length| length > 0)?;
        let from = self.matches.partition_point(|found| found.start < offset);
        let at = isize::try_from(from).ok()?.saturating_add(steps).rem_euclid(length);
        let at = usize::try_from(at).ok()?;
        self.matches.get(at).map(|&found| (at, found))
    }
}

/// Where a text stands in another, both folded; matches don't overlap.
fn matches(text: &str, query: &str) -> Vec<Span> {
    let query: String = query.chars().map(fold_char).collect();
    if query.is_empty() {
        return Vec::new();
    }
    let folded: String = text.chars().map(fold_char).collect();
    // Folding keeps characters apart but not their lengths: both texts are walked side by side.
    let mut sides = text.chars().zip(folded.chars());
    let (mut plain_at, mut folded_at) = (0, 0);
    let mut plain_offset = |target: usize| {
        while folded_at < target {
            let Some((plain, folded)) = sides.next() else { break };
            plain_at += plain.len_utf8();
            folded_at += folded.len_utf8();
        }
        plain_at
    };
    let found = folded.match_indices(&query);
    found.map(|(at, _)| Span::new(plain_offset(at)..plain_offset(at + query.len()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Part;

    #[test]
    fn text_is_found_whatever_its_case_and_width() {
        let check = |text: &str, query: &str, expected: &[&str]| {
            let found: Vec<&str> = matches(text, query).into_iter().map(|span| text.span(span)).collect();
            assert_eq!(found, expected, "{query:?} in {text:?}");
        };
        check("（一）总结 (一)", "(一)", &["（一）", "(一)"]);
        check("ABC abc ÀBC", "abc", &["ABC", "abc", "ÀBC"]);
        check("aaaa", "aa", &["aa", "aa"]);
        check("总结", "", &[]);
        check("总结", "报告", &[]);
    }

    #[test]
    fn steps_go_round() {
        let find = Find { matches: vec![Span::new(5..6), Span::new(9..10)], ..Find::default() };
        let check = |offset, steps, expected| assert_eq!(find.step(offset, steps).unwrap().0, expected);
        check(0, 0, 0);
        check(6, 0, 1);
        check(10, 0, 0);
        check(9, 1, 0);
        check(5, -1, 1);
        assert_eq!(Find::default().step(0, 0), None);
    }
}
