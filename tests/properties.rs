//! What holds for any text.

use std::sync::Arc;

use mulu::app::layout::{Layout, Position, Setting};
use mulu::outline::{Block, BlockKind, Document};
use mulu::text::decode::decode;
use mulu::text::fold::fold;
use mulu::text::natural::natural_key;
use mulu::text::width::{Ambiguous, cells, columns, truncate, visible, with_ambiguous};
use mulu::text::wrap::wrap;
use mulu::text::{Part, Span, Text};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Characters that join, extend, are wide, are not drawn, or must not be drawn.
const ODD: &[&str] = &[
    "\u{301}",
    "\u{200d}",
    "\u{fe0f}",
    "\u{fe0e}",
    "👩",
    "💻",
    "👨\u{200d}👩\u{200d}👧",
    "🇨",
    "🇳",
    "👍🏽",
    "🏴",
    "\u{e0067}",
    "\u{e007f}",
    "ᄀ",
    "ᅡ",
    "ᆨ",
    "각",
    "ل",
    "ا",
    "\u{64b}",
    "\u{600}",
    "क",
    "\u{94d}",
    "ष",
    "ि",
    "\u{17d8}",
    "\u{e33}",
    "กำ",
    "ｶ",
    "ﾞ",
    "ﾟ",
    "\u{3099}",
    "\u{302a}",
    "\u{ad}",
    "\u{200b}",
    "\u{2060}",
    "\u{feff}",
    "\u{202e}",
    "\u{2066}",
    "\u{9b}",
    "\u{1b}",
    "\0",
    "\r",
    "\r\n",
    "\t",
    "❤",
    "©",
    "1\u{fe0f}\u{20e3}",
    "ⵏ",
    "\u{2d7f}",
    "\u{a0}",
    "\u{3000}",
    " ",
    "ꓹ",
    "ꓼ",
    "\u{10c32}",
    "\u{10c03}",
    "א",
    "<",
    "\u{338}",
];

/// Marks that must not begin or end a line, and what stands beside them.
const DENSE: &[&str] = &[
    "，", "。", "、", "；", "：", "？", "！", "）", "》", "」", "』", "】", "”", "’", "（", "《", "「", "『", "【",
    "“", "‘", "…", "—", "·", "％", "(", ")", ",", ".", "%", "-", "/", "章", "一", "的", "report", "of", "2025", " ",
    " ", "\u{3000}", "\n",
];

fn any_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        3 => prop::sample::select(ODD).prop_map(str::to_owned),
        3 => prop::sample::select(DENSE).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-z]{1,12}|[一-龥]{1,12}",
    ];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

/// The kinds of blocks.
const KINDS: &[BlockKind] = &[
    BlockKind::Paragraph,
    BlockKind::Heading,
    BlockKind::Item,
    BlockKind::Quote,
    BlockKind::Code,
    BlockKind::Table,
    BlockKind::Gap,
    BlockKind::Boilerplate,
    BlockKind::Rule,
    BlockKind::Image,
];

/// A document of blocks, one below the other.
fn document(kinds: &[usize], texts: &[String]) -> Arc<Document> {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for (at, (kind, words)) in kinds.iter().zip(texts).enumerate() {
        let depth = u8::try_from(at % 3).unwrap();
        blocks.push(Block { kind: KINDS[*kind], depth, span: Span::new(text.len()..text.len() + words.len()) });
        text.push_str(words);
        text.push('\n');
    }
    Arc::new(Document { format: "text", text: Text::new(text), blocks, ..Document::default() })
}

const NO_START: &str = "，。、；：？！）》」』】”’·％,.;:?!)]}%";
const NO_END: &str = "（《「『【“‘([{";

