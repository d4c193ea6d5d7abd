//! Blocks and bookmarks become the document.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::bookmarks::Bookmark;
use super::dress::{Dresser, name, tidied};
use super::face::{Face, Run};
use super::images::Placed;
use super::labels::{below_title, is_label, is_note, stands_over};
use super::lines::Line;
use super::links::{Lead, Link};
use super::lists::{is_bulleted, items};
use super::measure::{Measures, columns};
use super::paragraphs::{Block, Kind, Known, blocks, is_centred, is_entry, is_number, is_term};
use crate::formats::compose::Composer;
use crate::outline::caption::is_caption;
use crate::outline::detect::{Belief, Look};
use crate::outline::{BlockKind, Document};
use crate::text::Part;

/// The text of a file, and what is known of it.
pub(super) struct Text<'a> {
    /// The lines in the order in which they are read.
    pub(super) lines: &'a [Line],
    /// Which of them are furniture.
    pub(super) furniture: &'a [bool],
    /// What is usual in it.
    pub(super) measures: Measures,
    /// Its bookmarks, where they are its outline.
    pub(super) marked: &'a [Bookmark],
    /// The lines of each bookmark; an empty range where it stands before a line that does not show it.
    pub(super) places: &'a [Range<usize>],
    /// Where its links lead: inside of the file, to lines.
    pub(super) leads: &'a HashMap<Link, Lead<usize>>,
    /// The lines to which links lead.
    pub(super) linked: &'a HashSet<usize>,
    /// What the pages are called, by the lines with which they begin.
    pub(super) pages: &'a HashMap<usize, Box<str>>,
    /// Its images, in the order of the lines before which they stand.
    pub(super) images: &'a [Placed],
}

/// Notes, captions and readings beside characters are set in letters smaller than this, in sizes of the text; headings
/// are not.
const SMALLEST: f32 = 0.87;

