//! The columns that a text takes on a terminal, exactly as the screen's buffer counts them.
//!
//! The buffer cuts a text into extended grapheme clusters (UAX #29), asks `unicode-width` for the width of each, and
//! leaves out those that are no column wide. Control characters never reach it: they are drawn as visible [`symbol`]s.
//! Terminals differ in the width of [`Ambiguous`] characters, and [`with_ambiguous`] says which it is.

use std::borrow::Cow;
use std::cell::Cell as Slot;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::Part;

/// Columns from one tab stop to the next.
pub const TAB: usize = 8;

/// How wide the characters are that have no width of their own (UAX #11, class A: `“ ” … — · ①`, and the lines of
/// boxes): terminals in Chinese surroundings may draw them as wide as ideographs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ambiguous {
    /// One column.
    #[default]
    Narrow,
    /// Two columns.
    Wide,
}

thread_local! {
    static AMBIGUOUS: Slot<Ambiguous> = const { Slot::new(Ambiguous::Narrow) };
}

/// Puts the width back that was there before.
struct Before(Ambiguous);

impl Drop for Before {
    fn drop(&mut self) {
        AMBIGUOUS.set(self.0);
    }
}

/// Does something with every width of this module, and of all that is built on it, counted in this way. The width is
/// handed down beside the arguments, so that not each of the many functions that measure a text has to be told; what
/// begins here sees no other, and what ends here leaves none behind.
pub fn with_ambiguous<T>(ambiguous: Ambiguous, act: impl FnOnce() -> T) -> T {
    let _before = Before(AMBIGUOUS.replace(ambiguous));
    act()
}

/// How wide ambiguous characters are in what is being done.
pub fn ambiguous() -> Ambiguous {
    AMBIGUOUS.get()
}

const BLANKS: &str = "        ";
const ELLIPSIS: &str = "…";
const FLAG: char = '\u{1f3f4}';

/// The visible stand-in, one column wide, of a character that must never reach a terminal: controls, which may begin
/// an escape sequence; bidirectional controls, which would reorder the line; line separators; and invisible
/// characters that carry hidden text. `None` for all others.
///
/// Zero-width characters that only shape or join (variation selectors, joiners, soft hyphens, byte order marks) are
/// harmless and have none. Tag characters have one, but belong to a flag that they follow: see [`visible`].
pub fn symbol(c: char) -> Option<char> {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7f}' => Some('\u{2421}'),
        '\u{85}' | '\u{2028}' => Some('\u{2424}'),
        '\u{2029}' => Some('¶'),
        '\u{200e}' | '\u{202a}' | '\u{202d}' | '\u{2066}' => Some('↦'),
        '\u{200f}' | '\u{61c}' | '\u{202b}' | '\u{202e}' | '\u{2067}' => Some('↤'),
        '\u{202c}' | '\u{2069}' => Some('↥'),
        '\u{2068}' => Some('⇹'),
        '\u{80}'..='\u{9f}' | '\u{206a}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => {
            Some('\u{2426}')
        }
        _ => None,
    }
}

/// The text with every character that has a [`symbol`] replaced by it, newlines and tabs too. Tag characters that
/// follow a black flag stay, since they say whose flag it is. Costs one look at each byte where nothing is replaced.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().any(may_have_symbol) && text.chars().any(|c| symbol(c).is_some()) {
        Cow::Owned(replaced(text))
    } else {
        Cow::Borrowed(text)
    }
}

fn replaced(text: &str) -> String {
    let mut in_flag = false;
    let stand_in = |c: char| {
        in_flag = c == FLAG || (in_flag && is_tag(c));
        if in_flag { c } else { symbol(c).unwrap_or(c) }
    };
    text.chars().map(stand_in).collect()
}

fn is_tag(c: char) -> bool {
    ('\u{e0020}'..='\u{e007f}').contains(&c)
}

/// Whether a character that has a symbol may begin with this byte of UTF-8.
fn may_have_symbol(byte: u8) -> bool {
    byte < 0x20 || matches!(byte, 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef | 0xf3)
}

/// One grapheme cluster of a text, as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// The byte of the text at which it begins.
    pub offset: usize,
    /// What is drawn: the cluster itself, its stand-ins, or the blanks of a tab.
    pub text: Cow<'a, str>,
    /// Columns; 0 for what is not drawn.
    pub width: usize,
}

/// The clusters of a text in their order. A tab reaches to the next multiple of [`TAB`] columns; the text begins in
/// column `start_column` of its line. Linear in the length of the text.
pub fn cells(text: &str, start_column: usize) -> Cells<'_> {
    Cells { clusters: Clusters::new(text), column: start_column }
}

