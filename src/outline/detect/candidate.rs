//! Lines that may be headings because they begin with a number.

use crate::outline::number::{self, Mark, Scheme, Unit};
use crate::text::Part;

use super::bounds;
use super::chars::{columns, is_chinese, is_letter};
use super::contents::Contents;
use super::inline;
use super::layout::{Layout, Line};
use super::look;
use super::title::{Ending, Extent, Form, ending, extent};

/// A place that may be a heading, with all that speaks for or against it by itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Its number.
    pub(super) mark: Mark,
    /// The first byte of the number.
    pub(super) start: u32,
    /// One past the last byte of the title.
    pub(super) title_end: u32,
    /// One past the last byte of the paragraph.
    pub(super) paragraph_end: u32,
    /// The line that it begins on.
    pub(super) line: u32,
    /// The lines of its paragraph.
    pub(super) lines: u32,
    /// The columns before it.
    pub(super) indent: u16,
    /// How its paragraph looks.
    pub(super) form: Form,
    /// The punctuation at the end of its paragraph.
    pub(super) ending: Ending,
    /// The columns of the title without the number.
    pub(super) columns: u32,
    /// The bytes of text after the title in the same paragraph.
    pub(super) rest: u32,
    /// Where it stands.
    pub(super) place: Place,
    /// What else was seen.
    pub(super) signs: Signs,
}

/// Where a candidate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// At the beginning of a line.
    Line,
    /// Inside of a line, behind white space.
    Spaced,
    /// Inside of a line, directly behind a full stop or a colon.
    Inside,
}

/// What was seen of a candidate.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs {
    /// A blank line or a page break stands before it.
    pub(super) blank_before: bool,
    /// It stands where a line was wrapped: inside of a paragraph.
    pub(super) wrapped: bool,
    /// What stands before it ends in a colon.
    pub(super) colon_before: bool,
    /// A line of dashes or the like is drawn below it.
    pub(super) underlined: bool,
    /// A table of contents announces it.
    pub(super) announced: bool,
    /// Its words begin with a small letter.
    pub(super) small: bool,
    /// How far its letters stand out, see [`look::prominence`].
    pub(super) prominence: u16,
}

/// Finds all candidates: at the beginnings of lines and, where a line is a whole page, inside of it.
pub(super) fn find(layout: &Layout, contents: &Contents) -> Vec<Candidate> {
    let (mut found, most) = (Vec::new(), bounds::places(layout.text));
    let joined = inline::is_joined(layout);
    for (index, line) in layout.lines.iter().enumerate() {
        if line.contents || line.look.fixed {
            continue;
        }
        if found.len() >= most {
            break;
        }
        let before = found.len();
        inline::add_candidates(layout.text, *line, index, joined, &mut found);
        if joined || found.len() > before {
            continue;
        }
        if !line.marked && line.ascii {
            continue;
        }
        let noise = if line.ascii { 0 } else { noise(line.text(layout.text)) };
        let mut line = *line;
        line.start += bytes(noise);
        let text = line.text(layout.text);
        let mark = if noise == 0 { line.mark(layout.text) } else { number::mark(text) };
        let Some(mark) = mark.or_else(|| short_piece(text)) else { continue };
        let words = text.part(mark.words..text.len());
        // Years are titles where they are set apart: `9.1 2003`.
        let year = mark.path.depth() > 1 && look::prominence(layout, line.look) > 1 && words.len() <= 12;
        let written = |letter: char| is_letter(letter) || year && letter.is_ascii_digit();
        if mark.scheme == Scheme::Upper && is_initial(words) {
            continue;
        }
        let words_follow = words.part(0..200).contains(written) && !words.starts_with(STRAY);
        if !words_follow && !matches!(mark.scheme, Scheme::Labelled(_)) {
            continue;
        }
        let candidate = candidate(layout, contents, index, line, mark);
        if candidate.title_end > candidate.start {
            bounds::add(&mut found, candidate);
        }
    }
    found.shrink_to_fit();
    found
}