/// Whether no line must end between two neighbours in a text.
fn is_bad_cut(before: &str, after: &str) -> bool {
    let last = before.trim_end().chars().next_back();
    let first = after.trim_start().chars().next();
    let spaced = before.ends_with(char::is_whitespace) || after.starts_with(char::is_whitespace);
    first.is_some_and(|c| NO_START.contains(c) && !(spaced && c.is_ascii()))
        || last.is_some_and(|c| NO_END.contains(c) && !(spaced && c.is_ascii()))
        || (!spaced && last == first && first.is_some_and(|c| "—…".contains(c)))
}

/// Whether a line could have been cut anywhere without breaking a rule.
fn has_good_cut(line: &str) -> bool {
    let cuts = cells(line, 0).map(|cell| line.split_at(cell.offset));
    cuts.skip(1).any(|(before, after)| !before.trim().is_empty() && !is_bad_cut(before, after))
}

/// The columns that the screen takes for a text.
fn drawn(text: &str) -> usize {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 2000, 1));
    usize::from(buffer.set_stringn(0, 0, text, 2000, Style::default()).0)
}

/// A number below 10,000 in Chinese numerals.
fn in_chinese(number: usize) -> String {
    let figures: Vec<char> = "零一二三四五六七八九".chars().collect();
    let mut text = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let figure = number / unit % 10;
        if figure > 0 && gap && !text.is_empty() {
            text.push('零');
        }
        if figure > 0 {
            text.push(figures[figure]);
            text.push_str(name);
        }
        gap = figure == 0;
    }
    text.strip_prefix("一十").map_or(text.clone(), |rest| format!("十{rest}"))
}

