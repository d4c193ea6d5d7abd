//! The search over all headings, the one in a report, and the way back.

use crate::support::{Folder, Terminal, decoded};
use crate::terminal::{library, opened};

fn searching(folder: &Folder) -> Terminal<'_> {
    let mut terminal = opened(folder.browse());
    terminal.keys("s").sees("headings> ");
    terminal
}

#[test]
fn a_heading_is_found_previewed_and_gone_to_and_the_way_leads_back() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    terminal.keys("G").sees("Unpack it.");
    terminal.keys("s").sees("headings> ");
    terminal.types("总体").wait_for(|shown| shown.has("2 results") && shown.has("向好。"));
    terminal.keys("^N").wait_for(|shown| shown.has("平稳。") && !shown.has("向好。"));
    terminal
        .keys("Enter")
        .wait_for(|shown| !shown.has("headings> ") && shown.chosen().contains("一、总体情况") && shown.has("平稳。"));
    terminal.keys("^O").wait_for(|shown| shown.chosen().contains("handbook.md") && shown.has("Unpack it."));
    // As terminals that tell ^I from Tab send it.
    terminal.send(b"\x1b[105;5u").wait_for(|shown| shown.chosen().contains("总体情况") && shown.has("平稳。"));
}

#[test]
fn escape_returns_to_where_one_was() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    terminal.keys("G l j l j").wait_for(|shown| shown.chosen().contains("Installation"));
    let before = terminal.shown();
    terminal.keys("s").sees("headings> ");
    terminal.types("党建").sees("扎实。");
    terminal.keys("Esc").wait_for(|shown| shown.text() == before.text());
    assert_eq!(terminal.shown().chosen(), before.chosen());
}

#[test]
fn the_cursor_stands_in_the_field_behind_what_is_typed() {
    let folder = library();
    let mut terminal = searching(&folder);
    let field = terminal.shown().cursor().unwrap();
    assert_eq!(terminal.shown().row(field.1).trim_end().chars().take(10).collect::<String>(), "headings> ");
    let mut check = |does: &str, columns: u16| {
        let keys = does.strip_prefix("keys ");
        match keys {
            Some(keys) => terminal.keys(keys),
            None => terminal.types(does),
        };
        terminal.wait_for(|shown| shown.cursor() == Some((field.0 + columns, field.1)));
    };
    check("党建", 4);
    check("a", 5);
    check("（", 7);
    check("keys ←", 5);
    check("keys Home", 0);
    check("keys → →", 4);
    check("keys Backspace", 2);
    check("keys End", 5);
    check("keys ^U", 0);
    terminal.pastes("工作 总结\n").wait_for(|shown| shown.cursor() == Some((field.0 + 10, field.1)));
    terminal.keys("Esc").wait_for(|shown| shown.cursor().is_none());
}

#[test]
fn a_field_that_is_full_scrolls_with_the_cursor() {
    let folder = library();
    let mut terminal = searching(&folder);
    terminal.types(&"很长的问题".repeat(20)).types("吗");
    let shown = terminal.wait_for(|shown| shown.row(0).contains("问题吗 "));
    let (column, row) = shown.cursor().unwrap();
    assert!(shown.row(0).starts_with("headings> ") && (60..80).contains(&column) && row == 0, "{shown}");
    terminal.keys("Home").wait_for(|shown| shown.row(0).starts_with("headings> 很长") && !shown.row(0).contains('吗'));
}

#[test]
fn words_narrow_in_any_order_and_whatever_their_dress() {
    let folder = library();
    let mut terminal = searching(&folder);
    let mut check = |query: &str, first: &str| {
        terminal.keys("^U").types(query);
        terminal.wait_for(|shown| shown.row(0).contains(query) && shown.row(0).ends_with("1 result"));
        terminal.chooses(first);
    };
    check("建设 思想", "（一）思想建设");
    check("(一)", "（一）思想建设");
    check("ＵＳＡＧＥ", "Usage");
    check("usage", "Usage");
    check("存在", "二、存在问题");
}

#[test]
fn a_heading_is_gone_to_by_its_pinyin() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    terminal.keys("s").types("djgz").wait_for(|shown| shown.row(0).ends_with("1 result") && shown.has("扎实。"));
    terminal.keys("Enter").wait_for(|shown| shown.chosen().contains("二、党建工作") && shown.has("扎实。"));
}

#[test]
fn a_query_that_makes_no_sense_says_so_and_keeps_what_was_found() {
    let folder = library();
    let mut terminal = searching(&folder);
    terminal.types("存在").wait_for(|shown| shown.row(0).ends_with("1 result"));
    terminal.types(" level:x").wait_for(|shown| shown.row(1).contains("level:x is no level"));
    assert!(terminal.shown().row(2).contains("二、存在问题"), "{}", terminal.shown());
    terminal.keys("Backspace").types("2").wait_for(|shown| shown.row(1).contains("二、存在问题"));
    terminal.types(" in:nowhere").wait_for(|shown| shown.row(1).contains("in:nowhere is in no folder's"));
}

#[test]
fn text_is_found_in_the_report() {
    let folder = library();
    let mut terminal = opened(folder.browse().arguments(["年报/2023.md"]));
    terminal.keys("Enter /").wait_for(|shown| shown.cursor() == Some((1, 23)));
    terminal.types("学习").wait_for(|shown| shown.cursor() == Some((5, 23)));
    terminal.keys("Enter").wait_for(|shown| shown.cursor().is_none() && shown.status().starts_with("1/1"));
    terminal.keys("n").wait_for(|shown| shown.status().starts_with("1/1, round the end"));
    terminal.keys("N").wait_for(|shown| shown.status().starts_with("1/1, round the end"));
    terminal.keys("/").wait_for(|shown| shown.cursor().is_some());
    terminal.types("没有").keys("Enter").sees("not in this report: 没有");
}

