//! Lists and the numbers of headings (OpenDocument 1.2, 16.30 and 19.880).

use std::collections::HashMap;

use crate::formats::numerals::{Form, is_tight, numeral};
use crate::formats::office::Label;
use crate::formats::xml::{Element, Event, Xml};

/// Levels of a list.
pub(super) const LEVELS: usize = 10;

/// The styles of lists by their names. That of headings has no name.
#[derive(Debug, Default)]
pub(super) struct Lists(HashMap<String, List>);

/// How the levels of a list are numbered.
#[derive(Debug, Default)]
pub(super) struct List([Option<Level>; LEVELS]);

/// The values of the levels of a list that is being counted.
pub(super) type Values = [Option<u32>; LEVELS];

#[derive(Debug)]
struct Level {
    bullet: bool,
    form: Form,
    prefix: String,
    suffix: String,
    /// The whole number, `%1%` for that of the first level, where it is so given.
    pattern: Option<String>,
    /// How many levels are shown.
    shown: usize,
    start: u32,
    tight: bool,
}

impl Lists {
    /// Reads a style of lists, or that of headings, to behind its end.
    pub(super) fn add(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) {
        let heads = element.name == "outline-style";
        let name = if heads { String::new() } else { element.attribute("name").unwrap_or_default().into_owned() };
        let mut list = List::default();
        let mut open: Option<(usize, Level)> = None;
        let mut depth = 1_usize;
        while depth > 0 {
            match xml.next() {
                Some(Event::Start(element)) => {
                    depth += 1;
                    match element.name {
                        "list-level-style-number"
                        | "outline-level-style"
                        | "list-level-style-bullet"
                        | "list-level-style-image" => open = level(&element),
                        "list-level-label-alignment" => {
                            let tight = element.attribute("label-followed-by").is_some_and(|by| by == "nothing");
                            if let Some((_, level)) = &mut open {
                                level.tight = tight;
                            }
                        }
                        _ => {}
                    }
                }
                Some(Event::End(name)) => {
                    depth -= 1;
                    if (name.starts_with("list-level-style") || name == "outline-level-style")
                        && let Some((at, level)) = open.take()
                        && let Some(place) = list.0.get_mut(at)
                    {
                        *place = Some(level);
                    }
                }
                Some(Event::Text(_)) => {}
                None => break,
            }
        }
        if !heads {
            list.0.iter_mut().for_each(|level| *level = level.take().or_else(|| Some(Level::usual())));
        }
        self.0.insert(name, list);
    }

    /// The style of this name; that of headings where the name is empty.
    pub(super) fn get(&self, name: &str) -> Option<&List> {
        self.0.get(name).or_else(|| self.0.get("").filter(|_| name == "Outline"))
    }
}

impl List {
    /// Counts a paragraph of a level, from 0, and returns what stands before it.
    pub(super) fn next(&self, values: &mut Values, at: usize, start: Option<u32>) -> Label {
        let at = at.min(LEVELS - 1);
        let first = |at: usize| self.level(at).map_or(1, |level| level.start);
        for (deeper, value) in values.iter_mut().enumerate() {
            if deeper == at {
                let next = value.map_or_else(|| first(at), |value| value.saturating_add(1));
                *value = Some(start.unwrap_or(next));
            } else if deeper > at {
                *value = None;
            }
        }
        let Some(level) = self.level(at) else { return Label::default() };
        if level.bullet {
            return bullet();
        }
        let number = |at: usize| {
            let form = self.level(at).map_or(Form::None, |level| level.form);
            numeral(form, values.get(at).copied().flatten().unwrap_or_else(|| first(at)))
        };
        let text = match &level.pattern {
            Some(pattern) => filled(pattern, number),
            None if level.form == Form::None && level.shown <= 1 => format!("{}{}", level.prefix, level.suffix),
            None => {
                let from = (at + 1).saturating_sub(level.shown);
                let numbers: Vec<String> = (from..=at).map(number).filter(|number| !number.is_empty()).collect();
                format!("{}{}{}", level.prefix, numbers.join("."), level.suffix)
            }
        };
        Label { tight: is_tight(&text, level.tight), text: text.trim().to_owned(), ..Label::default() }
    }

    fn level(&self, at: usize) -> Option<&Level> {
        self.0.get(at)?.as_ref()
    }
}

impl Level {
    /// A level of which a list says nothing.
    fn usual() -> Self {
        let (prefix, suffix) = (String::new(), String::from("."));
        Self { bullet: false, form: Form::Decimal, prefix, suffix, pattern: None, shown: 1, start: 1, tight: false }
    }
}

/// What stands before an item that is not counted.
pub(super) fn bullet() -> Label {
    Label { text: String::from("•"), bullet: true, ..Label::default() }
}

/// A pattern with the numbers of its levels.
fn filled(pattern: &str, number: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for (at, piece) in pattern.split('%').enumerate() {
        match piece.parse::<usize>().ok().filter(|_| at % 2 == 1).and_then(|level| level.checked_sub(1)) {
            Some(level) => text.push_str(&number(level)),
            None => text.push_str(piece),
        }
    }
    text
}

/// The level that an element begins, and its place from 0.
fn level(element: &Element<'_>) -> Option<(usize, Level)> {
    let text = |name: &str| element.attribute(name).unwrap_or_default().into_owned();
    let number = |name: &str| element.attribute(name).and_then(|value| value.trim().parse::<u32>().ok());
    let at = (number("level")? as usize).checked_sub(1)?;
    let sync = text("num-letter-sync") == "true";
    let level = Level {
        bullet: element.name.ends_with("bullet") || element.name.ends_with("image"),
        form: form(&text("num-format"), sync),
        prefix: text("num-prefix"),
        suffix: text("num-suffix"),
        pattern: element.attribute("num-list-format").map(std::borrow::Cow::into_owned),
        shown: number("display-levels").unwrap_or(1).clamp(1, 10) as usize,
        start: number("start-value").unwrap_or(1),
        tight: false,
    };
    Some((at, level))
}

/// The form of a number by its format: an example, or the first of several (19.500).
fn form(format: &str, sync: bool) -> Form {
    let first = format.split(',').next().unwrap_or_default().trim();
    let letters = |small: bool| if sync { Form::Letters(small) } else { Form::Base26(small) };
    match first {
        "" => Form::None,
        "a" => letters(true),
        "A" => letters(false),
        "i" => Form::Roman(true),
        "I" => Form::Roman(false),
        "01" => Form::Padded(2),
        "001" => Form::Padded(3),
        "1st" => Form::Ordinal,
        "一" => Form::Chinese,
        "壹" => Form::ChineseLegal(format.contains('貳')),
        "甲" => Form::Row("甲乙丙丁戊己庚辛壬癸"),
        "子" => Form::Row("子丑寅卯辰巳午未申酉戌亥"),
        "①" => Form::Enclosed('①', 20),
        "１" => Form::FullWidth,
        "ア" => {
            Form::Row("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン")
        }
        "イ" => {
            Form::Row("イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス")
        }
        "가" => Form::Row("가나다라마바사아자차카타파하"),
        "ㄱ" => Form::Row("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
        "일" => Form::Row("일이삼사오육칠팔구십"),
        "А" => Form::Row("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"),
        "а" => Form::Row("абвгдежзиклмнопрстуфхцчшщэюя"),
        _ => Form::Decimal,
    }
}
