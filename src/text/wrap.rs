//! A text is broken into the lines of a page.
//!
//! Lines are broken where the Unicode line breaking algorithm allows it (UAX #14), under the rules of the W3C's
//! "Requirements for Chinese Text Layout" (clreq, prohibition rules for line start and line end), and else within
//! words, between two grapheme clusters.

use unicode_linebreak::linebreaks;
use unicode_width::UnicodeWidthChar;

use crate::text::units::{self, Hold};
use crate::text::width::{Cluster, Clusters, columns};
use crate::text::{Part, Span};

/// The lines of a text on a page that is `width` columns wide (one at least), as spans of the text in ascending order.
///
/// Each `\n` ends a line. White space at the end of a line belongs to no span, and neither does an indentation that
/// leaves no room for the word after it; nothing else is left out. An empty line has an empty span. No line is wider
/// than the page but one that holds a single cluster. Linear in the length of the text.
pub fn wrap(text: &str, width: usize) -> Vec<Span> {
    wrap_behind(text, width, 0, width)
}

/// The same where so many columns of the first line are taken already, as by an indentation or by a mark before it, and
/// the further lines have a width of their own.
pub fn wrap_behind(text: &str, width: usize, taken: usize, further: usize) -> Vec<Span> {
    let further = further.max(1);
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut start = 0;
    let mut first = Some(Line { column: taken.min(width - 1), width, ..Line::new("", further) });
    for text in text.split('\n') {
        let line = Line { text, ..first.take().unwrap_or_else(|| Line::new(text, further)) };
        wrap_line(line, &mut |from, to| lines.push(Span::new(start + from..start + to)));
        start += text.len() + 1;
    }
    lines
}

/// Hands over the start and end of each line into which a text without `\n` is broken, from its first line on.
fn wrap_line<'a>(mut line: Line<'a>, emit: &mut dyn FnMut(usize, usize)) {
    let text: &'a str = line.text;
    if text.len() + line.column <= line.width && !text.contains('\t') {
        return emit(0, text.trim_end().len());
    }
    let mut breaks = linebreaks(text).map(|(at, _)| at).peekable();
    for cluster in Clusters::new(text) {
        while breaks.next_if(|&at| at < cluster.offset).is_some() {}
        line.add(cluster, breaks.peek() == Some(&cluster.offset), emit);
    }
    emit(line.start, line.content);
}

/// A place where a line may end.
#[derive(Clone, Copy, Debug)]
struct Cut {
    /// One past the last character of the line that is no white space.
    content: usize,
    /// Where the next line begins.
    next: usize,
}

/// The line that is being filled.
struct Line<'a> {
    text: &'a str,
    /// Its columns, and those of the lines behind it.
    width: usize,
    further: usize,
    /// Where it begins.
    start: usize,
    /// One past its last character that is no white space.
    content: usize,
    /// Its columns so far.
    column: usize,
    /// The last character that is no white space, and the one before it.
    last: char,
    second_last: char,
    /// The last place to cut it of each [`Quality`].
    cuts: [Option<Cut>; 4],
}

/// How good a place for a cut is; the best that a line has is taken.
#[derive(Clone, Copy)]
enum Quality {
    /// A break that all rules allow.
    Break,
    /// Where a date would be parted, though not a number from its unit.
    Parts,
    /// Between words, where the Unicode algorithm sees no break (`. . . .`), or between a number and its unit.
    Gap,
    /// Within a word, though not before or after a mark that must not stand there.
    Inside,
}

impl<'a> Line<'a> {
    fn new(text: &'a str, width: usize) -> Self {
        Self {
            text,
            width,
            further: width,
            start: 0,
            content: 0,
            column: 0,
            last: ' ',
            second_last: ' ',
            cuts: [None; 4],
        }
    }

    /// Takes the next cluster, ending the line before it, or earlier, as often as it does not fit.
    fn add(&mut self, cluster: Cluster<'_>, allowed: bool, emit: &mut dyn FnMut(usize, usize)) {
        let columns = cluster.width(self.column);
        let Some(first) = cluster.text.chars().find(|c| !c.is_whitespace()) else {
            self.column += columns;
            return;
        };
        let spaced = self.content < cluster.offset;
        self.note_cut(cluster.offset, first, allowed);
        while self.column + columns > self.width && self.start < cluster.offset {
            self.end(cluster.offset, emit);
        }
        self.column += columns;
        self.content = cluster.offset + cluster.text.len();
        self.second_last = if spaced { ' ' } else { self.last };
        self.last = cluster.text.chars().next_back().unwrap_or(first);
    }

