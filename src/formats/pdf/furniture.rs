//! Page headers, footers and page numbers.

use std::collections::HashMap;
use std::ops::Range;

use super::lines::Line;
use super::measure::Measures;

/// How often the outermost rows are looked at: headers and footers may have as many.
const ROUNDS: usize = 3;
/// Lines whose places on their pages differ by less stand at the same place, in points.
const SAME: f32 = 3.0;
/// Furniture is not larger than this, in sizes of the text.
const LARGEST: f32 = 1.25;
/// Pages with fewer rows don't show what stands apart from their text.
const FEWEST_ROWS: usize = 4;

/// A line in the outermost row of its page.
#[derive(Clone, Copy)]
struct Edge {
    line: usize,
    page: usize,
    base: f32,
    /// Whether more white space lies between it and the next row than between the lines of the text.
    apart: bool,
}

/// Which lines are page headers, footers and page numbers: those that stand at the same place on several pages and say
/// the same, numbers apart; and those that stand apart from the text at the same place on most pages.
pub(super) fn furniture(lines: &[Line], pages: &[Range<usize>], measures: Measures) -> Vec<bool> {
    let mut found = vec![false; lines.len()];
    for top in [true, false] {
        for _ in 0..ROUNDS {
            let outer = pages.iter().enumerate();
            let edges: Vec<Edge> =
                outer.flat_map(|(number, page)| edges(lines, number, page.clone(), top, &found, measures)).collect();
            let mut new = recurring(lines, &edges, pages.len(), measures.body);
            new.extend(bands(lines, &edges, pages.len(), measures.body));
            new.extend(counted(lines, &edges, pages.len(), measures.body));
            if new.is_empty() {
                break;
            }
            for line in new {
                found.iter_mut().skip(line).take(1).for_each(|is| *is = true);
            }
        }
    }
    found
}

/// The lines in the outermost row of a page that is not furniture.
fn edges(
    lines: &[Line],
    number: usize,
    page: Range<usize>,
    top: bool,
    furniture: &[bool],
    measures: Measures,
) -> Vec<Edge> {
    let text = |at: &usize| !furniture.get(*at).copied().unwrap_or(true);
    let mut order: Vec<(f32, usize)> = page
        .filter(text)
        .filter_map(|at| lines.get(at).filter(|line| !line.turned).map(|line| (line.base, at)))
        .collect();
    order.sort_by(|one, other| if top { one.0.total_cmp(&other.0) } else { other.0.total_cmp(&one.0) });
    let Some((outer, _)) = order.first().copied() else { return Vec::new() };
    let row = order.iter().take_while(|(base, _)| (base - outer).abs() <= SAME).count();
    let size = order.get(row).and_then(|(_, at)| lines.get(*at)).map_or(measures.body, |next| next.size);
    let gap = order.get(row).map_or(0.0, |(next, _)| (next - outer).abs());
    let apart = order.len() >= FEWEST_ROWS && gap > 1.3 * measures.leading * size.max(measures.body);
    order.into_iter().take(row).map(|(base, line)| Edge { line, page: number, base, apart }).collect()
}

/// What a line says, numbers apart.
fn key(text: &str) -> String {
    let mut key = String::new();
    for word in text.split_whitespace() {
        let roman = word.len() <= 6 && word.bytes().all(|letter| b"ivxlc".contains(&letter));
        if roman {
            key.push('#');
            continue;
        }
        for character in word.chars() {
            let digit = character.is_ascii_digit() || ('０'..='９').contains(&character);
            if !digit {
                key.push(character);
            } else if !key.ends_with('#') {
                key.push('#');
            }
        }
    }
    key
}

/// The lines that say what others at the same place do, on enough pages.
fn recurring(lines: &[Line], edges: &[Edge], pages: usize, body: f32) -> Vec<usize> {
    let mut groups: HashMap<String, Vec<&Edge>> = HashMap::new();
    for edge in edges {
        if let Some(line) = lines.get(edge.line) {
            groups.entry(key(&line.text)).or_default().push(edge);
        }
    }
    let mut found = Vec::new();
    for (key, mut group) in groups {
        group.sort_by(|one, other| one.base.total_cmp(&other.base));
        for near in group.chunk_by(|one, other| other.base - one.base <= SAME) {
            found.extend(near_recurring(lines, &key, near, pages, body));
        }
    }
    found
}

/// The lines of those that say the same at one place that are furniture, because they are on enough pages.
fn near_recurring(lines: &[Line], key: &str, near: &[&Edge], pages: usize, body: f32) -> Vec<usize> {
    let mut on: Vec<usize> = near.iter().map(|edge| edge.page).collect();
    on.sort_unstable();
    on.dedup();
    let number = key.chars().all(|character| !character.is_alphanumeric());
    let least = if number || pages < 4 { 2 } else { 3 };
    if on.len() < least {
        return Vec::new();
    }
    let (first, last) = (on.first().copied().unwrap_or(0), on.last().copied().unwrap_or(0));
    let dense = on.len() * 5 >= (last - first + 1) * 2;
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for line in near.iter().filter_map(|edge| lines.get(edge.line)) {
        *counts.entry(&line.text).or_default() += 1;
    }
    let is = |edge: &&&Edge| {
        let Some(own) = lines.get(edge.line) else { return false };
        let same = counts.get(own.text.as_str()).copied().unwrap_or(0);
        let small = own.size <= body * LARGEST || number || on.len() * 2 >= pages;
        // Numbered headings at the top of pages differ from each other, and are not on every page.
        let alike = number || same >= 2 || !key.contains('#') || on.len() * 2 >= pages;
        small && (dense && alike || same >= 4)
    };
    near.iter().filter(is).map(|edge| edge.line).collect()
}

