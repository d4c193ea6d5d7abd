//! Automatic numbers (ECMA-376 part 1, 17.9), as Word shows them.

use std::collections::{HashMap, HashSet};

use super::properties::{is_on, number, value};
use super::styles::{Resolved, Styles};
use crate::formats::numerals::{Form, is_tight, numeral};
use crate::formats::office::{Label, form};
use crate::formats::xml::{Element, Event, Xml};

/// Levels of a list.
const LEVELS: usize = 9;
/// How often one list may refer to another.
const MOST_LINKS: usize = 4;

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    patterns: HashMap<u32, Pattern>,
    lists: HashMap<u32, List>,
}

/// What is said of some levels, up to the last of which something is. A document may have many lists that say little.
type ByLevel<T> = Vec<Option<T>>;

/// How the levels of lists are numbered.
#[derive(Debug, Default)]
struct Pattern {
    levels: ByLevel<Level>,
    /// The style of lists whose list has the levels.
    link: Option<String>,
}

/// A list: a pattern, and what is different in it.
#[derive(Debug, Default)]
struct List {
    pattern: u32,
    starts: ByLevel<u32>,
    levels: ByLevel<Level>,
}

/// How one level is numbered.
#[derive(Debug, Default)]
struct Level {
    start: u32,
    form: Form,
    bullet: bool,
    /// The text around the numbers: `%1` stands for that of the first level.
    text: String,
    /// Whether the numbers of all levels are decimal.
    legal: bool,
    /// Whether nothing stands between the number and the text.
    tight: bool,
    /// The level, from 1, after which it begins again; 0 for never.
    restart: Option<u8>,
    /// The style of its paragraphs.
    style: Option<String>,
    hidden: bool,
}

/// How far the lists are counted.
#[derive(Debug, Default)]
pub(super) struct Counters {
    values: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Levels of lists that have begun where the list says.
    begun: HashSet<(u32, usize)>,
}

impl Numbering {
    /// Reads the part that holds the lists.
    pub(super) fn new(source: &str) -> (Self, bool) {
        let mut numbering = Self::default();
        let mut xml = Xml::new(source);
        let (mut pattern, mut list, mut changed) = (None, None, 0);
        let mut level: Option<(usize, Level)> = None;
        while let Some(event) = xml.next() {
            match event {
                Event::Start(element) => match element.name {
                    "abstractNum" => pattern = attribute(&element, "abstractNumId").map(|id| (id, Pattern::default())),
                    "num" => list = attribute(&element, "numId").map(|id| (id, List::default())),
                    "abstractNumId" => set(&mut list, |list| list.pattern = number(&element).unwrap_or(u32::MAX)),
                    "numStyleLink" => set(&mut pattern, |pattern| pattern.link = value(&element)),
                    "lvlOverride" => changed = attribute(&element, "ilvl").map_or(0, |level| level as usize),
                    "startOverride" => {
                        set(&mut list, |list| put(&mut list.starts, changed, number(&element).unwrap_or(0)))
                    }
                    "lvl" => level = Some((attribute(&element, "ilvl").map_or(0, |at| at as usize), Level::default())),
                    "rPr" => xml.each(|element| {
                        let hides = element.name == "vanish" && is_on(element);
                        set(&mut level, |level| level.hidden |= hides);
                        true
                    }),
                    "pPr" | "Fallback" => xml.pass_over(),
                    _ => set(&mut level, |level| level.take(&element)),
                },
                Event::End("lvl") => {
                    if let Some((at, level)) = level.take() {
                        match (&mut list, &mut pattern) {
                            (Some((_, list)), _) => put(&mut list.levels, at, level),
                            (None, Some((_, pattern))) => put(&mut pattern.levels, at, level),
                            (None, None) => {}
                        }
                    }
                }
                Event::End("abstractNum") => numbering.patterns.extend(pattern.take()),
                Event::End("num") => numbering.lists.extend(list.take()),
                _ => {}
            }
        }
        (numbering, xml.is_damaged())
    }

    /// The number of the next paragraph of a list, and counts it. The level is that of the paragraph, else the one that
    /// the list keeps for its style.
    pub(super) fn next(
        &self,
        styles: &Styles,
        counters: &mut Counters,
        list: u32,
        level: Option<u8>,
        style: &Resolved,
    ) -> Option<Label> {
        let (key, pattern) = self.pattern(styles, list)?;
        let own = &self.lists.get(&list)?.levels;
        let levels: [Option<&Level>; LEVELS] = std::array::from_fn(|at| {
            own.get(at).and_then(Option::as_ref).or_else(|| pattern.levels.get(at).and_then(Option::as_ref))
        });
        let kept = || {
            let named = levels.map(|level| level?.style.as_deref());
            style.chain.iter().find_map(|id| named.iter().position(|known| *known == Some(id.as_str())))
        };
        let at = level.map(usize::from).or_else(kept).or(style.number.level.map(usize::from)).unwrap_or(0);
        let at = at.min(LEVELS - 1);
        let values = self.count(counters, list, key, at, &levels);
        let level = (*levels.get(at)?)?;
        let shown = u8::try_from(at).unwrap_or(0);
        if level.bullet {
            return Some(Label { text: String::from("•"), tight: false, bullet: true, depth: shown });
        }
        let text = if level.hidden { String::new() } else { text(level, &levels, &values) };
        let tight = is_tight(&text, level.tight);
        Some(Label { tight, text: text.trim().to_owned(), bullet: false, depth: shown })
    }

