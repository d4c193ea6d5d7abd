//! A text is cut into sentences.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::width::columns;
use crate::text::{Part, Span, needs_space};

/// A line shorter than this many columns was not cut because it was full, so its end is the end of a sentence.
const SHORT: usize = 32;
/// Nor was a line that is longer than this many bytes.
const LONG: usize = 400;
/// A number or an abbreviation has at most so many letters and digits. The full stop behind it ends no sentence.
const ABBREVIATION: usize = 3;

/// The sentences of a text, in order. They hold all of the paragraphs that were added but white space.
#[derive(Clone, Debug)]
pub struct Sentences<'a> {
    text: &'a str,
    spans: Vec<Span>,
}

impl<'a> Sentences<'a> {
    /// No sentences yet.
    pub fn new(text: &'a str) -> Self {
        Self { text, spans: Vec::new() }
    }

    /// All sentences of a text, in which empty lines part paragraphs.
    pub fn of(text: &'a str) -> Self {
        let mut sentences = Self::new(text);
        sentences.add(Span::new(0..text.len()));
        sentences
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Where the sentences stand, in ascending order.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Adds a part of the text that lies behind all added before. Sentences end by the rules of Unicode (UAX #29), at a
    /// Chinese semicolon, and with a line that is no full one.
    pub fn add(&mut self, span: Span) {
        let flowing = without_full_ends(self.text.span(span));
        for (start, line) in lines(&flowing) {
            let mut open = 0;
            for (at, sentence) in line.split_sentence_bound_indices() {
                if !goes_on(sentence) {
                    let end = at + sentence.len();
                    self.add_clauses(span.start as usize + start + open, line.part(open..end));
                    open = end;
                }
            }
            self.add_clauses(span.start as usize + start + open, line.part(open..line.len()));
        }
    }

    /// Adds a part of the text line by line, as in code and in tables.
    pub fn add_lines(&mut self, span: Span) {
        for (start, line) in lines(self.text.span(span)) {
            self.push(span.start as usize + start, line);
        }
    }

    fn add_clauses(&mut self, start: usize, sentence: &str) {
        let mut at = start;
        for clause in sentence.split_inclusive('；') {
            self.push(at, clause);
            at += clause.len();
        }
    }

    fn push(&mut self, start: usize, words: &str) {
        let bare = words.trim();
        let lead = words.len() - words.trim_start().len();
        if !bare.is_empty() {
            self.spans.push(Span::new(start + lead..start + lead + bare.len()));
        }
    }
}

/// The lines of a text, each with its first byte.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |next, line| {
        let start = *next;
        *next += line.len();
        Some((start, line))
    })
}

/// The text with a space for each line end at which a full line goes on in the next. Positions stay as they are.
fn without_full_ends(text: &str) -> String {
    let mut flowing = String::with_capacity(text.len());
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let full = lines.peek().is_some_and(|next| goes_on_in(line, next));
        match line.strip_suffix('\n').filter(|_| full) {
            Some(words) => flowing.extend([words, " "]),
            None => flowing.push_str(line),
        }
    }
    flowing
}

/// Whether a line ends for want of room alone: it is a full one, and the next is neither set in nor an item.
fn goes_on_in(line: &str, next: &str) -> bool {
    let first = next.chars().next().unwrap_or('\n');
    let item = first.is_whitespace() || !first.is_alphanumeric() && next.trim_start_matches(first).starts_with(' ');
    !item && line.len() <= LONG && columns(line.trim()) >= SHORT
}

/// Whether what ends with a full stop is only a number (`2.`) or an abbreviation (`Mr.`), behind which more follows.
fn goes_on(sentence: &str) -> bool {
    let letters = || sentence.chars().filter(|character| character.is_alphanumeric());
    sentence.trim_end_matches([' ', '\u{3000}']).ends_with('.') && letters().nth(ABBREVIATION).is_none()
}

/// The words of a sentence, with one space where there are any that part words.
pub(super) fn squeezed(text: &str, span: Span) -> String {
    let mut squeezed = String::with_capacity(span.len());
    for word in text.span(span).split_whitespace() {
        let joint = squeezed.chars().next_back().zip(word.chars().next());
        if joint.is_some_and(|(before, after)| needs_space(before, after)) {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        let check = |text: &str, expected: &[&str]| {
            let sentences = Sentences::of(text);
            let found: Vec<&str> = sentences.spans().iter().map(|&span| text.span(span)).collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check("", &[]);
        check(" \n\n ", &[]);
        check("一是抓好落实。二是补齐短板！", &["一是抓好落实。", "二是补齐短板！"]);
        check("抓学习；抓作风；抓落实。", &["抓学习；", "抓作风；", "抓落实。"]);
        check("他说：“好。”大家鼓掌。", &["他说：“好。”", "大家鼓掌。"]);
        check("增长3.5%。其中1.2亿元。", &["增长3.5%。", "其中1.2亿元。"]);
        check("一、存在的问题\n队伍不强。\n", &["一、存在的问题", "队伍不强。"]);
        check("1. 加强领导。2. 压实责任。", &["1. 加强领导。", "2. 压实责任。"]);
        check("The fee rose. Why? It must.", &["The fee rose.", "Why?", "It must."]);
        check("It grew by 3.5 percent, i.e. more than before.", &["It grew by 3.5 percent, i.e. more than before."]);
        check("Mr. Ode spoke. No. 5 was sold.", &["Mr. Ode spoke.", "No. 5 was sold."]);
        check(
            "The board met four times this year and\napproved two budgets. It met\n\nNext part",
            &["The board met four times this year and\napproved two budgets.", "It met", "Next part"],
        );
        check(
            "坚持把政治建设摆在首位，不断提高政治判断力、政治领悟\n力。始终保持一致。\n",
            &["坚持把政治建设摆在首位，不断提高政治判断力、政治领悟\n力。", "始终保持一致。"],
        );
        check(
            "• a line of an item that is long enough to be full\n• another item",
            &["• a line of an item that is long enough to be full", "• another item"],
        );
    }

    #[test]
    fn lines_of_tables_stay_apart() {
        let text = "单位\t人数\n甲局\t12\n";
        let mut sentences = Sentences::new(text);
        sentences.add_lines(Span::new(0..text.len()));
        let found: Vec<&str> = sentences.spans().iter().map(|&span| text.span(span)).collect();
        assert_eq!(found, ["单位\t人数", "甲局\t12"]);
    }

    #[test]
    fn white_space_in_chinese_says_nothing() {
        let check = |text: &str, expected: &str| assert_eq!(squeezed(text, Span::new(0..text.len())), expected);
        check("工 作\n总结", "工作总结");
        check("two  words\nhere", "two words here");
    }
}
