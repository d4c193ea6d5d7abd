//! Tables of contents: their extent, and what they announce.

use foldhash::{HashMap, HashSet};

use crate::outline::number;
use crate::text::Part;

use super::bounds;
use super::chars::is_wide;
use super::layout::Layout;
use super::names;

/// What the tables of contents of a text announce.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Hashes of the announced words.
    announced: HashSet<u64>,
    /// The tails of the announced words, as bits: most titles that are not announced are known by theirs.
    tails: Tails,
    /// The line on which the first table begins.
    first: Option<usize>,
}

impl Contents {
    /// Whether a heading with these words is announced.
    pub(super) fn announces(&self, title: &str) -> bool {
        !self.announced.is_empty()
            && tail(title).is_none_or(|tail| self.tails.has(tail))
            && hash(title).is_some_and(|hash| self.announced.contains(&hash))
    }

    /// Remembers the words of an entry.
    fn announce(&mut self, words: &str) {
        self.announced.extend(hash(words));
        tail(words).into_iter().for_each(|tail| self.tails.add(tail));
    }

    /// Whether a line stands before the first table of contents.
    pub(super) fn follow(&self, line: usize) -> bool {
        self.is_present() && self.first.is_some_and(|first| line < first)
    }

    /// Whether the text has a table of contents.
    pub(super) fn is_present(&self) -> bool {
        self.announced.len() >= 3
    }
}

/// How many tails are told apart.
const TAILS: usize = 4096;

/// A set of tails.
#[derive(Debug)]
struct Tails([u64; TAILS / 64]);

impl Default for Tails {
    fn default() -> Self {
        Self([0; TAILS / 64])
    }
}

impl Tails {
    fn add(&mut self, tail: usize) {
        if let Some(bits) = self.0.get_mut(tail / 64) {
            *bits |= 1 << (tail % 64);
        }
    }

    fn has(&self, tail: usize) -> bool {
        self.0.get(tail / 64).is_some_and(|bits| bits >> (tail % 64) & 1 == 1)
    }
}

/// The tail of a title, below [`TAILS`]: its last Chinese character, or the last letters or digits of its last word,
/// three at most. Titles with equal hashes have equal tails, whatever their marks; none where the end of a title doesn't tell.
fn tail(title: &str) -> Option<usize> {
    if title.is_ascii() {
        return ascii_tail(title.as_bytes());
    }
    let says =
        |last: &char| last.is_ascii_alphanumeric() || is_wide(*last) || !last.is_ascii() && last.is_alphanumeric();
    let mut last = title.part(0..HASHED).chars().rev().skip_while(|last| !says(last));
    match last.next()? {
        one if one.is_ascii() => {
            let word = [one].into_iter().chain(last.take(2).take_while(char::is_ascii_alphanumeric));
            Some(word.fold(0, |tail, letter| tail * 37 + letter.to_ascii_lowercase() as usize) % TAILS)
        }
        one if is_wide(one) => Some(one as usize % TAILS),
        _ => None,
    }
}

/// The tail of a title in ASCII.
fn ascii_tail(title: &[u8]) -> Option<usize> {
    let title = title.get(..HASHED).unwrap_or(title);
    let last = title.iter().rev().skip_while(|last| !last.is_ascii_alphanumeric());
    let word = last.take(3).take_while(|last| last.is_ascii_alphanumeric());
    let tail = word.fold(None, |tail, letter| Some(tail.unwrap_or(0) * 37 + usize::from(letter.to_ascii_lowercase())));
    tail.map(|tail| tail % TAILS)
}

/// The bytes of a title that are looked at.
const HASHED: usize = 400;

/// The lines after its title in which a table of contents must end.
const LONGEST: usize = 6000;

/// Finds the tables of contents and marks their lines.
pub(super) fn find(layout: &mut Layout) -> Contents {
    let mut contents = Contents::default();
    let mut at = 0;
    let mut tables = 0;
    while at < layout.lines.len() {
        let fixed = layout.line(at).is_some_and(|line| line.look.fixed);
        if tables < 40 && !fixed && names::is_contents(layout.line_text(at)) {
            let end = extent(layout, at);
            if end > at + 2 {
                accept(layout, at, end, &mut contents);
                at = end;
            }
            tables += 1;
        }
        at += 1;
    }
    if !contents.is_present()
        && let Some((first, end)) = untitled(layout)
    {
        accept(layout, first, end, &mut contents);
    }
    contents
}