/// The iterator of [`cells`].
#[derive(Clone, Debug)]
pub struct Cells<'a> {
    clusters: Clusters<'a>,
    column: usize,
}

impl<'a> Iterator for Cells<'a> {
    type Item = Cell<'a>;

    fn next(&mut self) -> Option<Cell<'a>> {
        let cluster = self.clusters.next()?;
        let width = cluster.width(self.column);
        self.column += width;
        let text = if cluster.text == "\t" { Cow::Borrowed(BLANKS.part(0..width)) } else { visible(cluster.text) };
        Some(Cell { offset: cluster.offset, text, width })
    }
}

/// The columns of a text that begins a line.
pub fn columns(text: &str) -> usize {
    Clusters::new(text).fold(0, |column, cluster| column + cluster.width(column))
}

/// The text as [`cells`] draws it, cut to a number of columns. Where something had to be cut it ends in `…`; a wide
/// character that would not fit is left out, so that the result may be a column narrower.
pub fn truncate(text: &str, columns: usize) -> Cow<'_, str> {
    let mut column = 0;
    let mut before_ellipsis = 0;
    let ellipsis_width = drawn(ELLIPSIS);
    for (index, cell) in cells(text, 0).enumerate() {
        column += cell.width;
        if column > columns {
            let ellipsis = if columns >= ellipsis_width { ELLIPSIS } else { "" };
            return Cow::Owned(
                cells(text, 0).take(before_ellipsis).map(|cell| cell.text).collect::<String>() + ellipsis,
            );
        }
        if column + ellipsis_width <= columns {
            before_ellipsis = index + 1;
        }
    }
    if text.contains('\t') { Cow::Owned(cells(text, 0).map(|cell| cell.text).collect()) } else { visible(text) }
}

/// A grapheme cluster of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster<'a> {
    pub(super) offset: usize,
    pub(super) text: &'a str,
    /// The width, where the first character alone tells it.
    plain: Option<u8>,
}

impl Cluster<'_> {
    /// The columns that it takes when it is drawn in a column of its line.
    pub(super) fn width(&self, column: usize) -> usize {
        match self.plain {
            Some(width) => usize::from(width),
            None if self.text == "\t" => TAB - column % TAB,
            None => drawn(&visible(self.text)),
        }
    }
}

/// The columns that the screen's buffer gives to one cluster without controls. It adds one for each half-width voicing
/// mark, which `unicode-width` may have counted already.
fn drawn(cluster: &str) -> usize {
    let width = if ambiguous() == Ambiguous::Wide { cluster.width_cjk() } else { cluster.width() };
    width + cluster.chars().filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}')).count()
}

/// Cuts a text into clusters. Most characters are no part of a larger cluster, and are told by looking at two
/// characters; only the others take the general way.
#[derive(Clone, Debug)]
pub(super) struct Clusters<'a> {
    rest: &'a str,
    offset: usize,
}

impl<'a> Clusters<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text, offset: 0 }
    }

    fn first(&self) -> Option<(usize, Option<u8>)> {
        let mut chars = self.rest.chars();
        let first = chars.next()?;
        let alone = plain(first).filter(|_| chars.next().is_none_or(|next| plain(next).is_some() || next == '\n'));
        match alone {
            Some(_) => Some((first.len_utf8(), alone)),
            None => self.rest.graphemes(true).next().map(|cluster| (cluster.len(), None)),
        }
    }
}

impl<'a> Iterator for Clusters<'a> {
    type Item = Cluster<'a>;

    fn next(&mut self) -> Option<Cluster<'a>> {
        let (length, plain) = self.first()?;
        let (text, rest) = self.rest.split_at_checked(length)?;
        let offset = self.offset;
        (self.rest, self.offset) = (rest, offset + length);
        Some(Cluster { offset, text, plain })
    }
}

