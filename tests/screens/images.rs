//! Images as frames and as words, and notes under what refers to them.

use std::sync::Arc;

use mulu::app::{Effect, Event};
use mulu::outline::image::{Extent, Source};
use mulu::outline::{Document, Image};

use super::world::World;

const REPORT: &str = "# 水文监测报告\n\n今年汛期的水位见下图。\n\n![二〇二四年主要站点水位过程线，其中虚线为警戒水位，实线为实测水位](图/水位.png)\n\n图1 水位过程线\n\n站标 ![雨量站](icons/rain.svg) 表示雨量站，![](图/分布.jpg) 其分布如图。\n\n> ![照片](https://a.example/photo.jpg)\n\n## 结论\n\n水位平稳[^1]，雨量偏少[^乙]，两者无关[^1]。\n\n- 其一[^乙]。\n\n[^1]: 指汛期平均水位，[详见](https://a.example/note)附表。\n\n[^乙]: 与多年平均相比，统计口径为全市二十一个雨量站，其中三个站点因设备检修缺测，缺测时段以相邻站点的记录插补，插补方法见技术说明。\n";

fn world(width: u16, height: u16) -> World {
    let mut world = World::open(&[("报告.md", REPORT)], width, height);
    world.keys("w");
    world
}

#[test]
fn images_stand_in_frames_or_as_words() {
    let screens = [(80, 24), (200, 30), (40, 24)].map(|(width, height)| world(width, height).screen());
    insta::assert_snapshot!(screens.join("\n"));
}

#[test]
fn images_are_measured_while_the_report_is_read() {
    let mut world = world(60, 12);
    world.keys("1 0 j");
    let measured = |world: &mut World| {
        let document = world.state.page.document().cloned().unwrap();
        let size = |image: &Image| Image { pixels: Some(Extent { width: 640, height: 480 }), ..image.clone() };
        let images = document.images.iter().map(size).collect();
        world.take(Event::Measured(document, images));
    };
    let line = |screen: &str, row: usize| {
        screen.lines().nth(row).unwrap_or_default().trim_end_matches(['│', '█', ' ', '┤', '┥']).to_owned()
    };
    let before = line(&world.screen(), 1);
    measured(&mut world);
    assert_eq!(line(&world.screen(), 1), before, "what is read stays where it is");
    let top = world.keys("g").screen();
    assert!(top.contains("640 × 480 px"), "{top}");
    // A document that is not shown any more changes nothing.
    let other = Arc::new(Document::default());
    world.take(Event::Measured(other, Arc::new([])));
    assert_eq!(world.screen(), top);
}

#[test]
fn an_image_is_chosen_by_a_letter_and_opened_outside() {
    let mut world = world(80, 24);
    let chosen = world.keys("Enter").screen();
    world.effects.clear();
    let opened = world.keys("a").screen();
    let [Effect::OpenImage { path, image }] = &world.effects[..] else { panic!("{:?}", world.effects) };
    assert_eq!((path.to_str(), &image.source), (Some("报告.md"), &Source::File("图/水位.png".into())));
    insta::assert_snapshot!([chosen, opened].join("\n"));
}

#[test]
fn an_image_is_a_link_like_others() {
    let check = |keys: &str, expected: Option<&str>, says: &str| {
        let mut world = world(80, 24);
        world.effects.clear();
        let screen = world.keys(keys).screen();
        let opened = world.effects.iter().find_map(|effect| match effect {
            Effect::OpenImage { image, .. } => Some(image.name.to_string()),
            _ => None,
        });
        assert_eq!(opened.as_deref(), expected, "{keys}");
        assert!(screen.contains(says), "{keys}: {screen}");
    };
    check("f s", Some("rain.svg"), "opening rain.svg");
    check("Enter d", Some("分布.jpg"), "opening 分布.jpg");
    check("f f", None, "copied https://a.example/photo.jpg");
    check("} } Enter", None, "there is no image on this page");
}

#[test]
fn notes_stand_under_what_refers_to_them() {
    let mut world = world(60, 24);
    let shown = world.keys("G z n").screen();
    let selected = world.keys("g } V j j y").screen();
    let copied = world.effects.iter().rev().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text.clone()),
        _ => None,
    });
    let left = world.keys("Esc z n").screen();
    insta::assert_snapshot!(format!("{shown}\n{selected}\n{copied:?}\n{left}"));
}

#[test]
fn a_link_leads_to_the_place_that_another_report_names() {
    let filler = "<p>一段。</p>".repeat(40);
    let page = format!("<h1>甲</h1>{filler}<p id=要点>要点在此。</p>{filler}");
    let reports = [("乙.md", "# 乙\n\n见[要点](甲.html#要点)，或[无](甲.html#无)。\n"), ("甲.html", page.as_str())];
    let mut world = World::open(&reports, 60, 12);
    let there = world.keys("w f a").screen();
    assert!(there.lines().nth(1).is_some_and(|line| line.contains("要点在此。")), "{there}");
    let back = world.keys("^O").screen();
    assert!(back.contains("见要点"), "{back}");
    let top = world.keys("f s").screen();
    assert!(top.lines().nth(1).is_some_and(|line| line.contains('甲')), "{top}");
}

/// The screen without its last row.
fn page(screen: &str) -> Vec<&str> {
    screen.lines().take(11).collect()
}

#[test]
fn a_note_is_found_where_it_stands_and_links_lead_there_and_back() {
    let mut world = world(60, 12);
    world.keys("} }");
    let before = world.screen();
    let there = world.keys("f a").screen();
    let back = world.keys("^O").screen();
    assert_eq!(page(&back), page(&before));
    world.keys("z n");
    let noted = world.screen();
    let found = world.keys("/ 插 补 Enter").screen();
    insta::assert_snapshot!([before, there, noted, found].join("\n"));
}

#[test]
fn an_image_that_was_scrolled_past_under_the_head_of_its_table_is_not_opened() {
    let rows: String = (1..40).map(|row| format!("| {row} | 站点 |\n")).collect();
    let report = format!("# 表\n\n| 号 | 图 |\n| --- | --- |\n| 0 | ![水位](图/水位.png) |\n{rows}");
    let mut world = World::open(&[("报告.md", &report)], 60, 20);
    world.keys("w");
    let opened = |world: &mut World| {
        world.effects.clear();
        world.keys("Enter");
        world.effects.iter().any(|effect| matches!(effect, Effect::OpenImage { .. }))
    };
    assert!(opened(&mut world));
    world.keys("1 2 j");
    assert!(world.screen().contains("号"));
    assert!(!opened(&mut world));
}
