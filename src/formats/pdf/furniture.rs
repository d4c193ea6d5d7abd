//! Page headers, footers and page numbers.

use std::collections::HashMap;
use std::ops::Range;

use super::lines::Line;

/// How many rows at the top and at the bottom of a page are looked at.
const ROWS: usize = 3;
/// Lines whose places on their pages differ by less stand at the same place, in points.
const SAME: f32 = 3.0;
/// Furniture is not larger than this, in sizes of the text.
const LARGEST: f32 = 1.25;

/// A line at the edge of its page.
struct Edge {
    line: usize,
    page: usize,
    /// Rows from the edge, 0 at it.
    row: usize,
    top: bool,
}

/// Which lines are page headers, footers and page numbers: those that stand at the same place on several pages and say
/// the same, numbers apart. `body` is the size of the text.
pub(super) fn furniture(lines: &[Line], pages: &[Range<usize>], body: f32) -> Vec<bool> {
    let edges: Vec<Edge> =
        pages.iter().enumerate().flat_map(|(number, page)| edges(lines, number, page.clone())).collect();
    let mut groups: HashMap<(bool, String), Vec<&Edge>> = HashMap::new();
    for edge in &edges {
        if let Some(line) = lines.get(edge.line) {
            groups.entry((edge.top, key(&line.text))).or_default().push(edge);
        }
    }
    let mut found = vec![false; lines.len()];
    for ((_, key), group) in &groups {
        for edge in group.iter().filter(|edge| recurs(lines, key, group, edge, pages.len(), body)) {
            found.iter_mut().skip(edge.line).take(1).for_each(|is| *is = true);
        }
    }
    bands(lines, &edges, pages.len(), body, &mut found);
    found
}

/// The lines in the outermost rows of a page.
fn edges(lines: &[Line], number: usize, page: Range<usize>) -> Vec<Edge> {
    let mut order: Vec<(f32, usize)> =
        page.filter_map(|at| lines.get(at).filter(|line| !line.turned).map(|line| (line.base, at))).collect();
    order.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut found = Vec::new();
    for top in [true, false] {
        let (mut row, mut last): (usize, Option<f32>) = (0, None);
        let mut take = |(base, line): &(f32, usize)| {
            row += usize::from(last.is_some_and(|last| (last - base).abs() > SAME));
            last = Some(*base);
            if row < ROWS {
                found.push(Edge { line: *line, page: number, row, top });
            }
            row < ROWS
        };
        if top {
            let _all = order.iter().all(&mut take);
        } else {
            let _all = order.iter().rev().all(&mut take);
        }
    }
    found
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

/// Whether a line says what others at the same place do, on enough pages.
fn recurs(lines: &[Line], key: &str, group: &[&Edge], edge: &Edge, pages: usize, body: f32) -> bool {
    let Some(own) = lines.get(edge.line) else { return false };
    let near: Vec<&Edge> = group
        .iter()
        .filter(|other| lines.get(other.line).is_some_and(|line| (line.base - own.base).abs() <= SAME))
        .copied()
        .collect();
    let mut on: Vec<usize> = near.iter().map(|other| other.page).collect();
    on.dedup();
    let number = key.chars().all(|character| !character.is_alphanumeric());
    let same = near.iter().filter(|other| lines.get(other.line).is_some_and(|line| line.text == own.text)).count();
    let least = if number || pages < 4 { 2 } else { 3 };
    if on.len() < least || own.size > body * LARGEST && !number && on.len() * 2 < pages {
        return false;
    }
    let (first, last) = (on.first().copied().unwrap_or(0), on.last().copied().unwrap_or(0));
    let dense = on.len() * 5 >= (last - first + 1) * 2;
    // Numbered headings at the top of pages differ from each other, and are not on every page.
    dense && (number || same >= 2 || !key.contains('#') || on.len() * 2 >= pages) || same >= 4
}

/// Running headers change with the chapter. Where most of the outermost lines at one place are furniture, all are.
fn bands(lines: &[Line], edges: &[Edge], pages: usize, body: f32, found: &mut [bool]) {
    let band = |line: &Line| (line.base / 2.0).round() as i32;
    let mut counts: HashMap<(bool, i32), (usize, usize)> = HashMap::new();
    for edge in edges.iter().filter(|edge| edge.row == 0) {
        let Some(line) = lines.get(edge.line) else { continue };
        let entry = counts.entry((edge.top, band(line))).or_default();
        entry.0 += 1;
        entry.1 += usize::from(found.get(edge.line).copied().unwrap_or(false));
    }
    let most = |top: bool, line: &Line| {
        let (all, known) = counts.get(&(top, band(line))).copied().unwrap_or((0, 0));
        known >= 4 && known * 3 >= all * 2 && known * 4 >= pages
    };
    for edge in edges.iter().filter(|edge| edge.row == 0) {
        let Some(line) = lines.get(edge.line) else { continue };
        if line.size <= body * 1.1 && most(edge.top, line) {
            found.iter_mut().skip(edge.line).take(1).for_each(|is| *is = true);
        }
    }
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
        let found = furniture(&lines, &ranges, 10.0);
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
    fn chapters_at_the_top_of_pages_stay() {
        let text = [("x y z", 80.0), ("y z x", 100.0), ("z x y", 120.0), ("x z y", 140.0)];
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
        let found = furniture(&lines, &ranges, 10.0);
        let chapters = lines.iter().zip(found).filter(|(line, is)| *is && line.text.starts_with("Chapter")).count();
        assert_eq!(chapters, 0);
    }
}
