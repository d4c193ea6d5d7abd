//! The natural order of names: 2 before 10, 第二章 before 第十章.

use crate::text::fold::fold_char;

/// A key for sorting: bytes that compare as the names do in natural order, numbers by their value and all else by its
/// folded characters. Numbers come before letters; Chinese numerals are numbers where they read as one. Names that
/// differ in no more than case, width or leading zeros have an order too, so that keys are equal only for equal
/// names. Linear in the length of the name.
pub fn natural_key(name: &str) -> Vec<u8> {
    let folded: Vec<char> = name.chars().map(fold_char).collect();
    let mut key = Vec::with_capacity(2 * name.len() + 4);
    let mut at = 0;
    while let Some(&c) = folded.get(at) {
        let digits = run(&folded, at, |c| c.is_ascii_digit());
        let numerals = run(&folded, at, |c| numeral(c).is_some());
        if !digits.is_empty() {
            push_number(&digits.iter().collect::<String>(), &mut key);
        } else if let Some(number) = chinese_number(&folded, at, numerals) {
            push_number(&number, &mut key);
        } else if !numerals.is_empty() {
            numerals.iter().for_each(|&c| push_text(c, &mut key));
        } else {
            push_text(c, &mut key);
        }
        at += digits.len().max(numerals.len()).max(1);
    }
    key.push(END);
    key.extend(name.bytes());
    key
}

/// Ends the part of a key that decides; no other byte of that part is so low.
const END: u8 = 0;
/// Takes the place of the two characters that are as low.
const ESCAPE: u8 = 1;

fn push_text(c: char, key: &mut Vec<u8>) {
    match c {
        '\0' | '\u{1}' => key.extend([ESCAPE, 1 + c as u8]),
        _ => key.extend(c.encode_utf8(&mut [0; 4]).bytes()),
    }
}

/// Appends a number: a byte that stands where the digits stand among characters, how many digits there are, and the
/// digits, so that longer numbers come later.
fn push_number(digits: &str, key: &mut Vec<u8>) {
    let digits = digits.trim_start_matches('0').as_bytes();
    key.push(b'0');
    let (whole, rest) = (digits.len() / 254, digits.len() % 254);
    key.extend(std::iter::repeat_n(u8::MAX, whole));
    key.push(u8::try_from(rest + 1).unwrap_or(u8::MAX));
    key.extend(digits);
}

