//! The words by which a text refers to a part of itself.

use crate::outline::number::{Bracket, Close, Mark, Scheme, Unit, mark};
use crate::text::Part;

/// The kinds of numbers that headings have, as references tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// `第三章`, `Chapter 3`.
    Labelled(Unit),
    /// `四、`
    Han,
    /// `（二）`
    Bracketed,
    /// `4.2`
    Arabic,
    /// `B.`
    Upper,
}

/// What a reference means: the headings, one below the other, or an entry of the literature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Heading(Vec<Step>),
    Entry { number: u16, length: usize },
}

/// A part of a reference: its bytes, and the numbers that the heading may have, the likeliest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) length: usize,
    pub(super) keys: Vec<(Kind, Vec<u16>)>,
}

impl Found {
    /// The bytes that it takes.
    pub(super) fn length(&self) -> usize {
        match self {
            Self::Heading(steps) => steps.iter().map(|step| step.length).sum(),
            Self::Entry { length, .. } => *length,
        }
    }
}

/// The kind of the number of a heading.
pub(super) fn kind(mark: &Mark) -> Option<Kind> {
    match (mark.scheme, mark.bracket) {
        (Scheme::Labelled(unit), _) => Some(Kind::Labelled(unit)),
        (Scheme::Han | Scheme::Grand, Bracket::None) => Some(Kind::Han),
        (Scheme::Han, Bracket::Full) => Some(Kind::Bracketed),
        (Scheme::Arabic, Bracket::None) if mark.close != Close::Bracket => Some(Kind::Arabic),
        (Scheme::Upper, Bracket::None) => Some(Kind::Upper),
        _ => None,
    }
}

/// The reference that begins at a place of a text, if there is one. Costs a few characters.
pub(super) fn found(text: &str, at: usize) -> Option<Found> {
    let rest = text.part(at..text.len());
    match rest.chars().next()? {
        '第' => chain(rest).map(Found::Heading),
        '附' => appendix(text.part(0..at), rest).map(|step| Found::Heading(vec![step])),
        '§' => sign(rest).map(|step| Found::Heading(vec![step])),
        '[' | '［' => bracketed(rest).map(|(number, length)| Found::Entry { number, length }),
        digit if digit.is_ascii_digit() && is_seen(text.part(0..at)) => {
            let (path, length) = path(rest)?;
            (path.len() > 1).then(|| Found::Heading(vec![Step { length, keys: vec![(Kind::Arabic, path)] }]))
        }
        letter if letter.is_ascii_alphabetic() => {
            let before = text.part(0..at).chars().next_back();
            let apart = before.is_none_or(|before| !before.is_alphanumeric() && before != '-');
            apart.then(|| labelled(rest)).flatten().map(|step| Found::Heading(vec![step]))
        }
        _ => None,
    }
}

/// Whether the text before a number says that it is to be looked at.
fn is_seen(before: &str) -> bool {
    before.trim_end_matches(' ').ends_with(['见', '見'])
}

/// `第三章`, `第三章第二节`, `第四部分（二）`.
fn chain(rest: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut at = 0;
    while let Some(step) = counted(rest.part(at..rest.len())).or_else(|| lower(rest.part(at..rest.len()), &steps)) {
        at += step.length;
        steps.push(step);
    }
    (!steps.is_empty()).then_some(steps)
}

/// The most bytes of a number in words.
const LONGEST: usize = 36;

fn is_numeral(letter: char) -> bool {
    letter.is_numeric() || "一二三四五六七八九十百千零〇两壹贰叁".contains(letter)
}

/// `第三章`: a number and what it counts.
fn counted(rest: &str) -> Option<Step> {
    let inner = rest.strip_prefix('第')?;
    let is_number = |letter: char| is_numeral(letter) || matches!(letter, ' ' | '.');
    let number = inner.part(0..LONGEST);
    let number = number.part(0..number.find(|letter| !is_number(letter)).unwrap_or(number.len()));
    let unit = inner.part(number.len()..inner.len());
    let whole = ["部分", "单元", "單元"].into_iter().find(|word| unit.starts_with(word));
    let size = whole.map(str::len).or_else(|| unit.chars().next().map(char::len_utf8))?;
    let length = '第'.len_utf8() + number.len() + size;
    if unit.starts_with(['节', '節']) && unit.part(size..unit.len()).starts_with(['课', '課']) {
        return None;
    }
    if let Some((path, _)) = path(number.trim()).filter(|(path, _)| path.len() > 1) {
        return unit.starts_with(['节', '章', '節']).then(|| Step { length, keys: vec![(Kind::Arabic, path)] });
    }
    let mark = mark(rest.part(0..length)).filter(|mark| mark.len == length)?;
    let Scheme::Labelled(unit) = mark.scheme else { return None };
    let path = mark.path.parts().to_vec();
    let mut keys = vec![(Kind::Labelled(unit), path.clone())];
    match unit {
        Unit::Part if whole.is_some() => keys.extend([(Kind::Han, path.clone()), (Kind::Arabic, path)]),
        Unit::Chapter => keys.push((Kind::Arabic, path)),
        Unit::Part | Unit::Section | Unit::Article | Unit::Volume => {}
        _ => return None,
    }
    Some(Step { length, keys })
}

