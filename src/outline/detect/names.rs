//! Words by which people call the parts of a report.

use foldhash::HashMap;
use std::sync::OnceLock;

use super::chars::{is_blank, is_wide};

/// What a table of contents is called, without spaces and in small letters.
const CONTENTS: [&str; 29] = [
    "目录",
    "目錄",
    "目次",
    "内容目录",
    "內容目錄",
    "目錄表",
    "contents",
    "tableofcontents",
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

/// Other parts of a report that are headings by their name alone, without spaces and in small letters.
const PARTS: [&str; 75] = [
    "引言",
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
    "注释",
    "註釋",
    "名词解释",
    "总则",
    "概述",
    "综述",
    "綜述",
    "概况",
    "背景",
    "introduction",
    "summary",
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
];

/// What a line is by its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Named {
    /// Nothing that is known.
    #[default]
    No,
    /// A part of a report.
    Part,
    /// A part that holds no numbered parts: `摘要`, `References`.
    Leaf,
    /// A table of contents.
    Contents,
}

/// All names, and what they are.
fn names() -> &'static HashMap<&'static str, Named> {
    static NAMES: OnceLock<HashMap<&'static str, Named>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let leaves = LEAVES.iter().map(|name| (*name, Named::Leaf));
        let parts = PARTS.iter().map(|name| (*name, Named::Part));
        let contents = CONTENTS.iter().map(|name| (*name, Named::Contents));
        leaves.chain(parts).chain(contents).collect()
    })
}

/// What a line is by its name: by its letters, in small ones and without white space and the punctuation around them.
pub(super) fn named(line: &str) -> Named {
    let begins = line.as_bytes().first().is_some_and(|first| !first.is_ascii_lowercase() && !first.is_ascii_digit());
    if !begins || line.len() > 28 && (line.len() > 60 || line.is_ascii()) {
        return Named::No;
    }
    let line =
        line.trim_matches(|edge: char| is_blank(edge) || matches!(edge, ':' | '：' | '.' | '【' | '】' | '*' | '-'));
    if line.bytes().filter(|byte| *byte == b' ').count() > 5 {
        return Named::No;
    }
    if line.is_ascii() {
        return named_in_ascii(line);
    }
    let mut name = String::with_capacity(line.len());
    for character in line.chars().filter(|character| !is_blank(*character)) {
        if is_wide(character) {
            name.push(character);
        } else {
            name.extend(character.to_lowercase())
        }
    }
    names().get(name.as_str()).copied().unwrap_or(Named::No)
}

/// The bytes of the longest name in ASCII: `fullcopyrightstatement`.
const LONGEST: usize = 22;

/// What a line in ASCII is by its name. Most short lines of English come here, so that nothing is allocated.
fn named_in_ascii(line: &str) -> Named {
    let mut name = [0_u8; LONGEST];
    let mut len = 0;
    for byte in line.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let Some(place) = name.get_mut(len) else { return Named::No };
        *place = byte.to_ascii_lowercase();
        len += 1;
    }
    let name = name.get(..len).and_then(|name| std::str::from_utf8(name).ok()).unwrap_or_default();
    names().get(name).copied().unwrap_or(Named::No)
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
        let longest = names().keys().filter(|name| name.is_ascii()).map(|name| name.len()).max();
        assert_eq!(longest, Some(LONGEST));
    }

    #[test]
    fn names_are_known() {
        let check = |line: &str, contents: bool, expected: Named| {
            assert_eq!((is_contents(line), named(line)), (contents, expected), "{line}");
        };
        check("目　录", true, Named::Contents);
        check("Table of Contents", true, Named::Contents);
        check("摘 要", false, Named::Leaf);
        check("REFERENCES", false, Named::Leaf);
        check("Full Copyright Statement", false, Named::Leaf);
        check("Introduction to the matter", false, Named::No);
    }
}
