//! A library of any size with headings such as reports have, half of the reports Chinese, half English; the same one
//! for the same sizes.

#[path = "numbers.rs"]
mod numbers;

use std::path::{Path, PathBuf};

use mulu::library::walk::Root;
use mulu::library::{Library, LibraryBuilder, Report};
use mulu::outline::{Confidence, Document, NewHeading, Origin, OutlineBuilder};
use mulu::text::Span;

use numbers::Numbers;

const PLACES: &str =
    "云溪 柳浦 苍岭 青石 临河 东港 西岸 南塘 北桥 明湖 长汀 新垣 安平 双溪 梅岭 白沙 红岩 金谷 银滩 石门";
const TOPICS: &str = "党建 安全生产 防汛 档案 财务 审计 信息化 绿化 养老服务 垃圾分类 窗口服务 水利 消防 图书馆 食堂 固定资产 \
    人才队伍 招商引资 营商环境 乡村振兴 道路养护 河道水质 值班系统 政务公开 信访 统计 教育培训 工会 宣传 后勤 采购 法治 \
    环境保护 交通 旅游 农业 社区矫正 疫情防控 数据治理 行政审批";
const KINDS: &str = "工作成效 存在的问题 下一步计划 主要做法 基本情况 指导思想 组织领导 保障措施 经验与体会 整改落实情况 \
    责任分工 时间安排 经费预算 考核办法 监督检查 总体要求 重点任务 工作建议 附则 数据分析";
const VERBS: &str = "加强 推进 落实 规范 完善 优化 提升 深化 强化 健全 开展 做好";
const AREAS: &str = "Annual Audit Budget Safety Harbour Maintenance Procurement Training Travel Inventory Network Backup \
    Payroll Contract Drainage Bridge Crane Library Archive Emergency Water Traffic Housing Energy Waste Fleet Customer \
    Research Licensing Records Building Survey Recruitment Quality Vendor Insurance Telephone Parking Security Printing";
const MATTERS: &str = "Findings Recommendations Overview Background Objectives Scope Methods Results Conclusions \
    Responsibilities Schedule Costs Risks Controls Inspection Procedures Requirements Definitions Appendix Summary";
const OPENINGS: &str = "Review of Report on Plan for Changes to Notes on Progress with Limits of Use of";

impl Numbers {
    fn word<'a>(&mut self, words: &'a str) -> &'a str {
        let count = words.split_whitespace().count();
        words.split_whitespace().nth(self.below(count)).unwrap_or_default()
    }

    /// Two words that belong together.
    fn opening(&mut self) -> String {
        let words: Vec<&str> = OPENINGS.split_whitespace().collect();
        let at = self.below(words.len() / 2) * 2;
        words.get(at..at + 2).unwrap_or_default().join(" ")
    }
}

/// So many reports with so many headings each.
pub(crate) fn library(reports: usize, headings: usize) -> Library {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let mut builder = LibraryBuilder::new(vec![Root { path: PathBuf::new(), folder: true }]);
    builder.add((0..reports).map(|number| (0, report(&mut numbers, number, headings))));
    builder.snapshot()
}

fn report(numbers: &mut Numbers, number: usize, headings: usize) -> Report {
    let year = 2005 + numbers.below(20);
    let (path, title) = if number.is_multiple_of(2) {
        let (place, topic) = (numbers.word(PLACES), numbers.word(TOPICS));
        (format!("{year}年/{topic}/{place}{number}.txt"), format!("{place}市{year}年{topic}工作总结"))
    } else {
        let (area, matter) = (numbers.word(AREAS), numbers.word(MATTERS));
        (format!("{year}/{area}/report {number}.txt"), format!("{area} {matter} {year}"))
    };
    let mut outline = OutlineBuilder::default();
    for at in 0..headings {
        let (level, mark) = place(at, number.is_multiple_of(2));
        let words = if number.is_multiple_of(2) { chinese(numbers, level) } else { english(numbers, level) };
        outline.push(NewHeading {
            level,
            title: &format!("{mark}{words}"),
            number: mark.trim_end().len(),
            span: Span::new(at * 500..at * 500 + 40),
            line: u32::try_from(at * 10 + 1).unwrap_or(1),
            origin: Origin::Detected,
            confidence: Confidence(80),
        });
    }
    let document = Document { title: Some(title.into()), outline: outline.finish(), ..Document::default() };
    Report::new(Path::new(&path), &document)
}

/// The level and the number of a heading: three sections of four parts each under every chapter.
fn place(at: usize, chinese: bool) -> (u8, String) {
    let (chapter, inside) = (at / 16 + 1, at % 16);
    let (section, part) = (inside / 5 + 1, inside % 5);
    match (inside, part, chinese) {
        (15, _, true) | (0, 0, true) => (1, format!("{}、", numeral(at / 15 + 1))),
        (15, _, false) | (0, 0, false) => (1, format!("{} ", at / 15 + 1)),
        (_, 0, true) => (2, format!("（{}）", numeral(section))),
        (_, 0, false) => (2, format!("{chapter}.{section} ")),
        (_, _, true) => (3, format!("{part}.")),
        (_, _, false) => (3, format!("{chapter}.{section}.{part} ")),
    }
}

fn numeral(number: usize) -> String {
    let digit = |at: usize| "一二三四五六七八九".chars().nth(at.wrapping_sub(1)).map(String::from).unwrap_or_default();
    match number {
        0..10 => digit(number),
        10..20 => format!("十{}", digit(number - 10)),
        _ => format!("{}十{}", digit(number / 10), digit(number % 10)),
    }
}

fn chinese(numbers: &mut Numbers, level: u8) -> String {
    match (level, numbers.below(3)) {
        (1, 0) => numbers.word(KINDS).to_owned(),
        (_, 0) => format!("{}{}", numbers.word(TOPICS), numbers.word(KINDS)),
        (_, 1) => format!("{}{}工作", numbers.word(VERBS), numbers.word(TOPICS)),
        _ => format!("{}{}，{}{}", numbers.word(VERBS), numbers.word(TOPICS), numbers.word(VERBS), numbers.word(KINDS)),
    }
}

fn english(numbers: &mut Numbers, level: u8) -> String {
    match (level, numbers.below(3)) {
        (1, 0) => numbers.word(MATTERS).to_owned(),
        (_, 0) => format!("{} {}", numbers.word(AREAS), numbers.word(MATTERS)),
        (_, 1) => format!("{} {} {}", numbers.opening(), numbers.word(AREAS), numbers.word(MATTERS)),
        _ => format!("{} and {} {}", numbers.word(AREAS), numbers.word(AREAS), numbers.word(MATTERS)),
    }
}
