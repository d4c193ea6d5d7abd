//! Marks in Chinese: `一、`, `一是`, `壹、`, `第三章`, `附件1`, `篇一`.

use super::amount::counts_something;
use super::label::{Unit, chinese_unit, chinese_word};
use super::mark::{Close, Mark, Path, close, finish, spaces};
use super::numeral::{arabic, han, roman};
use super::{Bracket, Scheme};
use crate::text::Part;

/// `一、`, `一.`, `一 `, `一是`.
pub(super) fn chinese(text: &str) -> Option<Mark> {
    let (number, at) = han(text)?;
    if !(1..100).contains(&number) {
        return None;
    }
    let path = Path::one(number);
    let rest = text.part(at..text.len());
    if let Some(verb) = leading_verb(rest) {
        let scheme = if verb == '是' { Scheme::HanLead } else { Scheme::HanCall };
        return Some(finish(text, scheme, Bracket::None, path, Close::Nothing, at + verb.len_utf8()));
    }
    let (close, end) = close(text, at);
    let rest = text.part(end..text.len());
    let sure = match close {
        Close::Dun | Close::Dot => !enumerates(rest),
        Close::Colon | Close::Space => true,
        Close::Bracket => true,
        Close::Nothing => false,
    };
    let bracket = if close == Close::Bracket { Bracket::Half } else { Bracket::None };
    sure.then(|| finish(text, Scheme::Han, bracket, path, close, end))
}

/// The verb that makes a sentence of a numeral: `一是…`, `一要…`, `一抓…`, `一靠…`.
fn leading_verb(rest: &str) -> Option<char> {
    let verb = rest.chars().next().filter(|verb| matches!(verb, '是' | '要' | '抓' | '靠'))?;
    let after = rest.part(verb.len_utf8()..rest.len()).chars().next()?;
    let word = match verb {
        '是' => after == '否',
        '要' => matches!(after, '素' | '点' | '點' | '件' | '闻' | '聞' | '领' | '領' | '务' | '務'),
        _ => false,
    };
    (!word).then_some(verb)
}

/// Whether what follows `三、` goes on counting: `三、五年`, `一、二级`.
fn enumerates(rest: &str) -> bool {
    let Some((_, len)) = han(rest) else { return false };
    rest.part(len..rest.len()).starts_with([
        '、', '级', '級', '类', '類', '年', '月', '日', '个', '個', '次', '天', '名', '批', '届', '期', '线', '線',
        '等', '者', '楼', '层', '代', '季', '连', '班', '中', '小', '十', '百', '千', '万', '人', '位', '种', '種',
        '档', '档', '句',
    ])
}

/// `壹、`
pub(super) fn grand(text: &str) -> Option<Mark> {
    let (number, at) = han(text)?;
    let (close, end) = close(text, at);
    let sure = (1..100).contains(&number) && close != Close::Nothing && close != Close::Bracket;
    sure.then(|| finish(text, Scheme::Grand, Bracket::None, Path::one(number), close, end))
}

/// `第三章`, `第 1 章`, `제 3 장`, `第一，`.
pub(super) fn counted_unit(text: &str, first: usize) -> Option<Mark> {
    let at = first + spaces(text.part(first..text.len()));
    let rest = text.part(at..text.len());
    let (number, len) = han(rest).or_else(|| arabic(rest)).or_else(|| roman(rest))?;
    let at = at + len;
    let unit_at = at + spaces(text.part(at..text.len()));
    let rest = text.part(unit_at..text.len());
    let Some((unit, len)) = chinese_unit(rest) else {
        let comma = rest.chars().next().filter(|comma| matches!(comma, '，' | ',' | '、' | '：' | ':'))?;
        let end = unit_at + comma.len_utf8();
        return Some(finish(text, Scheme::Labelled(Unit::Step), Bracket::None, Path::one(number), Close::Dun, end));
    };
    let mut at = unit_at + len;
    let path = Path::one(number);
    if let Some((_, len)) = text.part(at..text.len()).strip_prefix('之').and_then(han) {
        at += '之'.len_utf8() + len;
    }
    let (close, end) = close(text, at);
    if text.part(at..text.len()).starts_with(['，', ',', '的', '第', '至', '和', '与', '及', '規', '规', ')', '）'])
    {
        return None;
    }
    Some(finish(text, Scheme::Labelled(unit), Bracket::None, path, close, end))
}

/// `附件1`, `附录 A.`, `附件`, `章 1.`, `篇一`.
pub(super) fn chinese_label(text: &str) -> Option<Mark> {
    let (unit, len) = chinese_word(text)?;
    let at = len + spaces(text.part(len..text.len()));
    let rest = text.part(at..text.len());
    let apart = at > len && arabic(rest).is_some();
    let scheme = Scheme::Labelled(unit);
    let number = han(rest).or_else(|| arabic(rest)).filter(|(number, _)| *number < 1000);
    if let Some((number, len)) = number {
        let (close, end) = close(text, at + len);
        let counts = counts_something(text.part(end..text.len()));
        let tight = close == Close::Nothing && (unit != Unit::Appendix || counts);
        // Digits that stand apart count what follows: `建议 3 年内完成`, and not `专题一 时间管理`.
        let amount = close == Close::Space && counts && unit != Unit::Appendix && apart;
        return (!tight && !amount).then(|| finish(text, scheme, Bracket::None, Path::one(number), close, end));
    }
    if unit != Unit::Appendix {
        return None;
    }
    let letter = rest.chars().next().filter(char::is_ascii_uppercase);
    let alone = rest.chars().nth(1).is_none_or(|after| !after.is_ascii_alphanumeric());
    if let Some(letter) = letter.filter(|_| alone && !rest.part(1..rest.len()).starts_with([',', '，'])) {
        let (close, end) = close(text, at + 1);
        let number = u32::from(letter) - u32::from('A') + 1;
        return Some(finish(text, scheme, Bracket::None, Path::one(number), close, end));
    }
    let (close, end) = close(text, len);
    let whole = text.part(end..text.len()).trim().is_empty();
    whole.then(|| finish(text, scheme, Bracket::None, Path::one(0), close, end))
}

/// Reads a line that begins a document of a collection and has its number at the end: `工作总结篇1`, `【篇一】`,
/// `范文篇一：…`. The mark has no bytes of its own.
pub fn piece(text: &str) -> Option<Mark> {
    let inside = text.trim_start_matches(['【', '[', '（', '(']);
    let at = inside.find('篇')?;
    let after = inside.part(at + '篇'.len_utf8()..inside.len());
    let after = after.part(spaces(after)..after.len());
    let (number, len) = han(after).or_else(|| arabic(after))?;
    let rest = after.part(len..after.len());
    let ends = rest.is_empty() || rest.starts_with(['】', ']', '：', ':', ')', '）', ' ', '、', '\u{3000}']);
    let sure = ends && (1..200).contains(&number) && !inside.part(0..at).ends_with('第');
    sure.then(|| finish(text, Scheme::Labelled(Unit::Piece), Bracket::None, Path::one(number), Close::Nothing, 0))
}
