//! Words that carry a number: `第三章`, `Chapter 3`, `Kapitel 3`, `附录A`, `제 3 장`.

use std::sync::OnceLock;

use foldhash::HashMap;

/// What a labelled number counts. The order is the customary one, from the outermost to the innermost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// One document of a collection: `篇一`, `工作总结篇1`.
    Piece,
    /// `第一卷`, Volume, Book.
    Volume,
    /// `第一编`, `第一部分`, Part.
    Part,
    /// `附件`, `附录A`, Appendix, Annex, Schedule.
    Appendix,
    /// `第一章`, `第一回`, `第一讲`, Chapter, Act.
    Chapter,
    /// `第一节`, Section, Scene.
    Section,
    /// `第一条`, Article, §.
    Article,
    /// `Goal 3`, `目标三`: what others stand below.
    Goal,
    /// `Finding 3`, Issue, `发现一`, `案由一`.
    Finding,
    /// `Recommendation 3`, `建议一`.
    Advice,
    /// `Q3:`, Question.
    Question,
    /// `Version 3.1`, Release.
    Version,
    /// `第一，`, `第一步`, Step: connectives of prose.
    Step,
}

/// The characters that follow `第N` (or `제 N`), and what they count.
const CHINESE_UNITS: [(&str, Unit); 31] = [
    ("部分", Unit::Part),
    ("單元", Unit::Chapter),
    ("单元", Unit::Chapter),
    ("卷", Unit::Volume),
    ("册", Unit::Volume),
    ("冊", Unit::Volume),
    ("辑", Unit::Volume),
    ("輯", Unit::Volume),
    ("编", Unit::Part),
    ("編", Unit::Part),
    ("篇", Unit::Part),
    ("部", Unit::Part),
    ("幕", Unit::Part),
    ("章", Unit::Chapter),
    ("回", Unit::Chapter),
    ("讲", Unit::Chapter),
    ("講", Unit::Chapter),
    ("课", Unit::Chapter),
    ("課", Unit::Chapter),
    ("集", Unit::Chapter),
    ("节", Unit::Section),
    ("節", Unit::Section),
    ("场", Unit::Section),
    ("場", Unit::Section),
    ("条", Unit::Article),
    ("條", Unit::Article),
    ("장", Unit::Chapter),
    ("절", Unit::Section),
    ("부", Unit::Part),
    ("조", Unit::Article),
    ("步", Unit::Step),
];

/// The unit at the beginning of what follows `第N`, and its bytes.
pub(super) fn chinese_unit(text: &str) -> Option<(Unit, usize)> {
    CHINESE_UNITS.iter().find(|(name, _)| text.starts_with(name)).map(|(name, unit)| (*unit, name.len()))
}

/// The unit that follows a number without `제`: `3장`.
pub(super) fn korean_unit(text: &str) -> Option<(Unit, usize)> {
    let unit = match text.chars().next()? {
        '장' => Unit::Chapter,
        '절' => Unit::Section,
        '부' => Unit::Part,
        _ => return None,
    };
    let len = '장'.len_utf8();
    let ends = text.get(len..).is_none_or(|rest| rest.is_empty() || rest.starts_with(['.', ' ', '\u{a0}', ':']));
    ends.then_some((unit, len))
}