    /// Remembers the place before a cluster as one where the line may be cut.
    fn note_cut(&mut self, at: usize, next: char, allowed: bool) {
        let spaced = self.content < at;
        let cut = Some(Cut { content: self.content, next: at });
        let quality = quality(self.last, spaced, next, allowed).map(|quality| self.held(quality, at, next, spaced));
        let [breaks, parts, gaps, insides] = &mut self.cuts;
        match quality {
            _ if at == self.start => {}
            _ if self.content <= self.start => *breaks = cut,
            Some(Quality::Break) => *breaks = cut,
            Some(Quality::Parts) => *parts = cut,
            Some(Quality::Gap) => *gaps = cut,
            Some(Quality::Inside) => *insides = cut,
            None => {}
        }
    }

    /// The quality of a cut before `next`, which is less where a number, a date or a quantity would be parted.
    fn held(&self, quality: Quality, at: usize, next: char, spaced: bool) -> Quality {
        match (quality, spaced) {
            (Quality::Break, true) if units::begins_unit(self.last, self.text, at) => Quality::Gap,
            (Quality::Break, false) => match units::hold(self.second_last, self.last, next) {
                Some(Hold::Whole) => Quality::Gap,
                Some(Hold::Parts) => Quality::Parts,
                None => quality,
            },
            _ => quality,
        }
    }

    /// Ends the line at its best cut, else before the cluster at `at`; what follows the cut begins the next line.
    fn end(&mut self, at: usize, emit: &mut dyn FnMut(usize, usize)) {
        let best = self.cuts.into_iter().flatten().find(|cut| cut.next > self.start);
        let cut = best.unwrap_or(Cut { content: self.content, next: at });
        if cut.content > self.start {
            emit(self.start, cut.content);
        }
        self.start = cut.next;
        self.width = self.further;
        self.content = self.content.max(cut.next);
        self.column = columns(self.text.part(cut.next..at));
    }
}

/// How good a cut between two characters is, with or without white space between them; `None` where no line must be
/// cut. `allowed` is what UAX #14 says.
fn quality(last: char, spaced: bool, next: char, allowed: bool) -> Option<Quality> {
    if never_begins(next) || never_ends(last) || (!spaced && clings(last, next)) {
        None
    } else if allowed || (!spaced && parts_at_quote(last, next)) {
        Some(Quality::Break)
    } else if spaced {
        Some(Quality::Gap)
    } else {
        Some(Quality::Inside)
    }
}

/// Marks that never begin a line: closing brackets and quotes, stops, connectors, interpuncts, signs after numbers.
fn never_begins(c: char) -> bool {
    is_among("，。、；：？！．）》」』】〉〕〗〙〛］｝｠”’〞〟｡､｣»›·‧・･％‰℃′″～–／‼⁇⁈⁉﹐﹑﹒﹔﹕﹖﹗", c)
}

/// Marks that never end a line: opening brackets and quotes.
fn never_ends(c: char) -> bool {
    is_among("（《「『【〈〔〖〘〚［｛｟“‘〝｢«‹", c)
}

fn is_among(marks: &str, c: char) -> bool {
    !c.is_ascii() && !is_ideograph(c) && marks.contains(c)
}

