//! What was typed, parsed.
//!
//! The habits are those of fzf: words in any order, `'exact`, `^begins`, `ends$`, `!not`, `a | b`. To these come the
//! filters `in:NAME` and `level:N`. What is typed is folded first, so that it may be typed in full width too.

use crate::text::fold::fold;
use crate::text::numerals::{number_alone, others};

/// Groups and filters beyond these are left out, so that a page pasted into the prompt costs no more than a long query.
const MOST: usize = 64;

/// A query: groups of which each must match, in any order, in the places that the filters leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    groups: Vec<Group>,
    places: Vec<String>,
    levels: Option<(u8, u8)>,
}

/// Terms of which one must match.
pub type Group = Vec<Term>;

/// One word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The word, folded; never empty.
    pub text: String,
    /// How it must match.
    pub kind: Kind,
    /// Whether it must not match.
    pub not: bool,
}

/// How a word must match a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// As it is, by its sound, or by all of its characters in their order.
    Fuzzy,
    /// As it is.
    Exact,
    /// At the beginning of the title or of its words, as it is or by its sound.
    Begins,
    /// At the end, as it is or by its sound.
    Ends,
    /// From the beginning, of the title or of its words, to the end.
    Whole,
}

/// Why a query can't be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryError {
    /// What stands behind `level:` is no level and no range of levels.
    Level(String),
    /// No folder and no report has a path with this in it.
    Nowhere(String),
}

/// A part of what was typed.
enum Token {
    Or,
    Term(Term),
    Place(String),
    Levels(Option<(u8, u8)>),
}

impl Query {
    /// Reads what was typed. Words are parted by white space.
    ///
    /// # Errors
    /// When what stands behind `level:` makes no sense.
    pub fn parse(typed: &str) -> Result<Self, QueryError> {
        let mut query = Self::default();
        let mut joins = false;
        for word in words(&fold(typed)).into_iter().take(MOST) {
            let Some(token) = token(&word)? else { continue };
            match token {
                Token::Or => {
                    joins = !query.groups.is_empty();
                    continue;
                }
                Token::Term(term) => query.add(term, joins),
                Token::Place(place) => query.places.extend(Some(place).filter(|place| !place.is_empty())),
                Token::Levels(levels) => query.levels = levels,
            }
            joins = false;
        }
        Ok(query)
    }

    /// Adds a term with the other forms of the number that it begins with.
    fn add(&mut self, term: Term, joins: bool) {
        let forms = others(&term.text).into_iter().map(|text| Term { text, ..term.clone() });
        // As the number of a heading only: 五 stands in many titles that 伍 is not looked for in.
        let alone = number_alone(&term.text).map(|text| Term { text, kind: Kind::Whole, ..term.clone() });
        let terms: Group = std::iter::once(term.clone()).chain(forms).chain(alone).collect();
        match self.groups.last_mut().filter(|_| joins) {
            Some(group) => group.extend(terms),
            // None of them may match.
            None if term.not => terms.into_iter().for_each(|term| self.add_group(vec![term])),
            None => self.add_group(terms),
        }
    }

    fn add_group(&mut self, group: Group) {
        if !self.groups.contains(&group) {
            self.groups.push(group);
        }
    }

    /// The groups, of which each must match.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// What must stand in the path of a report, folded; all of it.
    pub fn places(&self) -> &[String] {
        &self.places
    }

    /// The first and the last of the levels that headings must have; 1 is the top.
    pub fn levels(&self) -> Option<(u8, u8)> {
        self.levels
    }

    /// Whether no word must match, so that no title matches better than another.
    pub fn has_no_words(&self) -> bool {
        self.groups.iter().flatten().all(|term| term.not)
    }

    /// The words as one text, parted as given, where all are plain ones and there are two at least.
    pub fn phrase(&self, between: &str) -> Option<String> {
        let plain = |group: &Group| match group.as_slice() {
            [Term { text, kind: Kind::Fuzzy, not: false }] => Some(text.clone()),
            _ => None,
        };
        let words: Vec<String> = self.groups.iter().map(plain).collect::<Option<_>>()?;
        (words.len() > 1).then(|| words.join(between))
    }