/// `（二）` behind another step.
fn lower(rest: &str, before: &[Step]) -> Option<Step> {
    if before.is_empty() || !rest.starts_with(['（', '(']) {
        return None;
    }
    let length = rest
        .part(0..LONGEST)
        .find(['）', ')'])
        .map(|at| at + rest.part(at..at + 3).chars().next().map_or(1, char::len_utf8))?;
    let mark = mark(rest.part(0..length)).filter(|mark| mark.len == length)?;
    let keys = vec![(kind(&mark)?, mark.path.parts().to_vec())];
    Some(Step { length, keys })
}

/// `附件2`, `附录A`; without a number only where the text before says that it is to be looked at.
fn appendix(before: &str, rest: &str) -> Option<Step> {
    let word = rest.part(0..'附'.len_utf8() * 2);
    let behind = rest.part(word.len()..rest.len());
    let spaces = behind.len() - behind.trim_start_matches(' ').len();
    let number = behind.part(spaces..spaces + LONGEST);
    let length = match number.chars().next()? {
        letter if letter.is_ascii_uppercase() => 1,
        _ => number.find(|letter| !is_numeral(letter)).unwrap_or(number.len()),
    };
    let length = match length {
        0 if is_seen(before) => word.len(),
        0 => return None,
        length => word.len() + spaces + length,
    };
    let mark = mark(rest.part(0..length)).filter(|mark| mark.scheme == Scheme::Labelled(Unit::Appendix))?;
    Some(Step { length, keys: vec![(Kind::Labelled(Unit::Appendix), mark.path.parts().to_vec())] })
}

/// `§3.1`
fn sign(rest: &str) -> Option<Step> {
    let inner = rest.trim_start_matches('§').trim_start_matches([' ', '\u{a0}']);
    let (path, length) = path(inner)?;
    let keys = vec![(Kind::Labelled(Unit::Article), path.clone()), (Kind::Arabic, path)];
    Some(Step { length: rest.len() - inner.len() + length, keys })
}

/// The words that may stand before a number, in small letters.
const WORDS: [(&str, &str); 8] = [
    ("section", "Section"),
    ("chapter", "Chapter"),
    ("appendix", "Appendix"),
    ("annex", "Annex"),
    ("article", "Article"),
    ("part", "Part"),
    ("schedule", "Schedule"),
    ("exhibit", "Exhibit"),
];

/// `Section 4.2`, `chapter 3`, `Appendix B`.
fn labelled(rest: &str) -> Option<Step> {
    let word = rest.part(0..10);
    let word = word.part(0..word.find(|letter: char| !letter.is_ascii_alphabetic())?);
    let (_, name) = WORDS.iter().find(|(small, _)| small.eq_ignore_ascii_case(word))?;
    let behind = rest.part(word.len()..rest.len());
    let number = behind.strip_prefix([' ', '\u{a0}'])?;
    let space = behind.len() - number.len();
    let run = number
        .part(0..number.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.').unwrap_or(number.len()));
    let run = run.trim_end_matches('.');
    let is_letter = run.len() == 1 && run.starts_with(|letter: char| letter.is_ascii_uppercase());
    let is_roman = run.chars().all(|letter| "IVXLC".contains(letter));
    let digits = path(run).filter(|(_, length)| *length == run.len());
    if run.is_empty() || run.len() > LONGEST || !(is_letter || is_roman || digits.is_some()) {
        return None;
    }
    let mark = mark(&format!("{name} {run}"))?;
    let Scheme::Labelled(unit) = mark.scheme else { return None };
    let path = mark.path.parts().to_vec();
    let mut keys = vec![(Kind::Labelled(unit), path.clone())];
    keys.extend(digits.filter(|_| unit != Unit::Appendix).map(|(digits, _)| (Kind::Arabic, digits)));
    keys.extend((is_letter && unit == Unit::Appendix).then_some((Kind::Upper, path)));
    Some(Step { length: word.len() + space + run.len(), keys })
}

/// Numbers with dots between them at the beginning of a text, and their bytes.
fn path(text: &str) -> Option<(Vec<u16>, usize)> {
    let run = text.part(0..text.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(text.len()));
    let run = run.trim_end_matches('.');
    let numbers: Option<Vec<u16>> = run.split('.').map(|part| part.parse().ok()).collect();
    Some((numbers.filter(|numbers| numbers.len() <= 7)?, run.len()))
}

/// `[12]`, `[3, 5]`: the first number, and the bytes.
pub(super) fn bracketed(rest: &str) -> Option<(u16, usize)> {
    let inner = rest.strip_prefix(['[', '［'])?;
    let open = rest.len() - inner.len();
    let inner = inner.part(0..LONGEST);
    let end = inner.find([']', '］'])?;
    let list = inner.part(0..end);
    let first = list.split([',', '，', '-', '–', '—', '、', '～', ' ']).next()?;
    let is_list = |letter: char| letter.is_ascii_digit() || ",，-–—、～ ".contains(letter);
    let close = inner.part(end..inner.len()).chars().next().map_or(1, char::len_utf8);
    let number = first.parse().ok().filter(|_| list.chars().all(is_list) && first.len() <= 4)?;
    Some((number, open + end + close))
}
