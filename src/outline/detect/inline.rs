//! Candidates inside of lines: a page copied as text often is one line, in which its line ends became spaces or
//! nothing.

use crate::outline::number::{self, Bracket, Close, Mark, Scheme, Unit};
use crate::text::Part;

use super::bounds;
use super::candidate::{Candidate, Place, Signs, bytes as position};
use super::chars::{closes, columns, is_blank, is_chinese, is_wide, opens};
use super::inline_contents;
use super::layout::{Layout, Line};
use super::pieces;
use super::preamble::is_spoken_of;
use super::seam::{letter_seam, named_seam, seam, sure_seam};
use super::title::{Extent, Form, extent};

/// A line longer than this holds more than a paragraph: the longest of 3,423 lines of reports had 3,400 bytes.
const PAGE: usize = 9000;
/// A line longer than this may hold more than a paragraph.
const LONG: usize = 900;
/// In a text whose lines are all shorter than this no line ends were lost.
const JOINED: usize = 300;

/// The bytes at the beginning of a text that show whether it has lost its line ends.
const SAMPLE: usize = 200_000;

/// A mark inside of a line.
#[derive(Clone, Copy)]
struct Found {
    mark: Mark,
    at: u32,
    place: Place,
    colon: bool,
    /// The bytes of its title, where they are known.
    title: u32,
}

/// Adds the candidates inside of a line; none where the line is but a paragraph. `joined` says that the text as a whole
/// has lost its line ends. Costs one look at each byte.
pub(super) fn add_candidates(text: &str, line: Line, index: usize, joined: bool, candidates: &mut Vec<Candidate>) {
    if line.len() < LONG && !joined {
        return;
    }
    let (whole, room) = (line.text(text), bounds::places(text).saturating_sub(candidates.len()));
    let mut found = marks(whole, false, room);
    if whole.len() < PAGE && !joined && !is_divided(&found) {
        return;
    }
    let glued = joined && is_glued(&found);
    if glued {
        drop(found);
        found = marks(whole, true, room);
    }
    let found = with_pieces(whole, found);
    let ends = found.iter().skip(1).map(|next| next.at as usize).chain([whole.len()]);
    let first = candidates.len();
    candidates.reserve_exact(found.len());
    candidates.extend(found.iter().zip(ends).map(|(found, end)| candidate(whole, line, index, *found, end, glued)));
    let entries = inline_contents::entries(text, candidates.get(first..).unwrap_or_default());
    let mut at = 0..;
    candidates.retain(|candidate| {
        let is_entry = at.next().and_then(|at: usize| at.checked_sub(first)).is_some_and(|at| entries.contains(&at));
        !is_entry && candidate.title_end > candidate.start
    });
}

/// Adds the titles by which a collection counts its documents, and takes out what was found inside of them.
fn with_pieces(line: &str, mut found: Vec<Found>) -> Vec<Found> {
    for piece in pieces::find(line) {
        let first = found.partition_point(|found| (found.at as usize) < piece.title.start);
        let last = found.partition_point(|found| (found.at as usize) < piece.title.end);
        let (at, title) = (piece.title.start, piece.title.len());
        let apart = at == 0 || line.part(0..at).ends_with(is_blank);
        let place = if apart { Place::Spaced } else { Place::Inside };
        let new = Found { mark: piece.mark, at: position(at), place, colon: false, title: position(title) };
        found.splice(first..last, [new]);
    }
    found
}

/// Whether a text has lost line ends: the numbers of its sections go on inside of its lines more often than at their
/// beginnings. A text whose lines have looks has lost none. Costs one look at each byte of a sample.
pub(super) fn is_joined(layout: &Layout) -> bool {
    let lines = || layout.lines.iter().filter(|line| !line.contents);
    if layout.dressed || layout.wrap.is_some() || !lines().any(|line| line.len() >= JOINED) {
        return false;
    }
    let mut left = SAMPLE;
    let mut sample = |line: &Line| {
        let whole = line.text(layout.text);
        let text = whole.part(0..left);
        left -= text.len();
        (!text.is_empty()).then(|| marks(text, false, text.len()))
    };
    let found: Vec<Found> = lines().map_while(&mut sample).flatten().collect();
    let (count, bytes) = lines().fold((0, 0), |(count, bytes), line| (count + 1, bytes + line.len()));
    let page = count <= 3 || bytes / count >= LONG;
    let go_on_inside = |is: &dyn Fn(Scheme, Bracket) -> bool| {
        // In a page, the sections may follow the words that announce them: `现汇报如下：一、…`.
        let some = || found.iter().filter(|found| (page || !found.colon) && is(found.mark.scheme, found.mark.bracket));
        let inside = some().filter(|found| found.at > 0).count();
        inside * 2 > some().count() && follows(some()) >= 2
    };
    go_on_inside(&is_section) || page && go_on_inside(&is_numbered)
}

