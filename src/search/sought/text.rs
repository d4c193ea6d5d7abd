//! A text of a query that is looked for as it is.

use memchr::memmem::Finder;

use crate::search::keys::{Key, Title, mask};
use crate::search::order::Class;
use crate::search::query::Kind;
use crate::text::Part;
use crate::text::leads::Lead;
use crate::text::sounds::{Sounds, sounds};

/// A text that is looked for as it is.
pub(super) struct Text {
    pub(super) folded: String,
    /// Without what ends it where it is a number.
    bare: String,
    finder: Finder<'static>,
    characters: u64,
    pub(super) sounds: Sounds,
    pub(super) lead: Lead,
}

impl Text {
    pub(super) fn new(folded: String) -> Self {
        let finder = Finder::new(folded.as_bytes()).into_owned();
        let (characters, sounds, lead) = (mask(&folded), sounds(&folded), Lead::of(&folded));
        Self { characters, sounds, lead, bare: bare(&folded).to_owned(), finder, folded }
    }

    /// Whether all of its characters may be among these.
    pub(super) fn may_stand_in(&self, characters: u64) -> bool {
        characters & self.characters == self.characters
    }

    /// Whether all of its characters may stand in a title, in whatever order.
    pub(super) fn may_be_scattered(&self, characters: u64, sounds: Sounds) -> bool {
        self.may_stand_in(characters) & sounds.letters.cover(self.sounds.letters)
    }

    /// The best class that it can have in a title, as it is.
    pub(super) fn bound(&self, key: &Key) -> Class {
        if !self.may_stand_in(key.characters) || !key.sounds.cover(self.sounds) {
            return Class::Scattered;
        }
        if key.leads.may_begin(self.lead) { Class::Whole } else { Class::Word }
    }

    /// How it stands in a title as it is.
    pub(super) fn class(&self, title: &Title<'_>, kind: Kind, least: Class) -> Option<Class> {
        self.place(title, kind, least).map(|(class, _)| class)
    }

    /// How it stands in a title, and from which byte on. Classes behind `least` are not told apart.
    fn place(&self, title: &Title<'_>, kind: Kind, least: Class) -> Option<(Class, usize)> {
        let (folded, words) = (title.folded, behind(title.folded, title.words));
        let text = self.folded.as_str();
        let Key { characters, sounds, .. } = title.brief.key;
        let possible = self.may_stand_in(characters) && sounds.cover(self.sounds);
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
    pub(super) fn positions(&self, title: &Title<'_>, kind: Kind) -> Vec<u32> {
        let Some((_, at)) = self.place(title, kind, Class::Scattered) else { return Vec::new() };
        let first = title.folded.part(0..at).chars().count();
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
