//! Pages set in columns: manual pages, protocols, handbooks with steps and figures.

use super::check;

/// A manual page in Chinese: its headings stand left of the text, in two languages.
#[test]
fn manual_page() {
    check(
        r#"KAIMEN(1)                    一般命令手册                    KAIMEN(1)

NAME 名称
       kaimen - 把门打开

总览 SYNOPSIS
       kaimen [选项] 门...

描述 DESCRIPTION
       这个命令把列出的门依次打开。如果没有指定任何门，它就打开命令行里最近
       用过的那一扇；如果那一扇已经打开，它什么也不做，也不会给出任何错误。

       门的名字可以用通配符来写。通配符由程序自己展开，所以要用引号括起来，
       以免被外壳先行展开，除非外壳里没有叫这个名字的文件。

选项 (OPTIONS)
       -a, --all
              打开所有的门，包括名字以点开头的门，以及被锁上而钥匙就在门上的
              那些门。

       -n COUNT
              最多打开 COUNT 扇门，然后就停下来。缺省时没有这样的限制，所有的
              门都会被打开。

[译者]
       这一页由一位爱好者译成中文，欢迎读者指正其中的错误，并把改正寄给他。
"#,
        r#"NAME 名称
总览 SYNOPSIS
描述 DESCRIPTION
选项 (OPTIONS)
[译者]"#,
    );
}

/// A protocol: terms stand at the edge of the text, captions below drawings, and neither is a heading.
#[test]
fn protocol() {
    check(
        r#"1.  Introduction

   The gate protocol opens and closes gates across a network.  It has two
   parties, a keeper and a visitor, who exchange the commands listed below.

                  Figure 1 Keeper and Visitor

   Each command is a line of text, and each answer is a line as well, which
   begins with a number of three digits as is usual in such protocols.

2.  Commands

   GATE WILL OPEN

      The sender is willing to open the gate, and waits for an answer from
      the other party before it does so.

   GATE WONT OPEN

      The sender refuses to open the gate.  Nothing is said about the other
      gates, which may be asked for one by one.

   GATE DO OPEN

      The sender asks the other party to open the gate as soon as it is in a
      position to do so.

GateName ::=
   A string of at most forty letters, which the keeper gives to each of the
   gates, and which does not change as long as the gate stands.

3.  Security

   Gates that are open let everyone in.  Implementors should take care that
   each of them is closed again.
"#,
        r#"1. Introduction
2. Commands
3. Security"#,
    );
}

/// A handbook with a table of contents: numbers alone count steps where headings have numbers of several parts.
#[test]
fn steps_of_a_handbook() {
    check(
        r#"目录

1.1. 开门
1.2. 关门
2.1. 换锁
2.2. 修门

1.1. 开门

    先看清门朝哪一边开，再动手推门或者拉门。下面是开门的方法，适用于本手册讲到的所有的门，但不包括大门。

     1. 用钥匙把锁打开

     2. 握住把手，向下按到底，然后轻轻推门

     3. 松开把手

    门开了以后，请不要用力推到墙上。

1.2. 关门

    关门时请不要用力。门锁自动落下以后再松手，听到一声轻响就表示已经关好，不必再去推它一下。

2.1. 换锁

    换锁要用螺丝刀。新锁应当和旧锁一样大小，否则要请木工把门上的孔改大一些，费用由住户自己负担。

2.2. 修门

    门坏了要报修。值班人员会在两天之内上门查看，并且告诉您需要等多长时间。
"#,
        r#"1.1. 开门
1.2. 关门
2.1. 换锁
2.2. 修门"#,
    );
}

/// Chinese cut at a width: a word in letters that had no room goes on with the paragraph.
#[test]
fn a_word_in_letters_without_room() {
    check(
        r#"一、选用的系统

许多单位选择这套系统而没有选择其他系统的主要原因之一就是它的
Documentation 写得很好，人们只需要一个能够工作的系统，并不想每
天都去研究它，这一点在座谈会上有很多同志提到，我们都记了下来。

二、今后的打算

明年我们准备把余下的三十台机器也换成这套系统，预算已经报给了
Department of Finance，等批复下来以后就可以着手采购，预计在七
月以前能够全部完成，届时再向各位汇报。请大家继续提出意见，不要
有什么顾虑，我们会逐条研究，能办的马上就办。
"#,
        r#"一、选用的系统
二、今后的打算"#,
    );
}

/// A table of contents tells the articles of a newsletter from the parts of one, and from the names below them.
#[test]
fn contents_of_a_newsletter() {
    let text =
        "The river stood at two metres for most of the winter, and the boathouse was under water twice in January.\n\n";
    check(
        &format!(
            "THE HERON\n\nNewsletter of the Rowing Club\n\nIssue 41 - Spring 2023\n\nIN THIS ISSUE\nFrom the Chair\n\
             Trip Report: Down the Long Valley\nSafety Corner\nDates for Your Diary\n\nFrom the Chair\n\n{text}\
             Eleanor Marsh\n\nTrip Report: Down the Long Valley\n\n{text}Where We Stayed\n\n{text}\
             What We Would Take\n\n{text}Safety Corner\n\n{text}Dates for Your Diary\n\n{text}"
        ),
        "From the Chair\nTrip Report: Down the Long Valley\n  Where We Stayed\n  What We Would Take\nSafety Corner\n\
         Dates for Your Diary",
    );
}