/// The characters from `at` on that all have a property.
fn run(chars: &[char], at: usize, has: impl Fn(char) -> bool) -> &[char] {
    let rest = chars.get(at..).unwrap_or_default();
    let end = rest.iter().position(|&c| !has(c)).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

/// The decimal digits of the numerals at `at`, if they read as a number there.
fn chinese_number(chars: &[char], at: usize, numerals: &[char]) -> Option<String> {
    if numerals.is_empty() {
        return None;
    }
    let before = chars.get(..at)?.iter().rev().copied().find(|&c| c != ' ');
    let after = chars.get(at + numerals.len()).copied();
    let compound = numerals.len() > 1 && numerals.iter().any(|&c| numeral(c).is_some_and(|n| n >= 10));
    let begins = before.is_none_or(|c| !is_hanzi(c) || NUMBERED.contains(c) || COUNTERS.contains(c));
    let ends = after.is_none_or(|c| !is_hanzi(c) || COUNTERS.contains(c));
    (before == Some('第') || (begins && (ends || compound))).then(|| value(numerals))?
}

/// What a number may follow: 附件一, 表二, 之三.
const NUMBERED: &str = "件录錄表图圖卷篇章节節之部辑輯";
/// What a number may count: 三章, 二〇二五年.
pub(super) const COUNTERS: &str =
    "章节節条條款项項目编編篇卷部册冊集回幕场場期届屆次号號页頁段讲講课課单單元年月日季级級类類组組批份稿版";

pub(super) fn is_hanzi(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

/// The value of a numeral, up to 100,000,000.
pub(super) fn numeral(c: char) -> Option<u64> {
    Some(match c {
        '〇' | '零' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '貳' | '两' | '兩' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        '十' | '拾' => 10,
        '廿' => 20,
        '卅' => 30,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => return None,
    })
}

/// The number that numerals say in decimal digits: figure by figure (二〇二五), or with its units (二十五).
fn value(numerals: &[char]) -> Option<String> {
    let values = || numerals.iter().filter_map(|&c| numeral(c));
    if values().all(|value| value < 10) {
        return Some(values().map(|value| value.to_string()).collect());
    }
    let mut sum = Sum::default();
    values().try_for_each(|value| sum.add(value))?;
    Some((sum.total + sum.section + sum.figure.unwrap_or(0)).to_string())
}

/// A number with units, as far as it was read.
#[derive(Default)]
struct Sum {
    /// What ended in 万 or 亿.
    total: u64,
    /// What followed that.
    section: u64,
    /// A figure that waits for its unit.
    figure: Option<u64>,
    /// The unit below which the next one in the section must be; 0 at the section's beginning.
    unit: u64,
    /// The same for 万 and 亿.
    large: u64,
}

impl Sum {
    /// Adds a numeral; `None` where it makes no number of those before.
    fn add(&mut self, value: u64) -> Option<()> {
        match value {
            0 => self.figure.is_none().then_some(())?,
            1..10 => self.figure.replace(value).is_none().then_some(())?,
            10_000.. => {
                let section = self.section + self.figure.take().unwrap_or(0);
                (section > 0 && (self.large == 0 || value < self.large)).then_some(())?;
                *self = Self { total: self.total + section * value, large: value, ..Self::default() };
            }
            _ => {
                let unit = if value < 100 { 10 } else { value };
                let figure = self.figure.take().or((unit == 10).then_some(value / 10))?;
                (self.unit == 0 || unit < self.unit).then_some(())?;
                self.section += figure * unit;
                self.unit = unit;
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_natural_order() {
        let check = |names: &[&str]| {
            let keys: Vec<_> = names.iter().map(|name| natural_key(name)).collect();
            for (at, pair) in keys.windows(2).enumerate() {
                assert!(pair[0] < pair[1], "{:?} before {:?}", names[at], names[at + 1]);
            }
        };
        check(&["2", "10", "a"]);
        check(&["第2章", "第10章"]);
        check(&["第一章", "第二章", "第十章", "第十一章", "第二十章", "第一百零二章", "第一千章"]);
        check(&["一、总则", "二、职责", "十、附则", "十一、其他", "二十、末"]);
        check(&["（一）", "（二）", "（十）", "(十二)"]);
        check(&["第1章 甲", "第二章 乙", "第3章 丙"]);
        check(&["", " ", "A", "a", "a01", "a1", "a01b", "a1b", "a2", "ab"]);
        check(&["1.2", "1.10", "1.10.1", "2"]);
        check(&["附件一", "附件二", "附件十", "附件十一"]);
        check(&["二〇二四年报告", "二〇二五年一季度", "二〇二五年二季度", "2025年三季度", "二〇二五年四季度"]);
        check(&["壹、", "贰、", "拾、", "廿一、"]);
        check(&["十九大", "二十大"]);
        check(&["18446744073709551615", "18446744073709551616", "99999999999999999999999"]);
        check(&["７", "8", "９"]);
        check(&["chapter 2", "Chapter 10", "Élan", "fin"]);
    }

    #[test]
    fn numerals_count_only_where_they_read_as_a_number() {
        let check = |name: &str, same_as: &str| {
            let decides = |name| natural_key(name).split(|&byte| byte == END).next().map(<[u8]>::to_vec);
            assert_eq!(decides(name), decides(same_as), "{name}");
        };
        check("第三章", "第3章");
        check("二十五、", "25、");
        check("两万三千零一期", "23001期");
        check("一亿零五万号", "100050000号");
        check("〇〇七", "7");
        for name in ["统一标准", "一般要求", "万一", "三农工作", "四川", "十分", "百年", "十四五规划", "两会"]
        {
            assert!(!natural_key(name).contains(&b'0'), "{name}");
        }
    }
}