/// Whether marks of this kind open sections where a text has no others.
fn is_numbered(scheme: Scheme, bracket: Bracket) -> bool {
    bracket == Bracket::None && matches!(scheme, Scheme::Arabic | Scheme::Han | Scheme::Roman | Scheme::Upper)
        || matches!(scheme, Scheme::Labelled(unit) if !matches!(unit, Unit::Step | Unit::Version | Unit::Question))
}

/// Whether the marks of a line divide it as no paragraph is divided: by `一、` and `二、`, or by two chapters.
fn is_divided(found: &[Found]) -> bool {
    follows(found.iter().filter(|found| is_section(found.mark.scheme, found.mark.bracket))) >= 2
}

/// Whether marks of this kind open sections of a report, and seldom items of a list.
fn is_section(scheme: Scheme, bracket: Bracket) -> bool {
    matches!(scheme, Scheme::Han | Scheme::Grand | Scheme::Labelled(Unit::Chapter | Unit::Part | Unit::Piece))
        && bracket == Bracket::None
}

/// How many marks inside of lines have the number behind that of the mark before them, the first number included.
fn follows<'a>(found: impl Iterator<Item = &'a Found>) -> usize {
    let (mut last, mut count) = (0, 0);
    for found in found {
        let ordinal = found.mark.path.ordinal();
        count += usize::from(ordinal == last + 1);
        last = ordinal;
    }
    count
}

/// Whether lost line ends left no trace: few marks stand behind white space.
fn is_glued(found: &[Found]) -> bool {
    let spaced = found.iter().filter(|found| found.place == Place::Spaced && found.at > 0).count();
    spaced * 5 <= found.len()
}

/// Finds the first `most` marks in a line, where a sentence or a phrase can begin; where line ends left no trace
/// (`glued`), also directly behind words.
fn marks(line: &str, glued: bool, most: usize) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let bytes = line.as_bytes();
    let pieces = line.contains('篇');
    let take = |at: usize, place: Place, colon: bool, found: &mut Vec<Found>| {
        let mark = mark_at(line, at, place, pieces).filter(|_| !is_spoken_of(line.part(0..at)))?;
        bounds::add(found, Found { mark, at: position(at), place, colon, title: 0 });
        Some(at + mark.len.max(1))
    };
    let parts = |byte: &u8| PARTS.get(usize::from(*byte)).is_some_and(|parts| *parts || glued && *byte >= b'0');
    let mut at = take(0, Place::Spaced, false, &mut found).unwrap_or(0);
    while let Some(step) = bytes.get(at..).and_then(|rest| rest.iter().position(parts)) {
        if found.len() >= most {
            break;
        }
        at += step;
        if let Some((end, colon)) = boundary(line, bytes, at) {
            let start = if bytes.get(end).is_some_and(u8::is_ascii_graphic) {
                end
            } else {
                let rest = line.part(end..line.len());
                end + rest.len() - rest.trim_start_matches(is_blank).len()
            };
            if !pieces && !bytes.get(start).is_some_and(|first| opens_mark(*first)) {
                at = start;
                continue;
            }
            let spaced = start > end || line.part(at..end).starts_with(is_blank);
            let place = if spaced { Place::Spaced } else { Place::Inside };
            at = take(start, place, colon, &mut found).unwrap_or(start);
        } else if opens_number(line, bytes, at) || glued && opens_glued(line, bytes, at) {
            at = take(at, Place::Inside, false, &mut found).unwrap_or(at + 1);
        } else {
            at += 1;
        }
    }
    found
}

/// The bytes with which a boundary or a bracket before a number begins.
const PARTS: [bool; 256] = {
    let mut parts = [false; 256];
    let bytes = b" \t;!?)|:(\xc2\xe2\xe3\xef";
    let mut at = 0;
    while at < bytes.len() {
        parts[bytes[at] as usize] = true;
        at += 1;
    }
    parts
};

