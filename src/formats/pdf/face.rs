//! How letters look: what fonts say of it, and where it changes in a line.

use hayro_syntax::object::{Dict, Name};

/// How a letter looks, and the link that it belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Face {
    /// Whether it is bold.
    pub(super) strong: bool,
    /// Whether it is slanted, and no sign of mathematics.
    pub(super) slanted: bool,
    /// Whether all letters of its font are equally wide.
    pub(super) fixed: bool,
    /// The number of the link on its page, from 1; 0 for none.
    pub(super) link: u16,
}

/// Letters of one face, up to the next run or the end of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Where it begins in the text, in bytes.
    pub(super) start: u32,
    /// How its letters look.
    pub(super) face: Face,
}

/// Adds a run, unless the letters before it look the same. What comes before the first run looks plain.
pub(super) fn extend(runs: &mut Vec<Run>, start: usize, face: Face) {
    if runs.last().map_or(Face::default(), |last| last.face) != face {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        runs.push(Run { start, face });
    }
}

/// Stems of regular letters are thinner, in thousandths of the size.
const STRONG_STEM: f32 = 140.0;
/// Letters that lean by so many degrees are slanted.
const SLANTED: f32 = 4.0;

impl Face {
    /// What a font and its descriptor say (ISO 32000-1, 9.8).
    pub(super) fn of(font: &Dict<'_>, descriptor: &Dict<'_>) -> Self {
        let name = font.get::<Name<'_>>("BaseFont").or_else(|| descriptor.get::<Name<'_>>("FontName"));
        let name = name.map(|name| String::from_utf8_lossy(&name).to_ascii_lowercase()).unwrap_or_default();
        let base = name.split_once('+').map_or(name.as_str(), |(_, base)| base);
        let flags = descriptor.get::<i32>("Flags").unwrap_or(0);
        let number = |key: &str| descriptor.get::<f32>(key).unwrap_or(0.0);
        let heavy = number("FontWeight") >= 600.0 || number("StemV") >= STRONG_STEM && !is_wide(base);
        let leans = flags & (1 << 6) != 0 || number("ItalicAngle").abs() >= SLANTED;
        let fixed = is_fixed(base) || flags & 1 != 0 && !is_wide(base);
        Face {
            strong: is_strong(base) || flags & (1 << 18) != 0 || heavy && !fixed && !is_regular(base),
            slanted: (is_slanted(base) || leans) && !is_mathematics(base),
            fixed,
            link: 0,
        }
    }
}

/// The fewest letters that show that a font has one width.
const FEWEST: usize = 8;

/// Whether letters with their widths are of one width: Latin ones, as figures are of one width in most fonts.
pub(super) fn are_even(letters: impl Iterator<Item = (char, f64)>) -> bool {
    let mut latin = letters.filter(|(letter, width)| letter.is_ascii_alphabetic() && *width > 0.0);
    let Some((_, first)) = latin.next() else { return false };
    let mut count = 1;
    latin.all(|(_, width)| {
        count += 1;
        (width - first).abs() < 0.002
    }) && count >= FEWEST
}

fn contains(name: &str, words: &[&str]) -> bool {
    words.iter().any(|word| name.contains(word))
}

fn starts(name: &str, words: &[&str]) -> bool {
    let name = name.strip_prefix("rm-").unwrap_or(name);
    words.iter().any(|word| name.starts_with(word))
}

/// Whether the name of a font, in small letters, says that it is bold. The fonts of TeX say it in their own way:
/// `cmbx12`, `sfbx1200`, `rm-lmbx10`.
fn is_strong(name: &str) -> bool {
    contains(name, &["bold", "heavy", "black", "demi", "simhei", "hei-", "heiti", "gothicbbb", "-medi"])
        || starts(
            name,
            &["cmbx", "cmssbx", "cmb10", "sfbx", "ecbx", "lmbx", "labx", "larm-bx", "ptmb", "phvb", "pplb", "utmb"],
        )
        || name == "hei"
}

