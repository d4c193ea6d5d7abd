//! Where bookmarks stand in the text: at the lines that show their titles.

use std::ops::Range;

use super::lines::Line;
use crate::formats::limits::Budget;
use crate::outline::number::mark;
use crate::text::Part;
use crate::text::fold::fold_char;

/// A bookmark that is to be placed.
#[derive(Clone, Debug)]
pub(super) struct Wanted<'a> {
    /// Its title.
    pub(super) title: &'a str,
    /// The page that it leads to, from 0.
    pub(super) page: Option<usize>,
    /// How far down on it, in the coordinates of lines.
    pub(super) base: Option<f32>,
}

/// The most lines that a title takes.
const MOST_LINES: usize = 6;

/// For each bookmark the lines that show it; an empty range where none do, at the line before which it stands. The
/// ranges ascend and don't overlap. When the time is up, those that are left stand at the beginning of their pages.
pub(super) fn places(
    wanted: &[Wanted<'_>],
    lines: &[Line],
    furniture: &[bool],
    pages: &[Range<usize>],
    budget: &Budget,
) -> Vec<Range<usize>> {
    let pages = Pages { lines, furniture, pages };
    let place = |wanted: &Wanted<'_>| match budget.is_over() {
        true => pages.page(wanted).map(|page| page.start..page.start),
        false => pages.place(wanted),
    };
    let found: Vec<Option<Range<usize>>> = wanted.iter().map(place).collect();
    let rising = rising(&found);
    let mut cursor = 0;
    let mut places = Vec::with_capacity(found.len());
    for (place, rises) in found.into_iter().zip(rising) {
        let place = place.filter(|place| rises && place.start >= cursor).unwrap_or(cursor..cursor);
        cursor = place.end;
        places.push(place);
    }
    places
}

/// The line that a link leads to: the first one at its height on its page, or below.
pub(super) fn line(wanted: &Wanted<'_>, lines: &[Line], furniture: &[bool], pages: &[Range<usize>]) -> Option<usize> {
    let place = Pages { lines, furniture, pages }.place(wanted)?;
    (place.start < lines.len()).then_some(place.start)
}

/// Which places belong to the longest part of them that ascends: one that leads back must not draw all behind it along.
fn rising(places: &[Option<Range<usize>>]) -> Vec<bool> {
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    for (at, place) in places.iter().enumerate() {
        let Some(place) = place else { continue };
        let length = ends.partition_point(|(start, _)| *start <= place.start);
        if let Some(slot) = before.get_mut(at) {
            *slot = length.checked_sub(1).and_then(|last| ends.get(last)).map(|(_, last)| *last);
        }
        match ends.get_mut(length) {
            Some(end) => *end = (place.start, at),
            None => ends.push((place.start, at)),
        }
    }
    let mut found = vec![false; places.len()];
    let mut at = ends.last().map(|(_, last)| *last);
    while let Some(index) = at {
        found.iter_mut().skip(index).take(1).for_each(|rises| *rises = true);
        at = before.get(index).copied().flatten();
    }
    found
}

/// The letters and digits by which titles are compared.
fn key(title: &str) -> String {
    title
        .chars()
        .flat_map(|letter| parted(letter).unwrap_or([letter, ' ']))
        .map(fold_char)
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// The letters of a ligature.
fn parted(letter: char) -> Option<[char; 2]> {
    match letter {
        'ﬁ' => Some(['f', 'i']),
        'ﬂ' => Some(['f', 'l']),
        'ﬀ' => Some(['f', 'f']),
        _ => None,
    }
}

/// A title without its number.
fn words(title: &str) -> &str {
    mark(title).map_or(title, |mark| title.part(mark.words..title.len()))
}

/// Lines with their pages.
struct Pages<'a> {
    lines: &'a [Line],
    furniture: &'a [bool],
    pages: &'a [Range<usize>],
}

/// Lines that show a title.
struct Match {
    lines: Range<usize>,
    /// The lower, the better.
    distance: f32,
}

