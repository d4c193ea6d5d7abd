//! Links are followed, and the way leads back.

use std::fs;

use crate::support::{Folder, decoded};
use crate::terminal::opened;

fn reports() -> Folder {
    let filler = "一段。\n\n".repeat(40);
    let report = format!(
        "# 报告\n\n## 第一章 总则\n\n办法见第三章，数据见[附表](附/表.md#二数据)，法规见[网站](https://a.example/b?c&d)。\n\n{filler}## 第三章 办法\n\n办法在此。\n"
    );
    Folder::new().file("报告.md", report).file("附/表.md", "# 附表\n\n## 二、数据\n\n数据在此。\n")
}

#[test]
fn a_reference_in_words_leads_to_its_chapter_and_the_way_back() {
    let folder = reports();
    let mut terminal = opened(folder.browse());
    terminal.keys("G Enter").sees("办法见第三章");
    terminal.keys("f").sees("letters follow links");
    terminal.keys("a").wait_for(|shown| shown.has("办法在此。") && !shown.has("办法见第三章"));
    terminal.keys("^O").wait_for(|shown| shown.has("办法见第三章") && !shown.has("办法在此。"));
    terminal.keys("f s").wait_for(|shown| shown.has("数据在此。"));
    terminal.keys("^O").sees("办法见第三章");
    terminal.keys("f d").sees("copied https://a.example/b?c&d");
    assert_eq!(decoded(&terminal.copies(1)[0]), "https://a.example/b?c&d");
}

#[test]
fn an_address_goes_to_the_users_program_as_it_is() {
    let folder =
        reports().script("browser", "printf '%s\\n' \"$@\" > \"$0.part\"; mv \"$0.part\" \"$0.arguments\"; sleep 2");
    let browser = format!("{} --new", folder.beside("browser").display());
    let mut terminal = opened(folder.browse().env("BROWSER", browser));
    terminal.keys("G Enter").sees("办法见第三章");
    terminal.keys("F d").sees("opening https://a.example/b?c&d");
    // The program works on, and so does mulu.
    terminal.keys("f a").wait_for(|shown| shown.has("办法在此。") && folder.beside("browser.arguments").exists());
    assert_eq!(fs::read_to_string(folder.beside("browser.arguments")).unwrap(), "--new\nhttps://a.example/b?c&d\n");
}
