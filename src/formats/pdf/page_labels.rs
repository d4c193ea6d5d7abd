//! What pages are called: as the file says, else by the numbers that they show, else by their place in the file.

use std::collections::HashMap;
use std::ops::Range;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, String as Bytes};

use super::lines::Line;
use super::strings;
use crate::formats::numerals::{Form, numeral};

/// The deepest that trees of numbers are, and the most of their nodes that are looked at.
const DEEPEST: usize = 24;
const NODES: usize = 20_000;
/// The largest number that is written in letters, which repeat with it.
const MOST_LETTERS: u32 = 26 * 12;

/// How the pages from one on are called.
#[derive(Clone, Debug, PartialEq)]
struct Style {
    /// The page, from 0.
    from: usize,
    prefix: String,
    form: Form,
    /// The number of the page `from`.
    number: u32,
}

impl Style {
    /// What a page is called.
    fn label(&self, page: usize) -> Box<str> {
        let number = self.number.saturating_add(u32::try_from(page.saturating_sub(self.from)).unwrap_or(u32::MAX));
        let lettered = matches!(self.form, Form::Letters(_)) && number > MOST_LETTERS;
        let number = numeral(if lettered { Form::None } else { self.form }, number);
        format!("{}{number}", self.prefix).trim().into()
    }
}

/// What the file says that its pages are called, if it does: one name for each page (ISO 32000-1, 12.4.2).
pub(super) fn told(pdf: &Pdf) -> Vec<Box<str>> {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let Some(tree) = root.and_then(|root| root.get::<Dict<'_>>("PageLabels")) else { return Vec::new() };
    let mut styles = Vec::new();
    collect(&tree, 0, &mut 0, &mut styles);
    styles.sort_by_key(|style| style.from);
    named(&styles, pdf.pages().len())
}

/// The names of so many pages. A file that names none says nothing.
fn named(styles: &[Style], pages: usize) -> Vec<Box<str>> {
    let style = |page: usize| styles.get(styles.partition_point(|style| style.from <= page).checked_sub(1)?);
    let labels: Vec<Box<str>> =
        (0..pages).map(|page| style(page).map_or_else(Box::default, |style| style.label(page))).collect();
    if labels.iter().all(|label| label.is_empty()) { Vec::new() } else { labels }
}

/// Collects the styles of a tree of numbers (ISO 32000-1, 7.9.7).
fn collect(tree: &Dict<'_>, depth: usize, nodes: &mut usize, styles: &mut Vec<Style>) {
    *nodes += 1;
    if depth > DEEPEST || *nodes > NODES {
        return;
    }
    if let Some(numbers) = tree.get::<Array<'_>>("Nums") {
        let mut parts = numbers.flex_iter();
        while let Some(key) = parts.next::<Object<'_>>().filter(|_| styles.len() < NODES) {
            let (Object::Number(from), Some(Object::Dict(style))) = (key, parts.next::<Object<'_>>()) else { continue };
            styles.extend(usize::try_from(from.as_i64()).ok().map(|from| read_style(from, &style)));
        }
    }
    if let Some(kids) = tree.get::<Array<'_>>("Kids") {
        kids.iter::<Dict<'_>>().for_each(|kid| collect(&kid, depth + 1, nodes, styles));
    }
}

fn read_style(from: usize, style: &Dict<'_>) -> Style {
    let form = match style.get::<Name<'_>>("S").as_deref() {
        Some(b"D") => Form::Decimal,
        Some(b"R") => Form::Roman(false),
        Some(b"r") => Form::Roman(true),
        Some(b"A") => Form::Letters(false),
        Some(b"a") => Form::Letters(true),
        _ => Form::None,
    };
    let prefix = style.get::<Bytes<'_>>("P").map(|prefix| strings::text(prefix.as_bytes())).unwrap_or_default();
    let number = style.get::<i32>("St").and_then(|number| u32::try_from(number).ok()).unwrap_or(1);
    Style { from, prefix: prefix.split_whitespace().collect::<Vec<_>>().join(" "), form, number }
}

/// What pages are called, by the lines with which their text begins. `told` are the names that the file gives, if any;
/// pages without text or name are left out.
pub(super) fn starts(
    told: Vec<Box<str>>,
    lines: &[Line],
    furniture: &[bool],
    pages: &[Range<usize>],
) -> HashMap<usize, Box<str>> {
    let is_furniture = |at: usize| furniture.get(at).copied().unwrap_or(false);
    let labels = if told.is_empty() { shown(lines, &is_furniture, pages) } else { told };
    let first = |page: &Range<usize>| page.clone().find(|at| !is_furniture(*at));
    pages.iter().zip(labels).filter_map(|(page, label)| Some((first(page)?, label))).collect()
}

