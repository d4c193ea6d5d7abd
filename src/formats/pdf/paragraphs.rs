//! Lines become paragraphs, code, tables, and furniture of pages.

use std::collections::HashMap;

use super::lines::Line;
use super::measure::Measures;
use super::pieces::is_wide;
use crate::outline::number::{Scheme, mark};
use crate::text::Part;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A paragraph, or a line that stands alone.
    Text,
    /// The lines of a bookmark, by its number.
    Heading(usize),
    /// Lines in letters of one width.
    Code,
    /// Rows of cells.
    Table,
    /// Page headers, footers, page numbers.
    Furniture,
}

/// Lines that belong together, by their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) lines: Vec<usize>,
}

/// What is known of the lines of a file.
pub(super) struct Known<'a> {
    pub(super) lines: &'a [Line],
    pub(super) furniture: &'a [bool],
    /// The bookmark that each line shows.
    pub(super) headings: &'a [Option<usize>],
    pub(super) measures: Measures,
    /// The edges of each region.
    pub(super) columns: &'a HashMap<u32, (f32, f32)>,
}

/// The blocks of all lines, in their order. Furniture that stands inside of a paragraph comes behind it.
pub(super) fn blocks(known: &Known<'_>) -> Vec<Block> {
    let tables = tables(known);
    let mut found: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    let mut waiting: Vec<usize> = Vec::new();
    for (at, line) in known.lines.iter().enumerate() {
        if known.furniture.get(at).copied().unwrap_or(false) {
            waiting.push(at);
            continue;
        }
        let kind = match known.headings.get(at).copied().flatten() {
            Some(heading) => Kind::Heading(heading),
            None if tables.get(at).copied().unwrap_or(false) => Kind::Table,
            None if is_code(known, line) => Kind::Code,
            None => Kind::Text,
        };
        match open.as_mut().filter(|open| open.kind == kind && goes_on(known, open, at)) {
            Some(open) => open.lines.push(at),
            None => {
                found.extend(open.replace(Block { kind, lines: vec![at] }));
                furnish(known, &mut waiting, &mut found);
            }
        }
    }
    found.extend(open);
    furnish(known, &mut waiting, &mut found);
    found
}

/// Whether a line is one of code. What is larger than the text is rather the name of a command over its description.
fn is_code(known: &Known<'_>, line: &Line) -> bool {
    line.fixed && !known.measures.fixed && line.size <= 1.12 * known.measures.body
}

/// Adds the furniture that was passed, a block for each page.
fn furnish(known: &Known<'_>, waiting: &mut Vec<usize>, found: &mut Vec<Block>) {
    let page = |at: &usize| known.lines.get(*at).map(|line| line.page);
    for group in waiting.chunk_by(|one, other| page(one) == page(other)) {
        found.push(Block { kind: Kind::Furniture, lines: group.to_vec() });
    }
    waiting.clear();
}

/// Whether a line belongs to the block before it.
fn goes_on(known: &Known<'_>, open: &Block, at: usize) -> bool {
    let Some((last, line)) = open.lines.last().and_then(|last| known.lines.get(*last)).zip(known.lines.get(at)) else {
        return false;
    };
    match open.kind {
        Kind::Heading(_) => true,
        Kind::Table => last.region == line.region,
        Kind::Code => last.region == line.region && line.base - last.base < 3.2 * last.size && line.base > last.base,
        Kind::Text => joins(known, open, last, line),
        Kind::Furniture => false,
    }
}

