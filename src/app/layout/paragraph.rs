//! One paragraph is set in lines: the lines of the source that it was cut into are put together, its first line is set
//! in or its further ones hang, and all but the last may be stretched to both edges.

use std::borrow::Cow;

use crate::app::layout::habits::is_han;
use crate::app::layout::line::Run;
use crate::text::width::{cells, columns};
use crate::text::wrap::wrap_behind;
use crate::text::{Part, Span, needs_space};

/// The fewest ideographs in a line that is stretched.
const FEWEST_HAN: usize = 4;

/// The text of a paragraph in one line, and where its parts stand in the source.
pub(super) struct Flat<'a> {
    /// The text.
    pub(super) text: Cow<'a, str>,
    /// Where each part begins in it, and where it stands in the source.
    parts: Vec<(usize, Span)>,
}

impl<'a> Flat<'a> {
    /// Puts lines together: without a space between Chinese, with one between words, and without the hyphen at which a
    /// word was cut. A word that has its hyphen elsewhere in `around` keeps it.
    pub(super) fn new(text: &'a str, lines: &[Span], around: &str) -> Self {
        if let [line] = lines {
            return Self { text: Cow::Borrowed(text.span(*line)), parts: vec![(0, *line)] };
        }
        let mut flat = String::new();
        let mut parts = Vec::with_capacity(lines.len());
        for (at, line) in lines.iter().enumerate() {
            let words = text.span(*line);
            let lead = if at > 0 { words.len() - words.trim_start().len() } else { 0 };
            let words = words.part(lead..words.len()).trim_end();
            if undoes_hyphen(&flat, words, around) {
                let hyphen = flat.pop().map_or(0, char::len_utf8);
                if let Some((_, before)) = parts.last_mut() {
                    let before: &mut Span = before;
                    before.end -= u32::try_from(hyphen).unwrap_or(0);
                }
            } else if flat.chars().next_back().zip(words.chars().next()).is_some_and(|(a, b)| needs_gap(&flat, a, b)) {
                flat.push(' ');
            }
            let start = line.start as usize + lead;
            parts.push((flat.len(), Span::new(start..start + words.len())));
            flat.push_str(words);
        }
        Self { text: Cow::Owned(flat), parts }
    }

    /// The runs of a line that begins in a column, with more space at some places of the text.
    fn runs(&self, line: Span, column: usize, stretches: &[usize]) -> Box<[Run]> {
        let mut runs = Vec::with_capacity(1);
        for &(start, span) in &self.parts {
            let from = start.max(line.start as usize);
            let to = (start + span.len()).min(line.end as usize);
            let mut edges = vec![from];
            edges.extend(stretches.iter().copied().filter(|at| *at > from && *at < to));
            edges.push(to);
            edges.dedup();
            for edge in edges.windows(2) {
                let &[left, right] = edge else { continue };
                if left >= right {
                    continue;
                }
                let stretched = stretches.iter().filter(|at| **at <= left).count();
                let before = columns(self.text.part(line.start as usize..left));
                let source = span.start as usize + (left - start);
                let span = Span::new(source..source + (right - left));
                runs.push(Run { column: u16::try_from(column + before + stretched).unwrap_or(u16::MAX), span });
            }
        }
        runs.into()
    }
}

fn needs_gap(flat: &str, before: char, after: char) -> bool {
    needs_space(before, after) && !(before == '-' && flat.part(0..flat.len() - 1).ends_with(char::is_alphanumeric))
}

