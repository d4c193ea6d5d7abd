//! Kinds of texts beside reports: questions, releases, handbooks, yearbooks, and texts that lost their line ends.

use super::check;

/// Questions whose numbers go on from group to group.
#[test]
fn questions_in_groups() {
    check(
        "\
THE ALLOTMENT SOCIETY: QUESTIONS

GENERAL

Q1: Who may rent a plot?

Anyone who lives in the parish may put a name on the list, and most do so in spring.

Q2: How long is the list?

It is two years long at present, since only four plots a year are given back to the society.

RULES

Q3: May I keep hens?

Hens are allowed, cockerels are not, and the neighbours are asked before the first hen comes.

Q4: Are bonfires allowed?

Only in November, and never when the wind blows towards the houses of the lane.
",
        "\
GENERAL
  Q1: Who may rent a plot?
  Q2: How long is the list?
RULES
  Q3: May I keep hens?
  Q4: Are bonfires allowed?",
    );
}

/// Questions and answers without numbers.
#[test]
fn questions_and_answers() {
    let answer = "A:  It is kept in the shed behind the hall, and the key hangs beside the door of the office.\n\n";
    check(
        &format!("Q:  Where is the mower?\n\n{answer}Q:  Who repairs the fence?\n\n{answer}Q:  Who pays?\n\n{answer}"),
        "Q: Where is the mower?\nQ: Who repairs the fence?\nQ: Who pays?",
    );
    // Who is asked in a court is asked again and again.
    let asked =
        "Q. Where were you?\n\nA. I was at the harbour, and I stayed there until the ship had left the quay.\n\n";
    check(&asked.repeat(5), "");
}

/// The newest release is told first.
#[test]
fn releases() {
    let text = "* The pressure is shown over three hours, and the plot no longer stops where data are missing.\n";
    check(
        &format!(
            "Changes\n\nVersion 2.1.0 - spring\n\n{text}\nVersion 2.0.3a (autumn)\n\n{text}\nVersion 1.9\n\n{text}"
        ),
        "Version 2.1.0 - spring\nVersion 2.0.3a (autumn)\nVersion 1.9",
    );
}

/// A handbook whose headings stand left of its text, the further left the higher.
#[test]
fn outdented_headings() {
    let text = "    The relay keeps what it cannot hand over, and tries again later: after a\n    minute first, then after an hour, then once a day for a week, and no more.\n";
    check(
        &format!(
            "NAME\n    relay - hand over messages\n\nDESCRIPTION\n{text}\n{text}\nFILES\n  Queues\n{text}\n  Logs and their rotation\n{text}\nSEE ALSO\n    spool\n"
        ),
        "NAME\nDESCRIPTION\nFILES\n  Queues\n  Logs and their rotation\nSEE ALSO",
    );
}

/// A yearbook: titles in brackets run into their text, below headings that stand on each other.
#[test]
fn yearbook() {
    let text = "全年完成投资三亿二千万元，比上年增长百分之八，新建桥梁五座，改造危桥十二座，群众出行更加方便。";
    check(
        &format!(
            "清溪年鉴\n{text}{text}\n交通运输\n公路建设\n【国道改建】　{text}\n【农村公路】　{text}\n运输管理\n【客运】　{text}\n教育\n基础教育\n【学前教育】　{text}\n【义务教育】　{text}\n"
        ),
        "\
交通运输
  公路建设
    【国道改建】
    【农村公路】
  运输管理
    【客运】
教育
  基础教育
    【学前教育】
    【义务教育】",
    );
}

/// Signs before headings; a list with signs is none.
#[test]
fn signs() {
    let text = "加装电梯要全楼住户商量，低层住户担心采光和噪声，高层住户盼望早日动工，社区干部一户一户上门做工作。\n";
    check(
        &format!(
            "老楼加装电梯：难在哪\n{text}{text}■ 现状：有人欢喜有人愁\n{text}■ 难点：三道关口\n◆ 意见难统一\n{text}◆ 资金难筹集\n{text}● 二楼\n● 三楼\n■ 对策：各方支招\n◆ 政府搭台\n{text}"
        ),
        "■ 现状：有人欢喜有人愁\n■ 难点：三道关口\n  ◆ 意见难统一\n  ◆ 资金难筹集\n■ 对策：各方支招\n  ◆ 政府搭台",
    );
}

