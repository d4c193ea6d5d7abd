//! A query laid out for matching, and how well it matches a title.

use memchr::memmem::Finder;

use crate::library::keys::{Title, mask};
use crate::search::order::Class;
use crate::search::query::{Group, Kind, Query, Term};
use crate::search::scatter::{Scorer, spread};
use crate::text::Part;
use crate::text::spelling::{Anchor, Sounds, Spelling, sounds};

/// A query laid out for matching.
pub(super) struct Sought {
    groups: Vec<Vec<Word>>,
    /// All words as one text, with spaces between them and without.
    phrases: Vec<Text>,
}

/// A word laid out for matching.
struct Word {
    kind: Kind,
    not: bool,
    text: Text,
    spelling: Option<Spelling>,
}

/// A text that is looked for as it is.
struct Text {
    folded: String,
    /// Without what ends it where it is a number.
    bare: String,
    finder: Finder<'static>,
    characters: u64,
    sounds: Sounds,
}

/// How a query matches a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fitness {
    /// How the word that matches worst does.
    pub(super) class: Class,
    /// What orders titles of one class: how well the other words match, or how far the characters stand apart. Less
    /// is better.
    pub(super) detail: u16,
}

impl Sought {
    pub(super) fn new(query: &Query) -> Self {
        let group = |group: &Group| group.iter().map(Word::new).collect();
        let phrases = [" ", ""].into_iter().filter_map(|between| query.phrase(between));
        Self { groups: query.groups().iter().map(group).collect(), phrases: phrases.map(Text::new).collect() }
    }

    /// Whether a title can match at all, by what is known of its characters and sounds.
    pub(super) fn may_match(&self, characters: u64, sounds: Sounds) -> bool {
        self.groups.iter().all(|group| group.iter().any(|word| word.may_match(characters, sounds)))
    }

    /// How it matches a title; `None` where it doesn't. Classes behind `least` are not told apart.
    pub(super) fn fitness(&self, title: &Title<'_>, least: Class) -> Option<Fitness> {
        let mut worst = Fitness { class: Class::Whole, detail: 0 };
        let mut sum = 0;
        for group in &self.groups {
            let best = group.iter().filter_map(|word| word.fitness(title, least)).min_by_key(|found| found.class)?;
            sum += best.class as u16;
            let spread = worst.detail.saturating_add(best.detail);
            worst = Fitness { class: worst.class.max(best.class), detail: spread };
        }
        if worst.class != Class::Scattered {
            worst.detail = sum;
        }
        let phrase = self.phrases.iter().filter_map(|phrase| phrase.class(title, Kind::Fuzzy, least)).min();
        Some(match phrase {
            Some(class) if class <= worst.class => Fitness { class, detail: 0 },
            _ => worst,
        })
    }

    /// The sum of the matcher's scores of all words; `None` where it finds one nowhere.
    pub(super) fn score(&self, title: &Title<'_>, scorer: &Scorer) -> i64 {
        let words = self.groups.iter().flatten().filter(|word| !word.not);
        words.filter_map(|word| scorer.score(title.folded(), &word.text.folded)).map(|(score, _)| score).sum()
    }

    /// The characters of a title that match, counted from 0, in order.
    pub(super) fn positions(&self, title: &Title<'_>, scorer: &Scorer) -> Vec<u32> {
        let worst = self.fitness(title, Class::Scattered).map(|found| found.class);
        let phrase = self.phrases.iter().find(|phrase| phrase.class(title, Kind::Fuzzy, Class::Scattered) == worst);
        let mut positions = match phrase {
            Some(phrase) => phrase.positions(title, Kind::Fuzzy),
            None => self.groups.iter().flat_map(|group| positions_of(group, title, scorer)).collect(),
        };
        positions.sort_unstable();
        positions.dedup();
        positions
    }
}

/// The characters that match the best word of a group.
fn positions_of(group: &[Word], title: &Title<'_>, scorer: &Scorer) -> Vec<u32> {
    let found = group.iter().filter_map(|word| Some((word.fitness(title, Class::Scattered)?, word)));
    let best = found.min_by_key(|(found, _)| found.class);
    best.map_or_else(Vec::new, |(found, word)| word.positions(title, found.class, scorer))
}

impl Word {
    fn new(term: &Term) -> Self {
        let spelled = term.kind != Kind::Exact && !term.not;
        let spelling = spelled.then(|| Spelling::new(&term.text)).flatten();
        Self { kind: term.kind, not: term.not, text: Text::new(term.text.clone()), spelling }
    }

    fn may_match(&self, characters: u64, sounds: Sounds) -> bool {
        self.not || self.text.may_stand_in(characters) || self.may_sound(sounds)
    }

    fn may_sound(&self, sounds: Sounds) -> bool {
        self.spelling.as_ref().is_some_and(|spelling| spelling.may_match(sounds))
    }

    fn fitness(&self, title: &Title<'_>, least: Class) -> Option<Fitness> {
        let literal = self.text.may_stand_in(title.characters);
        let class = if literal { self.text.class(title, self.kind, least) } else { None };
        let plainly = |class| Fitness { class, detail: 0 };
        if self.not {
            return class.is_none().then_some(plainly(Class::Whole));
        }
        let class = class.or_else(|| self.sound(title, least));
        if class.is_some() || self.kind != Kind::Fuzzy || !literal {
            return class.map(plainly);
        }
        let spread = spread(title.folded(), &self.text.folded)?;
        Some(Fitness { class: Class::Scattered, detail: u16::try_from(spread).unwrap_or(u16::MAX) })
    }

