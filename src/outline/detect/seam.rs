//! Where a title and its text meet with nothing between them but a space, or not even that: a text whose line ends were
//! lost (`二、存在问题对照标准和期待，…`, `2. Results The team found…`). The seam can only be guessed, by how titles end
//! and how sentences begin.

use memchr::memchr_iter;

use crate::text::Part;

use super::chars::is_wide;
use super::makeup::is_long_joint;
use super::names::{self, Named};

/// Words with which titles of sections end, two characters each.
const ENDS: &str = "情况 概况 问题 回顾 目标 措施 建议 打算 要求 体系 建设 管理 发展 开放 振兴 安全 品质 规划 背景 期限 \
    特征 预测 布局 保障 制度 成效 经验 原因 分析 任务 重点 工作 计划 安排 思路 原则 意义 做法 成绩 不足 困难 方案 \
    内容 依据 范围 方法 结论 总结 机构 队伍 设施 条件 服务 活动 环境 质量 效益 水平 能力 责任 监督 检查 处理 整改 \
    意见 评价 总则 附则 需求 现状 标准 流程 机制 改革 创新 教育 培训 宣传 文化 民生 生态 经济 产业 乡村 农业 就业 \
    收入 投资 项目 资金 来源 组织 领导 基础 功能 作用 体会 启示 展望 前景 特点 优势 趋势 形势 进展 成果 过程 步骤 \
    对象 时间 地点 名称 单位 概述 简介 介绍 说明 总论 选择 设计 参数 结构 系统 平台 网络 模式 途径 路径 策略 对策 \
    风险 控制 评估 考核 激励 约束 治理 保护 利用 开发 合作 交流 协同 融合 转型 升级 优化 提升 增强 稳定 健康 和谐 \
    素质 事项 业绩 作风 纪律 意识 本领 形象 氛围 职责 事业 防控 分类 调解 接待 维护 安置 救助 整治 运行 改造 实施 \
    结束 附录 附件 名词 解释 概念 定义 关系 影响 因素 问題 情況 總則 附則 規劃 計畫 發展 管理 經驗 檢討 展望 措施";

/// Words with which sentences of reports begin, longest first where one begins another.
const BEGINNINGS: &str = "今年 近年 去年 当前 目前 截至 截止 为了 为进一步 为深入 为认真 为切实 为贯彻 根据 按照 依据 依照 随着 \
    自从 通过 坚持 对照 我们 我局 我县 我市 我省 我校 我院 我区 我镇 我乡 我村 我所 我公司 我单位 我部 本人 本项目 本规划 \
    本年 本次 本县 本市 本文 本公司 全年 全县 全市 全省 全国 全院 全校 全局 全区 全镇 全乡 各级 各部门 各单位 各地 各科 \
    各乡镇 各村 一年来 半年来 过去 经过 经审计 审计结果 审计发现 审计指出 由于 针对 围绕 紧紧 聚焦 深入 持续 加强 推进 \
    推动 建立 完善 落实 组织 开展 严格 认真 积极 加快 强化 提高 充分 切实 着力 虽然 尽管 同时 此外 首先 会议 会上 这次 \
    该项目 该公司 上半年 下半年 年初 一方面 从总体 从整体 总体来看 总的来看 主要 部分 个别 有的 一些 少数 在各级 在上级 \
    在党 在市 在县 在省 以习近平 以党 以提 以加 以推 以创 以学 牢固 大力 全面 继续 进一步 不断 始终 立足 结合 利用 引进 \
    制定 出台 成立 召开 举办 实施 投入 完成 实现 新建 改造 整合 引导 支持 鼓励 发挥 做好 抓好 抓实 守牢 健全 优化 \
    创新 培育 打造 构建 探索 依托 选派 邀请 设立 推行 推广 组建 修订 印发 配合 协助 参与 近日 日前 近期 据 据统计 据了解 \
    所谓 如果 当 每年 每月 每周 其中 其次 最后 然而 但 因此 所以 因为 而 这 该 将 由 自 从 对 在 以 经 凡 应 与会 参会 \
    規劃 本府 本市 為 為了 依據 依 近年 截至 目前 透過 積極 持續 推動 加強 辦理 本局 有關";

/// Beginnings of sentences that stand in no title: they tell of a time, or of who does something.
const TELLING: &str = "今年 近年 去年 当前 目前 截至 截止 为了 为进一步 为深入 为认真 为切实 根据 按照 依照 随着 我们 我局 我县 我市 \
    我省 我校 我院 我区 我镇 我乡 我村 我所 我公司 我单位 我部 本人 本年度 一年来 半年来 几年来 三年来 五年来 会议听取 会议指出 \
    会议认为 会议强调 会议要求 会议研究 会议还 会议决定 会议原则 会议明确 会议审议 会议同意 会议通报 会议传达 会上 审计指出 \
    审计发现 审计结果 经审计 经抽查 由于 虽然 尽管 此外 上半年 近日 日前 下面 每年 每月 每周 部分干部 部分单位 个别 有的 全县共 \
    全市共 全区共 全年共 全院共 全校共 全镇共 我负责 我在 我于 我从 近年來 目前本 截至目前 為了 本府 本局 本會";

