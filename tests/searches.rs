//! Queries as people type them, and the heading that each expects first: over sample-data and over a generated library.
//!
//! `cargo test the_expected_heading -- --nocapture` prints the shares.

use std::path::Path;
use std::sync::Arc;

use mulu::library::Library;
use mulu::library::index::{Plan, read_all};
use mulu::library::walk::Root;
use mulu::search::{Found, Query, Searcher};

use crate::support::generated;

/// A query, and the title that is expected first, with or without its number.
type Expected = (&'static str, &'static str);

const SAMPLES: [Expected; 44] = [
    ("抓监测预警", "（二）抓监测预警"),
    ("djpinpai", "二是推動黨建品牌同業務品牌共建"),
    ("干部力量", "二是黨務干部力量偏弱是制約工作提升的現實瓶頸"),
    ("管涌", "（一）管涌抢护"),
    ("gyqh", "（一）管涌抢护"),
    ("历史水灾", "一、历史水灾"),
    ("lishi hanzai", "一、历史旱灾"),
    ("yunpan", "第一节 云盘水库"),
    ("小型水库", "第二节 小型水库"),
    ("水土保持", "第五章 水土保持"),
    ("warnings", "3.1. Warnings"),
    ("ice", "2.1.1.1. Ice"),
    ("3.2 staff", "3.2 Staffing"),
    ("fire", "5.4. Fire"),
    ("lubrication", "7.1. Lubrication"),
    ("paint coats", "7.4.1. Which paint, and how many coats?"),
    ("limit switch", "2.2.2. The limit switch test"),
    ("radar gauge", "3 The radar gauge"),
    ("secrets", "Secrets"),
    ("press office", "The press office"),
    ("contrib fact", "Contributing factors"),
    ("emergency ch", "Emergency changes"),
    ("security", "6. Security Considerations"),
    ("ack", "4.2. ACK"),
    ("appendix b", "Appendix B. Units and Datums"),
    ("article 4", "Article 4 - Duties of the Trust"),
    ("第三十三条", "第三十三条"),
    ("第十八条之一", "第十八条之一"),
    ("厨余", "(一)廚餘處理"),
    ("校舍改建", "(一)老舊校舍改建"),
    ("跨机关", "(一)跨機關通報服務"),
    ("基层建设", "一、基層建設"),
    ("yuedu tg", "二、閱讀推廣"),
    ("资金筹措", "6.2 资金筹措"),
    ("4.5.3", "4.5.3 客户服务"),
    ("附录a", "附录A 管网漏损率计算说明"),
    ("sjqx", "1）数据清洗"),
    ("chongdian", "3.2 停车与充电"),
    ("车辆购置", "四、关于车辆购置"),
    ("点検", "2.1 日常点検"),
    ("대출", "2.1 대출 권수와 기간"),
    ("jfjs", "第二节 机房进水"),
    ("滥用介词", "3.滥用介词"),
    ("huanwei yd", "（二）换位阅读"),
];

const GENERATED: [Expected; 16] = [
    ("payroll controls", "Payroll Controls"),
    ("inspection crane", "Crane Inspection"),
    ("findings", "Findings"),
    ("存在的问题", "存在的问题"),
    ("czdwt", "存在的问题"),
    ("xiayibujihua", "下一步计划"),
    ("防汛 预算", "防汛经费预算"),
    ("加强党建", "加强党建工作"),
    ("jqdj", "加强党建工作"),
    ("dangan zz", "档案组织领导"),
    ("垃圾分类考核", "垃圾分类考核办法"),
    ("xxh zuofa", "信息化主要做法"),
    ("budget summ", "Budget Summary"),
    ("level:1 附则", "附则"),
    ("'risks ^water", "Water Risks"),
    ("落實檔案", "落实档案工作"),
];

fn samples() -> Library {
    let root = Root::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data")).unwrap();
    read_all(Plan { roots: vec![root], ..Plan::default() }).unwrap()
}

fn search(searcher: &mut Searcher, library: &Arc<Library>, typed: &str, limit: usize) -> Found {
    let query = Query::parse(typed).unwrap();
    searcher.search(library, &query, limit, &|| false).unwrap().unwrap()
}

/// Where the expected title stands among the first hits.
fn place(searcher: &mut Searcher, library: &Arc<Library>, (typed, expected): Expected) -> Option<usize> {
    let found = search(searcher, library, typed, 5);
    let titles = found.hits.iter().map(|hit| {
        let report = library.report(hit.entry).unwrap();
        let title = hit.heading.map_or_else(|| report.presented(), |heading| report.outline.title(heading).to_owned());
        (title, hit.heading.map_or("", |heading| report.outline.words(heading)))
    });
    let titles: Vec<(String, &str)> = titles.collect();
    let at = titles.iter().position(|(title, words)| title == expected || *words == expected);
    if at != Some(0) {
        println!("{typed:?}: {expected:?} is at {at:?} of {titles:?}");
    }
    at
}

#[test]
fn the_expected_heading_stands_first() {
    let mut places = Vec::new();
    for (library, expected) in [(samples(), &SAMPLES[..]), (generated::library(1000, 50), &GENERATED)] {
        let library = Arc::new(library);
        let mut searcher = Searcher::default();
        places.extend(expected.iter().map(|&expected| place(&mut searcher, &library, expected)));
    }
    let first = places.iter().filter(|place| **place == Some(0)).count();
    let five = places.iter().flatten().count();
    println!("{first} of {} at the first place, {five} in the first five", places.len());
    assert!(places.len() == 60 && first >= 54 && five >= 58, "{first} first, {five} in the first five");
}

/// A query that is typed letter by letter finds what it finds at once.
#[test]
fn what_is_kept_from_the_key_before_changes_nothing() {
    let library = Arc::new(samples());
    let mut typing = Searcher::default();
    for typed in
        ["djgzzj", "问题 原因", "'the gauge !ra", "a | b gauge", "in:设备 第一 !节", "level:2 一 | 二 工作", "^第 条$"]
    {
        for end in typed.char_indices().map(|(at, c)| at + c.len_utf8()) {
            let typed = typed.get(..end).unwrap_or_default();
            let Ok(query) = Query::parse(typed) else { continue };
            let again = typing.search(&library, &query, 50, &|| false).unwrap();
            let anew = Searcher::default().search(&library, &query, 50, &|| false).unwrap();
            assert_eq!(again, anew, "{typed:?}");
        }
    }
}

#[test]
fn a_search_that_was_given_up_leaves_the_next_one_right() {
    let library = Arc::new(samples());
    let mut searcher = Searcher::default();
    let whole = search(&mut searcher, &library, "工作", 10);
    let query = Query::parse("工作总").unwrap();
    assert_eq!(searcher.search(&library, &query, 10, &|| true), None);
    assert_eq!(search(&mut searcher, &library, "工作", 10), whole);
}

#[test]
fn queries_of_any_kind_do_no_harm() {
    let library = Arc::new(samples());
    let mut searcher = Searcher::default();
    let everything = search(&mut searcher, &library, "", 10);
    for typed in [" ".repeat(10_000), "\u{1}\u{7f}\u{9b}\n".repeat(50), "| | ! ^ $ ' in: level:".to_owned()] {
        assert_eq!(search(&mut searcher, &library, &typed, 10), everything, "{typed:?}");
    }
    for typed in
        ["党".repeat(10_000), "a".repeat(10_000), "a ".repeat(5_000), "|a ".repeat(3_000), "\"in:\"".repeat(2_000)]
    {
        search(&mut searcher, &library, &typed, 10);
    }
}