/// Whether a usual mark can begin with a byte. Nearly all words begin with another.
fn opens_mark(first: u8) -> bool {
    first.is_ascii_digit() || first.is_ascii_uppercase() || first == b'(' || !first.is_ascii()
}

/// The mark at a place, where there is one. `pieces` says whether the line has any that count documents.
fn mark_at(line: &str, at: usize, place: Place, pieces: bool) -> Option<Mark> {
    let first = *line.as_bytes().get(at)?;
    let rest = line.part(at..line.len());
    let mark =
        if opens_mark(first) { number::mark(rest.part(0..80)).filter(|mark| is_usual(mark, rest)) } else { None };
    mark.or_else(|| {
        if !pieces || place != Place::Spaced {
            return None;
        }
        let phrase = rest.part(0..60).split(is_blank).next().filter(|phrase| phrase.contains('篇'))?;
        number::piece(phrase)
    })
}

/// Whether `（一）` stands at a place: its brackets set it off, whatever stands before it.
fn opens_number(line: &str, bytes: &[u8], at: usize) -> bool {
    if !matches!(bytes.get(at), Some(b'(' | 0xef)) || !line.is_char_boundary(at) {
        return false;
    }
    let rest = line.part(at..at + 24);
    let inside = rest.strip_prefix('（').or_else(|| rest.strip_prefix('('));
    let after = inside.and_then(|inside| number::han(inside).map(|(_, len)| inside.part(len..inside.len())));
    after.is_some_and(|after| after.starts_with(['）', ')']))
}

/// Whether a number that nothing parts from the words before it is one all the same: what ends it, and the words behind
/// it, say so.
fn opens_glued(line: &str, bytes: &[u8], at: usize) -> bool {
    let lead = bytes.get(at).copied().unwrap_or(0);
    if !(lead.is_ascii_digit() || matches!(lead, 0xe2 | 0xe4..=0xe9)) || !line.is_char_boundary(at) {
        return false;
    }
    let behind_words = line.part(at.saturating_sub(3)..at).starts_with(|before| is_wide(before) || closes(before));
    let rest = line.part(at..at + 60);
    let Some(mark) = number::mark(rest).filter(|_| behind_words) else { return false };
    let words = rest.part(mark.words..rest.len()).starts_with(|first| is_wide(first) || opens(first));
    let closed = match mark.scheme {
        Scheme::Han | Scheme::Grand => mark.close == Close::Dun,
        Scheme::Arabic if mark.path.depth() == 1 => matches!(mark.close, Close::Dot | Close::Dun),
        Scheme::Arabic | Scheme::Labelled(Unit::Chapter | Unit::Section | Unit::Article) => mark.close == Close::Space,
        Scheme::Circled => true,
        _ => false,
    };
    words && closed
}

/// Where a boundary that begins at `at` ends, and whether it is a colon.
fn boundary(line: &str, bytes: &[u8], at: usize) -> Option<(usize, bool)> {
    let byte = bytes.get(at).copied()?;
    let followed = |second: u8, third: u8| bytes.get(at + 1) == Some(&second) && bytes.get(at + 2) == Some(&third);
    match byte {
        b' ' | b'\t' | b';' | b'!' | b'?' | b')' | b'|' => Some((at + 1, false)),
        b':' => Some((at + 1, true)),
        0xc2 if bytes.get(at + 1) == Some(&0xa0) => Some((at + 2, false)),
        0xe3 if followed(0x80, 0x82) || followed(0x80, 0x80) || followed(0x80, 0x91) => Some((at + 3, false)),
        0xe2 if followed(0x80, 0x9d) || followed(0x80, 0xa6) => Some((at + 3, false)),
        0xef if bytes.get(at + 1) == Some(&0xbc) => {
            let third = bytes.get(at + 2).copied()?;
            let colon = third == 0x9a;
            matches!(third, 0x81 | 0x89 | 0x9a | 0x9b | 0x9f).then(|| (at + 3, colon))
        }
        _ => None,
    }
    .filter(|(end, _)| line.is_char_boundary(*end))
}

