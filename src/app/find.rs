//! Text looked for in one report.

use crate::app::page::Spot;
use crate::app::prompt::Prompt;
use crate::outline::Document;
use crate::text::Span;
use crate::text::fold::fold_char;

/// What is looked for in the report on the page, and where it was found.
#[derive(Clone, Debug, Default)]
pub struct Find {
    /// What the user types; `None` while no prompt is open.
    pub prompt: Option<Prompt>,
    origin: Option<Origin>,
    query: String,
    matches: Vec<Span>,
}

/// What was looked for, and what the page showed, when the prompt was opened.
#[derive(Clone, Debug)]
pub struct Origin {
    /// What was looked for.
    pub query: String,
    /// What the page showed.
    pub spot: Spot,
}

impl Find {
    /// Opens an empty prompt.
    pub fn open(&mut self, spot: Spot) {
        self.prompt = Some(Prompt::default());
        self.origin = Some(Origin { query: self.query.clone(), spot });
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
        &self.query
    }

    /// Where it stands in the text, in order.
    pub fn matches(&self) -> &[Span] {
        &self.matches
    }

    /// Looks for another text.
    pub fn set_query(&mut self, query: &str, document: Option<&Document>) {
        query.clone_into(&mut self.query);
        self.matches.clear();
        if let Some(document) = document {
            self.search(document);
        }
    }

    /// Looks through a document. Costs time in proportion to its length.
    pub fn search(&mut self, document: &Document) {
        self.matches = matches(&document.text, &self.query);
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
