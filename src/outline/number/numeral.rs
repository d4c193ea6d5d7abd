//! Numerals: Chinese in all their forms, digits, Roman, circled.

/// The value of a Chinese digit, in plain and in capital form.
fn han_digit(character: char) -> Option<u32> {
    Some(match character {
        '〇' | '零' | '○' => 0,
        '一' | '壹' | '弌' => 1,
        '二' | '贰' | '貳' | '弍' | '两' | '兩' => 2,
        '三' | '叁' | '參' | '参' | '叄' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The value of a Chinese unit of ten.
fn han_unit(character: char) -> Option<u32> {
    Some(match character {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// Reads a Chinese numeral (`十二`, `一百零三`, `二〇二六`, `廿一`): its value and its bytes.
pub fn han(text: &str) -> Option<(u32, usize)> {
    let (mut total, mut digit, mut digits, mut len) = (0_u32, None::<u32>, 0, 0);
    for character in text.chars() {
        if let Some(value) = han_digit(character) {
            digits += 1;
            digit = Some(match digit {
                Some(before) if before != 0 => before.saturating_mul(10).saturating_add(value),
                _ => value,
            });
        } else if let Some(unit) = han_unit(character) {
            total = total.saturating_add(digit.take().unwrap_or(1).max(1).saturating_mul(unit));
            digits = 0;
        } else if let Some(tens) = match character {
            '廿' => Some(20),
            '卅' => Some(30),
            '卌' => Some(40),
            _ => None,
        } {
            total = total.saturating_add(tens);
        } else {
            break;
        }
        len += character.len_utf8();
        if digits > 4 {
            return None;
        }
    }
    (len > 0).then(|| (total.saturating_add(digit.unwrap_or(0)), len))
}

/// The value of an ASCII or full-width digit.
pub(super) fn digit(character: char) -> Option<u32> {
    match character {
        '0'..='9' => Some(character as u32 - '0' as u32),
        '０'..='９' => Some(character as u32 - '０' as u32),
        _ => None,
    }
}

/// Reads digits, of ASCII or full width, four at most: their value and their bytes.
pub fn arabic(text: &str) -> Option<(u32, usize)> {
    let bytes = text.as_bytes();
    let len = bytes.iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
    if bytes.get(len).is_none_or(u8::is_ascii) {
        let value = bytes.iter().take(len).fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
        return (1..=4).contains(&len).then_some((value, len));
    }
    arabic_of_any_width(text)
}

/// [`arabic`], where digits may be of full width.
fn arabic_of_any_width(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut len, mut digits) = (0, 0, 0);
    for character in text.chars() {
        let Some(next) = digit(character) else { break };
        value = value * 10 + next;
        len += character.len_utf8();
        digits += 1;
        if digits > 4 {
            return None;
        }
    }
    (digits > 0).then_some((value, len))
}

/// Reads a Roman numeral in one case, below 400 and well formed: its value and its bytes.
pub fn roman(text: &str) -> Option<(u32, usize)> {
    const VALUES: [(&[u8], u32); 9] =
        [(b"c", 100), (b"xc", 90), (b"l", 50), (b"xl", 40), (b"x", 10), (b"ix", 9), (b"v", 5), (b"iv", 4), (b"i", 1)];
    let end = text.bytes().take(9).take_while(u8::is_ascii_alphabetic).count();
    let word = text.as_bytes().get(..end)?;
    let capitals = word.iter().filter(|letter| letter.is_ascii_uppercase()).count();
    if capitals > 0 && capitals < end {
        return None;
    }
    let (mut rest, mut value) = (word, 0);
    for (letters, worth) in VALUES {
        let most = if letters.len() == 2 || worth == 5 || worth == 50 { 1 } else { 3 };
        for _ in 0..most {
            match rest.split_at_checked(letters.len()).filter(|(begins, _)| begins.eq_ignore_ascii_case(letters)) {
                Some((_, after)) => (rest, value) = (after, value + worth),
                None => break,
            }
        }
    }
    (rest.is_empty() && value > 0).then_some((value, end))
}

/// Reads one character that is a number in itself (`①`, `⑴`, `⒈`, `㈠`, `Ⅳ`): its value.
pub fn circled(character: char) -> Option<u32> {
    const BLOCKS: [(char, char); 9] = [
        ('①', '⑳'),
        ('⑴', '⒇'),
        ('⒈', '⒛'),
        ('㈠', '㈩'),
        ('❶', '❿'),
        ('➀', '➉'),
        ('➊', '➓'),
        ('㊀', '㊉'),
        ('Ⅰ', 'Ⅻ'),
    ];
    BLOCKS
        .iter()
        .find(|(first, last)| (*first..=*last).contains(&character))
        .map(|(first, _)| character as u32 - *first as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read() {
        let check = |text: &str, expected: Option<(u32, &str)>| {
            assert_eq!(han(text), expected.map(|(value, part)| (value, part.len())), "{text}");
        };
        check("一、", Some((1, "一")));
        check("十二章", Some((12, "十二")));
        check("二十条", Some((20, "二十")));
        check("一百零三条", Some((103, "一百零三")));
        check("一百一十条", Some((110, "一百一十")));
        check("廿一、", Some((21, "廿一")));
        check("贰拾叁", Some((23, "贰拾叁")));
        check("二〇二六年", Some((2026, "二〇二六")));
        check("壹、", Some((1, "壹")));
        check("總", None);
        let check = |text: &str, expected: Option<(u32, usize)>| assert_eq!(roman(text), expected, "{text}");
        check("IV.", Some((4, 2)));
        check("xii)", Some((12, 3)));
        check("XLIX", Some((49, 4)));
        check("IIII", None);
        check("Iv", None);
        check("MIX", None);
        check("", None);
        let check = |text: &str, expected: Option<(u32, usize)>| assert_eq!(arabic(text), expected, "{text}");
        check("12.", Some((12, 2)));
        check("１２．", Some((12, 6)));
        check("12345", None);
        let check = |text: char, expected: Option<u32>| assert_eq!(circled(text), expected, "{text}");
        check('③', Some(3));
        check('㈡', Some(2));
        check('Ⅳ', Some(4));
        check('三', None);
    }
}