impl Text<'_> {
    /// The document.
    pub(super) fn compose(&self, format: &'static str, belief: Belief) -> Document {
        let mut headings = vec![None; self.lines.len()];
        for (number, place) in self.places.iter().enumerate() {
            headings.iter_mut().take(place.end).skip(place.start).for_each(|heading| *heading = Some(number));
        }
        let columns = columns(self.lines, self.furniture);
        let known = Known {
            lines: self.lines,
            furniture: self.furniture,
            headings: &headings,
            measures: self.measures,
            columns: &columns,
        };
        let mut composer = Composer::default();
        let mut next = 0;
        let blocks = blocks(&known);
        let items = items(&known, &blocks);
        let front = below_title(&known, &blocks);
        let mut counted = HashMap::new();
        let mut images = self.images.iter().peekable();
        for (at, block) in blocks.iter().enumerate() {
            let first = block.lines.first().copied().unwrap_or(0);
            if block.kind != Kind::Furniture {
                self.unseen(&mut composer, &mut next, first);
                while let Some(image) = images.next_if(|image| image.line <= first) {
                    show(&mut composer, image);
                }
            }
            match block.kind {
                Kind::Heading(number) => {
                    composer.begin(BlockKind::Heading, 0);
                    self.push_lines(&mut composer, block);
                    self.end_heading(&mut composer, number, first);
                    next = number + 1;
                }
                Kind::Text => {
                    let next = blocks.get(at + 1);
                    let term = next.is_some_and(|next| is_term(&known, block, next));
                    let label = next.is_some_and(|next| self.is_over(block, next));
                    let item = items.get(at).copied().flatten();
                    let by = front.get(at).copied().unwrap_or(false);
                    let start = self.paragraph(&mut composer, &known, block, item, term || label || by);
                    counted.extend(item.map(|depth| (start, depth)));
                }
                Kind::Code => self.code(&mut composer, block),
                Kind::Table => self.table(&mut composer, block),
                Kind::Furniture => {
                    composer.begin(BlockKind::Boilerplate, 0);
                    for at in &block.lines {
                        composer.push(self.text(*at));
                        composer.hard_break();
                    }
                }
            }
        }
        self.unseen(&mut composer, &mut next, usize::MAX);
        images.for_each(|image| show(&mut composer, image));
        let mut document = composer.finish_detected(format, belief);
        // What counts as an item and was found to be no heading is one.
        for block in document.blocks.iter_mut().filter(|block| block.kind == BlockKind::Paragraph) {
            if let Some(depth) = counted.get(&block.span.start) {
                (block.kind, block.depth) = (BlockKind::Item, *depth);
            }
        }
        tidied(document)
    }

    /// Adds the bookmarks that no line shows and that stand before a line.
    fn unseen(&self, composer: &mut Composer, next: &mut usize, line: usize) {
        while let Some(bookmark) = self.marked.get(*next) {
            let Some(place) = self.places.get(*next).filter(|place| place.is_empty() && place.start <= line) else {
                return;
            };
            composer.begin(BlockKind::Heading, 0);
            composer.push(&bookmark.title);
            self.end_heading(composer, *next, place.start);
            *next += 1;
        }
    }

    fn end_heading(&self, composer: &mut Composer, number: usize, line: usize) {
        let page = self.lines.get(line).or(self.lines.last()).map_or(1, |line| line.page + 1);
        let level = self.marked.get(number).map_or(1, |bookmark| bookmark.level);
        composer.end_heading(level, page);
    }

    /// Names the place that the text has reached, where links lead to the line that begins there, or a page begins.
    fn anchor(&self, composer: &mut Composer, line: usize) {
        self.page(composer, line);
        if self.linked.contains(&line) {
            composer.anchor(&name(line));
        }
    }

    /// Begins a page with a line, if one does.
    fn page(&self, composer: &mut Composer, line: usize) {
        if let Some(label) = self.pages.get(&line) {
            composer.page(label);
        }
    }

    fn text(&self, at: usize) -> &str {
        self.lines.get(at).map_or("", |line| line.text.as_str())
    }

    /// Joins the lines of a paragraph: a word that was parted at the end of a line is whole again.
    fn push_lines(&self, composer: &mut Composer, block: &Block) {
        let mut dresser = Dresser::new(composer, self.plain(), self.leads);
        let mut lines = block.lines.iter().filter_map(|at| Some((*at, self.lines.get(*at)?))).peekable();
        let mut title = lines.peek().is_some_and(|(_, line)| line.strong || line.size > 1.08 * self.measures.body);
        while let Some((at, line)) = lines.next() {
            self.anchor(dresser.composer(), at);
            let (whole, put) = spaced(&line.text, std::mem::take(&mut title));
            let moved = |run: &Run| Run { start: run.start + u32::from(put.is_some_and(|at| run.start >= at)), ..*run };
            let runs: Vec<Run> = line.runs.iter().map(moved).collect();
            match lines.peek().filter(|(_, next)| is_hyphenated(&whole, &next.text)) {
                Some(_) => {
                    let parted = whole.len() - whole.chars().next_back().map_or(0, char::len_utf8);
                    dresser.push(whole.part(0..parted), 0, &runs, line.page);
                }
                None => {
                    dresser.push(&whole, 0, &runs, line.page);
                    dresser.soft_break();
                }
            }
        }
        dresser.bare();
    }

    /// The look that most of the text has.
    fn plain(&self) -> Face {
        Face { fixed: self.measures.fixed, strong: self.measures.strong, ..Face::default() }
    }

    /// Whether a block is the label of the title below it.
    fn is_over(&self, block: &Block, next: &Block) -> bool {
        let line = |block: &Block| block.lines.first().and_then(|at| self.lines.get(*at));
        let title = line(next).filter(|_| block.lines.len() == 1 && next.kind == Kind::Text);
        line(block).zip(title).is_some_and(|(label, title)| stands_over(label, title, self.measures.body))
    }

    /// Composes a paragraph, or an item of a depth; returns where it begins. Without bookmarks, an item with a number may
    /// yet be found to be a heading.
    fn paragraph(
        &self,
        composer: &mut Composer,
        known: &Known<'_>,
        block: &Block,
        item: Option<u8>,
        fixed: bool,
    ) -> u32 {
        let Some(first) = block.lines.first().and_then(|at| self.lines.get(*at)) else { return composer.position() };
        match item.filter(|_| !self.marked.is_empty() || is_bulleted(&first.text)) {
            Some(depth) => composer.begin(BlockKind::Item, usize::from(depth)),
            None => composer.begin(BlockKind::Paragraph, 0),
        }
        let start = composer.position();
        self.push_lines(composer, block);
        let lines = || block.lines.iter().filter_map(|at| self.lines.get(*at));
        let size = (first.size / self.measures.body * 100.0).round().clamp(1.0, 1000.0) as u16;
        composer.look(Look {
            size,
            strong: lines().all(|line| line.strong),
            slanted: lines().all(|line| line.slanted),
            centred: lines().all(|line| is_centred(known, line)),
            fixed: fixed
                || first.size < SMALLEST * self.measures.body
                || lines().next_back().is_some_and(|line| is_entry(&line.text))
                || is_caption(&first.text)
                || block.lines.len() == 1 && (is_label(&first.text) || is_note(&first.text)),
            ..Look::TEXT
        });
        start
    }

    /// Lines of code, with their indentation.
    fn code(&self, composer: &mut Composer, block: &Block) {
        composer.begin(BlockKind::Code, 0);
        let linked = block.lines.iter().filter(|at| self.linked.contains(at));
        linked.for_each(|at| composer.anchor(&name(*at)));
        let lines = || block.lines.iter().filter_map(|at| Some((*at, self.lines.get(*at)?)));
        let left = lines().map(|(_, line)| line.left).fold(f32::MAX, f32::min);
        for (at, line) in lines() {
            self.page(composer, at);
            let width = (line.right - line.left) / (line.text.chars().count().max(1) as f32);
            let indent = ((line.left - left) / width.max(1.0)).round().clamp(0.0, 200.0) as usize;
            composer.push(&" ".repeat(indent));
            composer.push(&line.text.replace('\t', "    "));
            composer.hard_break();
        }
    }

    fn table(&self, composer: &mut Composer, block: &Block) {
        composer.begin(BlockKind::Table, 0);
        let mut dresser = Dresser::new(composer, self.plain(), self.leads);
        for (at, line) in block.lines.iter().filter_map(|at| Some((*at, self.lines.get(*at)?))) {
            self.anchor(dresser.composer(), at);
            let mut from = 0;
            for cell in line.text.split('\t') {
                if from > 0 {
                    dresser.bare().end_cell();
                }
                dresser.push(cell, from, &line.runs, line.page);
                from += cell.len() + 1;
            }
            dresser.bare().end_row();
        }
    }
}