/// Believes a table.
fn accept(layout: &mut Layout, first: usize, end: usize, contents: &mut Contents) {
    announce(layout, first, end, contents);
    contents.first.get_or_insert(first);
    layout.lines.iter_mut().take(end).skip(first).for_each(|line| line.contents = true);
}

/// The bytes of the number at the beginning of a text and of the space behind it; 0 where there is none.
fn words(text: &str) -> usize {
    number::mark(text).map_or(0, |mark| mark.words)
}

/// The fewest entries of a table without a title.
const FEWEST: usize = 5;

/// Finds a table without a title that is known, or without any: marked lines close to each other, most of which come
/// again further below.
fn untitled(layout: &Layout) -> Option<(usize, usize)> {
    let entries: Vec<(usize, u64)> = layout
        .lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| {
            let whole = line.text(layout.text);
            let text = whole.strip_prefix("* ").unwrap_or(whole);
            let words = if line.marked || text.len() < whole.len() { words(text) } else { 0 };
            let marked = text.len() < 200 && words > 0 && words < text.len();
            let hash = marked.then(|| hash(without_page(text))).flatten()?;
            Some((at, hash))
        })
        .take(bounds::places(layout.text))
        .collect();
    let mut last: HashMap<u64, usize> = HashMap::default();
    last.extend(entries.iter().map(|(at, hash)| (*hash, *at)));
    let mut first = 0;
    while first < entries.len() {
        let mut end = first + 1;
        let begins: Vec<u64> = entries.iter().skip(first).take(3).map(|(_, hash)| *hash).collect();
        while let (Some(one), Some(next)) = (entries.get(end - 1), entries.get(end)) {
            if next.0 - one.0 > 4 || (end > first + 3 && begins.contains(&next.1)) {
                break;
            }
            end += 1;
        }
        let table = entries.get(first..end).unwrap_or_default();
        let (begin, close) = (table.first().map_or(0, |entry| entry.0), table.last().map_or(0, |entry| entry.0));
        let again = table.iter().filter(|(_, hash)| last.get(hash).is_some_and(|again| *again > close)).count();
        if table.len() >= FEWEST && again * 10 >= table.len() * 6 {
            return Some((begin, close + 1));
        }
        first = end;
    }
    None
}

/// The index one past the last line of the table that begins at `title`; `title` where there is none.
fn extent(layout: &Layout, title: usize) -> usize {
    let most = layout.lines.len().min(title + LONGEST);
    for first in title + 1..most.min(title + 4) {
        let Some(entry) = Entry::new(layout.line_text(first)) else { continue };
        let again =
            (first + 1..most).find(|at| Entry::new(layout.line_text(*at)).is_some_and(|other| entry.is(&other)));
        if let Some(again) = again.filter(|again| is_list(layout, first, *again)) {
            return again;
        }
    }
    (title + 1..most).find(|at| !looks_listed(layout, *at)).unwrap_or(most)
}

/// Whether nearly all lines are short and no sentences, as the entries of a table are.
fn is_list(layout: &Layout, first: usize, end: usize) -> bool {
    let lines = layout.lines.get(first..end).unwrap_or_default();
    let short = lines.iter().filter(|line| {
        let text = line.text(layout.text);
        line.len() < 150 && !text.ends_with(['。', '；', '，'])
    });
    let entries = lines.iter().filter(|line| {
        let text = line.text(layout.text);
        number::mark(text).is_some_and(|mark| mark.words < text.len()) || without_page(text).len() < text.len()
    });
    let few = lines.len() <= 60 && lines.iter().all(|line| line.len() < 100);
    short.count() * 20 >= lines.len() * 19 && (few || entries.count() * 5 >= lines.len() * 2)
}

/// Whether a line by itself looks like an entry: a number, or a page at its end.
fn looks_listed(layout: &Layout, at: usize) -> bool {
    let text = layout.line_text(at);
    text.len() < 200
        && (number::mark(text).is_some_and(|mark| mark.words < text.len()) && !text.ends_with(['。', '.', '；'])
            || without_page(text).len() < text.len())
}

/// Remembers the words of all entries, of two lines together where an entry may be wrapped.
fn announce(layout: &Layout, title: usize, end: usize, contents: &mut Contents) {
    for at in title..end {
        let text = without_page(layout.line_text(at));
        contents.announce(text);
        let next = layout.line_text(at + 1);
        if at + 1 < end && number::mark(next).is_none() {
            contents.announce(&format!("{text} {}", without_page(next)));
            let third = layout.line_text(at + 2);
            if at + 2 < end && number::mark(third).is_none() {
                contents.announce(&format!("{text} {next} {}", without_page(third)));
            }
        }
    }
}

