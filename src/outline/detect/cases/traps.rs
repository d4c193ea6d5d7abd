//! What looks like a heading and is none.

use super::check;

/// Texts without any heading.
#[test]
fn nothing_is_invented() {
    let nothing = |text: &str| check(text, "");
    nothing("");
    nothing("\n\n \n");
    nothing("One line only");
    // Prose.
    nothing(
        "It was late when the train came in. The platform was empty but for a porter, who leaned on his cart and\nwatched \
         the lamps. Nobody got off at first.\n\nThen a door opened. A woman stepped down, looked left and right, and put\n\
         her bag on the ground.\n\n\"Is there a hotel?\" she asked.\n\nThe porter nodded. He pointed with his chin to the \
         far end of the street,\nwhere a single window was lit.\n\n\"One,\" he said. \"It is not good.\"\n",
    );
    // A log.
    nothing(
        "2024-03-01 10:00:01 INFO Starting service on port 8080\n2024-03-01 10:00:02 WARN Missing key\n\
         2024-03-01 10:00:05 ERROR Connection refused\n  at connect (net.c:120)\n  at main (main.c:44)\n\
         2024-03-01 10:00:11 INFO Connected\n",
    );
    // A letter with a list of remarks.
    nothing(
        "From: Tom Reed <tom@example.org>\nTo: Anna Bell <anna@example.org>\nSubject: Re: Draft of the report\n\nHi Anna,\n\n\
         thanks for the draft. A few remarks:\n\n1. The second table has the wrong year.\n2. Please say where the figures \
         come from.\n3. The last paragraph can go.\n\n> I think that the part about costs is too long.\n\nYes, please do.\n\n\
         Best regards,\nTom\n",
    );
    // Speakers.
    nothing(
        "CHAIR: Good evening, everyone. I call the meeting to order.\n\nMS. ALVAREZ: Thank you. I move that we approve the \
         minutes.\n\nMR. STONE: Second.\n\nCHAIR: All in favor?\n\nMR. STONE: Before we vote, I have a question.\n\n\
         MS. ALVAREZ: What is it?\n\nCHAIR: Go on.\n",
    );
    // Code.
    nothing("fn main() {\n    let x = 1;\n    # not a heading\n    println!(\"{x}\");\n}\n\nreturn 0;\n");
    // Items of a law.
    nothing(
        "有下列情形之一的，不予受理：\n（一）不属于受案范围的；\n（二）超过申请期限的；\n（三）法律规定的其他情形。\n",
    );
    // Numbers in prose.
    nothing(
        "主席、各位委員：\n三、五年之内，产值要翻一番。\n1.2万人参加了活动，同比增长5.5%左右。\n2024.01.15召开了会议。\n",
    );
    // Verse.
    nothing(
        "The sun goes down behind the hill\nAnd all the fields are grey and still\n\nThe owl begins to call her mate\nAnd no one passes by the gate\n",
    );
}

/// A table of contents is not repeated as headings.
#[test]
fn contents_are_no_headings() {
    let body =
        "这里是正文，说明有关情况，内容比较完整，文字也比较长，足以构成一个段落，供读者参考使用，并可据此开展工作。";
    check(
        &format!(
            "目 录\n一、概况……1\n二、问题……5\n三、建议……9\n一、概况\n{body}\n二、问题\n{body}\n三、建议\n{body}\n"
        ),
        "一、概况\n二、问题\n三、建议",
    );
    let text = "Some text that goes on for a while and fills the line, as text does in a manual of this kind here.\n";
    check(
        &format!(
            "Table of Contents\n\n1. Start\n    1.1. First\n2. End\n\nChapter 1. Start\n\n{text}\n1.1. First\n\n{text}\nChapter 2. End\n\n{text}"
        ),
        "Chapter 1. Start\n  1.1. First\nChapter 2. End",
    );
}

/// Running headers and page numbers are no headings, and tear no run.
#[test]
fn pages_do_not_tear_an_outline() {
    let mut text = String::new();
    for page in 1..5 {
        text.push_str(&format!(
            "{page}.  Part number {page}\n\n   The text of this part says what it has to say, and then goes on saying\n   it \
             until the end of the page comes near, and it has to stop.\n\n\n\nSmith                      [Page {page}]\n\u{c}\n\
             RFC 9999            The Title            May 2024\n\n\n"
        ));
    }
    check(&text, "1. Part number 1\n2. Part number 2\n3. Part number 3\n4. Part number 4");
}

/// Gaps and repeats do not break a sequence.
#[test]
fn sequences_have_gaps() {
    let body =
        "这里是正文，说明有关情况，内容比较完整，文字也比较长，足以构成一个段落，供读者参考使用，并可据此开展工作。";
    check(
        &format!("一、概况\n{body}\n二、做法\n{body}\n四、问题\n{body}\n四、成因\n{body}\n五、建议\n{body}\n"),
        "一、概况\n二、做法\n四、问题\n四、成因\n五、建议",
    );
}

/// The same mark is at one level here and at another there.
#[test]
fn levels_are_relative() {
    let body =
        "这里是正文，说明有关情况，内容比较完整，文字也比较长，足以构成一个段落，供读者参考使用，并可据此开展工作。";
    check(
        &format!(
            "一、概况\n1.人员\n{body}\n2.经费\n{body}\n二、问题\n（一）制度\n1.章程\n{body}\n2.规则\n{body}\n（二）执行\n{body}\n"
        ),
        "一、概况\n  1.人员\n  2.经费\n二、问题\n  （一）制度\n    1.章程\n    2.规则\n  （二）执行",
    );
}