#[test]
fn the_next_match_is_the_next_one_from_where_one_reads() {
    let paragraph = |number| format!("{} {number}\n\n", if number % 20 == 0 { "needle" } else { "straw" });
    let text: String = (1..=100).map(paragraph).collect();
    let folder = Folder::new().file("stack.md", text);
    let mut terminal = opened(folder.browse().arguments(["stack.md"]));
    terminal.keys("Tab /").types("needle").keys("Enter").wait_for(|shown| shown.status().starts_with("1/5"));
    terminal.keys("n").wait_for(|shown| shown.status().starts_with("2/5") && shown.has("needle 40"));
    terminal.keys("N").wait_for(|shown| shown.status().starts_with("1/5") && shown.has("needle 20"));
    // Scrolled away from the first match, and not yet at the second.
    terminal.keys("PgDn").wait_for(|shown| !shown.has("needle"));
    terminal.keys("n").wait_for(|shown| shown.status().starts_with("2/5"));
    terminal.keys("PgUp").wait_for(|shown| !shown.has("needle"));
    terminal.keys("N").wait_for(|shown| shown.status().starts_with("1/5"));
    terminal.keys("4 n").wait_for(|shown| shown.status().starts_with("5/5 ") && shown.has("needle 100"));
    terminal.keys("n").wait_for(|shown| shown.status().starts_with("1/5, round the end"));
}

#[test]
fn keys_that_come_at_once_mean_what_they_mean_one_by_one() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    terminal.types("s存在\r").wait_for(|shown| shown.chosen().contains("二、存在问题") && shown.has("不足。"));
    terminal.types("s党建\ry").wait_for(|shown| shown.chosen().contains("二、党建工作"));
    assert!(decoded(&terminal.copies(1)[0]).starts_with("二、党建工作"));
    terminal.types("snothing at all\rx").wait_for(|shown| shown.has("headings> nothing at allx"));
}

#[test]
fn a_text_is_searched_for_in_all_reports_and_read_from_hit_to_hit() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    terminal.keys("G").sees("Unpack it.");
    terminal.keys("S").sees("text>");
    terminal.types("情况").wait_for(|shown| shown.row(0).ends_with("2 places in 2 sections") && shown.has("平稳。"));
    terminal.keys("Enter").wait_for(|shown| {
        !shown.has("text> ") && shown.status().starts_with("section 1/2") && shown.has("▾ 2023年工作总结")
    });
    terminal.keys("n").wait_for(|shown| shown.status().starts_with("section 2/2") && shown.has("向好。"));
    terminal.keys("N").wait_for(|shown| shown.status().starts_with("section 1/2") && shown.has("平稳。"));
    terminal.keys("^O").wait_for(|shown| shown.has("Unpack it."));
    terminal.keys("S ^T").sees("regular expression>");
    terminal.types("[扎平").sees("unclosed character class");
    terminal.types("]").wait_for(|shown| shown.row(0).ends_with("2 places in 2 sections") && !shown.has("unclosed"));
    terminal.keys("Esc").wait_for(|shown| !shown.has("expression> ") && shown.has("Unpack it."));
    terminal.types("S思想建设\ry").wait_for(|shown| shown.status().starts_with("copied"));
    assert!(decoded(&terminal.copies(1)[0]).starts_with("（一）思想建设"));
}

#[test]
fn a_walk_leads_through_the_same_section_of_every_report() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    terminal.keys("s").types("总体").keys("Enter").sees("result 1/2");
    terminal.keys("n").wait_for(|shown| shown.status().starts_with("result 2/2") && shown.has("平稳。"));
    terminal.keys("N").wait_for(|shown| shown.status().starts_with("result 1/2") && shown.has("向好。"));
    terminal.keys("=").wait_for(|shown| shown.has("the same section as 一、总体情况") && shown.has("100%"));
    terminal.keys("Enter").wait_for(|shown| shown.status().starts_with("result 1/1") && shown.has("平稳。"));
    terminal.keys(".").wait_for(|shown| shown.has("the same section as"));
    terminal.keys("q").wait_for(|shown| !shown.has("the same section as"));
}

#[test]
fn queries_are_recalled_in_the_next_run() {
    let folder = library();
    let mut terminal = opened(folder.browse());
    terminal.keys("s").types("总体").keys("Enter").sees("result 1/2");
    terminal.keys("q").ends();
    let mut terminal = opened(folder.browse());
    terminal.keys("s ↑").wait_for(|shown| shown.row(0).starts_with("headings> 总体 ") && shown.has("2 results"));
}

#[test]
fn what_makes_no_sense_does_no_harm() {
    let folder = library();
    let mut terminal = opened(folder.browse().size(80, 24));
    for prompt in ["s", "S"] {
        terminal.keys(prompt).wait_for(|shown| shown.row(0).contains('>'));
        terminal.types("存在").wait_for(|shown| shown.row(0).contains("1 "));
        for nonsense in ["问".repeat(10_000), "x y ".repeat(2_500), "  \t ".repeat(9), "\u{1}\u{2}\u{9b}31m".repeat(9)]
        {
            terminal.pastes(&nonsense);
            terminal.keys("^U").types("存在").wait_for(|shown| shown.row(0).contains("1 ") && shown.has("存在问题"));
        }
        terminal.keys("Esc").wait_for(|shown| !shown.row(0).contains('>'));
    }
}
