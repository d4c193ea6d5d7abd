//! What the text of a report has by habit: whether its lines were cut at a width, whether it is Chinese, and whether it
//! sets its paragraphs in itself.

use crate::outline::{Block, BlockKind, Document};
use crate::text::width::columns;
use crate::text::{Part, Span, needs_space};

/// The widths at which lines may have been cut, in columns.
const WIDTHS: std::ops::RangeInclusive<usize> = 30..=132;
/// So many blocks are looked at, at the beginning and in the middle, and so many bytes of each.
const BLOCKS: usize = 600;
const BYTES: usize = 4096;
/// The fewest lines that must have been full.
const FEWEST: usize = 4;
/// A full line of Chinese may end so much earlier: punctuation takes a character along.
const RAGGED: usize = 2;

/// Columns by which no paragraph is set in; and the columns of what is, for other reasons, at most.
const FAR: usize = 8;
const SHORT: usize = 160;

/// What a report has by habit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Habits {
    /// The width at which its lines were cut, in columns; none where each line is a paragraph.
    pub(super) cut_at: Option<usize>,
    /// Whether most of it is Chinese.
    pub(super) chinese: bool,
    /// Whether it sets its paragraphs in.
    pub(super) sets_in: bool,
}

impl Habits {
    /// Looks at some of the blocks of a document. Formats other than plain text have no lines that were cut: their
    /// readers join what a source has parted.
    pub(super) fn of(document: &Document) -> Self {
        let text = &*document.text;
        let middle = document.blocks.len() / 2;
        let blocks =
            document.blocks.iter().take(BLOCKS).chain(document.blocks.iter().skip(middle.max(BLOCKS)).take(BLOCKS));
        let paragraphs: Vec<Span> = blocks.filter(|block| is_running(block)).map(start_of).collect();
        let (mut wide, mut letters, mut long, mut set_in) = (0, 0, 0, 0);
        for &span in &paragraphs {
            let words = text.span(span);
            let count = words.chars().filter(|letter| !letter.is_whitespace()).count();
            letters += count;
            wide += words.chars().filter(|letter| is_han(*letter)).count();
            let is_long = count >= 30;
            long += usize::from(is_long);
            set_in += usize::from(is_long && words.starts_with(char::is_whitespace));
        }
        let cut_at = (document.format == "text").then(|| cut_at(text, &paragraphs)).flatten();
        Self { cut_at, chinese: wide * 2 > letters, sets_in: set_in * 3 >= long.max(1) }
    }
}

fn is_running(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote)
}

fn start_of(block: &Block) -> Span {
    let end = block.span.start.saturating_add(BYTES as u32);
    Span { end: block.span.end.min(end), ..block.span }
}

/// Whether a text is Chinese, though words of letters, which take several where Chinese takes one, may stand in it.
pub(super) fn is_chinese(text: &str) -> bool {
    let (mut han, mut others) = (0_usize, 0_usize);
    for letter in text.chars().filter(|letter| letter.is_alphanumeric()).take(200) {
        han += usize::from(is_han(letter));
        others += usize::from(!is_han(letter));
    }
    han * 3 > others
}

/// Whether a character is an ideograph.
pub(super) fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The width at which the lines of paragraphs were cut.
fn cut_at(text: &str, paragraphs: &[Span]) -> Option<usize> {
    let mut widths = Vec::new();
    let mut pairs = Vec::new();
    for &paragraph in paragraphs {
        let lines: Vec<&str> = text.span(paragraph).split('\n').collect();
        widths.extend(lines.iter().filter(|line| line.len() < BYTES / 2).map(|line| columns(line.trim_end())));
        pairs.extend(lines.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))));
        if lines.iter().any(|line| line.len() >= BYTES / 2) {
            return None;
        }
    }
    widths.sort_unstable();
    let width =
        widths.get(widths.len().saturating_sub(1) * 98 / 100).copied().filter(|width| WIDTHS.contains(width))?;
    let full = pairs.iter().filter(|(line, next)| is_full(line, next, width)).count();
    let open = pairs.iter().filter(|(line, next)| is_full(line, next, width) && !ends_sentence(line)).count();
    (full >= FEWEST && full * 5 >= pairs.len() * 2 && open * 2 >= full).then_some(width)
}

