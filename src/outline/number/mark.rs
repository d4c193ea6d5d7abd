//! The mark at the beginning of a text.

use super::amount::counts_something;
use super::chinese::{chinese, chinese_label, counted_unit, grand};
use super::label::{Unit, korean_unit};
use super::latin::{labelled, letters, question};
use super::numeral::{arabic, circled, digit, han, roman};
use super::{Bracket, Scheme};
use crate::text::Part;

/// The numbers of a mark, the outermost first: `2.1.3` has three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Path {
    parts: [u16; Path::DEEPEST],
    len: u8,
}

impl Path {
    /// The most numbers that a mark can have.
    pub const DEEPEST: usize = 7;

    /// A path of one number.
    pub fn one(number: u32) -> Self {
        let mut path = Self::default();
        path.push(number);
        path
    }

    /// Adds a number; false where the path is full.
    pub(super) fn push(&mut self, number: u32) -> bool {
        match self.parts.get_mut(self.len as usize) {
            Some(part) => *part = u16::try_from(number).unwrap_or(u16::MAX),
            None => return false,
        }
        self.len += 1;
        true
    }

    /// The numbers.
    pub fn parts(&self) -> &[u16] {
        self.parts.get(..self.len as usize).unwrap_or_default()
    }

    /// How many numbers there are.
    pub fn depth(&self) -> u8 {
        self.len
    }

    /// The last number.
    pub fn ordinal(&self) -> u16 {
        self.parts().last().copied().unwrap_or(0)
    }

    /// All numbers but the last.
    pub fn prefix(&self) -> &[u16] {
        self.parts().split_last().map_or(&[], |(_, prefix)| prefix)
    }
}

/// What stands between a number and the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Close {
    /// `1.`, `1．`
    Dot,
    /// `一、`
    Dun,
    /// `1:`
    Colon,
    /// `(1)`, `1)`
    Bracket,
    /// White space alone.
    Space,
    /// Nothing: `第一章总则`, `1.1引言`.
    Nothing,
}

/// A number as it stands at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// How it is written.
    pub scheme: Scheme,
    /// The brackets around it.
    pub bracket: Bracket,
    /// Its numbers.
    pub path: Path,
    /// What ends it.
    pub close: Close,
    /// The bytes that it takes, from the beginning of the text, without white space behind it.
    pub len: usize,
    /// Where the words begin, in bytes from the beginning of the text.
    pub words: usize,
    /// The number that it is if it is Roman, where it can be a letter as well.
    pub as_roman: Option<u16>,
}

/// White space that may stand between a number and the words, no-break and full-width spaces included.
pub(super) fn spaces(text: &str) -> usize {
    match text.as_bytes() {
        [first, ..] if first.is_ascii_graphic() => return 0,
        [b' ', next, ..] if next.is_ascii_graphic() => return 1,
        _ => {}
    }
    text.len() - text.trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}', '\u{2002}', '\u{2003}']).len()
}

/// Builds a mark that ends at `len`.
pub(super) fn finish(text: &str, scheme: Scheme, bracket: Bracket, path: Path, close: Close, len: usize) -> Mark {
    let words = len + spaces(text.part(len..text.len()));
    Mark { scheme, bracket, path, close, len, words, as_roman: None }
}

/// Reads what ends a number at `at`: the kind, and where it ends. White space is `Space`, anything else `Nothing`.
pub(super) fn close(text: &str, at: usize) -> (Close, usize) {
    let rest = text.part(at..text.len());
    match rest.chars().next() {
        Some(dot @ ('.' | '．')) => (Close::Dot, at + dot.len_utf8()),
        Some(dun @ '、') => (Close::Dun, at + dun.len_utf8()),
        Some(colon @ (':' | '：')) => (Close::Colon, at + colon.len_utf8()),
        Some(bracket @ (')' | '）')) => (Close::Bracket, at + bracket.len_utf8()),
        Some(white) if white.is_whitespace() => (Close::Space, at),
        None => (Close::Space, at),
        Some(_) => (Close::Nothing, at),
    }
}

