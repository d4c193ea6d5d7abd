//! The title that a text gives itself, looked for in what stands before its body.

use crate::outline::number;
use crate::text::{Part, Span};

use super::asides;
use super::candidate::underline;
use super::chars::{columns, is_blank, is_wide};
use super::layout::Layout;
use super::names::{self, Named};
use super::title::{Ending, ending};

/// Words with which titles of Chinese reports end, or that they hold.
const KINDS: [&str; 56] = [
    "报告",
    "報告",
    "总结",
    "總結",
    "纪要",
    "紀要",
    "紀錄",
    "记录",
    "办法",
    "辦法",
    "条例",
    "條例",
    "规定",
    "規定",
    "方案",
    "计划",
    "計劃",
    "计畫",
    "规划",
    "規劃",
    "通知",
    "讲话",
    "講話",
    "意见",
    "意見",
    "细则",
    "細則",
    "简报",
    "簡報",
    "导则",
    "要領",
    "章程",
    "手册",
    "手冊",
    "指南",
    "说明",
    "說明",
    "公报",
    "体会",
    "发言",
    "致辞",
    "演讲",
    "公约",
    "宪法",
    "仲裁法",
    "决定",
    "公告",
    "制度",
    "标准",
    "规范",
    "合同",
    "协议",
    "研究",
    "志",
    "안내",
    "点検",
];

/// Words that titles of English reports hold, in small letters.
const ENGLISH: [&str; 31] = [
    "report",
    "review",
    "audit",
    "guide",
    "manual",
    "handbook",
    "specification",
    "charter",
    "agreement",
    "notes",
    "minutes",
    "transcript",
    "policy",
    "plan",
    "constitution",
    "controls",
    "study",
    "analysis",
    "operations",
    "protocol",
    "standard",
    "survey",
    "strategy",
    "rules",
    "proposal",
    "tragedy",
    "history",
    "faq",
    "license",
    "licence",
    "syntax",
];

/// Fields whose value is the title of the text.
const FIELDS: [&str; 10] = ["標題", "标题", "题目", "題目", "Title", "TITLE", "Subject", "SUBJECT", "主题", "主旨"];

/// The lines in which a title is looked for.
const LINES: usize = 40;

/// Finds the title, in the lines before `body`.
pub(super) fn title(layout: &Layout, body: u32) -> Option<Span> {
    let mut best: Option<(f32, Span)> = None;
    let mut seen = 0.0;
    for index in 0..LINES.min(layout.lines.len()) {
        let Some(line) = layout.line(index) else { break };
        if line.contents || index as u32 > body {
            break;
        }
        let text = line.text(layout.text);
        if index as u32 == body && text.len() <= 600 {
            break;
        }
        let pieces = if text.len() > 600 { phrases(text) } else { Vec::from([(0, text.len())]) };
        for (from, to) in pieces {
            let phrase = text.part(from..to);
            let Some((score, inner)) = weigh(phrase) else { continue };
            let around = if text.len() > 600 { 0.0 } else { place(layout, index) };
            let score = score + around - 0.25 * seen;
            seen += 1.0;
            if score > best.map_or(0.4, |best| best.0) {
                let start = line.start as usize + from + inner.start;
                best = Some((score, Span::new(start..start + inner.len())));
            }
        }
        if index as u32 >= body {
            break;
        }
    }
    best.map(|(_, span)| span)
}

