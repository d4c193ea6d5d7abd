//! The page of documents of all formats: tables, lists, quotes, code, emphasis, and what went wrong.

use std::fs;
use std::path::Path;

use mulu::app::{Effect, Message};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::world::World;

/// The bytes of a sample.
fn sample(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data").join(path)).unwrap()
}

/// A sample alone in a library; its page takes the keys, and the tree is put away.
fn opened(path: &str, width: u16, height: u16) -> World {
    let name = path.rsplit('/').next().unwrap();
    let mut world = World::open_bytes("reports", &[(name, &sample(path))], width, height);
    world.keys("w");
    world
}

/// What stands out on the screen, each with how it does.
fn looks(buffer: &Buffer) -> String {
    let look = |cell: &Cell| {
        let marks = [
            (Modifier::BOLD, "strong"),
            (Modifier::ITALIC, "emphasis"),
            (Modifier::CROSSED_OUT, "struck"),
            (Modifier::UNDERLINED, "link"),
            (Modifier::DIM, "faint"),
        ];
        let mut names: Vec<&str> =
            marks.iter().filter(|(mark, _)| cell.modifier.contains(*mark)).map(|(_, name)| *name).collect();
        names.extend((cell.fg == Color::Green).then_some("code"));
        names.extend((cell.fg == Color::Red).then_some("trouble"));
        names.join(" ")
    };
    let mut said = String::new();
    for row in 1..buffer.area.height - 1 {
        let cells: Vec<&Cell> = (0..buffer.area.width - 1).filter_map(|column| buffer.cell((column, row))).collect();
        for run in cells.chunk_by(|one, other| look(one) == look(other)) {
            let text: String = run.iter().map(|cell| cell.symbol()).collect();
            let name = look(run[0]);
            if !name.is_empty() && text.chars().any(char::is_alphanumeric) {
                said.push_str(&format!("{name} in row {row}: {}\n", text.trim().replace("  ", " ")));
            }
        }
    }
    said
}

/// The screen as a text, and what stands out on it.
fn shown(world: &World) -> String {
    format!("{}{}", world.screen(), looks(&world.buffer().0))
}

#[test]
fn a_page_of_each_format_shows_its_tables_lists_quotes_and_code() {
    let check = |name: &str, path: &str, keys: &str| {
        insta::assert_snapshot!(name, shown(opened(path, 72, 40).keys(keys)));
    };
    check("docx", "制度法规/固定资产盘点办法.docx", "2 }");
    check("html", "Engineering/Manuals/Tidal Gate Operator Manual.html", "3 }");
    check("epub", "Engineering/Handbook/Keeping a Harbour Light.epub", "");
    check("rst", "Engineering/Manuals/Tide Gauge Firmware Guide.rst", "} }");
    check("org", "计划方案/数字档案馆迁移任务.org", "} }");
    check("adoc", "Engineering/接口文档/水位遥测平台开发手册.adoc", "} }");
    check("rtf", "Engineering/Manuals/Lock Gate Inspection.rtf", "3 }");
    check("pdf", "Engineering/Manuals/Tide Gauge Maintenance Guide.pdf", "");
}

#[test]
fn the_numbers_of_pages_stand_in_the_margin_where_it_has_room() {
    let pdf = "Engineering/Manuals/Tide Gauge Maintenance Guide.pdf";
    let screens = [110, 86].map(|width| shown(&opened(pdf, width, 80)));
    insta::assert_snapshot!(screens.join("\n"));
}

#[test]
fn a_table_fits_in_every_width() {
    let table = "# 报表\n\n| 项目 | 负责单位和联系人 | 本年度的完成情况 |\n| --- | --- | --- |\n\
        | 会议 | 办公室 张三 | 全年召开会议 *十二* 次，形成纪要十二份，均已归档。 |\n| 培训 | 人事科 | 未完成 |\n";
    let pages = [72, 46, 40].map(|width| {
        let mut world = World::open(&[("a.md", table)], width, 20);
        shown(world.keys(if width < 60 { "Enter" } else { "Enter w" }))
    });
    insta::assert_snapshot!(pages.join("\n"));
}

#[test]
fn a_title_that_is_the_only_heading_at_the_top_stands_once() {
    let mut world = World::open(&[("a.md", "# 年报\n\n## 一、成效\n\n内容。\n")], 80, 14);
    let shown = world.keys("Enter }").screen();
    assert_eq!(shown.lines().next().unwrap().matches("年报").count(), 1, "{shown}");
}

#[test]
fn reports_of_one_title_are_listed_with_their_names() {
    let shown =
        World::open(&[("甲/a.md", "---\ntitle: 年报\n---\n"), ("甲/b.md", "---\ntitle: 年报\n---\n")], 80, 14).screen();
    assert!(shown.contains("年报  a.md") && shown.contains("年报  b.md"), "{shown}");
}

#[test]
fn a_damaged_document_says_so_above_what_could_be_read() {
    let mut bytes = sample("制度法规/固定资产盘点办法.docx");
    bytes.truncate(bytes.len() / 3 * 2);
    let mut world = World::open_bytes("reports", &[("盘点.docx", &bytes)], 80, 24);
    insta::assert_snapshot!(shown(&world));
    world.keys("Enter Space b g");
    assert!(world.screen().contains("program that made it may mend it"));
}

#[test]
fn what_holds_no_text_says_why_and_what_can_be_done() {
    // An archive that holds one empty file, named a.
    let common = [&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &[0; 12], &[1, 0, 0, 0]].concat();
    let local = [&b"PK\x03\x04"[..], &common, b"a"].concat();
    let list = [&b"PK\x01\x02\x14\0"[..], &common, &[0; 14], b"a"].concat();
    let sizes = [u32::try_from(list.len()).unwrap(), u32::try_from(local.len()).unwrap()].map(u32::to_le_bytes);
    let end = [&b"PK\x05\x06\0\0\0\0\x01\0\x01\0"[..], &sizes.concat(), &[0, 0]].concat();
    let archive = [local, list, end].concat();
    let reports: [(&str, &[u8]); 3] = [("档案.docx", &archive), ("坏.docx", &[0, 1, 2, 3]), ("说明.md", b"# A\n")];
    let mut world = World::open_bytes("reports", &reports, 80, 14);
    let first = shown(&world);
    insta::assert_snapshot!(format!("{first}\n{}", shown(world.keys("j"))));
}

#[test]
fn editors_are_given_texts_alone() {
    let mut world = opened("制度法规/固定资产盘点办法.docx", 80, 14);
    world.keys("} e");
    assert_eq!(world.state.front.message, Some(Message::NotForEditors("固定资产盘点办法.docx".to_owned())));
    assert!(!world.effects.iter().any(|effect| matches!(effect, Effect::Edit { .. })));
    let mut world = opened("Engineering/Manuals/Tidal Gate Operator Manual.html", 80, 14);
    world.keys("} e");
    assert!(matches!(world.effects.last(), Some(Effect::Edit { .. })), "{:?}", world.effects);
}