/// Reads the mark at the beginning of a text. Costs no more than the mark is long.
pub fn mark(text: &str) -> Option<Mark> {
    let first = text.chars().next()?;
    match first {
        '0'..='9' | '０'..='９' => digits(text),
        'Q' => question(text).or_else(|| labelled(text)).or_else(|| letters(text)),
        'A'..='Z' | 'a'..='z' if !ends_word(text) => None,
        'A'..='Z' | 'a'..='z' => labelled(text).or_else(|| letters(text)),
        '(' | '（' | '〔' | '【' => bracketed(text, first),
        '第' | '제' => counted_unit(text, first.len_utf8()),
        '§' => section_sign(text, first.len_utf8()),
        '附' | '付' | '부' | '提' | '议' | '議' | '专' | '專' | '单' | '單' | '部' | '章' | '節' | '篇' | '目'
        | '任' | '主' | '模' | '发' | '發' | '问' | '問' | '案' | '方' | '建' | '措' | '对' | '對' => {
            chinese_label(text)
        }
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '廿' | '卅' | '〇' => {
            chinese(text)
        }
        '壹' | '贰' | '貳' | '叁' | '參' | '参' | '肆' | '伍' | '陆' | '陸' | '柒' | '捌' | '玖' | '拾' => {
            grand(text)
        }
        _ if (first as u32) < 0x370 || ('\u{2000}'..'\u{2100}').contains(&first) => None,
        _ if first.is_uppercase() => labelled(text),
        _ => circled(first).map(|number| {
            let (close, end) = close(text, first.len_utf8());
            let end = if close == Close::Nothing { first.len_utf8() } else { end };
            finish(text, Scheme::Circled, Bracket::None, Path::one(number), close, end)
        }),
    }
}

/// Whether the first word of a text ends as it does in a mark: in a full stop, a bracket, or a capital word before a
/// digit or capital. Nearly every line of English begins with a word, and few with one that ends so.
fn ends_word(text: &str) -> bool {
    let bytes = text.as_bytes();
    if let [first @ b'a'..=b'z', b'a'..=b'z', ..] = bytes
        && !b"ivxlc".contains(first)
    {
        return false;
    }
    let word = bytes.iter().take(16).position(|byte| !byte.is_ascii_alphabetic());
    word.is_some_and(|end| match bytes.get(end) {
        Some(b' ') => {
            let next = bytes.get(end + 1).copied().unwrap_or(b'.');
            bytes.first().is_some_and(u8::is_ascii_uppercase) && !next.is_ascii_lowercase()
        }
        Some(b'.' | b')' | b'\t' | 0x80..) => true,
        _ => false,
    })
}

/// `1.`, `1、`, `1)`, `1.2`, `1.2.3.`, `1 Title`.
fn digits(text: &str) -> Option<Mark> {
    let (number, mut at) = arabic(text)?;
    let mut path = Path::one(number);
    if number > 999 || (text.starts_with('0') && at > 1) {
        return None;
    }
    if let Some((unit, len)) = korean_unit(text.part(at..text.len())) {
        let (close, end) = close(text, at + len);
        return Some(finish(text, Scheme::Labelled(unit), Bracket::None, path, close, end));
    }
    while let Some(dot) = text.part(at..text.len()).chars().next().filter(|&dot| dot == '.' || dot == '．') {
        let next = at + dot.len_utf8();
        let Some((number, len)) = arabic(text.part(next..text.len())) else { break };
        if number > 999 || (len > 1 && text.part(next..text.len()).starts_with('0')) || !path.push(number) {
            return None;
        }
        at = next + len;
    }
    if path.depth() > 2 && number > 99 {
        return None;
    }
    // `1.0` is the first section, where `1.1` follows it.
    let counted = if path.depth() == 2 && path.ordinal() == 0 { Path::one(number) } else { path };
    let (close, end) = close(text, at);
    let rest = text.part(end..text.len());
    let sure = match close {
        Close::Dot | Close::Dun => !rest.starts_with(|after| digit(after).is_some() || after == '.'),
        Close::Bracket => path.depth() == 1,
        Close::Colon => path.depth() > 1 || !rest.starts_with(|after| digit(after).is_some()),
        Close::Space => {
            let words = rest.trim_start();
            let first = words.chars().next().unwrap_or('a');
            let stray = !first.is_ascii_alphanumeric() && "-–—,;)=<>+*/|%&".contains(first);
            let amount = match path.depth() {
                1 => counts_something(rest),
                2 => words.starts_with(['万', '亿', '萬', '億', '元', '%', '％', '℃', '‰', '倍']),
                _ => false,
            };
            (path.depth() > 1 || (1..100).contains(&number)) && !amount && !stray
        }
        Close::Nothing => path.depth() > 1 && !counts_something(rest) && rest.starts_with(is_ideograph),
    };
    let bracket = if close == Close::Bracket { Bracket::Half } else { Bracket::None };
    sure.then(|| finish(text, Scheme::Arabic, bracket, counted, close, end))
}