/// Demands are headings directly below a section.
#[test]
fn demands() {
    let text = "把各项任务分解到科室、落实到人头，每月调度一次进展情况，每季度通报一次完成情况，年底严格考核兑现。";
    let calls = format!("一要抓好课程。{text}\n二要建强队伍。{text}\n三要完善评价。{text}\n");
    check(
        &format!("一、工作回顾\n{text}\n二、下步打算\n{calls}"),
        "一、工作回顾\n二、下步打算\n  一要抓好课程\n  二要建强队伍\n  三要完善评价",
    );
    check(
        &format!("一、工作回顾\n{text}\n二、下步打算\n（一）提高质量。{text}\n{calls}（二）加强保障。{text}\n"),
        "一、工作回顾\n二、下步打算\n  （一）提高质量\n  （二）加强保障",
    );
    let page = |calls: &str| format!("年度总结 {text} 一、工作回顾 {text} 二、下步打算 {calls} 三、建议 {text}");
    let calls = calls.replace('\n', " ");
    check(&page(&calls), "一、工作回顾\n二、下步打算\n  一要抓好课程\n  二要建强队伍\n  三要完善评价\n三、建议");
    check(&page(&format!("{text}会议要求：{calls}")), "一、工作回顾\n二、下步打算\n三、建议");
}

/// A Chinese text without any line end, and one that was cut at a fixed width.
#[test]
fn line_ends_that_are_lost_or_by_chance() {
    let text = "对照年初确定的各项目标，逐项检查落实情况，总体进展顺利，多数任务已经按期完成，少数任务还需加大力度。\
                按照会议要求，各科室要认真查找原因，制定整改措施，明确责任人员和完成时限，确保全年任务圆满完成。";
    let sections = ["一、工作进展情况", "二、存在的主要问题", "三、下一步工作打算"];
    let headings = sections.join("\n");
    let nothing: String = sections.iter().map(|section| format!("{section}{text}{text}{text}")).collect();
    check(&nothing, &headings);
    let lines: String = sections.iter().map(|section| format!("{section}\n{text}{text}\n")).collect();
    let characters: Vec<char> = nothing.chars().collect();
    let cut: Vec<String> = characters.chunks(40).map(|line| line.iter().collect()).collect();
    check(&cut.join("\n").replace("一步\n工作", "一步工作"), &headings);
    let wrap = |line: &str| line.chars().collect::<Vec<_>>().chunks(38).map(String::from_iter).collect::<Vec<_>>();
    let wrapped: Vec<String> = lines.lines().flat_map(wrap).collect();
    check(&wrapped.join("\n"), &headings);
}

/// A title of several sentences is known as a whole where the contents have it.
#[test]
fn questions_in_the_contents() {
    let text = "The key hangs beside the door of the office, and whoever takes it signs the book that lies on the desk\n\
                below, with the hour at which it was taken and the hour at which it came back.\n\n";
    let titles =
        ["1. The shed is locked. What now?", "2. Who pays for the paint?", "3. It rains. May I stay in the hall?"];
    let sections: String = titles.iter().map(|title| format!("{title}\n\n{text}{text}")).collect();
    let contents: String = titles.iter().map(|title| format!("    {title}\n")).collect();
    check(&format!("The Hall\n\nContents\n\n{contents}\n{sections}"), &titles.join("\n"));
}

/// English in one line: titles end where sentences seem to begin, and the contents are not taken for headings.
#[test]
fn english_in_one_line() {
    let text = "The stations are visited once a week, and what was found there is written down in the book of the station \
                by the one who found it. In winter the visits are made by two, since the paths along the weir are icy. \
                Records are kept for ten years, and are then given to the museum.";
    check(
        &format!(
            "Pump Stations Table of Contents 1. Daily Work 1.1 Gauges 2. Storms 3. Records of the Stations 1. Daily Work {text} 1.1 Gauges {text} 2. Storms {text} 3. Records of the Stations {text}"
        ),
        "1. Daily Work\n  1.1 Gauges\n2. Storms\n3. Records of the Stations",
    );
}
