//! A query laid out for matching, and how well it matches a title.

use memchr::memmem::Finder;

use crate::library::keys::mask;
use crate::search::index::Title;
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

    /// Whether every title that [may match](Self::may_match) does.
    pub(super) fn is_certain(&self) -> bool {
        matches!(self.groups.as_slice(), [group] if matches!(group.as_slice(), [word] if word.is_letter()))
    }

    /// Whether it matches a title.
    pub(super) fn matches(&self, title: &Title<'_>) -> bool {
        self.groups.iter().all(|group| group.iter().any(|word| word.matches(title)))
    }

    /// What the title is no better than. It costs a look at the letters with which it begins.
    pub(super) fn bound(&self, title: &Title<'_>) -> Fitness {
        let beginnings = Beginnings::of(title);
        let of_group = |group: &Vec<Word>| group.iter().map(|word| word.bound(title, beginnings)).min();
        let classes = || self.groups.iter().filter_map(of_group);
        let worst = classes().max().unwrap_or(Class::Whole);
        match self.phrases.iter().map(|phrase| phrase.bound(title, beginnings)).min() {
            Some(class) => Fitness { class: class.min(worst), detail: 0 },
            None if worst == Class::Scattered => Fitness { class: worst, detail: 0 },
            None => Fitness { class: worst, detail: classes().map(|class| class as u16).sum() },
        }
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
        words.filter_map(|word| scorer.score(title.folded, &word.text.folded)).map(|(score, _)| score).sum()
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
        if self.is_letter() {
            return sounds.cover(self.text.sounds);
        }
        self.not || self.text.may_be_scattered(characters, sounds) || self.may_sound(sounds)
    }

    /// Whether it is one plain letter: it stands in a title, or a character sounds like it, where the sounds of the
    /// title begin with it, and nowhere else.
    fn is_letter(&self) -> bool {
        self.kind == Kind::Fuzzy && !self.not && matches!(self.text.folded.as_bytes(), [b'a'..=b'z'])
    }

    /// Whether it matches a title. Costs less than to say how.
    fn matches(&self, title: &Title<'_>) -> bool {
        if self.kind != Kind::Fuzzy || self.not {
            return self.fitness(title, Class::Whole).is_some();
        }
        let literal = self.text.may_be_scattered(title.characters, title.sounds);
        let sounds = |spelling: &Spelling| spelling.matches(title.folded, Anchor::Anywhere);
        literal && spread(title.folded, &self.text.folded).is_some() || self.spelled(title).is_some_and(sounds)
    }

    /// The best class that it can have in a title.
    fn bound(&self, title: &Title<'_>, beginnings: Beginnings) -> Class {
        if self.not || self.kind != Kind::Fuzzy {
            return Class::Whole;
        }
        let literal = self.text.bound(title, beginnings);
        if literal < Class::Scattered {
            return literal;
        }
        let begins = |spelling: &Spelling| beginnings.any(|c| spelling.may_begin(c));
        match self.spelled(title) {
            Some(spelling) if begins(spelling) => Class::SoundsFirst,
            Some(_) => Class::Sounds,
            None => Class::Scattered,
        }
    }

    fn may_sound(&self, sounds: Sounds) -> bool {
        self.spelling.as_ref().is_some_and(|spelling| spelling.may_match(sounds))
    }

    fn fitness(&self, title: &Title<'_>, least: Class) -> Option<Fitness> {
        let literal = self.text.may_be_scattered(title.characters, title.sounds);
        let class = if literal { self.text.class(title, self.kind, least) } else { None };
        let plainly = |class| Fitness { class, detail: 0 };
        if self.not {
            return class.is_none().then_some(plainly(Class::Whole));
        }
        let class = class.or_else(|| self.sound(title, least));
        if class.is_some() || self.kind != Kind::Fuzzy || !literal {
            return class.map(plainly);
        }
        let spread = spread(title.folded, &self.text.folded)?;
        Some(Fitness { class: Class::Scattered, detail: u16::try_from(spread).unwrap_or(u16::MAX) })
    }

    /// The sounds of the word, where a title may have them.
    fn spelled(&self, title: &Title<'_>) -> Option<&Spelling> {
        self.spelling.as_ref().filter(|spelling| spelling.may_match(title.sounds))
    }

    /// How the title sounds like the word.
    fn sound(&self, title: &Title<'_>, least: Class) -> Option<Class> {
        let anchor = self.anchor(title)?;
        let spelling = self.spelled(title).filter(|spelling| spelling.matches(title.folded, anchor))?;
        let commonly = |anchor| spelling.matches_commonly(title.folded, anchor);
        let first = Anchor::Begins(title.words);
        Some(match anchor {
            Anchor::Anywhere if least < Class::SoundsFirst => Class::Sounds,
            _ if !commonly(anchor) => Class::SoundsRarely,
            Anchor::Begins(_) => Class::SoundsFirst,
            Anchor::Anywhere if commonly(first) => Class::SoundsFirst,
            Anchor::Anywhere | Anchor::Ends => Class::Sounds,
        })
    }

    /// Where in a title the word may stand by its sound.
    fn anchor(&self, title: &Title<'_>) -> Option<Anchor> {
        match self.kind {
            Kind::Exact | Kind::Whole => None,
            Kind::Ends => Some(Anchor::Ends),
            Kind::Begins => Some(Anchor::Begins(title.words)),
            Kind::Fuzzy => Some(Anchor::Anywhere),
        }
    }

    fn positions(&self, title: &Title<'_>, class: Class, scorer: &Scorer) -> Vec<u32> {
        let anchor = match (class, self.kind) {
            _ if self.not => return Vec::new(),
            (Class::Scattered, _) => {
                let scored = scorer.score(title.folded, &self.text.folded);
                return scored.map_or_else(Vec::new, |(_, positions)| positions);
            }
            (Class::SoundsFirst, _) => Some(Anchor::Begins(title.words)),
            (Class::Sounds | Class::SoundsRarely, _) => self.anchor(title),
            _ => return self.text.positions(title, self.kind),
        };
        let spelled = self.spelling.as_ref().zip(anchor);
        spelled.map_or_else(Vec::new, |(spelling, anchor)| spelling.positions(title.folded, anchor))
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

    /// Whether all of its characters may stand in a title, in whatever order.
    fn may_be_scattered(&self, characters: u64, sounds: Sounds) -> bool {
        self.may_stand_in(characters) && sounds.have_letters_of(self.sounds)
    }

    /// The best class that it can have in a title, as it is.
    fn bound(&self, title: &Title<'_>, beginnings: Beginnings) -> Class {
        if !self.may_stand_in(title.characters) || !title.sounds.cover(self.sounds) {
            return Class::Scattered;
        }
        let first = self.folded.chars().next();
        if beginnings.any(|c| Some(c) == first) { Class::Whole } else { Class::Word }
    }

    /// How it stands in a title as it is.
    fn class(&self, title: &Title<'_>, kind: Kind, least: Class) -> Option<Class> {
        self.place(title, kind, least).map(|(class, _)| class)
    }

    /// How it stands in a title, and from which byte on. Classes behind `least` are not told apart.
    fn place(&self, title: &Title<'_>, kind: Kind, least: Class) -> Option<(Class, usize)> {
        let (folded, words) = (title.folded, behind(title.folded, title.words));
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
            && title.folded.starts_with(&self.bare)
            && bare(title.folded.part(0..title.words)) == self.bare
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
        let first = title.folded.part(0..at).chars().count();
        let count = self.folded.chars().count();
        (first..first + count).filter_map(|at| u32::try_from(at).ok()).collect()
    }
}

