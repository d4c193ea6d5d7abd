//! Where a title ends, in a paragraph that begins with one.

use memchr::memchr;

use crate::text::Part;

use super::chars::{closes, columns, is_blank, is_chinese, is_stop, is_wide, opens, words};
use super::names;

/// What a paragraph that begins with a mark looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// It is short, and all of it can be a title.
    Alone,
    /// A title, and text after it in the same paragraph.
    RunIn,
    /// A sentence or more, too long to be a title.
    Sentence,
}

/// The punctuation at the end of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// None.
    Nothing,
    /// `。` or `.`
    Stop,
    /// `；`
    Semicolon,
    /// `，` or `、`
    Comma,
    /// `：`
    Colon,
    /// `？` or `！`
    Question,
}

/// The extent of a title in its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    /// How the paragraph looks.
    pub(super) form: Form,
    /// The bytes of the title, without the punctuation that ends it.
    pub(super) title: usize,
    /// The columns of the title.
    pub(super) columns: u32,
    /// The bytes of the paragraph after the title.
    pub(super) rest: usize,
    /// The last punctuation of the paragraph.
    pub(super) ending: Ending,
}

/// The longest title, in columns. Titles in 31 reports had up to 49 Chinese characters, and 95 % had up to 32.
const LONGEST: u32 = 112;
/// The longest title that text follows in letters that have two cases, in columns.
const TITLE: u32 = 100;
/// A paragraph of so many bytes that no full stop ends is a title as a whole, a colon in it included.
const SHORT: usize = 120;
/// The bytes of a paragraph in which the end of its title is looked for.
const REACH: usize = 420;

/// The punctuation at the end of a text.
pub(super) fn ending(text: &str) -> Ending {
    if text.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric) {
        return Ending::Nothing;
    }
    let mut last = text.trim_end_matches(is_blank).chars().rev();
    match last.find(|character| !matches!(character, '”' | '"' | '』' | '」' | '’' | ')' | '）')) {
        Some('。' | '.' | '．' | '｡') => Ending::Stop,
        Some('；' | ';') => Ending::Semicolon,
        Some('，' | ',' | '、') => Ending::Comma,
        Some('：' | ':') => Ending::Colon,
        Some('？' | '！' | '?' | '!') => Ending::Question,
        _ => Ending::Nothing,
    }
}

/// Finds the title at the beginning of a paragraph, whose mark has been taken off. `broken` says that the text's line
/// ends have become spaces, so that a space can end a title.
pub(super) fn extent(paragraph: &str, broken: bool) -> Extent {
    if is_chinese(paragraph) { chinese(paragraph, broken) } else { western(paragraph) }
}

/// Builds an extent whose title is the first `title` bytes.
fn build(paragraph: &str, form: Form, title: usize, block: usize) -> Extent {
    let words = paragraph.part(0..title).trim_end_matches(is_blank);
    let rest = paragraph.part(block..paragraph.len());
    let block = block + rest.len() - rest.trim_start_matches(is_blank).len();
    Extent {
        form,
        title: words.len(),
        columns: columns(words),
        rest: paragraph.len().saturating_sub(block),
        ending: ending(paragraph.part(paragraph.len().saturating_sub(40)..paragraph.len())),
    }
}

/// The places in a Chinese paragraph where its title may end.
#[derive(Default)]
struct Breaks {
    stop: Option<(usize, char)>,
    colon: Option<(usize, char)>,
    space: Option<(usize, char)>,
    comma: Option<(usize, char)>,
}

/// Looks for the first of each kind of break, brackets and quotations left out.
fn breaks(paragraph: &str) -> Breaks {
    let mut found = Breaks::default();
    let mut depth = 0_u32;
    let mut opened = 0;
    let mut before = ' ';
    for (at, character) in paragraph.part(0..REACH).char_indices() {
        if opens(character) {
            (depth, opened) = (depth + 1, at);
        } else if closes(character) {
            depth = depth.saturating_sub(1);
        } else if depth > 0 && at - opened < 150 {
            before = character;
            continue;
        }
        let slot = match character {
            '；' | ';' | '\u{fffd}' => &mut found.stop,
            '．' | '!' | '?' if !is_wide(before) => continue,
            _ if is_stop(character) => &mut found.stop,
            '：' | ':' => &mut found.colon,
            '，' | ',' => &mut found.comma,
            ' ' | '\u{3000}' | '\n' | '\t' | '\u{a0}' if is_spaced_break(before, paragraph, at) => &mut found.space,
            _ => {
                before = character;
                continue;
            }
        };
        slot.get_or_insert((at, character));
        before = character;
        if found.stop.is_some() {
            break;
        }
    }
    found
}

/// Whether white space stands between Chinese characters, digits or quotations, and not between foreign words.
fn is_spaced_break(before: char, paragraph: &str, at: usize) -> bool {
    let after = paragraph.part(at..paragraph.len()).trim_start_matches(is_blank).chars().next();
    let side =
        |character: char| is_wide(character) || opens(character) || closes(character) || character.is_ascii_digit();
    before != ' '
        && (side(before) || before.is_ascii_punctuation())
        && after.is_some_and(|after| side(after) || after == '—')
}

