//! Cases of references, and of what is none.
#![cfg(test)]

use super::*;
use crate::outline::{Confidence, NewHeading, Origin, OutlineBuilder};
use crate::text::Text;

/// A report of lines: those with `#` before them are headings, of as many levels.
fn report(lines: &str) -> Document {
    let (mut text, mut blocks, mut outline) = (String::new(), Vec::new(), OutlineBuilder::default());
    for line in lines.lines() {
        let words = line.trim_start_matches('#');
        let level = u8::try_from(line.len() - words.len()).unwrap();
        let words = words.trim();
        let span = Span::new(text.len()..text.len() + words.len());
        text.push_str(words);
        text.push_str("\n\n");
        let kind = if level > 0 { BlockKind::Heading } else { BlockKind::Paragraph };
        blocks.push(Block { kind, depth: 0, span });
        if level > 0 {
            let number = mark(words).map_or(0, |mark| mark.len);
            let (origin, confidence) = (Origin::Marked, Confidence::CERTAIN);
            outline.push(NewHeading { level, title: words, number, span, line: 1, origin, confidence });
        }
    }
    Document { text: Text::new(text), blocks, outline: outline.finish(), ..Document::default() }
}

/// The references in a report, each with the beginning of what it leads to.
fn links(document: &Document) -> Vec<String> {
    let references = References::of(document);
    let all = Span { start: 0, end: document.text.len() };
    let shown = |link: Link| {
        let Target::Place(place) = link.target else { return String::new() };
        let there = document.text.part(place as usize..document.text.len() as usize).lines().next();
        format!("{} > {}", document.text.span(link.span), there.unwrap_or_default())
    };
    references.within(document, all).into_iter().map(shown).collect()
}

fn check(lines: &str, text: &str, expected: &[&str]) {
    let document = report(&format!("{lines}\n{text}"));
    assert_eq!(links(&document), expected, "{text}");
}

#[test]
fn chinese_references_lead_to_headings() {
    let book = "# 第一章 总则\n## 第一节 目的\n## 第二节 范围\n# 第二章 管理\n## 第一节 机构\n# 第三章 附则\n# 附件2：清单\n# 附录A 名单";
    check(book, "办法见第三章。", &["第三章 > 第三章 附则"]);
    check(book, "办法见第 3 章。", &["第 3 章 > 第三章 附则"]);
    check(book, "详见第二章第一节的内容。", &["第二章第一节 > 第一节 机构"]);
    check(book, "详见第一章第五节的内容。", &["第一章 > 第一章 总则"]);
    check(book, "名单详见附件2和附录A，参见第一节。", &["附件2 > 附件2：清单", "附录A > 附录A 名单"]);
    check(book, "附件 2 所列，以及附件3。", &[]);
    check(book, "第九章、第三次会议、第一时间、第二节课。", &[]);
    check(
        "# 一、成效\n# 四、计划\n## （一）目标\n## （二）措施",
        "参见本报告第四部分（二）。",
        &["第四部分（二） > （二）措施"],
    );
    check(
        "# 3 设计\n## 3.2 接口",
        "设计见第3章，接口见3.2节，又见第3.2节，约3.2亿元。",
        &["第3章 > 3 设计", "3.2 > 3.2 接口", "第3.2节 > 3.2 接口"],
    );
}

#[test]
fn articles_are_those_of_this_law() {
    let law = "# 第一章 总则\n## 第一条 目的\n## 第十二条 监督\n## 第十三条 处罚";
    check(law, "违反本法第十二条、第十三条的，依法处理。", &["第十二条 > 第十二条 监督", "第十三条 > 第十三条 处罚"]);
    check(law, "依照第十二条的规定办理。", &["第十二条 > 第十二条 监督"]);
    check(law, "按照本办法第一条执行。", &["第一条 > 第一条 目的"]);
    check(law, "根据《档案法》第十二条、第十三条的规定。", &[]);
    check(law, "根据《档案法》（2020年修订）第一章的规定。", &[]);
    check(law, "根据民法第十二条的规定。", &[]);
    check(law, "参见《档案法》的第一章。", &[]);
    check(law, "第十二条 本条自行开头。", &[]);
}

#[test]
fn of_several_the_nearest_is_meant_and_of_two_none() {
    let two = "# 甲\n## 第一章 总则\n见第一章。\n# 乙\n## 第一章 绪论";
    check(two, "见第一章。", &["第一章 > 第一章 总则", "第一章 > 第一章 绪论"]);
    check("# 甲\n## 第一章 总则\n# 乙\n## 第一章 绪论\n# 丙", "见第一章。", &[]);
}

#[test]
fn english_references_lead_to_headings() {
    let report =
        "# 1 Scope\n# Chapter 3 Results\n# 4. Method\n## 4.2 Sampling\n# Article 5\n# Appendix B: Tables\n# Part II";
    check(
        report,
        "We see Section 4.2, and chapter 3.",
        &["Section 4.2 > 4.2 Sampling", "chapter 3 > Chapter 3 Results"],
    );
    check(
        report,
        "Tables are in Appendix B; see §4.2 and Part II.",
        &["Appendix B > Appendix B: Tables", "§4.2 > 4.2 Sampling", "Part II > Part II"],
    );
    check(report, "Under Article 5 of this agreement.", &["Article 5 > Article 5"]);
    check(report, "Under Article 5 of the Convention; GDPR Article 5; RFC 2119 Section 4.2.", &[]);
    check(report, "See the Policy Manual, section 4.2, and the Act, Article 5.", &[]);
    check(report, "The part 9 and subsection 4.2 and Section A-4.", &[]);
}

#[test]
fn numbers_in_brackets_lead_to_the_literature() {
    let document = report("# 正文\n如文献[12]、[3, 5]和[7]所述。\n# 参考文献\n[3] 甲\n[12] 乙 [3]");
    assert_eq!(links(&document), ["[12] > [12] 乙 [3]", "[3, 5] > [3] 甲"]);
}

#[test]
fn headings_contents_and_code_are_left_alone() {
    let mut document = report("# 第一章 见第二章\n# 第二章 乙\n第一章 甲\n内容见第一章");
    assert_eq!(links(&document), ["第一章 > 第一章 见第二章"]);
    for kind in [BlockKind::Boilerplate, BlockKind::Code] {
        document.blocks[3].kind = kind;
        assert_eq!(links(&document), [""; 0]);
    }
    let mut document = report("# 第一章 甲\n# 第二章 乙\n内容 第一章 甲…3 第二章 乙…9\n写在 第二章之前");
    let text = document
        .text
        .as_str()
        .replace("内容 第一章", "内容\n第一章")
        .replace("3 第二章", "3\n第二章")
        .replace("写在 第", "写在\n第");
    document.text = Text::new(text);
    assert_eq!(links(&document), ["第二章 > 第二章 乙"]);
}
