//! Numbers as programs write them before paragraphs and items (ECMA-376 part 1, 17.18.59; OpenDocument 1.2, 19.500;
//! HTML, the element `ol`).

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// 01, 02, with as many digits at least.
    Padded(u8),
    /// I, II, III; i, ii, iii where small.
    Roman(bool),
    /// A, B … Z, AA, BB as Word counts; a, b where small.
    Letters(bool),
    /// A, B … Z, AA, AB as OpenDocument counts; a, b where small.
    Base26(bool),
    /// Letters of a row, each one number, then the row again doubled.
    Row(&'static str),
    /// 一, 二 … 十, 十一.
    Chinese,
    /// 一, 二 … 一〇, 一一.
    ChineseDigits,
    /// 壹, 贰 … 拾; in traditional characters where true.
    ChineseLegal(bool),
    /// 하나, 둘 and other rows of names: the names, then digits.
    Names(&'static [&'static str]),
    /// ①, ②: the first character and how many there are.
    Enclosed(char, u32),
    /// １, ２.
    FullWidth,
    /// 1st, 2nd.
    Ordinal,
    /// - 1 -.
    Dashed,
    /// 1F in hexadecimal digits.
    Hexadecimal,
    /// No number.
    None,
}

/// A number in a form.
pub(super) fn numeral(form: Form, number: u32) -> String {
    let row = |row: &str| nth(row.chars(), number).map(String::from);
    match form {
        Form::Decimal => number.to_string(),
        Form::Padded(width) => format!("{number:0width$}", width = usize::from(width.min(9))),
        Form::Roman(small) => cased(roman(number), small),
        Form::Letters(small) => cased(repeated(number), small),
        Form::Base26(small) => cased(base26(number), small),
        Form::Row(letters) => row(letters).unwrap_or_else(|| doubled(letters, number)),
        Form::Chinese => chinese(number, &PLAIN),
        Form::ChineseLegal(false) => chinese(number, &LEGAL),
        Form::ChineseLegal(true) => chinese(number, &TRADITIONAL),
        Form::ChineseDigits => {
            number.to_string().bytes().filter_map(|digit| nth(DIGITS.chars(), digit_of(digit))).collect()
        }
        Form::Names(names) => nth(names.iter(), number).map_or_else(|| number.to_string(), |name| (*name).to_owned()),
        Form::Enclosed(first, count) => match char::from_u32((first as u32).saturating_add(number.saturating_sub(1))) {
            Some(character) if (1..=count).contains(&number) => character.to_string(),
            _ => number.to_string(),
        },
        Form::FullWidth => number
            .to_string()
            .bytes()
            .filter_map(|digit| nth("０１２３４５６７８９".chars(), digit_of(digit)))
            .collect(),
        Form::Ordinal => format!("{number}{}", suffix(number)),
        Form::Dashed => format!("- {number} -"),
        Form::Hexadecimal => format!("{number:X}"),
        Form::None => String::new(),
    }
}

/// Whether the words follow directly on a number: where nothing is said to stand between them, or where full-width
/// punctuation leaves room enough. White space at the end of the number is room, too.
pub(super) fn is_tight(number: &str, said: bool) -> bool {
    number.ends_with(['、', '，', '。', '．', '：', '；', '）', '】', '〕', '』', '」', '》'])
        || said && !number.ends_with(char::is_whitespace)
}

/// The place of a digit among the ten, from 1.
fn digit_of(digit: u8) -> u32 {
    u32::from(digit.saturating_sub(b'0')) + 1
}

/// The element at a place, counted from 1.
fn nth<T>(mut row: impl Iterator<Item = T>, number: u32) -> Option<T> {
    row.nth(usize::try_from(number.checked_sub(1)?).ok()?)
}

fn cased(letters: String, small: bool) -> String {
    if small { letters.to_ascii_lowercase() } else { letters }
}

/// The ten Chinese digits, zero first.
const DIGITS: &str = "〇一二三四五六七八九";