/// Words that stand before a number or letter, in small letters.
const WORDS: [(&str, Unit); 76] = [
    ("chapter", Unit::Chapter),
    ("part", Unit::Part),
    ("section", Unit::Section),
    ("article", Unit::Article),
    ("appendix", Unit::Appendix),
    ("annex", Unit::Appendix),
    ("annexe", Unit::Appendix),
    ("schedule", Unit::Appendix),
    ("exhibit", Unit::Appendix),
    ("attachment", Unit::Appendix),
    ("addendum", Unit::Appendix),
    ("enclosure", Unit::Appendix),
    ("book", Unit::Volume),
    ("volume", Unit::Volume),
    ("act", Unit::Part),
    ("scene", Unit::Section),
    ("lesson", Unit::Chapter),
    ("lecture", Unit::Chapter),
    ("unit", Unit::Chapter),
    ("module", Unit::Chapter),
    ("title", Unit::Part),
    ("subtitle", Unit::Chapter),
    ("subpart", Unit::Section),
    ("subchapter", Unit::Section),
    ("canto", Unit::Chapter),
    ("kapitel", Unit::Chapter),
    ("teil", Unit::Part),
    ("abschnitt", Unit::Section),
    ("anhang", Unit::Appendix),
    ("artikel", Unit::Article),
    ("chapitre", Unit::Chapter),
    ("partie", Unit::Part),
    ("capítulo", Unit::Chapter),
    ("parte", Unit::Part),
    ("apéndice", Unit::Appendix),
    ("apêndice", Unit::Appendix),
    ("capitolo", Unit::Chapter),
    ("appendice", Unit::Appendix),
    ("anexo", Unit::Appendix),
    ("hoofdstuk", Unit::Chapter),
    ("bijlage", Unit::Appendix),
    ("kapitola", Unit::Chapter),
    ("příloha", Unit::Appendix),
    ("dodatek", Unit::Appendix),
    ("rozdział", Unit::Chapter),
    ("kapitlet", Unit::Chapter),
    ("bilag", Unit::Appendix),
    ("capitolul", Unit::Chapter),
    ("anexa", Unit::Appendix),
    ("глава", Unit::Chapter),
    ("часть", Unit::Part),
    ("раздел", Unit::Section),
    ("приложение", Unit::Appendix),
    ("статья", Unit::Article),
    ("κεφάλαιο", Unit::Chapter),
    ("παράρτημα", Unit::Appendix),
    ("chương", Unit::Chapter),
    ("bab", Unit::Chapter),
    ("lampiran", Unit::Appendix),
    ("finding", Unit::Finding),
    ("issue", Unit::Finding),
    ("question", Unit::Question),
    ("goal", Unit::Goal),
    ("theme", Unit::Goal),
    ("priority", Unit::Goal),
    ("pillar", Unit::Goal),
    ("topic", Unit::Goal),
    ("phase", Unit::Goal),
    ("objective", Unit::Finding),
    ("observation", Unit::Finding),
    ("item", Unit::Section),
    ("note", Unit::Section),
    ("recommendation", Unit::Advice),
    ("exercise", Unit::Advice),
    ("version", Unit::Version),
    ("release", Unit::Version),
];

/// Chinese, Japanese and Korean words that stand before a number or letter, or alone.
const CHINESE_WORDS: [(&str, Unit); 40] = [
    ("附件", Unit::Appendix),
    ("附录", Unit::Appendix),
    ("附錄", Unit::Appendix),
    ("附表", Unit::Appendix),
    ("附图", Unit::Appendix),
    ("附圖", Unit::Appendix),
    ("付録", Unit::Appendix),
    ("부록", Unit::Appendix),
    ("专题", Unit::Chapter),
    ("專題", Unit::Chapter),
    ("单元", Unit::Chapter),
    ("單元", Unit::Chapter),
    ("部分", Unit::Part),
    ("章", Unit::Chapter),
    ("節", Unit::Section),
    ("篇", Unit::Piece),
    ("提案", Unit::Finding),
    ("议题", Unit::Finding),
    ("議題", Unit::Finding),
    ("目标", Unit::Goal),
    ("目標", Unit::Goal),
    ("任务", Unit::Goal),
    ("任務", Unit::Goal),
    ("主题", Unit::Goal),
    ("主題", Unit::Goal),
    ("模块", Unit::Goal),
    ("模塊", Unit::Goal),
    ("模組", Unit::Goal),
    ("发现", Unit::Finding),
    ("發現", Unit::Finding),
    ("问题", Unit::Finding),
    ("問題", Unit::Finding),
    ("案由", Unit::Finding),
    ("案例", Unit::Finding),
    ("方案", Unit::Finding),
    ("建议", Unit::Advice),
    ("建議", Unit::Advice),
    ("措施", Unit::Advice),
    ("对策", Unit::Advice),
    ("對策", Unit::Advice),
];