/// The width of a character that neither joins nor extends another: printable ASCII, ideographs, kana, and full-width
/// forms. `None` says nothing.
fn plain(c: char) -> Option<u8> {
    match c {
        ' '..='~' => Some(1),
        '\u{3000}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30ff}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ff01}'..='\u{ff60}' => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_become_visible() {
        let check = |text: &str, expected: &str| assert_eq!(visible(text), expected, "{text:?}");
        check("目录 abc", "目录 abc");
        check("\u{1b}[31m红\n\t", "␛[31m红␊␉");
        check("a\u{7f}\u{9b}\u{85}", "a␡␦␤");
        check("abc\u{202e}fdp.exe\u{202c}", "abc↤fdp.exe↥");
        check("\u{2066}x\u{2069}\u{2068}\u{200f}\u{61c}", "↦x↥⇹↤↤");
        check("a\u{2028}b\u{2029}c", "a␤b¶c");
        check("x\u{e0041}\u{fff9}\u{206a}", "x␦␦␦");
        check(
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}\u{1b}",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}␛",
        );
        check("👩\u{200d}💻 ❤\u{fe0f} so\u{ad}ft \u{feff}", "👩\u{200d}💻 ❤\u{fe0f} so\u{ad}ft \u{feff}");
        assert!(matches!(visible("第一章　总则“甲”…，"), Cow::Borrowed(_)));
    }

    #[test]
    fn every_stand_in_is_one_column_wide() {
        let wrong =
            |c: &char| symbol(*c).is_some_and(|s| symbol(s).is_some() || drawn(s.encode_utf8(&mut [0; 4])) != 1);
        assert_eq!(('\0'..=char::MAX).find(wrong), None);
        assert_eq!(('\0'..=char::MAX).find(|c| c.is_control() && symbol(*c).is_none()), None);
    }

    #[test]
    fn the_short_way_measures_as_the_long_way() {
        let wrong = |c: &char| plain(*c).is_some_and(|width| drawn(c.encode_utf8(&mut [0; 4])) != usize::from(width));
        assert_eq!(('\0'..=char::MAX).find(wrong), None);
        let joins = |c: &char| plain(*c).is_some() && format!("{c}a中{c}").graphemes(true).count() != 4;
        assert_eq!(('\0'..=char::MAX).find(joins), None);
    }

    #[test]
    fn cells_tell_where_clusters_begin() {
        let check = |text: &str, start: usize, expected: &[(usize, &str, usize)]| {
            let found: Vec<_> =
                cells(text, start).map(|cell| (cell.offset, cell.text.to_string(), cell.width)).collect();
            let expected: Vec<_> = expected.iter().map(|&(at, text, width)| (at, text.to_owned(), width)).collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check("", 0, &[]);
        check("a目b", 0, &[(0, "a", 1), (1, "目", 2), (4, "b", 1)]);
        check("e\u{301}x", 0, &[(0, "e\u{301}", 1), (3, "x", 1)]);
        check("目\tb", 0, &[(0, "目", 2), (3, "      ", 6), (4, "b", 1)]);
        check("\t", 7, &[(0, " ", 1)]);
        check("\u{1b}\r\n", 0, &[(0, "␛", 1), (1, "␍␊", 2)]);
        check("👩\u{200d}💻ｶﾞ", 0, &[(0, "👩\u{200d}💻", 2), (11, "ｶﾞ", 3)]);
        check("\u{301}a", 0, &[(0, "\u{301}", 0), (2, "a", 1)]);
    }

    #[test]
    fn columns_are_those_of_the_screen() {
        let check = |text: &str, expected: usize| assert_eq!(columns(text), expected, "{text:?}");
        check("", 0);
        check("Chapter 1", 9);
        check("第一章　总则", 12);
        check("“…—”", 4);
        check("각", 2);
        check("ab\tc", 9);
        check("🇨🇳🏴", 4);
        check("لا", 2);
    }

    #[test]
    fn ambiguous_characters_are_as_wide_as_is_said() {
        let check = |text: &str, narrow: usize, wide: usize| {
            assert_eq!(columns(text), narrow, "{text:?}");
            assert_eq!(with_ambiguous(Ambiguous::Wide, || columns(text)), wide, "{text:?}");
        };
        check("“总”…—·①", 8, 14);
        check("总结 report", 11, 11);
        check("│─", 2, 4);
        with_ambiguous(Ambiguous::Wide, || {
            assert_eq!([truncate("总体要求", 6), truncate("总体要求", 1)], ["总体…", ""]);
            with_ambiguous(Ambiguous::Narrow, || assert_eq!(columns("…"), 1));
            assert_eq!(columns("…"), 2);
        });
    }

    #[test]
    fn truncation_never_splits_or_exceeds() {
        let check =
            |text: &str, width: usize, expected: &str| assert_eq!(truncate(text, width), expected, "{text:?} {width}");
        check("总体要求", 8, "总体要求");
        check("总体要求", 7, "总体要…");
        check("总体要求", 6, "总体…");
        check("总体要求", 2, "…");
        check("总体要求", 1, "…");
        check("总体要求", 0, "");
        check("", 0, "");
        check("abc\u{301}de", 4, "abc\u{301}…");
        check("a\tb", 20, "a       b");
        check("a\u{1b}b", 2, "a…");
        check("a\u{1b}b", 3, "a␛b");
    }
}
