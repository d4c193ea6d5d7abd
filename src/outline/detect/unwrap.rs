//! Chinese text whose lines were cut at a fixed width is put together again, each paragraph on one line. What is found
//! in it is then told in positions of the text as it was.
//!
//! In such a text a line end says nothing: a number can stand at the beginning of a line by chance, and a title be cut
//! in two. Text in letters keeps its lines, whose ends stand between words and have their own evidence.

use crate::outline::number;
use crate::text::{Part, Span, needs_space};

use super::Detected;
use super::chars::{columns, is_blank, wide_share};
use super::furniture::is_page_line;
use super::title::{Ending, ending};

/// The widths at which lines of Chinese are cut, in columns.
const WIDTHS: std::ops::RangeInclusive<u32> = 32..=132;
/// A full line may end so many columns before the width: punctuation that may not begin a line takes a character along.
const RAGGED: u32 = 4;
/// The lines at which the width is measured.
const SAMPLE: usize = 4000;

/// A text longer than this is measured at its beginning and in its middle.
const LARGE: usize = 400_000;

/// A text put together again.
pub(super) struct Unwrapped {
    /// The text, each paragraph on one line.
    pub(super) text: String,
    /// Where something was taken out: the place in the new text, and all bytes taken out up to there.
    cuts: Vec<(u32, u32)>,
}

/// Puts a text together again; none where its lines were not cut. Costs a look at some lines where they were not, and
/// the bytes of the text where they were.
pub(super) fn unwrap(text: &str) -> Option<Unwrapped> {
    let width = width(text)?;
    let mut found = Unwrapped { text: String::with_capacity(text.len()), cuts: Vec::new() };
    let (mut before, mut removed) = ("", 0_usize);
    for line in text.split_inclusive('\n') {
        let words = line.trim_matches(is_blank);
        if is_cut(before, words, width) && !is_set_in(before, line, width) {
            let end = found.text.trim_end_matches('\n').len();
            let lead = line.len() - line.trim_start_matches(is_blank).len();
            let gap = usize::from(parts_words(&found.text, words));
            let taken = found.text.len() - end + lead - gap;
            found.text.truncate(end);
            found.text.push_str(if gap > 0 { " " } else { "" });
            removed += taken;
            found.cuts.push((position(found.text.len()), position(removed)));
            found.text.push_str(line.part(lead..line.len()));
        } else {
            found.text.push_str(line);
        }
        before = line;
    }
    (!found.cuts.is_empty()).then_some(found)
}

/// Whether a space stands between the last word so far and the next.
fn parts_words(before: &str, after: &str) -> bool {
    let last = before.trim_end_matches('\n').chars().next_back();
    last.zip(after.chars().next()).is_some_and(|(last, first)| needs_space(last, first))
}

/// Where the lines of a text were cut.
#[derive(Clone, Copy, Debug)]
struct Width {
    /// Whether characters were counted, and not columns.
    characters: bool,
    /// The most that a line has.
    most: u32,
    /// Paragraphs are set in and go on flush left, so that a line that is set in begins one.
    set_in: bool,
}

impl Width {
    /// How wide a line is.
    fn of(self, line: &str) -> u32 {
        if self.characters { position(line.chars().count()) } else { columns(line) }
    }

    /// Whether there was no room on a line for another character, punctuation included.
    fn is_full(self, line: &str) -> bool {
        self.of(line) + if self.characters { RAGGED / 2 } else { RAGGED } >= self.most
    }
}

/// The width at which the lines of a text were cut; none where it is no Chinese text or they were not.
fn width(text: &str) -> Option<Width> {
    let wide = wide_share(text.part(0..400)).max(wide_share(text.part(text.len() / 2..text.len() / 2 + 400)));
    if wide < 60 {
        return None;
    }
    let mut lines: Vec<&str> = Vec::new();
    let half = if text.len() > LARGE { text.len() / 2 } else { text.len() };
    let middle = text.part(half..text.len()).split('\n').skip(1).take(SAMPLE / 2);
    for line in text.part(0..half).split('\n').take(SAMPLE / 2).chain(middle) {
        let words = line.trim_end_matches(is_blank);
        if words.len() > 600 {
            return None;
        }
        lines.extend(Some(words).filter(|words| !words.is_empty()));
    }
    if lines.len() < 8 {
        return None;
    }
    let measures = [false, true].map(|characters| measure(&lines, characters));
    let (mut width, full) = measures.into_iter().max_by_key(|(width, full)| (full.len(), !width.characters))?;
    let open = full.iter().filter(|line| matches!(ending(line), Ending::Nothing | Ending::Comma)).count();
    let columns = if width.characters { 2 * width.most } else { width.most };
    // Where most paragraphs are short, few lines are full; but then nearly all of these are cut within a sentence.
    let many = full.len() * 4 >= lines.len() && open * 2 >= full.len();
    let few = full.len() >= 4 && full.len() * 10 >= lines.len() && open * 5 >= full.len() * 4;
    width.set_in = goes_on_flush(&lines, width);
    (WIDTHS.contains(&columns) && (many || few || width.set_in)).then_some(width)
}

/// Whether paragraphs are set in and go on flush left: most lines are set in, and those that are not stand below full
/// ones.
fn goes_on_flush(lines: &[&str], width: Width) -> bool {
    let is_set = |line: &str| line.starts_with(is_blank);
    let set = lines.iter().filter(|line| is_set(line)).count();
    let flush = || lines.iter().zip(lines.iter().skip(1)).filter(|(before, line)| is_set(before) && !is_set(line));
    let below = flush().filter(|(before, _)| width.is_full(before)).count();
    set * 2 >= lines.len() && below >= 2 && below * 10 >= flush().count() * 9
}

