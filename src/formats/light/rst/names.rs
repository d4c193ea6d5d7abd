//! What is defined anywhere in a file and used anywhere else.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use crate::formats::light::lines::Line;
use crate::formats::light::rst::explicit::{Explicit, directive};
use crate::formats::light::rst::lists::field;

/// What stands for names, and the targets that links may name.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    substitutions: HashMap<&'a str, String>,
    /// What each target refers to, as it is written; empty where it is the place where it stands.
    targets: HashMap<String, &'a str>,
    /// The numbers of the notes that have neither a number nor a name of their own, in their order.
    numbers: Vec<usize>,
    /// The numbers of the notes that have a name.
    named: HashMap<&'a str, usize>,
    /// How deep sections are counted, if they are.
    counted: Option<usize>,
}

/// How many notes without a name have come so far, or have been referred to.
#[derive(Debug, Default)]
pub(super) struct Counts {
    numbers: Cell<usize>,
    signs: Cell<usize>,
}

/// The signs of notes that have no number. From the specification, "Auto-symbol footnotes".
const SIGNS: [&str; 10] = ["*", "†", "‡", "§", "¶", "#", "♠", "♥", "♦", "♣"];

impl<'a> Names<'a> {
    /// Collects the names of a file.
    pub(super) fn collect(lines: &[Line<'a>]) -> Self {
        let mut names = Self::default();
        let mut notes = Vec::new();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.text.starts_with("..")) {
            match Explicit::parse(line.text) {
                Some(Explicit::Target(name)) => {
                    let behind = line.text.split_once(name).map_or("", |(_, behind)| behind);
                    let address = behind.trim_start_matches('`').trim_start_matches(':').trim();
                    names.targets.entry(key(name)).or_insert(address);
                }
                Some(Explicit::Substitution(name, definition)) => {
                    let below = lines.get(at + 1..).unwrap_or_default();
                    let below = below.iter().take_while(|below| !below.is_blank() && below.indent > line.indent);
                    if let Some(text) = substitute(definition, below.take(LONGEST_DEFINITION)) {
                        names.substitutions.insert(name, text);
                    }
                }
                Some(Explicit::Note(label)) => notes.push(label),
                Some(Explicit::Directive("sectnum" | "section-numbering", _)) => {
                    let below = lines.get(at + 1..at + 4).unwrap_or_default().iter();
                    let depth = below.filter_map(|line| line.text.strip_prefix(":depth:")?.trim().parse().ok()).next();
                    names.counted = Some(depth.unwrap_or(usize::MAX));
                }
                _ => {}
            }
        }
        names.settle();
        names.number(&notes);
        names
    }

    /// Numbers the notes that are to be numbered, by the numbers that no note has itself.
    fn number(&mut self, notes: &[&'a str]) {
        let taken: HashSet<usize> = notes.iter().filter_map(|label| label.parse().ok()).collect();
        let mut free = (1..).filter(|number| !taken.contains(number));
        for label in notes.iter().filter(|label| label.starts_with('#')) {
            match free.next() {
                Some(number) if *label == "#" => self.numbers.push(number),
                Some(number) => drop(self.named.entry(label).or_insert(number)),
                None => {}
            }
        }
    }

    /// What is shown of the label of a note, or of a reference to one: its number, or its sign.
    pub(super) fn label<'l>(&self, label: &'l str, counts: &Counts) -> Cow<'l, str> {
        let next = |count: &Cell<usize>| count.replace(count.get() + 1);
        let number = match label {
            "#" => self.numbers.get(next(&counts.numbers)),
            "*" => {
                let count = next(&counts.signs);
                let sign = SIGNS.get(count % SIGNS.len()).copied().unwrap_or(label);
                return sign.repeat((count / SIGNS.len() + 1).min(MOST_SIGNS)).into();
            }
            label => self.named.get(label),
        };
        number.map_or(Cow::Borrowed(label), |number| number.to_string().into())
    }

    /// Puts what stands for names into what stands for others, once; what is left of bars is no mark any more, so that
    /// no name stands for itself.
    fn settle(&mut self) {
        let settled = self.substitutions.iter().map(|(name, text)| (*name, self.settled(text))).collect();
        self.substitutions = settled;
    }

    fn settled(&self, text: &str) -> String {
        let mut settled = String::new();
        let bars = text.matches('|').count();
        for (at, part) in text.split('|').enumerate() {
            match self.substitutions.get(part).filter(|_| at % 2 == 1 && settled.len() < LONGEST_SUBSTITUTION) {
                Some(inner) => settled.push_str(&inner.replace('|', "\\|")),
                None if at % 2 == 1 && at == bars => settled = settled + "\\|" + part,
                None if at % 2 == 1 => settled = settled + "\\|" + part + "\\|",
                None => settled.push_str(part),
            }
        }
        settled
    }

    /// How deep sections are counted, if they are.
    pub(super) fn counted(&self) -> Option<usize> {
        self.counted
    }

    /// What stands for a name.
    pub(super) fn substitution(&self, name: &str) -> Option<&str> {
        self.substitutions.get(name).map(String::as_str)
    }

    /// Whether a link may name a target so.
    pub(super) fn is_target(&self, name: &str) -> bool {
        !self.targets.is_empty() && self.targets.contains_key(&key(name))
    }

    /// What a link refers to that names a target, or a title.
    pub(super) fn reference(&self, name: &str) -> Cow<'static, str> {
        let name = key(name);
        match self.targets.get(&name).copied().unwrap_or_default() {
            "" => format!("#{name}").into(),
            address => match address.strip_suffix('_') {
                Some(other) => format!("#{}", key(other)).into(),
                None => address.to_owned().into(),
            },
        }
    }
}

/// The most signs that a note has, one behind the other.
const MOST_SIGNS: usize = 8;

/// The most lines of a definition that are looked at.
const LONGEST_DEFINITION: usize = 20;

/// From this length on, in bytes, what stands for a name takes up no others.
const LONGEST_SUBSTITUTION: usize = 4096;

/// A name as it is compared: in lower case, its white space squeezed.
pub(super) fn key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The text that a definition puts in the place of a name; none where it is an image without words.
fn substitute<'l, 'a: 'l>(definition: &str, below: impl Iterator<Item = &'l Line<'a>>) -> Option<String> {
    let (name, text) = directive(definition)?;
    match name {
        "replace" => Some(below.fold(text.to_owned(), |text, line| text + "\n" + line.text)),
        "unicode" => Some(text.split(" .. ").next().unwrap_or(text).split_whitespace().map(character).collect()),
        "image" => {
            let mut options = below.filter_map(|line| Some((field(line.text)?, line.text)));
            let (name, line) = options.find(|(name, _)| *name == "alt")?;
            Some(format!("[{}]", line.split_at_checked(name.len() + 2)?.1.trim()))
        }
        _ => Some(String::new()),
    }
}

/// The character that a code names, or the word itself.
fn character(word: &str) -> String {
    let code = ["0x", "U+", "\\u", "\\x", "&#x"].iter().find_map(|prefix| word.strip_prefix(prefix));
    let number = code.and_then(|code| u32::from_str_radix(code.trim_end_matches(';'), 16).ok());
    let number = number.or_else(|| word.parse().ok());
    number.and_then(char::from_u32).map_or_else(|| word.to_owned(), String::from)
}
