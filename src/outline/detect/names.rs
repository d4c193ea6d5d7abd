//! Words by which people call the parts of a report.

use foldhash::HashMap;
use std::sync::OnceLock;

use super::chars::{is_blank, is_wide};

/// What a table of contents is called, without spaces and in small letters.
const CONTENTS: [&str; 34] = [
    "目录",
    "目錄",
    "目次",
    "本期要目",
    "本期目录",
    "本期导读",
    "内容目录",
    "內容目錄",
    "目錄表",
    "contents",
    "tableofcontents",
    "inthisissue",
    "insidethisissue",
    "inhaltsverzeichnis",
    "inhalt",
    "tabledesmatières",
    "sommaire",
    "índice",
    "índicedecontenidos",
    "indice",
    "sumário",
    "оглавление",
    "tabladecontenidos",
    "mụclục",
    "содержание",
    "съдържание",
    "садржај",
    "зміст",
    "гарчиг",
    "목차",
    "차례",
    "inhoudsopgave",
    "obsah",
    "πίνακαςπεριεχομένων",
];

/// Parts of a report that hold no numbered parts of their own, without spaces and in small letters.
const LEAVES: [&str; 46] = [
    "摘要",
    "前言",
    "序言",
    "序",
    "导言",
    "導言",
    "结束语",
    "后记",
    "後記",
    "致谢",
    "致謝",
    "参考文献",
    "參考文獻",
    "前記",
    "跋",
    "凡例",
    "内容提要",
    "关键词",
    "尾声",
    "楔子",
    "引子",
    "大事记",
    "大事記",
    "编后记",
    "編後記",
    "附记",
    "abstract",
    "preface",
    "foreword",
    "prologue",
    "epilogue",
    "executivesummary",
    "acknowledgements",
    "acknowledgments",
    "acknowledgement",
    "references",
    "bibliography",
    "index",
    "authors'addresses",
    "author'saddress",
    "afterword",
    "dedication",
    "statusofthismemo",
    "copyrightnotice",
    "fullcopyrightstatement",
    "contributors",
];

/// Parts of a report that seldom stand below others, without spaces and in small letters.
const MAINS: [&str; 32] = [
    "引言",
    "目的",
    "绪论",
    "緒論",
    "导论",
    "结论",
    "結論",
    "结语",
    "結語",
    "附录",
    "附錄",
    "附则",
    "附則",
    "附件",
    "总则",
    "introduction",
    "conclusion",
    "conclusions",
    "glossary",
    "appendix",
    "appendices",
    "background",
    "methodology",
    "methods",
    "results",
    "discussion",
    "recommendations",
    "findings",
    "总结与展望",
    "結論與建議",
    "结论与建议",
    "scopeandmethodology",
];

/// Other parts of a report that are headings by their name alone, without spaces and in small letters.
const PARTS: [&str; 76] = [
    "注释",
    "註釋",
    "名词解释",
    "概述",
    "综述",
    "綜述",
    "概况",
    "背景",
    "summary",
    "overview",
    "abbreviations",
    "notes",
    "scope",
    "actions",
    "actionitems",
    "definitions",
    "purpose",
    "objectives",
    "recommendation",
    "preamble",
    "synopsis",
    "name",
    "attendance",
    "agenda",
    "oldbusiness",
    "newbusiness",
    "adjournment",
    "calltoorder",
    "publiccomment",
    "nextmeeting",
    "nextsteps",
    "safety",
    "description",
    "options",
    "example",
    "examples",
    "seealso",
    "bugs",
    "exitstatus",
    "usage",
    "installation",
    "requirements",
    "limitations",
    "troubleshooting",
    "materials",
    "procedure",
    "equipment",
    "license",
    "会议决议",
    "决议事项",
    "会议议题",
    "会议内容",
    "议定事项",
    "讨论事项",
    "报告事项",
    "報告事項",
    "討論事項",
    "臨時動議",
    "审计发现",
    "审计建议",
    "审计意见",
    "审计结论",
    "审计评价",
    "基本情况",
    "存在问题",
    "存在的问题",
    "整改要求",
    "整改情况",
    "rollcall",
    "approvalofminutes",
    "approvaloftheminutes",
    "unfinishedbusiness",
    "announcements",
    "executivesession",
    "managementresponse",
    "auditfindings",
];

/// What minutes say of a meeting, each with its value behind a colon.
const FACTS: [&str; 30] = [
    "时间",
    "時間",
    "地点",
    "地點",
    "日期",
    "主席",
    "主持",
    "主持人",
    "召集人",
    "出席",
    "列席",
    "出席人员",
    "出席人員",
    "列席人员",
    "列席人員",
    "出列席人員",
    "出席單位",
    "参加人员",
    "参会人员",
    "紀錄",
    "記錄",
    "记录",
    "记录人",
    "缺席",
    "请假",
    "散会",
    "散會",
    "会议时间",
    "会议地点",
    "開會時間",
];