/// The extent of a Chinese title: to the first full stop; before it to a colon or, where line ends were lost, to a
/// space that leaves a title of fair length.
fn chinese(paragraph: &str, broken: bool) -> Extent {
    let found = breaks(paragraph);
    let wide = |at: usize| columns(paragraph.part(0..at));
    let behind = |(at, mark): (usize, char)| paragraph.len() - (at + mark.len_utf8()).min(paragraph.len());
    if let Some((at, mark)) = found.space.filter(|space| {
        let clause = found.comma.is_none_or(|comma| comma.0 > space.0) || broken;
        let most = if broken { LONGEST } else { 60 };
        let text = behind(*space) >= if broken { 30 } else { 60 } && (broken || found.stop.is_some());
        clause && (if broken { 4 } else { 6 }..=most).contains(&wide(space.0)) && text && before(found.colon, space.0)
    }) {
        return build(paragraph, Form::RunIn, at, at + mark.len_utf8());
    }
    if let Some((at, mark)) = found.colon.filter(|colon| {
        let left = wide(colon.0);
        let clause = found.comma.is_none_or(|comma| comma.0 > colon.0);
        let long = found.stop.is_some() || paragraph.len() > SHORT;
        long && behind(*colon) >= 24 && (4..=44).contains(&left) && clause
    }) {
        return build(paragraph, Form::RunIn, at, at + mark.len_utf8());
    }
    if let Some((at, _)) = found.colon.filter(|colon| names::has_value(paragraph.part(0..colon.0))) {
        return Extent { rest: 0, ..build(paragraph, Form::Alone, at, paragraph.len()) };
    }
    let Some((at, mark)) = found.stop else {
        let all = columns(paragraph.part(0..REACH));
        let whole = paragraph.len() <= REACH && all <= LONGEST;
        let title = paragraph.trim_end_matches(|last: char| is_blank(last) || matches!(last, '：' | ':' | '，' | ','));
        return match (whole, found.comma.or(found.space).filter(|comma| wide(comma.0) >= 8)) {
            (true, _) => build(paragraph, Form::Alone, title.len(), paragraph.len()),
            (false, Some((at, mark))) => build(paragraph, Form::Sentence, at, at + mark.len_utf8()),
            (false, None) => build(paragraph, Form::Sentence, paragraph.part(0..90).len(), paragraph.part(0..90).len()),
        };
    };
    let asks = matches!(mark, '？' | '！' | '?' | '!');
    let after = at + mark.len_utf8();
    let after = if mark == '?' && paragraph.part(after..paragraph.len()).starts_with('?') { after + 1 } else { after };
    let title = if asks && after == at + mark.len_utf8() { after } else { at };
    let rest = paragraph.part(after..paragraph.len()).trim_start_matches(|next| is_blank(next) || closes(next));
    let form = if wide(at) > LONGEST {
        Form::Sentence
    } else if rest.is_empty() {
        Form::Alone
    } else {
        Form::RunIn
    };
    build(paragraph, form, title, after)
}

/// Whether a break that was found stands before a place.
fn before(found: Option<(usize, char)>, place: usize) -> bool {
    found.is_none_or(|found| found.0 > place)
}

/// The extent of a title in Latin letters and their kin: the whole paragraph where that is short, else its first
/// sentence where that is short.
fn western(paragraph: &str) -> Extent {
    let whole = paragraph.len() <= REACH && columns(paragraph) <= 220;
    match title_end(paragraph) {
        Some(at)
            if columns(paragraph.part(0..at)) <= TITLE
                && words(paragraph.part(0..at)) <= 14
                && !states(paragraph.part(0..at)) =>
        {
            let rest = paragraph.part(at + 1..paragraph.len()).trim();
            let stage = whole
                && names_place(rest)
                && columns(paragraph) <= 76
                && matches!(ending(paragraph), Ending::Stop | Ending::Question);
            let form = if rest.is_empty() || stage { Form::Alone } else { Form::RunIn };
            let title = if form == Form::Alone { paragraph.len() } else { at };
            build(paragraph, form, title, if form == Form::Alone { title } else { at + 1 })
        }
        _ if whole
            && ending(paragraph) == Ending::Stop
            && (words(paragraph) > 12 || paragraph.starts_with(char::is_lowercase)) =>
        {
            let title = paragraph.part(0..100).rfind(' ').unwrap_or(100);
            build(paragraph, Form::Sentence, title, title)
        }
        _ if whole => build(paragraph, Form::Alone, paragraph.len(), paragraph.len()),
        _ => {
            let title = paragraph.part(0..100).rfind(' ').unwrap_or(100);
            build(paragraph, Form::Sentence, title, title)
        }
    }
}

