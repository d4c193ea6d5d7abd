//! A query laid out for matching, and how well it matches a title.

mod text;

use crate::search::bits::{Block, bits_of};
use crate::search::keys::{Key, Title};
use crate::search::order::Class;
use crate::search::query::{Group, Kind, Query, Term};
use crate::search::scatter::{Scorer, spread};
use crate::text::spelling::{Anchor, Spelling};
use text::Text;

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

    /// Which of some titles can match at all, by what is known of their characters and sounds: a bit for each, where
    /// it is among those that are `asked` for.
    pub(super) fn possible(&self, block: Block<'_>, asked: u64) -> u64 {
        self.groups
            .iter()
            .fold(asked, |left, group| group.iter().fold(0, |possible, word| possible | word.possible(block, left)))
    }

    /// Whether every title that [may match](Self::may_match) does.
    pub(super) fn is_certain(&self) -> bool {
        matches!(self.groups.as_slice(), [group] if matches!(group.as_slice(), [word] if word.is_letter()))
    }

    /// Whether it matches a title.
    pub(super) fn matches(&self, title: &Title<'_>) -> bool {
        self.groups.iter().all(|group| group.iter().any(|word| word.matches(title)))
    }

    /// The bytes that match a title wherever they stand in it in this order, and nothing else does; `None` where the
    /// query is not as simple as that.
    pub(super) fn bytes_in_order(&self, key: &Key) -> Option<&[u8]> {
        match self.groups.as_slice() {
            [group] => match group.as_slice() {
                [word] => word.bytes_in_order(key),
                _ => None,
            },
            _ => None,
        }
    }

    /// What a title is no better than, without a look at it.
    pub(super) fn bound(&self, key: &Key) -> Fitness {
        let (mut worst, mut sum, mut spread) = (Class::Whole, 0, 0_u16);
        for group in &self.groups {
            let Some(best) = group.iter().map(|word| word.bound(key)).min() else { continue };
            worst = worst.max(best);
            sum += best as u16;
            // Characters stand apart over more bytes than they take.
            let least = || group.iter().map(|word| word.text.folded.len() + 1).min().unwrap_or(0);
            let apart = if best == Class::Scattered { least() } else { 0 };
            spread = spread.saturating_add(u16::try_from(apart).unwrap_or(u16::MAX));
        }
        match self.phrases.iter().map(|phrase| phrase.bound(key)).min() {
            Some(class) => Fitness { class: class.min(worst), detail: 0 },
            None if worst == Class::Scattered => Fitness { class: worst, detail: spread },
            None => Fitness { class: worst, detail: sum },
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

    /// Which of some titles can match it, of those that are asked for. Most titles lack a letter or a character, so that
    /// a walk through these tells them.
    fn possible(&self, block: Block<'_>, asked: u64) -> u64 {
        let lettered = |asked, needed| bits_of(block.letters, asked, |letters| letters.cover(needed));
        let text = &self.text;
        match &self.spelling {
            _ if self.not => asked,
            _ if self.is_letter() => lettered(asked, text.sounds.letters),
            None => {
                let possible = bits_of(block.characters, asked, |characters| text.may_stand_in(characters));
                lettered(possible, text.sounds.letters)
            }
            Some(spelling) => {
                let sounds = spelling.sounds();
                let near = lettered(asked, sounds.letters.shared(text.sounds.letters));
                let literal = bits_of(block.characters, near, |characters| text.may_stand_in(characters));
                let literal = lettered(literal, text.sounds.letters);
                let spelled = lettered(near & !literal, sounds.letters);
                literal | bits_of(block.pairs, spelled, |pairs| pairs.cover(sounds.pairs))
            }
        }
    }

    /// Whether it is one plain letter: it stands in a title, or a character sounds like it, where the sounds of the
    /// title begin with it, and nowhere else.
    fn is_letter(&self) -> bool {
        self.kind == Kind::Fuzzy && !self.not && matches!(self.text.folded.as_bytes(), [b'a'..=b'z'])
    }

    /// The bytes that must stand in a title in this order, where nothing but that makes it match.
    fn bytes_in_order(&self, key: &Key) -> Option<&[u8]> {
        let plain = self.kind == Kind::Fuzzy && !self.not && self.text.folded.is_ascii() && self.spelled(key).is_none();
        plain.then_some(self.text.folded.as_bytes())
    }

    /// Whether it matches a title. Costs less than to say how.
    fn matches(&self, title: &Title<'_>) -> bool {
        if self.kind != Kind::Fuzzy || self.not {
            return self.fitness(title, Class::Whole).is_some();
        }
        let literal = self.text.may_be_scattered(title.brief.key.characters, title.brief.key.sounds);
        let sounds = |spelling: &Spelling| spelling.matches(title.folded, Anchor::Anywhere);
        literal && spread(title.folded, &self.text.folded).is_some()
            || self.spelled(&title.brief.key).is_some_and(sounds)
    }

    /// The best class that it can have in a title.
    fn bound(&self, key: &Key) -> Class {
        if self.not || self.kind != Kind::Fuzzy {
            return Class::Whole;
        }
        let literal = self.text.bound(key);
        if literal < Class::Scattered {
            return literal;
        }
        match self.spelled(key) {
            Some(_) if key.leads.may_begin_with_sound(self.text.lead) => Class::SoundsFirst,
            Some(_) => Class::Sounds,
            None => Class::Scattered,
        }
    }

    fn fitness(&self, title: &Title<'_>, least: Class) -> Option<Fitness> {
        let literal = self.text.may_be_scattered(title.brief.key.characters, title.brief.key.sounds);
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
    fn spelled(&self, key: &Key) -> Option<&Spelling> {
        self.spelling.as_ref().filter(|spelling| spelling.may_match(key.sounds))
    }

    /// How the title sounds like the word.
    fn sound(&self, title: &Title<'_>, least: Class) -> Option<Class> {
        let anchor = self.anchor(title)?;
        let spelling = self.spelled(&title.brief.key).filter(|spelling| spelling.matches(title.folded, anchor))?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::keys::Brief;
    use crate::search::scatter::stand_in_order;
    use crate::text::fold::fold;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_passed_over_could_not_have_come_among_the_best(
            title in "[abdg党建工行 .0]{0,9}", words in 0_usize..2, typed in "[abdghj党建 .0'|!]{1,6}",
        ) {
            let (folded, sought) = (fold(&title), Sought::new(&Query::parse(&typed).unwrap()));
            let words = folded.chars().take(words).map(char::len_utf8).sum();
            let key = Key::new(&folded, words);
            let title = Title { folded: &folded, brief: Brief { key, length: 9, depth: 1 }, words };
            let found = sought.fitness(&title, Class::Scattered);
            let (characters, letters, pairs) = ([key.characters; 64], [key.sounds.letters; 64], [key.sounds.pairs; 64]);
            let block = Block { characters: &characters, letters: &letters, pairs: &pairs };
            let may = sought.possible(block, 1) == 1;
            prop_assert_eq!(sought.possible(block, u64::MAX), if may { u64::MAX } else { 0 });
            prop_assert_eq!(may && sought.matches(&title), found.is_some());
            prop_assert!(!(may && sought.is_certain()) || found.is_some());
            if let Some(bytes) = sought.bytes_in_order(&key) {
                prop_assert_eq!(stand_in_order(folded.as_bytes(), bytes), found.is_some());
            }
            let bound = sought.bound(&key);
            prop_assert!(found.is_none_or(|found| (bound.class, bound.detail) <= (found.class, found.detail)));
        }
    }
}