proptest! {
    #[test]
    fn the_screen_draws_the_columns_that_were_counted(text in any_text()) {
        let cells: Vec<_> = cells(&text, 0).collect();
        let joined: String = cells.iter().map(|cell| cell.text.as_ref()).collect();
        let sum: usize = cells.iter().map(|cell| cell.width).sum();
        prop_assert_eq!(sum, columns(&text));
        prop_assert_eq!(sum, drawn(&joined));
        prop_assert_eq!(sum, cells.iter().map(|cell| drawn(&cell.text)).sum::<usize>());
        prop_assert_eq!(columns(&visible(&text)), drawn(&visible(&text)));
        prop_assert!(!joined.contains(char::is_control));
    }

    #[test]
    fn a_truncated_text_fits(text in any_text(), width in 0usize..40) {
        let cut = truncate(&text, width);
        prop_assert!(drawn(&cut) <= width);
        prop_assert!(columns(&text) > width || drawn(&cut) == columns(&text));
    }

    #[test]
    fn wrapping_loses_nothing_and_exceeds_no_width(text in any_text(), width in 1usize..50) {
        let lines = wrap(&text, width);
        let mut end = 0;
        for &line in &lines {
            prop_assert!(line.start >= end, "{:?}", lines);
            let gap = Span { start: end, end: line.start };
            prop_assert!(text.span(gap).trim().is_empty());
            let line_text = text.span(line);
            prop_assert!(columns(line_text) <= width || cells(line_text, 0).count() == 1, "{:?}", line_text);
            prop_assert!(!line_text.contains('\n'));
            end = line.end;
        }
        prop_assert!(text.part(end as usize..text.len()).trim().is_empty());
        prop_assert!(lines.len() > text.matches('\n').count());
    }

    #[test]
    fn no_line_begins_or_ends_with_the_wrong_mark(text in any_text(), width in 1usize..50) {
        for pair in wrap(&text, width).windows(2) {
            let gap = text.part(pair[0].end as usize..pair[1].start as usize);
            if gap.contains('\n') || pair[0].is_empty() {
                continue;
            }
            let before = text.part(pair[0].start as usize..pair[1].start as usize);
            prop_assert!(!is_bad_cut(before, text.span(pair[1])) || !has_good_cut(text.span(pair[0])), "{:?}", before);
        }
    }

    #[test]
    fn a_page_keeps_its_grid_and_loses_nothing(
        kinds in prop::collection::vec(0..KINDS.len(), 1..8),
        texts in prop::collection::vec(any_text(), 8),
        (width, measure) in (10u16..100, 20u16..100),
        (justified, as_it_is, wide) in any::<(bool, bool, bool)>(),
    ) {
        let document = document(&kinds, &texts);
        let ambiguous = if wide { Ambiguous::Wide } else { Ambiguous::Narrow };
        let setting = Setting { width, measure, justified, as_it_is, notes: true, hidden_columns: 1, ambiguous };
        with_ambiguous(ambiguous, || {
            let mut layout = Layout::new(Arc::clone(&document), setting);
            let all = layout.view(Position::default(), 50_000);
            let mut seen = vec![false; document.text.len() as usize];
            for line in &all {
                let mut column = 0;
                for run in &line.runs {
                    let words = document.text.span(run.span);
                    let begin = usize::from(run.column);
                    prop_assert!(begin >= column, "{line:?}");
                    column = begin + cells(words, begin).map(|cell| cell.width).sum::<usize>();
                    seen[run.span.range()].fill(true);
                }
                let alone = line.runs.len() < 2 && line.runs.iter().all(|run| cells(document.text.span(run.span), 0).count() < 2);
                prop_assert!(usize::from(line.indent) + column <= width.into() || alone, "{width} {line:?}");
            }
            let shown = |block: &Block| !matches!(block.kind, BlockKind::Table | BlockKind::Rule);
            for block in document.blocks.iter().filter(|block| shown(block)) {
                let lost = document.text.span(block.span).char_indices().find(|(at, letter)| {
                    !seen[block.span.start as usize + at] && !letter.is_whitespace() && !matches!(letter, '-' | '\u{ad}')
                });
                prop_assert_eq!(lost, None, "{:?}", block);
            }
            for lines in (0..all.len()).step_by(3) {
                let there = layout.moved(Position::default(), isize::try_from(lines).unwrap());
                let view = layout.view(there, 1);
                prop_assert_eq!(view.first(), all.get(lines));
                prop_assert_eq!(layout.moved(there, -isize::try_from(lines).unwrap()), Position::default());
            }
            Ok(())
        })?;
    }

    #[test]
    fn folding_keeps_positions(text in any_text()) {
        let folded = fold(&text);
        prop_assert_eq!(folded.chars().count(), text.chars().count());
        prop_assert_eq!(&fold(&folded), &folded);
    }

    #[test]
    fn natural_order_is_by_value(a in any::<u64>(), b in any::<u64>(), zeros in "0{0,3}", name in "[a-z一三十第、 ]{0,4}") {
        let key = |number: u64| natural_key(&format!("{name}-{zeros}{number}-末"));
        prop_assert_eq!(key(a).cmp(&key(b)), a.cmp(&b));
    }

    #[test]
    fn different_names_have_different_keys(a in any_text(), b in any_text()) {
        prop_assert_eq!(natural_key(&a) == natural_key(&b), a == b);
    }

    #[test]
    fn chinese_numbers_have_the_order_of_their_values(a in 1usize..10_000, b in 1usize..10_000) {
        for (before, after) in [("第", "章"), ("", "、"), ("（", "）"), ("附件", "")] {
            let key = |number: usize| natural_key(&format!("{before}{}{after}", in_chinese(number)));
            prop_assert_eq!(key(a).cmp(&key(b)), a.cmp(&b), "{}", in_chinese(a));
        }
    }

    #[test]
    fn any_bytes_are_decoded(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let decoded = decode(&bytes, None);
        prop_assert!(!decoded.text.contains('\r'));
        prop_assert!(decoded.text.len() <= 3 * bytes.len());
        prop_assert!(!decoded.malformed || decoded.text.contains(char::REPLACEMENT_CHARACTER));
    }

    #[test]
    fn text_in_utf_8_is_decoded_as_it_is(text in any_text()) {
        let text = text.replace('\0', "");
        let decoded = decode(text.as_bytes(), None);
        prop_assert_eq!(decoded.text, text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n").replace('\r', "\n"));
        prop_assert_eq!(decoded.encoding, "UTF-8");
    }
}
