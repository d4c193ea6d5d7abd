//! How lines look in formats that set letters in sizes and weights, and what that says of headings.
//!
//! A look is evidence only where it sets a line apart from the running text: in a text that is bold as a whole, bold
//! letters say nothing.

use crate::outline::number::{Scheme, Unit};
use crate::text::Span;

use super::candidate::Candidate;
use serde::{Deserialize, Serialize};

use super::evidence::{Evidence, Reason};
use super::layout::{Layout, Line};
use super::style::Style;

/// How the letters of a part of the text look. Parts that no look covers look like running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// The part: a paragraph, or a line of one.
    pub span: Span,
    /// The size of its letters, in percent of the size that most of the text has.
    pub size: u16,
    /// Whether all of its letters are bold.
    pub strong: bool,
    /// Whether all of its letters are slanted.
    pub slanted: bool,
    /// Whether its lines are centred.
    pub centred: bool,
    /// Whether the format says that it is no heading: a cell of a table, an item of a list, code.
    pub fixed: bool,
}

impl Look {
    /// How running text looks.
    pub const TEXT: Look = Look {
        span: Span { start: 0, end: 0 },
        size: 100,
        strong: false,
        slanted: false,
        centred: false,
        fixed: false,
    };
}

/// Letters from this size on are set larger than the text, in percent of its size.
const LARGER: u16 = 108;

/// So many lines in larger letters show that a text sets its headings in them: bold letters alone are then rather
/// emphasis, or the words of a glossary.
const MANY: u32 = 8;

/// What it says for a heading that a line is centred, in log-odds: by itself not enough to set it apart, as figures and
/// examples are centred too.
const CENTRED: f32 = 0.6;

/// What letters that are slanted and nothing else say for a heading, in log-odds.
const SLANTED: f32 = 0.9;

/// The look of a line, without its place: one is kept for each line of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letters {
    size: u16,
    strong: bool,
    slanted: bool,
    centred: bool,
    /// The format says that it is no heading.
    pub(super) fixed: bool,
}

impl From<Look> for Letters {
    fn from(Look { size, strong, slanted, centred, fixed, .. }: Look) -> Self {
        Self { size, strong, slanted, centred, fixed }
    }
}

impl Letters {
    /// Whether its letters are larger than the text.
    fn is_larger(self) -> bool {
        self.size >= LARGER && !self.fixed
    }

    /// How far a line is set apart from running text, in log-odds for a heading, in a text of so many larger lines.
    fn apart(self, larger: u32) -> f32 {
        let size = if self.size >= LARGER { 2.0 + f32::from(self.size.min(200) - LARGER) / 46.0 } else { 0.0 };
        let strong = match self.strong {
            true if larger >= MANY && size == 0.0 => 0.8,
            true => 1.8,
            false => 0.0,
        };
        let centred = if self.centred { CENTRED } else { 0.0 };
        size + strong + centred
    }
}

/// Gives the lines of a layout their looks.
pub(super) fn dress(layout: &mut Layout, looks: &[Look]) {
    if looks.is_empty() {
        return;
    }
    let mut next = looks.iter().copied().peekable();
    for line in &mut layout.lines {
        while next.next_if(|look| look.span.end <= line.start).is_some() {}
        if let Some(look) = next.peek().filter(|look| look.span.contains(line.start)) {
            line.look = Letters::from(*look);
        }
    }
    layout.dressed = layout.lines.iter().any(|line| line.look.apart(0) > 0.0);
    let larger = layout.lines.iter().filter(|line| line.look.is_larger()).count();
    layout.larger = u32::try_from(larger).unwrap_or(u32::MAX);
}

/// How far the letters of a line stand out from those of others, in steps that an eye can tell; 0 for those of the
/// text, at most 99.
pub(super) fn prominence(layout: &Layout, look: Letters) -> u16 {
    if !layout.dressed {
        return 0;
    }
    let larger = if look.size >= LARGER { (look.size.min(380) - 100) / 6 } else { 0 };
    larger * 2 + u16::from(look.strong)
}

/// What the looks of the candidates of one run add up to.
#[derive(Default)]
struct Sums {
    count: f32,
    /// How far they are set apart from running text.
    apart: f32,
    /// How many are set apart; slanted ones count half.
    set: f32,
    /// How many stand inside of a line,
    inside: f32,
    /// and how many begin with a small letter.
    small: f32,
    /// Some are chapters or the like,
    labelled: bool,
    /// and some have numbers of Western kinds.
    western: bool,
}

impl Sums {
    /// Adds a candidate, in a text of so many larger lines.
    fn add(&mut self, item: &Candidate, line: Line, larger: u32) {
        let one = |is: bool| f32::from(u8::from(is));
        let apart = line.look.apart(larger);
        // Slanted letters are mostly emphasis, but few set a number with its words in them that is no heading.
        let slanted = apart == 0.0 && line.look.slanted;
        self.count += 1.0;
        self.apart += if slanted { SLANTED } else { apart };
        self.set += if slanted { 0.5 } else { one(apart > CENTRED) };
        self.inside += one(item.start > line.start);
        self.small += one(item.signs.small);
        self.labelled |=
            matches!(item.mark.scheme, Scheme::Labelled(Unit::Chapter | Unit::Part | Unit::Section | Unit::Appendix));
        self.western |= matches!(item.mark.scheme, Scheme::Arabic | Scheme::Upper | Scheme::Lower | Scheme::Roman);
    }
}

/// What the looks of numbered candidates of one run say. Numbers inside of a paragraph are no headings where headings
/// are set apart. Where many lines are set in larger letters, numbers of Western kinds in the letters of the text are
/// items of lists, and chapters are only spoken of; Chinese reports set their lower headings in another face of the
/// same size.
pub(super) fn weigh_run<'a>(layout: &Layout, items: impl Iterator<Item = &'a Candidate>, evidence: &mut Evidence) {
    if !layout.dressed {
        return;
    }
    let mut sums = Sums::default();
    for item in items {
        if let Some(line) = layout.line(item.line as usize) {
            sums.add(item, line, layout.larger);
        }
    }
    // One bold line among many is no more than that.
    let apart = if sums.set * 4.0 >= sums.count { sums.apart / sums.count.max(1.0) } else { 0.0 };
    let many = layout.larger.min(MANY) as f32 / MANY as f32;
    let weight = if sums.inside * 2.0 > sums.count {
        -1.5 - 4.0 * many
    } else if apart > 0.0 {
        apart
    } else if sums.labelled {
        -1.5 - 4.5 * many
    } else if sums.western {
        -1.5 - 3.0 * many
    } else {
        -1.5
    };
    evidence.add(Reason::Look, weight);
    // The name of a program is a title in larger letters, whatever its case.
    evidence.add(Reason::Small, if apart > 2.0 { 2.0 * sums.small / sums.count.max(1.0) } else { 0.0 });
}

/// What the look of a line without a number says. How it is written says little where its letters are larger.
pub(super) fn weigh_line(layout: &Layout, look: Letters, style: Style, evidence: &mut Evidence) {
    if layout.dressed {
        let apart = look.apart(layout.larger);
        let plain = style == Style::Plain && look.is_larger();
        evidence.add(Reason::Style, if plain { Style::TitleCase.prior() - style.prior() } else { 0.0 });
        let plain = if look.slanted { SLANTED - 2.5 } else { -2.5 };
        evidence.add(Reason::Look, if apart > 0.0 { apart * 1.3 } else { plain });
    }
}