/// A line without the page number and leaders at its end.
fn without_page(line: &str) -> &str {
    let number = line.trim_end_matches(|last: char| last.is_ascii_digit() || matches!(last, 'i' | 'v' | 'x'));
    if number.len() == line.len() {
        return line.trim_end_matches(['.', '…', '．', '·']);
    }
    let leaders = number.trim_end_matches([' ', '\t', '.', '…', '．', '·', '-', '—', '_', '\u{3000}', '\u{a0}']);
    let gap = number.part(leaders.len()..number.len());
    let leads = gap.chars().filter(|gap| !gap.is_whitespace()).count();
    if leads >= 2 || gap.contains(['\t', '…']) || gap.chars().count() >= 3 { leaders } else { line }
}

/// An entry of a table: its numbers and its words.
struct Entry {
    numbers: Vec<u16>,
    words: String,
}

impl Entry {
    fn new(line: &str) -> Option<Self> {
        if line.len() > 240 {
            return None;
        }
        let line = without_page(line);
        let mark = number::mark(line);
        let numbers = mark.map(|mark| mark.path.parts().to_vec()).unwrap_or_default();
        let words = squeeze(line.part(mark.map_or(0, |mark| mark.words)..line.len()));
        (words.len() > 1 || !numbers.is_empty()).then_some(Self { numbers, words })
    }

    /// Whether the two are the same, or one is the beginning of the other.
    fn is(&self, other: &Entry) -> bool {
        let short = self.words.len().min(other.words.len());
        let begins = self.words.starts_with(&other.words) || other.words.starts_with(&self.words);
        self.numbers == other.numbers && (self.words == other.words || (begins && short >= 12))
    }
}

/// A title's letters and digits, in small letters.
fn squeeze(title: &str) -> String {
    title.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A hash of a title's words without its mark; none where it has no words.
pub(super) fn hash(title: &str) -> Option<u64> {
    let title = title.part(0..HASHED);
    let words = number::mark(title).map_or(0, |mark| mark.words);
    let words = title.part(words..title.len());
    let mut hash = FNV_OFFSET;
    let mut add = |character: char| hash = (hash ^ u64::from(character)).wrapping_mul(FNV_PRIME);
    if words.is_ascii() {
        let letters = words.bytes().filter(u8::is_ascii_alphanumeric);
        letters.for_each(|letter| add(char::from(letter.to_ascii_lowercase())));
        return (hash != FNV_OFFSET).then_some(hash);
    }
    for character in words.chars() {
        match character {
            'a'..='z' | '0'..='9' => add(character),
            'A'..='Z' => add(character.to_ascii_lowercase()),
            _ if character.is_ascii() => {}
            _ if is_wide(character) => add(character),
            _ if !character.is_alphanumeric() => {}
            _ => character.to_lowercase().for_each(&mut add),
        }
    }
    (hash != FNV_OFFSET).then_some(hash)
}

/// What a hash begins with, and what it is multiplied by (FNV-1a).
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_cut_off() {
        let check = |line: &str, expected: &str| assert_eq!(without_page(line), expected, "{line}");
        check("1.1  Servers ........................    4", "1.1  Servers");
        check("一、总体要求……………12", "一、总体要求");
        check("第一章 总则\t3", "第一章 总则");
        check("Results     17", "Results");
        check("Version 3", "Version 3");
        check("引言-----27", "引言");
    }

    #[test]
    fn a_table_ends_where_its_first_entry_comes_again() {
        let check = |text: &str, expected: usize| {
            let mut layout = Layout::new(text);
            let contents = find(&mut layout);
            assert_eq!(layout.lines.iter().filter(|line| line.contents).count(), expected, "{text}");
            assert_eq!(contents.is_present(), expected > 3, "{text}");
        };
        check(
            "Title\n\nTable of Contents\n\n1. One\n    1.1. Two\n2. Three\n\nChapter 1. One\n\ntext\n\n1.1. Two\n",
            4,
        );
        check("目录\n第一章 总则\n第二章 机构\n第三章 附则\n第一章 总则\n第一条 为了\n第二章 机构\n", 4);
        check("目 录\n前言……1\n一、概况……2\n二、问题……5\n这里是正文，一句很长的话。\n", 4);
        check("We came to be content.\nContents\nIt was all one long sentence, and then another.\n", 0);
    }
}