/// Whether a line goes on with a paragraph.
fn joins(known: &Known<'_>, open: &Block, last: &Line, line: &Line) -> bool {
    let Measures { leading, body, .. } = known.measures;
    if open.lines.len() == 1 && is_above_title(known, last, line) {
        return true;
    }
    if (last.size - line.size).abs() > 0.07 * last.size || last.turned != line.turned || is_entry(&last.text) {
        return false;
    }
    let full = is_full(known, last, line);
    let flows = full && !is_ended(&last.text);
    if last.region != line.region || line.page != last.page {
        let indented = known.columns.get(&line.region).is_some_and(|(left, _)| line.left > left + 0.8 * line.size);
        let small = line.text.starts_with(char::is_lowercase);
        return last.strong == line.strong
            && !starts_item(&line.text)
            && (flows && !indented || small && !is_ended(&last.text));
    }
    let away = line.base - last.base;
    let first = open.lines.first().and_then(|first| known.lines.get(*first)).unwrap_or(last);
    let before = open.lines.iter().rev().nth(1).and_then(|before| known.lines.get(*before));
    let usual = before.filter(|before| before.region == last.region).map(|before| (last.base - before.base) * 1.2);
    let most = (leading * last.size * 1.25).max(1.25 * last.size).min(usual.unwrap_or(f32::MAX).max(1.1 * last.size));
    if away <= 0.3 * last.size || away > most {
        return false;
    }
    if last.strong != line.strong && !flows {
        return false;
    }
    if starts_item(&line.text) && !flows {
        return false;
    }
    let larger = line.size > body * 1.08;
    if larger && (are_centred(known, last, line) || are_flushed(known, last, line)) {
        return mark(&line.text).is_none();
    }
    let inward = line.left - last.left;
    let begins = starts_item(&first.text) || begins_with_term(first) && flows;
    let hangs = open.lines.len() == 1 && begins && inward <= 8.0 * line.size && full;
    if inward > 0.7 * line.size
        && !hangs
        && !(flows && inward < 1.3 * line.size && line.text.starts_with(char::is_lowercase))
    {
        return false;
    }
    let outward = if open.lines.len() == 1 { 5.0 } else { 0.7 };
    full && -inward <= outward * line.size
}

/// Whether a line is only the number of the title below it: `Chapter 3`, both larger than the text.
fn is_above_title(known: &Known<'_>, label: &Line, title: &Line) -> bool {
    let large = label.size.min(title.size) > 1.15 * known.measures.body;
    let near = label.region == title.region && (0.0..=5.0 * title.size).contains(&(title.base - label.base));
    let unit = mark(&label.text).is_some_and(|mark| mark.words >= label.text.len() && mark.scheme != Scheme::Arabic);
    large && near && unit && !label.turned && !title.turned
}

/// Whether a line reaches so far that the first word of the next had no room on it.
fn is_full(known: &Known<'_>, last: &Line, next: &Line) -> bool {
    let Some((_, right)) = known.columns.get(&last.region) else { return false };
    let first = next.text.chars().next().unwrap_or(' ');
    let word = if is_wide(first) {
        2.2
    } else {
        let letters = next.text.chars().take_while(|letter| !letter.is_whitespace() && !is_wide(*letter)).count();
        0.5 * (letters.min(60) as f32) + 0.6
    };
    let right = if last.reach > 0.0 { right.min(last.reach) } else { *right };
    right - last.right <= word * next.size
}

/// Whether a line begins with words that are bold and goes on with others, as an entry of a list of terms does.
fn begins_with_term(line: &Line) -> bool {
    !line.strong && line.runs.first().is_some_and(|run| run.start == 0 && run.face.strong)
}

/// Whether a line ends as a sentence does, or announces what follows.
fn is_ended(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '’', '"', '\'', '）', ')', '」', '』', ']']);
    text.ends_with(['.', '。', '!', '！', '?', '？', ':', '：', ';', '；'])
}

/// Whether a line begins as an item of a list does, or a numbered heading.
pub(super) fn starts_item(text: &str) -> bool {
    is_bullet(text) || mark(text).is_some()
}

/// Whether a line begins with a bullet.
pub(super) fn is_bullet(text: &str) -> bool {
    let mut characters = text.chars();
    let bullet = characters.next().is_some_and(|first| "•‣▪■□●○◦◆◇➢❖∙·▶►–—-*∗".contains(first));
    bullet && characters.next().is_some_and(char::is_whitespace)
}

