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
    // The second line of a paragraph may be a few characters.
    check(
        "施政綱要\n\n一　引言\n\n1. 這是本屆政府第二份施政綱要，過去一年我們走訪了十八區，聽取了市民的意見。\n\n二　鞏固經濟\n\n金融\n\n\
         2. 我們會在年內完成檢討股票印花稅，建議調低稅率三個基點，並放寬上市的規則，吸引海\n外發行人。\n\n航運\n\n\
         3. 發展綱領將於年底前公布，提出十項策略、三十二項措施，落實工作由新設的部門負責。\n\n創新\n\n\
         4. 政府會預留一百億元，推出新型工業加速計劃，企業與政府以二比一的比例配對，首批申\n請在明年截止。\n\n三　結語\n\n\
         5. 前路縱有風浪，只要信心不滅、步伐堅定，明天定會更好。\n",
        "一 引言\n二 鞏固經濟\n  金融\n  航運\n  創新\n三 結語",
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

/// Questions that are counted are headings, although short lines stand above them.
#[test]
fn counted_questions() {
    let text = "    It does, as far as we know: it keeps no dates, and whatever it is given it hands on as it is.\n\n";
    let code = "    make check\n\n";
    check(
        &format!(
            "QUESTIONS\n\n1. Does it know of dates after the year 2100?\n\n{text}{code}2. Where is the version for other systems?\n\n\
             {text}{code}3. Where are the bindings for other languages?\n\n{text}{code}4. Why does it not compile on my machine?\n\n\
             {text}5. How can I take part in its development?\n\n{text}"
        ),
        "1. Does it know of dates after the year 2100?\n2. Where is the version for other systems?\n\
         3. Where are the bindings for other languages?\n4. Why does it not compile on my machine?\n\
         5. How can I take part in its development?",
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

/// Documents that lines of signs part each begin with a title.
#[test]
fn documents_apart() {
    let text = "The harbor handled more containers in this month than in any month before, and expects to do so again.";
    check(
        &format!(
            "NEWS OF THE HARBOR\n\n{text}\n\nAbout the Harbor Authority\n\n{text}\n\n###\n\nTOLLS WILL RISE IN JANUARY\n\n\
             FOR IMMEDIATE RELEASE\n\n{text}\n\nAbout the Harbor Authority\n\n{text}\n\n###\n\nSECOND TERMINAL OPENS IN \
             JUNE\n\nFOR IMMEDIATE RELEASE\n\n{text}\n\nAbout the Harbor Authority\n\n{text}\n"
        ),
        "About the Harbor Authority\nTOLLS WILL RISE IN JANUARY\n  About the Harbor Authority\n\
         SECOND TERMINAL OPENS IN JUNE\n  About the Harbor Authority",
    );
}

/// The documents of a collection keep the words before their numbers, also where line ends were lost.
#[test]
fn collection_on_one_line() {
    let text = "一年来，我坚持参加集体学习，认真做好笔记，努力提高自己的业务能力，得到了大家的肯定和好评。".repeat(4);
    check(
        &format!(
            "个人总结范文 下面是为大家整理的范文，供大家参考使用。 护士个人总结 篇1 {text} 一、加强学习 {text} 二、做好服务 {text} \
             护士个人总结 篇2 {text} 一、思想方面 {text} 二、工作方面 {text}"
        ),
        "护士个人总结 篇1\n  一、加强学习\n  二、做好服务\n护士个人总结 篇2\n  一、思想方面\n  二、工作方面",
    );
}

/// Chinese text whose paragraphs are set in is put together, although few of its lines are full.
#[test]
fn few_full_lines() {
    check(
        "\u{3000}\u{3000}水务简报\n\u{3000}\u{3000}会议指出，上半年投资完成七亿元，占年度计划的六成以上。\n\u{3000}\u{3000}老街改造\n\
         \u{3000}\u{3000}近日，老街改造通过了验收，项目总投资三千万元，改造后居民出行更\n加方便，商户也多了起来。\n\
         \u{3000}\u{3000}工程于去年十一月开工，前后一共用了十九个月，克服了不少的困难。\n\u{3000}\u{3000}年轻人回来\n\
         \u{3000}\u{3000}二十九岁的小韦原来在外地做电商，前年回到家乡，注册了自己的品\n牌，第一年就有了盈利。\n\
         \u{3000}\u{3000}他说，在外面漂了七年，没有想到最后靠一碗粉安了家，心里很踏实。\n\u{3000}\u{3000}下一步\n\
         \u{3000}\u{3000}产业做大了，烦恼也跟着来，原料价格上涨，同质化的竞争也在加剧，\n需要大家一起想办法。\n",
        "老街改造\n年轻人回来\n下一步",
    );
}
