//! The year that a report is about.

use crate::library::report::Report;
use crate::text::fold::fold_char;

/// The year in a report's title, else in the name of its file, else in the names of the folders around it, the
/// innermost first. `None` where none of them names one.
pub fn of(report: &Report) -> Option<u16> {
    let title = report.title.as_deref().and_then(in_text);
    title.or_else(|| report.path.iter().rev().find_map(|name| in_text(&name.to_string_lossy())))
}

/// The year of a time, in nanoseconds since 1970, by Universal Time. `None` where the system gave no time.
pub fn of_time(nanoseconds: i64) -> Option<u16> {
    let days = nanoseconds.div_euclid(86_400_000_000_000);
    // The calendar repeats itself every 400 years; a year that begins in March ends with the day that may be missing.
    let day = (days + DAYS_TO_1970).rem_euclid(DAYS_IN_400_YEARS);
    let of_400 = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * of_400 + of_400 / 4 - of_400 / 100);
    let year =
        of_400 + (days + DAYS_TO_1970).div_euclid(DAYS_IN_400_YEARS) * 400 + i64::from(day_of_year >= FROM_JANUARY);
    u16::try_from(year).ok().filter(|_| nanoseconds != 0)
}

/// Days from the first of March of the year 0 to the beginning of 1970 (Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms").
const DAYS_TO_1970: i64 = 719_468;
const DAYS_IN_400_YEARS: i64 = 146_097;
/// The first day of January, counted from the first of March.
const FROM_JANUARY: i64 = 306;

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
    fn a_time_lies_in_its_year() {
        let check =
            |seconds: i64, expected: u16| assert_eq!(of_time(seconds * 1_000_000_000), Some(expected), "{seconds}");
        check(1, 1970);
        check(-1, 1969);
        check(951_782_399, 2000);
        check(978_307_199, 2000);
        check(978_307_200, 2001);
        check(1_704_067_199, 2023);
        check(1_704_067_200, 2024);
        check(1_709_251_200, 2024);
        check(1_735_689_599, 2024);
        check(1_735_689_600, 2025);
        assert_eq!(of_time(0), None);
    }

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
