//! Lines in large or bold letters that are no headings: captions, the labels of notes, and the number of a chapter above
//! its title.

use super::lines::Line;
use super::paragraphs::{Block, Kind, Known, is_centred};
use crate::outline::number::{Scheme, Unit, counted, mark};

/// Whether a line is nothing but the label of a note that stands beside the text: `Note`, `提示：`.
pub(super) fn is_note(text: &str) -> bool {
    const WORDS: [&str; 42] = [
        "note",
        "tip",
        "hint",
        "important",
        "caution",
        "warning",
        "danger",
        "attention",
        "remarque",
        "astuce",
        "avertissement",
        "hinweis",
        "anmerkung",
        "tipp",
        "wichtig",
        "achtung",
        "vorsicht",
        "warnung",
        "nota",
        "importante",
        "advertencia",
        "aviso",
        "примечание",
        "замечание",
        "совет",
        "подсказка",
        "важно",
        "внимание",
        "предупреждение",
        "осторожно",
        "注意",
        "提示",
        "警告",
        "小心",
        "当心",
        "技巧",
        "小技巧",
        "注记",
        "註記",
        "注記",
        "ヒント",
        "危険",
    ];
    let word = text.trim().trim_end_matches([':', '：', '!', '！']).trim_end();
    word.len() <= 40 && WORDS.contains(&word.to_lowercase().as_str())
}

/// Whether a line is only a part of a label that takes several lines, in words: `CHAPTER`, `TWO` above the title.
pub(super) fn is_label(text: &str) -> bool {
    const UNITS: [&str; 8] = ["chapter", "appendix", "part", "chapitre", "annexe", "kapitel", "anhang", "глава"];
    let word = text.trim().to_lowercase();
    let words = word.strip_prefix("twenty").filter(|unit| !unit.is_empty()).unwrap_or(&word);
    let parts = words.trim_start_matches('-').split('-').all(is_counted);
    parts || UNITS.contains(&word.trim_end_matches(|last: char| last.is_ascii_digit() || last.is_whitespace()))
}

/// Whether a word is a number in words: `two`.
fn is_counted(word: &str) -> bool {
    counted(word).is_some_and(|(_, length)| length == word.len())
}

/// Whether a line is only a word and a number, above a title in letters at least as large, both larger than the text:
/// the label of a chapter, in whatever language.
pub(super) fn stands_over(label: &Line, title: &Line, body: f32) -> bool {
    let mut words = label.text.split_whitespace();
    let (Some(unit), Some(number), None) = (words.next(), words.next(), words.next()) else { return false };
    let word = (3..=12).contains(&unit.chars().count()) && unit.chars().all(char::is_alphabetic);
    let letter = number.len() == 1 && number.bytes().all(|letter| letter.is_ascii_uppercase());
    let counted = number.bytes().all(|digit| digit.is_ascii_digit()) || letter;
    let roman = number.bytes().all(|letter| b"IVXL".contains(&letter));
    let near = label.page == title.page && (0.0..=5.0 * title.size).contains(&(title.base - label.base));
    let large = label.size > 1.15 * body && title.size >= 0.95 * label.size;
    word && number.len() <= 5 && (counted || roman) && near && large
}

/// Which blocks stand below the title on the first page and belong to it, centred as it is: authors, dates, versions. A
/// line that is bold or larger than the text is one of them only where another one follows it, or where it has a year.
pub(super) fn below_title(known: &Known<'_>, blocks: &[Block]) -> Vec<bool> {
    let first = |block: &Block| block.lines.first().and_then(|at| known.lines.get(*at));
    let front = |block: &Block| {
        let line = first(block).filter(|line| line.page == 0 && block.kind == Kind::Text)?;
        let numbered = mark(&line.text).is_some_and(|mark| mark.scheme != Scheme::Labelled(Unit::Version));
        (is_centred(known, line) && !numbered).then_some(line)
    };
    let mut found = vec![false; blocks.len()];
    let body = 1.15 * known.measures.body;
    let Some(title) = blocks.iter().take(8).position(|block| front(block).is_some_and(|line| line.size > body)) else {
        return found;
    };
    let size = blocks.get(title).and_then(first).map_or(0.0, |line| line.size);
    let behind = blocks.iter().enumerate().skip(title + 1).map_while(|(at, block)| Some((at, front(block)?)));
    for (at, line) in behind {
        let last = blocks.get(at + 1).is_none_or(|next| front(next).is_none());
        let smaller = line.size < 0.97 * size;
        let heading = last && (line.strong || line.size > 1.08 * known.measures.body) && !is_dated(&line.text);
        found.iter_mut().skip(at).take(1).for_each(|is| *is = smaller && !heading);
    }
    found
}

/// Whether a year of our time stands in a text.
fn is_dated(text: &str) -> bool {
    let digits = text.split(|letter: char| !letter.is_ascii_digit());
    digits.filter(|digits| digits.len() == 4).any(|year| year.starts_with("19") || year.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_known() {
        let check = |text: &str, expected: bool| assert_eq!(is_dated(text), expected, "{text}");
        check("December 15, 2022", true);
        check("2021年2月4日", true);
        check("Chapter 20", false);
        check("12022", false);
    }

    #[test]
    fn labels_of_notes_are_told_apart() {
        let check = |text: &str, expected: bool| assert_eq!(is_note(text), expected, "{text}");
        check("Note", true);
        check("CAUTION:", true);
        check("提示：", true);
        check("Notes", false);
        check("Note on sources", false);
        check("注意事项", false);
    }

    #[test]
    fn labels_in_words_are_told_apart() {
        let check = |text: &str, expected: bool| assert_eq!(is_label(text), expected, "{text}");
        check("CHAPTER", true);
        check("Appendix 2", true);
        check("SEVEN", true);
        check("TWENTYONE", true);
        check("Twenty-two", true);
        check("Twenty", true);
        check("Seven rules", false);
    }

    #[test]
    fn numbers_above_titles_are_labels() {
        let check = |label: &str, sizes: (f32, f32), away: f32, expected: bool| {
            let line = |text: &str, size, base| Line { text: text.to_owned(), size, base, ..Line::default() };
            let (label, title) = (line(label, sizes.0, 100.0), line("Title", sizes.1, 100.0 + away));
            assert_eq!(stands_over(&label, &title, 10.0), expected, "{}", label.text);
        };
        check("Розділ 1", (20.0, 24.0), 50.0, true);
        check("Hoofdstuk IV", (20.0, 20.0), 50.0, true);
        check("Розділ 1", (20.0, 12.0), 50.0, false);
        check("Розділ 1", (10.0, 10.0), 20.0, false);
        check("Розділ 1", (20.0, 24.0), 300.0, false);
        check("Two words 1", (20.0, 24.0), 50.0, false);
    }
}
