//! Texts of councils, auditors and offices: what they count, and by which words.

use super::check;

/// Paragraphs that are counted through a paper of a council are no headings.
#[test]
fn counted_paragraphs() {
    check(
        "環境事務小組文件\n\n目的\n\n本文件向委員簡介舊衣回收計劃的進展，並就下一階段的安排徵詢委員的意見，以及說明所涉及的開支和人手安排，\
         供委員在會議上討論。\n\n背景\n\n2. 本港每日棄置的舊衣約有三百公噸，其中大部分仍可使用，但回收的不足一成。\n\n\
         3. 政府自去年起在六個地區設置回收箱，每月收集約四十公噸舊衣，反應理想，居民普遍支持。\n\n計劃的成效\n\n\
         4. 截至今年三月底，參與的屋苑約有五十個，參與率為三成，高於預期，亦高於其他地區。\n\n\
         5. 抽樣檢查顯示，所收集的舊衣有八成可以再用，其餘可以製成抹布或者填充物料。\n\n財政影響\n\n\
         6. 擴展計劃的開支估計為每年九百萬元，由部門的現有資源承擔，無須另行申請撥款。\n",
        "目的\n背景\n計劃的成效\n財政影響",
    );
    check(
        "FLOOD DEFENCES\n\nINTRODUCTION\n\n1. The winter was the wettest on record. Some three thousand homes were flooded, \
         many of them for the second time.\n\n2. In March we decided to inquire into the state of the defences. We received \
         sixty submissions and held four sessions.\n\nINSPECTION\n\n3. The agency inspects its assets on a cycle of six to \
         twenty-four months. Its director told us that most were in good condition.\n\nMAINTENANCE\n\n4. Spending on \
         maintenance has been flat for ten years. The engineers called this a false economy, and we agree.\n\n5. We \
         recommend that the backlog be published each year, with the cost of clearing it.\n",
        "INTRODUCTION\nINSPECTION\nMAINTENANCE",
    );
}

/// Titles that run into their text are headings, although their numbers go on from section to section.
#[test]
fn counted_titles() {
    let text = "自三月起，总馆周五、周六延时开放，寒暑假期间少儿馆取消周一闭馆，全年开放时间不少于三千八百小时。";
    check(
        &format!(
            "一、提升服务效能\n1.延长开放时间。{text}\n2.优化馆藏结构。{text}\n二、打造阅读品牌\n3.办好读书节。{text}\n\
             4.做强讲堂。{text}\n三、完善分馆体系\n5.新建书房。{text}\n"
        ),
        "一、提升服务效能\n  1.延长开放时间\n  2.优化馆藏结构\n二、打造阅读品牌\n  3.办好读书节\n  4.做强讲堂\n\
         三、完善分馆体系\n  5.新建书房",
    );
}

/// Numbers that end in another way count something else.
#[test]
fn numbers_that_end_otherwise() {
    check(
        "1 Safety\n\nRead all of the instructions before you use the appliance, and keep them in a safe place for later.\n\n\
         2 Operation\n\nThe panel has three buttons, and a display that shows the humidity of the room in per cent.\n\n\
         1. Press the button.\n2. Press the arrows until the value is shown.\n3. Wait five seconds.\n\n3 Cleaning\n\nClean \
         the filter every two weeks in lukewarm water, and let it dry for a day before you put it back.\n\n4 Warranty\n\nThe \
         warranty covers two years, and does not cover damage that was caused by misuse of any kind.\n",
        "1 Safety\n2 Operation\n3 Cleaning\n4 Warranty",
    );
}

/// Findings and what is recommended are counted by words.
#[test]
fn counted_findings() {
    let text = "抽查的四十家供应商中，有十一家缺少近三年的财务报表，六家营业执照已经过期，未见更新记录。";
    check(
        &format!(
            "一、审计发现\n发现一：资料不齐全\n{text}\n发现二：审批不规范\n{text}\n二、审计建议\n建议一：完善准入制度\n{text}\n\
             建议二：严格审批\n{text}\n"
        ),
        "一、审计发现\n  发现一：资料不齐全\n  发现二：审批不规范\n二、审计建议\n  建议一：完善准入制度\n  建议二：严格审批",
    );
}

/// A letter of a Taiwanese office has its parts.
#[test]
fn official_letter() {
    check(
        "某市政府教育局 函\n受文者：本市各國民中小學\n主旨：檢送學校午餐訪視計畫1份，請查照並配合辦理。\n說明：\n\
         一、依據學校衛生法第二十三條及本局年度工作計畫辦理。\n辦法：請各校於九月二十二日前完成自評，並將自評表函報本局。\n",
        "主旨\n說明\n辦法",
    );
}

/// What minutes say of a meeting stands behind a colon, and is no part of the title.
#[test]
fn facts_of_a_meeting() {
    let text = "上次會議共決議五案，均已執行完畢，准予備查，並請各單位持續追蹤辦理情形，於下次會議提出報告。";
    check(
        &format!(
            "壹、時間：中華民國113年1月10日下午2時\n貳、地點：行政大樓六樓會議廳\n參、報告事項\n一、上次會議執行情形\n{text}\n\
             二、教務處報告\n{text}\n肆、散會：下午4時\n"
        ),
        "壹、時間\n貳、地點\n參、報告事項\n  一、上次會議執行情形\n  二、教務處報告\n肆、散會",
    );
}
