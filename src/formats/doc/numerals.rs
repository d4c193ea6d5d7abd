//! Numbers as the formats of lists write them (MS-OSHARED 2.2.1.3, MSONFC).

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LEGAL_DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const LEGAL_DIGITS_TAIWAN: [char; 10] = ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'];
const PLACES: [&str; 4] = ["", "十", "百", "千"];
const LEGAL_PLACES: [&str; 4] = ["", "拾", "佰", "仟"];
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// The format of bullets.
pub(super) const BULLET: u8 = 23;

/// A number in a format. Unknown formats count as digits.
pub(super) fn number(value: u32, format: u8) -> String {
    match format {
        1 => roman(value),
        2 => roman(value).to_lowercase(),
        3 => letters(value),
        4 => letters(value).to_lowercase(),
        5 => ordinal(value),
        10 | 17 | 36 | 40 => digits(value),
        11 | 33 | 35 | 37 | 39 => places(value, &DIGITS, &PLACES),
        34 => places(value, &LEGAL_DIGITS_TAIWAN, &LEGAL_PLACES),
        16 | 38 => places(value, &LEGAL_DIGITS, &LEGAL_PLACES),
        14 => value.to_string().chars().map(|digit| shifted(digit as u32, 0xfee0)).collect(),
        18 | 28 => among(value, 20, 0x2460),
        26 => among(value, 20, 0x2488),
        27 => among(value, 20, 0x2474),
        29 => among(value, 10, 0x3220),
        22 => format!("{value:02}"),
        30 => one_of(value, STEMS),
        31 => one_of(value, BRANCHES),
        BULLET | 255 => String::new(),
        _ => value.to_string(),
    }
}

fn shifted(character: u32, by: u32) -> char {
    char::from_u32(character + by).unwrap_or('\u{fffd}')
}

/// A number that is one character, up to a greatest one.
fn among(value: u32, most: u32, first: u32) -> String {
    if (1..=most).contains(&value) { shifted(value - 1, first).to_string() } else { value.to_string() }
}

fn one_of(value: u32, characters: &str) -> String {
    let index = usize::try_from(value).unwrap_or(usize::MAX);
    let found = index.checked_sub(1).and_then(|index| characters.chars().nth(index));
    found.map_or_else(|| value.to_string(), String::from)
}

fn digits(value: u32) -> String {
    value.to_string().bytes().filter_map(|digit| DIGITS.get(usize::from(digit - b'0'))).collect()
}

/// A Chinese number with the places of its digits: `一百二十三`, and `十二` without the one in front.
fn places(value: u32, digits: &[char; 10], places: &[&str; 4]) -> String {
    if !(1..=9999).contains(&value) {
        return value.to_string();
    }
    let mut text = String::new();
    let mut is_gap = false;
    for (place, name) in (0..4_u32).zip(places).rev() {
        let digit = value / 10_u32.pow(place) % 10;
        if digit == 0 {
            is_gap = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut is_gap) {
            text.push('零');
        }
        let is_bare_ten = digit == 1 && place == 1 && text.is_empty() && name == &"十";
        text.extend(digits.get(digit as usize).filter(|_| !is_bare_ten));
        text.push_str(name);
    }
    text
}

fn roman(value: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
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
    if !(1..=3999).contains(&value) {
        return value.to_string();
    }
    let mut rest = value;
    let mut text = String::new();
    for (part, name) in PARTS {
        while rest >= part {
            text.push_str(name);
            rest -= part;
        }
    }
    text
}

/// `A` to `Z`, then `AA` to `ZZ`, each letter as often as the alphabet has been gone through.
fn letters(value: u32) -> String {
    match value.checked_sub(1) {
        Some(index) if index < 26 * 30 => {
            let letter = char::from(b'A' + (index % 26) as u8);
            std::iter::repeat_n(letter, (index / 26 + 1) as usize).collect()
        }
        _ => value.to_string(),
    }
}

fn ordinal(value: u32) -> String {
    let ending = match (value % 100, value % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{value}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_does() {
        let check = |format: u8, values: &[u32], expected: &str| {
            let found: Vec<String> = values.iter().map(|&value| number(value, format)).collect();
            assert_eq!(found.join(" "), expected, "{format}");
        };
        check(0, &[0, 1, 12], "0 1 12");
        check(1, &[4, 1999, 0, 4000], "IV MCMXCIX 0 4000");
        check(2, &[9], "ix");
        check(3, &[1, 26, 27], "A Z AA");
        check(4, &[2, 28], "b bb");
        check(5, &[1, 2, 3, 4, 11, 21], "1st 2nd 3rd 4th 11th 21st");
        check(39, &[1, 10, 12, 20, 101, 110, 1005, 0], "一 十 十二 二十 一百零一 一百一十 一千零五 0");
        check(37, &[3, 15], "三 十五");
        check(38, &[2, 10, 32], "贰 壹拾 叁拾贰");
        check(10, &[10, 24], "一〇 二四");
        check(14, &[12], "１２");
        check(18, &[1, 20, 21], "① ⑳ 21");
        check(22, &[3, 12], "03 12");
        check(29, &[1, 10, 11], "㈠ ㈩ 11");
        check(30, &[1, 10, 11], "甲 癸 11");
        check(23, &[1], "");
    }
}