/// Whether words are the name of something whose value stands behind a colon: `壹、時間：中華民國113年…`.
pub(super) fn has_value(words: &str) -> bool {
    words.len() <= 15 && FACTS.contains(&words)
}

/// What a line is by its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Named {
    /// Nothing that is known.
    #[default]
    No,
    /// A part of a report.
    Part,
    /// A part of the whole report, and seldom of a part: `Background`, `结论`.
    Main,
    /// A part that holds no numbered parts: `摘要`, `References`.
    Leaf,
    /// A table of contents.
    Contents,
}

/// All names, and what they are.
struct Names {
    all: HashMap<&'static str, Named>,
    /// By the first byte of a name in ASCII: the lengths that such names have, as bits.
    lengths: [u32; 128],
}

impl Names {
    /// Made once.
    fn get() -> &'static Self {
        static NAMES: OnceLock<Names> = OnceLock::new();
        NAMES.get_or_init(|| {
            let leaves = LEAVES.iter().map(|name| (*name, Named::Leaf));
            let mains = MAINS.iter().map(|name| (*name, Named::Main));
            let parts = PARTS.iter().map(|name| (*name, Named::Part));
            let contents = CONTENTS.iter().map(|name| (*name, Named::Contents));
            let all: HashMap<_, _> = leaves.chain(mains).chain(parts).chain(contents).collect();
            let mut lengths = [0; 128];
            for name in all.keys().filter(|name| name.is_ascii()) {
                let first = name.bytes().next().map_or(0, usize::from);
                lengths.iter_mut().skip(first).take(1).for_each(|lengths| *lengths |= 1 << name.len());
            }
            Self { all, lengths }
        })
    }

    /// What a name is, in small letters.
    fn find(&self, name: &str) -> Named {
        self.all.get(name).copied().unwrap_or(Named::No)
    }

    /// Whether a name in ASCII begins with this letter and is so long.
    fn has(&self, first: u8, len: usize) -> bool {
        let lengths = self.lengths.get(usize::from(first.to_ascii_lowercase())).copied().unwrap_or(0);
        len <= LONGEST && lengths >> len & 1 == 1
    }
}

/// What a line is by its name: by its letters, in small ones and without white space and the punctuation around them.
pub(super) fn named(line: &str) -> Named {
    let begins = line.as_bytes().first().is_some_and(|first| !first.is_ascii_lowercase() && !first.is_ascii_digit());
    if !begins || line.len() > 28 && (line.len() > 60 || line.is_ascii()) {
        return Named::No;
    }
    let line =
        line.trim_matches(|edge: char| is_blank(edge) || matches!(edge, ':' | '：' | '.' | '【' | '】' | '*' | '-'));
    if line.is_ascii() {
        return named_in_ascii(line);
    }
    if line.bytes().filter(|byte| *byte == b' ').count() > 5 {
        return Named::No;
    }
    let mut name = String::with_capacity(line.len());
    for character in line.chars().filter(|character| !is_blank(*character)) {
        if is_wide(character) {
            name.push(character);
        } else {
            name.extend(character.to_lowercase())
        }
    }
    Names::get().find(&name)
}

/// The bytes of the longest name in ASCII: `fullcopyrightstatement`.
const LONGEST: usize = 22;

/// What a line in ASCII is by its name. Most short lines of English come here: nothing is allocated, and the first
/// letter and the length send nearly all away.
fn named_in_ascii(line: &str) -> Named {
    let blanks = line.bytes().filter(u8::is_ascii_whitespace).count();
    let first = line.bytes().next().unwrap_or(b' ');
    if !Names::get().has(first, line.len() - blanks) || line.bytes().filter(|byte| *byte == b' ').count() > 5 {
        return Named::No;
    }
    let mut name = [0_u8; LONGEST];
    let mut len = 0;
    for byte in line.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let Some(place) = name.get_mut(len) else { return Named::No };
        *place = byte.to_ascii_lowercase();
        len += 1;
    }
    let name = name.get(..len).and_then(|name| std::str::from_utf8(name).ok()).unwrap_or_default();
    Names::get().find(name)
}

/// Whether a line is the title of a table of contents.
pub(super) fn is_contents(line: &str) -> bool {
    named(line) == Named::Contents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_longer_than_the_longest() {
        let longest = Names::get().all.keys().filter(|name| name.is_ascii()).map(|name| name.len()).max();
        assert_eq!(longest, Some(LONGEST));
    }

    #[test]
    fn names_are_known() {
        let check = |line: &str, contents: bool, expected: Named| {
            assert_eq!((is_contents(line), named(line)), (contents, expected), "{line}");
        };
        check("目　录", true, Named::Contents);
        check("Table of Contents", true, Named::Contents);
        check("IN THIS ISSUE", true, Named::Contents);
        check("摘 要", false, Named::Leaf);
        check("REFERENCES", false, Named::Leaf);
        check("Full Copyright Statement", false, Named::Leaf);
        check("Introduction to the matter", false, Named::No);
    }
}