/// The lines of a text that are one paragraph each, or several that were cut at the width: a run of lines is joined
/// where most of its lines had no room for the first word of the next.
pub(super) fn paragraphs(text: &str, lines: &[Span], cut_at: Option<usize>) -> Vec<Vec<Span>> {
    let Some(width) = cut_at else { return lines.iter().map(|line| vec![*line]).collect() };
    let mut found: Vec<Vec<Span>> = Vec::new();
    for run in runs(text, lines, width) {
        let goes_on = |pair: &[Span]| {
            pair.first().zip(pair.get(1)).is_some_and(|(a, b)| is_full(text.span(*a), text.span(*b), width))
        };
        let full = run.windows(2).filter(|pair| goes_on(pair)).count();
        let mostly = full * 2 >= run.len().saturating_sub(1);
        for (at, line) in run.iter().enumerate() {
            let joins = at > 0 && mostly && goes_on(run.get(at - 1..=at).unwrap_or_default());
            match found.last_mut().filter(|_| joins) {
                Some(paragraph) => paragraph.push(*line),
                None => found.push(vec![*line]),
            }
        }
    }
    found
}

/// Runs of lines between which nothing says that a new paragraph begins.
fn runs<'a>(text: &str, lines: &'a [Span], width: usize) -> Vec<&'a [Span]> {
    let mut marked = false;
    let mut further = lines.iter().skip(2);
    let chunks = lines.chunk_by(|a, b| {
        let (line, next) = (text.span(*a), text.span(*b));
        let after = further.next().map_or("", |after| text.span(*after));
        let starts_item = begins_item(line);
        marked = starts_item || marked && indent(line) > 0;
        let set_in = indent(next) >= indent(line) + 2 && !marked && !hangs(line, next, after, width);
        let blank = line.trim().is_empty() || next.trim().is_empty();
        !(blank || set_in || begins_item(next) || is_aligned(line) || is_aligned(next))
    });
    chunks.collect()
}

/// Whether a line that is set in goes on with the one above it, as those of a list of terms do: that had no room for
/// more, its sentence is not at its end, and what comes after is set in as well.
fn hangs(line: &str, next: &str, after: &str, width: usize) -> bool {
    let goes_on = after.trim().is_empty() || indent(after) == indent(next);
    goes_on && is_full(line, next, width) && !ends_sentence(line)
}

/// The columns by which the further lines of a paragraph are set in where the page is narrower than the source: as
/// they are there; of one that is a single line, as it is itself.
pub(super) fn hang(text: &str, lines: &[Span], cut_at: Option<usize>) -> usize {
    match lines {
        [_, second, ..] if cut_at.is_some() => indent(text.span(*second)),
        [only] if is_far_in(text.span(*only)) || cut_at.is_some() && !is_chinese(text.span(*only)) => {
            indent(text.span(*only))
        }
        _ => 0,
    }
}

/// Whether a line stands further in than a paragraph begins, as the captions and the signatures of plain texts do, and
/// is short.
fn is_far_in(line: &str) -> bool {
    indent(line) >= FAR && columns(line.trim()) <= SHORT
}

fn indent(line: &str) -> usize {
    columns(line.part(0..line.len() - line.trim_start().len()))
}