/// Running headers change with the chapter. What stands apart from the text at one place on many pages is furniture,
/// where some of it recurs.
fn bands(lines: &[Line], edges: &[Edge], pages: usize, body: f32) -> Vec<usize> {
    let mut order: Vec<&Edge> = edges.iter().collect();
    order.sort_by(|one, other| one.base.total_cmp(&other.base));
    let mut found = Vec::new();
    for band in order.chunk_by(|one, other| other.base - one.base <= 1.0) {
        let mut on: Vec<usize> = band.iter().map(|edge| edge.page).collect();
        on.sort_unstable();
        on.dedup();
        let apart = band.iter().filter(|edge| edge.apart).count();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for line in band.iter().filter_map(|edge| lines.get(edge.line)) {
            *counts.entry(key(&line.text)).or_default() += 1;
        }
        let again: usize = counts.values().filter(|count| **count > 1).sum();
        let many = on.len() >= 8 && on.len() * 2 >= pages;
        let some = on.len() >= 3 && on.len() * 5 >= pages && again * 3 >= band.len();
        if (many || some) && apart * 5 >= band.len() * 4 {
            let small = |edge: &&&Edge| lines.get(edge.line).is_some_and(|line| line.size <= body * 1.1);
            found.extend(band.iter().filter(small).map(|edge| edge.line));
        }
    }
    found
}

/// The lines that show the number of their page beside words: what ends or begins them grows by one with each page.
fn counted(lines: &[Line], edges: &[Edge], pages: usize, body: f32) -> Vec<usize> {
    let mut found = Vec::new();
    for last in [false, true] {
        let number = |edge: &Edge| {
            let line = lines.get(edge.line).filter(|line| line.size <= body * LARGEST)?;
            let mut words = line.text.split_whitespace();
            let word = if last { words.next_back() } else { words.next() };
            let number = word?.parse::<i64>().ok().filter(|_| words.next().is_some())?;
            Some(number - i64::try_from(edge.page).ok()?)
        };
        let mut offsets: HashMap<i64, Vec<&Edge>> = HashMap::new();
        for edge in edges {
            if let Some(offset) = number(edge) {
                offsets.entry(offset).or_default().push(edge);
            }
        }
        let group = offsets.into_values().max_by_key(Vec::len).unwrap_or_default();
        let mut on: Vec<usize> = group.iter().map(|edge| edge.page).collect();
        on.dedup();
        if on.len() >= 4 && on.len() * 5 >= pages {
            found.extend(group.iter().map(|edge| edge.line));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pages with their lines, each with how far down it stands.
    fn check(pages: &[&[(&str, f32)]], expected: &[&str]) {
        let mut lines = Vec::new();
        let mut ranges = Vec::new();
        for page in pages {
            let from = lines.len();
            lines.extend(page.iter().map(|(text, base)| Line {
                text: (*text).to_owned(),
                base: *base,
                size: 10.0,
                ..Line::default()
            }));
            ranges.push(from..lines.len());
        }
        let found = furniture(&lines, &ranges, Measures { body: 10.0, leading: 1.3, fixed: false, strong: false });
        let found: Vec<&str> =
            lines.iter().zip(found).filter(|(_, is)| *is).map(|(line, _)| line.text.as_str()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_recurs_at_the_edge_is_furniture() {
        check(
            &[
                &[("Report", 20.0), ("one", 60.0), ("two", 80.0), ("1", 800.0)],
                &[("Report", 20.0), ("three", 60.0), ("2", 800.0)],
                &[("Report", 20.0), ("four", 60.0), ("3", 800.0)],
            ],
            &["Report", "1", "Report", "2", "Report", "3"],
        );
        check(&[&[("a", 60.0), ("- 1 -", 800.0)], &[("b", 60.0), ("- 2 -", 800.0)]], &["- 1 -", "- 2 -"]);
    }

    #[test]
    fn words_beside_the_number_of_the_page_are_furniture() {
        check(
            &[
                &[("ta", 20.0), ("tb", 60.0), ("tc", 80.0)],
                &[("Costs 4", 20.0), ("td", 60.0), ("te", 80.0)],
                &[("People 5", 20.0), ("tf", 60.0), ("tg", 80.0)],
                &[("1.2 Places 6", 20.0), ("th", 60.0), ("ti", 80.0)],
                &[("Dates 7", 20.0), ("tj", 60.0), ("tk", 80.0)],
                &[("In 2012", 20.0), ("tl", 60.0), ("tm", 80.0)],
            ],
            &["Costs 4", "People 5", "1.2 Places 6", "Dates 7"],
        );
    }

    #[test]
    fn chapters_at_the_top_of_pages_stay() {
        let text = [("x y z", 73.0), ("y z x", 86.0), ("z x y", 99.0), ("x z y", 112.0)];
        let page = |first: &'static str| [&[(first, 60.0)][..], &text].concat();
        let pages =
            [page("Chapter 1"), page("a"), page("b"), page("Chapter 2"), page("c"), page("d"), page("Chapter 3")];
        let mut lines = Vec::new();
        let mut ranges = Vec::new();
        for (number, page) in pages.iter().enumerate() {
            let from = lines.len();
            lines.extend(page.iter().map(|(text, base)| Line {
                text: format!("{text}{}", if text.starts_with('C') { "" } else { ["p", "q", "r"][number % 3] }),
                base: *base,
                size: 10.0,
                ..Line::default()
            }));
            ranges.push(from..lines.len());
        }
        let found = furniture(&lines, &ranges, Measures { body: 10.0, leading: 1.3, fixed: false, strong: false });
        let chapters = lines.iter().zip(found).filter(|(line, is)| *is && line.text.starts_with("Chapter")).count();
        assert_eq!(chapters, 0);
    }
}