fn is_ideograph(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

/// Whether two neighbours stay together: marks of ASCII, which may stand for themselves where they have a space
/// beside them, and the halves of a dash or an ellipsis.
fn clings(last: char, next: char) -> bool {
    matches!(next, ',' | '.' | ';' | ':' | '?' | '!' | ')' | ']' | '}' | '%')
        || matches!(last, '(' | '[' | '{')
        || (last == next && matches!(last, '—' | '―' | '─' | '⸺' | '…' | '⋯'))
}

/// Whether a break is allowed beside a curly quote. UAX #14 sees none, since it can't tell which ones open; in
/// Chinese the code point tells it.
fn parts_at_quote(last: char, next: char) -> bool {
    let opens = matches!(next, '“' | '‘') && (is_wide(last) || matches!(last, '”' | '’' | '—' | '…'));
    let closes = matches!(last, '”' | '’') && (is_wide(next) || matches!(next, '“' | '‘'));
    opens || closes
}

fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_follow_the_rules_of_both_scripts() {
        let check = |text: &str, width: usize, expected: &[&str]| {
            let found: Vec<_> = wrap(text, width).into_iter().map(|span| text.span(span)).collect();
            assert_eq!(found, expected, "{text:?} at {width}");
        };
        check("", 10, &[""]);
        check("\n\na\n", 10, &["", "", "a", ""]);
        check("  \t \nb", 3, &["", "b"]);
        check("one two three", 7, &["one two", "three"]);
        check("one two three", 8, &["one two", "three"]);
        check("  one  two", 5, &["  one", "two"]);
        check("    longword x", 9, &["longword", "x"]);
        check("internationalization", 8, &["internat", "ionaliza", "tion"]);
        check("an internationalization", 8, &["an", "internat", "ionaliza", "tion"]);
        check("见 https://a.cn/bcd/e 页", 12, &["见 https://", "a.cn/bcd/e", "页"]);
        check("加强基层建设，提高", 12, &["加强基层建", "设，提高"]);
        check("加强基层建设，提高", 14, &["加强基层建设，", "提高"]);
        check("他说：“你好。”然后", 10, &["他说：“你", "好。”然后"]);
        check("他说：“你好。”然后", 8, &["他说：", "“你好。”", "然后"]);
        check("“甲”“乙”“丙”", 8, &["“甲”“乙”", "“丙”"]);
        check("依据《中国法》办", 6, &["依据", "《中国", "法》办"]);
        check("见第（一）条", 8, &["见第", "（一）条"]);
        check("他——我……你", 6, &["他——", "我……你"]);
        check("他——我……你", 5, &["他——", "我……", "你"]);
        check("甲——乙", 3, &["甲", "——", "乙"]);
        check("卡尔·马克思", 4, &["卡", "尔·", "马克", "思"]);
        check("增长５％。以", 8, &["增长", "５％。以"]);
        check("don’t stop", 6, &["don’t", "stop"]);
        check("Abc . . . . 3", 8, &["Abc . .", ". . 3"]);
        check("。。。。", 4, &["。。", "。。"]);
        check("中，", 2, &["中", "，"]);
        check("印发于2024年3月5日。", 10, &["印发于", "2024年3月", "5日。"]);
        check("印发于2024年3月5日。", 14, &["印发于", "2024年3月5日。"]);
        check("于2024年3月5日印发", 14, &["于2024年3月5日", "印发"]);
        check("增长3.5万亿元以上", 14, &["增长3.5万亿元", "以上"]);
        check("见第十二条规定", 8, &["见", "第十二条", "规定"]);
        check("a length of 12 km there", 14, &["a length of", "12 km there"]);
        check("in 12 cases", 5, &["in 12", "cases"]);
        check("目录", 1, &["目", "录"]);
        check("a\tb", 8, &["a", "b"]);
        check("a\tb", 9, &["a\tb"]);
        check("　　总结报", 6, &["　　总", "结报"]);
        check("　　第一章", 6, &["第一章"]);
        check("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]);
        check("👩\u{200d}💻👩\u{200d}💻", 3, &["👩\u{200d}💻", "👩\u{200d}💻"]);
    }

    #[test]
    fn the_first_line_may_be_shorter_and_the_others_too() {
        let check = |text: &str, (width, taken, further): (usize, usize, usize), expected: &[&str]| {
            let lines: Vec<&str> =
                wrap_behind(text, width, taken, further).into_iter().map(|line| text.span(line)).collect();
            assert_eq!(lines, expected, "{text:?}");
        };
        check("总结报告总结报告", (10, 4, 10), &["总结报", "告总结报告"]);
        check("总结报告总结报告", (10, 4, 6), &["总结报", "告总结", "报告"]);
        check("one two", (8, 4, 4), &["one", "two"]);
        check("one", (3, 9, 3), &["o", "ne"]);
    }

    #[test]
    fn a_long_line_is_broken_as_a_short_one() {
        let check =
            |part: &str, expected: usize| assert_eq!(wrap(&part.repeat(100_000), 80).len(), expected, "{part:?}");
        check("字", 2_500);
        check("。", 2_500);
        check("“", 1_250);
        check("a", 1_250);
        check(" ", 1);
        check("\u{2060}", 1);
        check("\u{301}", 1);
    }
}
