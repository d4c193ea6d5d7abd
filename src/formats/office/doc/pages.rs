//! The pages of modifiers: which apply from where to where in the stream (MS-DOC 2.9.33, 2.9.34).

use crate::formats::office::doc::bytes::{clipped, slice, u8_at, u16_at, u32_at};

/// The bytes of a page.
const PAGE: usize = 512;

/// Modifiers that apply to a part of the stream.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Applied<'a> {
    /// The part, in bytes of the stream.
    pub(super) start: u32,
    pub(super) end: u32,
    /// The style of the paragraph; 0 for letters.
    pub(super) style: u16,
    pub(super) modifiers: &'a [u8],
}

/// What applies where, sorted.
#[derive(Debug)]
pub(super) struct Pages<'a>(Vec<Applied<'a>>);

/// Whether a page is about paragraphs or about letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    Paragraphs,
    Letters,
}

impl<'a> Pages<'a> {
    /// Reads the pages that a table of the table stream lists.
    pub(super) fn new(stream: &'a [u8], table: &[u8], about: About) -> Self {
        let count = table.len().saturating_sub(4) / 8;
        let most = stream.len() / PAGE + 1;
        let page = |index: usize| {
            let number = u32_at(table, (count + 1) * 4 + index * 4)? & 0x3f_ffff;
            slice(stream, usize::try_from(number).ok()?.checked_mul(PAGE)?, PAGE)
        };
        let mut applied: Vec<Applied<'a>> =
            (0..count.min(most)).filter_map(page).flat_map(|page| of_page(page, about)).collect();
        applied.sort_by_key(|applied| applied.start);
        Self(applied)
    }

    /// What applies at a place; where nothing is said, nothing up to the next place where something is.
    pub(super) fn at(&self, place: u32) -> Applied<'a> {
        let after = self.0.partition_point(|applied| applied.start <= place);
        let before = after.checked_sub(1).and_then(|at| self.0.get(at)).copied();
        let next = self.0.get(after).map_or(u32::MAX, |applied| applied.start);
        before.filter(|applied| place < applied.end).map_or(
            Applied { start: place, end: next, ..Applied::default() },
            |applied| Applied { end: applied.end.min(next), ..applied },
        )
    }

    /// Whether what applies at a place goes on behind it; not where nothing is said.
    pub(super) fn goes_on(&self, place: u32) -> bool {
        let after = self.0.partition_point(|applied| applied.start <= place);
        let before = after.checked_sub(1).and_then(|at| self.0.get(at));
        before.is_some_and(|applied| applied.end > place.saturating_add(2))
    }
}

fn of_page(page: &[u8], about: About) -> impl Iterator<Item = Applied<'_>> {
    let count = usize::from(u8_at(page, PAGE - 1).unwrap_or(0));
    let width = if about == About::Paragraphs { 13 } else { 1 };
    (0..count).map_while(move |index| {
        let (start, end) = (u32_at(page, index * 4)?, u32_at(page, index * 4 + 4)?);
        let at = usize::from(u8_at(page, (count + 1) * 4 + index * width)?) * 2;
        let modifiers = match (at, about) {
            (0, _) => &[],
            (at, About::Letters) => clipped(page, at + 1, usize::from(u8_at(page, at)?)),
            (at, About::Paragraphs) => match usize::from(u8_at(page, at)?) {
                0 => clipped(page, at + 2, usize::from(u8_at(page, at + 1)?) * 2),
                words => clipped(page, at + 1, words * 2 - 1),
            },
        };
        let (style, modifiers) = match about {
            About::Letters => (0, modifiers),
            About::Paragraphs => (u16_at(modifiers, 0).unwrap_or(0), modifiers.get(2..).unwrap_or_default()),
        };
        Some(Applied { start, end, style, modifiers })
    })
}
