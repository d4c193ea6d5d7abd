//! The thread that looks for a text in what is left of a long report.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::Builder;
use std::time::{Duration, Instant};

use crate::app::Event;
use crate::app::comparison::Passage;
use crate::app::find::{FoundText, SLICE};
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
    /// The text.
    pub(super) needle: Needle,
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

/// Looks through what is behind the part, then through what is before it, until a newer search is asked for.
fn look(finding: &Finding, newer: &dyn Fn() -> bool, answer: &dyn Fn(FoundText)) {
    let Passage { document, span } = &finding.looked;
    let mut answered = Instant::now();
    let mut found = Vec::new();
    let mut at = span.end;
    while at < document.text.len() {
        if newer() {
            return;
        }
        at = slice(finding, at, document.text.len(), &mut found);
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
        at = slice(finding, at, span.start, &mut before);
    }
    answer(FoundText::Rest(before));
}

fn slice(finding: &Finding, at: u32, last: u32, found: &mut Vec<Span>) -> u32 {
    let part = Span { start: at, end: at.saturating_add(SLICE).min(last) };
    let (spans, next) = finding.needle.find_in(&finding.looked.document.text, part);
    found.extend(spans);
    next
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::sync::Arc;

    use super::*;
    use crate::outline::Document;
    use crate::text::Text;

    #[test]
    fn what_is_behind_a_part_and_before_it_is_found() {
        let filler = "。".repeat(400_000);
        let text = Text::new(format!("党建{filler}党建{filler}党建{filler}党建"));
        let document = Arc::new(Document { text: text.clone(), ..Document::default() });
        let one = 6 + 1_200_000;
        let looked = Passage { document, span: Span { start: one, end: one + 6 } };
        let finding = Finding { number: 1, looked, needle: Needle::new("黨建") };
        let found = RefCell::new(Vec::new());
        look(&finding, &|| false, &|some| found.borrow_mut().push(some));
        let (mut ahead, mut rest) = (Vec::new(), Vec::new());
        for some in found.into_inner() {
            match some {
                FoundText::Ahead(spans) => ahead.extend(spans),
                FoundText::Rest(spans) => rest.push(spans),
            }
        }
        let starts = |spans: &[Span]| spans.iter().map(|span| span.start).collect::<Vec<_>>();
        assert_eq!((starts(&ahead), rest.len(), starts(&rest[0])), (vec![2 * one, 3 * one], 1, vec![0]));
        let nothing = RefCell::new(0);
        look(&finding, &|| true, &|_| *nothing.borrow_mut() += 1);
        assert_eq!(nothing.into_inner(), 0);
    }
}