/// Whether a line is an entry of a table of contents: its page stands at its end, behind a gap or leaders.
pub(super) fn is_entry(text: &str) -> bool {
    let words = text.trim_end_matches(|last: char| last.is_ascii_digit() || matches!(last, 'i' | 'v' | 'x' | 'l'));
    let gap = words.trim_end_matches([' ', '\t', '.', '…', '·', '．', '-']);
    let led = words.part(gap.len()..words.len());
    words.len() < text.len() && (led.contains(['\t', '…']) || led.matches(['.', '·', '．']).count() >= 3)
}

/// Whether a line stands in the middle of its column.
pub(super) fn is_centred(known: &Known<'_>, line: &Line) -> bool {
    let Some((left, right)) = known.columns.get(&line.region) else { return false };
    let (before, behind) = (line.left - left, right - line.right);
    before > 2.0 * line.size && behind > 2.0 * line.size && (before - behind).abs() <= 1.2 * line.size
}

/// Whether a block is a term and the one behind it its description: text that hangs to the right below one line in
/// letters of its size.
pub(super) fn is_term(known: &Known<'_>, block: &Block, next: &Block) -> bool {
    let line = |block: &Block, at: usize| block.lines.get(at).and_then(|at| known.lines.get(*at));
    let (Some(term), Some(first), Some(second)) = (line(block, 0), line(next, 0), line(next, 1)) else { return false };
    let hangs = |line: &Line| line.region == term.region && line.left > term.left + 1.2 * term.size;
    let alike = (first.size - term.size).abs() <= 0.07 * term.size;
    block.lines.len() == 1
        && next.kind == Kind::Text
        && alike
        && hangs(first)
        && hangs(second)
        && mark(&term.text).is_none()
}

/// Whether two lines stand in the middle of their column, one below the other.
fn are_centred(known: &Known<'_>, one: &Line, next: &Line) -> bool {
    let Some((left, right)) = known.columns.get(&one.region) else { return false };
    let middle = |line: &Line| (line.left + line.right) / 2.0;
    let shared = (middle(one) - middle(next)).abs() <= 0.6 * one.size;
    let central = (middle(one) - (left + right) / 2.0).abs() <= 1.5 * one.size;
    shared && central && (one.left - next.left).abs() > one.size
}

/// Whether two lines end at the right edge of their column and begin far from its left one.
fn are_flushed(known: &Known<'_>, one: &Line, next: &Line) -> bool {
    let Some((left, right)) = known.columns.get(&one.region) else { return false };
    let ends = |line: &Line| (line.right - right).abs() <= 0.3 * line.size && line.left - left > 2.0 * line.size;
    ends(one) && ends(next)
}

/// Which lines are rows of tables: three and more in a row that have cells, and are no table of contents.
fn tables(known: &Known<'_>) -> Vec<bool> {
    let mut found = vec![false; known.lines.len()];
    let mut from = 0;
    while from < known.lines.len() {
        let region = known.lines.get(from).map(|line| line.region);
        let row = |at: &usize| {
            known.lines.get(*at).is_some_and(|line| {
                Some(line.region) == region
                    && line.text.contains('\t')
                    && !is_label(&line.text)
                    && known.headings.get(*at).copied().flatten().is_none()
            })
        };
        let end = (from..known.lines.len()).take_while(row).last().map_or(from, |last| last + 1);
        let rows = known.lines.get(from..end).unwrap_or_default();
        let entries = rows.iter().filter(|line| is_entry(&line.text) && line.text.matches('\t').count() <= 2).count();
        if rows.len() >= 3 && entries * 2 < rows.len() {
            found.iter_mut().take(end).skip(from).for_each(|is| *is = true);
        }
        from = end.max(from + 1);
    }
    found
}

/// Whether the only gap of a line stands behind its number or bullet.
fn is_label(text: &str) -> bool {
    text.split_once('\t').is_some_and(|(label, rest)| !rest.contains('\t') && is_number(label))
}

