//! The thread that looks for a text in what is left of a long report.

use std::io;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::Builder;
use std::time::{Duration, Instant};

use crate::app::Event;
use crate::app::beside::comparison::Passage;
use crate::app::page::find::{self, FoundText, SLICE, Sought};
use crate::outline::Document;
use crate::search::fulltext::hits_unless;
use crate::terminal::mailbox::Mailbox;
use crate::text::Span;
use crate::text::needle::Needle;

/// So long what was found is held back: no screen is drawn for each slice.
const PAUSE: Duration = Duration::from_millis(100);

/// A text that is looked for.
pub(super) struct Finding {
    /// The number of this search.
    pub(super) number: u64,
    /// The part that was looked through.
    pub(super) looked: Passage,
    /// What is looked for.
    pub(super) sought: Sought,
}

/// Starts the thread; `answer` takes what it finds. It ends with the program.
pub(super) fn serve(finds: Mailbox<Finding>, answer: impl Fn(Event) + Send + 'static) -> io::Result<()> {
    let serve = move || {
        loop {
            let finding = finds.take();
            let answer = |found| answer(Event::TextFound(finding.number, found));
            let looked = catch_unwind(AssertUnwindSafe(|| look(&finding, &|| finds.is_full(), &answer)));
            if looked.is_err() {
                // Whoever asked must not wait for ever.
                answer(FoundText::Rest(Vec::new()));
            }
        }
    };
    Builder::new().name("find".to_owned()).spawn(serve).map(drop)
}

/// Looks through a document, until a newer search is asked for.
fn look(Finding { looked, sought, .. }: &Finding, newer: &dyn Fn() -> bool, answer: &dyn Fn(FoundText)) {
    match sought {
        Sought::Text(text) => look_around(looked, &Needle::new(text), newer, answer),
        Sought::Pattern(pattern) => {
            let found = hits_unless(pattern, find::looked(&looked.document), newer);
            found.map(FoundText::All).into_iter().for_each(answer);
        }
    }
}

/// Looks through what is behind the part, then through what is before it.
fn look_around(looked: &Passage, needle: &Needle, newer: &dyn Fn() -> bool, answer: &dyn Fn(FoundText)) {
    let Passage { document, span } = looked;
    let mut answered = Instant::now();
    let mut found = Vec::new();
    let mut at = span.end;
    while at < document.text.len() {
        if newer() {
            return;
        }
        at = slice(document, needle, at..document.text.len(), &mut found);
        if answered.elapsed() > PAUSE && !found.is_empty() {
            answer(FoundText::Ahead(std::mem::take(&mut found)));
            answered = Instant::now();
        }
    }
    answer(FoundText::Ahead(found));
    let mut before = Vec::new();
    let mut at = 0;
    while at < span.start {
        if newer() {
            return;
        }
        at = slice(document, needle, at..span.start, &mut before);
    }
    answer(FoundText::Rest(before));
}

/// Looks through a slice at the beginning of a part. Returns where the next one begins.
fn slice(document: &Document, needle: &Needle, part: Range<u32>, found: &mut Vec<Span>) -> u32 {
    let part = Span { start: part.start, end: part.start.saturating_add(SLICE).min(part.end) };
    let (spans, next) = needle.find_in(&document.text, part);
    found.extend(spans);
    next
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::sync::Arc;

    use super::*;
    use crate::search::fulltext::{Pattern, PatternOptions};
    use crate::text::Text;

    #[test]
    fn what_is_behind_a_part_and_before_it_is_found() {
        let filler = "。".repeat(400_000);
        let text = Text::new(format!("党建{filler}党建{filler}党建{filler}党建"));
        let document = Arc::new(Document { text: text.clone(), ..Document::default() });
        let one = 6 + 1_200_000;
        let looked = Passage { document, span: Span { start: one, end: one + 6 } };
        let finding = Finding { number: 1, looked, sought: Sought::Text("黨建".to_owned()) };
        let found = RefCell::new(Vec::new());
        look(&finding, &|| false, &|some| found.borrow_mut().push(some));
        let (mut ahead, mut rest) = (Vec::new(), Vec::new());
        for some in found.into_inner() {
            match some {
                FoundText::Ahead(spans) => ahead.extend(spans),
                FoundText::Rest(spans) => rest.push(spans),
                FoundText::All(_) => {}
            }
        }
        let starts = |spans: &[Span]| spans.iter().map(|span| span.start).collect::<Vec<_>>();
        assert_eq!((starts(&ahead), rest.len(), starts(&rest[0])), (vec![2 * one, 3 * one], 1, vec![0]));
        let nothing = RefCell::new(0);
        look(&finding, &|| true, &|_| *nothing.borrow_mut() += 1);
        let pattern = Arc::new(Pattern::new("黨建", PatternOptions::default()).unwrap());
        let finding = Finding { sought: Sought::Pattern(pattern), ..finding };
        look(&finding, &|| true, &|_| *nothing.borrow_mut() += 1);
        assert_eq!(nothing.into_inner(), 0);
        let found = RefCell::new(Vec::new());
        look(&finding, &|| false, &|some| found.borrow_mut().push(some));
        assert!(matches!(&found.into_inner()[..], [FoundText::All(all)] if starts(all) == [0, one, 2 * one, 3 * one]));
    }
}
