//! Documents that are no texts.

use std::fs;
use std::path::Path;

use crate::support::{Folder, decoded, mulu};
use crate::terminal::opened;

/// The bytes of a sample.
fn sample(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data").join(path)).unwrap()
}

const DOCX: &str = "制度法规/固定资产盘点办法.docx";
const DOC: &str = "制度法规/档案管理办法.doc";

#[test]
fn a_document_is_found_by_a_heading_and_read_and_its_address_leads_back() {
    let folder = Folder::new().file("盘点.docx", sample(DOCX)).file("a.md", "# A\n");
    let mut terminal = opened(folder.browse().env("EDITOR", "true"));
    terminal.keys("s").sees("headings> ");
    terminal.types("人员").sees("盘点小组由三人组成");
    terminal.keys("Enter").wait_for(|shown| !shown.has("headings> ") && shown.chosen().contains("（一）人员"));
    terminal.keys("Tab Space").sees("测绘仪器");
    terminal.keys("b { Y").sees("copied ./盘点.docx#");
    let address = decoded(&terminal.copies(1)[0]);
    let shown = mulu(&folder, ["show", &address]).prints();
    assert!(!shown.is_empty() && address.contains('#'), "{address}: {shown}");
    terminal.keys("e").sees("no editor shows 盘点.docx");
}

#[test]
fn what_is_wrong_with_a_document_is_said_with_what_can_be_done() {
    let damaged = sample(DOCX).into_iter().take(3_000).collect::<Vec<u8>>();
    // The flag of the file information block that says that what follows is encrypted ([MS-DOC] 2.5.2).
    let mut encrypted = sample(DOC);
    let block = encrypted.chunks(512).position(|sector| sector.starts_with(&[0xec, 0xa5])).unwrap();
    encrypted[block * 512 + 0x0b] |= 1;
    let folder = Folder::new().file("1.docx", damaged).file("2.doc", encrypted).file("3.docx", [0, 1, 2, 3].repeat(99));
    let mut terminal = opened(folder.browse().size(120, 24));
    terminal.sees("is damaged: ");
    terminal.sees("The program that made it may mend it");
    terminal.keys("j").sees("is encrypted: it can be read only with its password");
    terminal.sees("Save a copy of it without the password");
    terminal.keys("j").sees("Open it in the program that made it, and save it again");
    let printed = mulu(&folder, ["outline"]).prints();
    assert_eq!(printed.lines().filter(|line| line.starts_with("  ! ")).count(), 3, "{printed}");
    let shown = mulu(&folder, ["show", "2.doc"]).run();
    assert_eq!((shown.code, shown.stdout.as_str()), (Some(1), ""));
    assert!(shown.stderr.contains("2.doc: is encrypted"), "{}", shown.stderr);
    let shown = mulu(&folder, ["show", "1.docx"]).run();
    assert!(
        shown.code == Some(0) && !shown.stdout.is_empty() && shown.stderr.contains("is damaged"),
        "{}",
        shown.stderr
    );
}

#[test]
fn a_folder_with_one_of_each_format_is_one_outline() {
    let samples = [
        ("a.docx", DOCX),
        ("b.odt", "计划方案/社区食堂运营方案.odt"),
        ("c.epub", "培训材料/山茶初制培训教材.epub"),
        ("d.rtf", "会议纪要/第15次局务会议纪要.rtf"),
        ("e.doc", DOC),
        ("f.html", "网页收藏/公共图书馆夜间开放实施方案.html"),
        ("g.mht", "培训材料/河道水质采样操作讲义.mht"),
        ("h.rst", "培训材料/值班系统使用指南.rst"),
        ("i.adoc", "Engineering/接口文档/水位遥测平台开发手册.adoc"),
        ("j.org", "计划方案/数字档案馆迁移任务.org"),
        ("k.pdf", "计划方案/校园食堂改造实施方案.pdf"),
    ];
    let folder = samples.iter().fold(Folder::new(), |folder, (name, path)| folder.file(name, sample(path)));
    let mut terminal = opened(folder.browse().size(120, 40));
    terminal.wait_for(|shown| samples.iter().all(|(name, _)| shown.has(name)) && shown.has("11 reports"));
    for (name, _) in samples {
        let shown = terminal.chooses(name);
        assert!(!shown.has("is damaged"), "{shown}");
        terminal.wait_for(|shown| shown.status().contains(name) && shown.status().contains('%'));
        terminal.keys("j");
    }
}
