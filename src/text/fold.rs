//! The form in which strings are compared, character for character, so that positions hold.
//!
//! Case is folded (Unicode's simple folding), full-width forms become half-width ones, brackets, quotes, stops and
//! dashes of all scripts become those of ASCII, Latin letters lose their accents, white space becomes a space,
//! traditional characters become simplified ones, and the numerals that forms use become plain ones (壹 一).

use std::sync::LazyLock;

use crate::text::traditional::simplified;

/// A text in the form in which it is compared. It has as many characters as the text.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

/// A character in the form in which it is compared. Folding twice changes nothing more.
pub fn fold_char(c: char) -> char {
    match c {
        'a'..='z' | '0'..='9' => c,
        '\u{3400}'..='\u{9fff}' => simplified(c),
        'A'..='Z' => c.to_ascii_lowercase(),
        _ => fold_rest(half_width(c)),
    }
}

fn fold_rest(c: char) -> char {
    fold_punctuation(c).unwrap_or_else(|| simplified(without_accent(fold_case(c))))
}

/// The half-width form of a full-width character.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '￠' => '¢',
        '￡' => '£',
        '￥' => '¥',
        '￦' => '₩',
        _ => c,
    }
}

/// The one character that stands for all punctuation of the same meaning.
fn fold_punctuation(c: char) -> Option<char> {
    match c {
        '[' | '〔' | '【' | '〖' | '〘' | '〚' | '｟' | '⦅' | '﹙' | '﹝' | '⁽' | '❨' => Some('('),
        ']' | '〕' | '】' | '〗' | '〙' | '〛' | '｠' | '⦆' | '﹚' | '﹞' | '⁾' | '❩' => Some(')'),
        '﹛' => Some('{'),
        '﹜' => Some('}'),
        '〈' | '《' | '⟨' | '⟪' => Some('<'),
        '〉' | '》' | '⟩' | '⟫' => Some('>'),
        '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '｢' | '｣' | '〝' | '〞' | '〟' => {
            Some('"')
        }
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | 'ʼ' => Some('\''),
        '、' | '､' | '﹐' | '﹑' => Some(','),
        '。' | '｡' | '﹒' | '․' => Some('.'),
        '﹔' => Some(';'),
        '﹕' | '︰' | '∶' => Some(':'),
        '﹖' => Some('?'),
        '﹗' => Some('!'),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹣' | '﹘' => Some('-'),
        '〜' | '∼' | '˜' => Some('~'),
        '・' | '･' | '‧' | '•' | '∙' => Some('·'),
        '⋯' => Some('…'),
        '﹪' => Some('%'),
        _ => c.is_whitespace().then_some(' '),
    }
}

/// Simple case folding: through the upper case, so that all letters that share one become the same (σ and ς).
fn fold_case(c: char) -> char {
    let upper = only(c.to_uppercase()).unwrap_or(c);
    only(upper.to_lowercase()).unwrap_or(upper)
}

/// The character that a mapping gives, where it gives just one.
fn only(mut mapped: impl Iterator<Item = char>) -> Option<char> {
    mapped.next().filter(|_| mapped.next().is_none())
}

fn without_accent(c: char) -> char {
    BASES.get(c as usize).map_or(c, |&base| if base == 0 { c } else { char::from(base) })
}

/// Latin letters and the characters that are taken for them: those that Unicode decomposes into the letter and marks,
/// and a few with a stroke.
const ACCENTED: [(char, &str); 25] = [
    ('a', "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
    ('b', "ḃḅḇ"),
    ('c', "çćĉċčḉ"),
    ('d', "ďđḋḍḏḑḓ"),
    ('e', "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
    ('f', "ḟ"),
    ('g', "ĝğġģǧǵḡ"),
    ('h', "ĥħȟḣḥḧḩḫẖ"),
    ('i', "ìíîïĩīĭįİıǐȉȋḭḯỉị"),
    ('j', "ĵǰ"),
    ('k', "ķǩḱḳḵ"),
    ('l', "ĺļľłḷḹḻḽ"),
    ('m', "ḿṁṃ"),
    ('n', "ñńņňǹṅṇṉṋ"),
    ('o', "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
    ('p', "ṕṗ"),
    ('r', "ŕŗřȑȓṙṛṝṟ"),
    ('s', "śŝşšșṡṣṥṧṩ"),
    ('t', "ţťŧțṫṭṯṱẗ"),
    ('u', "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ('v', "ṽṿ"),
    ('w', "ŵẁẃẅẇẉẘ"),
    ('x', "ẋẍ"),
    ('y', "ýÿŷȳẏẙỳỵỷỹ"),
    ('z', "źżžẑẓẕ"),
];

/// For each character below U+1F00 the ASCII letter that stands for it, or 0.
static BASES: LazyLock<Box<[u8]>> = LazyLock::new(|| {
    let mut bases = vec![0; 0x1f00];
    for (base, accented) in ACCENTED {
        for c in accented.chars() {
            bases[c as usize] = base as u8;
        }
    }
    bases.into()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_the_same_is_the_same() {
        let check = |text: &str, expected: &str| assert_eq!(fold(text), expected, "{text:?}");
        check("ABC xyz 019", "abc xyz 019");
        check("（一）、［２］．Ａ", "(一),(2).a");
        check("〔2025〕12号", "(2025)12号");
        check("【摘要】《目录》", "(摘要)<目录>");
        check("“甲”「乙」‘丙’", "\"甲\"\"乙\"'丙'");
        check("第\u{a0}1\u{3000}章\t2\n", "第 1 章 2 ");
        check("Résumé Łódź naïve LǛ", "resume lodz naive lu");
        check("ΟΔΟΣ οδος", "οδοσ οδοσ");
        check("ПРИВЕТ ǅ ſ İı ẞß", "привет ǆ s ii ßß");
        check("2019–2025 — a‐b", "2019-2025 - a-b");
        check("５０％；Ｑ：Ａ？", "50%;q:a?");
        check("黨建 党建 壹貳参〇", "党建 党建 一二参〇");
        check("各 각 ア 𝔸", "各 각 ア 𝔸");
    }

    #[test]
    fn folding_is_complete() {
        let unstable = |c: &char| fold_char(fold_char(*c)) != fold_char(*c);
        assert_eq!(('\0'..=char::MAX).find(unstable), None);
        let apart = |c: &char| {
            let cases = [only(c.to_lowercase()), only(c.to_uppercase())];
            cases.into_iter().flatten().any(|other| fold_char(other) != fold_char(*c))
        };
        assert_eq!(('\0'..=char::MAX).find(apart), None);
    }
}