/// The numbers that pages show, carried on to those that show none. Where no row of numbers is seen, pages are counted.
/// Pages before the first number have the Roman numerals that they show.
fn shown(lines: &[Line], is_furniture: &dyn Fn(usize) -> bool, pages: &[Range<usize>]) -> Vec<Box<str>> {
    let edges = |page: &Range<usize>| -> Vec<&str> {
        let texts = page.clone().filter(|at| is_furniture(*at)).filter_map(|at| lines.get(at));
        let words = texts.flat_map(|line| {
            let trimmed = |word| str::trim_matches(word, |edge: char| !edge.is_ascii_alphanumeric());
            let mut words = line.text.split_whitespace().map(trimmed).filter(|word| !word.is_empty());
            [words.next(), words.next_back()].into_iter().flatten()
        });
        words.collect()
    };
    let edges: Vec<Vec<&str>> = pages.iter().map(edges).collect();
    let mut rows: HashMap<i64, usize> = HashMap::new();
    for (page, edges) in (0..).zip(&edges) {
        let mut found: Vec<i64> =
            edges.iter().filter_map(|word| Some(i64::from(word.parse::<u32>().ok()?) - page)).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().for_each(|row| *rows.entry(row).or_default() += 1);
    }
    let best = rows.into_iter().max_by_key(|(row, count)| (*count, std::cmp::Reverse(row.abs())));
    let row = best.filter(|(_, count)| *count >= 2 && count * 4 >= pages.len()).map(|(row, _)| row);
    let label = |(page, edges): (i64, &Vec<&str>)| match page + row.unwrap_or(1) {
        number if number > 0 => number.to_string().into(),
        _ => {
            let roman = |word: &&&str| !word.is_empty() && word.bytes().all(|letter| b"ivxlc".contains(&letter));
            edges.iter().find(roman).copied().unwrap_or_default().into()
        }
    };
    (0..).zip(&edges).map(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_name_pages() {
        let style = |from, prefix: &str, form, number| Style { from, prefix: prefix.to_owned(), form, number };
        let check = |styles: &[Style], expected: &[&str]| {
            let found = named(styles, 4);
            assert_eq!(found.iter().map(|label| &**label).collect::<Vec<_>>(), expected);
        };
        check(&[style(0, "", Form::Roman(true), 1), style(2, "A-", Form::Decimal, 9)], &["i", "ii", "A-9", "A-10"]);
        check(&[style(1, "Cover", Form::None, 1), style(2, "", Form::Letters(false), 26)], &["", "Cover", "Z", "AA"]);
        check(&[style(0, "", Form::Letters(true), u32::MAX)], &[]);
        check(&[], &[]);
    }

    #[test]
    fn numbers_at_the_edge_name_pages() {
        let check = |pages: &[&[&str]], expected: &[&str]| {
            let mut lines = Vec::new();
            let mut ranges = Vec::new();
            for page in pages {
                let from = lines.len();
                lines.extend(page.iter().map(|text| Line { text: (*text).to_owned(), ..Line::default() }));
                ranges.push(from..lines.len());
            }
            // What is furniture begins with a sign here.
            let furniture: Vec<bool> = lines.iter().map(|line| line.text.starts_with('-')).collect();
            let found = starts(Vec::new(), &lines, &furniture, &ranges);
            let mut found: Vec<(usize, String)> =
                found.into_iter().map(|(line, label)| (line, format!("{} {label}", lines[line].text))).collect();
            found.sort();
            assert_eq!(found.into_iter().map(|(_, label)| label).collect::<Vec<_>>(), expected);
        };
        check(&[&["a"], &["b"]], &["a 1", "b 2"]);
        check(&[&["a", "- 7 -"], &["- 8 -", "b"], &["c", "- Costs 9"]], &["a 7", "b 8", "c 9"]);
        check(&[&["a"], &["b", "- ii -"], &["c", "-1-"], &["d"], &["e", "-3-"]], &["a ", "b ii", "c 1", "d 2", "e 3"]);
        check(&[&["- 3 -"], &["b", "- 4 -"]], &["b 4"]);
        check(&[&["a", "- 2012"], &["b"], &["c"], &["d"], &["e"]], &["a 1", "b 2", "c 3", "d 4", "e 5"]);
    }
}