/// Whether the name of a font says that it is not bold.
fn is_regular(name: &str) -> bool {
    contains(name, &["regular", "light", "book", "roman", "medium"])
}

/// Whether the name of a font says that its letters are slanted.
fn is_slanted(name: &str) -> bool {
    contains(name, &["italic", "oblique", "slanted", "-ital", "kursiv"])
        || starts(
            name,
            &[
                "cmti", "cmsl", "cmssi", "cmbxti", "cmbxsl", "sfti", "sfsl", "sfsi", "ecti", "ecsl", "ecsi", "lmri",
                "lmbi",
            ],
        )
}

/// Whether the name of a font says that it holds the letters of formulas.
fn is_mathematics(name: &str) -> bool {
    contains(name, &["math", "symbol"])
        || starts(
            name,
            &[
                "cmmi", "cmbmi", "cmsy", "cmmib", "lmmi", "rtxmi", "txmi", "rpxmi", "pxmi", "euex", "eufm", "msbm",
                "mtmi",
            ],
        )
}

/// Whether the name of a font says that all its letters are equally wide.
fn is_fixed(name: &str) -> bool {
    contains(
        name,
        &["courier", "mono", "typewriter", "consol", "menlo", "fixed", "nimbusmon", "inconsolata", "sourcecode"],
    ) || starts(name, &["cmtt", "cmsltt", "cmitt", "sftt", "ectt", "lmtt", "latt", "pcrr", "ucrr", "txtt"])
}

/// Whether the name of a font says that it is one of Chinese, Japanese or Korean, whose characters are equally wide
/// all the same.
fn is_wide(name: &str) -> bool {
    contains(
        name,
        &["song", "sun", "hei", "kai", "fang", "ming", "gothic", "mincho", "batang", "gulim", "cjk", "han", "uming"],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_how_letters_look() {
        let check = |name: &str, expected: &str| {
            let found = [("strong", is_strong(name)), ("slanted", is_slanted(name)), ("fixed", is_fixed(name))];
            let found: Vec<&str> = found.iter().filter(|(_, is)| *is).map(|(word, _)| *word).collect();
            assert_eq!(found.join(" "), expected, "{name}");
        };
        check("nimbussanl-bold", "strong");
        check("cmbx12", "strong");
        check("simhei", "strong");
        check("times-roman", "");
        check("times-bolditalic", "strong slanted");
        check("courier-bold", "strong fixed");
        check("cmtt10", "fixed");
        check("cmti10", "slanted");
        check("rm-lmri10", "slanted");
        check("stsong-light", "");
        check("dejavusansmono-oblique", "slanted fixed");
    }

    #[test]
    fn letters_of_formulas_are_no_words() {
        let check = |name: &str, expected: bool| assert_eq!(is_mathematics(name), expected, "{name}");
        check("cmmi10", true);
        check("latinmodernmath-regular", true);
        check("cmti10", false);
    }

    #[test]
    fn even_letters_are_of_one_width() {
        let check = |letters: &str, width: fn(char) -> f64, expected: bool| {
            assert_eq!(are_even(letters.chars().map(|letter| (letter, width(letter)))), expected, "{letters}");
        };
        check("abcdefghim", |_| 0.6, true);
        check("abcdefghim", |letter| if letter == 'i' { 0.3 } else { 0.6 }, false);
        check("abc0123456789", |_| 0.6, false);
        check("目录一二三四五六七八", |_| 1.0, false);
    }

    #[test]
    fn runs_begin_where_letters_change() {
        let mut runs = Vec::new();
        let strong = Face { strong: true, ..Face::default() };
        for (start, face) in [(0, Face::default()), (3, strong), (5, strong), (9, Face::default())] {
            extend(&mut runs, start, face);
        }
        assert_eq!(runs, [Run { start: 3, face: strong }, Run { start: 9, face: Face::default() }]);
    }
}