/// Whether a line begins with the mark of an item: a bullet, or a number with its point or bracket.
fn begins_item(line: &str) -> bool {
    let words = line.trim_start();
    let Some((mark, rest)) = words.split_once([' ', '\t', '\u{3000}']) else { return words.starts_with(is_bullet) };
    let number = mark.trim_end_matches(['.', ')', '）', '、', ':', ']']);
    let bare = number.trim_start_matches(['(', '（', '[']);
    let is_number = bare.chars().count() <= 6
        && number.len() < mark.len()
        && (bare.chars().all(|letter| letter.is_ascii_digit() || letter == '.')
            || bare.chars().count() == 1
            || bare.chars().all(|letter| "ivxIVX".contains(letter)));
    !rest.trim().is_empty() && (is_number || mark.chars().all(is_bullet) && mark.chars().count() <= 2)
}

fn is_bullet(letter: char) -> bool {
    matches!(letter, '-' | '*' | '+' | '•' | '·' | '●' | '○' | '■' | '□' | '◆' | '▪' | '–' | '—' | '※' | '▶' | '➢')
}

/// Whether the parts of a line stand where they stand for a reason: columns, leaders, drawings.
fn is_aligned(line: &str) -> bool {
    let words = line.trim();
    let drawn = |letter: char| matches!(letter, '\u{2500}'..='\u{259f}' | '|');
    words.contains('\t')
        || words.contains("   ")
        || words.contains("....")
        || words.contains("………")
        || words.contains("----")
        || words.contains("====")
        || words.chars().filter(|letter| drawn(*letter)).count() > 1
}

/// Whether a line had no room for the first word of the next.
fn is_full(line: &str, next: &str, width: usize) -> bool {
    let (line, next) = (line.trim_end(), next.trim_start());
    let cuts_word = line.strip_suffix('-').is_some_and(|stem| stem.ends_with(char::is_lowercase));
    if cuts_word && next.starts_with(char::is_lowercase) && columns(line) * 2 > width {
        return true;
    }
    let Some((last, first)) = line.chars().next_back().zip(next.chars().next()) else { return false };
    let gap = usize::from(needs_space(last, first) && last != '-');
    let slack = if is_chinese(line) { RAGGED } else { 0 };
    let own = columns(line);
    own * 2 > width && own + gap + columns(first_word(next)) + slack > width
}