/// Whether a character is a Chinese one, or opens a title as one does.
pub(super) fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '“' | '《' | '「' | '【')
}

/// `(1)`, `（一）`, `(a)`, `(iv)`, `〔一〕`.
fn bracketed(text: &str, open: char) -> Option<Mark> {
    let at = open.len_utf8();
    let inside = text.part(at..text.len());
    let at = at + spaces(inside);
    let inside = text.part(at..text.len());
    let (scheme, number, len) = if let Some((number, len)) = han(inside) {
        (Scheme::Han, number, len)
    } else if let Some((number, len)) = arabic(inside).filter(|_| open != '【') {
        (Scheme::Arabic, number, len)
    } else {
        let letter = inside.chars().next().filter(char::is_ascii_alphabetic)?;
        let alone = inside.get(1..2).is_some_and(|after| !after.starts_with(|next: char| next.is_ascii_alphabetic()));
        let small = letter.is_ascii_lowercase();
        if alone {
            let scheme = if small { Scheme::Lower } else { Scheme::Upper };
            (scheme, u32::from(letter.to_ascii_lowercase()) - u32::from('a') + 1, 1)
        } else {
            let (number, len) = roman(inside)?;
            (if small { Scheme::SmallRoman } else { Scheme::Roman }, number, len)
        }
    };
    let at = at + len;
    let at = at + spaces(text.part(at..text.len()));
    let shut = text.part(at..text.len()).chars().next().filter(|shut| matches!(shut, ')' | '）' | '〕' | '】'))?;
    let mut end = at + shut.len_utf8();
    if let Some(dun @ ('、' | '.' | '．')) = text.part(end..text.len()).chars().next() {
        end += dun.len_utf8();
    }
    let mut mark = finish(text, scheme, Bracket::Full, Path::one(number), Close::Bracket, end);
    mark.as_roman = (len == 1).then(|| roman(inside.part(0..1))).flatten().and_then(|(value, _)| value.try_into().ok());
    (1..200).contains(&number).then_some(mark)
}

/// `§ 12`
fn section_sign(text: &str, first: usize) -> Option<Mark> {
    let at = first + spaces(text.part(first..text.len()));
    let inner = digits(text.part(at..text.len()))?;
    let mut mark =
        finish(text, Scheme::Labelled(Unit::Article), Bracket::None, inner.path, inner.close, at + inner.len);
    mark.words = at + inner.words;
    Some(mark)
}

#[cfg(test)]
mod tests {
    use super::super::piece;
    use super::*;