/// Whether a hyphen at the end of a line only cut a word.
fn undoes_hyphen(before: &str, after: &str, around: &str) -> bool {
    if before.ends_with('\u{ad}') {
        return true;
    }
    let Some(stem) = before.strip_suffix('-') else { return false };
    let is_letter = |letter: &char| letter.is_lowercase();
    if !stem.chars().next_back().is_some_and(|letter| letter.is_alphabetic()) || !after.starts_with(char::is_lowercase)
    {
        return false;
    }
    let begin = stem.len() - stem.chars().rev().take_while(is_letter).map(char::len_utf8).sum::<usize>();
    let end = after.chars().take_while(is_letter).map(char::len_utf8).sum::<usize>();
    let with_hyphen = format!("{}-{}", stem.part(begin..stem.len()), after.part(0..end));
    !around.contains(&with_hyphen)
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Form {
    /// Columns.
    pub(super) room: usize,
    /// Columns that stay empty at the beginning of the first line.
    pub(super) first: usize,
    /// Bytes of the mark that the further lines hang behind.
    pub(super) mark: usize,
    /// Columns by which the further lines are set in where there is no mark.
    pub(super) hang: usize,
    /// Whether Chinese lines are stretched to both edges.
    pub(super) justified: bool,
}

/// A line of a paragraph: by how many columns it is set in, and its text.
pub(super) struct Set {
    /// Columns.
    pub(super) indent: usize,
    /// From left to right.
    pub(super) runs: Box<[Run]>,
}

/// Sets a paragraph in lines; one at least.
pub(super) fn set(flat: &Flat<'_>, form: Form) -> Vec<Set> {
    let hang = if form.mark > 0 { columns(flat.text.part(0..form.mark)) } else { form.hang };
    let words = flat.text.part(form.mark..flat.text.len());
    let further = form.room.saturating_sub(hang);
    let mut lines = wrap_behind(words, form.room, if form.mark > 0 { hang } else { form.first }, further);
    for (at, line) in lines.iter_mut().enumerate() {
        let start = if at == 0 && form.mark > 0 { 0 } else { line.start as usize + form.mark };
        *line = Span::new(start..(line.end as usize + form.mark).max(start));
    }
    let last = lines.len().saturating_sub(1);
    let set = lines.iter().enumerate().map(|(at, &line)| {
        let (indent, column) = match at {
            0 => (0, form.first),
            _ => (hang, 0),
        };
        let room = form.room.saturating_sub(indent + column);
        let fixed = if at == 0 { form.mark } else { 0 };
        let stretches =
            if form.justified && at < last { stretches(flat.text.span(line), fixed, room) } else { Vec::new() };
        let stretches: Vec<usize> = stretches.into_iter().map(|place| place + line.start as usize).collect();
        Set { indent, runs: flat.runs(line, column, &stretches) }
    });
    set.collect()
}

/// Where a line of Chinese takes a column more to reach the edge, each place once, spread evenly over the line. A place
/// near by is preferred where neighbours move apart more easily, in the order of clreq ("Requirements for Chinese Text
/// Layout", line adjustment): between words, behind and before marks, between scripts, between characters. Nowhere,
/// where too much is missing. The first bytes, which are the mark of an item, are `fixed`. Costs the product of the line
/// and of what is missing.
fn stretches(line: &str, fixed: usize, room: usize) -> Vec<usize> {
    let width = columns(line);
    let missing = room.saturating_sub(width);
    if missing == 0 || line.contains('\t') || line.chars().filter(|letter| is_han(*letter)).count() < FEWEST_HAN {
        return Vec::new();
    }
    let mut gaps = gaps(line, fixed.max(line.len() - line.trim_start().len()));
    if missing > gaps.len().min(room / 4) {
        return Vec::new();
    }
    let start = gaps.first().map_or(0, |gap| gap.column);
    let mut taken = Vec::with_capacity(missing);
    for number in 0..missing {
        let wanted = start + (width - start) * (2 * number + 1) / (2 * missing);
        let cost = |gap: &Gap| gap.column.abs_diff(wanted) + gap.reluctance;
        let best = (0..gaps.len()).min_by_key(|at| gaps.get(*at).map_or(usize::MAX, cost));
        taken.extend(best.map(|at| gaps.remove(at).at));
    }
    taken.sort_unstable();
    taken
}

/// A place in a line where two neighbours may move apart.
struct Gap {
    /// The byte behind it.
    at: usize,
    /// Its column.
    column: usize,
    /// So many columns further away a place is taken instead where neighbours part readily.
    reluctance: usize,
}

/// The places of a line where neighbours may move apart, behind its first bytes.
fn gaps(line: &str, fixed: usize) -> Vec<Gap> {
    let (mut found, mut column, mut before) = (Vec::new(), 0, None);
    for cell in cells(line, 0) {
        let after = line.part(cell.offset..line.len()).chars().next();
        let reluctance = before.zip(after).filter(|_| cell.offset > fixed).and_then(|(one, other)| ease(one, other));
        found.extend(reluctance.map(|reluctance| Gap { at: cell.offset, column, reluctance }));
        column += cell.width;
        before = after;
    }
    found
}

/// How reluctantly two neighbours move apart, in columns: so much further away a place that is taken readily may lie;
/// `None` where they must not.
fn ease(before: char, after: char) -> Option<usize> {
    const BETWEEN_WORDS: usize = 0;
    const BESIDE_MARKS: usize = 2;
    const BETWEEN_SCRIPTS: usize = 4;
    const BETWEEN_CHARACTERS: usize = 8;
    let wide = |letter: char| !needs_space(letter, letter);
    if before.is_whitespace() || after.is_whitespace() {
        return (before.is_whitespace() && !after.is_whitespace()).then_some(BETWEEN_WORDS);
    }
    if before == after && matches!(before, '—' | '…') {
        return None;
    }
    match (wide(before), wide(after)) {
        (true, _) if "，。、；：！？）》」』】”".contains(before) => Some(BESIDE_MARKS),
        (_, true) if "（《「『【“".contains(after) => Some(BESIDE_MARKS),
        (true, false) | (false, true) => Some(BETWEEN_SCRIPTS),
        (true, true) if !"，。、；：？！）》」』】”".contains(after) && !"（《「『【“".contains(before) => {
            Some(BETWEEN_CHARACTERS)
        }
        (true, true) | (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str) -> Vec<Span> {
        let mut start = 0;
        let lines = text.split('\n').map(|line| {
            let span = Span::new(start..start + line.len());
            start += line.len() + 1;
            span
        });
        lines.collect()
    }

    /// The lines as they are drawn.
    fn drawn(text: &str, form: Form) -> Vec<String> {
        let flat = Flat::new(text, &spans(text), text);
        let lines = set(&flat, form).into_iter().map(|set| {
            let mut line = " ".repeat(set.indent);
            for run in &set.runs {
                let blank = (set.indent + usize::from(run.column)).saturating_sub(columns(&line));
                line.push_str(&" ".repeat(blank));
                line.push_str(text.span(run.span));
            }
            line
        });
        lines.collect()
    }

    #[test]
    fn lines_that_were_cut_are_put_together() {
        let check = |text: &str, expected: &str| {
            let shown = drawn(text, Form { room: 200, ..Form::default() });
            assert_eq!(shown, [expected], "{text:?}");
        };
        check("one two\nthree", "one two three");
        check("  总结\n  报告", "  总结报告");
        check("工作 report\n报告", "工作 report 报告");
        check("an inter-\nnational one", "an international one");
        check("a well-\nknown and well-known one", "a well-known and well-known one");
        check("the Anglo-\nSaxon", "the Anglo-Saxon");
        check("soft\u{ad}\nware", "software");
        check("ends with a dash -\nhere", "ends with a dash - here");
    }

    #[test]
    fn first_lines_are_set_in_and_further_ones_hang() {
        let check = |text: &str, form: Form, expected: &[&str]| assert_eq!(drawn(text, form), expected, "{text:?}");
        let form = Form { room: 12, ..Form::default() };
        check("总结报告总结报告", Form { first: 4, ..form }, &["    总结报告", "总结报告"]);
        check("1. 总结报告总结报告", Form { mark: 3, ..form }, &["1. 总结报告", "   总结报告"]);
        check("  a (b): one two\n     three", Form { hang: 5, ..form }, &["  a (b): one", "     two", "     three"]);
        check("", form, &[""]);
        check("   ", form, &[""]);
    }

    #[test]
    fn stretched_lines_are_as_wide_as_the_page() {
        let text = "今年以来，我们围绕“稳中求进”的要求，抓好 report 和 performance 的落实，各项指标均好于预期，取得了扎实的成效。";
        for room in 36..90 {
            let lines = drawn(text, Form { room, justified: true, ..Form::default() });
            let (last, full) = lines.split_last().unwrap();
            assert!(columns(last) <= room && full.iter().all(|line| columns(line) <= room), "{lines:#?}");
            let even = full.iter().filter(|line| columns(line) == room).count();
            assert!(even * 3 >= full.len() * 2, "{room} {lines:#?}");
        }
        // No two of the gaps stand in one half of the line while the other has none.
        let line = "今年我们抓好各项工作的落实并且取得了十分扎实的成效以及进展";
        let halves = |room: usize| {
            let places = stretches(line, 0, room);
            let first = places.iter().filter(|at| **at < line.len() / 2).count();
            (first, places.len() - first)
        };
        assert_eq!([halves(57), halves(58), halves(60), halves(62)].map(|(a, b)| a.abs_diff(b) <= 1), [true; 4]);
        // A mark near by is taken instead of a place between characters.
        let marked = "今年以来我们围绕中心，抓好各项工作的落实";
        let expected = marked.find("抓好").unwrap();
        assert_eq!(stretches(marked, 0, columns(marked) + 1), [expected]);
        let latin = drawn("one two three four five six", Form { room: 11, justified: true, ..Form::default() });
        assert_eq!(latin, ["one two", "three four", "five six"]);
    }
}