/// The width of nearly the widest lines, and the lines that are full by it.
fn measure<'a>(lines: &[&'a str], characters: bool) -> (Width, Vec<&'a str>) {
    let mut width = Width { characters, most: 0, set_in: false };
    let mut widths: Vec<u32> = lines.iter().map(|line| width.of(line)).collect();
    widths.sort_unstable();
    width.most = widths.get(widths.len() * 98 / 100).copied().unwrap_or(0);
    (width, lines.iter().copied().filter(|line| width.is_full(line)).collect())
}

/// Whether a paragraph goes on behind the end of a line: there was no room for the next character.
fn is_cut(before: &str, after: &str, width: Width) -> bool {
    let words = before.trim_end_matches(is_blank);
    let full = width.is_full(words) || has_no_room(words, after, width);
    if !full || after.is_empty() || before.contains('\u{c}') || is_page_line(after) || is_page_line(words.trim()) {
        return false;
    }
    let ended = matches!(ending(words), Ending::Stop | Ending::Question | Ending::Colon | Ending::Semicolon);
    !(ended && number::mark(after).is_some())
}

/// Whether the word in letters with which a line begins had no room at the end of the one before, which is long and
/// ends within a sentence.
fn has_no_room(before: &str, after: &str, width: Width) -> bool {
    let word = after.bytes().take_while(u8::is_ascii_graphic).count();
    let own = width.of(before);
    (RAGGED as usize..=WORD).contains(&word)
        && own * 3 >= width.most * 2
        && own + 1 + position(word) > width.most
        && matches!(ending(before), Ending::Nothing | Ending::Comma)
        && number::mark(before.trim_start_matches(is_blank)).is_none()
}

/// The longest word that is looked at, in letters.
const WORD: usize = 30;

/// Whether a line is set in further than the one before, or than any but the first of a paragraph.
fn is_set_in(before: &str, line: &str, width: Width) -> bool {
    let indent = |line: &str| columns(line.part(0..line.len() - line.trim_start_matches(is_blank).len()));
    indent(line) >= indent(before) + 2 || width.set_in && line.starts_with(is_blank)
}

fn position(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Unwrapped {
    /// The place in the text as it was.
    fn place(&self, at: u32, is_end: bool) -> u32 {
        let before = self.cuts.partition_point(|(cut, _)| if is_end { *cut < at } else { *cut <= at });
        let removed = before.checked_sub(1).and_then(|last| self.cuts.get(last)).map_or(0, |(_, removed)| *removed);
        at + removed
    }

    fn span(&self, span: Span) -> Span {
        let start = self.place(span.start, false);
        Span { start, end: self.place(span.end, true).max(start) }
    }

    /// What was found, in positions of the text as it was.
    pub(super) fn restore(&self, mut found: Detected) -> Detected {
        found.title = found.title.map(|title| self.span(title));
        for heading in &mut found.headings {
            let number = heading.span.start + position(heading.number);
            let span = self.span(heading.span);
            heading.number = (self.place(number, true).max(span.start) - span.start) as usize;
            heading.span = span;
        }
        found.beyond = found.beyond.map(|beyond| self.place(beyond, false));
        found.asides.iter_mut().for_each(|aside| aside.span = self.span(aside.span));
        found.rejected.iter_mut().for_each(|rejected| rejected.span = self.span(rejected.span));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_put_together() {
        let line = "会议听取了各部门关于上半年重点工作的汇报，认为总体进展";
        let check = |lines: &[&str], expected: &[&str]| {
            let body = format!("{line}\n").repeat(8);
            let text = format!("{body}顺利。\n{}\n", lines.join("\n"));
            let found = unwrap(&text).map(|found| found.text).unwrap_or_default();
            let tail: Vec<&str> = found.lines().skip(1).collect();
            assert_eq!(tail, expected, "{lines:?}");
        };
        check(&["一、总体情况", line, "平稳。"], &["一、总体情况", &format!("{line}平稳。")]);
        check(&[line, "", "平稳。"], &[line, "", "平稳。"]);
        check(&[line, "\u{3000}\u{3000}平稳。"], &[line, "\u{3000}\u{3000}平稳。"]);
        check(&[line, "- 3 -", "平稳。"], &[line, "- 3 -", "平稳。"]);
        let (full, mark) = ("会议听取了各部门关于上半年重点工作的汇报，认为总体平稳。", "二、问题");
        check(&[full, mark], &[full, mark]);
        check(
            &["会议听取了各部门关于上半年重点工作的汇报，认为 Alpha", "Beta"],
            &["会议听取了各部门关于上半年重点工作的汇报，认为 Alpha Beta"],
        );
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        let check = |text: &str| assert!(unwrap(text).is_none(), "{text}");
        check("");
        check(&"The team visited all twelve of the stations, and measured the flow\n".repeat(20));
        check(&"今年以来，我们认真贯彻落实上级决策部署，各项工作取得了明显成效。\n".repeat(20));
        check(&format!("{}\n", "各项工作取得了明显成效，".repeat(60)).repeat(20));
    }

    #[test]
    fn positions_are_told_in_the_text_as_it_was() {
        let text = "会议听取了各部门关于上半年重点工作的汇报，认为总体进展\n".repeat(8);
        let found = unwrap(&text).unwrap();
        for (at, character) in found.text.char_indices().filter(|(_, character)| *character != '\n') {
            let place = found.place(position(at), false) as usize;
            assert!(text.part(place..text.len()).starts_with(character), "{at}");
            let end = at + character.len_utf8();
            assert!(text.part(0..found.place(position(end), true) as usize).ends_with(character), "{end}");
        }
    }
}