    /// How the title sounds like the word.
    fn sound(&self, title: &Title<'_>, least: Class) -> Option<Class> {
        let spelling = self.spelling.as_ref().filter(|_| self.may_sound(title.sounds))?;
        let folded = title.folded();
        let matches = |anchor| spelling.matches(folded, anchor);
        match self.kind {
            Kind::Exact | Kind::Whole => None,
            Kind::Ends => matches(Anchor::Ends).then_some(Class::Sounds),
            Kind::Begins => matches(Anchor::Begins(title.words)).then_some(Class::SoundsFirst),
            Kind::Fuzzy if !matches(Anchor::Anywhere) => None,
            Kind::Fuzzy if least < Class::SoundsFirst || !matches(Anchor::Begins(title.words)) => Some(Class::Sounds),
            Kind::Fuzzy => Some(Class::SoundsFirst),
        }
    }

    fn positions(&self, title: &Title<'_>, class: Class, scorer: &Scorer) -> Vec<u32> {
        let anchor = match (class, self.kind) {
            _ if self.not => return Vec::new(),
            (Class::Scattered, _) => {
                let scored = scorer.score(title.folded(), &self.text.folded);
                return scored.map_or_else(Vec::new, |(_, positions)| positions);
            }
            (Class::SoundsFirst, _) => Anchor::Begins(title.words),
            (Class::Sounds, Kind::Ends) => Anchor::Ends,
            (Class::Sounds, _) => Anchor::Anywhere,
            _ => return self.text.positions(title, self.kind),
        };
        self.spelling.as_ref().map_or_else(Vec::new, |spelling| spelling.positions(title.folded(), anchor))
    }
}

impl Text {
    fn new(folded: String) -> Self {
        let finder = Finder::new(folded.as_bytes()).into_owned();
        Self { characters: mask(&folded), sounds: sounds(&folded), bare: bare(&folded).to_owned(), finder, folded }
    }

    fn may_stand_in(&self, characters: u64) -> bool {
        characters & self.characters == self.characters
    }

    /// How it stands in a title as it is.
    fn class(&self, title: &Title<'_>, kind: Kind, least: Class) -> Option<Class> {
        self.place(title, kind, least).map(|(class, _)| class)
    }

    /// How it stands in a title, and from which byte on. Classes behind `least` are not told apart.
    fn place(&self, title: &Title<'_>, kind: Kind, least: Class) -> Option<(Class, usize)> {
        let (folded, words) = (title.folded(), behind(title.folded(), title.words));
        let text = self.folded.as_str();
        let possible = self.may_stand_in(title.characters) && title.sounds.cover(self.sounds);
        if !possible || folded.len() < text.len() {
            return None;
        }
        if folded == text || self.is_number(title) {
            return Some((Class::Whole, 0));
        }
        let at_words = words.starts_with(text);
        if at_words && words == text {
            return Some((Class::Whole, title.words));
        }
        let last = folded.len() - text.len();
        match kind {
            Kind::Whole => None,
            Kind::Ends => folded.ends_with(text).then_some((Class::Inside, last)),
            _ if folded.starts_with(text) => Some((Class::Begins, 0)),
            _ if at_words => Some((Class::Begins, title.words)),
            Kind::Begins => None,
            Kind::Exact | Kind::Fuzzy if least < Class::Word => {
                self.finder.find(folded.as_bytes()).map(|at| (Class::Inside, at))
            }
            Kind::Exact | Kind::Fuzzy => self.place_inside(folded),
        }
    }

    /// Whether it is the number of a title, with or without what ends that.
    fn is_number(&self, title: &Title<'_>) -> bool {
        self.folded.len() <= title.words
            && !self.bare.is_empty()
            && title.folded().starts_with(&self.bare)
            && bare(title.folded().part(0..title.words)) == self.bare
    }

    /// The place at the first word that it begins, else at the first place of all.
    fn place_inside(&self, folded: &str) -> Option<(Class, usize)> {
        let mut places = self.finder.find_iter(folded.as_bytes());
        let first = places.next()?;
        let mut all = std::iter::once(first).chain(places);
        let word = all.find(|&at| begins_word(folded, at));
        Some(word.map_or((Class::Inside, first), |at| (Class::Word, at)))
    }

    /// The characters of a title where it stands, counted from 0.
    fn positions(&self, title: &Title<'_>, kind: Kind) -> Vec<u32> {
        let Some((_, at)) = self.place(title, kind, Class::Scattered) else { return Vec::new() };
        let first = title.folded().part(0..at).chars().count();
        let count = self.folded.chars().count();
        (first..first + count).filter_map(|at| u32::try_from(at).ok()).collect()
    }
}

/// The text from a byte on.
fn behind(text: &str, at: usize) -> &str {
    if at == 0 { text } else { text.part(at..text.len()) }
}

/// A number without what ends it.
fn bare(number: &str) -> &str {
    number.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')')
}

/// Whether a word begins at a byte: at the beginning, behind what is no letter, and where digits, letters and Chinese
/// characters meet.
fn begins_word(folded: &str, at: usize) -> bool {
    let before = folded.part(0..at).chars().next_back();
    let first = folded.part(at..folded.len()).chars().next();
    before.is_none_or(|before| !before.is_alphanumeric() || first.is_some_and(|first| sort(before) != sort(first)))
}

/// Digits, letters, Chinese characters.
fn sort(c: char) -> u8 {
    match c {
        '0'..='9' => 0,
        '\u{2e80}'.. => 2,
        _ => 1,
    }
}
