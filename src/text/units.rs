//! What stays on one line though a line could end inside: numbers with their units and dates (GB/T 15835: a number
//! and its unit are read as one), ordinals, and quantities such as `12 km`.

use crate::text::Part;

/// The longest unit that is looked for behind a space, in bytes.
const LONGEST: usize = 5;

/// Units in letters, as they stand behind a space.
const UNITS: &[&str] = &[
    "km", "m", "cm", "mm", "kg", "g", "mg", "t", "ha", "L", "l", "ml", "s", "ms", "min", "h", "W", "kW", "MW", "GW",
    "kWh", "MWh", "V", "kV", "A", "mA", "Hz", "kHz", "MHz", "GHz", "B", "KB", "kB", "MB", "GB", "TB", "Pa", "kPa",
    "MPa", "bar", "dB", "K", "N", "kN", "px", "pt", "am", "pm", "a.m.", "p.m.", "°C", "°F", "℃",
];

/// How two neighbours hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hold {
    /// Parts of a date or of a range, of which each can be read alone.
    Parts,
    /// A number and its unit.
    Whole,
}

/// How two neighbours without space between hold together; `second_last` stands before `last`.
pub(super) fn hold(second_last: char, last: char, next: char) -> Option<Hold> {
    let after_number = is_number(last) && (is_unit(next) || is_multiple(next));
    let after_multiple = is_multiple(last) && is_number(second_last) && (is_unit(next) || is_multiple(next));
    let after_two = is_multiple(last) && is_multiple(second_last) && is_unit(next);
    let in_date = is_part_of_date(last) && is_number(second_last) && next.is_ascii_digit();
    let in_range = (is_dash(last) && is_number(second_last) || is_dash(next) && is_quantity(last))
        && (next.is_ascii_digit() || is_dash(next));
    let in_ordinal = last == '第' && (is_number(next) || is_multiple(next));
    let in_numeral = is_numeral(last) && is_numeral(next);
    match () {
        () if after_number || after_multiple || after_two || in_ordinal || in_numeral => Some(Hold::Whole),
        () if in_date || in_range => Some(Hold::Parts),
        () => None,
    }
}

/// Whether a unit in letters begins behind a number and a space.
pub(super) fn begins_unit(last: char, text: &str, at: usize) -> bool {
    if !last.is_ascii_digit() {
        return false;
    }
    let ahead = text.part(at..at + LONGEST + 1);
    let word = ahead.split(|letter: char| !letter.is_alphabetic() && !matches!(letter, '°' | '℃')).next();
    word.is_some_and(|word| UNITS.contains(&word))
}

fn is_number(letter: char) -> bool {
    letter.is_ascii_digit() || ('０'..='９').contains(&letter) || is_numeral(letter)
}

fn is_numeral(letter: char) -> bool {
    matches!(letter, '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '两')
}

fn is_multiple(letter: char) -> bool {
    matches!(letter, '百' | '千' | '万' | '亿' | '萬' | '億' | '余' | '多')
}

fn is_quantity(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '％' | '%' | '年' | '月' | '日')
}

fn is_part_of_date(letter: char) -> bool {
    matches!(letter, '年' | '月' | '日' | '时' | '分' | '時' | '点')
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '—' | '–' | '～' | '~' | '-')
}

/// The measure words and units that most often stand behind numbers.
fn is_unit(letter: char) -> bool {
    "年月日号时分秒周岁天个项名人次家户件台套所座亩页章节条款篇元角倍成度届期批米克吨升公平立里瓦安伏点位只辆艘层号级类种起場场處处年時個項戶號歲頁節條億圓級類種"
        .contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_with_their_units_and_dates_whole() {
        let check = |text: &str, expected: &str| {
            let letters: Vec<char> = text.chars().collect();
            let mut parted = String::new();
            for (at, &next) in letters.iter().enumerate() {
                let before = |back: usize| at.checked_sub(back).and_then(|at| letters.get(at)).copied().unwrap_or(' ');
                if at > 0 && hold(before(2), before(1), next).is_none() {
                    parted.push('/');
                }
                parted.push(next);
            }
            assert_eq!(parted, expected);
        };
        check("5月6日会", "5月6日/会");
        check("3万亿元以", "3万亿元/以");
        check("第十二条规", "第十二条/规");
        check("二〇二四年", "二〇二四年");
        check("5人会", "5人/会");
        check("1—2月", "1—2月");
        assert_eq!([hold('4', '年', '3'), hold(' ', '3', '月')], [Some(Hold::Parts), Some(Hold::Whole)]);
        assert!(begins_unit('2', "12 km", 3) && !begins_unit('2', "12 cases", 3) && !begins_unit('a', "a km", 2));
    }
}