/// Characters that Chinese numbers are made of: digits with zero first, then ten, hundred, thousand.
#[derive(Clone, Copy)]
struct Characters {
    digits: [&'static str; 10],
    tens: [&'static str; 4],
    myriad: &'static str,
    /// Whether ten is written 十 and not 一十.
    short: bool,
}

const PLAIN: Characters = Characters {
    digits: ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
    tens: ["", "十", "百", "千"],
    myriad: "万",
    short: true,
};
const LEGAL: Characters = Characters {
    digits: ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"],
    tens: ["", "拾", "佰", "仟"],
    myriad: "万",
    short: false,
};
const TRADITIONAL: Characters = Characters {
    digits: ["零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"],
    tens: ["", "拾", "佰", "仟"],
    myriad: "萬",
    short: false,
};

/// A number in Chinese: 一百零三. From a hundred million on in digits.
fn chinese(number: u32, characters: &Characters) -> String {
    let digit = |digit: u32| characters.digits.get(digit as usize).copied().unwrap_or_default();
    if number == 0 || number >= 100_000_000 {
        return if number == 0 { digit(0).to_owned() } else { number.to_string() };
    }
    if number >= 10_000 {
        let (high, low) = (number / 10_000, number % 10_000);
        let zero = if low > 0 && low < 1000 { digit(0) } else { "" };
        let low = if low > 0 { chinese(low, &Characters { short: false, ..*characters }) } else { String::new() };
        return format!("{}{}{zero}{low}", chinese(high, characters), characters.myriad);
    }
    let mut text = String::new();
    let mut skipped = false;
    for (power, unit) in characters.tens.iter().enumerate().rev() {
        let here = number / 10_u32.pow(u32::try_from(power).unwrap_or(0)) % 10;
        if here == 0 {
            skipped = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut skipped) {
            text.push_str(digit(0));
        }
        if !(characters.short && here == 1 && power == 1 && text.is_empty()) {
            text.push_str(digit(here));
        }
        text.push_str(unit);
    }
    text
}

/// A Roman number; beyond 3999 in digits.
fn roman(number: u32) -> String {
    const VALUES: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, letters) in VALUES {
        while rest >= value {
            text.push_str(letters);
            rest -= value;
        }
    }
    text
}

/// The most letters that one number is written with.
const MOST_LETTERS: usize = 30;

/// A … Z, AA, BB: the letter again for each time round.
fn repeated(number: u32) -> String {
    doubled("ABCDEFGHIJKLMNOPQRSTUVWXYZ", number)
}

/// A letter of a row, again for each time round.
fn doubled(row: &str, number: u32) -> String {
    let count = u32::try_from(row.chars().count()).unwrap_or(1).max(1);
    let Some(index) = number.checked_sub(1) else { return String::from("0") };
    let times = ((index / count) as usize + 1).min(MOST_LETTERS);
    nth(row.chars(), index % count + 1).map_or_else(String::new, |letter| letter.to_string().repeat(times))
}

/// A … Z, AA, AB: as columns of a sheet are counted.
fn base26(number: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = number;
    while let Some(index) = rest.checked_sub(1) {
        letters.push(char::from(b'A' + u8::try_from(index % 26).unwrap_or(0)));
        rest = index / 26;
    }
    letters.iter().rev().collect()
}

fn suffix(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_every_form() {
        let check = |form: Form, expected: &[(u32, &str)]| {
            for &(number, text) in expected {
                assert_eq!(numeral(form, number), text, "{form:?} {number}");
            }
        };
        check(Form::Decimal, &[(0, "0"), (12, "12")]);
        check(Form::Padded(2), &[(3, "03"), (100, "100")]);
        check(Form::Roman(false), &[(1, "I"), (4, "IV"), (1994, "MCMXCIV"), (4000, "4000"), (0, "0")]);
        check(Form::Roman(true), &[(9, "ix")]);
        check(Form::Letters(false), &[(1, "A"), (26, "Z"), (27, "AA"), (28, "BB"), (0, "0")]);
        check(Form::Base26(true), &[(1, "a"), (27, "aa"), (28, "ab"), (702, "zz"), (703, "aaa")]);
        check(Form::Row("甲乙丙"), &[(1, "甲"), (3, "丙"), (4, "甲甲")]);
        check(
            Form::Chinese,
            &[
                (0, "零"),
                (3, "三"),
                (10, "十"),
                (11, "十一"),
                (20, "二十"),
                (103, "一百零三"),
                (110, "一百一十"),
                (1000, "一千"),
                (1010, "一千零一十"),
                (10_010, "一万零一十"),
                (21_000, "二万一千"),
            ],
        );
        check(Form::ChineseDigits, &[(10, "一〇"), (21, "二一")]);
        check(Form::ChineseLegal(false), &[(1, "壹"), (10, "壹拾"), (23, "贰拾叁")]);
        check(Form::ChineseLegal(true), &[(2, "貳")]);
        check(Form::Enclosed('①', 20), &[(1, "①"), (20, "⑳"), (21, "21"), (0, "0")]);
        check(Form::FullWidth, &[(10, "１０")]);
        check(Form::Ordinal, &[(1, "1st"), (12, "12th"), (22, "22nd"), (103, "103rd")]);
        check(Form::Dashed, &[(2, "- 2 -")]);
        check(Form::Names(&["One", "Two"]), &[(2, "Two"), (3, "3")]);
        check(Form::None, &[(1, "")]);
    }
}