/// The Chinese word at the beginning of a text that a number may follow, and its bytes.
pub(super) fn chinese_word(text: &str) -> Option<(Unit, usize)> {
    CHINESE_WORDS.iter().find(|(name, _)| text.starts_with(name)).map(|(name, unit)| (*unit, name.len()))
}

/// The bytes of the longest of [`WORDS`] that begin in ASCII, at most 31, and of what is looked at.
const LONGEST: usize = 15;

/// What each of [`WORDS`] counts.
fn words() -> &'static HashMap<&'static str, Unit> {
    static TABLE: OnceLock<HashMap<&str, Unit>> = OnceLock::new();
    TABLE.get_or_init(|| WORDS.into_iter().collect())
}

/// By the first letter of a word, as its place in the alphabet: the lengths of those of [`WORDS`] in ASCII, as bits.
const LENGTHS: [u32; 32] = {
    let mut lengths = [0; 32];
    let mut at = 0;
    while at < WORDS.len() {
        let word = WORDS[at].0.as_bytes();
        if word[0].is_ascii_lowercase() {
            assert!(word.len() <= LONGEST, "LONGEST is the length of the longest word");
            lengths[(word[0] & 31) as usize] |= 1 << word.len();
        }
        at += 1;
    }
    lengths
};

/// The word in Latin, Cyrillic or Greek letters at the beginning of a text that a number may follow, and its bytes.
/// It begins with a capital letter.
pub(super) fn word(text: &str) -> Option<(Unit, usize)> {
    if text.bytes().take(LONGEST).all(|byte| byte.is_ascii()) {
        let end = text.bytes().take(LONGEST).position(|byte| !byte.is_ascii_alphabetic())?;
        return ascii_unit(text.get(..end)?).map(|unit| (unit, end));
    }
    if !text.chars().next()?.is_uppercase() {
        return None;
    }
    let end = text.char_indices().take(LONGEST).find(|(_, character)| !character.is_alphabetic()).map(|(at, _)| at)?;
    let word = text.get(..end)?;
    let unit = if word.is_ascii() { ascii_unit(word) } else { words().get(word.to_lowercase().as_str()).copied() };
    unit.map(|unit| (unit, end))
}

/// What a word in ASCII counts. Nearly all words of English come here, so that nothing is allocated.
fn ascii_unit(word: &str) -> Option<Unit> {
    let first = word.bytes().next().filter(u8::is_ascii_uppercase)?;
    let lengths = LENGTHS.get(usize::from(first & 31)).copied().unwrap_or(0);
    if lengths >> word.len() & 1 == 0 {
        return None;
    }
    let mut small = [0_u8; LONGEST];
    let small = small.get_mut(..word.len())?;
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    words().get(std::str::from_utf8(small).ok()?).copied()
}

/// The numbers that are written as words after `Chapter` and its like.
const COUNTED: [&str; 20] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// Reads a number written as an English word: its value and its bytes.
pub fn counted(text: &str) -> Option<(u32, usize)> {
    let end = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let found = text.get(..end)?;
    let at = COUNTED.iter().position(|word| word.eq_ignore_ascii_case(found))?;
    Some((u32::try_from(at).ok()? + 1, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::number::{Scheme, mark};

    #[test]
    fn every_chinese_word_begins_a_mark() {
        for (word, unit) in CHINESE_WORDS {
            let found = mark(&format!("{word}1：甲")).map(|mark| mark.scheme);
            assert_eq!(found, Some(Scheme::Labelled(unit)), "{word}");
        }
    }
}