impl Pages<'_> {
    /// The lines of the page that a bookmark leads to: of one that was not read the end of all lines.
    fn page(&self, wanted: &Wanted<'_>) -> Option<Range<usize>> {
        let unread = self.lines.len()..self.lines.len();
        Some(self.pages.get(wanted.page?).cloned().unwrap_or(unread))
    }

    /// Where a bookmark stands; none where it leads nowhere.
    fn place(&self, wanted: &Wanted<'_>) -> Option<Range<usize>> {
        let own = self.page(wanted)?;
        let page = wanted.page?;
        if let Some(lines) = self.shown(wanted, own.clone()) {
            return Some(lines);
        }
        let far = Wanted { base: None, ..wanted.clone() };
        let next = self.pages.get(page + 1).cloned().unwrap_or(own.end..own.end);
        if let Some(lines) = self.shown(&far, next).filter(|_| wanted.base.is_some()) {
            return Some(lines);
        }
        let below =
            |at: &usize| self.lines.get(*at).is_some_and(|line| wanted.base.is_none_or(|base| line.base >= base - 1.0));
        let at = own.clone().find(|at| self.is_text(*at) && below(at)).unwrap_or(own.end);
        Some(at..at)
    }

    fn is_text(&self, at: usize) -> bool {
        !self.furniture.get(at).copied().unwrap_or(true)
    }

    fn text(&self, at: usize) -> &str {
        self.lines.get(at).map_or("", |line| line.text.as_str())
    }

    /// The lines of a page that show a title, with its number if the page shows one.
    fn shown(&self, wanted: &Wanted<'_>, page: Range<usize>) -> Option<Range<usize>> {
        let (whole, bare) = (key(wanted.title), key(words(wanted.title)));
        if whole.is_empty() {
            return None;
        }
        let matches = page.clone().filter(|at| self.is_text(*at)).filter_map(|at| {
            let (lines, exact) = self.title_at(at, page.end, &whole, &bare)?;
            let line = self.lines.get(at)?;
            let distance = match wanted.base {
                Some(base) => (line.base - base).abs() + if line.base < base - 2.0 { 40.0 } else { 0.0 },
                None => -line.size,
            };
            Some(Match { lines, distance: distance + if exact { 0.0 } else { 3.0 } })
        });
        let best = matches.min_by(|one, other| one.distance.total_cmp(&other.distance))?;
        Some(self.with_label(best.lines, page.start, wanted.title))
    }

    /// The lines from one on that show a title, and whether its number agrees.
    fn title_at(&self, at: usize, end: usize, whole: &str, bare: &str) -> Option<(Range<usize>, bool)> {
        let mut text = String::new();
        for last in at..end.min(at + MOST_LINES) {
            if last > at {
                if !self.is_text(last) {
                    return None;
                }
                text.push(' ');
            }
            text.push_str(self.text(last));
            if text.len() > whole.len() * 4 + 80 {
                return None;
            }
            let shown = key(&text);
            if shown == *whole {
                return Some((at..last + 1, true));
            }
            let shown_bare = key(words(&text));
            if shown_bare == *whole || !bare.is_empty() && (shown == *bare || shown_bare == *bare) {
                return Some((at..last + 1, false));
            }
            let begins = |known: &str| !known.is_empty() && known.starts_with(&shown) || known.starts_with(&shown_bare);
            if !begins(whole) && !begins(bare) {
                return None;
            }
        }
        None
    }

    /// Adds the line above that is only the number: `Chapter 3` above the title.
    fn with_label(&self, lines: Range<usize>, first: usize, title: &str) -> Range<usize> {
        let Some(above) = lines.start.checked_sub(1).filter(|above| *above >= first && self.is_text(*above)) else {
            return lines;
        };
        let (label, line) = (self.text(above), self.lines.get(lines.start));
        let alone = mark(label).is_some_and(|mark| mark.words >= label.len());
        let near = self.lines.get(above).zip(line).is_some_and(|(label, line)| {
            let away = line.base - label.base;
            label.region == line.region && (-1.0..=6.0 * line.size).contains(&away) && label.size >= line.size * 0.6
        });
        let numbered = mark(self.text(lines.start)).is_some() || key(title).starts_with(&key(label));
        if alone && near && !numbered { above..lines.end } else { lines }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One page with these lines, each 20 points below the one before; bookmarks with how far down they lead.
    fn check(texts: &[&str], wanted: &[(&str, Option<f32>)], expected: &[&str]) {
        let line = |(at, text): (usize, &&str)| Line {
            text: (*text).to_owned(),
            base: 20.0 * (at as f32 + 1.0),
            size: 10.0,
            ..Line::default()
        };
        let lines: Vec<Line> = texts.iter().enumerate().map(line).collect();
        let wanted: Vec<Wanted<'_>> =
            wanted.iter().map(|(title, base)| Wanted { title, page: Some(0), base: *base }).collect();
        let page = std::iter::once(0..lines.len()).collect::<Vec<_>>();
        let found = places(&wanted, &lines, &vec![false; lines.len()], &page, &Budget::new(0));
        let shown = |lines_of: Range<usize>| {
            let at = lines_of.start;
            let texts: Vec<&str> = lines_of.filter_map(|at| texts.get(at).copied()).collect();
            if texts.is_empty() { format!("@{at}") } else { texts.join("|") }
        };
        let found: Vec<String> = found.into_iter().map(shown).collect();
        assert_eq!(found, expected, "{texts:?}");
    }

    #[test]
    fn bookmarks_find_their_lines() {
        check(&["3.1 Traces", "text"], &[("Traces", None)], &["3.1 Traces"]);
        check(&["text", "3.1", "Traces", "text"], &[("Traces", None)], &["3.1|Traces"]);
        check(&["Chapter 3", "All of it", "text"], &[("All of it", None)], &["Chapter 3|All of it"]);
        check(&["第 1 章", "概 览", "text"], &[("概览", None)], &["第 1 章|概 览"]);
        check(
            &["1.2 A title that", "goes on", "text"],
            &[("A title that goes on", None)],
            &["1.2 A title that|goes on"],
        );
        check(&["a", "Notes", "b", "Notes"], &[("Notes", Some(70.0))], &["Notes"]);
        check(&["a", "Notes", "b", "Notes"], &[("Notes", Some(30.0)), ("Notes", Some(70.0))], &["Notes", "Notes"]);
        check(&["a", "b", "c"], &[("Cover", Some(35.0))], &["@1"]);
        check(&["a", "A", "B"], &[("B", None), ("A", None), ("B", None)], &["@0", "a", "B"]);
        check(&["Traces of life", "Traces"], &[("Traces", None)], &["Traces"]);
    }

    #[test]
    fn bookmarks_of_pages_that_were_not_read_stand_at_the_end() {
        let line = |text: &str| Line { text: text.to_owned(), size: 10.0, ..Line::default() };
        let lines = ["One", "text", "more text"].map(line);
        let to = |title, page| Wanted { title, page: Some(page), base: None };
        let wanted = [to("One", 0), to("Two", 7), to("Three", 9)];
        let found = places(&wanted, &lines, &[false; 3], std::slice::from_ref(&(0..3)), &Budget::new(0));
        assert_eq!(found, [0..1, 3..3, 3..3]);
    }
}
