//! Paragraphs that are counted through a whole text, as parliaments, councils and courts do: `12. The committee found
//! that…`. The numbers go on across the headings, which have no numbers or others of their own, and what follows a number
//! is a sentence.

use crate::outline::number::{Bracket, Scheme};

use super::candidate::{Candidate, Place};
use super::evidence::{Evidence, Reason};
use super::layout::Layout;
use super::runs::Run;
use super::title::{Ending, Form};

/// The fewest paragraphs that are counted through a text.
const FEWEST: usize = 4;
/// The fewest of them behind the first that stand directly below a heading.
const HEADED: usize = 2;
/// A first sentence of more columns is hardly a title that runs into its text: those of work plans, which are counted
/// from section to section too, mostly have fewer.
const TITLE: u32 = 36;
/// The columns of the shortest line that is the first of a paragraph where another stands right below it.
const WHOLE: u32 = 60;
/// The columns of the longest line that is taken for a heading above a paragraph.
const LONGEST: u32 = 76;

/// Weighs runs whose items are paragraphs that are counted.
pub(super) fn weigh(layout: &Layout, candidates: &[Candidate], runs: &[Run], found: &mut [Evidence]) {
    for (run, evidence) in runs.iter().zip(found) {
        let counts = run.family.scheme == Scheme::Arabic && run.family.bracket == Bracket::None;
        if counts && run.family.depth == 1 && run.items.len() >= FEWEST && is_counted(layout, candidates, run) {
            evidence.add(Reason::Sentence, -7.0);
        }
    }
}

/// Whether the items of a run are sentences, and headings stand between them.
fn is_counted(layout: &Layout, candidates: &[Candidate], run: &Run) -> bool {
    let items = || run.items.iter().filter_map(|item| candidates.get(*item as usize));
    let sentences = items().filter(|item| is_sentence(layout, item)).count();
    let long = items().filter(|item| item.rest == 0 || item.columns > TITLE).count();
    let headed = items().skip(1).filter(|item| is_headed(layout, item)).count();
    let announced = items().filter(|item| item.signs.announced || item.signs.underlined).count();
    sentences * 10 >= run.items.len() * 8
        && long * 2 > run.items.len()
        && headed >= HEADED
        && announced * 4 < run.items.len()
}

/// Whether a paragraph ends as statements do, or below the end of its first line, and is too long for a title. Questions
/// are titles of what answers them.
fn is_sentence(layout: &Layout, item: &Candidate) -> bool {
    let long = item.rest > 0 || item.columns >= 24;
    let said = item.ending == Ending::Stop || item.form == Form::Sentence;
    item.place == Place::Line && (said && long || goes_on(layout, item))
}

/// Whether a line that is too long for a title goes on in the next, where blank lines stand between paragraphs.
fn goes_on(layout: &Layout, item: &Candidate) -> bool {
    let next = layout.line((item.line + item.lines) as usize);
    let whole = item.ending == Ending::Nothing && item.columns >= WHOLE;
    whole && layout.spaced && next.is_some_and(|next| next.blanks == 0)
}

/// Whether a short line that no punctuation ends stands directly above an item.
fn is_headed(layout: &Layout, item: &Candidate) -> bool {
    let Some(above) = (item.line as usize).checked_sub(1) else { return false };
    layout.line(above).is_some_and(|line| {
        let short = u32::from(line.edge.saturating_sub(line.indent)) <= LONGEST;
        short && !layout.wrapped(above) && !layout.wrapped(above + 1) && line.ending(layout.text) == Ending::Nothing
    })
}