/// The bytes of noise against copying before a number in Chinese text: `2 Q' w4 T^4.事由`.
fn noise(text: &str) -> usize {
    if text.as_bytes().get(..44.min(text.len())).is_none_or(<[u8]>::is_ascii)
        || !text.starts_with(|first: char| first.is_ascii())
    {
        return 0;
    }
    let ascii = text.bytes().take(40).take_while(u8::is_ascii).count();
    let head = text.part(0..ascii);
    let symbols = head.bytes().filter(|byte| b"`~^#$%&*+\\;'\"<>{}".contains(byte)).count();
    let number = head.trim_end_matches('.');
    let digits = number.trim_end_matches(|digit: char| digit.is_ascii_digit());
    let glued =
        ascii > 4 && ascii < text.len() && symbols >= 2 && digits.len() < number.len() && number.len() < head.len();
    if glued { digits.len() } else { 0 }
}

/// Punctuation that no title begins with: a number before it is none of a heading.
const STRAY: [char; 12] = ['，', ',', '。', '、', '；', ';', '：', ')', '）', '|', '=', '%'];

/// Whether words begin with an initial of a name: a letter before it is one too, `A. R. Demir`.
fn is_initial(words: &str) -> bool {
    matches!(words.as_bytes(), [b'A'..=b'Z', b'.', b' ', ..])
}

/// The mark of a line that begins a document of a collection.
fn short_piece(text: &str) -> Option<Mark> {
    (text.len() <= 120 && !text.is_ascii() && text.contains('篇')).then(|| number::piece(text)).flatten()
}

/// The bytes of the longest title that is looked up in the contents: of several sentences, as questions have them.
const ANNOUNCED: usize = 200;

/// Builds the candidate of a line.
fn candidate(layout: &Layout, contents: &Contents, index: usize, line: Line, mark: Mark) -> Candidate {
    let lines = paragraph_lines(layout, index);
    let (lines, joined) = with_next_title(layout, index, lines, line, &mark);
    let last = layout.line(index + lines - 1).unwrap_or(line);
    let words_at = line.start as usize + mark.words;
    let paragraph = layout.text.part(words_at..last.end as usize);
    let mut extent = extent(paragraph, false);
    let whole = extent.form == Form::RunIn && paragraph.len() <= ANNOUNCED && contents.announces(paragraph);
    if joined || whole {
        extent = Extent { form: Form::Alone, title: paragraph.len(), rest: 0, ..extent };
    }
    let titled = extent.form == Form::Alone && extent.ending == Ending::Nothing && extent.columns <= 40;
    let named = || extent.form == Form::RunIn && extent.columns <= 60 && !is_chinese(paragraph);
    if is_numbered_only(&mark) && !titled && !named() {
        extent = Extent { form: Form::RunIn, title: 0, columns: 0, rest: paragraph.len(), ..extent };
    }
    let base = u32::try_from(words_at).unwrap_or(u32::MAX);
    let title_end = if extent.title == 0 { line.start + bytes(mark.len) } else { base + bytes(extent.title) };
    let announced = if extent.form == Form::Sentence { 0 } else { extent.title };
    let title = layout.text.part(words_at..words_at + announced);
    let small = paragraph.starts_with(char::is_lowercase);
    Candidate {
        mark,
        start: line.start,
        title_end,
        paragraph_end: last.end,
        line: bytes(index),
        lines: bytes(lines),
        indent: line.indent,
        form: if extent.form == Form::Alone && is_paragraph(layout, index, lines, extent.ending, paragraph) {
            Form::Sentence
        } else {
            extent.form
        },
        ending: extent.ending,
        columns: extent.columns,
        rest: bytes(extent.rest),
        place: Place::Line,
        signs: Signs { small, ..signs(layout, contents, index, lines, title) },
    }
}

/// Whether the line behind goes on with the sentence of a candidate, in small letters and no further left.
fn goes_on(layout: &Layout, index: usize, lines: usize) -> bool {
    let (line, next) = (layout.line(index), layout.line(index + lines));
    line.zip(next)
        .is_some_and(|(line, next)| next.blanks == 0 && next.indent >= line.indent && next.is_small(layout.text))
}