/// Characters behind which no title ends, and before which no sentence begins.
const BINDS: &str = "的了和与及对在为以从把被由或等、，,：:（(“《‘/-—";
const BOUND: &str = "的了和与及等者性化、，,。：:；;）)”》’/-—％%年月日个";

/// The fewest and the most characters that a title has.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=32;
/// What a seam must score at least.
const LEAST: f32 = 2.0;

/// Where the title at the beginning of a sentence ends, in bytes; none where nothing looks like a seam. Looks at the
/// first characters only.
pub(super) fn seam(sentence: &str) -> Option<usize> {
    let head: Vec<(usize, char)> = sentence.char_indices().take(LENGTHS.end() + 12).collect();
    let stop = head.iter().position(|(_, character)| "。；;：:！!？?\n".contains(*character)).unwrap_or(head.len());
    let places = head.iter().enumerate().take(stop).skip(*LENGTHS.start());
    let scored = places.filter_map(|(count, (at, _))| {
        let score = ends(sentence.part(0..*at))? + begins(sentence.part(*at..sentence.len()), sentence.part(0..*at))?;
        let commas = sentence.part(0..*at).matches(['，', ',']).count() as f32;
        Some((score - length(count) - 0.6 * commas, *at))
    });
    scored.filter(|(score, _)| *score >= LEAST).max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, at)| at)
}

/// The same where what stands before the first full stop is short enough for a title: then only a word with which
/// titles end, before one that tells of a time or of who does something, makes a seam.
pub(super) fn sure_seam(sentence: &str) -> Option<usize> {
    let head: Vec<(usize, char)> = sentence.char_indices().take(LENGTHS.end() + 2).collect();
    let stop = head.iter().position(|(_, character)| "。；;：:！!？?\n".contains(*character)).unwrap_or(head.len());
    let places = head.iter().map(|(at, _)| *at).take(stop).skip(*LENGTHS.start());
    let mut sure = places.filter(|at| {
        let (title, text) = (sentence.part(0..*at), sentence.part(*at..sentence.len()));
        ends(title).is_some_and(|score| score > 0.0) && tells(text)
    });
    sure.next()
}

/// Whether a text begins as no title goes on.
fn tells(text: &str) -> bool {
    let dated = || {
        let head = text.part(0..30);
        let rest = head.trim_start_matches(|digit: char| digit.is_ascii_digit());
        let date = head.len() - rest.len() == 4 && rest.starts_with('年');
        date && rest.split(['，', ',']).next().is_some_and(|before| before.len() < rest.len() && before.len() <= 18)
    };
    TELLING.split_whitespace().any(|word| text.starts_with(word)) || dated()
}

/// What a length speaks against a title: most have four to fourteen characters.
fn length(count: usize) -> f32 {
    match count {
        0..=2 => 1.5,
        3 => 0.5,
        4..=14 => 0.0,
        _ => (count - 14) as f32 * 0.12,
    }
}

/// How well a title ends here; none where none can.
fn ends(title: &str) -> Option<f32> {
    let last = title.chars().next_back()?;
    if BINDS.contains(last) || last.is_ascii_digit() {
        return None;
    }
    let start = title.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    let word = title.part(start..title.len());
    Some(if ENDS.split_whitespace().any(|end| end == word) { 2.0 } else { 0.0 })
}

/// How well a sentence begins here, behind its title; none where none can.
fn begins(text: &str, title: &str) -> Option<f32> {
    let first = text.chars().next()?;
    if BOUND.contains(first) {
        return None;
    }
    let echo = echo(text, title);
    let year = text.part(0..8).trim_start_matches(|digit: char| digit.is_ascii_digit());
    let dated = year.len() < text.part(0..8).len() && year.starts_with(['年', '月', '世']);
    let longest =
        BEGINNINGS.split_whitespace().filter(|word| text.starts_with(word)).map(|word| word.chars().count()).max();
    let word = match longest {
        Some(1) => 0.8,
        Some(2) => 1.6,
        Some(_) => 2.6,
        None => 0.0,
    };
    Some(word + if dated { 2.0 } else { 0.0 } + echo)
}

/// Who names a thing in a title often begins the text with its name: `白鹭湖白鹭湖是境内最大湖泊`.
fn echo(text: &str, title: &str) -> f32 {
    let same = title
        .char_indices()
        .map(|(at, _)| title.part(at..title.len()))
        .find(|tail| tail.chars().count() >= 2 && tail.chars().all(is_wide) && text.starts_with(tail));
    same.map_or(0.0, |tail| if tail.len() == title.len() { 4.0 } else { 1.2 })
}

/// The most words that a title in letters has.
const WORDS: usize = 12;