/// Whether a text is nothing but a number or a bullet.
pub(super) fn is_number(text: &str) -> bool {
    let text = text.trim();
    let bullet = text.chars().count() == 1 && is_bullet(&format!("{text} "));
    let dotted = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && text.starts_with(|first: char| first.is_ascii_digit());
    bullet || dotted || mark(text).is_some_and(|mark| mark.words >= text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::pdf::measure::{columns, measures};

    /// Lines: left and right edge, how far down, text. Letters are 10 high, and lines 13 apart in the first ones.
    fn check(lines: &[(f32, f32, f32, &str)], expected: &[&str]) {
        let line = |(left, right, base, text): &(f32, f32, f32, &str)| Line {
            text: (*text).to_owned(),
            left: *left,
            right: *right,
            base: *base,
            size: 10.0,
            letters: 10,
            ..Line::default()
        };
        let mut lines: Vec<Line> = lines.iter().map(line).collect();
        let own = lines.len();
        let usual = |at: u8| Line {
            region: 9,
            base: 13.0 * f32::from(at),
            right: 300.0,
            size: 10.0,
            letters: 50,
            ..Line::default()
        };
        lines.extend((0..9).map(usual));
        let (measures, columns) = (measures(&lines), columns(&lines, &vec![false; lines.len()]));
        lines.truncate(own);
        let furniture = vec![false; own];
        let headings = vec![None; own];
        let known = Known { lines: &lines, furniture: &furniture, headings: &headings, measures, columns: &columns };
        let text = |block: &Block| {
            let texts: Vec<&str> =
                block.lines.iter().filter_map(|at| lines.get(*at)).map(|line| line.text.as_str()).collect();
            texts.join("|")
        };
        let found: Vec<String> = blocks(&known).iter().map(text).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_become_paragraphs() {
        check(
            &[
                (0.0, 300.0, 13.0, "One goes"),
                (0.0, 200.0, 26.0, "on."),
                (0.0, 300.0, 39.0, "Two goes"),
                (0.0, 90.0, 52.0, "on."),
            ],
            &["One goes|on.", "Two goes|on."],
        );
        check(
            &[
                (20.0, 300.0, 13.0, "首行缩进"),
                (0.0, 300.0, 26.0, "二行。"),
                (20.0, 300.0, 39.0, "又一段"),
                (0.0, 90.0, 52.0, "完。"),
            ],
            &["首行缩进|二行。", "又一段|完。"],
        );
        check(&[(0.0, 300.0, 13.0, "apart by"), (0.0, 300.0, 35.0, "a blank line")], &["apart by", "a blank line"]);
        check(&[(0.0, 90.0, 13.0, "1.1 Short"), (0.0, 300.0, 26.0, "Text below it")], &["1.1 Short", "Text below it"]);
        check(
            &[(0.0, 300.0, 13.0, "1. An item that"), (15.0, 80.0, 26.0, "hangs."), (0.0, 60.0, 39.0, "2. Next")],
            &["1. An item that|hangs.", "2. Next"],
        );
    }

    #[test]
    fn tables_are_rows_of_cells() {
        check(
            &[(0.0, 300.0, 13.0, "a\tb\tc"), (0.0, 300.0, 26.0, "d\te\tf"), (0.0, 300.0, 39.0, "g\th\ti")],
            &["a\tb\tc|d\te\tf|g\th\ti"],
        );
        check(
            &[(0.0, 300.0, 13.0, "One\t1"), (0.0, 300.0, 26.0, "Two\t3"), (0.0, 300.0, 39.0, "Three\t7")],
            &["One\t1", "Two\t3", "Three\t7"],
        );
    }

    #[test]
    fn entries_of_contents_are_known() {
        let check = |text: &str, expected: bool| assert_eq!(is_entry(text), expected, "{text}");
        check("1.1 Title . . . . . . 5", true);
        check("一、概况……3", true);
        check("Title\t12", true);
        check("Version 3", false);
        check("in 2012", false);
    }
}
