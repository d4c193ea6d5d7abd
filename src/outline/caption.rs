//! Captions: lines that name a figure or a table. They stand apart as headings do, and are none.

use crate::text::Part;

/// What is numbered under a figure or over a table, in small letters; a longer word before one that it begins with.
const WORDS: [&str; 21] = [
    "figure",
    "fig.",
    "table",
    "listing",
    "photo",
    "abbildung",
    "tabelle",
    "tableau",
    "рисунок",
    "рис.",
    "таблица",
    "листинг",
    "图表",
    "圖表",
    "插图",
    "图",
    "圖",
    "図",
    "照片",
    "相片",
    "表",
];

/// The bytes at the beginning of a line that are looked at.
const NEAR: usize = 32;

/// Whether a line begins as the caption of a figure or a table does: `Figure 3`, `Table A-1`, `图2-1`, `表一 …`. Most
/// lines are sent away by their first character.
pub fn is_caption(line: &str) -> bool {
    let first = line.chars().next().unwrap_or(' ');
    if !"FfTtLlPpAaРрТтЛл图圖插図照相表".contains(first) {
        return false;
    }
    let start = line.part(0..NEAR).to_lowercase();
    WORDS.iter().find_map(|word| start.strip_prefix(word)).is_some_and(is_numbered)
}

/// Whether a number follows the word of a caption: digits, a letter and digits, or a numeral that stands alone.
fn is_numbered(rest: &str) -> bool {
    let number = rest.trim_start();
    let behind = number.trim_start_matches(|letter: char| letter.is_ascii_lowercase());
    let lettered = (1..=3).contains(&(number.len() - behind.len())) && number.len() < rest.len();
    let digits = if lettered { behind.strip_prefix(['.', '-']).unwrap_or_default() } else { number };
    let han = number.trim_start_matches(|numeral| "一二三四五六七八九十".contains(numeral));
    let alone = han.len() < number.len() && (han.is_empty() || han.starts_with([' ', '\u{3000}', '：', ':']));
    digits.starts_with(|digit: char| digit.is_ascii_digit() || ('０'..='９').contains(&digit)) || alone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_have_a_word_and_a_number() {
        let check = |text: &str, expected: bool| assert_eq!(is_caption(text), expected, "{text}");
        check("Figure 12-3: How it works", true);
        check("FIGURE 3", true);
        check("Table A-1 Fees by Year", true);
        check("Fig. 2", true);
        check("图3-1　工作流程", true);
        check("表 2.1 各种方法", true);
        check("表一 收入情况", true);
        check("Table of Contents", false);
        check("Tables and Figures", false);
        check("图书馆 2024 年工作", false);
        check("図 4 構成", true);
        check("Таблица 1", true);
        check("表彰先进", false);
        check("表一下决心", false);
        check("表决情况", false);
        check("3 Figures", false);
        check("Photo 2: The gate", true);
        check("照片1 闸门", true);
        check("照片展览", false);
    }
}