    #[test]
    fn marks_are_read() {
        let check = |text: &str, expected: &str| {
            let found = mark(text).map(|mark| {
                let numbers: Vec<_> = mark.path.parts().iter().map(u16::to_string).collect();
                format!(
                    "{:?} {} [{}] {}",
                    mark.scheme,
                    numbers.join("."),
                    text.part(0..mark.len),
                    text.part(mark.words..text.len())
                )
            });
            assert_eq!(found.unwrap_or_default(), expected, "{text}");
        };
        check("一、总体要求", "Han 1 [一、] 总体要求");
        check("（十二）加强", "Han 12 [（十二）] 加强");
        check("(一)內政", "Han 1 [(一)] 內政");
        check("一是聚焦", "HanLead 1 [一是] 聚焦");
        check("一是否", "");
        check("壹、內政", "Grand 1 [壹、] 內政");
        check("第三章 总则", "Labelled(Chapter) 3 [第三章] 总则");
        check("第\u{a0}1\u{a0}章\u{a0}欢迎", "Labelled(Chapter) 1 [第\u{a0}1\u{a0}章] 欢迎");
        check("第一百零三条 本法", "Labelled(Article) 103 [第一百零三条] 本法");
        check("第一部分：概述", "Labelled(Part) 1 [第一部分：] 概述");
        check("第一，坚持", "Labelled(Step) 1 [第一，] 坚持");
        check("第十条的规定", "");
        check("第三次会议", "");
        check("1. Title", "Arabic 1 [1.] Title");
        check("2.0 PURPOSE", "Arabic 2 [2.0] PURPOSE");
        check("1.2  Title", "Arabic 1.2 [1.2] Title");
        check("1.2.3. Title", "Arabic 1.2.3 [1.2.3.] Title");
        check("1.1引言", "Arabic 1.1 [1.1] 引言");
        check("1、标题", "Arabic 1 [1、] 标题");
        check("１．标题", "Arabic 1 [１．] 标题");
        check("1)标题", "Arabic 1 [1)] 标题");
        check("（1）标题", "Arabic 1 [（1）] 标题");
        check("①标题", "Circled 1 [①] 标题");
        check("3 Definitions", "Arabic 3 [3] Definitions");
        check("A.1. Scope", "Upper 1.1 [A.1.] Scope");
        check("A. Scope", "Upper 1 [A.] Scope");
        check("a) item", "Lower 1 [a)] item");
        check("IV. Results", "Roman 4 [IV.] Results");
        check("iii) item", "SmallRoman 3 [iii)] item");
        check("Chapter 3. Usage", "Labelled(Chapter) 3 [Chapter 3.] Usage");
        check("Chapter\u{a0}1.\u{a0}Welcome", "Labelled(Chapter) 1 [Chapter\u{a0}1.] Welcome");
        check("PART II: MILITARY", "Labelled(Part) 2 [PART II:] MILITARY");
        check("ACT I", "Labelled(Part) 1 [ACT I] ");
        check("Appendix A. Notes", "Labelled(Appendix) 1 [Appendix A.] Notes");
        check("Chapter One", "Labelled(Chapter) 1 [Chapter One] ");
        check("Finding 2023-001: Keys", "Labelled(Finding) 1 [Finding 2023-001:] Keys");
        check("Recommendation 4. Train staff", "Labelled(Advice) 4 [Recommendation 4.] Train staff");
        check("发现一：资料不齐全", "Labelled(Finding) 1 [发现一：] 资料不齐全");
        check("案由二：修正章程", "Labelled(Finding) 2 [案由二：] 修正章程");
        check("目标3 提升服务", "Labelled(Goal) 3 [目标3] 提升服务");
        check("目标3 年度考核", "Labelled(Goal) 3 [目标3] 年度考核");
        check("专题一 时间管理", "Labelled(Chapter) 1 [专题一] 时间管理");
        check("单元 二 名著导读", "Labelled(Chapter) 2 [单元 二] 名著导读");
        check("Q3: Who pays?", "Labelled(Question) 3 [Q3:] Who pays?");
        check("Version 3.1 - spring", "Labelled(Version) 3.1 [Version 3.1] spring");
        check("一要抓落实", "HanCall 1 [一要] 抓落实");
        check("附件1", "Labelled(Appendix) 1 [附件1] ");
        check("附件", "Labelled(Appendix) 0 [附件] ");
        check("附录 A. 手册页", "Labelled(Appendix) 1 [附录 A.] 手册页");
        check("章 1. 開始", "Labelled(Chapter) 1 [章 1.] 開始");
        check("2장. 시작", "Labelled(Chapter) 2 [2장.] 시작");
        check("제\u{a0}2\u{a0}장. 시작", "Labelled(Chapter) 2 [제\u{a0}2\u{a0}장.] 시작");
        for text in [
            "1.2万亿元",
            "5.0级以上",
            "5.5%左右",
            "2024.01.15",
            "2026年",
            "三、五年",
            "三、五句话",
            "0 k4 X",
            "一、二级医院",
            "四要素俱全",
            "12:30 meeting",
            "一九四九年",
            "Section 5.6, which",
            "Part of it",
            "Chapter 3 describes",
            "U.S. law",
            "A man",
            "主席、各位委員",
            "10 月",
            "a b",
            "Appendix",
            "附件材料",
            "发现一些问题",
            "目标一致",
            "建议 3 年内完成",
            "Note 5 of them",
            "（2017年）",
            "3M",
            "mix. it",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn a_letter_may_be_roman() {
        let check = |text: &str, expected| assert_eq!(mark(text).and_then(|mark| mark.as_roman), expected, "{text}");
        check("I. Introduction", Some(1));
        check("V. Results", Some(5));
        check("B. Method", None);
        check("(i) one", Some(1));
    }

    #[test]
    fn documents_of_a_collection_are_counted() {
        let check = |text: &str, expected| assert_eq!(piece(text).map(|mark| mark.path.ordinal()), expected, "{text}");
        check("工作总结篇1", Some(1));
        check("【篇二】", Some(2));
        check("范文篇三：个人总结", Some(3));
        check("第一篇", None);
        check("一篇文章", None);
    }
}
