//! The year that a report is about.

use crate::library::report::Report;
use crate::text::fold::fold_char;

/// The year in a report's title, else in the name of its file, else in the names of the folders around it, the
/// innermost first. `None` where none of them names one.
pub fn of(report: &Report) -> Option<u16> {
    let title = report.title.as_deref().and_then(in_text);
    title.or_else(|| report.path.iter().rev().find_map(|name| in_text(&name.to_string_lossy())))
}

/// The first year from 1900 to 2099 that a text names, in digits of any width or as 二〇二四.
pub fn in_text(text: &str) -> Option<u16> {
    let mut digits: Vec<u16> = Vec::new();
    for character in text.chars().chain([' ']) {
        match digit(character) {
            Some(digit) => digits.push(digit),
            None => {
                if let Some(year) = year(&digits) {
                    return Some(year);
                }
                digits.clear();
            }
        }
    }
    None
}

/// Four digits are a year, and so are the first four of a date such as 20240315 or of a month such as 202403.
fn year(digits: &[u16]) -> Option<u16> {
    let two = |at: usize| Some(digits.get(at)? * 10 + digits.get(at + 1)?);
    let year = two(0)? * 100 + two(2)?;
    let month = digits.len() == 4 || two(4).is_some_and(|month| (1..=12).contains(&month));
    let date = match digits.len() {
        4 => true,
        6 => month,
        8 => month && two(6).is_some_and(|day| (1..=31).contains(&day)),
        _ => false,
    };
    (date && (1900..2100).contains(&year)).then_some(year)
}

fn digit(character: char) -> Option<u16> {
    const CHINESE: [&str; 10] = ["〇○零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let folded = fold_char(character);
    let ascii = folded.to_digit(10).and_then(|digit| u16::try_from(digit).ok());
    let chinese = || CHINESE.iter().position(|digits| digits.contains(character));
    ascii.or_else(|| chinese().and_then(|digit| u16::try_from(digit).ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_in_every_form() {
        let check = |text: &str, expected: Option<u16>| assert_eq!(in_text(text), expected, "{text}");
        check("2024年工作总结", Some(2024));
        check("关于２０２３年度的报告", Some(2023));
        check("二〇二二年政府工作报告", Some(2022));
        check("二零二一年", Some(2021));
        check("report-20240315.txt", Some(2024));
        check("202413", None);
        check("2019-2020学年", Some(2019));
        check("rfc9110", None);
        check("公务员法 12345", None);
        check("3000年", None);
        check("", None);
    }
}