/// The first phrases of a page that is one line.
fn phrases(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for word in text.part(0..900).split(is_blank).take(20) {
        if word.contains(['。', '，']) {
            break;
        }
        found.push((start, start + word.len()));
        start += word.len();
        start += text.part(start..start + 4).chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// How well a phrase would do as a title, and where in it the title is; none where it can be none.
fn weigh(phrase: &str) -> Option<(f32, std::ops::Range<usize>)> {
    if let Some(value) = field(phrase) {
        return Some((3.0, value));
    }
    let wide = columns(phrase);
    let letters = phrase.chars().filter(|character| character.is_alphabetic()).count();
    let digits = phrase.chars().filter(char::is_ascii_digit).count();
    let end = ending(phrase);
    if letters < 2
        || digits > letters
        || wide > 120
        || asides::is_chrome(phrase)
        || phrase.contains(['@', '|', '\t'])
        || phrase.contains("   ")
    {
        return None;
    }
    if matches!(end, Ending::Comma | Ending::Semicolon | Ending::Colon | Ending::Stop)
        || phrase.ends_with(['！', '!', '】', '>'])
    {
        return None;
    }
    let mut score = 0.2;
    score += if is_named(phrase) { 2.0 } else { 0.0 };
    score -= if names::named(phrase) != Named::No || number::mark(phrase).is_some() { 5.0 } else { 0.0 };
    score -= if phrase.starts_with("——") || phrase.starts_with(['（', '(', '〔', '-', '*', '>', '"']) {
        4.0
    } else {
        0.0
    };
    score -= if phrase.contains(['：', ':']) { 2.5 } else { 0.0 };
    score -= if is_issuer(phrase) { 1.8 } else { 0.0 };
    score -= if is_byline(phrase) { 3.0 } else { 0.0 };
    score += if (10..=84).contains(&wide) { 0.5 } else { 0.0 };
    score += if phrase.split_whitespace().count() >= 5 { 0.5 } else { 0.0 };
    Some((score, 0..phrase.len()))
}

/// The value of a field that names the title.
fn field(phrase: &str) -> Option<std::ops::Range<usize>> {
    let name = FIELDS.iter().find(|name| phrase.starts_with(**name))?;
    let rest = phrase.part(name.len()..phrase.len());
    let value = rest.trim_start_matches(is_blank).strip_prefix([':', '：'])?;
    let value = value.trim_start_matches(is_blank);
    let start = phrase.len() - value.len();
    let value = value.trim_end_matches(|last: char| is_blank(last) || last == '|');
    (value.len() > 3).then(|| start..start + value.len())
}

/// Whether a phrase says what kind of text this is.
fn is_named(phrase: &str) -> bool {
    if phrase.contains(is_wide) {
        return KINDS.iter().any(|kind| phrase.contains(kind));
    }
    let small = phrase.to_lowercase();
    small.split(|other: char| !other.is_alphanumeric()).any(|word| ENGLISH.contains(&word))
}

/// Whether a phrase names who issued the text, or gives it a number.
fn is_issuer(phrase: &str) -> bool {
    let starts = [
        "United States",
        "Office",
        "Department",
        "Ministry",
        "Bureau",
        "Board of",
        "Report No",
        "Exposure",
        "OFFICE",
        "DEPARTMENT",
    ];
    let ends = ["局", "委员会", "办公室", "人民政府", "公司", "集团", "学院", "大学", "编", "编印"];
    let numbered = phrase.contains(['〔', '［'])
        || (phrase.starts_with("Report ") || phrase.starts_with("Version ") || phrase.starts_with("Protocol version"))
            && phrase.contains(|digit: char| digit.is_ascii_digit());
    numbered || starts.iter().any(|start| phrase.starts_with(start)) || ends.iter().any(|end| phrase.ends_with(end))
}

/// Whether a phrase is a date, or names a person by office.
fn is_byline(phrase: &str) -> bool {
    let squeezed: String = phrase.chars().filter(|character| !is_blank(*character)).collect();
    let date = squeezed.ends_with('日') && squeezed.contains('年') && squeezed.chars().count() <= 14;
    let office = ["省长", "主席", "市长", "书记", "记者", "作者", "编辑", "主任", "县长", "区长", "局长"];
    let month = [
        "January",
        "February",
        "March",
        "April",
        "May ",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let dated = month.iter().any(|month| phrase.contains(month)) && columns(phrase) <= 24;
    let person =
        phrase.contains(' ') && phrase.contains(is_wide) && office.iter().any(|office| phrase.contains(office));
    date || dated || person || squeezed.starts_with("Copyright") || squeezed.starts_with('©')
}

/// What the place of a line says.
fn place(layout: &Layout, index: usize) -> f32 {
    let Some(line) = layout.line(index) else { return 0.0 };
    let drawn = underline(layout, index + 1).is_some();
    let after = layout.line(index + 1).is_none_or(|next| next.blanks > 0);
    let centred = line.indent >= 8.max(layout.first + 4);
    f32::from(u8::from(drawn)) * 3.0
        + f32::from(u8::from(centred)) * 0.8
        + f32::from(u8::from(after && line.blanks > 1)) * 0.3
        + f32::from(u8::from(index == 0)) * 0.4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_told_from_what_surrounds_them() {
        let check = |text: &str, expected: &str| {
            let mut layout = Layout::new(text);
            layout.measure();
            let body = layout.lines.iter().position(|line| line.len() > 120).map_or(u32::MAX, |at| at as u32);
            let found = title(&layout, body).map_or("", |span| text.span(span));
            assert_eq!(found, expected, "{text}");
        };
        let body = "今年以来，我们认真贯彻落实上级决策部署，各项工作取得了明显成效，现将有关情况报告如下，请予审议，并请提出意见。";
        check(
            &format!("下载\n打印\n2026年云溪市政府工作报告\n——2026年1月5日在会上\n市长 李明\n{body}"),
            "2026年云溪市政府工作报告",
        );
        check(&format!("標題:年度工作總結 |\n{body}"), "年度工作總結");
        check(
            &format!("Office of the Comptroller\nExposure Draft\n\n\nControls over Time\n\nNovember 2022\n\n{body}"),
            "Controls over Time",
        );
        check(&format!("Pump Station Operations\n***********************\n\n{body}"), "Pump Station Operations");
        check("2024-03-01 10:00:01 INFO Starting\n2024-03-01 10:00:02 INFO Going on\n", "");
        check(&format!("{body}\n{body}\n"), "");
    }
}
