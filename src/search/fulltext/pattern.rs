//! What is looked for in texts: words, or a regular expression.

use crate::search::fulltext::word::Word;
use crate::text::fold::fold;

/// The longest pattern, in characters.
const LONGEST: usize = 2_000;
/// Words beyond these are left out.
const MOST_WORDS: usize = 64;

/// Whether letters of either case are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// They are, unless the pattern has a capital letter.
    #[default]
    Smart,
    /// They are.
    Ignore,
    /// They are not.
    Match,
}

/// How what is typed is understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PatternOptions {
    /// As a regular expression, and not as words that must all stand in the section.
    pub expression: bool,
    /// Only what is not a part of a longer word counts.
    pub alone: bool,
    /// What letters of either case are.
    pub case: Case,
}

/// Why a pattern can't be looked for. Its `Display` goes on after the pattern's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// It is no regular expression.
    #[error("{0}")]
    Syntax(String),
    /// It would take too much memory or time.
    #[error("it is too large; a shorter one, or one with smaller counts, can be searched for")]
    TooLarge,
}

impl PatternError {
    /// What the crate says in several lines, in one.
    pub(super) fn of(error: &regex::Error) -> Self {
        match error {
            regex::Error::CompiledTooBig(_) => Self::TooLarge,
            error => {
                let said = error.to_string();
                let last = said.lines().last().unwrap_or_default().trim();
                Self::Syntax(last.strip_prefix("error: ").unwrap_or(last).to_owned())
            }
        }
    }
}

/// What is looked for. Cheap to clone; each thread should have its own.
#[derive(Clone, Debug, Default)]
pub struct Pattern {
    typed: String,
    /// All must stand in a section; the longest first, which is likely to be the rarest.
    words: Vec<Word>,
}

impl Pattern {
    /// Reads what was typed. Without a word, nothing is ever found.
    ///
    /// # Errors
    /// When it is no regular expression, or too large.
    pub fn new(typed: &str, options: PatternOptions) -> Result<Self, PatternError> {
        if typed.chars().nth(LONGEST).is_some() {
            return Err(PatternError::TooLarge);
        }
        let ignore_case = match options.case {
            Case::Ignore => true,
            Case::Match => false,
            Case::Smart if options.expression => !has_capital(typed),
            Case::Smart => !typed.chars().any(char::is_uppercase),
        };
        let words = if options.expression {
            let none = typed.trim().is_empty();
            let expression = (!none).then(|| Word::expression(typed, ignore_case, options.alone));
            expression.into_iter().collect::<Result<_, _>>()?
        } else {
            let words = words(typed, ignore_case && !options.alone);
            words.iter().map(|word| Word::plain(word, ignore_case, options.alone)).collect::<Result<_, _>>()?
        };
        Ok(Self { typed: typed.to_owned(), words })
    }

    /// What was typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words, or the expression.
    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }
}

/// The words that were typed, the longest first. Where it is `implied` by the longer one, a word that is a part of
/// another says nothing more.
fn words(typed: &str, implied: bool) -> Vec<&str> {
    let mut all: Vec<&str> = typed.split_whitespace().take(MOST_WORDS).collect();
    all.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let mut words: Vec<&str> = Vec::new();
    for word in all {
        let known = |longer: &&str| if implied { fold(longer).contains(&fold(word)) } else { *longer == word };
        if !words.iter().any(known) {
            words.push(word);
        }
    }
    words
}