/// The characters with which a title and its words begin.
#[derive(Clone, Copy)]
struct Beginnings(Option<char>, Option<char>);

impl Beginnings {
    fn of(title: &Title<'_>) -> Self {
        let first = title.folded.chars().next();
        Self(first, if title.words == 0 { first } else { behind(title.folded, title.words).chars().next() })
    }

    fn any(self, is_so: impl Fn(char) -> bool) -> bool {
        self.0.is_some_and(&is_so) || self.1.is_some_and(is_so)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_passed_over_could_not_have_come_among_the_best(
            title in "[abdg党建工行 .0]{0,9}", words in 0_usize..2, typed in "[abdghj党建 .0'|!]{1,6}",
        ) {
            let (folded, sought) = (fold(&title), Sought::new(&Query::parse(&typed).unwrap()));
            let words = folded.chars().take(words).map(char::len_utf8).sum();
            let (characters, sounds) = (mask(&folded), sounds(&folded));
            let title = Title { folded: &folded, characters, sounds, words, length: 9, depth: 1 };
            let found = sought.fitness(&title, Class::Scattered);
            let may = sought.may_match(characters, sounds);
            prop_assert_eq!(may && sought.matches(&title), found.is_some());
            prop_assert!(!(may && sought.is_certain()) || found.is_some());
            let bound = sought.bound(&title);
            prop_assert!(found.is_none_or(|found| (bound.class, bound.detail) <= (found.class, found.detail)));
        }
    }
}
