//! Text that is not the report's own, or that says that something is missing.

use memchr::memmem;

use crate::text::{Part, Span};

use super::chars::is_blank;
use super::layout::Layout;
use super::{Aside, AsideKind};

/// What the buttons of web pages say, one a line.
const BUTTONS: [&str; 28] = [
    "下载",
    "打印",
    "全屏",
    "收藏",
    "加大",
    "还原",
    "减小",
    "】",
    "【字号：",
    "【",
    "大",
    "中",
    "小",
    "分享",
    "首页",
    "关闭",
    "返回",
    "返回顶部",
    "打印本页",
    "关闭窗口",
    "正文复制",
    "资源描述",
    "相关报道",
    "相关报道：",
    "[打印]",
    "[关闭]",
    "扫码分享",
    "复制链接",
];

/// How lines begin that are about the page.
const FIELDS: [&str; 25] = [
    "当前位置",
    "來源：",
    "来源：",
    "来源:",
    "發布時間",
    "发布时间",
    "发布日期",
    "阅读量",
    "浏览次数",
    "浏览量",
    "点击数",
    "点击量",
    "标题：",
    "标题:",
    "標題：",
    "標題:",
    "字号：",
    "分享到",
    "分享：",
    "责任编辑",
    "扫一扫",
    "上一篇",
    "下一篇",
    "相关栏目",
    "相關欄目",
];

/// Whether a phrase belongs to the page and not to the report.
pub fn is_chrome(phrase: &str) -> bool {
    let phrase = phrase.trim_matches(is_blank);
    let inside = phrase.trim_start_matches(['【', '[', '［', '<']);
    BUTTONS.contains(&phrase) || FIELDS.iter().any(|field| inside.starts_with(field)) || is_checksum(phrase)
}

/// Whether a line is nothing but many hexadecimal digits.
fn is_checksum(line: &str) -> bool {
    line.len() >= 16
        && line.bytes().all(|byte| byte.is_ascii_hexdigit())
        && line.bytes().any(|byte| byte.is_ascii_digit())
}

/// The lines at the beginning and at the end of a text that may be about the page.
const EDGE: usize = 40;

/// Finds all asides; `furniture` are the lines that were taken out.
pub(super) fn find(layout: &Layout, furniture: Vec<Span>) -> Vec<Aside> {
    let boilerplate = |span| Aside { kind: AsideKind::Boilerplate, span };
    let mut found: Vec<Aside> = furniture.into_iter().map(boilerplate).collect();
    let count = layout.lines.len();
    let edges = (0..EDGE.min(count)).chain(EDGE.max(count.saturating_sub(EDGE))..count);
    let mut chrome = false;
    for index in edges {
        let Some(line) = layout.line(index) else { continue };
        let text = line.text(layout.text);
        let date = chrome && (text.starts_with("时间：") || text.starts_with("时间:"));
        chrome = line.len() <= 400 && (is_chrome(text) || date);
        if chrome {
            found.push(boilerplate(Span { start: line.start, end: line.end }));
        }
    }
    found.extend(gaps(layout.text));
    found.extend(neighbours(layout.text).map(boilerplate));
    found.sort_unstable_by_key(|aside| aside.span);
    found.dedup_by(|later, earlier| later.span.overlaps(earlier.span));
    found
}

/// What the words say by which a page leaves out text.
const ELISIONS: [&str; 8] = ["省略", "未完", "隐藏", "隱藏", "全文共", "会员", "會員", "剩余"];

/// The passages that say that text is left out: `……(… 省略680字 …)……`. They begin with an ellipsis and stand in
/// brackets.
fn gaps(text: &str) -> Vec<Aside> {
    let mut found = Vec::new();
    let mut at = 0;
    let ellipsis = memmem::Finder::new("…");
    while let Some(step) = ellipsis.find(text.part(at..text.len()).as_bytes()) {
        let start = at + step;
        let dots = text.part(start..start + 36);
        let open = start + dots.len() - dots.trim_start_matches(['…', '.', ' ']).len();
        at = open.max(start + '…'.len_utf8());
        let inside = text.part(open..open + 300);
        if !inside.starts_with(['(', '（', '【']) {
            continue;
        }
        let Some(close) = closing(inside) else { continue };
        if !ELISIONS.iter().any(|word| inside.part(0..close).contains(word)) {
            continue;
        }
        let behind = text.part(open + close..open + close + 60);
        let end = behind.trim_start_matches([')', '）', '】', '…', '.']);
        at = open + close + behind.len() - end.len();
        found.push(Aside { kind: AsideKind::Gap, span: Span::new(start..at) });
    }
    found
}

/// Where the bracket that opens a text is closed.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    text.char_indices()
        .find(|(_, character)| {
            match character {
                '(' | '（' | '【' => depth += 1,
                ')' | '）' | '】' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        })
        .map(|(at, _)| at)
}

/// The links to neighbouring pages at the end of a page that is one line.
fn neighbours(text: &str) -> Option<Span> {
    let tail = text.part(text.len().saturating_sub(1500)..text.len());
    let base = text.len() - tail.len();
    let at =
        ["上一篇:", "上一篇：", "上一條", "下一篇:", "下一篇："].iter().filter_map(|word| tail.find(word)).min()?;
    let alone = tail.part(0..at).ends_with(is_blank);
    let end = base + tail.trim_end_matches(is_blank).len();
    alone.then(|| Span::new(base + at..end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_found() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<_> = gaps(text).iter().map(|gap| text.span(gap.span)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("输训形式, ……(某网省略680字,正式会员可完整阅读)…… 二是", &["……(某网省略680字,正式会员可完整阅读)……"]);
        check("心得, ……(未完,全文共3184字) 上一篇", &["……(未完,全文共3184字)"]);
        check("他想了很久……（也许太久）。", &[]);
    }

    #[test]
    fn pages_speak_of_themselves() {
        let check = |text: &str, expected: bool| assert_eq!(is_chrome(text), expected, "{text}");
        check("打印", true);
        check("来源：湖北日报", true);
        check("当前位置：首页 > 新闻", true);
        check("9f86d081884c7d659a2feaa0c55ad015", true);
        check("打印机管理办法", false);
        check("2025", false);
    }
}