/// Whether an expression has a capital letter that stands for itself. Those behind a backslash, and between the braces
/// behind one, are names of classes.
fn has_capital(expression: &str) -> bool {
    let mut characters = expression.chars().peekable();
    while let Some(c) = characters.next() {
        if c == '\\' {
            let class = matches!(characters.next(), Some('p' | 'P')) && characters.next_if_eq(&'{').is_some();
            if class {
                characters.by_ref().find(|&c| c == '}');
            }
        } else if c.is_uppercase() {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Part;
    use crate::text::dress::Dress;

    const WORDS: PatternOptions = PatternOptions { expression: false, alone: false, case: Case::Smart };
    const EXPRESSION: PatternOptions = PatternOptions { expression: true, ..WORDS };
    const ALONE: PatternOptions = PatternOptions { alone: true, ..WORDS };

    fn found<'text>(options: PatternOptions, typed: &str, text: &'text str) -> Vec<&'text str> {
        let pattern = Pattern::new(typed, options).unwrap();
        let hits = |dress| {
            let mut found = Vec::new();
            for word in pattern.words() {
                word.each_hit(text, dress, 0..text.len(), &|| false, &mut |span| {
                    found.push(text.span(span));
                    true
                })
                .unwrap();
            }
            found
        };
        let found = hits(Dress::of_text(text));
        assert_eq!(found, hits(Dress::ANY), "{typed:?} in {text:?}, whatever is known of the text");
        found
    }

    #[test]
    fn words_are_found_whatever_their_dress() {
        let check = |typed: &str, text: &str, expected: &[&str]| assert_eq!(found(WORDS, typed, text), expected);
        check("(一)", "（一）总结 (一)〔一〕", &["（一）", "(一)", "〔一〕"]);
        check("abc", "ABC abc ÀBC ａｂｃ xabcx", &["ABC", "abc", "ÀBC", "ａｂｃ", "abc"]);
        check("resume", "Résumé", &["Résumé"]);
        check("résumé", "RESUME", &["RESUME"]);
        check("２０２４年", "2024年", &["2024年"]);
        check("党建", "黨建 党建", &["黨建", "党建"]);
        check("﹙一﹚", "（一）﹙一﹚", &["（一）", "﹙一﹚"]);
        check("a.c", "abc a.c a。c", &["a.c", "a。c"]);
        check("aa", "aaaa", &["aa", "aa"]);
        check("σ", "ΟΔΟΣ οδος", &["Σ", "ς"]);
        check("[x]\\^", "[x]\\^", &["[x]\\^"]);
        check("总结", "报告", &[]);
        check("", "报告", &[]);
        check(" \t\u{3000}", "报告 ", &[]);
        check("\u{1b}[31m", "\u{1b}[31m", &["\u{1b}[31m"]);
    }

    #[test]
    fn a_capital_letter_asks_for_its_case() {
        let check = |options, typed: &str, text: &str, expected: &[&str]| {
            assert_eq!(found(options, typed, text), expected, "{typed:?}");
        };
        check(WORDS, "Abc", "abc Abc Àbc ABC", &["Abc", "Àbc"]);
        check(PatternOptions { case: Case::Ignore, ..WORDS }, "Abc", "abc ABC", &["abc", "ABC"]);
        check(PatternOptions { case: Case::Match, ..WORDS }, "abc", "abc ABC áBC ábc", &["abc", "ábc"]);
        check(EXPRESSION, "ab+", "ABB abb", &["ABB", "abb"]);
        check(EXPRESSION, "Ab+", "ABB Abb", &["Abb"]);
        check(EXPRESSION, r"\W\p{Han}b", "-党B", &["-党B"]);
    }

    #[test]
    fn expressions_are_taken_as_they_are() {
        let check = |typed: &str, text: &str, expected: &[&str]| assert_eq!(found(EXPRESSION, typed, text), expected);
        check(r"20\d\d年", "2024年 ２０２５年 20年 2026年", &["2024年", "2026年"]);
        check("^一", "一、\n二、一\n一", &["一", "一"]);
        check("x*", "axxb", &["xx"]);
        check("|", "abc", &[]);
        check("(?:)", "abc", &[]);
        check(r"\b", "a b", &[]);
        check("$", "a\nb", &[]);
        check("   ", "a    b", &[]);
        check("a[^x]*b", "a1b\na2\nb", &["a1b"]);
        check(r"(?s)a[^x]*b\z", "a1b\na2\nb", &[]);
        check(r"a(?s:.)*b\z", "a1b\na2\nb", &["a1b\na2\nb"]);
        check("问题|困难", "有问题和困难", &["问题", "困难"]);
    }

    #[test]
    fn expressions_are_found_where_pieces_of_a_text_meet() {
        let check = |typed: &str, found_there: &str| {
            for before in (64 << 10) - 20..(64 << 10) + 20 {
                let text = format!("{}问题\n\n整改。\n问题\n", "x".repeat(before));
                assert_eq!(found(EXPRESSION, typed, &text)[0], found_there, "{typed} behind {before}");
            }
        };
        check(r"题\s+整", "题\n\n整");
        check(r"(?s)题.*题", "题\n\n整改。\n问题");
        check("题\n\n整", "题\n\n整");
        check("整改。$", "整改。");
        check("^整", "整");
    }

    #[test]
    fn a_word_may_have_to_stand_alone() {
        let check = |typed: &str, text: &str, expected: usize| {
            assert_eq!(found(ALONE, typed, text).len(), expected, "{typed} in {text}");
        };
        check("plan", "plan, planning. a plan_b Plan", 2);
        check("党建", "抓党建工作", 1);
        check("API", "用API接口 APIs", 1);
        check("aa", "aaa aa", 1);
    }

    #[test]
    fn what_is_no_pattern_is_said() {
        let check = |typed: &str, expected: &str| {
            assert_eq!(Pattern::new(typed, EXPRESSION).unwrap_err().to_string(), expected, "{typed}");
        };
        check("(", "unclosed group");
        check("[a", "unclosed character class");
        check("a{2", "unclosed counted repetition");
        check(r"\", "incomplete escape sequence, reached end of pattern prematurely");
        let too_large = PatternError::TooLarge.to_string();
        check(r"(\w{100}){1000}", &too_large);
        check(&"(".repeat(LONGEST + 1), &too_large);
        assert!(Pattern::new(&"(".repeat(LONGEST), EXPRESSION).is_err());
        assert_eq!(Pattern::new(&"很长".repeat(5_000), WORDS).unwrap_err(), PatternError::TooLarge);
        assert!(Pattern::new(&"长".repeat(LONGEST), WORDS).is_ok());
        assert!(Pattern::new(&"é".repeat(LONGEST), WORDS).is_ok_and(|pattern| !pattern.is_empty()));
    }

    #[test]
    fn words_that_say_nothing_more_are_left_out() {
        assert_eq!(words("问题 存在问题 a 存在 B b", true), ["存在问题", "a", "B"]);
        assert_eq!(words("ab Abc ab", false), ["Abc", "ab"]);
        let many: String = (100..400).map(|number| format!("{number} ")).collect();
        assert_eq!(words(&many, true).len(), MOST_WORDS);
    }
}