/// Whether a mark is one that reports have inside of lines, and words follow it.
fn is_usual(mark: &Mark, rest: &str) -> bool {
    let words = rest.part(mark.words..rest.len());
    let begins = !words.is_empty() && !words.starts_with(['，', '。', '、', ',', '；', '：']);
    let usual = match mark.scheme {
        Scheme::Labelled(unit) => unit != Unit::Step,
        Scheme::Han | Scheme::Grand => mark.close != Close::Space && mark.close != Close::Colon,
        Scheme::HanLead | Scheme::HanCall | Scheme::Circled => true,
        Scheme::Arabic => {
            let titled = words.starts_with(|first: char| first.is_uppercase() || !first.is_ascii());
            let shut = mark.close != Close::Nothing || mark.path.depth() > 1;
            mark.close != Close::Colon && shut && (mark.close != Close::Space || titled)
        }
        Scheme::Upper | Scheme::Roman => {
            mark.close == Close::Dot && words.starts_with(|first: char| first.is_uppercase() && first.is_ascii())
        }
        _ => false,
    };
    begins && usual
}

/// Builds the candidate of a mark whose text ends at `end`.
fn candidate(whole: &str, line: Line, index: usize, found: Found, end: usize, glued: bool) -> Candidate {
    let at = found.at as usize;
    let words = at + found.mark.words;
    let paragraph = whole.part(words..end);
    let paragraph = paragraph.trim_end_matches(is_blank);
    let extent = extent(paragraph, true);
    let extent = match is_chinese(paragraph) {
        true if glued => seamed(paragraph, extent),
        true => extent,
        false => cut(paragraph, extent, letter_seam(paragraph).or_else(|| named_seam(paragraph))),
    };
    let extent = if found.title > 0 { titled(paragraph, found.title as usize, extent) } else { extent };
    let article = found.mark.scheme == Scheme::Labelled(Unit::Article);
    let letters = || extent.form == Form::RunIn && extent.columns <= 60 && !is_chinese(paragraph);
    let short = || extent.columns <= 40 && whole.part(words + extent.title..end).starts_with(is_blank);
    let bare = extent.title == 0 || article && !short() && !letters();
    let title = if bare { at + found.mark.len } else { words + extent.title };
    Candidate {
        mark: found.mark,
        start: line.start + found.at,
        title_end: line.start + position(title),
        paragraph_end: line.start + position(end),
        line: position(index),
        lines: 1,
        indent: 0,
        form: extent.form,
        ending: extent.ending,
        columns: extent.columns,
        rest: position(extent.rest),
        place: found.place,
        signs: Signs { colon_before: found.colon, ..Signs::default() },
    }
}

/// A sentence that no title is as long as: 95 % of 806 titles have up to 32 characters.
const SENTENCE: u32 = 64;

/// The extent of a title that nothing parts from its text: up to the seam, where one is seen.
fn seamed(paragraph: &str, extent: Extent) -> Extent {
    let short = extent.columns <= SENTENCE && extent.form != Form::Sentence;
    cut(paragraph, extent, if short { sure_seam(paragraph) } else { seam(paragraph) })
}

/// The extent of a title whose bytes are known.
fn titled(paragraph: &str, title: usize, extent: Extent) -> Extent {
    let words = paragraph.part(0..title);
    Extent { form: Form::RunIn, title, columns: columns(words), rest: paragraph.len().saturating_sub(title), ..extent }
}

/// An extent whose title ends at a seam, where there is one before its end.
fn cut(paragraph: &str, extent: Extent, seam: Option<usize>) -> Extent {
    let Some(title) = seam.filter(|seam| *seam < extent.title || extent.form != Form::RunIn) else { return extent };
    let words = paragraph.part(0..title);
    Extent { form: Form::RunIn, title, columns: columns(words), rest: paragraph.len() - title, ..extent }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_inside_of_a_page() {
        let filler =
            "出台《责任清单》，构建履责体系，围绕组织设置、班子建设、党员管理等方面细化制定标准，增长5.5%左右。"
                .repeat(4);
        let text = format!(
            "年度总结 今年以来，成绩明显。 一、工作成效 一是聚焦基层组织,开展行动。{filler}二是创新方法。{filler} \
             二、存在问题（一）能力不强。{filler}三、下步打算 {filler}"
        );
        let layout = Layout::new(&text);
        let mut candidates = Vec::new();
        add_candidates(&text, layout.lines[0], 0, false, &mut candidates);
        let found: Vec<_> = candidates
            .iter()
            .map(|candidate| text.part(candidate.start as usize..candidate.title_end as usize).to_owned())
            .collect();
        let expected = [
            "一、工作成效",
            "一是聚焦基层组织,开展行动",
            "二是创新方法",
            "二、存在问题",
            "（一）能力不强",
            "三、下步打算",
        ];
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        assert_eq!(found, expected[..found.len().min(6)]);
    }
}