/// Whether lines that are short enough for a title are a paragraph all the same: too many of them, ended by a full stop,
/// or going on in small letters below.
fn is_paragraph(layout: &Layout, index: usize, lines: usize, end: Ending, paragraph: &str) -> bool {
    let many = lines > 2 + usize::from(end == Ending::Question);
    many || (lines > 1 && is_stopped(paragraph)) || goes_on(layout, index, lines)
}

/// Whether a paragraph in letters that have two cases ends as a sentence does.
fn is_stopped(paragraph: &str) -> bool {
    paragraph.ends_with('.') && !is_chinese(paragraph)
}

/// A length as it is stored.
pub(super) fn bytes(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// Articles of Chinese laws have no title: their text follows the number. In 3,504 laws all 147,291 are so.
fn is_numbered_only(mark: &Mark) -> bool {
    mark.scheme == Scheme::Labelled(Unit::Article)
}

/// How many lines belong to the paragraph that begins on a line, nine at most.
fn paragraph_lines(layout: &Layout, index: usize) -> usize {
    let mut lines = 1;
    while lines < 9 && layout.wrapped(index + lines) && layout.line(index + lines).is_some_and(|line| !line.marked) {
        lines += 1;
    }
    lines
}

/// Adds the next line to a number that stands alone on its line, where that line is its title: `CHAPTER I` and below
/// it `Down the Rabbit-Hole`.
fn with_next_title(layout: &Layout, index: usize, lines: usize, line: Line, mark: &Mark) -> (usize, bool) {
    let title = matches!(
        mark.scheme,
        Scheme::Labelled(Unit::Chapter | Unit::Part | Unit::Volume | Unit::Section | Unit::Article)
    );
    let alone = lines == 1 && mark.words >= line.len();
    let Some(next) = layout.line(index + 1).filter(|next| title && alone && next.blanks <= 2) else {
        return (lines, false);
    };
    let text = next.text(layout.text);
    let short = columns(text) <= 60 && matches!(ending(text), Ending::Nothing | Ending::Question);
    let parted = layout.line(index + 2).is_none_or(|after| after.blanks > 0) || next.blanks == 0 && !layout.spaced;
    let capital = text.chars().next().is_some_and(|first| first.is_uppercase() || !first.is_lowercase());
    if short && parted && capital && !next.marked { (2, true) } else { (lines, false) }
}

/// Collects what is seen around a candidate.
fn signs(layout: &Layout, contents: &Contents, index: usize, lines: usize, title: &str) -> Signs {
    let line = layout.line(index);
    let before = index.checked_sub(1).and_then(|before| layout.line(before));
    Signs {
        blank_before: line.is_some_and(|line| line.blanks > 0 || line.breaks),
        wrapped: layout.wrapped(index)
            && before.zip(line).is_some_and(|(before, line)| before.indent.abs_diff(line.indent) <= 1),
        colon_before: before.is_some_and(|before| before.ending(layout.text) == Ending::Colon),
        underlined: underline(layout, index + lines).is_some(),
        announced: contents.announces(title),
        small: false,
        prominence: line.map_or(0, |line| look::prominence(layout, line.look)),
    }
}

/// The character of which a line is drawn below another: `====`.
pub(super) fn underline(layout: &Layout, index: usize) -> Option<char> {
    let drawn = |line: &Line| !line.ascii || line.first == line.last && line.first.is_ascii_punctuation();
    let line = layout.line(index).filter(|line| line.blanks == 0 && drawn(line))?;
    let drawn = rule(line.text(layout.text))?;
    let above = layout.line(index.checked_sub(1)?)?;
    let (title, drawn_columns) = (columns(above.text(layout.text)), columns(line.text(layout.text)));
    let wide = !above.ascii;
    let fits = drawn_columns <= title + 3.max(title / 4)
        && drawn_columns + 3.max(title / 4) >= if wide { title / 2 } else { title };
    fits.then_some(drawn)
}

/// The character of which a rule is drawn; none where the line is no rule.
pub(super) fn rule(line: &str) -> Option<char> {
    let first = line.chars().next().filter(|first| "=-~*^\"#+_`'.:─━═".contains(*first))?;
    (line.len() >= 3 && line.chars().all(|character| character == first)).then_some(first)
}