    /// Whether every title that this query finds is found by an older one too, however the titles may be: the older
    /// one is what this was before more was typed behind one of its words, or further words.
    pub fn narrows(&self, older: &Query) -> bool {
        let places = older.places.iter().all(|place| self.places.contains(place));
        let levels = older.levels.is_none() || older.levels == self.levels;
        let mut groups = self.groups.iter();
        places && levels && older.groups.iter().all(|older| groups.next().is_some_and(|newer| longer(newer, older)))
    }
}

/// Whether each term of a group is one of another with more typed behind it, or the same.
fn longer(newer: &Group, older: &Group) -> bool {
    newer.iter().all(|newer| older.iter().any(|older| newer == older || is_longer(newer, older)))
}

fn is_longer(newer: &Term, older: &Term) -> bool {
    let grows = !matches!(older.kind, Kind::Ends | Kind::Whole);
    !newer.not && !older.not && grows && newer.kind == older.kind && newer.text.starts_with(&older.text)
}

/// The words of a folded text. What stands in double quotes behind `in:` is one word.
fn words(folded: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in folded.chars() {
        let Some(word) = words.last_mut() else { break };
        if c == '"' && (quoted || word == "in:") {
            quoted = !quoted;
        } else if (c.is_whitespace() || c.is_control()) && !quoted {
            words.push(String::new());
        } else {
            word.push(c);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What a word means; nothing where it is an operator without a word yet.
fn token(word: &str) -> Result<Option<Token>, QueryError> {
    if word == "|" {
        return Ok(Some(Token::Or));
    }
    if let Some(place) = word.strip_prefix("in:") {
        return Ok(Some(Token::Place(place.trim().to_owned())));
    }
    if let Some(levels) = word.strip_prefix("level:") {
        return Ok(Some(Token::Levels(parse_levels(levels)?)));
    }
    Ok(parse_term(word).map(Token::Term))
}

/// A level, or the first and the last of several; `2-` is all from the second on, and nothing is no limit.
fn parse_levels(text: &str) -> Result<Option<(u8, u8)>, QueryError> {
    if text.is_empty() {
        return Ok(None);
    }
    let level = |text: &str| text.parse::<u8>().ok().filter(|&level| level > 0);
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let last = if last.is_empty() { Some(u8::MAX) } else { level(last) };
    let range = level(first).zip(last).filter(|(first, last)| first <= last);
    range.map(Some).ok_or_else(|| QueryError::Level(text.to_owned()))
}

fn parse_term(word: &str) -> Option<Term> {
    let (not, word) = word.strip_prefix('!').map_or((false, word), |rest| (true, rest));
    let (kind, text) = if let Some(text) = word.strip_prefix('\'') {
        (Kind::Exact, text)
    } else {
        match (word.strip_prefix('^'), word.strip_suffix('$')) {
            (Some(text), Some(_)) => (Kind::Whole, text.strip_suffix('$').unwrap_or(text)),
            (Some(text), None) => (Kind::Begins, text),
            (None, Some(text)) => (Kind::Ends, text),
            (None, None) => (if not { Kind::Exact } else { Kind::Fuzzy }, word),
        }
    };
    (!text.is_empty()).then(|| Term { text: text.to_owned(), kind, not })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(query: &Query) -> String {
        let term = |term: &Term| {
            let kind = match term.kind {
                Kind::Fuzzy => "",
                Kind::Exact => "exact ",
                Kind::Begins => "begins ",
                Kind::Ends => "ends ",
                Kind::Whole => "whole ",
            };
            format!("{}{kind}{}", if term.not { "not " } else { "" }, term.text)
        };
        let group = |group: &Group| group.iter().map(term).collect::<Vec<_>>().join("|");
        let words: Vec<String> = query.groups.iter().map(group).collect();
        let places = query.places.iter().map(|place| format!("in {place}"));
        let levels = query.levels.map(|(first, last)| format!("level {first} to {last}"));
        words.into_iter().chain(places).chain(levels).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn what_is_typed_is_understood() {
        let check =
            |typed: &str, expected: &str| assert_eq!(told(&Query::parse(typed).unwrap()), expected, "{typed:?}");
        check("", "");
        check("  \t \u{1}\u{7f} ", "");
        check("a b a A", "a, b");
        check("（一） ＡＢＣ　總结", "(一), abc, 总结");
        check(
            "'exact ^begins ends$ ^whole$ !not !^x !x$",
            "exact exact, begins begins, ends ends, whole whole, \
            not exact not, not begins x, not ends x",
        );
        check("＇总结　！计划　＾工作", "exact 总结, not exact 计划, begins 工作");
        check("a | b c", "a|b, c");
        check("a |", "a");
        check("| a", "a");
        check("a | | b", "a|b");
        check("a|b", "a|b");
        check("' ^ $ ! !' ^$", "");
        check("第伍章 !第陆", "第伍章|第五章, not exact 第陆, not exact 第六");
        check("x | 廿一", "x|廿一|二十一");
        check("伍 !陆", "伍|whole 五, not exact 陆, not whole 六");
        check("两", "两");
        check("in:2024 x", "x, in 2024");
        check("in:\"Audit Reports\" x", "x, in audit reports");
        check("in:“审计报告” in:2024", "in 审计报告, in 2024");
        check("in:\"Audit Rep", "in audit rep");
        check("in: level:", "");
        check("level:2", "level 2 to 2");
        check("level:1-2 x", "x, level 1 to 2");
        check("level:2-", "level 2 to 255");
        check("ｌｅｖｅｌ：2", "level 2 to 2");
    }

    #[test]
    fn a_level_that_is_none_is_an_error() {
        let check = |typed: &str, wrong: &str| {
            assert_eq!(Query::parse(typed), Err(QueryError::Level(wrong.to_owned())), "{typed:?}");
        };
        check("level:x", "x");
        check("a level:0", "0");
        check("level:3-1", "3-1");
        check("level:1-x", "1-x");
        check("level:-2", "-2");
        check("level:999", "999");
    }

    #[test]
    fn a_pasted_page_is_no_longer_than_a_long_query() {
        let page: String = (0..9_999).map(|number| format!("{number} ")).collect();
        assert_eq!(Query::parse(&page).unwrap().groups().len(), MOST);
    }

    #[test]
    fn more_typed_narrows_and_other_things_do_not() {
        let check = |older: &str, newer: &str, expected: bool| {
            let [older_query, newer_query] = [older, newer].map(|typed| Query::parse(typed).unwrap());
            assert_eq!(newer_query.narrows(&older_query), expected, "{older:?} {newer:?}");
        };
        check("", "a", true);
        check("a", "ab", true);
        check("ab", "a", false);
        check("a", "a b", true);
        check("a b", "a bc !d", true);
        check("a", "ba", false);
        check("a", "a | b", false);
        check("a | b", "a | bc", true);
        check("a | b", "bc", true);
        check("a | b", "a | c", false);
        check("第二", "第二十", false);
        check("第", "第伍", true);
        check("第拾", "第拾伍", true);
        check("伍", "伍、", false);
        check("a | b", "a | b c", true);
        check("!a", "!ab", false);
        check("!a", "!a b", true);
        check("'a", "'ab", true);
        check("a", "'a", false);
        check("a$", "ab$", false);
        check("^a", "^ab", true);
        check("in:x", "in:xy", false);
        check("in:x", "in:x a", true);
        check("in:x a", "a", false);
        check("level:2", "level:2 a", true);
        check("level:2", "level:1-2", false);
    }

    #[test]
    fn plain_words_are_a_phrase() {
        let check = |typed: &str, expected: Option<&str>| {
            assert_eq!(Query::parse(typed).unwrap().phrase(" ").as_deref(), expected, "{typed:?}");
        };
        check("next  Steps", Some("next steps"));
        check("next", None);
        check("next 'steps", None);
        check("a | b c", None);
    }
}