/// Where the title at the beginning of a text in letters ends, in bytes: before the first word with a capital that a
/// word in small letters follows, as the first two words of a sentence are. None where no title is there.
pub(super) fn letter_seam(text: &str) -> Option<usize> {
    let mut words = spaced_words(text.part(0..200));
    let ((_, mut before), (mut at, mut word)) = (words.next()?, words.next()?);
    let capital = |word: &str| word.starts_with(|first: char| first.is_uppercase());
    let small = |word: &str| word.starts_with(char::is_lowercase) && !is_joint(word);
    let ended = |word: &str| word.ends_with(['.', ':', ';']);
    let small_in_titles = |word: &str| is_joint(&word.to_lowercase()) && !is_shouted(word);
    for (count, (next_at, next)) in words.enumerate().take(WORDS) {
        if ended(before) {
            return None;
        }
        let again = word == before && word.len() >= 4;
        let begins = || {
            small(next)
                || again
                || is_opening(word)
                || small_in_titles(word)
                || small(before) && count > 0
                || is_shouted(before) && !is_shouted(word)
        };
        if capital(word) && !is_joint(before) && begins() {
            return Some(at.saturating_sub(1));
        }
        (before, at, word) = (word, next_at, next);
    }
    None
}

/// The words between the spaces of a text, and where they begin.
fn spaced_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let ends = memchr_iter(b' ', text.as_bytes()).chain([text.len()]);
    let words = ends.scan(0, |start, end| Some((std::mem::replace(start, end + 1), end)));
    words.filter(|(start, end)| start < end).map(|(start, end)| (start, text.part(start..end)))
}

/// Where a title that is the name of a part of a report ends, before a word with a capital: `Conclusion Controls over
/// the fleet are …`. The longer name is tried first.
pub(super) fn named_seam(text: &str) -> Option<usize> {
    let capital = |at: usize| text.part(at + 1..text.len()).starts_with(char::is_uppercase);
    let spaces: Vec<usize> = text.part(0..60).match_indices(' ').map(|(at, _)| at).take(3).collect();
    spaces.into_iter().rev().find(|at| capital(*at) && names::named(text.part(0..*at)) != Named::No)
}

/// Whether a word is written in capitals.
fn is_shouted(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_alphabetic()).count() > 1 && !word.contains(char::is_lowercase)
}

/// Words that open sentences, and seldom stand in titles with a capital.
fn is_opening(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "This"
            | "These"
            | "In"
            | "A"
            | "An"
            | "It"
            | "If"
            | "When"
            | "We"
            | "There"
            | "Each"
            | "All"
            | "As"
            | "Mr."
            | "Ms."
            | "Mrs."
            | "Dr."
    )
}

/// Whether a title in title case has this word in small letters.
fn is_joint(word: &str) -> bool {
    is_long_joint(word.as_bytes())
        || matches!(word, "of" | "the" | "and" | "or" | "in" | "on" | "for" | "to" | "a" | "an" | "by" | "at" | "as")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_told_from_the_sentences_behind_them() {
        let check = |title: &str, sentence: &str| {
            let whole = format!("{title}{sentence}");
            assert_eq!(seam(&whole).map(|at| whole.part(0..at)), Some(title), "{whole}");
        };
        check("存在的主要问题", "对照标准和群众的期待，我们的工作还有差距。");
        check("基本情况", "2022年，全县共收到补助资金一亿元。");
        check("加快构建现代产业体系", "推动传统产业升级改造，实施技改项目。");
        check("白鹭湖", "白鹭湖是境内最大的湖泊，水面宽阔。");
        check("工作回顾", "过去的一年，是很不平凡的一年。");
        check("现状特征", "截至年底，全县共有养老机构十二家。");
        for whole in ["聚焦基层组织", "聚焦基层组织，夯实工作基础", ""] {
            assert_eq!(seam(whole), None, "{whole}");
        }
    }

    #[test]
    fn short_titles_end_at_sure_seams_only() {
        let check = |whole: &str, expected: Option<&str>| {
            assert_eq!(sure_seam(whole).map(|at| whole.part(0..at)), expected, "{whole}");
        };
        check("关于防汛抗旱工作会议听取了有关情况的汇报。", Some("关于防汛抗旱工作"));
        check("存在的问题一年来，工作取得了成绩。", Some("存在的问题"));
        check("基本情况2022年，全县共安排资金。", Some("基本情况"));
        check("总结回顾2022年工作", None);
        check("深化改革创新推动高质量发展。", None);
        check("贯彻全市经济工作会议精神。", None);
    }

    #[test]
    fn titles_in_letters_end_before_a_sentence() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(letter_seam(text).map(|at| text.part(0..at)), expected, "{text}");
        };
        check("Introduction A network protocol has rules", Some("Introduction"));
        check("Fixed Properties of All Versions In addition to that", Some("Fixed Properties of All Versions"));
        check("In the cabin Check the seat first", Some("In the cabin"));
        check("Notices The notice is given", Some("Notices"));
        check("Ordinance 14, Rentals Mr. Weaver explained", Some("Ordinance 14, Rentals"));
        check("Circulation Circulation in March was high", Some("Circulation"));
        check("Potentials Of twelve points, three were low", Some("Potentials"));
        check("the team found nothing, and went on", None);
        check("Findings. The team found nothing", None);
    }
}