/// Whether words say where a scene takes place, and no more: `A platform before the castle.`, `The same.`
fn names_place(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let first = words.split_whitespace().next().unwrap_or_default();
    let opens = matches!(first, "A" | "An" | "The" | "Another" | "Before" | "Near" | "In" | "Within" | "Outside");
    count <= 2 || count <= 8 && opens
}

/// The full stop that ends a title at the beginning of a paragraph. In ASCII a byte is a column, and none is looked for
/// further on.
fn title_end(paragraph: &str) -> Option<usize> {
    let reach = paragraph.part(0..REACH);
    let end = if reach.is_ascii() { TITLE as usize + 1 } else { REACH };
    sentence_end_before(reach, end)
}

/// Whether a first sentence says something, and names nothing: it begins with a word that titles seldom begin with, or
/// goes on in small letters as no title does.
fn states(sentence: &str) -> bool {
    let mut words = sentence.split_whitespace();
    let first = words.next().unwrap_or_default();
    let long = |word: &str| word.len() >= 4 && word.starts_with(char::is_lowercase);
    let (others, small) = words.fold((0, 0), |(all, small), word| (all + 1, small + u32::from(long(word))));
    let opens = matches!(
        first,
        "It" | "This" | "These" | "Each" | "If" | "When" | "We" | "There" | "You" | "In" | "As" | "No" | "Any"
    );
    others >= 4 && (opens || small >= 5)
}

/// The first full stop that ends a sentence: behind a word of two letters or more, before a space and a capital.
pub(super) fn sentence_end(text: &str) -> Option<usize> {
    sentence_end_before(text, text.len())
}

/// [`sentence_end`], before a place.
fn sentence_end_before(text: &str, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(step) = bytes.get(at..end.min(bytes.len())).and_then(|rest| memchr(b'.', rest)) {
        at += step;
        if matches!(bytes.get(at + 1), Some(b' ' | b'\n')) && ends_sentence(text, at) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Whether the full stop at `at` ends a sentence.
fn ends_sentence(text: &str, at: usize) -> bool {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let begins = before.iter().rposition(|byte| matches!(byte, b' ' | b'\n' | b'(')).map_or(0, |space| space + 1);
    let word = text.part(begins..at);
    let after = text.part(at + 1..text.len()).trim_start().chars().next();
    let short = matches!(word, "Mr" | "Mrs" | "Dr" | "St" | "No" | "vs" | "U.S" | "Inc" | "Co" | "Sec" | "Fig" | "cf");
    word.len() >= 2
        && !short
        && after.is_some_and(|after| after.is_uppercase() || after.is_ascii_digit() || opens(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_end_where_their_sentence_ends() {
        let check = |paragraph: &str, broken: bool, expected: (Form, &str)| {
            let found = extent(paragraph, broken);
            assert_eq!((found.form, paragraph.part(0..found.title)), expected, "{paragraph}");
        };
        check("总体要求", false, (Form::Alone, "总体要求"));
        check(
            "坚持供需两端协同发力，努力推动经济稳定增长。",
            false,
            (Form::Alone, "坚持供需两端协同发力，努力推动经济稳定增长"),
        );
        check("旗帜鲜明讲政治。坚持把政治建设摆在首位，不断提高。", false, (Form::RunIn, "旗帜鲜明讲政治"));
        check("回顾性:总结是对过去一段时间的工作进行回顾和分析。", false, (Form::RunIn, "回顾性"));
        check("什么是打包？", false, (Form::Alone, "什么是打包？"));
        check("聚焦“标准+示范”建设行动。出台《清单》、《清单。》。", false, (Form::RunIn, "聚焦“标准+示范”建设行动"));
        check(
            "2025年和“十四五”时期工作回顾 2025年是中国式现代化进程中具有重要意义的一年，也是不平凡的一年。",
            true,
            (Form::RunIn, "2025年和“十四五”时期工作回顾"),
        );
        check("善问：独立思考，是成长的关键", false, (Form::Alone, "善问：独立思考，是成长的关键"));
        check("時間：中華民國113年1月10日", false, (Form::Alone, "時間"));
        check("上半年成效", false, (Form::Alone, "上半年成效"));
        check(
            "It does not form part of any contract. It may be changed at any time by those who made it, and by no other.",
            false,
            (
                Form::Sentence,
                "It does not form part of any contract. It may be changed at any time by those who made it, and by",
            ),
        );
        check("Findings and results", false, (Form::Alone, "Findings and results"));
        check(
            "Elsinore. A platform before the castle.",
            false,
            (Form::Alone, "Elsinore. A platform before the castle."),
        );
        check(
            "Findings. The team found that the controls were weak, that nobody had looked at them, and that it went on.",
            false,
            (Form::RunIn, "Findings"),
        );
    }

    #[test]
    fn a_paragraph_ends_with_its_last_punctuation() {
        let check = |text: &str, expected: Ending| assert_eq!(ending(text), expected, "{text}");
        check("婚姻纠纷；", Ending::Semicolon);
        check("工作要求如下：", Ending::Colon);
        check("他说：“好。”", Ending::Stop);
        check("Title", Ending::Nothing);
    }
}
