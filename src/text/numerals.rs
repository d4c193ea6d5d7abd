//! Chinese numerals in other forms, where they can only be numerals: 第伍章, 拾壹、, 廿一.
//!
//! [`fold`](crate::text::fold) makes one of the forms that have no other use. Of those that have one (伍 in 队伍, 陆 in
//! 大陆, 两 in 两会) the place decides: the number of a heading, or a word that begins as one.

use crate::text::natural::{COUNTERS, is_hanzi, numeral};

/// Forms that words have too, each behind the plain one; folded.
const FORMS: [(char, char); 5] = [('二', '两'), ('四', '肆'), ('五', '伍'), ('六', '陆'), ('十', '拾')];

/// Tens that are one character, and what they stand for.
const TENS: [(char, &str); 3] = [('廿', "二十"), ('卅', "三十"), ('卌', "四十")];

/// The plain form of a folded numeral; every other character is its own.
pub fn plain(folded: char) -> char {
    FORMS.iter().find(|(_, form)| *form == folded).map_or(folded, |(plain, _)| *plain)
}

/// The other ways to write a folded text that begins with a number: with plain numerals, with 二十 for 廿, with 廿 for
/// 二十. None where it begins with no number, or with none that has other forms.
pub fn others(folded: &str) -> Vec<String> {
    let Some((before, number, behind)) = parts(folded) else { return Vec::new() };
    let plain: String = number.chars().map(plain).collect();
    let mut all = vec![plain.clone()];
    for (short, long) in TENS {
        if plain.contains(short) {
            all.push(plain.replacen(short, long, 1));
        } else if plain.starts_with(long) {
            all.push(plain.replacen(long, &short.to_string(), 1));
        }
    }
    all.retain(|other| other != number);
    all.into_iter().map(|other| format!("{before}{other}{behind}")).collect()
}

/// The plain form of a numeral that stands alone and is a word too: 伍 and 陆 may be the number of a heading. 两 is none
/// that headings are numbered with.
pub fn number_alone(folded: &str) -> Option<String> {
    let mut characters = folded.chars();
    let only = characters.next().filter(|&c| is_word(c) && c != '两' && characters.next().is_none())?;
    Some(plain(only).to_string())
}

/// A text parted around the number with which it begins.
fn parts(folded: &str) -> Option<(&str, &str, &str)> {
    let rest = folded.trim_start_matches(['第', '(']);
    let before = folded.strip_suffix(rest)?;
    let behind = rest.trim_start_matches(is_numeral);
    let number = rest.strip_suffix(behind)?;
    let next = behind.chars().next();
    let ends = next.is_none_or(|c| !is_hanzi(c) || COUNTERS.contains(c));
    // One character says little: 两 may become 两会.
    let sure = !before.is_empty() || next.is_some() || number.chars().nth(1).is_some() || !number.chars().any(is_word);
    (ends && sure && !number.is_empty()).then_some((before, number, behind))
}

fn is_numeral(c: char) -> bool {
    numeral(c).is_some() || TENS.iter().any(|(short, _)| *short == c)
}

fn is_word(c: char) -> bool {
    plain(c) != c
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_other_ways() {
        let check = |text: &str, expected: &[&str]| assert_eq!(others(text), expected, "{text}");
        check("第伍章", &["第五章"]);
        check("伍,总结", &["五,总结"]);
        check("(陆)", &["(六)"]);
        check("拾一", &["十一"]);
        check("廿一", &["二十一"]);
        check("第二十三条", &["第廿三条"]);
        check("第两拾条", &["第二十条", "第廿条"]);
        check("卅", &["三十"]);
        check("第五章", &[]);
        check("两", &[]);
        check("陆", &[]);
        check("两会", &[]);
        check("伍千", &["五千"]);
        check("队伍", &[]);
        check("拾遗", &[]);
        check("工作", &[]);
        check("第", &[]);
        check("", &[]);
    }

    #[test]
    fn a_numeral_alone_may_be_a_number() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(number_alone(text).as_deref(), expected, "{text}");
        check("伍", Some("五"));
        check("陆", Some("六"));
        check("拾", Some("十"));
        check("两", None);
        check("五", None);
        check("队伍", None);
        check("", None);
    }

    #[test]
    fn plain_numerals_stay() {
        assert!("一二三四五六七八九十廿百工作".chars().all(|c| plain(c) == c));
        assert!(FORMS.iter().all(|&(to, form)| plain(form) == to && numeral(form) == numeral(to)));
    }
}
