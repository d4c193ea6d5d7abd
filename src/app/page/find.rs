//! Text looked for in one report.

use std::sync::Arc;

use crate::app::input::prompt::Prompt;
use crate::app::page::Spot;
use crate::outline::Document;
use crate::search::fulltext::{Looked, Pattern, hits_in, hits_of};
use crate::text::Span;
use crate::text::dress::Dress;
use crate::text::needle::Needle;

/// What is looked for.
#[derive(Clone, Debug)]
pub enum Sought {
    /// A text; nothing where it is empty.
    Text(String),
    /// What a search in all texts was for.
    Pattern(Arc<Pattern>),
}

impl PartialEq for Sought {
    /// The same text, or the same pattern of the same search.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => one == other,
            (Self::Pattern(one), Self::Pattern(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl Eq for Sought {}

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
    /// The part of the text that was looked through, where that is not all of it.
    looked: Option<Span>,
    /// The number under which the rest is looked through.
    asked: Option<u64>,
    /// So many matches further on the user wants to be, as soon as that is known.
    pub awaited: Option<isize>,
}

/// So many bytes are looked through at once.
pub const SLICE: u32 = 512 * 1024;
/// So many matches of a shorter text are looked at once for a longer one.
const MANY: usize = 100_000;

/// Further matches in a long text.
#[derive(Clone, Debug)]
pub enum FoundText {
    /// Behind those that are known, before the end of the text.
    Ahead(Vec<Span>),
    /// Before those that are known; now all are.
    Rest(Vec<Span>),
    /// All that there are.
    All(Vec<Span>),
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
        (self.looked, self.asked, self.awaited) = (None, None, None);
    }

    /// What is looked for.
    pub fn sought(&self) -> &Sought {
        &self.sought
    }

    /// What is looked for, as it was typed.
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
    pub fn take_up(&mut self, document: Option<&Document>, from: u32) {
        if let Some(kept) = self.kept.take() {
            self.look_for(kept, document, from);
        }
    }

    /// Where it stands in the text, in order.
    pub fn matches(&self) -> &[Span] {
        &self.matches
    }

    /// Whether all matches are known.
    pub fn is_complete(&self) -> bool {
        self.looked.is_none()
    }

    /// The part of the text that was looked through, where more is left.
    pub fn looked(&self) -> Option<Span> {
        self.looked
    }

    /// Looks for another text.
    pub fn set_query(&mut self, query: &str, document: Option<&Document>, from: u32) {
        self.look_for(Sought::Text(query.to_owned()), document, from);
    }

    /// Looks for something else. Where a text is only longer than the one before, no more than the places of that are
    /// looked at. A pattern that is looked for already is not looked for anew.
    pub fn look_for(&mut self, sought: Sought, document: Option<&Document>, from: u32) {
        if matches!(sought, Sought::Pattern(_)) && sought == self.sought && document.is_some() {
            return;
        }
        let before = std::mem::replace(&mut self.sought, sought);
        let known = self.is_complete() && self.matches.len() <= MANY;
        match (document, &before, &self.sought) {
            (Some(document), Sought::Text(shorter), Sought::Text(longer)) if known && narrows(shorter, longer) => {
                let needle = Needle::new(longer);
                self.matches = self.matches.iter().filter_map(|found| needle.at(&document.text, found.start)).collect();
            }
            (Some(document), _, _) => self.search(document, from),
            (None, _, _) => {
                self.matches.clear();
                (self.looked, self.asked) = (None, None);
            }
        }
    }

    /// Looks through a document: at no more than a part of bounded length from a byte on, unless that is all. What a
    /// search in all texts was for is not looked for at all in a longer one, as only whole sections say where it stands.
    pub fn search(&mut self, document: &Document, from: u32) {
        let (text, length) = (document.text.as_str(), document.text.len());
        (self.looked, self.asked) = (None, None);
        match &self.sought {
            Sought::Text(query) => {
                let from = if length <= SLICE { 0 } else { text.floor_char_boundary(from as usize) };
                let from = u32::try_from(from).unwrap_or(0);
                let part = Span { start: from, end: from.saturating_add(SLICE).min(length) };
                let (found, end) = Needle::new(query).find_in(text, part);
                self.matches = found;
                let whole = query.is_empty() || from == 0 && end >= length;
                self.looked = (!whole).then_some(Span { start: from, end });
            }
            Sought::Pattern(pattern) if length <= SLICE => self.matches = hits_of(pattern, looked(document)),
            Sought::Pattern(_) => {
                self.matches.clear();
                self.looked = Some(Span { start: from, end: from });
            }
        }
    }

    /// A search in all texts has found this place: while the others are not known, those near it in its section are
    /// looked for.
    pub fn look_near(&mut self, document: &Document, hit: Span) {
        let Sought::Pattern(pattern) = &self.sought else { return };
        if !self.is_complete() {
            let own = looked(document).section(document.outline.at(hit.start));
            let bound = |at: u32| document.text.floor_char_boundary(at as usize);
            let near = Span::new(bound(hit.start.saturating_sub(SLICE / 4))..bound(hit.end.saturating_add(SLICE / 4)));
            let near = Span { start: near.start.max(own.start), end: near.end.min(own.end) };
            self.matches = hits_in(pattern, looked(document), near);
        }
    }

    /// The rest is to be looked through under this number, unless it is already.
    pub fn ask(&mut self, number: u64) {
        self.asked = Some(number);
    }

    /// Whether the rest is looked through under this number.
    pub fn has_asked(&self, number: u64) -> bool {
        self.asked == Some(number) && !self.is_complete()
    }

    /// Takes further matches.
    pub fn add(&mut self, found: FoundText) {
        match found {
            FoundText::Ahead(found) => self.matches.extend(found),
            FoundText::Rest(mut found) => {
                // A text that overlaps itself is found otherwise from elsewhere.
                let first = self.matches.first().map_or(u32::MAX, |first| first.start);
                found.retain(|found| found.end <= first);
                found.append(&mut self.matches);
                (self.matches, self.looked) = (found, None);
            }
            FoundText::All(found) => (self.matches, self.looked) = (found, None),
        }
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

    /// Whether so many steps lead round an end.
    pub fn goes_round(&self, offset: u32, steps: isize) -> bool {
        let from = self.matches.partition_point(|found| found.start < offset);
        from.checked_add_signed(steps).is_none_or(|aim| aim >= self.matches.len())
    }
}

/// A document as a search in all texts looks at it.
pub fn looked(document: &Document) -> Looked<'_> {
    Looked { text: &document.text, dress: Dress::ANY, outline: &document.outline }
}

fn narrows(shorter: &str, longer: &str) -> bool {
    Needle::new(longer).narrows(&Needle::new(shorter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fulltext::PatternOptions;
    use crate::text::Text;

    #[test]
    fn a_long_text_is_found_from_the_reading_position_on_and_the_rest_by_and_by() {
        let text = format!("here {} here {} here", ".".repeat(SLICE as usize), ".".repeat(SLICE as usize));
        let document = Document { text: Text::new(text), ..Document::default() };
        let mut find = Find::default();
        find.set_query("here", Some(&document), SLICE);
        let first = 5 + SLICE + 1;
        let starts = |find: &Find| find.matches().iter().map(|found| found.start).collect::<Vec<_>>();
        assert_eq!((starts(&find), find.is_complete()), (vec![first], false));
        let looked = find.looked().unwrap();
        assert!(looked.start == SLICE && looked.end >= first + 4, "{looked:?}");
        let last = document.text.len() - 4;
        find.add(FoundText::Ahead(vec![Span { start: last, end: last + 4 }]));
        assert_eq!((starts(&find), find.is_complete()), (vec![first, last], false));
        find.add(FoundText::Rest(vec![Span { start: 0, end: 4 }]));
        assert_eq!((starts(&find), find.is_complete()), (vec![0, first, last], true));
        // What is known is narrowed, and what is not is looked for anew.
        find.set_query("here .", Some(&document), SLICE);
        assert_eq!((starts(&find), find.is_complete()), (vec![0, first], true));
        find.set_query("ere", Some(&document), SLICE);
        assert_eq!((starts(&find), find.is_complete()), (vec![first + 1], false));
    }

    #[test]
    fn a_pattern_is_found_near_the_hit_in_a_long_text_and_once() {
        let filler = ".".repeat(SLICE as usize);
        let text = format!("here one {filler} here two here {filler} here one");
        let document = Document { text: Text::new(text), ..Document::default() };
        let pattern = Arc::new(Pattern::new("here", PatternOptions::default()).unwrap());
        let mut find = Find::default();
        find.look_for(Sought::Pattern(Arc::clone(&pattern)), Some(&document), 0);
        assert_eq!((find.matches().len(), find.is_complete()), (0, false));
        let middle = document.text.find("here two").map(|at| Span::new(at..at + 4)).unwrap();
        find.look_near(&document, middle);
        assert_eq!((find.matches().len(), find.is_complete()), (2, false));
        find.add(FoundText::All(hits_of(&pattern, looked(&document))));
        assert_eq!((find.matches().len(), find.is_complete()), (4, true));
        // Another answer of the same search changes nothing.
        find.look_for(Sought::Pattern(pattern), Some(&document), 0);
        assert_eq!((find.matches().len(), find.is_complete()), (4, true));
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
        let check = |offset, steps, expected| assert_eq!(find.goes_round(offset, steps), expected, "{offset} {steps}");
        check(0, 1, false);
        check(0, 2, true);
        check(10, 0, true);
        check(9, 4, true);
        check(5, -1, true);
        check(9, -1, false);
    }
}