/// Adds an image, which stands between blocks.
fn show(composer: &mut Composer, image: &Placed) {
    composer.end();
    composer.wordless(&image.picture.known().unwrap_or_default(), 0);
}

/// A line in which no gap stands behind its number. The number of a `title` is parted from its words, which may be set
/// too closely to show it: then also the place where a space was put.
fn spaced(line: &str, title: bool) -> (String, Option<u32>) {
    let number = line.find(|other: char| !other.is_ascii_digit() && other != '.').unwrap_or(0);
    let (label, words) = (line.part(0..number), line.part(number..line.len()));
    let word = words.starts_with(char::is_uppercase) && words.chars().nth(1).is_some_and(char::is_lowercase);
    if title && word && label.contains('.') {
        return (format!("{label} {words}"), u32::try_from(number).ok());
    }
    match line.split_once('\t') {
        Some((label, rest)) if is_number(label) => (format!("{label} {rest}"), None),
        _ => (line.to_owned(), None),
    }
}

/// Whether a word is parted at the end of a line.
fn is_hyphenated(line: &str, next: &str) -> bool {
    if line.ends_with('\u{ad}') {
        return true;
    }
    let Some(word) = line.strip_suffix(['-', '‐']) else { return false };
    let small = next.starts_with(char::is_lowercase) && word.ends_with(char::is_lowercase);
    let letters = word.chars().rev().take_while(|letter| letter.is_alphabetic()).count();
    let name = word.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains(['-', '_', '/', '.', '@']));
    small && letters >= 2 && !name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_parted_from_titles() {
        let check = |line: &str, title: bool, expected: &str| assert_eq!(spaced(line, title).0, expected);
        check("1.1.1Scope", true, "1.1.1 Scope");
        check("1.1.1Scope", false, "1.1.1Scope");
        check("2.4GHz", true, "2.4GHz");
        check("3.\tScope", false, "3. Scope");
        check("2012\t5\t7", false, "2012 5\t7");
    }
}