/// What must stand on one line at the beginning of a text: a word, or a Chinese character with the marks behind it.
fn first_word(text: &str) -> &str {
    let Some(first) = text.chars().next() else { return "" };
    let joins = |letter: &char| {
        if needs_space(first, first) {
            !letter.is_whitespace() && !is_han(*letter)
        } else {
            "，。、；：？！）》」』】”’".contains(*letter)
        }
    };
    let length = text.chars().skip(1).take_while(joins).map(char::len_utf8).sum::<usize>();
    text.part(0..first.len_utf8() + length)
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end().ends_with(['。', '.', '！', '!', '？', '?', '：', ':', '；', ';', '”'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{self, Options};
    use std::path::Path;

    /// The paragraphs of a plain text, a line each, with a space where one must stand.
    fn read(text: &str) -> (Habits, Vec<String>) {
        let document = formats::read(Path::new("x.txt"), text.as_bytes(), &Options::default());
        let habits = Habits::of(&document);
        let mut start = 0;
        let lines: Vec<Span> = text
            .trim_end()
            .split('\n')
            .map(|line| {
                let span = Span::new(start..start + line.len());
                start += line.len() + 1;
                span
            })
            .collect();
        let joined = paragraphs(text, &lines, habits.cut_at)
            .into_iter()
            .map(|lines| lines.iter().map(|line| text.span(*line).trim()).collect::<Vec<_>>().join("|"));
        (habits, joined.filter(|line| !line.is_empty()).collect())
    }

    const LETTER: &str = "The harbour office has asked for a list of all lamps that were\n\
        replaced during the last year, with the date of each and the name\n\
        of whoever did it. The list is due on Friday.\n\n\
        Please look at the log and not at the orders, since not all lamps\n\
        that were ordered have been put in. A lamp that was only cleaned\n\
        does not count.\n\n\
        - one lamp\n- two lamps and a very long word about the second one of all\n  them, which goes on\n\n\
        Yours\nThe Keeper\n";

    #[test]
    fn lines_that_were_cut_are_one_paragraph_and_others_stay() {
        let (habits, paragraphs) = read(LETTER);
        assert!(habits.cut_at.is_some_and(|width| (62..=66).contains(&width)), "{habits:?}");
        assert_eq!(paragraphs.len(), 6, "{paragraphs:#?}");
        assert_eq!(paragraphs.first().unwrap().matches('|').count(), 2);
        assert_eq!(paragraphs.get(4..).unwrap(), ["Yours", "The Keeper"]);
    }

    #[test]
    fn lines_that_hang_below_a_term_are_joined_to_it() {
        let terms = "\n   lamp (A):  what burns in the tower by night, with all of its\n      glass and its wick, which\n      the keeper trims\n\n\
            \x20  wick (B):  what draws the oil up to the flame and is trimmed\n      often\n";
        let (_, paragraphs) = read(&format!("{LETTER}{terms}"));
        let hung: Vec<&String> =
            paragraphs.iter().filter(|line| line.contains("(A)") || line.contains("(B)")).collect();
        assert!(hung.iter().all(|line| line.contains('|')) && hung.len() == 2, "{paragraphs:#?}");
        // A paragraph whose first line is set in begins anew, also where the one before it fills its last line.
        let full =
            "The keeper went up to the lamp in the night and saw the ship come\n    He lit the lamp.\nAnd he waited.\n";
        let (_, paragraphs) = read(&format!("{LETTER}\n{full}"));
        assert!(paragraphs.iter().any(|line| line.starts_with("He lit")), "{paragraphs:#?}");
    }

    #[test]
    fn what_stands_far_in_hangs_there() {
        let check = |line: &str, expected: usize| {
            assert_eq!(hang(line, &[Span::new(0..line.len())], None), expected, "{line:?}");
        };
        check("            图3  全镇河道断面和水位", 12);
        check("　　今年以来，工作取得了新的进展。", 0);
        check("    今年以来，工作取得了新的进展。", 0);
        check("　　　　　　某某镇人民政府", 12);
        check(&format!("        {}", "今年以来，工作取得了新的进展。".repeat(20)), 0);
    }

    #[test]
    fn chinese_lines_that_were_cut_are_joined() {
        let line = "各位代表现在我代表镇人民政府向大会报告工作请予审议并";
        let text = format!(
            "　　{line}\n{line}请\n{line}请\n提出意见。\n　　{line}\n{line}请\n{line}请\n谢谢大家。\n\n此致\n敬礼\n"
        );
        let (habits, paragraphs) = read(&text);
        assert!(habits.chinese && habits.sets_in && habits.cut_at.is_some(), "{habits:?}");
        assert_eq!(paragraphs.len(), 4, "{paragraphs:#?}");
    }

    #[test]
    fn verse_code_and_lists_of_names_are_not_joined() {
        let check = |text: &str| {
            let (habits, paragraphs) = read(text);
            assert_eq!(paragraphs.len(), text.lines().filter(|line| !line.is_empty()).count(), "{habits:?} {text}");
        };
        check(
            "The lamp is lit upon the hill,\nThe sea below is dark and still,\nAnd no one comes,\nAnd no one will,\nTill morning.\n",
        );
        check("锄禾日当午，\n汗滴禾下土。\n谁知盘中餐，\n粒粒皆辛苦。\n");
        check("张三\n李四\n王二麻子\n赵六\n");
        check(&"今年以来，我们围绕中心工作，抓好落实，取得了扎实的成效。\n各项指标都好于预期。\n".repeat(5));
        let table =
            "name        count   when\nlamp           12   2024\nglass           3   2025\nwire            9   2026\n";
        check(&format!("{}{table}", LETTER.replace('\n', " ")));
    }
}
