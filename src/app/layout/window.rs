//! Long blocks are set in windows, so that one key in a report that is a single line costs no more than in any other.

use crate::text::{Part, Span};

/// The usual length of a window, in bytes.
pub(super) const LENGTH: usize = 16 * 1024;
/// A window ends this much earlier at most, where a line or a sentence ends.
const SLACK: usize = LENGTH / 2;

/// How many windows a block has; one at least.
pub(super) fn count(block: Span) -> u32 {
    u32::try_from(block.len().div_ceil(LENGTH).max(1)).unwrap_or(u32::MAX)
}

/// The text of a window, by its number in the block. Costs a look at few bytes, wherever it lies.
pub(super) fn span(text: &str, block: Span, window: u32) -> Span {
    let end = if window + 1 >= count(block) { block.end as usize } else { boundary(text, block, window + 1) };
    Span::new(boundary(text, block, window)..end)
}

/// The window in which a byte of a block stands.
pub(super) fn holding(text: &str, block: Span, offset: u32) -> u32 {
    let number = (offset.saturating_sub(block.start) as usize / LENGTH).min(count(block) as usize - 1);
    let number = u32::try_from(number).unwrap_or(0);
    let is_behind = number + 1 < count(block) && boundary(text, block, number + 1) <= offset as usize;
    if is_behind { number + 1 } else { number }
}

/// Where a window begins: behind the last empty line, line, sentence or word that ends shortly before.
fn boundary(text: &str, block: Span, window: u32) -> usize {
    if window == 0 {
        return block.start as usize;
    }
    let nominal = block.start as usize + window as usize * LENGTH;
    let before = text.part(nominal - SLACK..nominal);
    let line_end = || before.rfind('\n').map(|at| at + 1);
    let sentence = || before.rfind(['。', '！', '？', '；']).map(|at| at + '。'.len_utf8());
    let word = || before.rfind(' ').map(|at| at + 1);
    let empty_line = before.rfind("\n\n").map(|at| at + 2);
    let kept = empty_line.or_else(line_end).or_else(sentence).or_else(word).unwrap_or(before.len());
    // The part may begin later than asked, inside of a character.
    text.floor_char_boundary(nominal) - before.len() + kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_lose_nothing_and_are_found_by_what_they_hold() {
        for sentence in ["工作取得了新的进展。", "no full stop here ", "一", "a\u{301}", "line\n", "段。\n\n"]
        {
            let text = sentence.repeat(100_000 / sentence.len());
            let block = Span::new(0..text.len());
            let windows: Vec<Span> = (0..count(block)).map(|window| span(&text, block, window)).collect();
            assert!(windows.len() > 3 && windows.iter().all(|window| !window.is_empty() && window.len() <= 2 * LENGTH));
            assert_eq!(windows.iter().map(|&window| text.span(window)).collect::<String>(), text);
            for (window, number) in windows.iter().zip(0..) {
                for offset in [window.start, window.end - 1] {
                    assert_eq!(holding(&text, block, offset), number, "{sentence:?}");
                }
            }
        }
        assert_eq!((count(Span::default()), span("", Span::default(), 0)), (1, Span::default()));
    }
}