    /// Counts a paragraph of a level, and returns the values of all levels.
    fn count(
        &self,
        counters: &mut Counters,
        list: u32,
        key: u32,
        at: usize,
        levels: &[Option<&Level>; LEVELS],
    ) -> [u32; LEVELS] {
        let start = |at: usize| levels.get(at).copied().flatten().map_or(1, |level| level.start);
        let override_ = self.lists.get(&list).and_then(|list| list.starts.get(at).copied().flatten());
        let fresh = override_.filter(|_| counters.begun.insert((list, at)));
        let values = counters.values.entry(key).or_default();
        for (deeper, value) in values.iter_mut().enumerate() {
            if deeper == at {
                let next = value.map_or_else(|| start(at), |value| value.saturating_add(1));
                *value = Some(fresh.unwrap_or(next));
            } else if deeper > at {
                let restart = levels.get(deeper).copied().flatten().and_then(|level| level.restart);
                if restart.is_none_or(|restart| at < usize::from(restart)) {
                    *value = None;
                }
            }
        }
        let values = *values;
        std::array::from_fn(|at| values.get(at).copied().flatten().unwrap_or_else(|| start(at)))
    }

    /// The pattern of a list, through the style of lists that it may name.
    fn pattern(&self, styles: &Styles, list: u32) -> Option<(u32, &Pattern)> {
        let mut list = list;
        for _ in 0..MOST_LINKS {
            let key = self.lists.get(&list)?.pattern;
            let pattern = self.patterns.get(&key)?;
            match pattern.link.as_deref().and_then(|style| styles.list(style)).filter(|next| *next != list) {
                Some(next) => list = next,
                None => return Some((key, pattern)),
            }
        }
        None
    }
}

impl Level {
    /// Takes one property.
    fn take(&mut self, element: &Element<'_>) {
        match element.name {
            "start" => self.start = number(element).unwrap_or(0),
            "numFmt" => {
                let name = value(element).unwrap_or_default();
                let pattern = element.attribute("format").unwrap_or_default();
                self.bullet = name == "bullet";
                self.form = if name == "custom" { custom(&pattern) } else { form(&name) };
            }
            "lvlText" => self.text = value(element).unwrap_or_default(),
            "lvlPicBulletId" => self.bullet = true,
            "isLgl" => self.legal = is_on(element),
            "suff" => self.tight = value(element).is_some_and(|value| value == "nothing"),
            "lvlRestart" => self.restart = number(element),
            "pStyle" => self.style = value(element),
            _ => {}
        }
    }
}

/// The text of a level's number.
fn text(level: &Level, levels: &[Option<&Level>; LEVELS], values: &[u32; LEVELS]) -> String {
    let mut text = String::new();
    let mut letters = level.text.chars().peekable();
    while let Some(letter) = letters.next() {
        let place = letters.peek().filter(|_| letter == '%').and_then(|digit| digit.to_digit(10)).filter(|at| *at > 0);
        let Some(place) = place.map(|place| place as usize - 1) else {
            text.push(letter);
            continue;
        };
        letters.next();
        let form = levels.get(place).copied().flatten().map_or(Form::Decimal, |level| level.form);
        let form = if level.legal && form != Form::None { Form::Decimal } else { form };
        text.push_str(&numeral(form, values.get(place).copied().unwrap_or(0)));
    }
    text
}

/// The form that a list of examples shows: `001, 002, 003, ...`.
fn custom(pattern: &str) -> Form {
    let first = pattern.split(',').next().unwrap_or_default().trim();
    let zeros = first.len() > 1 && first.bytes().all(|digit| digit.is_ascii_digit());
    if zeros { Form::Padded(u8::try_from(first.len()).unwrap_or(9)) } else { Form::Decimal }
}

fn attribute(element: &Element<'_>, name: &str) -> Option<u32> {
    element.attribute(name)?.trim().parse().ok()
}

/// Changes what is open.
fn set<K, T>(open: &mut Option<(K, T)>, change: impl FnOnce(&mut T)) {
    if let Some((_, open)) = open {
        change(open);
    }
}

/// Says something of a level, if there is one of this number.
fn put<T>(row: &mut ByLevel<T>, at: usize, element: T) {
    if at < LEVELS && row.len() <= at {
        row.resize_with(at + 1, || None);
    }
    if let Some(place) = row.get_mut(at) {
        *place = Some(element);
    }
}
